"""A small panel over one link: change it, turn it, remove it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from geoapp.case.errors import CaseError
from geoapp.case.records import Draft, Key, Value
from geoapp.case.ties import LINK
from geoapp.commands.link import change_link, tie_of, turn, unlink
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.forms.editor import UnreadableError
from geoapp.ui.forms.references import ReferenceEditor
from geoapp.ui.linking.popover import Head, Popover, problem_label
from geoapp.ui.linking.tie_fields import TieFields
from geoapp.ui.linking.words import tie_in_words

_WIDTH, _HEIGHT = 640, 300


class LinkEditor(Popover):
    """Changes role, stance, certainty, note and passage of a link.

    Esc closes and keeps what was entered for when the same link is opened again.
    Signals: `written(Written)` after a commit; `said(str)` what was done.
    """

    written = Signal(object)
    said = Signal(str)

    def __init__(self, session: Session, canvas: MapCanvas, language: str) -> None:
        super().__init__(canvas, "linkEditor", _WIDTH, _HEIGHT)
        self.setAccessibleName(self.tr("Edit link"))
        self._session = session
        self._language = language
        self._link: Key | None = None
        self._stored: Mapping[str, Value] = {}
        self.head = Head(self)
        self.head.closing.connect(self.disappear)
        self.way = QLabel(self)
        self.way.setObjectName("linkWay")
        self.way.setWordWrap(True)
        self.way.setTextFormat(Qt.TextFormat.PlainText)
        self.fields = TieFields(language, self)
        self.passage = ReferenceEditor(LINK.field("passage"), language, session.view, self)
        self.reason = QLineEdit(self)
        self.reason.setObjectName("linkReason")
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Reason for the ledger; may stay empty"))
        self.problem = problem_label(self)
        self.remove_button = QPushButton(self.tr("Remove link"), self)
        self.remove_button.setObjectName("removeLink")
        self.remove_button.setToolTip(self.tr("It stays in the history; Ctrl+Z brings it back"))
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.setObjectName("saveLink")
        self.save_button.setProperty("primary", "true")
        self._arrange()
        self.fields.turn_wanted.connect(self.turn_now)
        self.remove_button.clicked.connect(self.remove_now)
        self.save_button.clicked.connect(self.save)

    def _arrange(self) -> None:
        said = QLabel(self.tr("Said in passage"), self)
        said.setProperty("role", "muted")
        where = QHBoxLayout()
        where.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        where.addWidget(self.passage, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 12)
        column.setSpacing(8)
        for widget in (self.head, self.way, self.fields):
            column.addWidget(widget)
        column.addLayout(where)
        column.addWidget(self.reason)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addLayout(foot)

    @property
    def has_entries(self) -> bool:
        """Whether something was changed that is not saved."""
        if self._link is None:
            return False
        shown = self.fields.values()
        changed = any((shown[name] or None) != (self._stored.get(name) or None) for name in shown)
        return changed or self.passage.is_changed or bool(self._why())

    def open_for(self, link: Key) -> None:
        """Show a link. CaseError if it is not in the case.

        Entries for another link are dropped only if the user agrees.
        """
        if link != self._link and not self.may_drop():
            self.appear(self.fields.role)
            return
        record = self._session.view.record(link)
        if record is None or record.deleted or link.table != "link":
            raise CaseError("There is no such link in this case.")
        values = {name: record.values.get(name) for name in self._names()}
        if link != self._link or values != self._stored:
            self._link, self._stored = link, values
            self.fields.show_values(values)
            self.passage.load(values["passage"])
            self.reason.clear()
            self.problem.hide()
        tie = tie_of(record)
        self.head.show_words(self.tr("Change a link"), "")
        self.way.setText(tie_in_words(self._session.view, tie, self._language))
        self.appear(self.fields.role)

    @staticmethod
    def _names() -> tuple[str, ...]:
        return ("role", "stance", "certainty", "note", "passage")

    def save(self) -> None:
        """Write what was changed; a refusal is said and every entry stays."""
        if self._link is None:
            return
        try:
            values = {**self.fields.values(), "passage": self.passage.value()}
            draft = change_link(self._session.view, self._link, values, self._why())
        except UnreadableError as error:
            self.passage.show_problem(str(error))
            return
        except CaseError as error:
            self._say(str(error))
            return
        if self._do(draft, self.tr("Link changed. Ctrl+Z takes it back.")):
            self.disappear()

    def turn_now(self) -> None:
        """Swap the ends at once; entries that are not saved stay."""
        if self._link is None:
            return
        try:
            draft = turn(self._session.view, self._link, self._why())
        except CaseError as error:
            self._say(str(error))
            return
        if self._do(draft, self.tr("Link turned round. Ctrl+Z takes it back.")):
            record = self._session.view.record(self._link)
            if record is not None:
                words = tie_in_words(self._session.view, tie_of(record), self._language)
                self.way.setText(words)

    def remove_now(self) -> None:
        """Mark the link as deleted."""
        if self._link is None:
            return
        try:
            draft = unlink(self._session.view, self._link, self._why())
        except CaseError as error:
            self._say(str(error))
            return
        if self._do(draft, self.tr("Link removed. Ctrl+Z brings it back.")):
            self._link = None
            self.disappear()

    def _why(self) -> str:
        return self.reason.text().strip()

    def _do(self, draft: Draft, words: str) -> bool:
        try:
            written = self._session.do(draft, origin=self)
        except CaseError as error:
            self._say(str(error))
            return False
        self.written.emit(written)
        self.said.emit(words)
        return True

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def takes(self, event: QKeyEvent) -> bool:
        """Also Ctrl with the number of a stance."""
        return self.fields.wants(event) or super().takes(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves."""
        if self.fields.take(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)
