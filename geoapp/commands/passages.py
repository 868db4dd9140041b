"""Passages: marking them, placing them again, and claims that rest on them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from geoapp.case.errors import CaseError
from geoapp.case.passages import Stretch
from geoapp.case.records import Change, Draft, Key, Message, Record, Value
from geoapp.case.view import CaseView
from geoapp.commands.claims import keep_earlier, new_claim
from geoapp.commands.identity import new_key, next_code


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim to be made: about which field of which row, what, with which standing."""

    subject: Key
    field: str
    value: Value
    rank: str = "open"
    reason: str = ""
    details: Mapping[str, Value] = dataclasses.field(default_factory=dict)


def mark(
    view: CaseView,
    transcript: Key,
    start: int,
    end: int,
    label: str = "",
    basis: str | None = None,
) -> Draft:
    """A passage: code points `start` to `end` of one revision, with their exact words.

    CaseError for a stretch that is empty, blank or not within the revision.
    """
    change = _passage(view, transcript, Stretch(start, end), label, basis)
    return Draft("edit", _message("mark passage", change.key), (change,))


def describe(view: CaseView, passage: Key, label: str, basis: str | None) -> Draft:
    """Another margin label and basis of knowledge. CaseError if they are these already."""
    record = existing(view, passage, "passage")
    new: dict[str, Value] = {"label": label.strip() or None, "basis": basis}
    changed = {name: value for name, value in new.items() if record.values.get(name) != value}
    if not changed:
        raise CaseError("Nothing was changed: the passage has this label and basis already.")
    message = _message("edit", passage, fields=",".join(sorted(changed)))
    return Draft("edit", message, (Change(passage, changed),))


def place_again(
    view: CaseView, passage: Key, transcript: Key, start: int, end: int, reason: str = ""
) -> Draft:
    """Put a passage where a person says it belongs; its words are those that stand there.

    What it said before stays in the ledger. CaseError for a stretch that is empty or
    not within the revision, and for a revision of another testimony.
    """
    record = existing(view, passage, "passage")
    revision = existing(view, transcript, "transcript")
    testimony = _testimony_of(view, record)
    if testimony != revision.values.get("testimony"):
        raise CaseError("A passage stays with its testimony; this text belongs to another one.")
    values: dict[str, Value] = {
        "transcript": transcript.id,
        "start": start,
        "end": end,
        "quote": _words(revision, Stretch(start, end)),
        "to_be_placed": False,
    }
    return Draft("edit", _message("place passage", passage), (Change(passage, values),), reason)


def claim_from_passage(
    view: CaseView,
    passage: Key,
    subject: Key,
    field: str,
    value: Value,
    rank: str = "open",
    *,
    reason: str = "",
    **details: Value,
) -> Draft:
    """What a passage says of one field of a row, as a claim that rests on the passage.

    With ``rank="adopted"`` the row shows the value from now on. The claim has the
    passage's basis of knowledge unless `details` give another. CaseError if the row
    or the passage is missing, or the field is none that can be claimed.
    """
    record = existing(view, passage, "passage")
    wanted = Wanted(subject, field, value, rank, reason, details)
    changes = _claim(view, record.values.get("basis"), passage, wanted)
    return Draft("edit", _claim_message(wanted, passage), changes, reason)


def claim_from_words(
    view: CaseView, transcript: Key, stretch: Stretch, wanted: Wanted, basis: str | None = None
) -> Draft:
    """As `claim_from_passage`, for words that become a passage in the same step."""
    passage = _passage(view, transcript, stretch, "", basis)
    changes = _claim(view, basis, passage.key, wanted)
    return Draft("edit", _claim_message(wanted, passage.key), (passage, *changes), wanted.reason)


def existing(view: CaseView, key: Key, table: str) -> Record:
    """The row of that table. CaseError if there is none, or it is marked as deleted."""
    record = view.record(key) if key.table == table else None
    if record is None or record.deleted:
        raise CaseError(f"There is no such {view.statements[table].label.en.lower()} in this case.")
    return record


def _passage(
    view: CaseView, transcript: Key, stretch: Stretch, label: str, basis: str | None
) -> Change:
    revision = existing(view, transcript, "transcript")
    values: dict[str, Value] = {
        "code": next_code(view, "passage"),
        "testimony": revision.values.get("testimony"),
        "transcript": transcript.id,
        "start": stretch.start,
        "end": stretch.end,
        "quote": _words(revision, stretch),
        "label": label.strip() or None,
        "basis": basis,
        "to_be_placed": False,
        "fictional": revision.values.get("fictional"),
    }
    filled = {name: value for name, value in values.items() if value is not None}
    return Change(new_key("passage"), filled)


def _words(revision: Record, stretch: Stretch) -> str:
    try:
        words = stretch.words(str(revision.values.get("words") or ""))
    except ValueError:
        raise CaseError("Select the words of the passage first.") from None
    if not words.strip():
        raise CaseError("A passage needs words; only blanks are selected.")
    return words


def _testimony_of(view: CaseView, passage: Record) -> Value:
    """The testimony that a passage names, or the one its revision belongs to."""
    named, revision = passage.values.get("testimony"), passage.values.get("transcript")
    if named is not None or not isinstance(revision, int):
        return named
    held = view.record(Key("transcript", revision))
    return held.values.get("testimony") if held is not None else None


def _claim(
    view: CaseView,
    basis: Value,
    passage: Key,
    wanted: Wanted,
) -> tuple[Change, ...]:
    """The claim, and with it whatever adopting it changes."""
    subject, field = wanted.subject, wanted.field
    owner = existing(view, subject, subject.table) if subject.table in view.statements else None
    if owner is None:
        raise CaseError("There is no such row in this case.")
    stated = {f.name for f in view.statements[subject.table] if f.claimed}
    if field not in stated:
        raise CaseError(f"“{field}” is no field that anybody can claim something about.")
    if wanted.value is None:
        raise CaseError("Say what the passage claims; the value is empty.")
    details: dict[str, Value] = {"basis": basis, "rank": wanted.rank, **wanted.details}
    details |= {"passage": passage.id, "reason": wanted.reason or None}
    filled = {name: value for name, value in details.items() if value is not None}
    claim = new_claim(view, subject, field, wanted.value, **filled)
    if wanted.rank != "adopted":
        return (claim,)
    earlier = keep_earlier(view, owner, field)
    return Change(subject, {field: wanted.value}), claim, *earlier


def _claim_message(wanted: Wanted, passage: Key) -> Message:
    subject = wanted.subject
    return Message(
        "claim from passage",
        {
            "table": subject.table,
            "id": str(subject.id),
            "fields": wanted.field,
            "passage": str(passage.id),
        },
    )


def _message(id: str, key: Key, **more: str) -> Message:
    """Names rows by number only: a message outlives the erasure of what was said."""
    return Message(id, {"table": key.table, "id": str(key.id), **more})
