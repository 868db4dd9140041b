"""How long the first picture takes when nothing is decoded yet, on one thread."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import Affine

from benchmarks.measure import HEIGHT, WIDTH, Measure
from layers import basemap
from layers.imagery import TileSource, grid, open_source
from sample_data import folder


def measures(place: Path, _case: Path) -> Iterator[Measure]:
    """First views of an MBTiles file and of GeoTIFFs in two reference systems."""
    picture = basemap.picture(folder() / "overview")
    yield Measure("imagery: first view, overview MBTiles, widest", _first_view(picture, 0))
    yield Measure("imagery: first view, overview MBTiles, closest", _first_view(picture, 99))
    for name, crs, shift in (
        ("EPSG:3857", "EPSG:3857", Affine(1, 0, 14_200_000, 0, -1, 5_200_000)),
        ("UTM 52N", "EPSG:32652", Affine(1, 0, 460_000, 0, -1, 4_700_000)),
    ):
        path = _picture(place / f"{crs.replace(':', '_')}.tif", crs, shift)
        yield Measure(f"imagery: first view, JPEG COG in {name}, closest", _first_view(path, 99))
        yield Measure(f"imagery: first view, JPEG COG in {name}, widest", _first_view(path, 0))


def _first_view(path: Path, zoom: int) -> object:
    def sample(_round: int) -> int:
        source = open_source(path)
        try:
            read = [source.read(*tile) for tile in _in_view(source, zoom)]
        finally:
            source.close()
        return sum(tile is not None for tile in read)

    return sample


def _in_view(source: TileSource, zoom: int) -> list[tuple[int, int, int]]:
    """The tiles of one frame over the middle, at the zoom or where all fits into the frame."""
    west, south, east, north = source.extent
    needed = max((east - west) / WIDTH, (north - south) / HEIGHT)
    z = min(max(zoom, grid.zoom_for(needed), source.min_zoom), source.max_zoom)
    size = grid.resolution(z) * grid.TILE
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    half_x, half_y = WIDTH / 2 * grid.resolution(z), HEIGHT / 2 * grid.resolution(z)
    left, right = max(west, middle_x - half_x), min(east, middle_x + half_x)
    bottom, top = max(south, middle_y - half_y), min(north, middle_y + half_y)
    columns = range(_index(left, size), _index(right, size) + 1)
    rows = range(_index(-top, size), _index(-bottom, size) + 1)
    return [(z, x, y) for y in rows for x in columns if grid.exists(z, x, y)]


def _index(metres: float, size: float) -> int:
    return math.floor((metres + grid.HALF_WORLD) / size)


def _picture(path: Path, crs: str, shift: Affine) -> Path:
    """A large picture of soft noise, compressed as imagery usually is."""
    coarse = np.random.default_rng(7).integers(0, 255, (3, 512, 512), dtype=np.uint8)
    values = np.kron(coarse, np.ones((1, 16, 16), np.uint8))
    with rasterio.open(
        path, "w", driver="COG", count=3, width=values.shape[2], height=values.shape[1],
        dtype="uint8", crs=crs, transform=shift, compress="JPEG",
    ) as file:  # fmt: skip
        file.write(values)
    return path
