"""Cases of every older form: read as they are, brought up to date without losing a word."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
from pathlib import Path
from typing import Any

import apsw
import pytest
from case_samples import STATEMENTS, draft, facility

from geoapp.case.errors import CaseError, StorageError
from geoapp.session import Session
from geoapp.store import CaseFile, migrating
from geoapp.store.connection import rows
from geoapp.store.schema import ADDED, SCHEMA, expected_objects

KEPT = Path(__file__).parents[2] / "data" / "cases"
PASSPHRASES = {"plain": None, "encrypted": "kept for tests"}
OLDER = [(form, kind) for form in range(1, SCHEMA) for kind in PASSPHRASES]

FORMS = {
    1: "6fb80ec4dfe3c7cb99779212cd6bbeca62fb03b0ca11b092a3992d0e79d5f64a",
    2: "60b36e3b05afa6e1148af25a432cb9e4b034cd2f997aa7ced6396808819b3e04",
}
"""SHA-256 over everything that a case with the tables of the kept one declares, per form."""


def old_case(form: int, kind: str, folder: Path) -> Path:
    path = folder / "kept case.gpkg"
    shutil.copy(KEPT / f"schema-{form}-{kind}.gpkg", path)
    return path


def content(case: CaseFile) -> dict[str, Any]:
    """Every row of every table, the whole ledger, and what is found in verifying."""
    with case.reader() as reader:
        told: dict[str, Any] = {
            "verify": case.verify(),
            "entries": reader.entries(),
            "info": (reader.info().case, reader.info().title, reader.info().heads),
            "rows": {
                table.name: reader._select(table.name, '1 ORDER BY "id"') for table in case._held
            },
            "found": reader.search("kept", 50, [table.name for table in case._held]),
        }
        for table in ("ledger", "ledger_change", "ledger_order", "ledger_replica", "search_row"):
            told[table] = sorted(map(repr, reader._rows(f"SELECT * FROM {table}")))
    return told


@pytest.mark.parametrize(("form", "kind"), OLDER)
def test_an_older_case_keeps_everything(form: int, kind: str, tmp_path: Path) -> None:
    path = old_case(form, kind, tmp_path)
    bytes_before = path.read_bytes()
    with CaseFile.open(path, read_only=True, passphrase=PASSPHRASES[kind]) as case:
        before = content(case)
        held = case._held
        assert case.migrated is None
    assert path.read_bytes() == bytes_before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert before["verify"] == []
    assert len(before["entries"]) > 3
    with CaseFile.open(path, passphrase=PASSPHRASES[kind], statements=held) as case:
        assert case.migrated is not None
        assert (case.migrated.before, case.migrated.after) == (form, SCHEMA)
        assert case.migrated.kept.name in case.migrated.sentence
        assert content(case) == before
        with case.reader() as reader:
            assert reader.info().schema == SCHEMA
    kept = case.migrated.kept
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, kept.name])
    with CaseFile.open(kept, read_only=True, passphrase=PASSPHRASES[kind]) as case:
        assert content(case) == before
        assert case.encrypted == (kind == "encrypted")
        with case.reader() as reader:
            assert reader.info().schema == form


def test_it_is_written_on_in_the_present_form(tmp_path: Path) -> None:
    path = old_case(1, "plain", tmp_path)
    with CaseFile.open(path, replica="new", statements=STATEMENTS) as case:
        case.write(draft(facility(77, note="written in the present form")), "K.")
        assert case.verify() == []
        schemas = rows(case._connection, "SELECT DISTINCT header ->> '$.schema' FROM ledger")
    assert sorted(schemas) == [(1,), (SCHEMA,)]
    with CaseFile.open(path, statements=STATEMENTS) as case:
        assert case.migrated is None
    assert len(list(tmp_path.iterdir())) == 2


def test_the_copy_overwrites_nothing(tmp_path: Path) -> None:
    path = old_case(1, "plain", tmp_path)
    there = tmp_path / "kept case - as it was in form 1.gpkg"
    there.write_bytes(b"something of somebody")
    with CaseFile.open(path) as case:
        assert case.migrated is not None
        assert case.migrated.kept.name == "kept case - as it was in form 1 (2).gpkg"
    assert there.read_bytes() == b"something of somebody"


def _die(connection: apsw.Connection) -> None:
    for sql in ADDED[2][:3]:
        connection.execute(sql)
    os._exit(9)


def _open_and_die(path: Path, passphrase: str | None) -> None:
    migrating.MIGRATIONS = {2: _die}
    CaseFile.open(path, passphrase=passphrase)


@pytest.mark.parametrize("kind", PASSPHRASES)
def test_killed_in_the_middle_the_old_form_opens(kind: str, tmp_path: Path) -> None:
    path = old_case(1, kind, tmp_path)
    child = multiprocessing.get_context("fork").Process(
        target=_open_and_die, args=(path, PASSPHRASES[kind])
    )
    child.start()
    child.join()
    assert child.exitcode == 9
    with CaseFile.open(path, read_only=True, passphrase=PASSPHRASES[kind]) as case:
        assert case.verify() == []
        with case.reader() as reader:
            assert reader.info().schema == 1
    with CaseFile.open(path, passphrase=PASSPHRASES[kind]) as case:
        assert case.migrated is not None
        assert case.verify() == []


def _without_room(path: Path) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, resource.RLIM_INFINITY))
    with pytest.raises(StorageError, match="no room beside it"):
        CaseFile.open(path)


def test_without_room_for_the_copy_nothing_is_changed(tmp_path: Path) -> None:
    path = old_case(1, "plain", tmp_path)
    before = path.read_bytes()
    child = multiprocessing.get_context("fork").Process(target=_without_room, args=(path,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "lie", [f'UPDATE case_info SET "schema" = {SCHEMA}', "CREATE TABLE case_part (x)"]
)
def test_a_file_is_judged_by_the_form_it_says_it_has(lie: str, tmp_path: Path) -> None:
    path = old_case(1, "plain", tmp_path)
    db = apsw.Connection(str(path))
    db.execute(lie)
    db.close()
    before = path.read_bytes()
    with pytest.raises(CaseError, match=r"damaged|no case file declares"):
        CaseFile.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_session_says_so(tmp_path: Path) -> None:
    session = Session.open(old_case(1, "plain", tmp_path), author="K.")
    try:
        assert session.migrated is not None
    finally:
        session.close()


def test_a_case_is_kept_of_every_form_before_this_one() -> None:
    wanted = {f"schema-{form}-{kind}.gpkg" for form, kind in OLDER}
    assert {path.name for path in KEPT.glob("schema-*.gpkg")} == wanted, (
        "keep a plain and an encrypted case of a form before it is left behind"
    )


def _digest(form: int) -> str:
    with CaseFile.open(KEPT / "schema-1-plain.gpkg", read_only=True) as case:
        objects = expected_objects(case._held, form)
    declared = sorted((*name, *rest) for name, rest in objects.items())
    return hashlib.sha256(repr(declared).encode()).hexdigest()


def test_what_a_form_declares_never_changes() -> None:
    assert {form: _digest(form) for form in ADDED} == FORMS, (
        "files of a form are out there: raise SCHEMA and write a migration instead"
    )


def test_each_form_can_be_reached() -> None:
    assert list(ADDED) == list(range(1, SCHEMA + 1))
    assert list(migrating.MIGRATIONS) == list(range(2, SCHEMA + 1))


def test_a_migrated_file_declares_what_a_new_one_does(tmp_path: Path) -> None:
    """By the same comparison that a file from elsewhere has to pass."""
    path = old_case(1, "plain", tmp_path)
    with CaseFile.open(path, statements=STATEMENTS):
        pass
    with CaseFile.open(path, statements=STATEMENTS) as case:
        assert case.migrated is None
        assert case.verify() == []
