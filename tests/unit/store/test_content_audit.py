"""Verification finds content that was changed, swapped, taken away or put in."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geoapp.case.records import Change, Draft, Key, Message, Problem
from geoapp.session import Session
from geoapp.session import attachments as deeds
from geoapp.store import CaseFile
from geoapp.store.content import PART


@pytest.fixture
def taken_in(tmp_path: Path) -> tuple[Path, Key]:
    path = tmp_path / "case.gpkg"
    session = Session.create(path, title="Border", author="K.")
    scans = [tmp_path / "a.bin", tmp_path / "b.txt"]
    scans[0].write_bytes(b"long" * (PART // 2))
    scans[1].write_bytes(b"invented words")
    done = deeds.take_in(session, scans)
    assert session.verify() == []
    session.close()
    return path, done.taken[0]


def _tamper(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as db:
        assert db.execute(sql, values).rowcount
        db.commit()


def _problems(path: Path) -> list[Problem]:
    with CaseFile.open(path, read_only=True) as case:
        return case.verify()


def _notes(path: Path) -> list[str]:
    with CaseFile.open(path, read_only=True) as case, case.reader() as reader:
        return reader.content_notes()


def test_one_byte_changed_in_a_part(taken_in: tuple[Path, Key]) -> None:
    path, key = taken_in
    other = b"Long" + b"long" * (PART // 4 - 1)
    _tamper(path, "UPDATE case_content SET bytes = ? WHERE part = 1", other)

    (problem,) = _problems(path)
    assert (problem.kind, problem.key) == ("content", key)
    assert "changed or swapped" in problem.sentence


def test_two_parts_swapped(taken_in: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = taken_in
    sql = "UPDATE case_content SET part = ? WHERE length(bytes) >= ? AND part = ?"
    _tamper(path, "UPDATE case_content SET bytes = zeroblob(?) WHERE part = 0", PART)
    for number, to in ((0, 99), (1, 0), (99, 1)):
        _tamper(path, sql, to, PART, number)

    assert [problem.key for problem in _problems(path)][:1] == [key]


def test_other_content_with_its_hash_everywhere_but_in_the_ledger(
    taken_in: tuple[Path, Key],
) -> None:
    path, key = taken_in
    swapped = b"other words, invented too"
    name = hashlib.sha256(swapped)
    with closing(sqlite3.connect(path)) as db:
        old = db.execute("SELECT sha256 FROM attachment WHERE id <> ?", (key.id,)).fetchone()[0]
        for sql, values in (
            ("DELETE FROM case_content WHERE sha256 = ?", (bytes.fromhex(old),)),
            ("INSERT INTO case_content VALUES (?, 0, ?)", (name.digest(), swapped)),
            ("UPDATE attachment SET sha256 = ? WHERE sha256 = ?", (name.hexdigest(), old)),
            ("UPDATE custody_event SET sha256 = ? WHERE sha256 = ?", (name.hexdigest(), old)),
        ):
            assert db.execute(sql, values).rowcount
        db.commit()

    assert "row" in {problem.kind for problem in _problems(path)}


def test_content_taken_away(taken_in: tuple[Path, Key]) -> None:
    path, key = taken_in
    _tamper(path, "DELETE FROM case_content WHERE part = 1")

    (problem,) = _problems(path)
    assert (problem.kind, problem.key) == ("content", key)
    assert "not in the file" in problem.sentence


def test_content_that_nobody_names(taken_in: tuple[Path, Key]) -> None:
    path, _ = taken_in
    name = hashlib.sha256(b"planted").digest()
    _tamper(path, "INSERT INTO case_content VALUES (?, 0, ?)", name, b"planted")

    (problem,) = _problems(path)
    assert problem.kind == "content"
    assert "no attachment names" in problem.sentence


def test_content_under_a_false_name_that_nobody_names(taken_in: tuple[Path, Key]) -> None:
    path, _ = taken_in
    _tamper(path, "INSERT INTO case_content VALUES (?, 0, ?)", b"\0" * 32, b"planted")

    assert {problem.kind for problem in _problems(path)} == {"content"}


def test_a_row_that_names_other_content_than_was_taken_in(taken_in: tuple[Path, Key]) -> None:
    path, key = taken_in
    with CaseFile.open(path) as case:
        draft = Draft("edit", Message("t"), (Change(key, {"sha256": "0" * 64}),))
        case.write(draft, "W.")

    sentences = " ".join(problem.sentence for problem in _problems(path))
    assert "another SHA-256 than the one its custody log tells of" in sentences


def test_an_interrupted_taking_in_is_a_note_and_no_problem(taken_in: tuple[Path, Key]) -> None:
    path, _ = taken_in
    name = hashlib.sha256(b"never whole").digest()
    _tamper(path, "INSERT INTO case_content VALUES (?, 0, ?)", name, b"x" * PART)

    assert _problems(path) == []
    (note,) = _notes(path)
    assert "interrupted" in note


def test_where_several_replicas_wrote_missing_content_is_a_note(
    taken_in: tuple[Path, Key],
) -> None:
    path, _ = taken_in
    with CaseFile.open(path, replica="another") as case:
        change = Change(Key("facility", 5), {"code": "KW-05"})
        case.write(Draft("edit", Message("t"), (change,)), "L.")
    _tamper(path, "DELETE FROM case_content WHERE part = 1")

    assert _problems(path) == []
    (note,) = _notes(path)
    assert "no sign of tampering" in note


def test_a_listed_attachment_that_was_never_taken_in_is_no_problem(
    taken_in: tuple[Path, Key],
) -> None:
    path, _ = taken_in
    with CaseFile.open(path) as case:
        change = Change(Key("attachment", 5), {"code": "AT-9", "sha256": "0" * 64})
        case.write(Draft("import", Message("t"), (change,)), "K.")

    assert _problems(path) == []
    assert _notes(path) == []
