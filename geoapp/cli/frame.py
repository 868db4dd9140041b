"""What all commands share: opening a case, printing, exit statuses, sentences for errors."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.case.view import INTERNAL, CaseView
from geoapp.cli.passphrases import FILE, with_passphrase
from geoapp.profile import Profile
from geoapp.session import OLDER_COPY, Session, refuse_identities

P = ParamSpec("P")
R = TypeVar("R")

ANSWER_NO = 1
UNUSABLE = 2

_PATH = click.argument("case", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
AUDIENCE = click.option(
    "--audience",
    default=INTERNAL,
    show_default=True,
    help="For whom it is shown; nobody but internal sees anything yet.",
)
AUTHOR = click.option("--author", help="Name or code that the ledger carries.")
REASON = click.option("--reason", default="", help="Why, for the ledger.")


def CASE(command: Callable[P, R]) -> Callable[P, R]:  # noqa: N802 - one of the decorators
    """The case that a command is about, with the way to its passphrase."""
    return _PATH(FILE(command))


class RefusedError(Exception):
    """The answer is no: nothing found, or not allowed. Exit status 1."""


def say(text: str) -> None:
    """A message for people, on standard error."""
    click.echo(text, err=True)


def put(text: str) -> None:
    """A result, on standard output."""
    click.echo(text)


def put_json(document: Any) -> None:
    """One JSON document on standard output, in UTF-8 whatever the locale says."""
    words = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.buffer.write(words.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()


def plain_answers(function: Callable[P, R]) -> Callable[P, R]:
    """Turn every expected failure into one sentence and an exit status."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except RefusedError as answer:
            say(str(answer))
            sys.exit(ANSWER_NO)
        except CaseError as error:
            say(str(error))
            sys.exit(UNUSABLE)
        except BrokenPipeError:
            # Whoever read the output, such as `head`, has seen enough.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            say(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
            sys.exit(UNUSABLE)

    return run


@contextmanager
def reading(case: Path, audience: str) -> Iterator[CaseView]:
    """A view on a case that nothing here can change."""
    from geoapp.store import CaseFile

    file = with_passphrase(lambda words: CaseFile.open(case, read_only=True, passphrase=words))
    refuse_identities(file)
    try:
        with file.reader() as reader:
            yield CaseView(reader, audience)
    finally:
        file.close()


def session_of(case: Path, author: str | None) -> Session:
    """A session that may change a case, under the name for its ledger."""
    name = author_of(author)
    session = with_passphrase(lambda words: Session.open(case, author=name, passphrase=words))
    if session.migrated:
        say(session.migrated.sentence)
    if session.older_copy:
        say(OLDER_COPY)
    return session


def author_of(given: str | None) -> str:
    """The author named on the command line, else the one of the profile."""
    author = (given or Profile().author).strip()
    if not author:
        raise click.UsageError(
            "The ledger needs a name or code for who makes this change: add --author NAME."
        )
    return author


def one_row(view: CaseView, identifier: str) -> Key:
    """The row that a code or number means. Refused when none or several do."""
    keys = view.resolve(identifier)
    if not keys:
        raise RefusedError(f"Nothing in this case has the code or number “{identifier}”.")
    if len(keys) > 1:
        numbers = ", ".join(f"{key.table} {key.id}" for key in keys)
        raise click.UsageError(
            f"“{identifier}” means several things here; use one of the numbers: {numbers}."
        )
    return keys[0]
