"""Backups on the command line: make one, list them, restore one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geoapp.cli.frame import ANSWER_NO, AS_JSON, CASE, plain_answers, put, put_json, say
from geoapp.cli.passphrases import FILE, with_passphrase
from geoapp.profile import Profile

if TYPE_CHECKING:
    from geoapp.store.generations import Generation

_FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.command()
@CASE
@_FOLDER
@click.option("--keep", default=20, show_default=True, type=click.IntRange(min=1))
@AS_JSON
@plain_answers
def backup(case: Path, folder: Path, keep: int, as_json: bool) -> None:
    """Back up CASE into FOLDER: only what is new is written. The newest --keep are kept.

    The backup is encrypted as the case is and opens with the same passphrases.
    """
    from geoapp.session import backups

    file = with_passphrase(lambda words: backups.open_for_backup(case, words))
    with file:
        made = backups.back_up(file, folder, Profile(), kept=keep)
    if as_json:
        put_json(_described(made))
        return
    put(
        f"Backup {made.number} of “{made.name}”: {made.written:,} of {made.bytes:,} bytes were "
        f"new; {made.entries} entries, fingerprint {made.fingerprint}."
    )


@click.command(name="backups")
@_FOLDER
@click.option("--check", is_flag=True, help="Read every part of every backup and compare it.")
@AS_JSON
@plain_answers
def list_backups(folder: Path, check: bool, as_json: bool) -> None:
    """List the backups in FOLDER. Exit status 1 if one is damaged."""
    from geoapp.store import generations

    found = [_described(made, check) for made in generations.generations(folder)]
    damaged = [str(path) for path in generations.unreadable(folder)]
    if as_json:
        put_json({"backups": found, "unreadable": damaged})
    else:
        for made in found:
            put(_line(made))
        for path in damaged:
            put(f"“{path}” is damaged, so this backup cannot be restored.")
        if not found and not damaged:
            say(f"There is no backup in “{folder}”.")
    if damaged or any(made.get("damaged_parts") for made in found):
        raise SystemExit(ANSWER_NO)


def _described(made: Generation, check: bool = False) -> dict[str, Any]:
    from geoapp.store import generations

    told = asdict(made) | {"folder": str(made.shelf), "parts": len(made.parts)}
    told["encrypted"] = made.encrypted
    del told["shelf"], told["slots"]
    return told | ({"damaged_parts": generations.damaged_parts(made)} if check else {})


def _line(made: dict[str, Any]) -> str:
    kind = "encrypted" if made["encrypted"] else "plain"
    line = (
        f"{made['number']:6}  {made['utc']}  {made['name']}  {made['bytes']:,} bytes, {kind}, "
        f"{made['entries']} entries, {made['fingerprint']}"
    )
    if made.get("damaged_parts"):
        line += f"  DAMAGED: {made['damaged_parts']} of {made['parts']} parts"
    return line


@click.command()
@_FOLDER
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--generation", type=int, help="Which backup; else the newest.")
@click.option("--case", "name", help="Which case, if backups of several lie there.")
@FILE
@AS_JSON
@plain_answers
def restore(
    folder: Path, out: Path, generation: int | None, name: str | None, as_json: bool
) -> None:
    """Make the case file OUT from a backup in FOLDER; nothing is ever overwritten.

    It is verified afterwards; exit status 1 if anything in it is wrong.
    """
    from geoapp.session import backups

    made = backups.chosen(folder, generation, name)
    done = with_passphrase(lambda words: backups.restore(made, out, Profile(), passphrase=words))
    problems = list(dict.fromkeys(problem.sentence for problem in done.problems))
    if as_json:
        told = {"erased_since": done.erased_since, "newest": done.newest, "problems": problems}
        put_json({"out": str(out), "ok": not problems, **told, "backup": _described(made)})
    else:
        for sentence in (*done.sentences, *problems):
            put(sentence)
    if problems:
        raise SystemExit(ANSWER_NO)
