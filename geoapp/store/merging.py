"""Merging: what another file of the same case has and this one lacks, taken in.

A ledger is a set of entries, each of which says what it descends from. Merging is the union of
two sets, and the rows are what the union calls for (`geoapp.store.convergence`). So it does
not matter who merges with whom, in which order or how often: files that hold the same
entries hold the same. Nothing is ever written anew: an entry travels with its hash and
its signature, and merging has no entry of its own.

The other file is checked before anything of it is believed (`geoapp.store.incoming`). All
is taken in within one transaction, or nothing. Content that an erasure destroyed is not
even written, whichever side knows of the erasure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import apsw

from geoapp.case.errors import CaseError, DamagedCaseError, MergeRefusedError
from geoapp.case.records import Key
from geoapp.case.tables import Statements
from geoapp.store import content, erasing
from geoapp.store.case_file import CaseFile
from geoapp.store.conflicts import count
from geoapp.store.connection import rows
from geoapp.store.convergence import Told, condemned
from geoapp.store.failures import in_words
from geoapp.store.incoming import (
    ONE_ENTRY,
    UNREADABLE,
    Given,
    NewEntry,
    all_vectors,
    changes_of,
    check_change,
    new_entries,
    refuse,
)
from geoapp.store.ledger import REVERTING, UNSEEN
from geoapp.store.row_changes import COLUMNS, told
from geoapp.store.settling import settle
from geoapp.store.widening import widen
from geoapp.store.writer import RowWriter


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: entries that came in and went out, rows that changed, what to know.

    `conflicts`: how many wait for a decision in the case afterwards.
    """

    received: int
    sent: int
    rows: frozenset[Key]
    conflicts: int
    notes: tuple[str, ...] = ()


def take_in(case: CaseFile, other: CaseFile) -> Merged:
    """Take in what another file of the same case has. It may be read only, or a field copy.

    MergeRefusedError for another case, the same file, a fork, a missing ancestor or anything
    unsound; NewerCaseError, StorageError, ReadOnlyCaseError: nothing was written.
    """
    if case.path.samefile(other.path):
        raise MergeRefusedError("Both names mean the same file, so there is nothing to merge.")
    check_case(case, other.case_id, other.kept_as)
    with other.reader() as reader:
        return take_in_from(case, reader.connection)


def check_case(case: CaseFile, other: str, kept_as: str) -> None:
    """MergeRefusedError unless the other file is of the same case, and not of another part.

    `kept_as`: as `CaseFile.kept_as`, by which field copies are told from one another.
    """
    if other != case.case_id:
        raise MergeRefusedError(
            "The other file is of another case: only files that were once copied from one another "
            "can be merged. Nothing was written. To bring over single things, use “geoapp export” "
            "there and “geoapp import” here."
        )
    if case.case_id != case.kept_as != kept_as != other:
        raise MergeRefusedError(
            "Both files are field copies, of different parts: each would learn next to nothing "
            "from the other. Nothing was written. Merge each of them with the case."
        )


def take_in_from(case: CaseFile, theirs: apsw.Connection, heads: Iterable[str] = ()) -> Merged:
    """As `take_in`, by a connection to a file that was examined and is of the same case.

    `heads`: entries that must be here afterwards, since the other side says that it has them.
    """
    with _snapshot(theirs):
        with _damage_told(), case.transaction() as ours:
            intake = _Intake(ours, theirs, case.case_id, case.statements)
            done = intake.take()
            _check_heads(ours, heads)
            open_conflicts = count(ours, intake.statements)
        if intake.statements is not case.statements:
            case.restate(intake.statements)
        if any(entry.header["replica"] == case.replica for entry in intake.entries):
            case.replica = case.replica  # what can be undone is read anew
        notes = (*intake.notes, *_afterwards(case, theirs, destroyed=intake.destroyed))
    return Merged(len(intake.entries), 0, done, open_conflicts, notes)


def _afterwards(case: CaseFile, theirs: apsw.Connection, *, destroyed: bool) -> Iterator[str]:
    """What follows the commit; sentences for what could not be done, which costs nothing else."""
    if destroyed:
        try:
            erasing.scrub(case)
        except CaseError as error:
            yield str(error)
    try:
        with in_words():
            yield from list(_contents(case, theirs))
    except CaseError as error:
        yield f"Not all content of attachments was taken in. {error}"


def _check_heads(ours: apsw.Connection, heads: Iterable[str]) -> None:
    for head in heads:
        if not rows(ours, "SELECT 1 FROM ledger WHERE hash = ?", (bytes.fromhex(head),)):
            raise MergeRefusedError(
                "The bundle lacks entries that it says it ends with, so nothing was taken from "
                "it. Ask for it once more."
            )


