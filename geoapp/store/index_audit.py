"""Whether search index and R-trees say what the rows say."""

from __future__ import annotations

from collections.abc import Iterator

import apsw
import numpy as np

from geoapp.case.records import Key, Problem
from geoapp.case.tables import Statements
from geoapp.store import search
from geoapp.store.columns import Layout
from geoapp.store.connection import rows
from layers.schema import GeometryKind, Table

# The R-tree keeps its corners as 32-bit floats, rounded outwards.
_ROUNDING_DEGREES = 1e-4
_TERMS = "temp.search_terms"
Sum = tuple[int, int]


def place_problems(connection: apsw.Connection, held: Statements) -> Iterator[Problem]:
    """Rows that the map would find elsewhere than they are, or not at all."""
    for table in held:
        if table.geometry is not GeometryKind.NONE:
            yield from _tree_problems(connection, table)


def _tree_problems(connection: apsw.Connection, table: Table) -> Iterator[Problem]:
    tree, name = f'"rtree_{table.name}_geom"', f'"{table.name}"'
    lost = (
        f'SELECT "id" FROM {name} WHERE "geom" NOTNULL AND "id" NOT IN (SELECT id FROM {tree}) '
        f'UNION ALL SELECT id FROM {tree} WHERE id NOT IN (SELECT "id" FROM {name} '
        f'WHERE "geom" NOTNULL) '
    )
    sides = (("ST_MinX", "minx"), ("ST_MaxX", "maxx"), ("ST_MinY", "miny"), ("ST_MaxY", "maxy"))
    near = " AND ".join(
        f'abs({corner}(t."geom") - r.{side}) <= {_ROUNDING_DEGREES}' for corner, side in sides
    )
    moved = (
        f'SELECT t."id" FROM {name} AS t JOIN {tree} AS r ON r.id = t."id" '
        f'WHERE t."geom" NOTNULL AND NOT coalesce({near}, 0)'
    )
    for (id,) in rows(connection, f"{lost} UNION {moved}"):
        yield Problem(
            "place",
            f"Row {id} of “{table.name}” lies elsewhere than the index of places says.",
            Key(table.name, id),
        )


def search_problems(connection: apsw.Connection, held: Statements) -> Iterator[Problem]:
    """Rows that a search would not find, or would find for words they do not hold."""
    for table in held:
        yield from _document_problems(connection, table)
    for table_name, id in _orphans(connection, held):
        yield _search_problem(table_name, id)
    yield from _term_problems(connection)


def _search_problem(table: str, id: int) -> Problem:
    return Problem(
        "search",
        f"The search index holds other words for row {id} of “{table}” than the row does.",
        Key(table, id),
    )


def _document_problems(connection: apsw.Connection, table: Table) -> Iterator[Problem]:
    layout, fields = Layout.of(table), search.indexed_fields(table)
    live = connection.execute(f'SELECT {layout.sql} FROM "{table.name}" WHERE "deleted" = 0')
    for id, _, *cells in live:
        kept = rows(
            connection,
            "SELECT code, title, body FROM search_row WHERE tbl = ? AND id = ?",
            (table.name, id),
        )
        try:
            words = {f.name: search.loaded(f, cells[layout.slices[f.name].start]) for f in fields}
            expected = search.document(table, words)
        except (ValueError, TypeError, RecursionError):
            expected = None
        if kept != [expected]:
            yield _search_problem(table.name, id)


def _orphans(connection: apsw.Connection, held: Statements) -> Iterator[tuple[str, int]]:
    """Documents of rows that are marked as deleted, or of no row at all."""
    for (name,) in rows(connection, "SELECT DISTINCT tbl FROM search_row"):
        living = f'SELECT "id" FROM "{name}" WHERE "deleted" = 0' if name in held else "SELECT 0"
        yield from rows(
            connection,
            f"SELECT tbl, id FROM search_row WHERE tbl = ? AND id NOT IN ({living})",
            (name,),
        )


def _term_problems(connection: apsw.Connection) -> Iterator[Problem]:
    """Compare the terms in the index with the documents they were made from, by sums."""
    sums = _sums_of_index(connection)
    documents = connection.execute("SELECT docid, tbl, id, code, title, body FROM search_row")
    for docid, table, id, *texts in documents:
        for column, text in zip(("code", "title", "body"), texts, strict=True):
            if sums.pop((docid, column), (0, 0)) != _sum_of(text):
                yield _search_problem(table, id)
                break
    if sums:
        yield Problem("search", "The search index holds words of rows that are not there.")


def _sums_of_index(connection: apsw.Connection) -> dict[tuple[int, str], Sum]:
    # The table lives in memory; the connection cannot write to the file in any case.
    connection.execute("PRAGMA query_only = OFF").fetchall()
    try:
        connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {_TERMS} "
            "USING fts5vocab('main', 'search_index', 'instance')"
        )
    finally:
        connection.execute("PRAGMA query_only = ON").fetchall()
    found = connection.execute(
        "SELECT doc, col, count(*), sum((unicode(term) & 65535) * (offset & 65535)) "
        f"FROM {_TERMS} GROUP BY doc, col"
    )
    return {(doc, column): (count, total) for doc, column, count, total in found}


def _sum_of(text: str) -> Sum:
    """As `_sums_of_index`: every three characters in a row are a term."""
    count = len(text) - search.SHORTEST_INDEXED + 1
    if count <= 0:
        return 0, 0
    letters = np.frombuffer(text.encode("utf-32-le"), np.uint32)[:count].astype(np.int64)
    return count, int(((letters & 65535) * (np.arange(count) & 65535)).sum())
