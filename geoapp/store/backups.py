"""Making and restoring backups; `geoapp.store.generations` says what they consist of."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from geoapp.case.errors import (
    CaseExistsError,
    CaseInUseError,
    CaseNotFoundError,
    DamagedCaseError,
    StorageError,
)
from geoapp.case.fingerprint import fingerprint
from geoapp.store import connection as connections
from geoapp.store.case_file import CaseFile
from geoapp.store.connection import rows
from geoapp.store.failures import in_words
from geoapp.store.generations import (
    TOP,
    Generation,
    Tell,
    damaged_parts,
    holds,
    manifests,
    part_path,
    read,
    to_bytes,
)
from geoapp.store.keys import append
from geoapp.store.making import put_in_place
from geoapp.store.page_snapshot import Snapshot, taken
from geoapp.store.slots import CaseKey, Slots

PART_BYTES = 16 * 4096
_MANY = 64
KEPT = 20
"""Generations that are kept unless another number is asked for."""


def back_up(
    case: CaseFile, folder: Path, *, kept: int = KEPT, tell: Tell = lambda _done, _all: None
) -> Generation:
    """Back up an open case into a folder, while others go on writing to it.

    Every part of the new generation is read again and compared. Afterwards only the newest
    `kept` generations of this case are left. CaseNotFoundError without the folder,
    CaseInUseError while another program backs up the same case there, StorageError when
    the disk refuses: the backups that were there stay as they were.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise CaseNotFoundError(f"There is no folder “{folder}”.")
    shelf = folder / TOP / f"{case.path.stem}-{_short(case.kept_as)}"
    with _told_of_disk(), _alone(shelf):
        with taken(case) as snapshot:
            made = _written(case, shelf, snapshot, tell)
        _forget(shelf, max(1, kept))
    return made


def _short(case: str) -> str:
    return hashlib.sha256(case.encode("utf-8")).hexdigest()[:8]


@contextmanager
def _told_of_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"The backup was not made: {error.strerror or error}. "
            "The backups that were there before are as they were."
        ) from error


@contextmanager
def _alone(shelf: Path) -> Iterator[None]:
    for name in ("generations", "parts"):
        (shelf / name).mkdir(parents=True, exist_ok=True)
    lock = FileLock(shelf / ".lock", blocking=False, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise CaseInUseError("Another program is making a backup of this case there.") from error
    try:
        yield
    finally:
        lock.release()


def _written(case: CaseFile, shelf: Path, snapshot: Snapshot, tell: Tell) -> Generation:
    starts = range(0, snapshot.size, PART_BYTES)
    parts: list[str] = []
    fresh: dict[str, int] = {}
    for number, start in enumerate(starts):
        tell(number, len(starts))
        part = snapshot.read(start, PART_BYTES)
        name = hashlib.sha256(part).hexdigest()
        if not holds(part_path(shelf, name), name):
            _put_part(part_path(shelf, name), part)
            fresh[name] = len(part)
        parts.append(name)
    _settle(shelf, fresh)
    heads = [hash.hex() for (hash,) in rows(snapshot.reader, "SELECT hash FROM ledger_head")]
    made = Generation(
        shelf=shelf,
        number=max((int(path.stem) for path in manifests(shelf)), default=0) + 1,
        utc=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        case=case.kept_as,
        name=case.path.name,
        bytes=snapshot.size,
        written=sum(fresh.values()),
        entries=int(rows(snapshot.reader, "SELECT count(*) FROM ledger")[0][0]),
        fingerprint=fingerprint(heads),
        erasures=_erasures(snapshot),
        slots=json.loads(case.keys.slots.to_bytes()) if case.encrypted else None,
        parts=tuple(parts),
    )
    _put_manifest(made.manifest, to_bytes(made))
    tell(len(starts), len(starts))
    return made


def _erasures(snapshot: Snapshot) -> int:
    found = rows(snapshot.reader, "SELECT count(*) FROM ledger_order WHERE kind = 'erase'")
    return int(found[0][0])


def _put_part(path: Path, part: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_bytes(part)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _settle(shelf: Path, fresh: Collection[str]) -> None:
    """Put new parts on the disk, and compare what the disk gives back. StorageError.

    After all have been written: one after the other would wait for the disk each time.
    """
    if len(fresh) > _MANY and hasattr(os, "sync"):
        os.sync()  # all at once; what follows then finds nothing to wait for, but still errors
    for name in fresh:
        with part_path(shelf, name).open("rb+") as file:
            os.fsync(file.fileno())
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    for name in fresh:
        if not holds(part_path(shelf, name), name):
            raise StorageError(
                "The backup was not made: what was written could not be read again. The disk for "
                "the backups is faulty; take another one."
            )


def _put_manifest(path: Path, content: bytes) -> None:
    """There whole and on the disk, or not at all."""
    draft = path.with_name(f".{secrets.token_hex(4)}.new")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _forget(shelf: Path, kept: int) -> None:
    """Drop all but the newest generations, then the parts that no generation names."""
    found = [read(path) for path in manifests(shelf)]
    known = [made for made in found if made is not None]
    for old in known[:-kept]:
        old.manifest.unlink()
    if len(known) < len(found):
        return  # which parts a damaged generation names, nobody knows
    named = {name for made in known[-kept:] for name in made.parts}
    for path in (shelf / "parts").glob("*/*"):
        if path.name not in named:
            path.unlink(missing_ok=True)


def restore(
    made: Generation,
    out: Path,
    passphrase: str | None = None,
    tell: Tell = lambda _done, _all: None,
) -> None:
    """Write a backup as a case file of its own; every part is compared with its hash.

    CaseExistsError if there is a file already, PassphraseError or PassphraseNeededError for
    an encrypted one, DamagedCaseError if parts are missing or damaged. No half-made file is left.
    """
    out = Path(out)
    if out.exists():
        raise CaseExistsError(f"“{out.name}” exists already; it was not changed.")
    if not out.parent.is_dir():
        raise CaseNotFoundError(f"There is no folder “{out.parent}”.")
    slots = None if made.slots is None else Slots.from_json(made.slots)
    key = None if slots is None else slots.unwrap(passphrase)[0]
    draft = out.with_name(f".{out.name}.{secrets.token_hex(4)}.new")
    try:
        _write_parts(made, draft, tell)
        _close_log(draft, key)
        if slots is not None:
            append(draft, slots)
        put_in_place(draft, out)
    except OSError as error:
        raise StorageError(f"The backup was not restored: {error.strerror or error}.") from error
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _write_parts(made: Generation, draft: Path, tell: Tell) -> None:
    with draft.open("xb") as file:
        for number, name in enumerate(made.parts):
            tell(number, len(made.parts))
            try:
                part = part_path(made.shelf, name).read_bytes()
            except FileNotFoundError:
                part = b""
            if hashlib.sha256(part).hexdigest() != name:
                raise DamagedCaseError(
                    f"Backup {made.number} is damaged: {damaged_parts(made)} of "
                    f"{len(made.parts)} parts are missing or not what was written. Take another "
                    "generation. Nothing was restored."
                )
            file.write(part)
        file.flush()
        os.fsync(file.fileno())


def _close_log(draft: Path, key: CaseKey | None) -> None:
    """A file that was backed up while it was open still says that a log belongs to it."""
    with in_words():
        connection = connections.writing(draft, key)
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            connection.close()
