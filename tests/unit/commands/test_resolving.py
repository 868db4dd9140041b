"""Deciding what two people wrote side by side, and joining what is one thing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely

from geoapp.case.conflicts import Conflict
from geoapp.case.errors import CaseError
from geoapp.case.records import Change, Draft, Key, Message, Record, Value
from geoapp.case.view import CaseView
from geoapp.commands import edit, resolving
from geoapp.commands.joining import join_rows
from geoapp.commands.link import link
from geoapp.store import CaseFile
from geoapp.store.merging import take_in
from layers.values import Position

A, B = "a", "b"
CAMP, TOLD, OTHER = Key("facility", 10), Key("testimony", 20), Key("facility", 30)


class Side:
    """One of two copies of a case."""

    def __init__(self, path: Path, name: str) -> None:
        self.file = CaseFile.open(path, replica=name)
        self.reader = self.file.reader()
        self.view = CaseView(self.reader)
        self.name = name

    def do(self, draft: Draft) -> None:
        self.file.write(draft, self.name)

    def put(self, key: Key, **values: Value) -> None:
        self.do(Draft("edit", Message("edit"), (Change(key, values),)))

    def conflicts(self) -> list[Conflict]:
        return self.view.conflicts({self.name})

    def record(self, key: Key) -> Record:
        record = self.view.record(key)
        assert record is not None
        return record

    def close(self) -> None:
        self.reader.close()
        self.file.close()


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("origin") / "case.gpkg"
    with CaseFile.create(path, title="T", author="Z.", replica="origin") as case:
        rows = (
            Change(CAMP, {"code": "KW-01", "name_en": "Camp", "operator": "mss"}),
            Change(TOLD, {"code": "T-1", "title": "Account"}),
        )
        case.write(Draft("edit", Message("edit"), rows), "Z.")
    return path


@pytest.fixture
def sides(origin: Path, tmp_path: Path) -> Iterator[tuple[Side, Side]]:
    both = []
    for name in (A, B):
        path = tmp_path / f"{name}.gpkg"
        shutil.copy(origin, path)
        both.append(Side(path, name))
    yield both[0], both[1]
    for side in both:
        side.close()


def meet(one: Side, two: Side) -> None:
    take_in(one.file, two.file)
    take_in(two.file, one.file)
    assert [c.id for c in one.conflicts()] == [c.id for c in two.conflicts()]


def only(side: Side, kind: str) -> Conflict:
    (found,) = [one for one in side.conflicts() if one.kind == kind]
    return found


def disputed_name(one: Side, two: Side) -> Conflict:
    one.do(edit.edit(one.view, CAMP, {"name_en": "Name of A"}, "A has a list"))
    two.do(edit.edit(two.view, CAMP, {"name_en": "Name of B"}, "B has a map"))
    meet(one, two)
    return only(one, "field")


def test_a_conflict_names_both_sides_and_which_is_mine(sides: tuple[Side, Side]) -> None:
    one, two = sides
    conflict = disputed_name(one, two)
    assert conflict.id == "field:facility:10:name_en"
    assert {(v.author, v.value, v.mine) for v in conflict.versions} == {
        (A, "Name of A", True),
        (B, "Name of B", False),
    }
    assert {(v.author, v.mine) for v in only(two, "field").versions} == {(A, False), (B, True)}
    assert conflict.versions[-1].value == one.record(CAMP).values["name_en"]


def test_for_a_third_the_side_that_was_here_first_counts_as_mine(
    sides: tuple[Side, Side], origin: Path, tmp_path: Path
) -> None:
    one, two = sides
    disputed_name(one, two)
    shutil.copy(origin, tmp_path / "c.gpkg")
    third = Side(tmp_path / "c.gpkg", "c")
    try:
        one_alone = CaseFile.open(tmp_path / "a.gpkg", read_only=True)
        with one_alone:
            take_in(third.file, one_alone)
        versions = only(third, "field").versions
        assert sum(version.mine for version in versions) == 1
    finally:
        third.close()


@pytest.mark.parametrize("mine", [True, False])
def test_taking_a_side_shows_it_and_adopts_its_claim(sides: tuple[Side, Side], mine: bool) -> None:
    one, two = sides
    conflict = disputed_name(one, two)
    (version,) = [v for v in conflict.versions if v.mine == mine]
    one.do(resolving.take(one.view, conflict, version, "seen the list"))
    meet(one, two)
    assert two.conflicts() == []
    assert two.record(CAMP).values["name_en"] == version.value
    ranks = {c.values["value"]: c.values["rank"] for c in two.view.claims(CAMP)}
    other = "Name of B" if version.value == "Name of A" else "Name of A"
    assert ranks == {version.value: "adopted", other: "open", "Camp": "open"}
    (entry,) = two.view.entries()[:1]
    assert (entry.kind, entry.reason) == ("resolve", "seen the list")


def test_another_value_becomes_a_claim_of_its_own(sides: tuple[Side, Side]) -> None:
    one, two = sides
    conflict = disputed_name(one, two)
    one.do(resolving.take_value(one.view, conflict, "Third"))
    meet(one, two)
    ranks = {c.values["value"]: c.values["rank"] for c in two.view.claims(CAMP)}
    assert ranks["Third"] == "adopted"
    assert sorted(ranks.values()) == ["adopted", "open", "open", "open"]


def test_a_field_can_be_decided_to_be_empty(sides: tuple[Side, Side]) -> None:
    one, two = sides
    conflict = disputed_name(one, two)
    one.do(resolving.take_value(one.view, conflict, None))
    meet(one, two)
    assert two.record(CAMP).values["name_en"] is None
    assert {c.values["rank"] for c in two.view.claims(CAMP)} == {"open"}


@pytest.mark.parametrize("deleted", [True, False])
def test_a_deletion_that_met_an_edit_is_decided(sides: tuple[Side, Side], deleted: bool) -> None:
    one, two = sides
    one.do(edit.remove(one.view, CAMP))
    two.put(CAMP, note="needed")
    two.put(CAMP, note="still needed")
    meet(one, two)
    conflict = only(one, "deleted")
    assert conflict.id == "deleted:facility:10"
    assert sorted(version.value for version in conflict.versions) == [False, True]
    assert not one.record(CAMP).deleted
    (version,) = [v for v in conflict.versions if v.value is deleted]
    one.do(resolving.take(one.view, conflict, version))
    meet(one, two)
    assert two.conflicts() == []
    assert two.record(CAMP).deleted is deleted
    assert one.file.verify() == two.file.verify() == []


def test_fields_of_a_deleted_row_wait_until_it_is_restored(sides: tuple[Side, Side]) -> None:
    one, two = sides
    disputed_name(one, two)
    one.do(edit.remove(one.view, CAMP))
    assert one.conflicts() == []
    one.do(edit.restore(one.view, CAMP))
    assert [c.kind for c in one.conflicts()] == ["field"]


# Codes.


def equal_codes(one: Side, two: Side) -> Conflict:
    one.put(Key("testimony", 51), code="T-9", title="x")
    two.put(Key("testimony", 52), code="t-9", title="y")
    meet(one, two)
    return only(one, "code")


def test_equal_codes_are_a_conflict_whatever_their_case(sides: tuple[Side, Side]) -> None:
    conflict = equal_codes(*sides)
    assert conflict.id.lower() == "code:testimony:t-9"
    assert {key.id for key in conflict.keys} == {51, 52}


def test_whose_row_keeps_the_code_the_other_gets_a_free_one(sides: tuple[Side, Side]) -> None:
    one, two = sides
    conflict = equal_codes(one, two)
    (version,) = [v for v in conflict.versions if not v.mine]
    one.do(resolving.take(one.view, conflict, version))
    assert one.record(Key("testimony", 52)).code == "t-9"
    assert one.record(Key("testimony", 51)).code not in ("T-9", "t-9", "T-1")
    assert one.conflicts() == []
    entry = one.file.undoable()
    assert entry is not None
    one.do(one.file.undo_draft(entry))
    assert [c.kind for c in one.conflicts()] == ["code"]


def test_a_new_code_goes_to_the_later_row_and_must_be_free(sides: tuple[Side, Side]) -> None:
    one, two = sides
    conflict = equal_codes(one, two)
    with pytest.raises(CaseError, match="cannot be the new code"):
        resolving.new_code(one.view, conflict, "T-1")
    one.do(resolving.new_code(one.view, conflict, "T-77"))
    assert one.record(conflict.keys[-1]).code == "T-77"
    assert one.conflicts() == []


# Rows that look alike.


def at(lon: float, lat: float) -> Position:
    return Position(shapely.Point(lon, lat), 100.0, "site", "imagery")


@pytest.mark.parametrize(
    ("mine", "theirs", "alike"),
    [
        ({"name_en": "New Camp"}, {"name_en": "new camp"}, True),
        ({"name_ko": "새 수용소"}, {"name_ko": "새 수용소"}, True),
        ({"geometry": at(127.0, 40.0)}, {"geometry": at(127.008, 40.0)}, True),
        ({"geometry": at(127.0, 40.0)}, {"geometry": at(127.0, 40.0089)}, True),
        ({"geometry": at(127.0, 40.0)}, {"geometry": at(127.013, 40.0)}, False),
        ({"name_en": "One"}, {"name_en": "Two"}, False),
        ({}, {}, False),
    ],
)
def test_near_or_of_one_name_looks_alike(
    sides: tuple[Side, Side], mine: dict[str, Value], theirs: dict[str, Value], alike: bool
) -> None:
    one, two = sides
    one.put(OTHER, code="A-1", **mine)
    two.put(Key("facility", 31), code="B-1", **theirs)
    meet(one, two)
    assert [c.kind for c in one.conflicts()] == (["alike"] if alike else [])


def test_whoever_knew_of_the_other_row_meant_another_thing(sides: tuple[Side, Side]) -> None:
    one, two = sides
    one.put(OTHER, code="A-1", name_en="New Camp")
    meet(one, two)
    two.put(Key("facility", 31), code="B-1", name_en="New Camp")
    meet(one, two)
    assert one.conflicts() == []


def lookalikes(one: Side, two: Side) -> Conflict:
    one.put(OTHER, code="A-1", name_en="New Camp", operator="mps", note="by A")
    two.do(
        edit.create(
            two.view, "facility", {"code": "B-1", "name_en": "New Camp", "name_ko": "새 수용소"}
        )
    )
    (there,) = two.view.resolve("B-1")
    two.do(edit.edit(two.view, there, {"operator": "mss"}, "B says so"))
    two.do(link(two.view, TOLD, there, "speaks of", note="by B"))
    two.do(link(two.view, there, CAMP, "related"))
    two.put(CAMP, part_of=there.id)
    meet(one, two)
    return only(one, "alike")


def test_apart_means_that_somebody_looked(sides: tuple[Side, Side]) -> None:
    one, two = sides
    conflict = lookalikes(one, two)
    one.do(resolving.not_the_same(one.view, conflict, "two kilometres apart on the plan"))
    meet(one, two)
    assert two.conflicts() == []
    (tie,) = [t for t in two.view.links(OTHER) if t.values["role"] == "same as"]
    assert tie.values["stance"] == "contradicts"


def test_joining_loses_nothing(sides: tuple[Side, Side]) -> None:
    one, two = sides
    conflict = lookalikes(one, two)
    gone = next(key for key in conflict.keys if key != OTHER)
    one.do(resolving.join(one.view, conflict, keep=OTHER, reason="same gate"))
    meet(one, two)
    assert two.conflicts() == []
    kept = two.record(OTHER)
    assert two.record(gone).deleted
    assert (kept.code, kept.values["name_ko"], kept.values["operator"]) == (
        "A-1",
        "새 수용소",
        "mps",
    )
    said = {
        (c.values["attribute"], c.values["value"], c.values["rank"]) for c in two.view.claims(OTHER)
    }
    assert ("operator", "mss", "open") in said
    assert ("name_ko", "새 수용소", "adopted") in said
    assert ("code", "B-1", "open") in said
    assert {t.values["role"] for t in two.view.links(OTHER)} == {"speaks of", "related"}
    assert two.record(CAMP).values["part_of"] == OTHER.id
    assert two.view.links(gone) == []
    assert one.file.verify() == []


def test_joining_is_one_step_that_can_be_undone(sides: tuple[Side, Side]) -> None:
    one, two = sides
    conflict = lookalikes(one, two)
    gone = next(key for key in conflict.keys if key != OTHER)
    before = [one.record(key) for key in (OTHER, gone, CAMP)]
    links = sorted(link.key.id for link in one.view.links(gone))
    one.do(resolving.join(one.view, conflict, keep=OTHER))
    entry = one.file.undoable()
    assert entry is not None
    one.do(one.file.undo_draft(entry))
    assert [one.record(key) for key in (OTHER, gone, CAMP)] == before
    assert sorted(link.key.id for link in one.view.links(gone)) == links


def test_two_who_join_the_other_way_round_lose_neither_row(sides: tuple[Side, Side]) -> None:
    one, two = sides
    conflict = lookalikes(one, two)
    first, second = conflict.keys
    one.do(resolving.join(one.view, conflict, keep=first))
    two.do(resolving.join(two.view, only(two, "alike"), keep=second))
    meet(one, two)
    assert [c.kind for c in one.conflicts() if c.kind == "deleted"] == ["deleted", "deleted"]
    assert not one.record(first).deleted
    assert not one.record(second).deleted


def test_a_link_that_would_be_there_twice_goes(sides: tuple[Side, Side]) -> None:
    one, _ = sides
    one.put(OTHER, code="A-1", name_en="Twin")
    one.do(link(one.view, TOLD, CAMP, "speaks of"))
    one.do(link(one.view, TOLD, OTHER, "speaks of"))
    one.do(link(one.view, CAMP, OTHER, "related"))
    one.do(join_rows(one.view, CAMP, OTHER))
    assert [t.values["role"] for t in one.view.links(CAMP)] == ["speaks of"]


def test_what_is_not_of_one_kind_is_not_joined(sides: tuple[Side, Side]) -> None:
    one, _ = sides
    for keep, other in ((CAMP, TOLD), (CAMP, CAMP), (CAMP, Key("facility", 99))):
        with pytest.raises(CaseError):
            join_rows(one.view, keep, other)


# The same link made twice.


def test_the_same_link_made_on_both_sides_is_one(sides: tuple[Side, Side]) -> None:
    one, two = sides
    for side in sides:
        side.do(link(side.view, TOLD, CAMP, "speaks of"))
    meet(one, two)
    assert len(one.view.links(CAMP)) == 1
    assert one.conflicts() == []


def test_a_link_removed_here_and_made_there_stays_until_decided(
    sides: tuple[Side, Side],
) -> None:
    one, two = sides
    one.do(link(one.view, TOLD, CAMP, "speaks of"))
    (tie,) = one.view.links(CAMP)
    one.do(edit.remove(one.view, tie.key))
    two.do(link(two.view, TOLD, CAMP, "speaks of"))
    meet(one, two)
    assert len(one.view.links(CAMP)) == 1
    assert [c.kind for c in one.conflicts()] == ["deleted"]


def test_a_link_made_again_is_the_one_that_was_removed(sides: tuple[Side, Side]) -> None:
    one, _ = sides
    one.do(link(one.view, TOLD, CAMP, "speaks of", note="first"))
    (tie,) = one.view.links(CAMP)
    one.do(edit.remove(one.view, tie.key))
    one.do(link(one.view, TOLD, CAMP, "speaks of", stance="supports"))
    (again,) = one.view.links(CAMP)
    assert again.key == tie.key
    assert (again.values["note"], again.values["stance"]) == (None, "supports")


def test_a_link_that_became_another_leaves_its_number(sides: tuple[Side, Side]) -> None:
    one, _ = sides
    one.do(link(one.view, TOLD, CAMP, "speaks of"))
    (tie,) = one.view.links(CAMP)
    one.put(tie.key, role="related")
    one.do(link(one.view, TOLD, CAMP, "speaks of"))
    assert sorted(str(t.values["role"]) for t in one.view.links(CAMP)) == ["related", "speaks of"]
    assert tie.key in {t.key for t in one.view.links(CAMP)}
