"""What the changes of one row amount to, in whatever order they arrived.

Entry e is *known to* entry f when f's version vector counts e: f's author had it before
them. But a change whose content a field copy kept back, so that f's author had only its
leaf, is named as unseen by f, and is not known to it. Two changes of which neither entry
knows the other were made side by side.

*Values.* The writes of a field are the changes that name it. Those that no other write
of the field knows are its frontier; its value is that of the last of them by
(lamport, hash). Two different values in the frontier are a conflict, which ends when an
entry that knows all of them writes the field.

*Deleted* is a field as well, but a deletion swallows no edit: while another entry's
change was made side by side with the deletion, the row stays and ``deleted`` is in
conflict, until an entry that knows all of them writes it.

*Erasure.* A change of an entry of kind ``erase`` may name in ``@erased`` the fields whose
content is destroyed, or ``*`` for the whole row, for ever. What is destroyed are the
changes that name one of the fields and that do not know the erasure: they are emptied,
whenever they arrive. An erasure of fields says again, in ``@restated`` fields, what else
was lost with those changes; that is nobody's opinion, so it yields without a conflict to
what others wrote side by side. An entry may hold two changes of one row: one that erases,
and one that restates, which a later erasure can empty in turn without losing the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from geoapp.store.canonical_json import canonical

DELETED = "deleted"
WHOLE = "*"
ERASED, RESTATED = "@erased", "@restated"


class Known(NamedTuple):
    """What an entry knows: the highest sequence per replica, but for what was unseen.

    `unseen`: per replica the first and last sequence of stretches of entries; `leaves`:
    single changes of other entries.
    """

    counted: Mapping[str, int]
    unseen: Mapping[str, Sequence[Sequence[int]]] = {}
    leaves: frozenset[bytes] = frozenset()

    def has(self, change: Told) -> bool:
        """Whether a change is among what is known."""
        if self.counted.get(change.replica, 0) < change.sequence or change.leaf in self.leaves:
            return False
        stretches = self.unseen.get(change.replica, ())
        return not any(first <= change.sequence <= last for first, last in stretches)


Vectors = Callable[[bytes], Known]
"""What an entry knows, by its hash."""


class Told(NamedTuple):
    """One change of a row as the ledger holds it; `content` is None once it was emptied."""

    entry: bytes
    replica: str
    sequence: int
    lamport: int
    kind: str
    content: Mapping[str, Any] | None
    leaf: bytes = b""

    def names(self) -> Iterator[str]:
        """The fields it writes, ``deleted`` among them."""
        return (name for name in self.content or () if name[0] != "@")

    def erased(self) -> Sequence[str]:
        """The fields it erases."""
        if self.content is None or self.kind != "erase":
            return ()
        named: Sequence[str] = self.content.get(ERASED, ())
        return named

    def restates(self, name: str) -> bool:
        """Whether it only repeats a field's value, since the change that said it was emptied."""
        return self.kind == "erase" and name in (self.content or {}).get(RESTATED, ())


@dataclass(slots=True)
class Folded:
    """What a row holds. `values` are in the ledger's form and never name ``deleted``."""

    values: dict[str, Any] = field(default_factory=dict)
    deleted: bool = False
    conflicts: frozenset[str] = frozenset()


def knows(later: Told, earlier: Told, vectors: Vectors) -> bool:
    """Whether the author of `later` had seen `earlier`; an entry knows itself."""
    if later.replica == earlier.replica:
        return later.sequence >= earlier.sequence
    if later.lamport <= earlier.lamport:
        return False
    return vectors(later.entry).has(earlier)


def in_order(changes: Iterable[Told]) -> list[Told]:
    """By (lamport, hash)."""
    return sorted(changes, key=lambda change: (change.lamport, change.entry))


def fold(changes: Sequence[Told], vectors: Vectors) -> Folded:
    """What the changes of one row, in their order, amount to.

    They must be emptied already where `condemned` says so.
    """
    if any(WHOLE in change.erased() for change in changes):
        return Folded({}, True)
    if len({change.replica for change in changes}) <= 1:
        return _of_one_replica(changes)
    return _of_several(changes, vectors)


def _of_one_replica(changes: Iterable[Told]) -> Folded:
    """A replica knows all it wrote before, so the later write always counts."""
    values: dict[str, Any] = {}
    for change in changes:
        if change.content is not None:
            values.update(change.content)
    deleted = bool(values.pop(DELETED, False))
    return Folded({name: value for name, value in values.items() if name[0] != "@"}, deleted)


def _of_several(changes: Sequence[Told], vectors: Vectors) -> Folded:
    writes: dict[str, list[Told]] = {}
    for change in changes:
        for name in change.names():
            writes.setdefault(name, []).append(change)
    deleted, disputed = _deletion(writes.pop(DELETED, []), changes, vectors)
    values: dict[str, Any] = {}
    conflicts = {DELETED} if disputed else set()
    for name, told in writes.items():
        front = frontier(told, name, vectors)
        values[name] = _said(front[-1], name)
        if differ(front, name):
            conflicts.add(name)
    return Folded(values, deleted, frozenset(conflicts))


