"""Sorting loses and adds nothing, and every hidden row is counted once."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from geoapp.case.columns import (
    Between,
    Column,
    Contains,
    Filled,
    OneOf,
    Sieve,
    Why,
    Within,
    in_map,
    in_range,
    natural,
    ordered,
    ranked,
    sift,
)
from geoapp.case.timespan import TimeRange
from layers.schema import FieldKind, Text
from layers.values import Position, UncertainDate

DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))
LABEL = Text("Column", "열")


def uncertain(pair: tuple[date | None, date | None]) -> UncertainDate:
    first, last = pair
    if first and last and first > last:
        first, last = last, first
    return UncertainDate(first, last, "words")


DATES = st.one_of(
    st.none(), st.tuples(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS)).map(uncertain)
)
NUMBERS = st.one_of(st.none(), st.integers(-5, 5), st.floats(-9, 9, allow_nan=False))
TEXTS = st.sampled_from(["", "a", "A", "F-2", "F-10", "개천", "Ŏrang", "b c"])


def dates(values: list[UncertainDate | None]) -> Column:
    words = ["" if value is None else value.words for value in values]
    return Column("date", LABEL, FieldKind.DATE, values, words)


def texts(values: list[str]) -> Column:
    return Column("text", LABEL, FieldKind.TEXT, [v or None for v in values], values)


def numbers(values: list[float | int | None]) -> Column:
    words = ["" if value is None else str(value) for value in values]
    return Column("number", LABEL, FieldKind.NUMBER, values, words)


@given(st.lists(st.tuples(DATES, TEXTS)), st.booleans(), st.booleans())
def test_a_sort_keeps_every_row_once_and_the_undated_last(rows, down_first, down_second) -> None:
    column, other = dates([d for d, _ in rows]), texts([t for _, t in rows])
    every = np.arange(len(rows), dtype=np.int64)
    sorts = [(column.ranks, down_first), (other.ranks, down_second)]
    order = ordered(every, sorts)
    assert sorted(order.tolist()) == every.tolist()
    undated = [rows[at][0] is None or not rows[at][0].is_dated for at in order.tolist()]
    assert undated == sorted(undated)
    keys = [rows[at][0].sort_key() for at, none in zip(order.tolist(), undated, strict=True)
            if not none]  # fmt: skip
    keys = [(first, last if last != date.max else None) for _, first, last in keys]
    firsts = [first for first, _ in keys]
    assert firsts == sorted(firsts, reverse=down_first)


@given(st.lists(TEXTS), st.booleans())
def test_equal_rows_keep_their_order(rows, down) -> None:
    order = ordered(np.arange(len(rows), dtype=np.int64), [(texts(rows).ranks, down)]).tolist()
    for first, second in pairwise(order):
        if natural(rows[first]) == natural(rows[second]):
            assert first < second


@given(st.lists(NUMBERS), st.booleans())
def test_numbers_sort_by_size_with_the_unknown_last(rows, down) -> None:
    order = ordered(np.arange(len(rows), dtype=np.int64), [(numbers(rows).ranks, down)])
    values = [rows[at] for at in order.tolist()]
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known))
    assert known == sorted(known, reverse=down)


@given(
    st.lists(st.tuples(DATES, TEXTS, NUMBERS), max_size=30),
    st.tuples(DAYS, DAYS).map(sorted),
    st.booleans(),
    st.frozensets(TEXTS),
    st.tuples(st.integers(-5, 5), st.integers(-5, 5)).map(sorted),
    st.booleans(),
)
def test_filters_count_every_row_they_hide(rows, days, undated, words, bounds, filled) -> None:
    when, what, many = (dates([r[0] for r in rows]), texts([r[1] for r in rows]),
                        numbers([r[2] for r in rows]))  # fmt: skip
    sieves = [
        *Within(TimeRange(*days), undated).sieves(when),
        *OneOf(words).sieves(what),
        *Between(float(bounds[0]), None).sieves(many),
        *Filled(filled).sieves(what),
        *Contains("a", str.casefold).sieves(what),
    ]
    sifted = sift(len(rows), sieves)
    assert len(sifted.rows) + sum(sifted.hidden.values()) == len(rows)
    for at in sifted.rows.tolist():
        date_, text, number = rows[at]
        assert text in words
        assert "a" in text.casefold()
        assert number is not None
        assert number >= bounds[0]
        told = date_ is not None and date_.is_dated
        assert date_.may_overlap(*days) if told else undated


@given(st.lists(DATES, max_size=30), st.data())
def test_the_range_of_the_case_splits_the_hidden_into_outside_and_undated(values, data) -> None:
    column = dates(values)
    ids = np.arange(100, 100 + len(values), dtype=np.int64)
    kept = data.draw(st.sets(st.sampled_from(ids.tolist()))) if values else set()
    sifted = sift(len(values), in_range(ids, kept, column))
    assert set(ids[sifted.rows].tolist()) == kept
    undated = sum(
        (value is None or not value.is_dated) and id not in kept
        for id, value in zip(ids.tolist(), values, strict=True)
    )
    assert sifted.hidden.get(Why.UNDATED, 0) == undated
    assert len(sifted.rows) + sum(sifted.hidden.values()) == len(values)


def test_a_row_is_counted_under_the_first_reason_that_hides_it() -> None:
    first, second = np.array([False, True, True]), np.array([False, False, True])
    sifted = sift(3, [Sieve(Why.LOCATED, first), Sieve(Why.FILTERED, second)])
    assert sifted.hidden == {Why.LOCATED: 1, Why.FILTERED: 1}
    assert sifted.rows.tolist() == [2]


def test_unlocated_rows_are_told_apart_from_those_elsewhere() -> None:
    boxes = np.array([[1.0, 1, 2, 2], [np.nan] * 4, [50, 50, 51, 51]])
    sifted = sift(3, in_map(boxes, (0, 0, 3, 3)))
    assert sifted.rows.tolist() == [0]
    assert sifted.hidden == {Why.UNLOCATED: 1, Why.OUTSIDE_MAP: 1}


def test_people_count_through_codes() -> None:
    words = ["F-10", "f-2", "F-1", "Ŏ", "z", "o"]
    assert sorted(words, key=natural) == ["F-1", "f-2", "F-10", "Ŏ", "o", "z"]


def test_places_sort_from_south_to_north_with_the_unlocated_last() -> None:
    held = [Position(Point(127, 41)), Position(None, found_by="searched"), Position(Point(126, 38))]
    column = Column("geometry", LABEL, FieldKind.POSITION, held, ["b", "", "a"])
    every = np.arange(3, dtype=np.int64)
    assert ordered(every, [(column.ranks, False)]).tolist() == [2, 0, 1]
    assert ordered(every, [(column.ranks, True)]).tolist() == [0, 2, 1]


def test_ranks_of_nothing() -> None:
    assert ordered(np.arange(0, dtype=np.int64), [(ranked([]), True)]).tolist() == []
