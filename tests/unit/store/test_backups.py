"""Backups: whole, small, readable only with the passphrase, and never in the way of a writer."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from case_samples import at, draft, facility
from filelock import FileLock

from geoapp.case.errors import (
    CaseExistsError,
    CaseInUseError,
    CaseNotFoundError,
    DamagedCaseError,
    PassphraseError,
    PassphraseNeededError,
    StorageError,
)
from geoapp.case.records import Key
from geoapp.case.tables import Statements
from geoapp.profile import Profile
from geoapp.session import Session, backups
from geoapp.store import CaseFile, generations, slots
from geoapp.store.backups import PART_BYTES, back_up, restore
from geoapp.store.erasing import Erasure, erase, scrub
from geoapp.store.generations import TOP, Generation, part_path
from geoapp.store.merging import take_in
from layers.facility import FACILITY

STATEMENTS = Statements((FACILITY,))
WORDS = "Zwiebelturm 삼수갑산"


@pytest.fixture(params=[None, "한 말"], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str | None:
    monkeypatch.setitem(slots.COST, "n", 2**10)
    given: str | None = request.param
    return given


@pytest.fixture
def case(tmp_path: Path, passphrase: str | None) -> Iterator[CaseFile]:
    with CaseFile.create(
        tmp_path / "border 사건.gpkg",
        title="Border",
        author="K.",
        replica="one",
        statements=STATEMENTS,
        passphrase=passphrase,
    ) as case:
        rows = [facility(n, note=f"{WORDS} {n} " * 60, geometry=at(126, 40)) for n in range(1, 200)]
        case.write(draft(*rows), "K.")
        yield case


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def entries(path: Path, passphrase: str | None) -> int:
    with CaseFile.open(path, read_only=True, passphrase=passphrase, statements=STATEMENTS) as case:
        assert case.verify() == []
        with case.reader() as reader:
            return reader.info().entries


def newest(disk: Path) -> Generation:
    return generations.generations(disk)[-1]


def test_it_comes_back_whole(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    made = back_up(case, disk)
    case.write(draft(facility(1, note="later")), "K.")
    out = tmp_path / "restored.gpkg"
    restore(made, out, passphrase)
    assert entries(out, passphrase) == made.entries == 2
    assert made.encrypted == (passphrase is not None)
    with CaseFile.open(out, passphrase=passphrase, statements=STATEMENTS) as again:
        again.write(draft(facility(7, note="goes on")), "K.")
    assert entries(out, passphrase) == 3
    assert sorted(p.name for p in tmp_path.glob("restored*")) == ["restored.gpkg"]


def test_only_what_is_new_is_written(case: CaseFile, disk: Path) -> None:
    first = back_up(case, disk)
    assert first.written == first.bytes
    again = back_up(case, disk)
    assert (again.number, again.written, again.parts) == (2, 0, first.parts)
    case.write(draft(facility(1, note="changed")), "K.")
    third = back_up(case, disk)
    assert 0 < third.written < first.bytes / 2
    assert [made.number for made in generations.generations(disk)] == [1, 2, 3]


def test_others_write_while_it_is_made(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    """The backup holds the moment it began; commits in the meantime are neither lost nor in it."""

    def write(done: int, _all: int) -> None:
        if done < 3:
            case.write(draft(facility(done + 1, note=f"meanwhile {done} " * 4000)), "K.")

    made = back_up(case, disk, tell=write)
    out = tmp_path / "restored.gpkg"
    restore(made, out, passphrase)
    assert entries(out, passphrase) == 2
    assert case.verify() == []
    with case.reader() as reader:
        assert reader.info().entries == 5


def test_the_locks_of_the_open_case_are_kept(
    case: CaseFile, disk: Path, passphrase: str | None
) -> None:
    """Another process cannot take the log away, as it could if a handle had been closed."""
    back_up(case, disk)
    if passphrase is not None:
        return
    program = (
        "import apsw, sys; c = apsw.Connection(sys.argv[1]); c.set_busy_timeout(100)\n"
        "try: print(c.execute('PRAGMA journal_mode = DELETE').fetchall())\n"
        "except apsw.BusyError: print('locked')"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(case.path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "locked"


def test_nothing_is_in_the_clear(case: CaseFile, disk: Path, passphrase: str | None) -> None:
    back_up(case, disk)
    held = b"".join(path.read_bytes() for path in disk.rglob("*") if path.is_file())
    hidden = all(word.encode() not in held for word in WORDS.split())
    assert hidden == (passphrase is not None)
    assert b"Border" not in held or passphrase is None


def test_an_encrypted_one_needs_its_passphrase(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    made = back_up(case, disk)
    if passphrase is None:
        return
    out = tmp_path / "restored.gpkg"
    with pytest.raises(PassphraseNeededError):
        restore(made, out)
    with pytest.raises(PassphraseError, match="Wrong passphrase"):
        restore(made, out, "another")
    assert not out.exists()
    case.keys.add("second words")
    restore(back_up(case, disk), out, "second words")
    assert entries(out, "second words") == 2


def test_nothing_is_overwritten(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    made = back_up(case, disk)
    there = tmp_path / "there.gpkg"
    there.write_bytes(b"something of somebody")
    with pytest.raises(CaseExistsError):
        restore(made, there, passphrase)
    assert there.read_bytes() == b"something of somebody"
    with pytest.raises(CaseNotFoundError, match="no folder"):
        restore(made, tmp_path / "none" / "x.gpkg", passphrase)
    with pytest.raises(CaseNotFoundError, match="no folder"):
        back_up(case, tmp_path / "none")


def test_old_generations_go_with_what_only_they_held(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    for number in range(5):
        case.write(draft(facility(1, note=f"turn {number}")), "K.")
        back_up(case, disk, kept=2)
    made = generations.generations(disk)
    assert [one.number for one in made] == [4, 5]
    named = {part for one in made for part in one.parts}
    assert {p.name for p in (made[0].shelf / "parts").glob("*/*")} == named
    for one in made:
        out = tmp_path / f"{one.number}.gpkg"
        restore(one, out, passphrase)
        assert entries(out, passphrase) == one.entries


def test_a_damaged_part_is_told_and_mended_by_the_next_backup(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    made = back_up(case, disk)
    part = part_path(made.shelf, made.parts[2])
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    part_path(made.shelf, made.parts[3]).unlink()
    assert generations.damaged_parts(made) == 2
    out = tmp_path / "restored.gpkg"
    with pytest.raises(DamagedCaseError, match=r"2 of .* parts"):
        restore(made, out, passphrase)
    assert list(tmp_path.glob("*restored*")) == []
    again = back_up(case, disk)
    assert again.written == 2 * PART_BYTES
    restore(made, out, passphrase)
    assert entries(out, passphrase) == 2


def test_a_damaged_generation_takes_no_other_with_it(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    first = back_up(case, disk)
    case.write(draft(facility(1, note="changed")), "K.")
    second = back_up(case, disk)
    second.manifest.write_bytes(second.manifest.read_bytes().replace(b'"number"', b'"nomber"'))
    case.write(draft(facility(1, note="changed again")), "K.")
    third = back_up(case, disk, kept=1)
    assert generations.generations(disk) == [third]
    assert generations.unreadable(disk) == [second.manifest]
    held = {p.name for p in (first.shelf / "parts").glob("*/*")}
    assert set(second.parts) <= held, "nobody knows what a damaged generation names"
    out = tmp_path / "restored.gpkg"
    restore(third, out, passphrase)
    assert entries(out, passphrase) == 4


@pytest.mark.parametrize(
    "content", [b"", b"{}\n", b"[1]\n[2]", b"\xff\xfe\n\n", b'{"format": "geoapp backup"}\nx\n']
)
def test_what_is_no_generation_is_none(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "x" / "generations"
    folder.mkdir(parents=True)
    (folder / "000001.json").write_bytes(content)
    (folder / "notes.json").write_bytes(content)
    assert generations.generations(tmp_path) == []
    assert len(generations.unreadable(tmp_path)) == 1


def _without_room(path: Path, disk: Path, passphrase: str | None) -> None:
    import resource
    import signal

    with CaseFile.open(path, passphrase=passphrase, statements=STATEMENTS) as case:
        back_up(case, disk)
        case.write(draft(facility(1, note="changed")), "K.")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        # The log is folded in first, or the case itself would be what has no room.
        with case.lane() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        resource.setrlimit(resource.RLIMIT_FSIZE, (PART_BYTES // 2, before[1]))
        with pytest.raises(StorageError, match="as they were"):
            back_up(case, disk)
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_earlier_backups(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    case.close()
    child = multiprocessing.get_context("fork").Process(
        target=_without_room, args=(case.path, disk, passphrase)
    )
    child.start()
    child.join()
    assert child.exitcode == 0
    (made,) = generations.generations(disk)
    assert list(disk.rglob("*.new")) == []
    restore(made, tmp_path / "restored.gpkg", passphrase)
    assert entries(tmp_path / "restored.gpkg", passphrase) == 2


def test_two_at_once_into_one_folder(case: CaseFile, disk: Path) -> None:
    made = back_up(case, disk)
    with FileLock(made.shelf / ".lock"), pytest.raises(CaseInUseError, match="Another program"):
        back_up(case, disk)


def test_a_closed_case_is_backed_up_without_being_touched(
    case: CaseFile, disk: Path, passphrase: str | None
) -> None:
    case.close()
    before = case.path.read_bytes()
    with backups.open_for_backup(case.path, passphrase) as closed:
        assert closed.read_only
        made = back_up(closed, disk)
    assert case.path.read_bytes() == before
    assert made.entries == 2


def test_a_reader_beside_a_writer_cannot_back_up(
    case: CaseFile, disk: Path, passphrase: str | None
) -> None:
    case.write(draft(facility(1, note="in the log")), "K.")
    with (
        CaseFile.open(case.path, read_only=True, passphrase=passphrase) as other,
        pytest.raises(CaseInUseError, match="open for writing"),
    ):
        back_up(other, disk)


def test_a_restored_file_goes_on_under_a_number_of_its_own(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    case.close()
    profile = Profile(tmp_path / "profile")

    def numbers(path: Path, row: int) -> str:
        session = Session.open(path, author="K.", profile=profile, passphrase=passphrase)
        session.do(draft(facility(row, note="written")))
        replica = session.file.replica
        session.close()
        return replica

    first = numbers(case.path, 5)
    assert numbers(case.path, 6) == first
    with backups.open_for_backup(case.path, passphrase) as closed:
        made = backups.back_up(closed, disk, profile)
    out = tmp_path / "restored.gpkg"
    done = backups.restore(made, out, profile, passphrase=passphrase)
    assert (done.problems, done.newest, done.erased_since) == ((), True, 0)
    assert "under a number of its own" in done.sentences[0]
    assert len({first, numbers(out, 8), numbers(case.path, 9)}) == 3
    kinds = {copy.path.name: (copy.kind, copy.there) for copy in backups.copies(closed, profile)}
    assert kinds == {made.shelf.name: ("backup", True), out.name: ("restored", True)}
    assert backups.last(closed, profile) == (made.shelf, made.utc)


def test_erasures_made_since_are_told(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    made = back_up(case, disk)
    with case.transaction() as connection:
        connection.execute("UPDATE ledger_order SET kind = 'erase' WHERE sequence = 2")
    assert back_up(case, disk).erasures == 1
    done = backups.restore(
        made, tmp_path / "old.gpkg", Profile(tmp_path / "profile"), passphrase=passphrase
    )
    assert (done.erased_since, done.newest) == (1, False)
    assert "in this file again" in done.sentences[1]


def test_one_backup_is_chosen_by_name_and_number(case: CaseFile, disk: Path) -> None:
    back_up(case, disk)
    back_up(case, disk)
    assert backups.chosen(disk).number == 2
    assert backups.chosen(disk, 1).number == 1
    assert backups.chosen(disk / TOP, 1, case.path.name).number == 1
    with pytest.raises(Exception, match="no backup 7; there are: 1, 2"):
        backups.chosen(disk, 7)
    with pytest.raises(Exception, match="no backup in"):
        backups.chosen(disk, None, "another.gpkg")
    assert [path.name for path in disk.iterdir()] == [TOP]
    assert case.holds("one", 2, case.tip()[1])
    with case.reader() as reader:
        assert reader.record(Key("facility", 3)) is not None


def test_what_was_destroyed_comes_back_with_a_restore_and_goes_with_a_merge(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    case.write(draft(facility(7000, note="Qvortrup said so")), "K.")
    made = back_up(case, disk)
    erase(case, [Erasure(Key("facility", 7000))], "K.")
    assert back_up(case, disk).erasures == 1
    out = tmp_path / "old.gpkg"
    done = backups.restore(made, out, Profile(tmp_path / "profile"), passphrase=passphrase)
    assert done.erased_since == 1, "said before anybody opens it"
    with CaseFile.open(out, passphrase=passphrase, statements=STATEMENTS) as old:
        with old.reader() as reader:
            record = reader.record(Key("facility", 7000))
            assert record is not None
            assert record.values["note"] == "Qvortrup said so"
        take_in(old, case)
        assert old.verify() == []
        with old.reader() as reader:
            assert reader.search("Qvortrup", 5, ["facility"]) == []
    if passphrase is None:
        assert b"Qvortrup" not in out.read_bytes()


def test_forgetting_generations_takes_destroyed_content_off_the_disk(
    case: CaseFile, disk: Path, passphrase: str | None
) -> None:
    case.write(draft(facility(7000, note="Qvortrup said so")), "K.")
    back_up(case, disk)
    erase(case, [Erasure(Key("facility", 7000))], "K.")
    scrub(case)
    back_up(case, disk, kept=1)
    if passphrase is None:
        held = b"".join(path.read_bytes() for path in disk.rglob("*") if path.is_file())
        assert b"Qvortrup" not in held
    assert len(generations.generations(disk)) == 1


def _come_back_without_room(made: Generation, out: Path, passphrase: str | None) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (made.bytes // 2, resource.RLIM_INFINITY))
    with pytest.raises(StorageError, match="not restored"):
        restore(made, out, passphrase)
    # No larger than what was written already: only the key slots and the new mode are too much.
    resource.setrlimit(resource.RLIMIT_FSIZE, (made.bytes, resource.RLIM_INFINITY))
    if passphrase is not None:
        with pytest.raises(StorageError, match="not restored"):
            restore(made, out, passphrase)


def test_a_restore_that_does_not_fit_leaves_nothing(
    case: CaseFile, disk: Path, passphrase: str | None, tmp_path: Path
) -> None:
    made = back_up(case, disk)
    case.close()
    child = multiprocessing.get_context("fork").Process(
        target=_come_back_without_room, args=(made, tmp_path / "restored.gpkg", passphrase)
    )
    child.start()
    child.join()
    assert child.exitcode == 0
    assert list(tmp_path.glob("*restored*")) == []
