"""Where words are read, and which passages speak of a row. Knows no widgets."""

from __future__ import annotations

from dataclasses import dataclass

from geoapp.case.records import Key, Record
from geoapp.case.view import CaseView, other_end
from geoapp.ui.panels.inspector.content import names, records

READABLE = ("testimony", "published_account")


def home_of(view: CaseView, key: Key) -> Key | None:
    """The testimony or account in which a row is to be read; None if in none."""
    if key.table in READABLE:
        return key
    record = view.record(key) if key.table in {"passage", "transcript"} else None
    if record is None:
        return None
    for name, table in (("testimony", "testimony"), ("account", "published_account")):
        if isinstance(id := record.values.get(name), int):
            return Key(table, id)
    revision = record.values.get("transcript")
    return home_of(view, Key("transcript", revision)) if isinstance(revision, int) else None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A passage that speaks of a row, with the testimony or account it stands in."""

    passage: Record
    home: Key
    home_code: str


def speaking_of(view: CaseView, key: Key, language: str) -> list[Spoken]:
    """The passages that lead to a row: by a link, or by a claim about it."""
    wanted: dict[Key, None] = {}
    for link in view.links(key):
        far = other_end(link, key)
        if far.table == "passage":
            wanted[far] = None
        if isinstance(id := link.values.get("passage"), int):
            wanted[Key("passage", id)] = None
    for claim in view.claims(key):
        if isinstance(id := claim.values.get("passage"), int):
            wanted[Key("passage", id)] = None
    found = [(row, home_of(view, row.key)) for row in records(view, wanted).values()]
    codes = names(view, [home for _, home in found if home is not None], language)
    spoken = [
        Spoken(row, home, codes[home][0] or codes[home][1])
        for row, home in found
        if home in codes and home is not None
    ]
    return sorted(spoken, key=lambda s: (s.home_code, _start(s.passage), s.passage.key.id))


def _start(passage: Record) -> int:
    start = passage.values.get("start")
    return start if isinstance(start, int) else 0
