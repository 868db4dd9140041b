"""Mouse and keys of the map while a shape is drawn on it; what it leaves alone stays the map's."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from geoapp.ui.canvas import MapCanvas
from layers.hits import Under

STILL = 6.0
"""How many pixels a finger may slip on a touchpad before a click is a drag."""


class _Held(Enum):
    NOTHING = 0
    WAITING = 1
    PAN = 2
    GRIP = 3


class Hand(QObject):
    """Takes the events of a canvas before the canvas does.

    A left click comes to `clicked`, a double click to `finished_by_mouse`, as does the
    right button. Wheel, middle button and space bar stay with the canvas, and dragging
    with the left button pans unless `grips` says that there is something to drag.
    """

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.pointer: QPointF | None = None
        self._held = _Held.NOTHING
        self._pressed = QPointF()
        self._space = False
        self.is_in_use = False

    def take(self) -> None:
        """Begin to take the events."""
        if not self.is_in_use:
            self.is_in_use = True
            self.canvas.installEventFilter(self)
            self.canvas.set_under(Under())
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.canvas.setCursor(self.cursor())

    def release(self) -> None:
        """Leave the events to the canvas again."""
        if self.is_in_use:
            self.is_in_use = False
            self._held = _Held.NOTHING
            self._space = False
            self.canvas.removeEventFilter(self)
            self.canvas.setCursor(self.canvas.gestures.cursor())

    # --- what a tool makes of it --------------------------------------------------

    def cursor(self) -> Qt.CursorShape:
        """The cursor that says what a click would do."""
        return Qt.CursorShape.CrossCursor

    def hovered(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer moves with no button held."""

    def clicked(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """A click with the left button."""

    def finished_by_mouse(self, at: QPointF | None) -> None:
        """A double click at a pixel, or None for the right button."""

    def grips(self, at: QPointF) -> bool:
        """Whether a press here takes hold of something."""
        return False

    def dragged(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """What was taken hold of is moved."""

    def dropped(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """What was taken hold of is let go."""

    def key(self, event: QKeyEvent) -> bool:
        """A key goes down. Whether it meant something here."""
        return False

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the tool although it is a shortcut of the window."""
        return False

    # --- events -----------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hand the events of the canvas on to the tool."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.Leave:
            self.pointer = None
            self.canvas.update()
        elif event.type() == QEvent.Type.FocusOut:
            self._space = False
        return event.type() == QEvent.Type.ContextMenu

    def _mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            return self._move(event)
        if event.button() == Qt.MouseButton.MiddleButton or self._space:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            self._press(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._held = _Held.NOTHING
            self.finished_by_mouse(event.position())
        return True

    def _press(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._held = _Held.GRIP if self.grips(event.position()) else _Held.WAITING

    def _move(self, event: QMouseEvent) -> bool:
        at = self.pointer = event.position()
        if self._held is _Held.NOTHING and event.buttons():
            return False
        self.canvas.point_at(at.x(), at.y())
        if self._held is _Held.WAITING and (at - self._pressed).manhattanLength() > STILL:
            self._held = _Held.PAN
            self.canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._held is _Held.PAN:
            # Whole pixels let the finished picture be moved instead of drawn anew.
            dx, dy = round(at.x() - self._pressed.x()), round(at.y() - self._pressed.y())
            self._pressed += QPointF(dx, dy)
            self.canvas.set_view(self.canvas.view.panned(dx, dy))
        elif self._held is _Held.GRIP:
            self.dragged(at, event.modifiers())
        elif self._held is _Held.NOTHING:
            self.hovered(at, event.modifiers())
            if not self._space:
                self.canvas.setCursor(self.cursor())
        return True

    def _release(self, event: QMouseEvent) -> None:
        held, self._held = self._held, _Held.NOTHING
        if event.button() == Qt.MouseButton.RightButton:
            self.finished_by_mouse(None)
        elif held is _Held.WAITING:
            self.clicked(event.position(), event.modifiers())
        elif held is _Held.GRIP:
            self.dropped(event.position(), event.modifiers())
        if self.is_in_use:
            self.canvas.setCursor(self.cursor())

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat() and event.type() != QEvent.Type.ShortcutOverride:
                self._space = event.type() == QEvent.Type.KeyPress
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if self.wants(event):
                event.accept()
                return True
            return False
        return event.type() == QEvent.Type.KeyPress and self.key(event)
