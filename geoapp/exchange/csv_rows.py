"""Rows of a CSV file: commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections import Counter

from geoapp.case.errors import CaseError
from geoapp.exchange.rows import LONGEST_CELL, MOST_ROWS, Listed, SourceRow

Table = tuple[tuple[str, ...], list[SourceRow], list[Listed], list[Listed]]


def read_csv(text: str, name: str) -> Table:
    """Columns, rows, refused rows and remarks of a CSV text.

    A row with more cells than columns is refused, because nobody can tell which
    cell moved; one with fewer is kept and listed. CaseError with a line number
    for a broken file.
    """
    first, text_from = _delimiter_line(text)
    csv.field_size_limit(LONGEST_CELL)
    delimiter = first or _delimiter(text)
    stream = io.StringIO(text, newline="")
    stream.seek(text_from)
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    offset = 1 if text_from else 0
    found: Table = ((), [], [], [])
    columns: tuple[str, ...] = ()
    begun = offset + 1
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                pass
            elif not columns:
                columns = _columns(cells, found[3])
            else:
                _take(cells, columns, begun, found)
                _check_count(found, name)
            begun = offset + reader.line_num + 1
    except csv.Error as error:
        raise CaseError(f"“{name}” is broken at line {begun}: {_plainly(error)}") from None
    return columns, found[1], found[2], found[3]


def _plainly(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a cell is longer than {LONGEST_CELL:,} characters."
    if "end of data" in str(error):
        return "a quotation mark is opened and never closed."
    return f"{error}."


def _check_count(found: Table, name: str) -> None:
    if len(found[1]) + len(found[2]) > MOST_ROWS:
        raise CaseError(f"“{name}” has more than {MOST_ROWS:,} rows. Split it.")


def _take(cells: list[str], columns: tuple[str, ...], line: int, found: Table) -> None:
    _, rows, refused, remarks = found
    width = len(columns)
    if any(cell.strip() for cell in cells[width:]):
        refused.append(Listed(line, f"{len(cells)} cells, but the file has {width} columns"))
        return
    if len(cells) < width:
        reason = f"only {len(cells)} of {width} cells; the missing ones are taken as empty"
        remarks.append(Listed(line, reason))
    rows.append(SourceRow(line, dict(zip(columns, cells, strict=False))))


def _columns(cells: list[str], remarks: list[Listed]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    names = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {number}"
        seen[name] += 1
        if seen[name] > 1:
            remarks.append(Listed(1, f"the column “{name}” occurs twice; the first is used"))
            name = f"{name} ({seen[name]})"
        names.append(name)
    return tuple(names)


def _delimiter_line(text: str) -> tuple[str | None, int]:
    """What a first line such as ``sep=;`` says, as some spreadsheets write it."""
    line = text[:8].splitlines()[0] if text[:8] else ""
    if len(line) == 5 and line.startswith("sep="):
        end = text.index("\n") + 1 if "\n" in text else len(text)
        return line[4], end
    return None, 0


def _delimiter(text: str) -> str:
    """The one that gives the first line that holds anything the most cells."""
    head = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    counts = {mark: len(next(csv.reader([head], delimiter=mark), [])) for mark in ",;\t"}
    return max(counts, key=lambda mark: counts[mark])
