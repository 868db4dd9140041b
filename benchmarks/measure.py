"""How one thing is measured: in turns with the floor F, medians of both, their ratio.

F is one copy of a full frame, 1920 x 1080 in RGB32, with `drawImage`: the least that
showing anything can cost on this machine. A ratio to it hardly depends on the machine
or on what else runs there; a time does, so none is ever a limit.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QImage, QPainter

WIDTH, HEIGHT = 1920, 1080


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to be timed. `sample` gets the number of the round, counted from 0.

    It is timed from outside, unless it returns seconds that it has taken itself.
    `budget` in F is what the design holds it to; None where nothing was promised.
    """

    name: str
    sample: Callable[[int], object]
    budget: float | None = None
    rounds: int = 15


@dataclass(frozen=True, slots=True)
class Result:
    """Medians of one measure, in milliseconds, and how they compare.

    `unit`: what they are compared with. Of memory and files both numbers are MB instead.
    """

    name: str
    ratio: float
    budget: float | None
    milliseconds: float
    floor_milliseconds: float
    worst_ratio: float
    unit: str = "F"

    @property
    def within(self) -> bool | None:
        """Whether the median keeps to the budget; None without one."""
        return None if self.budget is None else self.ratio <= self.budget


def compared(name: str, taken: Sequence[float], base: Sequence[float], unit: str) -> Result:
    """What took so many seconds beside something else that took so many."""
    middle, floor = statistics.median(taken), statistics.median(base)
    return Result(name, middle / floor, None, middle * 1e3, floor * 1e3, max(taken) / floor, unit)


def sized(name: str, taken: float, base: float, unit: str) -> Result:
    """Bytes beside other bytes."""
    return Result(name, taken / base, None, taken / 1e6, base / 1e6, taken / base, unit)


def frame() -> QImage:
    """A full frame as the window would show it."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(40, 80, 120))
    return image


class Floor:
    """F, measured anew whenever it is asked for."""

    def __init__(self) -> None:
        self._from, self._to = frame(), frame()

    def seconds(self) -> float:
        """The time of one copy: the best of three, so that a cold cache does not flatter."""
        return min(_seconds(self._copy) for _ in range(3))

    def _copy(self) -> None:
        painter = QPainter(self._to)
        painter.drawImage(0, 0, self._from)
        painter.end()


def compare(measure: Measure, floor: Floor, rounds: int) -> Result:
    """Run a measure in turns with the floor, after one round to warm up."""
    measure.sample(0)
    floors, times = [], []
    for number in range(1, rounds + 1):
        floors.append(floor.seconds())
        start = time.perf_counter()
        taken = measure.sample(number)
        elapsed = time.perf_counter() - start
        times.append(taken if isinstance(taken, float) else elapsed)
    middle = statistics.median(floors)
    return Result(
        measure.name,
        statistics.median(times) / middle,
        measure.budget,
        statistics.median(times) * 1e3,
        middle * 1e3,
        max(times) / middle,
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
