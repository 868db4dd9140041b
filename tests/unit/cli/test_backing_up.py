"""Backups, restoring and salvaging by command: sentences, exit statuses, one JSON document."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geoapp.case.records import Change, Draft, Key, Message
from geoapp.case.tables import Statements
from geoapp.store import CaseFile, slots
from layers.facility import FACILITY

PASSPHRASE = "five plain words"


def geoapp(*words: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "geoapp", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        input="",
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n")
    return path


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(slots.COST, "n", 2**10)
    path = tmp_path / "border.gpkg"
    statements = Statements((FACILITY,))
    with CaseFile.create(
        path, title="Border", author="K.", passphrase=PASSPHRASE, statements=statements
    ) as file:
        for number in range(1, 9):
            change = Change(
                Key("facility", number), {"code": f"F-{number}", "note": "words " * 400}
            )
            file.write(Draft("edit", Message("edit"), (change,)), "K.")
    return path


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def test_back_up_list_and_restore(case: Path, disk: Path, secret: Path, tmp_path: Path) -> None:
    before = case.read_bytes()
    given = ("--passphrase-file", secret)
    assert "Backup 1 of “border.gpkg”" in geoapp("backup", case, disk, *given).stdout
    made = json.loads(geoapp("backup", case, disk, "--json", *given).stdout)
    assert (made["number"], made["written"], made["entries"], made["encrypted"]) == (2, 0, 9, True)
    assert case.read_bytes() == before
    listed = json.loads(geoapp("backups", disk, "--check", "--json").stdout)
    assert [one["damaged_parts"] for one in listed["backups"]] == [0, 0]
    assert len(geoapp("backups", disk).stdout.splitlines()) == 2
    out = tmp_path / "restored.gpkg"
    assert "nobody can be asked here" in geoapp("restore", disk, out, status=2).stderr
    assert not out.exists()
    told = json.loads(geoapp("restore", disk, out, "--generation", "1", "--json", *given).stdout)
    assert (told["ok"], told["newest"], told["erased_since"]) == (True, False, 0)
    assert "exists already" in geoapp("restore", disk, out, *given, status=2).stderr
    geoapp("verify", out, *given)


def test_a_damaged_backup_is_told(case: Path, disk: Path, secret: Path, tmp_path: Path) -> None:
    given = ("--passphrase-file", secret)
    geoapp("backup", case, disk, *given)
    part = next(path for path in disk.rglob("parts/*/*"))
    part.write_bytes(b"?" + part.read_bytes()[1:])
    assert "DAMAGED: 1 of" in geoapp("backups", disk, "--check", status=1).stdout
    out = tmp_path / "restored.gpkg"
    assert "is damaged" in geoapp("restore", disk, out, *given, status=2).stderr
    assert not out.exists()


def test_what_is_not_there_is_said(case: Path, disk: Path, secret: Path, tmp_path: Path) -> None:
    given = ("--passphrase-file", secret)
    missing = tmp_path / "none"
    assert "no folder" in geoapp("backup", case, missing, *given, status=2).stderr
    assert "no folder" in geoapp("backups", missing, status=2).stderr
    assert "no backup" in geoapp("backups", disk).stderr
    assert "no backup" in geoapp("restore", disk, tmp_path / "x.gpkg", status=2).stderr


def test_salvage(case: Path, secret: Path, tmp_path: Path) -> None:
    given = ("--passphrase-file", secret, "--author", "S.")
    content = bytearray(case.read_bytes())
    for place in range(5000, len(content) - 3000, 40_000):
        content[place] ^= 1
    bad = tmp_path / "bad.gpkg"
    bad.write_bytes(content)
    out = tmp_path / "saved.gpkg"
    done = subprocess.run(
        [sys.executable, "-m", "geoapp", "salvage", bad, out, "--json", *given],
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)
    assert done.returncode == (0 if told["complete"] else 1)
    assert told["damaged_pages"] > 0
    assert told["rows"]["facility"] >= 5
    assert told["complete"] or sum(map(len, told["lost"].values())) > 0
    assert bad.read_bytes() == bytes(content)
    assert "exists already" in geoapp("salvage", bad, out, *given, status=2).stderr


def test_salvage_with_the_passphrases_of_an_older_copy(
    case: Path, secret: Path, tmp_path: Path
) -> None:
    given = ("--passphrase-file", secret, "--author", "S.")
    bad, out = tmp_path / "bad.gpkg", tmp_path / "saved.gpkg"
    shutil.copy(case, bad)
    bad.write_bytes(case.read_bytes()[: case.stat().st_size // 4096 * 4096])
    assert "from another copy" in geoapp("salvage", bad, out, *given, status=2).stderr
    done = geoapp("salvage", bad, out, "--keys-from", case, *given)
    assert "9 entries of the ledger are whole (0 of" in done.stdout
    geoapp("verify", out, "--passphrase-file", secret)
