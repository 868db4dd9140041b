"""Whether a value fits its field, before anything is written."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.case.errors import RefusedChangeError
from geoapp.case.records import Key, Value
from geoapp.store.columns import value_json
from layers.schema import Field, FieldKind, GeometryKind, Table
from layers.values import Position, UncertainDate

LARGEST_ID = 2**53 - 1
"""Ids and whole numbers stay below 2**53, which every program reads back exactly."""

_GEOMETRY_TYPES = {
    GeometryKind.POINT: ("Point",),
    GeometryKind.LINE: ("LineString", "LinearRing"),
    GeometryKind.AREA: ("Polygon",),
}
_GEOMETRY_WORDS = {
    GeometryKind.POINT: "a point",
    GeometryKind.LINE: "one line",
    GeometryKind.AREA: "one area",
}


def check_key(key: Key) -> None:
    """RefusedChangeError unless the id is a whole number from 1 to 2**53 - 1."""
    if type(key.id) is not int or not 1 <= key.id <= LARGEST_ID:
        raise RefusedChangeError(f"{key.id!r} cannot be the number of a row.")


def checked(table: Table, field: Field, value: Value) -> Value:
    """The value as it will be stored. RefusedChangeError with a sentence if it does not fit.

    The value itself is never altered, but for a whole number in a field with decimals,
    which becomes a float, and a position that says nothing at all, which becomes None.
    """
    if value is None:
        return None
    try:
        return _CHECKS[field.kind](table, value)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise RefusedChangeError(
            f"“{field.label.en}” of “{table.label.en}” cannot hold this: {error}."
        ) from error


def _text(table: Table, value: Value) -> Value:
    if not isinstance(value, str):
        raise TypeError("it takes words")
    _storable(value)
    return value


def _storable(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("half of a character is missing in the text") from error


def _integer(table: Table, value: Value) -> Value:
    if type(value) is not int:
        raise TypeError("it takes a whole number")
    if abs(value) > LARGEST_ID:
        raise ValueError("the number is too large to be kept exactly")
    return value


def _reference(table: Table, value: Value) -> Value:
    if type(value) is not int or not 1 <= value <= LARGEST_ID:
        raise ValueError("it takes the number of a row")
    return value


def _number(table: Table, value: Value) -> Value:
    if type(value) is int:
        if float(value) != value:
            raise ValueError("the number is too large to be kept exactly")
        return float(value)
    if type(value) is not float or not math.isfinite(value):
        raise ValueError("it takes a number")
    return value


def _boolean(table: Table, value: Value) -> Value:
    if type(value) is not bool:
        raise TypeError("it takes yes, no or nothing")
    return value


def _date(table: Table, value: Value) -> Value:
    if not isinstance(value, UncertainDate):
        raise TypeError("it takes an uncertain date")
    for bound in (value.earliest, value.latest):
        if bound is not None and type(bound) is not date:
            raise TypeError("the bounds of a date are days")
    _text(table, value.words)
    return value


def _any_json(table: Table, value: Value) -> Value:
    _storable(value_json(value))
    return value


def _position(table: Table, value: Value) -> Value:
    if not isinstance(value, Position):
        raise TypeError("it takes a position")
    for word in (value.precision, value.found_by):
        if word is not None:
            _text(table, word)
    if value.geometry is not None:
        _geometry(table, value.geometry)
    if value == Position(None):
        return None
    return replace(value, radius_m=_radius(value.radius_m))


def _radius(metres: object) -> float | None:
    if metres is None:
        return None
    if type(metres) not in (int, float):
        raise TypeError("a radius is a number of metres")
    radius = float(metres)  # type: ignore[arg-type]
    if not math.isfinite(radius) or radius < 0:
        raise ValueError("a radius is a number of metres, not below zero")
    return radius


def _geometry(table: Table, geometry: BaseGeometry) -> None:
    wanted = _GEOMETRY_TYPES.get(table.geometry)
    if wanted and geometry.geom_type not in wanted:
        raise ValueError(
            f"it takes {_GEOMETRY_WORDS[table.geometry]}, and this is a {geometry.geom_type}"
        )
    if geometry.has_z or shapely.has_m(geometry):
        raise ValueError("it takes longitude and latitude alone, without heights")
    if geometry.is_empty:
        raise ValueError("the geometry is empty; leave it out instead")
    coordinates = shapely.get_coordinates(geometry)
    if not np.isfinite(coordinates).all():
        raise ValueError("a coordinate is not a number")
    longitude, latitude = coordinates[:, 0], coordinates[:, 1]
    if np.abs(longitude).max() > 180 or np.abs(latitude).max() > 90:
        raise ValueError("a coordinate lies outside longitude ±180°, latitude ±90°")


_CHECKS = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.CHOICE: _text,
    FieldKind.INTEGER: _integer,
    FieldKind.NUMBER: _number,
    FieldKind.BOOLEAN: _boolean,
    FieldKind.DATE: _date,
    FieldKind.REFERENCE: _reference,
    FieldKind.POSITION: _position,
    FieldKind.VALUE: _any_json,
}
