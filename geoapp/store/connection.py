"""Connections to a case file, with the settings for files that nobody vouches for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import apsw

from geoapp.case.errors import StorageError
from geoapp.store import geometry
from geoapp.store.slots import CaseKey

BUSY_MILLISECONDS = 5000
_READ = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
_WRITE = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI


def _address(path: Path, query: str = "") -> str:
    return path.absolute().as_uri() + query


def sealed(path: Path, key: CaseKey | None = None) -> apsw.Connection:
    """A connection that only looks at the main file: no locks, no journal, no traces.

    Only for files that no journal belongs to, since what a journal holds is not seen.
    """
    return _hardened(apsw.Connection(_address(path, "?immutable=1"), flags=_READ), key)


def reading(path: Path, key: CaseKey | None = None) -> apsw.Connection:
    """A connection that can only read, and sees each commit of others afterwards."""
    connection = _hardened(apsw.Connection(_address(path), flags=_READ), key)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cache_size = -32768")
    return connection


def writing(path: Path, key: CaseKey | None = None) -> apsw.Connection:
    """A connection that may write to a file that exists; nothing is made where none is."""
    return _hardened(apsw.Connection(_address(path), flags=_WRITE), key)


def making(path: Path, key: CaseKey | None = None) -> apsw.Connection:
    """A connection that makes a new file."""
    flags = _WRITE | apsw.SQLITE_OPEN_CREATE
    return _hardened(apsw.Connection(_address(path), flags=flags), key)


def _hardened(connection: apsw.Connection, key: CaseKey | None) -> apsw.Connection:
    """Nothing in the file may run code of its own or reach other files.

    The key comes before anything is read; whether it fits shows in the first reading.
    """
    if key is not None:
        connection.execute("PRAGMA cipher = 'chacha20'").fetchall()
        connection.execute(key.pragma()).fetchall()
    for setting, value in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
        (apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1),
    ):
        connection.config(setting, value)
    connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_busy_timeout(BUSY_MILLISECONDS)
    geometry.register(connection)
    for pragma in ("cell_size_check = ON", "mmap_size = 0", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def rows(
    connection: apsw.Connection, sql: str, bindings: Sequence[Any] | Mapping[str, Any] = ()
) -> list[Any]:
    """All rows of a question, as tuples. Nothing stays open afterwards."""
    return connection.execute(sql, bindings).fetchall()


def begin_writing(connection: apsw.Connection) -> None:
    """Settings of the one connection that writes: a log beside the file, synced per commit."""
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "cache_size = -65536",
        "journal_size_limit = 16777216",
        "secure_delete = ON",
        "foreign_keys = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)


def end_writing(connection: apsw.Connection) -> None:
    """Fold the log into the file and close, so that a single file is left.

    While another program still reads the case the log stays; it goes with its last reader.
    StorageError if the disk has no room for it: the case is closed and whole all the same.
    """
    try:
        connection.set_busy_timeout(500)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except (apsw.BusyError, apsw.LockedError):
        return
    except (apsw.FullError, apsw.IOError) as error:
        raise StorageError(
            "The case is closed and everything confirmed is kept, but the disk is full or faulty: "
            "the file ending in “-wal” beside it still belongs to it. Make room and open the "
            "case once more before you copy or move it."
        ) from error
    finally:
        connection.close()
