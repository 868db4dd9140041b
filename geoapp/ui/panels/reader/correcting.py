"""Correcting a transcript: a copy to edit, and what becomes of the passages while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.commands.transcripts import Followed
from geoapp.ui.fonts import app_font
from geoapp.ui.panels.reader.offsets import Copy
from geoapp.ui.phrases import excerpt

PAUSE = 250  # milliseconds after the last key

Preview = Callable[[str], Sequence[Followed]]
Submit = Callable[[str, str], None]


class Correcting(QWidget):
    """Edits a copy; nothing is written before Save, and Esc asks before anything is lost.

    Signals: `closed()`.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copy = Copy("")
        self._preview: Preview | None = None
        self._submit: Submit | None = None
        self.box = QPlainTextEdit(self)
        self.box.setObjectName("readerCorrection")
        self.box.setAccessibleName(self.tr("Corrected words"))
        self.box.setTabChangesFocus(True)
        self.box.setFont(app_font(15))
        self.outcome = QListWidget(self)
        self.outcome.setAccessibleName(self.tr("What becomes of the passages"))
        self.outcome.setWordWrap(True)
        self.outcome.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(self.tr("Why is it corrected? (required)"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setForegroundRole(QPalette.ColorRole.BrightText)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self.show_outcome)
        self.box.textChanged.connect(self._later.start)
        self._arrange()

    def _arrange(self) -> None:
        side = QWidget(self)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._summary)
        beside.addWidget(self.outcome, 1)
        split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.box)
        split.addWidget(side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([430, 180])
        self.save_button = QPushButton(self.tr("Save as a new revision"), self)
        self.save_button.setProperty("primary", "true")
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.leave)
        foot = QHBoxLayout()
        foot.addWidget(self.reason, 1)
        for button in (self.cancel_button, self.save_button):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text())
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        column.addWidget(split, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def begin(self, words: str, preview: Preview, submit: Submit) -> None:
        """Start from these words; `submit` gets new words and reason and may raise CaseError."""
        self._copy, self._preview, self._submit = Copy(words), preview, submit
        self.box.setPlainText(self._copy.shown)
        self.box.document().setModified(False)
        self.reason.clear()
        self.problem.clear()
        self.show_outcome()
        self.box.setFocus()

    @property
    def words(self) -> str:
        """The words as they would be saved; what was not touched is exactly as before."""
        return self._copy.restored(self.box.document().toRawText())

    @property
    def is_changed(self) -> bool:
        """Whether anything was entered."""
        return self.box.document().isModified() or bool(self.reason.text().strip())

    def show_outcome(self) -> None:
        """Say which passages follow and which are to be placed again."""
        self._later.stop()
        if self._preview is None:
            return
        followed = self._preview(self.words)
        lost = [each for each in followed if each.placement.stretch is None]
        self._summary.setText(
            self.tr("{follow} passages follow, {lost} are to be placed again")
            .replace("{follow}", str(len(followed) - len(lost)))
            .replace("{lost}", str(len(lost)))
        )
        self.outcome.clear()
        for each in [*lost, *(one for one in followed if one.placement.stretch is not None)]:
            values = each.passage.values
            name = str(values.get("label") or "") or excerpt(str(values.get("quote") or ""), 60)
            sign = "✓" if each.placement.stretch is not None else "✗"
            item = QListWidgetItem(f"{sign} {name}", self.outcome)
            item.setToolTip(str(values.get("quote") or ""))
            if each.placement.stretch is None:
                item.setForeground(self.palette().color(QPalette.ColorRole.BrightText))

    def save(self) -> None:
        """Save; what is wrong is said and everything stays."""
        if self._submit is None:
            return
        try:
            self._submit(self.words, self.reason.text().strip())
        except CaseError as error:
            self.problem.setText(str(error))
            if not self.reason.text().strip():
                self.reason.setFocus()
            return
        self._close()

    def leave(self) -> bool:
        """Close, asking first if something was entered; False to stay."""
        if self.is_changed:
            answer = QMessageBox.question(
                self,
                self.tr("Correct the transcript"),
                self.tr("Throw away the correction?"),
                QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
                QMessageBox.StandardButton.Cancel,
            )
            if answer != QMessageBox.StandardButton.Discard:
                return False
        self._close()
        return True

    def _close(self) -> None:
        self._later.stop()
        self._preview = self._submit = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks, Ctrl+Enter saves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.save()
        else:
            super().keyPressEvent(event)
