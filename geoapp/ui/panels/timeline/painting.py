"""Paints one lane: bars, piles, open stretches, other counts, what is chosen."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from geoapp.case.timeline import Lane, Part
from geoapp.case.timespan import OPEN_END, OPEN_START, Lies, TimeRange, lie
from geoapp.ui.panels.timeline.inks import Inks, faded
from geoapp.ui.panels.timeline.lane_picture import Bars, LanePicture
from layers.projection import Array

_ASIDE = 0.66
"""Where the strip of other counts begins in a lane that has some, as a share of its height."""
_FADES = ((1, 1.0), (31, 0.8), (366, 0.5), (2**62, 0.3))
"""Up to so many days from earliest to latest a bar is so opaque."""

Where = npt.NDArray[np.int8]


def aside_from(lane: Lane) -> float:
    """Where the strip of other counts begins in this lane; 1 when there is none."""
    return _ASIDE if (lane.part != Part.COUNTED).any() else 1.0


def paint_lane(
    painter: QPainter, picture: LanePicture, box: QRectF, inks: Inks, within: TimeRange | None
) -> None:
    """The rows of a lane into `box`, whose left edge is pixel 0 of the scale."""
    upper, lower = boxes(picture, box)
    dated = picture.lane.dated
    where = np.full(len(picture.lane), Lies.SURELY, np.int8)
    if within is not None:
        where = lie(dated, within)
    _paint_open(painter, picture, upper, inks, where)
    if picture.piles is not None:
        _paint_piles(painter, picture, upper, inks, within)
    else:
        _paint_bars(painter, picture, upper, inks, where)
    if lower is not None:
        _paint_aside(painter, picture, lower, inks)


def boxes(picture: LanePicture, box: QRectF) -> tuple[QRectF, QRectF | None]:
    """Where in a lane's box the rows that are counted lie, and the others."""
    share = aside_from(picture.lane)
    split = box.top() + box.height() * share
    upper = QRectF(box.left(), box.top() + 2.0, box.width(), split - box.top() - 3.0)
    if share == 1.0:
        return upper, None
    return upper, QRectF(box.left(), split, box.width(), box.bottom() - split - 2.0)


def _paint_bars(
    painter: QPainter, picture: LanePicture, box: QRectF, inks: Inks, where: Where
) -> None:
    dated, bars = picture.lane.dated, picture.bars
    days = (dated.latest - dated.earliest + 1)[bars.index]
    at = where[bars.index]
    least = 0
    for most, opacity in _FADES:
        alike = (days > least) & (days <= most)
        least = most
        for state, ink in ((Lies.OUTSIDE, inks.muted), (Lies.SURELY, inks.accent)):
            fill = opacity if state is Lies.SURELY else opacity * 0.45
            _fill(painter, _rectangles(bars, alike & (at == state), box), faded(ink, fill))
    maybe = _rectangles(bars, at == Lies.MAYBE, box)
    painter.setPen(QPen(inks.accent, 1.0))
    painter.setBrush(faded(inks.accent, 0.18))
    painter.drawRects([r.adjusted(0.5, 0.5, -0.5, -0.5) for r in maybe])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _rectangles(bars: Bars, mask: npt.NDArray[np.bool_], box: QRectF) -> list[QRectF]:
    height = box.height() / bars.rows
    gap = 1.0 if bars.rows > 1 else 0.0
    left, right = bars.left[mask].clip(-20.0), bars.right[mask].clip(max=box.width() + 20.0)
    tops = box.top() + bars.row[mask] * height
    return [
        QRectF(x0, y, x1 - x0, height - gap)
        for x0, x1, y in zip(left.tolist(), right.tolist(), tops.tolist(), strict=True)
    ]


def _fill(painter: QPainter, rectangles: list[QRectF], ink: QColor) -> None:
    if rectangles:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRects(rectangles)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_piles(
    painter: QPainter, picture: LanePicture, box: QRectF, inks: Inks, within: TimeRange | None
) -> None:
    piles = picture.piles
    if piles is None:
        return
    starts: Array = piles.first + piles.days * np.arange(len(piles.may), dtype=np.float64)
    left = picture.scale.to_pxs(starts)
    inside = np.ones(len(starts), bool)
    if within is not None:
        inside = (starts + piles.days > within.first) & (starts <= within.last)
    most = max(int(piles.may.max(initial=1)), 1)
    wide = piles.days / picture.scale.days_per_px
    for counts, opacity, gap in ((piles.may, 0.32, 0.0), (piles.sure, 1.0, 1.0)):
        high = np.where(counts > 0, np.maximum(box.height() * counts / most, 3.0), 0.0)
        for mask, ink in ((~inside, inks.muted), (inside, inks.accent)):
            chosen = mask & (counts > 0)
            fill = faded(ink, opacity if ink is inks.accent else opacity * 0.5)
            _fill(painter, list(_columns(left[chosen], high[chosen], wide - gap, box)), fill)


def _columns(left: Array, high: Array, wide: float, box: QRectF) -> Iterable[QRectF]:
    for x, height in zip(left.tolist(), high.tolist(), strict=True):
        yield QRectF(x, box.bottom() - height, wide, height)


