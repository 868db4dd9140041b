"""What the changes of one row amount to, compared with a model written from its description."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.store.convergence import (
    DESTROYED,
    Folded,
    Known,
    Told,
    before_each,
    condemned,
    disputing,
    erasures,
    fold,
    in_order,
    known_values,
    without,
)

FIELDS = ("a", "b", "c")


@dataclass
class Laptop:
    """A replica with the changes of one row that it has, and what it counts."""

    name: str
    vector: dict[str, int] = field(default_factory=dict)
    lamport: int = 0
    held: dict[tuple[bytes, bytes], Told] = field(default_factory=dict)
    unseen: set[tuple[bytes, bytes]] = field(default_factory=set)

    def changes(self) -> list[Told]:
        return in_order(self.held.values())


class World:
    """Laptops that write changes of one row and meet."""

    def __init__(self, laptops: int) -> None:
        self.laptops = [Laptop(f"r{number}") for number in range(laptops)]
        self.vectors: dict[bytes, Known] = {}
        self.all: dict[tuple[bytes, bytes], Told] = {}
        self._lamports: dict[bytes, int] = {}

    def vector(self, entry: bytes) -> Known:
        return self.vectors[entry]

    def write(self, number: int, kind: str, *contents: Mapping[str, Any]) -> Told:
        laptop = self.laptops[number]
        laptop.lamport += 1
        laptop.vector[laptop.name] = laptop.vector.get(laptop.name, 0) + 1
        sequence = laptop.vector[laptop.name]
        entry = hashlib.sha256(f"{laptop.name} {sequence}".encode()).digest()
        unseen = frozenset(leaf for _, leaf in laptop.unseen)
        self.vectors[entry] = Known(dict(laptop.vector), {}, unseen)
        for place, content in enumerate(contents):
            leaf = hashlib.sha256(entry + bytes([place])).digest()
            change = Told(entry, laptop.name, sequence, laptop.lamport, kind, content, leaf)
            laptop.held[entry, leaf] = self.all[entry, leaf] = change
        self._empty(laptop)
        return change

    def meet(self, number: int, other: int, *, hidden: bool = False) -> None:
        """One laptop takes in what another has; what was emptied there fills nothing here.

        `hidden`: by way of a field copy, so that of what is new only the leaves come.
        """
        laptop, theirs = self.laptops[number], self.laptops[other]
        laptop.unseen |= theirs.unseen - laptop.held.keys()
        for place, change in theirs.held.items():
            if hidden and place not in laptop.held:
                laptop.unseen.add(place)
            elif place not in laptop.held or laptop.held[place].content is None:
                laptop.held[place] = change
                laptop.unseen.discard(place)
        for replica, count in theirs.vector.items():
            laptop.vector[replica] = max(count, laptop.vector.get(replica, 0))
        laptop.lamport = max(laptop.lamport, theirs.lamport)
        self._empty(laptop)

    def _empty(self, laptop: Laptop) -> None:
        doomed = {change.leaf for change in condemned(laptop.changes(), self.vector)}
        for place, change in laptop.held.items():
            if change.leaf in doomed:
                laptop.held[place] = change._replace(content=None)

    def fold(self, number: int = 0) -> Folded:
        return fold(self.laptops[number].changes(), self.vector)


# The model: word by word what is agreed, without any thought of speed.


def _knows(world: World, later: Told, earlier: Told) -> bool:
    known = world.vectors[later.entry]
    counted = known.counted.get(earlier.replica, 0) >= earlier.sequence
    return counted and earlier.leaf not in known.leaves


def _apart(world: World, one: Told, other: Told) -> bool:
    return not _knows(world, one, other) and not _knows(world, other, one)


def _destroyed(world: World, change: Told) -> bool:
    names = {name for name in change.content or {} if name[0] != "@"}
    for order in world.all.values():
        what = (order.content or {}).get("@erased", ())
        if "*" in what and names:
            return True
        if "*" in what and not (change.content or {}).get("@erased"):
            return True
        if names & set(what) and not _knows(world, change, order):
            return True
    return False


def model(world: World) -> Folded:
    if any("*" in (c.content or {}).get("@erased", ()) for c in world.all.values()):
        return Folded({}, True)
    left = [change for change in world.all.values() if not _destroyed(world, change)]
    values, conflicts, deleted = {}, set(), False
    for name in {name for change in left for name in change.content or {} if name[0] != "@"}:
        writes = [change for change in left if name in (change.content or {})]
        front = [w for w in writes if not any(v != w and _knows(world, v, w) for v in writes)]
        firm = [w for w in front if name not in (w.content or {}).get("@restated", ())]
        front = firm or front
        last = max(front, key=lambda w: (w.lamport, w.entry))
        said = {json.dumps(w.content[name]) for w in front}
        if name != "deleted":
            values[name] = last.content[name]
            conflicts |= {name} if len(said) > 1 else set()
            continue
        removing = [w for w in front if w.content["deleted"]]
        edits = [
            c for c in left if c.kind != "erase" and not (c.content or {}).get("deleted", False)
        ]
        swallowed = any(all(_apart(world, w, c) for w in removing) for c in edits)
        deleted = bool(removing) and len(said) == 1 and not swallowed
        conflicts |= {"deleted"} if removing and not deleted else set()
    return Folded(values, deleted, frozenset(conflicts))


contents = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from([None, 0, 1, "x"]), max_size=2)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Two to four laptops, up to 14 changes, meetings in between; all of them meet at last."""
    count = draw(st.integers(2, 4))
    world = World(count)
    someone = st.integers(0, count - 1)
    for _ in range(draw(st.integers(1, 22))):
        number = draw(someone)
        step = draw(st.sampled_from(["write"] * 5 + ["meet"] * 4 + ["mark", "mark", "erase"]))
        if step == "write":
            world.write(number, "edit", draw(contents))
        elif step == "mark":
            world.write(number, "edit", {**draw(contents), "deleted": draw(st.booleans())})
        elif step == "erase":
            _erase(world, number, draw(st.sampled_from(["a", "b", "a", "*"])))
        else:
            world.meet(number, draw(someone), hidden=draw(st.booleans()))
    for _ in range(count):
        pairs = [(one, other) for one in range(count) for other in range(count) if one != other]
        for one, other in draw(st.permutations(pairs)):
            world.meet(one, other)
    return world


