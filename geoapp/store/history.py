"""The ledger as it is read: entries with old and new values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import apsw

from geoapp.case.records import Entry, FieldChange, Key, Message

DESTROYED = "@destroyed"
"""Among the values of a row: something of it was destroyed, so not all of them are known."""

Row = tuple[str, int]
States = dict[Row, dict[str, Any]]


def entries(connection: apsw.Connection, limit: int | None) -> list[Entry]:
    """Entries with all their changes, newest first."""
    newest = _hashes(
        connection,
        "SELECT hash FROM ledger_order ORDER BY lamport DESC, hash DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    rows = ""
    if limit is not None:
        rows = (
            "WHERE (c.tbl, c.id) IN (SELECT tbl, id FROM ledger_change WHERE entry IN "
            "(SELECT hash FROM ledger_order ORDER BY lamport DESC, hash DESC LIMIT :limit))"
        )
    changes = _changes(connection, rows, {"limit": limit} if rows else {}, set(newest))
    return [_entry(connection, hash, changes.get(hash, [])) for hash in newest]


def history(connection: apsw.Connection, key: Key) -> list[Entry]:
    """Entries that touched one row, newest first, each with what it did to that row."""
    bindings = {"tbl": key.table, "id": key.id}
    touching = _hashes(
        connection,
        "SELECT hash FROM ledger_order WHERE hash IN "
        "(SELECT entry FROM ledger_change WHERE tbl = :tbl AND id = :id) "
        "ORDER BY lamport DESC, hash DESC",
        bindings,
    )
    changes = _changes(connection, "WHERE c.tbl = :tbl AND c.id = :id", bindings, set(touching))
    return [_entry(connection, hash, changes.get(hash, [])) for hash in touching]


def changes_of(connection: apsw.Connection, hash: bytes) -> list[tuple[Key, dict[str, Any]]]:
    """(row, new values by field name) of one entry, as written; erased ones left out."""
    rows = connection.execute(
        "SELECT tbl, id, content FROM ledger_change WHERE entry = ? AND content IS NOT NULL "
        "ORDER BY rowid",
        (hash,),
    )
    return [(Key(table, id), fields_of(content)) for table, id, content in rows]


def values_before(connection: apsw.Connection, hash: bytes) -> dict[Key, dict[str, Any] | None]:
    """What the rows of an entry held just before it: None for a row that the entry made.

    A field that nothing had written before is absent; where `DESTROYED` is among them, so is
    one whose value of then was destroyed.
    """
    rows = connection.execute(
        "SELECT c.entry, c.tbl, c.id, c.content FROM ledger_change AS c "
        "JOIN ledger_order AS o ON o.hash = c.entry "
        "WHERE (c.tbl, c.id) IN (SELECT tbl, id FROM ledger_change WHERE entry = :entry) "
        "ORDER BY o.lamport, o.hash, c.rowid",
        {"entry": hash},
    )
    before: dict[Key, dict[str, Any] | None] = {}
    states: States = {}
    for entry, table, id, content in rows:
        row = (table, id)
        if entry == hash:
            before.setdefault(Key(table, id), states.get(row))
            states.setdefault(row, {})
        elif Key(table, id) not in before:
            _follow(states, row, content)
    return before


def _follow(states: States, row: Row, content: str | None) -> None:
    """What an emptied change wrote is unknown, and so is what still held before it."""
    if content is None:
        states[row] = {DESTROYED: True}
    else:
        states.setdefault(row, {}).update(fields_of(content))


def fields_of(content: str | None) -> dict[str, Any]:
    """The new values by field name in the content of a change; nothing where it was erased."""
    if content is None:
        return {}
    loaded: dict[str, Any] = json.loads(content)
    return {name: value for name, value in loaded.items() if not name.startswith("@")}


def _hashes(
    connection: apsw.Connection, sql: str, bindings: Sequence[Any] | dict[str, Any]
) -> list[bytes]:
    return [hash for (hash,) in connection.execute(sql, bindings)]


def _changes(
    connection: apsw.Connection, where: str, bindings: dict[str, Any], wanted: set[bytes]
) -> dict[bytes, list[FieldChange]]:
    """Replays changes from the oldest on; keeps those of the wanted entries."""
    states: States = {}
    kept: dict[bytes, list[FieldChange]] = {}
    rows = connection.execute(
        "SELECT c.entry, c.tbl, c.id, c.content FROM ledger_change AS c "
        f"JOIN ledger_order AS o ON o.hash = c.entry {where} ORDER BY o.lamport, o.hash, c.rowid",
        bindings,
    )
    for entry, table, id, content in rows:
        if entry in wanted:
            state = states.get((table, id), {})
            kept.setdefault(entry, []).extend(_told(Key(table, id), content, state))
        _follow(states, (table, id), content)
    return kept


def _told(key: Key, content: str | None, state: dict[str, Any]) -> Iterator[FieldChange]:
    """What one change did to its row; what is only said again in an erasure is no change."""
    loaded: dict[str, Any] = {"@erased": ["*"]} if content is None else json.loads(content)
    for name in loaded.get("@erased", ()):
        yield FieldChange(key, name, None, None, True)
    for name, new in fields_of(content).items():
        if name not in loaded.get("@restated", ()):
            yield FieldChange(key, name, state.get(name, False if name == "deleted" else None), new)


def message(connection: apsw.Connection, hash: str) -> Message | None:
    """What an entry did, without reading its changes; None if there is no such entry."""
    text = connection.execute(
        "SELECT header FROM ledger WHERE hash = ?", (bytes.fromhex(hash),)
    ).get
    if text is None:
        return None
    stated = json.loads(text)["message"]
    return Message(stated["id"], stated["parameters"])


def _entry(connection: apsw.Connection, hash: bytes, changes: list[FieldChange]) -> Entry:
    text = connection.execute("SELECT header FROM ledger WHERE hash = ?", (hash,)).get
    header = json.loads(text)
    message = header["message"]
    return Entry(
        hash.hex(),
        header["replica"],
        header["sequence"],
        header["author"],
        header["utc"],
        header["kind"],
        Message(message["id"], message["parameters"]),
        header["reason"],
        tuple(changes),
        header.get("signer", ""),
    )
