"""Content of attachments: kept once, whole or not at all, streamed, taken away when unnamed."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geoapp.case.errors import CaseError, DamagedCaseError, RefusedChangeError, StorageError
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.store import CaseFile, content
from geoapp.store.content import PART


def _file(folder: Path, data: bytes, name: str = "scan.bin") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _name(case: CaseFile, sha256: str, id: int = 1) -> None:
    change = Change(Key("attachment", id), {"sha256": sha256})
    case.write(Draft("import", Message("test"), (change,)), "K.")


def _read(case: CaseFile, sha256: str) -> bytes:
    with case.lane() as connection:
        return b"".join(content.parts(connection, sha256))


@pytest.mark.parametrize("length", [0, 1, PART - 1, PART, PART + 1, 5 * PART, 9 * PART + 7])
def test_what_is_put_is_read_back(case: CaseFile, tmp_path: Path, length: int) -> None:
    data = os.urandom(length)

    found = content.put(case, _file(tmp_path, data))

    assert found == (hashlib.sha256(data).hexdigest(), length)
    assert _read(case, found.sha256) == data
    with case.lane() as connection:
        assert content.size(connection, found.sha256) == length


def test_equal_files_are_one(case: CaseFile, tmp_path: Path) -> None:
    first = content.put(case, _file(tmp_path, b"x" * 3000, "a"))
    _name(case, first.sha256)
    second = content.put(case, _file(tmp_path, b"x" * 3000, "b"))

    assert first == second
    with case.lane() as connection:
        assert content.held(connection) == {first.sha256}
        count = connection.execute("SELECT count(*) FROM case_content").fetchall()
    assert count == [(1,)]


def test_a_file_that_changes_meanwhile_leaves_nothing(case: CaseFile, tmp_path: Path) -> None:
    path = _file(tmp_path, os.urandom(6 * PART))
    known = content.hashed(path)
    with path.open("r+b") as file:
        file.seek(5 * PART)
        file.write(b"other words")

    with pytest.raises(RefusedChangeError, match="changed while"):
        content.put(case, path, known=known)

    with case.lane() as connection:
        assert content.held(connection) == set()


def test_who_stops_it_leaves_nothing(case: CaseFile, tmp_path: Path) -> None:
    class EnoughError(Exception):
        pass

    def tell(done: int, _total: int) -> None:
        if done > 5 * PART:
            raise EnoughError

    path = _file(tmp_path, os.urandom(9 * PART))
    known = content.hashed(path)

    with pytest.raises(EnoughError):
        content.put(case, path, tell, known)

    with case.lane() as connection:
        assert content.held(connection) == set()


def test_what_is_not_whole_is_not_shown_and_goes_with_the_next(
    case: CaseFile, tmp_path: Path
) -> None:
    data = os.urandom(3 * PART + 5)
    found = content.put(case, _file(tmp_path, data))
    with case.transaction() as connection:
        connection.execute("DELETE FROM case_content WHERE part = 3")

    with case.lane() as connection:
        assert content.size(connection, found.sha256) is None
        assert not content.is_whole(connection, found.sha256)
        with pytest.raises(DamagedCaseError):
            list(content.parts(connection, found.sha256))

    other = content.put(case, _file(tmp_path, b"next"))
    with case.lane() as connection:
        assert content.held(connection) == {other.sha256}


def test_a_part_missing_in_the_middle_is_noticed(case: CaseFile, tmp_path: Path) -> None:
    found = content.put(case, _file(tmp_path, os.urandom(3 * PART)))
    with case.transaction() as connection:
        connection.execute("DELETE FROM case_content WHERE part = 1")
        assert not content.is_whole(connection, found.sha256)


def test_only_what_nobody_names_is_dropped(case: CaseFile, tmp_path: Path) -> None:
    kept = content.put(case, _file(tmp_path, b"kept"))
    _name(case, kept.sha256)
    stray = content.put(case, _file(tmp_path, b"stray"))

    with case.transaction() as connection:
        with content.kept(stray.sha256):
            assert content.drop_unnamed(connection) == 0
        assert content.drop_unnamed(connection) == 1
        assert content.held(connection) == {kept.sha256}


def test_deleting_or_changing_the_row_keeps_what_it_named(case: CaseFile, tmp_path: Path) -> None:
    found = content.put(case, _file(tmp_path, b"kept"))
    _name(case, found.sha256)
    key = Key("attachment", 1)
    case.write(Draft("edit", Message("t"), (Change(key, {"sha256": "00" * 32}),)), "K.")
    case.write(Draft("edit", Message("t"), (Change(key, deleted=True),)), "K.")

    with case.transaction() as connection:
        assert content.drop_unnamed(connection) == 0


def test_missing_content_is_copied_and_hashed(
    case: CaseFile, tmp_path: Path, case_path: Path
) -> None:
    data = os.urandom(2 * PART + 9)
    whole = content.put(case, _file(tmp_path, data))
    _name(case, whole.sha256, 1)
    swapped = content.put(case, _file(tmp_path, b"as it was"))
    _name(case, swapped.sha256, 2)
    with case.transaction() as connection:
        connection.execute(
            "UPDATE case_content SET bytes = ? WHERE sha256 = ?",
            (b"as it is!", bytes.fromhex(swapped.sha256)),
        )
    wanted = [whole.sha256, swapped.sha256, "ab" * 32]
    with CaseFile.create(tmp_path / "other.gpkg", title="O", author="K.") as other:
        with case.lane() as source:
            done = content.copy_missing(source, other, wanted)

        assert done.copied == (whole.sha256,)
        assert done.damaged == (swapped.sha256,)
        assert done.absent == ("ab" * 32,)
        assert _read(other, whole.sha256) == data
        with other.lane() as connection:
            assert content.held(connection) == {whole.sha256}


@settings(max_examples=15)
@given(data=st.binary(max_size=40), cut=st.integers(1, 7))
def test_parts_join_to_what_was_put(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("content")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "PART", cut)
        with CaseFile.create(folder / "c.gpkg", title="C", author="K.") as case:
            found = content.put_bytes(case, data)
            assert _read(case, found.sha256) == data


@pytest.mark.parametrize("what", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_refused_in_a_sentence(
    case: CaseFile, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "witness name"
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)

    with pytest.raises(CaseError) as refused:
        content.put(case, path)

    assert "witness" not in str(refused.value)


def test_too_large_for_the_disk_is_said_before(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(3 * PART)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 2 * PART}))

    with pytest.raises(StorageError, match="room for 2 MiB"):
        content.put(case, path)


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from geoapp.case.errors import CaseError
from geoapp.store import CaseFile, content
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with CaseFile.open(Path(sys.argv[1])) as case:
    none = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_FSIZE, (12 << 20, none))
    try:
        content.put(case, Path(sys.argv[2]))
    except CaseError as error:
        print(type(error).__name__)
    resource.setrlimit(resource.RLIMIT_FSIZE, (none, none))
    print(content.clean(case))
    with case.lane() as connection:
        print(len(content.held(connection)))
    print(case.verify())
"""


