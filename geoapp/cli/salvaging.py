"""The command that makes a new case from what is left of a damaged one."""

from __future__ import annotations

from pathlib import Path

import click

from geoapp.cli.frame import (
    ANSWER_NO,
    AS_JSON,
    AUTHOR,
    CASE,
    author_of,
    plain_answers,
    put,
    put_json,
)
from geoapp.cli.passphrases import with_passphrase
from geoapp.profile import Profile


@click.command()
@CASE
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--keys-from",
    type=click.Path(path_type=Path, exists=True),
    metavar="COPY",
    help="Another copy of the case, or a folder with backups of it, if CASE lost its passphrases.",
)
@AUTHOR
@AS_JSON
@plain_answers
def salvage(
    case: Path, out: Path, keys_from: Path | None, author: str | None, as_json: bool
) -> None:
    """Make the new case OUT from whatever can be read in the damaged CASE.

    CASE is never written to. Says what is missing; exit status 1 if anything is.
    """
    from geoapp.session.salvaging import salvage as salvaged

    name = author_of(author)
    done = with_passphrase(
        lambda words: salvaged(
            case, out, author=name, profile=Profile(), passphrase=words, keys_from=keys_from
        )
    )
    if as_json:
        told = {name: getattr(done, name) for name in done.__slots__ if name != "labels"}
        put_json({"out": str(out), "complete": done.complete, **told})
    else:
        for sentence in done.sentences:
            put(sentence)
    if not done.complete:
        raise SystemExit(ANSWER_NO)