def _erase(world: World, number: int, what: str) -> None:
    held = world.fold(number).values
    again = {name: value for name, value in held.items() if name != what}
    restated = [] if what == "*" or not again else [{"@restated": sorted(again), **again}]
    world.write(number, "erase", {"@erased": [what]}, *restated)


@given(worlds())
def test_all_who_met_hold_what_the_description_says(world: World) -> None:
    expected = model(world)
    for number in range(len(world.laptops)):
        folded = world.fold(number)
        assert folded.values == expected.values
        assert (folded.deleted, folded.conflicts) == (expected.deleted, expected.conflicts)


@given(worlds())
def test_what_was_emptied_is_the_same_whoever_met_whom_first(world: World) -> None:
    first = world.laptops[0].held
    for laptop in world.laptops[1:]:
        assert laptop.held == first
    for place, change in world.all.items():
        assert (first[place].content is None) == _destroyed(world, change)


@given(worlds(), st.randoms())
def test_the_order_of_arrival_does_not_matter(world: World, chance: Any) -> None:
    changes = world.laptops[0].changes()
    shuffled = list(changes)
    chance.shuffle(shuffled)
    assert fold(in_order(shuffled), world.vector) == fold(changes, world.vector)


@given(worlds())
def test_a_conflict_is_between_changes_that_do_not_know_each_other(world: World) -> None:
    changes = world.laptops[0].changes()
    for name in fold(changes, world.vector).conflicts:
        sides = disputing(changes, name, world.vector)
        assert len(sides) > 1
        assert any(_apart(world, one, other) for one in sides for other in sides)


@given(worlds(), st.integers(0, 3))
def test_whoever_writes_everything_once_more_ends_every_conflict(world: World, who: int) -> None:
    number = who % len(world.laptops)
    world.write(number, "resolve", {**dict.fromkeys(FIELDS, 7), "deleted": False})
    folded = world.fold(number)
    assert folded.conflicts == frozenset()


# The rules one by one.


def _two(*first: Mapping[str, Any]) -> World:
    """Two laptops that both have some changes."""
    world = World(2)
    for content in first:
        world.write(0, "edit", content)
    world.meet(1, 0)
    return world


def _met(world: World) -> Folded:
    world.meet(0, 1)
    world.meet(1, 0)
    assert world.fold(0) == world.fold(1)
    return world.fold(0)


def test_different_fields_do_not_dispute() -> None:
    world = _two({"a": 1})
    world.write(0, "edit", {"a": 2})
    world.write(1, "edit", {"b": 3})
    assert _met(world) == Folded({"a": 2, "b": 3})


def test_the_same_value_is_no_conflict_and_one_is_not_true() -> None:
    world = _two({"a": 0})
    world.write(0, "edit", {"a": 1, "b": 1})
    world.write(1, "edit", {"a": 1, "b": True})
    assert _met(world).conflicts == {"b"}


def test_the_later_by_lamport_is_shown_and_both_are_named() -> None:
    world = _two({"a": 0})
    world.write(0, "edit", {"a": 1})
    world.write(1, "edit", {"b": 1})
    world.write(1, "edit", {"a": 2})
    folded = _met(world)
    assert (folded.values["a"], folded.conflicts) == (2, {"a"})
    sides = disputing(world.laptops[0].changes(), "a", world.vector)
    assert [change.content["a"] for change in sides] == [1, 2]


def test_a_place_is_one_field_with_its_precision() -> None:
    world = _two({"a": {"wkb": "x", "radius_m": 5}})
    world.write(0, "edit", {"a": {"wkb": "y", "radius_m": 6}})
    world.write(1, "edit", {"a": {"wkb": "z", "radius_m": 7}})
    assert _met(world).values["a"] in ({"wkb": "y", "radius_m": 6}, {"wkb": "z", "radius_m": 7})


