"""Field copies: case files that hold a part of a case, and of all else only that it is there.

A field copy has the number of its case, so that it merges with it. Its pages have a random
key of their own and slots of their own: who gets hold of a lost copy with its
passphrase can open nothing else. Headers and signatures of the ledger are whole, with
authors and reasons. Of a change outside the part only the leaf is there, without table,
number, content and salt, so that the root in the header can be computed and nothing can be
learned. Tables, search index, conflicts, erasures and attachments are those of the part.

`case_copy` holds one row that states what was chosen, `case_part` the rows that went along.
What a copy holds now is in its tables: those rows, and the ones that were made in it.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

from geoapp.case.parts import FieldCopy, Part
from geoapp.case.records import Key
from geoapp.case.tables import Statements
from geoapp.store import connection as connections
from geoapp.store import content, schema, search
from geoapp.store.case_file import CaseFile
from geoapp.store.columns import Layout
from geoapp.store.connection import rows
from geoapp.store.drafts import check_author
from geoapp.store.entrance import examine
from geoapp.store.failures import told_in_words
from geoapp.store.geometry import Bounds, bounds_of, joined
from geoapp.store.making import half_made
from geoapp.store.migrating import bridge
from geoapp.store.parts import Rows, count, in_json, rows_of, stated_in, witnesses
from geoapp.store.slots import CaseKey, first
from geoapp.store.writer import note_in_contents
from layers.schema import Table

Progress = Callable[[int, int], None]
"""Told (steps done, steps in all) again and again; it stops the work by raising anything."""

_AT_ONCE = 500
_WHOLE = ("ledger", "ledger_order", "ledger_head", "ledger_replica")
_BY_ROW = ("ledger_conflict", "ledger_erasure")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a part comes to: rows per table, and bytes of the attachments among them."""

    rows: Mapping[str, int]
    attachment_bytes: int

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.rows.values())


@dataclass(frozen=True, slots=True)
class Copied:
    """A field copy that was written: what it says of itself, and the attachments it holds."""

    copy: FieldCopy
    attachments: tuple[Key, ...]


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


@told_in_words
def chosen(case: CaseFile, part: Part) -> Chosen:
    """What a field copy of a part would hold. RefusedChangeError for an unknown layer."""
    with _home(case) as (home, held):
        found = rows_of(home, held, part)
        names = _contents(home, found)
        return Chosen(count(found), sum(content.size(home, name) or 0 for name in names))


@told_in_words
def told_by(case: CaseFile) -> list[tuple[int, str, int]]:
    """(id, code, number of accounts) of each person of a case who gave any."""
    with _home(case) as (home, held):
        return witnesses(home, held)


@told_in_words
def write_copy(
    case: CaseFile,
    out: Path,
    part: Part,
    passphrase: str,
    *,
    author: str,
    label: str = "",
    progress: Progress = _silent,
) -> Copied:
    """Make a field copy, which opens with `passphrase` alone.

    The file gets its name once it is whole. `label`: who the passphrase is for. The case may
    be open for writing meanwhile, or be a field copy itself; the copy never holds more
    than it. CaseExistsError, CaseNotFoundError for the folder, RefusedChangeError for an
    unknown layer or without a passphrase, StorageError if the disk is full.
    """
    check_author(author)
    key = CaseKey.new()
    slots = first(key, passphrase, label or author)
    with _home(case) as (home, held):
        found = rows_of(home, held, part)
        stated = FieldCopy(
            secrets.token_hex(16),
            part,
            datetime.now(UTC).isoformat(timespec="seconds"),
            author,
            sum(count(found).values()),
            _codes(home, held),
        )
        with half_made(Path(out), (key, slots)) as copy:
            _Copying(home, copy, held, found, progress).run(stated)
    held_files = (Key("attachment", id) for id in sorted(found.get("attachment", ())))
    return Copied(stated, tuple(held_files))


@contextmanager
def _home(case: CaseFile) -> Iterator[tuple[apsw.Connection, Statements]]:
    """One state of a case, on a connection of its own, with the tables that the file has."""
    home = connections.reading(case.path, case.keys.key if case.encrypted else None)
    try:
        bridge(home)
        home.execute("BEGIN")
        yield home, Statements(examine(home, case.path).statements)
    finally:
        home.close()


def _codes(home: apsw.Connection, held: Statements) -> dict[str, int]:
    """The highest number in the codes of each table, here or in what this is a copy of."""
    before = stated_in(home)
    highest = dict(before.codes) if before else {}
    for table in held:
        if "code" not in Layout.of(table).names:
            continue
        pattern = re.compile(rf"{re.escape(table.prefix)}-?(\d{{1,9}})", re.IGNORECASE)
        for (code,) in rows(home, f'SELECT "code" FROM "{table.name}" WHERE "code" NOT NULL'):
            if match := pattern.fullmatch(str(code)):
                highest[table.name] = max(highest.get(table.name, 0), int(match[1]))
    return highest


