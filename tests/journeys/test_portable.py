"""Portable mode: the real program leaves nothing in HOME and TMPDIR, closed or killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from geoapp import portable
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.store import slots

WORDS = "백두 산 words"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})
    before, bytecode = dict(os.environ), sys.dont_write_bytecode
    yield
    for name in set(os.environ) - set(before):
        del os.environ[name]
    os.environ.update(before)
    sys.dont_write_bytecode = bytecode


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with an encrypted case, beside it empty ones for HOME and TMPDIR."""
    for name in ("stick", "home", "temp"):
        (tmp_path / name).mkdir()
    Session.create(
        tmp_path / "stick" / "case.gpkg", title="One", author="KB-2", passphrase=WORDS
    ).close()
    return tmp_path / "stick"


def started(repository: Path, stick: Path, *options: str) -> subprocess.Popen[str]:
    home, temp = stick.parent / "home", stick.parent / "temp"
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "GEOAPP_")) and name not in ("HOME", "TMPDIR")
    }
    env = {**kept, "HOME": str(home), "TMPDIR": str(temp), "QT_QPA_PLATFORM": "offscreen"}
    drill = repository / "tests" / "drill" / "portable_window.py"
    told = (stick.parent / "stderr.txt").open("w")
    process = subprocess.Popen(
        [sys.executable, drill, stick / "case.gpkg", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=told,
        env=env,
        text=True,
    )
    told.close()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(WORDS + "\n")
    process.stdin.flush()
    ready = process.stdout.readline()
    assert ready == "ready\n", (stick.parent / "stderr.txt").read_text()
    return process


def end(process: subprocess.Popen[str], kill: bool) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    if kill:
        process.send_signal(signal.SIGKILL)
        process.wait()
    else:
        process.stdin.write("close\n")
        process.stdin.flush()
        assert process.wait() == 0
    process.stdin.close()
    process.stdout.close()


def left_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("kill", [False, True], ids=["closed", "killed"])
def test_nothing_is_left(repository: Path, stick: Path, kill: bool) -> None:
    (stick / portable.MARKER).touch()
    end(started(repository, stick), kill)
    assert left_in(stick.parent / "home") == []
    assert left_in(stick.parent / "temp") == []
    if not kill:
        assert left_in(stick) == ["case.gpkg", "case.gpkg-portable", portable.MARKER]
    note = (stick / "case.gpkg-portable").read_bytes()
    assert b"KB-2" not in note
    assert b"replica" not in note


def test_without_it_a_profile_is_left(repository: Path, stick: Path) -> None:
    end(started(repository, stick), kill=False)
    left = left_in(stick.parent / "home")
    assert any(name.endswith("profile.json") for name in left)
    assert any(name.endswith("window.ini") for name in left)
    assert left_in(stick) == ["case.gpkg"]


# --- who writes, from one session to the next -----------------------------------------------


def write(path: Path, number: int) -> tuple[str, str, set[str]]:
    """(replica, author, signers) of a session that adds a row."""
    session = Session.open(path, author="", passphrase=WORDS)
    try:
        session.author = session.author or "KB-3"
        session.profile.author = session.author
        change = Change(Key("facility", number), {"code": f"F-{number}"})
        session.do(Draft("edit", Message("plant"), (change,)))
        own = session.profile.own_signers(session.file.case_id)
        return session.file.replica, session.author, own
    finally:
        session.close()


def test_the_next_session_goes_on_under_the_same_number(stick: Path) -> None:
    (stick / portable.MARKER).touch()
    first = write(stick / "case.gpkg", 1)
    again = write(stick / "case.gpkg", 2)
    assert first == again
    assert Profile().recent == []
    assert "KB-3" not in (Profile().folder / "profile.json").read_text()


def test_a_copy_to_another_stick_gets_a_number_of_its_own(stick: Path) -> None:
    (stick / portable.MARKER).touch()
    first = write(stick / "case.gpkg", 1)
    other = stick.parent / "other"
    shutil.copytree(stick, other)
    copied = write(other / "case.gpkg", 2)
    assert copied[0] != first[0]
    assert copied[1] == "KB-3"
    assert copied[2].isdisjoint(first[2])
    assert write(stick / "case.gpkg", 3) == first


def test_an_older_copy_on_the_stick_is_noticed(stick: Path) -> None:
    (stick / portable.MARKER).touch()
    case = stick / "case.gpkg"
    write(case, 1)
    older = case.read_bytes()
    write(case, 2)
    case.write_bytes(older)
    session = Session.open(case, author="KB-3", passphrase=WORDS)
    assert session.older_copy
    session.close()


def test_a_plain_case_has_no_note(stick: Path) -> None:
    (stick / portable.MARKER).touch()
    Session.create(stick / "plain.gpkg", title="Plain", author="KB-2").close()
    assert left_in(stick) == ["case.gpkg", portable.MARKER, "plain.gpkg"]


def test_a_key_of_another_case_opens_no_note(stick: Path) -> None:
    (stick / portable.MARKER).touch()
    write(stick / "case.gpkg", 1)
    assert portable.Note(stick / "case.gpkg", b"\0" * 32).read() == {}
