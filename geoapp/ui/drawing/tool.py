"""What every drawing tool has: a shape with its steps, a metric frame, snapping, common keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from geoapp.commands.geometry import Ground
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.drawing import painting
from geoapp.ui.drawing.hand import Hand
from geoapp.ui.drawing.tracing import Tracing
from geoapp.ui.refusals import said
from layers.metric import Corner, MetricFrame
from layers.projection import Array, to_lonlat, to_mercator
from layers.shaping import Place, Shape, ShapingError, squared
from layers.snapping import Guide, Snap, Surroundings, paths_near, snap

REACH = 10.0
"""Pixels within which a corner is drawn to something."""
ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS = frozenset(
    {
        *ARROWS,
        *ENTER,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Insert,
        Qt.Key.Key_Q,
        Qt.Key.Key_S,
    }
)
_STEP, _FINE_STEP = 8.0, 1.0
GroundAt = Callable[[float, float], Ground]


class Tool(Hand):
    """Signals: `changed` when there is something else to see or to say; `finished` when
    the user says that the shape is done; `stopped` for Esc; `refused(sentence)`;
    `snapping_toggled` for the key S.

    `ground_at` says what lies under a place in degrees. `tracing` may go on from where
    an interrupted drawing ended.
    """

    changed = Signal()
    finished = Signal()
    stopped = Signal()
    refused = Signal(str)
    snapping_toggled = Signal()

    def __init__(self, canvas: MapCanvas, shape: Shape, ground_at: GroundAt) -> None:
        super().__init__(canvas)
        self.tracing = Tracing(shape)
        self.snapping = True
        self.but: tuple[str, int] | None = None
        self.ground: Ground | None = None
        self.snapped: Snap | None = None
        self._ground_at = ground_at
        self._frame: MetricFrame | None = None

    @property
    def shape(self) -> Shape:
        """The shape as it is seen."""
        return self.tracing.shape

    @property
    def pixel_m(self) -> float:
        """Metres on the ground per pixel of the screen."""
        return self.canvas.view.ground_resolution

    def paint(self, painter: QPainter) -> None:
        """Draw the shape, and what the hand is about."""

    def card(self) -> list[str]:
        """What stands beside the cursor."""
        return []

    # --- places ---------------------------------------------------------------------

    def corner_at(self, at: QPointF) -> Corner:
        """The place of a pixel in degrees."""
        lon, lat = to_lonlat(self.canvas.view.to_world([at.x(), at.y()])).tolist()
        return lon, lat

    def pixel_of(self, corner: Corner) -> QPointF:
        """The pixel of a place in degrees."""
        x, y = self.canvas.view.to_pixels(to_mercator(corner)).tolist()
        return QPointF(x, y)

    def frame(self) -> MetricFrame:
        """The metric frame of the drawing, around its first corner."""
        if self._frame is None:
            corners = self.tracing.settled.corners
            if not corners:
                view = self.canvas.view
                return MetricFrame(*to_lonlat([view.x, view.y]).tolist())
            self._frame = MetricFrame(*corners[0])
        return self._frame

    def flat(self, *corners: Corner) -> list[Array]:
        """Corners in the metres of the frame."""
        if not corners:
            return []
        return list(self.frame().to_metres(np.array(corners)))

    def aim(
        self,
        at: QPointF,
        modifiers: Qt.KeyboardModifier,
        lines: Sequence[Guide],
        own: Sequence[Array],
    ) -> tuple[Corner, Snap | None]:
        """The place that a pixel means; Alt, or the key S, leaves it where it is.

        `lines`: guides to follow. `own`: paths of the shape itself, in metres.
        """
        corner = self.corner_at(at)
        if not self.snapping or modifiers & Qt.KeyboardModifier.AltModifier:
            return corner, None
        place = self.flat(corner)[0]
        paths = [self._in_frame(path) for path in self._around(at)]
        found = snap(place, Surroundings.of([*paths, *own]), REACH * self.pixel_m, lines)
        if found.target is None:
            return corner, None
        return self.frame().corner(found.place), found

    def _around(self, at: QPointF) -> list[Array]:
        view = self.canvas.view
        x, y = view.to_world([at.x(), at.y()]).tolist()
        reach = REACH * view.resolution
        layers = self.canvas.content.shown(view)
        return paths_near(layers, (x - reach, y - reach, x + reach, y + reach), self.but)

    def _in_frame(self, mercator: Array) -> Array:
        return self.frame().to_metres(to_lonlat(mercator))

    def placed(self, corner: Corner) -> None:
        """Remember the coarsest ground on which a corner was put."""
        ground = self._ground_at(*corner)
        if self.ground is None or ground.pixel_m > self.ground.pixel_m:
            self.ground = ground

    # --- steps ------------------------------------------------------------------------

    def do(self, shape: Shape) -> None:
        """One more step."""
        self.tracing.do(shape)
        self._told()

    def square(self) -> None:
        """Make the angles right."""
        try:
            self.do(squared(self.tracing.settled, self.frame()))
        except ShapingError as error:
            self.refused.emit(said(str(error)))

    def finish(self) -> None:
        """Say that the shape is done; a sentence while it lacks a corner."""
        self.tracing.attempt(None)
        try:
            self.shape.geometry()
        except ShapingError as error:
            self.refused.emit(said(str(error)))
            return
        self.finished.emit()

    def _told(self) -> None:
        self.canvas.announce(" · ".join(self.card()))
        self.changed.emit()

    # --- keys -------------------------------------------------------------------------

    def wants(self, event: QKeyEvent) -> bool:
        """Keys of the window that mean something else while a shape is drawn."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y)
        return event.key() in _OWN_KEYS and not event.modifiers() & Qt.KeyboardModifier.AltModifier

    def key(self, event: QKeyEvent) -> bool:
        """Undo and redo of steps, Q, S and Esc."""
        key, held = event.key(), event.modifiers()
        if held & Qt.KeyboardModifier.ControlModifier:
            return self._step(key, bool(held & Qt.KeyboardModifier.ShiftModifier))
        if key == Qt.Key.Key_Q:
            self.square()
        elif key == Qt.Key.Key_S:
            self.snapping_toggled.emit()
        elif key == Qt.Key.Key_Escape:
            self.escape()
        else:
            return False
        return True

    def escape(self) -> None:
        """Esc: the drawing rests, and is kept."""
        self.stopped.emit()

    def _step(self, key: int, shift: bool) -> bool:
        if key not in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            return False
        if key == Qt.Key.Key_Y or shift:
            self.tracing.redo()
        else:
            self.tracing.undo()
        self.stepped()
        self._told()
        return True

    def stepped(self) -> None:
        """Steps were taken back or again: forget what no longer holds."""

    @staticmethod
    def arrow(event: QKeyEvent) -> QPointF:
        """By how many pixels an arrow key moves; fewer with Shift."""
        dx, dy = ARROWS[Qt.Key(event.key())]
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return QPointF(dx, dy) * (_FINE_STEP if fine else _STEP)


def path_of(frame: MetricFrame, corners: Sequence[Corner], but: int | None = None) -> list[Array]:
    """The paths of a part in metres, parted at a corner that is left out."""
    pieces = [corners] if but is None else [corners[:but], corners[but + 1 :]]
    return [frame.to_metres(np.array(piece)) for piece in pieces if piece]


def nearest(spots: Sequence[tuple[Place, QPointF]], at: QPointF, reach: float) -> Place | None:
    """The place whose pixel is nearest, if within reach."""
    best, found = reach, None
    for place, spot in spots:
        apart = float(np.hypot(spot.x() - at.x(), spot.y() - at.y()))
        if apart <= best:
            best, found = apart, place
    return found


def draw_snap(painter: QPainter, tool: Tool, at: QPointF) -> None:
    """The sign and the guide of what a corner was drawn to."""
    found = tool.snapped
    if found is None or found.target is None:
        return
    if found.guide is not None:
        start = tool.pixel_of(tool.frame().corner(found.guide[0]))
        painting.draw_guide(painter, start, at)
    painting.draw_mark(painter, at, found.target)
