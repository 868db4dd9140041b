"""The attribute table of a large case: reading, sorting, filtering, each against bare SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import apsw
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from benchmarks.measure import Measure
from geoapp.session import Session
from geoapp.ui.jobs import Jobs
from geoapp.ui.panels.table import AttributeTable

TABLES = ("facility", "sea_arrival", "link")


def measures(_place: Path, case: Path) -> Iterator[Measure]:
    """For tables of several sizes; "bare query" is the floor of its table."""
    session = Session.open(case, author="benchmark", read_only=True)
    jobs = Jobs()
    table = AttributeTable(session, jobs)
    try:
        table.resize(1366, 260)
        table.show()
        for name in TABLES:
            yield from _of(table, name, case, jobs)
    finally:
        table.close_case()
        table.close()
        table.deleteLater()
        QApplication.processEvents()
        jobs.close()
        session.close()


def _of(table: AttributeTable, name: str, case: Path, jobs: Jobs) -> Iterator[Measure]:
    yield Measure(f"table: bare query of the rows of {name}", lambda _: _bare(case, name), None, 5)
    yield Measure(f"table: read and show {name}", _reading(table, name, jobs), None, 5)
    rows = table.model.rowCount()
    yield Measure(f"table: sort {rows} rows of {name}", _sorting(table), None, 9)
    yield Measure(f"table: filter {rows} rows of {name} by words", _filtering(table), None, 9)
    yield Measure(f"table: scroll through {name}", _scrolling(table), None, 15)


def _bare(case: Path, name: str) -> int:
    with closing(apsw.Connection(str(case), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        return len(connection.execute(f'SELECT * FROM "{name}" WHERE deleted = 0').fetchall())


def _reading(table: AttributeTable, name: str, jobs: Jobs) -> Callable[[int], None]:
    def sample(_number: int) -> None:
        table.show_table(name)
        while table.busy or jobs.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()

    return sample


def _sorting(table: AttributeTable) -> Callable[[int], None]:
    def sample(number: int) -> None:
        shown = table.grid.shown_columns()
        header = table.grid.header
        header.sort.emit(shown[number % len(shown)], number % 3 == 0)
        QApplication.processEvents()

    return sample


def _filtering(table: AttributeTable) -> Callable[[int], None]:
    def sample(number: int) -> None:
        table.bar.quick.setText(("camp", "", "2 row", "")[number % 4])
        QApplication.processEvents()

    return sample


def _scrolling(table: AttributeTable) -> Callable[[int], None]:
    def sample(number: int) -> None:
        bar = table.grid.verticalScrollBar()
        bar.setValue((bar.maximum() * number) // 16)
        QApplication.processEvents()

    return sample
