"""Erasure: what a witness takes back is destroyed, in the tables and in all of their history.

An erasure is one entry of kind ``erase``. `geoapp.store.convergence` says which changes of
a row it empties and what the row holds afterwards; here that is done to the file. Where
content of a row lies, all of it is taken away:

- its cells, and the bounds that the GeoPackage's own list of contents keeps, which are the
  coordinates of the outermost rows;
- the R-tree, which is made anew: a node keeps the corners of what was taken out of it;
- content and salt of the changes in the ledger; a leaf without its salt says nothing;
- the search index, which is built anew, since FTS5 keeps the words of what it deletes
  until its segments happen to be merged;
- conflicts that were noted for it;
- content of attachments that no row names any more.

That a page or a part of one is not used any more does not mean that it is blank. So the
file is rewritten after the commit, and the log is folded in and cut (`scrub`). A machine
that dies in between leaves a log beside the case: the next who opens the case for writing
finds it there and does the rest (`finish`).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import apsw

from geoapp.case.errors import CaseInUseError, NothingToWriteError, RefusedChangeError
from geoapp.case.identity import code_of, highest_number
from geoapp.case.records import Draft, Key, Message, Written
from geoapp.case.tables import Statements
from geoapp.store import content, ledger
from geoapp.store.connection import rows
from geoapp.store.convergence import (
    DELETED,
    ERASED,
    RESTATED,
    WHOLE,
    Folded,
    Told,
    Vectors,
    fold,
)
from geoapp.store.drafts import check_author, check_words
from geoapp.store.ledger import Content
from geoapp.store.row_changes import changes_of_row, vectors_of
from geoapp.store.settling import settle
from geoapp.store.writer import Applied, RowWriter
from layers.schema import GeometryKind, Table

if TYPE_CHECKING:
    from geoapp.store.case_file import CaseFile

IN_MEMORY_BYTES = 256 << 20
"""Larger files are rewritten by way of the disk, so that memory stays free."""
_TRIES = 40
_WAIT_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is destroyed of one row: the named fields, or all of it for ever if none is named."""

    key: Key
    fields: frozenset[str] = frozenset()


def erase(case: CaseFile, wanted: Sequence[Erasure], author: str, reason: str = "") -> Written:
    """Destroy content, as one entry. Call `scrub` after it, so that no byte of it is left.

    The reason stays readable for ever. RefusedChangeError if a row or field is not there, or
    if two values of another field that would be lost wait for a decision; NothingToWriteError
    if all of it was destroyed before; StorageError, CaseInUseError. Then nothing is destroyed.
    """
    check_author(author)
    fields = sum(len(one.fields) for one in wanted)
    whole = sum(not one.fields for one in wanted)
    numbers = {"rows": str(whole), "fields": str(fields)}
    check_words(Draft("erase", Message("erase"), (), reason))
    with case.transaction() as connection:
        vectors = vectors_of(connection)
        contents = [
            (one.key, each)
            for one in wanted
            for each in _contents(connection, case.statements, one, vectors)
        ]
        if not contents:
            raise NothingToWriteError("Nothing was destroyed: all of this was destroyed before.")
        numbers |= _codes(connection, case.statements, wanted)
        draft = Draft("erase", Message("erase", numbers), (), reason)
        origin = ledger.Origin(case.case_id, case.replica, author, case.signer)
        entry = ledger.append(connection, origin, draft, contents)
        done = wipe(connection, case.statements, (key for key, _ in contents))
    keys = frozenset(key for key, _ in contents)
    return Written(entry.hash.hex(), keys, done.extent)


def _codes(
    connection: apsw.Connection, statements: Statements, wanted: Iterable[Erasure]
) -> dict[str, str]:
    """The highest number in any code of the tables, so that none is ever given again.

    It does not tell which code was destroyed.
    """
    highest = []
    for name in sorted({one.key.table for one in wanted if not one.fields}):
        table = statements[name]
        if any(field.name == "code" for field in table):
            held = rows(connection, f'SELECT "code" FROM "{name}" WHERE "code" NOT NULL')
            number = highest_number(table, [code for (code,) in held])
            highest.append(f"{name} {number}")
    return {"codes": ", ".join(highest)} if highest else {}


def codes_used(connection: apsw.Connection, table: Table) -> list[str]:
    """A code as high as those that rows of a table had when some were destroyed; or none."""
    found = rows(
        connection,
        "SELECT header ->> '$.message.parameters.codes' FROM ledger WHERE hash IN "
        "(SELECT hash FROM ledger_order WHERE kind = 'erase')",
    )
    told = [part.rpartition(" ") for (codes,) in found if codes for part in codes.split(", ")]
    numbers = [int(number) for name, _, number in told if name == table.name and number.isdecimal()]
    return [code_of(table, max(numbers))] if numbers else []


def _contents(
    connection: apsw.Connection, statements: Statements, wanted: Erasure, vectors: Vectors
) -> Iterator[Content]:
    """What the entry says of one row; nothing if all of that was destroyed before."""
    key = wanted.key
    _check(connection, statements, wanted)
    gone = {
        field
        for (field,) in rows(
            connection,
            "SELECT field FROM ledger_erasure WHERE tbl = ? AND id = ?",
            (key.table, key.id),
        )
    }
    if WHOLE in gone:
        return
    if not wanted.fields:
        yield {ERASED: [WHOLE]}
        return
    changes = changes_of_row(connection, key)
    lost = [change for change in changes if not wanted.fields.isdisjoint(change.names())]
    if not lost and wanted.fields <= gone:
        return
    yield {ERASED: sorted(wanted.fields)}
    again = _restated(changes, lost, wanted, vectors)
    if again:
        yield {RESTATED: sorted(again), **again}


