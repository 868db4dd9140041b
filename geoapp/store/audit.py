"""Whether the ledger is well formed: each entry by itself, and all of them together."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

import apsw

from geoapp.store.canonical_json import canonical
from geoapp.store.ledger import VERSION, leaf_of, merkle_root
from geoapp.store.signing import is_signed

_TEXTS = ("case", "replica", "author", "utc", "kind", "reason", "merkle_root")
_NUMBERS = ("schema", "sequence", "lamport")
_OTHERS = ("version", "parents", "version_vector", "message", "resolves")
_KEYS = frozenset((*_TEXTS, *_NUMBERS, *_OTHERS))
_SIGNER = "signer"  # only entries that are signed name one
_UNSEEN = "unseen"  # only entries of whoever had some changes without content name them
Header = dict[str, Any]
_HASH = re.compile(r"[0-9a-f]{64}")


def problems(connection: apsw.Connection) -> list[str]:
    """A sentence for everything that is not as `geoapp.store.ledger` describes it."""
    headers: dict[str, Header] = {}
    found: list[str] = []
    for hash, text in connection.execute("SELECT hash, header FROM ledger"):
        header, trouble = header_of(hash, text)
        found += trouble
        if header is not None:
            headers[hash.hex()] = header
    found += _signatures(connection, headers)
    found += _leaves(connection, headers)
    case = connection.execute('SELECT "case" FROM case_info').get
    found += (
        f"Entry {short(hash)} belongs to another case."
        for hash, header in headers.items()
        if header["case"] != case
    )
    found += _descent(headers)
    found += _sequences(headers)
    found += _derived(connection, headers)
    return found


def short(hash: str) -> str:
    """As much of a hash as people read."""
    return hash[:12]


def header_of(hash: object, text: object) -> tuple[Header | None, list[str]]:
    """The header of an entry if it is sound, and sentences for what is wrong with it."""
    if not isinstance(hash, bytes) or not isinstance(text, str):
        return None, ["An entry of the ledger holds something else than a header."]
    name = short(hash.hex())
    if hashlib.sha256(text.encode("utf-8")).digest() != hash:
        return None, [f"The header of entry {name} does not match its hash."]
    try:
        header = json.loads(text)
        well_formed = (
            isinstance(header, dict)
            and set(header) - {_SIGNER, _UNSEEN} == _KEYS
            and header["version"] == VERSION
            and canonical(header) == text.encode("utf-8")
            and _typed(header)
        )
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        well_formed = False
    if not well_formed:
        return None, [f"The header of entry {name} is not of the form of a header."]
    return header, []


def _typed(header: Header) -> bool:
    message = header["message"]
    return (
        all(isinstance(header[name], str) for name in _TEXTS)
        and all(type(header[name]) is int and header[name] > 0 for name in _NUMBERS)
        and isinstance(header["resolves"], list)
        and _unseen_fits(header.get(_UNSEEN, {"entries": {}, "leaves": []}))
        and isinstance(header["parents"], list)
        and all(isinstance(parent, str) for parent in header["parents"])
        and isinstance(header["version_vector"], dict)
        and all(type(number) is int for number in header["version_vector"].values())
        and isinstance(message, dict)
        and isinstance(message.get("id"), str)
        and isinstance(message.get("parameters"), dict)
    )


def _unseen_fits(unseen: Any) -> bool:
    """Stretches of entries by replica, and leaves by hash."""
    stretches = [pair for listed in unseen["entries"].values() for pair in listed]
    return (
        set(unseen) == {"entries", "leaves"}
        and all(len(pair) == 2 and all(type(n) is int for n in pair) for pair in stretches)
        and isinstance(unseen["leaves"], list)
        and all(isinstance(leaf, str) and _HASH.fullmatch(leaf) for leaf in unseen["leaves"])
    )


def _signatures(connection: apsw.Connection, headers: dict[str, Header]) -> Iterator[str]:
    for hash, signature in connection.execute("SELECT hash, signature FROM ledger"):
        header = headers.get(hash.hex()) if isinstance(hash, bytes) else None
        if header is None:
            continue
        problem = signature_problem(header, hash, signature)
        if problem is not None:
            yield problem


def signature_problem(header: Header, hash: bytes, signature: object) -> str | None:
    """What is wrong with the signature of an entry, as a sentence; None if nothing is."""
    signer, name = header.get(_SIGNER), short(hash.hex())
    if signer is None and signature is not None:
        return f"Entry {name} bears a signature of nobody: it was put there from outside."
    if signer is not None and signature is None:
        return f"The signature of entry {name} was taken away."
    if signer is not None and not is_signed(signer, hash, signature):
        return f"The signature of entry {name} is forged."
    return None


def _leaves(connection: apsw.Connection, headers: dict[str, Header]) -> Iterator[str]:
    leaves: dict[str, list[bytes]] = {}
    rows = connection.execute("SELECT entry, tbl, id, content, salt, leaf FROM ledger_change")
    for entry, table, id, content, salt, leaf in rows:
        name = entry.hex()
        leaves.setdefault(name, []).append(leaf)
        problem = change_problem(name, (table, id, content, salt, leaf))
        if problem is not None:
            yield problem
    for name, header in headers.items():
        if merkle_root(leaves.pop(name, [])).hex() != header["merkle_root"]:
            yield f"The changes of entry {short(name)} are not those that its header names."
    for name in leaves:
        yield f"There are changes of an entry {short(name)} that cannot be read or is missing."


def change_problem(entry: str, change: tuple[Any, Any, Any, Any, Any]) -> str | None:
    """What is wrong with (table, id, content, salt, leaf) of an entry; None if nothing is."""
    table, id, content, salt, leaf = change
    if content is None:
        return None
    if leaf_of(salt or b"", content.encode("utf-8")) != leaf:
        return f"A change in entry {short(entry)} does not match its leaf."
    if not _bound(content, table, id):
        return f"A change in entry {short(entry)} stands at another row than it was made for."
    return None


def _bound(content: str, table: str, id: int) -> bool:
    try:
        values = json.loads(content)
        return (
            canonical(values) == content.encode("utf-8")
            and values["@table"] == table
            and values["@id"] == id
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _descent(headers: dict[str, Header]) -> Iterator[str]:
    for name, header in headers.items():
        vector = header["version_vector"]
        if vector.get(header["replica"]) != header["sequence"]:
            yield f"Entry {short(name)} does not count itself in its version vector."
        highest = 0
        for parent in header["parents"]:
            known = headers.get(parent)
            if known is None:
                yield f"Entry {short(name)} descends from an entry that is missing."
                continue
            highest = max(highest, known["lamport"])
            if any(vector.get(r, 0) < n for r, n in known["version_vector"].items()):
                yield f"Entry {short(name)} knows less than an entry it descends from."
        if header["lamport"] <= highest:
            yield f"Entry {short(name)} is not later than what it descends from."


def _sequences(headers: dict[str, Header]) -> Iterator[str]:
    counted: dict[str, list[int]] = {}
    for header in headers.values():
        counted.setdefault(header["replica"], []).append(header["sequence"])
    for replica, numbers in counted.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"Entries of replica {replica} are missing or there twice."


def _derived(connection: apsw.Connection, headers: dict[str, Header]) -> Iterator[str]:
    """The tables that only repeat what the headers say."""
    order = {
        hash.hex(): tuple(rest)
        for hash, *rest in connection.execute(
            "SELECT hash, replica, sequence, lamport, kind FROM ledger_order"
        )
    }
    said = {
        name: (header["replica"], header["sequence"], header["lamport"], header["kind"])
        for name, header in headers.items()
    }
    if order != said:
        yield "The order of the entries is not the one that their headers give."
    yield from _reverted(connection, headers)
    last: dict[str, tuple[int, str]] = {}
    for name, header in headers.items():
        replica = header["replica"]
        last[replica] = max(last.get(replica, (0, "")), (header["sequence"], name))
    kept = {
        replica: (sequence, hash.hex())
        for replica, sequence, hash in connection.execute(
            "SELECT replica, sequence, hash FROM ledger_replica"
        )
    }
    if kept != last:
        yield "The last entry of each replica is not the one that the ledger keeps note of."
    parents = {parent for header in headers.values() for parent in header["parents"]}
    heads = {hash.hex() for (hash,) in connection.execute("SELECT hash FROM ledger_head")}
    if heads != set(headers) - parents:
        yield "The latest entries are not those that the ledger names as its heads."


def _reverted(connection: apsw.Connection, headers: dict[str, Header]) -> Iterator[str]:
    """Undo and redo name what they take back in their message too."""
    for hash, reverts in connection.execute("SELECT hash, reverts FROM ledger_order"):
        name = hash.hex()
        parameters = headers[name]["message"]["parameters"] if name in headers else {}
        noted = None if reverts is None else reverts.hex()
        if name in headers and noted != parameters.get("entry", noted):
            yield f"Entry {short(name)} takes back another entry than its header says."
