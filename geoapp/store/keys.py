"""Where the key slots of a case are kept, so that one file is a whole case.

SQLite3 Multiple Ciphers leaves 24 bytes of a file in the clear, 16 of them the salt: no
room for slots. A page of SQLite's own cannot hold them, since every page is sealed, and a
file beside the case would be lost by whoever copies the case. So the slots lie *behind
the last page*: SQLite counts pages by its header and reads nothing after them.

It would cut the slots off when it writes, though. So while a case is open for writing
they stand in a file of their own, ``<case>-keys``, as its log stands in ``<case>-wal``;
both are folded in by a clean close. At every moment one of the two holds the
slots: the file beside is on the disk before the end of the case is cut, and is taken
away after the end is on the disk again. A case that was not closed properly is three files,
and opens from them.

The end of the file holds the same record twice, so that one damaged byte costs nothing. A
record is the slots as canonical JSON, the length of the database (8 bytes), the length of
the slots (4 bytes), SHA-256 of all this, and 16 bytes that mark it.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from geoapp.case.errors import (
    CaseNotFoundError,
    DamagedCaseError,
    ReadOnlyCaseError,
    RefusedChangeError,
    StorageError,
)
from geoapp.store.slots import (
    PERSON,
    RECOVERY,
    CaseKey,
    SlotInfo,
    Slots,
    labels_of,
    new_recovery_passphrase,
)

PLAIN = b"SQLite format 3\x00"
# Page size 4096, reserved bytes 32, and the three numbers that every SQLite file has.
_SEALED = ((0, b"\x10\x00"), (4, b"\x20\x40\x20\x20"))
_MARK = b"geoapp key slots"
_TAIL = struct.Struct(">QI")
_FOOT = _TAIL.size + 32 + len(_MARK)
_LONGEST_END = 256 * 1024


@dataclass(frozen=True, slots=True)
class _Found:
    slots: Slots
    database_bytes: int


def beside(path: Path) -> Path:
    """The file that holds the slots while the case is open for writing."""
    return path.with_name(path.name + "-keys")


def _record(slots: Slots, database_bytes: int) -> bytes:
    body = slots.to_bytes()
    body += _TAIL.pack(database_bytes, len(body))
    return body + hashlib.sha256(body).digest() + _MARK


def _read(data: bytes) -> _Found | None:
    """The last whole record in some bytes."""
    end = data.rfind(_MARK)
    while end >= 0:
        found = _record_before(data[: end + len(_MARK)])
        if found is not None:
            return found
        end = data.rfind(_MARK, 0, end)
    return None


def _record_before(data: bytes) -> _Found | None:
    if len(data) < _FOOT:
        return None
    foot = len(data) - _FOOT
    database_bytes, length = _TAIL.unpack_from(data, foot)
    body = data[max(0, foot - length) : foot + _TAIL.size]
    if hashlib.sha256(body).digest() != data[foot + _TAIL.size : foot + _TAIL.size + 32]:
        return None
    try:
        return _Found(Slots.from_json(json.loads(body[:length])), database_bytes)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _end_of(path: Path) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LONGEST_END))
        return file.read()


def slots_of(path: Path) -> Slots | None:
    """The slots of a case; None for a file that is not encrypted, whatever it is.

    DamagedCaseError for an encrypted file whose slots are missing.
    """
    try:
        with suppress(FileNotFoundError):
            found = _read(beside(path).read_bytes()[-_LONGEST_END:])
            if found is not None:
                return found.slots
        with path.open("rb") as file:
            start = file.read(24)
        if start.startswith(PLAIN):
            return None
        found = _read(_end_of(path))
    except FileNotFoundError as error:
        raise CaseNotFoundError(f"There is no file “{path}”.") from error
    except OSError as error:
        raise StorageError(f"“{path.name}” cannot be read: {error.strerror}.") from error
    if found is not None:
        return found.slots
    if all(start[16 + at : 16 + at + len(what)] == what for at, what in _SEALED):
        raise DamagedCaseError(
            f"“{path.name}” is an encrypted case whose end, with its key slots, is missing: it was "
            "cut short, or copied while it was open, without the file ending in “-keys”. "
            "It was not changed."
        )
    return None


def append(path: Path, slots: Slots) -> None:
    """Put the slots behind the last page of a case that nobody has open. OSError."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        try:
            file.write(_record(slots, size) * 2)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.truncate(size)
            raise


