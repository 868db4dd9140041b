"""Making, editing, removing and restoring any row."""

from __future__ import annotations

from collections.abc import Mapping

from geoapp.case.custody import check_by_hand
from geoapp.case.errors import CaseError
from geoapp.case.records import Change, Draft, Key, Message, Record, Value
from geoapp.case.view import CaseView
from geoapp.commands.claims import claims_of_edit
from geoapp.commands.identity import new_key, next_code
from layers.schema import Table


def create(view: CaseView, table: str, values: Mapping[str, Value], reason: str = "") -> Draft:
    """A new row. It gets the next free code unless the values hold one."""
    statement = _statement(view, table)
    _known_fields(statement, values)
    check_by_hand(table, values)
    key = new_key(table)
    values = {**values, "code": values.get("code") or next_code(view, table)}
    return Draft("edit", _message("create", key), (Change(key, values),), reason)


def edit(view: CaseView, key: Key, values: Mapping[str, Value], reason: str = "") -> Draft:
    """New values for some fields of a row.

    What a field says of the world is an adopted claim, so the edit writes that
    claim too; the value shown before stays beside it as an open claim.
    CaseError if there is no such row or field, or nothing would change.
    """
    record = _existing(view, key)
    statement = view.statements[key.table]
    _known_fields(statement, values)
    new = {name: value for name, value in values.items() if record.values.get(name) != value}
    if not new:
        raise CaseError("Nothing was changed: the row already holds these values.")
    check_by_hand(key.table, new)
    claims = claims_of_edit(view, record, new, reason)
    message = _message("edit", key, fields=",".join(sorted(new)))
    return Draft("edit", message, (Change(key, new), *claims), reason)


def remove(view: CaseView, key: Key, reason: str = "") -> Draft:
    """Mark a row as deleted. Nothing is destroyed.

    Its links are left as they are: nobody sees a link to a row that is marked, and
    all of them are back when the row is restored.
    """
    _existing(view, key)
    check_by_hand(key.table, ())
    return Draft("edit", _message("remove", key), (Change(key, deleted=True),), reason)


def restore(view: CaseView, key: Key, reason: str = "") -> Draft:
    """Take the mark of deletion off a row. CaseError if it carries none."""
    record = view.record(key)
    if record is None or not record.deleted:
        raise CaseError("There is nothing to restore: the row is not marked as deleted.")
    return Draft("edit", _message("restore", key), (Change(key, deleted=False),), reason)


def _statement(view: CaseView, table: str) -> Table:
    if table not in view.statements:
        raise CaseError(f"This case has no table named “{table}”.")
    return view.statements[table]


def _existing(view: CaseView, key: Key) -> Record:
    _statement(view, key.table)
    record = view.record(key)
    if record is None:
        raise CaseError("There is no such row in this case.")
    if record.deleted:
        raise CaseError("The row is marked as deleted; restore it first.")
    return record


def _known_fields(statement: Table, values: Mapping[str, Value]) -> None:
    known = {field.name for field in statement}
    for name in values:
        if name not in known:
            raise CaseError(f"“{statement.name}” has no field named “{name}”.")


def _message(id: str, key: Key, **more: str) -> Message:
    """Names the row by number only.

    A message is part of the signed chain and outlives erasure, so nothing that
    somebody said, not even a title, may stand in it.
    """
    return Message(id, {"table": key.table, "id": str(key.id), **more})
