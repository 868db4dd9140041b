from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.records import Key
from geoapp.profile import Profile
from geoapp.ui.main_window import MainWindow
from layers.projection import to_mercator


@pytest.fixture
def case(sample_path: Path, tmp_path: Path) -> Path:
    """A copy of the sample case that a test may change."""
    path = tmp_path / "case.gpkg"
    shutil.copy(sample_path, path)
    return path


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Wait until the window shows what it was asked for."""

    def wait(window: MainWindow) -> None:
        def calm() -> bool:
            read = window.session is None or window.content.settled
            return read and not window.jobs.busy and window.canvas.is_settled

        qtbot.waitUntil(calm, timeout=30_000)
        QApplication.processEvents()

    return wait


@pytest.fixture
def window(qtbot: QtBot, case: Path, settle: Callable[[MainWindow], None]) -> Iterator[MainWindow]:
    """A window of 1366 by 768 pixels on the sample case."""
    Profile().author = "KB-2"
    made = app.open_case_window(case)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.activateWindow()
    qtbot.waitExposed(made)
    settle(made)
    yield made
    made.close()


@pytest.fixture
def one(window: MainWindow) -> Callable[[str], Key]:
    """The row of a code."""

    def find(code: str) -> Key:
        assert window.session is not None
        (key,) = window.session.view.resolve(code)
        return key

    return find


def pixel_of(window: MainWindow, key: Key) -> QPoint:
    """Where on the map a row is drawn."""
    assert window.session is not None
    record = window.session.view.record(key)
    assert record is not None
    assert record.geometry is not None
    point = record.geometry.representative_point()
    x, y = window.canvas.view.to_pixels(to_mercator([point.x, point.y])).tolist()
    return QPoint(round(x), round(y))
