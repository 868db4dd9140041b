"""Which part of the world is looked at, and how large it appears."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from layers.projection import HALF_WORLD, Array, ground_resolution

Extent = tuple[float, float, float, float]
"""West, south, east, north."""

FINEST = 0.02
COARSEST = 2.0 * HALF_WORLD / 256.0


@dataclass(frozen=True, slots=True)
class View:
    """A rectangle of pixels over the world.

    `x`, `y`: its centre, EPSG:3857 metres. `resolution`: Mercator metres per pixel.
    `width`, `height`: pixels. Pixel (0, 0) is the upper left corner and y grows downwards.
    """

    x: float
    y: float
    resolution: float
    width: int
    height: int

    @property
    def extent(self) -> Extent:
        """West, south, east, north in EPSG:3857 metres."""
        half_width = self.width * self.resolution / 2.0
        half_height = self.height * self.resolution / 2.0
        return (
            self.x - half_width,
            self.y - half_height,
            self.x + half_width,
            self.y + half_height,
        )

    @property
    def ground_resolution(self) -> float:
        """Metres on the ground per pixel at the centre."""
        return ground_resolution(self.resolution, self.y)

    def to_pixels(self, xy: npt.ArrayLike) -> Array:
        """EPSG:3857 metres (..., 2) to pixels (..., 2)."""
        out = np.array(xy, dtype=np.float64)
        out -= (self.x, self.y)
        out *= (1.0 / self.resolution, -1.0 / self.resolution)
        out += (self.width / 2.0, self.height / 2.0)
        return out

    def to_world(self, pixels: npt.ArrayLike) -> Array:
        """Pixels (..., 2) to EPSG:3857 metres (..., 2)."""
        out = np.array(pixels, dtype=np.float64)
        out -= (self.width / 2.0, self.height / 2.0)
        out *= (self.resolution, -self.resolution)
        out += (self.x, self.y)
        return out

    def zoomed(self, factor: float, about: tuple[float, float] | None = None) -> View:
        """Closer by `factor` (below 1: farther), with the pixel `about` staying in place."""
        finer = min(max(self.resolution / factor, FINEST), COARSEST)
        px, py = about or (self.width / 2.0, self.height / 2.0)
        change = self.resolution - finer
        return replace(
            self,
            x=self.x + (px - self.width / 2.0) * change,
            y=self.y - (py - self.height / 2.0) * change,
            resolution=finer,
        )._within_world()

    def panned(self, dx: float, dy: float) -> View:
        """As after dragging the picture by (dx, dy) pixels to the right and down."""
        return replace(
            self, x=self.x - dx * self.resolution, y=self.y + dy * self.resolution
        )._within_world()

    def centred(self, x: float, y: float) -> View:
        """The same scale around another centre, EPSG:3857 metres."""
        return replace(self, x=x, y=y)._within_world()

    def resized(self, width: int, height: int) -> View:
        """The same centre and scale in another number of pixels."""
        return replace(self, width=max(width, 1), height=max(height, 1))

    def grown(self, margin: int) -> View:
        """With `margin` more pixels on every side."""
        return replace(self, width=self.width + 2 * margin, height=self.height + 2 * margin)

    @classmethod
    def fitted(cls, extent: Extent, width: int, height: int, margin: float = 0.0) -> View:
        """The closest view that holds all of `extent` (EPSG:3857 metres), centred.

        `margin` pixels stay free on every side. An extent without size gets a close view.
        """
        west, south, east, north = extent
        inner_width = max(width - 2.0 * margin, 1.0)
        inner_height = max(height - 2.0 * margin, 1.0)
        needed = max((east - west) / inner_width, (north - south) / inner_height)
        resolution = min(max(needed, FINEST), COARSEST)
        return cls(
            (west + east) / 2.0, (south + north) / 2.0, resolution, max(width, 1), max(height, 1)
        )

    def _within_world(self) -> View:
        return replace(
            self,
            x=min(max(self.x, -HALF_WORLD), HALF_WORLD),
            y=min(max(self.y, -HALF_WORLD), HALF_WORLD),
        )
