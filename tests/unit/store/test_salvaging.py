"""What can be saved of a damaged case, and that it says what cannot."""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from case_samples import at, draft, facility

from geoapp.case.errors import (
    CaseError,
    CaseExistsError,
    CaseInUseError,
    DamagedCaseError,
    NotACaseError,
    PassphraseError,
    StorageError,
)
from geoapp.case.records import Key
from geoapp.case.tables import Statements
from geoapp.profile import Profile
from geoapp.session.salvaging import salvage as salvage_for
from geoapp.store import CaseFile, slots
from geoapp.store.backups import back_up
from geoapp.store.erasing import Erasure, erase
from geoapp.store.keys import slots_of
from geoapp.store.merging import take_in
from geoapp.store.raw_pages import PAGE_BYTES, RawPages
from geoapp.store.raw_rows import rows_on, walk
from geoapp.store.salvage_finds import find
from geoapp.store.salvage_report import Salvaged
from geoapp.store.salvaging import key_of, salvage
from layers.facility import FACILITY

STATEMENTS = Statements((FACILITY,))
ROWS = 60


@pytest.fixture(params=[None, "한 말"], ids=["plain", "encrypted"])
def passphrase(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str | None:
    monkeypatch.setitem(slots.COST, "n", 2**10)
    given: str | None = request.param
    return given


def opened(path: Path, passphrase: str | None, **options: Any) -> CaseFile:
    return CaseFile.open(path, passphrase=passphrase, statements=STATEMENTS, **options)


def fill(case: CaseFile) -> None:
    """Entries of many rows each; rows of several pages; some changed, removed and undone."""
    for turn in range(8):
        rows = [
            facility(
                number * 1_000_003,
                note=f"turn {turn} row {number} " * (5 if number % 7 else 900),
                geometry=at(124 + turn, 40),
            )
            for number in range(turn * 4 + 1, turn * 4 + 30)
        ]
        case.write(draft(*rows), "K.")
    undoable = case.undoable()
    assert undoable is not None
    case.write(case.undo_draft(undoable), "K.")


@pytest.fixture
def path(tmp_path: Path, passphrase: str | None) -> Path:
    path = tmp_path / "border 사건.gpkg"
    with CaseFile.create(
        path,
        title="Border",
        author="K.",
        replica="one",
        statements=STATEMENTS,
        passphrase=passphrase,
    ) as case:
        fill(case)
    return path


@pytest.fixture
def saved(
    path: Path, passphrase: str | None, tmp_path: Path
) -> Callable[[], tuple[Salvaged, Path]]:
    """Salvage the case as it lies there, and see that its bytes stay."""
    numbers = iter(range(1000))

    def run() -> tuple[Salvaged, Path]:
        out = tmp_path / f"salvaged {next(numbers)}.gpkg"
        before = hashlib.sha256(path.read_bytes()).digest()
        done = salvage(path, out, author="S.", replica="two", lock=key_of(path, passphrase, None))
        assert hashlib.sha256(path.read_bytes()).digest() == before
        assert not list(tmp_path.glob("*.lock"))
        return done, out

    return run


def records(path: Path, passphrase: str | None) -> dict[Key, Any]:
    with opened(path, passphrase, read_only=True) as case, case.reader() as reader:
        return {r.key: (r.values, r.deleted) for r in reader._select("facility", "1")}


def first_page_of(path: Path, passphrase: str | None, table: str) -> list[int]:
    lock = key_of(path, passphrase, None)
    pages = RawPages(path, lock[0] if lock else None)
    for leaf in walk(pages, 1).leaves:
        for _, values in rows_on(pages, leaf):
            if values[:2] == ("table", table):
                return [int(str(values[3])), *walk(pages, int(str(values[3]))).leaves]
    raise AssertionError(table)


def spoil(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    start = (page - 1) * PAGE_BYTES
    content[start : start + 600] = b"\xa5" * 600
    path.write_bytes(bytes(content))


def test_of_a_sound_case_everything_is_saved(
    path: Path, passphrase: str | None, saved: Callable[[], tuple[Salvaged, Path]]
) -> None:
    done, out = saved()
    assert done.complete
    assert (done.entries, done.lost, done.restated, done.damaged_pages) == (10, {}, {}, 0)
    with (
        opened(out, passphrase, read_only=True) as new,
        opened(path, passphrase, read_only=True) as old,
    ):
        assert new.verify() == []
        assert new.tips() == old.tips()
        with new.reader() as one, old.reader() as other:
            assert one.entries() == other.entries()
            assert one.info() == other.info()
    assert records(out, passphrase) == records(path, passphrase)


@pytest.mark.parametrize("table", ["facility", "search_row", "rtree_facility_geom_node"])
def test_damaged_tables_are_made_anew_from_the_ledger(
    table: str, path: Path, passphrase: str | None, saved: Callable[[], tuple[Salvaged, Path]]
) -> None:
    before = records(path, passphrase)
    for page in first_page_of(path, passphrase, table)[:3]:
        spoil(path, page)
    done, out = saved()
    assert done.complete
    assert records(out, passphrase) == before
    with opened(out, passphrase, read_only=True) as case:
        assert case.verify() == []


def test_rows_of_lost_entries_are_restated_and_marked(
    path: Path, passphrase: str | None, saved: Callable[[], tuple[Salvaged, Path]]
) -> None:
    whole = path.with_name("whole.gpkg")
    shutil.copy(path, whole)
    before = records(path, passphrase)
    pages = first_page_of(path, passphrase, "ledger_change")
    spoil(path, pages[0])  # the page above them all: its leaves are found one by one
    spoil(path, pages[len(pages) // 2])
    done, out = saved()
    assert not done.complete
    assert list(done.lost) == ["one"]
    assert sum(done.restated.values()) > 0
    assert records(out, passphrase) == before
    with opened(out, passphrase, read_only=True) as case, case.reader() as reader:
        newest = reader.entries()[0]
        assert (newest.kind, newest.author, newest.message.id) == ("salvage", "S.", "salvage")
        assert newest.message.parameters["lost"] == str(done.lost_entries)
        assert case.verify() != [], "the gaps are named"
    told = " ".join(done.sentences)
    assert f"Missing of replica one: entries {done.lost['one'][0]}" in told
    assert "hold what lost entries told" in told
    _healed(out, whole, passphrase, before)


def _healed(out: Path, whole: Path, passphrase: str | None, before: dict[Key, Any]) -> None:
    """A copy that has the lost entries fills the gaps, whichever takes in the other."""
    other = out.with_name("other.gpkg")
    shutil.copy(out, other)
    with opened(out, passphrase) as case, opened(whole, passphrase, read_only=True) as full:
        take_in(case, full)
        assert case.verify() == []
    with opened(whole, passphrase) as full, opened(other, passphrase, read_only=True) as case:
        take_in(full, case)
        assert full.verify() == []
    assert records(out, passphrase) == records(whole, passphrase) == before


def test_without_its_first_page(
    path: Path, passphrase: str | None, saved: Callable[[], tuple[Salvaged, Path]]
) -> None:
    """No table can be found, but every entry shows by itself what it is."""
    before = records(path, passphrase)
    content = bytearray(path.read_bytes())
    content[100:PAGE_BYTES] = bytes(PAGE_BYTES - 100)
    path.write_bytes(bytes(content))
    done, out = saved()
    assert done.complete
    assert records(out, passphrase) == before


@pytest.mark.parametrize("seed", range(3))
def test_flipped_bits(
    seed: int, path: Path, passphrase: str | None, saved: Callable[[], tuple[Salvaged, Path]]
) -> None:
    """Whatever is hit: a case comes out, and what it holds of a row is what was there."""
    before = records(path, passphrase)
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(8):
        content[chance.randrange(PAGE_BYTES, len(content) - 4000)] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(content))
    done, out = saved()
    held = records(out, passphrase)
    assert held.keys() <= before.keys()
    if done.complete:
        assert held == before
    if passphrase is not None:
        # No page that was hit passes for whole, so no value can be another one.
        wrong = [key for key in held if held[key] != before[key]]
        assert not wrong or done.lost


@pytest.mark.parametrize("part", [0.15, 0.5, 0.9])
def test_cut_short(part: float, path: Path, passphrase: str | None, tmp_path: Path) -> None:
    lock = key_of(path, passphrase, None)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    out = tmp_path / "out.gpkg"
    try:
        done = salvage(path, out, author="S.", replica="two", lock=lock)
    except DamagedCaseError:
        assert part < 0.2
        assert not out.exists()
    else:
        assert done.damaged_pages > 0
        with opened(out, passphrase, read_only=True) as case, case.reader() as reader:
            assert reader.info().entries == done.entries + (not done.complete)


def test_what_the_log_holds_is_saved_too(
    path: Path, passphrase: str | None, tmp_path: Path
) -> None:
    with opened(path, passphrase, replica="one") as case:
        case.write(draft(facility(5, note="only in the log")), "K.")
        copy = tmp_path / "copy" / path.name
        copy.parent.mkdir()
        for ending in ("", "-wal", "-keys"):
            if (beside := path.with_name(path.name + ending)).exists():
                shutil.copy(beside, copy.with_name(copy.name + ending))
    done = salvage(
        copy, tmp_path / "out.gpkg", author="S.", replica="two", lock=key_of(copy, passphrase, None)
    )
    assert (done.complete, done.entries) == (True, 11)
    assert records(tmp_path / "out.gpkg", passphrase)[Key("facility", 5)][0]["note"] == (
        "only in the log"
    )


@pytest.fixture
def keyless(path: Path, passphrase: str | None) -> Path:
    """The case with its slots cut off, and a copy and a backup from before."""
    if passphrase is None:
        pytest.skip("only an encrypted case has slots")
    shutil.copy(path, path.with_name("older copy.gpkg"))
    (disk := path.with_name("usb")).mkdir()
    with opened(path, passphrase, read_only=True) as case:
        back_up(case, disk)
    found = slots_of(path)
    assert found is not None
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // PAGE_BYTES * PAGE_BYTES])
    return path


@pytest.mark.parametrize("source", ["older copy.gpkg", "usb"])
def test_passphrases_come_from_another_copy(
    source: str, keyless: Path, passphrase: str, tmp_path: Path
) -> None:
    with pytest.raises(DamagedCaseError, match="from another copy or from a backup"):
        key_of(keyless, passphrase, None)
    out = tmp_path / "out.gpkg"
    with pytest.raises(PassphraseError):
        key_of(keyless, "another", tmp_path / source)
    done = salvage_for(
        keyless,
        out,
        author="S.",
        profile=Profile(tmp_path / "profile"),
        passphrase=passphrase,
        keys_from=tmp_path / source,
    )
    assert done.complete
    with opened(out, passphrase, read_only=True) as case:
        assert case.verify() == []


def test_keys_of_another_case_open_nothing(keyless: Path, passphrase: str, tmp_path: Path) -> None:
    other = tmp_path / "another.gpkg"
    CaseFile.create(other, title="x", author="K.", statements=STATEMENTS, passphrase="x").close()
    with pytest.raises(DamagedCaseError, match="Nothing of a case"):
        salvage(
            keyless,
            tmp_path / "o.gpkg",
            author="S.",
            replica="two",
            lock=key_of(keyless, "x", other),
        )
    (tmp_path / "empty").mkdir()
    with pytest.raises(CaseError, match="no backup"):
        key_of(keyless, "x", tmp_path / "empty")


def test_it_is_refused_where_it_could_do_harm(
    path: Path, passphrase: str | None, tmp_path: Path
) -> None:
    lock = key_of(path, passphrase, None)
    with pytest.raises(CaseExistsError):
        salvage(path, path, author="S.", replica="two", lock=lock)
    with opened(path, passphrase), pytest.raises(CaseInUseError):
        salvage(path, tmp_path / "o.gpkg", author="S.", replica="two", lock=lock)
    text = tmp_path / "letter.txt"
    text.write_text("words " * 3000)
    with pytest.raises(DamagedCaseError, match="Nothing of a case"):
        salvage(text, tmp_path / "o.gpkg", author="S.", replica="two", lock=None)
    (tmp_path / "void").write_bytes(b"")
    with pytest.raises(NotACaseError, match="empty"):
        salvage(tmp_path / "void", tmp_path / "o.gpkg", author="S.", replica="two", lock=None)
    assert not (tmp_path / "o.gpkg").exists()


def test_pages_that_lead_in_circles_end(path: Path, passphrase: str | None) -> None:
    if passphrase is not None:
        return
    pages = first_page_of(path, None, "ledger_change")
    content = bytearray(path.read_bytes())
    start = (pages[0] - 1) * PAGE_BYTES
    content[start + 8 : start + 12] = pages[0].to_bytes(4, "big")
    for leaf in pages[1:4]:
        # Every length and pointer on these pages is nonsense.
        at = (leaf - 1) * PAGE_BYTES
        content[at + 1 : at + PAGE_BYTES] = b"\xff" * (PAGE_BYTES - 1)
    path.write_bytes(bytes(content))
    assert find(RawPages(path, None)).headers


def test_slots_go_with_the_new_case(
    path: Path, passphrase: str | None, saved: Callable[[], tuple[Salvaged, Path]]
) -> None:
    _, out = saved()
    assert slots_of(out) == slots_of(path)


def test_what_was_destroyed_is_not_salvaged(
    path: Path, passphrase: str | None, saved: Callable[[], tuple[Salvaged, Path]]
) -> None:
    with opened(path, passphrase, replica="one") as case:
        case.write(draft(facility(5, note="Qvortrup said so")), "K.")
        erase(case, [Erasure(Key("facility", 5))], "K.")
    pages = first_page_of(path, passphrase, "ledger_change")
    spoil(path, pages[0])
    spoil(path, pages[-1])
    done, out = saved()
    with opened(out, passphrase, read_only=True) as case, case.reader() as reader:
        assert reader.search("Qvortrup", 5, ["facility"]) == []
        record = reader.record(Key("facility", 5))
        assert record is None or record.values["note"] is None
    assert done.entries > 0


def _salvage_without_room(path: Path, out: Path, passphrase: str | None) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 4, resource.RLIM_INFINITY))
    with pytest.raises(StorageError, match=r"disk is full"):
        salvage(path, out, author="S.", replica="two", lock=key_of(path, passphrase, None))


def test_what_does_not_fit_leaves_nothing(
    path: Path, passphrase: str | None, tmp_path: Path
) -> None:
    before = path.read_bytes()
    out = tmp_path / "out" / "saved.gpkg"
    out.parent.mkdir()
    child = multiprocessing.get_context("fork").Process(
        target=_salvage_without_room, args=(path, out, passphrase)
    )
    child.start()
    child.join()
    assert child.exitcode == 0
    assert list(out.parent.iterdir()) == []
    assert path.read_bytes() == before
