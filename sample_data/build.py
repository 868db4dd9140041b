"""Builds the sample case, facts and the invented part, through the one way that changes a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geoapp.case.records import Change, Draft, Message, Value
from geoapp.case.tables import Statements
from geoapp.store import CaseFile
from layers.values import Position
from sample_data import border, folder, invented_case, rows

TITLE = "Published facts, and an invented case (fictional)"

FILES: Mapping[str, str] = {
    "source": "sources",
    "vocabulary": "vocabulary",
    "organisation": "organisations",
    "organisation_relation": "organisation_relations",
    "reference_line": "reference_lines",
    "facility": "facilities",
    "crossing": "crossings",
    "barrier": "barriers",
    "observation": "observations",
    "repatriation": "repatriations",
    "place": "places",
    "incident": "incidents",
    "act": "acts",
    "sea_arrival": "sea_arrivals",
    "figure": "figures",
    "published_account": "published_accounts",
}
"""The file of each table, in the order in which the ledger receives them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All rows of the fact files, with the number that each code stands for."""

    tables: Mapping[str, list[dict[str, str]]]
    claims: list[dict[str, str]]
    links: list[dict[str, str]]
    courses: Mapping[str, Position]
    codes: rows.Codes


def facts(data: Path) -> Facts:
    """Read every fact file below `data` and number the rows. ValueError for a code used twice."""
    tables = {table: rows.read(data / f"{name}.csv") for table, name in FILES.items()}
    codes = rows.Codes()
    for table, found in tables.items():
        for row in found:
            codes.make(table, row["code"])
    return Facts(
        tables,
        rows.read(data / "claims.csv"),
        rows.read(data / "links.csv"),
        _courses(data, tables),
        codes,
    )


def _courses(data: Path, tables: Mapping[str, list[dict[str, str]]]) -> dict[str, Position]:
    """What is drawn along the border line, by the code of its row."""
    parts = border.sections(data)
    line = border.whole(parts)
    found = {row["code"]: border.section_position(row, parts) for row in tables["reference_line"]}
    found |= {row["code"]: border.barrier_position(row, line) for row in tables["barrier"]}
    return found


def drafts(found: Facts, statements: Statements) -> Iterator[Draft]:
    """One entry of the ledger for each table, then the rival claims, then the links."""
    for table, listed in found.tables.items():
        changes: list[Change] = []
        for row in listed:
            key = found.codes[row["code"]]
            held = _values(table, row, found, statements)
            changes.append(Change(key, held))
            changes += rows.adopted_claims(statements[table], key, held, row, found.codes)
        yield _draft("import", table, len(listed), changes)
    rivals = [rows.stated_claim(row, statements, found.codes) for row in found.claims]
    yield _draft("import", "claim", len(rivals), rivals)
    links = [rows.stated_link(row, found.codes) for row in found.links]
    yield _draft("link", "link", len(links), links)


def _values(
    table: str, row: Mapping[str, str], found: Facts, statements: Statements
) -> dict[str, Value]:
    held = rows.values(statements[table], row, found.codes)
    course = found.courses.get(row["code"])
    return held if course is None else {**held, "geometry": course}


def _draft(kind: str, table: str, count: int, changes: list[Change]) -> Draft:
    return Draft(kind, Message("sample", {"table": table, "rows": str(count)}), tuple(changes))


def build(path: Path, author: str = "sample") -> None:
    """Make the sample case at `path`. CaseError when a file is there already."""
    statements = Statements()
    found = facts(folder() / "facts")
    made_up = invented_case.invented(folder() / "invented", found.codes)
    case = CaseFile.create(path, title=TITLE, author=author)
    try:
        for draft in (*drafts(found, statements), *invented_case.drafts(made_up, statements)):
            case.write(draft, author)
    finally:
        case.close()
