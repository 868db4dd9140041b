"""Many points in one drawing call.

PySide holds Python's lock during a drawing call, so calls are kept short and the
lock is handed on between them: else the window would stand still while a worker draws.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from layers.projection import Array
from layers.shapes import Paths

IN_ONE_CALL = 6000


def give_way() -> None:
    """Let the window's thread have its turn."""
    time.sleep(0)


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
    painter.setPen(pen)
    segments = _segments(paths)
    for start in range(0, len(segments), IN_ONE_CALL):
        part = segments[start : start + IN_ONE_CALL]
        first = shiboken6.wrapInstance(part.ctypes.data, QLineF)
        painter.drawLines(first, len(part))  # type: ignore[call-overload]
        give_way()


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