@contextmanager
def _damage_told() -> Iterator[None]:
    """Which of the two files is damaged the database does not say."""
    try:
        yield
    except DamagedCaseError as error:
        raise DamagedCaseError(
            "One of the two files is damaged, so nothing was taken in. Check both with “geoapp "
            "verify”, and take the last good copy of the one that is."
        ) from error


@contextmanager
def _snapshot(connection: apsw.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _contents(case: CaseFile, theirs: apsw.Connection) -> Iterator[str]:
    """Take in what attachments hold; sentences for what could not be had."""
    with case.lane() as ours:
        wanted = content.named(ours)
    if not wanted:
        return
    copied = content.copy_missing(theirs, case, wanted)
    if copied.absent:
        yield f"{len(copied.absent)} attachments have no content in either of the two files."
    if copied.damaged:
        yield (
            f"The content of {len(copied.damaged)} attachments is damaged in the other file, "
            "so it was not taken in."
        )


class _Intake:
    """One merge, inside the transaction of whoever makes it."""

    def __init__(
        self, ours: apsw.Connection, theirs: apsw.Connection, case: str, statements: Statements
    ) -> None:
        self._ours, self._theirs = ours, theirs
        self.notes: list[str] = []
        self.destroyed = False
        self.statements, added = widen(ours, theirs, statements)
        if added:
            self.notes.append(
                f"The other file has tables or fields that this one lacked ({', '.join(added)}); "
                "they were added. Close the case and open it again to see all of them."
            )
        self.entries = new_entries(ours, theirs, case)
        self._vectors = all_vectors(ours, self.entries)
        self._part = bool(rows(ours, "SELECT 1 FROM case_copy LIMIT 1"))
        self._orders = self._erasing_here()
        self._touched: dict[Key, None] = {}

    def take(self) -> frozenset[Key]:
        """Take everything in. The rows that changed."""
        coming = self._erasing_there()
        for entry in self.entries:
            self._append(entry)
            for given in changes_of(self._theirs, entry, self.statements):
                self._insert(entry, given)
        self._note_heads()
        self._fill()
        writer = RowWriter(self._ours, self.statements)
        done = settle(self._ours, writer, [key for key in self._touched if key not in coming])
        changed = {key for key, _ in done.contents}
        if coming:
            self.destroyed = True
            wiped = erasing.wipe(self._ours, self.statements, coming)
            changed |= {key for key, _ in wiped.contents}
        return frozenset(changed)

    def _erasing_here(self) -> dict[Key, list[Told]]:
        found = self._ours.execute(
            f"SELECT c.tbl, c.id, {COLUMNS} FROM ledger_order AS o JOIN ledger_change AS c "
            "ON c.entry = o.hash WHERE o.kind = 'erase' AND c.content NOT NULL"
        )
        orders: dict[Key, list[Told]] = {}
        for table, id, *change in found:
            orders.setdefault(Key(table, id), []).append(told(tuple(change)))
        return orders

    def _erasing_there(self) -> list[Key]:
        """Take note of erasures that come in; the rows of ours that they are about."""
        keys: dict[Key, None] = {}
        for entry in self.entries:
            if entry.header["kind"] != "erase":
                continue
            for given in changes_of(self._theirs, entry, self.statements):
                key = given.key
                if key is not None and given.content is not None and self._wanted(key):
                    self._orders.setdefault(key, []).append(entry.told(given))
                    keys[key] = None
        return list(keys)

    def _wanted(self, key: Key) -> bool:
        """Whether a field copy takes the content of a row; a whole case takes all."""
        if not self._part:
            return True
        part = "SELECT 1 FROM case_part WHERE tbl = ? AND id = ?"
        if rows(self._ours, part, (key.table, key.id)):
            return True
        # What is here and in no list was made here.
        there = f'SELECT 1 FROM "{key.table}" WHERE "id" = ?'
        return key.table in self.statements and bool(rows(self._ours, there, (key.id,)))

    def _destroyed(self, key: Key, change: Told) -> bool:
        """Whether an erasure that either side knows of destroys a change."""
        orders = self._orders.get(key)
        if not orders:
            return False
        return any(c.leaf == change.leaf for c in condemned([*orders, change], self._vectors))

    def _append(self, entry: NewEntry) -> None:
        header = entry.header
        self._ours.execute(
            "INSERT INTO ledger VALUES (?, ?, ?)", (entry.hash, entry.text, entry.signature)
        )
        order = (header["replica"], header["sequence"], header["lamport"], header["kind"])
        self._ours.execute(
            "INSERT INTO ledger_order VALUES (?, ?, ?, ?, ?, ?)",
            (entry.hash, *order, _reverted(entry)),
        )

    def _insert(self, entry: NewEntry, given: Given) -> None:
        key = given.key
        if key is None or not self._wanted(key):
            given = given.without_content(known=False)
        else:
            self._touched[key] = None
            if given.content is not None and self._destroyed(key, entry.told(given)):
                given = given.without_content(known=True)
        self._ours.execute(
            "INSERT INTO ledger_change VALUES (?, ?, ?, ?, ?, ?)", (entry.hash, *given)
        )

    def _note_heads(self) -> None:
        for entry in self.entries:
            header = entry.header
            self._ours.execute("INSERT INTO ledger_head VALUES (?)", (entry.hash,))
            self._ours.execute(
                "INSERT INTO ledger_replica VALUES (?, ?, ?) ON CONFLICT (replica) DO UPDATE "
                "SET sequence = excluded.sequence, hash = excluded.hash "
                "WHERE excluded.sequence > sequence",
                (header["replica"], header["sequence"], entry.hash),
            )
        parents = {parent for entry in self.entries for parent in entry.header["parents"]}
        # In a salvaged case what comes in may fill a gap, with later entries here already.
        if rows(self._ours, "SELECT 1 FROM ledger_order WHERE kind = 'salvage' LIMIT 1"):
            parents |= {
                parent
                for (header,) in self._ours.execute("SELECT header FROM ledger")
                for parent in json.loads(header)["parents"]
            }
        self._ours.executemany(
            "DELETE FROM ledger_head WHERE hash = ?", ((bytes.fromhex(p),) for p in parents)
        )

    def _fill(self) -> None:
        """Take content for changes of which only the leaf was here."""
        unseen = "SELECT DISTINCT entry FROM ledger_change WHERE tbl IS NULL AND id = ?"
        entries = {entry for (entry,) in rows(self._ours, unseen, (UNSEEN,))}
        for entry in sorted(entries | self._of_rows_made_here()):
            empty = dict(
                rows(
                    self._ours,
                    "SELECT leaf, rowid FROM ledger_change WHERE entry = ? AND tbl IS NULL",
                    (entry,),
                )
            )
            for change in rows(self._theirs, f"{ONE_ENTRY} AND tbl NOT NULL", (entry,)):
                given = Given(*change)
                if given.leaf in empty:
                    self._fill_one(entry, empty[given.leaf], given)

    def _of_rows_made_here(self) -> set[bytes]:
        """What the other side has of rows that were made in this field copy and elsewhere too."""
        if not self._part:
            return set()
        found = set()
        for table in self.statements:
            made = rows(
                self._ours,
                f'SELECT "id" FROM "{table.name}" EXCEPT SELECT id FROM case_part WHERE tbl = ?',
                (table.name,),
            )
            for (id,) in made:
                theirs = "SELECT entry FROM ledger_change WHERE tbl = ? AND id = ?"
                found |= {entry for (entry,) in rows(self._theirs, theirs, (table.name, id))}
        return found

    def _fill_one(self, entry: bytes, rowid: int, given: Given) -> None:
        kind = self._ours.execute("SELECT kind FROM ledger_order WHERE hash = ?", (entry,)).get
        try:
            check_change(entry.hex(), kind, given, self.statements)
        except UNREADABLE as error:
            raise refuse("A change in it has another form than changes have.") from error
        key = given.key
        if key is None:
            return
        if not self._wanted(key):
            # From now on it is not unseen, but none of the part.
            self._ours.execute("UPDATE ledger_change SET id = NULL WHERE rowid = ?", (rowid,))
            return
        if given.content is not None and self._destroyed(key, self._told(entry, given)):
            given = given.without_content(known=True)
        self._ours.execute(
            "UPDATE ledger_change SET tbl = ?, id = ?, content = ?, salt = ? WHERE rowid = ?",
            (*given[:4], rowid),
        )
        self._touched[key] = None

    def _told(self, entry: bytes, given: Given) -> Told:
        order = rows(
            self._ours,
            "SELECT replica, sequence, lamport, kind FROM ledger_order WHERE hash = ?",
            (entry,),
        )[0]
        return told((entry, *order, given.content, given.leaf))


def _reverted(entry: NewEntry) -> bytes | None:
    if entry.header["kind"] not in REVERTING:
        return None
    named = entry.header["message"]["parameters"].get("entry")
    try:
        return None if named is None else bytes.fromhex(named)
    except (ValueError, TypeError) as error:
        raise refuse("An undo in it names no entry.") from error
