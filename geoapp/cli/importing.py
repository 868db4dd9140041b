"""One file into a case: read it, plan it, commit it unless it is only a trial."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from geoapp.exchange import plan_import, read_file, read_mapping, table_of
from geoapp.session import Session


def import_into(session: Session, file: Path, options: dict[str, Any]) -> dict[str, Any]:
    """The report on every row, as JSON. CaseError when the file cannot be used.

    `options`: layer, mapping, dry_run, january_is_year, update and reason.
    """
    rows = read_file(file)
    table = options["layer"] or table_of(rows, session.statements)
    mapping = read_mapping(options["mapping"]) if options["mapping"] else None
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
