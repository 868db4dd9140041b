"""The command that takes a part of a case along: a field copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import shapely

from geoapp.case.errors import CaseError
from geoapp.case.parts import FieldCopy, Part, layers_of
from geoapp.cli.boxes import box_of
from geoapp.cli.frame import (
    AS_JSON,
    AUTHOR,
    CASE,
    REASON,
    plain_answers,
    put,
    put_json,
    say,
    session_of,
)
from geoapp.cli.passphrases import asked, read_passphrase, with_passphrase
from geoapp.session import Session, copies

LEDGER_GOES_ALONG = (
    "It also holds the whole ledger without content: who changed something when, and the "
    "reasons they gave, also for what stays at home."
)


@click.command()
@CASE
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--bbox", metavar="W,S,E,N", help="Degrees; without it everywhere.")
@click.option("--layers", help="Layers by name, comma-separated; none for no places. Else all.")
@click.option("--witness", "codes", multiple=True, metavar="CODE", help="May be given repeatedly.")
@click.option("--named", is_flag=True, help="Also persons named there who gave no account.")
@click.option("--dry-run", is_flag=True, help="Only print what would be in it.")
@click.option(
    "--new-passphrase-file",
    "new",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help="File with the passphrase of the copy; - is standard input, the next line there.",
)
@AUTHOR
@REASON
@AS_JSON
@plain_answers
def copy(case: Path, out: Path, author: str | None, as_json: bool, **options: Any) -> None:
    """Make a field copy: a part of CASE in a file OUT with a passphrase of its own.

    It holds the rows of the chosen layers in the box, the chosen witnesses with all they
    said, and what is needed to make sense of both. Of all else it holds only hashes. It is
    opened, changed and verified like any case, and merges back.
    """
    session = _opened(case, author, options["dry_run"])
    try:
        part = _part(session, options)
        found = copies.choose(session, part)
        document: dict[str, Any] = {"rows": dict(found.rows), "total": found.total}
        document["attachment_bytes"] = found.attachment_bytes
        if not options["dry_run"]:
            words = _new_passphrase(options["new"])
            made = copies.make(session, out, part, words, reason=options["reason"])
            document |= {"copy": made.copy.number, "written": str(out)}
    finally:
        session.close()
    if as_json:
        put_json(document)
        return
    for table, rows in document["rows"].items():
        put(f"{rows:8}  {table}")
    if options["dry_run"]:
        say(f"{found.total} rows would be in the copy. Nothing was written.")
    else:
        say(f"A field copy with {found.total} rows was written to {out}. {LEDGER_GOES_ALONG}")


def _opened(case: Path, author: str | None, only_read: bool) -> Session:
    if not only_read:
        return session_of(case, author)
    return with_passphrase(
        lambda words: Session.open(case, author="", read_only=True, passphrase=words)
    )


def _part(session: Session, options: dict[str, Any]) -> Part:
    area = None if options["bbox"] is None else shapely.box(*box_of(options["bbox"]))
    known = [table.name for table in layers_of(session.statements)]
    layers = known if options["layers"] is None else _names(options["layers"])
    people = {witness.code.casefold(): witness.id for witness in copies.witnesses(session)}
    chosen = set()
    for code in options["codes"]:
        if code.strip().casefold() not in people:
            raise CaseError(f"No person with the code “{code}” gave an account in this case.")
        chosen.add(people[code.strip().casefold()])
    return Part(area, frozenset(layers), frozenset(chosen), options["named"])


def _names(text: str) -> list[str]:
    return [] if text.strip() == "none" else [n.strip() for n in text.split(",") if n.strip()]


def _new_passphrase(given: Path | None) -> str:
    if given is None:
        return asked("Passphrase of the field copy", twice=True)
    return read_passphrase(given)


def described(copy: FieldCopy, codes: dict[int, str]) -> str:
    """What a field copy is of, in one line. `codes`: of the witnesses, by id."""
    area = copy.part.area
    where = "everywhere"
    if area is not None:
        where = "within " + ",".join(f"{degrees:.4f}" for degrees in area.bounds)
    layers = ", ".join(sorted(copy.part.tables)) or "no layers"
    people = ", ".join(sorted(codes.get(id, str(id)) for id in copy.part.witnesses)) or "none"
    return (
        f"field copy made {copy.made} by {copy.by}, {copy.rows} rows then: "
        f"{layers} {where}; witnesses: {people}"
    )
