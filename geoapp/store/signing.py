"""Signatures under ledger entries: who wrote them, as far as a key can tell.

The key pair belongs to one author on one machine in one case. The private half never
travels with the case: the user's profile keeps it, sealed under a key that is derived from
the case key, so that it is of use only to whoever can open the case. The header of an
entry names the public half as ``signer``, so that a signature cannot be stripped or replaced
without the hash of the entry changing. A signature is Ed25519 over the entry's hash.

Plain cases have no key to seal with; their entries bear no signatures.
"""

from __future__ import annotations

import hashlib
import secrets

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from geoapp.store.slots import NONCE_BYTES, CaseKey

_BOUND = b"geoapp signing key 1"


class Signer:
    """One key pair."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key().public_bytes_raw().hex()

    @classmethod
    def new(cls) -> Signer:
        """A random one."""
        return cls(Ed25519PrivateKey.generate())

    def sign(self, hash: bytes) -> bytes:
        """The signature, 64 bytes, of an entry's hash."""
        return self._private.sign(hash)

    def sealed(self, key: CaseKey) -> str:
        """The private half as a profile may keep it."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = _secret(key).encrypt(nonce, self._private.private_bytes_raw(), _BOUND)
        return (nonce + sealed).hex()

    @classmethod
    def unsealed(cls, text: str, key: CaseKey) -> Signer | None:
        """The inverse of `sealed`; None for anything else."""
        try:
            data = bytes.fromhex(text)
            private = _secret(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], _BOUND)
            return cls(Ed25519PrivateKey.from_private_bytes(private))
        except (InvalidTag, ValueError):
            return None


def _secret(key: CaseKey) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hashlib.sha256(_BOUND + key.key).digest())


def is_signed(signer: object, hash: bytes, signature: object) -> bool:
    """Whether a signature over a hash was made with the private half of `signer` (hex)."""
    if not isinstance(signer, str) or not isinstance(signature, bytes):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer)).verify(signature, hash)
    except (InvalidSignature, ValueError):
        return False
    return True
