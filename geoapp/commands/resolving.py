"""Deciding what people wrote side by side.

A field or a deletion is decided by an entry of kind ``resolve``, which knows all versions and
writes one value, whoever said it; no undo opens such a conflict again. Codes and rows that
look alike are decided by ordinary changes, which can be undone.
"""

from __future__ import annotations

from collections.abc import Iterator

from geoapp.case.conflicts import ALIKE, CODE, DELETED, FIELD, Conflict, Version
from geoapp.case.errors import CaseError
from geoapp.case.identity import free_codes
from geoapp.case.records import Change, Draft, Key, Message, Value, from_json, to_json
from geoapp.case.view import CaseView
from geoapp.commands.claims import new_claim
from geoapp.commands.joining import join_rows
from geoapp.commands.link import link

SAME, APART = "same as", "contradicts"


def take(view: CaseView, conflict: Conflict, version: Version, reason: str = "") -> Draft:
    """Decide for one side. Of rows with equal codes its row keeps the code; of rows that look
    alike its row takes the other one in. CaseError if the case has gone on since.
    """
    if conflict.kind == FIELD:
        field = view.statements[conflict.keys[0].table].field(str(conflict.field))
        return take_value(view, conflict, from_json(field, version.value), reason)
    if conflict.kind == DELETED:
        return _deletion(conflict, bool(version.value), reason)
    others = [key for key in conflict.keys if key.id != version.value]
    if conflict.kind == CODE:
        return new_codes(view, others, reason)
    return join(view, conflict, keep=Key(conflict.keys[0].table, version.value), reason=reason)


def take_value(view: CaseView, conflict: Conflict, value: Value, reason: str = "") -> Draft:
    """Decide a field for any value. The claims about it follow; none of them is lost."""
    if conflict.kind != FIELD or conflict.field is None:
        raise CaseError("Only what a field holds can be decided by another value.")
    key, name = conflict.keys[0], conflict.field
    record = view.record(key)
    if record is None:
        raise CaseError("There is no such row in this case.")
    changes = (Change(key, {name: value}), *_claims(view, key, name, value, reason))
    message = Message("resolve", {"table": key.table, "id": str(key.id), "fields": name})
    return Draft("resolve", message, changes, reason, resolves=(conflict.id,))


def _claims(view: CaseView, key: Key, name: str, value: Value, reason: str) -> Iterator[Change]:
    """What is shown is one adopted claim; the others of that field are open beside it."""
    field = view.statements[key.table].field(name)
    if not field.claimed or "claim" not in view.statements:
        return
    wanted = to_json(field, value)
    mine = [claim for claim in view.claims(key) if claim.values["attribute"] == name]
    fitting = [claim for claim in mine if claim.values["value"] == wanted]
    chosen = fitting[0] if fitting and value is not None else None
    for claim in mine:
        if claim is not chosen and claim.values["rank"] == "adopted":
            yield Change(claim.key, {"rank": "open"})
    if chosen is not None:
        if chosen.values["rank"] != "adopted":
            yield Change(chosen.key, {"rank": "adopted", "reason": reason or None})
    elif value is not None:
        details: dict[str, Value] = {"basis": "investigator", "reason": reason or None}
        yield new_claim(view, key, name, value, **{**details, "rank": "adopted"})


def _deletion(conflict: Conflict, deleted: bool, reason: str) -> Draft:
    key = conflict.keys[0]
    message = Message(
        "resolve deletion",
        {"table": key.table, "id": str(key.id), "deleted": "yes" if deleted else "no"},
    )
    change = Change(key, deleted=deleted)
    return Draft("resolve", message, (change,), reason, resolves=(conflict.id,))


def new_code(view: CaseView, conflict: Conflict, code: str, reason: str = "") -> Draft:
    """Give the later of two rows with the same code another one.

    CaseError if a row has that code already, or if the conflict is none of codes.
    """
    if conflict.kind != CODE:
        raise CaseError("A new code decides only between rows that have the same code.")
    code = code.strip()
    if not code or view.resolve(code):
        raise CaseError(f"“{code}” cannot be the new code: it is empty, or something has it.")
    if len(conflict.keys) > 2:
        raise CaseError(
            "More than two rows have this code. Say whose row keeps it; the others get free codes."
        )
    return _coded(conflict.keys[-1:], [code], reason)


def new_codes(view: CaseView, rows: list[Key], reason: str = "") -> Draft:
    """Give rows of one table the next free codes."""
    if not rows:
        raise CaseError("There is no other row that could get a new code.")
    free = free_codes(view, rows[0].table)
    return _coded(rows, [next(free) for _ in rows], reason)


def _coded(rows: list[Key] | tuple[Key, ...], codes: list[str], reason: str) -> Draft:
    message = Message("new code", {"table": rows[0].table, "id": str(rows[0].id)})
    changes = tuple(Change(key, {"code": code}) for key, code in zip(rows, codes, strict=True))
    return Draft("edit", message, changes, reason)


def join(view: CaseView, conflict: Conflict, *, keep: Key | None = None, reason: str = "") -> Draft:
    """Make two rows that look alike one; `keep` is the one that stays, else the earlier one."""
    if conflict.kind != ALIKE:
        raise CaseError("Only rows that look alike can be joined.")
    keep = keep or conflict.keys[0]
    other = next(key for key in conflict.keys if key != keep)
    return join_rows(view, keep, other, reason)


def not_the_same(view: CaseView, conflict: Conflict, reason: str = "") -> Draft:
    """Keep two rows that look alike apart: a link says that somebody looked at them."""
    if conflict.kind != ALIKE:
        raise CaseError("Only rows that look alike can be kept apart.")
    start, end = conflict.keys
    return link(view, start, end, SAME, stance=APART, reason=reason)
