"""The ledger replayed row by row, and compared with what the tables hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import apsw

from geoapp.case.records import Key, Problem, from_json
from geoapp.case.tables import Statements
from geoapp.store.columns import Cell, Layout, cells_of
from geoapp.store.connection import rows
from layers.schema import Field, Table


@dataclass(slots=True)
class _State:
    """What the ledger tells of one row. `firm`: the fields written since an erasure."""

    values: dict[str, Any] = field(default_factory=dict)
    erased: bool = False
    firm: set[str] = field(default_factory=set)

    def take(self, content: str | None) -> None:
        """Follow one change, of which an erased one says nothing."""
        if content is None:
            self.erased = True
            self.firm.clear()
            return
        news = {name: value for name, value in json.loads(content).items() if name[0] != "@"}
        self.values.update(news)
        self.firm.update(news)

    def unsure(self, name: str) -> bool:
        """Whether an erasure may have emptied a field."""
        return self.erased and name not in self.firm


def row_problems(connection: apsw.Connection, held: Statements) -> Iterator[Problem]:
    """Rows that were edited, added or removed behind the back of the ledger."""
    for table in held:
        yield from _table_problems(connection, table)
    for (name,) in rows(connection, "SELECT DISTINCT tbl FROM ledger_change WHERE tbl NOT NULL"):
        if name not in held:
            yield Problem("row", f"The ledger tells of a table “{name}” that the file lacks.")


def _table_problems(connection: apsw.Connection, table: Table) -> Iterator[Problem]:
    layout = Layout.of(table)
    told = _replayed(connection, table.name)
    expected = next(told, None)
    held = connection.execute(f'SELECT {layout.sql} FROM "{table.name}" ORDER BY "id"')
    for id, deleted, *cells in held:
        while expected is not None and expected[0] < id:
            yield _missing(table, expected[0])
            expected = next(told, None)
        if expected is None or expected[0] != id:
            yield _problem(table, id, "is in no entry of the ledger: it was added from outside")
            continue
        for name in _edited(layout, expected[1], deleted, cells):
            yield _problem(table, id, f"holds something else in “{name}” than the ledger tells")
        expected = next(told, None)
    while expected is not None:
        yield _missing(table, expected[0])
        expected = next(told, None)


def _problem(table: Table, id: int, what: str) -> Problem:
    return Problem("row", f"Row {id} of “{table.name}” {what}.", Key(table.name, id))


def _missing(table: Table, id: int) -> Problem:
    return _problem(table, id, "is missing, though the ledger tells of it")


def _replayed(connection: apsw.Connection, table: str) -> Iterator[tuple[int, _State]]:
    """(id, what the ledger tells) of each row of a table, ordered by id."""
    changes = connection.execute(
        "SELECT c.id, c.content FROM ledger_change AS c JOIN ledger_order AS o "
        "ON o.hash = c.entry WHERE c.tbl = ? AND typeof(c.id) = 'integer' "
        "ORDER BY c.id, o.lamport, o.hash, c.rowid",
        (table,),
    )
    for id, group in groupby(changes, key=lambda change: change[0]):
        state = _State()
        for _, content in group:
            state.take(content)
        yield id, state


def _edited(layout: Layout, state: _State, deleted: object, cells: Sequence[Any]) -> Iterator[str]:
    """The names of fields whose cells are not those that the ledger calls for."""
    if not state.unsure("deleted") and deleted != int(state.values.get("deleted", False)):
        yield "deleted"
    for statement in layout.table:
        held = tuple(cells[layout.slices[statement.name]])
        if state.unsure(statement.name) and all(cell is None for cell in held):
            continue
        if not _same(held, _cells(statement, state)):
            yield statement.name
    yield from (n for n in state.values if n not in layout.slices and n != "deleted")


def _cells(statement: Field, state: _State) -> tuple[Cell, ...] | None:
    try:
        return cells_of(statement, from_json(statement, state.values.get(statement.name)))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _same(held: tuple[Any, ...], expected: tuple[Cell, ...] | None) -> bool:
    """Equal by value and type: 1 is not 1.0, and a text is no blob."""
    return held == expected and [*map(type, held)] == [*map(type, expected or ())]
