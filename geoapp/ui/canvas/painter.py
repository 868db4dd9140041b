"""A Picture becomes pixels. Many things go into one call, and long work gives way."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPen

from geoapp.ui.canvas.lettering import Lettering
from geoapp.ui.canvas.palette import Palette, colour, legible, of_role, palette
from geoapp.ui.canvas.primitives import (
    IN_ONE_CALL,
    dashes,
    draw_lines,
    draw_segments,
    give_way,
    outlines,
    path_of,
    pen_of,
    polygon,
)
from geoapp.ui.canvas.symbols import SpriteSheet
from layers.flows import Arrow
from layers.ground import GroundPaths, Role
from layers.labels import Label, LabelStyle
from layers.layer_picture import LayerPicture
from layers.marks import Circles, Fill, Specks, Stroke
from layers.picture import Picture
from layers.style import Colour

_CASING = 2.4
_HATCH = 10
_CURTAIN = 300.0  # pixels
_MOST_DASHED = 400
_MOST_HATCHED = 60
_MOST_DISCS = 120
_LARGEST_DISC = 130.0  # pixels


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
        for label in picture.labels:
            self._label(painter, label)
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
        for specks in layer.specks:
            self._specks(painter, specks)
        for stroke in layer.strokes:
            self._stroke(painter, stroke)
        self._circles(painter, layer.circles)

    def _ground(self, painter: QPainter, part: GroundPaths) -> None:
        tone = of_role(self._colours, part.role)
        if part.role is Role.LAKE:
            for rings, path in outlines(part.paths):
                painter.fillPath(path or path_of(rings), QBrush(colour(tone)))
            return
        if part.role is Role.BORDER:
            band = pen_of(colour(self._colours.halo, 0.45), part.width + 3.0)
            draw_lines(painter, part.paths, band, ())
        draw_lines(painter, part.paths, pen_of(colour(tone), part.width), part.dash)

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
        tone = self._on_map(symbol.colour)
        many = len(fill.rings)
        pen = pen_of(colour(tone), symbol.width)
        if fill.hatched:
            for rings, path in outlines(fill.rings) if many <= _MOST_HATCHED else ():
                self._hatch(painter, path or path_of(rings), tone)
                give_way()
            draw_lines(painter, fill.rings, pen, symbol.dash)
            return
        if symbol.dash and many < _MOST_DASHED:
            # Dashes cannot be told on many small areas, and take long to draw.
            pen.setDashPattern(list(symbol.dash))
        painter.setBrush(QBrush(colour(tone, symbol.opacity)))
        painter.setPen(pen)
        for rings, path in outlines(fill.rings):
            if path is None:
                painter.drawPolygon(rings)
            else:
                painter.drawPath(path)
            give_way()

    def _specks(self, painter: QPainter, specks: Specks) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._on_map(specks.colour), 0.85))
        boxes = np.ascontiguousarray(specks.boxes)
        for start in range(0, len(boxes), IN_ONE_CALL):
            part = boxes[start : start + IN_ONE_CALL]
            first = shiboken6.wrapInstance(part.ctypes.data, QRectF)
            painter.drawRects(first, len(part))  # type: ignore[call-overload]
            give_way()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _hatch(self, painter: QPainter, path: QPainterPath, tone: Colour) -> None:
        size = path.boundingRect().size()
        # Over a whole screen, lines as strong as in a small circle would be a curtain.
        painter.setOpacity(min(1.0, _CURTAIN / max(size.width(), size.height(), 1.0)))
        painter.fillPath(path, self._hatching(tone))
        painter.setOpacity(1.0)

    def _hatching(self, tone: Colour) -> QBrush:
        found = self._hatchings.get(tone)
        if found is None:
            found = self._hatchings[tone] = _hatching(tone)
        return found

    def _stroke(self, painter: QPainter, stroke: Stroke) -> None:
        symbol = stroke.symbol
        if stroke.cased:
            edge = self._colours.halo if _is_dark(symbol.colour) else self._colours.casing
            casing = pen_of(colour(edge, 0.6), symbol.width + _CASING)
            if symbol.dash:
                casing.setCapStyle(Qt.PenCapStyle.FlatCap)
            draw_lines(painter, stroke.paths, casing, ())
        tone = colour(self._on_map(symbol.colour))
        draw_lines(painter, stroke.paths, pen_of(tone, symbol.width), symbol.dash)

    def _circles(self, painter: QPainter, circles: Circles) -> None:
        """Small circles as soft discs; large or many ones only by their edge."""
        few = len(circles.radius) <= _MOST_DISCS
        tones = np.array([self._on_map(tone) for tone in circles.colour]).reshape(-1, 3)
        for tone in np.unique(tones, axis=0).tolist():
            own = np.flatnonzero((tones == tone).all(axis=1))
            for i in own[circles.radius[own] < _LARGEST_DISC].tolist() if few else ():
                x, y = circles.xy[i].tolist()
                radius = float(circles.radius[i])
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(tone, 0.12 * min(1.0, 90.0 / radius)))
                painter.drawEllipse(QPointF(x, y), radius, radius)
                give_way()
            large = circles.radius[own] > _LARGEST_DISC
            for part, strength in ((own[~large], 0.9), (own[large], 0.5)):
                pen = pen_of(colour(tone, strength if few else strength / 2.0), 1.0)
                draw_segments(painter, dashes(circles.xy[part], circles.radius[part]), pen)

    def _on_map(self, tone: Colour) -> Colour:
        return legible(tone, self.dark)

    def _arrow(self, painter: QPainter, arrow: Arrow) -> None:
        body = QPainterPath()
        body.addPolygon(polygon(arrow.outline))
        body.closeSubpath()
        painter.strokePath(body, pen_of(colour(self._colours.inner, 0.9), 2.6))
        painter.fillPath(body, colour(arrow.flow.colour))


def draw_circle(
    painter: QPainter, middle: QPointF, radius: float, tone: Colour, strength: float
) -> None:
    """A soft disc with a dashed edge: the truth lies in here. `strength` 0 to 1."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone, 0.12 * strength**1.5))
    painter.drawEllipse(middle, radius, radius)
    pen = pen_of(colour(tone, 0.35 + 0.55 * strength), 1.2)
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
