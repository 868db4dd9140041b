"""Making, opening, writing and closing a case file."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import shapely
from case_samples import STATEMENTS, TRIAL, at, draft, facility

from geoapp.case.errors import (
    CaseError,
    CaseExistsError,
    CaseInUseError,
    CaseNotFoundError,
    NothingToWriteError,
    ReadOnlyCaseError,
    RefusedChangeError,
)
from geoapp.case.records import Change, Key
from geoapp.case.tables import Statements
from geoapp.store import CaseFile, StoreReader
from geoapp.store.schema import SCHEMA
from layers import schema as s
from layers.facility import FACILITY
from layers.schema import Field, FieldKind, GeometryKind, Table
from layers.values import Position, UncertainDate


def nested(depth: int) -> list[object]:
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


def beside(path: Path) -> list[str]:
    return sorted(p.name for p in path.parent.iterdir() if p != path)


def test_a_new_case_says_who_made_it(case: CaseFile, reader: StoreReader) -> None:
    info = reader.info()
    assert (info.title, info.schema, info.encrypted, info.entries) == ("Border", SCHEMA, False, 1)
    assert info.case == case.case_id
    assert info.heads == (case.tip()[1],)
    [entry] = reader.entries()
    assert (entry.kind, entry.author, entry.replica, entry.sequence) == ("create", "K.", "one", 1)
    assert case.undoable() is None
    assert set(reader.counts()) == {table.name for table in STATEMENTS}
    assert sum(reader.counts().values()) == 0


def test_what_is_written_is_read_after_opening_again(case: CaseFile, case_path: Path) -> None:
    values = {
        "code": "KW-25",
        "name_ko": "온성군 구류장",
        "in_use": UncertainDate(date(2018, 3, 1), date(2018, 3, 31), "2018-03"),
        "part_of": 2,
        "fictional": False,
        "geometry": Position(shapely.Point(129.9, 42.95), 500.0, "village", "gazetteer"),
    }
    written = case.write(draft(Change(Key("facility", 1), values)), "K.")
    assert written.keys == {Key("facility", 1)}
    assert written.extent == (129.9, 42.95, 129.9, 42.95)
    case.close()
    assert beside(case_path) == []
    with CaseFile.open(case_path, replica="one") as again, again.reader() as reader:
        record = reader.record(Key("facility", 1))
        assert record is not None
        assert {name: record.values[name] for name in values} == values
        assert record.values["note"] is None
        assert again.tip() == (2, written.hash)
        assert again.holds("one", 2, written.hash)
        assert not again.holds("one", 3, written.hash)
        assert not again.holds("two", 2, written.hash)
    assert beside(case_path) == []


def test_the_extent_is_around_old_and_new_places(case: CaseFile) -> None:
    case.write(draft(facility(1, geometry=at(124, 40))), "K.")
    written = case.write(draft(facility(1, geometry=at(129, 42))), "K.")
    assert written.extent == (124, 40, 129, 42)
    removed = case.write(draft(facility(1, geometry=None)), "K.")
    assert removed.extent == (129, 42, 129, 42)
    assert case.write(draft(facility(1, name_en="x")), "K.").extent is None


def test_only_what_is_new_is_entered(case: CaseFile, reader: StoreReader) -> None:
    case.write(draft(facility(1, name_en="a", note="n")), "K.")
    case.write(draft(facility(1, name_en="b", note="n"), facility(2, name_en="c")), "K.")
    newest = reader.entries(1)[0]
    assert [(c.key.id, c.field, c.old, c.new) for c in newest.changes] == [
        (1, "name_en", "a", "b"),
        (2, "name_en", None, "c"),
    ]
    with pytest.raises(NothingToWriteError):
        case.write(draft(facility(1, name_en="b")), "K.")
    with pytest.raises(NothingToWriteError):
        case.write(draft(), "K.")


def test_several_changes_of_one_row_are_one(case: CaseFile, reader: StoreReader) -> None:
    case.write(draft(facility(1, name_en="a", note="n"), facility(1, name_en="b")), "K.")
    record = reader.record(Key("facility", 1))
    assert record is not None
    assert (record.values["name_en"], record.values["note"]) == ("b", "n")
    assert len(reader.history(Key("facility", 1))) == 1


def test_a_row_may_be_made_without_any_value(case: CaseFile, reader: StoreReader) -> None:
    case.write(draft(facility(1)), "K.")
    assert reader.counts()["facility"] == 1


def test_words_are_kept_as_they_were_said(case: CaseFile, reader: StoreReader) -> None:
    import unicodedata

    said = unicodedata.normalize("NFD", "온성군에서 é") + "\r\n\t \x00 end "
    case.write(draft(facility(1, note=said)), "K.")
    record = reader.record(Key("facility", 1))
    assert record is not None
    assert record.values["note"] == said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(Key("castle", 1), {}), "no table named"),
        (facility(1, colour="red"), "no field named"),
        (facility(0, name_en="a"), "number of a row"),
        (facility(2**53, name_en="a"), "number of a row"),
        (Change(Key("facility", 1), deleted=True), "does not exist"),
        (facility(1, name_en=5), "takes words"),
        (facility(1, name_en="\ud800"), "half of a character"),
        (facility(1, part_of="KW-1"), "number of a row"),
        (facility(1, fictional=1), "yes, no"),
        (facility(1, in_use="2018"), "uncertain date"),
        (facility(1, geometry=shapely.Point(1, 2)), "takes a position"),
        (facility(1, geometry=Position(shapely.LineString([(1, 2), (3, 4)]))), "takes a point"),
        (facility(1, geometry=Position(shapely.Point())), "empty"),
        (facility(1, geometry=Position(shapely.Point(181, 0))), "outside"),
        (facility(1, geometry=Position(shapely.Point(0, -91))), "outside"),
        (facility(1, geometry=Position(shapely.Point(float("nan"), 1))), "not a number|empty"),
        (facility(1, geometry=Position(shapely.Point(float("inf"), 1))), "not a number"),
        (facility(1, geometry=at(1, 2, -5.0)), "below zero"),
        (facility(1, geometry=Position(shapely.Point(1, 2, 3))), "without heights"),
        (Change(Key("trial", 1), {"persons": 2.5}), "whole number"),
        (Change(Key("trial", 1), {"persons": True}), "whole number"),
        (Change(Key("trial", 1), {"persons": 2**60}), "too large"),
        (Change(Key("trial", 1), {"length_km": float("nan")}), "takes a number"),
        (Change(Key("trial", 1), {"length_km": 2**53 + 1}), "too large"),
        (Change(Key("trial", 1), {"anything": {"a": float("inf")}}), "cannot hold"),
        (Change(Key("trial", 1), {"anything": {1, 2}}), "cannot hold"),
        (Change(Key("trial", 1), {"anything": nested(5000)}), "cannot hold"),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    case: CaseFile, reader: StoreReader, change: Change, words: str
) -> None:
    before = case.tip()
    with pytest.raises(RefusedChangeError, match=words) as caught:
        case.write(draft(facility(9, name_en="stays out"), change), "K.")
    assert str(caught.value).endswith(".")
    assert case.tip() == before
    assert reader.record(Key("facility", 9)) is None
    assert reader.search("stays", 5, ["facility"]) == []
    case.write(draft(facility(9, name_en="goes in")), "K.")


def test_the_ledger_needs_a_name_and_a_known_kind(case: CaseFile) -> None:
    with pytest.raises(RefusedChangeError, match="name or code"):
        case.write(draft(facility(1, name_en="a")), "  ")
    with pytest.raises(RefusedChangeError, match="half of a character"):
        case.write(draft(facility(1, name_en="a")), "K\udcff")
    with pytest.raises(RefusedChangeError, match="no kind of change"):
        case.write(draft(facility(1, name_en="a"), kind="erase"), "K.")
    with pytest.raises(RefusedChangeError, match="half of a character"):
        case.write(draft(facility(1, name_en="a"), reason="\ud800"), "K.")


def test_a_case_is_never_made_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.gpkg"
    path.write_bytes(b"my notes")
    with pytest.raises(CaseExistsError, match="exists already"):
        CaseFile.create(path, title="T", author="K.")
    assert path.read_bytes() == b"my notes"
    with pytest.raises(CaseNotFoundError, match="no folder"):
        CaseFile.create(tmp_path / "nowhere" / "a.gpkg", title="T", author="K.")
    with pytest.raises(RefusedChangeError, match="name or code"):
        CaseFile.create(tmp_path / "a.gpkg", title="T", author="")
    with pytest.raises(RefusedChangeError, match="half of a character"):
        CaseFile.create(tmp_path / "a.gpkg", title="\ud800", author="K.")
    wrong = Statements((replace(TRIAL, name="ledger"),))
    with pytest.raises(RefusedChangeError, match="cannot be the name"):
        CaseFile.create(tmp_path / "a.gpkg", title="T", author="K.", statements=wrong)
    assert beside(path) == []


def test_a_second_writer_is_told_and_may_read(case: CaseFile, case_path: Path) -> None:
    case.write(draft(facility(1, name_en="a")), "K.")
    with pytest.raises(CaseInUseError, match="already open for writing"):
        CaseFile.open(case_path)
    with CaseFile.open(case_path, read_only=True, statements=STATEMENTS) as other:
        assert other.read_only
        with pytest.raises(ReadOnlyCaseError):
            other.write(draft(facility(1, name_en="b")), "K.")
        case.write(draft(facility(1, name_en="b")), "K.")
        with other.reader() as reader:
            record = reader.record(Key("facility", 1))
            assert record is not None
            assert record.values["name_en"] == "b"
    case.write(draft(facility(1, name_en="c")), "K.")


def test_a_writer_in_another_process_is_noticed(case: CaseFile, case_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from geoapp.store import CaseFile\n"
        "from geoapp.case.errors import CaseInUseError\n"
        "try: CaseFile.open(Path(sys.argv[1]))\n"
        "except CaseInUseError: sys.exit(7)\n"
    )
    command = [sys.executable, "-c", script, str(case_path)]
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run(command, cwd=root, check=False).returncode == 7
    case.close()
    assert subprocess.run(command, cwd=root, check=False).returncode == 0


def test_readers_see_each_commit(case: CaseFile) -> None:
    with case.reader() as early:
        for number in range(1, 4):
            case.write(draft(facility(number, name_en="a")), "K.")
            assert early.counts()["facility"] == number


def test_closing_ends_every_reader(case: CaseFile, case_path: Path) -> None:
    case.write(draft(facility(1, name_en="a")), "K.")
    reader = case.reader()
    assert reader.counts()["facility"] == 1
    case.close()
    case.close()
    for question in (reader.counts, reader.entries, lambda: reader.search("a", 1, ["facility"])):
        with pytest.raises(CaseError, match="closed"):
            question()
    reader.close()
    for action in (case.reader, lambda: case.write(draft(facility(1)), "K."), case.tip):
        with pytest.raises(CaseError, match="closed"):
            action()
    assert beside(case_path) == []


def test_closing_while_another_thread_reads(case: CaseFile, case_path: Path) -> None:
    changes = [facility(n, note=f"words of {n} " * 20) for n in range(1, 1500)]
    case.write(draft(*changes), "K.")
    started, ended = threading.Event(), []

    def read() -> None:
        reader = case.reader()
        try:
            while True:
                started.set()
                reader.search("of", 500, ["facility"])
                reader.entries()
        except CaseError as error:
            ended.append(str(error))

    thread = threading.Thread(target=read)
    thread.start()
    started.wait()
    case.close()
    thread.join(20)
    assert not thread.is_alive()
    assert "closed" in ended[0]
    assert beside(case_path) == []


def test_a_lock_file_without_a_holder_is_no_obstacle(case: CaseFile, case_path: Path) -> None:
    case.close()
    lock = case_path.with_name(case_path.name + ".lock")
    lock.write_text("left by a machine that lost its power")
    with CaseFile.open(case_path) as again:
        assert not again.read_only
    assert beside(case_path) == []


EXTENDED = Table(
    TRIAL.name,
    TRIAL.label,
    TRIAL.plural,
    TRIAL.prefix,
    TRIAL.title,
    (
        *TRIAL.fields,
        s.text("added", "Added", "추가"),
        s.date("added_on", "Added on", "추가일"),
        s.reference("added_at", "Added at", "추가 장소", "facility"),
    ),
    TRIAL.geometry,
)
LATER = Table(
    "later",
    s.Text("Later", "나중"),
    s.Text("Later", "나중"),
    "LA",
    ("name",),
    (s.text("name", "Name", "이름"), s.POSITION),
    GeometryKind.AREA,
)


def test_newly_stated_tables_and_fields_are_added(case: CaseFile, case_path: Path) -> None:
    case.write(draft(Change(Key("trial", 1), {"name": "before"})), "K.")
    entries = case.tip()
    case.close()
    newer = Statements((FACILITY, EXTENDED, LATER))
    old = CaseFile.open(case_path, read_only=True, statements=newer)
    with old, old.reader() as reader:
        assert reader.counts()["later"] == 0
        assert reader.unlocated()["later"] == 0
        assert reader.drawable("later").wkb == []
        record = reader.record(Key("trial", 1))
        assert record is not None
        assert record.values["added"] is None
        assert reader.referring(Key("facility", 1)) == []
    with CaseFile.open(case_path, replica="one", statements=newer) as wide:
        assert wide.tip() == entries
        square = Position(shapely.box(126, 38, 127, 39))
        wide.write(
            draft(
                Change(Key("trial", 1), {"added": "now", "added_at": 4}),
                Change(Key("later", 1), {"name": "n", "geometry": square}),
                facility(4, name_en="f"),
            ),
            "K.",
        )
    # An older program knows nothing of the new layer; the file itself does.
    with CaseFile.open(case_path, statements=STATEMENTS) as again:
        assert "later" in again.statements
        assert again.statements["trial"].field("added_on").kind is FieldKind.DATE
        with again.reader() as reader:
            record = reader.record(Key("trial", 1))
            assert record is not None
            assert (record.values["name"], record.values["added"]) == ("before", "now")
            assert len(reader.drawable("later").wkb) == 1
            assert [r.key for r in reader.referring(Key("facility", 4))] == [Key("trial", 1)]
        assert again.check_entries() == []


def test_opening_with_nothing_new_changes_no_byte(case: CaseFile, case_path: Path) -> None:
    case.close()
    with CaseFile.open(case_path, statements=STATEMENTS):
        pass
    before = case_path.read_bytes()
    again = CaseFile.open(case_path, read_only=True, statements=STATEMENTS)
    with again, again.reader() as reader:
        reader.counts()
    assert case_path.read_bytes() == before
    assert beside(case_path) == []


def test_a_made_up_field_kind_keeps_its_json(case: CaseFile, reader: StoreReader) -> None:
    value = {"온성": [1, 2.5, None, {"deep": True}]}
    case.write(draft(Change(Key("trial", 1), {"anything": value})), "K.")
    record = reader.record(Key("trial", 1))
    assert record is not None
    assert record.values["anything"] == value
    assert isinstance(TRIAL.field("anything"), Field)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may enter."""
    folder = Path(tempfile.mkdtemp(dir="/tmp" if Path("/tmp").is_dir() else None))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _read_as_another_user(path: Path) -> None:
    """Runs in a child process that may read the file and write nowhere near it."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    with CaseFile.open(path) as case, case.reader() as reader:
        assert case.read_only
        assert reader.counts()["facility"] == 1
        with pytest.raises(ReadOnlyCaseError, match="reading only"):
            case.write(draft(facility(2)), "K.")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions of another system")
def test_where_nothing_can_be_written_it_opens_for_reading(open_folder: Path) -> None:
    path = open_folder / "case.gpkg"
    with CaseFile.create(path, title="T", author="K.") as case:
        case.write(draft(facility(1, name_en="a")), "K.")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    before = path.read_bytes()
    child = multiprocessing.get_context("fork").Process(target=_read_as_another_user, args=(path,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert path.read_bytes() == before
    assert beside(path) == []


def test_readers_in_other_threads_see_whole_entries(case: CaseFile) -> None:
    """Each entry makes two rows: a reader must never count an odd number."""
    done = threading.Event()
    seen: list[set[int]] = []

    def read() -> None:
        with case.reader() as reader:
            counted = set()
            while not done.is_set():
                counted.add(reader.counts()["facility"])
            counted.add(reader.counts()["facility"])
            seen.append(counted)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(1, 60, 2):
        case.write(draft(facility(number), facility(number + 1)), "K.")
    done.set()
    for thread in threads:
        thread.join()
    assert len(seen) == 2
    for counted in seen:
        assert max(counted) == 60
        assert all(count % 2 == 0 for count in counted)
