"""Erasure: what a witness takes back is destroyed, in the tables and in all of their history.

An erasure is one entry of kind ``erase``. `geoapp.store.convergence` says which changes of
a row it empties and what the row holds afterwards; here that is done to the file. Where
content of a row lies, all of it is taken away:

- its cells, and with them the R-tree, which follows by triggers, and the bounds that the
  GeoPackage's own list of contents keeps (they are the coordinates of the outermost rows);
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

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import apsw

from geoapp.case.errors import CaseInUseError, NothingToWriteError, RefusedChangeError
from geoapp.case.records import Draft, Key, Message, Written
from geoapp.case.tables import Statements
from geoapp.store import content, ledger
from geoapp.store.convergence import (
    DELETED,
    ERASED,
    RESTATED,
    WHOLE,
    Folded,
    Told,
    Vectors,
    condemned,
    erasures,
    fold,
)
from geoapp.store.connection import rows
from geoapp.store.drafts import check_author, check_words
from geoapp.store.ledger import Content
from geoapp.store.writer import Applied, RowWriter, note_in_contents
from layers.schema import GeometryKind

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
    """Destroy content, as one entry; then rewrite the file so that no byte of it is left.

    The reason stays readable for ever. RefusedChangeError if a row or field is not there, or
    if two values of another field that would be lost wait for a decision; NothingToWriteError
    if all of it was destroyed before; StorageError, CaseInUseError. When `scrub` cannot be
    ended its error is raised though the content is destroyed; call `scrub` again.
    """
    check_author(author)
    fields = sum(len(one.fields) for one in wanted)
    whole = sum(not one.fields for one in wanted)
    message = Message("erase", {"rows": str(whole), "fields": str(fields)})
    draft = Draft("erase", message, (), reason)
    check_words(draft)
    with case.transaction() as connection:
        vectors = Known(connection)
        contents = [
            (one.key, each)
            for one in wanted
            for each in _contents(connection, case.statements, one, vectors)
        ]
        if not contents:
            raise NothingToWriteError("Nothing was destroyed: all of this was destroyed before.")
        origin = ledger.Origin(case.case_id, case.replica, author, case.signer)
        entry = ledger.append(connection, origin, draft, contents)
        done = wipe(connection, case.statements, (key for key, _ in contents), vectors)
    scrub(case)
    keys = frozenset(key for key, _ in contents)
    return Written(entry.hash.hex(), keys, done.extent)


class Known:
    """The version vector of each entry, read when it is asked for."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._vectors: dict[bytes, Mapping[str, int]] = {}

    def __call__(self, entry: bytes) -> Mapping[str, int]:
        """The vector of an entry by its hash; empty for one that is not here."""
        if entry not in self._vectors:
            found = rows(self._connection, "SELECT header FROM ledger WHERE hash = ?", (entry,))
            self._vectors[entry] = json.loads(found[0][0])["version_vector"] if found else {}
        return self._vectors[entry]


def told(connection: apsw.Connection, key: Key) -> list[Told]:
    """All changes of a row, in their order."""
    found = rows(
        connection,
        "SELECT c.entry, o.replica, o.sequence, o.lamport, o.kind, c.content "
        "FROM ledger_change AS c JOIN ledger_order AS o ON o.hash = c.entry "
        "WHERE c.tbl = ? AND c.id = ? ORDER BY o.lamport, o.hash, c.rowid",
        (key.table, key.id),
    )
    return [Told(*rest, None if text is None else json.loads(text)) for *rest, text in found]


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
    changes = told(connection, key)
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


def wipe(
    connection: apsw.Connection,
    statements: Statements,
    keys: Iterable[Key],
    vectors: Vectors | None = None,
) -> Applied:
    """Do to these rows what the erasures in their history ask for. In a transaction.

    Their changes, theirs and the erasing ones, must be in the ledger already. Also for
    erasures that came from elsewhere, and for what came later that they destroy. `scrub`
    has to follow the commit. Tells what changed in the tables, without contents.
    """
    vectors = vectors or Known(connection)
    writer, done = RowWriter(connection, statements), Applied([], None, {})
    keys = list(dict.fromkeys(keys))
    if not keys:
        return done
    for key in keys:
        changes = told(connection, key)
        _note(connection, key, changes)
        if key.table in statements:
            folded = fold(_emptied(connection, key, changes, vectors), vectors)
            writer.hold(key, folded.values, folded.deleted, done)
            _note_conflicts(connection, key, folded)
    note_in_contents(connection, done.tables)
    _measure_again(connection, statements, done)
    connection.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    content.drop_unnamed(connection)
    return done


def _note(connection: apsw.Connection, key: Key, changes: Sequence[Told]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO ledger_erasure VALUES (?, ?, ?, ?)",
        [(key.table, key.id, field, entry) for field, entry in sorted(erasures(changes))],
    )


def _emptied(
    connection: apsw.Connection, key: Key, changes: Sequence[Told], vectors: Vectors
) -> list[Told]:
    """Empty what is condemned; the changes as they are then."""
    doomed = condemned(changes, vectors)
    for change in doomed:
        # Of two changes of one entry, the one that erases stays when the other goes.
        connection.execute(
            "UPDATE ledger_change SET content = NULL, salt = NULL WHERE entry = ? AND tbl = ? "
            "AND id = ? AND content NOT NULL AND (content -> '$.\"@erased\"' IS NULL) = ?",
            (change.entry, key.table, key.id, not change.erased()),
        )
    return [change._replace(content=None) if change in doomed else change for change in changes]


def _note_conflicts(connection: apsw.Connection, key: Key, folded: Folded) -> None:
    connection.execute("DELETE FROM ledger_conflict WHERE tbl = ? AND id = ?", (key.table, key.id))
    connection.executemany(
        "INSERT INTO ledger_conflict VALUES (?, ?, ?)",
        [(key.table, key.id, name) for name in sorted(folded.conflicts)],
    )


def _measure_again(connection: apsw.Connection, statements: Statements, done: Applied) -> None:
    """Bounds of the rows that are left: those kept until now may be a destroyed place."""
    for name in done.tables:
        if statements[name].geometry is GeometryKind.NONE:
            continue
        corners = ", ".join(
            f'(SELECT {most}({corner}("geom")) FROM "{name}" WHERE "geom" NOTNULL)'
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
            (name,),
        )


def scrub(case: CaseFile) -> None:
    """Rewrite the file without what it does not use, and cut the log beside it.

    Not within a transaction. Needs room on the disk for a second copy of the case: StorageError
    if there is none. CaseInUseError while somebody reads all the time.
    """
    with case.lane() as connection:
        scrubbed(connection)


def finish(connection: apsw.Connection) -> None:
    """As `scrub`, for a case in which something was ever erased; else nothing is done."""
    if rows(connection, "SELECT 1 FROM ledger_erasure LIMIT 1"):
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
