"""Transcripts: entering them, and correcting them by a new revision that passages follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geoapp.case.errors import CaseError
from geoapp.case.identity import free_codes
from geoapp.case.passages import Outcome, Placement, Stretch, follow
from geoapp.case.records import Change, Draft, Key, Message, Record, Value
from geoapp.case.view import CaseView
from geoapp.commands.identity import new_key, next_code
from geoapp.commands.passages import existing

_CARRIED = ("testimony", "translation_of", "language", "fictional", "note")


@dataclass(frozen=True, slots=True)
class Followed:
    """What a correction does to one passage."""

    passage: Record
    placement: Placement


def followed(view: CaseView, transcript: Key, new_words: str) -> list[Followed]:
    """What becomes of the passages of a revision, in the order in which they stand in it."""
    revision = existing(view, transcript, "transcript")
    old = str(revision.values.get("words") or "")
    passages = [
        row
        for row in view.referring(transcript)
        if row.key.table == "passage" and not row.values.get("to_be_placed")
    ]
    passages.sort(key=_order)
    sound = [row for row in passages if _stretch(row, old) is not None]
    stretches = [stretch for row in sound if (stretch := _stretch(row, old)) is not None]
    placed = dict(zip((row.key for row in sound), follow(old, new_words, stretches), strict=True))
    lost = Placement(Outcome.ABSENT, None)
    return [Followed(row, placed.get(row.key, lost)) for row in passages]


def _order(passage: Record) -> tuple[int, int]:
    start = passage.values.get("start")
    return start if isinstance(start, int) else -1, passage.key.id


def _stretch(passage: Record, words: str) -> Stretch | None:
    """Where a passage stands; None if its revision does not hold its words there."""
    start, end = passage.values.get("start"), passage.values.get("end")
    if not (isinstance(start, int) and isinstance(end, int)):
        return None
    try:
        held = Stretch(start, end).words(words)
    except ValueError:
        return None
    return Stretch(start, end) if held == passage.values.get("quote") else None


def correct_transcript(
    view: CaseView, transcript: Key, new_words: str, reason: str, made_by: str | None = None
) -> Draft:
    """A new revision beside the old one, which stays as it is.

    Passages follow to the very same words; the others are to be placed again and keep
    pointing at the revision they were marked in. CaseError without a reason, without a
    difference, and for a revision that another one replaces already.
    """
    old = existing(view, transcript, "transcript")
    if not reason.strip():
        raise CaseError("Say why the transcript is corrected.")
    if not new_words.strip():
        raise CaseError("A transcript cannot be empty.")
    if new_words == old.values.get("words"):
        raise CaseError("Nothing was changed: the words are the same.")
    if any(row.values.get("replaces") == transcript.id for row in _revisions(view, transcript)):
        raise CaseError("This revision was corrected already; correct the newest one.")
    revision = _next_revision(view, old, new_words, reason, made_by)
    passages = followed(view, transcript, new_words)
    changes = [_moved(passage, revision.key) for passage in passages]
    lost = sum(passage.placement.stretch is None for passage in passages)
    parameters = {
        "table": "transcript",
        "id": str(revision.key.id),
        "follow": str(len(passages) - lost),
        "lost": str(lost),
    }
    message = Message("correct transcript", parameters)
    return Draft("edit", message, (revision, *changes), reason)


def _revisions(view: CaseView, transcript: Key) -> list[Record]:
    return [row for row in view.referring(transcript) if row.key.table == "transcript"]


def _next_revision(
    view: CaseView, old: Record, words: str, reason: str, made_by: str | None
) -> Change:
    number = old.values.get("revision")
    values: dict[str, Value] = {name: old.values.get(name) for name in _CARRIED}
    values |= {
        "code": next_code(view, "transcript"),
        "revision": (number if isinstance(number, int) else 1) + 1,
        "replaces": old.key.id,
        "made_by": made_by or None,
        "reason": reason.strip(),
        "words": words,
    }
    return Change(new_key("transcript"), _filled(values))


def _moved(followed: Followed, revision: Key) -> Change:
    stretch = followed.placement.stretch
    if stretch is None:
        return Change(followed.passage.key, {"to_be_placed": True})
    return Change(
        followed.passage.key,
        {"transcript": revision.id, "start": stretch.start, "end": stretch.end},
    )


def new_testimony(
    view: CaseView,
    values: Mapping[str, Value],
    words: str,
    *,
    made_by: str | None = None,
    translation: str = "",
    translation_language: str | None = None,
) -> Draft:
    """A testimony with the first revision of its text, and of a translation if one is given.

    `values` are fields of the testimony table; it gets the next free code unless they
    hold one. CaseError if there are no words.
    """
    testimony = new_key("testimony")
    fields = {**values, "code": values.get("code") or next_code(view, "testimony")}
    of_case = Change(testimony, _filled(fields))
    shared = {"testimony": testimony.id, "made_by": made_by, "fictional": values.get("fictional")}
    codes = _codes(view, 2)
    text = _text({**shared, "code": codes[0], "language": values.get("language")}, words)
    changes = [of_case, text]
    if translation.strip():
        more = {"language": translation_language, "translation_of": text.key.id}
        changes.append(_text({**shared, **more, "code": codes[1]}, translation))
    message = Message("new testimony", {"table": "testimony", "id": str(testimony.id)})
    return Draft("edit", message, tuple(changes))


def new_transcript(
    view: CaseView,
    testimony: Key,
    words: str,
    *,
    language: str | None = None,
    translation_of: Key | None = None,
    made_by: str | None = None,
) -> Draft:
    """The first revision of a further text of a testimony, such as a translation."""
    record = existing(view, testimony, "testimony")
    if translation_of is not None:
        original = existing(view, translation_of, "transcript")
        if original.values.get("testimony") != testimony.id:
            raise CaseError("A translation belongs to the testimony of its original.")
    values: dict[str, Value] = {
        "code": next_code(view, "transcript"),
        "testimony": testimony.id,
        "translation_of": translation_of.id if translation_of else None,
        "language": language,
        "made_by": made_by,
        "fictional": record.values.get("fictional"),
    }
    change = _text(values, words)
    message = Message("new transcript", {"table": "transcript", "id": str(change.key.id)})
    return Draft("edit", message, (change,))


def _text(values: Mapping[str, Value], words: str) -> Change:
    if not words.strip():
        raise CaseError("Enter the words first; a transcript cannot be empty.")
    return Change(new_key("transcript"), _filled({**values, "revision": 1, "words": words}))


def _codes(view: CaseView, count: int) -> list[str]:
    codes = free_codes(view, "transcript")
    return [next(codes) for _ in range(count)]


def _filled(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None and value != ""}
