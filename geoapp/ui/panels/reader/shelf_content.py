"""What the list of testimonies and accounts holds, read in one go. Knows no widgets."""

from __future__ import annotations

from dataclasses import dataclass

from geoapp.case.records import Key, Record
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.content import names
from geoapp.ui.panels.reader.spoken import READABLE
from geoapp.ui.phrases import date_in_words, excerpt
from layers.values import UncertainDate

FOUND = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One testimony or account: its title, what is known of it, and both for comparing."""

    key: Key
    title: str
    facts: str
    folded: str


def lines(view: CaseView, language: str, invented: str) -> tuple[Line, ...]:
    """All of them by code. `invented`: the word that marks a row as such."""
    found: list[Line] = []
    for table in READABLE:
        rows = view.records(table) if table in view.statements else []
        people = [Key("person", id) for row in rows if (id := _number(row, "witness"))]
        named = names(view, people, language)
        for row in sorted(rows, key=lambda row: (not row.code, row.code, row.key.id)):
            title, facts = _words(view, row, named, language, invented)
            found.append(Line(row.key, title, facts, f"{title} {facts}".casefold()))
    return tuple(found)


def _words(
    view: CaseView, row: Record, named: dict[Key, tuple[str, str]], language: str, invented: str
) -> tuple[str, str]:
    values = row.values
    told, witness = values.get("date_told"), _number(row, "witness")
    facts = (
        view.statements[row.key.table].label.in_language(language),
        named.get(Key("person", witness), ("", ""))[0] if witness else "",
        date_in_words(told) if isinstance(told, UncertainDate) else "",
        invented if values.get("fictional") else "",
        excerpt(str(values.get("summary") or ""), 120),
    )
    title = " · ".join(filter(None, (row.code, str(values.get("title") or ""))))
    return title, " · ".join(filter(None, facts))


def saying(view: CaseView, words: str) -> frozenset[Key]:
    """Those in whose texts the words were said."""
    hits = view.search(words, FOUND, [*READABLE, "transcript"])
    found = {hit.key for hit in hits if hit.key.table in READABLE}
    revisions = [hit.key.id for hit in hits if hit.key.table == "transcript"]
    for row in view.records("transcript", revisions):
        if id := _number(row, "testimony"):
            found.add(Key("testimony", id))
    return frozenset(found)


def _number(row: Record, name: str) -> int | None:
    value = row.values.get(name)
    return value if isinstance(value, int) else None
