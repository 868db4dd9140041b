"""The heads of a ledger as a short text that two people can compare by voice or on paper.

A ledger cannot see that its own end was cut off. Whoever noted this text before can.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable

GROUPS, LETTERS = 4, 4


def fingerprint(heads: Iterable[str]) -> str:
    """80 bits of SHA-256 over the sorted heads (hex), as ``ABCD-EFGH-2345-67AB``.

    Equal for equal heads, whatever their order; another one after every change.
    """
    digest = hashlib.sha256(b"geoapp heads" + b"".join(map(bytes.fromhex, sorted(heads)))).digest()
    text = b32encode(digest[:10]).decode("ascii")
    return "-".join(text[start : start + LETTERS] for start in range(0, GROUPS * LETTERS, LETTERS))