def _check(connection: apsw.Connection, statements: Statements, wanted: Erasure) -> None:
    key = wanted.key
    if key.table not in statements:
        raise RefusedChangeError(f"This case has no table named “{key.table}”.")
    if not rows(connection, f'SELECT 1 FROM "{key.table}" WHERE "id" = ?', (key.id,)):
        raise RefusedChangeError(f"There is no row {key.id} of “{key.table}” in this case.")
    table = statements[key.table]
    for name in wanted.fields - {field.name for field in table}:
        raise RefusedChangeError(f"“{table.label.en}” has no field named “{name}”.")


def _restated(
    changes: Sequence[Told], lost: Sequence[Told], wanted: Erasure, vectors: Vectors
) -> dict[str, Any]:
    """What the row shall go on to hold though the changes that said it will be emptied."""
    now = fold(changes, vectors)
    left = fold([change for change in changes if change not in lost], vectors)
    names = {name for change in lost for name in change.names()} - wanted.fields
    disputed = sorted(names & now.conflicts)
    if disputed:
        raise RefusedChangeError(
            f"Row {wanted.key.id} of “{wanted.key.table}” has two values in “{disputed[0]}” that "
            "wait for a decision, and one would be lost. Decide that conflict first, or destroy "
            "the whole row."
        )
    return {name: _value(now, name) for name in names if _value(now, name) != _value(left, name)}


def _value(folded: Folded, name: str) -> Any:
    return folded.deleted if name == DELETED else folded.values.get(name)


def wipe(connection: apsw.Connection, statements: Statements, keys: Iterable[Key]) -> Applied:
    """Do to these rows what the erasures in their history ask for. In a transaction.

    Their changes, and those that erase, must be in the ledger already. Also for erasures that
    came from elsewhere, and for what came later that they destroy. `scrub` has to follow the
    commit. Tells what changed in the tables, without contents.
    """
    wanted = list(dict.fromkeys(keys))
    done = settle(connection, RowWriter(connection, statements), wanted)
    if wanted:
        for name in {key.table for key in wanted}:
            if statements[name].geometry is not GeometryKind.NONE:
                measure_again(connection, name)
                plant_again(connection, name)
        index_anew(connection)
        content.drop_unnamed(connection)
    return done


def index_anew(connection: apsw.Connection) -> None:
    """Build the search index again from the rows that are left."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def measure_again(connection: apsw.Connection, table: str) -> None:
    """Bounds of the rows that are left: those kept until now may be a destroyed place."""
    corners = ", ".join(
        f'(SELECT {most}({corner}("geom")) FROM "{table}" WHERE "geom" NOTNULL)'
        for most, corner in (
            ("min", "ST_MinX"),
            ("min", "ST_MinY"),
            ("max", "ST_MaxX"),
            ("max", "ST_MaxY"),
        )
    )
    connection.execute(
        f"UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) = (SELECT {corners}) "
        "WHERE table_name = ?",
        (table,),
    )


def plant_again(connection: apsw.Connection, table: str) -> None:
    """Make the R-tree of a table again from the rows that are left; its triggers stay."""
    tree = f"rtree_{table}_geom"
    made = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (tree,)).get
    connection.execute(f'DROP TABLE "{tree}"')
    connection.execute(made)
    connection.execute(
        f'INSERT INTO "{tree}" SELECT "id", ST_MinX("geom"), ST_MaxX("geom"), ST_MinY("geom"), '
        f'ST_MaxY("geom") FROM "{table}" WHERE "geom" NOTNULL AND NOT ST_IsEmpty("geom")'
    )


def scrub(case: CaseFile) -> None:
    """Rewrite the file without what it does not use, and cut the log beside it.

    Not within a transaction. Needs room on the disk for a second copy of the case: StorageError
    if there is none. CaseInUseError while somebody reads all the time.
    """
    with case.lane() as connection:
        scrubbed(connection)


def finish(connection: apsw.Connection) -> None:
    """As `scrub`, for a case whose last writer died; only if anything was ever erased in it.

    Where the disk has no room for that, the case is opened all the same.
    """
    if rows(connection, "SELECT 1 FROM ledger_erasure LIMIT 1"):
        with suppress(apsw.FullError, apsw.IOError, apsw.BusyError, CaseInUseError):
            scrubbed(connection)


def scrubbed(connection: apsw.Connection) -> None:
    """`scrub` on a connection that may write."""
    large = connection.pragma("page_count") * connection.pragma("page_size") > IN_MEMORY_BYTES
    # Rewriting attaches a database of its own, and nothing else may.
    connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 1)
    if large:
        connection.execute("PRAGMA temp_store = FILE").fetchall()
    try:
        connection.execute("VACUUM").fetchall()
    finally:
        connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)
        connection.execute("PRAGMA temp_store = MEMORY").fetchall()
    for _ in range(_TRIES):
        if not rows(connection, "PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            return
        time.sleep(_WAIT_SECONDS)
    raise CaseInUseError(
        "The content is destroyed, but traces are left in the log beside the case, since it is "
        "being read all the time. Close the case: that cuts the log."
    )
