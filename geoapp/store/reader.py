"""Reading a case file on a connection of its own: what `CaseView` asks."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import apsw

from geoapp.case.conflicts import Conflict
from geoapp.case.errors import CaseInUseError
from geoapp.case.parts import FieldCopy
from geoapp.case.records import Hit, Key, Problem, Record
from geoapp.case.tables import Statements
from geoapp.case.timespan import Spans, time_of
from geoapp.case.view import CaseInfo, other_end
from geoapp.store import connection as connections
from geoapp.store import search as searches
from geoapp.store.audit import problems
from geoapp.store.columns import Layout
from geoapp.store.conflicts import conflicts
from geoapp.store.connection import rows
from geoapp.store.content_reading import ContentReading
from geoapp.store.drawing import drawable, title_sql
from geoapp.store.erasing import codes_used
from geoapp.store.failures import damage_in_words, in_words, told_in_words
from geoapp.store.folding import words_of
from geoapp.store.ledger_reading import LedgerReading
from geoapp.store.migrating import bridge
from geoapp.store.parts import stated_in
from geoapp.store.slots import CaseKey
from geoapp.store.tied import TIED, link_counts, pairs
from geoapp.store.timing import spans
from geoapp.store.verifying import Tips, verify
from layers.drawable import Drawable
from layers.schema import FICTIONAL, FieldKind, GeometryKind

Bindings = Sequence[Any] | Mapping[str, Any]
CLOSING_TRIES = 500
_RANKS = "CASE rank WHEN 'adopted' THEN 0 WHEN 'open' THEN 1 ELSE 2 END"


class StoreReader(ContentReading, LedgerReading):
    """Implements `geoapp.case.view.Reader`. Every question sees the last commit.

    May be used from several threads, but by one at a time. After `close`, also by the
    closing of its case, every question raises `ReadOnlyCaseError` ("The case is closed.").
    `held` are the tables that the file has; a read-only file of an older version may
    lack some that `statements` states, and those are empty.
    """

    def __init__(
        self,
        path: Path,
        statements: Statements,
        held: Statements,
        key: CaseKey | None = None,
    ) -> None:
        with in_words():
            self._connection = connections.reading(path, key)
            bridge(self._connection)
        self._encrypted = key is not None
        self._statements = statements
        self._held = held
        self._layouts = {table.name: Layout.of(table) for table in held}

    @property
    def statements(self) -> Statements:
        """The tables of the case, those of the program and its own."""
        return self._statements

    @property
    def connection(self) -> apsw.Connection:
        """The connection it reads by, for the store's own modules."""
        return self._connection

    def restate(self, statements: Statements) -> None:
        """Take note that the file has these tables and fields from now on."""
        self._statements = self._held = statements
        self._layouts = {table.name: Layout.of(table) for table in statements}

    def close(self) -> None:
        """Close the connection. A question that another thread is asking ends with an error."""
        for _ in range(CLOSING_TRIES):
            try:
                self._connection.interrupt()
                self._connection.close()
            except apsw.ConnectionClosedError:
                return
            except apsw.ThreadingViolationError:
                time.sleep(0.01)
            else:
                return
        raise CaseInUseError("The case is still being read.")

    def __enter__(self) -> StoreReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _rows(self, sql: str, bindings: Bindings = ()) -> list[Any]:
        with in_words():
            try:
                return rows(self._connection, sql, bindings)
            except (OverflowError, UnicodeEncodeError):
                return []  # no row has such a number or text

    def info(self) -> CaseInfo:
        """What the file says of itself."""
        with damage_in_words():
            case, title, schema = self._rows('SELECT "case", title, "schema" FROM case_info')[0]
            entries = self._rows("SELECT count(*) FROM ledger")[0][0]
            heads = sorted(hash.hex() for (hash,) in self._rows("SELECT hash FROM ledger_head"))
        return CaseInfo(case, title, schema, self._encrypted, entries, tuple(heads))

    def field_copy(self) -> FieldCopy | None:
        """What a field copy says of itself; None for a whole case."""
        with damage_in_words(), in_words():
            return stated_in(self._connection)

    def invented(self) -> bool:
        """Whether any row that is not deleted is marked as invented."""
        for table in self._statements:
            marked = any(field.name == FICTIONAL.name for field in table)
            if marked and table.name in self._layouts:
                sql = f'SELECT 1 FROM "{table.name}" WHERE fictional = 1 AND deleted = 0 LIMIT 1'
                with damage_in_words():
                    if self._rows(sql):
                        return True
        return False

    def counts(self) -> dict[str, int]:
        """Rows per table that are not marked as deleted; in the order of the statements."""
        counts = {}
        for table in self._statements:
            counts[table.name] = 0
            if table.name in self._layouts:
                sql = (
                    f'SELECT (SELECT count(*) FROM "{table.name}") - '
                    f'(SELECT count(*) FROM "{table.name}" WHERE "deleted" <> 0)'
                )
                counts[table.name] = self._rows(sql)[0][0]
        return counts

    def unlocated(self) -> dict[str, int]:
        """Rows without a geometry, for each table that can have one."""
        counts = {}
        for table in self._statements:
            if table.geometry is GeometryKind.NONE:
                continue
            counts[table.name] = 0
            if table.name in self._layouts:
                sql = f'SELECT count(*) FROM "{table.name}" WHERE "geom" IS NULL AND "deleted" = 0'
                counts[table.name] = self._rows(sql)[0][0]
        return counts

    def record(self, key: Key) -> Record | None:
        """One row, also when it is marked as deleted; None if there is none."""
        found = self._select(key.table, '"id" = ?', (key.id,))
        return found[0] if found else None

    def records(self, table: str, ids: Iterable[int] | None = None) -> list[Record]:
        """Rows of a table ordered by id, or those of the given ids in the given order.

        Ids that do not exist or are marked as deleted are left out.
        """
        if ids is None:
            return self._select(table, '"deleted" = 0 ORDER BY "id"')
        wanted = list(dict.fromkeys(ids))
        found = self._select(
            table,
            '"deleted" = 0 AND "id" IN (SELECT value FROM json_each(?))',
            (json.dumps(wanted),),
        )
        by_id = {record.key.id: record for record in found}
        return [by_id[id] for id in wanted if id in by_id]

    def _select(self, table: str, where: str, bindings: Bindings = ()) -> list[Record]:
        layout = self._layouts.get(table)
        if layout is None:
            return []
        rows = self._rows(f'SELECT {layout.sql} FROM "{table}" WHERE {where}', bindings)
        records = layout.records(rows)
        names = [field.name for field in self._statements[table]]
        if len(names) == len(layout.slices):
            return records
        empty: dict[str, Any] = dict.fromkeys(names)
        return [Record(r.key, {**empty, **r.values}, r.deleted) for r in records]

    def resolve(self, identifier: str) -> list[Key]:
        """Rows with this code, whatever its case; else those with this number."""
        wanted = identifier.strip()
        found = []
        for table, layout in self._layouts.items():
            if wanted and "code" in layout.slices:
                rows = self._rows(
                    f'SELECT "id" FROM "{table}" WHERE "code" = ? COLLATE NOCASE '
                    'AND "deleted" = 0 ORDER BY "id"',
                    (wanted,),
                )
                found += [Key(table, id) for (id,) in rows]
        if found or not (wanted.isascii() and wanted.isdigit() and len(wanted) < 17):
            return found
        for table in self._layouts:
            sql = f'SELECT 1 FROM "{table}" WHERE "id" = ? AND "deleted" = 0'
            if self._rows(sql, (int(wanted),)):
                found.append(Key(table, int(wanted)))
        return found

    def codes(self, table: str) -> list[str]:
        """The codes of a table's rows, in no order, and one as high as those destroyed had."""
        layout = self._layouts.get(table)
        if layout is None or "code" not in layout.slices:
            return []
        sql = f'SELECT "code" FROM "{table}" WHERE "code" NOT NULL AND "deleted" = 0'
        with in_words():
            used = codes_used(self._connection, layout.table)
        return [*(str(code) for (code,) in self._rows(sql)), *used]

    def claims(self, key: Key) -> list[Record]:
        """Claims about one row: adopted ones first, then open, then set aside."""
        return self._select(
            "claim",
            '"subject" = ? AND "subject_table" = ? AND "deleted" = 0 '
            f'ORDER BY {_RANKS}, "attribute", "code", "id"',
            (key.id, key.table),
        )

    def consents(self, key: Key) -> list[Record]:
        """Consents recorded for one row."""
        where = '"subject" = ? AND "subject_table" = ? AND "deleted" = 0 ORDER BY "id"'
        return self._select("consent", where, (key.id, key.table))

    def links(self, key: Key) -> list[Record]:
        """Links from and to one row whose other end is not marked as deleted.

        It is there, but in a field copy, which may lack it.
        """
        if "link" not in self._layouts:
            return []
        found = self._select(
            "link",
            f'{TIED} AND "id" IN '
            '(SELECT "id" FROM "link" WHERE "from_id" = :id AND "from_table" = :table '
            'UNION SELECT "id" FROM "link" WHERE "to_id" = :id AND "to_table" = :table) '
            'ORDER BY "role", "code", "id"',
            {"id": key.id, "table": key.table},
        )
        ends = {other_end(link, key) for link in found}
        there = set(self.titles(ends))
        there |= self.elsewhere(ends - there)
        return [link for link in found if other_end(link, key) in there]

    def referring(self, key: Key) -> list[Record]:
        """Rows that name this row in a reference field, each once, table by table."""
        found: list[Record] = []
        for table in self._held:
            names = [
                field.name
                for field in table
                if field.kind is FieldKind.REFERENCE and field.refers_to == key.table
            ]
            if names:
                any_of = " OR ".join(f'"{name}" = :id' for name in names)
                where = f'({any_of}) AND "deleted" = 0 ORDER BY "id"'
                found += self._select(table.name, where, {"id": key.id})
        return found

    def titles(self, keys: Iterable[Key]) -> dict[Key, tuple[str, str]]:
        """(code, title) of each row that is there and not marked as deleted."""
        ids: dict[str, list[int]] = {}
        for key in keys:
            ids.setdefault(key.table, []).append(key.id)
        titles = {}
        for table, wanted in ids.items():
            layout = self._layouts.get(table)
            if layout is None:
                continue
            code = "coalesce(\"code\", '')" if "code" in layout.slices else "''"
            rows = self._rows(
                f'SELECT "id", {code}, {title_sql(layout.table)} FROM "{table}" '
                'WHERE "deleted" = 0 AND "id" IN (SELECT value FROM json_each(?))',
                (json.dumps(wanted),),
            )
            titles.update({Key(table, id): (code, str(title)) for id, code, title in rows})
        return titles

    def elsewhere(self, keys: Iterable[Key]) -> frozenset[Key]:
        """Those of the rows that a field copy does not hold, though the case may; else none."""
        wanted = set(keys)
        if not wanted or self.field_copy() is None:
            return frozenset()
        return frozenset(key for key in wanted if self.record(key) is None)

    @told_in_words
    def search(self, words: str, limit: int, tables: Sequence[str]) -> list[Hit]:
        """Rows that hold all the words, anywhere inside words: code first, then title.

        `tables`: only rows of these, and among equals in this order. An empty list of
        tables or words finds nothing. See `geoapp.store.folding` for what counts as equal.
        """
        wanted = words_of(words)
        if not wanted or not tables:
            return []
        keys = searches.find(self._connection, wanted, limit, tables)
        ids: dict[str, list[int]] = {}
        for key in keys:
            ids.setdefault(key.table, []).append(key.id)
        records = {r.key: r for table in ids for r in self.records(table, ids[table])}
        return [
            searches.hit(self._statements[key.table], records[key], wanted)
            for key in keys
            if key in records
        ]

    @told_in_words
    def drawable(self, table: str) -> Drawable:
        """The located rows of a layer as columns, ordered by id."""
        layout = self._layouts.get(table)
        if layout is None or "geometry" not in layout.slices:
            return Drawable.empty(table)
        return drawable(self._connection, layout.table)

    @told_in_words
    def spans(
        self, table: str, also: Sequence[str] = (), ids: Iterable[int] | None = None
    ) -> Spans:
        """The time of each row as columns, ordered by id; see `geoapp.case.timespan`.

        Empty for a table whose rows have no time. `also`: further fields of one column;
        `ids`: only of these rows.
        """
        layout = self._layouts.get(table)
        told = time_of(self._statements[table]) if layout is not None else None
        if layout is None or told is None or told.field.name not in layout.slices:
            return Spans.empty(also)
        return spans(self._connection, layout.table, told.field, also, ids)

    def link_counts(self) -> Mapping[Key, Mapping[str, int]]:
        """For each linked row: how many different rows of which table it is linked to.

        Rows and links marked as deleted do not count.
        """
        with in_words():
            return link_counts(self._connection, self._layouts)

    def pairs(self, tables: tuple[str, str], role: str) -> list[tuple[int, int]]:
        """(id in the first table, id in the second) that links of a role tie."""
        if not {*tables, "link"} <= set(self._layouts):
            return []
        with in_words():
            return pairs(self._connection, tables, role)

    def open_claims(self, table: str) -> Mapping[int, int]:
        """How many open claims there are about each row of a table that has any."""
        if "claim" not in self._layouts:
            return {}
        return dict(
            self._rows(
                'SELECT "subject", count(*) FROM "claim" WHERE "subject_table" = ? AND "subject" '
                "NOT NULL AND coalesce(\"rank\", 'open') = 'open' AND \"deleted\" = 0 "
                'GROUP BY "subject"',
                (table,),
            )
        )

    def conflicts(self, own: Collection[str] = ()) -> list[Conflict]:
        """What waits for a decision; `own` are the replicas of this machine."""
        with damage_in_words():
            return conflicts(self._connection, self._held, own)

    @told_in_words
    def check_entries(self) -> list[str]:
        """Whether every entry is well formed: a sentence per problem, none when all is well."""
        return problems(self._connection)

    def verify(self, known: Tips) -> list[Problem]:
        """Everything in the file that disagrees with its ledger; see `CaseFile.verify`."""
        with in_words():
            return verify(self._connection, self._held, known)
