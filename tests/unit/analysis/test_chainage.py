"""Chainage: what is measured out can be found again."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import LineString

from geoapp.analysis.chainage import circle, length_km, measure
from sample_data import border, folder

WGS84 = Geod(ellps="WGS84")
BORDER = border.whole(border.sections(folder() / "facts"))


@st.composite
def eastward_lines(draw: st.DrawFn) -> LineString:
    """Lines that never turn back, so that each place on them has one chainage."""
    lon, lat = draw(st.floats(-170.0, 160.0)), draw(st.floats(-60.0, 60.0))
    corners = [(lon, lat)]
    for _ in range(draw(st.integers(1, 8))):
        lon += draw(st.floats(0.002, 0.08))
        lat += draw(st.floats(-0.001, 0.001))
        corners.append((lon, lat))
    return LineString(corners)


@given(eastward_lines(), st.floats(0.0, 1.0), st.floats(0.0, 900.0))
def test_a_place_measured_out_is_found_again(line: LineString, part: float, start: float) -> None:
    measured = measure(line, start)
    km = measured.start_km + part * (measured.end_km - measured.start_km)
    found = measured.locate(*measured.at(km))
    assert found.km == pytest.approx(km, abs=0.01)
    assert found.offset_m < 2.0


@given(eastward_lines(), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_stretch_is_as_long_as_its_chainages_say(line: LineString, a: float, b: float) -> None:
    measured = measure(line)
    low, high = (x * measured.end_km for x in sorted((a, b)))
    if high - low < 0.001:
        return
    assert length_km(measured.cut(low, high)) == pytest.approx(high - low, abs=1e-4)


@given(st.floats(1.0, 1105.0), st.floats(0.5, 30.0))
def test_stretches_of_the_border_are_as_long_as_asked(km: float, wanted: float) -> None:
    end = min(km + wanted, BORDER.end_km)
    stretch = BORDER.cut(km, end)
    assert length_km(stretch) == pytest.approx(end - km, abs=1e-3)
    assert stretch.coords[0] == pytest.approx(BORDER.at(km))


@given(st.floats(5.0, 25000.0), st.booleans())
def test_offset_and_side_of_a_point_beside_the_line(metres: float, left: bool) -> None:
    measured = measure(LineString([(129.0, 42.0), (130.0, 42.0)]))
    lon, lat = measured.at(measured.end_km / 2)
    # Half way along, the geodesic runs due east.
    lon, lat, _ = WGS84.fwd(lon, lat, 0.0 if left else 180.0, metres)
    found = measured.locate(lon, lat)
    assert found.offset_m == pytest.approx(metres, rel=0.01, abs=0.5)
    assert found.side == ("left" if left else "right")
    assert found.km == pytest.approx(measured.end_km / 2, abs=0.05)


def test_a_point_on_the_line_has_no_side() -> None:
    measured = measure(LineString([(129.0, 42.0), (129.1, 42.1)]))
    assert measured.locate(129.0, 42.0).side == "on"


def test_a_chainage_off_the_line_is_refused() -> None:
    measured = measure(LineString([(129.0, 42.0), (129.1, 42.0)]), 100.0)
    for km in (99.9, measured.end_km + 0.1, math.nan):
        with pytest.raises(ValueError, match="the line runs from"):
            measured.at(km)
    with pytest.raises(ValueError, match="lower chainage first"):
        measured.cut(105.0, 101.0)


def test_published_bridges_fall_where_the_facts_say() -> None:
    friendship_bridge = BORDER.locate(124.390579, 40.116438)
    assert friendship_bridge.km == pytest.approx(43.3, abs=0.05)
    assert friendship_bridge.offset_m == pytest.approx(377, abs=1)
    assert BORDER.end_km == pytest.approx(1109.5, abs=0.05)


def test_every_corner_of_a_circle_is_one_radius_away() -> None:
    ring = circle(128.0, 41.0, 27000.0)
    assert ring[0] == ring[-1]
    for lon, lat in ring:
        assert WGS84.inv(128.0, 41.0, lon, lat)[2] == pytest.approx(27000.0, abs=0.01)
