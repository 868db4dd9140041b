"""The overview map's own lines, areas and names, beneath everything that belongs to a case."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from layers import gazetteer
from layers.projection import to_mercator

AREAS = ("lakes",)
LINES = ("coast", "rivers", "provinces", "borders")

WORLD_PIXELS_AT_ZOOM_0 = 256
_WORLD_METRES = 2.0 * math.pi * 6378137.0
# The zoom from which a town of each rank shows.
_TOWN_ZOOM = {1: 4.0, 2: 5.4, 3: 6.6, 4: 7.7, 5: 8.6, 6: 9.7}
# Which kind goes first among labels of the same rank.
_PLACING = ("country", "town", "sea", "mountain", "river", "province", "lake")
_PICTURES = {False: "overview.mbtiles", True: "overview_dark.mbtiles"}


def resolution_at(zoom: float) -> float:
    """Mercator metres per pixel at a web map's `zoom` with 256 px tiles."""
    return _WORLD_METRES / WORLD_PIXELS_AT_ZOOM_0 * math.exp2(-zoom)


@dataclass(frozen=True, slots=True)
class Theme:
    """Lines or rings of one kind.

    `xy` float64 (n, 2) in EPSG:3857 metres; part i is xy[offsets[i]:offsets[i + 1]], offsets
    int64 (parts + 1,). `feature` int64 (parts,) says to which feature a part belongs (the rings
    of an area with holes share one), `kinds` and `names` are by feature, "" where there is none.
    `bounds` float64 (parts, 4): west, south, east, north of each part in metres.
    """

    name: str
    xy: npt.NDArray[np.float64]
    offsets: npt.NDArray[np.int64]
    feature: npt.NDArray[np.int64]
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    names_ko: tuple[str, ...]
    bounds: npt.NDArray[np.float64]
    credit: str

    def part(self, index: int) -> npt.NDArray[np.float64]:
        """Vertices of one part, float64 (m, 2), EPSG:3857 metres."""
        return self.xy[self.offsets[index] : self.offsets[index + 1]]

    def visible(self, extent: tuple[float, float, float, float]) -> npt.NDArray[np.int64]:
        """Which parts may touch `extent` (west, south, east, north in EPSG:3857 metres)."""
        west, south, east, north = extent
        b = self.bounds
        inside = (b[:, 0] <= east) & (b[:, 2] >= west) & (b[:, 1] <= north) & (b[:, 3] >= south)
        return np.flatnonzero(inside)


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name on the map.

    `kind` is town, country, sea, province, river, lake or mountain and decides the lettering:
    seas, lakes and rivers are set in water's colour and italic, provinces and countries in
    spaced capitals and pale, towns upright beside a small dot, mountains beside a triangle.
    `x`, `y` EPSG:3857 metres: a town's dot, the middle of any other label.
    Shown while `finest` <= resolution <= `coarsest` (Mercator metres per pixel).
    `angle` in degrees, counter-clockwise. The lower the `rank`, the earlier it is placed.
    """

    kind: str
    name: str
    name_ko: str
    x: float
    y: float
    rank: int
    coarsest: float
    finest: float
    angle: float

    def shown(self, resolution: float) -> bool:
        """Whether the label belongs on a map of this resolution."""
        return self.finest <= resolution <= self.coarsest


@dataclass(frozen=True, slots=True)
class BaseMap:
    """Everything of the overview map but its picture; `labels` in the order of placing."""

    areas: Mapping[str, Theme]
    lines: Mapping[str, Theme]
    labels: tuple[MapLabel, ...]
    credit: str


def picture(folder: Path, *, dark: bool = False) -> Path:
    """The relief tiles for a light or dark window."""
    return folder / _PICTURES[dark]


def load(folder: Path) -> BaseMap:
    """Reads the overview map in `folder`; towns come from `gazetteer.csv` beside that folder.

    OSError where a file is missing, ValueError where one is malformed.
    """
    areas = {name: _theme(folder / f"{name}.geojson") for name in AREAS}
    lines = {name: _theme(folder / f"{name}.geojson") for name in LINES}
    labels = [*_labels(folder / "labels.csv"), *_towns(folder.parent / "gazetteer.csv")]
    labels.sort(key=lambda label: (label.rank, _PLACING.index(label.kind)))
    credit = "Lines: GSHHG (LGPL), Natural Earth; places: GeoNames (CC BY 4.0)"
    return BaseMap(areas, lines, tuple(labels), credit)


def _theme(path: Path) -> Theme:
    data = json.loads(path.read_text(encoding="utf-8"))
    features = data["features"]
    parts = [(i, p) for i, f in enumerate(features) for p in _parts(f["geometry"])]
    lengths = [len(points) for _, points in parts]
    offsets = np.fromiter(accumulate(lengths, initial=0), dtype=np.int64, count=len(parts) + 1)
    numbers = chain.from_iterable(chain.from_iterable(points for _, points in parts))
    lonlat = np.fromiter(numbers, dtype=np.float64, count=2 * int(offsets[-1])).reshape(-1, 2)
    xy = to_mercator(lonlat)
    starts = offsets[:-1]
    low, high = np.minimum.reduceat(xy, starts), np.maximum.reduceat(xy, starts)
    properties = [f["properties"] for f in features]
    return Theme(
        name=path.stem,
        xy=xy,
        offsets=offsets,
        feature=np.array([i for i, _ in parts], dtype=np.int64),
        kinds=tuple(p.get("kind", "") for p in properties),
        names=tuple(p.get("name", "") for p in properties),
        names_ko=tuple(p.get("name_ko", "") for p in properties),
        bounds=np.hstack([low, high]),
        credit=f"{data['origin']} ({data['licence']})",
    )


def _parts(geometry: dict[str, Any]) -> Iterable[list[list[float]]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        return [coordinates]
    if kind in ("MultiLineString", "Polygon"):
        return list(coordinates)
    if kind == "MultiPolygon":
        return list(chain.from_iterable(coordinates))
    raise ValueError(f"The overview map cannot draw a {kind}.")


def _labels(path: Path) -> list[MapLabel]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    places = to_mercator([(float(r["lon"]), float(r["lat"])) for r in rows])
    return [
        MapLabel(
            kind=row["kind"],
            name=row["name"],
            name_ko=row["name_ko"],
            x=float(x),
            y=float(y),
            rank=int(row["rank"]),
            coarsest=resolution_at(float(row["coarsest_zoom"])),
            finest=resolution_at(float(row["finest_zoom"])),
            angle=float(row["angle"]),
        )
        for row, (x, y) in zip(rows, places, strict=True)
    ]


def _towns(path: Path) -> list[MapLabel]:
    towns = [(p, p.rank) for p, _ in gazetteer.read(path) if p.rank is not None]
    places = to_mercator([(p.lon, p.lat) for p, _ in towns])
    return [
        MapLabel(
            kind="town",
            name=town.name,
            name_ko=town.name_ko,
            x=float(x),
            y=float(y),
            rank=rank,
            coarsest=resolution_at(_TOWN_ZOOM[rank]),
            finest=0.0,
            angle=0.0,
        )
        for (town, rank), (x, y) in zip(towns, places, strict=True)
    ]
