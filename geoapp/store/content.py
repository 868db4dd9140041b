"""What attachments hold: files inside the case, kept once each under their SHA-256.

A file lies in `case_content` in parts of `PART` bytes that count from 0. The last part is
always shorter than the others, if need be empty, and is written last of all, once the hash
was found to be right. So content is whole if it ends in a short part and none is missing;
whatever else is there was left by something that was interrupted. It is never shown, and
goes with the next `clean`.

Parts are written and taken away a few at a time, each few in a transaction of its own: the
memory needed and the log beside the case stay small however large a file is, and whoever
else writes to the case gets a turn in between.
"""

from __future__ import annotations

import hashlib
import shutil
import stat
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import apsw

from geoapp.case.errors import CaseError, DamagedCaseError, RefusedChangeError, StorageError
from geoapp.store.connection import rows

if TYPE_CHECKING:
    from geoapp.store.case_file import CaseFile

PART = 1 << 20
AT_ONCE = 4
"""Parts per transaction."""

Progress = Callable[[int, int], None]
"""Told (bytes done, bytes in all) again and again; it stops the work by raising anything."""

CHANGED = (
    "The file changed while it was being taken in, so nothing of it was kept. "
    "Wait until whatever writes to it is done, then take it in again."
)
UNEQUAL = "Content of an attachment does not have the SHA-256 under which it is kept."

_storing = threading.Lock()
_wanted: Counter[str] = Counter()


