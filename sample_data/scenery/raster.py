"""Grids of metres, fractal noise, and distances: what a drawn landscape is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from sample_data.island import Metres

Field = npt.NDArray[np.floating[Any]]
"""(rows, columns) float32, or (rows, columns, 3) for colours; row 0 is the northern one."""
Level = Field | float
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Grid:
    """Square pixels over a part of the island: edges and pixel size in metres."""

    west: float
    south: float
    east: float
    north: float
    pixel: float

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return (
            round((self.north - self.south) / self.pixel),
            round((self.east - self.west) / self.pixel),
        )

    @cached_property
    def x(self) -> Field:
        """Metres east of each pixel's middle."""
        columns = self.west + self.pixel * (np.arange(self.shape[1]) + 0.5)
        return np.broadcast_to(columns.astype(np.float32), self.shape)

    @cached_property
    def y(self) -> Field:
        """Metres north of each pixel's middle."""
        rows = self.north - self.pixel * (np.arange(self.shape[0]) + 0.5)
        return np.broadcast_to(rows.astype(np.float32)[:, None], self.shape)

    def noise(self, roughness: float, seed: int, finest: float = 0.0) -> Field:
        """Fractal noise of mean 0 and deviation 1, with nothing finer than `finest` metres.

        The power of the spectrum falls with the frequency to the power of `roughness`.
        """
        rows, columns = self.shape
        random = np.random.default_rng(seed).standard_normal(self.shape)
        frequency = np.hypot(
            np.fft.fftfreq(rows, self.pixel)[:, None], np.fft.rfftfreq(columns, self.pixel)
        )
        frequency[0, 0] = 1.0
        spectrum = np.fft.rfft2(random) * frequency ** (-roughness / 2)
        spectrum *= np.exp(-((frequency * finest) ** 2))
        spectrum[0, 0] = 0.0
        found = np.fft.irfft2(spectrum, self.shape)
        return np.asarray(found / found.std(), np.float32)

    def distance(self, points: Metres, reach: float = 1e9) -> Field:
        """Metres from each pixel to a line; larger than `reach` where it is not worked out."""
        nearest = np.full(self.shape, np.float32(1e9))
        for (x0, y0), (x1, y1) in pairwise(points):
            rows, columns = self._window(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), reach)
            x, y = self.x[rows, columns], self.y[rows, columns]
            along = (x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)
            t = np.clip(along / max((x1 - x0) ** 2 + (y1 - y0) ** 2, 1e-9), 0, 1)
            away = np.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0))
            nearest[rows, columns] = np.minimum(nearest[rows, columns], away)
        return nearest

    def _window(
        self, west: float, south: float, east: float, north: float, reach: float
    ) -> tuple[slice, slice]:
        rows, columns = self.shape
        left = max(int((west - reach - self.west) / self.pixel), 0)
        right = min(int((east + reach - self.west) / self.pixel) + 2, columns)
        top = max(int((self.north - north - reach) / self.pixel), 0)
        bottom = min(int((self.north - south + reach) / self.pixel) + 2, rows)
        return slice(top, max(bottom, top)), slice(left, max(right, left))

    def inside(self, points: Metres) -> Mask:
        """The pixels within a ring."""
        picture = Image.new("1", self.shape[::-1])
        columns = (points[:, 0] - self.west) / self.pixel
        rows = (self.north - points[:, 1]) / self.pixel
        ImageDraw.Draw(picture).polygon(
            [(float(c), float(r)) for c, r in zip(columns, rows, strict=True)], fill=1
        )
        return np.array(picture, bool)


def step(value: Field, low: Level, high: Level) -> Field:
    """From 0 at `low` to 1 at `high`, smoothly."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def tint(*values: object) -> Field:
    """One colour, or a list of them, as float32."""
    return np.array(values[0] if len(values) == 1 else values, np.float32)


def paint(ground: Field, colour: object, amount: Field | Mask) -> None:
    """Mix a colour, (3,) or (rows, columns, 3) reflectances, into the ground."""
    share = np.asarray(amount, np.float32)[..., None]
    ground += (np.asarray(colour, np.float32) - ground) * share
