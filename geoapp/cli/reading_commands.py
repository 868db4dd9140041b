"""Commands that read a case: info, search, show, log, snapshot."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.cli.boxes import box_of
from geoapp.cli.copying import described
from geoapp.cli.frame import (
    AS_JSON,
    AUDIENCE,
    CASE,
    RefusedError,
    one_row,
    plain_answers,
    put,
    put_json,
    reading,
)
from geoapp.exchange import json_forms
from geoapp.wording import sentences


@click.command()
@CASE
@AS_JSON
@AUDIENCE
@plain_answers
def info(case: Path, as_json: bool, audience: str) -> None:
    """What a case file holds: rows per table, and the heads of its ledger."""
    with reading(case, audience) as view:
        document = json_forms.info(view)
        copy = view.field_copy()
        people = [Key("person", id) for id in copy.part.witnesses] if copy else []
        codes = {key.id: code for key, (code, _) in view.titles(people).items()}
    if as_json:
        put_json(document)
        return
    put(f"{document['title']}   (case {document['case']}, schema {document['schema']})")
    put("encrypted" if document["encrypted"] else "NOT ENCRYPTED: anyone with the file can read it")
    if copy is not None:
        put(described(copy, codes))
    for table, rows in document["tables"].items():
        if rows:
            unlocated = document["unlocated"].get(table, 0)
            put(f"{rows:8}  {table}" + (f"  ({unlocated} unlocated)" if unlocated else ""))
    heads = ", ".join(head[:12] for head in document["ledger"]["heads"])
    put(f"ledger: {document['ledger']['entries']} entries, head {heads}")
    put(f"fingerprint: {document['ledger']['fingerprint']}")


@click.command()
@CASE
@click.argument("words")
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(min=1),
    help="How many results at most.",
)
@AS_JSON
@AUDIENCE
@plain_answers
def search(case: Path, words: str, limit: int, as_json: bool, audience: str) -> None:
    """Find rows by code, name or words, in any language."""
    with reading(case, audience) as view:
        document = json_forms.search(view, words, limit)
    if as_json:
        put_json(document)
    else:
        for hit in document["hits"]:
            put(f"{hit['table']:18} {hit['code']:12} {hit['title']}")
            if hit["snippet"]:
                put(f"{'':18} {hit['snippet']}")
    if not document["hits"]:
        raise RefusedError(f"Nothing found for “{words}”.")


@click.command()
@CASE
@click.argument("identifier", metavar="ID")
@AS_JSON
@AUDIENCE
@plain_answers
def show(case: Path, identifier: str, as_json: bool, audience: str) -> None:
    """One thing, with its claims and everything linked to it. ID is a code or a number."""
    with reading(case, audience) as view:
        key = one_row(view, identifier)
        document = json_forms.show(view, key, sentences(view, view.history(key)))
    if as_json:
        put_json(document)
    else:
        _print_thing(document)


def _print_thing(document: dict[str, Any]) -> None:
    put(f"{document['code']}  {document['title']}   ({document['table']} {document['id']})")
    for name, value in document["fields"].items():
        if value not in (None, "") and name not in ("code", "geometry"):
            put(f"  {name:18} {_words(value)}")
    for claim in document["claims"]:
        source = claim.get("source") or {}
        where = source.get("title") if isinstance(source, dict) else source
        put(f"  claim: {claim['attribute']} = {_words(claim['value'])} [{claim['rank']}] {where}")
    for link in document["links"]:
        put(f"  {link['role']:18} {link['table']:18} {link['code']:10} {link['title']}")


def _words(value: Any) -> str:
    if isinstance(value, dict):
        if "words" in value:
            return str(value["words"])
        return str(value.get("found_by") or value.get("precision") or "")
    return str(value).replace("\n", " ")


@click.command()
@CASE
@click.argument("identifier", metavar="[ID]", required=False)
@AS_JSON
@AUDIENCE
@plain_answers
def log(case: Path, identifier: str | None, as_json: bool, audience: str) -> None:
    """The ledger, newest entry first; or the history of one thing."""
    with reading(case, audience) as view:
        entries = view.history(one_row(view, identifier)) if identifier else view.entries()
        document = json_forms.log(view, entries, sentences(view, entries))
    if as_json:
        put_json(document)
        return
    for entry in document["entries"]:
        put(f"{entry['hash'][:12]}  {entry['utc'][:19]}  {entry['author']}  {entry['message']}")
    if not entries:
        raise RefusedError("There is nothing to show.")


@click.command()
@CASE
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--bbox", required=True, metavar="W,S,E,N", help="Degrees; at least this is shown.")
@click.option("--size", default="1280x800", show_default=True, metavar="WxH", help="Pixels.")
@click.option("--layers", default=None, help="Layers by name, comma-separated; none: imagery alone")
@click.option(
    "--date",
    "as_of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="As of this day: what may have happened by then, and what may have stood on it.",
)
@click.option("--dark", is_flag=True, help="In dark colours.")
@AUDIENCE
@plain_answers
def snapshot(
    case: Path,
    out: Path,
    bbox: str,
    size: str,
    layers: str | None,
    as_of: datetime | None,
    dark: bool,
    audience: str,
) -> None:
    """Draw a part of the map into a PNG file."""
    box = box_of(bbox)
    width, height = _size(size)
    with reading(case, audience) as view:
        view.as_of = as_of.date() if as_of is not None else None
        wanted = _layers(layers, [t.name for t in view.statements.drawn()])
        from geoapp.ui.canvas.snapshot_file import write_snapshot

        write_snapshot(view, out, box, (width, height), wanted, dark)
    put(str(out))


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise click.UsageError("--size takes two numbers: WIDTHxHEIGHT.") from None
    if not (16 <= width <= 8192 and 16 <= height <= 8192):
        raise click.UsageError("--size must lie between 16x16 and 8192x8192.")
    return width, height


def _layers(text: str | None, known: list[str]) -> list[str]:
    if text is None:
        return known
    if text.strip() == "none":
        return []
    wanted = [name.strip() for name in text.split(",") if name.strip()]
    for name in wanted:
        if name not in known:
            raise CaseError(f"There is no layer “{name}”. The layers are: {', '.join(known)}.")
    return wanted


COMMANDS = (info, search, show, log, snapshot)
