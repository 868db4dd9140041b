"""Backups of a case in a folder: each a whole generation, of which only what is new is written.

A generation is the file as it lies on the disk, in parts of 16 pages. A part is a file that
is named by its SHA-256, so that generations share what did not change; an encrypted case is
backed up as the encrypted pages it consists of, and its key slots go with it, so that a backup
opens with the passphrases that the case had. In the folder::

    geoapp-backups/<name>-<number of the case>/generations/000012.json
    geoapp-backups/<name>-<number of the case>/parts/3f/3f52…

A generation's file is written last: what has none was never finished, and is no backup. It
names its parts in order and says in the clear what a list of backups shows: number, time,
sizes, how many entries the ledger has and their fingerprint, and how many erasures.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from geoapp.case.errors import CaseNotFoundError
from geoapp.store.slots import Slots

TOP = "geoapp-backups"

_VERSION = 1
_HASH = re.compile("[0-9a-f]{64}")
Tell = Callable[[int, int], None]
"""Told how many parts are done, and of how many; raises to stop."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One backup. `written`: bytes that only this one brought; `shelf`: where it lies."""

    shelf: Path
    number: int
    utc: str
    case: str
    name: str
    bytes: int
    written: int
    entries: int
    fingerprint: str
    erasures: int
    slots: dict[str, Any] | None
    parts: tuple[str, ...]

    @property
    def encrypted(self) -> bool:
        """Whether it needs a passphrase."""
        return self.slots is not None

    @property
    def manifest(self) -> Path:
        """The file that names its parts."""
        return self.shelf / "generations" / f"{self.number:06}.json"


def part_path(shelf: Path, name: str) -> Path:
    """The file of a part."""
    return shelf / "parts" / name[:2] / name


def holds(path: Path, name: str) -> bool:
    """Whether a file is there and holds what its name says."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == name
    except FileNotFoundError:
        return False


def to_bytes(made: Generation) -> bytes:
    """The file of a generation: JSON, and its SHA-256 in a second line."""
    stated = {"format": "geoapp backup", "version": _VERSION, **asdict(made)}
    del stated["shelf"]
    text = json.dumps(stated, ensure_ascii=False, sort_keys=True).encode("utf-8")
    return text + b"\n" + hashlib.sha256(text).hexdigest().encode() + b"\n"


def manifests(shelf: Path) -> list[Path]:
    """The files of all generations of one case, the oldest first."""
    found = (shelf / "generations").glob("*.json")
    return sorted(path for path in found if path.stem.isdecimal())


def read(manifest: Path) -> Generation | None:
    """A generation; None if its file is damaged or of another kind."""
    try:
        text, checksum = manifest.read_bytes().splitlines()
        if hashlib.sha256(text).hexdigest().encode() != checksum:
            return None
        stated = json.loads(text)
        if (stated.pop("format"), stated.pop("version")) != ("geoapp backup", _VERSION):
            return None
        parts = tuple(stated.pop("parts"))
        if not all(_HASH.fullmatch(part) for part in parts):
            return None
        if stated["slots"] is not None:
            Slots.from_json(stated["slots"])
        return Generation(shelf=manifest.parent.parent, parts=parts, **stated)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def shelves(folder: Path) -> list[Path]:
    """The folders of the single cases in a folder of backups. CaseNotFoundError."""
    folder = Path(folder)
    if not folder.is_dir():
        raise CaseNotFoundError(f"There is no folder “{folder}”.")
    places = (folder, folder / TOP, *sorted((folder / TOP).glob("*")), *sorted(folder.glob("*")))
    return list(dict.fromkeys(place for place in places if (place / "generations").is_dir()))


def generations(folder: Path) -> list[Generation]:
    """All backups in a folder, case by case, the oldest first; unreadable ones left out."""
    found = [path for shelf in shelves(folder) for path in manifests(shelf)]
    return [made for made in map(read, found) if made is not None]


def unreadable(folder: Path) -> list[Path]:
    """Files of generations that are damaged."""
    found = [path for shelf in shelves(folder) for path in manifests(shelf)]
    return [path for path in found if read(path) is None]


def damaged_parts(made: Generation, tell: Tell = lambda _done, _all: None) -> int:
    """How many parts of a backup are missing or hold something else than they did."""
    bad = 0
    for number, name in enumerate(made.parts):
        tell(number, len(made.parts))
        try:
            bad += not holds(part_path(made.shelf, name), name)
        except OSError:
            bad += 1
    return bad
