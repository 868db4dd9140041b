"""What can be changed from the table: cells, one field of many rows, new rows, removals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from geoapp.case.errors import CaseError
from geoapp.case.records import Draft, Key, Value
from geoapp.commands import edit
from geoapp.commands.edit_many import edit_many, remove_many
from geoapp.session import Session
from geoapp.ui.dialogs.messages import ReasonDialog, say
from geoapp.ui.forms.form import Form
from geoapp.ui.panels.table.cell_form import CellForm
from geoapp.ui.panels.table.content import POINTERS
from layers.schema import Field, FieldKind, Table

_OF_A_CLAIM = frozenset({"attribute", "value", "rank"})
_OF_ONE_ROW = frozenset({"code"})


def can_edit(table: Table, field: Field) -> bool:
    """Whether a cell may be changed by itself.

    What a claim or a link ties together is not: another value there would be another claim,
    and adopting one changes the row it is about as well.
    """
    if field.name in POINTERS or field.name in POINTERS.values():
        return False
    return table.name != "claim" or field.name not in _OF_A_CLAIM


def can_edit_many(field: Field) -> bool:
    """Whether several rows may sensibly have the same value."""
    return field.kind is not FieldKind.POSITION and field.name not in _OF_ONE_ROW


class NewRow(QDialog):
    """The form of a new row. Closing it asks about what was entered."""

    def __init__(self, form: Form, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("newRow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.form = form
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(form)
        form.finished.connect(self.accept)
        self.resize(460, 620)

    def reject(self) -> None:
        """Esc and the close button ask first."""
        if self.form.may_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is giving up."""
        if self.form.may_close():
            super().closeEvent(event)
        else:
            event.ignore()


class Changing(QObject):
    """Opens the forms and writes what they give.

    Signals: `made(Key)` when a row was added; `closed()` when a cell is left.
    """

    made = Signal(Key)
    closed = Signal()

    def __init__(self, session: Session, language: str, panel: QWidget) -> None:
        super().__init__(panel)
        self._session = session
        self._language = language
        self._panel = panel
        self.form: CellForm | None = None

    def edit(self, table: Table, field: Field, keys: Sequence[Key], cell: QRect) -> None:
        """Open the editor of a field over a cell, in pixels of the panel's window."""
        if self._session.read_only or not self.leave():
            return
        records = self._session.view.records(table.name, [key.id for key in keys])
        if not records:
            return
        held = [record.values.get(field.name) for record in records]
        common = held[0] if all(value == held[0] for value in held) else None
        self.form = CellForm(
            self._session.view,
            table,
            field,
            {field.name: common},
            self._language,
            submit=lambda values, reason: self._save(keys, values, reason),
            rows=len(keys),
            parent=self._panel.window(),
        )
        self.form.finished.connect(self._close_form)
        self.form.open_at(cell)

    def _save(self, keys: Sequence[Key], values: Mapping[str, Value], reason: str) -> None:
        view = self._session.view
        if len(keys) == 1:
            self._do(edit.edit(view, keys[0], values, reason))
        else:
            self._do(edit_many(view, keys, values, reason))

    def _do(self, draft: Draft) -> None:
        self._session.do(draft, origin=self._panel)

    def leave(self) -> bool:
        """Close an open cell; False to stay, since something was entered in it."""
        if self.form is None:
            return True
        if self.form.is_changed:
            self.form.problem.setText(self.tr("Save this entry, or press Esc to drop it."))
            self.form.problem.show()
            self.form.focus_first()
            return False
        self._close_form()
        return True

    def discard(self) -> None:
        """Close an open cell with whatever was entered, since its case is being left."""
        if self.form is not None:
            self._close_form()

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.hide()
            form.deleteLater()
            self.closed.emit()

    def add(self, table: Table) -> None:
        """Open the form of a new row."""
        if self._session.read_only:
            return
        made: list[Key] = []

        def submit(values: Mapping[str, Value], reason: str) -> None:
            draft = edit.create(self._session.view, table.name, values, reason)
            self._do(draft)
            made.append(draft.changes[0].key)

        form = Form(self._session.view, table, {}, self._language, submit=submit)
        form.reason.setPlaceholderText(self.tr("Why is it added? May stay empty"))
        if (code := form.editors.get("code")) is not None:
            code.setToolTip(self.tr("Left empty, the next free code is given."))
        title = self.tr("New: {0}").format(table.label.in_language(self._language))
        dialog = NewRow(form, title, self._panel.window())
        dialog.finished.connect(lambda _result: self._tell_made(made))
        dialog.open()
        form.focus_first()

    def _tell_made(self, keys: Sequence[Key]) -> None:
        for key in keys:
            self.made.emit(key)

    def remove(self, keys: Sequence[Key], name: str) -> None:
        """Ask why, then mark rows as deleted."""
        if self._session.read_only or not keys:
            return
        question = self.tr("Mark “{0}” as deleted?").format(name)
        if len(keys) > 1:
            question = self.tr("Mark {0} rows as deleted?").format(len(keys))
        words = self.tr("It stays in the history and can be restored.")
        ReasonDialog(
            self.tr("Mark as deleted"),
            f"{question}\n\n{words}",
            self.tr("Mark as deleted"),
            lambda reason: self._try(
                lambda: self._do(remove_many(self._session.view, keys, reason))
            ),
            self._panel.window(),
        ).open()

    def undo(self) -> None:
        """Take back the last change."""
        self._try(self._session.undo)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except CaseError as error:
            say(self._panel.window(), str(error))
