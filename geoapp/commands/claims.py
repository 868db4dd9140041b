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


def adopted_claims(
    view: CaseView, subject: Key, values: Mapping[str, Value], grounds: Mapping[str, Value]
) -> tuple[Change, ...]:
    """An adopted claim for each claimed field of a new row; `grounds` are claim fields."""
    table = view.statements[subject.table]
    return tuple(
        new_claim(view, subject, name, value, **{**grounds, "rank": "adopted"})
        for name, value in values.items()
        if table.field(name).claimed and value is not None
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


def add_adopted(
    view: CaseView, subject: Key, field: str, value: Value, reason: str = "", **details: Value
) -> Draft:
    """A new claim whose value is shown from now on; the earlier value stays beside it."""
    owner = view.record(subject)
    if owner is None or owner.deleted:
        raise CaseError("What this claim is about is not in the case.")
    rivals = [old for old in view.claims(subject) if old.values["attribute"] == field]
    details = {**details, "rank": "adopted", "reason": reason or None}
    changes = (
        Change(subject, {field: value}),
        new_claim(view, subject, field, value, **details),
        *_keep_earlier(view, owner, field, rivals),
    )
    message = Message("adopt", {"table": subject.table, "id": str(subject.id), "fields": field})
    return Draft("edit", message, changes, reason)


def set_rank(view: CaseView, claim: Key, rank: str, reason: str) -> Draft:
    """Set a claim aside, or open it again. What is adopted is changed by adopting another."""
    record = view.record(claim)
    if record is None or claim.table != "claim" or record.deleted:
        raise CaseError("There is no such claim in this case.")
    if "adopted" in (rank, record.values["rank"]):
        raise CaseError("What is shown is changed by adopting another claim.")
    message = Message("rank", {"table": "claim", "id": str(claim.id), "rank": rank})
    return Draft(
        "edit", message, (Change(claim, {"rank": rank, "reason": reason or None}),), reason
    )


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


def keep_earlier(view: CaseView, record: Record, field: str) -> Iterator[Change]:
    """What keeps a row's present value as an open claim when another one is adopted."""
    claims = [claim for claim in view.claims(record.key) if claim.values["attribute"] == field]
    return _keep_earlier(view, record, field, claims)
