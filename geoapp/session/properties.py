"""What a case is, as one can read it off its file: form, protection, who wrote, heads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geoapp.case.records import Problem
from geoapp.case.view import CaseInfo
from geoapp.case.writers import Writer
from geoapp.session.open_case import Session


@dataclass(frozen=True, slots=True)
class Properties:
    """`own`: the public keys of this machine. `signers`: entries per (author, public key).

    `passphrases`: how many open the case; None for a plain one. `bytes`: of the file alone.
    """

    info: CaseInfo
    path: Path
    bytes: int
    read_only: bool
    passphrases: int | None
    replica: str
    writers: tuple[Writer, ...]
    signers: Mapping[tuple[str, str], int]
    own: frozenset[str]


def properties(session: Session) -> Properties:
    """Read it. May run on any thread."""
    with session.file.reader() as reader:
        return Properties(
            reader.info(),
            session.path,
            session.path.stat().st_size,
            session.read_only,
            len(session.keys.infos()) if session.encrypted else None,
            session.file.replica,
            tuple(reader.writers()),
            reader.signers(),
            frozenset(session.profile.own_signers(session.file.case_id)),
        )


def verified(session: Session) -> list[Problem]:
    """Verify the case; of one that is sound, this machine remembers the latest entries."""
    found = session.verify()
    if not found:
        session.profile.remember_tips(session.file.kept_as, session.file.tips())
    return found
