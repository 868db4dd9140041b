"""Cases of an older form: shown as they are, and brought up to date before they are written.

The form of a file is the number that `case_info` holds under ``schema``. A file is always
judged by the objects of its own form. Opened for reading, an older one keeps every byte;
tables that it does not have yet are there for its readers as empty ones in memory. Opened
for writing, a copy of it is laid beside it first; then all that was added since is added in
one transaction, so that a machine that dies in between leaves the old form or the new.

This is no entry of the ledger: it changes how the case is kept, and nothing that
somebody said. Entries stay as they were written and signed, with the number of the form
they were written in; later ones name the new form.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import apsw

from geoapp.case.errors import CaseExistsError, DamagedCaseError, StorageError
from geoapp.store import connection as connections
from geoapp.store.connection import rows
from geoapp.store.failures import DAMAGED
from geoapp.store.keys import Keys, append
from geoapp.store.making import put_in_place
from geoapp.store.schema import ADDED, SCHEMA


@dataclass(frozen=True, slots=True)
class Migrated:
    """A case that was brought up to date: from which form to which, and the copy kept."""

    before: int
    after: int
    kept: Path

    @property
    def sentence(self) -> str:
        """What the user is told."""
        return (
            f"This case was kept in an older form ({self.before}) and was brought up to date "
            f"(form {self.after}). As it was before, it lies beside it as “{self.kept.name}”; "
            "delete that copy once nobody needs it with an older version of the program."
        )


def form_of(connection: apsw.Connection) -> int:
    """The number of the form that a file says it has. DamagedCaseError if it says none."""
    found = rows(connection, 'SELECT "schema" FROM case_info')
    if len(found) != 1 or not isinstance(found[0][0], int):
        raise DamagedCaseError(DAMAGED)
    return found[0][0]


def _to_2(connection: apsw.Connection) -> None:
    """Room for merging, erasing, copies of a part and attachments; all of it begins empty."""
    for sql in ADDED[2]:
        connection.execute(sql)


MIGRATIONS: Mapping[int, Callable[[apsw.Connection], None]] = {2: _to_2}
"""What brings a file of the form before to each form. Inside one transaction."""


def bridge(connection: apsw.Connection) -> None:
    """Let a connection that only reads find what newer forms have, as empty tables in memory."""
    form = form_of(connection)
    if form == SCHEMA:
        return
    connection.execute("PRAGMA query_only = OFF").fetchall()
    try:
        for number in range(form + 1, SCHEMA + 1):
            for sql in ADDED[number]:
                if sql.startswith("CREATE TABLE "):
                    connection.execute(sql.replace("CREATE TABLE ", "CREATE TEMP TABLE ", 1))
    finally:
        connection.execute("PRAGMA query_only = ON").fetchall()


def migrate(connection: apsw.Connection, path: Path, keys: Keys | None) -> Migrated | None:
    """Bring a case that is open for writing up to date; None if it is.

    The connection must not have begun to write. StorageError if there is no room for the
    copy that is kept: nothing was changed then.
    """
    before = form_of(connection)
    if before == SCHEMA:
        return None
    kept = _keep(connection, path, keys, f"as it was in form {before}")
    with connection:
        for number in range(before + 1, SCHEMA + 1):
            MIGRATIONS[number](connection)
        connection.execute('UPDATE case_info SET "schema" = ?', (SCHEMA,))
    return Migrated(before, SCHEMA, kept)


def _keep(connection: apsw.Connection, path: Path, keys: Keys | None, what: str) -> Path:
    """A copy of the case beside it, encrypted as it is. The copy's name."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        _copy(connection, draft, keys)
        return _named(draft, path, what)
    except (apsw.Error, OSError) as error:
        raise StorageError(
            "This case is of an older form, and there is no room beside it for the copy that is "
            "kept when it is brought up to date. Make room and open it again, or open it for "
            "reading only. It was not changed."
        ) from error
    finally:
        for ending in ("", "-journal"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _copy(connection: apsw.Connection, draft: Path, keys: Keys | None) -> None:
    copy = connections.making(draft, keys.key if keys else None)
    try:
        with copy.backup("main", connection, "main") as backup:
            while not backup.done:
                backup.step(1000)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        copy.close()
    if keys is not None:
        append(draft, keys.slots)


def _named(draft: Path, path: Path, what: str) -> Path:
    number = 1
    while True:
        again = "" if number == 1 else f" ({number})"
        kept = path.with_name(f"{path.stem} - {what}{again}{path.suffix}")
        try:
            put_in_place(draft, kept)
        except CaseExistsError:
            number += 1
        else:
            return kept