def _paint_open(
    painter: QPainter, picture: LanePicture, box: QRectF, inks: Inks, where: Where
) -> None:
    """A dashed line over the open side, ending in a mark at the bound that is known."""
    bars = picture.open
    middle = np.full(len(bars.index), box.center().y())
    backwards = picture.lane.dated.earliest[bars.index] == OPEN_START
    for state in (Lies.OUTSIDE, Lies.MAYBE, Lies.SURELY):
        ink = faded(inks.muted, 0.6) if state is Lies.OUTSIDE else faded(inks.accent, 0.65)
        for back in (True, False):
            chosen = (where[bars.index] == state) & (backwards == back)
            painter.setPen(QPen(ink, 1.0, Qt.PenStyle.DashLine))
            _longest(painter, bars.left[chosen], bars.right[chosen], middle[chosen], box)
            painter.setPen(QPen(ink, 2.0))
            ends = (bars.right if back else bars.left)[chosen]
            _uprights(painter, ends, np.full(len(ends), box.top()), box.height())


def _longest(painter: QPainter, left: Array, right: Array, y: Array, box: QRectF) -> None:
    """One line for all that lie at one height, since they are open to the same side."""
    for height in np.unique(y):
        alike = y == height
        x0 = max(float(left[alike].min()), -20.0)
        x1 = min(float(right[alike].max()), box.width() + 20.0)
        painter.drawLine(QLineF(x0, height, x1, height))


def _uprights(painter: QPainter, x: Array, top: Array, height: float) -> None:
    """Short lines downwards, each pixel once."""
    places = np.unique(np.column_stack([np.round(x) + 0.5, top]), axis=0)
    painter.drawLines([QLineF(px, y, px, y + height) for px, y in places.tolist()])


def _paint_aside(painter: QPainter, picture: LanePicture, box: QRectF, inks: Inks) -> None:
    """Other counts as small marks, aggregates and practices as hollow spans."""
    bars, dated = picture.aside, picture.lane.dated
    part = picture.lane.part[bars.index]
    _fill(painter, _rectangles(bars, part == Part.RIVAL, box), inks.muted)
    back = dated.earliest[bars.index] == OPEN_START
    ahead = dated.latest[bars.index] == OPEN_END
    spans = part == Part.ASIDE
    high = box.height() / bars.rows
    tops = box.top() + bars.row * high
    painter.setPen(QPen(faded(inks.muted, 0.7), 1.0, Qt.PenStyle.DashLine))
    for side in (spans & back, spans & ahead & ~back):
        _longest(painter, bars.left[side], bars.right[side], tops[side] + high / 2, box)
    painter.setPen(QPen(faded(inks.muted, 0.7), 1.0))
    closed = spans & ~back & ~ahead
    ends = np.column_stack([bars.left, bars.right])[closed].clip(-20.0, box.width() + 20.0)
    lines = np.unique(np.column_stack([np.round(ends), tops[closed] + high / 2]), axis=0)
    painter.drawLines([QLineF(x0, y, x1, y) for x0, x1, y in lines.tolist()])
    painter.setPen(QPen(inks.muted, 1.0))
    _uprights(painter, bars.left[spans & ~back], tops[spans & ~back], high - 1.0)
    _uprights(painter, bars.right[spans & ~ahead], tops[spans & ~ahead], high - 1.0)


def paint_marked(
    painter: QPainter,
    picture: LanePicture,
    box: QRectF,
    marked: Iterable[int],
    ink: QColor,
    filled: float = 0.45,
) -> None:
    """Frames around some rows, also where they lie in a pile, with a pointer on top.

    `filled`: how opaque the frames are, 0 to 1.
    """
    upper, lower = boxes(picture, box)
    for index in marked:
        left = max(float(picture.left[index]), -6.0)
        right = min(float(picture.right[index]), box.width() + 6.0)
        if right < left:
            continue
        counted = lower is None or picture.lane.part[index] == Part.COUNTED
        frame = QRectF(left, upper.top(), right - left, upper.height())
        if not counted and lower is not None:
            frame = QRectF(left, lower.top(), right - left, lower.height())
        elif picture.piles is None and (alone := picture.bars.index == index).any():
            frame = _rectangles(picture.bars, alone, upper)[0]
        painter.setPen(QPen(ink, 2.0 if filled else 1.0))
        painter.setBrush(faded(ink, filled))
        painter.drawRect(frame.adjusted(-1.0, 0.0, 1.0, 0.0))
        middle = (left + right) / 2
        _point(painter, middle, box.top(), ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_tied(
    painter: QPainter, picture: LanePicture, box: QRectF, tied: list[int], ink: QColor
) -> None:
    """A pointer over each row that is tied to what is selected."""
    middles = (picture.left[tied].clip(0.0) + picture.right[tied].clip(max=box.width())) / 2
    for x in middles[(middles >= 0.0) & (middles <= box.width())].tolist():
        _point(painter, x, box.top(), ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _point(painter: QPainter, x: float, top: float, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    corners = [QPointF(x - 4.0, top), QPointF(x + 4.0, top), QPointF(x, top + 5.0)]
    painter.drawPolygon(QPolygonF(corners))
