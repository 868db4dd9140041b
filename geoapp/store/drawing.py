"""The located rows of a layer as columns, without making a record of each."""

from __future__ import annotations

import apsw
import numpy as np

from geoapp.case.errors import DamagedCaseError
from geoapp.store.columns import columns_of
from geoapp.store.failures import DAMAGED
from geoapp.store.geometry import wkb_of
from layers.drawable import Drawable
from layers.schema import Table


def title_sql(table: Table, language: str = "en") -> str:
    """An SQL expression for a row's title, as `geoapp.case.records.title` gives it."""
    names = list(table.title)
    if language == "ko":
        names.sort(key=lambda name: not name.endswith("_ko"))
    columns = (columns_of(table, table.field(name))[-1][0] for name in names)
    parts = ", ".join(f"nullif(\"{name}\", '')" for name in columns)
    return f"coalesce({parts}, '')" if len(names) > 1 else f"ifnull({parts or 'NULL'}, '')"


def drawable(connection: apsw.Connection, table: Table) -> Drawable:
    """Every row of a table that has a geometry and is not marked as deleted, ordered by id."""
    stated = {field.name for field in table}
    by = table.symbology.by if table.symbology else None
    category = f'"{columns_of(table, table.field(by))[-1][0]}"' if by in stated else "NULL"
    code = "coalesce(\"code\", '')" if "code" in stated else "''"
    rows = connection.execute(
        f'SELECT "id", "geom", "geom_radius_m", "geom_precision", {category}, '
        f"{title_sql(table)}, {title_sql(table, 'ko')}, {code} "
        f'FROM "{table.name}" WHERE "geom" IS NOT NULL AND "deleted" = 0 ORDER BY "id"'
    ).fetchall()
    if not rows:
        return Drawable.empty(table.name)
    ids, blobs, radii, precisions, categories, labels, labels_ko, codes = zip(*rows, strict=True)
    try:
        wkb = [wkb_of(blob) for blob in blobs]
        radius = np.array([np.nan if metres is None else metres for metres in radii], "f8")
    except (ValueError, TypeError) as error:
        raise DamagedCaseError(DAMAGED) from error
    return Drawable(
        table.name,
        np.array(ids, "i8"),
        wkb,
        radius,
        list(precisions),
        [None if word is None else str(word) for word in categories],
        [str(label) for label in labels],
        [str(label) for label in labels_ko],
        list(codes),
    )
