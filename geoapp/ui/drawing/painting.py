"""How a shape in the making looks: legible on dark and on bright imagery."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from geoapp.ui.canvas.primitives import polygon
from layers.metric import Corner
from layers.projection import Array, to_mercator
from layers.shaping import Place, Shape
from layers.snapping import Target
from layers.view import View

LINE = QColor(255, 206, 0)
CASING = QColor(16, 18, 22)
MARK = QColor(255, 80, 190)
CHOSEN = QColor(0, 170, 255)
WHITE = QColor(255, 255, 255)
_MOST_HANDLES = 600
_NEAREST_HANDLES = 7.0  # pixels; closer ones would hide the line they are on


def pixels(view: View, corners: Iterable[Corner]) -> Array:
    """Corners in degrees as pixels (n, 2)."""
    lonlat = np.array(list(corners), dtype=np.float64).reshape(-1, 2)
    return view.to_pixels(to_mercator(lonlat))


def draw_shape(
    painter: QPainter, view: View, shape: Shape, *, faint: bool = False, filled: bool = True
) -> None:
    """Lines with a dark casing, areas with a light tint. `faint`: of less weight."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for part in filter(None, shape.parts):
        outline = polygon(pixels(view, part))
        if shape.is_closed and filled and len(part) > 2:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_faded(LINE, 0.10 if faint else 0.20))
            painter.drawPolygon(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        closed = shape.is_closed and len(part) > 2
        _cased(painter, outline, closed, 1.4 if faint else 2.6, dashed=faint)


def draw_band(painter: QPainter, view: View, corners: Iterable[Corner]) -> None:
    """The line that follows the cursor, dashed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _cased(painter, polygon(pixels(view, corners)), False, 2.0, dashed=True)


def _cased(
    painter: QPainter, outline: QPolygonF, closed: bool, width: float, *, dashed: bool
) -> None:
    draw = painter.drawPolygon if closed else painter.drawPolyline
    casing = QPen(_faded(CASING, 0.75), width + 3.0)
    line = QPen(LINE, width)
    for pen in (casing, line):
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
    if dashed:
        line.setDashPattern([3.5, 2.5])
    painter.setPen(casing)
    draw(outline)
    painter.setPen(line)
    draw(outline)


def draw_handles(
    painter: QPainter, view: View, shape: Shape, chosen: Place | None, *, middles: bool = False
) -> None:
    """A square on every corner in sight, larger on the chosen one; dots between them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if middles:
        _draw_middles(painter, view, shape)
    spots = pixels(view, shape.corners)
    inside = ((spots > -8.0) & (spots < (view.width + 8.0, view.height + 8.0))).all(axis=1)
    places = shape.places()
    last = np.array([-1e9, -1e9])
    drawn = 0
    for i in np.flatnonzero(inside).tolist():
        crowded = float(np.hypot(*(spots[i] - last))) < _NEAREST_HANDLES
        if (crowded or drawn > _MOST_HANDLES) and places[i] != chosen:
            continue
        last, drawn = spots[i], drawn + 1
        draw_handle(painter, QPointF(*spots[i].tolist()), chosen=places[i] == chosen)


def draw_handle(painter: QPainter, at: QPointF, *, chosen: bool = False) -> None:
    """One corner."""
    reach = 6.5 if chosen else 4.5
    painter.setPen(QPen(CASING, 1.6))
    painter.setBrush(CHOSEN if chosen else WHITE)
    painter.drawRect(QRectF(at.x() - reach, at.y() - reach, 2.0 * reach, 2.0 * reach))


def _draw_middles(painter: QPainter, view: View, shape: Shape) -> None:
    painter.setPen(QPen(_faded(CASING, 0.8), 1.2))
    painter.setBrush(_faded(LINE, 0.9))
    for at in middles(view, shape).values():
        painter.drawEllipse(at, 3.2, 3.2)


def middles(view: View, shape: Shape) -> dict[Place, QPointF]:
    """The middle of each segment that is long enough on the screen to have a handle there."""
    found: dict[Place, QPointF] = {}
    segments = shape.segments()
    if not segments or len(segments) > 4 * _MOST_HANDLES:
        return found
    starts = pixels(view, [start for _, start, _ in segments])
    ends = pixels(view, [end for _, _, end in segments])
    spots = (starts + ends) / 2.0
    long = np.hypot(*(ends - starts).T) >= 30.0
    long &= ((spots > 0.0) & (spots < (view.width, view.height))).all(axis=1)
    for i in np.flatnonzero(long).tolist():
        found[segments[i][0]] = QPointF(*spots[i].tolist())
    return found


def draw_guide(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """The line that a corner was drawn to, going on a little beyond it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    beyond = end + (end - start) * 0.15
    for tone, width in ((_faded(CASING, 0.6), 3.0), (MARK, 1.4)):
        pen = QPen(tone, width)
        if width < 2.0:
            pen.setDashPattern([1.5, 3.0])
        painter.setPen(pen)
        painter.drawLine(start, beyond)


def draw_mark(painter: QPainter, at: QPointF, target: Target) -> None:
    """A sign for what a corner is drawn to, as known from technical drawing."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    signs = {
        Target.CORNER: [(-7, -7), (7, -7), (7, 7), (-7, 7), (-7, -7)],
        Target.MIDDLE: [(0, -8), (8, 6), (-8, 6), (0, -8)],
        Target.EDGE: [(-7, -7), (7, 7), (-7, 7), (7, -7), (-7, -7)],
        Target.RIGHT_ANGLE: [(-7, -8), (-7, 7), (8, 7)],
        Target.STRAIGHT: [(-9, 0), (9, 0)],
        Target.MEETING: [(-8, 0), (0, -8), (8, 0), (0, 8), (-8, 0)],
    }
    sign = QPolygonF([at + QPointF(x, y) for x, y in signs[target]])
    for tone, width in ((CASING, 4.4), (MARK, 2.2)):
        painter.setPen(QPen(tone, width))
        painter.drawPolyline(sign)


def draw_cross_hair(painter: QPainter, at: QPointF) -> None:
    """Where Enter would put a corner, for who draws by keyboard."""
    for tone, width in ((CASING, 4.0), (WHITE, 1.6)):
        painter.setPen(QPen(tone, width))
        for dx, dy in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)):
            away = QPointF(dx, dy)
            painter.drawLine(at + away * 4.0, at + away * 16.0)


def _faded(tone: QColor, alpha: float) -> QColor:
    made = QColor(tone)
    made.setAlphaF(alpha)
    return made
