"""The outline of each point symbol, in a box of the size 1 around (0, 0)."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from layers.style import Shape


def _regular(corners: int, turn: float, reach: float) -> QPainterPath:
    """A regular polygon whose first corner lies `turn` degrees from straight up."""
    points = []
    for i in range(corners):
        angle = math.radians(turn + 360.0 * i / corners)
        points.append(QPointF(reach * math.sin(angle), -reach * math.cos(angle)))
    return _closed(points)


def _closed(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def _star() -> QPainterPath:
    points = []
    for i in range(10):
        reach = 0.54 if i % 2 == 0 else 0.25
        angle = math.radians(36.0 * i)
        points.append(QPointF(reach * math.sin(angle), -reach * math.cos(angle) + 0.03))
    return _closed(points)


def _cross() -> QPainterPath:
    arm, half = 0.5, 0.17
    corners = (
        (-half, -arm), (half, -arm), (half, -half), (arm, -half), (arm, half), (half, half),
        (half, arm), (-half, arm), (-half, half), (-arm, half), (-arm, -half), (-half, -half),
    )  # fmt: skip
    turned = math.sqrt(0.5)
    return _closed([QPointF(turned * (x - y), turned * (x + y)) for x, y in corners])


def _bridge() -> QPainterPath:
    """A deck on an arch: the crossing."""
    path = QPainterPath(QPointF(-0.5, -0.30))
    path.lineTo(0.5, -0.30)
    path.lineTo(0.5, 0.32)
    path.lineTo(0.32, 0.32)
    path.arcTo(QRectF(-0.32, -0.06, 0.64, 0.76), 0.0, 180.0)
    path.lineTo(-0.5, 0.32)
    path.closeSubpath()
    return path


def _drop() -> QPainterPath:
    """A pin whose point lies below its round head."""
    path = QPainterPath(QPointF(0.0, 0.55))
    path.cubicTo(-0.10, 0.25, -0.36, 0.10, -0.36, -0.17)
    path.arcTo(QRectF(-0.36, -0.53, 0.72, 0.72), 180.0, -180.0)
    path.cubicTo(0.36, 0.10, 0.10, 0.25, 0.0, 0.55)
    path.closeSubpath()
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(-0.46, -0.46, 0.92, 0.92))
    return path


def _square() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(-0.43, -0.43, 0.86, 0.86), 0.08, 0.08)
    return path


@cache
def outline(shape: Shape) -> QPainterPath:
    """The outline of a shape, about one unit across, middle at (0, 0)."""
    made = {
        Shape.CIRCLE: _circle,
        Shape.SQUARE: _square,
        Shape.DIAMOND: lambda: _regular(4, 0.0, 0.54),
        Shape.TRIANGLE: lambda: _regular(3, 0.0, 0.56),
        Shape.TRIANGLE_DOWN: lambda: _regular(3, 180.0, 0.56),
        Shape.PENTAGON: lambda: _regular(5, 0.0, 0.52),
        Shape.HEXAGON: lambda: _regular(6, 0.0, 0.52),
        Shape.STAR: _star,
        Shape.CROSS: _cross,
        Shape.BRIDGE: _bridge,
        Shape.DROP: _drop,
    }
    return made[shape]()
