"""Taking a large file into a case, and reading it back, beside a bare copy of the file."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Measure
from geoapp.case.tables import Statements
from geoapp.store import CaseFile, content

MEBIBYTES = 300
PASSPHRASES = {"plain": None, "encrypted": "for the benchmark"}


def measures(place: Path, _case: Path) -> Iterator[Measure]:
    """Each round takes in another file, as equal ones are kept only once."""
    file = place / "recording"
    with file.open("wb") as out:
        out.truncate(MEBIBYTES << 20)
    yield Measure(f"attachments: copy {MEBIBYTES} MiB, bare", _copied(file), rounds=3)
    for name, passphrase in PASSPHRASES.items():
        path = place / f"{name}.gpkg"
        with CaseFile.create(
            path, title=name, author="benchmark", statements=Statements(), passphrase=passphrase
        ) as case:
            words = f"attachments: {{}} {MEBIBYTES} MiB, {name}"
            yield Measure(words.format("take in"), _taken_in(case, file), rounds=3)
            yield Measure(words.format("read back"), _read(case, file), rounds=3)
        path.unlink()
    file.unlink()


def _copied(file: Path) -> Callable[[int], None]:
    def sample(_number: int) -> None:
        copy = file.with_name("copy")
        shutil.copyfile(file, copy)
        copy.unlink()

    return sample


def _taken_in(case: CaseFile, file: Path) -> Callable[[int], None]:
    def sample(_number: int) -> None:
        with file.open("r+b") as out:
            out.write(secrets.token_bytes(16))
        content.put(case, file)

    return sample


def _read(case: CaseFile, file: Path) -> Callable[[int], None]:
    sha256 = content.hashed(file).sha256

    def sample(_number: int) -> None:
        with case.lane() as connection:
            if sum(map(len, content.parts(connection, sha256))) != MEBIBYTES << 20:
                raise RuntimeError("not all of it was read")

    return sample
