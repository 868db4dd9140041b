"""What an import would do to a case: the draft of its changes, and the report on every row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geoapp.case.custody import check_by_hand
from geoapp.case.errors import CaseError
from geoapp.case.identity import free_codes, key_said_by, new_key
from geoapp.case.records import Change, Draft, Key, Message, Record, Value, from_json, to_json
from geoapp.case.view import CaseView
from geoapp.exchange.cells import words_of
from geoapp.exchange.mapping import Target, targets
from geoapp.exchange.positions import NO_COORDINATE
from geoapp.exchange.report import Differing, Report
from geoapp.exchange.rows import Listed, RowFile
from geoapp.exchange.sameness import same
from geoapp.exchange.typed_rows import TypedRow, january_questions, points_to, typed
from layers.schema import Field, Table


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """`draft` is None when the import would change nothing."""

    draft: Draft | None
    report: Report


def plan_import(
    view: CaseView,
    table: str,
    file: RowFile,
    *,
    update: bool = False,
    mapping: Mapping[str, str] | None = None,
    january_is_year: bool = False,
) -> ImportPlan:
    """Compare a file with a case. Nothing is written.

    A row with a new code, or none, is added, each of its claimed fields with an
    adopted claim that names the file. A row whose code exists gives open claims
    where it differs, or, with `update`, adopts them; a field that is no claim and
    still empty is filled. CaseError for an unknown table, a wrong mapping, or an
    audience that may not see the whole case.
    """
    if table not in view.statements:
        raise CaseError(f"This case has no table named “{table}”.")
    if view.audience != "internal":
        raise CaseError("Only someone who sees the whole case can import into it.")
    check_by_hand(table, ())
    return _Importer(view, view.statements[table], file, update).plan(mapping, january_is_year)


class _Importer:
    """One import while it is planned."""

    def __init__(self, view: CaseView, table: Table, file: RowFile, update: bool) -> None:
        self._view, self._table, self._file, self._update = view, table, file, update
        self._report = Report(file, table.name)
        self._values: dict[Key, dict[str, Value]] = {}
        self._claims: dict[Key, list[Record]] = {}
        self._by_code: dict[str, list[Key]] = {}
        self._seen: set[Key] = set()
        self._made: dict[tuple[Key, str], list[Record]] = {}
        self._changes: dict[Key, dict[str, Value]] = {}
        self._resolved: dict[tuple[str, str], int | None] = {}
        self._codes = free_codes(view, table.name)
        self._known = self._known_source()
        coming = key_said_by("source", self._words())
        self._first = self._known is None and view.record(coming) is None
        self._source = self._known or (coming if self._first else new_key("source"))

    def _words(self, *said: str | int) -> bytes:
        told = ["geoapp import", self._file.sha256, self._table.name, *said]
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")

    def _new_key(self, table: str, *said: str | int) -> Key:
        """The number of a new row, from the file and the line that it comes from.

        So two laptops that take in the same file make the same rows. Where it was taken in
        before, a new row is another one than whatever became of those.
        """
        key = key_said_by(table, self._words(table, *said))
        return key if self._first and key not in self._changes else new_key(table)

    def _known_source(self) -> Key | None:
        """The row that an earlier import of the same bytes into the same table made."""
        for record in self._view.records("source"):
            if record.values.get("sha256") == self._file.sha256 and record.values.get(
                "read_via"
            ) == _read_via(self._table):
                return record.key
        return None

    def plan(self, mapping: Mapping[str, str] | None, january_is_year: bool) -> ImportPlan:
        report, file = self._report, self._file
        columns = targets(self._table, file.columns, mapping)
        if not columns and not any(row.geometry is not None for row in file.rows):
            raise CaseError(
                f"No column of “{file.name}” is known to “{self._table.name}”. "
                "Say with a mapping which column is which field."
            )
        report.same_file = self._known is not None
        report.ignored_columns = [name for name in file.columns if name not in columns]
        report.read = len(file.rows) + len(file.refused)
        report.refused += file.refused
        report.kept += file.remarks
        report.questions = [] if january_is_year else january_questions(self._table, file, columns)
        self._read_case(columns)
        for row in file.rows:
            made = typed(self._table, row, columns, self._resolve, january_is_year=january_is_year)
            self._take(made)
        report.refused.sort(key=lambda listed: listed.line)
        return ImportPlan(self._draft(), report)

    def _read_case(self, columns: Mapping[str, Target]) -> None:
        """Rows of the case by code, and the codes that this file will add."""
        for record in self._view.records(self._table.name):
            self._values[record.key] = dict(record.values)
            if record.code:
                self._by_code.setdefault(record.code, []).append(record.key)
        column = next((name for name, to in columns.items() if to.field == "code"), None)
        for row in self._file.rows if column is not None else ():
            raw = row.cells.get(str(column))
            code = words_of(raw).strip() if raw is not None else ""
            if code and code not in self._by_code:
                self._by_code[code] = [self._new_key(self._table.name, "code", code)]

    def _resolve(self, statement: Field, values: Mapping[str, Any], words: str) -> int | None:
        table = points_to(self._table, statement, values)
        if table is None or table not in self._view.statements:
            return None
        if (table, words) not in self._resolved:
            self._resolved[table, words] = self._look_up(table, words)
        return self._resolved[table, words]

    def _look_up(self, table: str, words: str) -> int | None:
        if table == self._table.name and words in self._by_code:
            keys = self._by_code[words]
        else:
            keys = [k for k in self._view.resolve(words.removeprefix("#")) if k.table == table]
        return keys[0].id if len(keys) == 1 else None

    def _take(self, made: TypedRow | Listed) -> None:
        if isinstance(made, Listed):
            self._report.refused.append(made)
            return
        keys = self._by_code.get(made.code, []) if made.code else []
        if not made.values:
            self._report.refused.append(Listed(made.line, "no field of the layer is filled"))
        elif len(keys) > 1:
            reason = f"several rows of the case have the code “{made.code}”"
            self._report.refused.append(Listed(made.line, reason))
        elif not made.code and self._known is not None:
            self._report.already += 1
        else:
            exists = bool(keys) and keys[0] in self._values
            self._note(made, exists)
            if exists:
                self._compare(keys[0], made)
            else:
                self._add(
                    keys[0] if keys else self._new_key(self._table.name, "line", made.line), made
                )

    def _note(self, made: TypedRow, exists: bool) -> None:
        self._report.kept += made.remarks
        # A file that only adds to rows of the case need not say again where they are.
        if made.unlocated and not (exists and made.unlocated == NO_COORDINATE):
            self._report.unlocated.append(Listed(made.line, made.unlocated))

    def _add(self, key: Key, made: TypedRow) -> None:
        self._report.added += 1
        made.values.setdefault("code", self._free_code())
        self._values[key] = dict(made.values)
        self._claims[key] = []
        self._seen.add(key)
        self._changes[key] = dict(made.values)
        for name, value in made.values.items():
            if self._table.field(name).claimed:
                self._claim(key, name, value, made, "adopted")

    def _free_code(self) -> str:
        return next(code for code in self._codes if code not in self._by_code)

    def _compare(self, key: Key, made: TypedRow) -> None:
        current = self._values[key]
        counted = len(self._changes)
        filled = rivals = 0
        for name, value in made.values.items():
            if name == "code" or same(value, current.get(name)):
                continue
            if current.get(name) is None and not self._table.field(name).claimed:
                self._set(key, name, value)
                filled += 1
            elif self._update and key not in self._seen:
                filled += self._adopt(key, name, value, made)
            else:
                rivals += self._add_rival(key, name, value, made)
        self._seen.add(key)
        self._report.claims += rivals
        if rivals:
            self._report.rival += 1
        elif filled or len(self._changes) > counted:
            self._report.updated += 1
        else:
            self._report.already += 1

    def _set(self, key: Key, name: str, value: Value) -> None:
        self._values[key][name] = value
        self._changes.setdefault(key, {})[name] = value

    def _add_rival(self, key: Key, name: str, value: Value, row: TypedRow) -> int:
        """An open claim, unless this very file has claimed the same before."""
        if any(same(value, self._value_of(key, name, c)) for c in self._from_here(key, name)):
            return 0
        self._claim(key, name, value, row, "open")
        stated, ours = self._table.field(name), self._values[key].get(name)
        self._report.differing.append(Differing(row.line, row.code, stated, ours, value))
        return 1

    def _adopt(self, key: Key, name: str, value: Value, row: TypedRow) -> int:
        claims = [c for c in self._claims_of(key) if c.values["attribute"] == name]
        for claim in claims:
            if claim.values["rank"] == "adopted":
                self._changes.setdefault(claim.key, {})["rank"] = "open"
        before = self._values[key].get(name)
        if before is not None and not any(c.values["rank"] == "adopted" for c in claims):
            self._claim(key, name, before, None, "open")
        mine = [c for c in claims if same(value, self._value_of(key, name, c))]
        mine = [c for c in mine if c.values["source"] == self._source.id]
        if mine:
            self._changes.setdefault(mine[0].key, {})["rank"] = "adopted"
        else:
            self._claim(key, name, value, row, "adopted")
        self._set(key, name, value)
        return 1

    def _claims_of(self, key: Key) -> list[Record]:
        if key not in self._claims:
            self._claims[key] = self._view.claims(key)
        return self._claims[key]

    def _from_here(self, key: Key, name: str) -> Iterator[Record]:
        """Claims that this file has made of a field, in an earlier import or in this one."""
        for claim in self._claims_of(key):
            if claim.values["attribute"] == name and claim.values["source"] == self._source.id:
                yield claim
        yield from self._made.get((key, name), [])

    def _value_of(self, key: Key, name: str, claim: Record) -> Value:
        try:
            return from_json(self._table.field(name), claim.values["value"])
        except (ValueError, KeyError, TypeError):
            return None

    def _claim(self, key: Key, name: str, value: Value, row: TypedRow | None, rank: str) -> None:
        """A claim of this file; without a row, what the case showed before, by nobody named."""
        claim = self._new_key(
            "claim", key.id, name, rank, row.line if row is not None else "before"
        )
        values: dict[str, Value] = {
            "subject_table": key.table,
            "subject": key.id,
            "attribute": name,
            "value": to_json(self._table.field(name), value),
            "basis": "not stated",
            "rank": rank,
        }
        if row is not None:
            words = f"; {row.cited}" if row.cited else ""
            values |= {"source": self._source.id, "cited": f"line {row.line}{words}"}
        self._changes[claim] = values
        if row is not None:
            self._made.setdefault((key, name), []).append(Record(claim, values))

    def _source_code(self) -> str:
        """A code from the file's content, so that it cannot be one that a source list uses."""
        code = f"FILE-{self._file.sha256[:8]}"
        taken = any(key.table == "source" for key in self._view.resolve(code))
        return f"{code}-{self._table.name}" if taken else code

    def _draft(self) -> Draft | None:
        if not self._changes:
            return None
        changes = [Change(key, values) for key, values in self._changes.items()]
        if self._known is None:
            values: dict[str, Value] = {
                "code": self._source_code(),
                "title": self._file.name,
                "kind": "database",
                "sha256": self._file.sha256,
                "read_via": _read_via(self._table),
            }
            changes.insert(0, Change(self._source, values))
        report = self._report
        counts = {n: str(getattr(report, n)) for n in ("added", "updated", "rival")}
        return Draft("import", Message("import", {"table": report.table, **counts}), tuple(changes))


def _read_via(table: Table) -> str:
    return f"imported into {table.name}"
