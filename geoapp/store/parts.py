"""Which rows of a case belong to a part of it, by the rules of `geoapp.case.parts`; and which
part of a case a file holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

import apsw
import numpy as np
import shapely

from geoapp.case.errors import DamagedCaseError, RefusedChangeError
from geoapp.case.parts import ALWAYS, PERSONAL, PUBLIC, FieldCopy, Part, layers_of
from geoapp.case.records import Key, Problem
from geoapp.case.tables import Statements
from geoapp.store.columns import Layout
from geoapp.store.connection import rows
from geoapp.store.failures import DAMAGED
from geoapp.store.geometry import wkb_of
from layers.schema import FieldKind, GeometryKind, Table

Rows = dict[str, set[int]]
"""Ids of rows by the name of their table."""

_LINK = ("from_table", "from_id", "to_table", "to_id", "passage")
_CLAIM = ("subject_table", "subject", "passage", "account")
_NAMED_BY_ALL = ("source", "organisation", "published_account", "scene")


def rows_of(connection: apsw.Connection, held: Statements, part: Part) -> Rows:
    """The rows of a part. RefusedChangeError if it names a layer that the case has not."""
    layers = {table.name for table in layers_of(held)}
    for name in sorted(part.tables - layers):
        raise RefusedChangeError(
            f"There is no layer “{name}”. The layers are: {', '.join(sorted(layers))}."
        )
    return _Choice(connection, held, part).rows()


def witnesses(connection: apsw.Connection, held: Statements) -> list[tuple[int, str, int]]:
    """(id, code, number of accounts) of each person who gave one, as codes go."""
    return _told(_Tables(connection, held))


def _told(tables: _Tables) -> list[tuple[int, str, int]]:
    counts: Counter[int] = Counter()
    for table in ("interview", "testimony", "sketch"):
        counts.update(who for _, who in tables.of(table, "witness") if who is not None)
    named = [
        (id, str(code or ""), counts[id])
        for id, code in tables.of("person", "code")
        if id in counts
    ]
    return sorted(named, key=lambda one: (one[1], one[0]))


class _Tables:
    """The columns of a case, of rows that are not marked as deleted. Each is read once."""

    def __init__(self, connection: apsw.Connection, held: Statements) -> None:
        self._connection = connection
        self._known: dict[tuple[object, ...], list[tuple[Any, ...]]] = {}
        self.held = held

    def of(self, table: str, *names: str, deleted: bool = False) -> list[tuple[Any, ...]]:
        """(id, values …) of a table; None for a column that it has not, nothing without it."""
        if table not in self.held:
            return []
        asked = (table, deleted, *names)
        if asked not in self._known:
            there = {"id", *Layout.of(self.held[table]).names}
            columns = ", ".join(f'"{name}"' if name in there else "NULL" for name in ("id", *names))
            where = f'"deleted" {"<>" if deleted else "="} 0'
            self._known[asked] = rows(
                self._connection, f'SELECT {columns} FROM "{table}" WHERE {where}'
            )
        return self._known[asked]

    def ids(self, table: str) -> set[int]:
        """The rows of a table."""
        return {id for (id,) in self.of(table)}

    def inside(self, table: Table, area: Any) -> tuple[set[int], set[int]]:
        """(rows in an area, rows without a place) of a table."""
        if table.geometry is GeometryKind.NONE:
            return set(), self.ids(table.name)
        nowhere = {id for id, blob in self.of(table.name, "geom") if blob is None}
        west, south, east, north = area.bounds
        near = rows(
            self._connection,
            f'SELECT t."id", t."geom" FROM "rtree_{table.name}_geom" AS r JOIN "{table.name}" AS t '
            'ON t."id" = r.id WHERE r.minx <= ? AND r.maxx >= ? AND r.miny <= ? AND r.maxy >= ? '
            'AND t."deleted" = 0',
            (east, west, north, south),
        )
        try:
            shapes = shapely.from_wkb([wkb_of(blob) for _, blob in near])
        except (ValueError, TypeError, shapely.errors.ShapelyError) as error:
            raise DamagedCaseError(DAMAGED) from error
        touching = shapely.intersects(area, np.asarray(shapes, dtype=object))
        return {id for (id, _), inside in zip(near, touching, strict=True) if inside}, nowhere


class _Choice:
    """One part being worked out. Rows are only ever added, until no rule adds any."""

    def __init__(self, connection: apsw.Connection, held: Statements, part: Part) -> None:
        self._tables = _Tables(connection, held)
        self._held = held
        self._part = part
        self._rows: Rows = {table.name: set() for table in held}
        self._living: Rows = {}

    def rows(self) -> Rows:
        """Everything that goes along; tables of which nothing does are left out."""
        for name in ALWAYS:
            self._add(name, self._tables.ids(name))
        self._layers()
        self._accounts()
        self._what_happened()
        self._tied_to(frozenset(self._keys()))
        self._until_no_more(
            self._named, self._of_accounts, self._relations, self._claims, self._links
        )
        self._attachments()
        self._until_no_more(self._named, self._claims, self._links)
        self._consents()
        return {name: ids for name, ids in self._rows.items() if ids}

    def _keys(self) -> Iterator[Key]:
        for name, ids in self._rows.items():
            yield from (Key(name, id) for id in ids)

    def _add(self, table: str, ids: Iterable[int]) -> None:
        """Rows that are there and not marked as deleted; others are passed over."""
        if table not in self._held:
            return
        if table not in self._living:
            self._living[table] = self._tables.ids(table)
        self._rows[table].update(self._living[table].intersection(ids))

    def _has(self, table: object, id: object) -> bool:
        return id in self._rows.get(str(table), ())

    def _until_no_more(self, *rules: Callable[[], None]) -> None:
        before = -1
        while before != (before := sum(map(len, self._rows.values()))):
            for rule in rules:
                rule()

    @cached_property
    def _all_links(self) -> list[tuple[Any, ...]]:
        return self._tables.of("link", *_LINK)

    # --- places ------------------------------------------------------------------

    def _layers(self) -> None:
        chosen = [t for t in layers_of(self._held) if t.name in self._part.tables]
        if self._part.area is None:
            for table in chosen:
                self._add(table.name, self._tables.ids(table.name))
            return
        nowhere: Rows = {}
        for table in chosen:
            inside, nowhere[table.name] = self._tables.inside(table, self._part.area)
            self._add(table.name, inside)
        self._until_no_more(lambda: self._without_place(nowhere))

    def _without_place(self, nowhere: Rows) -> None:
        """Rows that lie nowhere go along with those that they name or are linked to."""
        for name, ids in nowhere.items():
            for field in self._held[name]:
                if field.kind is FieldKind.REFERENCE and field.refers_to in nowhere:
                    named = self._tables.of(name, field.name)
                    self._add(
                        name,
                        (id for id, far in named if id in ids and self._has(field.refers_to, far)),
                    )
        for _, table, id, far_table, far, _ in self._both_ways():
            tied = far_table in nowhere and self._has(far_table, far)
            if tied and id in nowhere.get(table, ()):
                self._add(table, (id,))

    def _both_ways(self) -> Iterator[tuple[Any, ...]]:
        for id, from_table, from_id, to_table, to_id, passage in self._all_links:
            yield id, from_table, from_id, to_table, to_id, passage
            yield id, to_table, to_id, from_table, from_id, passage

    # --- persons -----------------------------------------------------------------

    def _accounts(self) -> None:
        self._add("person", self._part.witnesses)
        asked = self._tables.of("interview", "witness")
        self._add("interview", (id for id, who in asked if self._has("person", who)))
        for name in ("testimony", "sketch"):
            given = self._tables.of(name, "witness", "interview")
            self._add(name, (id for id, who, asked in given if self._gave(who, asked)))
        for name, of in (("transcript", "testimony"), ("sketch_element", "sketch")):
            self._add(name, (id for id, whose in self._tables.of(name, of) if self._has(of, whose)))
        self._add("passage", (id for id, *whose in self._passages if self._of_witness(*whose)))

    def _gave(self, witness: object, interview: object) -> bool:
        if witness is not None:
            return self._has("person", witness)
        return self._has("interview", interview)

    @cached_property
    def _passages(self) -> list[tuple[Any, ...]]:
        return self._tables.of("passage", "testimony", "transcript", "account")

    def _of_witness(self, testimony: object, transcript: object, _account: object) -> bool:
        if testimony is None and transcript is None:
            return False
        return (testimony is None or self._has("testimony", testimony)) and (
            transcript is None or self._has("transcript", transcript)
        )

    def _what_happened(self) -> None:
        acts = self._tables.of("act", "incident", "victim")
        self._add("act", (id for id, event, _ in acts if self._has("incident", event)))
        involved = self._tables.of("involvement", "act", "person")
        self._add("involvement", (id for id, act, _ in involved if self._has("act", act)))
        if self._part.named:
            named = {who for id, _, who in acts if self._has("act", id)}
            named |= {who for id, _, who in involved if self._has("involvement", id)}
            self._add("person", named - {id for id, _, _ in _told(self._tables)})

    # --- what follows ------------------------------------------------------------

    def _tied_to(self, kernel: frozenset[Key]) -> None:
        """Public things that are linked to a place or an account: one step, and no further."""
        for _, table, id, far_table, far, passage in self._both_ways():
            tied = Key(str(far_table), far) in kernel and not self._withheld(passage)
            if tied and table in PUBLIC:
                self._add(table, (id,))

    def _withheld(self, passage: object) -> bool:
        """Whether something rests on the words of an account that stays at home."""
        return passage is not None and not (
            self._has("passage", passage) or passage in self._public_passages
        )

    @cached_property
    def _public_passages(self) -> dict[int, int]:
        """Passages of published accounts, with the account."""
        return {
            id: account
            for id, testimony, transcript, account in self._passages
            if testimony is None and transcript is None and account is not None
        }

    def _named(self) -> None:
        """What is publicly known and named by any row that goes along."""
        for name in [name for name, ids in self._rows.items() if ids]:
            for field in self._held[name]:
                if field.kind is not FieldKind.REFERENCE or field.refers_to not in _NAMED_BY_ALL:
                    continue
                named = self._tables.of(name, field.name)
                self._add(field.refers_to, [far for id, far in named if self._has(name, id)])

    def _of_accounts(self) -> None:
        public = self._public_passages.items()
        self._add("passage", (id for id, of in public if self._has("published_account", of)))

    def _relations(self) -> None:
        """Organisations go along with those above them."""
        for id, lower, upper in self._tables.of("organisation_relation", "organisation", "parent"):
            if self._has("organisation", lower):
                self._add("organisation_relation", (id,))
                self._add("organisation", (upper,))

    def _claims(self) -> None:
        for id, table, subject, passage, _ in self._tables.of("claim", *_CLAIM):
            if self._has(table, subject) and not self._withheld(passage):
                self._add("claim", (id,))
                self._cite(passage)

    def _links(self) -> None:
        for id, *tie in self._all_links:
            if self._ties(*tie):
                self._add("link", (id,))
                self._cite(tie[-1])
        for id, *tie in self._tables.of("link", *_LINK, deleted=True):
            if self._ties(*tie):
                self._rows["link"].add(id)

    def _ties(self, start: str, start_id: int, end: str, end_id: int, passage: object) -> bool:
        both = self._has(start, start_id) and self._has(end, end_id)
        return both and not self._withheld(passage)

    def _cite(self, passage: object) -> None:
        if isinstance(passage, int) and passage in self._public_passages:
            self._add("published_account", (self._public_passages[passage],))
            self._add("passage", (passage,))

    def _attachments(self) -> None:
        ties: dict[int, list[tuple[str, int]]] = {}
        for _, table, id, far_table, far, _ in self._both_ways():
            if table == "attachment":
                ties.setdefault(id, []).append((str(far_table), far))
        for id, scan in self._tables.of("sketch", "attachment"):
            if scan is not None:
                ties.setdefault(scan, []).append(("sketch", id))
        for id, tied in ties.items():
            here = any(self._has(*one) for one in tied)
            if here and all(self._has(*one) for one in tied if one[0] in PERSONAL):
                self._add("attachment", (id,))
        kept = self._tables.of("custody_event", "attachment")
        self._add("custody_event", (id for id, of in kept if self._has("attachment", of)))

    def _consents(self) -> None:
        given = self._tables.of("consent", "subject_table", "subject")
        self._add("consent", (id for id, table, of in given if self._has(table, of)))
        self._links()


def count(chosen: Rows) -> dict[str, int]:
    """Rows per table."""
    return {name: len(ids) for name, ids in chosen.items()}


def in_json(ids: Iterable[int]) -> str:
    """Ids as a list that a question can be bound to."""
    return json.dumps(sorted(ids))


def stated_in(connection: apsw.Connection) -> FieldCopy | None:
    """What a field copy says of itself; None for a whole case."""
    found = rows(connection, "SELECT stated FROM case_copy LIMIT 1")
    return FieldCopy.from_json(json.loads(found[0][0])) if found else None


def is_part(connection: apsw.Connection) -> bool:
    """Whether a file is a field copy."""
    return bool(rows(connection, "SELECT 1 FROM case_copy LIMIT 1"))


def part_problems(connection: apsw.Connection, held: Statements) -> Iterator[Problem]:
    """Rows that a field copy says it holds, and of which nothing is there."""
    for table, id in rows(connection, "SELECT tbl, id FROM case_part"):
        if table in held and not rows(connection, f'SELECT 1 FROM "{table}" WHERE "id" = ?', (id,)):
            yield Problem(
                "row",
                f"Row {id} of “{table}” is missing, though this field copy was made with it.",
                Key(table, id),
            )
