"""Backups of a case, and what this machine remembers of its copies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from geoapp.case.errors import CaseError
from geoapp.case.fingerprint import fingerprint
from geoapp.case.records import Problem
from geoapp.profile import Profile
from geoapp.store import CaseFile, backups, entrance, generations
from geoapp.store.generations import Generation, Tell

KEPT = backups.KEPT
BACKUP, RESTORED, OLDER_FORM = "backup", "restored", "older form"


def _quiet(_done: int, _all: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class Restored:
    """A case file that was made from a backup.

    `erased_since`: erasures that later backups know and this one does not: what they
    destroyed is in the restored file again, until it is merged with a newer copy.
    """

    path: Path
    generation: Generation
    problems: tuple[Problem, ...]
    newest: bool
    erased_since: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the user has to know of it."""
        said = [
            f"“{self.path.name}” is the case as it was on {self.generation.utc}. It is a copy: "
            "what is written to it goes under a number of its own, and can be merged with the "
            "case that you have."
        ]
        if self.erased_since:
            said.append(
                f"{self.erased_since} erasures were made since: what they destroyed is in this "
                "file again. Merge the newest copy of the case into it before anything else, "
                "which wipes it, or delete this file."
            )
        elif not self.newest:
            said.append(
                "If content was destroyed in the case since then, it is in this file again until "
                "the newest copy of the case is merged into it."
            )
        if self.problems:
            said.append("The case was not whole when it was backed up: verify says what is wrong.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a case that this machine made: what an erasure in the case does not reach.

    `kind`: ``backup`` (a folder), ``restored``, ``older form``, ``salvaged``; `there` is
    False where nothing is found now, which may be on a disk that is not plugged in.
    """

    path: Path
    kind: str
    utc: str
    there: bool


def copies(case: CaseFile, profile: Profile) -> list[Copy]:
    """Every copy of a case that this machine remembers, the oldest first."""
    known = profile.copies(case.kept_as).items()
    made = [Copy(path, kind, utc, path.exists()) for path, (kind, utc) in known]
    return sorted(made, key=lambda copy: copy.utc)


def remember_older_form(case: CaseFile, profile: Profile) -> None:
    """Note the copy that was kept when a case was brought up to date on opening."""
    if case.migrated is not None:
        utc = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        profile.remember_copy(case.kept_as, case.migrated.kept, OLDER_FORM, utc)


def open_for_backup(path: Path, passphrase: str | None = None) -> CaseFile:
    """Open a case only to back it up: for reading, unless it was not closed properly."""
    reads = not entrance.pending(Path(path))
    return CaseFile.open(Path(path), read_only=reads, passphrase=passphrase)


def back_up(
    case: CaseFile, folder: Path, profile: Profile, *, kept: int = KEPT, tell: Tell = _quiet
) -> Generation:
    """`geoapp.store.backups.back_up`; the profile remembers where the backup lies."""
    made = backups.back_up(case, folder, kept=kept, tell=tell)
    profile.remember_copy(case.kept_as, made.shelf, BACKUP, made.utc)
    return made


def last(case: CaseFile, profile: Profile) -> tuple[Path, str] | None:
    """(where, utc) of the newest backup that this machine made of a case."""
    made = [
        (utc, path) for path, (kind, utc) in profile.copies(case.kept_as).items() if kind == BACKUP
    ]
    return (max(made)[1], max(made)[0]) if made else None


def is_current(case: CaseFile, folder: Path) -> bool:
    """Whether the newest backup of a case in a folder holds all that the case does."""
    made = [one for one in listed(folder) if one.case == case.kept_as]
    if not made:
        return False
    with case.reader() as reader:
        info = reader.info()
    slots = json.loads(case.keys.slots.to_bytes()) if case.encrypted else None
    newest = made[-1]
    return (newest.fingerprint, newest.slots) == (fingerprint(info.heads), slots)


def listed(folder: Path) -> list[Generation]:
    """All backups in a folder that can be read, case by case, the oldest first."""
    return generations.generations(folder)


def chosen(folder: Path, number: int | None = None, case: str | None = None) -> Generation:
    """One backup: the newest, or that of a number. `case`: the name of one of several cases.

    CaseError if there is none, or if several cases lie there and none was named.
    """
    found = [
        made for made in listed(folder) if case in (None, made.name, made.shelf.name, made.case)
    ]
    shelves = sorted({made.shelf.name for made in found})
    if not found:
        raise CaseError(f"There is no backup in “{folder}”.")
    if len(shelves) > 1:
        raise CaseError(f"Backups of several cases lie there; name one: {', '.join(shelves)}.")
    wanted = [made for made in found if number in (None, made.number)]
    if not wanted:
        numbers = ", ".join(str(made.number) for made in found)
        raise CaseError(f"There is no backup {number}; there are: {numbers}.")
    return wanted[-1]


def restore(
    made: Generation,
    out: Path,
    profile: Profile,
    *,
    passphrase: str | None = None,
    tell: Tell = _quiet,
) -> Restored:
    """Make a case file from a backup, verify it, and say what it is.

    This machine forgets its number in the case: neither file may go on under a number
    that both know. CaseError as `geoapp.store.backups.restore`.
    """
    backups.restore(made, out, passphrase, tell)
    profile.forget_replica(made.case)
    profile.remember_copy(made.case, out, RESTORED, made.utc)
    with CaseFile.open(out, read_only=True, passphrase=passphrase) as case:
        problems = tuple(case.verify())
    others = [other for other in listed(made.shelf) if other.number > made.number]
    most = max((other.erasures for other in others), default=made.erasures)
    return Restored(out, made, problems, not others, max(0, most - made.erasures))
