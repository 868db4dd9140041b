"""One conflict: its sides next to each other, and every way to decide it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.conflicts import ALIKE, CODE, FIELD, Conflict
from geoapp.case.errors import CaseError
from geoapp.case.identity import free_codes
from geoapp.case.records import Draft, Key
from geoapp.case.view import CaseView
from geoapp.commands import resolving
from geoapp.ui.conflicts.card import Card
from geoapp.ui.conflicts.words import Side, heading, row_name, sides, value_in_words
from geoapp.ui.fonts import app_font
from geoapp.ui.forms.editor import Editor, UnreadableError
from geoapp.ui.forms.form import editor_for
from geoapp.ui.phrases import excerpt, in_words
from geoapp.ui.refusals import said
from layers.schema import FieldKind

_LONGEST = 200
Decide = Callable[[Draft], None]
Make = Callable[[str], Draft]


class ConflictPage(QWidget):
    """`decide` gets the draft of a decision and may raise CaseError, whose sentence is shown."""

    def __init__(
        self,
        view: CaseView,
        conflict: Conflict,
        language: str,
        decide: Decide,
        *,
        writable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conflictPage")
        self.conflict = conflict
        self._view, self._language, self._decide = view, language, decide
        self._writable = writable
        self.editor: Editor | None = None
        self.code: QLineEdit | None = None
        self.cards: list[Card] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(8)
        self._write_heading()
        self.reason = QLineEdit(self)
        self.reason.setObjectName("decisionReason")
        self.reason.setAccessibleName(self.tr("Reason for the decision"))
        self.reason.setPlaceholderText(self.tr("Why is it decided like this? For the ledger"))
        self.reason.setEnabled(writable)
        self._column.addWidget(self.reason)
        self._lay_out(sides(view, conflict, language))
        self.problem = self._label("")
        self.problem.setObjectName("decisionProblem")
        self.problem.hide()
        self._column.addWidget(self.problem)
        self._column.addStretch(1)

    def _label(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _write_heading(self) -> None:
        about, question = heading(self._view, self.conflict, self._language)
        first = self._label(about)
        first.setFont(app_font(15, bold=True))
        self._column.addWidget(first)
        self._column.addWidget(self._label(question))

    def _lay_out(self, shown: Sequence[Side]) -> None:
        row = QHBoxLayout()
        for number, side in enumerate(shown):
            card = Card(side, number, self._verb(), self._writable, self)
            card.kept.connect(lambda n=number: self._keep(n))
            self.cards.append(card)
            row.addWidget(card, 1)
        self._column.addLayout(row)
        if self.conflict.kind == FIELD:
            self._offer_value()
        elif self.conflict.kind == CODE and len(self.conflict.keys) == 2:
            self._offer_code()
        elif self.conflict.kind == ALIKE:
            self._offer_apart()
            self._compare()

    def _verb(self) -> str:
        if self.conflict.kind == CODE:
            return self.tr("This one keeps the code")
        if self.conflict.kind == ALIKE:
            return self.tr("Keep this one and take the other in")
        return self.tr("Keep this")

    # --- other answers -----------------------------------------------------------------------

    def _button(self, words: str, name: str, make: Make) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setEnabled(self._writable)
        button.clicked.connect(lambda: self._try(make))
        return button

    def _framed(self, words: str, *widgets: QWidget) -> None:
        frame = QFrame(self)
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(frame)
        if words:
            column.addWidget(self._label(words))
        for widget in widgets:
            column.addWidget(widget)
        self._column.addWidget(frame)

    def _offer_value(self) -> None:
        key, name = self.conflict.keys[0], str(self.conflict.field)
        table, record = self._view.statements[key.table], self._view.record(key)
        if record is None or not self._writable:
            return
        self.editor = editor_for(table.field(name), table, self._view, self._language)
        self.editor.load(record.values.get(name))
        take = self._button(self.tr("Take this value"), "takeValue", self._other_value)
        self._framed(self.tr("Or another value:"), self.editor, take)

    def _other_value(self, reason: str) -> Draft:
        if self.editor is None:
            raise CaseError("There is no value to take.")
        return resolving.take_value(self._view, self.conflict, self.editor.value(), reason)

    def _offer_code(self) -> None:
        later = self.conflict.keys[-1]
        self.code = QLineEdit(next(free_codes(self._view, later.table)), self)
        self.code.setObjectName("newCode")
        self.code.setAccessibleName(self.tr("New code"))
        name = row_name(self._view, later, self._language)
        give = self._button(self.tr("Give it this code"), "giveCode", self._new_code)
        self._framed(
            self.tr("Or another code for the later one, {0}:").format(name), self.code, give
        )

    def _new_code(self, reason: str) -> Draft:
        code = self.code.text() if self.code is not None else ""
        return resolving.new_code(self._view, self.conflict, code, reason)

    def _offer_apart(self) -> None:
        apart = self._button(
            self.tr("They are not the same"),
            "notTheSame",
            lambda reason: resolving.not_the_same(self._view, self.conflict, reason),
        )
        self._column.addWidget(apart, 0, Qt.AlignmentFlag.AlignLeft)

    def _compare(self) -> None:
        """The fields of both rows next to each other; where they differ in bold."""
        frame = QFrame(self)
        frame.setObjectName("comparison")
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, stretch in enumerate((0, 1, 1)):
            grid.setColumnStretch(column, stretch)
        table = self._view.statements[self.conflict.keys[0].table]
        for field in table:
            words = [self._cell(key, field.name) for key in self._in_order()]
            if not any(words):
                continue
            line = grid.rowCount()
            label = self._label(field.label.in_language(self._language))
            label.setProperty("role", "muted")
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            for column, text in enumerate(words, 1):
                cell = self._label(text or "–")
                cell.setFont(app_font(14, bold=words[0] != words[1]))
                grid.addWidget(cell, line, column, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(frame)

    def _in_order(self) -> list[Key]:
        """The rows in the order of the sides above."""
        table = self.conflict.keys[0].table
        return [Key(table, int(version.value)) for version in self.conflict.versions]

    def _cell(self, key: Key, name: str) -> str:
        record = self._view.record(key)
        value = record.values.get(name) if record is not None else None
        field = self._view.statements[key.table].field(name)
        if value is None or value == "":
            return ""
        if field.kind is FieldKind.REFERENCE and isinstance(value, int):
            return row_name(self._view, Key(field.refers_to or "", value), self._language)
        return excerpt(in_words(field, value, self._language), _LONGEST)

    # --- deciding ----------------------------------------------------------------------------

    def _keep(self, number: int) -> None:
        version = self.conflict.versions[number]
        self._try(lambda reason: resolving.take(self._view, self.conflict, version, reason))

    def _try(self, make: Make) -> None:
        try:
            self._decide(make(self.reason.text().strip()))
        except (CaseError, UnreadableError) as error:
            self.problem.setText(said(str(error)))
            self.problem.show()


def line_of(view: CaseView, conflict: Conflict, language: str) -> str:
    """A conflict in two lines of a list."""
    about, question = heading(view, conflict, language)
    said = [
        excerpt(value_in_words(view, conflict, version.value, language), 40)
        for version in conflict.versions
    ]
    return (
        f"{about}\n{question}" if conflict.kind in (ALIKE, CODE) else f"{about}\n{' ≠ '.join(said)}"
    )
