"""Erasure: what is destroyed is nowhere in the file, cannot come back, and the chain verifies."""

from __future__ import annotations

import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geoapp.case.errors import CaseError, NothingToWriteError, RefusedChangeError
from geoapp.case.identity import next_code
from geoapp.case.records import Change, Draft, Key, Message, Value
from geoapp.case.tables import TABLES, Statements
from geoapp.case.view import CaseView
from geoapp.commands.edit import restore
from geoapp.store import CaseFile, Signer, content, erasing, settling
from geoapp.store.erasing import Erasure, erase, scrub
from geoapp.store.merging import take_in
from geoapp.store.writer import RowWriter
from layers.values import Position

NAMES = {"testimony", "transcript", "passage", "claim", "attachment", "facility", "place"}
STATEMENTS = Statements(tuple(table for table in TABLES if table.name in NAMES))
# Made up, and of letters that no other word of a case holds.
TITLE, QUOTE, OLD, NOTE = "꿹뛟뷁쀍", "꽶뜛뾅쨃", "쮉뺡뚧꿼", "쏋쌺뜎꽣"
LON, LAT = 127.12345678, 41.76543217
TESTIMONY, PASSAGE, PLACE, KEPT = (
    Key("testimony", 1),
    Key("passage", 2),
    Key("place", 3),
    Key("facility", 4),
)
SCAN = Key("attachment", 5)
BYTES = ("쉚쌹 scanned page 썩쒰 " * 9000).encode()
GONE = [Erasure(key) for key in (TESTIMONY, PASSAGE, PLACE, SCAN)]
NOTE_OF_KEPT = Erasure(KEPT, frozenset({"note"}))


def draft(*changes: Change) -> Draft:
    return Draft("edit", Message("edit"), changes)


def write(case: CaseFile, *changes: Change) -> str:
    return case.write(draft(*changes), "K.").hash


def planted(path: Path, **options: object) -> CaseFile:
    """A case with words and a place to be destroyed, some of them only in its history."""
    case = CaseFile.create(path, title="Border", author="K.", statements=STATEMENTS, **options)
    scan = path.with_name("scan.bin")
    scan.write_bytes(BYTES)
    hashed = content.put(case, scan)
    scan.unlink()
    where = Position(shapely.Point(LON, LAT), 5.0, "village", "pointed to")
    write(case, Change(TESTIMONY, {"code": "T-007", "title": TITLE, "summary": f"{QUOTE} " * 900}))
    write(case, Change(PASSAGE, {"testimony": 1, "quote": f"… {OLD} …"}))
    write(case, Change(PASSAGE, {"quote": f"… {QUOTE} …"}), Change(PLACE, {"geometry": where}))
    write(case, Change(KEPT, {"code": "KW-1", "name_en": "Camp", "note": f"says {NOTE}"}))
    write(case, Change(SCAN, {"sha256": hashed.sha256, "title": TITLE, "bytes": len(BYTES)}))
    write(case, Change(PASSAGE, deleted=True))
    return case


def needles() -> dict[str, bytes]:
    """What to look for: whole words, what FTS5 keeps of them, coordinates in every form."""
    found = {"scan": BYTES[:20]}
    for word in (TITLE, QUOTE, OLD, NOTE):
        found[word] = word.encode()
        # A term shares its beginning with the one before, so its end is what is stored.
        found[f"{word} in the index"] = word[1:3].encode()
    for name, number in (("lon", LON), ("lat", LAT)):
        found[f"{name} little"] = struct.pack("<d", number)
        found[f"{name} big"] = struct.pack(">d", number)
        found[f"{name} hex"] = struct.pack("<d", number).hex().upper().encode()
        found[f"{name} float"] = struct.pack(">f", number)[:3]
    return found


def found_in(blobs: Iterator[tuple[str, bytes]]) -> set[tuple[str, str]]:
    wanted = needles()
    return {(name, where) for where, blob in blobs for name, n in wanted.items() if n in blob}


def on_disk(folder: Path) -> set[tuple[str, str]]:
    return found_in((path.name, path.read_bytes()) for path in sorted(folder.iterdir()))


