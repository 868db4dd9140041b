"""What mouse, wheel and keys do on the map."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from geoapp.case.records import Key
from geoapp.ui.canvas import live
from geoapp.ui.canvas.palette import Palette
from geoapp.ui.canvas.symbols import SpriteSheet
from geoapp.ui.canvas.walking import Walk
from layers.features import FeatureLayer
from layers.hits import Under
from layers.projection import to_lonlat

if TYPE_CHECKING:
    from geoapp.ui.canvas.canvas import MapCanvas

_STEP = 90.0
_FINE_STEP = 20.0
_NOTCH = 120.0
_PER_NOTCH = 0.5
_PER_FINE_NOTCH = 0.1
_GRIP = 18.0

_ARROWS = {
    Qt.Key.Key_Left: (1.0, 0.0),
    Qt.Key.Key_Right: (-1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}
_ZOOMS = {
    Qt.Key.Key_PageUp: 2.0,
    Qt.Key.Key_Plus: 2.0,
    Qt.Key.Key_Equal: 2.0,
    Qt.Key.Key_PageDown: 0.5,
    Qt.Key.Key_Minus: 0.5,
}


class Tool(Enum):
    """What a drag with the left button does."""

    PAN = "pan"
    SELECT = "select"


class _Drag(Enum):
    NONE = 0
    WAITING = 1
    PAN = 2
    BOX = 3
    MOVE = 4


class Gestures:
    """Turns events into what the canvas can do.

    A left drag pans, with Shift or the select tool it draws a rectangle; the middle
    button and the space bar always pan. `pointer` is where the cursor is, if it is
    over the map. `walk` goes through the features by keyboard.
    """

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self.tool = Tool.PAN
        self.pointer: QPointF | None = None
        self._drag = _Drag.NONE
        self._pressed = QPointF()
        self._last = QPointF()
        self._space = False
        self._moving: tuple[FeatureLayer, int] | None = None
        self._place: tuple[float, float] | None = None  # EPSG:3857
        self.walk = Walk(canvas)

    # --- mouse ---------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        at = event.position()
        self._pressed = self._last = at
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self._start(_Drag.PAN)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._drag = _Drag.MOVE if self._grips(at) else _Drag.WAITING

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves."""
        at = event.position()
        self.pointer = at
        self._canvas.point_at(at.x(), at.y())
        if self._drag is _Drag.WAITING and self._is_far(at):
            boxed = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            wants_box = boxed or self.tool is Tool.SELECT
            self._start(_Drag.BOX if wants_box else _Drag.PAN)
        self._follow(at)
        self._last = at

    def _follow(self, at: QPointF) -> None:
        if self._drag is _Drag.PAN:
            # Whole pixels let the finished picture be moved instead of drawn anew.
            dx, dy = round(at.x() - self._pressed.x()), round(at.y() - self._pressed.y())
            self._pressed += QPointF(dx, dy)
            self._canvas.set_view(self._canvas.view.panned(dx, dy))
        elif self._drag is _Drag.MOVE and self._place is not None:
            self._shift(at.x() - self._last.x(), at.y() - self._last.y())
        elif self._drag is _Drag.BOX:
            self._canvas.update()
        elif self._drag is _Drag.NONE:
            self._canvas.set_under(self._canvas.pick(at.x(), at.y()))

    def release(self, event: QMouseEvent) -> None:
        """A button comes up."""
        drag, self._drag = self._drag, _Drag.NONE
        self._canvas.setCursor(self.cursor())
        at = event.position()
        if event.button() == Qt.MouseButton.RightButton:
            self._ask(at)
            return
        if drag is _Drag.WAITING and self._moving is None:
            under = self._canvas.pick(at.x(), at.y())
            self._canvas.choose(under, at.toPoint(), event.modifiers())
        elif drag is _Drag.BOX:
            self._canvas.select_box(QRectF(self._pressed, at).normalized())
        elif drag is _Drag.MOVE:
            self._drop()
        self._canvas.update()

    def _ask(self, at: QPointF) -> None:
        """What can be done with what is under the pointer."""
        under = self._canvas.pick(at.x(), at.y())
        # Nobody points at one of many that stand for each other.
        rows = [] if under.cluster is not None and not under.features else under.ids()
        self._canvas.menu_wanted.emit([Key(*row) for row in rows], at.toPoint())

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; finer with Ctrl."""
        notches = event.angleDelta().y() / _NOTCH
        if not notches:
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        factor = 2.0 ** (notches * (_PER_FINE_NOTCH if fine else _PER_NOTCH))
        at = event.position()
        view = self._canvas.view.zoomed(factor, (at.x(), at.y()))
        self._canvas.set_under(Under())
        self._canvas.set_view(view)
        event.accept()

    def _start(self, drag: _Drag) -> None:
        self._drag = drag
        self._canvas.set_under(Under())
        self._canvas.setCursor(self.cursor())

    def _is_far(self, at: QPointF) -> bool:
        return (at - self._pressed).manhattanLength() >= QApplication.startDragDistance() / 2

    def cursor(self) -> QCursor:
        """The cursor that says what a press would do."""
        if self._drag is _Drag.PAN:
            return QCursor(Qt.CursorShape.ClosedHandCursor)
        if self._space:
            return QCursor(Qt.CursorShape.OpenHandCursor)
        if self._moving is not None:
            return QCursor(Qt.CursorShape.SizeAllCursor)
        if self.tool is Tool.SELECT or self._drag is _Drag.BOX:
            return QCursor(Qt.CursorShape.CrossCursor)
        return QCursor(Qt.CursorShape.ArrowCursor)

    # --- keys ----------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """A key goes down. Whether it meant something here."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._arrow(key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in _ZOOMS:
            self._canvas.set_view(self._canvas.view.zoomed(_ZOOMS[key]))
        elif key == Qt.Key.Key_Space:
            self._space = True
            self._canvas.setCursor(self.cursor())
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Home or _is_full_extent(event):
            self._canvas.full_extent()
        else:
            return False
        return True

    def key_up(self, event: QKeyEvent) -> bool:
        """A key comes up. Whether it meant something here."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            return event.key() == Qt.Key.Key_Space
        self.let_go()
        return True

    def let_go(self) -> None:
        """Forget the space bar."""
        self._space = False
        self._canvas.setCursor(self.cursor())

    def _arrow(self, key: Qt.Key, fine: bool) -> None:
        dx, dy = _ARROWS[key]
        if self._moving is not None and self._place is not None:
            step = 1.0 if fine else 8.0
            self._shift(-dx * step, -dy * step)
            return
        step = _FINE_STEP if fine else _STEP
        self._canvas.set_view(self._canvas.view.panned(dx * step, dy * step))

    def _escape(self) -> None:
        if self._drag is _Drag.BOX:
            self._drag = _Drag.NONE
            self._canvas.update()
        elif self._moving is not None:
            self._canvas.end_move()
        else:
            self.walk.leave()
            self._canvas.choose(Under(), QPointF().toPoint(), Qt.KeyboardModifier.NoModifier)

    def _enter(self) -> None:
        if self._moving is not None:
            self._drop()
            return
        stop = self.walk.stop
        if stop is not None:
            middle = self._pixel(stop.place).toPoint()
            self._canvas.choose(stop, middle, Qt.KeyboardModifier.NoModifier)

    # --- moving a point ------------------------------------------------------

    def lift(self, layer: FeatureLayer, index: int) -> None:
        """Take a point up."""
        self._moving = (layer, index)
        x, y = layer.anchor[index].tolist()
        self._place = (x, y)
        self._canvas.setCursor(self.cursor())

    @property
    def is_moving(self) -> bool:
        """Whether a point was taken up."""
        return self._moving is not None

    def put_down(self) -> None:
        """Forget the point that was taken up."""
        self._moving, self._place = None, None
        self._drag = _Drag.NONE
        self._canvas.setCursor(self.cursor())

    def _grips(self, at: QPointF) -> bool:
        if self._place is None:
            return False
        return (at - self._pixel(self._place)).manhattanLength() <= _GRIP

    def _shift(self, dx: float, dy: float) -> None:
        """Move the point that was taken up by pixels."""
        if self._place is not None:
            resolution = self._canvas.view.resolution
            self._place = (self._place[0] + dx * resolution, self._place[1] - dy * resolution)
            self._canvas.update()

    def _drop(self) -> None:
        if self._moving is None or self._place is None:
            return
        layer, index = self._moving
        lon, lat = to_lonlat(self._place).tolist()
        self._canvas.end_move()
        self._canvas.point_moved.emit(layer.name, int(layer.ids[index]), lon, lat)

    def _pixel(self, place: tuple[float, float]) -> QPointF:
        x, y = self._canvas.view.to_pixels(place).tolist()
        return QPointF(x, y)

    def paint(self, painter: QPainter, sprites: SpriteSheet, colours: Palette) -> None:
        """What the hand is doing."""
        if self._drag is _Drag.BOX:
            live.draw_rubber_band(painter, QRectF(self._pressed, self._last).normalized(), colours)
        if self._moving is not None and self._place is not None:
            layer, index = self._moving
            live.draw_moving(painter, sprites, layer, index, self._pixel(self._place))


def _is_full_extent(event: QKeyEvent) -> bool:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F and event.modifiers() == both
