"""Rows of the fact files as changes to a case. Nothing here reads or writes a case.

A file's columns carry the names of the table's fields. What one cell cannot hold
takes several columns: a date its words and its two bounds (``date``,
``date_from``, ``date_to``), a position ``lat``, ``lon``, ``radius_m``,
``precision`` and ``found_by``. References name the code of the row they mean.
``source``, ``cited`` and ``basis`` say who claims what the row says; for one field
alone ``<field>_source``, ``<field>_cited`` and ``<field>_known_by`` do. A column
``passage``, or ``<field>_passage``, names the passage of a testimony that says it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from shapely.geometry import Point

from geoapp.case.records import Change, Key, Value, to_json
from geoapp.case.tables import Statements
from geoapp.commands.identity import new_key
from layers.schema import Field, FieldKind, Table
from layers.values import Position, UncertainDate

Row = Mapping[str, str]

LINK_ENDS = ("from", "to")
CLAIMANT = ("source", "passage", "cited", "reason")


class Codes:
    """Which row a code means. Codes are unique over all tables of the sample."""

    def __init__(self) -> None:
        self._keys: dict[str, Key] = {}

    def make(self, table: str, code: str) -> Key:
        """A number for a new row. ValueError when the code is taken."""
        if code in self._keys:
            raise ValueError(f"{table}: the code {code} is taken")
        self._keys[code] = new_key(table)
        return self._keys[code]

    def __contains__(self, code: object) -> bool:
        return code in self._keys

    def __getitem__(self, code: str) -> Key:
        """The row of that code. KeyError if there is none."""
        return self._keys[code]

    def of(self, table: str, code: str) -> int:
        """The number of a row of that table. KeyError for an unknown code, or of another table."""
        key = self._keys[code]
        if key.table != table:
            raise KeyError(f"{code} is no {table}")
        return key.id


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file in UTF-8, by the names in its first line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(table: Table, row: Row, codes: Codes) -> dict[str, Value]:
    """The fields of a row that are not empty."""
    found = {field.name: value(field, field.name, row, codes) for field in table}
    return {name: value for name, value in found.items() if value is not None}


def value(field: Field, column: str, row: Row, codes: Codes) -> Value:
    """The value of a field from the column of that name and its companions; None when empty."""
    if field.kind is FieldKind.POSITION:
        return _position(row)
    cell = (row.get(column) or "").strip()
    if field.kind is FieldKind.DATE:
        return _date(cell, row.get(f"{column}_from") or "", row.get(f"{column}_to") or "")
    if not cell:
        return None
    if field.kind is FieldKind.REFERENCE:
        return codes.of(field.refers_to or "", cell)
    return _PLAIN.get(field.kind, str)(cell)


_PLAIN: Mapping[FieldKind, Callable[[str], Value]] = {
    FieldKind.INTEGER: int,
    FieldKind.NUMBER: float,
    FieldKind.BOOLEAN: lambda cell: {"yes": True, "no": False}[cell],
}


def _date(words: str, first: str, last: str) -> UncertainDate | None:
    if not (words or first or last):
        return None
    if not words:
        raise ValueError(f"a date without words: {first} to {last}")
    return UncertainDate(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        words,
    )


def _position(row: Row) -> Position | None:
    lat, lon, radius = (row.get(name) or "" for name in ("lat", "lon", "radius_m"))
    if not (lat and lon):
        return None
    return Position(
        Point(float(lon), float(lat)),
        float(radius) if radius else None,
        row.get("precision") or None,
        row.get("found_by") or None,
    )


def adopted_claims(
    table: Table, key: Key, held: Mapping[str, Value], row: Row, codes: Codes
) -> Iterator[Change]:
    """One adopted claim for each claimed field that holds something."""
    for field in table:
        if not field.claimed or held.get(field.name) is None:
            continue
        yield _claim(key, field, held[field.name], codes, rank="adopted", **_claimant(row, field))


def _claimant(row: Row, field: Field) -> dict[str, str]:
    own = {name: row.get(f"{field.name}_{name}") or "" for name in CLAIMANT}
    if not (own["source"] or own["passage"]):
        for name in ("source", "passage", "cited"):
            own[name] = own[name] or row.get(name) or ""
    return {**own, "basis": row.get(f"{field.name}_known_by") or row.get("basis") or ""}


def stated_claim(row: Row, statements: Statements, codes: Codes) -> Change:
    """A claim of the file of rival claims: subject and attribute by name, value in columns."""
    subject = codes[row["subject"]]
    field = statements[subject.table].field(row["attribute"])
    held = value(field, "value", row, codes)
    if held is None:
        raise ValueError(f"{row['subject']}: a claim without a value")
    names = ("source", "passage", "cited", "basis", "rank", "reason", "note")
    details = {name: row.get(name) or "" for name in names}
    change = _claim(subject, field, held, codes, **details)
    time = _date(row["time"], row["time_from"], row["time_to"])
    return Change(change.key, {**change.values, **({"time": time} if time else {})})


def _claim(subject: Key, field: Field, held: Value, codes: Codes, **details: str) -> Change:
    made: dict[str, Value] = {
        "subject_table": subject.table,
        "subject": subject.id,
        "attribute": field.name,
        "value": to_json(field, held),
    }
    for name in ("source", "passage"):
        if code := details.pop(name, ""):
            made[name] = codes.of(name, code)
    made.update({name: text for name, text in details.items() if text})
    return Change(new_key("claim"), made)


def stated_link(row: Row, codes: Codes) -> Change:
    """A link of the file of links, between two rows named by their codes."""
    made: dict[str, Value] = {}
    for end in LINK_ENDS:
        key = codes[row[end]]
        made[f"{end}_table"], made[f"{end}_id"] = key.table, key.id
    made.update({name: row[name] for name in ("role", "stance", "certainty", "note") if row[name]})
    return Change(new_key("link"), made)
