"""Attachments: taking files in, the custody log that comes with them, redacted copies.

What is done to an attachment is told twice: by the ledger, and by rows of the custody log
that a person can read and print beside the thing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from geoapp.case.custody import TABLE
from geoapp.case.errors import CaseError
from geoapp.case.identity import free_codes, new_key
from geoapp.case.records import Change, Draft, Key, Message, Record, Value
from geoapp.case.view import CaseView
from geoapp.commands.link import Tie, create_and_link

ROLE = "attached to"


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a file once its content is in the case.

    `media_type` by its content; `original`: the physical original and where it lies.
    """

    sha256: str
    bytes: int
    media_type: str
    file_name: str = ""
    title: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A draft, and the attachments that it makes, in the order of the files."""

    draft: Draft
    keys: tuple[Key, ...]


def holder(view: CaseView, sha256: str) -> Record | None:
    """The attachment whose content has this hash; None if there is none."""
    same = [row for row in view.records("attachment") if row.values.get("sha256") == sha256]
    return min(same, key=lambda row: (row.code, row.key.id), default=None)


def take_in(
    view: CaseView, files: Sequence[Found], to: Key | None, by: str, reason: str = ""
) -> Made:
    """A new attachment for each file, attached to a row, with what happened in its custody log.

    One entry for all of them. Undoing it leaves the custody log as it is. CaseError if the
    row is missing, or if an attachment with the content of a file is there already.
    """
    codes = free_codes(view, "attachment")
    keys: list[Key] = []
    changes: list[Change] = []
    for found in files:
        if holder(view, found.sha256) is not None:
            raise CaseError("One of the files is an attachment of this case already.")
        key = new_key("attachment")
        ties = () if to is None else (Tie(key, to, ROLE),)
        values = {**_values(found), "code": next(codes)}
        changes += create_and_link(view, "attachment", values, ties, key).changes
        changes.append(_event(key, "taken in", by, found.sha256, reason))
        keys.append(key)
    message = _message("take in", keys[0], files=str(len(keys)))
    return Made(Draft("import", message, tuple(changes), reason), tuple(keys))


def redacted_copy(view: CaseView, original: Key, found: Found, by: str, reason: str = "") -> Made:
    """A new attachment that names the one it was redacted from. It carries no link of its own.

    CaseError if the file is the original unchanged, or is in the case already.
    """
    record = existing(view, original)
    same = holder(view, found.sha256)
    if same is not None and same.key == original:
        raise CaseError("This is the original itself: nothing in it was blacked out.")
    if same is not None:
        raise CaseError(f"This file is in the case already, as {same.code or same.key.id}.")
    key = new_key("attachment")
    values: dict[str, Value] = {
        **_values(found),
        "code": next(free_codes(view, "attachment")),
        "redaction_of": original.id,
        "fictional": record.values.get("fictional"),
    }
    changes = (
        Change(key, {name: value for name, value in values.items() if value is not None}),
        _event(original, "redacted", by, record.values.get("sha256"), reason),
        _event(key, "redacted", by, found.sha256, reason),
    )
    message = _message("redacted copy", original, copy=str(key.id))
    return Made(Draft("import", message, changes, reason), (key,))


def viewed(view: CaseView, attachment: Key, by: str) -> Draft:
    """An entry of the custody log: somebody looked at it."""
    return _custody(view, attachment, "viewed", "view attachment", by, "")


def taken_out(view: CaseView, attachment: Key, by: str, reason: str = "") -> Draft:
    """An entry of the custody log: a copy was written outside the case."""
    return _custody(view, attachment, "taken out", "take out", by, reason)


def copied(view: CaseView, attachments: Iterable[Key], by: str) -> tuple[Change, ...]:
    """Entries of the custody log: they went along in a field copy."""
    events = []
    for attachment in attachments:
        sha256 = existing(view, attachment).values.get("sha256")
        events.append(_event(attachment, "copied", by, sha256, ""))
    return tuple(events)


def _custody(
    view: CaseView, attachment: Key, kind: str, message: str, by: str, reason: str
) -> Draft:
    sha256 = existing(view, attachment).values.get("sha256")
    event = _event(attachment, kind, by, sha256, reason)
    return Draft("custody", _message(message, attachment), (event,), reason)


def existing(view: CaseView, attachment: Key) -> Record:
    """The row of an attachment. CaseError if there is none, or it is marked as deleted."""
    record = view.record(attachment) if attachment.table == "attachment" else None
    if record is None or record.deleted:
        raise CaseError("There is no such attachment in this case.")
    return record


def _values(found: Found) -> dict[str, Value]:
    values: dict[str, Value] = {
        "title": found.title,
        "file_name": found.file_name,
        "media_type": found.media_type,
        "bytes": found.bytes,
        "sha256": found.sha256,
        "physical_original": found.original,
    }
    return {name: value for name, value in values.items() if value != ""}


def _event(attachment: Key, kind: str, by: str, sha256: Value, note: str) -> Change:
    """It gets no code: nobody calls it by one, and two laptops would give the same ones."""
    values: dict[str, Value] = {
        "attachment": attachment.id,
        "kind": kind,
        "by": by,
        "utc": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "sha256": sha256,
        "note": note or None,
    }
    return Change(new_key(TABLE), {name: held for name, held in values.items() if held is not None})


def _message(id: str, attachment: Key, **more: str) -> Message:
    return Message(id, {"table": "attachment", "id": str(attachment.id), **more})
