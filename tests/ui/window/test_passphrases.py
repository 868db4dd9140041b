"""Encrypted cases in the window: asked for, refused, opened, made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.store import slots
from geoapp.ui.dialogs.passphrase import NewPassphraseDialog, PassphraseDialog
from geoapp.ui.main_window import MainWindow

WORDS = "백두 산 words"
Settle = Callable[[MainWindow], None]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "sealed.gpkg"
    Session.create(path, title="Sealed", author="KB-2", passphrase=WORDS).close()
    return path


def shown_in(qtbot: QtBot, made: MainWindow) -> MainWindow:
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    Profile().author = "KB-2"
    made = MainWindow()
    made.show()
    yield shown_in(qtbot, made)
    made.close()


def dialog_of(qtbot: QtBot, window: MainWindow) -> PassphraseDialog:
    found = window.findChild(PassphraseDialog)
    assert isinstance(found, PassphraseDialog)
    qtbot.waitUntil(found.isVisible)
    return found


def test_a_case_is_asked_for_until_the_passphrase_fits(
    qtbot: QtBot, window: MainWindow, sealed: Path, settle: Settle
) -> None:
    before = sealed.read_bytes()
    window.files.open(sealed)
    dialog = dialog_of(qtbot, window)
    assert dialog.field.echoMode() == QLineEdit.EchoMode.Password
    assert not dialog.go.isEnabled()
    qtbot.keyClicks(dialog.field, "wrong")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert "Wrong passphrase" in dialog.trouble.text()
    assert dialog.trouble.isVisible()
    assert dialog.field.text() == ""
    assert window.session is None
    assert sealed.read_bytes() == before
    dialog.field.setText(WORDS)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert window.session is not None
    assert window.session.encrypted
    settle(window)
    assert window.menus.states.protection.text() == "Encrypted"


def test_giving_up_opens_nothing(qtbot: QtBot, window: MainWindow, sealed: Path) -> None:
    window.files.open(sealed)
    dialog = dialog_of(qtbot, window)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(PassphraseDialog) is None)
    assert window.session is None
    assert window.welcome.isVisible()


def test_the_program_started_on_an_encrypted_case_asks(qtbot: QtBot, sealed: Path) -> None:
    made = shown_in(qtbot, app._first_window(sealed, None))
    dialog = dialog_of(qtbot, made)
    dialog.reject()
    made.close()
    made = shown_in(qtbot, app._first_window(sealed, WORDS))
    assert made.session is not None
    made.close()


def test_a_new_case_is_encrypted_unless_somebody_says_otherwise(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, plain in (("first", False), ("second", True)):
        answer = (str(tmp_path / name), "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, a=answer: a)
        window.actions_.new_case.trigger()
        dialog = window.findChild(NewPassphraseDialog)
        assert isinstance(dialog, NewPassphraseDialog)
        if plain:
            qtbot.mouseClick(dialog.plain, Qt.MouseButton.LeftButton)
        else:
            dialog.field.setText(WORDS)
            dialog.again.setText("other")
            assert dialog.trouble.isVisible()
            assert not dialog.go.isEnabled()
            dialog.again.setText(WORDS)
            assert not dialog.trouble.isVisible()
            qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        assert window.session is not None
        assert window.session.path == tmp_path / f"{name}.gpkg"
        assert window.session.encrypted != plain
        settle(window)
        qtbot.waitUntil(lambda: window.findChild(NewPassphraseDialog) is None)


def test_an_older_copy_is_said_on_opening(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    path, older = tmp_path / "case.gpkg", tmp_path / "older.gpkg"
    Session.create(path, title="T", author="KB-2").close()
    older.write_bytes(path.read_bytes())
    with_more = Session.open(path, author="KB-2")
    from geoapp.commands import edit

    with_more.do(edit.create(with_more.view, "facility", {"name_en": "x"}))
    with_more.close()
    window.profile._data = window.profile._read()
    window.files.open(older)
    settle(window)
    box = window.findChild(object, "message")
    assert box is not None
    assert "older copy" in box.text()
    box.close()
