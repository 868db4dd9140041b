"""Everything that decides which rows are shown, in one place, and the sieves it makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from geoapp.case.columns import (
    Condition,
    Contains,
    Ranks,
    Rows,
    Sieve,
    Sifted,
    Why,
    in_map,
    in_range,
    ordered,
    sift,
)
from geoapp.case.view import CaseView
from geoapp.store.folding import fold
from geoapp.ui.panels.table.content import Content

Extent = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass
class Sieving:
    """The filters and the order of one table. `conditions` by the names of columns."""

    conditions: dict[str, Condition] = field(default_factory=dict)
    words: str = ""
    sorts: list[tuple[str, bool]] = field(default_factory=list)
    only_selected: frozenset[int] | None = None
    only_unlocated: bool = False
    only_in_map: bool = False
    in_time: bool = True
    extent: Extent | None = None

    def sifted(self, view: CaseView, content: Content) -> Sifted:
        """Which rows are left, and why the others are not."""
        return sift(len(content.ids), self._sieves(view, content))

    def in_order(self, content: Content, rows: Rows) -> Rows:
        """The rows as they are sorted."""
        keys: list[tuple[Ranks, bool]] = []
        for name, downwards in self.sorts:
            column = content.column(name)
            if column is not None:
                keys.append((column.ranks, downwards))
        return ordered(rows, keys)

    def _sieves(self, view: CaseView, content: Content) -> Iterable[Sieve]:
        if self.in_time:
            kept = view.in_time(content.table.name)
            yield from in_range(content.ids, kept, content.time)
        if self.only_in_map and self.extent is not None:
            yield from in_map(content.boxes, self.extent)
        if self.only_unlocated:
            yield Sieve(Why.LOCATED, np.isnan(content.boxes[:, 0]))
        if self.only_selected is not None:
            chosen = np.fromiter(self.only_selected, np.int64)
            yield Sieve(Why.NOT_SELECTED, np.isin(content.ids, chosen))
        for name, condition in self.conditions.items():
            column = content.column(name)
            if column is not None:
                yield from condition.sieves(column)
        if self.words.strip():
            yield Sieve(Why.FILTERED, Contains(self.words, fold).keeps(content.folded))

    def sort_by(self, name: str, more: bool) -> None:
        """Sort by a column: upwards, then downwards, then not; `more` keeps the others."""
        known = dict(self.sorts)
        state = known.get(name)
        if not more:
            if len(self.sorts) > 1 or state is None:
                self.sorts = [(name, False)]
            else:
                self.sorts = [] if state else [(name, True)]
            return
        if state is None:
            self.sorts = [*self.sorts, (name, False)]
        elif state:
            self.sorts = [(n, d) for n, d in self.sorts if n != name]
        else:
            self.sorts = [(n, True if n == name else d) for n, d in self.sorts]

    def marks(self) -> dict[str, str]:
        """What stands behind the titles: the direction, which key it is, and filters."""
        marks = {}
        for number, (name, downwards) in enumerate(self.sorts, 1):
            digit = str(number) if len(self.sorts) > 1 else ""
            marks[name] = f" {'▼' if downwards else '▲'}{digit}"
        for name in self.conditions:
            marks[name] = f"{marks.get(name, '')} ●"
        return marks
