"""The ledger of a whole case as a list that is read page by page."""

from __future__ import annotations

from dataclasses import dataclass

from geoapp.case.records import Entry


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of an author, that touch a table, from and until a day (ISO, UTC, both
    inclusive); empty for all."""

    author: str = ""
    table: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry without its changes, which `CaseView.entry` reads.

    `rows` were touched by it; of so many changes `destroyed` lost their content, and
    `elsewhere` are not in this copy of the case, a field copy. `at` is where the entry stands.
    """

    entry: Entry
    at: tuple[int, str]
    rows: int
    destroyed: int
    elsewhere: int
