"""Encrypted cases: who gets in, what lies in the file, and what a crash leaves."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
import stat
import unicodedata
from contextlib import closing, suppress
from pathlib import Path

import pytest
from case_samples import STATEMENTS, at, draft, facility

from geoapp.case.errors import (
    CaseError,
    DamagedCaseError,
    NotACaseError,
    PassphraseError,
    PassphraseNeededError,
    ReadOnlyCaseError,
    RefusedChangeError,
)
from geoapp.case.records import Key
from geoapp.store import CaseFile, keys, slots

WORDS = "온성 passphrase"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slots that cost little to open; one test takes what real ones cost."""
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "시험 case.gpkg"


@pytest.fixture
def locked(path: Path) -> Path:
    with CaseFile.create(
        path, title="Sealed", author="K.", replica="one", statements=STATEMENTS, passphrase=WORDS
    ) as case:
        rows = [facility(n, name_en=f"Camp {n}", geometry=at(126, 40)) for n in range(1, 60)]
        case.write(draft(*rows), "K.")
    return path


def opened(path: Path, words: str | None = WORDS, read_only: bool = False) -> CaseFile:
    return CaseFile.open(
        path, replica="one", read_only=read_only, statements=STATEMENTS, passphrase=words
    )


def test_a_case_comes_back_with_its_passphrase(locked: Path) -> None:
    assert [p.name for p in locked.parent.iterdir()] == [locked.name]
    for read_only in (True, False):
        with opened(locked, read_only=read_only) as case, case.reader() as reader:
            assert case.encrypted
            assert reader.info().encrypted
            assert reader.info().title == "Sealed"
            assert reader.search("Camp 7", 5, ["facility"])[0].key == Key("facility", 7)
            assert case.verify() == []
    assert [p.name for p in locked.parent.iterdir()] == [locked.name]


def test_a_plain_case_opens_with_any_passphrase_and_says_that_it_is_plain(path: Path) -> None:
    CaseFile.create(path, title="Open", author="K.", statements=STATEMENTS).close()
    for words in (None, WORDS):
        with opened(path, words) as case, case.reader() as reader:
            assert not case.encrypted
            assert not reader.info().encrypted
            with pytest.raises(RefusedChangeError, match="not encrypted"):
                case.keys.infos()


@pytest.mark.parametrize("words", [None, "", "wrong", WORDS + " ", WORDS.upper()])
def test_a_wrong_or_missing_passphrase_writes_nothing(locked: Path, words: str | None) -> None:
    before = locked.read_bytes()
    for read_only in (True, False):
        with pytest.raises(PassphraseError, match="Nothing was written") as caught:
            opened(locked, words, read_only)
        assert isinstance(caught.value, PassphraseNeededError) == (not words)
    assert locked.read_bytes() == before
    assert [p.name for p in locked.parent.iterdir()] == [locked.name]


def test_the_same_words_typed_in_another_form_of_unicode(locked: Path) -> None:
    opened(locked, unicodedata.normalize("NFD", WORDS)).close()


def test_the_stock_database_cannot_read_it(locked: Path) -> None:
    with closing(sqlite3.connect(locked)) as db, pytest.raises(sqlite3.DatabaseError):
        db.execute("SELECT * FROM facility").fetchall()


