"""A Picture becomes pixels. Many things go into one call, and long work gives way.

PySide holds Python's lock during a drawing call, so calls are kept short and the
lock is handed on between them: else the window would stand still while a worker draws.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from geoapp.ui.canvas.lettering import Lettering
from geoapp.ui.canvas.palette import Palette, colour, legible, of_role, palette
from geoapp.ui.canvas.symbols import SpriteSheet
from layers.flows import Arrow
from layers.ground import GroundPaths, Role
from layers.labels import Label, LabelStyle
from layers.layer_picture import LayerPicture
from layers.marks import Circles, Fill, Stroke
from layers.picture import Picture
from layers.projection import Array
from layers.shapes import Paths
from layers.style import Colour, LineSymbol

_LINES_IN_ONE_CALL = 6000
_SHAPES_BETWEEN_PAUSES = 64
_CASING = 2.4
_HATCH = 10


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
        self._hatchings: dict[Colour, QBrush] = {}

    def ground(self, picture: Picture) -> QImage:
        """What lies between the overview and imagery: lakes, coast, rivers."""
        image, painter = self._begin(picture)
        for part in picture.under:
            self._ground(painter, part)
        painter.end()
        return image

    def overlay(self, picture: Picture) -> QImage:
        """Everything that lies over imagery. Symbols come last, so that nothing hides them."""
        image, painter = self._begin(picture)
        for part in picture.over:
            self._ground(painter, part)
        for layer in picture.layers:
            self._shapes(painter, layer)
        for arrow in picture.arrows:
            self._arrow(painter, arrow)
        self._dots(painter, picture.labels)
        for layer in picture.layers:
            self.sprites.draw(painter, layer.marks, pause=give_way)
        self.sprites.draw(painter, picture.badges, pause=give_way)
        for i, label in enumerate(picture.labels):
            self._label(painter, label)
            if i % _SHAPES_BETWEEN_PAUSES == 0:
                give_way()
        painter.end()
        return image

    def measure(self, text: str, style: LabelStyle) -> tuple[float, float]:
        """The size of a text, as `layers.picture.compose` needs it."""
        return self.letters.measure(text, style)

    def _begin(self, picture: Picture) -> tuple[QImage, QPainter]:
        view = picture.view
        image = QImage(
            round(view.width * self.ratio),
            round(view.height * self.ratio),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.setDevicePixelRatio(self.ratio)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        return image, painter

    def _shapes(self, painter: QPainter, layer: LayerPicture) -> None:
        for fill in layer.fills:
            self._fill(painter, fill)
        for stroke in layer.strokes:
            self._stroke(painter, stroke)
        self._circles(painter, layer.circles)

    def _ground(self, painter: QPainter, part: GroundPaths) -> None:
        tone = of_role(self._colours, part.role)
        if part.role is Role.LAKE:
            for path in _areas(part.paths):
                painter.fillPath(path, QBrush(colour(tone)))
            return
        if part.role is Role.BORDER:
            band = _pen(colour(self._colours.halo, 0.45), part.width + 3.0)
            _draw_lines(painter, part.paths, band, ())
        _draw_lines(painter, part.paths, _pen(colour(tone), part.width), part.dash)

    def _dots(self, painter: QPainter, labels: Iterable[Label]) -> None:
        """The places of towns and mountains that are named."""
        painter.setPen(QPen(colour(self._colours.quiet), 1.1))
        painter.setBrush(colour(self._colours.halo))
        for label in labels:
            if label.dot is None:
                continue
            x, y = label.dot
            if label.style is LabelStyle.MOUNTAIN:
                corners = [
                    QPointF(x - 3.0, y + 2.2),
                    QPointF(x, y - 3.0),
                    QPointF(x + 3.0, y + 2.2),
                ]
                painter.drawPolygon(corners)
            else:
                radius = 3.0 if label.style is LabelStyle.CAPITAL else 2.2
                painter.drawEllipse(QPointF(x, y), radius, radius)

    def _label(self, painter: QPainter, label: Label) -> None:
        image = self.letters.image(label.text, label.style)
        if not label.angle:
            painter.drawImage(QPointF(round(label.x), round(label.y)), image)
            return
        width, height = self.letters.measure(label.text, label.style)
        painter.save()
        painter.translate(label.x + label.width / 2.0, label.y + label.height / 2.0)
        painter.rotate(-label.angle)
        painter.drawImage(QPointF(-width / 2.0, -height / 2.0), image)
        painter.restore()

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

    def _hatching(self, tone: Colour) -> QBrush:
        found = self._hatchings.get(tone)
        if found is None:
            found = self._hatchings[tone] = _hatching(tone)
        return found

    def _stroke(self, painter: QPainter, stroke: Stroke) -> None:
        symbol = stroke.symbol
        if stroke.cased:
            edge = self._colours.halo if _is_dark(symbol.colour) else self._colours.casing
            casing = _pen(colour(edge, 0.6), symbol.width + _CASING)
            if symbol.dash:
                casing.setCapStyle(Qt.PenCapStyle.FlatCap)
            _draw_lines(painter, stroke.paths, casing, ())
        tone = colour(self._on_map(symbol.colour))
        _draw_lines(painter, stroke.paths, _pen(tone, symbol.width), symbol.dash)

    def _circles(self, painter: QPainter, circles: Circles) -> None:
        rows = zip(circles.xy.tolist(), circles.radius.tolist(), circles.colour, strict=True)
        for i, ((x, y), radius, tone) in enumerate(rows):
            # The larger a circle, the less of it is needed to be seen.
            strength = min(1.0, 90.0 / radius)
            draw_circle(painter, QPointF(x, y), radius, self._on_map(tone), strength)
            if i % _SHAPES_BETWEEN_PAUSES == 0:
                give_way()

    def _on_map(self, tone: Colour) -> Colour:
        return legible(tone, self.dark)

    def _arrow(self, painter: QPainter, arrow: Arrow) -> None:
        body = QPainterPath()
        body.addPolygon(polygon(arrow.outline))
        body.closeSubpath()
        painter.strokePath(body, _pen(colour(self._colours.inner, 0.9), 2.6))
        painter.fillPath(body, colour(arrow.flow.colour))


def draw_circle(
    painter: QPainter, middle: QPointF, radius: float, tone: Colour, strength: float
) -> None:
    """A soft disc with a dashed edge: the truth lies in here. `strength` 0 to 1."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone, 0.12 * strength**1.5))
    painter.drawEllipse(middle, radius, radius)
    pen = _pen(colour(tone, 0.35 + 0.55 * strength), 1.2)
    pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius, radius)


def _hatching(tone: Colour) -> QBrush:
    """Thin diagonal lines, far enough apart for the imagery to be read."""
    tile = QImage(_HATCH, _HATCH, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(0)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(tone, 0.32), 1.0))
    for shift in (-_HATCH, 0, _HATCH):
        painter.drawLine(shift - 1, _HATCH + 1, shift + _HATCH + 1, -1)
    painter.end()
    return QBrush(tile)


def _is_dark(tone: Colour) -> bool:
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
