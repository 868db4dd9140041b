"""Tables and fields that another file of the case has, added to ours."""

from __future__ import annotations

import json

import apsw

from geoapp.case.errors import MergeRefusedError
from geoapp.case.tables import Statements
from geoapp.store import schema
from geoapp.store.connection import rows
from geoapp.store.statement_form import canonical, from_json, widened
from layers.schema import Table


def stated_in(connection: apsw.Connection) -> list[Table]:
    """The statements of tables that an examined file holds."""
    stated = rows(connection, "SELECT statement FROM case_statement ORDER BY rowid")
    return [from_json(json.loads(text)) for (text,) in stated]


def widen(
    ours: apsw.Connection, theirs: apsw.Connection, statements: Statements
) -> tuple[Statements, list[str]]:
    """Our statements with what only the other file has, and the tables that became wider.

    Inside the caller's transaction. The very same statements if nothing was added.
    MergeRefusedError if the two hold a field in different forms.
    """
    tables = {table.name: table for table in statements}
    added = []
    for stated in stated_in(theirs):
        held = tables.get(stated.name)
        table = stated if held is None else _together(held, stated)
        if held is None:
            schema.create_table(ours, table)
        elif canonical(table) == canonical(held):
            continue
        else:
            schema.extend_table(ours, table, held)
        tables[table.name] = table
        added.append(table.name)
    return (Statements(tuple(tables.values())) if added else statements), added


def _together(held: Table, stated: Table) -> Table:
    try:
        return widened(held, stated)
    except ValueError as error:
        raise MergeRefusedError(
            f"The two files keep {error} in different forms, so they cannot be merged. "
            "Nothing was written. Bring both to the same version of the program first."
        ) from error
