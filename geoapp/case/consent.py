"""Consent that was withdrawn: which rows derive from what a witness said, and may not leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geoapp.case.records import Key, Record
from geoapp.case.view import CaseView, other_end

DERIVED: Mapping[tuple[str, str], str] = {
    ("testimony", "witness"): "account of",
    ("interview", "witness"): "interview of",
    ("sketch", "witness"): "drawing of",
    ("sketch", "interview"): "drawing of",
    ("sketch", "replaces"): "drawing of",
    ("sketch", "attachment"): "drawn from",
    ("sketch_element", "sketch"): "element of",
    ("transcript", "testimony"): "text of",
    ("transcript", "replaces"): "text of",
    ("transcript", "translation_of"): "text of",
    ("passage", "testimony"): "passage of",
    ("passage", "transcript"): "passage of",
    ("claim", "passage"): "claim from",
    ("claim", "subject"): "claim about",
    ("link", "passage"): "link of",
    ("link", "from_id"): "link of",
    ("link", "to_id"): "link of",
    ("attachment", "redaction_of"): "redacted copy of",
    ("custody_event", "attachment"): "custody of",
}
"""Table and field by which a row derives from the one that the field names, and how."""

ACCOUNTS = ("testimony", "passage", "published_account", "interview", "sketch")
"""Tables of what somebody said or drew."""


def revoked(view: CaseView) -> frozenset[Key]:
    """What consent was withdrawn for: no consent for it is marked as given any more."""
    if "consent" not in view.statements:
        return frozenset()
    states: dict[Key, set[object]] = {}
    for consent in view.records("consent"):
        table, id = consent.values.get("subject_table"), consent.values.get("subject")
        if isinstance(table, str) and isinstance(id, int):
            states.setdefault(Key(table, id), set()).add(consent.values.get("state"))
    return frozenset(key for key, of in states.items() if "revoked" in of and "given" not in of)


def is_revoked(view: CaseView, record: Record) -> bool:
    """Whether consent was withdrawn for a row, or by the witness whom it names."""
    keys = [record.key]
    if isinstance(id := record.values.get("witness"), int):
        keys.append(Key("person", id))
    states = ({consent.values.get("state") for consent in view.consents(key)} for key in keys)
    return any("revoked" in of and "given" not in of for of in states)


def withheld(view: CaseView) -> frozenset[Key]:
    """The rows that may not leave the case: what consent was withdrawn for and what derives.

    An interview and a place are among them if every account that belongs to them is; an
    attachment, as soon as one thing is that it is attached to.
    """
    found: set[Key] = set(revoked(view))
    waiting = list(found)
    shared: dict[Key, None] = {}
    while waiting:
        key = waiting.pop()
        news = [*_naming(view, key), *_linked(view, key, shared)]
        record = view.record(key)
        if record is not None and isinstance(id := record.values.get("interview"), int):
            shared[Key("interview", id)] = None
        if record is not None and isinstance(id := record.values.get("attachment"), int):
            news.append(Key("attachment", id))
        if not waiting:
            news += [each for each in shared if each not in found and _alone(view, each, found)]
        fresh = [each for each in dict.fromkeys(news) if each not in found]
        found.update(fresh)
        waiting += fresh
    return frozenset(found)


def _naming(view: CaseView, key: Key) -> Iterator[Key]:
    for record in view.referring(key):
        for table, field in DERIVED:
            if record.key.table == table and record.values.get(field) == key.id:
                yield record.key
    yield from (claim.key for claim in view.claims(key))


def _linked(view: CaseView, key: Key, shared: dict[Key, None]) -> Iterator[Key]:
    for link in view.links(key):
        yield link.key
        end = other_end(link, key)
        if end.table == "attachment":
            yield end
        elif end.table == "place" and key.table in ACCOUNTS:
            shared[end] = None


def _alone(view: CaseView, key: Key, found: set[Key]) -> bool:
    """Whether every account that belongs to a row is among those found."""
    accounts = {other_end(link, key) for link in view.links(key)}
    accounts |= {record.key for record in view.referring(key)}
    return all(each in found for each in accounts if each.table in ACCOUNTS)
