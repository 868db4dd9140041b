"""Taking files in and out, redacted copies, and the custody log that tells of all of it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from geoapp.case import custody
from geoapp.case.errors import CaseError, DamagedCaseError, ReadOnlyCaseError, RefusedChangeError
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.case.view import CaseView
from geoapp.commands import edit
from geoapp.exchange import plan_import, read_file
from geoapp.session import Session
from geoapp.session import attachments as deeds
from geoapp.store import content

JPEG = b"\xff\xd8\xff\xe0" + b"invented picture" * 20


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(tmp_path / "case.gpkg", title="Border", author="K.")
    yield session
    session.close()


@pytest.fixture
def row(session: Session) -> Key:
    key = Key("facility", 77)
    session.do(Draft("edit", Message("test"), (Change(key, {"code": "KW-01"}),)))
    return key


def _file(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _kinds(view: CaseView, attachment: Key) -> list[object]:
    return [event.values["kind"] for event in custody.log(view, attachment)]


def test_taking_in_makes_one_entry_with_row_link_and_custody(
    session: Session, row: Key, tmp_path: Path
) -> None:
    scan = _file(tmp_path, JPEG, "도면 1.png")

    done = deeds.take_in(session, [scan], row, original="Drawer 4", reason="from W-013")

    (key,) = done.taken.values()
    values = session.view.records("attachment", [key.id])[0].values
    assert values["file_name"] == "도면 1.png"
    assert values["title"] == "도면 1"
    assert values["media_type"] == "image/jpeg"  # by its content, whatever its name says
    assert values["bytes"] == len(JPEG)
    assert values["sha256"] == hashlib.sha256(JPEG).hexdigest()
    assert values["physical_original"] == "Drawer 4"
    assert [record.key for record in custody.attached(session.view, row)] == [key]
    (event,) = custody.log(session.view, key)
    assert (event.values["kind"], event.values["by"]) == ("taken in", "K.")
    assert event.values["sha256"] == values["sha256"]
    newest = session.view.entries(1)[0]
    assert {change.key.table for change in newest.changes} == {
        "attachment",
        "link",
        "custody_event",
    }
    assert b"".join(session.view.content(key)) == JPEG


def test_the_message_says_nothing_of_the_file(session: Session, row: Key, tmp_path: Path) -> None:
    deeds.take_in(session, [_file(tmp_path, JPEG, "Kim Invented.jpg")], row)

    message = session.view.entries(1)[0].message
    assert "Kim" not in str(message.parameters)


def test_equal_files_are_told_and_can_be_attached(
    session: Session, row: Key, tmp_path: Path
) -> None:
    first = _file(tmp_path, JPEG, "a.jpg")
    again = _file(tmp_path, JPEG, "b.jpg")
    other = _file(tmp_path, b"words", "c.txt")
    elsewhere = Key("facility", 78)
    session.do(Draft("edit", Message("test"), (Change(elsewhere, {"code": "KW-02"}),)))

    done = deeds.take_in(session, [first, again, other], row)
    assert set(done.taken) == {0, 2}
    assert done.known == {1: done.taken[0]}
    later = deeds.take_in(session, [again], elsewhere)
    assert (later.taken, later.known, later.written) == ({}, {0: done.taken[0]}, None)

    deeds.attach(session, [later.known[0]], elsewhere)
    assert [r.key for r in custody.attached(session.view, elsewhere)] == [done.taken[0]]
    with session.file.lane() as connection:
        assert len(content.held(connection)) == 2


def test_one_that_cannot_be_read_stops_no_other(session: Session, row: Key, tmp_path: Path) -> None:
    empty = _file(tmp_path, b"", "Kim Invented")
    good = _file(tmp_path, b"words", "c.txt")

    done = deeds.take_in(session, [tmp_path / "gone", empty, good], row)

    assert set(done.taken) == {2}
    assert set(done.refused) == {0, 1}
    assert not any("Kim" in sentence for sentence in done.refused.values())


def test_stopping_keeps_nothing(session: Session, row: Key, tmp_path: Path) -> None:
    class EnoughError(Exception):
        pass

    def tell(done: int, total: int) -> None:
        if done > total * 0.8:
            raise EnoughError

    files = [_file(tmp_path, os.urandom(3 << 20), f"{n}.bin") for n in range(3)]
    entries = session.view.info().entries

    with pytest.raises(EnoughError):
        deeds.take_in(session, files, row, progress=tell)

    assert session.view.info().entries == entries
    with session.file.lane() as connection:
        assert content.held(connection) == set()


def test_progress_only_rises_and_ends_at_the_whole(
    session: Session, row: Key, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    files = [_file(tmp_path, os.urandom(n), f"{n}") for n in (10, 3 << 20, 500)]

    deeds.take_in(session, files, row, progress=lambda done, total: told.append((done, total)))

    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (told[-1][1],) * 2


def test_undo_takes_the_row_back_and_leaves_custody_and_content(
    session: Session, row: Key, tmp_path: Path
) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row).taken.values()

    session.undo()

    record = session.view.record(key)
    assert record is not None
    assert record.deleted
    assert custody.attached(session.view, row) == []
    assert _kinds(session.view, key) == ["taken in"]
    session.redo()
    assert b"".join(session.view.content(key)) == JPEG
    assert [r.key for r in custody.attached(session.view, row)] == [key]


def test_viewing_is_logged_and_no_undo_takes_it_back(
    session: Session, row: Key, tmp_path: Path
) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row).taken.values()
    before = session.undoable

    deeds.viewed(session, key)

    assert _kinds(session.view, key) == ["taken in", "viewed"]
    assert session.undoable == before
    session.undo()
    assert _kinds(session.view, key) == ["taken in", "viewed"]


def test_what_is_taken_out_is_the_same_and_logged(
    session: Session, row: Key, tmp_path: Path
) -> None:
    data = JPEG + os.urandom(2 << 20)
    (key,) = deeds.take_in(session, [_file(tmp_path, data, "a.jpg")], row).taken.values()
    out = tmp_path / "out" / "AT-001.jpg"
    out.parent.mkdir()

    deeds.take_out(session, key, out, reason="for the court")

    assert out.read_bytes() == data
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert list(out.parent.iterdir()) == [out]
    assert _kinds(session.view, key) == ["taken in", "taken out"]
    assert session.view.entries(1)[0].reason == "for the court"


def test_nothing_is_ever_overwritten(session: Session, row: Key, tmp_path: Path) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row).taken.values()
    there = _file(tmp_path, b"of somebody else", "out.jpg")

    for out in (there, tmp_path):
        with pytest.raises(RefusedChangeError):
            deeds.take_out(session, key, out)

    assert there.read_bytes() == b"of somebody else"
    assert _kinds(session.view, key) == ["taken in"]


def test_a_name_taken_in_the_last_moment_is_not_overwritten(
    session: Session, row: Key, tmp_path: Path
) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row).taken.values()
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "out.jpg"

    with pytest.raises(RefusedChangeError):
        deeds.take_out(
            session, key, out, progress=lambda _d, _t: out.write_bytes(b"first") and None
        )

    assert out.read_bytes() == b"first"
    assert list(folder.iterdir()) == [out]


def test_swapped_content_is_not_taken_out(session: Session, row: Key, tmp_path: Path) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row).taken.values()
    with session.file.transaction() as connection:
        connection.execute("UPDATE case_content SET bytes = ?", (JPEG.replace(b"i", b"o"),))
    out = tmp_path / "out.jpg"

    with pytest.raises(DamagedCaseError, match="does not match"):
        deeds.take_out(session, key, out)

    assert not out.exists()
    assert _kinds(session.view, key) == ["taken in"]


def test_a_folder_that_is_not_there(session: Session, row: Key, tmp_path: Path) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row).taken.values()
    with pytest.raises(CaseError, match="cannot be written"):
        deeds.take_out(session, key, tmp_path / "none" / "out.jpg")
    assert _kinds(session.view, key) == ["taken in"]


def test_a_redacted_copy_names_its_original(session: Session, row: Key, tmp_path: Path) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "Kim.jpg")], row).taken.values()

    _, copy = deeds.redacted_copy(session, key, JPEG + b"blacked", reason="a name")

    record = session.view.records("attachment", [copy.id])[0]
    assert record.values["redaction_of"] == key.id
    assert record.values["sha256"] == hashlib.sha256(JPEG + b"blacked").hexdigest()
    assert "Kim" not in str(record.values)
    assert _kinds(session.view, key) == ["taken in", "redacted"]
    assert _kinds(session.view, copy) == ["redacted"]
    assert [r.key for r in custody.attached(session.view, row)] == [key, copy]


def test_the_original_is_no_redacted_copy_of_itself(
    session: Session, row: Key, tmp_path: Path
) -> None:
    path = _file(tmp_path, JPEG, "a.jpg")
    (key,) = deeds.take_in(session, [path], row).taken.values()

    with pytest.raises(CaseError, match="original itself"):
        deeds.redacted_copy(session, key, path)


def test_custody_and_what_was_found_cannot_be_edited(
    session: Session, row: Key, tmp_path: Path
) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row).taken.values()
    event = custody.log(session.view, key)[0].key

    for wrong in (
        lambda: edit.edit(session.view, event, {"by": "W."}),
        lambda: edit.remove(session.view, event),
        lambda: edit.create(session.view, "custody_event", {"kind": "viewed"}),
        lambda: edit.edit(session.view, key, {"sha256": "00" * 32}),
    ):
        with pytest.raises(CaseError):
            wrong()
    session.do(edit.edit(session.view, key, {"physical_original": "Safe 2", "title": "Plan"}))


def test_no_file_of_rows_adds_to_the_custody_log(session: Session, tmp_path: Path) -> None:
    path = _file(tmp_path, b"kind,by\nviewed,W.\n", "rows.csv")
    with pytest.raises(CaseError, match="custody log"):
        plan_import(session.view, "custody_event", read_file(path))


def test_nobody_takes_in_or_out_without_a_name(session: Session, row: Key, tmp_path: Path) -> None:
    session.author = " "
    with pytest.raises(CaseError, match="name or code"):
        deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row)


def test_in_a_case_for_reading_only_nothing_goes_in_or_out(
    session: Session, row: Key, tmp_path: Path
) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row).taken.values()
    session.close()
    other = Session.open(tmp_path / "case.gpkg", author="K.", read_only=True)
    try:
        assert deeds.viewed(other, key) is None
        with pytest.raises(ReadOnlyCaseError):
            deeds.take_out(other, key, tmp_path / "out")
        with pytest.raises(ReadOnlyCaseError):
            deeds.take_in(other, [tmp_path / "a.jpg"], row)
        assert deeds.content_of(other.view, key, 1 << 20) == JPEG
        with pytest.raises(CaseError, match="shown here"):
            deeds.content_of(other.view, key, 10)
    finally:
        other.close()


def test_nobody_but_internal_sees_content(session: Session, row: Key, tmp_path: Path) -> None:
    (key,) = deeds.take_in(session, [_file(tmp_path, JPEG, "a.jpg")], row).taken.values()
    with session.file.reader() as reader:
        public = CaseView(reader, "public")
        assert public.content_size(key) is None
        with pytest.raises(CaseError):
            public.content(key)
