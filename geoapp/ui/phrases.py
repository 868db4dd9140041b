"""Values as words for people: dates, positions, units, terms. Used by panels and forms."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geoapp.case.records import Value
from layers.schema import Field
from layers.values import PRECISION, Position, UncertainDate

CONTEXT = "phrases"


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def in_words(field: Field, value: Value, language: str = "en") -> str:
    """A value as a reader wants to see it; an empty text when there is none.

    Never says more than the value: no added decimals, no day where a month was said.
    """
    if value is None:
        return ""
    if isinstance(value, UncertainDate):
        return date_in_words(value)
    if isinstance(value, Position):
        return position_in_words(value, language)
    if isinstance(value, str):
        known = field.vocabulary
        return known.label_of(value, language) if known is not None else value
    return _plain_in_words(value, field.unit)


def _plain_in_words(value: Value, unit: str | None) -> str:
    if isinstance(value, bool):
        return _tr("yes") if value else _tr("no")
    if isinstance(value, (int, float)):
        return with_unit(number_in_words(value), unit)
    return json.dumps(value, ensure_ascii=False)


def number_in_words(value: float) -> str:
    """Digits as they are stored, without a trailing ``.0``; thousands set apart."""
    if isinstance(value, int) or value.is_integer():
        whole = int(value)
        return f"{whole:,}" if abs(whole) >= 10000 else str(whole)
    return repr(value)


def with_unit(text: str, unit: str | None) -> str:
    """A number with its unit; degrees stand close."""
    if not unit:
        return text
    return f"{text}{unit}" if unit == "°" else f"{text} {unit}"


def date_in_words(value: UncertainDate) -> str:
    """The source's own words, or the bounds when it left none."""
    return value.words or bounds_in_words(value)


def bounds_in_words(value: UncertainDate) -> str:
    """The days that the date may be."""
    if not value.is_dated:
        return _tr("undated, kept as words")
    if value.earliest == value.latest and value.earliest is not None:
        return value.earliest.isoformat()
    return f"{_day(value.earliest)} – {_day(value.latest)}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "…"


def position_in_words(value: Position, language: str = "en") -> str:
    """Coordinates with the decimals they deserve, radius, precision, how it was found."""
    return "\n".join(filter(None, (place_in_words(value), *grades_in_words(value, language))))


def place_in_words(value: Position) -> str:
    """Where: a point as latitude and longitude, a line or area by its kind and size."""
    geometry = value.geometry
    if geometry is None:
        return _tr("unlocated")
    if isinstance(geometry, Point):
        return point_in_words(geometry.x, geometry.y, value.decimals())
    return _shape_in_words(geometry)


def point_in_words(lon: float, lat: float, decimals: int) -> str:
    """A point as people write it: latitude first, with N and E."""
    north = _tr("N") if lat >= 0 else _tr("S")
    east = _tr("E") if lon >= 0 else _tr("W")
    return f"{abs(lat):.{decimals}f}° {north}, {abs(lon):.{decimals}f}° {east}"


def _shape_in_words(geometry: BaseGeometry) -> str:
    kinds = {
        "LineString": _tr("line of {n} points"),
        "MultiLineString": _tr("lines of {n} points"),
        "Polygon": _tr("area with {n} corners"),
        "MultiPolygon": _tr("areas with {n} corners"),
        "MultiPoint": _tr("{n} points"),
    }
    count = _vertices(geometry)
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        count -= len(getattr(geometry, "geoms", (geometry,)))
    return kinds.get(geometry.geom_type, _tr("shape of {n} points")).replace("{n}", str(count))


def _vertices(geometry: BaseGeometry) -> int:
    parts: Any = getattr(geometry, "geoms", None)
    if parts is not None:
        return sum(_vertices(part) for part in parts)
    outline: Any = getattr(geometry, "exterior", geometry)
    return len(outline.coords)


def grades_in_words(value: Position, language: str = "en") -> tuple[str, str]:
    """(how precise, how it was found), each in words or empty."""
    precise = [radius_in_words(value.radius_m)]
    if value.precision:
        precise.append(PRECISION.label_of(value.precision, language))
    return " · ".join(filter(None, precise)), value.found_by or ""


def radius_in_words(radius_m: float | None) -> str:
    """``± 7 km``; empty when nobody said."""
    if radius_m is None:
        return ""
    if radius_m >= 1000:
        return f"± {number_in_words(radius_m / 1000)} km"
    return f"± {number_in_words(radius_m)} m"


def excerpt(text: str, length: int) -> str:
    """The beginning of a text on one line, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[:length].rsplit(" ", 1)[0] if " " in flat[length // 2 : length] else flat[:length]
    return f"{cut} …"
