from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from layers.projection import (
    HALF_WORLD,
    extent_to_mercator,
    ground_resolution,
    metre,
    to_lonlat,
    to_mercator,
)

LON = st.floats(-180, 180)
LAT = st.floats(-85, 85)


@given(LON, LAT)
def test_mercator_and_back(lon: float, lat: float) -> None:
    assert to_lonlat(to_mercator([lon, lat])) == pytest.approx([lon, lat], abs=1e-9)


@given(LON, LAT)
def test_mercator_is_epsg_3857(lon: float, lat: float) -> None:
    expected = Transformer.from_crs(4326, 3857, always_xy=True).transform(lon, lat)
    assert to_mercator([lon, lat]) == pytest.approx(expected, abs=1e-3)


def test_the_poles_lie_at_the_edge_of_the_square_world() -> None:
    assert to_mercator([[0.0, 90.0], [0.0, -90.0]])[:, 1] == pytest.approx(
        [HALF_WORLD, -HALF_WORLD]
    )


def test_ground_resolution_shrinks_with_latitude() -> None:
    y = float(to_mercator([0.0, 60.0])[1])
    assert ground_resolution(100.0, 0.0) == pytest.approx(100.0)
    assert ground_resolution(100.0, y) == pytest.approx(50.0)
    assert float(metre(y)) == pytest.approx(2.0)


def test_extent_keeps_its_corners() -> None:
    west, south, east, north = extent_to_mercator((124.0, 37.0, 131.0, 43.0))
    corners = to_lonlat([[west, south], [east, north]])
    assert np.allclose(corners, [[124.0, 37.0], [131.0, 43.0]])
