"""GeoTIFF and COG as map tiles: read by window, warped when they are not in EPSG:3857."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.crs import CRS
from rasterio.enums import Interleaving, MaskFlags
from rasterio.errors import RasterioError
from rasterio.transform import Affine
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

from layers.imagery import grid
from layers.imagery.bands import STRETCHED, Bands, chosen
from layers.imagery.errors import DamagedTileError, ImageryError
from layers.imagery.gdal import environment, open_tiff, whole_blocks
from layers.imagery.grid import TILE, Extent
from layers.imagery.pixels import Pixels, merged
from layers.imagery.plain_text import plain_text
from layers.imagery.pool import Pool

_MERCATOR = CRS.from_epsg(3857)
_LARGEST_BLOCK = 256 * 1024 * 1024
_MOST_BANDS = 32
_WHOLE = 4096
"""Source pixels along the longer side of a picture that may be read whole for a tile."""
_WIDEST_READ = 2048
"""Source pixels along one side that may be read for a tile of a larger picture."""
_WARP_MEGABYTES = 64
_WITHOUT_OVERVIEWS = (
    "It appears only when you zoom in, because the file has no smaller copies of itself "
    "(overviews). Convert it to a cloud optimized GeoTIFF to see it at every scale."
)


@dataclass(frozen=True, slots=True)
class _Raster:
    """The pixels of a file as seen in EPSG:3857: where they lie and how fine they are."""

    transform: Affine
    width: int
    height: int
    warped: bool

    @property
    def extent(self) -> Extent:
        return _extent(self.transform, self.width, self.height)

    @property
    def metres(self) -> float:
        """Mercator metres per pixel, the finer of both directions."""
        return float(min(self.transform.a, -self.transform.e))

    def window(self, extent: Extent) -> Window:
        """The pixels under an extent, in fractions of pixels, cut at the edges."""
        left = (extent[0] - self.transform.c) / self.transform.a
        top = (extent[3] - self.transform.f) / self.transform.e
        right = (extent[2] - self.transform.c) / self.transform.a
        bottom = (extent[1] - self.transform.f) / self.transform.e
        left, right = max(left, 0.0), min(right, float(self.width))
        top, bottom = max(top, 0.0), min(bottom, float(self.height))
        return Window(left, top, right - left, bottom - top)


class _Handle:
    """The file, opened once more, and its warped form where it needs one."""

    def __init__(self, path: Path, raster: _Raster, bands: Bands) -> None:
        self._bands = bands
        with environment():
            self._file = open_tiff(path)
            try:
                self._shown = _warped(self._file, raster, bands) if raster.warped else self._file
            except BaseException:
                self._file.close()
                raise

    def close(self) -> None:
        with environment():
            if self._shown is not self._file:
                self._shown.close()
            self._file.close()

    def read(self, window: Window, shape: tuple[int, int]) -> tuple[Pixels, Pixels]:
        """(3, h, w) red, green, blue and (h, w) alpha of a window, resampled to `shape`."""
        bands = self._bands
        with environment(), whole_blocks():
            values = self._shown.read(
                bands.colours,
                window=window,
                out_shape=(len(bands.colours), *shape),
                resampling=bands.resampling,
            )
            alpha = self._alpha(window, shape)
        return bands.to_rgb(values, alpha)

    def _alpha(self, window: Window, shape: tuple[int, int]) -> Pixels:
        shown, number = self._shown, self._bands.alpha
        if shown is not self._file:
            number = shown.count
        if number is not None:
            values = shown.read(number, window=window, out_shape=shape)
            return _as_alpha(values)
        flags = shown.mask_flag_enums[self._bands.colours[0] - 1]
        if flags == [MaskFlags.all_valid]:
            return np.full(shape, 255, np.uint8)
        masks = shown.read_masks(
            self._bands.colours, window=window, out_shape=(len(self._bands.colours), *shape)
        )
        return np.asarray(masks.max(axis=0), np.uint8)


class GeoTiff:
    """A georeferenced TIFF; a `TileSource`. Raises ImageryError if it cannot be shown."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._file = path.name
        with environment(), open_tiff(path) as dataset:
            try:
                _require_showable(dataset)
                self._raster = _placed(dataset)
                self.credit = plain_text(dataset.tags().get("TIFFTAG_COPYRIGHT", ""))
                self.min_zoom, self.max_zoom = _zooms(dataset, self._raster)
                bands = chosen(dataset, by_overview=self.min_zoom == 0)
            except ImageryError as error:
                raise ImageryError(f"{self._file} cannot be shown. {error}") from error
            except RasterioError as error:
                raise ImageryError(f"{self._file} is damaged or cut short.") from error
        self.extent = self._raster.extent
        self.remark = " ".join(
            sentence
            for sentence, applies in (
                (STRETCHED, bands.stretch is not None),
                (_WITHOUT_OVERVIEWS, self.min_zoom > 0),
            )
            if applies
        )
        self._pool: Pool[_Handle] = Pool(lambda: _Handle(path, self._raster, bands))

    def read(self, z: int, x: int, y: int) -> Pixels | None:
        """As in `TileSource.read`."""
        if not grid.exists(z, x, y) or not self.min_zoom <= z <= self.max_zoom:
            return None
        tile = grid.tile_extent(z, x, y)
        if not grid.overlaps(tile, self.extent):
            return None
        columns, rows = _covered(tile, self.extent, grid.resolution(z))
        window = self._raster.window(_within(tile, columns, rows, grid.resolution(z)))
        shape = (rows.stop - rows.start, columns.stop - columns.start)
        try:
            with self._pool.borrow() as handle:
                part = merged(*handle.read(window, shape))
        except RasterioError as error:
            raise DamagedTileError(f"A part of {self._file} is damaged.") from error
        if part is None or shape == (TILE, TILE):
            return part
        whole = np.zeros((TILE, TILE, 4), np.uint8)
        whole[rows, columns] = part
        return whole

    def close(self) -> None:
        """As in `TileSource.close`."""
        self._pool.close()


