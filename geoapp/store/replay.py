"""The ledger replayed row by row, and compared with what the tables hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import apsw
from shapely.errors import ShapelyError

from geoapp.case.records import Key, Problem, from_json
from geoapp.case.tables import Statements
from geoapp.store.columns import Cell, Layout, cells_of
from geoapp.store.connection import rows
from geoapp.store.convergence import (
    DELETED,
    WHOLE,
    Folded,
    Told,
    Vectors,
    condemned,
    erasures,
    fold,
    knows,
)
from geoapp.store.row_changes import COLUMNS, told, vectors_of
from layers.schema import Field, Table

_Derived = tuple[str, int, str]


class _Replay:
    """One reading of the ledger: what it calls for beside the cells is gathered on the way."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._vectors: Vectors = vectors_of(connection)
        self.conflicts: set[_Derived] = set()
        self.erasures: set[tuple[str, int, str, bytes]] = set()

    def rows_of(self, table: Table) -> Iterator[tuple[int, Folded, str | None]]:
        """(id, what the ledger tells, what is wrong with it) of a table's rows, ordered by id."""
        changes = self._connection.execute(
            f"SELECT c.id, {COLUMNS} FROM ledger_change AS c JOIN ledger_order AS o "
            "ON o.hash = c.entry WHERE c.tbl = ? AND typeof(c.id) = 'integer' "
            "ORDER BY c.id, o.lamport, o.hash, c.rowid",
            (table.name,),
        )
        for id, group in groupby(changes, key=lambda change: change[0]):
            yield id, *self._folded(Key(table.name, id), [told(tuple(row[1:])) for row in group])

    def _folded(self, key: Key, changes: list[Told]) -> tuple[Folded, str | None]:
        """What a row shall hold, and what is wrong with what an erasure left of it."""
        folded = fold(changes, self._vectors)
        self.conflicts |= {(key.table, key.id, name) for name in folded.conflicts}
        orders = erasures(changes)
        self.erasures |= {(key.table, key.id, name, entry) for name, entry in orders}
        if condemned(changes, self._vectors):
            return folded, "still has content in the ledger that was to be destroyed"
        erasing = [change for change in changes if change.erased()]
        for change in changes:
            if change.content is None and not self._was_erased(change, erasing):
                return folded, "lacks content in the ledger that nobody destroyed"
        return folded, None

    def _was_erased(self, change: Told, erasing: Sequence[Told]) -> bool:
        return any(
            WHOLE in order.erased() or not knows(change, order, self._vectors) for order in erasing
        )

    def problems(self) -> Iterator[Problem]:
        """Where the lists of conflicts and erasures differ from what the rows called for."""
        held = set(rows(self._connection, "SELECT tbl, id, field FROM ledger_conflict"))
        if held != self.conflicts:
            yield Problem(
                "ledger", "The list of open conflicts is not the one that the ledger calls for."
            )
        known = set(rows(self._connection, "SELECT tbl, id, field, entry FROM ledger_erasure"))
        if known != self.erasures:
            yield Problem(
                "ledger", "The list of what was destroyed is not the one that the ledger calls for."
            )


def row_problems(connection: apsw.Connection, held: Statements) -> Iterator[Problem]:
    """Rows that were edited, added or removed behind the back of the ledger."""
    replay = _Replay(connection)
    for table in held:
        yield from _table_problems(connection, table, replay)
    yield from replay.problems()
    for (name,) in rows(connection, "SELECT DISTINCT tbl FROM ledger_change WHERE tbl NOT NULL"):
        if name not in held:
            yield Problem("row", f"The ledger tells of a table “{name}” that the file lacks.")


def _table_problems(
    connection: apsw.Connection, table: Table, replay: _Replay
) -> Iterator[Problem]:
    layout = Layout.of(table)
    told_rows = replay.rows_of(table)
    expected = next(told_rows, None)
    held = connection.execute(f'SELECT {layout.sql} FROM "{table.name}" ORDER BY "id"')
    for id, deleted, *cells in held:
        while expected is not None and expected[0] < id:
            yield _missing(table, expected[0])
            expected = next(told_rows, None)
        if expected is None or expected[0] != id:
            yield _problem(table, id, "is in no entry of the ledger: it was added from outside")
            continue
        for name in _edited(layout, expected[1], deleted, cells):
            yield _problem(table, id, f"holds something else in “{name}” than the ledger tells")
        if expected[2] is not None:
            yield _problem(table, id, expected[2])
        expected = next(told_rows, None)
    while expected is not None:
        yield _missing(table, expected[0])
        expected = next(told_rows, None)


def _problem(table: Table, id: int, what: str) -> Problem:
    return Problem("row", f"Row {id} of “{table.name}” {what}.", Key(table.name, id))


def _missing(table: Table, id: int) -> Problem:
    return _problem(table, id, "is missing, though the ledger tells of it")


def _edited(layout: Layout, row: Folded, deleted: object, cells: Sequence[Any]) -> Iterator[str]:
    """The names of fields whose cells are not those that the ledger calls for."""
    if deleted != int(row.deleted):
        yield DELETED
    for statement in layout.table:
        held = tuple(cells[layout.slices[statement.name]])
        if not _same(held, _cells(statement, row)):
            yield statement.name
    yield from (name for name in row.values if name not in layout.slices)


def _cells(statement: Field, row: Folded) -> tuple[Cell, ...] | None:
    try:
        return cells_of(statement, from_json(statement, row.values.get(statement.name)))
    except (ValueError, TypeError, KeyError, AttributeError, ShapelyError):
        return None


def _same(held: tuple[Any, ...], expected: tuple[Cell, ...] | None) -> bool:
    """Equal by value and type: 1 is not 1.0, and a text is no blob."""
    return held == expected and [*map(type, held)] == [*map(type, expected or ())]
