"""What the inspector can change: fields by forms, deletion marks and adopted claims by a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from geoapp.case.records import Draft, FieldChange, Key, Value
from geoapp.commands import claims, edit
from geoapp.commands.restoring import restore_value
from geoapp.session import Session
from geoapp.session.taking_back import take_back
from geoapp.ui.forms.form import Form
from geoapp.ui.panels.inspector.content import Content
from geoapp.ui.panels.inspector.page import Page

Make = Callable[[str], Draft]


def rank_question(rank: str) -> tuple[str, str]:
    """What is asked before a claim is set aside or opened again, and the verb of the button."""
    if rank == "set aside":
        words = _tr("Set this claim aside? It stays in the list, with the reason.")
        return words, _tr("Set aside")
    return _tr("Weigh this claim again? It stands beside the others."), _tr("Open again")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Changing", text)


class Changing(QObject):
    """Opens and closes the form over a page, and asks for reasons on it.

    Signals: `closed()` when a form was closed, so that the row is read again.
    """

    closed = Signal()

    def __init__(
        self, session: Session, language: str, page: Page, stack: QStackedWidget, origin: QObject
    ) -> None:
        super().__init__(origin)
        self._session = session
        self._language = language
        self._page = page
        self._stack = stack
        self._origin = origin
        self._in_place = False
        self.form: Form | None = None
        page.header.edit.connect(self.edit)
        page.header.remove.connect(self._ask_remove)
        page.restore.connect(self._ask_restore)
        page.fields.edit_requested.connect(self.edit_field)
        page.fields.adopt.connect(self._ask_adopt)
        page.history.own = frozenset(session.profile.own_signers(session.file.case_id))
        page.history.restore.connect(self._ask_restore_value)
        page.history.take_back.connect(self._ask_take_back)
        page.fields.rank.connect(self._ask_rank)

    def edit(self) -> None:
        """Open a form over all fields of the row."""
        content = self._editable()
        if content is None:
            return
        self.form, self._in_place = self._make_form(content, None), False
        self._stack.addWidget(self.form)
        self._stack.setCurrentWidget(self.form)
        self.form.focus_first()

    def edit_field(self, name: str) -> None:
        """Edit one field where it stands."""
        content = self._editable()
        row = self._page.fields.row(name)
        if content is None or row is None:
            return
        self.form, self._in_place = self._make_form(content, (name,)), True
        row.put_below(self.form)
        self.form.focus_first()

    def _editable(self) -> Content | None:
        content = self._page.content
        if content is None or content.record.deleted or self._session.read_only:
            return None
        return content if self.leave_form() else None

    def _make_form(self, content: Content, names: tuple[str, ...] | None) -> Form:
        form = Form(
            self._session.view,
            content.table,
            content.record.values,
            self._language,
            names=names,
            submit=lambda values, reason: self._save(content.key, values, reason),
        )
        form.finished.connect(self._close_form)
        return form

    def _save(self, key: Key, values: Mapping[str, Value], reason: str) -> None:
        self._do(edit.edit(self._session.view, key, values, reason))

    def _do(self, draft: Draft) -> None:
        self._session.do(draft, origin=self._origin)

    def leave_form(self) -> bool:
        """Close an open form, asking first if something was entered; False to stay."""
        if self.form is None:
            return True
        if self.form.may_close():
            self._close_form()
            return True
        return False

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        if not self._in_place:
            self._stack.removeWidget(form)
            form.deleteLater()
        self._stack.setCurrentWidget(self._page)
        self._page.setFocus()
        self.closed.emit()

    def _ask_remove(self) -> None:
        content = self._editable()
        if content is None:
            return
        self._ask(
            self.tr("Mark this row as deleted? It stays in the history and can be restored."),
            self.tr("Mark as deleted"),
            lambda reason: edit.remove(self._session.view, content.key, reason),
        )

    def _ask_restore(self) -> None:
        content = self._page.content
        if content is None:
            return
        self._ask(
            self.tr("Restore this row?"),
            self.tr("Restore"),
            lambda reason: edit.restore(self._session.view, content.key, reason),
        )

    def _ask_adopt(self, claim: Key) -> None:
        if self._editable() is None:
            return
        self._ask(
            self.tr("Show this claim's value from now on? The other claims stay beside it."),
            self.tr("Adopt"),
            lambda reason: claims.adopt(self._session.view, claim, reason),
        )

    def _ask_rank(self, claim: Key, rank: str) -> None:
        if self._editable() is None:
            return
        question, verb = rank_question(rank)
        self._ask(question, verb, lambda why: claims.set_rank(self._session.view, claim, rank, why))

    def _ask_restore_value(self, change: FieldChange, words: str) -> None:
        if not self.leave_form():
            return
        self._ask(
            self.tr(
                "Give the field the value “{0}” again? What it holds now stays in the history."
            ).format(words),
            self.tr("Restore"),
            lambda reason: restore_value(
                self._session.view, change.key, change.field, change.new, reason
            ),
        )

    def _ask_take_back(self, hash: str) -> None:
        if not self.leave_form():
            return
        self._ask(
            self.tr(
                "Undo this entry? What still holds its values gets those from before, in this row "
                "and in all others that it touched. The entry stays in the ledger."
            ),
            self.tr("Undo"),
            lambda reason: take_back(self._session, hash, reason),
        )

    def _ask(self, question: str, verb: str, make: Make) -> None:
        self._page.prompt.ask(question, verb, lambda reason: self._do(make(reason)))
        self._page.ensureWidgetVisible(self._page.prompt)
