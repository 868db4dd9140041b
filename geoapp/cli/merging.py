"""Commands for working side by side: merge, bundle, conflicts, resolve."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from shapely import Point, get_num_coordinates

from geoapp.case.conflicts import ALIKE, CODE, DELETED, FIELD, Conflict, Version
from geoapp.case.errors import CaseError, NothingToWriteError, PassphraseNeededError
from geoapp.case.fingerprint import fingerprint
from geoapp.case.records import Draft, Value, from_json
from geoapp.case.view import CaseView
from geoapp.cli.frame import (
    AS_JSON,
    AUTHOR,
    CASE,
    REASON,
    RefusedError,
    one_row,
    plain_answers,
    put,
    put_json,
    say,
    session_of,
)
from geoapp.cli.passphrases import asked, given_passphrase, read_passphrase, with_passphrase
from geoapp.commands import resolving
from geoapp.profile import Profile
from geoapp.session import OLDER_COPY, Session, merging, missing_tips
from layers.coordinates import written
from layers.schema import Field, FieldKind
from layers.values import Position

MINE, THEIRS = "mine", "theirs"
JOIN, APART = "join", "apart"
KEEP, REMOVE = "keep", "remove"


@click.command()
@CASE
@click.argument("other", type=click.Path(path_type=Path))
@click.option(
    "--other-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help="Passphrase of OTHER, if it is another one than that of CASE.",
)
@AS_JSON
@plain_answers
def merge(case: Path, other: Path, other_passphrase_file: Path | None, as_json: bool) -> None:
    """Bring CASE and OTHER, a copy of it or a bundle, to the same state: both get everything."""
    session = _session(case, read_only=False)
    try:
        known = given_passphrase()
        if other_passphrase_file is not None:
            known = read_passphrase(other_passphrase_file)
        try:
            merged = merging.merge(session, other, known, both=True)
        except PassphraseNeededError:
            merged = merging.merge(session, other, asked("Passphrase of the other file"), both=True)
    finally:
        # An older copy is often merged because it is one.
        if session.older_copy and missing_tips(session.file, session.profile):
            say(OLDER_COPY)
        session.close()
    for note in merged.notes:
        say(note)
    if as_json:
        put_json(
            {"received": merged.received, "sent": merged.sent, "conflicts": merged.conflicts}
            | {"notes": list(merged.notes)}
        )
        return
    put(f"{merged.received} entries received, {merged.sent} sent.")
    if merged.conflicts:
        put(f"{merged.conflicts} conflicts wait for a decision: geoapp conflicts CASE")


def _session(case: Path, *, read_only: bool) -> Session:
    """A session that writes no entry, so that nobody needs to say who they are."""
    name = Profile().author
    session = with_passphrase(
        lambda words: Session.open(case, author=name, read_only=read_only, passphrase=words)
    )
    if session.migrated:
        say(session.migrated.sentence)
    return session


def _opened(case: Path, *, read_only: bool) -> Session:
    session = _session(case, read_only=read_only)
    if session.older_copy:
        say(OLDER_COPY)
    return session


@click.command()
@CASE
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--since",
    multiple=True,
    metavar="HEADS",
    help="Heads of the other's copy, as its “geoapp info” shows them; may be given again.",
)
@click.option(
    "--bundle-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help="Lock the bundle with this passphrase instead of the key of the case.",
)
@click.option("--plain", is_flag=True, help="Not encrypted; only of a case that is plain itself.")
@AS_JSON
@plain_answers
def bundle(
    case: Path,
    out: Path,
    since: tuple[str, ...],
    bundle_passphrase_file: Path | None,
    plain: bool,
    as_json: bool,
) -> None:
    """Write what another copy of CASE lacks into the file OUT, for “geoapp merge” there."""
    heads = [hash for given in since for hash in given.replace(",", " ").split()]
    session = _opened(case, read_only=True)
    try:
        words = None if session.encrypted or plain else given_passphrase()
        if bundle_passphrase_file is not None:
            words = read_passphrase(bundle_passphrase_file)
        entries = _bundled(session, out, heads, words, plain)
        known = session.view.info().heads
    finally:
        session.close()
    document = {"entries": entries, "heads": list(known), "fingerprint": fingerprint(known)}
    if as_json:
        put_json(document)
    else:
        put(f"{entries} entries written. Fingerprint of the case: {document['fingerprint']}")


def _bundled(session: Session, out: Path, heads: list[str], words: str | None, plain: bool) -> int:
    try:
        return merging.write_bundle(session, out, since=heads, passphrase=words, plain=plain)
    except PassphraseNeededError as error:
        say(str(error))
        words = asked("Passphrase for the bundle", twice=True)
        return merging.write_bundle(session, out, since=heads, passphrase=words)
    except NothingToWriteError as answer:
        raise RefusedError(str(answer)) from answer


@click.command()
@CASE
@AS_JSON
@plain_answers
def conflicts(case: Path, as_json: bool) -> None:
    """List what waits for a decision."""
    session = _opened(case, read_only=True)
    try:
        found = [_document(session.view, one) for one in merging.conflicts(session)]
    finally:
        session.close()
    if as_json:
        put_json({"conflicts": found})
    else:
        for document in found:
            _print(document)


def _document(view: CaseView, conflict: Conflict) -> dict[str, Any]:
    titles = view.titles(conflict.keys)
    rows = [
        {"table": key.table, "id": key.id, "code": code, "title": title}
        for key in conflict.keys
        for code, title in (titles.get(key, ("", "")),)
    ]
    versions = [
        {
            "number": number,
            "side": MINE if version.mine else THEIRS,
            "author": version.author,
            "utc": version.utc,
            "entry": version.entry,
            "value": version.value,
        }
        for number, version in enumerate(conflict.versions, 1)
    ]
    named = {"id": conflict.id, "kind": conflict.kind, "field": conflict.field}
    return {**named, "rows": rows, "versions": versions}


def _text_of(value: Any) -> str:
    """A value for people; a point no finer than its radius supports."""
    if not (isinstance(value, dict) and value.get("wkb")):
        return json.dumps(value, ensure_ascii=False)
    position = Position.from_json(value)
    shape = position.geometry
    if isinstance(shape, Point):
        words = written(shape.x, shape.y, radius_m=position.radius_m)
    else:
        words = f"{type(shape).__name__} of {get_num_coordinates(shape)} points"
    radius = None if position.radius_m is None else f"within {position.radius_m:g} m"
    return ", ".join(filter(None, (words, radius, position.precision, position.found_by)))


def _print(document: dict[str, Any]) -> None:
    put(document["id"])
    for row in document["rows"]:
        put(f"    {row['table']} {row['id']}  {row['code']}  {row['title']}".rstrip())
    for version in document["versions"]:
        value = _text_of(version["value"])
        if document["kind"] == DELETED:
            value = REMOVE if version["value"] else KEEP
        put(
            f"    {version['number']}. {version['side']:6}  {version['author']}, "
            f"{version['utc']}: {value}"
        )


@click.command()
@CASE
@click.argument("conflict")
@click.option(
    "--take",
    "choice",
    required=True,
    metavar="CHOICE",
    help="mine, theirs, version:NUMBER or author:NAME; a value for a field; keep or remove for "
    "what was deleted; a new code for the later of two rows; join or apart for what looks alike.",
)
@AUTHOR
@REASON
@plain_answers
def resolve(case: Path, conflict: str, choice: str, author: str | None, reason: str) -> None:
    """Decide CONFLICT, as “geoapp conflicts” names it."""
    session = session_of(case, author)
    try:
        found = [one for one in merging.conflicts(session) if one.id == conflict]
        if not found:
            raise RefusedError(f"No conflict “{conflict}” is open in this case.")
        session.do(_decided(session.view, found[0], choice, reason))
        left = len(merging.conflicts(session))
    finally:
        session.close()
    put(f"Decided. {left} conflicts are left.")


def _decided(view: CaseView, conflict: Conflict, choice: str, reason: str) -> Draft:
    version = _version(conflict, choice)
    if version is not None:
        return resolving.take(view, conflict, version, reason)
    return _OTHERWISE[conflict.kind](view, conflict, choice, reason)


def _version(conflict: Conflict, choice: str) -> Version | None:
    """The version that a choice names; None if it names none."""
    if choice in (MINE, THEIRS):
        fitting = [one for one in conflict.versions if one.mine == (choice == MINE)]
    elif choice.startswith("author:"):
        fitting = [one for one in conflict.versions if one.author == choice[7:]]
    elif choice.startswith("version:") and choice[8:].isdecimal():
        fitting = list(conflict.versions[int(choice[8:]) - 1 : int(choice[8:])])
    else:
        return None
    if len({json.dumps(one.value, sort_keys=True) for one in fitting}) != 1:
        said = "None of the versions is" if not fitting else "Several different versions are"
        raise click.UsageError(f"{said} “{choice}”; name one by its number, as in version:2.")
    return fitting[-1]


def _value(view: CaseView, conflict: Conflict, choice: str, reason: str) -> Draft:
    field = view.statements[conflict.keys[0].table].field(str(conflict.field))
    return resolving.take_value(view, conflict, _typed(view, field, choice), reason)


def _typed(view: CaseView, field: Field, words: str) -> Value:
    from geoapp.exchange.cells import CellError, convert

    if not words.strip():
        return None
    if field.kind is FieldKind.REFERENCE:
        return one_row(view, words).id
    try:
        if field.kind in (FieldKind.POSITION, FieldKind.VALUE):
            return from_json(field, json.loads(words))
        return convert(field, words).value
    except (CellError, ValueError, KeyError, TypeError) as error:
        raise CaseError(
            f"“{field.label.en}” cannot hold this. Nothing was decided; name one of the versions, "
            "or give a value of that field (a place as JSON, as “geoapp conflicts --json” has it)."
        ) from error


def _deletion(view: CaseView, conflict: Conflict, choice: str, reason: str) -> Draft:
    if choice not in (KEEP, REMOVE):
        raise click.UsageError("A row that one side deleted can be decided by keep or remove.")
    wanted = choice == REMOVE
    fitting = [one for one in conflict.versions if bool(one.value) == wanted]
    return resolving.take(view, conflict, fitting[-1], reason)


def _code(view: CaseView, conflict: Conflict, choice: str, reason: str) -> Draft:
    return resolving.new_code(view, conflict, choice, reason)


def _alike(view: CaseView, conflict: Conflict, choice: str, reason: str) -> Draft:
    if choice == JOIN:
        return resolving.join(view, conflict, reason=reason)
    if choice == APART:
        return resolving.not_the_same(view, conflict, reason)
    raise click.UsageError("Rows that look alike can be decided by join or apart.")


_OTHERWISE: dict[str, Callable[[CaseView, Conflict, str, str], Draft]] = {
    FIELD: _value,
    DELETED: _deletion,
    CODE: _code,
    ALIKE: _alike,
}

COMMANDS = (merge, bundle, conflicts, resolve)
