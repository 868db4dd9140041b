"""Links: any thing to any thing, with a role, a stance and a note.

The number of a link follows from what it ties together, so that the same link made on two
machines is one link when they meet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geoapp.case.errors import CaseError
from geoapp.case.identity import key_said_by
from geoapp.case.records import Change, Draft, Key, Message, Record, Value, title
from geoapp.case.view import CaseView
from geoapp.commands.claims import adopted_claims
from geoapp.commands.identity import next_code

CHANGEABLE = ("role", "stance", "note", "passage", "certainty")
"""What can be changed of a link; its ends can only be turned."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A link that is wanted. `passage`: the id of the passage in which it is said."""

    start: Key
    end: Key
    role: str
    stance: str | None = None
    note: str | None = None
    passage: int | None = None
    certainty: str | None = None

    @property
    def turned(self) -> Tie:
        """The same the other way round."""
        return replace(self, start=self.end, end=self.start)


@dataclass(frozen=True, slots=True)
class Ties:
    """The draft of several links, and those that were left out as they exist already."""

    draft: Draft
    already: tuple[Tie, ...]


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
    tie = Tie(start, end, role, stance, note, passage, certainty)
    names = _check(view, tie)
    if exists(view, tie):
        raise CaseError(f"“{names[0]}” and “{names[1]}” are already linked in this way.")
    return Draft("link", _message(tie), (_change(view, tie),), reason)


def link_many(view: CaseView, ties: Sequence[Tie], reason: str = "") -> Ties:
    """Several links as one entry, so that one undo takes them all back.

    Ties that exist, or are asked for twice, are left out and named in the answer.
    CaseError if an end is missing, or if nothing is left to do.
    """
    wanted: list[Tie] = []
    already: list[Tie] = []
    for tie in ties:
        _check(view, tie)
        known = exists(view, tie) or any(_alike(tie, other) for other in wanted)
        (already if known else wanted).append(tie)
    if not wanted:
        raise CaseError(_all_exist(view, ties))
    changes = tuple(_change(view, tie) for tie in wanted)
    message = _message(wanted[0])
    if len(wanted) > 1:
        message = Message("link many", {"links": str(len(wanted))})
    return Ties(Draft("link", message, changes, reason), tuple(already))


def create_and_link(
    view: CaseView,
    table: str,
    values: Mapping[str, Value],
    ties: Sequence[Tie],
    new: Key,
    *,
    grounds: Mapping[str, Value] | None = None,
    reason: str = "",
) -> Draft:
    """A new row together with the links that end at it, as one entry.

    `new` is the number the row shall get (`new_key`), so that the ties can name it.
    `grounds` are fields of the claim table, such as basis, passage or source: with
    them every claimed field that has a value gets its adopted claim.
    CaseError for an unknown table or field, or if another end is missing.
    """
    if table not in view.statements:
        raise CaseError(f"This case has no table named “{table}”.")
    statement = view.statements[table]
    known = {field.name for field in statement}
    for name in values:
        if name not in known:
            raise CaseError(f"“{table}” has no field named “{name}”.")
    filled = {name: value for name, value in values.items() if value is not None}
    filled["code"] = filled.get("code") or next_code(view, table)
    for tie in ties:
        other = tie.end if tie.start == new else tie.start
        if other == new:
            raise CaseError("A thing cannot be linked to itself.")
        _name(view, other)
    claims = adopted_claims(view, new, filled, grounds) if grounds else ()
    message = Message(
        "create and link", {"table": table, "id": str(new.id), "links": str(len(ties))}
    )
    changes = (Change(new, filled), *claims, *(_change(view, tie) for tie in ties))
    return Draft("link", message, changes, reason)


def change_link(view: CaseView, key: Key, values: Mapping[str, Value], reason: str = "") -> Draft:
    """New role, stance, note, passage or certainty of a link.

    CaseError if there is no such link, nothing would change, or it would become the
    same as another one.
    """
    old = _existing(view, key)
    for name in values:
        if name not in CHANGEABLE:
            raise CaseError(f"“{name}” of a link cannot be changed.")
    new = {name: value for name, value in values.items() if old.values.get(name) != value}
    if not new:
        raise CaseError("Nothing was changed: the link already says this.")
    if not {**old.values, **new}.get("role"):
        raise CaseError("A link needs a role: say how the two belong together.")
    _refuse_twin(view, key, tie_of(replace(old, values={**old.values, **new})))
    message = Message(
        "change link", {"table": "link", "id": str(key.id), "fields": ",".join(sorted(new))}
    )
    return Draft("link", message, (Change(key, new),), reason)


