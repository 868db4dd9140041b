"""The search index: written with the rows, asked by the readers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import apsw

from geoapp.case.records import Hit, Key, Record, title
from geoapp.store.folding import fold, snippet
from layers.schema import Field, FieldKind, Table

SHORTEST_INDEXED = 3
Document = tuple[str, str, str]
"""Folded code, title and other words of one row."""

_NO_WORDS = frozenset({"wkb", "earliest", "latest"})
_WORDS = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CHOICE)


def spoken(value: object) -> Iterator[str]:
    """The texts inside any JSON value, each on its own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from spoken(part)
    elif isinstance(value, Sequence):
        for part in value:
            yield from spoken(part)


def words_in(field: Field, value: object) -> str:
    """The words of one field that can be searched; of a claimed place or date, its words."""
    if field.kind is FieldKind.VALUE:
        if isinstance(value, Mapping):
            value = {name: part for name, part in value.items() if name not in _NO_WORDS}
        return "\n".join(spoken(value))
    return value if field.kind in _WORDS and isinstance(value, str) else ""


def document(table: Table, values: Mapping[str, object]) -> Document:
    """What the index holds of a row. `values` has text fields as text, VALUE fields loaded."""
    titles, body = [], []
    for field in table:
        words = words_in(field, values.get(field.name))
        if not words or field.name == "code":
            continue
        if field.name in table.title:
            titles.append(words)
        elif field.searchable:
            body.append(words)
    code = values.get("code")
    return fold(str(code or "")), fold("\n".join(titles)), fold("\n".join(body))


def indexed_fields(table: Table) -> list[Field]:
    """The fields of a table that its document is made of."""
    return [
        field
        for field in table
        if field.kind in (*_WORDS, FieldKind.VALUE)
        and (field.searchable or field.name in table.title or field.name == "code")
    ]


def loaded(field: Field, cell: Any) -> object:
    """A cell as `document` takes it."""
    if field.kind is FieldKind.VALUE and isinstance(cell, str):
        return json.loads(cell)
    return cell


def replace(connection: apsw.Connection, key: Key, document: Document | None, is_new: bool) -> None:
    """Put the document of a row in place of the one before; None takes it out."""
    if not is_new:
        old = connection.execute(
            "SELECT docid, code, title, body FROM search_row WHERE tbl = ? AND id = ?",
            (key.table, key.id),
        ).fetchall()
        if old and document == tuple(old[0][1:]):
            return
        for row in old:
            connection.execute(
                "INSERT INTO search_index (search_index, rowid, code, title, body) "
                "VALUES ('delete', ?, ?, ?, ?)",
                row,
            )
            connection.execute("DELETE FROM search_row WHERE docid = ?", (row[0],))
    if document is None:
        return
    connection.execute(
        "INSERT INTO search_row (tbl, id, code, title, body) VALUES (?, ?, ?, ?, ?)",
        (key.table, key.id, *document),
    )
    connection.execute(
        "INSERT INTO search_index (rowid, code, title, body) VALUES (?, ?, ?, ?)",
        (connection.last_insert_rowid(), *document),
    )


def find(
    connection: apsw.Connection, words: Sequence[str], limit: int, tables: Sequence[str]
) -> list[Key]:
    """Rows that hold all the folded words: by code, then by title, then by anything else.

    Among equals the order of `tables` decides, then the shorter title.
    """
    long = [word for word in words if len(word) >= SHORTEST_INDEXED]
    bindings: dict[str, Any] = {"tables": json.dumps(list(tables)), "limit": limit}
    bindings |= {f"w{number}": word for number, word in enumerate(words)}
    bindings |= {"whole": " ".join(words), "line": "\n" + " ".join(words) + "\n"}
    source, conditions = "search_row AS r", ["r.tbl IN (SELECT value FROM json_each(:tables))"]
    if long:
        source = "search_index JOIN search_row AS r ON r.docid = search_index.rowid"
        conditions.append("search_index MATCH :match")
        bindings["match"] = " AND ".join('"' + word.replace('"', '""') + '"' for word in long)
    for number, word in enumerate(words):
        if word not in long:
            conditions.append(f"({_in_title(number)} OR instr(r.body, :w{number}))")
    rows = connection.execute(
        f"SELECT r.tbl, r.id FROM {source} WHERE {' AND '.join(conditions)} "
        f"ORDER BY {_order(len(words), tables, bindings)} LIMIT :limit",
        bindings,
    )
    return [Key(table, id) for table, id in rows]


def _in_title(number: int) -> str:
    return f"(instr(r.title, :w{number}) OR instr(r.code, :w{number}))"


def _order(words: int, tables: Sequence[str], bindings: dict[str, Any]) -> str:
    bindings |= {f"t{number}": table for number, table in enumerate(tables)}
    places = " ".join(f"WHEN :t{number} THEN {number}" for number in range(len(tables)))
    all_in_title = " AND ".join(_in_title(number) for number in range(words))
    return (
        "CASE WHEN r.code = :whole THEN 0 "
        "WHEN instr(char(10) || r.title || char(10), :line) THEN 1 "
        f"WHEN {all_in_title} THEN 2 ELSE 3 END, "
        f"CASE r.tbl {places} END, length(r.title), r.code, r.id"
    )


def hit(table: Table, record: Record, words: Sequence[str]) -> Hit:
    """A found row with the stretch of its own words that shows why it was found."""
    best, most = "", 0
    for field in indexed_fields(table):
        text = words_in(field, record.values.get(field.name))
        folded = fold(text)
        found = sum(word in folded for word in words)
        if found > most:
            best, most = text, found
    return Hit(record.key, record.code, title(table, record.values), snippet(best, list(words)))
