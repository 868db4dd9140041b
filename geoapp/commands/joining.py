"""Joining two rows that are one thing: all that is known of the one goes over to the other."""

from __future__ import annotations

from collections.abc import Iterator

from geoapp.case.errors import CaseError
from geoapp.case.records import Change, Draft, Key, Message, Record, Value, to_json
from geoapp.case.view import CaseView
from geoapp.commands.claims import new_claim
from geoapp.commands.link import Tie, tie_of
from layers.schema import FieldKind

_SUBJECTS = ("consent",)
"""Tables beside claims and links whose rows name what they are about."""


def join_rows(view: CaseView, keep: Key, other: Key, reason: str = "") -> Draft:
    """Everything of `other` as one entry to `keep`; `other` is marked as deleted.

    Its claims stand beside those of the row that stays, as open ones; what it holds and no
    claim says becomes a claim too, but where the row that stays holds nothing its value is
    adopted. Links, references and consents are turned to the row that stays. A link that
    would be there twice, or tie the row to itself, is marked as deleted.
    CaseError if a row is missing, or they are of different tables.
    """
    kept, gone = _row(view, keep), _row(view, other)
    if keep.table != other.table or keep == other:
        raise CaseError("Only two different things of one kind can be joined.")
    changes = (
        # Said again, so that a deletion of this row elsewhere cannot make both go unseen.
        Change(keep, {"code": kept.values.get("code")}),
        *_values(view, kept, gone),
        *_links(view, keep, other),
        *_references(view, keep, other),
        *_subjects(view, keep, other),
        Change(other, deleted=True),
    )
    message = Message(
        "join",
        {"table": keep.table, "id": str(keep.id), "to_table": other.table, "to_id": str(other.id)},
    )
    resolves = (f"alike:{keep.table}:{keep.id}:{other.id}",)
    return Draft("edit", message, changes, reason, resolves=resolves)


def _row(view: CaseView, key: Key) -> Record:
    record = view.record(key) if key.table in view.statements else None
    if record is None or record.deleted:
        raise CaseError("One of the two is not in this case any more.")
    return record


def _values(view: CaseView, kept: Record, gone: Record) -> Iterator[Change]:
    filled: dict[str, Value] = {}
    claims = view.claims(gone.key)
    said = {str(c.values["attribute"]) for c in claims if c.values["rank"] == "adopted"}
    for field in view.statements[kept.key.table]:
        value = gone.values.get(field.name)
        if value is None or to_json(field, value) == to_json(field, kept.values.get(field.name)):
            continue
        empty = kept.values.get(field.name) is None
        if empty:
            filled[field.name] = value
        if field.name not in said and (field.claimed or not empty):
            rank = "adopted" if empty else "open"
            yield new_claim(view, kept.key, field.name, value, basis="not stated", rank=rank)
    for claim in claims:
        adopted = claim.values["rank"] == "adopted"
        values: dict[str, Value] = {"subject": kept.key.id}
        if adopted and claim.values["attribute"] not in filled:
            values["rank"] = "open"
        yield Change(claim.key, values)
    if filled:
        yield Change(kept.key, filled)


def _links(view: CaseView, keep: Key, other: Key) -> Iterator[Change]:
    there = {_said(tie_of(link)) for link in view.links(keep)}
    for link in view.links(other):
        tie = tie_of(link)
        turned = _turned(tie, keep, other)
        if turned.start == turned.end or _said(turned) in there:
            yield Change(link.key, deleted=True)
            continue
        there.add(_said(turned))
        ends: dict[str, Value] = {"from_id": turned.start.id, "to_id": turned.end.id}
        yield Change(link.key, ends)


def _turned(tie: Tie, keep: Key, other: Key) -> Tie:
    start = keep if tie.start == other else tie.start
    end = keep if tie.end == other else tie.end
    return Tie(start, end, tie.role, tie.stance, tie.note, tie.passage, tie.certainty)


def _said(tie: Tie) -> tuple[object, ...]:
    """All that a link says; two that differ in a note are two."""
    return tie.start, tie.end, tie.role, tie.stance, tie.note, tie.passage, tie.certainty


def _references(view: CaseView, keep: Key, other: Key) -> Iterator[Change]:
    for record in view.referring(other):
        values: dict[str, Value] = {
            field.name: None if record.key == keep else keep.id
            for field in view.statements[record.key.table]
            if field.kind is FieldKind.REFERENCE
            and field.refers_to == other.table
            and record.values.get(field.name) == other.id
        }
        if record.key != other and values:
            yield Change(record.key, values)


def _subjects(view: CaseView, keep: Key, other: Key) -> Iterator[Change]:
    for table in _SUBJECTS:
        if table in view.statements:
            for record in view.records(table):
                about = record.values.get("subject_table"), record.values.get("subject")
                if about == (other.table, other.id):
                    yield Change(record.key, {"subject": keep.id})
