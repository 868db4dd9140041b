"""Kilometres along a line, by geodesics on WGS84.

Linear referencing as road and river authorities use it: a place on a line is its
distance from the start. On a generalised line these are kilometres of the map, not
of a survey.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pyproj import Geod
from shapely.geometry import LineString

_GEOD = Geod(ellps="WGS84")
_SAME_PLACE_KM = 1e-6


@dataclass(frozen=True, slots=True)
class Located:
    """A point against a line.

    `km`: chainage of the nearest point of the line. `offset_m`: distance to it, 0 or
    more. `side`: left, right or on, as seen in the direction of increasing chainage.
    """

    km: float
    offset_m: float
    side: str


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """A line with the chainage of each vertex.

    `lonlat`: float64 (n, 2), degrees, EPSG:4326. `km`: float64 (n,), rising.
    """

    lonlat: npt.NDArray[np.float64]
    km: npt.NDArray[np.float64]

    @property
    def start_km(self) -> float:
        """Chainage of the first vertex."""
        return float(self.km[0])

    @property
    def end_km(self) -> float:
        """Chainage of the last vertex."""
        return float(self.km[-1])

    def at(self, km: float) -> tuple[float, float]:
        """(lon, lat) of a chainage. ValueError when it lies off the line."""
        if not self.start_km - _SAME_PLACE_KM <= km <= self.end_km + _SAME_PLACE_KM:
            raise ValueError(f"the line runs from km {self.start_km:.3f} to {self.end_km:.3f}")
        last = len(self.km) - 2
        i = int(np.clip(np.searchsorted(self.km, km, side="right") - 1, 0, last))
        (lon, lat), (lon_to, lat_to) = self.lonlat[i], self.lonlat[i + 1]
        azimuth, _, _ = _GEOD.inv(lon, lat, lon_to, lat_to)
        lon_at, lat_at, _ = _GEOD.fwd(lon, lat, azimuth, (km - self.km[i]) * 1000.0)
        return float(lon_at), float(lat_at)

    def locate(self, lon: float, lat: float) -> Located:
        """The nearest place of the line to a point, in degrees.

        Works in the azimuthal equidistant plane around the point, where distances
        from the point are true.
        """
        xy = self._seen_from(lon, lat)
        start, step = xy[:-1], np.diff(xy, axis=0)
        square = np.einsum("ij,ij->i", step, step)
        along = -np.einsum("ij,ij->i", start, step) / np.where(square > 0, square, 1.0)
        along = np.clip(along, 0.0, 1.0)
        nearest = start + along[:, None] * step
        distance = np.hypot(nearest[:, 0], nearest[:, 1])
        i = int(np.argmin(distance))
        km = self.km[i] + along[i] * (self.km[i + 1] - self.km[i])
        # The sign of the cross product of the step with the way from line to point.
        turn = step[i, 1] * nearest[i, 0] - step[i, 0] * nearest[i, 1]
        side = "on" if distance[i] < 1e-3 else "left" if turn > 0 else "right"
        return Located(float(km), float(distance[i]), side)

    def cut(self, from_km: float, to_km: float) -> LineString:
        """The stretch between two chainages, (lon, lat), in the direction of the line.

        ValueError unless from_km < to_km and both lie on the line.
        """
        if not from_km < to_km:
            raise ValueError("a stretch needs its lower chainage first")
        inside = (self.km > from_km + _SAME_PLACE_KM) & (self.km < to_km - _SAME_PLACE_KM)
        return LineString([self.at(from_km), *self.lonlat[inside].tolist(), self.at(to_km)])

    def _seen_from(self, lon: float, lat: float) -> npt.NDArray[np.float64]:
        """Metres east and north of the point, for each vertex, by azimuth and distance."""
        count = len(self.lonlat)
        azimuth, _, distance = _GEOD.inv(
            np.full(count, lon), np.full(count, lat), self.lonlat[:, 0], self.lonlat[:, 1]
        )
        angle = np.radians(azimuth)
        return np.column_stack((distance * np.sin(angle), distance * np.cos(angle)))


def measure(line: LineString, start_km: float = 0.0) -> MeasuredLine:
    """Geodesic chainage for a line in (lon, lat) degrees. ValueError for an empty line."""
    if line.is_empty:
        raise ValueError("an empty line has no chainage")
    lonlat = np.asarray(line.coords, dtype=np.float64)[:, :2]
    metres = np.asarray(_GEOD.line_lengths(lonlat[:, 0], lonlat[:, 1]), dtype=np.float64)
    km = start_km + np.concatenate(([0.0], np.cumsum(metres))) / 1000.0
    return MeasuredLine(lonlat, km)


def length_km(line: LineString) -> float:
    """Geodesic length of a line in (lon, lat) degrees."""
    return float(_GEOD.geometry_length(line)) / 1000.0


def circle(lon: float, lat: float, radius_m: float, corners: int = 72) -> list[list[float]]:
    """The corners, (lon, lat), of a geodesic circle around a point; first and last agree."""
    azimuth = np.linspace(0.0, 360.0, corners, endpoint=False)
    lons, lats, _ = _GEOD.fwd(
        np.full(corners, lon), np.full(corners, lat), azimuth, np.full(corners, radius_m)
    )
    ring = np.column_stack((lons, lats)).tolist()
    return [*ring, ring[0]]
