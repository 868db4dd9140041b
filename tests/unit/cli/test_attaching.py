"""Files in and out of a case from the command line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geoapp.case.records import Change, Draft, Key, Message
from geoapp.cli.main import main_group
from geoapp.session import Session

PNG = b"\x89PNG\r\n\x1a\n" + b"invented" * 40


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.gpkg"
    session = Session.create(path, title="Border", author="K.")
    change = Change(Key("facility", 7), {"code": "KW-01"})
    session.do(Draft("edit", Message("test"), (change,)))
    session.close()
    return path


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Kim Invented.png"
    path.write_bytes(PNG)
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main_group, [str(word) for word in words])


def document(*words: object) -> dict:
    answer = run(*words, "--json")
    assert answer.exit_code == 0, answer.stderr
    return json.loads(answer.stdout)


def test_in_listed_and_out(case: Path, scan: Path, tmp_path: Path) -> None:
    taken = document("attach", case, scan, "--original", "Safe 2", "--author", "K.")
    (row,) = taken["taken_in"]
    assert (row["file"], row["code"], row["media_type"]) == (1, "AT-001", "image/png")

    out = tmp_path / "out.png"
    answer = run("take-out", case, "AT-001", out, "--reason", "court", "--author", "L.")
    assert answer.exit_code == 0, answer.stderr
    assert out.read_bytes() == PNG
    assert "not encrypted" in answer.stderr

    (told,) = document("attachments", case)["attachments"]
    assert told["sha256"] == hashlib.sha256(PNG).hexdigest()
    assert told["physical_original"] == "Safe 2"
    assert told["whole"] is True
    assert [(e["kind"], e["by"], e["note"]) for e in told["custody"]] == [
        ("taken in", "K.", None),
        ("taken out", "L.", "court"),
    ]
    assert document("verify", case)["notes"] == []


def test_attached_to_a_thing_and_equal_files_are_told(case: Path, scan: Path) -> None:
    document("attach", case, scan, "--author", "K.")
    assert run("attachments", case, "KW-01").exit_code == 1

    answer = run("attach", case, scan, "--to", "KW-01", "--author", "K.")

    assert answer.exit_code == 0
    assert "AT-001 has the very same content; attached to it now" in answer.stdout
    (told,) = document("attachments", case, "KW-01")["attachments"]
    assert told["code"] == "AT-001"
    again = document("attach", case, scan, "--to", "KW-01", "--author", "K.")
    assert again["known"][0]["attached"] is False


def test_names_of_files_are_in_no_message(case: Path, scan: Path, tmp_path: Path) -> None:
    gone = tmp_path / "Kim Gone.png"
    answer = run("attach", case, gone, scan, scan, "--author", "K.")

    assert answer.exit_code == 1
    assert "File 1: The file cannot be read" in answer.stderr
    assert "File 2: AT-001" in answer.stdout
    assert "File 3: AT-001 has the very same content" in answer.stdout
    assert "Kim" not in answer.output


def test_a_file_that_is_there_is_not_overwritten(case: Path, scan: Path) -> None:
    document("attach", case, scan, "--author", "K.")
    answer = run("take-out", case, "AT-001", scan, "--author", "K.")

    assert answer.exit_code == 2
    assert "nothing was taken out" in answer.stderr
    assert scan.read_bytes() == PNG


def test_nothing_attached_is_an_answer(case: Path) -> None:
    answer = run("attachments", case, "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout) == {"attachments": []}


def test_nobody_but_internal_is_shown_anything(case: Path, scan: Path) -> None:
    document("attach", case, scan, "--author", "K.")
    answer = run("attachments", case, "--json", "--audience", "public")
    assert json.loads(answer.stdout) == {"attachments": []}
