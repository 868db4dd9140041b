"""What this machine keeps for its user: a name for the ledger, recent cases, replica numbers.

Nothing that a witness said is ever written here: only paths, the author's own
name or code, and per case the last ledger entries this machine wrote and saw. A case is
meant by its id; where it matters which file it is, by `CaseFile.kept_as`, which
tells a field copy from the case it was made of.
"""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs

from geoapp import portable

RECENT_LIMIT = 12


def folder() -> Path:
    """The profile folder; the environment variable GEOAPP_PROFILE moves it."""
    moved = os.environ.get("GEOAPP_PROFILE")
    return Path(moved) if moved else Path(platformdirs.user_config_dir("geoapp", False))


class Profile:
    """Settings in one JSON file. An unreadable file counts as empty and is kept aside."""

    def __init__(self, where: Path | None = None) -> None:
        self.folder = where or folder()
        self._lasts = where is not None
        self._note: portable.Note | None = None
        self._file = self.folder / "profile.json"
        self._data = self._read()

    @property
    def _nowhere(self) -> bool:
        """Whether nothing may be left on this computer; see `geoapp.portable`."""
        return portable.on() and not self._lasts

    def enter(self, case: Path, key: bytes | None) -> None:
        """A case was opened. In portable mode, what lies sealed beside it is all that is known."""
        if self._nowhere:
            self._note = portable.Note(case, key) if key is not None else None
            known = self._note.read() if self._note is not None else {}
            self._data = {"author": self.author, **known}

    def leave(self, case: Path) -> None:
        """A case was closed: forget its key, and in portable mode what was known of it."""
        if self._note is not None and self._note.case == case:
            self._note = None
            self._data = {"author": self.author}

    def _read(self) -> dict[str, Any]:
        if self._nowhere:
            return {}
        try:
            data = json.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            self._keep_aside()
            return {}
        return data if isinstance(data, dict) else {}

    def _keep_aside(self) -> None:
        try:
            self._file.replace(self._file.with_suffix(".unreadable"))
        except OSError:
            return

    def _save(self) -> None:
        """Written whole or not at all. A profile that cannot be written costs only comfort."""
        if self._nowhere:
            if self._note is not None:
                self._note.write(self._data)
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self._data, file, ensure_ascii=False, indent=1)
            Path(name).replace(self._file)
        except OSError:
            return

    @property
    def author(self) -> str:
        """The name or code that the ledger carries; empty until the user gave one."""
        return str(self._data.get("author", ""))

    @author.setter
    def author(self, name: str) -> None:
        self._data["author"] = name.strip()
        self._save()

    @property
    def recent(self) -> list[Path]:
        """Cases opened before, newest first."""
        paths = [] if self._nowhere else self._data.get("recent", [])
        return [Path(path) for path in paths if isinstance(path, str)]

    def remember_case(self, path: Path) -> None:
        """Put a case at the top of the recent ones."""
        if self._nowhere:
            return
        known = [str(path), *(str(old) for old in self.recent if old != path)]
        self._data["recent"] = known[:RECENT_LIMIT]
        self._save()

    def imagery(self, case: str) -> list[Path] | None:
        """Imagery files that this machine shows with a case; never kept in the case itself.

        None while nobody has added or taken away any.
        """
        known = self._data.get("imagery", {}).get(case)
        if known is None:
            return None
        return [Path(path) for path in known if isinstance(path, str)]

    def remember_imagery(self, case: str, paths: list[Path]) -> None:
        """Replace the list of imagery files of a case."""
        self._data.setdefault("imagery", {})[case] = [str(path) for path in paths]
        self._save()

    def imagery_looks(self, case: str) -> dict[Path, tuple[bool, float]]:
        """(visible, opacity 0 to 1) of imagery files, as they were last seen with a case."""
        known = self._data.get("imagery_looks", {}).get(case, {})
        return {
            Path(path): (bool(look[0]), min(max(float(look[1]), 0.0), 1.0))
            for path, look in known.items()
            if isinstance(look, list) and len(look) == 2 and isinstance(look[1], int | float)
        }

    def remember_imagery_looks(self, case: str, looks: Mapping[Path, tuple[bool, float]]) -> None:
        """Keep how imagery files are seen with a case; those not named stay as they are."""
        known = self._data.setdefault("imagery_looks", {}).setdefault(case, {})
        news = {str(path): list(look) for path, look in looks.items()}
        if any(known.get(path) != look for path, look in news.items()):
            known.update(news)
            self._save()

    def replica(self, case: str) -> tuple[str, int, str] | None:
        """(replica, sequence, hash) of this machine's last entry in a case, as last seen."""
        known = self._data.get("replicas", {}).get(case)
        if not isinstance(known, dict):
            return None
        return str(known["replica"]), int(known["sequence"]), str(known["hash"])

    def remember_replica(self, case: str, replica: str, sequence: int, hash: str) -> None:
        """Note the last entry this machine wrote, so that an older copy is recognised."""
        self._data.setdefault("replicas", {})[case] = {
            "replica": replica,
            "sequence": sequence,
            "hash": hash,
        }
        self._save()

    def tips(self, case: str) -> dict[str, tuple[int, str]]:
        """(sequence, hash) of the last entry of each replica that this machine saw in a case."""
        known = self._data.get("tips", {}).get(case)
        if not isinstance(known, dict):
            return {}
        return {
            str(replica): (int(tip[0]), str(tip[1]))
            for replica, tip in known.items()
            if isinstance(tip, list) and len(tip) == 2 and isinstance(tip[0], int)
        }

    def remember_tips(self, case: str, seen: Mapping[str, tuple[int, str]]) -> None:
        """Note the last entry of each replica of a case; an older one never replaces a later."""
        known = self.tips(case)
        news = {
            replica: tip for replica, tip in seen.items() if tip[0] > known.get(replica, (0,))[0]
        }
        if news:
            tips = {replica: list(tip) for replica, tip in (known | news).items()}
            self._data.setdefault("tips", {})[case] = tips
            self._save()

    def signing_key(self, case: str, author: str) -> str | None:
        """The sealed key with which an author signs in a case on this machine."""
        known = self._data.get("signing", {}).get(case, {}).get(author)
        return str(known["sealed"]) if isinstance(known, dict) else None

    def remember_signing_key(self, case: str, author: str, public: str, sealed: str) -> None:
        """Keep a sealed key, and its public half, by which own entries are known."""
        keys = self._data.setdefault("signing", {}).setdefault(case, {})
        keys[author] = {"public": public, "sealed": sealed}
        self._save()

    def own_signers(self, case: str) -> set[str]:
        """The public keys with which this machine signs in a case and its field copies."""
        signing = self._data.get("signing", {})
        kept = [keys for of, keys in signing.items() if of.split(".")[0] == case]
        return {str(k["public"]) for keys in kept for k in keys.values() if isinstance(k, dict)}

    def forget_replica(self, case: str) -> None:
        """Go on under a new number, since two files now know the entry written last."""
        if self._data.get("replicas", {}).pop(case, None) is not None:
            self._save()

    def take_left_off(self, case: str) -> str | None:
        """What was looked at when a case was closed, sealed under its key, in hex. Given once."""
        known = self._data.get("left_off", {}).pop(case, None)
        if known is not None:
            self._save()
        return known if isinstance(known, str) else None

    def remember_left_off(self, case: str, sealed: str) -> None:
        """Keep what was looked at; unreadable without the key of the case."""
        self._data.setdefault("left_off", {})[case] = sealed
        self._save()

    def backup_choice(self, case: str) -> tuple[Path, bool] | None:
        """Where backups of a case go, and whether one is made whenever it is closed."""
        known = self._data.get("backups", {}).get(case)
        if not (isinstance(known, dict) and isinstance(known.get("folder"), str)):
            return None
        return Path(known["folder"]), bool(known.get("on_close"))

    def choose_backup(self, case: str, folder: Path, on_close: bool) -> None:
        """Remember where backups of a case go: the path of the folder, and nothing else."""
        self._data.setdefault("backups", {})[case] = {"folder": str(folder), "on_close": on_close}
        self._save()

    def copies(self, case: str) -> dict[Path, tuple[str, str]]:
        """(kind, utc) of each copy of a case that this machine made, by where it was put.

        Kinds: ``backup``, ``older form``, ``restored``, ``salvaged``.
        """
        known = self._data.get("copies", {}).get(case, {})
        return {
            Path(path): (str(copy.get("kind")), str(copy.get("utc")))
            for path, copy in known.items()
            if isinstance(copy, dict)
        }

    def remember_copy(self, case: str, path: Path, kind: str, utc: str) -> None:
        """Note where a copy of a case was put, for when content has to be destroyed in all."""
        copies = self._data.setdefault("copies", {}).setdefault(case, {})
        copies[str(path.absolute())] = {"kind": kind, "utc": utc}
        self._save()


def new_replica() -> str:
    """A replica number that no other machine has."""
    return secrets.token_hex(8)
