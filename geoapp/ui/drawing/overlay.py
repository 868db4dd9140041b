"""A pane over the map on which the shape in the making is drawn, apart from all that is cached."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

Paint = Callable[[QPainter], None]


class Overlay(QWidget):
    """Covers a widget, lets every event through, and draws what `paint` draws."""

    def __init__(self, over: QWidget, paint: Paint) -> None:
        super().__init__(over)
        self.setObjectName("drawingPane")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._paint = paint
        self._over = over
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        painter = QPainter(self)
        self._paint(painter)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False
