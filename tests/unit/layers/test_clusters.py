from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from layers.clusters import CELL, gather, scale_step
from layers.view import View

POINTS = st.lists(st.tuples(st.floats(-3e5, 3e5), st.floats(-3e5, 3e5)), max_size=80)


@given(POINTS, st.integers(0, 26))
def test_no_point_is_lost_or_counted_twice(points: list[tuple[float, float]], step: int) -> None:
    xy = np.array(points).reshape(-1, 2)
    found = gather(xy, step)
    alone = int((found.of < 0).sum())
    assert alone + int(found.count.sum()) == len(xy)
    for number in range(len(found)):
        members = found.members(number)
        assert len(members) == found.count[number] >= 2
        assert np.allclose(xy[members].mean(axis=0), found.xy[number])


@given(POINTS)
def test_points_at_one_place_are_always_together(points: list[tuple[float, float]]) -> None:
    xy = np.array([*points, (10.0, 10.0), (10.0, 10.0)]).reshape(-1, 2)
    found = gather(xy, -4)
    assert found.of[-1] == found.of[-2] >= 0


def test_members_lie_near_each_other_on_the_screen() -> None:
    xy = np.random.default_rng(4).uniform(-1e5, 1e5, (4000, 2))
    step = 14
    resolution = 2.0 ** (step / 2)
    found = gather(xy, step)
    assert len(found) > 10
    for number in range(len(found)):
        spread = np.ptp(xy[found.members(number)], axis=0).max() / resolution
        assert spread <= 3 * CELL


def test_far_points_stay_alone() -> None:
    assert (gather(np.array([[0.0, 0.0], [1e6, 0.0]]), 10).of == -1).all()


def test_a_scale_step_covers_a_range_of_scales_and_panning_is_none() -> None:
    view = View(0.0, 0.0, 300.0, 800, 600)
    assert scale_step(view.resolution) == scale_step(view.panned(333, 21).resolution)
    assert scale_step(250.0) == scale_step(290.0)
    assert scale_step(300.0) != scale_step(600.0)
