"""Web Mercator and back, and what a metre is there.

Everything works on numpy float64 arrays of shape (..., 2).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

EARTH_RADIUS = 6378137.0
HALF_WORLD = math.pi * EARTH_RADIUS
LIMIT_LATITUDE = math.degrees(2.0 * math.atan(math.exp(math.pi)) - math.pi / 2.0)


def to_mercator(lonlat: npt.ArrayLike) -> Array:
    """EPSG:4326 (lon, lat) in degrees to EPSG:3857 (x, y) in metres.

    Latitudes beyond the square world of Web Mercator (85.05 degrees) are held at its edge.
    """
    degrees = np.asarray(lonlat, dtype=np.float64)
    out = np.empty_like(degrees)
    out[..., 0] = np.radians(degrees[..., 0]) * EARTH_RADIUS
    latitude = np.radians(np.clip(degrees[..., 1], -LIMIT_LATITUDE, LIMIT_LATITUDE))
    out[..., 1] = np.arcsinh(np.tan(latitude)) * EARTH_RADIUS
    return out


def to_lonlat(xy: npt.ArrayLike) -> Array:
    """EPSG:3857 (x, y) in metres to EPSG:4326 (lon, lat) in degrees."""
    metres = np.asarray(xy, dtype=np.float64)
    out = np.empty_like(metres)
    out[..., 0] = np.degrees(metres[..., 0] / EARTH_RADIUS)
    out[..., 1] = np.degrees(np.arctan(np.sinh(metres[..., 1] / EARTH_RADIUS)))
    return out


def extent_to_mercator(
    extent: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees to the same in EPSG:3857 metres."""
    corners = to_mercator([[extent[0], extent[1]], [extent[2], extent[3]]])
    return (
        float(corners[0, 0]),
        float(corners[0, 1]),
        float(corners[1, 0]),
        float(corners[1, 1]),
    )


def metre(y: npt.ArrayLike) -> Array:
    """How many Mercator metres one metre on the ground is at northing `y`; at least 1."""
    return np.cosh(np.asarray(y, dtype=np.float64) / EARTH_RADIUS)


def ground_resolution(resolution: float, y: float) -> float:
    """Metres on the ground per pixel, where `resolution` is Mercator metres per pixel."""
    return resolution / float(metre(y))
