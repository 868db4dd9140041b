"""One side of a conflict: what it says, by whom, when and why, and the button that keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from geoapp.ui.conflicts.marks import ink
from geoapp.ui.conflicts.words import Side
from geoapp.ui.fonts import app_font

_LEAST_WIDTH = 220


class Card(QFrame):
    """Signals: `kept()` when somebody decides for this side."""

    kept = Signal()

    def __init__(
        self, side: Side, number: int, verb: str, enabled: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"side:{side.letter}")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setAccessibleName(side.heading)
        heading = self._label(side.heading)
        heading.setFont(app_font(14, bold=True))
        mark = QLabel(self)
        mark.setFixedSize(12, 12)
        mark.setStyleSheet(f"background: {ink(number).name()}; border-radius: 6px")
        self.keep = QPushButton(verb, self)
        self.keep.setObjectName(f"keep:{side.letter}")
        self.keep.setAccessibleName(f"{verb}: {side.heading}")
        self.keep.setAutoDefault(False)
        self.keep.setEnabled(enabled)
        self.keep.clicked.connect(self.kept)
        top = QHBoxLayout()
        top.addWidget(mark)
        top.addWidget(heading, 1)
        top.addWidget(self.keep)
        self.value = self._label(side.value)
        self.value.setObjectName(f"value:{side.letter}")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.value)
        for words in (side.told_by, *side.grounds):
            label = self._label(words)
            label.setProperty("role", "muted")
            column.addWidget(label)
        column.addStretch(1)

    def _label(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
