"""A Picture becomes pixels. Many things go into one call, and long work gives way.

PySide holds Python's lock during a drawing call, so calls are kept short and the
lock is handed on between them: else the window would stand still while a worker draws.
"""

from __future__ import annotations

import time

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from geoapp.ui.canvas.lettering import Lettering
from geoapp.ui.canvas.palette import Palette, colour, palette
from geoapp.ui.canvas.symbols import SpriteSheet
from layers.flows import Arrow
from layers.labels import LabelStyle
from layers.layer_picture import LayerPicture
from layers.marks import Circles, Fill, Stroke
from layers.picture import Picture
from layers.projection import Array
from layers.shapes import Paths
from layers.style import LineSymbol

_LINES_IN_ONE_CALL = 6000
_SHAPES_BETWEEN_PAUSES = 64
_CASING = 2.4


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


class Painter:
    """Draws pictures in a light or dark look. Belongs to one thread."""

    def __init__(self, dark: bool, ratio: float = 1.0) -> None:
        self.dark = dark
        self.ratio = ratio
        self.letters = Lettering(dark, ratio)
        self.sprites = SpriteSheet(dark, ratio)
        self._colours: Palette = palette(dark)

    def ground(self, picture: Picture) -> QImage:
        """Sea and land: what is seen where no imagery covers it. Opaque."""
        image = self._image(picture, QImage.Format.Format_RGB32)
        image.fill(colour(self._colours.land if not picture.ground else self._colours.sea))
        painter = self._painter(image)
        for fill in picture.ground:
            self._fill(painter, fill)
        painter.end()
        return image

    def overlay(self, picture: Picture) -> QImage:
        """Everything that lies over imagery. Transparent where there is nothing."""
        image = self._image(picture, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = self._painter(image)
        for stroke in picture.ground_lines:
            self._stroke(painter, stroke)
        for layer in picture.layers:
            self._layer(painter, layer)
        for arrow in picture.arrows:
            self._arrow(painter, arrow)
        self.sprites.draw(painter, picture.badges, pause=give_way)
        for i, label in enumerate(picture.labels):
            at = QPointF(round(label.x), round(label.y))
            painter.drawImage(at, self.letters.image(label.text, label.style))
            if i % _SHAPES_BETWEEN_PAUSES == 0:
                give_way()
        painter.end()
        return image

    def measure(self, text: str, style: LabelStyle) -> tuple[float, float]:
        """The size of a text, as `layers.picture.compose` needs it."""
        return self.letters.measure(text, style)

    def _image(self, picture: Picture, form: QImage.Format) -> QImage:
        view = picture.view
        image = QImage(round(view.width * self.ratio), round(view.height * self.ratio), form)
        image.setDevicePixelRatio(self.ratio)
        return image

    def _painter(self, image: QImage) -> QPainter:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def _layer(self, painter: QPainter, layer: LayerPicture) -> None:
        for fill in layer.fills:
            self._fill(painter, fill)
        for stroke in layer.strokes:
            self._stroke(painter, stroke)
        self._circles(painter, layer.circles)
        self.sprites.draw(painter, layer.marks, pause=give_way)

    def _fill(self, painter: QPainter, fill: Fill) -> None:
        symbol = fill.symbol
        brush = QBrush(colour(symbol.colour, symbol.opacity))
        painter.setPen(Qt.PenStyle.NoPen)
        for i, path in enumerate(_areas(fill.rings)):
            painter.fillPath(path, brush)
            if fill.hatched:
                painter.fillPath(path, self._hatching(symbol.colour))
            if i % _SHAPES_BETWEEN_PAUSES == 0:
                give_way()
        if symbol.width > 0.0:
            line = LineSymbol(symbol.colour, symbol.width, symbol.dash)
            self._stroke(painter, Stroke(fill.rings, line, cased=fill.hatched))

    def _hatching(self, tone: tuple[int, int, int]) -> QBrush:
        return QBrush(colour(tone, 0.35), Qt.BrushStyle.BDiagPattern)

    def _stroke(self, painter: QPainter, stroke: Stroke) -> None:
        symbol = stroke.symbol
        if stroke.cased:
            edge = self._colours.halo if _is_dark(symbol.colour) else self._colours.casing
            casing = _pen(colour(edge, 0.6), symbol.width + _CASING)
            if symbol.dash:
                casing.setCapStyle(Qt.PenCapStyle.FlatCap)
            _draw_lines(painter, stroke.paths, casing, ())
        _draw_lines(painter, stroke.paths, _pen(colour(symbol.colour), symbol.width), symbol.dash)

    def _circles(self, painter: QPainter, circles: Circles) -> None:
        rows = zip(circles.xy.tolist(), circles.radius.tolist(), circles.colour, strict=True)
        for i, ((x, y), radius, tone) in enumerate(rows):
            painter.setBrush(colour(tone, 0.10))
            painter.setPen(_pen(colour(self._colours.halo, 0.55), 2.4))
            painter.drawEllipse(QPointF(x, y), radius, radius)
            pen = _pen(colour(tone, 0.95), 1.2)
            pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, y), radius, radius)
            if i % _SHAPES_BETWEEN_PAUSES == 0:
                give_way()

    def _arrow(self, painter: QPainter, arrow: Arrow) -> None:
        body = QPainterPath()
        body.addPolygon(polygon(arrow.outline))
        body.closeSubpath()
        painter.strokePath(body, _pen(colour(self._colours.halo, 0.9), 3.0))
        painter.fillPath(body, colour(arrow.flow.colour, 0.95))


def _is_dark(tone: tuple[int, int, int]) -> bool:
    return 0.3 * tone[0] + 0.59 * tone[1] + 0.11 * tone[2] < 150.0


def _pen(tone: QColor, width: float) -> QPen:
    pen = QPen(tone, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _draw_lines(painter: QPainter, paths: Paths, pen: QPen, dash: tuple[float, ...]) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if pen.widthF() > 1.6 or dash:
        _draw_polylines(painter, paths, pen, dash)
        return
    painter.setPen(pen)
    segments = _segments(paths)
    for start in range(0, len(segments), _LINES_IN_ONE_CALL):
        part = segments[start : start + _LINES_IN_ONE_CALL]
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
        for start in range(0, max(len(coords) - 1, 1), _LINES_IN_ONE_CALL):
            painter.drawPolyline(polygon(coords[start : start + _LINES_IN_ONE_CALL + 1]))
        drawn += len(coords)
        if drawn > _LINES_IN_ONE_CALL:
            drawn = 0
            give_way()


def _areas(rings: Paths) -> list[QPainterPath]:
    """One path for the rings of each area, holes left open."""
    made: list[QPainterPath] = []
    owner = -1
    for i in range(len(rings)):
        if int(rings.owner[i]) != owner or not made:
            owner = int(rings.owner[i])
            made.append(QPainterPath())
        made[-1].addPolygon(polygon(rings.coords[rings.offsets[i] : rings.offsets[i + 1]]))
    return made
