"""Rows as columns: sorted and filtered so that no row is lost without being counted.

A row that lacks a value stands last however a column is sorted. Every row that is
not shown is counted once, under the first of the reasons that hide it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geoapp.case.records import Value
from geoapp.case.timespan import OPEN_END, OPEN_START, Days, Mask, Spans, TimeRange, bounds, lie
from geoapp.case.timespan import shown as shown_in_time
from layers.schema import Field, FieldKind, Text
from layers.values import Position, UncertainDate

Rows = npt.NDArray[np.int64]
_DIGITS = re.compile(r"(\d+)")
_ACCENTS = {code: None for code in range(0x300, 0x370)}
NUMERIC = frozenset({FieldKind.INTEGER, FieldKind.NUMBER})
_COMPARED_BY_VALUE = NUMERIC | {FieldKind.DATE, FieldKind.POSITION, FieldKind.BOOLEAN}


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where each row stands in one column: `place` (n,), equal for equal values.

    `missing` (n,): rows without a value that could be compared.
    """

    place: Rows
    missing: Mask


@dataclass(frozen=True)
class Column:
    """One column. `words` are what is shown; `values` what is held, one each per row.

    `field` is None for what is counted and not held. `kind` says how it is compared:
    a number that stands for another row is a reference, for instance.
    """

    name: str
    label: Text
    kind: FieldKind
    values: Sequence[Value]
    words: Sequence[str]
    field: Field | None = None
    help: Text | None = None

    @cached_property
    def ranks(self) -> Ranks:
        """The order of the rows by this column."""
        if self.kind in _COMPARED_BY_VALUE:
            return ranked([sort_key(self.kind, value) for value in self.values])
        # Words come again and again in a column, so each is looked at once.
        keys = {words: natural(words) if words else None for words in set(self.words)}
        return ranked([keys[words] for words in self.words])

    @cached_property
    def filled(self) -> Mask:
        """Which rows show anything here (n,)."""
        return np.fromiter((bool(words) for words in self.words), np.bool_, len(self.words))

    @cached_property
    def spans(self) -> Spans:
        """The dates of the rows; open bounds for what is no date."""
        dates = [value if isinstance(value, UncertainDate) else None for value in self.values]
        both = np.array([bounds(value) for value in dates], np.int64).reshape(-1, 2)
        return Spans(np.arange(len(dates)), _days(both[:, 0]), _days(both[:, 1]))

    @cached_property
    def numbers(self) -> npt.NDArray[np.float64]:
        """The numbers of the rows (n,); NaN where there is none."""
        held = (v if isinstance(v, (int, float)) else np.nan for v in self.values)
        return np.fromiter(held, np.float64, len(self.values))


def _days(bound: npt.NDArray[np.int64]) -> Days:
    return np.ascontiguousarray(bound)


def sort_key(kind: FieldKind, value: Value) -> Hashable | None:
    """What a date, place or number is compared by within its column; None stands last."""
    if isinstance(value, UncertainDate):
        return _date_key(value)
    if kind is FieldKind.POSITION:
        return _place_key(value)
    return value if isinstance(value, (int, float)) else None


def _date_key(value: UncertainDate) -> Hashable | None:
    earliest, latest = bounds(value)
    if not value.is_dated:
        return None
    return (latest if earliest == OPEN_START else earliest, latest)


def _place_key(value: Value) -> Hashable | None:
    """From south to north, then from west to east, by the middle of what is drawn."""
    if not isinstance(value, Position) or value.geometry is None or value.geometry.is_empty:
        return None
    west, south, east, north = value.geometry.bounds
    return (south + north, west + east)


