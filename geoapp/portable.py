"""Portable mode: the program leaves nothing on the computer it runs on.

It is on when a file named ``geoapp-portable`` lies beside the case or the program, when the
command has ``--portable``, or when the environment variable GEOAPP_PORTABLE is set. Then there is
no profile: settings and the list of recent cases live in memory, there is no log, and Qt,
fontconfig and PROJ find no folder that they could write to.

What an encrypted case needs to know of its writer lies beside it, in ``<case>-portable``, sealed
under the key of the case: the author's name, the number under which this copy of the case is
written, the entries last seen, the sealed signing keys. Whoever copies case and note to another
medium must not go on under the same number, or two entries would bear one sequence number. So the
note names the file that it lies in, by the number that the medium gives it, and a note that was
copied counts for nothing: the copy gets a new number, and its author a new signing key. Plain
cases have no note, since there is no key to seal it with; each session writes under a new number.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

MARKER = "geoapp-portable"
ENDING = "-portable"
_ON, _HOME = "GEOAPP_PORTABLE", "GEOAPP_PORTABLE_HOME"
_NOWHERE = str(Path(os.devnull) / "nowhere")
# Each of these is asked by some library for a folder of the user's that it may write to.
_ELSEWHERE = (
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "MPLCONFIGDIR",
    "PROJ_USER_WRITABLE_DIRECTORY",
)
_NONCE = 12
_BOUND = b"geoapp portable note 1"


def on() -> bool:
    """Whether nothing may be left on this computer."""
    return os.environ.get(_ON, "0") not in ("", "0")


def home() -> Path | None:
    """The folder with the marker, where new files may go; None where there is none."""
    known = os.environ.get(_HOME)
    return Path(known) if known else None


def turn_on(where: Path | None = None) -> None:
    """From now on leave nothing here. `where`: the folder with the marker."""
    os.environ[_ON] = "1"
    if where is not None:
        os.environ[_HOME] = str(where.absolute())
    for name in _ELSEWHERE:
        os.environ[name] = _NOWHERE
    os.environ["MESA_SHADER_CACHE_DISABLE"] = "true"
    sys.dont_write_bytecode = True


def heed(path: Path) -> None:
    """Turn portable mode on if the marker lies beside a file."""
    folder = path.absolute().parent
    if (folder / MARKER).exists():
        turn_on(folder)


def heed_start(words: Iterable[str]) -> None:
    """Turn it on if the environment, the folder of the program or a path in the command says so.

    Called before any library looks for a folder of the user's.
    """
    if on():
        turn_on()
    program = (Path(sys.argv[0]), Path(__file__).resolve().parent)
    for path in (*program, *(Path(word) for word in words if not word.startswith("-"))):
        heed(path)


class Note:
    """What lies sealed beside a case."""

    def __init__(self, case: Path, key: bytes) -> None:
        self.case = case
        self._path = case.with_name(case.name + ENDING)
        self._secret = ChaCha20Poly1305(hashlib.sha256(_BOUND + key).digest())

    def read(self) -> dict[str, Any]:
        """What was written here; nothing where there is none, or one that was copied here."""
        try:
            number = self._path.stat().st_ino
            data = self._path.read_bytes()
            text = self._secret.decrypt(data[:_NONCE], data[_NONCE:], _BOUND)
        except (OSError, InvalidTag, ValueError):
            return {}
        found: dict[str, Any] = json.loads(text)
        known: dict[str, Any] = found["known"]
        if found["file"] == number:
            return known
        return {name: known[name] for name in ("author", "tips") if name in known}

    def write(self, known: Mapping[str, Any]) -> None:
        """Written whole or not at all; where nothing can be written, only comfort is lost."""
        coming = self._path.with_name(self._path.name + ".new")
        try:
            with coming.open("wb") as file:
                # Renaming keeps the number of a file; copying does not.
                number = os.fstat(file.fileno()).st_ino
                text = json.dumps({"file": number, "known": known}).encode("utf-8")
                nonce = secrets.token_bytes(_NONCE)
                file.write(nonce + self._secret.encrypt(nonce, text, _BOUND))
            coming.replace(self._path)
        except OSError:
            coming.unlink(missing_ok=True)
