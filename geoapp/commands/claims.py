"""Claims: what somebody says of one field of one row, and which of them is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geoapp.case.errors import CaseError
from geoapp.case.records import Change, Draft, Key, Message, Record, Value, from_json, to_json
from geoapp.case.view import CaseView
from geoapp.commands.identity import new_key


def new_claim(view: CaseView, subject: Key, field: str, value: Value, **details: Value) -> Change:
    """The change that makes a claim about a field. `details` are fields of the claim table."""
    statement = view.statements[subject.table].field(field)
    values: dict[str, Value] = {
        "subject_table": subject.table,
        "subject": subject.id,
        "attribute": field,
        "value": to_json(statement, value),
        "rank": "open",
        **details,
    }
    return Change(new_key("claim"), values)


def claims_of_edit(
    view: CaseView, record: Record, new: Mapping[str, Value], reason: str
) -> Iterator[Change]:
    """The claims that an edit of claimed fields brings with it."""
    statement = view.statements[record.key.table]
    claims = view.claims(record.key)
    for name, value in new.items():
        if not statement.field(name).claimed:
            continue
        mine = [claim for claim in claims if claim.values["attribute"] == name]
        yield from _keep_earlier(view, record, name, mine)
        if value is not None:
            yield new_claim(
                view,
                record.key,
                name,
                value,
                basis="investigator",
                rank="adopted",
                reason=reason or None,
            )


def _keep_earlier(
    view: CaseView, record: Record, field: str, claims: list[Record]
) -> Iterator[Change]:
    adopted = [claim for claim in claims if claim.values["rank"] == "adopted"]
    for claim in adopted:
        yield Change(claim.key, {"rank": "open"})
    earlier = record.values.get(field)
    if not adopted and earlier is not None:
        yield new_claim(view, record.key, field, earlier, basis="not stated")


def add_claim(view: CaseView, subject: Key, field: str, value: Value, **details: Value) -> Draft:
    """A claim beside the others; with ``rank="adopted"`` use `adopt` afterwards instead."""
    change = new_claim(view, subject, field, value, **details)
    message = Message("claim", {"table": subject.table, "id": str(subject.id), "fields": field})
    return Draft("edit", message, (change,))


def adopt(view: CaseView, claim: Key, reason: str) -> Draft:
    """Show this claim's value from now on; the one shown before stays as an open claim."""
    record = view.record(claim)
    if record is None or claim.table != "claim" or record.deleted:
        raise CaseError("There is no such claim in this case.")
    subject = Key(str(record.values["subject_table"]), int(str(record.values["subject"])))
    owner = view.record(subject)
    if owner is None:
        raise CaseError("What this claim is about is no longer in the case.")
    field = str(record.values["attribute"])
    value = from_json(view.statements[subject.table].field(field), record.values["value"])
    rivals = [
        other
        for other in view.claims(subject)
        if other.values["attribute"] == field and other.key != claim
    ]
    changes = (
        Change(subject, {field: value}),
        Change(claim, {"rank": "adopted", "reason": reason or None}),
        *_keep_earlier(view, owner, field, rivals),
    )
    message = Message("adopt", {"table": subject.table, "id": str(subject.id), "fields": field})
    return Draft("edit", message, changes, reason)
