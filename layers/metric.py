"""Metres for drawing: a flat frame with true angles, and lengths on the ellipsoid."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from pyproj import Geod, Transformer

from layers.projection import Array

Corner = tuple[float, float]
"""(lon, lat) in degrees, EPSG:4326."""

_GEOD = Geod(ellps="WGS84")


class MetricFrame:
    """East and north in metres around a place: transverse Mercator on WGS 84.

    Angles are true everywhere. Lengths are true at the place and too long by five
    parts in a million 20 km east or west of it.
    """

    def __init__(self, lon: float, lat: float) -> None:
        self.lon, self.lat = lon, lat
        self._transformer = _transformer(lon, lat)

    def to_metres(self, lonlat: npt.ArrayLike) -> Array:
        """(lon, lat) in degrees (..., 2) to (east, north) in metres (..., 2)."""
        degrees = np.asarray(lonlat, dtype=np.float64)
        east, north = self._transformer.transform(degrees[..., 0], degrees[..., 1])
        return np.stack([np.asarray(east), np.asarray(north)], axis=-1)

    def to_lonlat(self, metres: npt.ArrayLike) -> Array:
        """(east, north) in metres (..., 2) to (lon, lat) in degrees (..., 2)."""
        flat = np.asarray(metres, dtype=np.float64)
        lon, lat = self._transformer.transform(flat[..., 0], flat[..., 1], direction="INVERSE")
        return np.stack([np.asarray(lon), np.asarray(lat)], axis=-1)

    def corner(self, metres: npt.ArrayLike) -> Corner:
        """One place in metres as (lon, lat)."""
        lon, lat = self.to_lonlat(metres).tolist()
        return lon, lat


@lru_cache(maxsize=64)
def _transformer(lon: float, lat: float) -> Transformer:
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj=tmerc +lat_0={lat!r} +lon_0={lon!r} +k=1 +ellps=WGS84"
    )


def length(corners: Sequence[Corner], *, closed: bool = False) -> float:
    """The geodesic length in metres along corners; `closed` goes back to the first."""
    if len(corners) < 2:
        return 0.0
    way = [*corners, corners[0]] if closed else list(corners)
    lons, lats = zip(*way, strict=True)
    return float(_GEOD.line_length(lons, lats))


def area(corners: Sequence[Corner]) -> float:
    """The geodesic area in square metres within a ring of corners, whichever way it turns."""
    if len(corners) < 3:
        return 0.0
    lons, lats = zip(*corners, strict=True)
    return abs(float(_GEOD.polygon_area_perimeter(lons, lats)[0]))


def bearing(start: Corner, end: Corner) -> float:
    """The direction from start to end in degrees clockwise from north, 0 to 360."""
    forward, _, _ = _GEOD.inv(*start, *end)
    return float(forward) % 360.0


def turn(before: Corner, at: Corner, after: Corner) -> float:
    """The angle in degrees between two neighbouring segments at a corner, 0 to 180."""
    difference = abs(bearing(at, before) - bearing(at, after))
    return min(difference, 360.0 - difference)


def away(start: Array, metres: float, degrees: float) -> Array:
    """The place (2,) at a distance and bearing from `start` (2,), all in a metric frame."""
    angle = math.radians(degrees)
    return np.asarray(start + np.array([math.sin(angle), math.cos(angle)]) * metres)