def _contents(home: apsw.Connection, found: Rows) -> list[str]:
    """The SHA-256 of what the attachments of a part hold, each once."""
    wanted = in_json(found.get("attachment", ()))
    if not found.get("attachment"):
        return []
    sql = 'SELECT DISTINCT lower("sha256") FROM "attachment" WHERE "sha256" NOT NULL AND "id" IN '
    return [name for (name,) in rows(home, f"{sql} (SELECT value FROM json_each(?))", (wanted,))]


class _Copying:
    """The copying of one part, inside one transaction of the new file."""

    def __init__(
        self,
        home: apsw.Connection,
        copy: apsw.Connection,
        held: Statements,
        found: Rows,
        progress: Progress,
    ) -> None:
        self._home, self._copy, self._held = home, copy, held
        self._found, self._progress = found, progress
        changes = int(home.execute("SELECT count(*) FROM ledger_change").get)
        self._done, self._total = 0, changes + sum(count(found).values())

    def run(self, stated: FieldCopy) -> None:
        """Everything, from the tables on."""
        self._make()
        for name in _WHOLE:
            self._put(name, self._home.execute(f"SELECT * FROM {name} ORDER BY rowid"))
        self._put("ledger_change", self._changes())
        for name in _BY_ROW:
            kept = self._home.execute(f"SELECT * FROM {name}")
            self._put(name, (row for row in kept if self._has(row[0], row[1])))
        bounds = {table.name: self._table(table) for table in self._held}
        note_in_contents(self._copy, bounds)
        for name in _contents(self._home, self._found):
            self._content(name)
        self._put("case_part", ((n, id) for n in sorted(self._found) for id in self._ids(n)))
        text = json.dumps(stated.to_json(), ensure_ascii=False, sort_keys=True)
        self._put("case_copy", iter([(text,)]))

    def _make(self) -> None:
        for pragma, value in (
            ("application_id", schema.APPLICATION_ID),
            ("user_version", schema.USER_VERSION),
        ):
            self._copy.execute(f"PRAGMA {pragma} = {value}")
        schema.create_core(self._copy)
        for table in self._held:
            schema.create_table(self._copy, table)
        case, title, created = self._home.execute(
            'SELECT "case", title, created FROM case_info'
        ).get
        info = (case, title, schema.SCHEMA, created)
        self._copy.execute("INSERT INTO case_info VALUES (?, ?, ?, ?)", info)

    def _has(self, table: object, id: object) -> bool:
        return id in self._found.get(str(table), ())

    def _ids(self, table: str) -> list[int]:
        return sorted(self._found.get(table, ()))

    def _put(self, table: str, incoming: Iterator[Any]) -> None:
        first = next(incoming, None)
        if first is None:
            return
        sql = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(first))})'
        self._copy.execute(sql, first)
        self._copy.executemany(sql, incoming)

    def _step(self) -> None:
        self._done += 1
        if self._done % _AT_ONCE == 0:
            self._progress(self._done, self._total)

    def _changes(self) -> Iterator[tuple[Any, ...]]:
        """Changes in the order they were written in, those outside the part as leaves."""
        changes = self._home.execute(
            "SELECT entry, tbl, id, content, salt, leaf FROM ledger_change ORDER BY rowid"
        )
        for entry, table, id, text, salt, leaf in changes:
            self._step()
            if self._has(table, id):
                yield entry, table, id, text, salt, leaf
            else:
                yield entry, None, None, None, None, leaf

    def _table(self, table: Table) -> Bounds | None:
        """The rows of a table, with their words in the search index. The area they take up."""
        layout = Layout.of(table)
        fields = search.indexed_fields(table)
        place = layout.slices.get("geometry")
        around: Bounds | None = None
        ids = self._ids(table.name)
        for start in range(0, len(ids), _AT_ONCE):
            found = self._home.execute(
                f'SELECT {layout.sql} FROM "{table.name}" '
                'WHERE "id" IN (SELECT value FROM json_each(?)) ORDER BY "id"',
                (in_json(ids[start : start + _AT_ONCE]),),
            )
            for id, deleted, *cells in found:
                self._step()
                self._row(layout, (id, deleted, *cells))
                if not deleted:
                    words = {
                        f.name: search.loaded(f, cells[layout.slices[f.name].start]) for f in fields
                    }
                    document = search.document(table, words)
                    search.replace(self._copy, Key(table.name, id), document, True)
                if place is not None:
                    around = joined(around, bounds_of(cells[place.start]))
        return around

    def _row(self, layout: Layout, row: tuple[Any, ...]) -> None:
        marks = ", ".join("?" * len(row))
        sql = f'INSERT INTO "{layout.table.name}" ({layout.sql}) VALUES ({marks})'
        self._copy.execute(sql, row)

    def _content(self, sha256: str) -> None:
        if not content.is_whole(self._home, sha256):
            return
        for number, part in enumerate(content.parts(self._home, sha256)):
            self._progress(self._done, self._total)
            self._copy.execute(
                "INSERT INTO case_content VALUES (?, ?, ?)", (bytes.fromhex(sha256), number, part)
            )
