"""Bundles: a part of a case's ledger in a file of its own, to be carried to another copy of it.

A bundle is an SQLite file of its own kind, under the same cipher as a case. It holds entries
with their changes and signatures, the statements of the tables they are about, and what
their attachments hold. It states the heads of the ledger it was taken from, with their
fingerprint, so that a bundle of which something is missing is refused.

It is locked with a key that is derived from the key of the case, so that only who can open
the case reads it; or with a passphrase, whose slot then stands behind the last page as
that of a case does. A mark at the very end tells an encrypted bundle from a case.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

from geoapp.case.errors import (
    CaseError,
    DamagedCaseError,
    MergeRefusedError,
    NewerCaseError,
    NothingToWriteError,
    PassphraseError,
    PassphraseNeededError,
    RefusedChangeError,
    StorageError,
)
from geoapp.case.fingerprint import fingerprint
from geoapp.store import connection as connections
from geoapp.store import content
from geoapp.store.case_file import CaseFile
from geoapp.store.connection import rows
from geoapp.store.entrance import bounded, look_outside, statements_of
from geoapp.store.failures import told_in_words
from geoapp.store.keys import PLAIN, slots_of
from geoapp.store.making import half_made
from geoapp.store.merging import Merged, check_case, take_in_from
from geoapp.store.schema import SCHEMA, objects_of
from geoapp.store.slots import SALT_BYTES, CaseKey, Slots, first

APPLICATION_ID = 0x47414244  # "GABD"
FORM = 1
_MARK = b"geoapp bundle 01"
_BOUND = b"geoapp key of bundles 1"
_SHORTEST_HASH = 8

_SQL = (
    'CREATE TABLE bundle_info ("case" TEXT NOT NULL, kept_as TEXT NOT NULL, '
    'form INTEGER NOT NULL, "schema" INTEGER NOT NULL, '
    "made TEXT NOT NULL, heads TEXT NOT NULL, fingerprint TEXT NOT NULL)",
    "CREATE TABLE case_statement (name TEXT PRIMARY KEY NOT NULL, statement TEXT NOT NULL)",
    "CREATE TABLE ledger (hash BLOB PRIMARY KEY NOT NULL, header TEXT NOT NULL, signature BLOB)",
    "CREATE TABLE ledger_change (entry BLOB NOT NULL, tbl TEXT, id INTEGER, content TEXT, "
    "salt BLOB, leaf BLOB NOT NULL)",
    "CREATE INDEX ledger_change_entry ON ledger_change (entry)",
    "CREATE TABLE case_content (sha256 BLOB NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL)",
    "CREATE UNIQUE INDEX case_content_part ON case_content (sha256, part)",
)
_DAMAGED = "The bundle is damaged or cut short, so nothing was taken from it. Ask for it once more."


def is_bundle(path: Path) -> bool:
    """Whether a file says from outside that it is a bundle. Not for a case that is open."""
    try:
        with path.open("rb") as file:
            start = file.read(72)
            if start.startswith(PLAIN):
                return start[68:72] == struct.pack(">I", APPLICATION_ID)
            file.seek(0, 2)
            file.seek(max(0, file.tell() - len(_MARK)))
            return file.read() == _MARK
    except OSError:
        return False


@told_in_words
def write(
    case: CaseFile,
    out: Path,
    *,
    since: Iterable[str] = (),
    passphrase: str | None = None,
    plain: bool = False,
) -> int:
    """Write what comes after the entries `since` into a new file; the number of entries.

    `since` are hashes in hex, or their beginnings; none means everything. `plain`: the bundle of
    a plain case is not encrypted either. CaseExistsError, CaseNotFoundError for the
    folder, CaseError for an entry that is not here, NothingToWriteError if nothing comes after
    them, PassphraseNeededError where there is no key that the receiver would have.
    """
    locked = _lock(case, passphrase, plain)
    with case.reader() as reader:
        home = reader.connection
        home.execute("BEGIN")
        try:
            entries = _after(home, since)
            if not entries:
                raise NothingToWriteError("There is nothing to send: they have all of it.")
            with half_made(Path(out), locked) as made:
                _fill(home, made, (case.case_id, case.kept_as), entries)
            if locked is not None:
                _add_mark(Path(out))
        finally:
            home.execute("ROLLBACK")
    return len(entries)


def _lock(
    case: CaseFile, passphrase: str | None, plain: bool
) -> tuple[CaseKey, Slots | None] | None:
    if plain:
        if passphrase is not None or case.encrypted:
            raise RefusedChangeError(
                "The bundle of an encrypted case, or one with a passphrase, cannot be plain."
            )
        return None
    if passphrase is not None:
        key = CaseKey.new()
        return key, first(key, passphrase)
    if not case.encrypted:
        raise PassphraseNeededError(
            "The case is not encrypted, so the bundle needs a passphrase, or has to be asked for "
            "as a plain one, which anybody can read."
        )
    if case.kept_as != case.case_id:
        raise PassphraseNeededError(
            "A field copy has a key that nobody else has, so its bundle needs a passphrase."
        )
    return _derived(case.keys.key, secrets.token_bytes(SALT_BYTES)), None


def _derived(key: CaseKey, salt: bytes) -> CaseKey:
    return CaseKey(hashlib.sha256(_BOUND + key.key).digest(), salt)


def _add_mark(path: Path) -> None:
    try:
        with path.open("ab") as file:
            file.write(_MARK)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise StorageError(f"The bundle cannot be written: {error.strerror}.") from error


def _after(home: apsw.Connection, since: Iterable[str]) -> list[bytes]:
    """The entries that none of the given ones knows, oldest first."""
    known: dict[str, int] = {}
    for hash in since:
        for replica, number in _vector(home, hash).items():
            known[replica] = max(number, known.get(replica, 0))
    order = rows(home, "SELECT hash, replica, sequence FROM ledger_order ORDER BY lamport, hash")
    return [hash for hash, replica, sequence in order if sequence > known.get(replica, 0)]


def _vector(home: apsw.Connection, hash: str) -> Mapping[str, int]:
    wanted = hash.strip().lower()
    found = rows(
        home,
        "SELECT header FROM ledger WHERE substr(lower(hex(hash)), 1, ?) = ?",
        (len(wanted), wanted),
    )
    if len(wanted) < _SHORTEST_HASH or len(found) != 1:
        raise CaseError(
            f"This case has no entry “{hash}”. Give the heads that “geoapp info” shows for the "
            "other copy; if it went on since, merge its bundle here first."
        )
    vector: Mapping[str, int] = json.loads(found[0][0])["version_vector"]
    return vector


def _fill(
    home: apsw.Connection, made: apsw.Connection, case: tuple[str, str], entries: list[bytes]
) -> None:
    made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for sql in _SQL:
        made.execute(sql)
    heads = sorted(hash.hex() for (hash,) in rows(home, "SELECT hash FROM ledger_head"))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made.execute(
        "INSERT INTO bundle_info VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*case, FORM, SCHEMA, now, json.dumps(heads), fingerprint(heads)),
    )
    made.executemany(
        "INSERT INTO case_statement VALUES (?, ?)",
        rows(home, "SELECT name, statement FROM case_statement ORDER BY rowid"),
    )
    named: dict[str, None] = {}
    for entry in entries:
        for row in home.execute(
            "SELECT hash, header, signature FROM ledger WHERE hash = ?", (entry,)
        ):
            made.execute("INSERT INTO ledger VALUES (?, ?, ?)", row)
        for row in home.execute(
            "SELECT * FROM ledger_change WHERE entry = ? ORDER BY rowid", (entry,)
        ):
            made.execute("INSERT INTO ledger_change VALUES (?, ?, ?, ?, ?, ?)", row)
            if row[1] == "attachment" and row[3] is not None:
                named[str(json.loads(row[3]).get("sha256") or "")] = None
    for sha256 in named:
        if content.is_whole(home, sha256):
            for number, part in enumerate(content.parts(home, sha256)):
                made.execute(
                    "INSERT INTO case_content VALUES (?, ?, ?)",
                    (bytes.fromhex(sha256), number, part),
                )


def take_in(case: CaseFile, path: Path, passphrase: str | None = None) -> Merged:
    """Take in a bundle, which is examined before anything in it is believed.

    Errors as of `geoapp.store.merging.take_in`; PassphraseNeededError and PassphraseError for
    one that is locked with a passphrase, DamagedCaseError for a damaged one.
    """
    with _opened(case, Path(path), passphrase) as (connection, heads):
        return take_in_from(case, connection, heads)


@contextmanager
def _opened(
    case: CaseFile, path: Path, passphrase: str | None
) -> Iterator[tuple[apsw.Connection, list[str]]]:
    look_outside(path)
    key, own = _key(case, path, passphrase)
    try:
        connection = connections.sealed(path, key)
    except apsw.Error as error:
        raise DamagedCaseError(_DAMAGED) from error
    try:
        try:
            heads = _examined(case, connection, path.stat().st_size)
        except apsw.NotADBError as error:
            raise _wrong_key(own) from error
        except (apsw.Error, DamagedCaseError) as error:
            raise DamagedCaseError(_DAMAGED) from error
        yield connection, heads
    finally:
        connection.close()


def _key(case: CaseFile, path: Path, passphrase: str | None) -> tuple[CaseKey | None, bool]:
    """The key of a bundle, and whether it comes from this case; None for a plain one."""
    with path.open("rb") as file:
        start = file.read(24)
    if start.startswith(PLAIN):
        return None, False
    try:
        slots = slots_of(path)
    except DamagedCaseError:
        slots = None
    if slots is not None:
        return slots.unwrap(passphrase)[0], False
    if not case.encrypted:
        raise _wrong_key(True)
    return _derived(case.keys.key, start[:SALT_BYTES]), True


def _wrong_key(own: bool) -> CaseError:
    if not own:
        return PassphraseError(_DAMAGED)
    return MergeRefusedError(
        "The bundle is damaged, or locked with the key of another copy of the case. Nothing was "
        "taken from it. A field copy and a plain copy do not have the key of the case: have the "
        "bundle made with a passphrase."
    )


def _examined(case: CaseFile, connection: apsw.Connection, size: int) -> list[str]:
    """Compare what the file declares with what a bundle has; the heads it states."""
    if connection.pragma("application_id") != APPLICATION_ID:
        raise MergeRefusedError("This is neither a case nor a bundle. Nothing was taken from it.")
    if size < int(connection.pragma("page_count")) * int(connection.pragma("page_size")):
        raise DamagedCaseError(_DAMAGED)
    bounded(connection)
    objects = objects_of(connection)
    if objects != _expected():
        raise MergeRefusedError(
            "The bundle holds what no bundle declares: it was changed by another program, made to "
            "do harm, or made by a newer version. Nothing was taken from it."
        )
    info = _info(connection)
    check_case(case, info["case"], info["kept_as"])
    statements_of(connection, objects)
    return list(info["heads"])


def _info(connection: apsw.Connection) -> dict[str, Any]:
    stated = rows(
        connection,
        'SELECT "case", kept_as, form, "schema", heads, fingerprint FROM bundle_info LIMIT 2',
    )
    try:
        case, kept_as, form, schema, heads, marked = stated[0]
        newer = form > FORM or schema > SCHEMA
        listed = json.loads(heads)
        sound = newer or (len(stated) == 1 and fingerprint(listed) == marked)
    except (ValueError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise DamagedCaseError(_DAMAGED) from error
    if newer:
        raise NewerCaseError(
            "The bundle was made by a newer version of the program. Nothing was taken from it. "
            "Install the newer version here first."
        )
    if not sound:
        raise DamagedCaseError(_DAMAGED)
    return {"case": case, "kept_as": kept_as, "heads": listed}


def _expected() -> dict[tuple[str, str], tuple[str, str | None]]:
    connection = apsw.Connection(":memory:")
    try:
        for sql in _SQL:
            connection.execute(sql)
        return objects_of(connection)
    finally:
        connection.close()
