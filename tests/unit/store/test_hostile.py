"""Files that were made to do harm: told what they are, or read without doing any."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import apsw
import pytest
from case_samples import STATEMENTS, at, draft, facility

from geoapp.case.errors import CaseError
from geoapp.store import CaseFile, geometry


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "whole.gpkg"
    with CaseFile.create(
        path, title="T", author="K.", replica="one", statements=STATEMENTS
    ) as case:
        rows = [facility(n, name_en=f"Camp {n}", geometry=at(126, 40)) for n in range(1, 30)]
        case.write(draft(*rows), "K.")
    return path


@pytest.fixture
def file(whole: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.gpkg"
    shutil.copy(whole, path)
    return path


def run(path: Path, *commands: str) -> None:
    db = apsw.Connection(str(path))
    geometry.register(db)
    for command in commands:
        db.execute(command).fetchall()
    db.close()


COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
SOME = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
DEEP = "replace(hex(zeroblob(100000)), '00', '[')"

REFUSED = {
    "a view that never ends": (
        "DROP TABLE testimony",
        f"CREATE VIEW testimony AS {COUNT} SELECT i AS id FROM n",
    ),
    "a view in place of what says what it is": (
        "DROP TABLE case_info",
        f'CREATE VIEW case_info AS {COUNT} SELECT i AS "case", i AS title, i AS "schema" FROM n',
    ),
    "a trigger on the content of attachments": (
        "CREATE TRIGGER t AFTER INSERT ON case_content BEGIN DELETE FROM ledger; END",
    ),
    "a trigger on conflicts": (
        "CREATE TRIGGER t AFTER DELETE ON ledger_conflict BEGIN DELETE FROM ledger; END",
    ),
    "a view on erasures": ("CREATE VIEW v AS SELECT * FROM ledger_erasure",),
    "a table of contents with another column": ("ALTER TABLE case_content ADD COLUMN x",),
    "a table of conflicts that computes": (
        "DROP TABLE ledger_conflict",
        "CREATE TABLE ledger_conflict (tbl, id, field AS (zeroblob(1000000000)))",
    ),
}


@pytest.mark.parametrize("commands", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_keeps_its_bytes(file: Path, commands: tuple[str, ...]) -> None:
    run(file, *commands)
    before = file.read_bytes()
    for read_only in (True, False):
        with pytest.raises(CaseError, match=r"\.$"):
            CaseFile.open(file, read_only=read_only, statements=STATEMENTS)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


MADE_UP = {
    "a conflict of no table": "INSERT INTO ledger_conflict VALUES ('nothing', 1, 'x')",
    "a conflict of no row": "INSERT INTO ledger_conflict VALUES ('facility', 999, 'name_en')",
    "a conflict of no field": "INSERT INTO ledger_conflict VALUES ('facility', 3, 'nothing')",
    "a conflict nobody has": "INSERT INTO ledger_conflict VALUES ('facility', 3, 'name_en')",
    "a conflict of other types": "INSERT INTO ledger_conflict VALUES (x'00ff', 3.5, x'80')",
    "very many conflicts": (
        f"{SOME} INSERT INTO ledger_conflict SELECT 'facility', i, 'name_en' FROM n"
    ),
    "an erasure nobody made": "INSERT INTO ledger_erasure VALUES ('facility', 3, '*', x'00')",
    "an erasure of other types": "INSERT INTO ledger_erasure VALUES (x'ff', 'x', 3, 'no')",
    "a part of no copy": "INSERT INTO case_part VALUES ('facility', 3)",
    "a copy that states nothing": "INSERT INTO case_copy VALUES ('{}')",
    "a copy of bytes": "INSERT INTO case_copy VALUES (x'ff')",
    "a copy without end": f"INSERT INTO case_copy VALUES ({DEEP})",
    "content of other types": "INSERT INTO case_content VALUES ('x', 'y', 'z')",
    "a header without end": f"UPDATE ledger SET header = {DEEP}",
    "a header of another type": "UPDATE ledger SET header = zeroblob(3000000)",
    "an order of other types": "UPDATE ledger_order SET lamport = 'late', replica = x'00'",
    "a content without end": f"UPDATE ledger_change SET content = {DEEP}",
}


@pytest.mark.parametrize("command", MADE_UP.values(), ids=MADE_UP.keys())
def test_what_is_made_up_is_told_and_does_no_harm(file: Path, command: str) -> None:
    run(file, command)
    before = file.read_bytes()
    try:
        with CaseFile.open(file, read_only=True, statements=STATEMENTS) as case:
            assert case.verify() != []
            with case.reader() as reader:
                reader.search("Camp", 5, ["facility"])
                reader.counts()
                reader.entries()
    except CaseError as error:
        assert str(error).endswith(".")  # noqa: PT017 - not every one of them is refused
    assert file.read_bytes() == before


HUGE = {
    "content": "INSERT INTO case_content VALUES (zeroblob(32), 0, zeroblob(200000000))",
    "parts": f"{SOME} INSERT INTO case_content SELECT zeroblob(32), i, x'00' FROM n",
    "title": "UPDATE case_info SET title = replace(hex(zeroblob(20000000)), '00', 'x')",
}
_READ = """
import resource, sys
from geoapp.store import CaseFile
from geoapp.case.errors import CaseError
from pathlib import Path
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    with CaseFile.open(Path(sys.argv[1]), read_only=True) as case, case.reader() as reader:
        reader.info(), reader.counts(), case.verify()
except CaseError as error:
    print(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory in units of Linux")
@pytest.mark.parametrize("command", HUGE.values(), ids=HUGE.keys())
def test_huge_things_do_not_fill_the_memory(file: Path, command: str) -> None:
    run(file, command)
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(file)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout.split()[-1]) < 700, "megabytes"


def geoapp(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command as users have it; never ends in a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "geoapp", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        input="",
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("arguments", [("info",), ("verify",)])
def test_the_command_line_gives_a_sentence(file: Path, arguments: tuple[str, ...]) -> None:
    run(file, *REFUSED["a view that never ends"])
    name, *rest = arguments
    done = geoapp(name, str(file), *rest)
    assert done.returncode == (1 if name == "verify" else 2)
    assert "which no case file declares" in done.stdout + done.stderr


_HOLD = """
import sys
from pathlib import Path
from geoapp.store import CaseFile
with CaseFile.open(Path(sys.argv[1])) as case:
    print("open", flush=True)
    sys.stdin.readline()
"""


def test_a_second_process_is_told_and_may_read(file: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "open\n"
        for arguments, status in (
            (("scrub", str(file), "--author", "K."), 2),
            (("info", str(file)), 0),
        ):
            done = geoapp(*arguments)
            assert done.returncode == status, done.stderr
            assert ("already open for writing" in done.stderr) == (status == 2)
    finally:
        holder.communicate("done\n")
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_is_no_case_is_never_made_one(tmp_path: Path) -> None:
    empty = tmp_path / "empty.gpkg"
    empty.touch()
    for words in (
        ["info", "none.gpkg"],
        ["backup", "none.gpkg", "."],
        ["salvage", "none.gpkg", "out.gpkg", "--author", "K."],
        ["salvage", "empty.gpkg", "out.gpkg", "--author", "K."],
        ["scrub", "empty.gpkg", "--author", "K."],
    ):
        done = geoapp(*words, cwd=tmp_path)
        assert done.returncode == 2, (words, done)
    assert [path.name for path in tmp_path.iterdir()] == ["empty.gpkg"]
    assert empty.read_bytes() == b""
