"""Rows of a file as values of a table's fields, with all that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from geoapp.case.records import Value
from geoapp.exchange.cells import (
    CellError,
    convert,
    dated,
    is_empty,
    is_storable,
    words_of,
)
from geoapp.exchange.mapping import Target
from geoapp.exchange.positions import locate
from geoapp.exchange.rows import Listed, RowFile, SourceRow
from layers.date_words import is_first_of_january
from layers.schema import Field, FieldKind, GeometryKind, Table

Resolver = Callable[[Field, Mapping[str, Any], str], int | None]
"""Finds the id that a code stands for: field, the row's values so far, words."""


@dataclass(slots=True)
class TypedRow:
    """One row ready to be written. `values` has no empty fields; `cited` names its source."""

    line: int
    values: dict[str, Value]
    cited: str | None = None
    unlocated: str | None = None
    remarks: list[Listed] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The row's code, or an empty text."""
        return str(self.values.get("code") or "")


def points_to(table: Table, statement: Field, values: Mapping[str, Any]) -> str | None:
    """The table whose rows a field names: a reference, or a number beside a table's name.

    Links and claims hold pairs such as (from_table, from_id) and (subject_table, subject).
    """
    if statement.kind is FieldKind.REFERENCE:
        return statement.refers_to
    pair = pair_of(table, statement)
    return str(values.get(pair) or "") or None if pair else None


def pair_of(table: Table, statement: Field) -> str | None:
    """The field that holds the name of the table which a number field points into."""
    if statement.kind is not FieldKind.INTEGER:
        return None
    pair = f"{statement.name.removesuffix('_id')}_table"
    return pair if pair in {other.name for other in table} else None


def typed(
    table: Table,
    row: SourceRow,
    targets: Mapping[str, Target],
    resolve: Resolver,
    *,
    january_is_year: bool = False,
) -> TypedRow | Listed:
    """Read one row. A `Listed` is the reason why the row is refused."""
    if not all(is_storable(raw) for raw in row.cells.values()):
        return Listed(row.line, "it holds a zero byte or half a character")
    cells: dict[str, dict[str, Any]] = {}
    for column, target in targets.items():
        if column in row.cells and not is_empty(row.cells[column]):
            cells.setdefault(target.field, {})[target.part] = row.cells[column]
    made = TypedRow(row.line, {})
    cited = cells.get("source", {}).pop("cited", None)
    made.cited = words_of(cited) if cited is not None else None
    for statement in _pairs_last(table):
        parts = cells.get(statement.name, {})
        if statement.kind is FieldKind.POSITION:
            _put_position(table, row, parts, made)
        elif parts:
            _put(table, statement, parts, made, resolve, january_is_year)
    _keep_words(table, made)
    return made


def _pairs_last(table: Table) -> Iterator[Field]:
    """Fields in an order in which a table's name is known before the code that needs it."""
    yield from (f for f in table if pair_of(table, f) is None)
    yield from (f for f in table if pair_of(table, f) is not None)


def _put(
    table: Table,
    statement: Field,
    parts: Mapping[str, Any],
    made: TypedRow,
    resolve: Resolver,
    january_is_year: bool,
) -> None:
    raw = parts.get("")
    words = words_of(raw) if raw is not None else ""
    if statement.kind is FieldKind.DATE:
        first, last = (_bound(parts, names) for names in (("earliest", "from"), ("latest", "to")))
        if not words and not {"earliest", "latest"} & set(parts):
            # Bounds in a file from elsewhere are its own words for the date.
            words, first, last = f"{first}/{last}" if first != last else first, "", ""
        cell = dated(words, first, last, january_is_year=january_is_year)
        made.values[statement.name] = cell.value
        if cell.remark:
            made.remarks.append(Listed(made.line, cell.remark, statement.name, words))
    elif raw is None:
        return
    elif statement.name == "code":
        made.values["code"] = words.strip()
    elif points_to(table, statement, made.values) is not None:
        _put_reference(statement, words, made, resolve)
    else:
        _put_cell(statement, raw, made)


def _bound(parts: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((words_of(parts[name]).strip() for name in names if name in parts), "")


def _put_reference(statement: Field, words: str, made: TypedRow, resolve: Resolver) -> None:
    found = resolve(statement, made.values, words.strip())
    if found is not None:
        made.values[statement.name] = found
        return
    if statement.refers_to == "source":
        made.cited = words
    reason = "no row, or more than one, has this code; kept in the note"
    made.remarks.append(Listed(made.line, reason, statement.name, words))


def _put_cell(statement: Field, raw: Any, made: TypedRow) -> None:
    try:
        cell = convert(statement, raw)
    except CellError as error:
        reason = f"{error}; kept in the note"
        made.remarks.append(Listed(made.line, reason, statement.name, words_of(raw)))
        return
    made.values[statement.name] = cell.value
    if cell.remark:
        made.remarks.append(Listed(made.line, cell.remark, statement.name, words_of(raw)))


def _put_position(table: Table, row: SourceRow, parts: Mapping[str, Any], made: TypedRow) -> None:
    if table.geometry is GeometryKind.NONE:
        return
    located = locate(table.geometry, parts, row.geometry, row.trouble, row.printed)
    made.unlocated = located.unlocated
    if located.position is not None:
        made.values["geometry"] = located.position
    for part, words, reason in located.remarks:
        made.remarks.append(Listed(row.line, reason, part, words))


def _keep_words(table: Table, made: TypedRow) -> None:
    """Words that fit no field go into the note, so that they are in the case as well."""
    homeless = [
        f"{remark.field}: {remark.words}"
        for remark in made.remarks
        if remark.field not in made.values and remark.reason.endswith("kept in the note")
    ]
    homeless += [
        f"{remark.field}: {remark.words}" for remark in made.remarks if remark.field == "radius_m"
    ]
    claims = any(table.field(name).claimed for name in made.values)
    if made.cited and not claims and not any(made.cited in words for words in homeless):
        homeless.append(f"source: {made.cited}")
    if homeless and "note" in {statement.name for statement in table}:
        note = made.values.get("note")
        made.values["note"] = "\n".join([str(note)] * bool(note) + homeless)


def january_questions(
    table: Table, file: RowFile, targets: Mapping[str, Target]
) -> list[dict[str, Any]]:
    """Date columns of which at least half the dates are a 1 January."""
    dates = {statement.name for statement in table if statement.kind is FieldKind.DATE}
    questions = []
    for column, target in targets.items():
        if target.field not in dates:
            continue
        filled = [(row.line, row.cells.get(column)) for row in file.rows]
        given = [(line, words_of(raw)) for line, raw in filled if not is_empty(raw)]
        first = [line for line, words in given if is_first_of_january(words)]
        if target.part == "" and first and 2 * len(first) >= len(given):
            questions.append(
                {
                    "line": first[0],
                    "column": column,
                    "field": target.field,
                    "lines": first,
                    "dates": len(given),
                    "reason": f"{len(first)} of {len(given)} dates in “{column}” are a 1 January. "
                    "Do they mean the year? They are taken as that day unless you say so.",
                }
            )
    return questions
