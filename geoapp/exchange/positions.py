"""From the cells of a row to its position, or to the reason why it has none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import MultiLineString, MultiPoint, MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from geoapp.exchange.cells import is_empty, words_of
from geoapp.exchange.rows import LONGEST_PRINTED
from layers.coordinate_text import CoordinateError, read_angle
from layers.coordinates import parse
from layers.schema import GeometryKind
from layers.values import PRECISION, Position

NO_COORDINATE = "no coordinate"
# Where the cases of this program lie; only used to word the suspicion of a swap.
_REGION = (120.0, 33.0, 135.0, 45.0)
_KINDS: Mapping[GeometryKind, frozenset[str]] = {
    GeometryKind.POINT: frozenset({"Point"}),
    GeometryKind.LINE: frozenset({"LineString"}),
    GeometryKind.AREA: frozenset({"Polygon"}),
    GeometryKind.ANY: frozenset(
        {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"}
    ),
}
_NAMES = {GeometryKind.POINT: "points", GeometryKind.LINE: "lines", GeometryKind.AREA: "areas"}


@dataclass(frozen=True, slots=True)
class Located:
    """A position with its reason for having no place, and remarks on its other parts."""

    position: Position | None
    unlocated: str | None
    remarks: tuple[tuple[str, str, str], ...] = ()
    """Each: part, words, reason."""


class _NoPlaceError(ValueError):
    """The reason why a row has no place."""


def locate(
    kind: GeometryKind,
    cells: Mapping[str, Any],
    geometry: BaseGeometry | None = None,
    trouble: str | None = None,
    printed: str | None = None,
) -> Located:
    """The position that the parts of a row give. `cells` by part: lat, lon, wkt …

    Nothing is put right silently: a pair that looks swapped is no place, and its
    words stay in `found_by`, as do heights. `printed`: what stands for a geometry that
    is none.
    """
    cells = {part: raw for part, raw in cells.items() if not is_empty(raw)}
    found, reason = None, None
    try:
        if trouble:
            raise _NoPlaceError(trouble)
        found = _fitting(kind, geometry if geometry is not None else _place(cells))
        if _is_null_island(found):
            raise _NoPlaceError("the coordinate 0, 0 stands for an unknown place in many tables")
    except _NoPlaceError as error:
        reason = str(error)
    remarks: list[tuple[str, str, str]] = []
    radius = _radius(cells, remarks)
    precision = _precision(cells, remarks)
    found_by = words_of(cells["found_by"]) if "found_by" in cells else None
    if reason:
        found = None
        found_by = _with_printed(found_by, cells, geometry, printed)
    else:
        found_by = _with_heights(found_by, found, remarks)
        found = None if found is None else shapely.force_2d(found)
    if found is None and radius is None and precision is None and found_by is None:
        return Located(None, reason or NO_COORDINATE, tuple(remarks))
    position = Position(found, radius, precision, found_by)
    return Located(position, reason or (None if found else NO_COORDINATE), tuple(remarks))


def _place(cells: Mapping[str, Any]) -> BaseGeometry | None:
    if "wkt" in cells:
        return _from_wkt(words_of(cells["wkt"]), cells)
    if "lat" in cells or "lon" in cells:
        return _from_pair(cells)
    if "coordinates" in cells:
        try:
            return Point(parse(words_of(cells["coordinates"])))
        except CoordinateError as error:
            raise _NoPlaceError(str(error)) from None
    return None


def _from_wkt(words: str, cells: Mapping[str, Any]) -> BaseGeometry:
    srid = words.startswith("SRID=")
    try:
        # A number beyond all bounds becomes infinite, which is answered further down.
        with np.errstate(over="ignore", invalid="ignore"):
            found = shapely.from_wkt(words.split(";", 1)[-1] if srid else words)
    except (shapely.errors.ShapelyError, ValueError):
        raise _NoPlaceError("its WKT cannot be read") from None
    if srid and not words.startswith("SRID=4326;"):
        raise _NoPlaceError("its WKT is not in EPSG:4326")
    if isinstance(found, Point) and ("lat" in cells or "lon" in cells):
        pair = _from_pair(cells)
        if (pair.x, pair.y) != (found.x, found.y):
            raise _NoPlaceError("its WKT and its latitude and longitude differ")
    return found


def _from_pair(cells: Mapping[str, Any]) -> Point:
    for part, name in (("lat", "latitude"), ("lon", "longitude")):
        if part not in cells:
            raise _NoPlaceError(f"no {name}")
    lon, lat = _degrees(cells["lon"], "longitude"), _degrees(cells["lat"], "latitude")
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise _NoPlaceError("a coordinate is not a number")
    return Point(lon, lat)


def _degrees(raw: Any, name: str) -> float:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    words = words_of(raw)
    for read in (float, read_angle):
        try:
            return read(words)
        except ValueError:
            continue
    raise _NoPlaceError(f"the {name} “{words[:40]}” is not a number of degrees")


def _fitting(kind: GeometryKind, found: BaseGeometry | None) -> BaseGeometry | None:
    """The geometry if it lies on the Earth and the table draws its kind."""
    if found is None or found.is_empty:
        return None
    for x, y in shapely.get_coordinates(found):
        _check_on_earth(float(x), float(y))
    if isinstance(found, MultiPoint | MultiLineString | MultiPolygon) and len(found.geoms) == 1:
        found = found.geoms[0]
    if found.geom_type not in _KINDS.get(kind, frozenset()):
        wanted = _NAMES.get(kind, "points, lines and areas")
        raise _NoPlaceError(f"its geometry is a {found.geom_type}; this layer holds {wanted}")
    return found


def _is_null_island(found: BaseGeometry | None) -> bool:
    return isinstance(found, Point) and found.x == 0 and found.y == 0


def _with_heights(
    found_by: str | None, found: BaseGeometry | None, remarks: list[tuple[str, str, str]]
) -> str | None:
    """Heights that say something, in words: positions hold longitude and latitude alone."""
    if found is None or not found.has_z:
        return found_by
    heights = shapely.get_coordinates(found, include_z=True)[:, 2]
    told = heights[np.isfinite(heights) & (heights != 0)]
    if not len(told):
        return found_by
    low, high = float(told.min()), float(told.max())
    words = f"height {low:.15g}" if low == high else f"heights {low:.15g} to {high:.15g}"
    remarks.append(("height", words, "positions hold no height; kept in “found by”"))
    return "; ".join(part for part in (found_by, f"as printed: {words}") if part)


def _check_on_earth(lon: float, lat: float) -> None:
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise _NoPlaceError("a coordinate is not a number")
    if abs(lat) > 90 and abs(lon) <= 90 and abs(lat) <= 180:
        west, south, east, north = _REGION
        likely = west <= lat <= east and south <= lon <= north
        raise _NoPlaceError(
            f"latitude and longitude {'look' if likely else 'may be'} swapped "
            f"(latitude {lat:g}, longitude {lon:g})"
        )
    if abs(lat) > 90:
        raise _NoPlaceError(f"the latitude {lat:g} is out of range (-90 to 90)")
    if abs(lon) > 180:
        raise _NoPlaceError(f"the longitude {lon:g} is out of range (-180 to 180)")


def _radius(cells: Mapping[str, Any], remarks: list[tuple[str, str, str]]) -> float | None:
    if "radius_m" not in cells:
        return None
    raw = cells["radius_m"]
    try:
        radius = float(raw) if not isinstance(raw, bool) else math.nan
    except (TypeError, ValueError, OverflowError):
        radius = math.nan
    if math.isfinite(radius) and radius >= 0:
        return radius
    remarks.append(("radius_m", words_of(raw), "not a radius in metres"))
    return None


def _precision(cells: Mapping[str, Any], remarks: list[tuple[str, str, str]]) -> str | None:
    if "precision" not in cells:
        return None
    words = words_of(cells["precision"])
    if words in PRECISION:
        return words
    for term in PRECISION.terms:
        if words.strip().casefold() in {term.code, term.label.en, term.label.ko}:
            return term.code
    remarks.append(("precision", words, "not in the vocabulary; kept as the source's word"))
    return words


def _with_printed(
    found_by: str | None,
    cells: Mapping[str, Any],
    geometry: BaseGeometry | None,
    instead: str | None,
) -> str | None:
    """What was printed as coordinates, in words, so that a person can put it right."""
    parts = [
        f"{part} {words_of(cells[part])}"
        for part in ("lat", "lon", "wkt", "coordinates")
        if part in cells
    ]
    if geometry is not None:
        parts.append(geometry.wkt[:LONGEST_PRINTED])
    if instead is not None:
        parts.append(instead)
    printed = f"as printed: {', '.join(parts)}" if parts else None
    return "; ".join(words for words in (found_by, printed) if words) or None
