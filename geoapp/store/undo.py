"""Undo and redo, derived from the ledger alone, so that closing the case loses neither."""

from __future__ import annotations

import json
from typing import Any

import apsw

from geoapp.case import custody
from geoapp.case.errors import CaseError
from geoapp.case.records import Change, Draft, Key, Message, from_json, to_json
from geoapp.case.tables import Statements
from geoapp.store.columns import Layout
from geoapp.store.connection import rows
from geoapp.store.convergence import DESTROYED
from geoapp.store.history import changes_of, disputed_without, values_before

STACKED = ("edit", "import", "link")


class Stacks:
    """What one replica can undo and redo: hashes of entries, the next one last."""

    def __init__(self) -> None:
        self.undo: list[str] = []
        self.redo: list[str] = []

    @classmethod
    def of(cls, connection: apsw.Connection, replica: str) -> Stacks:
        """Read from the entries of a replica."""
        stacks = cls()
        own = rows(
            connection,
            "SELECT hash, kind, reverts FROM ledger_order WHERE replica = ? ORDER BY sequence",
            (replica,),
        )
        for hash, kind, reverts in own:
            stacks.push(hash.hex(), kind, reverts.hex() if reverts else None)
        return stacks

    def push(self, hash: str, kind: str, reverts: str | None) -> None:
        """Take a new entry into account. A change of any other kind ends what can be redone."""
        if kind == "undo":
            _remove(self.undo, reverts)
            self.redo.append(hash)
        elif kind == "redo":
            _remove(self.redo, reverts)
            self.undo.append(hash)
        elif kind in STACKED:
            self.undo.append(hash)
            self.redo.clear()


def header_of(connection: apsw.Connection, hash: str) -> dict[str, Any]:
    """The header of an entry. CaseError if the ledger holds none of this hash."""
    try:
        entry = bytes.fromhex(hash)
    except ValueError:
        entry = b""
    found = rows(connection, "SELECT header FROM ledger WHERE hash = ?", (entry,))
    if not found:
        raise CaseError("The ledger holds no such entry.")
    header: dict[str, Any] = json.loads(found[0][0])
    return header


def _remove(stack: list[str], hash: str | None) -> None:
    if hash in stack:
        stack.remove(hash)


def draft(connection: apsw.Connection, statements: Statements, hash: str, kind: str) -> Draft:
    """What takes an entry back: fields that still hold its values get those from before.

    What others wrote side by side with it counts as from before; where they differ among
    themselves the field is left to whoever decides the conflict.
    A field keeps what it holds where the value from before was destroyed. A row that the
    entry made is marked as deleted. May hold no changes at all, when every value was
    overwritten since; written all the same, it takes the entry off the stack. CaseError if
    there is no such entry.
    """
    undone = header_of(connection, hash)["message"]["id"]
    entry = bytes.fromhex(hash)
    before = values_before(connection, entry)
    layouts: dict[str, Layout] = {}
    changes = []
    for key, new in changes_of(connection, entry):
        if key.table == custody.TABLE:
            continue  # what was done to an attachment was done, whatever becomes of its row
        if key.table not in statements:
            continue
        if key.table not in layouts:
            layouts[key.table] = Layout.of(statements[key.table])
        disputed = disputed_without(connection, key, entry)
        settled = {name: value for name, value in new.items() if name not in disputed}
        change = _taken_back(connection, layouts[key.table], key, settled, before[key])
        if change is not None:
            changes.append(change)
    return Draft(kind, Message(kind, {"entry": hash, "of": undone}), tuple(changes), "", hash)


def _taken_back(
    connection: apsw.Connection,
    layout: Layout,
    key: Key,
    new: dict[str, Any],
    old: dict[str, Any] | None,
) -> Change | None:
    found = rows(connection, f'SELECT {layout.sql} FROM "{key.table}" WHERE "id" = ?', (key.id,))
    if not found:
        return None
    if old is None:
        return None if found[0][1] else Change(key, deleted=True)
    current = layout.record(found[0])
    values = {}
    for name, value in new.items():
        if name in layout.slices and (name in old or DESTROYED not in old):
            field = layout.table.field(name)
            if to_json(field, current.values[name]) == value:
                values[name] = from_json(field, old.get(name))
    deleted = None
    if "deleted" in new and current.deleted == new["deleted"]:
        deleted = bool(old.get("deleted", False))
    return Change(key, values, deleted) if values or deleted is not None else None
