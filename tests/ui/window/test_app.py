from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QDialog, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.records import Key
from geoapp.commands import edit
from geoapp.profile import folder
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
