"""A real window that is worked in without rest, until `kill_while_writing` kills it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from kill_while_writing import confirm, some_changes
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from geoapp import app
from geoapp.case.records import Draft, Message
from geoapp.profile import Profile
from geoapp.session import Session, Touched
from geoapp.ui.main_window import MainWindow


def work_for_ever(path: Path, seed: int, passphrase: str | None) -> None:
    """Open a window on a case and work in it; every commit that it tells of is confirmed."""
    app.application()
    Profile().author = "drill"
    chance = random.Random(seed)
    window = app.open_case_window(path, passphrase)
    while True:
        _follow(window.session)
        for _ in range(chance.randrange(1, 12)):
            chance.choice((_make_rows, _type_into_inspector, _undo, _redo))(window, chance)
            _settle()
        window.close_case()
        window.files._open(path, passphrase)


def _follow(session: Session | None) -> None:
    assert session is not None
    session.changed.connect(_told)


def _told(touched: Touched) -> None:
    confirm(touched.written.hash)


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        time.sleep(0.002)


def _until(there: Callable[[], object]) -> None:
    while not there():
        _settle()


def _make_rows(window: MainWindow, chance: random.Random) -> None:
    assert window.session is not None
    window.session.do(Draft("edit", Message("drill"), some_changes(chance)), window)


def _type_into_inspector(window: MainWindow, chance: random.Random) -> None:
    """Choose a row, double-click its Korean name, type, and press Enter for reason and all."""
    assert window.session is not None
    rows = window.session.view.records("facility")
    if not rows:
        return
    window.session.select([chance.choice(rows).key])
    inspector = window.inspector
    assert inspector is not None
    _until(lambda: inspector.findChild(QWidget, "value:name_ko"))
    value = inspector.findChild(QWidget, "value:name_ko")
    QTest.mouseDClick(value, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    _until(lambda: inspector.findChild(QLineEdit, "edit reason"))
    editor = inspector.findChild(QWidget, "edit:name_ko")
    words = QInputMethodEvent()
    words.setCommitString(f"회령 {chance.random()}")
    QApplication.sendEvent(editor, words)
    reason = inspector.findChild(QLineEdit, "edit reason")
    QTest.keyClicks(reason, "drill")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    _until(lambda: inspector.findChild(QLineEdit, "edit reason") is None)


def _undo(window: MainWindow, _chance: random.Random) -> None:
    window.actions_.undo.trigger()


def _redo(window: MainWindow, _chance: random.Random) -> None:
    window.actions_.redo.trigger()
