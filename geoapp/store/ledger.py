"""The ledger: how entries are formed, hashed and appended.

An entry is a header and any number of changes; a change is one row's new field
values by name.

*Canonical JSON*: UTF-8, keys sorted by code point, no spaces, no escapes but those
JSON demands, no NaN; the same value always gives the same bytes.

*Content of a change*: a JSON object with ``@table`` and ``@id`` (so that the leaf is
bound to its row and cannot be moved to another), the new value of each changed
field by its name in the form of `geoapp.case.records.to_json`, and ``deleted`` where
the mark changed. Field names never begin with ``@``. A row's first change makes it.

*Leaf*: SHA-256(salt || content), with 16 random bytes of salt, so that a leaf whose
content was erased says nothing of it.

*Merkle root*: leaves are sorted as bytes. A leaf's node is SHA-256(0x00 || leaf). An
inner node is SHA-256(0x01 || left || right), where the left side holds the largest
power of two of leaves that is smaller than their number. The root of no leaves is
SHA-256 of nothing. The first byte keeps leaves and inner nodes apart.

*Header*: canonical JSON of version, schema, case, replica, sequence (counted per
replica from 1), lamport (one more than any entry known), parents (hashes of the
entries that no known entry descends from, sorted), version_vector (the highest sequence
known per replica, this entry's own included), author, utc, kind, message (id and
parameters), reason, resolves, merkle_root, and where the entry is signed the public key as
signer. Whoever has changes without content, because a field copy brought them that did not
have it either, names them as unseen: whole entries by replica with first and last sequence
of each run of them, else leaves. The entry's hash is SHA-256(header); the signature is
over the hash.

*Order*: entries are ordered by (lamport, hash). The value of a field is that of the
last entry in this order that wrote it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import apsw

from geoapp.case.records import Draft, Key
from geoapp.store.canonical_json import canonical
from geoapp.store.connection import rows
from geoapp.store.schema import SCHEMA
from geoapp.store.signing import Signer

VERSION = 1
SALT_BYTES = 16
UNSEEN = 0
"""In place of the number of a row, where a change came without content, row and table."""

REVERTING = ("undo", "redo")
MAY_BE_EMPTY = (*REVERTING, "copy")
"""Kinds of entries that are written even if no row changes."""
Content = dict[str, Any]


def leaf_of(salt: bytes, content: bytes) -> bytes:
    """The leaf of a change: SHA-256(salt || canonical content)."""
    return hashlib.sha256(salt + content).digest()


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves in any order, as the module describes it."""
    nodes = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in sorted(leaves)]
    return _subtree(nodes) if nodes else hashlib.sha256(b"").digest()


def _subtree(nodes: Sequence[bytes]) -> bytes:
    """Pairs level by level; an odd node moves up, which splits at powers of two."""
    level = list(nodes)
    while len(level) > 1:
        paired = [
            hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest()
            for i in range(0, len(level) - 1, 2)
        ]
        level = paired + level[len(level) & ~1 :]
    return level[0]


