"""What stands on the map without belonging to a place: scale bar, credit, hover card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from geoapp.ui.canvas.palette import Palette, colour
from geoapp.ui.fonts import app_font

_EDGE = 12.0
_LONGEST = 140.0


def scale_length(ground_resolution: float) -> tuple[float, str]:
    """A round length in metres that fits the scale bar, and how it is written."""
    most = ground_resolution * _LONGEST
    power = 1.0
    while power * 10.0 <= most:
        power *= 10.0
    while power > most:
        power /= 10.0
    metres = max(step * power for step in (1.0, 2.0, 5.0) if step * power <= most)
    if metres >= 1000.0:
        return metres, QCoreApplication.translate("canvas", "{0} km").format(f"{metres / 1000:g}")
    return metres, QCoreApplication.translate("canvas", "{0} m").format(f"{metres:g}")


def draw_scale_bar(
    painter: QPainter, ground_resolution: float, height: float, colours: Palette
) -> None:
    """The scale bar at the lower left, true at the middle of the map."""
    metres, words = scale_length(ground_resolution)
    length = round(metres / ground_resolution)
    left, base = _EDGE, height - _EDGE
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plate = QRectF(left - 6.0, base - 24.0, length + 12.0, 30.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(colours.panel, 0.72))
    painter.drawRoundedRect(plate, 4.0, 4.0)
    painter.setPen(QPen(colour(colours.panel_text), 1.6))
    points = [
        QPointF(left, base - 5.0),
        QPointF(left, base),
        QPointF(left + length, base),
        QPointF(left + length, base - 5.0),
    ]
    painter.drawPolyline(points)
    painter.setFont(app_font(11))
    box = QRectF(left, base - 22.0, length, 16.0)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)


def draw_credit(
    painter: QPainter, credits: Sequence[str], width: float, height: float, colours: Palette
) -> None:
    """Whose data are seen, at the lower right."""
    words = " · ".join(dict.fromkeys(credit for credit in credits if credit))
    if not words:
        return
    font = app_font(10)
    metrics = QFontMetricsF(font)
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width * 0.6)
    wide = metrics.horizontalAdvance(words) + 12.0
    plate = QRectF(width - wide, height - 18.0, wide, 18.0)
    painter.fillRect(plate, colour(colours.panel, 0.72))
    painter.setFont(font)
    painter.setPen(colour(colours.panel_quiet))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


def draw_notice(painter: QPainter, words: str, width: float, colours: Palette) -> None:
    """What must not be overlooked, at the upper right; nothing for an empty text."""
    if not words:
        return
    font = app_font(11, bold=True)
    metrics = QFontMetricsF(font)
    # On a narrow map it takes more lines: it must be read whole.
    most = max(width - 34.0, 60.0)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room = metrics.boundingRect(QRectF(0.0, 0.0, most, 1000.0), int(flags), words)
    wide, high = room.width() + 18.0, room.height() + 22.0 - metrics.height()
    plate = QRectF(width - wide - 8.0, 8.0, wide, high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(colours.panel_quiet, 0.6), 1.0))
    painter.setBrush(colour(colours.panel, 0.9))
    painter.drawRoundedRect(plate, 11.0, 11.0)
    painter.setFont(font)
    painter.setPen(colour(colours.panel_text))
    painter.drawText(plate, int(flags), words)


def invented_notice(language: str) -> str:
    """Says on every picture that not everything on it is a fact."""
    if language.startswith("ko"):
        return "일부 내용은 지어낸 것임(가상)"
    return "Parts of this case are invented (fictional)"


def draw_card(
    painter: QPainter,
    lines: Sequence[str],
    at: QPointF,
    room: tuple[float, float],
    colours: Palette,
) -> None:
    """A small card beside the cursor; its first line is the name. Plain text only."""
    fonts = [app_font(13, bold=True)] + [app_font(12)] * (len(lines) - 1)
    most = min(340.0, room[0] * 0.6)
    texts, width = [], 0.0
    for words, font in zip(lines, fonts, strict=True):
        metrics = QFontMetricsF(font)
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, most)
        texts.append(cut)
        width = max(width, metrics.horizontalAdvance(cut))
    width, height = width + 20.0, 19.0 * len(lines) + 13.0
    left = at.x() + 16.0 if at.x() + 16.0 + width <= room[0] else at.x() - 16.0 - width
    top = min(max(at.y() + 14.0, 4.0), max(room[1] - height - 4.0, 4.0))
    box = QRectF(max(left, 4.0), top, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour((0, 0, 0), 0.18))
    painter.drawRoundedRect(box.translated(0.0, 2.0), 6.0, 6.0)
    painter.setPen(QPen(colour(colours.panel_quiet, 0.5), 1.0))
    painter.setBrush(colour(colours.panel, 0.97))
    painter.drawRoundedRect(box, 6.0, 6.0)
    for i, (words, font) in enumerate(zip(texts, fonts, strict=True)):
        painter.setFont(font)
        painter.setPen(colour(colours.panel_text if i == 0 else colours.panel_quiet))
        row = QRectF(box.left() + 10.0, box.top() + 6.0 + 19.0 * i, width, 19.0)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, words)
