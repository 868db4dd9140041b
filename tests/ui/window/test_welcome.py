from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from geoapp import sample
from geoapp.profile import Profile
from geoapp.ui.main_window import MainWindow

Settle = Callable[[MainWindow], None]


@pytest.fixture
def first(qtbot: QtBot) -> Iterator[MainWindow]:
    """The window as somebody sees it who starts the program for the first time."""
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def test_the_first_thing_offered_is_the_sample_case(
    qtbot: QtBot, first: MainWindow, settle: Settle
) -> None:
    button = first.findChild(QPushButton, "openSample")
    assert button is not None
    assert first.welcome.isVisible()
    assert not first.welcome.recent.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: first.session is not None, timeout=60_000)
    settle(first)
    assert first.session is not None
    assert first.session.path == sample.sample_folder() / sample.NAME
    assert first.canvas.isVisible()
    assert first.banner.isVisible()
    first.close_case()
    assert first.welcome.recent.count() == 1
    first.welcome.recent.setCurrentRow(0)
    qtbot.keyClick(first.welcome.recent, Qt.Key.Key_Return)
    assert first.session is not None


def test_a_new_case_needs_somebody_whose_it_is(
    qtbot: QtBot, first: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    first.activateWindow()
    first.actions_.new_case.trigger()
    assert first.welcome.author.field.hasFocus()
    qtbot.keyClicks(first.welcome.author.field, "KB-2")
    qtbot.keyClick(first.welcome.author.field, Qt.Key.Key_Return)
    assert Profile().author == "KB-2"
    first.files.new(tmp_path / "mine")
    settle(first)
    assert first.session is not None
    assert first.session.path == tmp_path / "mine.gpkg"
    assert first.session.view.entries()[-1].author == "KB-2"
    assert not first.banner.isVisible()


def test_a_case_is_never_made_over_a_file(qtbot: QtBot, first: MainWindow, tmp_path: Path) -> None:
    first.set_author("KB-2")
    there = tmp_path / "there.gpkg"
    there.write_bytes(b"somebody's work")
    first.files.new(there)
    assert first.session is None
    assert there.read_bytes() == b"somebody's work"


def test_a_recent_case_that_is_gone_is_said_to_be_gone(
    qtbot: QtBot, first: MainWindow, tmp_path: Path
) -> None:
    first.profile.remember_case(tmp_path / "gone.gpkg")
    first.welcome.show_profile("KB-2", first.profile.recent)
    assert "no longer" in first.welcome.recent.item(0).text()


def test_everything_on_the_page_is_reached_by_keyboard(qtbot: QtBot, first: MainWindow) -> None:
    first.activateWindow()
    button = first.findChild(QPushButton, "openSample")
    button.setFocus()
    seen = []
    for _ in range(6):
        focused = first.focusWidget()
        seen.append(getattr(focused, "text", lambda: "")() or focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert {"New case…", "Open case…", "authorField"} <= set(seen)
