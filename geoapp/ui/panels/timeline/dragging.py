"""What a drag over the timeline does: pans, makes a range, moves it or one of its ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from geoapp.case.timespan import TimeRange
from geoapp.ui.panels.timeline.ruler import edges
from geoapp.ui.panels.timeline.scale import FIRST, LAST, TimeScale, snapped

_GRIP = 5.0


class What(Enum):
    """What is dragged."""

    PAN = auto()
    NEW = auto()
    START = auto()
    END = auto()
    WHOLE = auto()


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag from its press on. `day`: where a new range is anchored."""

    what: What
    px: float
    scale: TimeScale
    day: int
    before: TimeRange | None

    def panned(self, px: float) -> TimeScale:
        """The scale when the pointer is at a pixel now."""
        return self.scale.panned(self.px - px)

    def range(self, px: float) -> TimeRange | None:
        """The range when the pointer is at a pixel now; whole days, snapped to ticks."""
        old = self.before
        if self.what is What.NEW:
            return _between(self.day, snapped(self.scale, px))
        if old is None or self.what is What.PAN:
            return old
        if self.what is What.WHOLE:
            return _moved(old, round((px - self.px) * self.scale.days_per_px))
        here = snapped(self.scale, px)
        if self.what is What.START:
            start = min(here, old.last, LAST)
            return TimeRange(date.fromordinal(max(start, FIRST)), old.end)
        end = max(here - 1, old.first, FIRST)
        return TimeRange(old.start, date.fromordinal(min(end, LAST)))


def begun(
    scale: TimeScale, px: float, within: TimeRange | None, *, ruler: bool, anew: bool
) -> Drag:
    """The drag that a press begins. `ruler`: on the ruler; `anew`: a new range is asked for."""
    return Drag(_what(scale, px, within, ruler, anew), px, scale, snapped(scale, px), within)


def grip_at(scale: TimeScale, px: float, within: TimeRange | None) -> What | None:
    """Which end of the range lies under a pixel."""
    if within is None:
        return None
    left, right = edges(scale, within)
    near = [
        (abs(x - px), what)
        for x, what in ((right, What.END), (left, What.START))
        if x is not None and abs(x - px) <= _GRIP
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def shifted(within: TimeRange, days: int) -> TimeRange:
    """A range so many days later, or earlier when negative."""
    return _moved(within, days)


def _what(scale: TimeScale, px: float, within: TimeRange | None, ruler: bool, anew: bool) -> What:
    if anew:
        return What.NEW
    grip = grip_at(scale, px, within)
    if grip is not None:
        return grip
    if not ruler:
        return What.PAN
    inside = within is not None and within.first <= scale.to_day(px) < within.last + 1
    return What.WHOLE if inside else What.NEW


def _between(one: int, other: int) -> TimeRange:
    """From the beginning of one day to the beginning of the other, at least a day."""
    first, end = min(one, other), max(one, other)
    return TimeRange(date.fromordinal(first), date.fromordinal(max(end - 1, first)))


def _moved(within: TimeRange, days: int) -> TimeRange:
    low = FIRST - (within.first if within.start is not None else within.last)
    high = LAST - (within.last if within.end is not None else within.first)
    days = min(max(days, low), high)
    start, end = (
        None if day is None else date.fromordinal(day.toordinal() + days)
        for day in (within.start, within.end)
    )
    return TimeRange(start, end)
