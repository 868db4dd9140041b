"""Whether search index and R-trees say what the rows say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import apsw
import numpy as np
import numpy.typing as npt

from geoapp.case.records import Key, Problem
from geoapp.case.tables import Statements
from geoapp.store import search
from geoapp.store.columns import Layout
from geoapp.store.connection import rows
from layers.schema import GeometryKind, Table

# The R-tree keeps its corners as 32-bit floats, rounded outwards.
_ROUNDING_DEGREES = 1e-4
_TERMS, _COUNTS = "temp.search_terms", "temp.search_term_counts"
_COLUMNS = ("code", "title", "body")
_TOGETHER = 500  # documents
_MOST_SORTED = 1_000_000  # terms
_MASK = 2**31 - 1
# A number that depends on a term, where it stands, and the document; no sum overflows.
_WEIGHT = "(unicode(term) * 65599 + offset * 257 + unicode(col)) * ((doc * 40503 & 1048575) | 1)"
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
    """Compare the terms in the index with the documents they were made from.

    One sum over all of the index says whether everything fits. Only where it does not are
    there sums of each document, which take far longer, to name the rows.
    """
    _see_terms(connection)
    counted, total = connection.execute(
        f"SELECT count(*), coalesce(sum(({_WEIGHT}) & {_MASK}), 0) FROM {_TERMS}"
    ).fetchall()[0]
    expected = np.zeros(2, np.int64)
    for documents in _batches(connection):
        weights = _weights(documents)
        expected += (len(weights.of), weights.each.sum())
    if (counted, total) == tuple(expected.tolist()):
        return
    yield from _misfits(connection)


def _see_terms(connection: apsw.Connection) -> None:
    # The table lives in memory; the connection cannot write to the file in any case.
    connection.execute("PRAGMA query_only = OFF").fetchall()
    try:
        connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {_TERMS} "
            "USING fts5vocab('main', 'search_index', 'instance')"
        )
        connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {_COUNTS} "
            "USING fts5vocab('main', 'search_index', 'row')"
        )
    finally:
        connection.execute("PRAGMA query_only = ON").fetchall()


def _batches(connection: apsw.Connection) -> Iterator[list[tuple[Any, ...]]]:
    found = connection.execute("SELECT docid, tbl, id, code, title, body FROM search_row")
    while documents := list(islice(found, _TOGETHER)):
        yield documents


@dataclass(frozen=True, slots=True)
class _Weights:
    """A number for each term of some documents, and the place of its document among them."""

    of: npt.NDArray[np.int64]
    each: npt.NDArray[np.int64]


def _weights(documents: list[tuple[Any, ...]]) -> _Weights:
    """As `_WEIGHT`: every three characters in a row are a term."""
    texts = [text for document in documents for text in document[3:]]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.int64)
    text = np.repeat(np.arange(len(texts)), lengths)
    offset = np.arange(len(letters)) - (np.cumsum(lengths) - lengths)[text]
    term = offset < lengths[text] - (search.SHORTEST_INDEXED - 1)
    text, offset, letters = text[term], offset[term], letters[term]
    column = np.array([ord(name[0]) for name in _COLUMNS])[text % len(_COLUMNS)]
    docids = np.fromiter((document[0] for document in documents), np.int64, len(documents))
    of = text // len(_COLUMNS)
    each = (letters * 65599 + offset * 257 + column) * ((docids[of] * 40503 & 1048575) | 1)
    return _Weights(of, each & _MASK)


def _misfits(connection: apsw.Connection) -> Iterator[Problem]:
    """The rows whose documents are not what the index holds for them."""
    sums = _sums_of_index(connection)
    for documents in _batches(connection):
        weights = _weights(documents)
        counts = np.bincount(weights.of, minlength=len(documents)).tolist()
        totals = np.zeros(len(documents), np.int64)
        np.add.at(totals, weights.of, weights.each)
        pairs = zip(counts, totals.tolist(), strict=True)
        for (docid, table, id, *_), expected in zip(documents, pairs, strict=True):
            if sums.pop(docid, (0, 0)) != expected:
                yield _search_problem(table, id)
    if sums:
        yield Problem("search", "The search index holds words of rows that are not there.")


def _sums_of_index(connection: apsw.Connection) -> dict[int, Sum]:
    """The number and the sum of weights of each document, some of the terms at a time."""
    sums: dict[int, Sum] = {}
    for first, last in _stretches(connection):
        for doc, count, total in connection.execute(
            f"SELECT doc, count(*), sum(({_WEIGHT}) & {_MASK}) FROM {_TERMS} "
            "WHERE term >= ? AND term <= ? GROUP BY doc",
            (first, last),
        ):
            before = sums.get(doc, (0, 0))
            sums[doc] = (before[0] + count, before[1] + total)
    return sums


def _stretches(connection: apsw.Connection) -> Iterator[tuple[str, str]]:
    """(first, last) term of stretches of the index that can be sorted in memory."""
    first: str | None = None
    last, room = "", _MOST_SORTED
    for term, count in connection.execute(f"SELECT term, cnt FROM {_COUNTS}"):
        if first is not None and count > room:
            yield first, last
            first = None
        if first is None:
            first, room = term, _MOST_SORTED
        last, room = term, room - count
    if first is not None:
        yield first, last
