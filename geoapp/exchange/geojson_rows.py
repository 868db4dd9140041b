"""Rows of a GeoJSON text (RFC 7946): features become rows, their properties cells."""

from __future__ import annotations

import json
import math
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geoapp.case.errors import CaseError
from geoapp.exchange.rows import LONGEST_CELL, LONGEST_PRINTED, MOST_ROWS, Listed, SourceRow

_LON_LAT = ("crs84", "epsg::4326", "epsg:4326", "crs:84", "wgs84", "wgs 84")
FEATURE_ID = "feature id"


def read_geojson(text: str, name: str) -> tuple[list[SourceRow], list[Listed], str | None]:
    """Rows, refused features and the collection's name. Lines are feature ordinals from 1.

    CaseError for broken JSON (with its line), another CRS, or what is no GeoJSON.
    """
    data = _loaded(text, name)
    _check_crs(data.get("crs"), name)
    kind = data.get("type")
    if kind == "FeatureCollection" and isinstance(data.get("features"), list):
        features = data["features"]
    elif kind == "Feature":
        features = [data]
    elif isinstance(kind, str) and ("coordinates" in data or "geometries" in data):
        features = [{"type": "Feature", "geometry": data, "properties": {}}]
    else:
        raise CaseError(f"“{name}” is JSON, but not GeoJSON: it holds no features.")
    if len(features) > MOST_ROWS:
        raise CaseError(f"“{name}” has more than {MOST_ROWS:,} features. Split it.")
    rows: list[SourceRow] = []
    refused: list[Listed] = []
    for number, feature in enumerate(features, 1):
        _take(feature, number, rows, refused)
    layer = data.get("name")
    return rows, refused, layer if isinstance(layer, str) else None


def _loaded(text: str, name: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise CaseError(f"“{name}” is broken at line {error.lineno}: {error.msg}.") from None
    except RecursionError:
        raise CaseError(f"“{name}” is nested too deeply to be GeoJSON.") from None
    except ValueError:
        raise CaseError(f"“{name}” holds a number with too many digits.") from None
    if not isinstance(data, dict):
        raise CaseError(f"“{name}” is JSON, but not GeoJSON: it holds no features.")
    return data


def _check_crs(crs: Any, name: str) -> None:
    """Only longitude and latitude on WGS 84 are read; older files may name something else."""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(named, str) or not named.lower().endswith(_LON_LAT):
        said = named if isinstance(named, str) else "one that is not named"
        raise CaseError(
            f"“{name}” uses another coordinate system ({said[:80]}). "
            "Convert it to EPSG:4326 (longitude, latitude) and import it again."
        )


def _take(feature: Any, number: int, rows: list[SourceRow], refused: list[Listed]) -> None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        refused.append(Listed(number, "not a feature"))
        return
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        refused.append(Listed(number, "its properties are not names with values"))
        return
    if any(isinstance(v, str) and len(v) > LONGEST_CELL for v in properties.values()):
        refused.append(Listed(number, f"a text is longer than {LONGEST_CELL:,} characters"))
        return
    cells = dict(properties)
    if feature.get("id") is not None:
        cells[FEATURE_ID] = feature["id"]
    given = feature.get("geometry")
    geometry, trouble = _geometry(given)
    printed = _printed(given) if trouble else None
    rows.append(SourceRow(number, cells, geometry, trouble, printed))


def _printed(geometry: Any) -> str:
    """A geometry that is no place, as the file has it."""
    words = json.dumps(geometry, ensure_ascii=False)
    return words if len(words) <= LONGEST_PRINTED else f"{words[:LONGEST_PRINTED]}…"


def _geometry(data: Any) -> tuple[BaseGeometry | None, str | None]:
    if data is None:
        return None, None
    if not _finite(data):
        return None, "a coordinate is not a number"
    try:
        found = shape(data)
    except Exception:  # noqa: BLE001  shapely answers malformed input with many kinds of error
        return None, "its geometry is malformed"
    if found.is_empty:
        return None, None
    return found, None


def _finite(data: Any) -> bool:
    """Whether all coordinates are finite numbers, found without recursion."""
    stack = [data.get("coordinates", []), data.get("geometries", [])] if _is_object(data) else []
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif _is_object(item):
            stack += [item.get("coordinates", []), item.get("geometries", [])]
        elif isinstance(item, bool) or not isinstance(item, int | float) or not _is_finite(item):
            return False
    return True


def _is_object(data: Any) -> bool:
    return isinstance(data, dict)


def _is_finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:
        return False
