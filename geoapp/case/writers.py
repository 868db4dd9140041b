"""Who wrote in a case: its replicas, and the keys they signed with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Writer:
    """One copy of the case that somebody wrote in: a replica with its last entry.

    `signer`: the public key under its last entry, in hex; empty where that is not signed.
    """

    replica: str
    entries: int
    utc: str
    author: str
    signer: str
