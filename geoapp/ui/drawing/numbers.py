"""Length and bearing of a segment as a person types them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `length` in metres; `bearing` in degrees clockwise from north, or,
    when `turns`, clockwise from the last segment. None: the cursor says."""

    length: float | None = None
    bearing: float | None = None
    turns: bool = False

    @property
    def is_given(self) -> bool:
        """Whether anything was typed."""
        return self.length is not None or self.bearing is not None

    def direction(self, last: float, cursor: float) -> float:
        """The bearing to take, from that of the last segment and that of the cursor."""
        if self.bearing is None:
            return cursor
        return last + self.bearing if self.turns else self.bearing

    @classmethod
    def read(cls, length: str, bearing: str) -> Wanted:
        """From two texts. ValueError for what is no number, and for no length above 0."""
        metres = _number(length)
        if metres is not None and metres <= 0.0:
            raise ValueError("a length must be more than 0")
        turns = bearing.strip()[:1] in {"+", "-", "−"}
        return cls(metres, _number(bearing), turns)


def _number(text: str) -> float | None:
    text = text.strip().replace(",", ".").replace("−", "-").removesuffix("°").removesuffix("m")
    return float(text) if text else None
