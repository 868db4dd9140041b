"""Many points in one drawing call.

PySide holds Python's lock during a drawing call, so calls are kept short and the
lock is handed on between them: else the window would stand still while a worker draws.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from layers.projection import Array
from layers.shapes import Paths

IN_ONE_CALL = 4000
_MOMENT = 0.001  # seconds
_DASH, _GAP = 4.0, 3.0  # pixels
_MOST_DASHES = 96


class _Turn(threading.local):
    """When the thread last gave way."""

    since = 0.0


_turn = _Turn()


def give_way() -> None:
    """Let the window's thread have its turn, if it has waited for a moment."""
    now = time.perf_counter()
    if now - _turn.since > _MOMENT:
        time.sleep(0)
        _turn.since = time.perf_counter()


def polygon(coords: Array) -> QPolygonF:
    """Points (n, 2) in pixels as a Qt polygon, copied in one move."""
    made = QPolygonF()
    made.resize(len(coords))
    buffer = shiboken6.VoidPtr(made.data(), len(coords) * 16, True)  # type: ignore[call-arg,arg-type]
    np.frombuffer(buffer, np.float64).reshape(-1, 2)[:] = coords  # type: ignore[call-overload]
    return made


def pen_of(tone: QColor, width: float) -> QPen:
    """A pen with round corners and square ends."""
    pen = QPen(tone, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def draw_lines(painter: QPainter, paths: Paths, pen: QPen, dash: tuple[float, ...]) -> None:
    """Draw lines or rings; `dash` in widths of the pen, empty for solid ones."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if pen.widthF() > 1.6 or dash:
        _draw_polylines(painter, paths, pen, dash)
        return
    draw_segments(painter, _segments(paths), pen)


def draw_segments(painter: QPainter, segments: Array, pen: QPen) -> None:
    """Draw separate lines, each (x, y, x, y) in pixels, from an array (n, 4)."""
    painter.setPen(pen)
    for start in range(0, len(segments), IN_ONE_CALL):
        part = segments[start : start + IN_ONE_CALL]
        first = shiboken6.wrapInstance(part.ctypes.data, QLineF)
        painter.drawLines(first, len(part))  # type: ignore[call-overload]
        give_way()


def dashes(middle: Array, radius: Array) -> Array:
    """The dashes (m, 4) of circles: middles (n, 2) and radii (n,) in pixels.

    A large circle gets longer dashes, not more.
    """
    if not len(radius):
        return np.empty((0, 4))
    count = np.clip(2.0 * np.pi * radius / (_DASH + _GAP), 6, _MOST_DASHES).astype(np.int64)
    owner = np.repeat(np.arange(len(radius)), count)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    step = 2.0 * np.pi / count[owner]
    start = number * step
    share = _DASH / (_DASH + _GAP)
    # Long dashes are bent once, to stay on the circle.
    angles = start[:, None] + step[:, None] * np.array([0.0, share / 2.0, share])
    x = middle[owner, :1] + radius[owner, None] * np.cos(angles)
    y = middle[owner, 1:] + radius[owner, None] * np.sin(angles)
    ends = np.stack([x, y], axis=-1).reshape(-1, 3, 2)
    halves = np.concatenate([ends[:, 0:2], ends[:, 1:3]])
    return np.ascontiguousarray(halves.reshape(-1, 4))


def _segments(paths: Paths) -> Array:
    """(n, 4) start and end of every segment within the paths."""
    coords = paths.coords
    joined = np.ones(max(len(coords) - 1, 0), dtype=bool)
    joined[paths.offsets[1:-1] - 1] = False
    return np.ascontiguousarray(np.hstack([coords[:-1], coords[1:]])[joined])


def _draw_polylines(painter: QPainter, paths: Paths, pen: QPen, dash: tuple[float, ...]) -> None:
    if dash:
        pen.setDashPattern(list(dash))
    painter.setPen(pen)
    drawn = 0
    for i in range(len(paths)):
        coords = paths.coords[paths.offsets[i] : paths.offsets[i + 1]]
        if dash:
            pen.setDashOffset(float(paths.lead[i]) / pen.widthF())
            painter.setPen(pen)
        # Neighbouring pieces share a vertex, so that a long line stays whole.
        for start in range(0, max(len(coords) - 1, 1), IN_ONE_CALL):
            painter.drawPolyline(polygon(coords[start : start + IN_ONE_CALL + 1]))
        drawn += len(coords)
        if drawn > IN_ONE_CALL:
            drawn = 0
            give_way()


def outlines(rings: Paths) -> Iterator[tuple[QPolygonF, QPainterPath | None]]:
    """The outline of each area, and a path with its other rings if there are any.

    A plain polygon is drawn several times faster than a path.
    """
    changes = np.flatnonzero(np.diff(rings.owner)) + 1
    bounds = [0, *changes.tolist(), len(rings)] if len(rings) else [0]
    for first, last in pairwise(bounds):
        outlines = [
            polygon(rings.coords[rings.offsets[i] : rings.offsets[i + 1]])
            for i in range(first, last)
        ]
        yield outlines[0], path_of(*outlines) if len(outlines) > 1 else None


def path_of(*rings: QPolygonF) -> QPainterPath:
    """A path of rings, in which the later ones are holes of the first."""
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(ring)
    return path
