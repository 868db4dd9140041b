"""Marks as little pictures, all on one sheet, so that many are drawn in one call."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np
import shiboken6
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from geoapp.ui.canvas.outlines import outline
from geoapp.ui.canvas.palette import Palette, colour, palette
from geoapp.ui.fonts import app_font
from layers.layer_picture import CLUSTER_REACH, SHARES
from layers.marks import BadgeMark, ClusterMark, Mark, Marks, SymbolMark
from layers.projection import Array

_SHEET = 1024
_MOST_SHEETS = 8
_IN_ONE_CALL = 8000


class Emphasis(Enum):
    """How a symbol stands out."""

    NONE = 0
    HOVER = 1
    SELECTED = 2


@dataclass(frozen=True, slots=True)
class Sprite:
    """A part of the sheet: left, top, width, height in sheet pixels."""

    left: float
    top: float
    width: float
    height: float


class SpriteSheet:
    """Draws each mark once and hands out copies. Belongs to one thread.

    `ratio`: device pixels per pixel.
    """

    def __init__(self, dark: bool, ratio: float = 1.0) -> None:
        self.dark = dark
        self.ratio = ratio
        self._palette = palette(dark)
        self._sheets: list[QPixmap] = []
        self._found: dict[tuple[Mark, Emphasis], tuple[int, Sprite]] = {}
        self._x = self._y = self._row = 0

    def sprite(self, mark: Mark, emphasis: Emphasis = Emphasis.NONE) -> tuple[QPixmap, Sprite]:
        """Where a mark is: the sheet and the part of it."""
        key = (mark, emphasis)
        if key not in self._found:
            self._found[key] = self._add(mark_image(mark, emphasis, self._palette, self.ratio))
        sheet, sprite = self._found[key]
        return self._sheets[sheet], sprite

    def _add(self, image: QImage) -> tuple[int, Sprite]:
        if self._x + image.width() > _SHEET:
            self._x, self._y, self._row = 0, self._y + self._row + 1, 0
        if not self._sheets or self._y + image.height() > _SHEET:
            blank = QPixmap(_SHEET, _SHEET)
            blank.fill(Qt.GlobalColor.transparent)
            self._sheets.append(blank)
            self._x = self._y = self._row = 0
        painter = QPainter(self._sheets[-1])
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        image.setDevicePixelRatio(1.0)
        painter.drawImage(self._x, self._y, image)
        painter.end()
        place = Sprite(self._x, self._y, image.width(), image.height())
        self._x += image.width() + 1
        self._row = max(self._row, image.height())
        return len(self._sheets) - 1, place

    def draw(
        self,
        painter: QPainter,
        marks: Marks,
        emphasis: Emphasis = Emphasis.NONE,
        pause: Callable[[], None] | None = None,
    ) -> None:
        """Draw marks in their order. `pause` is called between calls that take long."""
        if not len(marks.xy):
            return
        if len(self._sheets) > _MOST_SHEETS:
            self._sheets, self._found = [], {}
        found = [self._look_up(mark, emphasis) for mark in marks.mark]
        sheets = np.array([sheet for sheet, _ in found])[marks.kind]
        boxes = np.array([[s.left, s.top, s.width, s.height] for _, s in found])[marks.kind]
        starts = np.flatnonzero(np.diff(sheets)) + 1
        for run in np.split(np.arange(len(sheets)), starts):
            self._draw_run(painter, self._sheets[sheets[run[0]]], marks.xy[run], boxes[run], pause)

    def _look_up(self, mark: Mark, emphasis: Emphasis) -> tuple[int, Sprite]:
        self.sprite(mark, emphasis)
        return self._found[(mark, emphasis)]

    def _draw_run(
        self,
        painter: QPainter,
        sheet: QPixmap,
        xy: Array,
        boxes: Array,
        pause: Callable[[], None] | None,
    ) -> None:
        fragments = np.zeros((len(xy), 10))
        # Whole device pixels keep the edges of the symbols crisp.
        corner = np.rint(xy * self.ratio - boxes[:, 2:4] / 2.0)
        fragments[:, 0:2] = (corner + boxes[:, 2:4] / 2.0) / self.ratio
        fragments[:, 2:6] = boxes
        fragments[:, 6:8] = 1.0 / self.ratio
        fragments[:, 9] = 1.0
        for start in range(0, len(fragments), _IN_ONE_CALL):
            part = fragments[start : start + _IN_ONE_CALL]
            first = shiboken6.wrapInstance(part.ctypes.data, QPainter.PixmapFragment)
            painter.drawPixmapFragments(first, len(part), sheet)  # type: ignore[arg-type]
            if pause is not None:
                pause()


def mark_image(mark: Mark, emphasis: Emphasis, colours: Palette, ratio: float) -> QImage:
    """A mark drawn for itself, its middle in the middle of the image."""
    if isinstance(mark, SymbolMark):
        return _symbol_image(mark, emphasis, colours, ratio)
    if isinstance(mark, ClusterMark):
        return _cluster_image(mark, emphasis, colours, ratio)
    return _badge_image(mark, colours, ratio)


def _blank(width: float, height: float, ratio: float) -> tuple[QImage, QPainter]:
    size = QSizeF(width, height) * ratio
    # An odd number of device pixels has a pixel in its middle.
    image = QImage(
        2 * math.ceil(size.width() / 2.0) + 1,
        2 * math.ceil(size.height() / 2.0) + 1,
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(image.width() / 2.0, image.height() / 2.0)
    painter.scale(ratio, ratio)
    return image, painter


def _symbol_image(mark: SymbolMark, emphasis: Emphasis, colours: Palette, ratio: float) -> QImage:
    size = mark.symbol.size
    image, painter = _blank(size + 16.0, size + 16.0, ratio)
    shape = outline(mark.symbol.shape)

    def pen(tone: QColor, width: float) -> QPen:
        made = QPen(tone, width / size)
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return made

    painter.scale(size, size)
    if emphasis is not Emphasis.NONE:
        ring = colours.select if emphasis is Emphasis.SELECTED else colours.inner
        painter.strokePath(shape, pen(colour(colours.casing, 0.9), 11.0))
        painter.strokePath(shape, pen(colour(ring), 8.5))
    painter.strokePath(shape, pen(colour(colours.casing, 0.9), 4.7))
    painter.strokePath(shape, pen(colour(colours.inner), 2.4))
    if mark.hollow:
        painter.fillPath(shape, colour(colours.inner, 0.75))
        painter.strokePath(shape, pen(colour(mark.symbol.fill), 2.0))
    else:
        painter.fillPath(shape, colour(mark.symbol.fill))
    painter.end()
    return image


def _cluster_image(mark: ClusterMark, emphasis: Emphasis, colours: Palette, ratio: float) -> QImage:
    reach = CLUSTER_REACH
    image, painter = _blank(2 * reach + 8.0, 2 * reach + 8.0, ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    if emphasis is not Emphasis.NONE:
        painter.setBrush(colour(colours.select))
        painter.drawEllipse(QPointF(0.0, 0.0), reach + 3.0, reach + 3.0)
    painter.setBrush(colour(colours.casing, 0.85))
    painter.drawEllipse(QPointF(0.0, 0.0), reach + 0.6, reach + 0.6)
    painter.setBrush(colour(colours.inner))
    painter.drawEllipse(QPointF(0.0, 0.0), reach - 0.4, reach - 0.4)
    ring = QRectF(-reach + 1.2, -reach + 1.2, 2 * reach - 2.4, 2 * reach - 2.4)
    start = 90.0
    for tone, share in mark.shares:
        sweep = 360.0 * share / SHARES
        painter.setBrush(colour(tone))
        painter.drawPie(ring, round(start * 16), round(-sweep * 16))
        start -= sweep
    painter.setBrush(colour(colours.panel))
    painter.drawEllipse(QPointF(0.0, 0.0), reach - 4.6, reach - 4.6)
    _number(
        painter, str(mark.count), reach * 2.0, colours.panel_text, 12 if mark.count < 100 else 10
    )
    painter.end()
    return image


def _number(
    painter: QPainter, text: str, width: float, tone: tuple[int, int, int], pixels: int
) -> None:
    painter.setFont(app_font(pixels, bold=True))
    painter.setPen(colour(tone))
    box = QRectF(-width / 2.0, -width / 2.0, width, width)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _badge_image(mark: BadgeMark, colours: Palette, ratio: float) -> QImage:
    width = 8.0 + 6.0 * len(mark.text)
    image, painter = _blank(width + 4.0, 16.0, ratio)
    painter.setPen(QPen(colour(colours.panel), 1.2))
    painter.setBrush(colour(colours.casing, 0.95))
    painter.drawRoundedRect(QRectF(-width / 2.0, -6.5, width, 13.0), 6.5, 6.5)
    _number(painter, mark.text, width + 8.0, (255, 255, 255), 9)
    painter.end()
    return image


def legend_image(mark: Mark, dark: bool, ratio: float = 1.0) -> QImage:
    """A mark as the map draws it, for menus and colour keys."""
    image = mark_image(mark, Emphasis.NONE, palette(dark), ratio)
    image.setDevicePixelRatio(ratio)
    return image
