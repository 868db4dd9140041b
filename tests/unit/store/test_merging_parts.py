"""Field copies that meet the case, and one another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely

from geoapp.case.errors import MergeRefusedError
from geoapp.case.parts import Part
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.store import CaseFile, bundle, slots
from geoapp.store.copying import write_copy
from geoapp.store.erasing import Erasure, erase
from geoapp.store.merging import take_in
from tests.drill.histories import STATEMENTS, place
from tests.drill.random_histories import held

WEST, EAST = Key("facility", 1), Key("facility", 2)
BOXES = {WEST: shapely.box(124, 38, 127, 43), EAST: shapely.box(128, 38, 131, 43)}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


def put(case: CaseFile, *changes: Change) -> None:
    case.write(Draft("edit", Message("edit"), changes), case.replica)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[CaseFile]:
    path = tmp_path / "home.gpkg"
    with CaseFile.create(
        path, title="T", author="Z.", replica="home", statements=STATEMENTS
    ) as case:
        put(
            case,
            Change(WEST, {"code": "F-1", "name_en": "West camp", "geometry": place(125.5, 40)}),
            Change(EAST, {"code": "F-2", "name_en": "East camp", "geometry": place(129.5, 41)}),
        )
    shutil.copy(path, path.with_name("second home.gpkg"))
    with CaseFile.open(path, replica="home", statements=STATEMENTS) as case:
        yield case


@pytest.fixture
def copies(home: CaseFile, tmp_path: Path) -> Iterator[dict[Key, CaseFile]]:
    made = {}
    for key, box in BOXES.items():
        path = tmp_path / f"copy{key.id}.gpkg"
        write_copy(home, path, Part(box, frozenset({"facility"})), "field", author="Z.")
        made[key] = CaseFile.open(
            path, replica=f"copy{key.id}", statements=STATEMENTS, passphrase="field"
        )
    yield made
    for case in made.values():
        case.close()


def ids(case: CaseFile) -> set[int]:
    with case.reader() as reader:
        return {record.key.id for record in reader.records("facility")}


def words(case: CaseFile) -> str:
    with case.reader() as reader:
        return repr(reader.connection.execute("SELECT content, tbl FROM ledger_change").fetchall())


def test_a_copy_gives_back_what_was_done_in_it(home: CaseFile, copies: dict[Key, CaseFile]) -> None:
    west = copies[WEST]
    put(west, Change(WEST, {"note": "seen"}), Change(Key("facility", 7), {"name_en": "New one"}))
    assert take_in(home, west).received == 1
    assert ids(home) == {1, 2, 7}
    assert home.verify() == west.verify() == []


def test_a_copy_learns_nothing_of_what_lies_outside(
    home: CaseFile, copies: dict[Key, CaseFile]
) -> None:
    west = copies[WEST]
    put(home, Change(EAST, {"note": "secret"}), Change(WEST, {"note": "known"}))
    put(home, Change(Key("facility", 8), {"name_en": "Another", "geometry": place(125.6, 40)}))
    merged = take_in(west, home)
    assert (merged.received, merged.rows) == (2, {WEST})
    assert ids(west) == {1}
    for word in ("secret", "East", "Another"):
        assert word not in words(west)
    assert west.verify() == []


def test_rows_made_in_a_copy_are_followed_in_it(
    home: CaseFile, copies: dict[Key, CaseFile]
) -> None:
    west, new = copies[WEST], Key("facility", 7)
    put(west, Change(new, {"name_en": "New one"}))
    take_in(home, west)
    put(home, Change(new, {"note": "checked at home"}))
    assert take_in(west, home).rows == {new}
    assert west.verify() == []


def test_copies_of_different_parts_meet_at_home_only(
    copies: dict[Key, CaseFile], tmp_path: Path
) -> None:
    west, east = copies[WEST], copies[EAST]
    put(east, Change(EAST, {"note": "from the east"}))
    bundle.write(east, tmp_path / "b", passphrase="x")
    with pytest.raises(MergeRefusedError, match="different parts"):
        take_in(west, east)
    with pytest.raises(MergeRefusedError, match="different parts"):
        bundle.take_in(west, tmp_path / "b", "x")


def test_the_same_copy_on_two_laptops_merges(
    home: CaseFile, copies: dict[Key, CaseFile], tmp_path: Path
) -> None:
    west = copies[WEST]
    west.close()
    shutil.copy(west.path, tmp_path / "second.gpkg")
    with (
        CaseFile.open(west.path, replica="w1", statements=STATEMENTS, passphrase="field") as one,
        CaseFile.open(
            tmp_path / "second.gpkg", replica="w2", statements=STATEMENTS, passphrase="field"
        ) as two,
    ):
        put(one, Change(WEST, {"note": "one"}))
        put(two, Change(WEST, {"persons": 2}))
        assert take_in(one, two).rows == {WEST}
        put(two, Change(Key("facility", 8), {"code": "X"}))
        take_in(home, one)
        assert one.verify() == home.verify() == []


@pytest.fixture
def second(home: CaseFile) -> Iterator[CaseFile]:
    """Another whole file of the case, which knows of the east only by way of the west."""
    path = home.path.with_name("second home.gpkg")
    with CaseFile.open(path, replica="second", statements=STATEMENTS) as case:
        yield case


def roundabout(
    home: CaseFile, second: CaseFile, copies: dict[Key, CaseFile], *made: Change
) -> None:
    """Home writes; the second file gets only the leaves of that, from the western copy."""
    put(home, *made)
    take_in(copies[WEST], home)
    take_in(second, copies[WEST])


def test_what_came_by_way_of_a_copy_is_filled_in_later(
    home: CaseFile, second: CaseFile, copies: dict[Key, CaseFile]
) -> None:
    new = Change(Key("facility", 9), {"code": "E"})
    roundabout(home, second, copies, Change(EAST, {"note": "from home"}), new)
    assert "from home" not in words(second)
    assert second.verify() == []
    merged = take_in(second, home)
    assert (merged.received, merged.rows) == (0, {EAST, new.key})
    assert held(second) == held(home)
    assert second.verify() == []


def test_whoever_had_only_the_leaf_overwrites_nothing(
    home: CaseFile, second: CaseFile, copies: dict[Key, CaseFile]
) -> None:
    roundabout(
        home, second, copies, Change(EAST, {"note": "from home"}), Change(WEST, {"persons": 1})
    )
    put(second, Change(EAST, {"note": "from the second"}), Change(WEST, {"persons": 2}))
    assert take_in(second, home).conflicts == 1
    assert take_in(home, second).conflicts == 1
    with home.reader() as reader:
        (conflict,) = reader.conflicts(())
        assert reader.record(WEST).values["persons"] == 2
    assert conflict.id == "field:facility:2:note"
    assert held(home) == held(second)
    put(second, Change(EAST, {"note": "decided"}))
    assert take_in(home, second).conflicts == 0
    assert home.verify() == second.verify() == []


def test_many_entries_that_were_not_seen_take_little_room(
    home: CaseFile, second: CaseFile, copies: dict[Key, CaseFile]
) -> None:
    for number in range(30):
        put(home, Change(EAST, {"persons": number}))
    both = (Change(EAST, {"note": "unseen"}), Change(WEST, {"note": "seen"}))
    roundabout(home, second, copies, *both)
    put(second, Change(WEST, {"persons": 1}))
    with second.reader() as reader:
        text = reader.connection.execute(
            "SELECT l.header FROM ledger AS l JOIN ledger_head AS h ON h.hash = l.hash"
        ).get
    unseen = json.loads(text)["unseen"]
    assert [len(stretches) for stretches in unseen["entries"].values()] == [1]
    assert len(unseen["leaves"]) == 1
    take_in(second, home)
    put(second, Change(EAST, {"persons": 99}))
    assert take_in(home, second).conflicts == 0
    assert home.verify() == []


def test_whoever_had_only_the_leaf_deletes_no_edit(
    home: CaseFile, second: CaseFile, copies: dict[Key, CaseFile]
) -> None:
    roundabout(home, second, copies, Change(EAST, {"note": "from home"}))
    put(second, Change(EAST, deleted=True))
    take_in(home, second)
    with home.reader() as reader:
        assert [one.kind for one in reader.conflicts(())] == ["deleted"]
        assert not reader.record(EAST).deleted


def test_a_conflict_in_a_copy_is_the_one_at_home(
    home: CaseFile, copies: dict[Key, CaseFile]
) -> None:
    west = copies[WEST]
    put(home, Change(WEST, {"note": "home"}), Change(EAST, {"note": "home"}))
    put(west, Change(WEST, {"note": "field"}))
    take_in(home, west)
    take_in(west, home)
    assert (
        held(home)["ledger_conflict"] == held(west)["ledger_conflict"] == [("facility", 1, "note")]
    )


def test_an_erasure_at_home_reaches_the_copy_and_the_other_way(
    home: CaseFile, copies: dict[Key, CaseFile]
) -> None:
    west, east = copies[WEST], copies[EAST]
    put(west, Change(WEST, {"note": "whispered"}))
    erase(home, [Erasure(WEST), Erasure(EAST, frozenset({"name_en"}))], "Z.")
    take_in(west, home)
    assert ids(west) == set()
    assert "whispered" not in words(west)
    assert "East" not in words(west)
    erase(east, [Erasure(EAST)], "Z.")
    take_in(home, east)
    take_in(home, west)
    assert ids(home) == set()
    assert "camp" not in words(home)
    assert home.verify() == west.verify() == east.verify() == []


def test_what_was_destroyed_while_only_its_leaf_was_here_is_not_filled_in(
    home: CaseFile, second: CaseFile, copies: dict[Key, CaseFile]
) -> None:
    roundabout(home, second, copies, Change(EAST, {"note": "whispered"}))
    erase(second, [Erasure(EAST)], "Z.")
    take_in(second, home)
    assert "whispered" not in words(second)
    take_in(home, second)
    assert "whispered" not in words(home)
    assert home.verify() == second.verify() == []