@dataclass(frozen=True, slots=True)
class Appended:
    """An entry that was written inside the running transaction."""

    hash: bytes
    sequence: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Who writes, into which case, and with which key it is signed."""

    case: str
    replica: str
    author: str
    signer: Signer | None = None


def append(
    connection: apsw.Connection,
    origin: Origin,
    draft: Draft,
    changes: Sequence[tuple[Key, Content]],
) -> Appended:
    """Write one entry. Must run in the transaction that writes the rows."""
    salted = [_change(key, content) for key, content in changes]
    vector: dict[str, int] = dict(rows(connection, "SELECT replica, sequence FROM ledger_replica"))
    sequence = vector.get(origin.replica, 0) + 1
    lamport = int(connection.execute("SELECT coalesce(max(lamport), 0) FROM ledger_order").get) + 1
    parents = [hash.hex() for (hash,) in rows(connection, "SELECT hash FROM ledger_head")]
    signer = origin.signer
    unseen = _unseen(connection)
    header = canonical(
        ({"signer": signer.public} if signer else {})
        | ({"unseen": unseen} if unseen else {})
        | {
            "version": VERSION,
            "schema": SCHEMA,
            "case": origin.case,
            "replica": origin.replica,
            "sequence": sequence,
            "lamport": lamport,
            "parents": sorted(parents),
            "version_vector": {**vector, origin.replica: sequence},
            "author": origin.author,
            "utc": _now(),
            "kind": draft.kind,
            "message": {"id": draft.message.id, "parameters": dict(draft.message.parameters)},
            "reason": draft.reason,
            "resolves": list(draft.resolves),
            "merkle_root": merkle_root(leaf for *_, leaf in salted).hex(),
        }
    )
    hash = hashlib.sha256(header).digest()
    signature = signer.sign(hash) if signer else None
    connection.execute(
        "INSERT INTO ledger VALUES (?, ?, ?)", (hash, header.decode("utf-8"), signature)
    )
    connection.executemany(
        "INSERT INTO ledger_change VALUES (?, ?, ?, ?, ?, ?)",
        ((hash, *change) for change in salted),
    )
    _order(connection, origin.replica, Appended(hash, sequence), lamport, draft)
    return Appended(hash, sequence)


def _unseen(connection: apsw.Connection) -> dict[str, Any] | None:
    """The changes that came here without content from somebody who did not have it either."""
    found = rows(
        connection,
        "SELECT DISTINCT c.entry, EXISTS (SELECT 1 FROM ledger_change AS o WHERE o.entry = c.entry "
        f"AND (o.tbl NOT NULL OR o.id IS NOT {UNSEEN})) FROM ledger_change AS c "
        f"WHERE c.tbl IS NULL AND c.id = {UNSEEN}",
    )
    if not found:
        return None
    entries: dict[str, list[int]] = {}
    leaves: list[str] = []
    for entry, partly in found:
        if partly:
            left = "SELECT leaf FROM ledger_change WHERE entry = ? AND tbl IS NULL AND id = ?"
            leaves += (leaf.hex() for (leaf,) in rows(connection, left, (entry, UNSEEN)))
            continue
        place = "SELECT replica, sequence FROM ledger_order WHERE hash = ?"
        replica, sequence = rows(connection, place, (entry,))[0]
        entries.setdefault(replica, []).append(sequence)
    stretches = {replica: _stretches(numbers) for replica, numbers in entries.items()}
    return {"entries": stretches, "leaves": sorted(leaves)}


def _stretches(numbers: list[int]) -> list[list[int]]:
    """First and last of each run of numbers, in order."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def tips(connection: apsw.Connection) -> dict[str, tuple[int, str]]:
    """(sequence, hash) of the last entry of each replica."""
    found = rows(connection, "SELECT replica, sequence, hash FROM ledger_replica")
    return {replica: (int(sequence), hash.hex()) for replica, sequence, hash in found}


def holds(connection: apsw.Connection, replica: str, sequence: int, hash: str) -> bool:
    """Whether this very entry is there."""
    found = rows(
        connection,
        "SELECT hash FROM ledger_order WHERE replica = ? AND sequence = ?",
        (replica, sequence),
    )
    return bool(found) and found[0][0].hex() == hash


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _change(key: Key, content: Content) -> tuple[str, int, str, bytes, bytes]:
    text = canonical({"@table": key.table, "@id": key.id, **content})
    salt = secrets.token_bytes(SALT_BYTES)
    return key.table, key.id, text.decode("utf-8"), salt, leaf_of(salt, text)


def _order(
    connection: apsw.Connection, replica: str, entry: Appended, lamport: int, draft: Draft
) -> None:
    reverts = bytes.fromhex(draft.undoes) if draft.undoes else None
    connection.execute(
        "INSERT INTO ledger_order VALUES (?, ?, ?, ?, ?, ?)",
        (entry.hash, replica, entry.sequence, lamport, draft.kind, reverts),
    )
    connection.execute("DELETE FROM ledger_head")
    connection.execute("INSERT INTO ledger_head VALUES (?)", (entry.hash,))
    connection.execute(
        "INSERT INTO ledger_replica VALUES (?, ?, ?) ON CONFLICT (replica) DO UPDATE "
        "SET sequence = excluded.sequence, hash = excluded.hash",
        (replica, entry.sequence, entry.hash),
    )
