"""Typing in a testimony, or a further text of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.case.records import Value
from geoapp.case.view import CaseView
from geoapp.ui.fonts import app_font
from geoapp.ui.forms.editor import Editor, UnreadableError
from geoapp.ui.forms.form import editor_for

TESTIMONY = ("title", "witness", "interview", "language", "date_told", "review", "fictional")
TEXT = ("language", "made_by")

Submit = Callable[[Mapping[str, Value], str], None]


class Entering(QWidget):
    """A few fields and the words. Nothing is written before Save; Esc asks first.

    Signals: `closed()`; then `saved()` if something was.
    """

    closed = Signal()
    saved = Signal()

    def __init__(self, view: CaseView, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._language = language
        self._submit: Submit | None = None
        self.editors: dict[str, Editor] = {}
        self._title = QLabel(self)
        self._title.setFont(app_font(14, bold=True))
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.box = QPlainTextEdit(self)
        self.box.setObjectName("readerEntry")
        self.box.setAccessibleName(self.tr("Words"))
        self.box.setPlaceholderText(self.tr("The words, as they were said. Paste or type them."))
        self.box.setTabChangesFocus(True)
        self.box.setFont(app_font(15))
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setForegroundRole(QPalette.ColorRole.BrightText)
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.setProperty("primary", "true")
        self.save_button.clicked.connect(self.save)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.leave)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        for button in (cancel, self.save_button):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text())
            foot.addWidget(button)
        body = QHBoxLayout()
        body.addWidget(self._area, 2)
        body.addWidget(self.box, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.addWidget(self._title)
        column.addLayout(body, 1)
        column.addLayout(foot)

    def begin(self, title: str, table: str, names: Sequence[str], submit: Submit) -> None:
        """Ask for these fields of a table, and for words."""
        self._submit = submit
        self._title.setText(title)
        self.problem.clear()
        self.box.clear()
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, 8, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.editors = {}
        statement = self._view.statements[table]
        for name in names:
            editor = editor_for(statement.field(name), statement, self._view, self._language)
            editor.load(None)
            form.addRow(statement.field(name).label.in_language(self._language), editor)
            self.editors[name] = editor
        self._area.setWidget(inner)
        next(iter(self.editors.values())).setFocus()

    @property
    def is_changed(self) -> bool:
        """Whether anything was entered."""
        entered = bool(self.box.toPlainText().strip())
        return entered or any(editor.is_changed for editor in self.editors.values())

    def save(self) -> None:
        """Save; what is wrong is said and everything stays."""
        if self._submit is None:
            return
        try:
            values = {name: editor.value() for name, editor in self.editors.items()}
            words = self.box.document().toRawText().replace("\u2029", "\n")
            self._submit(values, words)
        except (CaseError, UnreadableError) as error:
            self.problem.setText(str(error))
            return
        self._close()
        self.saved.emit()

    def leave(self) -> bool:
        """Close, asking first if something was entered; False to stay."""
        if self.is_changed:
            answer = QMessageBox.question(
                self,
                self._title.text(),
                self.tr("Throw away what was entered?"),
                QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
                QMessageBox.StandardButton.Cancel,
            )
            if answer != QMessageBox.StandardButton.Discard:
                return False
        self._close()
        return True

    def _close(self) -> None:
        self._submit = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks before anything is lost."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
