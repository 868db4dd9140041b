"""The one rule of time: nothing lost by a wider range, everything counted once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from geoapp.case.flows import repatriation_flows
from geoapp.case.records import Draft, Key, Value
from geoapp.case.tables import TABLES, Statements
from geoapp.case.timespan import (
    Lies,
    Spans,
    TimeRange,
    as_of,
    bounds,
    count,
    lie,
    lies,
    shown,
    time_of,
)
from geoapp.case.view import CaseView, Filter
from geoapp.commands import edit
from geoapp.session import Filtered, Session
from layers.date_words import parse
from layers.values import Position, UncertainDate

DAY = st.dates(date(1990, 1, 1), date(1990, 4, 30))


@st.composite
def dates(draw: st.DrawFn) -> UncertainDate:
    first, last = sorted((draw(DAY), draw(DAY)))
    return UncertainDate(
        draw(st.sampled_from((first, None))), draw(st.sampled_from((last, None))), ""
    )


@st.composite
def ranges(draw: st.DrawFn) -> TimeRange:
    first, last = sorted((draw(DAY), draw(DAY)))
    return TimeRange(draw(st.sampled_from((first, None))), draw(st.sampled_from((last, None))))


def spans(values: list[UncertainDate]) -> Spans:
    pairs = np.array([bounds(v) for v in values], np.int64).reshape(-1, 2)
    return Spans(np.arange(len(values)), pairs[:, 0], pairs[:, 1])


@given(st.lists(dates(), max_size=12), ranges())
def test_columns_and_single_dates_give_the_same_answer(
    values: list[UncertainDate], within: TimeRange
) -> None:
    assert lie(spans(values), within).tolist() == [lies(v, within) for v in values]


@given(st.lists(dates(), max_size=12), ranges())
def test_every_row_is_counted_exactly_once(values: list[UncertainDate], within: TimeRange) -> None:
    found = count(lie(spans(values), within))
    assert found.outside + found.maybe + found.surely + found.undated == len(values)
    assert found.undated == sum(not v.is_dated for v in values)


@given(dates(), ranges(), st.integers(0, 60), st.integers(0, 60), st.booleans(), st.booleans())
def test_a_wider_range_never_loses_a_row(
    value: UncertainDate, within: TimeRange, before: int, after: int, lasts: bool, undated: bool
) -> None:
    wider = TimeRange(
        within.start and within.start - timedelta(before),
        within.end and within.end + timedelta(after),
    )
    one = spans([value])
    narrow, wide = lie(one, within), lie(one, wider)
    assert narrow[0] <= wide[0]
    assert shown(wide, lasts, undated)[0] or not shown(narrow, lasts, undated)[0]


@given(dates(), ranges())
def test_the_rule_says_what_the_days_say(value: UncertainDate, within: TimeRange) -> None:
    """Compare with every day the date may be, as far as days can be listed."""
    if not value.is_dated:
        assert lies(value, within) is Lies.UNDATED
        return
    far = (date(1980, 1, 1), date(2000, 1, 1))
    first, last = value.earliest or far[0], value.latest or far[1]
    possible = set(range(first.toordinal(), last.toordinal() + 1))
    start, end = within.start or far[0], within.end or far[1]
    wanted = set(range(start.toordinal(), end.toordinal() + 1))
    answer = lies(value, within)
    assert (answer is Lies.OUTSIDE) == possible.isdisjoint(wanted)
    assert (answer is Lies.SURELY) == possible.issubset(wanted)
    assert (answer is not Lies.OUTSIDE) == value.may_overlap(within.start, within.end)


def test_a_range_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="ends before"):
        TimeRange(date(2001, 1, 2), date(2001, 1, 1))


def test_as_of_a_day_what_happens_counts_from_then_on_and_what_lasts_only_while() -> None:
    day = date(2010, 6, 1)
    camp = parse("1959 to 2005")
    assert lies(camp, as_of(day, lasts=True)) is Lies.OUTSIDE
    assert lies(parse("since 1959"), as_of(day, lasts=True)) is Lies.MAYBE
    assert lies(parse("2005"), as_of(day, lasts=False)) is Lies.SURELY
    assert lies(parse("2010"), as_of(day, lasts=False)) is Lies.MAYBE
    assert lies(parse("July 2010"), as_of(day, lasts=False)) is Lies.OUTSIDE


@pytest.mark.parametrize(
    ("table", "field", "lasts"),
    [
        ("facility", "in_use", True),
        ("barrier", "in_place", True),
        ("guard_post", "in_place", True),
        ("organisation", "existed", True),
        ("organisation_relation", "held", True),
        ("claim", "time", True),
        ("incident", "date", False),
        ("act", "date", False),
        ("repatriation", "date", False),
        ("sea_arrival", "date", False),
        ("observation", "date", False),
        ("scene", "acquired", False),
        ("interview", "date", False),
    ],
)
def test_each_table_tells_its_time_by_one_field(table: str, field: str, lasts: bool) -> None:
    told = time_of(Statements()[table])
    assert told is not None
    assert (told.field.name, told.lasts) == (field, lasts)


def test_a_crossing_and_a_person_have_no_time() -> None:
    assert [
        t.name for t in TABLES if t.name in ("crossing", "person", "place") and time_of(t)
    ] == []


# --- read through a real case --------------------------------------------------------


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(tmp_path / "case.gpkg", title="Case", author="HB")
    yield session
    session.close()


def add(session: Session, table: str, words: str | None, **values: Value) -> Key:
    told = time_of(session.statements[table])
    date_ = {told.field.name: parse(words)} if told is not None and words is not None else {}
    place = {"geometry": Position(Point(127.0, 40.0))} if table != "repatriation" else {}
    draft: Draft = edit.create(session.view, table, {**values, **date_, **place})
    session.do(draft)
    return draft.changes[0].key


def years(first: int, last: int) -> TimeRange:
    return TimeRange(date(first, 1, 1), date(last, 12, 31))


def test_map_counts_and_lists_follow_the_same_rule(session: Session) -> None:
    sure = add(session, "incident", "May 2003")
    maybe = add(session, "incident", "2000 to 2004")
    outside = add(session, "incident", "2010")
    words_only = add(session, "incident", "after the currency reform")
    nothing = add(session, "incident", None)
    view = session.view
    assert view.in_time("incident") is None
    assert view.time_counts("incident") is None
    assert view.undated("incident") == sorted([words_only, nothing], key=lambda key: key.id)

    session.set_time_range(years(2003, 2003))
    assert set(view.drawable("incident").ids.tolist()) == {sure.id, maybe.id}
    assert view.in_time("incident") == {sure.id, maybe.id}
    assert view.keep_in_time([outside, maybe, nothing, sure]) == [maybe, sure]
    found = view.time_counts("incident")
    assert found is not None
    assert (found.outside, found.maybe, found.surely, found.undated) == (1, 1, 1, 2)
    assert len(view.records("incident")) == 5
    assert view.record(outside) is not None

    session.set_time_range(years(2003, 2003), undated=True)
    assert view.in_time("incident") == {sure.id, maybe.id, words_only.id, nothing.id}


def test_what_lasts_is_shown_unless_its_bounds_exclude_it(session: Session) -> None:
    since = add(session, "facility", "since 1959")
    add(session, "facility", "until 1989")
    undated = add(session, "facility", None)
    crossing = add(session, "crossing", None)
    session.set_time_range(years(1995, 1995))
    assert set(session.view.drawable("facility").ids.tolist()) == {since.id, undated.id}
    assert session.view.drawable("crossing").ids.tolist() == [crossing.id]


def test_a_day_and_a_range_hold_together(session: Session) -> None:
    early, late = add(session, "incident", "2001"), add(session, "incident", "2005")
    reader = session.view._reader
    view = CaseView(reader, as_of=date(2003, 1, 1))
    assert view.in_time("incident") == {early.id}
    view.filter = Filter(time=years(2004, 2009))
    assert view.in_time("incident") == set()
    view.as_of = None
    assert view.in_time("incident") == {late.id}


def test_rows_in_the_bin_are_in_no_count(session: Session) -> None:
    key = add(session, "incident", "2001")
    session.do(edit.remove(session.view, key, "twice"))
    session.set_time_range(years(2000, 2002))
    found = session.view.time_counts("incident")
    assert found is not None
    assert (found.outside, found.maybe, found.surely, found.undated) == (0, 0, 0, 0)


def test_the_session_tells_of_a_new_range_once(session: Session) -> None:
    heard: list[Filtered] = []
    session.filtered.connect(heard.append)
    session.set_time_range(years(2000, 2001), origin="me")
    session.set_time_range(years(2000, 2001))
    with session.new_view() as view:
        assert view.filter.time == years(2000, 2001)
    session.set_time_range(TimeRange(None, None))
    session.set_time_range(None)
    assert [(told.time, told.origin) for told in heard] == [
        (years(2000, 2001), "me"),
        (None, None),
    ]


def test_another_audience_is_told_no_times(session: Session) -> None:
    add(session, "incident", "2001")
    view = CaseView(session.view._reader, audience="court", filter=Filter(time=years(2000, 2002)))
    assert len(view.spans("incident").ids) == 0
    assert view.undated("incident") == []
    assert view.in_time("incident") == set()


def test_arrows_of_returns_follow_the_range(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "sample.gpkg"
    path.write_bytes(sample_path.read_bytes())
    session = Session.open(path, author="HB", read_only=True)
    try:
        everything = {key for flow in repatriation_flows(session.view) for key in flow.keys}
        session.set_time_range(years(2023, 2023))
        shown_now = {key for flow in repatriation_flows(session.view) for key in flow.keys}
        kept = session.view.in_time("repatriation")
        assert kept is not None
        assert shown_now == {(table, id) for table, id in everything if id in kept}
        assert 0 < len(shown_now) < len(everything)
    finally:
        session.close()
