"""What the map shows and where one looks: a widget that only blits what workers prepared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from geoapp.case.records import Key
from geoapp.ui.canvas import furniture
from geoapp.ui.canvas.backdrop import Backdrop, Drawn, Sheets, covers, same_scale
from geoapp.ui.canvas.palette import palette
from geoapp.ui.canvas.rendering import Frame, Renderer, Wish
from geoapp.ui.canvas.tiles import TileCache
from geoapp.ui.fonts import family
from layers.basemap import BaseMap
from layers.features import FeatureLayer
from layers.flows import Flow
from layers.ground import Ground
from layers.hits import Id
from layers.imagery.source import TileSource
from layers.picture import Content
from layers.projection import extent_to_mercator, to_lonlat, to_mercator
from layers.view import Extent, View

MARGIN = 256
_SLACK = 48
_KOREA: Extent = (123.8, 37.2, 131.2, 43.3)
_IDLE_MS = 140
_POINT_SPAN = 1200.0


class MapWidget(QWidget):
    """Imagery, layers and arrows, without what a hand does to them.

    Extents and places are (lon, lat) degrees, EPSG:4326.
    """

    view_changed = Signal(object)  # View
    rendered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        family()  # the fonts must be known before a worker letters with them
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self._view = View.fitted(extent_to_mercator(_KOREA), 640, 480)
        self._wanted_extent: Extent | None = _KOREA
        self._content = Content()
        self._dark = False
        self._frame: Frame | None = None
        self._asked: Wish | None = None
        self._selection: frozenset[Id] = frozenset()
        self._base: dict[bool, int] = {}
        self._imagery: dict[int, float] = {}
        self._renderer = Renderer(self)
        self._renderer.finished.connect(self._take_frame)
        self._tiles = TileCache(self)
        self._tiles.arrived.connect(self.update)
        self._backdrop = Backdrop(self._tiles)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self.update)
        # A map inside a window is never closed itself, only destroyed.
        self.destroyed.connect(partial(_stop, self._renderer, self._tiles))

    # --- what is shown -------------------------------------------------------

    @property
    def view(self) -> View:
        """What is looked at."""
        return self._view

    @property
    def content(self) -> Content:
        """What the map holds."""
        return self._content

    @property
    def selection(self) -> list[Key]:
        """The selected rows."""
        return [Key(*row) for row in sorted(self._selection)]

    def set_base(
        self,
        base: BaseMap | None,
        source: TileSource | None = None,
        dark_source: TileSource | None = None,
    ) -> None:
        """The map under everything: vectors, and an overview picture for each look."""
        for number in self._base.values():
            self._tiles.forget(number)
        self._base = {}
        if source is not None:
            self._base[False] = self._tiles.add(source)
        if dark_source is not None:
            self._base[True] = self._tiles.add(dark_source)
        self._change(replace(self._content, ground=None if base is None else Ground(base)))

    def add_imagery(self, source: TileSource) -> int:
        """Put imagery on top of what is there; a number to take it away by."""
        number = self._tiles.add(source)
        self._imagery[number] = 1.0
        self.update()
        return number

    def remove_imagery(self, number: int) -> None:
        """Take imagery away. The source itself is the caller's to close."""
        del self._imagery[number]
        self._tiles.forget(number)
        self.update()

    def set_imagery_opacity(self, number: int, opacity: float) -> None:
        """How strongly imagery covers what lies under it: 0 hides it, 1 covers."""
        self._imagery[number] = min(max(opacity, 0.0), 1.0)
        self._idle.start()
        self.update()

    def imagery_at(self, lon: float, lat: float) -> TileSource | None:
        """The topmost imagery that is seen at a place in degrees; not the overview map."""
        x, y = to_mercator([lon, lat]).tolist()
        for number, opacity in reversed(self._imagery.items()):
            source = self._tiles.source(number)
            west, south, east, north = source.extent
            if opacity > 0.0 and west <= x <= east and south <= y <= north:
                return source
        return None

    def set_layers(self, layers: Iterable[FeatureLayer]) -> None:
        """Replace all layers."""
        self._change(replace(self._content, layers=tuple(layers)))

    def update_layer(self, layer: FeatureLayer) -> None:
        """Replace the layer of the same table, or add it."""
        others = tuple(old for old in self._content.layers if old.name != layer.name)
        self._change(replace(self._content, layers=(*others, layer)))

    def set_flows(self, flows: Iterable[Flow]) -> None:
        """Replace the arrows."""
        self._change(replace(self._content, flows=tuple(flows)))

    def set_invented(self, invented: bool) -> None:
        """Say on the map, and on every picture of it, that parts of the case are invented."""
        words = furniture.invented_notice(self._content.language) if invented else ""
        self._change(replace(self._content, notice=words))

    def set_visible(self, table: str, visible: bool) -> None:
        """Show or hide the layer, or the arrows, of a table."""
        hidden = self._content.hidden - {table} if visible else self._content.hidden | {table}
        self._change(replace(self._content, hidden=frozenset(hidden)))

    def set_language(self, language: str) -> None:
        """Labels in the language of a code such as ``en`` or ``ko``."""
        self._change(replace(self._content, language=language))

    def set_dark(self, dark: bool) -> None:
        """Colours for a dark or a light window."""
        self._dark = dark
        self._ask(force=True)

    def set_selection(self, keys: Iterable[Key | Id]) -> None:
        """Mark rows as selected."""
        rows = (row if isinstance(row, tuple) else (row.table, row.id) for row in keys)
        self._selection = frozenset(rows)
        self.update()

    def _change(self, content: Content) -> None:
        self._content = content
        self._ask(force=True)

    # --- where one looks -----------------------------------------------------

    def set_view(self, view: View) -> None:
        """Look at something else; the number of pixels stays that of the widget."""
        self._wanted_extent = None
        self._go(view.resized(self.width(), self.height()))

    def zoom_to(self, extent: Extent) -> None:
        """Look at an extent, in degrees; a single point is shown with its surroundings."""
        self._wanted_extent = extent
        self._fit()

    def centre_on(self, lon: float, lat: float, resolution: float | None = None) -> None:
        """Look at a place, at a Mercator resolution in metres per pixel or as before."""
        x, y = to_mercator([lon, lat]).tolist()
        view = self._view if resolution is None else replace(self._view, resolution=resolution)
        self.set_view(view.centred(x, y))

    def full_extent(self) -> None:
        """Look at everything the layers hold, or at the country when they hold nothing."""
        extents = [layer.extent for layer in self._content.layers if len(layer)]
        if not extents:
            self.zoom_to(_KOREA)
            return
        west, south, east, north = zip(*extents, strict=True)
        corners = to_lonlat([[min(west), min(south)], [max(east), max(north)]])
        self.zoom_to((*corners[0].tolist(), *corners[1].tolist()))

    def _fit(self) -> None:
        if self._wanted_extent is None:
            return
        west, south, east, north = extent_to_mercator(self._wanted_extent)
        grow = max(0.0, (_POINT_SPAN - max(east - west, north - south)) / 2.0)
        box = (west - grow, south - grow, east + grow, north + grow)
        self._go(View.fitted(box, self.width(), self.height(), margin=self._frame_room()))

    def _frame_room(self) -> float:
        return min(24.0, self.width() / 8.0, self.height() / 8.0)

    def _go(self, view: View) -> None:
        self._view = view
        self._ask()
        self.view_changed.emit(view)

    def _ask(self, force: bool = False) -> None:
        """Have a new frame drawn unless the one there, or on its way, still serves."""
        wish = Wish(self._view.grown(MARGIN), self._content, self._dark, self.devicePixelRatioF())
        if force or not _serves(self._asked, wish, self._view):
            self._asked = wish
            self._renderer.wish(wish)
        self._idle.start()
        self.update()

    @property
    def is_settled(self) -> bool:
        """Whether everything asked for is drawn and nothing is being prepared."""
        drawn = self._frame is not None and self._frame.wish is self._asked
        return drawn and not self._idle.isActive() and not self._tiles.is_busy

    def _take_frame(self, frame: Frame) -> None:
        self._frame = frame
        self.update()
        self.rendered.emit()

    # --- pixels --------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit what is there; never wait."""
        painter = QPainter(self)
        smooth = not self._idle.isActive()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw the map as it is now."""
        colours, view, frame = palette(self._dark), self._view, self._frame
        ground = layers = None
        if frame is not None:
            layers = Drawn(frame.overlay, frame.wish.view)
            if (frame.wish.dark, frame.wish.ratio) == self._look():
                ground = Drawn(frame.ground, frame.wish.view)
        drawn, moving = (ground, layers), self._idle.isActive()
        self._backdrop.paint(painter, view, self._sheets(), drawn, moving)
        self.paint_live(painter)
        furniture.draw_scale_bar(painter, view.ground_resolution, self.height(), colours)
        furniture.draw_credit(painter, self._credits(), self.width(), self.height(), colours)
        furniture.draw_notice(painter, self._content.notice, self.width(), colours)

    def paint_live(self, painter: QPainter) -> None:
        """Draw what changes with every movement of the hand; nothing here."""

    def _look(self) -> tuple[bool, float]:
        """Dark or light, and device pixels per pixel."""
        return self._dark, self.devicePixelRatioF()

    def _sheets(self) -> Sheets:
        base = self._base.get(self._dark, self._base.get(False))
        # The ground drawn is that of the frame, which may still be the one before.
        ground = None if self._frame is None else self._frame.wish.content.ground
        return Sheets(*self._look(), base, dict(self._imagery), ground)

    def _credits(self) -> list[str]:
        sheets, ground = self._sheets(), self._content.ground
        credits = [self._tiles.source(number).credit for number in reversed(sheets.numbers)]
        return credits if ground is None else [*credits, ground.credit]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the centre, or the extent asked for as long as nobody moved away."""
        if self._wanted_extent is not None:
            self._fit()
        else:
            self._go(self._view.resized(self.width(), self.height()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """The workers end with the widget."""
        self.shutdown()

    def shutdown(self) -> None:
        """Stop the workers and wait for them. The map draws nothing new afterwards."""
        self._idle.stop()
        _stop(self._renderer, self._tiles)

    def grab_picture(self) -> QImage:
        """The map as it is on the screen."""
        return self.grab().toImage()


def _stop(renderer: Renderer, tiles: TileCache) -> None:
    renderer.shutdown()
    tiles.shutdown()


def _serves(asked: Wish | None, wish: Wish, view: View) -> bool:
    """Whether a frame asked for earlier holds all that the view shows, with some slack."""
    if asked is None or asked.ratio != wish.ratio:
        return False
    return same_scale(asked.view, view) and covers(asked.view, view.grown(_SLACK))
