"""Days to pixels and back, and the ticks of the ruler. Ordinal days as `date.toordinal` counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

import numpy as np

from layers.projection import Array

FIRST, LAST = 1, date.max.toordinal()
_NEAREST = 1 / 48
"""Days per pixel when a day is 48 pixels wide; nothing is told of hours."""
_FARTHEST_YEARS = 400.0
_YEAR = 365.2425


class Unit(Enum):
    """What a step of the ruler counts, with its length in days."""

    DAY = 1.0
    MONTH = 30.44
    YEAR = _YEAR


@dataclass(frozen=True, slots=True)
class Step:
    """A distance between ticks: so many days, months or years."""

    unit: Unit
    count: int

    @property
    def days(self) -> float:
        """Its length in days, as near as it has one."""
        return self.unit.value * self.count


STEPS = (
    Step(Unit.DAY, 1),
    Step(Unit.MONTH, 1),
    Step(Unit.MONTH, 3),
    *(Step(Unit.YEAR, count) for count in (1, 2, 5, 10, 20, 50, 100)),
)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Which stretch of time is looked at. `start`: the ordinal day at pixel 0.

    A day lies from its ordinal to the next, so that the last day of a month ends where
    the next month begins. `width` in pixels.
    """

    start: float
    days_per_px: float
    width: float

    @classmethod
    def fitted(cls, first: int, last: int, width: float) -> TimeScale:
        """From a first to a last day, with a little room at both sides."""
        days = max(last + 1 - first, 30)
        per_px = days * 1.04 / max(width, 1.0)
        middle = (first + last + 1) / 2
        return cls(middle - per_px * width / 2, per_px, width).kept()

    @property
    def end(self) -> float:
        """The ordinal day at the right edge."""
        return self.start + self.days_per_px * self.width

    def to_px(self, day: float) -> float:
        """The pixel where a day begins."""
        return (day - self.start) / self.days_per_px

    def to_pxs(self, days: Array) -> Array:
        """The pixels (n,) where days (n,) begin."""
        return (days - self.start) / self.days_per_px

    def to_day(self, px: float) -> float:
        """The ordinal day at a pixel, with its fraction."""
        return self.start + px * self.days_per_px

    def zoomed(self, factor: float, about_px: float) -> TimeScale:
        """`factor` 2 shows half as many days; the day under `about_px` stays there."""
        per_px = self._allowed(self.days_per_px / factor)
        start = self.to_day(about_px) - about_px * per_px
        return TimeScale(start, per_px, self.width).kept()

    def panned(self, px: float) -> TimeScale:
        """Looking `px` pixels further to the right."""
        return replace(self, start=self.start + px * self.days_per_px).kept()

    def centred(self, day: float) -> TimeScale:
        """With a day in the middle."""
        return replace(self, start=day - self.days_per_px * self.width / 2).kept()

    def resized(self, width: float) -> TimeScale:
        """The same stretch of time on another width."""
        per_px = self.days_per_px * self.width / max(width, 1.0)
        return TimeScale(self.start, self._allowed(per_px, width), width).kept()

    def _allowed(self, per_px: float, width: float | None = None) -> float:
        most = _FARTHEST_YEARS * _YEAR / max(width or self.width, 1.0)
        return min(max(per_px, _NEAREST), most)

    def kept(self) -> TimeScale:
        """Within the years that a date can have."""
        room = LAST - self.days_per_px * self.width
        return replace(self, start=min(max(self.start, float(FIRST)), max(room, float(FIRST))))

    def step(self, least_px: float) -> Step:
        """The finest step whose ticks are at least so far apart."""
        for step in STEPS:
            if step.days / self.days_per_px >= least_px:
                return step
        return STEPS[-1]

    def label_step(self) -> Step:
        """The finest step whose labels have room: days need less than months and years."""
        if 1.0 / self.days_per_px >= 24.0:
            return STEPS[0]
        return next((s for s in STEPS[1:] if s.days / self.days_per_px >= 44.0), STEPS[-1])


def ticks(scale: TimeScale, step: Step) -> list[date]:
    """The days within the scale on which a step begins."""
    first = date.fromordinal(max(FIRST, int(np.floor(scale.start))))
    last = date.fromordinal(min(LAST, int(np.ceil(scale.end))))
    if step.unit is Unit.DAY:
        return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    if step.unit is Unit.MONTH:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        every = [m for m in months if m % step.count == 0]
        return [date(m // 12, m % 12 + 1, 1) for m in every]
    years = range(first.year, last.year + 1)
    return [date(year, 1, 1) for year in years if year % step.count == 0]


def snapped(scale: TimeScale, px: float, reach_px: float = 6.0) -> int:
    """The ordinal day whose beginning is meant by a pixel: a tick when near one."""
    day = scale.to_day(px)
    near = round(day)
    for tick in ticks(
        TimeScale(day - reach_px * scale.days_per_px, scale.days_per_px, 2 * reach_px),
        scale.step(12.0),
    ):
        if abs(scale.to_px(tick.toordinal()) - px) <= reach_px:
            near = tick.toordinal()
    return min(max(near, FIRST), LAST)
