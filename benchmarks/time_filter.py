"""A range of dates over a large case: told to the window, read for the map, painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.measure import Measure
from geoapp.case.timespan import TimeRange
from geoapp.session import Session
from geoapp.ui.panels.timeline import Timeline

MAPPED = ("facility", "barrier", "incident", "observation")


def measures(_place: Path, case: Path) -> Iterator[Measure]:
    """Each round another range, so that nothing is found where the last one left it."""
    session = Session.open(case, author="benchmark", read_only=True)
    timeline = Timeline(session)
    try:
        timeline.resize(1366, 150)
        timeline.show()
        QApplication.processEvents()
        yield Measure("timeline: read the lanes", _lanes(timeline), None)
        yield Measure("timeline: a new range, counted and painted", _range(session, timeline))
        yield Measure("timeline: zoom and paint", _zoom(timeline))
        yield Measure("timeline: point at another row", _point(timeline))
        yield Measure("timeline: rows of the map in a range", _rows(session))
    finally:
        timeline.close()
        timeline.deleteLater()
        QApplication.processEvents()
        session.close()


def _years(number: int) -> TimeRange:
    return TimeRange(date(1980 + number % 30, 1, 1), date(1990 + number % 30, 12, 31))


def _lanes(timeline: Timeline) -> Callable[[int], None]:
    def sample(_number: int) -> None:
        timeline.reload()

    return sample


def _range(session: Session, timeline: Timeline) -> Callable[[int], None]:
    def sample(number: int) -> None:
        session.set_time_range(_years(number))
        timeline.chart.repaint()

    return sample


def _zoom(timeline: Timeline) -> Callable[[int], None]:
    def sample(number: int) -> None:
        timeline.chart.zoom(1.3 if number % 2 else 1 / 1.3)
        timeline.chart.repaint()

    return sample


def _point(timeline: Timeline) -> Callable[[int], None]:
    chart = timeline.chart

    def sample(number: int) -> None:
        chart.point_at((0, (number % len(chart.lanes[0]),)))
        chart.repaint()

    return sample


def _rows(session: Session) -> Callable[[int], None]:
    def sample(number: int) -> None:
        session.set_time_range(_years(number))
        for table in MAPPED:
            session.view.drawable(table)

    return sample
