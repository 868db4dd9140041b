"""Drawing a new point, line or area corner by corner, by mouse, keys or typed numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from geoapp.ui.canvas import MapCanvas
from geoapp.ui.drawing import painting, readout
from geoapp.ui.drawing.hand import STILL
from geoapp.ui.drawing.numbers import Wanted
from geoapp.ui.drawing.tool import ARROWS, ENTER, GroundAt, Tool, draw_snap, path_of
from layers import metric
from layers.metric import Corner
from layers.schema import GeometryKind
from layers.shaping import NEEDED, Shape
from layers.snapping import guides

_EDGE = 30.0  # pixels; the cross-hair never gets closer to the edge of the map


class Pen(Tool):
    """Adds a corner with every click. `typing_began(str)`: a digit was typed."""

    typing_began = Signal(str)

    def __init__(self, canvas: MapCanvas, shape: Shape, ground_at: GroundAt) -> None:
        super().__init__(canvas, shape, ground_at)
        self.aimed: Corner | None = None
        self.wanted = Wanted()
        self._keyed: Corner | None = None
        self._modifiers = Qt.KeyboardModifier.NoModifier

    @property
    def corners(self) -> tuple[Corner, ...]:
        """The corners so far."""
        return self.shape.parts[0]

    @property
    def at(self) -> QPointF | None:
        """The pixel where the next corner would be put."""
        return None if self.aimed is None else self.pixel_of(self.aimed)

    # --- mouse ------------------------------------------------------------------------

    def hovered(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The line follows the pointer."""
        self._keyed = None
        self._modifiers = modifiers
        self._aim_at(at)
        self.changed.emit()

    def clicked(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """One more corner; a click on the first one closes an area."""
        self._keyed = None
        self._modifiers = modifiers
        self._aim_at(at)
        self.add()

    def finished_by_mouse(self, at: QPointF | None) -> None:
        """Finish; a double click puts a corner where it is unless its first half did."""
        if at is not None and not (self.corners and self._is_near(self.corners[-1], at)):
            self._aim_at(at)
            if self.add():
                return
        self.finish()

    def _is_near(self, corner: Corner, at: QPointF) -> bool:
        return (self.pixel_of(corner) - at).manhattanLength() <= 2.0 * STILL

    def aim_again(self) -> None:
        """Work out anew where the next corner goes: the view or a typed number changed."""
        if self._keyed is not None:
            self._aim_at(self.pixel_of(self._keyed))
        elif self.pointer is not None:
            self._aim_at(self.pointer)
        self.changed.emit()

    def want(self, wanted: Wanted) -> None:
        """Hold the next segment to what is typed."""
        self.wanted = wanted
        self.aim_again()

    def _aim_at(self, at: QPointF) -> None:
        if self.wanted.is_given and self.corners:
            self.aimed, self.snapped = self._as_typed(self.corner_at(at)), None
            return
        corners, closed = self.corners, self.shape.is_closed
        lines = guides(self.flat(*corners[-2:]), self.flat(*corners[:2]) if closed else ())
        if closed and len(corners) < 3:
            lines = lines[:2]
        own = path_of(self.frame(), corners[:-1]) if len(corners) > 1 else []
        self.aimed, self.snapped = self.aim(at, self._modifiers, lines, own)

    def _as_typed(self, corner: Corner) -> Corner:
        """The place at the typed length and bearing; the cursor gives what is not typed."""
        start = self.corners[-1]
        here, there = self.flat(start, corner)
        step = there - here
        last = metric.bearing(*self.corners[-2:]) if len(self.corners) > 1 else 0.0
        toward = float(np.degrees(np.arctan2(step[0], step[1])))
        degrees = self.wanted.direction(last, toward)
        ahead = np.array([np.sin(np.radians(degrees)), np.cos(np.radians(degrees))])
        length = self.wanted.length
        far = float(np.dot(step, ahead)) if length is None else length
        return self.frame().corner(metric.away(here, max(far, 0.0), degrees))

    def add(self) -> bool:
        """Put a corner where the cursor aims. Whether the shape is finished by that."""
        if self.aimed is None:
            return False
        corners = self.corners
        closing = self.shape.is_closed and len(corners) >= NEEDED[GeometryKind.AREA]
        if closing and self._is_near_exactly(corners[0], self.aimed):
            self.finish()
            return True
        if not (corners and self._is_near_exactly(corners[-1], self.aimed)):
            self.placed(self.aimed)
            self.do(self.shape.inserted((0, len(corners)), self.aimed))
        self.wanted = Wanted()
        if self.shape.kind is GeometryKind.POINT:
            self.finish()
            return True
        return False

    def _is_near_exactly(self, one: Corner, other: Corner) -> bool:
        return bool(np.hypot(*np.subtract(*self.flat(one, other))) < 1e-3)

    # --- keys -------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Arrows aim, Enter puts a corner or finishes, Backspace takes the last one away."""
        key = event.key()
        if key in ARROWS:
            self._walk(self.arrow(event))
        elif key in ENTER:
            self._enter()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            if self.corners:
                self.do(self.shape.removed((0, len(self.corners) - 1)))
                self.aim_again()
        elif self.corners and event.text() and event.text() in "0123456789.,<":
            self.typing_began.emit(event.text())
        else:
            return super().key(event)
        return True

    def wants(self, event: QKeyEvent) -> bool:
        """Digits too: they say how long and which way."""
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return super().wants(event) or bool(plain and text and text in "0123456789.,<")

    def _enter(self) -> None:
        if self._keyed is None:
            self.finish()
        elif not self.add():
            self._keyed = None
            self.changed.emit()

    def _walk(self, step: QPointF) -> None:
        """Move the cross-hair, and the map when it comes to the edge."""
        canvas = self.canvas
        start = self._start_of_walk() + step
        right, bottom = canvas.width() - _EDGE, canvas.height() - _EDGE
        inside = QPointF(min(max(start.x(), _EDGE), right), min(max(start.y(), _EDGE), bottom))
        if inside != start:
            over = start - inside
            canvas.set_view(canvas.view.panned(-over.x(), -over.y()))
        self._keyed = self.corner_at(inside)
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._aim_at(inside)
        self.changed.emit()

    def _start_of_walk(self) -> QPointF:
        if self._keyed is not None:
            return self.pixel_of(self._keyed)
        if self.aimed is not None:
            return self.pixel_of(self.aimed)
        return QPointF(self.canvas.width() / 2.0, self.canvas.height() / 2.0)

    def stepped(self) -> None:
        """The cursor aims from another corner."""
        self.aim_again()

    # --- looks ------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """The corners so far, the line to the cursor, what it is drawn to."""
        view, corners = self.canvas.view, self.corners
        at = self.at if self.is_in_use else None
        shape = self.shape
        if at is not None and self.aimed is not None and shape.is_closed and len(corners) > 1:
            shown = shape.inserted((0, len(corners)), self.aimed)
            painting.draw_shape(painter, view, shown, faint=True)
        line = Shape(GeometryKind.LINE, shape.parts, (0,)) if at is not None else shape
        painting.draw_shape(painter, view, line)
        if at is not None and self.aimed is not None and corners and not shape.is_closed:
            painting.draw_band(painter, view, [corners[-1], self.aimed])
        painting.draw_handles(painter, view, shape, None)
        if at is not None:
            draw_snap(painter, self, at)
            if self._keyed is not None:
                painting.draw_cross_hair(painter, at)

    def card(self) -> list[str]:
        """The next segment, the whole, and what the corner is drawn to."""
        lines = []
        shape, pixel_m = self.shape, self.pixel_m
        if self.aimed is not None and self.corners:
            lines.append(readout.next_segment(self.corners, self.aimed, pixel_m))
            shape = shape.inserted((0, len(self.corners)), self.aimed)
        if len(shape.corners) > 2:
            lines.append(readout.whole(shape, pixel_m))
        if self.snapped is not None and self.snapped.target is not None:
            lines.append(readout.snapped_in_words(self.snapped.target))
        return lines