@pytest.mark.parametrize(("decision", "deleted"), [(True, True), (False, False)])
def test_a_deletion_swallows_no_edit(decision: bool, deleted: bool) -> None:
    world = _two({"a": 1})
    world.write(0, "edit", {"deleted": True})
    world.write(1, "edit", {"a": 2})
    folded = _met(world)
    assert (folded.deleted, folded.conflicts, folded.values["a"]) == (False, {"deleted"}, 2)
    world.write(0, "edit", {"a": 3})
    assert _met(world).conflicts == {"deleted"}
    world.write(1, "resolve", {"deleted": decision})
    folded = _met(world)
    assert (folded.deleted, folded.conflicts) == (deleted, frozenset())


def test_a_row_made_on_both_sides_outlives_the_deletion_of_one() -> None:
    world = World(2)
    world.write(0, "link", {"a": 1})
    world.write(1, "link", {"a": 1})
    world.write(0, "edit", {"deleted": True})
    folded = _met(world)
    assert (folded.deleted, folded.conflicts) == (False, {"deleted"})


def test_two_deletions_agree() -> None:
    world = _two({"a": 1})
    world.write(0, "edit", {"deleted": True})
    world.write(1, "edit", {"deleted": True})
    assert _met(world) == Folded({"a": 1}, True)


def test_an_edit_that_a_later_deletion_knew_is_gone_whoever_else_deleted() -> None:
    world = _two({"a": 1})
    world.write(0, "edit", {"deleted": True})
    world.write(1, "edit", {"a": 2})
    world.write(1, "edit", {"deleted": True})
    assert _met(world).deleted


def test_a_destroyed_row_stays_destroyed() -> None:
    world = _two({"a": 1})
    world.write(0, "erase", {"@erased": ["*"]})
    world.write(1, "edit", {"a": 2, "b": 3})
    assert _met(world) == Folded({}, True)
    assert [c.content for c in world.laptops[1].changes()].count(None) == 2
    world.write(1, "edit", {"a": 4})
    assert _met(world) == Folded({}, True)


def test_a_destroyed_field_takes_what_was_written_with_it_unless_it_is_said_again() -> None:
    world = _two({"a": "secret", "b": 1}, {"c": 1})
    world.write(0, "erase", {"@erased": ["a"]}, {"@restated": ["b"], "b": 1})
    world.write(1, "edit", {"a": "more", "c": 2})
    world.write(1, "edit", {"b": 5})
    folded = _met(world)
    assert folded == Folded({"b": 5, "c": 1})
    world.write(0, "edit", {"a": "free"})
    assert _met(world).values["a"] == "free"


def test_what_was_said_again_can_be_destroyed_in_turn() -> None:
    world = _two({"a": "secret", "b": "also"})
    world.write(0, "erase", {"@erased": ["a"]}, {"@restated": ["b"], "b": "also"})
    world.write(0, "erase", {"@erased": ["b"]})
    world.write(1, "edit", {"a": "back"})
    assert _met(world) == Folded({})
    told = [change.content for change in world.laptops[0].changes() if change.content is not None]
    assert "also" not in repr(told)
    assert {name for name, _ in erasures(world.laptops[0].changes())} == {"a", "b"}


def test_one_replica_needs_no_version_vectors() -> None:
    def none(_entry: bytes) -> Known:
        raise AssertionError("nobody else wrote")

    world = World(1)
    world.write(0, "edit", {"a": 1})
    world.write(0, "edit", {"a": 2, "deleted": True})
    assert fold(world.laptops[0].changes(), none) == Folded({"a": 2}, True)


def _states(world: World) -> list[Any]:
    return [state for _, state in before_each(world.laptops[0].changes(), world.vector)]


def test_what_an_author_saw_is_what_counts_as_before() -> None:
    world = _two({"a": 0})
    world.write(0, "edit", {"a": 1})
    world.write(1, "edit", {"a": 2})
    world.meet(0, 1)
    assert [state and state["a"] for state in _states(world)] == [None, 0, 0]


def test_after_an_erasure_what_may_have_been_written_is_unknown() -> None:
    changes: Iterable[Told] = _two({"a": 1}, {"b": 1}, {"a": 2}).laptops[0].changes()
    changes = [c._replace(content=None) if "b" in (c.content or {}) else c for c in changes]
    world = World(1)
    assert known_values(list(changes), world.vector) == {"a": 2, DESTROYED: True}


def test_without_an_entry_the_other_side_is_what_was_before() -> None:
    world = _two({"a": 0})
    mine = world.write(0, "edit", {"a": 1})
    world.write(1, "edit", {"a": 2})
    world.meet(0, 1)
    world.write(0, "edit", {"a": 3})
    left = without(world.laptops[0].changes(), mine.entry, world.vector)
    assert left is not None
    assert left["a"] == 2
    assert without([mine], mine.entry, world.vector) is None
