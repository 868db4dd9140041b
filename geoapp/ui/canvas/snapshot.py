"""A map as a picture, without a window: drawn from the same layers as the screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from geoapp.case.flows import repatriation_flows
from geoapp.case.on_map import feature_layers
from geoapp.case.view import CaseView
from geoapp.ui.canvas import furniture
from geoapp.ui.canvas.painter import Painter
from geoapp.ui.canvas.palette import colour, palette
from geoapp.ui.canvas.rendering import Wish, render
from geoapp.ui.canvas.tiles import read_whole
from layers import basemap
from layers.ground import Ground
from layers.imagery.source import TileSource, open_source
from layers.picture import Content
from layers.projection import extent_to_mercator
from layers.view import Extent, View


def draw(
    view: CaseView,
    base: Path | None,
    bbox: Extent,
    size: tuple[int, int],
    layers: Collection[str] | None = None,
    *,
    imagery: Sequence[TileSource] = (),
    language: str = "en",
    dark: bool = False,
) -> QImage:
    """The map of a case, `size` (width, height) pixels. Needs a QGuiApplication.

    `bbox`: west, south, east, north in degrees; all of it is in the picture, centred.
    `base`: folder of the overview map, None for a plain background. `layers`: names of
    the tables to draw, None for all, an empty collection for the imagery alone.
    """
    looked_at = View.fitted(extent_to_mercator(bbox), *size)
    alone = layers is not None and not layers
    ground = None if base is None or alone else Ground(basemap.load(base))
    content = _content(view, layers, ground, language)
    if base is None:
        return compose(looked_at, content, (), imagery, dark)
    with closing(open_source(basemap.picture(base, dark=dark))) as overview:
        return compose(looked_at, content, (overview,), imagery, dark)


def _content(
    view: CaseView, layers: Collection[str] | None, ground: Ground | None, language: str
) -> Content:
    if layers is not None and not layers:
        return Content(ground=ground, language=language)
    names = {table.name for table in view.statements.drawn()}
    hidden = frozenset(names - set(layers)) if layers is not None else frozenset()
    return Content(
        tuple(feature_layers(view)),
        tuple(repatriation_flows(view)),
        hidden=hidden,
        language=language,
        ground=ground,
        notice=furniture.invented_notice(language) if view.invented() else "",
    )


def compose(
    view: View,
    content: Content,
    base: Sequence[TileSource],
    imagery: Sequence[TileSource],
    dark: bool = False,
) -> QImage:
    """Draw content over imagery, each tile read in turn. EPSG:3857 view."""
    colours = palette(dark)
    frame = render(Wish(view, content, dark, 1.0), Painter(dark))
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    image.fill(colour(colours.land))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for source in base:
        read_whole(painter, view, source)
    painter.drawImage(0, 0, frame.ground)
    for source in imagery:
        read_whole(painter, view, source)
    painter.drawImage(0, 0, frame.overlay)
    furniture.draw_scale_bar(painter, view.ground_resolution, view.height, colours)
    credits = [source.credit for source in (*imagery, *base)]
    if content.ground is not None:
        credits.append(content.ground.credit)
    furniture.draw_credit(painter, credits, view.width, view.height, colours)
    furniture.draw_notice(painter, content.notice, view.width, colours)
    painter.end()
    return image
