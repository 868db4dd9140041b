"""Reshaping what is there: corners as handles that are dragged, added and taken away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from geoapp.ui.canvas import MapCanvas
from geoapp.ui.drawing import painting, readout
from geoapp.ui.drawing.tool import ARROWS, ENTER, GroundAt, Tool, draw_snap, nearest, path_of
from layers import metric
from layers.metric import Corner
from layers.schema import GeometryKind
from layers.shaping import NEEDED, Place, Shape
from layers.snapping import Guide, guides

_GRIP, _MIDDLE, _EDGE = 9.0, 7.0, 6.0


class Vertices(Tool):
    """Drags corners. `chosen` is the one that Del, Insert and the arrow keys mean."""

    def __init__(self, canvas: MapCanvas, shape: Shape, ground_at: GroundAt) -> None:
        super().__init__(canvas, shape, ground_at)
        self.before = shape
        self.chosen: Place | None = None
        self._grown: Shape | None = None
        self._over = False

    def take(self) -> None:
        """The row as it was gives way to the shape with its handles."""
        super().take()
        self.canvas.lift(self.but)

    def release(self) -> None:
        """The map shows the row again as it is in the case."""
        if self.is_in_use:
            self.canvas.lift(None)
        super().release()

    # --- mouse ------------------------------------------------------------------------

    def cursor(self) -> Qt.CursorShape:
        """A hand over what can be dragged."""
        return Qt.CursorShape.SizeAllCursor if self._over else Qt.CursorShape.CrossCursor

    def hovered(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Show what can be dragged."""
        over = self._corner_under(at) is not None or self._middle_under(at) is not None
        if over != self._over:
            self._over = over
            self.changed.emit()

    def grips(self, at: QPointF) -> bool:
        """A corner is taken, or one made in the middle of a segment."""
        self._grown = self.shape
        place = self._corner_under(at)
        if place is None:
            place = self._middle_under(at)
            if place is None:
                return False
            spot = painting.middles(self.canvas.view, self.shape)[place]
            self._grown = self.shape.inserted(place, self.corner_at(spot))
        self.chosen = place
        self.tracing.attempt(self._grown)
        self.changed.emit()
        return True

    def dragged(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The chosen corner follows the pointer."""
        if self.chosen is None or self._grown is None:
            return
        part, index = self.chosen
        corners = self._grown.parts[part]
        own = path_of(self.frame(), corners, index)
        corner, self.snapped = self.aim(at, modifiers, self._guides(corners, index), own)
        self.tracing.attempt(self._grown.moved(self.chosen, corner))
        self.changed.emit()

    def dropped(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The corner stays where it is now."""
        self.snapped = None
        shape = self.shape
        if shape != self.tracing.settled and self.chosen is not None:
            self.placed(shape.parts[self.chosen[0]][self.chosen[1]])
        self.do(shape)

    def clicked(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """A click on a segment puts a corner there; one elsewhere chooses none."""
        place, corner = self._segment_under(at)
        self.chosen = place
        if place is not None and corner is not None:
            self.placed(corner)
            self.do(self.shape.inserted(place, corner))
        else:
            self.changed.emit()

    def finished_by_mouse(self, at: QPointF | None) -> None:
        """Finish, unless the double click was on a corner."""
        if at is None or self._corner_under(at) is None:
            self.finish()

    def _guides(self, corners: tuple[Corner, ...], index: int) -> list[Guide]:
        """Right angles and straight lines with what comes before and after the corner."""
        closed, n = self.shape.is_closed, len(corners)
        lines: list[Guide] = []
        for step in (-1, 1):
            near, far = index + step, index + 2 * step
            if closed and n > 3:
                near, far = near % n, far % n
            if 0 <= far < n and 0 <= near < n and far != index:
                lines += guides(self.flat(corners[far], corners[near]))
        return lines

    def _corner_under(self, at: QPointF) -> Place | None:
        spots = painting.pixels(self.canvas.view, self.shape.corners).tolist()
        pairs = [
            (place, QPointF(*xy)) for place, xy in zip(self.shape.places(), spots, strict=True)
        ]
        return nearest(pairs, at, _GRIP)

    def _middle_under(self, at: QPointF) -> Place | None:
        return nearest(list(painting.middles(self.canvas.view, self.shape).items()), at, _MIDDLE)

    def _segment_under(self, at: QPointF) -> tuple[Place | None, Corner | None]:
        best, found = _EDGE, None
        for place, start, end in self.shape.segments():
            a, b = self.pixel_of(start), self.pixel_of(end)
            foot = _foot(at, a, b)
            apart = ((foot.x() - at.x()) ** 2 + (foot.y() - at.y()) ** 2) ** 0.5
            if apart <= best:
                best, found = apart, (place, self.corner_at(foot))
        return found or (None, None)

    # --- keys -------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Del and Backspace take away, Insert adds, arrows move, Tab goes on, Enter finishes."""
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key == Qt.Key.Key_Insert:
            self._insert()
        elif key in ENTER:
            self.finish()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._choose_next(-1 if key == Qt.Key.Key_Backtab else 1)
        elif key in ARROWS and self.chosen is not None:
            self._push(self.arrow(event))
        else:
            return super().key(event)
        return True

    def remove(self) -> None:
        """Take the chosen corner away."""
        if self.chosen is None:
            self.refused.emit(self.tr("Click a corner first, then remove it."))
            return
        part, index = self.chosen
        if len(self.shape.parts[part]) <= NEEDED[self.shape.kind]:
            self.refused.emit(
                self.tr("A line needs two corners and an area three; this one must stay.")
            )
            return
        self.do(self.shape.removed(self.chosen))
        self.chosen = (part, max(index - 1, 0))
        self.changed.emit()

    def _insert(self) -> None:
        wanted = [s for s in self.shape.segments() if s[0] == self._after_chosen()]
        for place, start, end in wanted:
            ends = self.flat(start, end)
            self.do(self.shape.inserted(place, self.frame().corner((ends[0] + ends[1]) / 2.0)))
            self.chosen = place
            self.changed.emit()

    def _after_chosen(self) -> Place | None:
        return None if self.chosen is None else (self.chosen[0], self.chosen[1] + 1)

    def _push(self, step: QPointF) -> None:
        if self.chosen is None:
            return
        part, index = self.chosen
        corner = self.corner_at(self.pixel_of(self.shape.parts[part][index]) + step)
        self.placed(corner)
        self.do(self.shape.moved(self.chosen, corner))

    def _choose_next(self, step: int) -> bool:
        """The corner before or after the chosen one; beyond the ends Tab leaves the map."""
        places = self.shape.places()
        at = places.index(self.chosen) + step if self.chosen in places else (step - 1) // 2
        if self.chosen is not None and not 0 <= at < len(places):
            self.chosen = None
            self.changed.emit()
            return False
        self.chosen = places[at]
        self._told()
        return True

    def escape(self) -> None:
        """Let go of the corner first."""
        if self.chosen is not None:
            self.tracing.attempt(None)
            self.chosen = None
            self.changed.emit()
        else:
            super().escape()

    def stepped(self) -> None:
        """The chosen corner may be gone."""
        if self.chosen not in self.shape.places():
            self.chosen = None

    # --- looks ------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """The course it had, faintly, and the one it gets, with its handles."""
        view = self.canvas.view
        if self.shape != self.before:
            painting.draw_shape(painter, view, self.before, faint=True, filled=False)
        painting.draw_shape(painter, view, self.shape)
        painting.draw_handles(painter, view, self.shape, self.chosen, middles=self.is_in_use)
        if self.chosen is not None:
            part, index = self.chosen
            draw_snap(painter, self, self.pixel_of(self.shape.parts[part][index]))

    def card(self) -> list[str]:
        """The angle and the segments at the chosen corner, and the whole."""
        lines = []
        if self.chosen is not None and self.shape.kind is not GeometryKind.POINT:
            lines.append(self._at_corner(*self.chosen))
        if total := readout.whole(self.shape, self.pixel_m):
            lines.append(total)
        if self.snapped is not None and self.snapped.target is not None:
            lines.append(readout.snapped_in_words(self.snapped.target))
        return [line for line in lines if line]

    def _at_corner(self, part: int, index: int) -> str:
        corners, closed = self.shape.parts[part], self.shape.is_closed
        n = len(corners)
        ends = (
            [(index - 1) % n, (index + 1) % n]
            if closed
            else [i for i in (index - 1, index + 1) if 0 <= i < n]
        )
        here = corners[index]
        words = [
            readout.length_in_words(metric.length([here, corners[i]]), self.pixel_m) for i in ends
        ]
        if len(ends) == 2:
            angle = metric.turn(corners[ends[0]], here, corners[ends[1]])
            words.append(self.tr("angle {0}°").format(f"{angle:.1f}"))
        return " · ".join(words)


def _foot(at: QPointF, start: QPointF, end: QPointF) -> QPointF:
    """The point of a segment nearest to a pixel."""
    step = end - start
    size = step.x() ** 2 + step.y() ** 2
    if size == 0.0:
        return start
    share = ((at.x() - start.x()) * step.x() + (at.y() - start.y()) * step.y()) / size
    return start + step * min(max(share, 0.0), 1.0)
