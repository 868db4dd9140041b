"""Who the persons of a case are: the identity file beside it, with a passphrase of its own.

What is said of a person is read from a file, from standard input or from the terminal, and
is never a word of the command, where the system would show it to others and keep it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from geoapp.case.errors import CaseError, PassphraseNeededError
from geoapp.case.identities import IDENTITY, TOLD
from geoapp.case.records import Key, Record
from geoapp.cli.frame import (
    ANSWER_NO,
    AS_JSON,
    AUTHOR,
    REASON,
    RefusedError,
    author_of,
    one_row,
    plain_answers,
    put,
    put_json,
    say,
)
from geoapp.cli.passphrases import FILE, STDIN, asked, read_passphrase, with_passphrase
from geoapp.session import Session
from geoapp.session.identities import Identities

P = ParamSpec("P")
R = TypeVar("R")
CODE = click.argument("code", metavar="CODE")


def _beside(command: Callable[P, R]) -> Callable[P, R]:
    """The identity file, the case it belongs to, and the ways to both passphrases."""
    own = click.option(
        "--identity-passphrase-file",
        "words",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="F",
        help="File with the passphrase of the identity file; - is standard input, the next line.",
    )
    case = click.option("--case", required=True, type=click.Path(path_type=Path), metavar="CASE")
    file = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        return command(*args, **kwargs)

    return file(case(FILE(own(run))))


@contextmanager
def _session(case: Path, author: str | None = None) -> Iterator[Session]:
    """The case, for reading only: nothing of the identities is ever written into it."""
    session = with_passphrase(
        lambda words: Session.open(case, author=author or "", read_only=True, passphrase=words)
    )
    try:
        yield session
    finally:
        session.close()


def _opened(session: Session, file: Path, words: Path | None, only_read: bool) -> Identities:
    if words is not None:
        return Identities.open(session, file, read_passphrase(words), read_only=only_read)
    try:
        return Identities.open(session, file, None, read_only=only_read)
    except PassphraseNeededError:
        typed = asked("Passphrase of the identity file")
        return Identities.open(session, file, typed, read_only=only_read)


def _person(session: Session, code: str) -> Key:
    key = one_row(session.view, code)
    if key.table != "person":
        raise CaseError(f"“{code}” is no person.")
    return key


@click.group()
def identity() -> None:
    """Names, contacts and risk of persons, in a file of their own with its own passphrase."""


@identity.command()
@_beside
@AUTHOR
@plain_answers
def new(file: Path, case: Path, words: Path | None, author: str | None) -> None:
    """Make an identity file for a case. It need not travel with the case."""
    with _session(case, author_of(author)) as session:
        chosen = (
            asked("Passphrase of the identity file", twice=True)
            if words is None
            else read_passphrase(words)
        )
        Identities.create(session, file, chosen).close()
    say(f"{file} was made. Without its passphrase nobody can ever open it again.")


@identity.command()
@_beside
@click.argument("code", metavar="[CODE]", required=False)
@AS_JSON
@plain_answers
def show(file: Path, case: Path, words: Path | None, code: str | None, as_json: bool) -> None:
    """Who a person is; without a code, everyone of whom something is known."""
    with _session(case) as session:
        wanted = None if code is None else _person(session, code)
        identities = _opened(session, file, words, only_read=True)
        records = identities.all()
        people = session.view.titles(Key("person", record.key.id) for record in records)
        codes = {key.id: now for key, (now, _) in people.items()}
        told = [_told(r, codes) for r in records if wanted is None or r.key.id == wanted.id]
    if as_json:
        put_json({"identities": told})
    else:
        for one in told:
            put(f"{one['code'] or one['person']}  {one['name'] or ''}")
            for name in TOLD[1:]:
                if one[name]:
                    put(f"  {IDENTITY.field(name).label.en}: {one[name]}")
    if not told:
        raise RefusedError("Nothing is known of this person." if code else "It holds nobody yet.")


def _told(record: Record, codes: dict[int, str]) -> dict[str, Any]:
    """`code`: what the person is called in the case now; `code_then`: when it was written."""
    said = {name: record.values[name] for name in TOLD}
    code = codes.get(record.key.id)
    return {"person": record.key.id, "code": code, "code_then": record.code, **said}


@identity.command(name="set")
@_beside
@CODE
@click.option(
    "--values",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help="JSON object with any of: " + ", ".join(TOLD) + "; - is the rest of standard input.",
)
@AUTHOR
@REASON
@plain_answers
def set_values(
    file: Path,
    case: Path,
    words: Path | None,
    code: str,
    values: Path | None,
    author: str | None,
    reason: str,
) -> None:
    """Say who a person is. Without --values you are asked; nothing is shown to others."""
    with _session(case, author_of(author)) as session:
        person = _person(session, code)
        identities = _opened(session, file, words, only_read=False)
        told = _asked(identities.of(person)) if values is None else _read(values)
        changed = identities.put(person, told, reason)
    say("Written." if changed else "All of this is there already; nothing was written.")


def _asked(known: Record | None) -> dict[str, str | None]:
    if not sys.stdin.isatty():
        raise CaseError("Nobody can be asked here: give --values F (- is standard input).")
    told: dict[str, str | None] = {}
    for name in TOLD:
        before = str(known.values[name] or "") if known else ""
        label = IDENTITY.field(name).label.en
        told[name] = click.prompt(label, default=before, err=True) or None
    return told


def _read(path: Path) -> dict[str, str | None]:
    try:
        text = sys.stdin.read() if path == STDIN else path.read_text("utf-8-sig")
        told = json.loads(text)
    except OSError as error:
        raise CaseError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise CaseError(f"{path} holds no JSON object in UTF-8.") from error
    if not isinstance(told, dict) or not all(
        words is None or isinstance(words, str) for words in told.values()
    ):
        raise CaseError(f"{path} has to hold one JSON object with texts: {', '.join(TOLD)}.")
    return told


@identity.command()
@_beside
@plain_answers
def verify(file: Path, case: Path, words: Path | None) -> None:
    """Replay the ledger of an identity file and compare it with what it holds."""
    with _session(case) as session:
        problems = _opened(session, file, words, only_read=True).verify()
    for problem in problems:
        put(problem.sentence)
    if problems:
        raise SystemExit(ANSWER_NO)
    put("The ledger of the identity file and what it holds agree.")
