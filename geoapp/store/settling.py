"""Bringing rows in line with the ledger: their cells, conflicts, erasures and search index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import apsw

from geoapp.case.records import Key
from geoapp.store.convergence import Told, Vectors, condemned, erasures, fold
from geoapp.store.row_changes import changes_of_row, vectors_of
from geoapp.store.writer import Applied, RowWriter, note_in_contents


def settle(connection: apsw.Connection, writer: RowWriter, keys: Iterable[Key]) -> Applied:
    """Make rows hold what the ledger calls for, inside the caller's transaction.

    What an erasure destroys is emptied in the ledger first, whoever wrote it. Noted are the
    rows whose cells became other ones, and the area they are and were in.
    """
    done = Applied([], None, {})
    vectors = vectors_of(connection)
    for key in keys:
        changes = changes_of_row(connection, key)
        if changes:
            changes = emptied(connection, changes, vectors)
            row = fold(changes, vectors)
            writer.hold(key, row.values, row.deleted, done)
            _note_conflicts(connection, key, row.conflicts)
            _note_erasures(connection, key, changes)
    note_in_contents(connection, done.tables)
    return done


def emptied(connection: apsw.Connection, changes: Sequence[Told], vectors: Vectors) -> list[Told]:
    """Empty what an erasure destroys of a row; the changes as they are then."""
    doomed = {change.leaf for change in condemned(changes, vectors)}
    connection.executemany(
        "UPDATE ledger_change SET content = NULL, salt = NULL WHERE entry = ? AND leaf = ?",
        ((change.entry, change.leaf) for change in changes if change.leaf in doomed),
    )
    return [c._replace(content=None) if c.leaf in doomed else c for c in changes]


def _note_conflicts(connection: apsw.Connection, key: Key, fields: Iterable[str]) -> None:
    connection.execute("DELETE FROM ledger_conflict WHERE tbl = ? AND id = ?", (key.table, key.id))
    connection.executemany(
        "INSERT INTO ledger_conflict VALUES (?, ?, ?)",
        ((key.table, key.id, field) for field in sorted(fields)),
    )


def _note_erasures(connection: apsw.Connection, key: Key, changes: Sequence[Told]) -> None:
    connection.execute("DELETE FROM ledger_erasure WHERE tbl = ? AND id = ?", (key.table, key.id))
    connection.executemany(
        "INSERT INTO ledger_erasure VALUES (?, ?, ?, ?)",
        ((key.table, key.id, field, entry) for field, entry in sorted(erasures(changes))),
    )


def end_conflicts(connection: apsw.Connection, done: Applied) -> None:
    """Take note that an entry which knows everything here wrote these fields."""
    if connection.execute("SELECT 1 FROM ledger_conflict LIMIT 1").get is None:
        return
    connection.executemany(
        "DELETE FROM ledger_conflict WHERE tbl = ? AND id = ? AND field = ?",
        ((key.table, key.id, field) for key, content in done.contents for field in content),
    )
