"""What stands on the island on a given day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sample_data import island
from sample_data.scenery.season import Season

NEW_FENCE = date(2022, 8, 31)
"""From this day on the new row stands on all four sides."""


@dataclass(frozen=True)
class Plan:
    """What is to be drawn: the island's shapes, its roofs, a day and its season."""

    shapes: Mapping[str, Mapping[str, str]]
    roofs: list[dict[str, str]]
    day: date
    season: Season

    def line(self, code: str) -> island.Metres:
        """The points of a shape in the island's frame."""
        return island.course(self.shapes, code)

    def stands(self, row: Mapping[str, str]) -> bool:
        """Whether a roof is there on the day."""
        since, until = row["since"], row["until"]
        begun = not since or date.fromisoformat(since) <= self.day
        return begun and (not until or self.day < date.fromisoformat(until))

    @property
    def fenced_anew(self) -> bool:
        """Whether the new row of wire stands."""
        return self.day >= NEW_FENCE
