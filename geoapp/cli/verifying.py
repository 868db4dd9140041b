"""The command that replays the ledger of a case and compares it with the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geoapp.case.errors import ForeignSchemaError
from geoapp.case.identities import holds_identities
from geoapp.cli.frame import ANSWER_NO, AS_JSON, CASE, plain_answers, put, put_json
from geoapp.cli.passphrases import with_passphrase
from geoapp.profile import Profile


@click.command()
@CASE
@AS_JSON
@plain_answers
def verify(case: Path, as_json: bool) -> None:
    """Replay the ledger and compare it with the case. Exit status 1 if anything is wrong."""
    document = _verified(case)
    if as_json:
        put_json(document)
    else:
        for sentence in (*document["problems"], *document["notes"]):
            put(sentence)
        if document["ok"]:
            for signer in document["signers"]:
                put(_signed_by(signer))
            put(f"All {document['entries']} entries of the ledger and the case agree.")
    if not document["ok"]:
        raise SystemExit(ANSWER_NO)


def _signed_by(signer: dict[str, Any]) -> str:
    key = f"signed with {signer['signer'][:16]}" if signer["signer"] else "not signed"
    known = ", a key of this machine" if signer["own"] else ""
    return f"{signer['entries']:8}  entries of {signer['author']}, {key}{known}"


def _verified(case: Path) -> dict[str, Any]:
    from geoapp.store import CaseFile

    try:
        file = with_passphrase(lambda words: CaseFile.open(case, read_only=True, passphrase=words))
    except ForeignSchemaError as error:
        return {
            "ok": False,
            "entries": None,
            "problems": [str(error)],
            "notes": [],
            "signers": [],
        }
    profile = Profile()
    with file:
        found = file.verify(profile.tips(file.kept_as))
        with file.reader() as reader:
            entries, notes = reader.info().entries, reader.content_notes()
            signers = _signers(reader.signers(), profile.own_signers(file.case_id))
        # Where somebody keeps an identity file is nobody's business, the profile's included.
        if not found and not holds_identities(file.statements):
            profile.remember_tips(file.kept_as, file.tips())
    sentences = list(dict.fromkeys(problem.sentence for problem in found))
    return {
        "ok": not found,
        "entries": entries,
        "problems": sentences,
        "notes": notes,
        "signers": signers,
    }


def _signers(counted: dict[tuple[str, str], int], own: set[str]) -> list[dict[str, Any]]:
    """Who signed: unknown keys are shown, for a person to compare, and never refused."""
    return [
        {"author": author, "signer": signer, "entries": count, "own": signer in own}
        for (author, signer), count in sorted(counted.items())
    ]