class Keys:
    """The key slots of one open case. They can be changed while it is open for writing."""

    def __init__(self, path: Path, slots: Slots, key: CaseKey, opened_by: int) -> None:
        self._path = path
        self._slots = slots
        self._opened_by = opened_by
        self._writable = False
        self.key = key

    @classmethod
    def of(cls, path: Path, passphrase: str | None) -> Keys | None:
        """The keys of a case, opened with a passphrase; None if it is not encrypted.

        PassphraseNeededError or PassphraseError if they cannot be opened.
        """
        slots = slots_of(path)
        if slots is None:
            return None
        key, number = slots.unwrap(passphrase)
        return cls(path, slots, key, number)

    def take_out(self) -> None:
        """Put the slots into a file beside the case, and cut them from its end."""
        try:
            self._put_beside()
            found = _read(_end_of(self._path))
            if found is not None and found.database_bytes % 4096 == 0:
                with self._path.open("r+b") as file:
                    file.truncate(found.database_bytes)
                    os.fsync(file.fileno())
        except OSError as error:
            raise StorageError(
                f"The case cannot be opened for writing: {error.strerror}. It was not changed."
            ) from error
        self._writable = True

    def put_back(self, pending: bool) -> None:
        """Put the slots behind the last page again, unless a log still belongs to the case."""
        if not self._writable:
            return
        self._writable = False
        if pending:
            return
        try:
            append(self._path, self._slots)
            beside(self._path).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(
                "The case is closed and everything confirmed is kept, but the disk is full or "
                "faulty: the file ending in “-keys” beside it still belongs to it. Make room and "
                "open the case once more before you copy or move it."
            ) from error

    def _put_beside(self) -> None:
        # Always the same name: what a killed process left is overwritten by the next one.
        coming = self._path.with_name(self._path.name + "-keys.new")
        try:
            with coming.open("wb") as file:
                file.write(_record(self._slots, 0))
                file.flush()
                os.fsync(file.fileno())
            coming.replace(beside(self._path))
        except OSError:
            coming.unlink(missing_ok=True)
            raise
        _sync_folder(self._path.parent)

    @property
    def slots(self) -> Slots:
        """All slots as they are now, for a copy of the case."""
        return self._slots

    @property
    def opened_by(self) -> int:
        """The number of the slot that the passphrase opened."""
        return self._opened_by

    def infos(self) -> list[SlotInfo]:
        """Every slot, in order."""
        return self._slots.infos(self.key)

    def numbers_of(self, wanted: str) -> list[int]:
        """The numbers of the slots that a number or label means."""
        return labels_of(self.infos(), wanted)

    def add(self, passphrase: str, label: str = "") -> int:
        """One more passphrase. The number of its slot."""
        self._keep(self._slots.added(self.key, passphrase, label, PERSON))
        return len(self._slots.slots)

    def add_recovery(self, label: str = "") -> str:
        """A random passphrase for the office's safe; it is shown this once."""
        words = new_recovery_passphrase()
        self._keep(self._slots.added(self.key, words, label, RECOVERY))
        return words

    def remove(self, number: int) -> None:
        """Take a passphrase away. RefusedChangeError for the last one.

        The case key stays the same: an older copy of the file still opens with it.
        """
        self._keep(self._slots.removed(number))
        if number <= self._opened_by:
            self._opened_by = 0 if number == self._opened_by else self._opened_by - 1

    def change(self, number: int, passphrase: str) -> None:
        """Another passphrase for one slot."""
        self._keep(self._slots.changed(number, self.key, passphrase))

    def _keep(self, slots: Slots) -> None:
        if not self._writable:
            raise ReadOnlyCaseError("This case is open for reading only; nothing was written.")
        before, self._slots = self._slots, slots
        try:
            self._put_beside()
        except OSError as error:
            self._slots = before
            raise RefusedChangeError(
                f"The passphrases were not changed: {error.strerror}."
            ) from error


def _sync_folder(folder: Path) -> None:
    """A new name is lasting once its folder is on the disk; some systems sync no folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
