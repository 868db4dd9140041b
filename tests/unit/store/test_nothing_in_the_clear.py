"""Planted words and places are nowhere on the disk, running and after a kill.

The same search over a plain case must find them, or it would prove nothing.
"""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from geoapp.case.records import Key
from geoapp.store import CaseFile
from geoapp.store import connection as connections
from tests.drill.plant_words import (
    COPY_PASSPHRASE,
    IDENTITY_PASSPHRASE,
    LAT,
    LON,
    NAMES,
    PERSON,
    WORDS,
)

PASSPHRASE = "Mondscheinsonate 9"


def needles() -> dict[str, bytes]:
    """Everything to look for, by name."""
    found = {f"{LON}": str(LON).encode(), f"{LAT}": str(LAT).encode()}
    said = (*WORDS, *NAMES)
    secrets = (PASSPHRASE, IDENTITY_PASSPHRASE, COPY_PASSPHRASE)
    for word in (*said, *(w.casefold() for w in said), *secrets):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, word)
            for encoding in ("utf-8", "utf-16-le", "cp949"):
                found[f"{word} {form} {encoding}"] = text.encode(encoding, "ignore")
    for name, number in (("lon", LON), ("lat", LAT)):
        found[f"{name} little"] = struct.pack("<d", number)
        found[f"{name} big"] = struct.pack(">d", number)
        found[f"{name} hex"] = struct.pack("<d", number).hex().upper().encode()
        found[f"{name} hex small"] = struct.pack("<d", number).hex().encode()
    return {name: needle for name, needle in found.items() if len(needle) > 5}


def everything(folder: Path, process: int | None) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, and every file a process holds open, named or deleted."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
    for handle in Path(f"/proc/{process}/fd").glob("*") if process else ():
        with suppress(OSError):  # closed in the meantime
            target = str(handle.readlink())
            if handle.is_file() and (target.startswith(str(folder)) or "deleted" in target):
                yield target, handle.read_bytes()


def found_in(folder: Path, process: int | None = None) -> set[str]:
    wanted = needles()
    return {
        f"{name} in {where}"
        for where, content in everything(folder, process)
        for name, needle in wanted.items()
        if needle in content
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("case", "profile", "home", "temp"):
        (tmp_path / name).mkdir()
    return tmp_path


def planted(repository: Path, folder: Path, passphrase: str, *options: str) -> subprocess.Popen:
    drill = repository / "tests" / "drill" / "plant_words.py"
    surroundings = {
        "GEOAPP_PROFILE": str(folder / "profile"),
        "HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "home"),
        "TMPDIR": str(folder / "temp"),
        "SQLITE_TMPDIR": str(folder / "temp"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    with (folder / "stderr.txt").open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, drill, folder / "case" / "sealed.gpkg", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
            env=os.environ | surroundings,
            text=True,
        )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(passphrase + "\n")
    process.stdin.close()
    ready = process.stdout.readline()
    if ready != "ready\n":
        killed(process)
    assert ready == "ready\n", (folder / "stderr.txt").read_text()
    return process


def killed(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks at open files of Linux")
@pytest.mark.parametrize("options", [(), ("--window",)], ids=["session", "window"])
def test_nothing_is_in_the_clear(repository: Path, folder: Path, options: tuple[str, ...]) -> None:
    process = planted(repository, folder, PASSPHRASE, *options)
    try:
        case = folder / "case" / "sealed.gpkg"
        assert case.with_name("sealed.gpkg-wal").stat().st_size > 100_000
        assert found_in(folder, process.pid) == set()
    finally:
        killed(process)
    assert case.with_name("sealed.gpkg-wal").stat().st_size > 100_000
    assert found_in(folder) == set()
    with CaseFile.open(case, passphrase=PASSPHRASE) as file:
        assert file.verify() == []
        with file.reader() as reader:
            assert reader.counts()["facility"] == 400
    assert found_in(folder) == set()
    only_the_identity_file_knows_names(folder / "case")
    if options:
        assert (folder / "profile" / "geoapp.log").read_text()


def only_the_identity_file_knows_names(folder: Path) -> None:
    """Looked for in every page of every file, as whoever has the passphrases can read it."""
    files = {
        "sealed.gpkg": PASSPHRASE,
        "field.gpkg": COPY_PASSPHRASE,
        "who.gpkg": IDENTITY_PASSPHRASE,
    }
    found = {}
    for name, words in files.items():
        with CaseFile.open(folder / name, passphrase=words) as file:
            assert file.verify() == []
            connection = connections.reading(file.path, file.keys.key)
            pages = connection.serialize("main")
            connection.close()
            found[name] = [n for n in NAMES if n.encode() in pages]
            assert (WORDS[0].encode() in pages) == (name != "who.gpkg")
            with file.reader() as reader:
                known = reader.record(Key("identity", PERSON))
                assert (known is not None) == (name == "who.gpkg")
    assert found == {"sealed.gpkg": [], "field.gpkg": [], "who.gpkg": list(NAMES)}
    assert not any(name.encode() in (folder / "all.bundle").read_bytes() for name in NAMES)


def test_the_search_finds_them_where_nothing_is_encrypted(repository: Path, folder: Path) -> None:
    process = planted(repository, folder, "")
    try:
        running = found_in(folder, process.pid)
    finally:
        killed(process)
    after = found_in(folder)
    for found in (running, after):
        assert any("sealed.gpkg-wal" in place for place in found)
        for word in (*WORDS, "lon little", "lat little", "lon hex", str(LON)):
            assert any(place.startswith(word) for place in found), word