def test_every_case_has_a_key_and_salts_of_its_own(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        path = tmp_path / name
        with CaseFile.create(path, title="T", author="K.", passphrase=WORDS) as case:
            made.append(case.keys.key)
        assert path.read_bytes()[:16] == made[-1].salt
    assert made[0].key != made[1].key
    assert made[0].salt != made[1].salt


def test_real_slots_cost_what_is_promised(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert slots.COST == {"n": 2**17, "r": 8, "p": 1}
    with CaseFile.create(path, title="T", author="K.", passphrase=WORDS) as case:
        assert case.keys.infos()[0].cost == slots.COST
        assert case.keys.infos()[0].version == 1
    opened(path).close()


def test_slots_are_added_changed_and_taken_away(locked: Path) -> None:
    with opened(locked) as case:
        assert case.keys.add("second", "L.") == 2
        recovery = case.keys.add_recovery("safe")
        case.keys.change(1, "first anew")
        told = [(i.number, i.label, i.purpose) for i in case.keys.infos()]
        assert told == [(1, "K.", "person"), (2, "L.", "person"), (3, "safe", "recovery")]
    for words in ("first anew", "second", recovery):
        opened(locked, words).close()
    with pytest.raises(PassphraseError):
        opened(locked, WORDS)
    with opened(locked, recovery) as case:
        assert case.keys.opened_by == 3
        [number] = case.keys.numbers_of("L.")
        case.keys.remove(number)
        assert case.keys.opened_by == 2
        case.keys.remove(1)
        with pytest.raises(RefusedChangeError, match="only passphrase"):
            case.keys.remove(1)
        with pytest.raises(RefusedChangeError, match="no passphrase with the number 7"):
            case.keys.remove(7)
        with pytest.raises(RefusedChangeError, match="empty"):
            case.keys.add("")
    for words in ("first anew", "second"):
        with pytest.raises(PassphraseError):
            opened(locked, words)
    opened(locked, recovery).close()


def test_slots_do_not_change_while_reading(locked: Path) -> None:
    before = locked.read_bytes()
    with opened(locked, read_only=True) as case, pytest.raises(ReadOnlyCaseError):
        case.keys.add("second")
    assert locked.read_bytes() == before


def test_labels_of_slots_cannot_be_read_without_a_passphrase(locked: Path) -> None:
    with opened(locked) as case:
        case.keys.add("second", "Investigator Ro")
    assert b"Investigator" not in locked.read_bytes()


def test_more_than_a_few_slots_keep_the_file_whole(locked: Path) -> None:
    with opened(locked) as case:
        for number in range(slots.MOST_SLOTS - 1):
            case.keys.add(f"number {number}", "long label " * 40)
        with pytest.raises(RefusedChangeError, match="room for"):
            case.keys.add("one more")
    with opened(locked, "number 5") as case:
        assert case.verify() == []


def _add_and_die(path: Path) -> None:
    case = opened(path)
    case.keys.add("second")
    case.write(draft(facility(999, name_en="confirmed", note="words " * 2000)), "K.")
    os._exit(9)


@pytest.mark.parametrize("read_only", [True, False])
def test_after_a_crash_slots_and_changes_are_there(locked: Path, read_only: bool) -> None:
    child = multiprocessing.get_context("fork").Process(target=_add_and_die, args=(locked,))
    child.start()
    child.join()
    assert child.exitcode == 9
    assert keys.beside(locked).exists()
    for words in (WORDS, "second"):
        with opened(locked, words, read_only) as case, case.reader() as reader:
            assert reader.record(Key("facility", 999)) is not None
            assert case.verify() == []
    with opened(locked, "second") as case:
        assert case.verify() == []
    assert [p.name for p in locked.parent.iterdir()] == [locked.name]


def test_a_crash_while_folding_in_leaves_both_and_opens(locked: Path) -> None:
    """Slots behind the pages and beside them, as between the last two steps of closing."""
    case = opened(locked)
    beside = keys.beside(locked).read_bytes()
    case.close()
    keys.beside(locked).write_bytes(beside)
    with opened(locked) as case:
        case.write(draft(facility(1, note="x " * 9000)), "K.")
        assert case.verify() == []
    assert [p.name for p in locked.parent.iterdir()] == [locked.name]
    with opened(locked) as case:
        assert case.verify() == []


def test_a_copy_without_its_slots_says_so(locked: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gpkg"
    with opened(locked):
        shutil.copy(locked, copy)
    before = copy.read_bytes()
    with pytest.raises(DamagedCaseError, match="-keys"):
        opened(copy)
    assert copy.read_bytes() == before


def test_a_second_window_may_read_while_one_writes(locked: Path) -> None:
    with opened(locked) as case:
        with opened(locked, read_only=True) as other, other.reader() as reader:
            case.write(draft(facility(1, name_en="now")), "K.")
            found = reader.record(Key("facility", 1))
            assert found is not None
            assert found.values["name_en"] == "now"
        with pytest.raises(PassphraseError):
            opened(locked, "wrong", read_only=True)
        case.write(draft(facility(1, name_en="later")), "K.")
    assert [p.name for p in locked.parent.iterdir()] == [locked.name]


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_to(locked: Path) -> None:
    locked.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with opened(locked) as case:
            assert case.read_only
    finally:
        locked.parent.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("part", [n / 20 for n in range(20)])
def test_a_file_that_is_cut_short(locked: Path, part: float) -> None:
    content = locked.read_bytes()
    locked.write_bytes(content[: int(len(content) * part)])
    before = locked.read_bytes()
    for read_only in (True, False):
        with pytest.raises((DamagedCaseError, NotACaseError)) as caught:
            opened(locked, read_only=read_only)
        assert str(caught.value).endswith(".")
    assert locked.read_bytes() == before
    assert [p.name for p in locked.parent.iterdir()] == [locked.name]


def test_single_bits_flipped_are_noticed_or_harmless(locked: Path) -> None:
    """50 flips over the whole file: told in words, or healed; never another content."""
    content = locked.read_bytes()
    with opened(locked) as case, case.reader() as reader:
        rows = reader.records("facility")
    chance = random.Random(4)
    harmless = 0
    places = [3, 17, 20, *(chance.randrange(len(content)) for _ in range(42))]
    for place in [*places, *(len(content) - n for n in (1, 40, 200, 700, 1400))]:
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        locked.write_bytes(changed)
        with suppress(CaseError), opened(locked, read_only=True) as case, case.reader() as reader:
            if not case.verify():
                assert reader.records("facility") == rows
                harmless += 1
        assert locked.read_bytes() == bytes(changed)
    assert harmless < 12


def test_slots_of_another_case_open_nothing(locked: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.gpkg"
    CaseFile.create(other, title="T", author="K.", passphrase=WORDS).close()
    mine, theirs = locked.read_bytes(), other.read_bytes()
    end = mine.rindex(b'{"cipher"', 0, mine.rindex(b'{"cipher"'))
    locked.write_bytes(mine[:end] + theirs[theirs.index(b'{"cipher"') :])
    with pytest.raises(DamagedCaseError, match="Wrong passphrase or damaged file"):
        opened(locked)


@pytest.mark.parametrize("cost", [{"n": 2**30}, {"r": 9999}, {"p": 9}, {"n": 3}, {"n": "x"}])
def test_slots_that_ask_for_the_impossible_are_refused(locked: Path, cost: dict) -> None:
    case = opened(locked)
    found = keys.slots_of(locked)
    assert found is not None
    case.close()
    slot = {**found.slots[0].to_json(), **cost}
    data = {"version": 1, "cipher": "chacha20", "salt": found.salt.hex(), "slots": [slot]}
    try:
        harmful = slots.Slots.from_json(data)
    except (ValueError, TypeError):
        return
    with pytest.raises(PassphraseError):
        harmful.unwrap(WORDS)
