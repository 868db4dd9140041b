"""The ledger as it is read: entries with old and new values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import apsw

from geoapp.case.records import Entry, FieldChange, Key, Message
from geoapp.store.convergence import DELETED, WHOLE, Told, before_each, fold, without
from geoapp.store.row_changes import COLUMNS, changes_of_row, told, vectors_of


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
    """What the rows of an entry would hold without it and what followed it.

    None for a row that the entry made. What others wrote side by side with it counts. A field
    that nothing wrote is absent; where `DESTROYED` is among the values, so is one whose value
    of then was destroyed.
    """
    vectors = vectors_of(connection)
    keys = connection.execute(
        "SELECT tbl, id FROM ledger_change WHERE entry = ? AND content NOT NULL", (hash,)
    )
    return {
        key: without(changes_of_row(connection, key), hash, vectors)
        for key in [Key(table, id) for table, id in keys]
    }


def disputed_without(connection: apsw.Connection, key: Key, hash: bytes) -> frozenset[str]:
    """The fields of a row that are in conflict, and would be without one of its entries too."""
    found = connection.execute(
        "SELECT field FROM ledger_conflict WHERE tbl = ? AND id = ?", (key.table, key.id)
    )
    open_ones = {field for (field,) in found}
    if not open_ones:
        return frozenset()
    others = [change for change in changes_of_row(connection, key) if change.entry != hash]
    return fold(others, vectors_of(connection)).conflicts & open_ones


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
    """What the wanted entries did to their rows, as their authors saw them."""
    vectors = vectors_of(connection)
    kept: dict[bytes, list[tuple[int, FieldChange]]] = {}
    found = connection.execute(
        f"SELECT c.rowid, c.tbl, c.id, {COLUMNS} FROM ledger_change AS c "
        f"JOIN ledger_order AS o ON o.hash = c.entry {where} "
        "ORDER BY c.tbl, c.id, o.lamport, o.hash, c.rowid",
        bindings,
    )
    for (table, id), group in groupby(found, key=lambda row: (row[1], row[2])):
        if table is None:
            continue
        rowids, changes = [], []
        for rowid, _, _, *change in group:
            rowids.append(rowid)
            changes.append(told(tuple(change)))
        for rowid, (change, state) in zip(rowids, before_each(changes, vectors), strict=True):
            if change.entry in wanted:
                news = _told(Key(table, id), change, state or {})
                kept.setdefault(change.entry, []).extend((rowid, one) for one in news)
    return {
        entry: [change for _, change in sorted(news, key=lambda pair: pair[0])]
        for entry, news in kept.items()
    }


def _told(key: Key, change: Told, state: Mapping[str, Any]) -> Iterator[FieldChange]:
    """What one change did to its row; what is only said again in an erasure is no change."""
    for name in (WHOLE,) if change.content is None else change.erased():
        yield FieldChange(key, name, None, None, True)
    content = change.content or {}
    for name in change.names():
        if not change.restates(name):
            old = state.get(name, False if name == DELETED else None)
            yield FieldChange(key, name, old, content[name])


def one(connection: apsw.Connection, hash: str, most: int) -> Entry | None:
    """One entry with what it did to at most so many rows; None if there is no such entry."""
    try:
        found = connection.execute("SELECT 1 FROM ledger WHERE hash = ?", (bytes.fromhex(hash),))
    except ValueError:
        return None
    return entry(connection, bytes.fromhex(hash), most) if found.get is not None else None


def entry(connection: apsw.Connection, hash: bytes, most: int) -> Entry:
    """An entry that is there, with what it did to at most so many rows."""
    if most <= 0:
        return _entry(connection, hash, [])
    where = (
        "WHERE (c.tbl, c.id) IN (SELECT tbl, id FROM ledger_change WHERE entry = :entry "
        "AND tbl IS NOT NULL ORDER BY rowid LIMIT :most)"
    )
    changes = _changes(connection, where, {"entry": hash, "most": most}, {hash})
    return _entry(connection, hash, changes.get(hash, []))


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
