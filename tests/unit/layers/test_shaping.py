"""Corners: metres and back, adding and removing, right angles with bounded movement."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, box, from_wkt

from layers import metric
from layers.metric import MetricFrame
from layers.schema import GeometryKind
from layers.shaping import Shape, ShapingError, orthogonalised, squared

metres = st.floats(-20_000.0, 20_000.0)
lons = st.floats(-180.0, 179.0)
lats = st.floats(-80.0, 80.0)
small = st.floats(-1.5, 1.5)


@given(lons, lats, metres, metres)
def test_metres_come_back_within_a_millimetre(lon: float, lat: float, x: float, y: float) -> None:
    frame = MetricFrame(lon, lat)
    there = frame.to_metres(frame.to_lonlat([x, y]))
    assert np.hypot(*(there - (x, y))) < 1e-3


@given(st.floats(124.0, 131.0), st.floats(37.0, 43.0), metres, metres)
def test_lengths_are_true_to_ten_parts_in_a_million(
    lon: float, lat: float, x: float, y: float
) -> None:
    assume(np.hypot(x, y) > 1.0)
    frame = MetricFrame(lon, lat)
    true = metric.length([(lon, lat), frame.corner([x, y])])
    assert true == pytest.approx(np.hypot(x, y), rel=1e-5, abs=1e-3)


def test_a_degree_north_of_the_equator_and_a_known_area() -> None:
    assert metric.length([(127.0, 0.0), (127.0, 1.0)]) == pytest.approx(110_574.4, abs=0.5)
    frame = MetricFrame(127.0, 40.0)
    ring = [frame.corner(c) for c in ([0, 0], [100, 0], [100, 50], [0, 50])]
    assert metric.area(ring) == pytest.approx(5000.0, rel=1e-5)
    assert metric.area(ring[::-1]) == pytest.approx(5000.0, rel=1e-5)
    assert metric.bearing(ring[0], ring[1]) == pytest.approx(90.0, abs=1e-3)
    assert metric.turn(ring[0], ring[1], ring[2]) == pytest.approx(90.0, abs=1e-3)


@pytest.mark.parametrize(
    "geometry",
    [
        Point(127.123456789, 40.1),
        LineString([(127.0, 40.0), (127.1, 40.1), (127.2, 40.05)]),
        Polygon(box(127, 40, 128, 41).exterior, [box(127.2, 40.2, 127.4, 40.4).exterior]),
        MultiPolygon([box(127, 40, 128, 41), box(129, 40, 130, 41)]),
        from_wkt("MULTILINESTRING((1 2, 3 4), (5 6, 7 8, 9 10))"),
        from_wkt("MULTIPOINT((1 2), (3 4))"),
    ],
)
def test_a_geometry_that_nobody_touches_stays_bit_for_bit(geometry: Polygon) -> None:
    back = Shape.of(geometry).geometry()
    assert back.geom_type == geometry.geom_type
    assert back.equals_exact(geometry, 0.0)


def test_a_mixture_cannot_be_reshaped() -> None:
    with pytest.raises(ShapingError, match="reshaped"):
        Shape.of(from_wkt("GEOMETRYCOLLECTION(POINT(1 2))"))


def test_a_shape_that_lacks_a_corner_has_no_geometry() -> None:
    begun = Shape.begun(GeometryKind.AREA, [(1.0, 2.0), (2.0, 2.0)])
    with pytest.raises(ShapingError, match="corner is missing"):
        begun.geometry()


corners = st.lists(st.tuples(st.floats(120, 130), st.floats(35, 45)), min_size=3, max_size=9)


@given(corners, st.data())
def test_removing_an_inserted_corner_gives_the_old_shape(
    given_corners: list[tuple[float, float]], data: st.DataObject
) -> None:
    shape = Shape.begun(
        data.draw(st.sampled_from([GeometryKind.LINE, GeometryKind.AREA])), given_corners
    )
    at = (0, data.draw(st.integers(0, len(given_corners))))
    grown = shape.inserted(at, (125.0, 40.0))
    assert len(grown.corners) == len(shape.corners) + 1
    assert grown.removed(at) == shape


@given(corners, st.data())
def test_a_corner_moved_there_and_back_is_where_it_was(
    given_corners: list[tuple[float, float]], data: st.DataObject
) -> None:
    shape = Shape.begun(GeometryKind.LINE, given_corners)
    at = data.draw(st.sampled_from(shape.places()))
    assert shape.moved(at, (0.0, 0.0)).moved(at, shape.corners[at[1]]) == shape


@st.composite
def hand_drawn(draw: st.DrawFn) -> np.ndarray:
    """A right-angled staircase outline of 6 to 10 corners, turned, with an unsteady hand."""
    steps = draw(st.integers(1, 3))
    wide = draw(st.lists(st.floats(8, 60), min_size=steps + 1, max_size=steps + 1))
    high = draw(st.lists(st.floats(8, 60), min_size=steps + 1, max_size=steps + 1))
    xs, ys = np.cumsum([0, *wide]), np.cumsum([0, *high])
    outline = [(0.0, 0.0), (xs[-1], 0.0)]
    for i in range(steps + 1):
        right = xs[len(xs) - 1 - i]
        outline.append((right, ys[i + 1]))
        outline.append((xs[len(xs) - 2 - i], ys[i + 1]))
    ring = np.array(outline, float)
    n = len(ring)
    noise = np.array(draw(st.lists(st.tuples(small, small), min_size=n, max_size=n)))
    angle = draw(st.floats(0, 6.28))
    turned = (ring + noise) @ np.array(
        [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]
    )
    return np.asarray(turned)


def angles_of(ring: np.ndarray) -> np.ndarray:
    before, after = ring - np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0) - ring
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    return np.degrees(np.arctan2(cross, (before * after).sum(axis=1)))


@given(hand_drawn())
def test_a_squared_outline_has_right_angles_and_moves_little(ring: np.ndarray) -> None:
    made = orthogonalised(ring, closed=True)
    off = np.abs((angles_of(made) + 45.0) % 90.0 - 45.0)
    assert off.max() < 1e-6
    steps = np.roll(ring, -1, axis=0) - ring
    longest = steps[np.hypot(*steps.T).argmax()]
    along = longest / np.hypot(*longest)
    shares = np.abs(np.stack([steps @ along, steps @ [-along[1], along[0]]], axis=1))
    assert np.hypot(*(made - ring).T).max() <= 2.0 * shares.min(axis=1).sum() + 1e-9
    assert np.hypot(*(made - ring).T).max() < 6.0 * 1.5 * np.sqrt(2.0)


@given(hand_drawn())
def test_squaring_keeps_the_longest_side_and_changes_nothing_twice(ring: np.ndarray) -> None:
    made = orthogonalised(ring, closed=True)
    steps = np.roll(ring, -1, axis=0) - ring
    i = int(np.hypot(*steps.T).argmax())
    new = np.roll(made, -1, axis=0)[i] - made[i]
    assert abs(new[0] * steps[i][1] - new[1] * steps[i][0]) < 1e-6 * np.hypot(*steps[i]) ** 2
    assert np.abs(orthogonalised(made, closed=True) - made).max() < 1e-6


def test_squaring_takes_the_nearest_right_angled_shape() -> None:
    made = orthogonalised(np.array([[0, 0], [100, 0], [98, 40], [0, 44]], float), closed=True)
    assert made == pytest.approx(np.array([[0, 0], [99, 0], [99, 42], [0, 42]]))


@pytest.mark.parametrize(
    ("ring", "sentence"),
    [
        ([[0, 0], [10, 0], [5, 8]], "too few"),
        ([[0, 0], [10, 0], [10, 0], [0, 8]], "one spot"),
        ([[0, 0], [10, 1], [20, 0], [10, -1]], "four sides"),
    ],
)
def test_what_cannot_be_squared_is_said(ring: list[list[float]], sentence: str) -> None:
    with pytest.raises(ShapingError, match=sentence):
        orthogonalised(np.array(ring, float), closed=True)


def test_a_line_is_squared_in_degrees() -> None:
    frame = MetricFrame(127.0, 40.0)
    bent = Shape.begun(GeometryKind.LINE, [frame.corner(c) for c in ([0, 0], [80, 0], [84, 50])])
    a, b, c = squared(bent, frame).corners
    assert metric.turn(a, b, c) == pytest.approx(90.0, abs=1e-4)
