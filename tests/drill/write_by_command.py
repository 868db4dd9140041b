"""The commands that users have, one after the other, until `kill_while_writing` kills them."""

from __future__ import annotations

import contextlib
import io
import os
import random
from pathlib import Path

from kill_while_writing import confirm

from geoapp.cli.main import main_group
from geoapp.store import CaseFile


def command_for_ever(path: Path, seed: int, passphrase: str | None) -> None:
    """Import, link, change passphrases and back up; what a command ended well is confirmed.

    The commands run in one process, so that the kill meets their work, not their start.
    """
    chance = random.Random(seed)
    place = Path(os.environ["GEOAPP_PROFILE"])
    secret = place / "passphrase"
    secret.write_text(f"{passphrase}\n", encoding="utf-8")
    given = ["--passphrase-file", str(secret)] if passphrase else []
    while True:
        before = _entries(path, passphrase)
        words = chance.choice((_import, _import, _link, _keys, _backup))(path, place, chance)
        if words:
            _run([*words, *given])
        for hash in sorted(_entries(path, passphrase) - before):
            confirm(hash)


def _run(words: list[str]) -> None:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            main_group(words, standalone_mode=False)
        except SystemExit as ended:
            if ended.code not in (0, None):
                raise AssertionError(f"{words[0]} ended with {ended.code}") from ended


def _entries(path: Path, passphrase: str | None) -> set[str]:
    case = CaseFile.open(path, read_only=True, passphrase=passphrase)
    with case, case.reader() as reader:
        return {entry.hash for entry in reader.entries()}


def _import(path: Path, place: Path, chance: random.Random) -> list[str]:
    table = place / "facility.csv"
    rows = ["code,name_ko,note,lat,lon"]
    for _ in range(chance.choice((1, 5, 200))):
        number = chance.randrange(1, 400)
        at = f"{chance.uniform(38, 43)},{chance.uniform(124, 131)}"
        rows.append(f"F-{number},회령 {chance.random()},{'words ' * chance.randrange(99)},{at}")
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    update = ["--update"] if chance.random() < 0.5 else []
    words = ["import", str(path), str(table), "--as", "facility", "--author", "drill"]
    return [*words, *update]


def _link(path: Path, _place: Path, chance: random.Random) -> list[str]:
    case = CaseFile.open(path, read_only=True, passphrase=_given())
    with case, case.reader() as reader:
        keys = [record.key.id for record in reader.records("facility")]
    if len(keys) < 2:
        return []
    ends = [str(id) for id in chance.sample(keys, 2)]
    return ["link", str(path), *ends, "--role", "related", "--author", "drill"]


def _keys(path: Path, place: Path, chance: random.Random) -> list[str]:
    if _given() is None:
        return []
    other = place / "another"
    other.write_text(f"words {chance.random()}\n", encoding="utf-8")
    with CaseFile.open(path, read_only=True, passphrase=_given()) as case:
        count = len(case.keys.infos())
    if count > 1:
        return ["keys", "remove", str(path), str(count)]
    return ["keys", "add", str(path), "--new-passphrase-file", str(other)]


def _backup(path: Path, place: Path, _chance: random.Random) -> list[str]:
    disk = place / "disk"
    disk.mkdir(exist_ok=True)
    return ["backup", str(path), str(disk), "--keep", "3"]


def _given() -> str | None:
    secret = Path(os.environ["GEOAPP_PROFILE"]) / "passphrase"
    words = secret.read_text(encoding="utf-8").strip()
    return None if words == "None" else words
