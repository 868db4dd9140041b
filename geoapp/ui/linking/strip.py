"""What is left of a panel while the map is asked: one line and a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget


class Strip(QWidget):
    """One line of words.

    Signals: `left()` to go back.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("linkStrip")
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._remark = QLabel(self)
        self._remark.setProperty("role", "warning")
        self._remark.hide()
        back = QToolButton(self)
        back.setText(self.tr("Back (Esc)"))
        back.setProperty("role", "link")
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self._remark)
        row.addWidget(back)

    def show_words(self, words: str) -> None:
        """What the next click means."""
        self._label.setText(words)
        self._remark.hide()

    def remark(self, words: str) -> None:
        """Why the last click did nothing."""
        self._remark.setText(words)
        self._remark.show()

    def words(self) -> str:
        """All that it says."""
        shown = [self._label.text()]
        if not self._remark.isHidden():
            shown.append(self._remark.text())
        return " ".join(shown)
