"""Taking a large file into a case, and reading it back, beside a bare copy of the file."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Result, compared
from geoapp.case.tables import Statements
from geoapp.store import CaseFile, content

MEBIBYTES = 300
ROUNDS = 3
UNIT = "bare copy"
PASSPHRASES = {"plain": None, "encrypted": "for the benchmark"}


def results(place: Path, scale: float, rounds: int | None) -> Iterator[Result]:
    """Each round takes in another file, as equal ones are kept only once."""
    size, count = max(round(MEBIBYTES * scale), 1), range(rounds or ROUNDS)
    file = place / "recording"
    with file.open("wb") as out:
        out.truncate(size << 20)
    for name, passphrase in PASSPHRASES.items():
        path = place / f"{name}.gpkg"
        with CaseFile.create(
            path, title=name, author="benchmark", statements=Statements(), passphrase=passphrase
        ) as case:
            copied, taken, read = [], [], []
            for _ in count:
                _renew(file)
                copied.append(_timed(lambda: _copy(file)))
                taken.append(_timed(lambda c=case: content.put(c, file)))  # type: ignore[misc]
                read.append(_timed(lambda c=case: _read(c, file, size)))  # type: ignore[misc]
        yield compared(f"attachments: take in {size} MiB, {name}", taken, copied, UNIT)
        yield compared(f"attachments: hash and read back {size} MiB, {name}", read, copied, UNIT)
        path.unlink()
    file.unlink()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _renew(file: Path) -> None:
    with file.open("r+b") as out:
        out.write(secrets.token_bytes(16))


def _copy(file: Path) -> None:
    copy = file.with_name("copy")
    shutil.copyfile(file, copy)
    copy.unlink()


def _read(case: CaseFile, file: Path, mebibytes: int) -> None:
    sha256 = content.hashed(file).sha256
    with case.lane() as connection:
        if sum(map(len, content.parts(connection, sha256))) != mebibytes << 20:
            raise RuntimeError("not all of it was read")