def test_a_disk_that_refuses_half_way_leaves_a_sound_case(tmp_path: Path) -> None:
    path = tmp_path / "c.gpkg"
    CaseFile.create(path, title="C", author="K.").close()
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(40 * PART)

    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path), str(large)],
        capture_output=True,
        text=True,
        check=True,
    )

    error, _cleaned, left, problems = done.stdout.split("\n")[:4]
    assert (error, left, problems) == ("StorageError", "0", "[]")


_TAKING = """
import sys
from pathlib import Path
from geoapp.store import CaseFile, content
with CaseFile.open(Path(sys.argv[1])) as case:
    def tell(done, total):
        if done >= 8 << 20:
            print("half", flush=True)
            sys.stdin.read()
    path = Path(sys.argv[2])
    content.put(case, path, tell, content.hashed(path))
"""


def test_killed_while_taking_in(tmp_path: Path) -> None:
    path = tmp_path / "c.gpkg"
    CaseFile.create(path, title="C", author="K.").close()
    large = _file(tmp_path, os.urandom(16 * PART))
    writer = subprocess.Popen(
        [sys.executable, "-c", _TAKING, str(path), str(large)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert writer.stdout is not None
    assert writer.stdin is not None
    with writer, writer.stdin, writer.stdout:
        assert writer.stdout.readline() == b"half\n"
        writer.send_signal(signal.SIGKILL)

    with CaseFile.open(path) as case:
        sha256 = content.hashed(large).sha256
        with case.lane() as connection:
            assert content.held(connection) == {sha256}
            assert not content.is_whole(connection, sha256)
        assert case.verify() == []
        content.put(case, large)
        assert _read(case, sha256) == large.read_bytes()


_STREAMING = """
import resource, sys
from pathlib import Path
from geoapp.store import CaseFile, content
path = Path(sys.argv[1])
with CaseFile.open(path) as case:
    content.put_bytes(case, b"warm")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    log = path.with_name(path.name + "-wal")
    largest = 0
    def tell(done, total):
        global largest
        largest = max(largest, log.stat().st_size)
    found = content.put(case, Path(sys.argv[2]), tell)
    with case.lane() as connection:
        length = sum(map(len, content.parts(connection, found.sha256)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, largest >> 10, length)
"""


def test_a_large_file_needs_neither_its_size_in_memory_nor_in_the_log(tmp_path: Path) -> None:
    path = tmp_path / "c.gpkg"
    CaseFile.create(path, title="C", author="K.").close()
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(160 * PART)

    done = subprocess.run(
        [sys.executable, "-c", _STREAMING, str(path), str(large)],
        capture_output=True,
        text=True,
        check=True,
    )

    grown, log, length = map(int, done.stdout.split())
    assert length == 160 * PART
    assert grown < 110 << 10  # KiB: the page cache of one connection is 64 MiB of it
    assert log < 16 << 10