def natural(text: str) -> tuple[Any, ...]:
    """Orders texts as people do: F-2 before F-10, accents and capitals aside."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_ACCENTS)
    parts = _DIGITS.split(text.casefold())
    # Of the parts, every second one is digits, so that like is compared with like.
    parts[1::2] = [part.lstrip("0").rjust(18, "0") for part in parts[1::2]]
    return tuple(parts)


def ranked(keys: Sequence[Any]) -> Ranks:
    """Ranks of keys that can be compared with each other; None is missing."""
    places = {key: place for place, key in enumerate(sorted({k for k in keys if k is not None}))}
    place = np.fromiter((places.get(key, -1) for key in keys), np.int64, len(keys))
    return Ranks(place, place < 0)


def ordered(rows: Rows, sorts: Sequence[tuple[Ranks, bool]]) -> Rows:
    """The rows by several columns, the first counts most; True sorts downwards.

    Stable: rows that are equal everywhere keep the order they are given in. Rows
    without a value come last in both directions.
    """
    keys: list[npt.NDArray[Any]] = []
    for ranks, downwards in reversed(sorts):
        place = ranks.place[rows]
        keys += [np.where(ranks.missing[rows], 0, -place if downwards else place)]
        keys += [ranks.missing[rows]]
    return rows[np.lexsort(keys)] if keys else rows


class Why(StrEnum):
    """Why a row is not shown, in the order in which it is asked."""

    OUTSIDE_TIME = "outside the range of dates"
    UNDATED = "undated, hidden by the range"
    UNLOCATED = "unlocated, so not in the map view"
    OUTSIDE_MAP = "outside the map view"
    LOCATED = "located"
    NOT_SELECTED = "not selected"
    NO_DATE = "undated, hidden by a filter"
    NO_NUMBER = "without a number, hidden by a filter"
    FILTERED = "hidden by a filter"


@dataclass(frozen=True, slots=True)
class Sieve:
    """A reason and the rows that it lets through (n,)."""

    why: Why
    keep: Mask


@dataclass(frozen=True, slots=True)
class Sifted:
    """The rows that are left, ascending, and how many are hidden for which reason."""

    rows: Rows
    hidden: Mapping[Why, int]
    total: int


def sift(total: int, sieves: Iterable[Sieve]) -> Sifted:
    """Pass all rows through the sieves. What is left and what is hidden make up the total."""
    left = np.ones(total, np.bool_)
    hidden: dict[Why, int] = {}
    for sieve in sieves:
        caught = int(np.count_nonzero(left & ~sieve.keep))
        if caught:
            hidden[sieve.why] = hidden.get(sieve.why, 0) + caught
        left &= sieve.keep
    return Sifted(np.flatnonzero(left).astype(np.int64), hidden, total)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The shown words are one of these; the empty text stands for empty cells."""

    words: frozenset[str]

    def sieves(self, column: Column) -> list[Sieve]:
        """What this hides in a column."""
        kept = (words in self.words for words in column.words)
        return [Sieve(Why.FILTERED, np.fromiter(kept, np.bool_, len(column.words)))]


@dataclass(frozen=True, slots=True)
class Filled:
    """There is a value, or there is none."""

    yes: bool

    def sieves(self, column: Column) -> list[Sieve]:
        """What this hides in a column."""
        return [Sieve(Why.FILTERED, column.filled if self.yes else ~column.filled)]


@dataclass(frozen=True, slots=True)
class Contains:
    """The shown words contain all the words of a text, compared by what `fold` makes of them."""

    text: str
    fold: Callable[[str], str]

    def sieves(self, column: Column) -> list[Sieve]:
        """What this hides in a column."""
        return [Sieve(Why.FILTERED, self.keeps([self.fold(words) for words in column.words]))]

    def keeps(self, folded: Sequence[str]) -> Mask:
        """Which of the folded texts contain it (n,)."""
        wanted = [self.fold(word) for word in self.text.split()]
        kept = (all(word in text for word in wanted) for text in folded)
        return np.fromiter(kept, np.bool_, len(folded))


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both inclusive; None for an open end."""

    low: float | None
    high: float | None

    def sieves(self, column: Column) -> list[Sieve]:
        """What this hides in a column; rows without a number for a reason of their own."""
        numbers = column.numbers
        none = np.isnan(numbers)
        inside = np.ones(len(numbers), np.bool_)
        if self.low is not None:
            inside &= numbers >= self.low
        if self.high is not None:
            inside &= numbers <= self.high
        return [Sieve(Why.NO_NUMBER, ~none), Sieve(Why.FILTERED, inside | none)]


@dataclass(frozen=True, slots=True)
class Within:
    """A date that may lie in a range, by the rule of `geoapp.case.timespan`.

    `undated`: rows without any bound are kept as well.
    """

    time: TimeRange
    undated: bool = False

    def sieves(self, column: Column) -> list[Sieve]:
        """What this hides in a column; undated rows for a reason of their own."""
        spans = column.spans
        inside = shown_in_time(lie(spans, self.time), False, self.undated)
        told = spans.dated if not self.undated else np.ones(len(spans.ids), np.bool_)
        return [Sieve(Why.NO_DATE, told), Sieve(Why.FILTERED, inside | ~told)]


Condition = OneOf | Filled | Contains | Between | Within


def in_map(
    boxes: npt.NDArray[np.float64], extent: tuple[float, float, float, float]
) -> list[Sieve]:
    """Rows whose bounds (n, 4), degrees, NaN when unlocated, meet an extent (w, s, e, n)."""
    west, south, east, north = extent
    none = np.isnan(boxes[:, 0])
    meets = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
    meets &= (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    return [Sieve(Why.UNLOCATED, ~none), Sieve(Why.OUTSIDE_MAP, meets | none)]


def in_range(ids: Rows, kept: Iterable[int] | None, time: Column | None) -> list[Sieve]:
    """Rows that the filter of time of the case shows; `kept` None when it hides none."""
    if kept is None or time is None:
        return []
    shown = np.isin(ids, np.fromiter(kept, np.int64))
    dated = (time.spans.earliest != OPEN_START) | (time.spans.latest != OPEN_END)
    return [Sieve(Why.UNDATED, shown | dated), Sieve(Why.OUTSIDE_TIME, shown | ~dated)]


SAID = frozenset({"interview", "testimony", "transcript", "passage", "published_account"})
ACTORS = frozenset({"person", "organisation", "organisation_relation", "act", "involvement"})
ACCOUNTS = ("testimony", "published_account")
"""Tables whose rows are counted as accounts of what they are linked to."""
