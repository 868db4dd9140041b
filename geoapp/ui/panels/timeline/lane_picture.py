"""Where the rows of one lane lie in pixels: bars, piles, and what is under the cursor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geoapp.case.timeline import Lane, Part
from geoapp.case.timespan import OPEN_END, OPEN_START
from geoapp.ui.panels.timeline.scale import TimeScale
from layers.projection import Array

Index = npt.NDArray[np.int64]

LEAST = 3.0
"""Pixels that a bar has at least."""
_PILE = 6.0
_MOST_BARS = 150
_REACH = 3.0


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows drawn one by one: positions in the lane, left and right pixels, row from the top."""

    index: Index
    left: Array
    right: Array
    row: Index
    rows: int

    def at(self, px: float, row: int | None) -> list[int]:
        """Positions under a pixel, the shortest bar first; in any row when `row` is None."""
        hit = (self.left - _REACH <= px) & (px <= self.right + _REACH)
        if row is not None:
            hit &= self.row == row
        found = np.flatnonzero(hit)
        away = np.abs((self.left + self.right) / 2 - px)[found]
        order = np.lexsort((away, (self.right - self.left)[found]))
        return [int(i) for i in self.index[found[order]]]


@dataclass(frozen=True, slots=True)
class Piles:
    """Rows too many to draw one by one, counted in stretches of equal length.

    `first` the ordinal day where the first begins, `days` the length of each; `may`
    and `sure` (n,) as `Lane.density` counts.
    """

    first: float
    days: float
    may: Index
    sure: Index


@dataclass(frozen=True, slots=True)
class LanePicture:
    """One lane at one scale. `open` are rows with one bound only, drawn as a line.

    `left`, `right`: the pixels (n,) of every row of the lane, also of those in piles.
    """

    lane: Lane
    scale: TimeScale
    left: Array
    right: Array
    bars: Bars
    piles: Piles | None
    open: Bars
    aside: Bars

    @classmethod
    def of(cls, lane: Lane, scale: TimeScale, rows: int) -> LanePicture:
        """`rows`: how many bars may lie above each other before they are piled."""
        counted = lane.part == Part.COUNTED
        closed = (lane.dated.earliest != OPEN_START) & (lane.dated.latest != OPEN_END)
        left, right = _edges(lane, scale)
        seen = (right >= 0.0) & (left <= scale.width)
        bars, fits = _packed(np.flatnonzero(seen & counted & closed), left, right, rows)
        return cls(
            lane,
            scale,
            left,
            right,
            bars,
            None if fits else _piles(lane, scale),
            _packed(np.flatnonzero(seen & counted & ~closed), left, right, 1)[0],
            _packed(np.flatnonzero(seen & ~counted), left, right, 2)[0],
        )

    def at(self, px: float, share: float, aside: float) -> list[int]:
        """Positions in the lane under a pixel, best first.

        `share`: how far down in the lane, 0 to 1; `aside`: where the strip of other
        counts begins, 1 when there is none.
        """
        if share >= aside:
            return self.aside.at(px, None)
        if self.piles is not None:
            return self._in_pile(self.piles, px) or self.open.at(px, None)
        row = int(share / aside * self.bars.rows)
        return self.bars.at(px, row) or self.bars.at(px, None) or self.open.at(px, None)

    def _in_pile(self, piles: Piles, px: float) -> list[int]:
        number = int((self.scale.to_day(px) - piles.first) // piles.days)
        start = piles.first + number * piles.days
        dated = self.lane.dated
        counted = self.lane.part == Part.COUNTED
        meets = (dated.latest >= start) & (dated.earliest < start + piles.days) & counted
        closed = (dated.earliest != OPEN_START) & (dated.latest != OPEN_END)
        sure = meets & (dated.earliest >= start) & (dated.latest < start + piles.days)
        found = sure if sure.any() else meets & closed
        return [int(i) for i in np.flatnonzero(found)]


def _edges(lane: Lane, scale: TimeScale) -> tuple[Array, Array]:
    """Left and right pixels; an open bound reaches beyond the edge of what is looked at."""
    dated = lane.dated
    left = scale.to_pxs(dated.earliest.astype(np.float64))
    right = scale.to_pxs(dated.latest.astype(np.float64) + 1.0)
    left[dated.earliest == OPEN_START] = np.minimum(right, 0.0)[dated.earliest == OPEN_START] - 9.0
    beyond = np.maximum(left, scale.width) + 9.0
    right = np.where(dated.latest == OPEN_END, beyond, right)
    short = right - left < LEAST
    middle = (left + right) / 2
    left = np.where(short, middle - LEAST / 2, left)
    return left, np.where(short, middle + LEAST / 2, right)


def _packed(chosen: Index, left: Array, right: Array, rows: int) -> tuple[Bars, bool]:
    """Each bar in the first row with room, and whether all had room."""
    bars = Bars(chosen, left[chosen], right[chosen], np.zeros(len(chosen), np.int64), 1)
    if len(chosen) > _MOST_BARS:
        return bars, False
    ends = [-np.inf] * max(rows, 1)
    fits = True
    for number in np.argsort(bars.left, kind="stable"):
        free = [row for row, end in enumerate(ends) if end + 1.0 <= bars.left[number]]
        row = free[0] if free else int(np.argmin(ends))
        fits &= bool(free)
        bars.row[number] = row
        ends[row] = max(ends[row], float(bars.right[number]))
    used = int(bars.row.max()) + 1 if len(chosen) else 1
    return Bars(bars.index, bars.left, bars.right, bars.row, used), fits


def _piles(lane: Lane, scale: TimeScale) -> Piles:
    """Stretches that do not move against the rows when the user pans."""
    days = max(1.0, _PILE * scale.days_per_px)
    first = np.floor(scale.start / days) * days
    bins = int(np.ceil((scale.end - first) / days)) + 1
    may, sure = lane.density(first, days, bins)
    return Piles(float(first), days, may, sure)
