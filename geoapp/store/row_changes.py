"""The changes of rows as the ledger of a file holds them, for folding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import apsw

from geoapp.case.records import Key
from geoapp.store.convergence import Known, Told, Vectors

COLUMNS = "c.entry, o.replica, o.sequence, o.lamport, o.kind, c.content, c.leaf"
"""What `told` takes, of ledger_change AS c and ledger_order AS o."""

_KEPT = 20_000


def told(row: tuple[Any, ...]) -> Told:
    """A change that was selected with `COLUMNS`."""
    entry, replica, sequence, lamport, kind, content, leaf = row
    loaded = None if content is None else json.loads(content)
    return Told(entry, replica, sequence, lamport, kind, loaded, leaf)


def changes_of_row(connection: apsw.Connection, key: Key) -> list[Told]:
    """The changes of one row, in the order of the ledger."""
    found = connection.execute(
        f"SELECT {COLUMNS} FROM ledger_change AS c JOIN ledger_order AS o ON o.hash = c.entry "
        "WHERE c.tbl = ? AND c.id = ? ORDER BY o.lamport, o.hash, c.rowid",
        (key.table, key.id),
    )
    return [told(row) for row in found]


def vectors_of(connection: apsw.Connection) -> Vectors:
    """What the entries of a file know, read when it is asked for."""

    @lru_cache(maxsize=_KEPT)
    def known(entry: bytes) -> Known:
        header = connection.execute("SELECT header FROM ledger WHERE hash = ?", (entry,)).get
        return known_of(json.loads(header))

    return known


def known_of(header: Mapping[str, Any]) -> Known:
    """What the entry of a header knows."""
    unseen = header.get("unseen")
    if unseen is None:
        return Known(header["version_vector"])
    leaves = frozenset(bytes.fromhex(leaf) for leaf in unseen["leaves"])
    return Known(header["version_vector"], unseen["entries"], leaves)
