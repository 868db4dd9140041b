"""A case many times the size of the sample: its rows again and again, tied as they are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from shapely import affinity

from geoapp.case.records import Change, Draft, Key, Value
from geoapp.case.tables import Statements
from geoapp.commands.identity import new_key
from geoapp.store import CaseFile
from layers.schema import FieldKind
from layers.values import Position
from sample_data import build as sample
from sample_data import folder

SHARED = frozenset({"vocabulary", "reference_line"})
"""Of these a case has one set, whatever its size."""

_ENDS = (("subject_table", "subject"), ("from_table", "from_id"), ("to_table", "to_id"))
_SPREAD = 1.2  # degrees
_AUTHOR = "benchmark"


def build(path: Path, times: int) -> Path:
    """Write the sample `times` times over into a new case, through its one way in."""
    statements = Statements()
    drafts = list(sample.drafts(sample.facts(folder() / "facts"), statements))
    case = CaseFile.create(path, title=f"The sample, {times} times", author=_AUTHOR)
    try:
        for draft in drafts:
            case.write(draft, _AUTHOR)
        for number in range(1, times):
            for draft in _again(drafts, number, statements):
                case.write(draft, _AUTHOR)
    finally:
        case.close()
    return path


def _again(drafts: list[Draft], number: int, statements: Statements) -> Iterator[Draft]:
    copy = _Copy(number, statements)
    for draft in drafts:
        changes = tuple(copy.of(c) for c in draft.changes if c.key.table not in SHARED)
        if changes:
            yield Draft(draft.kind, draft.message, changes)


class _Copy:
    """One repetition: numbers, codes and places of its own, the same ties."""

    def __init__(self, number: int, statements: Statements) -> None:
        self._number = number
        self._statements = statements
        self._keys: dict[Key, Key] = {}
        shift = random.Random(number)
        self._east = shift.uniform(-_SPREAD, _SPREAD)
        self._north = shift.uniform(-_SPREAD, _SPREAD)

    def of(self, change: Change) -> Change:
        """The change that makes this repetition of a row."""
        table = self._statements[change.key.table]
        values = dict(change.values)
        for field in table:
            held = values.get(field.name)
            if held is not None:
                values[field.name] = self._value(field.kind, field.refers_to, held)
        for named, numbered in _ENDS:
            if isinstance(held := values.get(numbered), int):
                values[numbered] = self._key(Key(str(values[named]), held)).id
        if values.get("code"):
            values["code"] = f"{values['code']}-{self._number}"
        return Change(self._key(change.key), values)

    def _key(self, key: Key) -> Key:
        if key.table in SHARED:
            return key
        return self._keys.setdefault(key, new_key(key.table))

    def _value(self, kind: FieldKind, refers_to: str | None, held: Value) -> Value:
        if kind is FieldKind.REFERENCE and refers_to and isinstance(held, int):
            return self._key(Key(refers_to, held)).id
        if isinstance(held, Position):
            moved = affinity.translate(held.geometry, self._east, self._north)
            return Position(moved, held.radius_m, held.precision, held.found_by)
        return held
