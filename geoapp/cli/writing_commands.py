"""Commands that make or change a case, or write files: demo, new, import, link, export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geoapp.case.errors import CaseError, CaseExistsError
from geoapp.case.ties import ROLE, STANCE
from geoapp.cli.frame import (
    AS_JSON,
    AUTHOR,
    CASE,
    REASON,
    RefusedError,
    author_of,
    one_row,
    plain_answers,
    put,
    put_json,
    reading,
    say,
    session_of,
)
from geoapp.cli.key_commands import LOST
from geoapp.cli.passphrases import asked, given_passphrase
from geoapp.commands.link import link as link_things
from geoapp.session import Session


@click.command()
@click.option("--at", "folder", type=click.Path(path_type=Path, file_okay=False), default=None)
@click.option("--no-window", is_flag=True, help="Only build it and print its path.")
@plain_answers
def demo(folder: Path | None, no_window: bool) -> None:
    """Open the sample case: published facts, and an invented case. Built if need be."""
    from geoapp.sample import sample_case

    path = sample_case(folder)
    put(str(path))
    if not no_window:
        from geoapp.app import run

        raise SystemExit(run(path))


@click.command()
@CASE
@click.option("--title", default=None, help="What the case is called; else the file's name.")
@click.option("--plain", is_flag=True, help="Not encrypted: anyone with the file can read it.")
@AUTHOR
@plain_answers
def new(case: Path, title: str | None, plain: bool, author: str | None) -> None:
    """Make a new, empty case. It is encrypted; you are asked for its passphrase."""
    name = author_of(author)
    if case.exists():
        raise CaseExistsError(f"“{case.name}” exists already; it was not changed.")
    words = _passphrase_for_new(plain)
    session = Session.create(case, title=title or case.stem, author=name, passphrase=words)
    session.close()
    put(str(case))
    if plain:
        say("The file is not encrypted: anyone who has it can read it.")
    else:
        say(f"{LOST} Add a recovery passphrase: geoapp keys add CASE --recovery")


def _passphrase_for_new(plain: bool) -> str | None:
    given = given_passphrase()
    if plain and given is not None:
        raise click.UsageError("A plain case has no passphrase: leave out one of the two.")
    if plain:
        return None
    return given if given is not None else asked("Passphrase for the new case", twice=True)


@click.command(name="import")
@CASE
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as", "layer", default=None, help="The layer or table the rows belong to.")
@click.option("--mapping", type=click.Path(path_type=Path), help="JSON: {column: field}.")
@click.option("--dry-run", is_flag=True, help="Only report what would happen.")
@click.option("--january-is-year", is_flag=True, help="Read 1 January as the whole year.")
@click.option("--update", is_flag=True, help="Adopt values that differ, instead of adding rivals.")
@AS_JSON
@AUTHOR
@REASON
@plain_answers
def import_files(case: Path, files: tuple[Path, ...], **options: Any) -> None:
    """Take in CSV or GeoJSON files. Every row is accounted for in the report."""
    from geoapp.cli.importing import import_into

    session = session_of(case, options["author"])
    try:
        documents = import_into(session, files, options)
    finally:
        session.close()
    document = documents[0] if len(documents) == 1 else _summed(documents)
    if options["as_json"]:
        put_json(document)
    else:
        _print_report(document)


def _summed(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """One report for several files: numbers added, lists joined."""
    total: dict[str, Any] = {}
    for document in documents:
        for name, value in document.items():
            if isinstance(value, bool) or not isinstance(value, int | list):
                total.setdefault(name, value)
            else:
                total[name] = total[name] + value if name in total else value
    return total


def _print_report(document: dict[str, Any]) -> None:
    for name in ("read", "added", "updated", "already", "rival"):
        put(f"{document[name]:8}  {name}")
    for name in ("unlocated", "refused"):
        put(f"{len(document[name]):8}  {name}")
        for row in document[name]:
            put(f"          line {row['line']}: {row['reason']}")
    for name, rows in document.items():
        if isinstance(rows, list) and name not in ("unlocated", "refused"):
            for row in rows:
                put(f"          {name}, line {row.get('line', '?')}: {row.get('reason', row)}")


@click.command()
@CASE
@click.argument("start", metavar="FROM_ID")
@click.argument("end", metavar="TO_ID")
@click.option("--role", required=True, type=click.Choice([term.code for term in ROLE.terms]))
@click.option("--stance", type=click.Choice([term.code for term in STANCE.terms]))
@click.option("--note", default=None)
@AUTHOR
@REASON
@plain_answers
def link(
    case: Path,
    start: str,
    end: str,
    role: str,
    stance: str | None,
    note: str | None,
    author: str | None,
    reason: str,
) -> None:
    """Tie two things together. FROM_ID and TO_ID are codes or numbers."""
    session = session_of(case, author)
    try:
        view = session.view
        ends = one_row(view, start), one_row(view, end)
        session.do(link_things(view, *ends, role, stance=stance, note=note, reason=reason))
    finally:
        session.close()
    put(f"{start} —{role}→ {end}")


@click.command()
@CASE
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--to", "--audience", "audience", default="internal", show_default=True, help="For whom."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "geojson"]),
    default="csv",
    show_default=True,
)
@click.option("--tables", default="", help="Tables by name, comma-separated; else all with rows.")
@click.option("--overwrite", is_flag=True, help="Replace files that are there.")
@AS_JSON
@plain_answers
def export(
    case: Path,
    out: Path,
    audience: str,
    form: str,
    tables: str,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Write tables as CSV or GeoJSON files into the folder OUT."""
    from geoapp.exchange import export_files

    wanted = tuple(name.strip() for name in tables.split(",") if name.strip())
    with reading(case, audience) as view:
        unknown = [name for name in wanted if name not in view.statements]
        if unknown:
            raise CaseError(f"This case has no table named “{unknown[0]}”.")
        if view.audience != "internal":
            raise RefusedError(
                f"Nothing was written: no consent for “{view.audience}” can be checked yet, "
                "so only internal exports are made."
            )
        document = export_files(view, out, form=form, tables=wanted, overwrite=overwrite)
    if as_json:
        put_json(document)
    else:
        for path in document["written"]:
            put(str(path))
    if document.get("withheld"):
        say(f"{document['withheld']} rows were left out: consent to them was withdrawn.")


COMMANDS = (demo, new, import_files, link, export)
