"""Passphrases on the command line: from a file, from standard input, or typed unseen.

They are never words of the command itself, where the system would show them to others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from geoapp.case.errors import CaseError, PassphraseNeededError

T = TypeVar("T")
_GIVEN = "geoapp.passphrase_file"
STDIN = Path("-")

FILE = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    expose_value=False,
    is_eager=True,
    callback=lambda context, _parameter, value: context.meta.__setitem__(_GIVEN, value),
    metavar="F",
    help="File with the passphrase in its first line; - is standard input. Else you are asked.",
)


def with_passphrase(open_case: Callable[[str | None], T]) -> T:
    """Call `open_case` with the passphrase given; ask for one only if the case needs it."""
    given = given_passphrase()
    if given is not None:
        return open_case(given)
    try:
        return open_case(None)
    except PassphraseNeededError:
        return open_case(asked("Passphrase"))


def given_passphrase() -> str | None:
    """The passphrase of ``--passphrase-file``; None without it."""
    path = click.get_current_context().meta.get(_GIVEN)
    return None if path is None else read_passphrase(path)


def read_passphrase(path: Path) -> str:
    """The first line of a file or of standard input. CaseError if it is empty or unreadable."""
    try:
        if path == STDIN:
            line = sys.stdin.readline()
        else:
            with path.open(encoding="utf-8-sig") as file:
                line = file.readline()
    except OSError as error:
        raise CaseError(f"The passphrase cannot be read from {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CaseError(f"{path} is no text in UTF-8, so no passphrase is read.") from error
    words = line.rstrip("\r\n")
    if not words:
        raise CaseError(f"There is no passphrase in the first line of {path}.")
    return words


def asked(label: str, twice: bool = False) -> str:
    """Ask on the terminal without showing what is typed. CaseError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise PassphraseNeededError(
            "A passphrase is needed and nobody can be asked here: "
            "give it with --passphrase-file F (- is standard input)."
        )
    try:
        words = click.prompt(label, hide_input=True, err=True, confirmation_prompt=twice)
    except click.Abort as error:
        raise CaseError("No passphrase was given. Nothing was written.") from error
    return str(words)
