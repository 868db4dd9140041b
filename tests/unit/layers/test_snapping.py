"""Snapping: what draws a corner, and never farther than allowed."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.projection import to_mercator
from layers.snapping import Snap, Surroundings, Target, guides, paths_near, snap
from tests.ui.canvas.conftest import layer

place = st.tuples(st.floats(-100, 100), st.floats(-100, 100)).map(np.array)
paths = st.lists(st.lists(place, min_size=1, max_size=5).map(np.array), max_size=4)


@given(place, paths, st.floats(0.0, 30.0), st.lists(place, max_size=3), st.lists(place, max_size=2))
def test_never_farther_than_the_tolerance(
    at: np.ndarray,
    around: list[np.ndarray],
    tolerance: float,
    before: list[np.ndarray],
    first: list[np.ndarray],
) -> None:
    found = snap(at, Surroundings.of(around), tolerance, guides(before, first))
    assert np.hypot(*(found.place - at)) <= tolerance + 1e-9
    if found.target is None:
        assert np.array_equal(found.place, at)


WALL = Surroundings.of([np.array([[0.0, 0.0], [100.0, 0.0]])])


def to(x: float, y: float, tolerance: float = 5.0, **more: object) -> Snap:
    return snap(np.array([x, y]), WALL, tolerance, **more)  # type: ignore[arg-type]


def test_corner_before_edge_and_middle_before_edge() -> None:
    assert (to(2, 2).target, to(2, 2).place.tolist()) == (Target.CORNER, [0, 0])
    assert (to(52, 2).target, to(52, 2).place.tolist()) == (Target.MIDDLE, [50, 0])
    assert (to(30, 3).target, to(30, 3).place.tolist()) == (Target.EDGE, [30, 0])
    assert to(30, 9).target is None


def test_right_angle_and_straight_on_from_the_last_segment() -> None:
    lines = guides([np.array([0.0, 50.0]), np.array([40.0, 50.0])])
    right = to(42, 90, lines=lines)
    assert (right.target, right.place.tolist()) == (Target.RIGHT_ANGLE, [40, 90])
    on = to(90, 52, lines=lines)
    assert (on.target, on.place.tolist()) == (Target.STRAIGHT, [90, 50])


def test_a_guide_that_meets_an_edge_stops_there() -> None:
    lines = guides([np.array([0.0, 50.0]), np.array([30.0, 50.0])])
    met = to(32, 2, lines=lines)
    assert met.target is Target.MEETING
    assert met.place == pytest.approx([30.0, 0.0])


def test_the_fourth_corner_of_a_rectangle_is_where_two_right_angles_meet() -> None:
    a, b, c = np.array([0.0, 10.0]), np.array([60.0, 10.0]), np.array([60.0, 40.0])
    met = snap(np.array([2.0, 43.0]), Surroundings.of([]), 5.0, guides([b, c], [a, b]))
    assert met.target is Target.MEETING
    assert met.place == pytest.approx([0.0, 40.0])


def test_only_what_is_near_and_not_the_feature_itself() -> None:
    line = shapely.LineString([(127.0, 40.0), (127.1, 40.0), (127.2, 40.0)])
    hole = shapely.Polygon(
        shapely.box(126, 39, 128, 41).exterior, [shapely.box(127.04, 39.9, 127.3, 40.1).exterior]
    )
    things = layer([line, hole, shapely.Point(127.05, 40.0)])
    x, y = to_mercator([127.05, 40.0]).tolist()
    box = (x - 50, y - 50, x + 50, y + 50)
    found = paths_near([things], box)
    assert sorted(len(path) for path in found) == [1, 2]
    found = paths_near([things], box, but=("thing", 1))
    assert [len(path) for path in found] == [1]
