"""The little pictures of the colour key: each symbol as the map draws it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from geoapp.ui.canvas.symbols import legend_image
from layers.marks import SymbolMark
from layers.style import AreaSymbol, LineSymbol, PointSymbol, Symbol

_WIDTH, _HEIGHT = 26, 23
KEY_SIZE = QSize(_WIDTH, _HEIGHT)


def key_icon(symbol: Symbol, dark: bool, arrow: bool = False) -> QIcon:
    """The symbol on a transparent ground; an arrow for what is drawn as a movement."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(_pixmap(symbol, dark, ratio, arrow))
    return icon


def kinds_icon(symbols: Sequence[Symbol], dark: bool) -> QIcon:
    """Two of several symbols, one behind the other: there is more than one kind."""
    if len(symbols) < 2:
        return key_icon(symbols[0], dark)
    icon = QIcon()
    for ratio in (1.0, 2.0):
        pixmap = _blank(ratio)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, symbol in (
            (QRectF(8, 0, 18, 16), symbols[1]),
            (QRectF(0, 6, 19, 17), symbols[0]),
        ):
            drawn = _pixmap(symbol, dark, 2.0 * ratio, arrow=False)
            painter.drawPixmap(place, drawn, QRectF(drawn.rect()))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _blank(ratio: float) -> QPixmap:
    pixmap = QPixmap(round(_WIDTH * ratio), round(_HEIGHT * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _pixmap(symbol: Symbol, dark: bool, ratio: float, arrow: bool) -> QPixmap:
    pixmap = _blank(ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(symbol, PointSymbol):
        _draw_point(painter, symbol, dark, ratio)
    elif isinstance(symbol, LineSymbol):
        _draw_line(painter, symbol, arrow)
    else:
        _draw_area(painter, symbol)
    painter.end()
    return pixmap


def _draw_point(painter: QPainter, symbol: PointSymbol, dark: bool, ratio: float) -> None:
    image = legend_image(SymbolMark(symbol), dark, ratio)
    size = image.deviceIndependentSize()
    corner = QPointF((_WIDTH - size.width()) / 2.0, (_HEIGHT - size.height()) / 2.0)
    painter.drawImage(corner, image)


def _draw_line(painter: QPainter, symbol: LineSymbol, arrow: bool) -> None:
    middle = _HEIGHT / 2.0
    pen = QPen(QColor(*symbol.colour), min(symbol.width, 4.0))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if symbol.dash:
        pen.setDashPattern(list(symbol.dash))
    painter.setPen(pen)
    painter.drawLine(QPointF(2.0, middle), QPointF(_WIDTH - (8.0 if arrow else 2.0), middle))
    if arrow:
        tip, back = _WIDTH - 2.0, _WIDTH - 10.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(*symbol.colour))
        painter.drawPolygon(
            [QPointF(tip, middle), QPointF(back, middle - 5.5), QPointF(back, middle + 5.5)]
        )


def _draw_area(painter: QPainter, symbol: AreaSymbol) -> None:
    ground = QColor(*symbol.colour)
    ground.setAlphaF(symbol.opacity)
    pen = QPen(QColor(*symbol.colour), symbol.width)
    if symbol.dash:
        pen.setDashPattern(list(symbol.dash))
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(3.0, 5.0, _WIDTH - 6.0, _HEIGHT - 10.0), 2.0, 2.0)
