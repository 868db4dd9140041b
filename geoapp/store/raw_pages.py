"""The pages of a case file taken one by one, for a file that the database will not read.

Only for salvaging: the file is read as bytes, never written, and nobody may have it open.
Pages are those of SQLite (https://www.sqlite.org/fileformat2.html). Of an encrypted case
each page ends with 12 bytes of nonce, 4 of counter and 16 of authenticator: ChaCha20-Poly1305
of SQLite3 Multiple Ciphers. The counter is combined with the number of the page; the first
64 bytes of the key stream hold the key of the authenticator and the key of the page.
"""

from __future__ import annotations

import hmac
import mmap
import struct
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.poly1305 import Poly1305

from geoapp.store.keys import PLAIN
from geoapp.store.slots import CaseKey

PAGE_BYTES = 4096
SEALED_BYTES = 32
_CLEAR_BYTES = 24  # of the first page: the salt, and eight bytes of SQLite's own header
_WAL_HEAD, _FRAME_HEAD = 32, 24


class RawPages:
    """All pages of a file, with what its log holds. `damaged` counts those that failed."""

    def __init__(self, path: Path, key: CaseKey | None) -> None:
        self._key = None if key is None else key.key
        self._content = _mapped(path)
        self._later = _logged(path.with_name(path.name + "-wal"))
        self.usable = PAGE_BYTES - (SEALED_BYTES if key else 0)
        self.damaged: set[int] = set()
        first = self.page(1)
        stated = 0 if first is None else int.from_bytes(first[28:32], "big")
        there = len(self._content) // PAGE_BYTES
        self.count = max(min(stated, 4 * there + 64), max(self._later, default=0))
        if first is None or stated == 0:
            self.count = max(there, self.count)

    def page(self, number: int) -> bytes | None:
        """One page, counted from 1, as SQLite sees it; None if it is missing or damaged."""
        raw = self._later.get(number)
        if raw is None:
            raw = self._content[(number - 1) * PAGE_BYTES : number * PAGE_BYTES]
        if number < 1 or len(raw) != PAGE_BYTES:
            found = None
        elif self._key is None:
            found = raw
        else:
            found = _unsealed(self._key, number, raw)
        if found is None:
            self.damaged.add(number)
        return found

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """(number, page) of every page that can be read."""
        for number in range(1, self.count + 1):
            page = self.page(number)
            if page is not None:
                yield number, page


def _mapped(path: Path) -> mmap.mmap | bytes:
    """The bytes of a file, which may be larger than the memory."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _logged(path: Path) -> dict[int, bytes]:
    """The newest committed page of each number in a log, as they lie there."""
    try:
        log = path.read_bytes()
    except OSError:
        return {}
    committed: dict[int, bytes] = {}
    running: dict[int, bytes] = {}
    salts = log[16:24]
    step = _FRAME_HEAD + PAGE_BYTES
    for start in range(_WAL_HEAD, len(log) - step + 1, step):
        number, size, salt = struct.unpack_from(">II8s", log, start)
        if salt != salts:
            break
        running[number] = log[start + _FRAME_HEAD : start + step]
        if size:
            committed |= running
            running = {}
    return committed


def _unsealed(key: bytes, number: int, page: bytes) -> bytes | None:
    foot = page[-SEALED_BYTES:]
    nonce, counter, seal = foot[:12], int.from_bytes(foot[12:16], "little") ^ number, foot[16:]
    keys = _stream(key, nonce, counter, bytes(64))
    if not hmac.compare_digest(Poly1305.generate_tag(keys[:32], page[:-16]), seal):
        return None
    start = _CLEAR_BYTES if number == 1 else 0
    plain = _stream(keys[32:], nonce, counter + 1, page[start:-SEALED_BYTES])
    head = PLAIN + page[len(PLAIN) : _CLEAR_BYTES] if number == 1 else b""
    return head + plain + bytes(SEALED_BYTES)


def _stream(key: bytes, nonce: bytes, counter: int, data: bytes) -> bytes:
    start = (counter & 0xFFFFFFFF).to_bytes(4, "little") + nonce
    return Cipher(algorithms.ChaCha20(key, start), None).encryptor().update(data)
