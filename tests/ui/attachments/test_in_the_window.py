"""In the window of a case: what is looked at goes with the case, and asks before it does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.records import Change, Draft, Message
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.session import attachments as deeds
from geoapp.ui.attachments.viewer import AttachmentViewer
from geoapp.ui.main_window import MainWindow
from tests.ui.attachments.conftest import CAMP


@pytest.fixture
def main(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    Profile().author = "HB"
    scan = tmp_path / "plan.png"
    Image.new("RGB", (40, 30), "tan").save(scan)
    made = Session.create(tmp_path / "case.gpkg", title="Case", author="HB")
    made.do(Draft("edit", Message("test"), (Change(CAMP, {"code": "KW-01"}),)))
    deeds.take_in(made, [scan], CAMP)
    made.close()
    window = app.open_case_window(tmp_path / "case.gpkg")
    qtbot.addWidget(window)
    yield window
    window.close()


def wait(done: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end, "it never came to be"
        QApplication.processEvents()
        time.sleep(0.005)


def looking(window: MainWindow) -> AttachmentViewer:
    assert window.session is not None
    desk = window.inspecting.attachments
    assert desk is not None
    viewer = desk.look_at(window.session.view.records("attachment")[0].key)
    wait(lambda: viewer.stack.currentWidget() is viewer.sheet)
    return viewer


def answer(text: str) -> None:
    """Press a button of the question that comes next."""

    def press() -> None:
        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        (box,) = [box for box in boxes if box.isVisible()]
        next(button for button in box.buttons() if button.text() == text).click()

    QTimer.singleShot(200, press)


def test_closing_the_case_closes_what_is_looked_at(main: MainWindow) -> None:
    viewing = looking(main)._looked.viewing
    assert viewing is not None

    assert main.close_case()

    assert viewing._process.returncode is not None
    assert not any(
        isinstance(widget, AttachmentViewer) and widget.isVisible()
        for widget in QApplication.topLevelWidgets()
    )


def test_rectangles_that_are_not_saved_are_asked_about(main: MainWindow) -> None:
    viewer = looking(main)
    viewer.blacken.trigger()
    viewer.blacken_all.trigger()

    answer("Keep looking")
    assert not main.close_case()
    assert viewer.sheet.boxes

    answer("Discard")
    assert main.close_case()
