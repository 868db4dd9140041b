"""Files of imagery made for each test, small and real."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import rasterio
from imagery_samples import Maker
from rasterio.transform import Affine


@pytest.fixture
def mbtiles(tmp_path: Path) -> Maker:
    """Makes an MBTiles file from {(z, x, y from the north): bytes} and its metadata."""

    def make(
        tiles: Mapping[tuple[int, int, int], object],
        metadata: Mapping[str, str] | None = None,
        name: str = "some.mbtiles",
    ) -> Path:
        path = tmp_path / name
        db = sqlite3.connect(path)
        if metadata is not None:
            db.execute("CREATE TABLE metadata (name text, value text)")
            db.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        db.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, "
            "tile_row integer, tile_data blob)"
        )
        db.execute("CREATE UNIQUE INDEX place ON tiles (zoom_level, tile_column, tile_row)")
        db.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            [(z, x, 2**z - 1 - y, blob) for (z, x, y), blob in tiles.items()],
        )
        db.commit()
        db.close()
        return path

    return make


@pytest.fixture
def tiff(tmp_path: Path) -> Maker:
    """Makes a GeoTIFF of (bands, rows, columns); 10 m pixels from (14000000, 5000000)."""

    def make(values: np.ndarray, name: str = "some.tif", **profile: object) -> Path:
        path = tmp_path / name
        settings: dict[str, object] = {
            "driver": "GTiff",
            "crs": "EPSG:3857",
            "transform": Affine(10, 0, 14_000_000, 0, -10, 5_000_000),
            "count": values.shape[0],
            "height": values.shape[1],
            "width": values.shape[2],
            "dtype": values.dtype.name,
            **profile,
        }
        meanings = settings.pop("colorinterp", None)
        with rasterio.open(path, "w", **settings) as file:
            file.write(values)
            if meanings is not None:
                file.colorinterp = meanings
        return path

    return make


@pytest.fixture
def pictures(repository: Path) -> Path:
    """The folder of real imagery, which is not part of the product."""
    place = os.environ.get("GEOAPP_TEST_IMAGERY")
    folder = Path(place) if place else repository.parent / "shared" / "imagery"
    if not folder.is_dir():
        pytest.skip("no folder of real imagery here")
    return folder
