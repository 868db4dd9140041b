"""The one rule for "within a range of dates" and "as of a day", for everything that has a time.

Every row has at most one time (`time_of`), an uncertain date with an earliest and a
latest possible day; a bound that nobody gave is open. There are two kinds of time:

* what *happens* (an event, a return, an arrival, an observation, the day a scene was
  taken, a report was published): the date says when it was;
* what *lasts* (a facility in use, a barrier in place, an organisation that existed, a
  relation that held, a status or any other claim with the time it speaks of): the date
  says from when until when.

**Within a range** from a first to a last day, both inclusive, either of them open:

* *outside*: the row's bounds and the range have no day in common;
* *maybe* within: they have a day in common, so that the row may lie in the range;
* *surely* within: the bounds lie wholly in the range, whatever day it was;
* *undated*: neither bound is known. Undated rows are counted beside the others.

**As of a day** is the same question with a range made from that day. For what happens
it runs from the beginning of time to that day: what may have happened by then; the
scenes taken by then. For what lasts it is the day alone: what may have held on it.
Bounds that are merely "seen between" are bounds like any other.

A filter shows the rows that are maybe or surely within. Rows of what lasts are shown
as well when they are undated, since nothing excludes them. Undated rows of what
happens are not shown among the dated, unless they are asked for; they are always
counted. A row without any time of its own (a crossing, a place) is never filtered.

It follows that a wider range never loses a row, and that every row is counted exactly
once as outside, maybe, surely or undated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from layers.schema import Field, FieldKind, Table
from layers.values import UncertainDate

Days = npt.NDArray[np.int64]
"""Days as `date.toordinal` counts them; OPEN_START and OPEN_END for open bounds."""
Mask = npt.NDArray[np.bool_]

OPEN_START = -(2**31)
OPEN_END = 2**31 - 1

_LASTING = frozenset({"in_use", "in_place", "existed", "held", "time", "period"})
_OF_NO_ROW = frozenset({"born", "expires", "given", "revoked"})
"""Dates of a person or a permission that say nothing of when the row speaks."""


class Lies(IntEnum):
    """Where a row lies as to a range; the lesser of two ranges' answers holds for both."""

    OUTSIDE = 0
    MAYBE = 1
    SURELY = 2
    UNDATED = 3


@dataclass(frozen=True, slots=True)
class TimeRange:
    """From a first to a last day, both inclusive; None for an open end.

    ValueError when the first day lies after the last.
    """

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError("the range ends before it begins")

    @property
    def first(self) -> int:
        """The first day as an ordinal; OPEN_START when open."""
        return OPEN_START if self.start is None else self.start.toordinal()

    @property
    def last(self) -> int:
        """The last day as an ordinal; OPEN_END when open."""
        return OPEN_END if self.end is None else self.end.toordinal()

    @property
    def is_open(self) -> bool:
        """Whether it is all of time."""
        return self.start is None and self.end is None


@dataclass(frozen=True, slots=True)
class RowTime:
    """Which field tells the time of a table's rows, and whether the rows last."""

    field: Field
    lasts: bool


@dataclass(frozen=True, slots=True)
class Spans:
    """The times of a table's rows as columns, ordered by id.

    `ids` int64 (n,); `earliest`, `latest` ordinal days (n,), open bounds as OPEN_START
    and OPEN_END; `also` further fields by name, n values each.
    """

    ids: npt.NDArray[np.int64]
    earliest: Days
    latest: Days
    also: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @classmethod
    def empty(cls, also: Sequence[str] = ()) -> Spans:
        """No rows."""
        none = np.empty(0, np.int64)
        return cls(none, none, none, {name: () for name in also})

    @property
    def dated(self) -> Mask:
        """Which rows have at least one bound (n,)."""
        return np.not_equal(self.earliest, OPEN_START) | np.not_equal(self.latest, OPEN_END)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows lie where; each row is counted once."""

    outside: int
    maybe: int
    surely: int
    undated: int


def time_of(table: Table) -> RowTime | None:
    """The time of a table's rows: its first date that is one. None if rows have no time."""
    for stated in table:
        if stated.kind is FieldKind.DATE and stated.name not in _OF_NO_ROW:
            return RowTime(stated, stated.name in _LASTING)
    return None


def as_of(day: date, lasts: bool) -> TimeRange:
    """The range that "as of a day" stands for, of what lasts or of what happens."""
    return TimeRange(day if lasts else None, day)


def bounds(value: UncertainDate | None) -> tuple[int, int]:
    """Earliest and latest ordinal day; OPEN_START and OPEN_END for open bounds."""
    if value is None:
        return OPEN_START, OPEN_END
    first, last = value.earliest, value.latest
    return (
        OPEN_START if first is None else first.toordinal(),
        OPEN_END if last is None else last.toordinal(),
    )


def lies(value: UncertainDate | None, within: TimeRange) -> Lies:
    """Where one date lies as to a range."""
    earliest, latest = bounds(value)
    if (earliest, latest) == (OPEN_START, OPEN_END):
        return Lies.UNDATED
    if latest < within.first or earliest > within.last:
        return Lies.OUTSIDE
    sure = earliest >= within.first and latest <= within.last
    return Lies.SURELY if sure else Lies.MAYBE


def lie(spans: Spans, within: TimeRange) -> npt.NDArray[np.int8]:
    """Where each row lies as to a range: values of `Lies` (n,)."""
    meets = (spans.latest >= within.first) & (spans.earliest <= within.last)
    sure = (spans.earliest >= within.first) & (spans.latest <= within.last)
    answer = meets.astype(np.int8) + (meets & sure).astype(np.int8)
    answer[~spans.dated] = Lies.UNDATED
    return answer


def shown(where: npt.NDArray[np.int8], lasts: bool, undated: bool = False) -> Mask:
    """Which rows a filter shows (n,), from what `lie` gave. `undated`: those were asked for."""
    kept = (where == Lies.MAYBE) | (where == Lies.SURELY)
    if lasts or undated:
        kept |= where == Lies.UNDATED
    return np.asarray(kept, dtype=np.bool_)


def count(where: npt.NDArray[np.int8]) -> Counted:
    """How many rows lie where, from what `lie` gave."""
    numbers = np.bincount(where, minlength=len(Lies))
    return Counted(*(int(numbers[place]) for place in Lies))
