"""What waits for a decision in a case, found in its tables and its ledger.

Conflicts in fields and deletions are kept in a table as rows are brought in line with the
ledger. Equal codes, and facilities that look alike, are looked for when somebody asks.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import apsw

from geoapp.case.conflicts import ALIKE, CODE, FIELD, Conflict, Version
from geoapp.case.records import Key
from geoapp.case.tables import Statements
from geoapp.store import lookalikes
from geoapp.store.connection import rows
from geoapp.store.convergence import DELETED, Told, disputing, in_order
from geoapp.store.row_changes import changes_of_row, vectors_of

_SEVERAL = (
    'FROM "{table}" WHERE "deleted" = 0 AND "code" <> \'\' '
    'GROUP BY "code" COLLATE NOCASE HAVING count(*) > 1'
)


def conflicts(
    connection: apsw.Connection, statements: Statements, own: Collection[str]
) -> list[Conflict]:
    """Every open conflict. `own`: the replicas of this machine.

    Fields of rows that are deleted wait until the row is restored.
    """
    return [
        *_in_fields(connection, statements, own),
        *_of_codes(connection, statements, own),
        *_of_lookalikes(connection, statements, own),
    ]


def count(connection: apsw.Connection, statements: Statements) -> int:
    """How many conflicts are open."""
    total = sum(1 for _ in _open_fields(connection, statements))
    for table in _coded(statements):
        sql = f"SELECT count(*) FROM (SELECT 1 {_SEVERAL.format(table=table)})"
        total += rows(connection, sql)[0][0]
    if lookalikes.TABLE in statements:
        total += len(lookalikes.pairs(connection, statements[lookalikes.TABLE]))
    return total


def _open_fields(connection: apsw.Connection, statements: Statements) -> Iterator[tuple[Key, str]]:
    noted = rows(connection, "SELECT tbl, id, field FROM ledger_conflict ORDER BY tbl, id, field")
    for table, id, field in noted:
        if table in statements and rows(
            connection, f'SELECT 1 FROM "{table}" WHERE "id" = ? AND "deleted" = 0', (id,)
        ):
            yield Key(table, id), field


def _in_fields(
    connection: apsw.Connection, statements: Statements, own: Collection[str]
) -> Iterator[Conflict]:
    vectors = vectors_of(connection)
    for key, field in _open_fields(connection, statements):
        sides = disputing(changes_of_row(connection, key), field, vectors)
        # Of many edits that a deletion met, the last one of each replica stands for them.
        sides = in_order({(c.replica, repr(_said(c, field))): c for c in sides}.values())
        said = [(change, _said(change, field)) for change in sides]
        versions = _versions(connection, said, own)
        name = f"{key.table}:{key.id}"
        if field == DELETED:
            yield Conflict(f"{DELETED}:{name}", DELETED, (key,), None, versions)
        else:
            yield Conflict(f"{FIELD}:{name}:{field}", FIELD, (key,), field, versions)


def _said(change: Told, field: str) -> Any:
    """What a change says of a field; one that does not say so keeps its row all the same."""
    return (change.content or {}).get(field, False if field == DELETED else None)


def _of_codes(
    connection: apsw.Connection, statements: Statements, own: Collection[str]
) -> Iterator[Conflict]:
    for table in _coded(statements):
        for (code,) in rows(connection, f'SELECT min("code") {_SEVERAL.format(table=table)}'):
            found = rows(
                connection,
                f'SELECT "id" FROM "{table}" WHERE "deleted" = 0 AND "code" = ? COLLATE NOCASE',
                (code,),
            )
            yield _between(connection, f"{CODE}:{table}:{code}", table, [i for (i,) in found], own)


def _coded(statements: Statements) -> list[str]:
    return [table.name for table in statements if any(field.name == "code" for field in table)]


def _of_lookalikes(
    connection: apsw.Connection, statements: Statements, own: Collection[str]
) -> Iterator[Conflict]:
    table = lookalikes.TABLE
    if table not in statements:
        return
    for first, second in lookalikes.pairs(connection, statements[table]):
        name = f"{ALIKE}:{table}:{first}:{second}"
        yield _between(connection, name, table, [first, second], own)


def _between(
    connection: apsw.Connection,
    name: str,
    table: str,
    ids: Sequence[int],
    own: Collection[str],
) -> Conflict:
    """A conflict between rows, each of which stands for whoever made it."""
    made = []
    for id in ids:
        changes = changes_of_row(connection, Key(table, id))
        if changes:
            made.append((changes[0], id))
    made.sort(key=lambda pair: (pair[0].lamport, pair[0].entry, pair[1]))
    kind = name.split(":", 1)[0]
    keys = tuple(Key(table, id) for _, id in made)
    return Conflict(
        name, kind, keys, "code" if kind == CODE else None, _versions(connection, made, own)
    )


def _versions(
    connection: apsw.Connection, sides: Sequence[tuple[Told, Any]], own: Collection[str]
) -> tuple[Version, ...]:
    mine = _mine(connection, [change for change, _ in sides], own)
    versions = []
    for number, (change, value) in enumerate(sides):
        header = _header(connection, change.entry)
        versions.append(
            Version(change.entry.hex(), header["author"], header["utc"], value, number == mine)
        )
    return tuple(versions)


def _mine(connection: apsw.Connection, sides: Sequence[Told], own: Collection[str]) -> int:
    """Which side this machine wrote last; where it wrote none the one that was here first."""
    written = [number for number, change in enumerate(sides) if change.replica in own]
    if written:
        return written[-1]
    arrived = [
        rows(connection, "SELECT rowid FROM ledger WHERE hash = ?", (change.entry,))[0][0]
        for change in sides
    ]
    return arrived.index(min(arrived)) if arrived else 0


def _header(connection: apsw.Connection, entry: bytes) -> Mapping[str, Any]:
    header: Mapping[str, Any] = json.loads(
        rows(connection, "SELECT header FROM ledger WHERE hash = ?", (entry,))[0][0]
    )
    return header
