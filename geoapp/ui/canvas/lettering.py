"""Texts of the map: how large they are, and the texts with their halo as pictures."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
)

from geoapp.ui.canvas.palette import Palette, colour, palette
from geoapp.ui.fonts import app_font
from layers.labels import LabelStyle
from layers.style import Colour

_KEPT = 1500
_HALO = 1.7


@dataclass(frozen=True, slots=True)
class _Look:
    pixels: int
    bold: bool = False
    italic: bool = False
    spacing: float = 0.0


_LOOKS = {
    LabelStyle.FEATURE: _Look(12, bold=True),
    LabelStyle.FLOW: _Look(12, bold=True),
    LabelStyle.LINE: _Look(11, italic=True),
    LabelStyle.CAPITAL: _Look(15, bold=True),
    LabelStyle.CITY: _Look(13),
    LabelStyle.TOWN: _Look(12),
    LabelStyle.VILLAGE: _Look(11),
    LabelStyle.WATER: _Look(12, italic=True, spacing=1.0),
    LabelStyle.COUNTRY: _Look(14, spacing=3.0),
    LabelStyle.PROVINCE: _Look(11, spacing=1.5),
    LabelStyle.MOUNTAIN: _Look(11, italic=True),
}


def font(style: LabelStyle) -> QFont:
    """The font of a kind of label."""
    look = _LOOKS[style]
    made = app_font(look.pixels, look.bold)
    made.setItalic(look.italic)
    if look.spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, look.spacing)
    return made


def _tone(style: LabelStyle, colours: Palette) -> Colour:
    tones = {
        LabelStyle.FLOW: (170, 20, 60) if colours.halo[0] > 128 else (255, 150, 175),
        LabelStyle.WATER: colours.water_text,
        LabelStyle.COUNTRY: colours.quiet,
        LabelStyle.PROVINCE: colours.quiet,
        LabelStyle.MOUNTAIN: colours.quiet,
        LabelStyle.VILLAGE: colours.quiet,
    }
    return tones.get(style, colours.text)


class Lettering:
    """Measures and draws texts, and keeps those drawn lately. Belongs to one thread."""

    def __init__(self, dark: bool, ratio: float = 1.0) -> None:
        self._colours = palette(dark)
        self._ratio = ratio
        self._fonts = {style: font(style) for style in LabelStyle}
        self._metrics = {style: QFontMetricsF(f) for style, f in self._fonts.items()}
        self._sizes: dict[tuple[str, LabelStyle], tuple[float, float]] = {}
        self._images: OrderedDict[tuple[str, LabelStyle], QImage] = OrderedDict()

    def measure(self, text: str, style: LabelStyle) -> tuple[float, float]:
        """Width and height in pixels, the halo included."""
        found = self._sizes.get((text, style))
        if found is None:
            metrics = self._metrics[style]
            width = metrics.horizontalAdvance(text)
            found = (width + 2 * _HALO, metrics.ascent() + metrics.descent() * 0.6)
            if len(self._sizes) > 20 * _KEPT:
                self._sizes.clear()
            self._sizes[(text, style)] = found
        return found

    def image(self, text: str, style: LabelStyle) -> QImage:
        """The text with its halo; its size is what `measure` says, rounded up."""
        key = (text, style)
        found = self._images.get(key)
        if found is None:
            found = self._draw(text, style)
            self._images[key] = found
            if len(self._images) > _KEPT:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        return found

    def _draw(self, text: str, style: LabelStyle) -> QImage:
        width, height = self.measure(text, style)
        image = QImage(
            round((width + 2) * self._ratio),
            round((height + 3) * self._ratio),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.setDevicePixelRatio(self._ratio)
        image.fill(0)
        baseline = QPointF(_HALO, round(self._metrics[style].ascent() * 0.95))
        letters = QPainterPath()
        letters.addText(baseline, self._fonts[style], text)
        edge = QPainterPathStroker()
        edge.setWidth(2 * _HALO)
        edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(edge.createStroke(letters), colour(self._colours.halo, 0.82))
        painter.setFont(self._fonts[style])
        painter.setPen(colour(_tone(style, self._colours)))
        painter.drawText(baseline, text)
        painter.end()
        return image
