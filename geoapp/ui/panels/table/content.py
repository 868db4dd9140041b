"""The rows of a table as columns of words, read off the case. May run on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import QCoreApplication

from geoapp.case.columns import ACCOUNTS, Column, Rows
from geoapp.case.records import Key, Record, Value
from geoapp.case.timespan import time_of
from geoapp.case.view import CaseView, other_end
from geoapp.store.folding import fold
from geoapp.ui.panels.inspector.claims import claimed_value
from geoapp.ui.panels.inspector.content import names
from geoapp.ui.phrases import in_words, place_in_words, radius_in_words
from layers.schema import Field, FieldKind, GeometryKind, Table, Text
from layers.values import Position

POINTERS = {"subject": "subject_table", "from_id": "from_table", "to_id": "to_table"}
"""Fields that hold the number of a row of the table that another field names."""

ACCOUNTS_COLUMN, CLAIMS_COLUMN = "linked accounts", "open claims"
_COUNTS = {
    ACCOUNTS_COLUMN: (
        Text("Accounts", "진술"),
        Text("Testimonies and published accounts that are linked", "연결된 증언과 공표된 진술"),
    ),
    CLAIMS_COLUMN: (
        Text("Rival claims", "다른 주장"),
        Text("Open claims beside the adopted ones", "채택된 주장 외의 미결 주장"),
    ),
}
_COUNTED_THEMSELVES = frozenset({*ACCOUNTS, "link", "claim"})
_CLAIMED = frozenset({"attribute", "value"})
_BETWEEN = "\x1f"
Check = Callable[[], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Content:
    """All rows of one table, by id. Columns have one value per row."""

    table: Table
    ids: Rows
    columns: tuple[Column, ...]
    language: str

    @cached_property
    def places(self) -> dict[int, int]:
        """Where the row of an id stands."""
        return {id: place for place, id in enumerate(self.ids.tolist())}

    @cached_property
    def folded(self) -> list[str]:
        """All words of each row, in the form in which words are compared."""
        rows = zip(*(column.words for column in self.columns), strict=True)
        return [fold(_BETWEEN.join(words)) for words in rows]

    @cached_property
    def boxes(self) -> npt.NDArray[np.float64]:
        """West, south, east, north of each row (n, 4), degrees; NaN when unlocated."""
        column = next((c for c in self.columns if c.kind is FieldKind.POSITION), None)
        held = column.values if column is not None else [None] * len(self.ids)
        shapes = [value.geometry if isinstance(value, Position) else None for value in held]
        return np.asarray(shapely.bounds(np.array(shapes, dtype=object))).reshape(-1, 4)

    @property
    def time(self) -> Column | None:
        """The column that says when a row is, or None."""
        told = time_of(self.table)
        return None if told is None else self.column(told.field.name)

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        return next((column for column in self.columns if column.name == name), None)

    def key(self, row: int) -> Key:
        """The row at a place."""
        return Key(self.table.name, int(self.ids[row]))

    def names_rows_of(self) -> set[str]:
        """Tables whose titles are shown here."""
        found = {str(field.refers_to) for field in self.table if field.refers_to}
        for number, table in POINTERS.items():
            column = self.column(table)
            if self.column(number) is not None and column is not None:
                found |= {str(value) for value in column.values if value}
        return found


def read(view: CaseView, table: Table, language: str, check: Check) -> Content:
    """All rows of a table. `check` is called between the steps and may raise to stop."""
    records = view.records(table.name)
    check()
    content = _content(view, table, language, records, _counts(view, table, check))
    check()
    for ready in content.columns:
        _ = ready.ranks
        check()
    _ = (content.folded, content.boxes, content.places)
    return content


def refreshed(view: CaseView, content: Content, ids: Collection[int]) -> Content:
    """The content with these rows read again; those that are gone left out."""
    table = content.table
    records = view.records(table.name, ids)
    counts = _counts_of(view, [record.key for record in records])
    fresh = _content(view, table, content.language, records, counts)
    where = [content.places.get(id, -1) for id in fresh.ids.tolist()]
    if len(where) == len(ids) and -1 not in where:
        return _with(content, fresh, content.ids, lambda old, new: _replaced(old, where, new))
    kept = [place for id, place in content.places.items() if id not in ids]
    both = np.concatenate([content.ids[kept], fresh.ids])
    order = np.argsort(both, kind="stable")
    at = order.tolist()
    return _with(content, fresh, both[order], lambda old, new: _spliced(old, kept, new, at))


Join = Callable[[Sequence[Any], Sequence[Any]], list[Any]]


def _with(content: Content, fresh: Content, ids: Rows, join: Join) -> Content:
    """The content for these ids, each column joined of its old and its fresh values."""
    columns = tuple(
        replace(old, values=join(old.values, new.values), words=join(old.words, new.words))
        for old, new in zip(content.columns, fresh.columns, strict=True)
    )
    return Content(content.table, ids, columns, content.language)


def _replaced(old: Sequence[T], where: list[int], new: Sequence[T]) -> list[T]:
    joined = list(old)
    for place, value in zip(where, new, strict=True):
        joined[place] = value
    return joined


def _spliced(old: Sequence[T], kept: list[int], new: Sequence[T], order: list[int]) -> list[T]:
    both = [*(old[place] for place in kept), *new]
    return [both[place] for place in order]


Counts = Mapping[str, Mapping[int, int]]


def _counted(table: Table) -> list[str]:
    """What is counted for each row of a table."""
    counted = []
    if table.name not in _COUNTED_THEMSELVES:
        counted.append(ACCOUNTS_COLUMN)
    if any(field.claimed for field in table):
        counted.append(CLAIMS_COLUMN)
    return counted


def _counts(view: CaseView, table: Table, check: Check) -> Counts:
    """The counted columns of all rows, by column and id."""
    if ACCOUNTS_COLUMN not in _counted(table):
        return {CLAIMS_COLUMN: view.open_claims(table.name)}
    accounts = {
        key.id: sum(ends.get(name, 0) for name in ACCOUNTS)
        for key, ends in view.link_counts().items()
        if key.table == table.name
    }
    check()
    return {ACCOUNTS_COLUMN: accounts, CLAIMS_COLUMN: view.open_claims(table.name)}


def _counts_of(view: CaseView, keys: Iterable[Key]) -> Counts:
    """The counted columns of some rows."""
    accounts: dict[int, int] = {}
    claims: dict[int, int] = {}
    for key in keys:
        ends = {other_end(link, key) for link in view.links(key)}
        accounts[key.id] = sum(end.table in ACCOUNTS for end in ends)
        ranks = [claim.values.get("rank") or "open" for claim in view.claims(key)]
        claims[key.id] = ranks.count("open")
    return {ACCOUNTS_COLUMN: accounts, CLAIMS_COLUMN: claims}


def _content(
    view: CaseView, table: Table, language: str, records: list[Record], counts: Counts
) -> Content:
    ids = np.array([record.key.id for record in records], np.int64)
    columns = [_column(view, table, field, records, language) for field in table]
    for name in _counted(table):
        label, help = _COUNTS[name]
        values = [counts[name].get(id, 0) for id in ids.tolist()]
        words = [str(value) if value else "" for value in values]
        columns.append(Column(name, label, FieldKind.INTEGER, values, words, None, help))
    return Content(table, ids, tuple(columns), language)


def _column(
    view: CaseView, table: Table, field: Field, records: list[Record], language: str
) -> Column:
    values = [record.values.get(field.name) for record in records]
    kind = field.kind
    if field.name in POINTERS and POINTERS[field.name] in {stated.name for stated in table}:
        kind = FieldKind.REFERENCE
        tables = [str(record.values.get(POINTERS[field.name]) or "") for record in records]
        words = _titles(view, list(zip(tables, values, strict=True)), language)
    elif field.name in _CLAIMED and table.name == "claim":
        words = _claimed(view, field, records, language)
    elif field.name in POINTERS.values() and field.kind is FieldKind.TEXT:
        words = [_label(view, value, language) for value in values]
    else:
        words = _words(view, table, field, values, language)
    return Column(field.name, field.label, kind, values, words, field, field.help)


def _words(
    view: CaseView, table: Table, field: Field, values: list[Value], language: str
) -> list[str]:
    if field.kind is FieldKind.REFERENCE:
        return _titles(view, [(str(field.refers_to), value) for value in values], language)
    if field.kind is FieldKind.POSITION:
        return [place_with_radius(table, value) for value in values]
    if field.kind is FieldKind.CHOICE and field.vocabulary is not None:
        known = {t.code: t.label.in_language(language) for t in field.vocabulary.terms}
        return ["" if v is None else known.get(str(v), str(v)) for v in values]
    return [in_words(field, value, language) for value in values]


def place_with_radius(table: Table, value: Value) -> str:
    """Where a row is, with the decimals it deserves; empty when it is unlocated."""
    if table.geometry is GeometryKind.NONE or not isinstance(value, Position):
        return ""
    if value.geometry is None:
        return ""
    return " ".join(filter(None, (place_in_words(value), radius_in_words(value.radius_m))))


def _titles(view: CaseView, ends: list[tuple[str, Value]], language: str) -> list[str]:
    keys = [Key(t, id) if t and isinstance(id, int) else None for t, id in ends]
    known = names(view, {key for key in keys if key is not None}, language)
    gone = QCoreApplication.translate("table", "a row marked as deleted")
    shown = {key: title or code or str(key.id) for key, (code, title) in known.items()}
    return ["" if key is None else shown.get(key, gone) for key in keys]


def _claimed(view: CaseView, field: Field, records: list[Record], language: str) -> list[str]:
    """Which field claims are about, or what they claim, in the words of that field."""
    statements = view.statements
    words = []
    for record in records:
        table, name = (
            str(record.values.get(part) or "") for part in ("subject_table", "attribute")
        )
        stated = {f.name: f for f in statements[table]} if table in statements else {}
        if name not in stated:
            words.append(in_words(field, record.values.get(field.name), language))
        elif field.name == "attribute":
            words.append(stated[name].label.in_language(language))
        else:
            value = claimed_value(stated[name], record)
            known = statements[table]
            words.append(_words(view, known, stated[name], [value], language)[0])
    return words


def _label(view: CaseView, value: Value, language: str) -> str:
    name = str(value or "")
    return view.statements[name].label.in_language(language) if name in view.statements else name
