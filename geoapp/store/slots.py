"""Key slots: the random key of a case, wrapped once per passphrase.

The pages of an encrypted case are ChaCha20-Poly1305 of SQLite3 Multiple Ciphers, under a
random key of 32 bytes and the 16 bytes of salt that the file begins with. No passphrase
is ever the key of the file, so one can be added, changed or taken away without
writing the case anew.

A slot holds its version, the parameters of scrypt, a salt of its own, and the case key
sealed with ChaCha20-Poly1305; what is stated in the clear is bound to the seal and to the
file's salt. Its label says who it is for, and is sealed under the case key: whoever has the
file without a passphrase does not learn who holds one. Passphrases are compared in NFC,
since the same Korean words are typed in two forms.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from geoapp.case.errors import PassphraseError, PassphraseNeededError, RefusedChangeError
from geoapp.store.canonical_json import canonical

VERSION = 1
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
MOST_SLOTS = 32
PERSON, RECOVERY = "person", "recovery"
WRONG = "Wrong passphrase or damaged file. Nothing was written."

COST = {"n": 2**17, "r": 8, "p": 1}
"""What new slots cost to open: 128 MiB and about half a second per try."""
_MOST_COST = {"n": 2**20, "r": 8, "p": 4}
_MOST_MEMORY = 2**31 - 1


@dataclass(frozen=True, slots=True, repr=False)
class CaseKey:
    """The key of the pages of one case file, and the salt the file begins with."""

    key: bytes
    salt: bytes

    @classmethod
    def new(cls) -> CaseKey:
        """A random one."""
        return cls(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES))

    def pragma(self) -> str:
        """The statement that gives a connection the key."""
        return f"PRAGMA key = 'raw:{self.key.hex()}{self.salt.hex()}'"


@dataclass(frozen=True, slots=True)
class Slot:
    """One passphrase's way to the case key; bytes as they lie in the file."""

    version: int
    purpose: str
    cost: Mapping[str, int]
    salt: bytes
    label: bytes
    wrapped: bytes

    def to_json(self) -> dict[str, Any]:
        """The form in the file."""
        return {**self._stated(), "label": self.label.hex(), "wrapped": self.wrapped.hex()}

    def _stated(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "purpose": self.purpose,
            "kdf": "scrypt",
            **self.cost,
            "salt": self.salt.hex(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Slot:
        """The inverse of `to_json`. ValueError, KeyError or TypeError for another shape."""
        cost = {name: data[name] for name in COST}
        sound = all(type(v) is int and 1 <= v <= _MOST_COST[n] for n, v in cost.items())
        if data["version"] != VERSION or data["kdf"] != "scrypt" or not sound:
            raise ValueError("a slot of another kind")
        sealed = (bytes.fromhex(data[name]) for name in ("salt", "label", "wrapped"))
        return cls(VERSION, str(data["purpose"]), cost, *sealed)

    def bound_to(self, file_salt: bytes) -> bytes:
        """What the seal is bound to."""
        return canonical({**self._stated(), "file": file_salt.hex()})


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """A slot as people see it. `number` counts from 1."""

    number: int
    label: str
    purpose: str
    version: int
    cost: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Slots:
    """All slots of one case file, with the salt of the file."""

    salt: bytes
    slots: tuple[Slot, ...]

    def to_bytes(self) -> bytes:
        """Canonical JSON."""
        return canonical(
            {
                "format": "geoapp key slots",
                "version": VERSION,
                "cipher": "chacha20",
                "salt": self.salt.hex(),
                "slots": [slot.to_json() for slot in self.slots],
            }
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Slots:
        """The inverse of `to_bytes`. ValueError, KeyError or TypeError for another shape."""
        salt = bytes.fromhex(data["salt"])
        known = (data["version"], data["cipher"], len(salt)) == (VERSION, "chacha20", SALT_BYTES)
        if not known or not 1 <= len(data["slots"]) <= MOST_SLOTS:
            raise ValueError("slots of another kind")
        return cls(salt, tuple(Slot.from_json(slot) for slot in data["slots"]))

    def unwrap(self, passphrase: str | None) -> tuple[CaseKey, int]:
        """The case key, and the number of the slot that the passphrase opens.

        PassphraseNeededError without a passphrase, PassphraseError when it opens no slot.
        """
        if not passphrase:
            raise PassphraseNeededError(
                "This case is encrypted: give its passphrase. Nothing was written."
            )
        for number, slot in enumerate(self.slots, 1):
            key = _opened(slot, passphrase, self.salt)
            if key is not None:
                return CaseKey(key, self.salt), number
        raise PassphraseError(WRONG)

    def infos(self, key: CaseKey) -> list[SlotInfo]:
        """What each slot says of itself."""
        return [
            SlotInfo(number, _label(slot, key), slot.purpose, slot.version, dict(slot.cost))
            for number, slot in enumerate(self.slots, 1)
        ]

    def added(self, key: CaseKey, passphrase: str, label: str, purpose: str = PERSON) -> Slots:
        """With one more slot. RefusedChangeError for an empty passphrase or too many slots."""
        if len(self.slots) >= MOST_SLOTS:
            raise RefusedChangeError(f"A case has room for {MOST_SLOTS} passphrases.")
        return replace(self, slots=(*self.slots, _wrapped(key, passphrase, label, purpose)))

    def removed(self, number: int) -> Slots:
        """Without one slot. RefusedChangeError if there is none, or it is the last."""
        self._check(number)
        if len(self.slots) == 1:
            raise RefusedChangeError(
                "This is the only passphrase: without any, the case could never be opened again. "
                "Add another one first."
            )
        return replace(self, slots=self.slots[: number - 1] + self.slots[number:])

    def changed(self, number: int, key: CaseKey, passphrase: str) -> Slots:
        """With another passphrase in one slot, which keeps its label and purpose."""
        self._check(number)
        old = self.slots[number - 1]
        new = _wrapped(key, passphrase, _label(old, key), old.purpose)
        return replace(self, slots=(*self.slots[: number - 1], new, *self.slots[number:]))

    def _check(self, number: int) -> None:
        if not 1 <= number <= len(self.slots):
            raise RefusedChangeError(f"There is no passphrase with the number {number}.")


def new_recovery_passphrase() -> str:
    """160 random bits as eight groups of four letters and digits, to be kept on paper."""
    letters = b32encode(secrets.token_bytes(20)).decode("ascii").lower()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def first(key: CaseKey, passphrase: str, label: str = "") -> Slots:
    """The slots of a new case."""
    return Slots(key.salt, ()).added(key, passphrase, label)


def _derived(passphrase: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(words, salt=salt, dklen=KEY_BYTES, maxmem=_MOST_MEMORY, **cost)


def _wrapped(key: CaseKey, passphrase: str, label: str, purpose: str) -> Slot:
    if not passphrase:
        raise RefusedChangeError("A passphrase cannot be empty.")
    salt = secrets.token_bytes(SALT_BYTES)
    slot = Slot(VERSION, purpose, dict(COST), salt, _sealed_label(label, key, salt), b"")
    secret = ChaCha20Poly1305(_derived(passphrase, salt, slot.cost))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return replace(slot, wrapped=nonce + secret.encrypt(nonce, key.key, slot.bound_to(key.salt)))


def _opened(slot: Slot, passphrase: str, file_salt: bytes) -> bytes | None:
    nonce, sealed = slot.wrapped[:NONCE_BYTES], slot.wrapped[NONCE_BYTES:]
    try:
        secret = ChaCha20Poly1305(_derived(passphrase, slot.salt, slot.cost))
        key = secret.decrypt(nonce, sealed, slot.bound_to(file_salt))
    except (InvalidTag, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def _label_secret(key: CaseKey) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hashlib.sha256(b"geoapp labels of key slots" + key.key).digest())


def _sealed_label(label: str, key: CaseKey, slot_salt: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _label_secret(key).encrypt(nonce, label.encode("utf-8", "replace"), slot_salt)


def _label(slot: Slot, key: CaseKey) -> str:
    nonce, sealed = slot.label[:NONCE_BYTES], slot.label[NONCE_BYTES:]
    try:
        return _label_secret(key).decrypt(nonce, sealed, slot.salt).decode("utf-8")
    except (InvalidTag, ValueError):
        return "?"


def labels_of(infos: Sequence[SlotInfo], wanted: str) -> list[int]:
    """The numbers of the slots that a number or label means."""
    if wanted.isdecimal():
        return [info.number for info in infos if info.number == int(wanted)]
    return [info.number for info in infos if info.label == wanted]
