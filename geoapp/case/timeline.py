"""What happened when, in lanes: events, returns, arrivals by sea, observations, scenes.

Nothing is added up that does not belong together. The two published lists of arrivals
count the same boats and have a lane each; another count of a return is a mark under its
event, and an aggregate or a practice is a span beside the events; neither is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from geoapp.case.records import Key
from geoapp.case.timespan import (
    OPEN_END,
    OPEN_START,
    Counted,
    Days,
    Spans,
    TimeRange,
    count,
    lie,
)
from geoapp.case.view import CaseView
from layers.schema import FieldKind, Table, Text

_LANES = ("incident", "repatriation", "sea_arrival", "observation", "scene")
_LISTS = {"sea_arrival": "list"}
"""Fields whose values are lists of the same things: a lane each."""


class Part(IntEnum):
    """What a row of a lane is."""

    COUNTED = 0  # one thing that happened
    RIVAL = 1  # another count of a thing that is counted
    ASIDE = 2  # an aggregate or a practice: a stretch of time, never a number


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane. `name` is the table's name, with the list's after a colon where it has one.

    `dated` holds the rows with at least one bound, by their earliest day; `part` (n,)
    values of `Part`; `undated` the ids of the others that are counted, `undated_aside`
    of those that are not.
    """

    name: str
    table: str
    label: Text
    dated: Spans
    part: npt.NDArray[np.int8]
    undated: tuple[int, ...] = ()
    undated_aside: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.dated.ids)

    def key(self, index: int) -> Key:
        """The row at a position of `dated`."""
        return Key(self.table, int(self.dated.ids[index]))

    @property
    def total(self) -> int:
        """How many things are counted, dated or not."""
        return int(np.count_nonzero(self.part == Part.COUNTED)) + len(self.undated)

    def parts(self, part: Part) -> int:
        """How many dated rows are of this part."""
        return int(np.count_nonzero(self.part == part))

    def counted(self, within: TimeRange) -> Counted:
        """How many of the things that are counted lie where as to a range."""
        where = lie(self.dated, within)[self.part == Part.COUNTED]
        found = count(where)
        return Counted(found.outside, found.maybe, found.surely, len(self.undated))

    def density(self, start: float, days: float, bins: int) -> tuple[Days, Days]:
        """For each of `bins` stretches of `days` from the ordinal day `start`: (may, sure).

        `sure` (bins,) counts the things whose bounds lie wholly in the stretch; each
        counts once at most. `may` (bins,) counts those that may lie in it: a thing of
        an uncertain date counts in every stretch it may belong to. Open bounds count
        in neither, for they would fill the lane.
        """
        closed = (self.dated.earliest != OPEN_START) & (self.dated.latest != OPEN_END)
        closed &= self.part == Part.COUNTED
        first = np.floor((self.dated.earliest[closed] - start) / days).astype(np.int64)
        last = np.floor((self.dated.latest[closed] - start) / days).astype(np.int64)
        inside = (last >= 0) & (first < bins)
        first, last = first[inside], last[inside]
        sure = np.bincount(first[first == last], minlength=bins)
        steps = np.zeros(bins + 1, np.int64)
        np.add.at(steps, first.clip(0), 1)
        np.add.at(steps, last.clip(max=bins - 1) + 1, -1)
        return np.cumsum(steps[:-1]), sure.astype(np.int64)


def tables() -> frozenset[str]:
    """The tables that lanes are made of."""
    return frozenset(_LANES)


def lanes(view: CaseView) -> list[Lane]:
    """The lanes of a case from the top down; a table without rows has none."""
    found: list[Lane] = []
    for name in _LANES:
        if name in view.statements:
            found += _lanes_of(view, view.statements[name])
    return found


def extent(found: Sequence[Lane]) -> tuple[int, int] | None:
    """The first and last day that any bound of any lane names; None when none does."""
    days = [
        bound[(bound != OPEN_START) & (bound != OPEN_END)]
        for lane in found
        for bound in (lane.dated.earliest, lane.dated.latest)
    ]
    known = np.concatenate(days) if days else np.empty(0, np.int64)
    return (int(known.min()), int(known.max())) if len(known) else None


def _lanes_of(view: CaseView, table: Table) -> Iterator[Lane]:
    stated = {field.name for field in table}
    by = _LISTS.get(table.name)
    also = [name for name in ("kind", "alternative_of", by) if name in stated]
    spans = view.spans(table.name, also)
    if not len(spans.ids):
        return
    part = _parts(spans) if table.name == "repatriation" else np.zeros(len(spans.ids), np.int8)
    if by not in stated:
        yield _lane(table.name, table, table.plural, spans, part)
        return
    values = [str(value or "") for value in spans.also[by]]
    for value in sorted(set(values), key=lambda v: (v == "", _rank(table, by, v), v)):
        mask = np.array([v == value for v in values])
        yield _lane(
            f"{table.name}:{value}", table, _label(table, by, value), _only(spans, mask), part[mask]
        )


def _rank(table: Table, by: str, value: str) -> int:
    words = table.field(by).vocabulary
    codes = [term.code for term in words.terms] if words is not None else []
    return codes.index(value) if value in codes else len(codes)


def _label(table: Table, by: str, value: str) -> Text:
    field = table.field(by)
    if not value:
        return Text(f"{table.plural.en}: not stated", f"{table.plural.ko}: 명시되지 않음")
    words = field.vocabulary if field.kind is FieldKind.CHOICE else None
    en, ko = (words.label_of(value, lang) if words else value for lang in ("en", "ko"))
    return Text(f"{table.plural.en}: {en}", f"{table.plural.ko}: {ko}")


def _lane(name: str, table: Table, label: Text, spans: Spans, part: npt.NDArray[np.int8]) -> Lane:
    dated = spans.dated
    order = np.lexsort((spans.latest, spans.earliest))
    order = order[dated[order]]
    counted = part == Part.COUNTED
    return Lane(
        name,
        table.name,
        label,
        Spans(spans.ids[order], spans.earliest[order], spans.latest[order]),
        part[order],
        tuple(spans.ids[~dated & counted].tolist()),
        tuple(spans.ids[~dated & ~counted].tolist()),
    )


def _only(spans: Spans, mask: npt.NDArray[np.bool_]) -> Spans:
    return Spans(spans.ids[mask], spans.earliest[mask], spans.latest[mask])


def _parts(spans: Spans) -> npt.NDArray[np.int8]:
    """Which returns are events. Another count stands for its event where the case lacks it."""
    kinds: Sequence[Any] = spans.also["kind"]
    of: Sequence[Any] = spans.also["alternative_of"]
    events = {int(id) for id, kind in zip(spans.ids, kinds, strict=True) if kind == "event"}
    parts = np.full(len(spans.ids), Part.ASIDE, np.int8)
    for index, (id, kind) in enumerate(zip(spans.ids.tolist(), kinds, strict=True)):
        if kind == "event":
            parts[index] = Part.COUNTED
        elif kind == "alternative count":
            event = of[index] if isinstance(of[index], int) else id
            parts[index] = Part.RIVAL if event in events else Part.COUNTED
            events.add(event)
    return parts