def test_nothing_is_left_of_what_was_destroyed(tmp_path: Path) -> None:
    with planted(tmp_path / "case.gpkg") as case:
        assert {name for name, _ in on_disk(tmp_path)} >= set(needles()) - {"lon big", "lat big"}
        erase(case, [*GONE, NOTE_OF_KEPT], "K.", "asked for by letter")
        scrub(case)
        assert on_disk(tmp_path) == set()
        assert case.verify() == []
        with case.reader() as reader:
            for word in (TITLE, QUOTE, OLD, NOTE):
                assert reader.search(word, 9, [table.name for table in STATEMENTS]) == []
            kept = reader.record(KEPT)
            assert kept is not None
            assert (kept.values["name_en"], kept.values["note"]) == ("Camp", None)
            assert reader.counts()["testimony"] == 0
    assert on_disk(tmp_path) == set()
    assert [path.name for path in tmp_path.iterdir()] == ["case.gpkg"]
    with CaseFile.open(tmp_path / "case.gpkg", statements=STATEMENTS) as case:
        assert case.verify() == []


def test_the_outermost_place_is_not_kept_as_bounds(tmp_path: Path) -> None:
    with planted(tmp_path / "case.gpkg") as case:
        near = Position(shapely.Point(120.5, 40.5), 5.0, None, None)
        write(case, Change(Key("place", 8), {"geometry": near}))
        erase(case, GONE, "K.")
        bounds = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'place'"
        with case.lane() as connection:
            assert connection.execute(bounds).fetchall() == [(120.5, 40.5, 120.5, 40.5)]


def nothing(*_args: object, **_options: object) -> None:
    """Stands in for a step that is switched off."""


