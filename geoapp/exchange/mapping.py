"""Which column of a file stands for which field of a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geoapp.case.errors import CaseError
from layers.schema import FieldKind, GeometryKind, Table

# The parts of a position, with the names they go by in files from elsewhere.
POSITION_PARTS: Mapping[str, tuple[str, ...]] = {
    "lat": ("lat", "latitude", "위도", "y", "lat_dd", "decimallatitude", "point_y"),
    "lon": (
        "lon",
        "lng",
        "long",
        "longitude",
        "경도",
        "x",
        "lon_dd",
        "decimallongitude",
        "point_x",
    ),
    "wkt": ("wkt", "geom", "the_geom", "geometry", "geometry_wkt"),
    "coordinates": (
        *("coordinates", "coordinate", "coords", "latlon", "lat_lon", "latlng", "position"),
        *("gps", "mgrs", "utm", "dms", "map_link", "좌표", "위치"),
    ),
    "radius_m": (
        *("radius_m", "radius", "accuracy_m", "accuracy", "uncertainty_m", "반경"),
        "coordinateuncertaintyinmeters",
    ),
    "precision": ("precision", "spatial_precision", "정밀도", "공간_정밀도"),
    "found_by": ("found_by", "coord_source", "coordinate_source", "how_found", "위치_근거"),
}
DATE_PARTS: Mapping[str, tuple[str, ...]] = {
    "earliest": ("earliest",),
    "latest": ("latest",),
    "from": ("from", "start", "begin"),
    "to": ("to", "end"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a column fills: a field, or a part of a date or of the position."""

    field: str
    part: str = ""


CITED = Target("source", "cited")
"""Words that name the row's own source: they go into its claims, also without such a field."""
_CITED = ("source", "sources", "출처", "source_words", "citation", "reference")


def part_name(table: Table, part: str) -> str:
    """The column in which we write a part of the position; clear of the table's own fields."""
    return f"geometry_{part}" if part in {field.name for field in table} else part


def plain(name: str) -> str:
    """A column's name without case, width, blanks and signs."""
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    return re.sub(r"[\W_]+", "_", folded).strip("_")


def targets(
    table: Table, columns: Iterable[str], explicit: Mapping[str, str] | None = None
) -> dict[str, Target]:
    """Column -> what it fills. Columns that fill nothing are left out.

    A field's own name comes before the other names stated for it, those before
    its labels. Of two columns for one target the first in that order wins.
    CaseError when the explicit mapping names what does not exist.
    """
    columns = list(columns)
    named = _explicit(table, columns, explicit or {})
    free = [column for column in columns if column not in (explicit or {})]
    taken = set(named.values())
    for words in _names(table):
        for column in free:
            target = words.get(plain(column))
            if target is not None and column not in named and target not in taken:
                named[column] = target
                taken.add(target)
    return named


def _explicit(table: Table, columns: list[str], explicit: Mapping[str, str]) -> dict[str, Target]:
    known = _names(table)[0]
    named: dict[str, Target] = {}
    for column, name in explicit.items():
        if column not in columns:
            raise CaseError(
                f"The mapping names the column “{column}”, but the file has only: "
                f"{', '.join(columns)}."
            )
        if not name:
            continue
        target = known.get(plain(name))
        if target is None:
            raise CaseError(f"The mapping names “{name}”, but “{table.name}” has no such field.")
        if target in named.values():
            raise CaseError(f"The mapping gives two columns to “{name}”.")
        named[column] = target
    return named


def _names(table: Table) -> tuple[dict[str, Target], ...]:
    """Names of targets in order of rank: own names, stated names, labels."""
    own: dict[str, Target] = {}
    stated: dict[str, Target] = {}
    labels: dict[str, Target] = {}
    for field in table:
        if field.kind is FieldKind.POSITION:
            continue
        target = Target(field.name)
        own[plain(field.name)] = target
        for column in field.columns:
            stated.setdefault(plain(column), target)
        for label in (field.label.en, field.label.ko):
            labels.setdefault(plain(label), target)
        if field.kind is FieldKind.DATE:
            _date_names(field.name, own, stated)
    if table.geometry is not GeometryKind.NONE:
        _position_names(table, own, stated)
    stated.setdefault("feature_id", Target("code"))
    for word in _CITED:
        labels.setdefault(word, CITED)
    return own, stated, labels


def _date_names(name: str, own: dict[str, Target], stated: dict[str, Target]) -> None:
    for part, words in DATE_PARTS.items():
        for word in words:
            names = own if part in {"earliest", "latest"} else stated
            names.setdefault(f"{plain(name)}_{word}", Target(name, part))


def _position_names(table: Table, own: dict[str, Target], stated: dict[str, Target]) -> None:
    for part, words in POSITION_PARTS.items():
        target = Target("geometry", part)
        own.setdefault(plain(part_name(table, part)), target)
        own.setdefault(f"geometry_{part}", target)
        for word in words:
            stated.setdefault(plain(word), target)
