"""What links tie together, counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import apsw

from geoapp.case.records import Key
from geoapp.store.connection import rows

# A link that names only one end ties nothing; as a row it can be seen all the same.
TIED = (
    '"deleted" = 0 AND "from_table" NOT NULL AND "from_id" NOT NULL '
    'AND "to_table" NOT NULL AND "to_id" NOT NULL'
)
"""The condition under which a row of the link table ties two things."""


def link_counts(
    connection: apsw.Connection, tables: Iterable[str]
) -> Mapping[Key, Mapping[str, int]]:
    """For each linked row: how many different rows of which table it is linked to.

    Rows and links marked as deleted do not count.
    """
    held = list(tables)
    if "link" not in held:
        return {}
    gone = {
        (table, id)
        for table in held
        for (id,) in rows(connection, f'SELECT "id" FROM "{table}" WHERE "deleted" <> 0')
    }
    pairs = rows(
        connection,
        'SELECT "from_table", "from_id", "to_table", "to_id" '
        f'FROM "link" WHERE {TIED} UNION '
        'SELECT "to_table", "to_id", "from_table", "from_id" '
        f'FROM "link" WHERE {TIED}',
    )
    if gone:
        pairs = [pair for pair in pairs if pair[:2] not in gone and pair[2:] not in gone]
    # Keys are made once per row, not once per link: there are many more links.
    counts: dict[str, dict[int, dict[str, int]]] = {}
    for near_table, near_id, far_table, _ in pairs:
        of = counts.setdefault(near_table, {}).setdefault(near_id, {})
        of[far_table] = of.get(far_table, 0) + 1
    return {Key(table, id): of for table, ids in counts.items() for id, of in ids.items()}


def pairs(connection: apsw.Connection, tables: tuple[str, str], role: str) -> list[tuple[int, int]]:
    """(id in the first table, id in the second) that links of a role tie, in either direction.

    Neither the links nor the rows are marked as deleted; each pair is there once.
    """
    near, far = tables
    found = rows(
        connection,
        f'WITH pair(near, far) AS (SELECT "from_id", "to_id" FROM "link" WHERE {TIED} '
        'AND "role" = :role AND "from_table" = :near AND "to_table" = :far UNION '
        f'SELECT "to_id", "from_id" FROM "link" WHERE {TIED} '
        'AND "role" = :role AND "to_table" = :near AND "from_table" = :far) '
        f'SELECT near, far FROM pair JOIN "{near}" AS n ON n."id" = near AND n."deleted" = 0 '
        f'JOIN "{far}" AS f ON f."id" = far AND f."deleted" = 0 ORDER BY near, far',
        {"role": role, "near": near, "far": far},
    )
    return [(near_id, far_id) for near_id, far_id in found]
