"""Kills and full disks: what was confirmed stays, what was not is not there by halves."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest
from case_samples import STATEMENTS, draft, facility

from geoapp.case.errors import ReadOnlyCaseError, StorageError
from geoapp.case.records import Key
from geoapp.store import CaseFile


@pytest.mark.parametrize(
    "options",
    [("5",), ("5", "--encrypted"), ("2", "--encrypted", "--window"), ("3", "--commands")],
    ids=["plain", "encrypted", "window", "commands"],
)
def test_confirmed_changes_outlive_kills(repository: Path, options: tuple[str, ...]) -> None:
    drill = repository / "tests" / "drill" / "kill_while_writing.py"
    done = subprocess.run(
        [sys.executable, str(drill), "--longest", "0.5", "--rounds", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "none lost" in done.stdout


def _write_and_die(path: Path) -> None:
    case = CaseFile.open(path, replica="one", statements=STATEMENTS)
    case.write(draft(facility(2, name_en="confirmed")), "K.")
    os._exit(9)


@pytest.mark.parametrize("read_only", [True, False])
def test_after_a_crash_it_opens_at_once(case: CaseFile, case_path: Path, read_only: bool) -> None:
    case.close()
    child = multiprocessing.get_context("fork").Process(target=_write_and_die, args=(case_path,))
    child.start()
    child.join()
    assert child.exitcode == 9
    log = case_path.with_name(case_path.name + "-wal")
    assert log.stat().st_size > 0
    before = case_path.read_bytes(), log.read_bytes()
    again = CaseFile.open(case_path, read_only=read_only, statements=STATEMENTS)
    with again, again.reader() as reader:
        assert reader.counts()["facility"] == 1
    if read_only:
        assert (case_path.read_bytes(), log.read_bytes()) == before
    with CaseFile.open(case_path, statements=STATEMENTS) as again:
        assert again.check_entries() == []
    assert list(case_path.parent.iterdir()) == [case_path]


def _write_until_full(path: Path) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    case = CaseFile.open(path, replica="one", statements=STATEMENTS)
    limit = path.stat().st_size + 400_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    written = _rows_until_refused(case)
    assert written > 3
    with case.reader() as reader:
        assert reader.counts()["facility"] == written + 1
    with pytest.raises(StorageError, match="before you copy"):
        case.close()
    with pytest.raises(ReadOnlyCaseError, match="closed"):
        case.reader()


def _rows_until_refused(case: CaseFile) -> int:
    for number in range(4000):
        try:
            case.write(draft(facility(number + 2, note=f"{number} " * 5000)), "K.")
        except StorageError as error:
            sentence = str(error)
            break
    assert "disk is full" in sentence
    return number


@pytest.mark.skipif(sys.platform == "win32", reason="limits of another system")
def test_a_full_disk_is_told_and_costs_nothing(case: CaseFile, case_path: Path) -> None:
    case.write(draft(facility(1, name_en="before")), "K.")
    case.close()
    child = multiprocessing.get_context("fork").Process(target=_write_until_full, args=(case_path,))
    child.start()
    child.join()
    assert child.exitcode == 0
    with CaseFile.open(case_path, replica="one", statements=STATEMENTS) as again:
        assert again.check_entries() == []
        with again.reader() as reader:
            rows = reader.counts()["facility"]
            assert reader.info().entries == rows + 1
            assert reader.record(Key("facility", 1)) is not None
        again.write(draft(facility(5000, name_en="after")), "K.")


def _make_where_nothing_fits(path: Path) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    with pytest.raises(StorageError, match="disk is full"):
        CaseFile.create(path, title="T", author="K.", statements=STATEMENTS)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of another system")
def test_a_case_that_cannot_be_made_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "new.gpkg"
    context = multiprocessing.get_context("fork")
    child = context.Process(target=_make_where_nothing_fits, args=(path,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert list(tmp_path.iterdir()) == []
