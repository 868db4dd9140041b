from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QDialog, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.records import Key
from geoapp.commands import edit
from geoapp.profile import Profile, folder
from geoapp.ui.main_window import MainWindow

SECRET = "the witness from Onsong"


def fail_with(words: str) -> None:
    secret = words
    raise RuntimeError(secret)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> logging.Logger:
    monkeypatch.setattr(app.LOG, "handlers", [])
    app._write_log()
    return app.LOG


def test_a_mistake_in_a_slot_is_told_in_a_sentence_and_logged_without_content(
    qtbot: QtBot, window: MainWindow, log: logging.Logger, one: Callable[[str], Key]
) -> None:
    try:
        fail_with(SECRET)
    except RuntimeError:
        app.report(*sys.exc_info())
    box = window.findChild(QMessageBox, "message")
    assert box is not None
    assert SECRET not in box.text()
    assert "case is as it was" in box.text()
    box.close()
    for handler in log.handlers:
        handler.close()
    written = (folder() / "geoapp.log").read_text("utf-8")
    assert "RuntimeError" in written
    assert "fail_with" in written
    assert SECRET not in written
    assert window.session is not None
    window.session.do(edit.edit(window.session.view, one("KW-25"), {"note": "still works"}))


def test_qt_words_are_logged_without_what_they_quote(qtbot: QtBot, log: logging.Logger) -> None:
    context = QMessageLogContext()
    app._qt_message(QtMsgType.QtWarningMsg, context, f'no file "{SECRET}" at /home/me/case.gpkg')
    for handler in log.handlers:
        handler.close()
    written = (folder() / "geoapp.log").read_text("utf-8")
    assert "no file" in written
    assert SECRET not in written
    assert "case.gpkg" not in written


def test_the_help_names_every_key_and_every_licence(window: MainWindow) -> None:
    window.actions_.shortcuts.trigger()
    keys = window.findChild(QDialog, "shortcutsDialog")
    assert keys is not None
    keys.close()
    window.actions_.about.trigger()
    about = window.findChild(QDialog, "aboutDialog")
    assert about is not None
    text = about.findChild(QPlainTextEdit).toPlainText()
    for words in ("GeoNames", "SIL Open Font License", "LGPL", "sample_data/README.md"):
        assert words in text
    about.close()


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_and_leaves_a_single_file(
    case: Path, name: signal.Signals
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "geoapp", str(case)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )
    recent = Profile()
    while program.poll() is None and case not in recent.recent:
        time.sleep(0.05)
        recent = Profile()
    time.sleep(1.0)
    program.send_signal(name)
    _, said = program.communicate(timeout=60)
    assert program.returncode == 0
    assert "Traceback" not in said
    assert list(case.parent.glob("case.gpkg*")) == [case]


def test_the_first_window_fits_on_its_screen(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    screen = window.screen().availableSize()
    assert window.height() <= screen.height() - 40
    assert window.width() <= screen.width()
    window.close()


def test_a_case_opened_for_reading_is_not_locked_and_not_changed(
    qtbot: QtBot, case: Path, settle: Callable[[MainWindow], None]
) -> None:
    """Somebody else works on it meanwhile; here nothing that writes can be pressed."""
    Profile().author = "KB-2"
    before = case.read_bytes()
    reading = app.open_case_window(case, read_only=True)
    qtbot.addWidget(reading)
    settle(reading)
    assert reading.session is not None
    assert reading.session.read_only
    assert "read only" in reading.menus.states.protection.text()
    assert not reading.work.drawing.actions.draw.isEnabled()
    assert not reading.actions_.undo.isEnabled()
    reading.close()
    assert case.read_bytes() == before
