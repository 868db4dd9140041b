"""Giving a field a value that it had before: an ordinary change that says why."""

from __future__ import annotations

from typing import Any

from shapely.errors import ShapelyError

from geoapp.case.errors import CaseError
from geoapp.case.records import Draft, FieldChange, Key, from_json, to_json
from geoapp.case.view import CaseView
from geoapp.commands import edit

DELETED = "deleted"
_OF_A_TIE = frozenset({"attribute", "value", "rank", "from_table", "from_id", "to_table", "to_id"})
_TIES = ("claim", "link")
_UNFIT = (ValueError, KeyError, TypeError, ShapelyError)


def can_restore(view: CaseView, change: FieldChange) -> bool:
    """Whether the value that a change wrote is known, and not the one that is shown now.

    What a claim says and what a link ties are not restored by themselves: claims are adopted,
    links are made.
    """
    key, name = change.key, change.field
    if change.erased or key.table not in view.statements:
        return False
    if key.table in _TIES and name in _OF_A_TIE:
        return False
    record = view.record(key)
    if record is None:
        return False
    if name == DELETED:
        return record.deleted != bool(change.new)
    if record.deleted or name not in {field.name for field in view.statements[key.table]}:
        return False
    return bool(to_json(view.statements[key.table].field(name), record.values[name]) != change.new)


def restore_value(view: CaseView, key: Key, name: str, stored: Any, reason: str = "") -> Draft:
    """Give a field a value of before, in the ledger's form; for claimed fields by a claim.

    ``deleted`` is the mark of the whole row. CaseError if the row is gone, the value does not
    fit the field any more, or nothing would change.
    """
    if name == DELETED:
        act = edit.remove if stored else edit.restore
        return act(view, key, reason)
    try:
        value = from_json(view.statements[key.table].field(name), stored)
    except _UNFIT as error:
        raise CaseError("This value does not fit the field any more.") from error
    return edit.edit(view, key, {name: value}, reason)
