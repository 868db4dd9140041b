"""Files that nobody vouches for: each is refused with its own sentence, and keeps its bytes."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from case_samples import STATEMENTS, at, draft, facility

from geoapp.case.errors import (
    CaseError,
    CaseNotFoundError,
    DamagedCaseError,
    ForeignSchemaError,
    NewerCaseError,
    NotACaseError,
)
from geoapp.case.records import Key
from geoapp.store import CaseFile, geometry


@pytest.fixture
def file(case: CaseFile, case_path: Path) -> Path:
    rows = [facility(n, name_en=f"Camp {n}", geometry=at(126, 40)) for n in range(1, 40)]
    case.write(draft(*rows), "K.")
    case.close()
    return case_path


def run(path: Path, *commands: str) -> None:
    """Change a file as another program would."""
    db = apsw.Connection(str(path))
    geometry.register(db)
    for command in commands:
        db.execute(command).fetchall()
    db.close()


def refused(path: Path, kind: type[CaseError], words: str) -> None:
    before = path.read_bytes()
    names = sorted(p.name for p in path.parent.iterdir())
    for read_only in (False, True):
        with pytest.raises(kind, match=words) as caught:
            CaseFile.open(path, read_only=read_only, statements=STATEMENTS)
        assert str(caught.value).endswith(".")
        assert path.read_bytes() == before
        assert sorted(p.name for p in path.parent.iterdir()) == names


def test_no_file(tmp_path: Path) -> None:
    for missing in (tmp_path / "none.gpkg", tmp_path / "no" / "none.gpkg"):
        with pytest.raises(CaseNotFoundError, match="no file"):
            CaseFile.open(missing)
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotACaseError, match="folder"):
        CaseFile.open(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"x", "not a case file"),
        (b"PK\x03\x04" + bytes(5000), "not a case file"),
        (b"SQLite format 3\x00", "not a case file"),
        (b"SQLite format 3\x00" + bytes(4080), "not a case file"),
        ("증언록\n".encode() * 900, "not a case file"),
    ],
    ids=["empty", "one byte", "zip", "magic only", "magic and zeros", "text"],
)
def test_something_else(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "case.gpkg"
    path.write_bytes(content)
    refused(path, NotACaseError, words)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    run(path, "CREATE TABLE case_info (x)", "CREATE TABLE facility (id)")
    refused(path, NotACaseError, "not a case file")


def test_a_geopackage_that_is_no_case(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    run(path, "PRAGMA application_id = 1196444487", "CREATE TABLE roads (fid INTEGER PRIMARY KEY)")
    refused(path, NotACaseError, "Import it instead")


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_short(file: Path, part: float) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * part)])
    refused(file, DamagedCaseError, "cut short|damaged")


def test_a_file_cut_to_less_than_its_header(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:60])
    refused(file, NotACaseError, "not a case file")


def test_a_newer_form(file: Path) -> None:
    run(file, 'UPDATE case_info SET "schema" = "schema" + 1', "CREATE TABLE slots (x)")
    refused(file, NewerCaseError, "newer version")


FOREIGN = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON facility BEGIN DELETE FROM ledger; END",
    "trigger of the tree": (
        "CREATE TRIGGER rtree_facility_geom_extra AFTER INSERT ON facility "
        "BEGIN DELETE FROM ledger; END"
    ),
    "view": "CREATE VIEW v AS SELECT * FROM facility",
    "table": "CREATE TABLE extra (x)",
    "virtual table": "CREATE VIRTUAL TABLE extra USING fts5(x)",
    "index": "CREATE INDEX extra ON facility (note)",
    "expression": "CREATE INDEX extra ON facility (abs(id))",
    "column": "ALTER TABLE facility ADD COLUMN extra TEXT",
    "generated": "ALTER TABLE facility ADD COLUMN extra AS (abs(id))",
    "default": "ALTER TABLE facility ADD COLUMN extra TEXT DEFAULT 'x'",
    "renamed": "ALTER TABLE facility RENAME COLUMN note TO remark",
    "ledger": "ALTER TABLE ledger ADD COLUMN extra",
}


@pytest.mark.parametrize("command", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_no_case_declares(file: Path, command: str) -> None:
    run(file, command)
    refused(file, ForeignSchemaError, "which no case file declares")


def test_a_view_in_place_of_a_table(file: Path) -> None:
    run(
        file,
        "DROP TABLE case_info",
        'CREATE VIEW case_info AS SELECT 1 AS "case", 2 AS title, 1 AS "schema"',
    )
    refused(file, NotACaseError, "not a case file")


def test_a_trigger_with_another_body(file: Path) -> None:
    run(
        file,
        "DROP TRIGGER rtree_facility_geom_insert",
        "CREATE TRIGGER rtree_facility_geom_insert AFTER INSERT ON facility "
        "BEGIN DELETE FROM ledger; END",
    )
    refused(file, ForeignSchemaError, "of another form")


MISSING = {
    "index": "DROP INDEX facility_code_index",
    "trigger": "DROP TRIGGER rtree_facility_geom_delete",
    "table": "DROP TABLE testimony",
    "statements": "DROP TABLE case_statement",
    "info": "DELETE FROM case_info",
    "two infos": "INSERT INTO case_info SELECT * FROM case_info",
    "schema": "UPDATE case_info SET \"schema\" = 'one'",
    "title": "UPDATE case_info SET title = x'00'",
    "statement": "UPDATE case_statement SET statement = '{}' WHERE name = 'facility'",
    "swapped": "UPDATE case_statement SET name = 'palace' WHERE name = 'facility'",
    "no json": "UPDATE case_statement SET statement = '[' WHERE name = 'facility'",
    "deep json": (
        "UPDATE case_statement SET statement = "
        "replace(hex(zeroblob(100000)), '00', '[') WHERE name = 'facility'"
    ),
}


@pytest.mark.parametrize("command", MISSING.values(), ids=MISSING.keys())
def test_what_every_case_has(file: Path, command: str) -> None:
    run(file, command)
    refused(file, CaseError, "damaged|no case file declares")


def test_a_statement_that_names_our_own_tables(file: Path) -> None:
    db = apsw.Connection(str(file))
    text = db.execute("SELECT statement FROM case_statement WHERE name = 'facility'").get
    stated = json.loads(str(text))
    stated["name"] = "ledger"
    db.execute("INSERT INTO case_statement VALUES ('ledger', ?)", (json.dumps(stated),))
    db.close()
    refused(file, DamagedCaseError, "damaged")


def test_an_odd_schema(file: Path) -> None:
    db = apsw.Connection(str(file))
    db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    db.execute("PRAGMA writable_schema = ON").fetchall()
    db.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE x(' WHERE name = 'testimony'")
    db.close()
    refused(file, DamagedCaseError, "damaged")


def test_very_many_tables(file: Path) -> None:
    db = apsw.Connection(str(file))
    db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    db.execute("PRAGMA writable_schema = ON").fetchall()
    db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20001) "
        "INSERT INTO sqlite_schema SELECT 'view', 'x' || i, 'x' || i, 0, "
        "'CREATE VIEW x' || i || ' AS SELECT 1' FROM n"
    )
    db.close()
    refused(file, ForeignSchemaError, "far more tables")


def test_a_journal_from_elsewhere_is_not_taken_in(file: Path) -> None:
    """A log beside a foreign database: refused without folding the log into the file."""
    other = file.with_name("other.gpkg")
    db = apsw.Connection(str(other))
    db.execute("PRAGMA application_id = 1196444487").fetchall()
    db.execute("PRAGMA journal_mode = WAL").fetchall()
    db.execute("CREATE TABLE roads (fid INTEGER PRIMARY KEY)").fetchall()
    copied = {end: other.with_name(other.name + end).read_bytes() for end in ("", "-wal")}
    db.close()
    for end, content in copied.items():
        other.with_name(other.name + end).write_bytes(content)
    before = other.read_bytes()
    with pytest.raises(NotACaseError):
        CaseFile.open(other)
    assert other.read_bytes() == before


def damage(change: Callable[[bytearray], None], path: Path) -> None:
    content = bytearray(path.read_bytes())
    change(content)
    path.write_bytes(bytes(content))


def test_a_flipped_page_gives_a_sentence_somewhere(file: Path) -> None:
    """Damage deep inside is told when it is met, and never as a traceback."""
    size = file.stat().st_size
    (page,) = struct.unpack(">H", file.read_bytes()[16:18])
    whole = file.read_bytes()
    told = []
    for start in range(page, size, page * 7):
        file.write_bytes(whole)
        damage(
            lambda content, at=start: content.__setitem__(slice(at, at + 64), b"\xff" * 64), file
        )
        try:
            read_everything(file)
        except CaseError as error:
            told.append(str(error))
    assert len(told) > 3
    assert all(sentence.endswith(".") for sentence in told)


def read_everything(path: Path) -> None:
    with CaseFile.open(path, statements=STATEMENTS) as case, case.reader() as reader:
        for table in reader.statements:
            reader.records(table.name)
            reader.drawable(table.name)
        reader.search("Camp", 10, ["facility"])
        reader.entries()
        reader.info()
        case.check_entries()


def test_cells_of_a_wrong_type_are_told(file: Path) -> None:
    run(file, "UPDATE facility SET in_use_earliest = 'yesterday', in_use_words = 'x' WHERE id = 3")
    with CaseFile.open(file, statements=STATEMENTS) as case, case.reader() as reader:
        with pytest.raises(DamagedCaseError, match="Row 3 of “Facility”"):
            reader.record(Key("facility", 3))
        assert reader.record(Key("facility", 4)) is not None


def test_a_file_cannot_reach_other_files_or_functions(case: CaseFile) -> None:
    connection = case._connection
    for command in (
        "ATTACH 'other.db' AS other",
        "SELECT load_extension('x')",
    ):
        with pytest.raises(apsw.Error):
            connection.execute(command).fetchall()
    connection.execute("PRAGMA writable_schema = ON").fetchall()
    with pytest.raises(apsw.Error):
        connection.execute("DELETE FROM sqlite_schema")


def test_what_is_no_ordinary_file_is_named_so(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.gpkg"
    os.mkfifo(pipe)
    with pytest.raises(NotACaseError, match="not an ordinary file"):
        CaseFile.open(pipe)
