"""Links: any thing to any thing, with a role, a stance and a note."""

from __future__ import annotations

from geoapp.case.errors import CaseError
from geoapp.case.records import Change, Draft, Key, Message, Record, Value, title
from geoapp.case.view import CaseView, other_end
from geoapp.commands.identity import new_key


def link(
    view: CaseView,
    start: Key,
    end: Key,
    role: str,
    *,
    stance: str | None = None,
    note: str | None = None,
    passage: int | None = None,
    certainty: str | None = None,
    reason: str = "",
) -> Draft:
    """Tie two rows together. CaseError if either is missing, or the same tie exists."""
    if start == end:
        raise CaseError("A thing cannot be linked to itself.")
    names = [_name(view, key) for key in (start, end)]
    if any(_same(old, start, end, role, passage) for old in view.links(start)):
        raise CaseError(f"“{names[0]}” and “{names[1]}” are already linked in this way.")
    values: dict[str, Value] = {
        "from_table": start.table,
        "from_id": start.id,
        "to_table": end.table,
        "to_id": end.id,
        "role": role,
        "stance": stance,
        "note": note,
        "passage": passage,
        "certainty": certainty,
    }
    message = Message(
        "link",
        {
            "table": start.table,
            "id": str(start.id),
            "to_table": end.table,
            "to_id": str(end.id),
            "role": role,
        },
    )
    filled = {name: value for name, value in values.items() if value is not None}
    return Draft("link", message, (Change(new_key("link"), filled),), reason)


def unlink(view: CaseView, key: Key, reason: str = "") -> Draft:
    """Mark a link as deleted."""
    record = view.record(key)
    if record is None or key.table != "link" or record.deleted:
        raise CaseError("There is no such link in this case.")
    message = Message("unlink", {"table": "link", "id": str(key.id)})
    return Draft("link", message, (Change(key, deleted=True),), reason)


def _same(old: Record, start: Key, end: Key, role: str, passage: int | None) -> bool:
    values = old.values
    same_ends = values["from_id"] == start.id and other_end(old, start) == end
    return same_ends and values["role"] == role and values["passage"] == passage


def _name(view: CaseView, key: Key) -> str:
    record = view.record(key) if key.table in view.statements else None
    if record is None or record.deleted:
        raise CaseError("One end of the link is not in this case.")
    return title(view.statements[key.table], record.values) or record.code
