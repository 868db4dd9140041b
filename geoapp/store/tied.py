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
        Key(table, id)
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
    counts: dict[Key, dict[str, int]] = {}
    for near_table, near_id, far_table, far_id in pairs:
        near, far = Key(near_table, near_id), Key(far_table, far_id)
        if near in gone or far in gone:
            continue
        of = counts.setdefault(near, {})
        of[far_table] = of.get(far_table, 0) + 1
    return counts