def frontier(writes: Sequence[Told], name: str, vectors: Vectors) -> list[Told]:
    """Of the writes of a field, in order, those that no other of them knows."""
    front: list[Told] = []
    latest = writes[::-1]
    for number, write in enumerate(latest):
        if not any(knows(later, write, vectors) for later in latest[:number]):
            front.append(write)
    said = [write for write in front if not write.restates(name)]
    return (said or front)[::-1]


def differ(front: Sequence[Told], name: str) -> bool:
    """Whether writes of a field say different things."""
    if len(front) < 2:
        return False
    return len({canonical(_said(write, name)) for write in front}) > 1


def _said(write: Told, name: str) -> Any:
    return (write.content or {}).get(name)


def _deletion(
    marks: Sequence[Told], changes: Sequence[Told], vectors: Vectors
) -> tuple[bool, bool]:
    """Whether the row is deleted, and whether that is disputed."""
    front = frontier(marks, DELETED, vectors)
    removing = [mark for mark in front if _said(mark, DELETED)]
    if not removing:
        return False, False
    # Whoever wrote side by side that it is not deleted is one of those who edited it.
    disputed = any(True for _ in unforeseen(removing, changes, vectors))
    return not disputed, disputed


def unforeseen(
    removing: Sequence[Told], changes: Sequence[Told], vectors: Vectors
) -> Iterator[Told]:
    """The edits made side by side with every one of some deletions of their row."""
    for change in changes:
        if change.content is None or change.kind == "erase" or change.content.get(DELETED):
            continue
        if not any(
            knows(mark, change, vectors) or knows(change, mark, vectors) for mark in removing
        ):
            yield change


def disputing(changes: Sequence[Told], name: str, vectors: Vectors) -> list[Told]:
    """The changes of a row that a conflict in one of its fields is between, in order."""
    writes = [change for change in changes if name in change.names()]
    front = frontier(writes, name, vectors)
    if name == DELETED:
        removing = [mark for mark in front if _said(mark, DELETED)]
        others = [c for c in unforeseen(removing, changes, vectors) if c not in front]
        return in_order([*front, *others])
    return front


def erasures(changes: Iterable[Told]) -> set[tuple[str, bytes]]:
    """(field or ``*``, hash of the erasing entry) for all that was erased of a row."""
    return {(name, change.entry) for change in changes for name in change.erased()}


def condemned(changes: Sequence[Told], vectors: Vectors) -> list[Told]:
    """The changes of a row that still have content which an erasure destroys."""
    orders = [change for change in changes if change.erased()]
    if any(WHOLE in order.erased() for order in orders):
        return [c for c in changes if c.content is not None and not _only_erases(c)]
    return [
        change
        for change in changes
        if change.content is not None
        and any(
            not knows(change, order, vectors) and not set(order.erased()).isdisjoint(change.names())
            for order in orders
        )
    ]


def _only_erases(change: Told) -> bool:
    return bool(change.erased()) and not any(True for _ in change.names())


DESTROYED = "@destroyed"
"""Among the values of a row: something of it was destroyed, so not all of them are known."""


def known_values(changes: Sequence[Told], vectors: Vectors) -> dict[str, Any] | None:
    """What changes of a row, in order, made it hold, with ``deleted``; None if there are none.

    A field that nothing wrote is absent. Where one of the changes was emptied `DESTROYED`
    is among the values, and a field that it may have written last is absent as well.
    """
    if not changes:
        return None
    row = fold(changes, vectors)
    values = {**row.values, DELETED: row.deleted}
    gone = [change for change in changes if change.content is None]
    if not gone:
        return values
    sure = {
        name
        for change in changes
        if all(knows(change, lost, vectors) for lost in gone)
        for name in change.names()
    }
    return {name: value for name, value in values.items() if name in sure} | {DESTROYED: True}


def before_each(
    changes: Sequence[Told], vectors: Vectors
) -> Iterator[tuple[Told, dict[str, Any] | None]]:
    """Each change of a row, in order, with what the row held then as its author knew it."""
    alone = len({change.replica for change in changes}) <= 1
    state: dict[str, Any] | None = None
    for change in changes:
        if not alone:
            seen = (c for c in changes if c.entry != change.entry and knows(change, c, vectors))
            yield change, known_values(list(seen), vectors)
            continue
        yield change, state
        if change.content is None:
            state = {DESTROYED: True}
        else:
            state = {**(state or {}), **{name: change.content[name] for name in change.names()}}


def without(changes: Sequence[Told], entry: bytes, vectors: Vectors) -> dict[str, Any] | None:
    """What a row would hold had an entry and all that followed it not been."""
    own = [change for change in changes if change.entry == entry]
    aside = [
        change
        for change in changes
        if change.entry != entry and not any(knows(change, mine, vectors) for mine in own)
    ]
    return known_values(aside, vectors)
