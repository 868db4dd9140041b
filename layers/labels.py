"""Where texts go, so that none lies over another or over a symbol."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from layers.projection import Array

Measure = Callable[[str, "LabelStyle"], tuple[float, float]]
"""Width and height in pixels that a text takes in a style."""

_GAP = 3.0
_CELL = 2.0  # pixels
_RIM = 240.0  # pixels


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
    PROVINCE = "province"
    MOUNTAIN = "mountain"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that should stand at a place; earlier ones win.

    `clear`: pixels from (x, y) that its symbol takes up; 0 puts the text over the place.
    `dot`: a dot is drawn at the place if the text finds room. `angle`: degrees, counter-clockwise.
    """

    text: str
    x: float
    y: float
    clear: float
    style: LabelStyle
    dot: bool = False
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A placed text: the upper left corner and size, in pixels, of the box it takes up.

    A text at an angle is drawn around the middle of its box. `dot`: where its dot is.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    style: LabelStyle
    dot: tuple[float, float] | None = None
    angle: float = 0.0


class Room:
    """Which parts of a picture of `width` by `height` pixels are taken.

    It is kept in cells of a few pixels, so that asking costs the same however much is
    taken. Around the picture lies a rim in which texts may stick out.
    """

    def __init__(self, width: int, height: int, taken: Array | None = None) -> None:
        shape = (math.ceil((height + 2 * _RIM) / _CELL), math.ceil((width + 2 * _RIM) / _CELL))
        self._cells = np.zeros(shape, dtype=bool)
        for box in [] if taken is None else taken.tolist():
            self.take(*box)

    def _window(self, left: float, top: float, right: float, bottom: float) -> tuple[int, ...]:
        return (
            math.floor((top + _RIM) / _CELL),
            math.ceil((bottom + _RIM) / _CELL),
            math.floor((left + _RIM) / _CELL),
            math.ceil((right + _RIM) / _CELL),
        )

    def is_free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether nothing taken overlaps the rectangle, and it lies within the rim."""
        y0, y1, x0, x1 = self._window(left, top, right, bottom)
        rows, columns = self._cells.shape
        if min(x0, y0) < 0 or y1 > rows or x1 > columns:
            return False
        return not self._cells[y0:y1, x0:x1].any()

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        """Mark a rectangle as taken."""
        y0, y1, x0, x1 = (max(edge, 0) for edge in self._window(left, top, right, bottom))
        self._cells[y0:y1, x0:x1] = True


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
        label = _place(want, _box(want, measure), room)
        if label is not None:
            placed.append(label)
    return placed


def _box(want: Wanted, measure: Measure) -> tuple[float, float]:
    width, height = measure(want.text, want.style)
    if not want.angle:
        return width, height
    sine, cosine = abs(math.sin(math.radians(want.angle))), abs(math.cos(math.radians(want.angle)))
    return width * cosine + height * sine, width * sine + height * cosine


def _place(want: Wanted, box: tuple[float, float], room: Room) -> Label | None:
    width, height = box
    dot = (want.x, want.y) if want.dot else None
    if dot and not room.is_free(want.x - 2.0, want.y - 2.0, want.x + 2.0, want.y + 2.0):
        return None
    for left, top in _corners(want, width, height):
        if room.is_free(left, top, left + width, top + height):
            room.take(left, top, left + width, top + height)
            if dot:
                room.take(want.x - 3.0, want.y - 3.0, want.x + 3.0, want.y + 3.0)
            return Label(want.text, left, top, width, height, want.style, dot, want.angle)
    return None
