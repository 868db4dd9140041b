"""What changes with every movement of the hand, drawn straight onto the widget."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from geoapp.ui.canvas.painter import draw_circle
from geoapp.ui.canvas.palette import Palette, colour, legible
from geoapp.ui.canvas.primitives import polygon
from geoapp.ui.canvas.symbols import Emphasis, SpriteSheet
from layers import layer_picture
from layers.features import FeatureLayer, reach_of
from layers.hits import Under
from layers.layer_picture import CLUSTER_REACH
from layers.marks import Marks, SymbolMark, point_symbol
from layers.shapes import Shapes
from layers.view import View

_MOST_SHAPES = 500
_MOST_CIRCLES = 20


def draw_features(
    painter: QPainter,
    sprites: SpriteSheet,
    layer: FeatureLayer,
    chosen: Iterable[int],
    view: View,
    emphasis: Emphasis,
    colours: Palette,
) -> None:
    """Draw features so that they stand out: points with a ring, lines and areas with a glow."""
    positions = np.fromiter(chosen, np.int64)
    if not len(positions):
        return
    points = positions[layer.is_point[positions]]
    _draw_circles(painter, layer, points[:_MOST_CIRCLES], view, sprites.dark)
    _draw_points(painter, sprites, layer, points, view, emphasis)
    shapes = positions[~layer.is_point[positions]][:_MOST_SHAPES]
    ring = colours.select if emphasis is Emphasis.SELECTED else colours.inner
    for shape in (layer.lines, layer.areas):
        _draw_outlines(painter, shape, shapes, view, colours, ring)


def _draw_points(
    painter: QPainter,
    sprites: SpriteSheet,
    layer: FeatureLayer,
    points: np.ndarray[tuple[int], np.dtype[np.int64]],
    view: View,
    emphasis: Emphasis,
) -> None:
    xy = view.to_pixels(layer.anchor[points])
    inside = ((xy > -30.0) & (xy < (view.width + 30.0, view.height + 30.0))).all(axis=1)
    marks = tuple(SymbolMark(point_symbol(symbol)) for symbol in layer.symbols)
    seen, at = points[inside], xy[inside]
    sprites.draw(painter, Marks(at, layer.symbol_of[seen], marks), emphasis)
    places, badges = layer_picture.badges(layer, seen, at)
    number = np.arange(len(badges), dtype=np.int64)
    sprites.draw(painter, Marks(places, number, tuple(badges)))


def _draw_circles(
    painter: QPainter,
    layer: FeatureLayer,
    points: np.ndarray[tuple[int], np.dtype[np.int64]],
    view: View,
    dark: bool,
) -> None:
    """Where the truth may lie, stronger than on the rest of the map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for i in points.tolist():
        symbol = layer.symbols[layer.symbol_of[i]]
        radius = float(layer.radius[i]) / view.resolution
        if radius > reach_of(symbol):
            x, y = view.to_pixels(layer.anchor[i]).tolist()
            tone = legible(point_symbol(symbol).fill, dark)
            draw_circle(painter, QPointF(x, y), radius, tone, 1.0)


def _draw_outlines(
    painter: QPainter,
    shapes: Shapes,
    chosen: np.ndarray[tuple[int], np.dtype[np.int64]],
    view: View,
    colours: Palette,
    ring: tuple[int, int, int],
) -> None:
    if not len(shapes) or not len(chosen):
        return
    paths = shapes.paths(view)
    paths = paths.of(np.isin(paths.owner, chosen))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, tone, alpha in ((10.0, colours.casing, 0.3), (8.0, ring, 0.45)):
        pen = QPen(colour(tone, alpha), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for i in range(len(paths)):
            coords = paths.coords[paths.offsets[i] : paths.offsets[i + 1]]
            painter.drawPolyline(polygon(coords))


def draw_hover(
    painter: QPainter,
    sprites: SpriteSheet,
    under: Under,
    view: View,
    colours: Palette,
    selected: bool,
) -> None:
    """Make what the cursor is on stand out; `selected`: it does so already."""
    if under.cluster is not None:
        xy = view.to_pixels([under.cluster.middle])[0]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(colours.select), 2.5))
        reach = CLUSTER_REACH + 2.5
        painter.drawEllipse(QPointF(float(xy[0]), float(xy[1])), reach, reach)
    elif under.features and not selected:
        layer, index = under.features[0]
        draw_features(painter, sprites, layer, [index], view, Emphasis.HOVER, colours)


def draw_rubber_band(painter: QPainter, box: QRectF, colours: Palette) -> None:
    """The rectangle being drawn to select."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    pen = QPen(colour(colours.accent), 1.0)
    pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(colour(colours.accent, 0.14))
    painter.drawRect(box)


def draw_moving(
    painter: QPainter, sprites: SpriteSheet, layer: FeatureLayer, index: int, at: QPointF
) -> None:
    """A point on its way to another place, with a cross-hair at its exact middle."""
    symbol = point_symbol(layer.symbols[layer.symbol_of[index]])
    marks = Marks(np.array([[at.x(), at.y()]]), np.zeros(1, np.int64), (SymbolMark(symbol),))
    sprites.draw(painter, marks, Emphasis.SELECTED)
    painter.setPen(QPen(Qt.GlobalColor.white, 1.0))
    for dx, dy in ((1.0, 0.0), (0.0, 1.0)):
        for side in (-1.0, 1.0):
            away = QPointF(dx * side, dy * side)
            painter.drawLine(at + away * 16.0, at + away * 26.0)
