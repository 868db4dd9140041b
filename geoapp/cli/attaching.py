"""Files inside a case: taking them in, listing them with their custody log, taking them out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geoapp.case import custody
from geoapp.case.records import Key, Record, title
from geoapp.case.view import CaseView
from geoapp.cli.frame import (
    ANSWER_NO,
    AS_JSON,
    AUDIENCE,
    AUTHOR,
    CASE,
    REASON,
    RefusedError,
    one_row,
    plain_answers,
    put,
    put_json,
    reading,
    say,
    session_of,
)
from geoapp.session import Session
from geoapp.session import attachments as deeds
from geoapp.session.attachments import TakenIn


@click.command()
@CASE
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "target", metavar="ID", help="Attach them to this; a code or a number.")
@click.option("--original", default="", help="The physical original and where it lies.")
@AS_JSON
@AUTHOR
@REASON
@plain_answers
def attach(
    case: Path,
    files: tuple[Path, ...],
    target: str | None,
    original: str,
    as_json: bool,
    author: str | None,
    reason: str,
) -> None:
    """Take files into a case, hashed first. Equal files are kept once. Files stay where they are.

    Exit status 1 if any file could not be taken in.
    """
    session = session_of(case, author)
    try:
        to = one_row(session.view, target) if target else None
        done = deeds.take_in(session, files, to, original=original, reason=reason)
        linked = _attach_known(session, done, to, reason)
        document = _taken_in(session.view, done, linked)
    finally:
        session.close()
    if as_json:
        put_json(document)
    else:
        _tell(document)
    if done.refused:
        raise SystemExit(ANSWER_NO)


def _attach_known(session: Session, done: TakenIn, to: Key | None, reason: str) -> set[Key]:
    """What the case held already is attached too, since that was asked for."""
    if to is None:
        return set()
    there = {record.key for record in custody.attached(session.view, to)}
    wanted = [key for key in dict.fromkeys(done.known.values()) if key not in there]
    if wanted:
        deeds.attach(session, wanted, to, reason)
    return set(wanted)


def _taken_in(view: CaseView, done: TakenIn, linked: set[Key]) -> dict[str, Any]:
    """Files are told by their place on the command line, from 1: names may say who a witness is."""
    taken = [{"file": n + 1, **_named(view, key)} for n, key in sorted(done.taken.items())]
    known = [
        {"file": n + 1, **_named(view, key), "attached": key in linked}
        for n, key in sorted(done.known.items())
    ]
    refused = [{"file": n + 1, "reason": why} for n, why in sorted(done.refused.items())]
    return {"taken_in": taken, "known": known, "refused": refused}


def _named(view: CaseView, key: Key) -> dict[str, Any]:
    values = view.records("attachment", [key.id])[0].values
    return {
        "id": key.id,
        "code": values["code"],
        "sha256": values["sha256"],
        "bytes": values["bytes"],
        "media_type": values["media_type"],
    }


def _tell(document: dict[str, Any]) -> None:
    for row in document["taken_in"]:
        put(f"File {row['file']}: {row['code']}  {row['media_type']}  {row['sha256']}")
    for row in document["known"]:
        what = "attached to it now" if row["attached"] else "nothing was doubled"
        put(f"File {row['file']}: {row['code']} has the very same content; {what}.")
    for row in document["refused"]:
        say(f"File {row['file']}: {row['reason']}")


@click.command()
@CASE
@click.argument("identifier", metavar="[ID]", required=False)
@AS_JSON
@AUDIENCE
@plain_answers
def attachments(case: Path, identifier: str | None, as_json: bool, audience: str) -> None:
    """The files inside a case, with their custody logs; or those of one thing."""
    with reading(case, audience) as view:
        rows = _wanted(view, identifier)
        document = {"attachments": [_described(view, row) for row in rows]}
    if as_json:
        put_json(document)
    else:
        _print(document["attachments"])
    if not rows:
        raise RefusedError("There are no attachments here.")


def _print(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        here = "" if row["whole"] else "  (its content is not in this file)"
        put(f"{row['code']}  {row['media_type']}  {row['bytes']} bytes  {row['title']}{here}")
        put(f"    SHA-256 {row['sha256']}")
        for event in row["custody"]:
            note = f"  {event['note']}" if event["note"] else ""
            put(f"    {event['utc']}  {event['kind']} by {event['by']}{note}")


def _wanted(view: CaseView, identifier: str | None) -> list[Record]:
    if identifier is None:
        return sorted(view.records("attachment"), key=lambda row: (row.code, row.key.id))
    key = one_row(view, identifier)
    if key.table == "attachment":
        return [*view.records("attachment", [key.id]), *custody.redactions(view, key)]
    return custody.attached(view, key)


def _described(view: CaseView, row: Record) -> dict[str, Any]:
    original = row.values["redaction_of"]
    codes = view.titles([Key("attachment", original)]) if isinstance(original, int) else {}
    events = [
        {name: event.values[name] for name in ("kind", "by", "utc", "sha256", "note")}
        for event in custody.log(view, row.key)
    ]
    return {
        "id": row.key.id,
        "code": row.code,
        "title": title(view.statements["attachment"], row.values),
        "file_name": row.values["file_name"],
        "media_type": row.values["media_type"],
        "bytes": row.values["bytes"],
        "sha256": row.values["sha256"],
        "physical_original": row.values["physical_original"],
        "redaction_of": next((code for code, _ in codes.values()), original),
        "whole": view.content_size(row.key) is not None,
        "custody": events,
    }


@click.command(name="take-out")
@CASE
@click.argument("identifier", metavar="ID")
@click.argument("out", type=click.Path(path_type=Path))
@AUTHOR
@REASON
@plain_answers
def take_out(case: Path, identifier: str, out: Path, author: str | None, reason: str) -> None:
    """Write an attachment into the new file OUT, not encrypted, and log that it was taken out.

    Nothing is ever overwritten. What is written is compared with its SHA-256 first.
    """
    session = session_of(case, author)
    try:
        key = one_row(session.view, identifier)
        deeds.take_out(session, key, out, reason=reason)
    finally:
        session.close()
    put(str(out))
    say("The file is not encrypted. The custody log says that it was taken out, and by whom.")


COMMANDS = (attach, attachments, take_out)
