"""The pages of an open case as they lie on the disk, at one moment, while others go on writing.

A case must not be read through a file handle of its own: closing it would drop the locks
of SQLite on the same file. SQLite's own layer to the system knows that and keeps such handles
open, so the pages are read through that layer, below the cipher: encrypted pages stay
encrypted. What the log holds is folded into the file first; a reader that stands at that
moment then keeps everybody from folding in more, so that later commits stay in the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import apsw

from geoapp.case.errors import CaseInUseError, StorageError
from geoapp.store import connection as connections
from geoapp.store.case_file import CaseFile
from geoapp.store.connection import rows
from geoapp.store.entrance import pending
from geoapp.store.failures import in_words

_TRIES = 4
_CIPHER = "multipleciphers-"
_BUSY = "The case is being read without a pause. Try again in a moment."


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`reader` stands at the moment of the snapshot; close neither part, `taken` does."""

    reader: apsw.Connection
    size: int
    _file: apsw.VFSFile

    def read(self, start: int, length: int) -> bytes:
        """Some bytes of the file, fewer at its end. StorageError."""
        wanted = min(length, self.size - start)
        with in_words():
            found = self._file.xRead(wanted, start)
        if len(found) != wanted:
            raise StorageError("The case file is shorter than it says. Verify it.")
        return found


@contextmanager
def taken(case: CaseFile) -> Iterator[Snapshot]:
    """A snapshot of an open case; writers wait only until the log is folded in.

    CaseInUseError if others read so much that this cannot be done, or if the case is open
    for reading only while somebody else writes to it.
    """
    key = case.keys.key if case.encrypted else None
    with in_words():
        reader = connections.reading(case.path, key)
        try:
            if case.read_only:
                _stand_beside(case.path, reader)
            else:
                _fold_and_stand(case, reader)
            size = int(reader.pragma("page_count")) * int(reader.pragma("page_size"))
            file = _raw(case.path)
            try:
                yield Snapshot(reader, size, file)
            finally:
                file.xClose()
        finally:
            reader.close()


def _fold_and_stand(case: CaseFile, reader: apsw.Connection) -> None:
    for _ in range(_TRIES):
        with case.lane() as connection:
            busy, *_ = rows(connection, "PRAGMA wal_checkpoint(TRUNCATE)")[0]
            if not busy:
                _stand(reader)
                return
    raise CaseInUseError(_BUSY)


def _stand_beside(path: Path, reader: apsw.Connection) -> None:
    _stand(reader)
    if pending(path):
        raise CaseInUseError(
            "This case is open for reading only, and somebody writes to it or it was not closed "
            "properly. Back it up where it is open for writing."
        )


def _stand(reader: apsw.Connection) -> None:
    reader.execute("BEGIN").fetchall()
    rows(reader, "SELECT count(*) FROM ledger_head")


def _raw(path: Path) -> apsw.VFSFile:
    system = apsw.vfs_names()[0].removeprefix(_CIPHER)
    flags = apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY
    return apsw.VFSFile(system, str(path.absolute()), [flags, 0])
