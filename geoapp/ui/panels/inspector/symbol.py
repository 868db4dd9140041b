"""The map symbol of a row, small, as the inspector's emblem."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from layers.style import AreaSymbol, Colour, LineSymbol, PointSymbol, Shape, Symbol

SIDES = {Shape.PENTAGON: 5, Shape.HEXAGON: 6}
PLAIN: dict[Shape, tuple[tuple[float, float], ...]] = {
    Shape.SQUARE: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    Shape.DIAMOND: ((0, -1), (1, 0), (0, 1), (-1, 0)),
    Shape.TRIANGLE: ((0, -1), (1, 0.85), (-1, 0.85)),
    Shape.TRIANGLE_DOWN: ((0, 1), (1, -0.85), (-1, -0.85)),
    Shape.CROSS: (
        *((-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35)),
        *((0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35)),
    ),
    Shape.BRIDGE: (
        *((-1, -0.9), (-0.6, -0.4), (0.6, -0.4), (1, -0.9), (1, 0.9), (0.6, 0.4)),
        *((-0.6, 0.4), (-1, 0.9)),
    ),
    Shape.DROP: ((0, 1), (-0.75, -0.1), (-0.55, -0.75), (0, -1), (0.55, -0.75), (0.75, -0.1)),
}


class Emblem(QWidget):
    """Draws one symbol in its middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol: Symbol | None = None
        self.setFixedSize(QSize(30, 30))

    def show_symbol(self, symbol: Symbol | None) -> None:
        """Draw this symbol from now on; None hides the emblem."""
        self._symbol = symbol
        self.setVisible(symbol is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The symbol, as the map draws it."""
        if self._symbol is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if isinstance(self._symbol, PointSymbol):
            _draw_point(painter, self._symbol, area)
        elif isinstance(self._symbol, LineSymbol):
            _draw_line(painter, self._symbol, area)
        else:
            _draw_area(painter, self._symbol, area)


def _draw_point(painter: QPainter, symbol: PointSymbol, area: QRectF) -> None:
    painter.setPen(QPen(QColor(20, 20, 20), 2.4, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QColor(*symbol.fill))
    outline = None if symbol.shape is Shape.CIRCLE else _outline(symbol.shape, area)
    for pen in (painter.pen(), QPen(QColor(255, 255, 255), 0.9)):
        painter.setPen(pen)
        if outline is None:
            painter.drawEllipse(area)
        else:
            painter.drawPolygon(outline)


def _outline(shape: Shape, area: QRectF) -> QPolygonF:
    if shape in PLAIN:
        corners: list[tuple[float, float]] = list(PLAIN[shape])
    else:
        star = shape is Shape.STAR
        count = 10 if star else SIDES.get(shape, 6)
        corners = [
            (
                math.sin(2 * math.pi * i / count) * (0.45 if star and i % 2 else 1.0),
                -math.cos(2 * math.pi * i / count) * (0.45 if star and i % 2 else 1.0),
            )
            for i in range(count)
        ]
    middle, radius = area.center(), area.width() / 2
    return QPolygonF(
        [QPointF(middle.x() + x * radius, middle.y() + y * radius) for x, y in corners]
    )


def _draw_line(painter: QPainter, symbol: LineSymbol, area: QRectF) -> None:
    pen = _pen(symbol.colour, symbol.width, symbol.dash)
    painter.setPen(pen)
    painter.drawLine(area.bottomLeft(), area.topRight())


def _draw_area(painter: QPainter, symbol: AreaSymbol, area: QRectF) -> None:
    fill = QColor(*symbol.colour)
    fill.setAlphaF(symbol.opacity)
    painter.setBrush(fill)
    painter.setPen(_pen(symbol.colour, symbol.width, symbol.dash))
    painter.drawRoundedRect(area, 4, 4)


def _pen(colour: Colour, width: float, dash: tuple[float, ...]) -> QPen:
    pen = QPen(QColor(*colour), width)
    if dash:
        pen.setDashPattern(list(dash))
    return pen
