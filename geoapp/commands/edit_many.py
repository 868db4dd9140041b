"""Changing or removing several rows of a table at once, as one entry of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geoapp.case.errors import CaseError
from geoapp.case.records import Draft, Key, Message, Value
from geoapp.case.view import CaseView
from geoapp.commands import edit


def edit_many(
    view: CaseView, keys: Sequence[Key], values: Mapping[str, Value], reason: str
) -> Draft:
    """The same new values for several rows of one table.

    Claims are written and kept for each row as by `edit`. Rows that hold the values
    already are left alone. CaseError when no reason is given, when the rows are of
    several tables, or when nothing would change.
    """
    _same_table(keys)
    if not reason:
        raise CaseError("Say why: one reason is kept for all the rows that are changed.")
    touched = [key for key in dict.fromkeys(keys) if _differs(view, key, values)]
    if not touched:
        raise CaseError("Nothing was changed: the rows already hold this value.")
    drafts = [edit.edit(view, key, values, reason) for key in touched]
    changes = tuple(change for draft in drafts for change in draft.changes)
    message = _message("edit many", touched, fields=",".join(sorted(values)))
    return Draft("edit", message, changes, reason)


def remove_many(view: CaseView, keys: Sequence[Key], reason: str = "") -> Draft:
    """Mark several rows of one table as deleted, as by `edit.remove`."""
    _same_table(keys)
    if len(keys) == 1:
        return edit.remove(view, keys[0], reason)
    drafts = [edit.remove(view, key, reason) for key in dict.fromkeys(keys)]
    changes = tuple(change for draft in drafts for change in draft.changes)
    return Draft("edit", _message("remove many", keys), changes, reason)


def _same_table(keys: Sequence[Key]) -> None:
    if len({key.table for key in keys}) != 1:
        raise CaseError("Choose one or more rows of one table.")


def _differs(view: CaseView, key: Key, values: Mapping[str, Value]) -> bool:
    record = view.record(key)
    return record is None or any(record.values.get(name) != held for name, held in values.items())


def _message(id: str, keys: Sequence[Key], **more: str) -> Message:
    """Names the table and how many rows; see `edit` for why nothing else may stand in it."""
    return Message(id, {"table": keys[0].table, "rows": str(len(keys)), **more})
