"""Backing up an open case, beside a full copy of it that the database makes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from benchmarks.measure import Result, compared, sized
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.store import CaseFile, backups
from geoapp.store import connection as connections

EDITS = 10
UNIT = "a full copy by the database, encrypted"
PASSPHRASE = "for the benchmark"


def results(case: Path, rounds: int | None) -> Iterator[Result]:
    """On an encrypted copy of the large case; each backup goes into the same folder."""
    place = case.parent / "backups"
    place.mkdir()
    path = _encrypted(case, place / "case.gpkg")
    count = rounds or 3
    with CaseFile.open(path, passphrase=PASSPHRASE, replica="benchmark") as file:
        size = path.stat().st_size
        full = [_timed(lambda: _full_copy(file, place)) for _ in range(count)]
        first, written = [], 0
        for number in range(count):
            disk = place / f"disk {number}"
            disk.mkdir()
            first.append(_timed(lambda d=disk: backups.back_up(file, d)))  # type: ignore[misc]
        yield compared("backup: the first", first, full, UNIT)
        same = [_timed(lambda: backups.back_up(file, disk)) for _ in range(count)]
        yield compared("backup: nothing new", same, full, UNIT)
        later = []
        for number in range(count):
            _edit(file, number)
            started = time.perf_counter()
            written = backups.back_up(file, disk).written
            later.append(time.perf_counter() - started)
        yield compared(f"backup: after {EDITS} edits", later, full, UNIT)
        yield sized(f"backup: bytes written after {EDITS} edits", written, size, "the whole file")
    shutil.rmtree(place)


def _encrypted(case: Path, path: Path) -> Path:
    """The rows of the large case in an encrypted one, entered as one import."""
    sealed = CaseFile.create(path, title="Large", author="benchmark", passphrase=PASSPHRASE)
    with sealed, CaseFile.open(case, read_only=True) as plain, plain.reader() as reader:
        for table in plain.statements:
            records = reader.records(table.name)
            changes = tuple(Change(record.key, record.values) for record in records)
            if changes:
                sealed.write(Draft("import", Message("import"), changes), "benchmark")
    return path


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _full_copy(file: CaseFile, place: Path) -> None:
    copy = place / "full.gpkg"
    with file.lane() as connection:
        out: apsw.Connection = connections.making(copy, file.keys.key)
        with out.backup("main", connection, "main") as backup:
            while not backup.done:
                backup.step(1000)
        out.close()
    copy.unlink()


def _edit(file: CaseFile, number: int) -> None:
    with file.reader() as reader:
        keys: list[Key] = [record.key for record in reader.records("facility")[:EDITS]]
    for key in keys:
        change = Change(key, {"note": f"changed {number}"})
        file.write(Draft("edit", Message("edit"), (change,)), "benchmark")