def _require_showable(dataset: rasterio.DatasetReader) -> None:
    if not 1 <= dataset.count <= _MOST_BANDS:
        raise ImageryError(f"It has {dataset.count} bands. Pick three of them first.")
    depth = 1 if dataset.interleaving is Interleaving.band else dataset.count
    for (rows, columns), kind in zip(dataset.block_shapes, dataset.dtypes, strict=True):
        if rows * columns * depth * np.dtype(kind).itemsize > _LARGEST_BLOCK:
            raise ImageryError(
                "It is stored in pieces too large to be read one by one. "
                "Convert it to a cloud optimized GeoTIFF first."
            )
    if dataset.crs is None or dataset.transform.is_identity:
        raise ImageryError(
            "It does not say where on Earth it lies (no coordinate reference system). "
            "State it first, for example with gdal_edit -a_srs EPSG:32652, or georeference it."
        )


def _placed(dataset: rasterio.DatasetReader) -> _Raster:
    shift = dataset.transform
    upright = shift.b == 0 and shift.d == 0 and shift.a > 0 > shift.e
    if upright and dataset.crs == _MERCATOR:
        return _Raster(shift, dataset.width, dataset.height, warped=False)
    try:
        with WarpedVRT(dataset, crs=_MERCATOR) as probe:
            extent, metres = _extent(probe.transform, probe.width, probe.height), probe.transform.a
    except RasterioError as error:
        raise ImageryError("Its place on Earth cannot be worked out.") from error
    extent = grid.clipped(extent)
    if not (extent[0] < extent[2] and extent[1] < extent[3] and metres > 0):
        raise ImageryError("It lies outside the map.")
    return _aligned(extent, metres)


def _extent(shift: Affine, width: int, height: int) -> Extent:
    """What an upright raster covers."""
    return (shift.c, shift.f + height * shift.e, shift.c + width * shift.a, shift.f)


def _aligned(extent: Extent, metres: float) -> _Raster:
    """A grid whose pixels are those of the tiles, so that the deepest need no second resampling."""
    zoom = grid.zoom_for(metres)
    span = max(extent[2] - extent[0], extent[3] - extent[1])
    while span / grid.resolution(zoom) > 2**30:
        zoom -= 1
    size = grid.resolution(zoom)
    left = math.floor((extent[0] + grid.HALF_WORLD) / size)
    top = math.floor((grid.HALF_WORLD - extent[3]) / size)
    right = math.ceil((extent[2] + grid.HALF_WORLD) / size)
    bottom = math.ceil((grid.HALF_WORLD - extent[1]) / size)
    west, north = left * size - grid.HALF_WORLD, grid.HALF_WORLD - top * size
    shift = Affine(size, 0.0, west, 0.0, -size, north)
    return _Raster(shift, right - left, bottom - top, warped=True)


def _zooms(dataset: rasterio.DatasetReader, raster: _Raster) -> tuple[int, int]:
    """The zooms at which a tile can be had without reading a large part of a large file."""
    deepest = grid.zoom_for(raster.metres)
    coarsest = max(dataset.overviews(1), default=1)
    if max(dataset.width, dataset.height) <= _WHOLE * coarsest:
        return 0, deepest
    widest = raster.metres * coarsest * _WIDEST_READ / TILE
    return min(grid.zoom_for(widest), deepest), deepest


def _covered(tile: Extent, extent: Extent, metres: float) -> tuple[slice, slice]:
    """Columns and rows of a tile on which the imagery lies; at least one of each."""
    columns = _pixels(extent[0] - tile[0], extent[2] - tile[0], metres)
    rows = _pixels(tile[3] - extent[3], tile[3] - extent[1], metres)
    return columns, rows


def _pixels(start: float, end: float, metres: float) -> slice:
    """The pixels of a tile from `start` to `end`, metres from its edge, to the nearest pixel."""
    first, last = max(start / metres, 0.0), min(end / metres, float(TILE))
    if round(last) > round(first):
        return slice(round(first), round(last))
    only = min(math.floor(first), TILE - 1)
    return slice(only, only + 1)


def _within(tile: Extent, columns: slice, rows: slice, metres: float) -> Extent:
    """The ground under some columns and rows of a tile."""
    return (
        tile[0] + columns.start * metres,
        tile[3] - rows.stop * metres,
        tile[0] + columns.stop * metres,
        tile[3] - rows.start * metres,
    )


def _warped(dataset: rasterio.DatasetReader, raster: _Raster, bands: Bands) -> WarpedVRT:
    return WarpedVRT(
        dataset,
        crs=_MERCATOR,
        transform=raster.transform,
        width=raster.width,
        height=raster.height,
        resampling=bands.resampling,
        add_alpha=bands.alpha is None,
        warp_mem_limit=_WARP_MEGABYTES,
    )


def _as_alpha(values: npt.NDArray[Any]) -> Pixels:
    """Transparency in 8 bits. Other types of pixels only know opaque and not."""
    if values.dtype == np.uint8:
        return np.asarray(values, np.uint8)
    return np.where(values > 0, 255, 0).astype(np.uint8)