class Hashed(NamedTuple):
    """A file as it is: its SHA-256 in hex and its length."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Copied:
    """What `copy_missing` did, each by SHA-256.

    `absent` is not whole in the other file either; `damaged` does not match its hash there.
    """

    copied: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def hashed(path: Path, progress: Progress = _silent) -> Hashed:
    """Hash a file, reading it a part at a time. CaseError if it is no file or unreadable."""
    total = _length(path)
    digest = hashlib.sha256()
    done = 0
    for part in _read(path):
        digest.update(part)
        done += len(part)
        progress(done, max(done, total))
    return Hashed(digest.hexdigest(), done)


def put(
    case: CaseFile, path: Path, progress: Progress = _silent, known: Hashed | None = None
) -> Hashed:
    """Take a file into the case, and give the hash under which its content lies there.

    It is hashed before anything else, unless `known` says what `hashed` just found. If equal
    content is there already nothing is written. Otherwise it is read once more while it is
    written; RefusedChangeError if it is another file by then, StorageError if the disk is
    full, and whatever `progress` raises: nothing of it is left in any of these cases.
    Wrap it in `kept`, together with the writing of the row that names the content.
    """
    path = Path(path)
    clean(case)
    found = known or hashed(path, progress)
    with kept(found.sha256):
        with case.lane() as connection:
            if is_whole(connection, found.sha256):
                return found
        _check_room(case, found.bytes)
        try:
            _store(case, found.sha256, _told(_read(path), found.bytes, progress))
        except _UnequalError as error:
            raise RefusedChangeError(CHANGED) from error
    return found


def put_bytes(case: CaseFile, data: bytes) -> Hashed:
    """As `put`, for content that was made in memory and shall never lie outside the case."""
    found = Hashed(hashlib.sha256(data).hexdigest(), len(data))
    with kept(found.sha256):
        with case.lane() as connection:
            if is_whole(connection, found.sha256):
                return found
        _check_room(case, found.bytes)
        _store(case, found.sha256, (data[i : i + PART] for i in range(0, len(data) or 1, PART)))
    return found


@contextmanager
def kept(sha256: str) -> Iterator[None]:
    """Within this, `clean` and `drop_unnamed` leave the content alone though nobody names it."""
    _wanted[sha256] += 1
    try:
        yield
    finally:
        _wanted[sha256] -= 1


def parts(connection: apsw.Connection, sha256: str) -> Iterator[bytes]:
    """The content, part by part; each is read when it is asked for, in a reading of its own.

    DamagedCaseError if it is not whole (to begin with, or all of a sudden).
    """
    end = _end(connection, sha256)
    if end is None:
        raise DamagedCaseError("The content of this attachment is not in this file, or not whole.")
    for number in range(end[0] + 1):
        yield _part(connection, sha256, number)


def _part(connection: apsw.Connection, sha256: str, number: int) -> bytes:
    # A part of a hostile file may be of any size; one that is too long is not even read.
    found = rows(
        connection,
        "SELECT bytes FROM case_content WHERE sha256 = ? AND part = ? AND length(bytes) <= ?",
        (bytes.fromhex(sha256), number, PART),
    )
    if not found or not isinstance(found[0][0], bytes):
        raise DamagedCaseError("The content of this attachment is not whole any more.")
    return found[0][0]


def size(connection: apsw.Connection, sha256: str) -> int | None:
    """The length of the content in bytes; None if it is not here, or not whole."""
    end = _end(connection, sha256)
    return None if end is None else end[0] * PART + end[1]


def is_whole(connection: apsw.Connection, sha256: str) -> bool:
    """Whether all of the content is here. Its hash is not computed anew."""
    return _end(connection, sha256) is not None


def _end(connection: apsw.Connection, sha256: str) -> tuple[int, int] | None:
    """Number and length of the last part; None unless all are there."""
    try:
        name = bytes.fromhex(sha256)
    except ValueError:
        return None
    if not has_table(connection, "case_content"):
        return None
    last = rows(
        connection,
        "SELECT part, length(bytes) FROM case_content WHERE sha256 = ? ORDER BY part DESC LIMIT 1",
        (name,),
    )
    if not last or last[0][1] >= PART or not isinstance(last[0][0], int):
        return None
    number, length = last[0]
    count = rows(connection, "SELECT count(*) FROM case_content WHERE sha256 = ?", (name,))[0][0]
    return (number, length) if count == number + 1 else None


def has_table(connection: apsw.Connection, name: str) -> bool:
    """Whether there is such a table; cases of the first form had none for content."""
    sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return bool(rows(connection, sql, (name,)))


def held(connection: apsw.Connection) -> set[str]:
    """The SHA-256 of everything of which there is any part, whole or not."""
    found = rows(connection, "SELECT DISTINCT sha256 FROM case_content")
    return {name.hex() for (name,) in found}


def named(connection: apsw.Connection) -> set[str]:
    """The SHA-256 that attachments name, or ever named in a change that was not erased.

    Rows marked as deleted count: what is deleted can be restored.
    """
    sql = (
        "SELECT CASE WHEN json_valid(content) THEN content ->> '$.sha256' END "
        "FROM ledger_change WHERE tbl = 'attachment'"
    )
    if has_table(connection, "attachment"):
        sql += ' UNION SELECT "sha256" FROM "attachment"'
    return {str(name).lower() for (name,) in rows(connection, sql) if name is not None}


def drop_unnamed(connection: apsw.Connection) -> int:
    """Delete what no attachment names, within the transaction of whoever calls.

    Gives the number of contents that went. What is just being taken in stays.
    """
    unnamed = _unnamed(connection)
    for name in unnamed:
        connection.execute("DELETE FROM case_content WHERE sha256 = ?", (bytes.fromhex(name),))
    return len(unnamed)


def clean(case: CaseFile) -> int:
    """As `drop_unnamed`, for what an interrupted taking in left: in short transactions."""
    with case.lane() as connection:
        unnamed = _unnamed(connection)
    for name in unnamed:
        _take_away(case, name)
    return len(unnamed)


def _unnamed(connection: apsw.Connection) -> list[str]:
    there = held(connection)
    if not there:
        return []
    return sorted(name for name in there - named(connection) if not _wanted[name])


def copy_missing(
    source: apsw.Connection, case: CaseFile, sha256s: Iterable[str], progress: Progress = _silent
) -> Copied:
    """Copy content that another file has and this one lacks; hashed on the way.

    Not within a transaction of `case`, and after the rows that name it were written there.
    `progress` is told (contents done, contents in all) and stops the work by raising.
    """
    copied, absent, damaged = [], [], []
    wanted = sorted(set(sha256s))
    for done, sha256 in enumerate(wanted):
        progress(done, len(wanted))
        with case.lane() as connection:
            if is_whole(connection, sha256):
                continue
        if not is_whole(source, sha256):
            absent.append(sha256)
            continue
        try:
            with kept(sha256):
                _store(case, sha256, parts(source, sha256))
            copied.append(sha256)
        except (_UnequalError, DamagedCaseError):
            damaged.append(sha256)
    return Copied(tuple(copied), tuple(absent), tuple(damaged))


class _UnequalError(CaseError):
    """What came in is not what its hash says."""


def _store(case: CaseFile, sha256: str, incoming: Iterator[bytes]) -> None:
    """Write parts as they come; the last and short one only if the hash is right."""
    with _storing:
        _take_away(case, sha256)
        try:
            _write(case, sha256, incoming)
        except BaseException:
            # A full disk may refuse this too; what then stays is known by its missing end.
            with suppress(CaseError):
                _take_away(case, sha256)
            raise


def _write(case: CaseFile, sha256: str, incoming: Iterator[bytes]) -> None:
    digest = hashlib.sha256()
    name = bytes.fromhex(sha256)
    number = 0
    whole = _short_at_the_end(incoming)
    while some := list(islice(whole, AT_ONCE)):
        for part in some:
            digest.update(part)
        if len(some[-1]) < PART and digest.digest() != name:
            raise _UnequalError(UNEQUAL)
        with case.transaction() as connection:
            for part in some:
                connection.execute(
                    "INSERT INTO case_content VALUES (?, ?, ?)", (name, number, part)
                )
                number += 1


def _short_at_the_end(incoming: Iterator[bytes]) -> Iterator[bytes]:
    """The same parts; after a last one of full length an empty one."""
    length = PART
    for part in incoming:
        if length != PART:
            raise _UnequalError(UNEQUAL)
        length = len(part)
        yield part
    if length == PART:
        yield b""


def _take_away(case: CaseFile, sha256: str) -> None:
    """From the end, so that it is not whole from the first step on."""
    name = bytes.fromhex(sha256)
    while True:
        with case.transaction() as connection:
            connection.execute(
                "DELETE FROM case_content WHERE rowid IN (SELECT rowid FROM case_content "
                "WHERE sha256 = ? ORDER BY part DESC LIMIT ?)",
                (name, AT_ONCE),
            )
            if connection.changes() < AT_ONCE:
                return


def _told(incoming: Iterator[bytes], total: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    for part in incoming:
        yield part
        done += len(part)
        progress(done, max(done, total))


def _length(path: Path) -> int:
    try:
        state = path.stat()
    except OSError as error:
        raise CaseError(f"The file cannot be read: {error.strerror}.") from error
    if not stat.S_ISREG(state.st_mode):
        raise CaseError("This is a folder or a device, not a file; choose the files in it.")
    return state.st_size


def _read(path: Path) -> Iterator[bytes]:
    """A file in parts; all but the last have the full length."""
    _length(path)
    try:
        with path.open("rb") as file:
            while part := file.read(PART):
                yield part
    except OSError as error:
        raise CaseError(f"The file cannot be read: {error.strerror}.") from error


def _check_room(case: CaseFile, wanted: int) -> None:
    with suppress(OSError):
        free = shutil.disk_usage(case.path.parent).free
        if free < wanted:
            raise StorageError(
                f"The disk of the case has room for {free // PART:,} MiB, and this file needs "
                f"{-(-wanted // PART):,} MiB. Nothing of it was taken in."
            )
