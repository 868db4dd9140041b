from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from layers.imagery import grid


@given(st.integers(0, 22), st.data())
def test_tiles_of_a_zoom_meet_without_gap(z: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, 2**z - 1))
    y = data.draw(st.integers(0, 2**z - 1))
    west, south, east, north = grid.tile_extent(z, x, y)
    assert east - west == pytest.approx(grid.resolution(z) * grid.TILE)
    assert grid.tile_extent(z, x + 1, y)[0] == pytest.approx(east, abs=1e-6)
    assert grid.tile_extent(z, x, y + 1)[3] == pytest.approx(south, abs=1e-6)
    assert grid.overlaps((west, south, east, north), grid.WORLD)


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_mercator_is_that_of_proj(lon: float, lat: float) -> None:
    project = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    assert grid.mercator(lon, lat) == pytest.approx(project.transform(lon, lat), abs=1e-3)


@given(st.floats(0.01, 100_000))
def test_the_chosen_zoom_loses_nothing(metres: float) -> None:
    zoom = grid.zoom_for(metres)
    assert grid.resolution(zoom) <= metres * 1.1001
    assert zoom == 0 or grid.resolution(zoom - 1) > metres * 1.0999
