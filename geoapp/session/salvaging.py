"""Salvaging a damaged case, and what this machine remembers of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from geoapp.profile import Profile, new_replica
from geoapp.store import Signer
from geoapp.store.salvage_report import Salvaged
from geoapp.store.salvaging import key_of
from geoapp.store.salvaging import salvage as salvage_file

SALVAGED = "salvaged"


def check_keys(path: Path, passphrase: str | None, keys_from: Path | None = None) -> None:
    """CaseError unless a damaged case can be decrypted, or is a plain one.

    PassphraseNeededError, PassphraseError; DamagedCaseError if its own passphrases are lost.
    """
    key_of(path, passphrase, keys_from)


def salvage(
    path: Path,
    out: Path,
    *,
    author: str,
    profile: Profile,
    passphrase: str | None = None,
    keys_from: Path | None = None,
) -> Salvaged:
    """Make the new case `out` from what can be read of a damaged one, which stays as it is.

    `keys_from`: another copy of the case, or a folder with backups of it, if the end of
    the damaged file with its passphrases is lost. CaseError as `geoapp.store.salvaging.salvage`.
    """
    lock = key_of(path, passphrase, keys_from)

    def signer_for(case: str) -> Signer | None:
        if lock is None:
            return None
        kept = profile.signing_key(case, author)
        signer = Signer.unsealed(kept, lock[0]) if kept else None
        if signer is None:
            signer = Signer.new()
            profile.remember_signing_key(case, author, signer.public, signer.sealed(lock[0]))
        return signer

    done = salvage_file(
        path, out, author=author, replica=new_replica(), lock=lock, signer_for=signer_for
    )
    utc = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    profile.forget_replica(done.case)
    profile.remember_copy(done.case, out, SALVAGED, utc)
    return done
