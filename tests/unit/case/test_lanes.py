"""Lanes: one thing is counted once, and what must not be added up is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.case.records import Key, Value
from geoapp.case.timeline import Lane, Part, extent, lanes
from geoapp.case.timespan import OPEN_END, OPEN_START, Spans, TimeRange
from geoapp.commands import edit
from geoapp.session import Session
from layers.date_words import parse
from layers.schema import Text

PAIRS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 90)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=20,
)


def lane_of(pairs: list[tuple[int, int]]) -> Lane:
    days = np.array(pairs, np.int64).reshape(-1, 2)
    dated = Spans(np.arange(len(pairs)), days[:, 0], days[:, 1])
    return Lane("incident", "incident", Text("", ""), dated, np.zeros(len(pairs), np.int8))


@given(PAIRS, st.integers(-50, 450), st.integers(1, 60), st.integers(1, 40))
def test_density_counts_as_counting_by_hand_does(
    pairs: list[tuple[int, int]], start: int, days: int, bins: int
) -> None:
    may, sure = lane_of(pairs).density(start, days, bins)
    edges = [(start + i * days, start + (i + 1) * days - 1) for i in range(bins)]
    assert may.tolist() == [
        sum(a <= last and b >= first for a, b in pairs) for first, last in edges
    ]
    assert sure.tolist() == [
        sum(a >= first and b <= last for a, b in pairs) for first, last in edges
    ]
    assert sure.sum() <= len(pairs)


def test_open_bounds_fill_no_bin() -> None:
    may, sure = lane_of([(OPEN_START, 10), (5, OPEN_END), (3, 4)]).density(0, 10, 3)
    assert (may.tolist(), sure.tolist()) == ([1, 0, 0], [1, 0, 0])


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(tmp_path / "case.gpkg", title="Case", author="HB")
    yield session
    session.close()


def add(session: Session, table: str, **values: Value) -> Key:
    draft = edit.create(session.view, table, values)
    session.do(draft)
    return draft.changes[0].key


def test_other_counts_aggregates_and_practices_are_not_counted(session: Session) -> None:
    day = parse("9 October 2023")
    event = add(session, "repatriation", kind="event", date=day)
    rivals = [
        add(session, "repatriation", kind="alternative count", date=day, alternative_of=event.id)
        for _ in range(2)
    ]
    total = add(session, "repatriation", kind="aggregate", date=parse("2020 to 2023"))
    habit = add(session, "repatriation", kind="practice", date=parse("2001"))
    vague = add(session, "repatriation", kind="aggregate", date=parse("in the famine"))
    (lane,) = lanes(session.view)
    part = {int(i): Part(p) for i, p in zip(lane.dated.ids, lane.part, strict=True)}
    assert part == {
        event.id: Part.COUNTED,
        **{rival.id: Part.RIVAL for rival in rivals},
        total.id: Part.ASIDE,
        habit.id: Part.ASIDE,
    }
    assert (lane.total, lane.undated, lane.undated_aside) == (1, (), (vague.id,))
    found = lane.counted(TimeRange(date(2001, 1, 1), date(2023, 12, 31)))
    assert (found.outside, found.maybe, found.surely, found.undated) == (0, 0, 1, 0)
    may, _ = lane.density(date(2023, 10, 9).toordinal(), 1, 1)
    assert may.tolist() == [1]


def test_rival_counts_of_an_event_the_case_lacks_are_one_event(session: Session) -> None:
    gone = add(session, "repatriation", kind="event", date=parse("2012"))
    for words in ("March 2012", "2012"):
        values: dict[str, Value] = {"kind": "alternative count", "alternative_of": gone.id}
        add(session, "repatriation", date=parse(words), **values)
    session.do(edit.remove(session.view, gone, "mistaken"))
    (lane,) = lanes(session.view)
    assert lane.total == 1
    assert lane.parts(Part.RIVAL) == 1


def test_the_two_lists_of_arrivals_have_a_lane_each(session: Session) -> None:
    for name in ("MOU", "KCG", "MOU", "press"):
        add(session, "sea_arrival", list=name, date=parse("2019-11-02"))
    add(session, "sea_arrival", list="KCG")
    add(session, "sea_arrival", date=parse("2020"))
    found = {lane.name: lane for lane in lanes(session.view)}
    assert {name: (lane.total, len(lane.undated)) for name, lane in found.items()} == {
        "sea_arrival:MOU": (2, 0),
        "sea_arrival:KCG": (2, 1),
        "sea_arrival:press": (1, 0),
        "sea_arrival:": (1, 0),
    }
    assert found["sea_arrival:KCG"].label.in_language("ko") == "해상 도착: 해양경찰청"


def test_a_case_without_dates_has_no_extent(session: Session) -> None:
    assert lanes(session.view) == []
    assert extent([]) is None
    add(session, "incident", date=parse("once upon a time"))
    (lane,) = lanes(session.view)
    assert (len(lane), lane.total, extent([lane])) == (0, 1, None)


def test_extent_reads_every_known_bound(session: Session) -> None:
    add(session, "incident", date=parse("before 2012"))
    add(session, "scene", acquired=parse("since 2019-03-02"))
    days = (date(2011, 12, 31).toordinal(), date(2019, 3, 2).toordinal())
    assert extent(lanes(session.view)) == days


def test_every_row_of_the_sample_is_in_one_lane_once(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "sample.gpkg"
    path.write_bytes(sample_path.read_bytes())
    session = Session.open(path, author="HB", read_only=True)
    try:
        found = lanes(session.view)
        for table in ("incident", "repatriation", "sea_arrival", "observation"):
            of = [lane for lane in found if lane.table == table]
            ids = [id for lane in of for id in lane.dated.ids.tolist()]
            ids += [id for lane in of for id in lane.undated + lane.undated_aside]
            assert sorted(ids) == [record.key.id for record in session.view.records(table)]
    finally:
        session.close()
