"""Verification: the ledger replayed from its first entry, compared with all that is kept.

What is compared is what the file holds, cell by cell and by type; a sentence names the
table and the number of a row, and repeats no word of its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import apsw

from geoapp.case.errors import CaseError
from geoapp.case.records import Problem
from geoapp.case.tables import Statements
from geoapp.store import audit, migrating
from geoapp.store.connection import rows
from geoapp.store.content_audit import content_problems
from geoapp.store.entrance import compare
from geoapp.store.index_audit import place_problems, search_problems
from geoapp.store.parts import part_problems
from geoapp.store.replay import row_problems
from geoapp.store.schema import expected_contents, objects_of

MOST_DAMAGES = 20
Tips = Mapping[str, tuple[int, str]]
"""Per replica the sequence and hash of its last entry."""

_UNREADABLE = (apsw.Error, ValueError, TypeError, KeyError, AttributeError, RecursionError)


def verify(connection: apsw.Connection, held: Statements, known: Tips) -> list[Problem]:
    """Everything that is wrong with a file, in one snapshot of it. Empty if nothing is."""
    connection.execute("BEGIN")
    try:
        return [*_found(connection, held, known)]
    finally:
        connection.execute("ROLLBACK")


def _found(connection: apsw.Connection, held: Statements, known: Tips) -> Iterator[Problem]:
    parts: tuple[tuple[str, Callable[[], Iterator[Problem]]], ...] = (
        ("its pages", lambda: _damages(connection)),
        ("its tables", lambda: _schema_problems(connection, held)),
        ("its ledger", lambda: _ledger_problems(connection)),
        ("its rows", lambda: row_problems(connection, held)),
        ("its part", lambda: part_problems(connection, held)),
        ("its places", lambda: place_problems(connection, held)),
        ("its attachments", lambda: content_problems(connection, held)),
        ("its search index", lambda: search_problems(connection, held)),
        ("its latest entries", lambda: _cut(connection, known)),
    )
    for what, part in parts:
        try:
            yield from part()
        except _UNREADABLE:
            yield Problem("damage", f"The case file is damaged: {what} cannot be read in full.")


def _damages(connection: apsw.Connection) -> Iterator[Problem]:
    told = [text for (text,) in rows(connection, f"PRAGMA integrity_check({MOST_DAMAGES})")]
    if told != ["ok"]:
        yield Problem(
            "damage", f"The case file is damaged: the database finds {len(told)} faults in itself."
        )


def _schema_problems(connection: apsw.Connection, held: Statements) -> Iterator[Problem]:
    try:
        compare(objects_of(connection), held, migrating.form_of(connection))
    except CaseError as error:
        yield Problem("schema", str(error))
    if rows(connection, "SELECT 1 FROM case_part LIMIT 1") and not rows(
        connection, "SELECT 1 FROM case_copy LIMIT 1"
    ):
        yield Problem("schema", "The file lists the rows of a field copy, but says it is none.")
    for table, expected in expected_contents(held).items():
        if set(rows(connection, f"SELECT * FROM {table}")) != expected:
            yield Problem(
                "schema", f"The list “{table}” is not the one that the tables of the case call for."
            )


def _ledger_problems(connection: apsw.Connection) -> Iterator[Problem]:
    for sentence in audit.problems(connection):
        yield Problem("ledger", sentence)


def _cut(connection: apsw.Connection, known: Tips) -> Iterator[Problem]:
    for replica, (sequence, hash) in known.items():
        found = rows(
            connection,
            "SELECT hash FROM ledger_order WHERE replica = ? AND sequence = ?",
            (replica, sequence),
        )
        if not found or found[0][0].hex() != hash:
            yield Problem(
                "older",
                f"Entry {sequence} of replica {replica}, which this machine saw in this case "
                "before, is missing: the file is an older copy, or its end was cut off.",
            )
