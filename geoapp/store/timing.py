"""The times of a table's rows as columns, without making a record of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import apsw
import numpy as np

from geoapp.case.errors import DamagedCaseError
from geoapp.case.timespan import OPEN_END, OPEN_START, Days, Spans
from geoapp.store.columns import columns_of
from geoapp.store.failures import DAMAGED
from layers.schema import Field, Table


def spans(connection: apsw.Connection, table: Table, time: Field, also: Sequence[str]) -> Spans:
    """The bounds of one date of every row that is not marked as deleted, ordered by id.

    `also`: fields of one column whose values are wanted as well; None for each row
    where the table has no such field.
    """
    stated = {field.name for field in table}
    columns = [f'"{name}"' for name, _ in columns_of(table, time)[:2]]
    columns += [f'"{name}"' if name in stated else "NULL" for name in also]
    rows = connection.execute(
        f'SELECT "id", {", ".join(columns)} FROM "{table.name}" WHERE "deleted" = 0 ORDER BY "id"'
    ).fetchall()
    if not rows:
        return Spans.empty(also)
    ids, first, last, *others = zip(*rows, strict=True)
    return Spans(
        np.array(ids, np.int64),
        _days(first, OPEN_START),
        _days(last, OPEN_END),
        dict(zip(also, others, strict=True)),
    )


def _days(cells: Sequence[str | None], unknown: int) -> Days:
    read = date.fromisoformat
    try:
        days = [unknown if cell is None else read(cell).toordinal() for cell in cells]
    except (ValueError, TypeError) as error:
        raise DamagedCaseError(DAMAGED) from error
    return np.array(days, np.int64)
