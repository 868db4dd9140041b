"""A titled part of the inspector that can be folded away and is filled when first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget


class Section(QWidget):
    """A heading with a count, and a body that exists only once it was opened.

    Signals: `toggled(bool)` when the user folds or unfolds it.
    """

    toggled = Signal(bool)

    def __init__(self, body: QWidget, opened: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = body
        self._fill: Callable[[], None] | None = None
        self._opened = opened
        self._head = QToolButton(self)
        self._head.setAutoRaise(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self._head.font()
        font.setBold(True)
        self._head.setFont(font)
        self._head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._head.clicked.connect(lambda: self._switch(not self._opened))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._head)
        layout.addWidget(body)
        self._arrow()

    @property
    def opened(self) -> bool:
        """Whether the body shows."""
        return self._opened

    @property
    def heading(self) -> str:
        """The words of the heading."""
        return self._head.text()

    def show_content(self, heading: str, fill: Callable[[], None]) -> None:
        """Take a new heading. `fill` puts the content into the body when it is needed."""
        self._head.setText(heading)
        self._head.setAccessibleName(heading)
        self._head.setToolTip(heading)
        self.body.setAccessibleName(heading)
        self._fill = fill
        self._switch(self._opened)

    def open(self) -> None:
        """Unfold, as by a click."""
        self._switch(True)

    def _switch(self, opened: bool) -> None:
        self._opened = opened
        if opened and self._fill is not None:
            fill, self._fill = self._fill, None
            fill()
        self.body.setVisible(opened)
        self._arrow()
        self.toggled.emit(opened)

    def _arrow(self) -> None:
        arrow = Qt.ArrowType.DownArrow if self._opened else Qt.ArrowType.RightArrow
        self._head.setArrowType(arrow)
        state = self.tr("unfolded") if self._opened else self.tr("folded")
        self._head.setAccessibleDescription(state)
