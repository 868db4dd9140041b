"""Overview, ground, imagery and layers flattened to one picture: panning is one blit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QRegion

from geoapp.ui.canvas.palette import colour, palette
from geoapp.ui.canvas.tiles import TileCache
from layers.ground import Ground
from layers.view import View


@dataclass(frozen=True, eq=False)
class Sheets:
    """What lies under the layers. Equal ones give the same picture of the same view.

    `base` the number of the overview, if any; `imagery` its opacity by number.
    """

    dark: bool
    ratio: float
    base: int | None
    imagery: Mapping[int, float]
    ground: Ground | None

    def same(self, other: Sheets) -> bool:
        """Whether both look alike."""
        mine = (self.dark, self.ratio, self.base, self.imagery)
        theirs = (other.dark, other.ratio, other.base, other.imagery)
        return mine == theirs and self.ground is other.ground

    @property
    def numbers(self) -> list[int]:
        """The sources of tiles, lowest first."""
        base = [] if self.base is None else [self.base]
        return base + [number for number, opacity in self.imagery.items() if opacity > 0.0]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture and the view it shows."""

    image: QImage
    view: View


def covers(drawn: View, view: View) -> bool:
    """Whether one view holds all of another."""
    outer, inner = drawn.extent, view.extent
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )


def same_scale(one: View, other: View) -> bool:
    """Whether a picture of one can be shifted to show the other."""
    return abs(one.resolution / other.resolution - 1.0) < 1e-9


def blit(painter: QPainter, drawn: Drawn, view: View) -> None:
    """Put a picture where it belongs in a view, scaled if need be."""
    west, _, _, north = drawn.view.extent
    left, top = view.to_pixels([west, north]).tolist()
    if same_scale(drawn.view, view):
        painter.drawImage(QPointF(round(left), round(top)), drawn.image)
        return
    scale = drawn.view.resolution / view.resolution
    box = QRectF(left, top, drawn.view.width * scale, drawn.view.height * scale)
    painter.drawImage(box, drawn.image)


class Backdrop:
    """Paints the map, and keeps it flattened once it is complete.

    What lies under the layers is one picture, and another holds the layers as well: where
    circles of uncertainty pile up, blending them over every pixel costs more than all the rest.
    """

    def __init__(self, tiles: TileCache) -> None:
        self._tiles = tiles
        self._sheets: Sheets | None = None
        self._kept: Drawn | None = None
        self._layered = _Layered()

    def paint(
        self,
        painter: QPainter,
        view: View,
        sheets: Sheets,
        frame: tuple[Drawn | None, Drawn | None],
        moving: bool,
    ) -> None:
        """Paint the view. `frame`: the newest ground and layers; `moving`: be quick, not fine."""
        ground, layers = frame
        if self._sheets is None or not sheets.same(self._sheets):
            self._sheets, self._kept = sheets, None
        ready = self._made(view, sheets, ground, moving)
        wish = [] if ready else self._tiles.missing(view, sheets.numbers, sheets.ratio)
        if not ready and ground is not None and same_scale(ground.view, view):
            wish += self._tiles.missing(ground.view, sheets.numbers, sheets.ratio)
        kept = self._kept
        if kept is not None and covers(kept.view, view) and (ready or moving):
            self._layered.paint(painter, view, kept, layers)
        else:
            self._direct(painter, view, sheets, ground)
            if layers is not None:
                blit(painter, layers, view)
        self._tiles.wish(wish)

    def _made(self, view: View, sheets: Sheets, ground: Drawn | None, moving: bool) -> bool:
        """Whether a flat picture at this scale is there, or can be had at once."""
        kept = self._kept
        shifts = kept is not None and same_scale(kept.view, view)
        if kept is not None and shifts and covers(kept.view, view):
            return True
        fits = ground is not None and same_scale(ground.view, view) and covers(ground.view, view)
        if ground is None or not fits or (moving and not shifts):
            return False
        if self._tiles.missing(ground.view, sheets.numbers, sheets.ratio):
            return False
        self._kept = self._flat(sheets, ground, kept if shifts else None)
        return True

    def _flat(self, sheets: Sheets, ground: Drawn, before: Drawn | None) -> Drawn:
        """Everything in one picture; what is known from `before` is only moved."""
        view = ground.view
        image = _blank(view, sheets.ratio)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if before is not None:
            blit(painter, before, view)
            whole = QRegion(QRect(0, 0, view.width, view.height))
            painter.setClipRegion(whole.subtracted(QRegion(_place(before.view, view))))
        self._direct(painter, view, sheets, ground)
        painter.end()
        return Drawn(image, view)

    def _direct(self, painter: QPainter, view: View, sheets: Sheets, ground: Drawn | None) -> None:
        land = colour(palette(sheets.dark).land)
        painter.fillRect(QRect(0, 0, view.width, view.height), land)
        if sheets.base is not None:
            self._tiles.paint(painter, view, sheets.base, sheets.ratio)
        if ground is not None:
            blit(painter, ground, view)
        for number, opacity in sheets.imagery.items():
            if opacity > 0.0:
                painter.setOpacity(opacity)
                self._tiles.paint(painter, view, number, sheets.ratio)
        painter.setOpacity(1.0)


class _Layered:
    """The map with its layers in one picture, made when the same two are shown again."""

    def __init__(self) -> None:
        self._under: Drawn | None = None
        self._over: QImage | None = None
        self._both: Drawn | None = None

    def paint(self, painter: QPainter, view: View, under: Drawn, layers: Drawn | None) -> None:
        """Paint what lies under the layers, which holds all of the view, and the layers."""
        if layers is None:
            blit(painter, under, view)
        elif self._made(view, under, layers) and self._both is not None:
            blit(painter, self._both, view)
        else:
            blit(painter, under, view)
            blit(painter, layers, view)

    def _made(self, view: View, under: Drawn, layers: Drawn) -> bool:
        fits = same_scale(under.view, view) and same_scale(layers.view, view)
        if not fits or not covers(layers.view, view):
            return False
        if self._under is not under or self._over is not layers.image:
            # What is shown once only, as while frames come in quick succession, is not worth it.
            self._under, self._over, self._both = under, layers.image, None
            return False
        if self._both is None:
            ratio = layers.image.devicePixelRatio()
            self._both = Drawn(_blank(layers.view, ratio), layers.view)
            painter = QPainter(self._both.image)
            blit(painter, under, layers.view)
            blit(painter, layers, layers.view)
            painter.end()
        return True


def _blank(view: View, ratio: float) -> QImage:
    size = QSize(round(view.width * ratio), round(view.height * ratio))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    return image


def _place(drawn: View, view: View) -> QRect:
    west, _, _, north = drawn.extent
    left, top = view.to_pixels([west, north]).tolist()
    return QRect(round(left), round(top), drawn.width, drawn.height)
