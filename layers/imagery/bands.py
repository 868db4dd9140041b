"""Which bands of a picture are its colours, and how their values become 8 bits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import ColorInterp, Resampling
from rasterio.windows import Window

from layers.imagery.errors import ImageryError
from layers.imagery.pixels import Pixels

PERCENTILES = (2.0, 98.0)
STRETCHED = "Brightness is stretched: black is the 2nd and white the 98th percentile of each band."
_SAMPLE = 512
_SPOTS = 8
_SPOT = 64


@dataclass(frozen=True, slots=True)
class Bands:
    """How to make colours of a dataset.

    `colours` are the numbers of the red, green and blue band, or of one grey band;
    `alpha` that of a transparency band. `palette` is (256, 4) uint8 in R, G, B, A;
    `stretch` the values (colours, 2) that become black and white.
    """

    colours: tuple[int, ...]
    alpha: int | None = None
    palette: Pixels | None = None
    stretch: npt.NDArray[np.float64] | None = None

    @property
    def resampling(self) -> Resampling:
        """Entries of a palette are names, which have no mean."""
        return Resampling.bilinear if self.palette is None else Resampling.nearest

    def to_rgb(self, values: npt.NDArray[Any], alpha: Pixels) -> tuple[Pixels, Pixels]:
        """(3, h, w) and (h, w) uint8 from the values of `colours` and their transparency."""
        if self.palette is not None:
            entries = self.palette[values[0]]
            return entries[..., :3].transpose(2, 0, 1), np.minimum(alpha, entries[..., 3])
        if self.stretch is not None:
            values, alpha = self._stretched(values, alpha)
        return np.broadcast_to(values, (3, *alpha.shape)), alpha

    def _stretched(self, values: npt.NDArray[Any], alpha: Pixels) -> tuple[Pixels, Pixels]:
        assert self.stretch is not None  # noqa: S101 - for the type checker
        low, high = self.stretch.T[:, :, None, None]
        known = np.isfinite(values).all(axis=0)
        scaled = (values.astype(np.float32) - low) * (255.0 / (high - low))
        scaled = np.clip(np.where(known, scaled, 0.0), 0, 255)
        return scaled.astype(np.uint8), np.where(known, alpha, 0).astype(np.uint8)


def chosen(dataset: rasterio.DatasetReader, by_overview: bool) -> Bands:
    """The bands to show: red, green and blue where there are three, else the first as grey.

    A fourth band that is no transparency (near infrared) is left out. `by_overview`
    says whether the whole picture can be looked at cheaply to find the stretch.
    Raises ImageryError for pixels that are no colours.
    """
    meanings = dataset.colorinterp
    if any(np.dtype(kind).kind == "c" for kind in dataset.dtypes):
        raise ImageryError("Its pixels are complex numbers (radar). Make an intensity image first.")
    alpha = meanings.index(ColorInterp.alpha) + 1 if ColorInterp.alpha in meanings else None
    if meanings[0] is ColorInterp.palette and dataset.dtypes[0] == "uint8":
        return Bands((1,), alpha, _palette(dataset))
    colours = _colours(dataset, alpha)
    if all(dataset.dtypes[band - 1] == "uint8" for band in colours):
        return Bands(colours, alpha)
    return Bands(colours, alpha, None, _stretch(dataset, colours, by_overview))


def _colours(dataset: rasterio.DatasetReader, alpha: int | None) -> tuple[int, ...]:
    meanings = dataset.colorinterp
    named = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    if all(meaning in meanings for meaning in named):
        return tuple(meanings.index(meaning) + 1 for meaning in named)
    free = tuple(band for band in range(1, dataset.count + 1) if band != alpha)
    return free[:3] if len(free) >= 3 else free[:1]


def _palette(dataset: rasterio.DatasetReader) -> Pixels:
    palette = np.zeros((256, 4), np.uint8)
    for number, entry in dataset.colormap(1).items():
        if 0 <= number < 256:
            palette[number] = entry
    return palette


def _stretch(
    dataset: rasterio.DatasetReader, colours: tuple[int, ...], by_overview: bool
) -> npt.NDArray[np.float64]:
    out = []
    for band in colours:
        seen = _whole(dataset, band) if by_overview else _spots(dataset, band)
        seen = seen[np.isfinite(seen)]
        low, high = np.percentile(seen, PERCENTILES) if seen.size else (0.0, 1.0)
        out.append((low, high if high > low else low + 1.0))
    return np.array(out, np.float64)


def _whole(dataset: rasterio.DatasetReader, band: int) -> npt.NDArray[np.float64]:
    """Valid values of the whole picture, thinned."""
    scale = min(1.0, _SAMPLE / max(dataset.width, dataset.height))
    shape = (max(round(dataset.height * scale), 1), max(round(dataset.width * scale), 1))
    values = dataset.read(band, out_shape=shape, masked=True)
    return np.asarray(values.compressed(), np.float64)


def _spots(dataset: rasterio.DatasetReader, band: int) -> npt.NDArray[np.float64]:
    """Valid values of small places all over a picture too large to be read as a whole."""
    found = []
    for row in np.linspace(0, max(dataset.height - _SPOT, 0), _SPOTS).astype(int):
        for column in np.linspace(0, max(dataset.width - _SPOT, 0), _SPOTS).astype(int):
            window = Window(int(column), int(row), _SPOT, _SPOT)
            found.append(dataset.read(band, window=window, masked=True).compressed())
    return np.asarray(np.concatenate(found), np.float64)
