"""The passphrases of an encrypted case: list, add, change and take away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geoapp.case.errors import CaseError
from geoapp.cli.frame import AS_JSON, CASE, plain_answers, put, put_json, say
from geoapp.cli.passphrases import asked, read_passphrase, with_passphrase

if TYPE_CHECKING:
    from geoapp.store import CaseFile

NEW = click.option(
    "--new-passphrase-file",
    "new",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help="File with the new passphrase; - is standard input, the next line there.",
)
WHICH = click.argument("which", metavar="NUMBER_OR_LABEL")
LOST = "Without any passphrase the case is lost: nobody can open it, and nobody can help."


@contextmanager
def _opened(case: Path, read_only: bool = False) -> Iterator[CaseFile]:
    from geoapp.store import CaseFile

    file = with_passphrase(lambda words: CaseFile.open(case, read_only=read_only, passphrase=words))
    with file:
        if file.migrated:
            say(file.migrated.sentence)
        yield file


def _one(file: CaseFile, which: str) -> int:
    numbers = file.keys.numbers_of(which)
    if len(numbers) != 1:
        raise CaseError(
            f"“{which}” is the number or label of {len(numbers)} passphrases of this case. "
            "See: geoapp keys list"
        )
    return numbers[0]


@click.group()
def keys() -> None:
    """The passphrases of an encrypted case, one per person, and a recovery one."""


@keys.command(name="list")
@CASE
@AS_JSON
@plain_answers
def list_keys(case: Path, as_json: bool) -> None:
    """Who can open a case: number, purpose and label of each passphrase."""
    with _opened(case, read_only=True) as file:
        slots = file.keys.infos()
    if as_json:
        described = [
            {"number": s.number, "label": s.label, "purpose": s.purpose, "version": s.version}
            | {"kdf": "scrypt", **s.cost}
            for s in slots
        ]
        put_json({"slots": described})
        return
    for slot in slots:
        put(f"{slot.number:3}  {slot.purpose:9}  {slot.label}")
    if all(slot.purpose != "recovery" for slot in slots):
        say(f"There is no recovery passphrase. {LOST}")


@keys.command(name="add")
@CASE
@click.option("--label", default="", help="Who it is for; can be read only in the open case.")
@click.option("--recovery", is_flag=True, help="Make a random one for the safe, shown once.")
@NEW
@plain_answers
def add_key(case: Path, label: str, recovery: bool, new: Path | None) -> None:
    """One more passphrase for a case."""
    with _opened(case) as file:
        if recovery:
            words = file.keys.add_recovery(label or "recovery")
        else:
            file.keys.add(_new_passphrase(new), label)
    if recovery:
        put(words)
        say("Write this down and lock it away; it is not shown again.")


@keys.command(name="remove")
@CASE
@WHICH
@plain_answers
def remove_key(case: Path, which: str) -> None:
    """Take a passphrase away. The last one stays."""
    with _opened(case) as file:
        file.keys.remove(_one(file, which))
    say("Taken away. It still opens older copies and backups of this case.")


@keys.command(name="change")
@CASE
@click.argument("which", metavar="[NUMBER_OR_LABEL]", required=False)
@NEW
@plain_answers
def change_key(case: Path, which: str | None, new: Path | None) -> None:
    """Another passphrase in place of one; without a number, of the one that was given."""
    with _opened(case) as file:
        number = file.keys.opened_by if which is None else _one(file, which)
        file.keys.change(number, _new_passphrase(new))
    say("Changed. The old passphrase still opens older copies and backups of this case.")


def _new_passphrase(given: Path | None) -> str:
    return asked("New passphrase", twice=True) if given is None else read_passphrase(given)
