"""Passphrases and properties of a case, in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.errors import PassphraseError
from geoapp.case.fingerprint import fingerprint
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.store import CaseFile, slots
from geoapp.ui.case.passphrases import PassphrasesDialog
from geoapp.ui.case.properties import PropertiesDialog
from geoapp.ui.case.recovery import RecoveryDialog
from geoapp.ui.case.twice import TwiceDialog
from geoapp.ui.main_window import MainWindow

WORDS = "백두 산 words"
Settle = Callable[[MainWindow], None]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Profile().author = "KB-2"
    path = tmp_path / "sealed.gpkg"
    Session.create(path, title="Sealed", author="KB-2", passphrase=WORDS).close()
    return path


@pytest.fixture
def window(qtbot: QtBot, path: Path, settle: Settle) -> Iterator[MainWindow]:
    made = app.open_case_window(path, WORDS)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    qtbot.waitExposed(made)
    settle(made)
    yield made
    made.close()


def action(window: MainWindow, name: str) -> None:
    from PySide6.QtGui import QAction

    found = window.findChild(QAction, f"action.{name}")
    assert isinstance(found, QAction)
    assert found.isEnabled()
    found.trigger()


@pytest.fixture
def dialog(window: MainWindow) -> PassphrasesDialog:
    action(window, "passphrases")
    found = window.findChild(PassphrasesDialog)
    assert isinstance(found, PassphrasesDialog)
    return found


def listed(dialog: PassphrasesDialog) -> list[tuple[str, str]]:
    cells = dialog.list
    return [
        (cells.item(row, 1).text(), cells.item(row, 2).text()) for row in range(cells.rowCount())
    ]


def type_twice(qtbot: QtBot, dialog: PassphrasesDialog, words: str, label: str = "") -> None:
    asked = dialog.findChild(TwiceDialog)
    assert isinstance(asked, TwiceDialog)
    assert asked.label.isVisible() is bool(label)
    asked.label.setText(label)
    asked.field.setText(words)
    asked.again.setText(words[:-1] + "?")
    assert not asked.go.isEnabled()
    assert asked.trouble.isVisible()
    asked.again.setText(words)
    qtbot.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    assert words not in (asked.field.text(), asked.again.text())
    qtbot.waitUntil(dialog.add.isEnabled)


def opens(path: Path, words: str) -> bool:
    try:
        CaseFile.open(path, passphrase=words).close()
    except PassphraseError:
        return False
    return True


def test_a_passphrase_is_added_changed_and_removed(
    qtbot: QtBot, window: MainWindow, dialog: PassphrasesDialog, path: Path
) -> None:
    assert listed(dialog) == [("KB-2 (opened the case now)", "person")]
    assert "no recovery passphrase" in dialog.warning.text()
    assert not dialog.remove.isEnabled()
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    type_twice(qtbot, dialog, "second words", "KB-3")
    assert listed(dialog)[1] == ("KB-3", "person")
    dialog.list.selectRow(1)
    qtbot.mouseClick(dialog.change, Qt.MouseButton.LeftButton)
    type_twice(qtbot, dialog, "third words")
    assert "older copies" in dialog.state.text()
    dialog.list.selectRow(0)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    box = dialog.findChild(QMessageBox, "removePassphrase")
    assert isinstance(box, QMessageBox)
    assert "the key of the case stays the same" in box.informativeText()
    (go,) = (b for b in box.buttons() if box.buttonRole(b).name == "DestructiveRole")
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(listed(dialog)) == 1)
    dialog.list.selectRow(0)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    (box,) = (b for b in dialog.findChildren(QMessageBox) if b.isVisible())
    (go,) = (b for b in box.buttons() if box.buttonRole(b).name == "DestructiveRole")
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "only passphrase" in dialog.state.text())
    dialog.reject()
    window.close()
    assert [opens(path, words) for words in (WORDS, "second words", "third words")] == [
        False,
        False,
        True,
    ]


def test_a_recovery_passphrase_is_shown_once(
    qtbot: QtBot, window: MainWindow, dialog: PassphrasesDialog, path: Path, tmp_path: Path
) -> None:
    qtbot.mouseClick(dialog.recovery, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.findChild(RecoveryDialog) is not None)
    shown = dialog.findChild(RecoveryDialog)
    assert isinstance(shown, RecoveryDialog)
    words = shown.words.text()
    assert len(words) == 39
    assert not dialog.warning.isVisible()
    assert listed(dialog)[1] == ("recovery", "recovery")
    shown.reject()
    assert shown.isVisible()
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    shown.print_on(printer)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    shown.kept.setChecked(True)
    qtbot.mouseClick(shown.done_button, Qt.MouseButton.LeftButton)
    assert not shown.isVisible()
    dialog.reject()
    window.close()
    assert opens(path, words)


def test_a_plain_case_has_none(qtbot: QtBot, tmp_path: Path, settle: Settle) -> None:
    Session.create(tmp_path / "plain.gpkg", title="Plain", author="KB-2").close()
    made = app.open_case_window(tmp_path / "plain.gpkg")
    qtbot.addWidget(made)
    settle(made)
    action(made, "passphrases")
    box = made.findChild(QMessageBox, "message")
    assert isinstance(box, QMessageBox)
    assert "no passphrases" in box.text()
    box.close()
    made.close()


def test_the_fingerprint_is_that_of_the_heads_and_follows_changes(
    qtbot: QtBot, window: MainWindow
) -> None:
    action(window, "properties")
    dialog = window.findChild(PropertiesDialog)
    assert isinstance(dialog, PropertiesDialog)
    session = window.session
    assert session is not None
    before = dialog.fingerprint.text()
    assert before == fingerprint(session.view.info().heads)
    change = Change(Key("facility", 1), {"code": "F-1"})
    session.do(Draft("edit", Message("plant"), (change,)))
    assert dialog.fingerprint.text() == fingerprint(session.view.info().heads) != before
    (copy,) = (b for b in dialog.findChildren(QPushButton) if b.accessibleName().startswith("Copy"))
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.fingerprint.text()
    heads = dialog.findChild(QPushButton, "copyHeads")
    assert isinstance(heads, QPushButton)
    qtbot.mouseClick(heads, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == session.view.info().heads[0]
    assert dialog.writers.rowCount() == 1
    row = [dialog.writers.item(0, column).text() for column in range(5)]
    assert row[1] == "2"
    assert row[3] == "KB-2"
    assert row[4] == "with a key of this computer"
    dialog.close()
    session.do(Draft("edit", Message("plant"), (Change(Key("facility", 2), {"code": "F-2"}),)))


def verify(qtbot: QtBot, window: MainWindow) -> PropertiesDialog:
    action(window, "properties")
    dialog = window.findChild(PropertiesDialog)
    assert isinstance(dialog, PropertiesDialog)
    qtbot.mouseClick(dialog.verify, Qt.MouseButton.LeftButton)
    assert dialog.progress.isVisible()
    qtbot.waitUntil(dialog.verify.isEnabled, timeout=30_000)
    return dialog


def test_a_sound_case_is_verified(qtbot: QtBot, window: MainWindow) -> None:
    dialog = verify(qtbot, window)
    assert dialog.outcome.text() == "All entries of the ledger and the case agree."
    assert not dialog.results.isVisible()
    dialog.close()


def test_what_is_wrong_is_listed(qtbot: QtBot, tmp_path: Path, settle: Settle) -> None:
    path = tmp_path / "plain.gpkg"
    session = Session.create(path, title="Plain", author="KB-2")
    change = Change(Key("person", 1), {"code": "P-1"})
    session.do(Draft("edit", Message("plant"), (change,)))
    session.close()
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE person SET note = 'forged'")
    connection.close()
    made = app.open_case_window(path)
    qtbot.addWidget(made)
    settle(made)
    dialog = verify(qtbot, made)
    assert "Problems found: " in dialog.outcome.text()
    assert dialog.results.isVisible()
    assert "person" in dialog.results.item(0).text()
    dialog.close()
    made.close()
