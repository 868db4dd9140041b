"""The times of a table's rows as columns, without making a record of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

import apsw
import numpy as np

from geoapp.case.errors import DamagedCaseError
from geoapp.case.timespan import OPEN_END, OPEN_START, Days, Spans
from geoapp.store.columns import columns_of
from geoapp.store.failures import DAMAGED
from layers.schema import Field, Table


def spans(
    connection: apsw.Connection,
    table: Table,
    time: Field,
    also: Sequence[str],
    ids: Iterable[int] | None = None,
) -> Spans:
    """The bounds of one date of every row that is not marked as deleted, ordered by id.

    `also`: fields of one column whose values are wanted as well; None for each row
    where the table has no such field. `ids`: only of these rows.
    """
    stated = {field.name for field in table}
    columns = [f'"{name}"' for name, _ in columns_of(table, time)[:2]]
    columns += [f'"{name}"' if name in stated else "NULL" for name in also]
    chosen = "" if ids is None else ' AND "id" IN (SELECT value FROM json_each(:ids))'
    rows = connection.execute(
        f'SELECT "id", {", ".join(columns)} FROM "{table.name}" '
        f'WHERE "deleted" = 0{chosen} ORDER BY "id"',
        {} if ids is None else {"ids": json.dumps(list(ids))},
    ).fetchall()
    if not rows:
        return Spans.empty(also)
    found, first, last, *others = zip(*rows, strict=True)
    return Spans(
        np.array(found, np.int64),
        _days(first, OPEN_START),
        _days(last, OPEN_END),
        dict(zip(also, others, strict=True)),
    )


def _days(cells: Sequence[str | None], unknown: int) -> Days:
    try:
        # Many rows, few days: each is read once.
        days: dict[str | None, int] = {None: unknown}
        days |= {day: date.fromisoformat(day).toordinal() for day in set(cells) if day is not None}
    except (ValueError, TypeError) as error:
        raise DamagedCaseError(DAMAGED) from error
    return np.array([days[cell] for cell in cells], np.int64)