def turn(view: CaseView, key: Key, reason: str = "") -> Draft:
    """Swap the ends of a link. CaseError if the turned link exists already."""
    tie = tie_of(_existing(view, key)).turned
    _refuse_twin(view, key, tie)
    message = Message("turn link", {"table": "link", "id": str(key.id)})
    return Draft("link", message, (Change(key, _ends(tie)),), reason)


def unlink(view: CaseView, key: Key, reason: str = "") -> Draft:
    """Mark a link as deleted."""
    _existing(view, key)
    message = Message("unlink", {"table": "link", "id": str(key.id)})
    return Draft("link", message, (Change(key, deleted=True),), reason)


def tie_of(record: Record) -> Tie:
    """What a row of the link table ties together."""
    values = record.values
    passage = values.get("passage")
    return Tie(
        Key(str(values["from_table"]), int(str(values["from_id"]))),
        Key(str(values["to_table"]), int(str(values["to_id"]))),
        str(values.get("role") or ""),
        _text(values.get("stance")),
        _text(values.get("note")),
        passage if isinstance(passage, int) else None,
        _text(values.get("certainty")),
    )


def exists(view: CaseView, tie: Tie) -> bool:
    """Whether the case holds this tie: same ends, way, role and passage."""
    return any(_alike(tie_of(old), tie) for old in view.links(tie.start))


def _alike(one: Tie, other: Tie) -> bool:
    same_ends = (one.start, one.end) == (other.start, other.end)
    return same_ends and (one.role, one.passage) == (other.role, other.passage)


def _refuse_twin(view: CaseView, key: Key, tie: Tie) -> None:
    others = [old for old in view.links(tie.start) if old.key != key]
    if any(_alike(tie_of(old), tie) for old in others):
        raise CaseError("Another link between the two already says this.")


def _all_exist(view: CaseView, ties: Sequence[Tie]) -> str:
    if not ties:
        return "Nothing was chosen to link to."
    if len(ties) > 1:
        return "All of these are already linked in this way."
    names = (_name(view, ties[0].start), _name(view, ties[0].end))
    return f"“{names[0]}” and “{names[1]}” are already linked in this way."


def _check(view: CaseView, tie: Tie) -> tuple[str, str]:
    if tie.start == tie.end:
        raise CaseError("A thing cannot be linked to itself.")
    return _name(view, tie.start), _name(view, tie.end)


def _change(view: CaseView, tie: Tie) -> Change:
    """The link made, or taken back if it was removed before."""
    values: dict[str, Value] = {
        **_ends(tie),
        "role": tie.role,
        "stance": tie.stance,
        "note": tie.note,
        "passage": tie.passage,
        "certainty": tie.certainty,
    }
    for key in _keys(tie):
        old = view.record(key)
        if old is None:
            break
        if old.deleted and _ties(old) and _alike(tie_of(old), tie):
            return Change(key, values, deleted=False)
    return Change(key, {name: value for name, value in values.items() if value is not None})


def _keys(tie: Tie) -> Iterator[Key]:
    """The numbers a link may have: the first, and others in case it became another link since."""
    said = [
        [tie.start.table, tie.start.id],
        [tie.end.table, tie.end.id],
        tie.role,
        tie.passage,
    ]
    number = 0
    while True:
        words = json.dumps([*said, number], ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield key_said_by("link", b"geoapp link" + words)
        number += 1


def _ties(record: Record) -> bool:
    """Whether a row of the link table names two ends."""
    ends = (record.values.get(name) for name in ("from_table", "from_id", "to_table", "to_id"))
    return all(end is not None for end in ends)


def _ends(tie: Tie) -> dict[str, Value]:
    return {
        "from_table": tie.start.table,
        "from_id": tie.start.id,
        "to_table": tie.end.table,
        "to_id": tie.end.id,
    }


def _message(tie: Tie) -> Message:
    """Names rows by number only: a message outlives erasure."""
    return Message(
        "link",
        {
            "table": tie.start.table,
            "id": str(tie.start.id),
            "to_table": tie.end.table,
            "to_id": str(tie.end.id),
            "role": tie.role,
        },
    )


def _existing(view: CaseView, key: Key) -> Record:
    record = view.record(key) if key.table == "link" else None
    if record is None or record.deleted:
        raise CaseError("There is no such link in this case.")
    return record


def _text(value: Value) -> str | None:
    return None if value in (None, "") else str(value)


def _name(view: CaseView, key: Key) -> str:
    record = view.record(key) if key.table in view.statements else None
    if record is None or record.deleted:
        raise CaseError("One end of the link is not in this case.")
    return title(view.statements[key.table], record.values) or record.code
