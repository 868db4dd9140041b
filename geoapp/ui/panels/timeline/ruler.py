"""Paints the ruler and the range that is chosen on it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLineF, QLocale, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from geoapp.case.timespan import TimeRange
from geoapp.ui.panels.timeline.inks import Inks, faded
from geoapp.ui.panels.timeline.scale import TimeScale, Unit, ticks

RULER = 20.0
"""Pixels from the top that the ruler takes."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def edges(scale: TimeScale, within: TimeRange) -> tuple[float | None, float | None]:
    """The pixels where a range begins and ends; None for an open end."""
    left = None if within.start is None else scale.to_px(within.first)
    return left, None if within.end is None else scale.to_px(within.last + 1)


def paint_ruler(
    painter: QPainter, scale: TimeScale, inks: Inks, height: float, locale: QLocale
) -> None:
    """Ticks and labels on top, hairlines through the lanes down to `height`."""
    step = scale.label_step()
    painter.setPen(QPen(faded(inks.line, 0.9), 1.0))
    small = (_x(scale, day) for day in ticks(scale, scale.step(7.0)))
    painter.drawLines([QLineF(x, RULER - 4.0, x, RULER) for x in small])
    marks = ticks(scale, step)
    painter.setPen(QPen(faded(inks.line, 0.55), 1.0))
    painter.drawLines([QLineF(x, 4.0, x, height) for x in (_x(scale, day) for day in marks)])
    plain, bold = painter.font(), QFont(painter.font())
    bold.setBold(True)
    for day in marks:
        if scale.to_px(day.toordinal()) < -1.0:
            continue
        strong = _begins_more(day, step.unit)
        painter.setFont(bold if strong else plain)
        painter.setPen(inks.text if strong else inks.muted)
        box = QRectF(_x(scale, day) + 4.0, 0.0, 90.0, RULER - 3.0)
        painter.drawText(box, _LEFT, _label(day, step.unit, locale))
    painter.setFont(plain)


def paint_range(
    painter: QPainter, scale: TimeScale, within: TimeRange, inks: Inks, height: float
) -> None:
    """The stretch from the first to the last day, with a grip at each end that it has."""
    left, right = edges(scale, within)
    start = max(left, -9.0) if left is not None else -9.0
    end = min(right, scale.width + 9.0) if right is not None else scale.width + 9.0
    if end > start:
        painter.fillRect(QRectF(start, RULER, end - start, height - RULER), faded(inks.accent, 0.1))
        painter.fillRect(QRectF(start, 0.0, end - start, RULER), faded(inks.accent, 0.28))
    painter.setPen(QPen(inks.accent, 1.5))
    grips = [x for x in (left, right) if x is not None and -9.0 <= x <= scale.width + 9.0]
    painter.drawLines([QLineF(x, 0.0, x, height) for x in grips])
    painter.setPen(QPen(inks.base, 1.0))
    painter.setBrush(inks.accent)
    for x in grips:
        painter.drawRoundedRect(QRectF(x - 4.0, 2.0, 8.0, RULER - 4.0), 3.0, 3.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _x(scale: TimeScale, day: date) -> float:
    return round(scale.to_px(day.toordinal())) + 0.5


def _begins_more(day: date, unit: Unit) -> bool:
    """Whether a greater unit begins here as well, so that the label names it."""
    if unit is Unit.MONTH:
        return day.month == 1
    return unit is Unit.DAY and day.day == 1


def _label(day: date, unit: Unit, locale: QLocale) -> str:
    if unit is Unit.YEAR or (unit is Unit.MONTH and day.month == 1):
        return str(day.year)
    if unit is Unit.DAY and day.day > 1:
        return str(day.day)
    return locale.standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
