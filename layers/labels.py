"""Where texts go, so that none lies over another or over a symbol."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from layers.projection import Array

Measure = Callable[[str, "LabelStyle"], tuple[float, float]]
"""Width and height in pixels that a text takes in a style."""

_GAP = 3.0
_FIRST_ROOM = 256


class LabelStyle(StrEnum):
    """What a text names, which decides how it is lettered."""

    FEATURE = "feature"
    FLOW = "flow"
    LINE = "line"
    CAPITAL = "capital"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    WATER = "water"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that should stand at a place; earlier ones win.

    `clear`: pixels from (x, y) that its symbol takes up; 0 puts the text over the place.
    """

    text: str
    x: float
    y: float
    clear: float
    style: LabelStyle


@dataclass(frozen=True, slots=True)
class Label:
    """A placed text: its upper left corner and size in pixels."""

    text: str
    x: float
    y: float
    width: float
    height: float
    style: LabelStyle


class Room:
    """Which rectangles of the picture are taken."""

    def __init__(self, taken: Array | None = None) -> None:
        count = 0 if taken is None else len(taken)
        self._boxes = np.empty((count + _FIRST_ROOM, 4))
        self._count = count
        if taken is not None:
            self._boxes[:count] = taken

    def is_free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether nothing taken overlaps the rectangle."""
        b = self._boxes[: self._count]
        return not bool(
            ((b[:, 0] < right) & (b[:, 2] > left) & (b[:, 1] < bottom) & (b[:, 3] > top)).any()
        )

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        """Mark a rectangle as taken."""
        if self._count == len(self._boxes):
            self._boxes = np.vstack([self._boxes, np.empty_like(self._boxes)])
        self._boxes[self._count] = (left, top, right, bottom)
        self._count += 1


def _corners(want: Wanted, width: float, height: float) -> Iterable[tuple[float, float]]:
    """Upper left corners to try, best first."""
    x, y, away = want.x, want.y, want.clear + _GAP
    if want.clear <= 0.0:
        yield x - width / 2.0, y - height / 2.0
        return
    middle, up, down = y - height / 2.0, y - away - height, y + away
    yield x + away, middle
    yield x - away - width, middle
    yield x - width / 2.0, up
    yield x - width / 2.0, down
    yield x + away * 0.7, y - away * 0.7 - height
    yield x + away * 0.7, y + away * 0.7
    yield x - away * 0.7 - width, y - away * 0.7 - height
    yield x - away * 0.7 - width, y + away * 0.7


def place(wanted: Iterable[Wanted], measure: Measure, room: Room, most: int = 400) -> list[Label]:
    """Put each text at the first free spot around its place; leave out what has none."""
    placed: list[Label] = []
    for want in wanted:
        if len(placed) >= most:
            break
        width, height = measure(want.text, want.style)
        for left, top in _corners(want, width, height):
            if room.is_free(left, top, left + width, top + height):
                room.take(left, top, left + width, top + height)
                placed.append(Label(want.text, left, top, width, height, want.style))
                break
    return placed
