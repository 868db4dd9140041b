"""Which rows of a table a change of the case has to do with."""

from __future__ import annotations

from collections.abc import Iterable

from geoapp.case.columns import ACCOUNTS
from geoapp.case.records import Key
from geoapp.case.view import CaseView
from geoapp.ui.panels.table.content import POINTERS, Content
from layers.schema import FieldKind

_ENDS = (("subject_table", "subject"), ("from_table", "from_id"), ("to_table", "to_id"))
MANY = 400
"""More rows than this are read again on a worker, with the whole table."""


def touched_rows(view: CaseView, content: Content, written: Iterable[Key]) -> set[int] | None:
    """The ids of rows to read again, new ones too; None when the table is to be read whole."""
    keys = list(written)
    if len(keys) > MANY:
        return None
    ids: set[int] = set()
    named = content.names_rows_of()
    for key in keys:
        if key.table == content.table.name:
            ids.add(key.id)
        if key.table in ("link", "claim"):
            ids |= _ends(view, key, content.table.name)
        if key.table in named:
            ids |= _naming(content, key)
        if key.table in ACCOUNTS:
            ids |= _linked(view, key, content.table.name)
    return ids if len(ids) <= MANY else None


def _ends(view: CaseView, key: Key, table: str) -> set[int]:
    record = view.record(key)
    if record is None:
        return set()
    values = record.values
    found = [values.get(number) for named, number in _ENDS if values.get(named) == table]
    return {id for id in found if isinstance(id, int)}


def _linked(view: CaseView, key: Key, table: str) -> set[int]:
    """Rows that count an account, which may have been marked as deleted or restored."""
    found: set[int] = set()
    for link in view.links(key):
        found |= _ends(view, link.key, table)
    return found


def _naming(content: Content, key: Key) -> set[int]:
    found: set[int] = set()
    for column in content.columns:
        if column.kind is not FieldKind.REFERENCE or column.field is None:
            continue
        of = content.column(POINTERS.get(column.name, ""))
        if of is None and column.field.refers_to != key.table:
            continue
        for place, value in enumerate(column.values):
            if value == key.id and (of is None or of.values[place] == key.table):
                found.add(int(content.ids[place]))
    return found
