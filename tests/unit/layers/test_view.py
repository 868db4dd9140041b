from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.view import View

VIEWS = st.builds(
    View,
    st.floats(-5e6, 5e6),
    st.floats(-5e6, 5e6),
    st.floats(0.1, 1000),
    st.integers(1, 3000),
    st.integers(1, 3000),
)
PIXELS = st.tuples(st.floats(0, 3000), st.floats(0, 3000))


@given(VIEWS, PIXELS)
def test_pixels_and_back(view: View, pixel: tuple[float, float]) -> None:
    assert view.to_pixels(view.to_world(pixel)) == pytest.approx(pixel, abs=1e-4)


@given(VIEWS, PIXELS, st.floats(0.3, 3.0))
def test_zooming_keeps_the_place_under_the_cursor(
    view: View, pixel: tuple[float, float], factor: float
) -> None:
    zoomed = view.zoomed(factor, pixel)
    assert zoomed.resolution == pytest.approx(view.resolution / factor)
    assert zoomed.to_world(pixel) == pytest.approx(view.to_world(pixel), abs=1e-3)


@given(VIEWS, st.integers(-500, 500), st.integers(-500, 500))
def test_panning_moves_the_picture(view: View, dx: int, dy: int) -> None:
    place = view.to_world([100.0, 100.0])
    moved = view.panned(dx, dy)
    assert moved.to_pixels(place) == pytest.approx([100.0 + dx, 100.0 + dy], abs=1e-4)


@given(
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
    st.floats(100, 1e6),
    st.floats(100, 1e6),
    st.integers(50, 2000),
    st.integers(50, 2000),
)
def test_a_fitted_view_holds_the_extent_in_its_middle(
    west: float, south: float, wide: float, high: float, width: int, height: int
) -> None:
    view = View.fitted((west, south, west + wide, south + high), width, height)
    w, s, e, n = view.extent
    assert w <= west + 1e-6
    assert s <= south + 1e-6
    assert e >= west + wide - 1e-6
    assert n >= south + high - 1e-6
    assert (view.x, view.y) == pytest.approx((west + wide / 2, south + high / 2))
    # As close as it can be: one of the two directions is filled.
    assert min(e - w - wide, n - s - high) == pytest.approx(0.0, abs=1e-3)


def test_zoom_ends_somewhere() -> None:
    view = View(0.0, 0.0, 100.0, 800, 600)
    assert 0.0 < view.zoomed(1e9).resolution < 1.0
    assert view.zoomed(1e-9).resolution < 200_000.0


def test_the_centre_stays_in_the_world() -> None:
    view = View(0.0, 0.0, 100_000.0, 800, 600).panned(1e6, 1e6)
    assert abs(view.x) < 2.1e7
    assert abs(view.y) < 2.1e7
