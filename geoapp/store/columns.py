"""How the fields of a statement lie in the columns of a table, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from shapely.errors import ShapelyError

from geoapp.case.errors import DamagedCaseError
from geoapp.case.records import Key, Record, Value
from geoapp.store.geometry import encode, wkb_of
from layers.schema import Field, FieldKind, Table
from layers.values import Position, UncertainDate

Cell = str | int | float | bytes | None
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
OWN_COLUMNS = frozenset({"id", "deleted"})
OWN_TABLES = ("gpkg", "rtree_", "sqlite_", "ledger", "case_", "search_")

_TYPES = {
    FieldKind.TEXT: "TEXT",
    FieldKind.LONG_TEXT: "TEXT",
    FieldKind.INTEGER: "INTEGER",
    FieldKind.NUMBER: "REAL",
    FieldKind.BOOLEAN: "BOOLEAN",
    FieldKind.CHOICE: "TEXT",
    FieldKind.REFERENCE: "INTEGER",
    FieldKind.VALUE: "TEXT",
}

_PYTHON_TYPES: Mapping[FieldKind, tuple[type, ...]] = {
    FieldKind.TEXT: (str,),
    FieldKind.LONG_TEXT: (str,),
    FieldKind.CHOICE: (str,),
    FieldKind.INTEGER: (int,),
    FieldKind.REFERENCE: (int,),
    FieldKind.BOOLEAN: (int,),
    FieldKind.NUMBER: (int, float),
}


def columns_of(table: Table, field: Field) -> tuple[tuple[str, str], ...]:
    """(name, SQL type) of each column of one field."""
    if field.kind is FieldKind.POSITION:
        return (
            ("geom", table.geometry.value),
            ("geom_radius_m", "REAL"),
            ("geom_precision", "TEXT"),
            ("geom_found_by", "TEXT"),
        )
    if field.kind is FieldKind.DATE:
        return tuple((f"{field.name}_{part}", "TEXT") for part in ("earliest", "latest", "words"))
    return ((field.name, _TYPES[field.kind]),)


def storage_of(field: Field) -> tuple[str, ...]:
    """Equal for fields whose values lie in columns in the same form."""
    if field.kind in (FieldKind.POSITION, FieldKind.DATE, FieldKind.VALUE):
        return (field.kind.value,)
    return (_TYPES[field.kind],)


def all_columns(table: Table) -> list[tuple[str, str]]:
    """(name, SQL type) of every column of a table but `id` and `deleted`."""
    return [column for field in table for column in columns_of(table, field)]


def check_statement(table: Table) -> None:
    """ValueError unless the statement can be a table of a case file.

    Names are lower-case ASCII words, since they become names in SQL and in other programs.
    """
    if not NAME.fullmatch(table.name) or table.name.startswith(OWN_TABLES):
        raise ValueError(f"“{table.name}” cannot be the name of a table")
    seen = set(OWN_COLUMNS)
    for field in table:
        if (field.kind is FieldKind.POSITION) != (field.name == "geometry"):
            raise ValueError(f"{table.name}: only “geometry” holds a position")
        for name, _ in columns_of(table, field):
            if not NAME.fullmatch(name) or name in seen:
                raise ValueError(f"{table.name}: “{name}” cannot be the name of a column")
            seen.add(name)


def value_json(value: object) -> str:
    """The stored form of a VALUE field: JSON with sorted keys."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def cells_of(field: Field, value: Value) -> tuple[Cell, ...]:
    """The cells of one field, in the order of `columns_of`. The value must be checked."""
    if field.kind is FieldKind.POSITION:
        return _position_cells(value)
    if field.kind is FieldKind.DATE:
        return _date_cells(value)
    if value is None or isinstance(value, (UncertainDate, Position)):
        return (None,)
    if field.kind is FieldKind.VALUE or isinstance(value, (list, dict)):
        return (value_json(value),)
    return (int(value) if isinstance(value, bool) else value,)


def _date_cells(value: Value) -> tuple[Cell, ...]:
    if not isinstance(value, UncertainDate):
        return (None, None, None)
    first, last = value.earliest, value.latest
    return (
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        value.words,
    )


def _position_cells(value: Value) -> tuple[Cell, ...]:
    if not isinstance(value, Position):
        return (None, None, None, None)
    blob = None if value.geometry is None else encode(value.geometry)
    return (blob, value.radius_m, value.precision, value.found_by)


def _date(cells: Sequence[Any]) -> UncertainDate | None:
    first, last, words = cells
    if words is None and first is None and last is None:
        return None
    return UncertainDate(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        words or "",
    )


def _position(cells: Sequence[Any]) -> Position | None:
    if all(cell is None for cell in cells):
        return None
    blob, radius, precision, found_by = cells
    geometry = None if blob is None else shapely.from_wkb(wkb_of(blob))
    return Position(geometry, radius, precision, found_by)


def value_of(field: Field, cells: Sequence[Any]) -> Value:
    """The inverse of `cells_of`. ValueError or TypeError for cells that hold something else."""
    if field.kind is FieldKind.POSITION:
        return _position(cells)
    if field.kind is FieldKind.DATE:
        return _date(cells)
    return None if cells[0] is None else _plain(field.kind, cells[0])


def _plain(kind: FieldKind, cell: Any) -> Value:
    if kind is FieldKind.VALUE:
        loaded: Value = json.loads(cell)
        return loaded
    if type(cell) not in _PYTHON_TYPES[kind]:
        raise TypeError(f"a cell of a {kind.value} field holds {type(cell).__name__}")
    if kind is FieldKind.BOOLEAN:
        return bool(cell)
    value: Value = float(cell) if kind is FieldKind.NUMBER else cell
    return value


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each field of one table lies in its row of cells.

    `sql`: the columns for a SELECT: id, deleted, then the cells.
    """

    table: Table
    names: tuple[str, ...]
    slices: Mapping[str, slice]
    sql: str

    @classmethod
    def of(cls, table: Table) -> Layout:
        """The layout of a statement."""
        names: list[str] = []
        slices: dict[str, slice] = {}
        for field in table:
            start = len(names)
            names.extend(name for name, _ in columns_of(table, field))
            slices[field.name] = slice(start, len(names))
        sql = ", ".join(f'"{name}"' for name in ("id", "deleted", *names))
        return cls(table, tuple(names), slices, sql)

    def record(self, row: Sequence[Any]) -> Record:
        """The record of a row that was selected with `sql`. DamagedCaseError if unreadable."""
        cells = row[2:]
        try:
            values = {
                field.name: value_of(field, cells[self.slices[field.name]]) for field in self.table
            }
        except (ValueError, TypeError, KeyError, RecursionError, ShapelyError) as error:
            raise DamagedCaseError(
                f"Row {row[0]} of “{self.table.label.en}” holds something unreadable. "
                "The case file was changed by another program, or is damaged."
            ) from error
        return Record(Key(self.table.name, row[0]), values, bool(row[1]))

    def records(self, rows: Iterable[Sequence[Any]]) -> list[Record]:
        """The records of many rows."""
        return [self.record(row) for row in rows]
