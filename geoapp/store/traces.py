"""Where a row is named and where words stand, in rows marked as deleted and in all of history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from geoapp.case.records import Key, Record
from geoapp.case.tables import Statements
from geoapp.store.columns import Layout
from geoapp.store.connection import rows
from layers.schema import FieldKind

ENDS = {
    "claim": (("subject_table", "subject"),),
    "consent": (("subject_table", "subject"),),
    "link": (("from_table", "from_id"), ("to_table", "to_id")),
}
"""Fields that name a row together with its table; a reference field names it alone."""

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the ledger by its hash, without what it changed."""

    hash: str
    author: str
    utc: str


@dataclass(frozen=True, slots=True)
class Writer:
    """A replica that wrote to the case: its number and its last entry."""

    replica: str
    author: str
    utc: str
    sequence: int


class Traces:
    """Asks a connection that reads. Rows that were destroyed are never found."""

    def __init__(self, connection: apsw.Connection, statements: Statements) -> None:
        self._connection = connection
        self.statements = statements
        self._layouts = {table.name: Layout.of(table) for table in statements}
        self._naming = _naming(statements)
        self._gone = {
            Key(table, id)
            for table, id in self._rows("SELECT tbl, id FROM ledger_erasure WHERE field = '*'")
        }

    def _rows(self, sql: str, bindings: Sequence[Any] = ()) -> list[Any]:
        return rows(self._connection, sql, bindings)

    def record(self, key: Key) -> Record | None:
        """A row, also when it is marked as deleted; None if there is none or it was destroyed."""
        return next(iter(self._select(key.table, '"id" = ?', (key.id,))), None)

    def _select(self, table: str, where: str, bindings: Sequence[Any]) -> list[Record]:
        layout = self._layouts.get(table)
        if layout is None:
            return []
        sql = f'SELECT {layout.sql} FROM "{table}" WHERE {where} ORDER BY "id"'
        found = layout.records(self._rows(sql, bindings))
        return [record for record in found if record.key not in self._gone]

    def naming(self, key: Key) -> list[tuple[Record, str]]:
        """Rows that name a row, each with the field that does: references, subjects, ends."""
        found: dict[Key, tuple[Record, str]] = {}
        for table, field in self._naming.get(key.table, ()):
            for record in self._select(table, f'"{field}" = ?', (key.id,)):
                found.setdefault(record.key, (record, field))
        for table, ends in ENDS.items():
            for kind, field in ends:
                where = f'"{field}" = ? AND "{kind}" = ?'
                for record in self._select(table, where, (key.id, key.table)):
                    found.setdefault(record.key, (record, field))
        return list(found.values())

    def ever_held(self, key: Key) -> frozenset[str]:
        """The fields of a row that hold something, or ever did as far as its history tells."""
        record = self.record(key)
        values = record.values if record is not None else {}
        held = {name for name, value in values.items() if value is not None}
        sql = "SELECT content FROM ledger_change WHERE tbl = ? AND id = ? AND content NOT NULL"
        for (content,) in self._rows(sql, (key.table, key.id)):
            held |= {name for name, value in json.loads(content).items() if value is not None}
        return frozenset(held & {*values})

    def holding(self, words: Iterable[str]) -> dict[Key, dict[str, str]]:
        """Where any of these words stand exactly, now or in history: row, field, longest words."""
        found: dict[Key, dict[str, str]] = {}
        for some in _some(sorted(set(words), key=len, reverse=True)):
            either = " OR ".join("instr(content, ?)" for _ in some)
            sql = f"SELECT tbl, id, content FROM ledger_change WHERE {either}"
            for table, id, content in self._rows(sql, [_within_json(word) for word in some]):
                for field, word in _places(json.loads(content), some):
                    held = found.setdefault(Key(table, id), {})
                    held[field] = max(held.get(field, ""), word, key=len)
        return {key: places for key, places in found.items() if key.table in self._layouts}

    def reasons(self, keys: Iterable[Key]) -> list[Told]:
        """Entries that changed one of these rows and carry a reason, oldest first."""
        wanted = json.dumps([[key.table, key.id] for key in keys])
        return self._entries(
            "header ->> '$.reason' <> '' AND l.hash IN (SELECT entry FROM ledger_change "
            "WHERE (tbl, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?)))",
            [wanted],
        )

    def saying(self, words: Iterable[str]) -> list[Told]:
        """Entries whose reason or author holds any of these words exactly, oldest first."""
        found: dict[str, Told] = {}
        for some in _some(sorted(set(words))):
            either = " OR ".join(
                "instr(header ->> '$.reason', ?) OR instr(header ->> '$.author', ?)" for _ in some
            )
            twice = [word for word in some for _ in range(2)]
            found |= {entry.hash: entry for entry in self._entries(f"({either})", twice)}
        return sorted(found.values(), key=lambda entry: entry.utc)

    def copies(self) -> list[Told]:
        """Entries that say that a copy of a part of the case was made, oldest first."""
        return self._entries("o.kind = 'copy'", ())

    def _entries(self, where: str, bindings: Sequence[Any]) -> list[Told]:
        found = self._rows(
            "SELECT l.hash, header ->> '$.author', header ->> '$.utc' FROM ledger AS l "
            f"JOIN ledger_order AS o ON o.hash = l.hash WHERE {where} ORDER BY o.lamport, o.hash",
            bindings,
        )
        return [Told(hash.hex(), str(author), str(utc)) for hash, author, utc in found]

    def not_knowing(self, entry: str) -> list[Writer]:
        """The replicas whose last entry here does not know an entry; others may have merged it."""
        found = self._rows(
            "SELECT r.replica, l.header ->> '$.author', l.header ->> '$.utc', r.sequence "
            "FROM ledger_replica AS r JOIN ledger AS l ON l.hash = r.hash, ledger_order AS e "
            "WHERE e.hash = ? AND r.replica <> e.replica AND coalesce((SELECT v.value FROM "
            "json_each(l.header, '$.version_vector') AS v WHERE v.key = e.replica), 0) "
            "< e.sequence ORDER BY 3",
            (bytes.fromhex(entry),),
        )
        return [Writer(*row) for row in found]


def _naming(statements: Statements) -> dict[str, list[tuple[str, str]]]:
    """For each table the (table, field) of the references to its rows."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in statements:
        for field in table:
            if field.kind is FieldKind.REFERENCE and field.refers_to:
                found.setdefault(field.refers_to, []).append((table.name, field.name))
    return found


def _some(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(words), _AT_ONCE):
        yield words[start : start + _AT_ONCE]


def _within_json(word: str) -> str:
    """As the word stands within a text of the ledger's JSON."""
    return json.dumps(word, ensure_ascii=False)[1:-1]


def _places(content: dict[str, Any], words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(field, longest of the words) wherever one stands; `words` are sorted, longest first."""
    for name, value in content.items():
        if not name.startswith("@"):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            held = next((w for w in words if w in text or _within_json(w) in text), None)
            if held is not None:
                yield name, held
