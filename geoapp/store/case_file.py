"""A case file that is open: one way in, one way to write, one way out."""

from __future__ import annotations

import secrets
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import apsw
from filelock import FileLock

from geoapp.case.errors import (
    CaseInUseError,
    NothingToWriteError,
    ReadOnlyCaseError,
    RefusedChangeError,
)
from geoapp.case.records import Draft, Problem, Written
from geoapp.case.tables import Statements
from geoapp.store import connection as connections
from geoapp.store import ledger, undo
from geoapp.store.drafts import check_author, check_draft
from geoapp.store.entrance import Examined, examine, look, look_outside, pending
from geoapp.store.erasing import finish
from geoapp.store.failures import damage_in_words, in_words, told_in_words
from geoapp.store.keys import Keys
from geoapp.store.locking import locked, unlocked, writable
from geoapp.store.making import extend, make, together
from geoapp.store.migrating import Migrated, bridge, migrate
from geoapp.store.reader import StoreReader
from geoapp.store.settling import end_conflicts
from geoapp.store.signing import Signer
from geoapp.store.slots import CaseKey, first
from geoapp.store.verifying import Tips
from geoapp.store.writer import RowWriter, note_in_contents


class CaseFile:
    """One case file. Made by `create` or `open`, ended by `close`.

    One thread at a time may write; each reader has a connection of its own. While the
    case is open for writing, `<file>-wal`, `<file>-shm` and `<file>.lock` stand beside it;
    after `close` it is one file again. Nothing else may open the file in the meantime.
    """

    def __init__(
        self,
        path: Path,
        connection: apsw.Connection,
        examined: Examined,
        statements: Statements,
        replica: str,
        lock: FileLock | None,
        keys: Keys | None,
    ) -> None:
        self.path = path
        self.read_only = lock is None
        self.case_id = examined.case
        self.kept_as = f"{examined.case}.{examined.copy}" if examined.copy else examined.case
        """Under what a profile keeps what it knows of this very file: a field copy has the
        number of its case, but a ledger, a key and a replica of its own."""
        self.statements = statements
        self._held = statements if lock else Statements(examined.statements)
        self._connection = connection
        self._lock = lock
        self._keys = keys
        self._readers: weakref.WeakSet[StoreReader] = weakref.WeakSet()
        self._lane = threading.RLock()
        self._doorway = threading.Lock()
        self._closed = False
        self._replica = replica
        self.migrated: Migrated | None = None
        """Set if the file was of an older form when it was opened; its sentence says so."""
        self.signer: Signer | None = None
        """Signs what is written from now on; None leaves entries without a signature."""
        with damage_in_words():
            self._stacks = undo.Stacks.of(connection, replica)
        self._rows = RowWriter(connection, statements)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        title: str,
        author: str,
        replica: str | None = None,
        statements: Statements | None = None,
        passphrase: str | None = None,
        signer: Signer | None = None,
    ) -> CaseFile:
        """Make a new, empty case and open it for writing.

        `signer` signs its first entry and those to come, see `signer`.
        With a passphrase it is encrypted under a random key that the passphrase unlocks;
        nobody can open it once every passphrase is lost. With None it is a plain file.

        The ledger begins with an entry of kind ``create``, without changes, that says
        who made the case and when; it cannot be undone. `replica`: the number under
        which this machine writes; a random one if None. CaseExistsError if there is a
        file already, CaseNotFoundError without the folder, StorageError if the disk refuses.
        """
        replica = replica or secrets.token_hex(8)
        path = Path(path)
        statements = statements or Statements()
        check_author(author)
        if passphrase is None:
            make(path, title, statements, author, replica, None, signer)
            case = cls._admitted(path, statements, replica, False, None)
        else:
            key = CaseKey.new()
            slots = first(key, passphrase, author)
            make(path, title, statements, author, replica, (key, slots), signer)
            case = cls._admitted(path, statements, replica, False, Keys(path, slots, key, 1))
        case.signer = signer
        return case

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        replica: str | None = None,
        read_only: bool = False,
        statements: Statements | None = None,
        passphrase: str | None = None,
    ) -> CaseFile:
        """Open a case that exists; nothing is ever made where there is none.

        The file is examined before anything in it is believed, and one that is refused
        keeps its bytes: CaseNotFoundError, NotACaseError (also when empty),
        DamagedCaseError (also when cut short), NewerCaseError, ForeignSchemaError,
        PassphraseNeededError and PassphraseError for an encrypted one. A plain file needs no
        passphrase and opens with any.
        CaseInUseError if somebody else writes to it; it can still be opened read only.
        A file or folder that cannot be written to is opened read only: ask `read_only`.
        Tables and fields that `statements` states and the file lacks are added to it,
        unless it is read only. Statements that only the file has stay usable. A file of
        an older form is brought up to date, see `migrated` and `geoapp.store.migrating`;
        opened read only it is read as it is.
        """
        path = Path(path)
        stated = statements or Statements()
        replica = replica or secrets.token_hex(8)
        look_outside(path)
        keys = Keys.of(path, passphrase)
        return cls._admitted(path, stated, replica, read_only, keys)

    @classmethod
    def _admitted(
        cls, path: Path, stated: Statements, replica: str, read_only: bool, keys: Keys | None
    ) -> CaseFile:
        look(path, keys.key if keys else None)
        lock = None if read_only or not writable(path) else locked(path)
        try:
            if lock is not None and keys is not None:
                keys.take_out()
            return cls._opened(path, stated, replica, lock, keys)
        except BaseException:
            try:
                if keys is not None:
                    keys.put_back(pending(path))
            finally:
                if lock is not None:
                    unlocked(lock)
            raise

    @classmethod
    @told_in_words
    def _opened(
        cls,
        path: Path,
        stated: Statements,
        replica: str,
        lock: FileLock | None,
        keys: Keys | None,
    ) -> CaseFile:
        connect = connections.writing if lock else connections.reading
        unclean = pending(path)
        connection = connect(path, keys.key if keys else None)
        try:
            with damage_in_words():
                examined = examine(connection, path)
            statements = together(stated, examined.statements)
            migrated = None
            if lock is None:
                bridge(connection)
            else:
                migrated = migrate(connection, path, keys)
                connections.begin_writing(connection)
                extend(connection, statements, examined.statements)
                if unclean:
                    finish(connection)
            case = cls(path, connection, examined, statements, replica, lock, keys)
            case.migrated = migrated
            return case
        except BaseException:
            connection.close()
            raise

    @property
    def replica(self) -> str:
        """The number under which this machine writes to the case. Whoever sets it decides."""
        return self._replica

    @replica.setter
    def replica(self, replica: str) -> None:
        with self._lane, in_words():
            self._replica = replica
            self._stacks = undo.Stacks.of(self._connection, replica)

    @property
    def encrypted(self) -> bool:
        """Whether the file is unreadable without a passphrase."""
        return self._keys is not None

    @property
    def keys(self) -> Keys:
        """The passphrases of the case. RefusedChangeError for a plain one, which has none."""
        if self._keys is None:
            raise RefusedChangeError("This case is not encrypted, so it has no passphrases.")
        return self._keys

    @property
    def _key(self) -> CaseKey | None:
        return self._keys.key if self._keys else None

    def write(self, draft: Draft, author: str) -> Written:
        """Write a draft: rows, ledger entry and search index in one transaction.

        A row that does not exist is made, also without any values. Values that a row
        holds already are left out. When nothing is left, NothingToWriteError is raised and
        no entry made; but an undo or redo is entered all the same, so that it takes
        its entry off the stack. RefusedChangeError (unknown table or field, a value that
        does not fit its field), StorageError, ReadOnlyCaseError, CaseInUseError: nothing at
        all was written.

        `Written.keys` are the rows that changed, `extent` is around where they are and were.
        """
        check_author(author)
        check_draft(draft)
        with self.transaction() as connection:
            if draft.undoes is not None:
                undo.header_of(connection, draft.undoes)
            done = self._rows.apply(
                draft.changes, again=draft.kind == "resolve" or bool(draft.resolves)
            )
            if not done.contents and draft.kind not in ledger.MAY_BE_EMPTY:
                raise NothingToWriteError("Nothing was changed: all of this is there already.")
            origin = ledger.Origin(self.case_id, self._replica, author, self.signer)
            entry = ledger.append(connection, origin, draft, done.contents)
            end_conflicts(connection, done)
            note_in_contents(connection, done.tables)
        self._stacks.push(entry.hash.hex(), draft.kind, draft.undoes)
        keys = frozenset(key for key, _ in done.contents)
        return Written(entry.hash.hex(), keys, done.extent)

    @contextmanager
    def lane(self) -> Iterator[apsw.Connection]:
        """The connection that writes, for the store's own modules, while nobody else writes.

        ReadOnlyCaseError if nothing can be written; what the database raises is told in words.
        """
        with self._lane, in_words():
            self._check_writable()
            yield self._connection

    @contextmanager
    def transaction(self) -> Iterator[apsw.Connection]:
        """As `lane`, inside one transaction: all that is done is kept, or nothing."""
        with self.lane() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def restate(self, statements: Statements) -> None:
        """Take note that the file has these tables and fields from now on."""
        self.statements = self._held = statements
        self._rows = RowWriter(self._connection, statements)
        for reader in list(self._readers):
            reader.restate(statements)

    def _check_writable(self) -> None:
        if self._closed:
            raise ReadOnlyCaseError("The case is closed.")
        if self.read_only:
            raise ReadOnlyCaseError("This case is open for reading only; nothing was written.")

    def undo_draft(self, hash: str, kind: str = "undo") -> Draft:
        """The draft that takes an entry back, to be given to `write`.

        Only fields that still hold the value of the entry get their earlier value; a row
        that the entry made is marked as deleted. Taking back an undo is a redo: give its
        hash, as `redoable` names it, with ``kind="redo"``. The message has the same id as
        the kind, with `entry` (the hash) and `of` (the id of the message taken back).
        """
        with self._lane, in_words():
            return undo.draft(self._connection, self.statements, hash, kind)

    def undoable(self) -> str | None:
        """The hash of the entry that an undo takes back next: this replica's last
        edit, import, link or redo that was not taken back. None if there is none."""
        return self._stacks.undo[-1] if self._stacks.undo else None

    def redoable(self) -> str | None:
        """The hash of the undo that a redo takes back next; None after any other change."""
        return self._stacks.redo[-1] if self._stacks.redo else None

    def tip(self) -> tuple[int, str]:
        """(sequence, hash) of this replica's last entry; (0, "") if it wrote none."""
        return self.tips().get(self._replica, (0, ""))

    def tips(self) -> dict[str, tuple[int, str]]:
        """(sequence, hash) of the last entry of each replica."""
        with self._lane, in_words():
            return ledger.tips(self._connection)

    def holds(self, replica: str, sequence: int, hash: str) -> bool:
        """Whether the ledger has this entry under this replica and sequence."""
        with self._lane, in_words():
            return ledger.holds(self._connection, replica, sequence, hash)

    def reader(self) -> StoreReader:
        """A reader on a connection of its own. It sees each commit; close it after use."""
        with self._doorway:
            if self._closed:
                raise ReadOnlyCaseError("The case is closed.")
            reader = StoreReader(self.path, self.statements, self._held, self._key)
            self._readers.add(reader)
            return reader

    def check_entries(self) -> list[str]:
        """Whether every ledger entry is well formed: a sentence per problem."""
        with self.reader() as reader:
            return reader.check_entries()

    def verify(self, known: Tips | None = None) -> list[Problem]:
        """Replay the ledger and compare it with everything else in the file.

        Told are: ledger entries that are not well formed, rows that hold something else
        than the ledger tells, rows too many and too few (by table and number), foreign
        triggers, views and tables, a search index or R-tree that does not fit the rows,
        and damaged pages. `known`: the last entry (sequence, hash) per replica that was
        seen for this case elsewhere; a file that lacks one is an older copy, or was cut.
        """
        with self.reader() as reader:
            return reader.verify(known or {})

    def close(self) -> None:
        """Close the case with all its readers. May be called twice.

        One plain file is left, unless another program still reads it. StorageError if
        the disk has no room for that; the case is closed and whole all the same.
        """
        with self._lane:
            if self._closed:
                return
            try:
                self._close_readers()
                with in_words():
                    if self.read_only:
                        self._connection.close()
                    else:
                        connections.end_writing(self._connection)
            finally:
                try:
                    if self._keys is not None:
                        self._keys.put_back(pending(self.path))
                finally:
                    if self._lock is not None:
                        unlocked(self._lock)

    def _close_readers(self) -> None:
        with self._doorway:
            self._closed = True
            for reader in list(self._readers):
                # One that cannot be interrupted keeps the log beside the file, and nothing else.
                with suppress(CaseInUseError):
                    reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
