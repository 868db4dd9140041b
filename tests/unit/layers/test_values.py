"""Uncertain dates order and filter by their bounds; positions keep all their parts."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point

from layers.values import Position, UncertainDate

DATES = st.none() | st.dates()


@st.composite
def uncertain_dates(draw: st.DrawFn) -> UncertainDate:
    first, last = draw(DATES), draw(DATES)
    if first and last and first > last:
        first, last = last, first
    return UncertainDate(first, last, draw(st.text()))


@given(uncertain_dates())
@settings(deadline=None)
def test_date_survives_its_json(made: UncertainDate) -> None:
    assert UncertainDate.from_json(made.to_json()) == made


@given(st.lists(uncertain_dates()))
@settings(deadline=None)
def test_dates_sort_with_the_undated_last(made: list[UncertainDate]) -> None:
    ordered = sorted(made, key=UncertainDate.sort_key)
    dated = [d.is_dated for d in ordered]
    assert dated == sorted(dated, reverse=True)
    firsts = [d.earliest for d in ordered if d.earliest and d.latest]
    assert firsts == sorted(firsts)


@given(uncertain_dates(), st.dates(), DATES, DATES)
@settings(deadline=None)
def test_filter_never_loses_a_date_that_may_lie_within(
    made: UncertainDate, day: date, start: date | None, end: date | None
) -> None:
    allowed = (made.earliest or day) <= day <= (made.latest or day) and made.is_dated
    wanted = (start or day) <= day <= (end or day)
    if allowed and wanted:
        assert made.may_overlap(start, end)


def test_undated_is_never_within_a_range_and_backward_bounds_are_refused() -> None:
    assert not UncertainDate(None, None, "after the reform").may_overlap(None, None)
    assert not UncertainDate(None, date(2011, 12, 31), "before 2012").may_overlap(
        date(2012, 1, 1), None
    )
    with pytest.raises(ValueError, match="earliest"):
        UncertainDate(date(2019, 1, 1), date(2018, 1, 1), "")


@given(
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.none() | st.floats(0, 1e6),
    st.none() | st.text(),
    st.none() | st.text(),
)
@settings(deadline=None)
def test_position_survives_its_json(
    lon: float, lat: float, radius: float | None, precision: str | None, found_by: str | None
) -> None:
    made = Position(Point(lon, lat), radius, precision, found_by)
    assert Position.from_json(made.to_json()) == made


def test_position_without_a_place_and_with_a_line_survive_their_json() -> None:
    for made in (
        Position(None, None, "county", "lat 39.x as printed"),
        Position(LineString([(124.4, 40.1), (130.6, 42.3)]), 500.0),
    ):
        assert Position.from_json(made.to_json()) == made


@pytest.mark.parametrize(
    ("radius", "decimals"),
    [(None, 3), (0.1, 6), (1, 5), (15, 4), (100, 3), (500, 2), (7000, 1), (30000, 0)],
)
def test_decimals_follow_the_radius(radius: float | None, decimals: int) -> None:
    assert Position(Point(127, 40), radius).decimals() == decimals
