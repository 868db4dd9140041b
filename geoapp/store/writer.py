"""Writing the rows of a draft, and telling what of it was new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import apsw

from geoapp.case.errors import RefusedChangeError
from geoapp.case.records import Change, Key, Value, from_json, to_json
from geoapp.case.tables import Statements
from geoapp.store import search
from geoapp.store.checking import check_key, checked
from geoapp.store.columns import Cell, Layout, cells_of
from geoapp.store.geometry import Bounds, bounds_of, joined
from geoapp.store.ledger import Content


@dataclass(slots=True)
class Applied:
    """What a draft changed: contents for the ledger, the area, the tables with bounds."""

    contents: list[tuple[Key, Content]]
    extent: Bounds | None
    tables: dict[str, Bounds | None]


class RowWriter:
    """Writes changes to the tables of statements, inside the caller's transaction."""

    def __init__(self, connection: apsw.Connection, statements: Statements) -> None:
        self._connection = connection
        self._layouts = {table.name: Layout.of(table) for table in statements}
        self._indexed = {table.name: search.indexed_fields(table) for table in statements}

    def apply(self, changes: Iterable[Change], *, again: bool = False) -> Applied:
        """Write all changes. RefusedChangeError for what the statements do not allow.

        Several changes of one row count as one, where the later value of a field stays.
        Values that the row holds already are left out; so is a row of which nothing is left.
        `again`: they are entered all the same, since somebody decided for them.
        """
        done = Applied([], None, {})
        for change in _one_per_row(changes):
            self._write(change, done, again)
        return done

    def hold(self, key: Key, values: Mapping[str, Any], deleted: bool, done: Applied) -> None:
        """Make a row hold these values, in the ledger's form, and nothing else.

        `done` takes note of the row if that changes anything; of no content for the ledger.
        """
        layout = self._layout(key)
        before, was_deleted = self._held(key, layout)
        after: list[Cell] = []
        for field in layout.table:
            after += cells_of(field, from_json(field, values.get(field.name)))
        if before == after and was_deleted == deleted:
            return
        if was_deleted is None:
            self._insert(key, layout, after, deleted)
        else:
            self._update(key, layout, before, after, deleted)
        self._index(key, layout, after, deleted, is_new=was_deleted is None)
        _note(done, key, {}, layout, (before, after))

    def _held(self, key: Key, layout: Layout) -> tuple[list[Cell], bool | None]:
        """The cells of a row and whether it is marked as deleted; None if there is no row."""
        rows = self._connection.execute(
            f'SELECT {layout.sql} FROM "{key.table}" WHERE "id" = ?', (key.id,)
        ).fetchall()
        if not rows:
            return [None] * len(layout.names), None
        return list(rows[0][2:]), bool(rows[0][1])

    def _layout(self, key: Key) -> Layout:
        layout = self._layouts.get(key.table)
        if layout is None:
            raise RefusedChangeError(f"This case has no table named “{key.table}”.")
        check_key(key)
        return layout

    def _write(self, change: Change, done: Applied, again: bool) -> None:
        key, layout = change.key, self._layout(change.key)
        before, held = self._held(key, layout)
        is_new, was_deleted = held is None, bool(held)
        if is_new or was_deleted:
            self._refuse_destroyed(key)
        after = list(before)
        content = _new_values(layout, change.values, after, again)
        if change.deleted is not None and (again or change.deleted != was_deleted):
            if is_new:
                raise RefusedChangeError("A row that does not exist cannot be removed.")
            content["deleted"] = change.deleted
        if not is_new and not content:
            return
        deleted = bool(content.get("deleted", was_deleted))
        if is_new:
            self._insert(key, layout, after)
        else:
            self._update(key, layout, before, after, deleted)
        self._index(key, layout, after, deleted, is_new)
        _note(done, key, content, layout, (before, after))

    def _refuse_destroyed(self, key: Key) -> None:
        if self._connection.execute(
            "SELECT 1 FROM ledger_erasure WHERE tbl = ? AND id = ? AND field = '*'",
            (key.table, key.id),
        ).fetchall():
            raise RefusedChangeError(
                f"Row {key.id} of “{key.table}” was destroyed at the request of a witness. "
                "Nothing can be written to it any more."
            )

    def _insert(self, key: Key, layout: Layout, cells: list[Cell], deleted: bool = False) -> None:
        marks = ", ?" * len(layout.names)
        self._connection.execute(
            f'INSERT INTO "{key.table}" ({layout.sql}) VALUES (?, ?{marks})',
            (key.id, int(deleted), *cells),
        )

    def _update(
        self, key: Key, layout: Layout, before: list[Cell], after: list[Cell], deleted: bool
    ) -> None:
        changed = [i for i, name in enumerate(layout.names) if before[i] != after[i]]
        sets = "".join(f'"{layout.names[i]}" = ?, ' for i in changed)
        self._connection.execute(
            f'UPDATE "{key.table}" SET {sets}"deleted" = ? WHERE "id" = ?',
            (*(after[i] for i in changed), int(deleted), key.id),
        )

    def _index(
        self, key: Key, layout: Layout, cells: list[Cell], deleted: bool, is_new: bool
    ) -> None:
        document = None
        if not deleted:
            words = {
                field.name: search.loaded(field, cells[layout.slices[field.name].start])
                for field in self._indexed[key.table]
            }
            document = search.document(layout.table, words)
        search.replace(self._connection, key, document, is_new)


def _one_per_row(changes: Iterable[Change]) -> list[Change]:
    rows: dict[Key, Change] = {}
    for change in changes:
        earlier = rows.get(change.key)
        rows[change.key] = change if earlier is None else _both(earlier, change)
    return list(rows.values())


def _both(earlier: Change, later: Change) -> Change:
    deleted = earlier.deleted if later.deleted is None else later.deleted
    return Change(later.key, {**earlier.values, **later.values}, deleted)


def _new_values(
    layout: Layout, values: Mapping[str, Value], cells: list[Cell], again: bool
) -> Content:
    """Put values into the cells; the ledger's form of those that were not held already."""
    content: dict[str, Any] = {}
    for name, value in values.items():
        place = layout.slices.get(name)
        if place is None:
            raise RefusedChangeError(f"“{layout.table.label.en}” has no field named “{name}”.")
        field = layout.table.field(name)
        kept = checked(layout.table, field, value)
        new = cells_of(field, kept)
        if again or tuple(cells[place]) != new:
            cells[place] = new
            content[name] = to_json(field, kept)
    return content


def _note(
    done: Applied,
    key: Key,
    content: Content,
    layout: Layout,
    states: tuple[list[Cell], list[Cell]],
) -> None:
    done.contents.append((key, content))
    done.tables.setdefault(key.table, None)
    place = layout.slices.get("geometry")
    if place is None:
        return
    old, new = (bounds_of(cells[place.start]) for cells in states)
    done.extent = joined(done.extent, joined(old, new))
    done.tables[key.table] = joined(done.tables[key.table], new)


def note_in_contents(connection: apsw.Connection, tables: Mapping[str, Bounds | None]) -> None:
    """Keep the GeoPackage's own list of contents up to date: time of change and bounds."""
    for table, bounds in tables.items():
        connection.execute(
            "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') "
            "WHERE table_name = ?",
            (table,),
        )
        if bounds is not None:
            connection.execute(
                "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), "
                "min_y = min(coalesce(min_y, ?2), ?2), max_x = max(coalesce(max_x, ?3), ?3), "
                "max_y = max(coalesce(max_y, ?4), ?4) WHERE table_name = ?5",
                (*bounds, table),
            )
