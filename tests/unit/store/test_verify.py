"""Verification finds whatever is done to a case behind the back of its ledger."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from case_samples import STATEMENTS, at, draft, facility, rows_of_trial
from hypothesis import given
from hypothesis import strategies as st

from geoapp.case.errors import ForeignSchemaError, NothingToWriteError
from geoapp.case.records import Change, Key, Problem
from geoapp.store import CaseFile, geometry, index_audit
from geoapp.store.erasing import Erasure, erase
from layers.values import UncertainDate


def tamper(path: Path, *commands: str) -> None:
    """Change a closed case with the database that every Python has."""
    with closing(sqlite3.connect(path)) as db:
        for number, name in enumerate(("ST_MinX", "ST_MinY", "ST_MaxX", "ST_MaxY")):
            corner = lambda blob, n=number: (geometry.bounds_of(blob) or [None] * 4)[n]  # noqa: E731
            db.create_function(name, 1, corner)
        db.create_function("ST_IsEmpty", 1, lambda blob: int(geometry.bounds_of(blob) is None))
        changed = 0
        for command in commands:
            changed += max(0, db.execute(command).rowcount)
        db.commit()
    assert changed or any("CREATE" in command for command in commands)


def verified(path: Path, **known: tuple[int, str]) -> list[Problem]:
    with CaseFile.open(path, read_only=True, statements=STATEMENTS) as case:
        return case.verify(known)


@pytest.fixture
def whole(case: CaseFile, case_path: Path) -> Path:
    first = [
        facility(n, code=f"T-{n}", name_en=f"Camp {n}", name_ko="온성", geometry=at(126 + n, 40))
        for n in range(1, 6)
    ]
    case.write(draft(*first), "K.")
    case.write(draft(facility(2, name_en="Second", note="long words")), "L.")
    case.write(draft(Change(Key("facility", 4), deleted=True)), "K.")
    undone = case.undoable()
    assert undone
    case.write(case.undo_draft(undone), "K.")
    case.write(draft(Change(Key("facility", 5), deleted=True), facility(3, note=None)), "K.")
    assert case.verify() == []
    case.close()
    assert verified(case_path) == []
    return case_path


ROWS = {
    "a word of a row": ("UPDATE facility SET name_en = 'Other' WHERE id = 2", "name_en"),
    "a place, with its index": (
        "UPDATE facility SET geom = (SELECT geom FROM facility WHERE id = 3) WHERE id = 2",
        "geometry",
    ),
    "how exact a place is": ("UPDATE facility SET geom_radius_m = 5 WHERE id = 2", "geometry"),
    "a date": ("UPDATE facility SET in_use_earliest = '2018-03-01' WHERE id = 2", "in_use"),
    "the type of a value": ("UPDATE facility SET name_en = x'41' WHERE id = 2", "name_en"),
    "the mark of removal": ("UPDATE facility SET deleted = 1 WHERE id = 2", "deleted"),
    "a row taken away": ("DELETE FROM facility WHERE id = 2", "missing"),
}


@pytest.mark.parametrize(("command", "word"), ROWS.values(), ids=ROWS.keys())
def test_a_changed_row_is_named(whole: Path, command: str, word: str) -> None:
    tamper(whole, command)
    told = [p for p in verified(whole) if p.kind == "row"]
    assert [p.key for p in told] == [Key("facility", 2)]
    assert "Row 2 of “facility”" in told[0].sentence
    assert word in told[0].sentence


def test_an_added_row_is_named(whole: Path) -> None:
    tamper(whole, "INSERT INTO facility (id, name_en) VALUES (99, 'Invented')")
    told = [p for p in verified(whole) if p.kind == "row"]
    assert [p.key for p in told] == [Key("facility", 99)]


def test_a_removed_mark_is_named(whole: Path) -> None:
    tamper(whole, "UPDATE facility SET deleted = 0 WHERE id = 5")
    assert Key("facility", 5) in {p.key for p in verified(whole) if p.kind == "row"}


LEDGER = {
    "author": "UPDATE ledger SET header = replace(header, '\"L.\"', '\"M.\"')",
    "time": 'UPDATE ledger SET header = replace(header, \'"utc":"2\', \'"utc":"1\')',
    "content": "UPDATE ledger_change SET content = replace(content, 'Second', 'Zweite')",
    "leaf": "UPDATE ledger_change SET leaf = zeroblob(32) WHERE id = 2",
    "moved to another row": "UPDATE ledger_change SET id = 1 WHERE id = 2",
    "change cut": "DELETE FROM ledger_change WHERE id = 2",
    "entry cut": "DELETE FROM ledger WHERE header LIKE '%\"sequence\":3,%'",
    "reordered": "UPDATE ledger_order SET lamport = 10 - lamport",
    "head": (
        "UPDATE ledger_head SET hash = (SELECT hash FROM ledger "
        "WHERE hash NOT IN (SELECT hash FROM ledger_head) LIMIT 1)"
    ),
    "last of a replica": "UPDATE ledger_replica SET sequence = 4",
    "what an undo undoes": "UPDATE ledger_order SET reverts = NULL WHERE kind = 'undo'",
    "number of the case": "UPDATE case_info SET \"case\" = 'another'",
}


@pytest.mark.parametrize("command", LEDGER.values(), ids=LEDGER.keys())
def test_a_changed_ledger_is_told(whole: Path, command: str) -> None:
    tamper(whole, command)
    assert "ledger" in {p.kind for p in verified(whole)}


DERIVED = {
    "document": ("search", "UPDATE search_row SET body = 'other' WHERE id = 2"),
    "document of no row": (
        "search",
        "INSERT INTO search_row (tbl, id, code, title, body) VALUES ('facility', 77, '', '', '')",
    ),
    "row hidden from the search": (
        "search",
        "INSERT INTO search_index (search_index, rowid, code, title, body) "
        "SELECT 'delete', docid, code, title, body FROM search_row WHERE id = 2",
    ),
    "row hidden from the map": ("place", "DELETE FROM rtree_facility_geom WHERE id = 2"),
    "row shown elsewhere": (
        "place",
        "UPDATE rtree_facility_geom SET minx = 1, maxx = 2 WHERE id = 2",
    ),
    "list of extensions": ("schema", "DELETE FROM gpkg_extensions"),
    "list of geometries": ("schema", "UPDATE gpkg_geometry_columns SET srs_id = 0"),
}


@pytest.mark.parametrize(("kind", "command"), DERIVED.values(), ids=DERIVED.keys())
def test_what_is_derived_must_fit(whole: Path, kind: str, command: str) -> None:
    tamper(whole, command)
    assert kind in {p.kind for p in verified(whole)}


@pytest.mark.parametrize(
    "command",
    [
        "CREATE TRIGGER t AFTER INSERT ON facility BEGIN DELETE FROM ledger; END",
        "CREATE VIEW v AS SELECT * FROM facility",
        "CREATE TABLE extra (x)",
    ],
)
def test_what_no_case_declares_is_refused_and_named(whole: Path, command: str) -> None:
    tamper(whole, command)
    with pytest.raises(ForeignSchemaError, match=command.split()[1].lower()):
        verified(whole)


CUT = (
    "DELETE FROM ledger_change WHERE entry IN (SELECT hash FROM ledger_head)",
    "DELETE FROM ledger WHERE hash IN (SELECT hash FROM ledger_head)",
    "DELETE FROM ledger_order WHERE hash IN (SELECT hash FROM ledger_head)",
    "DELETE FROM ledger_head",
    "INSERT INTO ledger_head SELECT hash FROM ledger_order ORDER BY lamport DESC LIMIT 1",
    "UPDATE ledger_replica SET sequence = sequence - 1, hash = (SELECT hash FROM ledger_head)",
    "UPDATE facility SET in_use_words = NULL",
)


def test_an_end_cut_off_with_its_rows_is_seen_against_what_was_remembered(
    case: CaseFile, case_path: Path
) -> None:
    case.write(draft(facility(1, name_en="stays")), "K.")
    last = facility(1, in_use=UncertainDate(None, None, "goes"))
    before = case_path.parent / "before.gpkg"
    case.close()
    before.write_bytes(case_path.read_bytes())
    with CaseFile.open(case_path, replica="one", statements=STATEMENTS) as again:
        again.write(draft(last), "K.")
        known = again.tips()
        assert again.verify(known) == []
    assert [p.kind for p in verified(before, **known)] == ["older"]
    tamper(case_path, *CUT)
    assert verified(case_path) == []
    assert [p.kind for p in verified(case_path, **known)] == ["older"]


def test_a_damaged_page_is_told(whole: Path) -> None:
    content = bytearray(whole.read_bytes())
    with closing(sqlite3.connect(whole)) as db:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'facility'"
        page = db.execute(sql).fetchone()[0]
    content[(page - 1) * 4096 + 3] ^= 0xFF
    whole.write_bytes(content)
    assert "damage" in {p.kind for p in verified(whole)}


def test_words_of_two_rows_exchanged_in_the_index_are_told_of_both(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_audit, "_MOST_SORTED", 3)
    pair = "SELECT docid, code, title, body FROM search_row WHERE id IN (1, 2)"
    other = "(SELECT sum(docid) FROM search_row WHERE id IN (1, 2)) - docid"
    index = "INSERT INTO search_index"
    tamper(
        whole,
        f"{index} (search_index, rowid, code, title, body) "
        + pair.replace("SELECT", "SELECT 'delete',"),
        f"{index} (rowid, code, title, body) " + pair.replace("docid", other, 1),
    )
    told = {(p.kind, p.key) for p in verified(whole)}
    assert told == {("search", Key("facility", 1)), ("search", Key("facility", 2))}


def test_an_erasure_is_no_damage(whole: Path) -> None:
    with CaseFile.open(whole, statements=STATEMENTS) as case:
        erase(case, [Erasure(Key("facility", 2))], "K.", "withdrawn")
    assert verified(whole) == []
    tamper(whole, "UPDATE facility SET name_en = 'back' WHERE id = 2")
    assert "row" in {p.kind for p in verified(whole)}


def test_content_that_nobody_destroyed_is_missed(whole: Path) -> None:
    tamper(
        whole,
        "UPDATE ledger_change SET content = NULL, salt = NULL WHERE id = 2",
        "UPDATE facility SET code = NULL, name_en = NULL, name_ko = NULL, note = NULL, "
        "geom = NULL, geom_precision = NULL, geom_found_by = NULL WHERE id = 2",
        "INSERT INTO search_index (search_index, rowid, code, title, body) "
        "SELECT 'delete', docid, code, title, body FROM search_row WHERE id = 2",
        "UPDATE search_row SET code = '', title = '', body = '' WHERE id = 2",
    )
    assert [(p.kind, p.key) for p in verified(whole)] == [("row", Key("facility", 2))]


@pytest.mark.parametrize(
    "command",
    [
        "INSERT INTO ledger_conflict VALUES ('facility', 2, 'name_en')",
        "INSERT INTO ledger_erasure VALUES ('facility', 2, 'name_en', x'00')",
    ],
)
def test_what_the_ledger_does_not_call_for_is_told(whole: Path, command: str) -> None:
    tamper(whole, command)
    assert [p.kind for p in verified(whole)] == ["ledger"]


@given(st.lists(rows_of_trial, min_size=1, max_size=4))
def test_whatever_is_written_verifies(
    tmp_path_factory: pytest.TempPathFactory, values: list[dict]
) -> None:
    path = tmp_path_factory.mktemp("any") / "case.gpkg"
    with CaseFile.create(path, title="T", author="K.", statements=STATEMENTS) as case:
        for number, row in enumerate(values):
            with suppress(NothingToWriteError):
                case.write(draft(Change(Key("trial", number // 2 + 1), row)), "K.")
        assert case.verify() == []


def test_sentences_repeat_nothing_of_the_case(whole: Path) -> None:
    tamper(whole, "UPDATE facility SET name_en = 'Geheim' WHERE id = 2")
    told = json.dumps([p.sentence for p in verified(whole)])
    assert "Geheim" not in told
    assert "Second" not in told
