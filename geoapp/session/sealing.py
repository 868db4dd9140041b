"""What a window keeps in memory of a case that is locked, unreadable without its key."""

from __future__ import annotations

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from geoapp.session.open_case import Session
from geoapp.store.slots import NONCE_BYTES

_BOUND = b"geoapp locked window 1"


def sealed(session: Session, text: bytes) -> bytes:
    """Bytes that only whoever opens this case again can read. CaseError for a plain case."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _secret(session).encrypt(nonce, text, _BOUND)


def unsealed(session: Session, data: bytes) -> bytes | None:
    """The inverse of `sealed`; None for anything else."""
    try:
        return _secret(session).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], _BOUND)
    except (InvalidTag, ValueError):
        return None


def _secret(session: Session) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hashlib.sha256(_BOUND + session.keys.key.key).digest())
