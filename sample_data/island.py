"""Where things lie on the invented island: one list for the case and for the pictures.

Distances are metres in two frames. ``island``: x east, y north, from the middle of
the compound. ``compound``: the same, turned with the walls. Both are spherical
Mercator, scaled to true length in the middle, so that pictures and drawn features
cannot disagree.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

Metres = npt.NDArray[np.float64]
"""(n, 2) float64: metres east and north in the island's frame."""

MIDDLE_LON, MIDDLE_LAT = 131.80, 40.35
"""Open water in the East Sea, more than a hundred kilometres from any coast."""

TURN = math.radians(6.0)
"""How far the compound's long axis is turned from east towards north."""

RADIUS = 6378137.0
SCALE = math.cos(math.radians(MIDDLE_LAT))
"""True metres for one metre of the map, in the middle of the island."""

MIDDLE_X = RADIUS * math.radians(MIDDLE_LON)
MIDDLE_Y = RADIUS * math.log(math.tan(math.pi / 4 + math.radians(MIDDLE_LAT) / 2))


def to_mercator(points: Metres) -> Metres:
    """EPSG:3857 metres (n, 2) of points in the island's frame."""
    placed: Metres = np.asarray(points, np.float64) / SCALE + (MIDDLE_X, MIDDLE_Y)
    return placed


def to_lonlat(points: Metres) -> Metres:
    """EPSG:4326 degrees (n, 2), (lon, lat), of points in the island's frame."""
    x, y = to_mercator(points).T / RADIUS
    return np.column_stack([np.degrees(x), np.degrees(2 * np.arctan(np.exp(y)) - np.pi / 2)])


def from_compound(points: Metres) -> Metres:
    """Points of the compound's frame in the island's."""
    cos, sin = math.cos(TURN), math.sin(TURN)
    turned: Metres = np.asarray(points, np.float64) @ np.array([[cos, sin], [-sin, cos]])
    return turned


def into_compound(x: Metres, y: Metres) -> tuple[Metres, Metres]:
    """The inverse of `from_compound`, for arrays of any shape."""
    cos, sin = math.cos(TURN), math.sin(TURN)
    return x * cos + y * sin, -x * sin + y * cos


def numbers(text: str) -> Metres:
    """The points of a cell: ``x y;x y;…``. ValueError for anything else."""
    return np.array([[float(n) for n in pair.split()] for pair in text.split(";")], np.float64)


def read_shapes(path: Path) -> dict[str, dict[str, str]]:
    """The rows of shapes.csv by their code."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def course(shapes: Mapping[str, Mapping[str, str]], code: str) -> Metres:
    """The points of a shape in the island's frame; rings end where they begin.

    A cell ``@name`` takes the points of another shape. KeyError for an unknown code.
    """
    row = shapes[code]
    if row["points"].startswith("@"):
        return course(shapes, row["points"][1:])
    points = numbers(row["points"])
    if row["frame"] == "compound":
        points = from_compound(points)
    if row["kind"] in {"ring", "area", "ringspline"}:
        points = np.vstack([points, points[:1]])
    if row["kind"].endswith("spline"):
        points = smoothed(points, closed=row["kind"] == "ringspline")
    return points


def smoothed(points: Metres, *, closed: bool, steps: int = 8) -> Metres:
    """A Catmull-Rom curve through (n, 2) points, `steps` pieces between two of them."""
    if closed:
        padded = np.vstack([points[-2:-1], points, points[1:2]])
    else:
        padded = np.vstack([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    parts = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        parts.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
            + 0.5 * (3 * b - a - 3 * c + d) * t**3
        )
    return np.vstack([*parts, points[-1:]])


def geometry(kind: str, points: Metres) -> BaseGeometry:
    """A shapely geometry in EPSG:4326, (lon, lat), rounded to about a centimetre."""
    lonlat = np.round(to_lonlat(points), 7)
    if kind == "point":
        return Point(lonlat[0])
    if kind in {"area", "ringspline"}:
        return Polygon(lonlat)
    return LineString(lonlat)
