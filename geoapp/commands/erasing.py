"""What to do when a witness withdraws: a list of everything that derives from what was said.

Nothing is destroyed here, and nothing will be that is not on the list. Each item says why
it is listed and on which row it hangs; a person goes through the list and confirms it.

*No new use*: consents are marked as revoked, which can be undone like any edit.
*Anonymise*: fields that may tell who it was are emptied in all of their history.
*Destroy*: testimony, interview, texts, passages, drawings, attachments, the claims made from
them and the links that say where they belong are destroyed for ever. What other people said,
or what the case itself holds, is listed but kept unless somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from geoapp.case.errors import CaseError
from geoapp.case.identity import new_key, next_code
from geoapp.case.records import Change, Draft, Key, Message, Value
from geoapp.case.view import CaseView
from geoapp.commands.deriving import Item, Walk
from geoapp.store.erasing import Erasure
from geoapp.store.traces import Traces
from layers.values import UncertainDate

SUBJECTS = ("person", "testimony", "interview", "sketch", "attachment")
"""Tables of what can be withdrawn."""


class Degree(StrEnum):
    """How far a withdrawal goes."""

    NO_NEW_USE = "no-new-use"
    ANONYMISE = "anonymise"
    DESTROY = "destroy"


Named = Key | tuple[Key, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a withdrawal would do. `consents`: those that are marked as revoked with it.

    `words`: the exact words of passages that are destroyed, to look for them elsewhere.
    `recipients`: to whom consents say that something went, or may have gone.
    """

    subject: Key
    degree: Degree
    items: tuple[Item, ...] = ()
    consents: tuple[Key, ...] = ()
    recipients: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def chosen(self, keep: Iterable[Named] = (), also: Iterable[Named] = ()) -> Plan:
        """The same with some items kept, and some done that are kept unless asked for.

        Named are rows, or one field of a row. CaseError for what is not on the list.
        """
        kept, added = frozenset(keep), frozenset(also)
        listed = {name for item in self.items for name in _names(item)}
        for key in sorted(str(name) for name in (kept | added) - listed):
            raise CaseError(f"{key} is not on the list; nothing was done.")
        return self.ticked(
            [
                (item.wanted or not added.isdisjoint(_names(item)))
                and kept.isdisjoint(_names(item))
                for item in self.items
            ]
        )

    def ticked(self, wanted: Sequence[bool]) -> Plan:
        """The same with what somebody ticked, item by item."""
        pairs = zip(self.items, wanted, strict=True)
        return replace(self, items=tuple(replace(item, wanted=tick) for item, tick in pairs))

    def erasures(self) -> list[Erasure]:
        """What the store is to destroy, each row once."""
        fields: dict[Key, frozenset[str]] = {}
        wanted = [item for item in self.items if item.wanted]
        for item in wanted:
            fields[item.key] = fields.get(item.key, frozenset()) | frozenset(item.fields)
        for item in wanted:
            if not item.fields:
                fields[item.key] = frozenset()
        return [Erasure(key, named) for key, named in fields.items()]


def _names(item: Item) -> set[Named]:
    """How an item can be named: by its row, or by its row and its only field."""
    return {item.key, *((item.key, name) for name in item.fields if len(item.fields) == 1)}


def check_subject(view: CaseView, subject: Key) -> None:
    """CaseError unless the row is one that can be withdrawn."""
    if subject.table not in SUBJECTS:
        raise CaseError(
            "Only a person, a testimony, an interview, a drawing or an attachment can be withdrawn."
        )
    if view.record(subject) is None:
        raise CaseError("There is no such row in this case.")


def no_new_use(view: CaseView, plan: Plan, today: date, reason: str = "") -> Draft:
    """Mark the consents as revoked, or enter that consent was withdrawn if there is none.

    CaseError if all of that is said already.
    """
    day = UncertainDate(today, today, today.isoformat())
    revoked: dict[str, Value] = {"state": "revoked", "revoked": day}
    held = [view.record(key) for key in plan.consents]
    given = [row for row in held if row is not None and row.values.get("state") != "revoked"]
    changes = [Change(row.key, revoked) for row in given]
    subject = plan.subject
    if not any(row is not None and _is_of(row.values, subject) for row in held):
        values: dict[str, Value] = {
            "code": next_code(view, "consent"),
            "subject_table": subject.table,
            "subject": subject.id,
            **revoked,
        }
        record = view.record(subject)
        if record is not None and record.values.get("fictional"):
            values["fictional"] = True
        changes.append(Change(new_key("consent"), values))
    if not changes:
        raise CaseError("Consent is marked as withdrawn already; nothing was changed.")
    rows = {"table": subject.table, "id": str(subject.id), "rows": str(len(changes))}
    return Draft("edit", Message("no new use", rows), tuple(changes), reason)


def _is_of(values: Mapping[str, Value], subject: Key) -> bool:
    return (values.get("subject_table"), values.get("subject")) == (subject.table, subject.id)


def plan(traces: Traces, subject: Key, degree: Degree) -> Plan:
    """The list for a withdrawal, with what is proposed for each item.

    A row may be on it twice, with different fields for different reasons.
    """
    walk = Walk(traces, subject)
    if degree is Degree.DESTROY:
        items = walk.destroyed()
    elif degree is Degree.ANONYMISE:
        items = walk.anonymised()
    else:
        items = ()
    words = walk.quotes() if degree is Degree.DESTROY else ()
    return Plan(subject, degree, items, walk.consents, walk.recipients(), words)
