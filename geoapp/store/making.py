"""Making a case file, and adding to one what newer statements call for."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import apsw

from geoapp.case.errors import (
    CaseExistsError,
    CaseNotFoundError,
    NotACaseError,
    RefusedChangeError,
    StorageError,
)
from geoapp.case.identities import holds_identities
from geoapp.case.records import Draft, Message
from geoapp.case.tables import Statements
from geoapp.store import connection as connections
from geoapp.store import ledger, schema
from geoapp.store.columns import check_statement
from geoapp.store.failures import told_in_words
from geoapp.store.keys import append
from geoapp.store.signing import Signer
from geoapp.store.slots import CaseKey, Slots
from geoapp.store.statement_form import canonical, merged
from layers.schema import Table


@told_in_words
def make(
    path: Path,
    title: str,
    statements: Statements,
    author: str,
    replica: str,
    locked: tuple[CaseKey, Slots] | None = None,
    signer: Signer | None = None,
) -> None:
    """Make a case with no rows. A half-made file never bears the name asked for.

    `locked`: the key of its pages with the slots that wrap it; None for a plain file.
    CaseExistsError if there is a file already, CaseNotFoundError without its folder.
    """
    _check(title, statements)
    with half_made(path, locked) as connection:
        _fill(connection, title, statements, ledger.Origin("", replica, author, signer))


@contextmanager
def half_made(path: Path, locked: tuple[CaseKey, Slots | None] | None) -> Iterator[apsw.Connection]:
    """A connection to a new file, in one transaction; the file gets its name at the very end.

    `locked`: its key, and the slots to put behind its last page, if any; None for a plain one.
    Nothing is left of it if anything is raised. CaseExistsError if there is a file already,
    CaseNotFoundError without its folder.
    """
    _check_free(path)
    draft_path = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        connection = connections.making(draft_path, locked[0] if locked else None)
        try:
            with connection:
                yield connection
        finally:
            connection.close()
        if locked and locked[1]:
            _add_slots(draft_path, locked[1])
        put_in_place(draft_path, path)
    finally:
        for ending in ("", "-journal"):
            draft_path.with_name(draft_path.name + ending).unlink(missing_ok=True)


def _add_slots(path: Path, slots: Slots) -> None:
    try:
        append(path, slots)
    except OSError as error:
        raise StorageError(f"The case cannot be made here: {error.strerror}.") from error


def _check_free(path: Path) -> None:
    if path.exists():
        raise _exists(path)
    if not path.parent.is_dir():
        raise CaseNotFoundError(f"There is no folder “{path.parent}”.")


def _check(title: str, statements: Statements) -> None:
    try:
        title.encode("utf-8")
    except ValueError as error:
        raise RefusedChangeError("The title holds half of a character.") from error
    _check_stated(statements)


def _check_stated(statements: Statements) -> None:
    for table in statements:
        try:
            check_statement(table)
        except ValueError as error:
            raise RefusedChangeError(f"A case cannot hold this: {error}.") from error


def _exists(path: Path) -> CaseExistsError:
    return CaseExistsError(f"“{path.name}” exists already; it was not changed.")


def _fill(
    connection: apsw.Connection, title: str, statements: Statements, origin: ledger.Origin
) -> None:
    case = secrets.token_hex(16)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.USER_VERSION}")
    schema.create_core(connection)
    for table in statements:
        schema.create_table(connection, table)
    connection.execute(
        "INSERT INTO case_info VALUES (?, ?, ?, ?)",
        (case, title, schema.SCHEMA, datetime.now(UTC).isoformat(timespec="seconds")),
    )
    ledger.append(
        connection, replace(origin, case=case), Draft("create", Message("create case"), ()), []
    )


def put_in_place(made: Path, path: Path) -> None:
    """Give a file that is whole its name. CaseExistsError if another has it already."""
    try:
        os.link(made, path)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError:
        # Some file systems of memory sticks know no links.
        if path.exists():
            raise _exists(path) from None
        made.rename(path)


def together(stated: Statements, held: tuple[Table, ...]) -> Statements:
    """What the program states and what a file holds, as one; the file's own come last.

    An identity file keeps to its own tables. NotACaseError if one was asked for and this is
    a case; RefusedChangeError for a statement that cannot be a table.
    """
    _check_stated(stated)
    if holds_identities(Statements(held)):
        return Statements(held)
    if holds_identities(stated):
        raise NotACaseError("This is a case and no identity file. It was not changed.")
    of_file = {table.name: table for table in held}
    tables = []
    for table in stated:
        theirs = of_file.pop(table.name, None)
        tables.append(table if theirs is None else merged(table, theirs))
    return Statements((*tables, *of_file.values()))


def extend(connection: apsw.Connection, statements: Statements, held: tuple[Table, ...]) -> None:
    """Add the tables and fields that a file lacks.

    This is no entry of the ledger: it changes what can be said, not what was said.
    """
    of_file = {table.name: table for table in held}
    with connection:
        for table in statements:
            if table.name not in of_file:
                schema.create_table(connection, table)
            elif canonical(table) != canonical(of_file[table.name]):
                schema.extend_table(connection, table, of_file[table.name])
