"""Files into a case: read them all, then plan and commit one by one, unless it is a trial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from geoapp.exchange import plan_import, read_file, read_mapping, table_of
from geoapp.exchange.rows import RowFile
from geoapp.session import Session


def import_into(
    session: Session, files: Sequence[Path], options: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The report on every row of each file, as JSON. CaseError when a file cannot be used.

    `options`: layer, mapping, dry_run, january_is_year, update and reason. All files are
    read before the first is written: one that cannot be read leaves the case as it was.
    """
    mapping = read_mapping(options["mapping"]) if options["mapping"] else None
    read = [read_file(file) for file in files]
    tables = [options["layer"] or table_of(rows, session.statements) for rows in read]
    return [
        _one(session, rows, table, mapping, options)
        for rows, table in zip(read, tables, strict=True)
    ]


def _one(
    session: Session,
    rows: RowFile,
    table: str,
    mapping: Mapping[str, str] | None,
    options: Mapping[str, Any],
) -> dict[str, Any]:
    plan = plan_import(
        session.view,
        table,
        rows,
        update=options["update"],
        mapping=mapping,
        january_is_year=options["january_is_year"],
    )
    if plan.draft is not None and not options["dry_run"]:
        session.do(replace(plan.draft, reason=options["reason"]))
    return plan.report.to_json()