def as_they_are(_connection: object, changes: list[object], _vectors: object) -> list[object]:
    return changes


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "cells": lambda patch: patch.setattr(RowWriter, "hold", nothing),
    "contents": lambda patch: patch.setattr(settling, "emptied", as_they_are),
    "index": lambda patch: patch.setattr(erasing, "index_anew", nothing),
    "bounds": lambda patch: patch.setattr(erasing, "measure_again", nothing),
    "places": lambda patch: patch.setattr(erasing, "plant_again", nothing),
    "attachments": lambda patch: patch.setattr(content, "drop_unnamed", nothing),
    "log": lambda patch: patch.setattr(erasing, "scrubbed", nothing),
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_needed(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with planted(tmp_path / "case.gpkg") as case:
        STEPS[step](monkeypatch)
        erase(case, [*GONE, NOTE_OF_KEPT], "K.")
        scrub(case)
        assert on_disk(tmp_path) != set()


@pytest.mark.parametrize("rewritten", [True, False])
def test_what_lay_in_free_pages_goes_as_well(tmp_path: Path, rewritten: bool) -> None:
    """As after another program that deletes without overwriting."""
    path = tmp_path / "case.gpkg"
    planted(path).close()
    with closing(apsw.Connection(str(path))) as db:
        db.execute("PRAGMA secure_delete = OFF").fetchall()
        db.execute("CREATE TABLE heap (words)")
        db.execute("INSERT INTO heap VALUES (?)", (f"{QUOTE} " * 9000,))
        db.execute("DROP TABLE heap")
    with CaseFile.open(path, statements=STATEMENTS) as case:
        erase(case, [*GONE, NOTE_OF_KEPT], "K.")
        if rewritten:
            scrub(case)
    assert (on_disk(tmp_path) == set()) == rewritten


def test_of_an_encrypted_case_no_page_keeps_anything(tmp_path: Path) -> None:
    path = tmp_path / "case.gpkg"
    with planted(path, passphrase="tide and stone", signer=Signer.new()) as case:
        with case.lane() as connection:
            before = found_in(iter([("pages", connection.serialize("main"))]))
        assert {name for name, _ in before} >= {TITLE, QUOTE, OLD, NOTE, "scan", "lon little"}
        erase(case, [*GONE, NOTE_OF_KEPT], "K.")
        scrub(case)
        with case.lane() as connection:
            assert found_in(iter([("pages", connection.serialize("main"))])) == set()
        assert case.verify() == []
    with CaseFile.open(path, statements=STATEMENTS, passphrase="tide and stone") as case:
        assert case.verify() == []
        with case.reader() as reader:
            erased = reader.entries(1)[0]
        assert erased.kind == "erase"
        assert erased.signer


def test_nothing_brings_it_back(tmp_path: Path) -> None:
    with planted(tmp_path / "case.gpkg") as case:
        last = write(case, Change(TESTIMONY, {"language": "ko"}), Change(KEPT, {"name_ko": "곳"}))
        erase(case, GONE, "K.")
        case.write(case.undo_draft(last), "K.")
        case.write(case.undo_draft(case.redoable() or "", "redo"), "K.")
        while (next_one := case.undoable()) is not None:
            case.write(case.undo_draft(next_one), "K.")
        with case.reader() as reader:
            for one in GONE:
                record = reader.record(one.key)
                assert record is not None
                assert record.deleted
                assert set(record.values.values()) == {None}
                for change in (Change(one.key, deleted=False), Change(one.key, {"title": "x"})):
                    with pytest.raises(RefusedChangeError):
                        write(case, change)
                with pytest.raises(CaseError):
                    case.write(restore(CaseView(reader), one.key), "K.")
        with pytest.raises(NothingToWriteError):
            erase(case, GONE, "K.")
        assert case.verify() == []


def test_an_undo_does_not_guess_what_was_destroyed(tmp_path: Path) -> None:
    with planted(tmp_path / "case.gpkg") as case:
        later = write(case, Change(KEPT, {"name_en": "Camp 22"}))
        erase(case, [NOTE_OF_KEPT], "K.")
        case.write(case.undo_draft(later), "K.")
        with case.reader() as reader:
            record = reader.record(KEPT)
        assert record is not None
        assert record.values["name_en"] == "Camp 22"
        assert case.verify() == []


def test_history_says_that_it_was_destroyed(tmp_path: Path) -> None:
    with planted(tmp_path / "case.gpkg") as case, case.reader() as reader:
        before = [(e.hash, e.kind) for e in reader.history(PASSAGE)]
        erase(case, GONE, "K.", "asked for by letter")
        newest, *rest = reader.history(PASSAGE)
        assert [(e.hash, e.kind) for e in rest] == before
        assert (newest.kind, newest.reason) == ("erase", "asked for by letter")
        assert newest.message.parameters == {
            "rows": "4",
            "fields": "0",
            "codes": "attachment 0, passage 0, place 0, testimony 7",
        }
        told = [change for entry in (newest, *rest) for change in entry.changes]
        assert {(c.field, c.old, c.new, c.erased) for c in told} == {("*", None, None, True)}


def test_a_code_that_was_destroyed_is_never_given_again(tmp_path: Path) -> None:
    with planted(tmp_path / "case.gpkg") as case, case.reader() as reader:
        assert next_code(CaseView(reader), "testimony") == "T-008"
        erase(case, GONE, "K.")
        assert next_code(CaseView(reader), "testimony") == "T-008"
        assert next_code(CaseView(reader), "facility") == "F-001"


def test_refusals_destroy_nothing(tmp_path: Path) -> None:
    with planted(tmp_path / "case.gpkg") as case:
        for wrong in (
            Erasure(Key("testimony", 99)),
            Erasure(Key("nowhere", 1)),
            Erasure(TESTIMONY, frozenset({"no such field"})),
        ):
            with pytest.raises(RefusedChangeError):
                erase(case, [*GONE, wrong], "K.")
        with case.reader() as reader:
            record = reader.record(TESTIMONY)
            assert record is not None
            assert record.values["title"] == TITLE
            assert all(entry.kind != "erase" for entry in reader.entries())


FIELDS = ("name_en", "name_ko", "note", "province", "county")
steps = st.lists(
    st.one_of(
        st.dictionaries(st.sampled_from(FIELDS), st.booleans(), min_size=1),
        st.sampled_from(["delete", "restore"]),
        st.frozensets(st.sampled_from(FIELDS), min_size=1, max_size=3),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(steps)
def test_other_fields_keep_what_they_hold(
    tmp_path_factory: pytest.TempPathFactory, history: list[object]
) -> None:
    path = tmp_path_factory.mktemp("erasing") / "case.gpkg"
    only = Statements(tuple(table for table in TABLES if table.name == "facility"))
    row, words, said = Key("facility", 1), iter(range(10**6)), set[str]()
    expected: dict[str, Value] = dict.fromkeys(FIELDS)
    with CaseFile.create(path, title="x", author="K.", statements=only) as case:
        write(case, Change(row, {"code": "KW-1"}))
        for step in history:
            try:
                if isinstance(step, dict):
                    news: dict[str, Value] = {
                        name: f"word{next(words)}." if full else None for name, full in step.items()
                    }
                    write(case, Change(row, news))
                    expected |= news
                elif isinstance(step, frozenset):
                    said |= {str(expected[name]) for name in step if expected[name]}
                    expected |= dict.fromkeys(step)
                    erase(case, [Erasure(row, step)], "K.")
                else:
                    write(case, Change(row, deleted=step == "delete"))
            except NothingToWriteError:
                continue
        with case.reader() as reader:
            record = reader.record(row)
        assert record is not None
        assert {name: record.values[name] for name in FIELDS} == expected
        assert case.verify() == []
        with case.lane() as connection:
            held = connection.execute("SELECT group_concat(content) FROM ledger_change").get
        assert not [word for word in said if word in held]


KILLED_AT = {
    "before": "settling.settle = erasing.settle = die",
    "at the commit": "erasing.content.drop_unnamed = die",
    "before the file is rewritten": "erasing.scrubbed = die",
    "while it is rewritten": (
        "real = erasing.scrubbed\n"
        "def rewrite(connection):\n"
        "    connection.set_progress_handler(die, 100)\n"
        "    real(connection)\n"
        "erasing.scrubbed = rewrite"
    ),
    "before the log is cut": (
        "real = erasing.rows\n"
        "def asked(connection, sql, *values):\n"
        "    return die() if 'checkpoint' in sql else real(connection, sql, *values)\n"
        "erasing.rows = asked"
    ),
}
KILLED = """
import os, signal, sys
sys.path[:0] = {path!r}
from test_erasing import *
from geoapp.store import erasing, settling
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
case = CaseFile.open(Path({case!r}), statements=STATEMENTS)
{switch}
erase(case, [*GONE, NOTE_OF_KEPT], "K.")
erasing.scrub(case)
"""


@pytest.mark.parametrize("moment", KILLED_AT)
def test_a_kill_leaves_all_or_nothing(moment: str, tmp_path: Path) -> None:
    path = tmp_path / "case.gpkg"
    planted(path).close()
    places = [str(Path(__file__).parent), *sys.path]
    script = KILLED.format(path=places, case=str(path), switch=KILLED_AT[moment])
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    early = moment in ("before", "at the commit")
    with CaseFile.open(path, statements=STATEMENTS) as case:
        assert case.verify() == []
        with case.reader() as reader:
            record = reader.record(TESTIMONY)
            assert record is not None
            assert record.values["title"] == (TITLE if early else None)
    left = {name for name, _ in on_disk(tmp_path)}
    assert (TITLE in left) == early
    assert early or left == set()


def test_merging_destroys_it_in_the_other_file_and_brings_nothing_back(tmp_path: Path) -> None:
    """Both ways, though the other one went on writing about it in the meantime."""
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    planted(here / "case.gpkg").close()
    shutil.copy(here / "case.gpkg", there / "case.gpkg")
    with (
        CaseFile.open(here / "case.gpkg", replica="here", statements=STATEMENTS) as ours,
        CaseFile.open(there / "case.gpkg", replica="there", statements=STATEMENTS) as theirs,
    ):
        write(theirs, Change(TESTIMONY, {"title": f"{TITLE} {OLD}"}))
        write(theirs, Change(TESTIMONY, deleted=True))
        write(theirs, Change(KEPT, {"note": f"{NOTE} again", "name_ko": "곳"}))
        write(theirs, Change(Key("claim", 9), {"subject_table": "testimony", "subject": 1}))
        erase(ours, [*GONE, NOTE_OF_KEPT], "K.")
        scrub(ours)
        take_in(ours, theirs)
        take_in(theirs, ours)
        take_in(ours, theirs)
        for case, folder in ((ours, here), (theirs, there)):
            assert on_disk(folder) == set()
            assert case.verify() == []
            with case.reader() as reader:
                kept, gone = reader.record(KEPT), reader.record(TESTIMONY)
                assert kept is not None
                assert gone is not None
                assert (kept.values["name_en"], kept.values["note"]) == ("Camp", None)
                assert gone.deleted
                assert set(gone.values.values()) == {None}
        assert ours.tips() == theirs.tips()


def test_a_conflict_is_not_decided_by_an_erasure(tmp_path: Path) -> None:
    """What the other value says would be lost with the note; so somebody has to decide first."""
    planted(tmp_path / "case.gpkg").close()
    shutil.copy(tmp_path / "case.gpkg", tmp_path / "other.gpkg")
    with (
        CaseFile.open(tmp_path / "case.gpkg", replica="a", statements=STATEMENTS) as ours,
        CaseFile.open(tmp_path / "other.gpkg", replica="b", statements=STATEMENTS) as theirs,
    ):
        write(ours, Change(KEPT, {"name_en": "Camp 14", "note": "one"}))
        write(theirs, Change(KEPT, {"name_en": "Camp 15", "note": "two"}))
        take_in(ours, theirs)
        with pytest.raises(RefusedChangeError, match="decision"):
            erase(ours, [NOTE_OF_KEPT], "K.")
        erase(ours, [Erasure(KEPT)], "K.")
        assert ours.verify() == []
