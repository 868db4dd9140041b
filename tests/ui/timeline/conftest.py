"""Timelines on real cases, and the hand that drags over them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from geoapp.case.records import Key, Value
from geoapp.commands import edit
from geoapp.session import Session
from geoapp.ui.panels.timeline import Timeline

Shown = Callable[[Session], Timeline]


def make(session: Session, table: str, **values: Value) -> Key:
    draft = edit.create(session.view, table, values)
    session.do(draft)
    return draft.changes[0].key


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(tmp_path / "case.gpkg", title="Case", author="HB")
    yield session
    session.close()


@pytest.fixture
def add_row(session: Session) -> Callable[..., Key]:
    return partial(make, session)


@pytest.fixture
def sample(sample_path: Path, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "sample.gpkg"
    shutil.copy(sample_path, path)
    session = Session.open(path, author="HB")
    yield session
    session.close()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def show(session: Session) -> Timeline:
        timeline = Timeline(session)
        timeline.resize(1366, 150)
        qtbot.addWidget(timeline)
        with qtbot.waitExposed(timeline):
            timeline.show()
        return timeline

    return show


class Hand:
    """Moves, presses and turns over the chart of a timeline, by days."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline, self.chart = timeline, timeline.chart

    def px(self, day: date) -> int:
        """The pixel where a day begins."""
        return round(self.chart.scale.to_px(day.toordinal()))

    def ruler(self, day: date) -> QPoint:
        return QPoint(self.px(day), 8)

    def lane(self, number: int, day: date, share: float = 0.3) -> QPoint:
        box = self.chart.lane_box(number)
        return QPoint(self.px(day), round(box.top() + share * box.height()))

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        release: bool = True,
    ) -> None:
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(self.chart, left, modifiers, start)
        for step in range(1, 5):
            QTest.mouseMove(self.chart, start + (end - start) * step / 4)
        if release:
            QTest.mouseRelease(self.chart, left, modifiers, end)

    def click(
        self, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.mouseClick(self.chart, Qt.MouseButton.LeftButton, modifiers, at)

    def key(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.chart, key, modifiers)


@pytest.fixture
def hand() -> type[Hand]:
    return Hand
