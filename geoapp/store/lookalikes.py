"""Facilities that people made side by side and that seem to be one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import apsw

from geoapp.store.connection import rows
from geoapp.store.convergence import Told, knows
from geoapp.store.folding import fold
from geoapp.store.geometry import bounds_of
from geoapp.store.row_changes import COLUMNS, told, vectors_of
from layers.metric import length
from layers.schema import Table

TABLE, SAME = "facility", "same as"
NEAR_METRES = 1000.0
_CELL_DEGREES = 0.01  # a little more than a kilometre of latitude
_MOST_IN_ONE_PLACE = 200

Makers = Mapping[int, Told]
"""By the number of a row, the change that made it."""


class _Facility(NamedTuple):
    id: int
    place: tuple[float, float] | None
    names: frozenset[str]


def pairs(connection: apsw.Connection, table: Table) -> list[tuple[int, int]]:
    """(earlier, later) of each pair of rows that look alike, by when they were made.

    Both are not deleted, neither maker knew of the other row, they lie within a kilometre or
    have a name in common, and no link between them says anything of their being the same.
    """
    made = makers(connection, table.name)
    if len({change.replica for change in made.values()}) < 2:
        return []
    vectors = vectors_of(connection)
    looked_at = _looked_at(connection)
    found = set()
    for one, other in _candidates(_facilities(connection, table)):
        if one.id not in made or other.id not in made or {one.id, other.id} in looked_at:
            continue
        first, second = sorted((made[one.id], made[other.id]), key=lambda c: (c.lamport, c.entry))
        side_by_side = not knows(second, first, vectors) and first.entry != second.entry
        if side_by_side and _alike(one, other):
            ids = (one.id, other.id) if made[one.id] is first else (other.id, one.id)
            found.add(ids)
    return sorted(found)


def makers(connection: apsw.Connection, table: str) -> Makers:
    """The change that made each row of a table, as far as it was not emptied."""
    made: dict[int, Told] = {}
    changes = connection.execute(
        f"SELECT c.id, {COLUMNS} FROM ledger_change AS c JOIN ledger_order AS o "
        "ON o.hash = c.entry WHERE c.tbl = ? ORDER BY c.id, o.lamport, o.hash",
        (table,),
    )
    for id, *change in changes:
        if id not in made:
            made[id] = told((*change[:-2], None, change[-1]))
    return made


def _looked_at(connection: apsw.Connection) -> set[frozenset[int]]:
    if not rows(connection, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'link'"):
        return set()
    links = rows(
        connection,
        'SELECT "from_id", "to_id" FROM "link" WHERE "deleted" = 0 AND "role" = ? '
        'AND "from_table" = ? AND "to_table" = ?',
        (SAME, TABLE, TABLE),
    )
    return {frozenset(ends) for ends in links}


def _facilities(connection: apsw.Connection, table: Table) -> list[_Facility]:
    named = [field.name for field in table if field.name in table.title and field.name != "code"]
    names = "".join(f', "{name}"' for name in named)
    place = '"geom"' if any(field.name == "geometry" for field in table) else "NULL"
    found = connection.execute(
        f'SELECT "id", {place}{names} FROM "{table.name}" WHERE "deleted" = 0'
    )
    return [
        _Facility(id, _middle(blob), frozenset(fold(text).strip() for text in texts if text) - {""})
        for id, blob, *texts in found
    ]


def _middle(blob: Any) -> tuple[float, float] | None:
    bounds = bounds_of(blob)
    if bounds is None:
        return None
    west, south, east, north = bounds
    return (west + east) / 2, (south + north) / 2


def _candidates(facilities: Sequence[_Facility]) -> Iterator[tuple[_Facility, _Facility]]:
    """Pairs that have a name in common, or lie in the same or in neighbouring cells."""
    by_name: dict[str, list[_Facility]] = {}
    for facility in facilities:
        for name in facility.names:
            by_name.setdefault(name, []).append(facility)
    for group in by_name.values():
        yield from combinations(group[:_MOST_IN_ONE_PLACE], 2)
    cells = _cells(facilities)
    for (column, line), group in cells.items():
        yield from combinations(group[:_MOST_IN_ONE_PLACE], 2)
        for cell in ((column + 1, line), *((column + step, line + 1) for step in (-1, 0, 1))):
            near = cells.get(cell, [])[:_MOST_IN_ONE_PLACE]
            yield from ((one, other) for one in group for other in near)


def _cells(facilities: Sequence[_Facility]) -> dict[tuple[int, int], list[_Facility]]:
    """Facilities by cell. Every cell is at least as wide and as high as things may lie apart."""
    placed = [(facility, facility.place) for facility in facilities if facility.place is not None]
    furthest = max((abs(place[1]) for _, place in placed), default=0.0)
    width = _CELL_DEGREES / math.cos(math.radians(min(furthest + _CELL_DEGREES, 89.0)))
    cells: dict[tuple[int, int], list[_Facility]] = {}
    for facility, (lon, lat) in placed:
        cell = math.floor(lon / width), math.floor(lat / _CELL_DEGREES)
        cells.setdefault(cell, []).append(facility)
    return cells


def _alike(one: _Facility, other: _Facility) -> bool:
    if one.names & other.names:
        return True
    if one.place is None or other.place is None:
        return False
    return length((one.place, other.place)) <= NEAR_METRES
