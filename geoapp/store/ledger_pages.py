"""The ledger page by page, newest entries first, without the changes that a page does not show."""

from __future__ import annotations

from typing import Any

import apsw

from geoapp.case.ledger_lines import Line, Wanted
from geoapp.store import history
from geoapp.store.connection import rows


def page(
    connection: apsw.Connection, wanted: Wanted, before: tuple[int, str] | None, count: int
) -> list[Line]:
    """At most `count` entries that stand before another one, or the newest."""
    conditions, bindings = _conditions(wanted)
    if before is not None:
        conditions.append("(o.lamport, o.hash) < (:lamport, :hash)")
        bindings |= {"lamport": before[0], "hash": bytes.fromhex(before[1])}
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    found = rows(
        connection,
        "SELECT o.lamport, o.hash FROM ledger_order AS o JOIN ledger AS l ON l.hash = o.hash "
        f"{where} ORDER BY o.lamport DESC, o.hash DESC LIMIT :count",
        {**bindings, "count": count},
    )
    return [_line(connection, lamport, hash) for lamport, hash in found]


def authors(connection: apsw.Connection) -> list[str]:
    """Everybody who wrote an entry."""
    found = rows(connection, "SELECT DISTINCT header ->> '$.author' FROM ledger ORDER BY 1")
    return [str(author) for (author,) in found]


def _conditions(wanted: Wanted) -> tuple[list[str], dict[str, Any]]:
    conditions: list[str] = []
    bindings: dict[str, Any] = {}
    if wanted.author:
        conditions.append("l.header ->> '$.author' = :author")
        bindings["author"] = wanted.author
    if wanted.table:
        conditions.append(
            "EXISTS (SELECT 1 FROM ledger_change AS c WHERE c.entry = o.hash AND c.tbl = :tbl)"
        )
        bindings["tbl"] = wanted.table
    if wanted.since:
        conditions.append("substr(l.header ->> '$.utc', 1, 10) >= :since")
        bindings["since"] = wanted.since
    if wanted.until:
        conditions.append("substr(l.header ->> '$.utc', 1, 10) <= :until")
        bindings["until"] = wanted.until
    return conditions, bindings


def _line(connection: apsw.Connection, lamport: int, hash: bytes) -> Line:
    ((touched, destroyed, elsewhere),) = rows(
        connection,
        "SELECT count(*), total(tbl IS NOT NULL AND content IS NULL), total(tbl IS NULL) "
        "FROM ledger_change WHERE entry = ?",
        (hash,),
    )
    entry = history.entry(connection, hash, 0)
    return Line(entry, (lamport, hash.hex()), touched, int(destroyed), int(elsewhere))
