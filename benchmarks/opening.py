"""A window on a large case: until it is there, until its map is, until nothing is left to do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import apsw
from PySide6.QtWidgets import QApplication

from benchmarks.measure import Floor, Result, compared
from geoapp.app import open_case_window
from geoapp.case import timeline
from geoapp.case.tables import Statements
from geoapp.ui.main_window import MainWindow

ROUNDS = 5
_STEP = 0.005  # seconds
_QUIET = 20  # steps without any work, after which nothing more is expected


@dataclass(frozen=True, slots=True)
class _Opened:
    """Seconds from the call of `open_case_window`; `pause`: the longest without an answer."""

    window: float
    map: float
    idle: float
    pause: float


def results(case: Path, rounds: int | None) -> Iterator[Result]:
    """Each as ratio to F, and to reading the same rows with SQLite alone."""
    floor, floors, bare, opened = Floor(), [], [], []
    for _ in range((rounds or ROUNDS) + 1):
        floors.append(floor.seconds())
        bare.append(_bare(case))
        opened.append(_open(case))
    # The first one warms up the fonts, the styles and the disk.
    for name, times in (
        ("the window is there", [one.window for one in opened[1:]]),
        ("the map is drawn", [one.map for one in opened[1:]]),
        ("nothing is left to do", [one.idle for one in opened[1:]]),
    ):
        yield compared(f"opening: until {name}", times, floors[1:], "F")
        yield compared(f"opening: until {name}", times, bare[1:], "bare rows")
    pauses = [one.pause for one in opened[1:]]
    yield compared("opening: longest pause of the window after that", pauses, floors[1:], "F")


def _bare(case: Path) -> float:
    """What map, timeline and badges are made of: all columns of their rows."""
    names = {table.name for table in Statements().drawn()} | timeline.tables() | {"link"}
    start = time.perf_counter()
    with closing(apsw.Connection(str(case), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        for name in sorted(names):
            connection.execute(f'SELECT * FROM "{name}" WHERE deleted = 0').fetchall()
    return time.perf_counter() - start


def _open(case: Path) -> _Opened:
    start = time.perf_counter()
    window = open_case_window(case)
    try:
        shown = time.perf_counter() - start
        return _waited(window, start, shown)
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def _waited(window: MainWindow, start: float, shown: float) -> _Opened:
    drawn = idle = pause = 0.0
    quiet = 0
    while quiet < _QUIET:
        before = time.perf_counter()
        QApplication.processEvents()
        pause = max(pause, time.perf_counter() - before)
        ready = window.content.settled and window.canvas.is_settled
        if ready and not drawn:
            drawn = time.perf_counter() - start
        quiet = quiet + 1 if ready and not window.jobs.busy else 0
        if not quiet:
            idle = 0.0
        elif not idle:
            idle = time.perf_counter() - start
        time.sleep(_STEP)
    return _Opened(shown, drawn, idle, pause)
