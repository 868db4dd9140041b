"""What is still there in a damaged case file: whole ledger entries, rows, attachments.

An entry is whole if its header gives its hash and its changes give the root that the header
names; so nothing damaged can pass for an entry. Rows of tables prove nothing by themselves:
they are kept apart, for those entries that are lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geoapp.case.records import Key
from geoapp.store.audit import Header, change_problem, header_of
from geoapp.store.incoming import Given
from geoapp.store.ledger import merkle_root
from geoapp.store.raw_pages import RawPages
from geoapp.store.raw_rows import Row, is_leaf, rows_on, walk
from geoapp.store.statement_form import from_json
from layers.schema import Table

Cells = dict[str, object]
Values = tuple[object, ...]


@dataclass(slots=True)
class Finds:
    """Everything that was found.

    `contents`: per SHA-256 the page on which each part begins, since attachments may be larger
    than the memory. `lost_pages`: pages of each table that cannot be read.
    """

    info: tuple[str, str, str] | None = None
    headers: dict[bytes, tuple[str, bytes | None, Header]] = field(default_factory=dict)
    changes: dict[bytes, dict[bytes, Given]] = field(default_factory=dict)
    order: dict[bytes, tuple[str, int, int]] = field(default_factory=dict)
    statements: dict[str, Table] = field(default_factory=dict)
    rows: dict[Key, Cells] = field(default_factory=dict)
    contents: dict[bytes, dict[int, int]] = field(default_factory=dict)
    copy: list[str] = field(default_factory=list)
    part: set[tuple[str, int]] = field(default_factory=set)
    lost_pages: dict[str, int] = field(default_factory=dict)

    def whole(self) -> dict[bytes, Header]:
        """The entries that are whole, with all their changes."""
        return {
            hash: header
            for hash, (_, _, header) in self.headers.items()
            if merkle_root(self.changes.get(hash, ())).hex() == header["merkle_root"]
        }


_TREE_VALUES = 2
_DERIVED = ("gpkg_", "rtree_", "search_", "sqlite_")
"""Tables that are made anew, or are no tables of rows at all."""


def find(pages: RawPages) -> Finds:
    """Look through all pages, along the tables first, then what no table leads to."""
    finds = Finds()
    tables = _tables(pages)
    reached: set[int] = set()
    columns: dict[str, list[str]] = {}
    for name, (root, sql) in tables.items():
        found = walk(pages, root)
        reached |= {root, *found.leaves}
        if name.startswith(_DERIVED):
            continue
        if found.lost:
            finds.lost_pages[name] = found.lost
        columns[name] = _columns(name, sql)
        for leaf in found.leaves:
            for rowid, values in rows_on(pages, leaf):
                _take(finds, name, columns[name], (rowid, values), leaf)
    if finds.lost_pages or not tables:
        _take_strays(finds, pages, reached, columns)
    return finds


def _tables(pages: RawPages) -> dict[str, tuple[int, str]]:
    tables = {}
    for leaf in walk(pages, 1).leaves:
        for _, values in rows_on(pages, leaf):
            if len(values) == 5 and values[0] == "table":
                name, root, sql = values[1], values[3], values[4]
                if isinstance(name, str) and isinstance(root, int) and root and sql is not None:
                    tables[name] = (root, str(sql))
    return tables


def _columns(name: str, sql: str) -> list[str]:
    """The columns of a row table in the order they lie in; other tables need none."""
    start = f'CREATE TABLE "{name}" ('
    if not sql.startswith(start):
        return []
    return [part.split('"')[1] for part in sql[len(start) : -1].split(", ") if part[:1] == '"']


def _take(finds: Finds, table: str, columns: list[str], row: Row, page: int) -> None:
    rowid, values = row
    if table in _SHAPES:
        _SHAPES[table](finds, values, page)
    elif columns and len(values) <= len(columns):
        cells = dict.fromkeys(columns, None) | dict(zip(columns, values, strict=False))
        finds.rows[Key(table, rowid)] = cells


def _take_strays(
    finds: Finds, pages: RawPages, reached: set[int], columns: Mapping[str, list[str]]
) -> None:
    """Leaves that no table leads to any more: what they are of shows in their rows."""
    strays = []
    for number, page in pages:
        if number not in reached and is_leaf(number, page):
            strays.append((number, list(rows_on(pages, number))))
    for number, rows in strays:
        for _, values in rows:
            for name in _PROVING:
                _SHAPES[name](finds, values, number)
    named = _names_of_rows(finds)
    for number, rows in strays:
        owner = _owner(named, rows)
        for rowid, values in rows if owner else ():
            # The R-tree keeps the same numbers, with one value each.
            if Key(owner, rowid) not in finds.rows and len(values) > _TREE_VALUES:
                _take(finds, owner, columns.get(owner, []), (rowid, values), number)


def _names_of_rows(finds: Finds) -> dict[int, set[str]]:
    """The tables that the ledger tells of under each number of a row."""
    named: dict[int, set[str]] = {}
    for changes in finds.changes.values():
        for given in changes.values():
            if given.key is not None:
                named.setdefault(given.key.id, set()).add(given.key.table)
    return named


def _owner(named: Mapping[int, set[str]], rows: Sequence[Row]) -> str:
    """The table that a page is of: numbers of rows are random, so those of one show it."""
    tables = [named[rowid] for rowid, _ in rows if rowid in named]
    common = set.intersection(*tables) if tables else set()
    return common.pop() if len(common) == 1 else ""


def _info(finds: Finds, values: Values, _page: int) -> None:
    match values:
        case (str(case), str(title), int(), str(created)):
            finds.info = (case, title, created)


def _statement(finds: Finds, values: Values, _page: int) -> None:
    match values:
        case (str(name), str(text)) if text[:1] == "{":
            try:
                table = from_json(json.loads(text))
            except (ValueError, TypeError, RecursionError):
                return
            if table.name == name:
                finds.statements[name] = table


def _entry(finds: Finds, values: Values, _page: int) -> None:
    match values:
        case (bytes(hash), str(text), None | bytes()) if len(hash) == 32:
            header, _ = header_of(hash, text)
            if header is not None:
                signature = values[2] if isinstance(values[2], bytes) else None
                finds.headers[hash] = (text, signature, header)


def _change(finds: Finds, values: Values, _page: int) -> None:
    match values:
        case (bytes(entry), table, id, content, salt, bytes(leaf)) if len(entry) == len(leaf) == 32:
            given = _given(table, id, content, salt, leaf)
            if given is not None and not change_problem(entry.hex(), given):
                held = finds.changes.setdefault(entry, {}).get(leaf)
                # What was emptied once stays empty.
                if held is None or given.content is None:
                    finds.changes[entry][leaf] = given


def _given(table: object, id: object, content: object, salt: object, leaf: bytes) -> Given | None:
    match (table, id, content, salt):
        case (None, None, None, None):
            return Given(None, None, None, None, leaf)
        case (str(), int(), None, None):
            return Given(table, id, None, None, leaf)
        case (str(), int(), str(), bytes()):
            return Given(table, id, content, salt, leaf)
    return None


def _ordered(finds: Finds, values: Values, _page: int) -> None:
    match values:
        case (bytes(hash), str(replica), int(sequence), int(lamport), str(), _):
            finds.order[hash] = (replica, sequence, lamport)


def _content(finds: Finds, values: Values, page: int) -> None:
    match values:
        case (bytes(name), int(part), bytes()) if len(name) == 32 and part >= 0:
            finds.contents.setdefault(name, {})[part] = page


def _copied(finds: Finds, values: Values, _page: int) -> None:
    match values:
        case (str(stated),):
            finds.copy.append(stated)


def _parted(finds: Finds, values: Values, _page: int) -> None:
    match values:
        case (str(table), int(id)):
            finds.part.add((table, id))


_SHAPES: Mapping[str, Any] = {
    "case_info": _info,
    "case_statement": _statement,
    "ledger": _entry,
    "ledger_change": _change,
    "ledger_order": _ordered,
    "case_content": _content,
    "case_copy": _copied,
    "case_part": _parted,
}


_PROVING = ("case_info", "case_statement", "ledger", "ledger_change", "case_content")
"""Tables whose rows show by themselves what they are."""


def parts_of(pages: RawPages, finds: Finds, name: bytes) -> Iterator[tuple[int, bytes]]:
    """(number, bytes) of the parts of a content, in order. Whether they are all shows its hash."""
    for number, page in sorted(finds.contents[name].items()):
        for _, values in rows_on(pages, page):
            match values:
                case (bytes(named), int(part), bytes(piece)) if (named, part) == (name, number):
                    yield number, piece


def is_whole(pages: RawPages, finds: Finds, name: bytes) -> bool:
    """Whether all parts of a content are there."""
    digest = hashlib.sha256()
    for _, piece in parts_of(pages, finds, name):
        digest.update(piece)
    return digest.digest() == name
