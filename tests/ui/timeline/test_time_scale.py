"""Days and pixels, ticks, drags: the arithmetic under the timeline."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.case.timeline import Lane, Part
from geoapp.case.timespan import OPEN_END, OPEN_START, Spans, TimeRange
from geoapp.ui.panels.timeline.dragging import What, begun, shifted
from geoapp.ui.panels.timeline.lane_picture import LEAST, LanePicture
from geoapp.ui.panels.timeline.scale import FIRST, LAST, STEPS, TimeScale, snapped, ticks
from layers.schema import Text

DAY = date(2015, 6, 15).toordinal()
SCALES = st.builds(
    TimeScale,
    st.floats(600_000, 800_000),
    st.floats(1 / 40, 30.0),
    st.floats(50.0, 3000.0),
)


@given(SCALES, st.floats(-500, 3000))
def test_a_pixel_and_its_day_are_each_others(scale: TimeScale, px: float) -> None:
    assert scale.to_px(scale.to_day(px)) == pytest.approx(px, abs=1e-3)


@given(SCALES, st.floats(0.5, 2.0), st.floats(0, 1))
def test_zooming_keeps_the_day_under_the_pointer(
    scale: TimeScale, factor: float, share: float
) -> None:
    px = share * scale.width
    closer = scale.zoomed(factor, px)
    assert closer.to_px(scale.to_day(px)) == pytest.approx(px, abs=1e-3)


@given(SCALES, st.floats(-1e7, 1e7), st.floats(1e-4, 1e4))
def test_nobody_leaves_the_years_that_dates_have(
    scale: TimeScale, px: float, factor: float
) -> None:
    for moved in (scale.panned(px), scale.zoomed(factor, 0.0), scale.resized(400.0)):
        assert moved.start >= FIRST
        assert moved.end <= LAST + 1
        assert moved.days_per_px * moved.width <= 401 * 366


@given(SCALES)
def test_ticks_are_where_their_step_begins_and_have_room(scale: TimeScale) -> None:
    step = scale.label_step()
    places = [scale.to_px(day.toordinal()) for day in ticks(scale, step)]
    gaps = [after - before for before, after in pairwise(places)]
    assert all(gap >= 22.0 for gap in gaps)
    if step.unit.name == "YEAR":
        assert all((d.month, d.day, d.year % step.count) == (1, 1, 0) for d in ticks(scale, step))


def test_every_step_has_ticks_that_grow_apart() -> None:
    scale = TimeScale(DAY, 1.0, 100_000.0)
    counts = [len(ticks(scale, step)) for step in STEPS]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] >= 2


@given(st.integers(-80, 80))
def test_a_drag_snaps_to_a_month_when_near_one(away: int) -> None:
    scale = TimeScale(date(2015, 1, 1).toordinal(), 1.0, 800.0)
    at = scale.to_px(date(2015, 7, 1).toordinal())
    day = snapped(scale, at + away / 10.0 * 3)
    if abs(away) * 0.3 <= 6.0:
        assert day == date(2015, 7, 1).toordinal()
    else:
        assert abs(scale.to_px(day) - (at + away * 0.3)) <= 6.0


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_a_new_range_reads_the_same_from_either_end(one: float, other: float) -> None:
    scale = TimeScale(DAY, 2.0, 1000.0)
    there = begun(scale, one, None, ruler=True, anew=False).range(other)
    back = begun(scale, other, None, ruler=True, anew=False).range(one)
    assert there is not None
    assert there == back
    assert there.last >= there.first


def test_an_end_cannot_be_dragged_past_the_other() -> None:
    scale = TimeScale(date(2015, 1, 1).toordinal(), 1.0, 800.0)
    within = TimeRange(date(2015, 3, 1), date(2015, 5, 31))
    at = scale.to_px(within.last + 1)
    drag = begun(scale, at, within, ruler=True, anew=False)
    assert drag.what is What.END
    assert drag.range(0.0) == TimeRange(date(2015, 3, 1), date(2015, 3, 1))
    drag = begun(scale, scale.to_px(within.first), within, ruler=False, anew=False)
    assert drag.range(790.0) == TimeRange(date(2015, 5, 31), date(2015, 5, 31))


@given(st.integers(-(10**7), 10**7))
def test_a_range_moves_whole_and_stays_within_the_calendar(days: int) -> None:
    within = TimeRange(date(2015, 3, 1), date(2015, 5, 31))
    moved = shifted(within, days)
    assert moved.last - moved.first == within.last - within.first
    half_open = shifted(TimeRange(None, date(2015, 5, 31)), days)
    assert half_open.start is None


PAIRS = st.lists(
    st.tuples(
        st.one_of(st.just(OPEN_START), st.integers(DAY, DAY + 300)),
        st.one_of(st.just(OPEN_END), st.integers(0, 400)),
    )
    .filter(lambda p: p != (OPEN_START, OPEN_END))
    .map(lambda p: (p[0], p[1] if p[1] == OPEN_END else max(p[0], DAY) + p[1])),
    max_size=30,
)


@given(PAIRS, st.integers(1, 4))
def test_every_row_can_be_pointed_at(pairs: list[tuple[int, int]], rows: int) -> None:
    days = np.array(pairs, np.int64).reshape(-1, 2)
    dated = Spans(np.arange(len(pairs)), days[:, 0], days[:, 1])
    lane = Lane("incident", "incident", Text("", ""), dated, np.zeros(len(pairs), np.int8))
    scale = TimeScale(DAY - 50, 1.0, 1000.0)
    picture = LanePicture.of(lane, scale, rows)
    assert (picture.right - picture.left >= LEAST - 1e-9).all()
    drawn = set(picture.open.index.tolist())
    if picture.piles is None:
        drawn |= set(picture.bars.index.tolist())
        assert drawn == set(range(len(pairs)))
    for position, index in enumerate(picture.bars.index):
        middle = float(picture.left[index] + picture.right[index]) / 2
        share = (picture.bars.row[position] + 0.5) / picture.bars.rows
        found = picture.at(middle, share, 1.0)
        if picture.piles is None:
            assert int(index) in found
        else:
            assert found


def test_other_counts_lie_in_their_own_strip() -> None:
    days = np.full(3, DAY, np.int64)
    parts = np.array([Part.COUNTED, Part.RIVAL, Part.RIVAL], np.int8)
    lane = Lane("r", "repatriation", Text("", ""), Spans(np.arange(3), days, days), parts)
    picture = LanePicture.of(lane, TimeScale(DAY - 50, 1.0, 1000.0), 2)
    assert picture.at(50.0, 0.2, 0.66) == [0]
    assert set(picture.at(50.0, 0.9, 0.66)) == {1, 2}
    assert picture.at(500.0, 0.2, 0.66) == []
