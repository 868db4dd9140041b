"""What selected words claim: about which row, which field, what value; saved in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.case.ties import RANK
from geoapp.case.view import CaseView
from geoapp.commands.passages import Wanted
from geoapp.ui.fonts import app_font
from geoapp.ui.forms.editor import Editor, UnreadableError
from geoapp.ui.forms.form import editor_for
from geoapp.ui.panels.inspector.content import names
from geoapp.ui.phrases import excerpt
from layers.schema import Field, FieldKind

SHOWN = 12
Submit = Callable[[Wanted], None]


class ClaimForm(QFrame):
    """Things linked to the passage come first; any other is found by name, code or words.

    Signals: `closed()`.
    """

    closed = Signal()

    def __init__(self, view: CaseView, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerClaim")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._view = view
        self._language = language
        self._submit: Submit | None = None
        self._words = ""
        self._offered: list[Key] = []
        self.subject: Key | None = None
        self.editor: Editor | None = None
        self._quote = QLabel(self)
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._quote.setFont(app_font(12, bold=True))
        self.line = QLineEdit(self)
        self.line.setObjectName("readerClaimSubject")
        self.line.setPlaceholderText(self.tr("About: find by name, code or words"))
        self.line.setAccessibleName(self.tr("What the words claim something about"))
        self.line.textEdited.connect(self._search)
        self.line.returnPressed.connect(self._take_first)
        self.found = QListWidget(self)
        self.found.setAccessibleName(self.tr("Found"))
        self.found.itemClicked.connect(self._pick)
        self.found.itemActivated.connect(self._pick)
        self.fields = QComboBox(self)
        self.fields.setAccessibleName(self.tr("Field"))
        self.fields.currentIndexChanged.connect(self._choose_field)
        self.rank = QComboBox(self)
        self.rank.setAccessibleName(self.tr("Standing"))
        for term in RANK.terms[:2]:
            self.rank.addItem(term.label.in_language(language), term.code)
        self.rank.setCurrentIndex(1)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(self.tr("Reason, if adopted"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setForegroundRole(QPalette.ColorRole.BrightText)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        self._value = QVBoxLayout()
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.line, 0, 0, 1, 2)
        grid.addWidget(self.found, 1, 0, 1, 2)
        grid.addWidget(self.fields, 2, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._value, 2, 1)
        grid.addWidget(self.rank, 3, 0)
        grid.addWidget(self.reason, 3, 1)
        grid.setColumnStretch(1, 1)
        self.save_button = QPushButton(self.tr("Save claim"), self)
        self.save_button.setProperty("primary", "true")
        cancel = QPushButton(self.tr("Cancel"), self)
        for button in (self.save_button, cancel):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text())
        self.save_button.clicked.connect(self.save)
        cancel.clicked.connect(self.close_form)
        buttons = QHBoxLayout()
        buttons.addWidget(self.problem, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        column.addWidget(self._quote)
        column.addLayout(grid)
        column.addLayout(buttons)

    def ask(self, words: str, offered: Sequence[Key], submit: Submit) -> None:
        """Ask what `words` claim; `submit` gets the claim and may raise CaseError."""
        self._words, self._submit = words, submit
        self._offered = list(dict.fromkeys(offered))
        self._quote.setText(f"“{excerpt(words, 90)}”")
        self.problem.clear()
        self.reason.clear()
        self.rank.setCurrentIndex(1)
        self.line.clear()
        self._show_subject(None)
        self._list(self._offered)
        self.show()
        if len(self._offered) == 1:
            self._show_subject(self._offered[0])
            self.fields.setFocus()
        else:
            self.line.setFocus()

    def _search(self, words: str) -> None:
        self._show_subject(None)
        words = words.strip()
        if not words:
            self._list(self._offered)
            return
        claimable = [t.name for t in self._view.statements if any(f.claimed for f in t)]
        exact = [key for key in self._view.resolve(words) if key.table in claimable]
        hits = [hit.key for hit in self._view.search(words, SHOWN, claimable)]
        self._list(list(dict.fromkeys([*exact, *hits])))

    def _list(self, keys: Sequence[Key]) -> None:
        self.found.clear()
        named = names(self._view, keys, self._language)
        for key in [key for key in keys if key in named][:SHOWN]:
            kind = self._view.statements[key.table].label.in_language(self._language)
            parts = (named[key][1], named[key][0], kind)
            item = QListWidgetItem(" · ".join(dict.fromkeys(filter(None, parts))), self.found)
            item.setData(Qt.ItemDataRole.UserRole, key)
        count = self.found.count()
        self.found.setFixedHeight(
            (self.found.sizeHintForRow(0) if count else 0) * min(count, 4) + 4
        )
        self.found.setVisible(count > 0)

    def _pick(self, item: QListWidgetItem) -> None:
        self._show_subject(item.data(Qt.ItemDataRole.UserRole))
        self.fields.setFocus()

    def _take_first(self) -> None:
        if self.found.count():
            self._pick(self.found.item(0))

    def _show_subject(self, key: Key | None) -> None:
        self.subject = key
        self.fields.blockSignals(True)
        self.fields.clear()
        if key is not None:
            code, name = names(self._view, [key], self._language).get(key, ("", ""))
            self.line.setText(" · ".join(dict.fromkeys(filter(None, (name, code)))))
            self.line.setCursorPosition(0)
            self.found.hide()
            for stated in self._view.statements[key.table]:
                if stated.claimed and stated.kind is not FieldKind.POSITION:
                    self.fields.addItem(stated.label.in_language(self._language), stated.name)
        self.fields.blockSignals(False)
        for widget in (self.fields, self.rank, self.reason, self.save_button):
            widget.setVisible(key is not None)
        self._choose_field()

    def _choose_field(self, _at: int = 0) -> None:
        if self.editor is not None:
            self._value.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        stated = self._field()
        if stated is None or self.subject is None:
            return
        table = self._view.statements[self.subject.table]
        self.editor = editor_for(stated, table, self._view, self._language)
        self.editor.load(None)
        if stated.kind in (FieldKind.TEXT, FieldKind.DATE):
            self._suggest(self.editor)
        self._value.addWidget(self.editor)
        self.editor.show()

    def _suggest(self, editor: Editor) -> None:
        """The words themselves, where a value can be words."""
        line = editor.findChild(QLineEdit)
        if line is not None and len(self._words) <= 60:
            line.setText(" ".join(self._words.split()))

    def _field(self) -> Field | None:
        name = self.fields.currentData()
        if self.subject is None or name is None:
            return None
        return self._view.statements[self.subject.table].field(name)

    def save(self) -> None:
        """Save the claim; what is wrong is said and everything stays."""
        stated = self._field()
        if self._submit is None or self.editor is None or stated is None or self.subject is None:
            return
        try:
            value = self.editor.value()
            rank, reason = str(self.rank.currentData()), self.reason.text().strip()
            self._submit(Wanted(self.subject, stated.name, value, rank, reason))
        except (CaseError, UnreadableError) as error:
            self.problem.setText(str(error))
            return
        self.close_form()

    def close_form(self) -> None:
        """Take the form away."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
            return
        super().keyPressEvent(event)
