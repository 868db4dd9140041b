"""What is looked at in the window lies nowhere in the clear: not beside the case, not in
temporary files, not in the profile, whether the program runs or was killed.

The same search over a plain case must find it, or it would prove nothing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PIL import Image

WORDS = "가상의 증인이 그린 도면, invented words"
PIXELS = b"".join(bytes([grey] * 3) for grey in range(7, 240)) * 3
NAME = "Invented Witness Kim"
PASSPHRASE = "Mondscheinsonate 9"

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into Linux")


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name in ("case", "profile", "home", "temp", "source"):
        (tmp_path / name).mkdir()
    (tmp_path / "source" / f"{NAME}.txt").write_text(WORDS * 50, "utf-8")
    image = Image.frombytes("RGB", (233, 3), PIXELS)
    image.save(tmp_path / "source" / f"{NAME}.bmp")
    return tmp_path


def _needles() -> dict[str, bytes]:
    row = PIXELS[:699]
    return {
        "words": WORDS.encode(),
        "words in UTF-16": WORDS.encode("utf-16-le"),
        "pixels": row,
        "pixels the other way": row[::-1],
        "name": NAME.encode(),
    }


def _files(folder: Path, processes: list[int]) -> Iterator[tuple[str, bytes]]:
    for name in ("case", "profile", "home", "temp"):
        for path in sorted((folder / name).rglob("*")):
            if path.is_file():
                yield f"{name}/{path.name}", path.read_bytes()
    for process in processes:
        for handle in Path(f"/proc/{process}/fd").glob("*"):
            with suppress(OSError):  # closed in the meantime
                target = str(handle.readlink())
                if handle.is_file() and "deleted" in target:
                    yield target, handle.read_bytes()


def _found(folder: Path, processes: list[int]) -> set[str]:
    return {
        f"{name} in {where}"
        for where, content in _files(folder, processes)
        for name, needle in _needles().items()
        if needle in content
    }


@contextmanager
def _looking(
    repository: Path, folder: Path, passphrase: str
) -> Iterator[tuple[subprocess.Popen, list[int]]]:
    surroundings = {
        "GEOAPP_PROFILE": str(folder / "profile"),
        "HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "home"),
        "TMPDIR": str(folder / "temp"),
        "SQLITE_TMPDIR": str(folder / "temp"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    drill = repository / "tests" / "drill" / "look_at_scan.py"
    with (folder / "stderr.txt").open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, drill, folder / "case" / "c.gpkg", folder / "source"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
            env=os.environ | surroundings,
            text=True,
        )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        try:
            process.stdin.write(passphrase + "\n")
            process.stdin.flush()
            ready, *held = process.stdout.readline().split() or ["nothing"]
            assert ready == "ready", (folder / "stderr.txt").read_text()
            yield process, [int(pid) for pid in held]
        finally:
            process.send_signal(signal.SIGKILL)


def test_what_is_looked_at_is_nowhere_in_the_clear(repository: Path, folders: Path) -> None:
    with _looking(repository, folders, PASSPHRASE) as (process, held):
        assert len(held) == 1
        wal = (folders / "case" / "c.gpkg-wal").stat().st_size
        assert wal > 10_000
        assert _found(folders, [process.pid, *held]) == set()
    assert _found(folders, held) == set()
    while any(Path(f"/proc/{pid}").exists() for pid in held):
        time.sleep(0.02)  # the process that held the file open ends by itself


def test_the_search_finds_it_where_nothing_is_encrypted(repository: Path, folders: Path) -> None:
    with _looking(repository, folders, "") as (process, held):
        running = _found(folders, [process.pid, *held])
    for found in (running, _found(folders, [])):
        for name in ("words", "pixels", "name"):
            assert any(place.startswith(name) for place in found), name
