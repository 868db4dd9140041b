"""The identity file in the window: opened, made, shown, changed, closed and locked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.errors import ReadOnlyCaseError
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.session.identities import Identities
from geoapp.store import slots
from geoapp.ui.case.twice import TwiceDialog
from geoapp.ui.dialogs.passphrase import PassphraseDialog
from geoapp.ui.identities.editing import IdentityDialog
from geoapp.ui.identities.panel import IdentityPanel
from geoapp.ui.main_window import MainWindow
from geoapp.ui.window.left_off import left_off

CASE, WHO = "of the case", "who they are"
PERSON, PLACE = Key("person", 7), Key("facility", 8)
NAME = "Zwirnkowska"
Settle = Callable[[MainWindow], None]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


@pytest.fixture
def who(tmp_path: Path) -> Path:
    """An identity file with one name, and the case beside it."""
    session = Session.create(tmp_path / "c.gpkg", title="Case", author="K.", passphrase=CASE)
    rows = (Change(PERSON, {"code": "W-7"}), Change(PLACE, {"code": "F-1"}))
    session.do(Draft("edit", Message("edit"), rows))
    Identities.create(session, tmp_path / "who.gpkg", WHO).put(PERSON, {"name": NAME})
    session.close()
    return tmp_path / "who.gpkg"


@pytest.fixture
def window(qtbot: QtBot, who: Path, settle: Settle) -> Iterator[MainWindow]:
    Profile().author = "KB-2"
    made = app.open_case_window(who.with_name("c.gpkg"), CASE)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    qtbot.waitExposed(made)
    settle(made)
    yield made
    made.close()


def panel(window: MainWindow) -> IdentityPanel:
    found = window.findChild(IdentityPanel)
    assert isinstance(found, IdentityPanel)
    return found


def opened(window: MainWindow, who: Path, monkeypatch: pytest.MonkeyPatch) -> IdentityPanel:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(who), ""))
    window.session.select([PERSON])
    panel(window).open.click()
    dialog = window.findChild(PassphraseDialog)
    dialog.field.setText(WHO)
    dialog.go.click()
    return panel(window)


def words(window: QWidget) -> str:
    """Everything that any part of the window holds as text."""
    texts = [label.text() for label in window.findChildren(QLabel)]
    texts += [line.text() for line in window.findChildren(QLineEdit)]
    texts += [text.toPlainText() for text in window.findChildren(QPlainTextEdit)]
    return "\n".join(texts)


def test_only_persons_have_the_section(window: MainWindow) -> None:
    window.session.select([PERSON])
    assert panel(window).isVisible()
    assert "No identity file is open" in panel(window).state.text()
    window.session.select([PLACE])
    assert not panel(window).isVisible()


def test_it_is_opened_shown_and_closed(
    window: MainWindow, who: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = window.status.identities
    assert not mark.isVisible()
    shown = opened(window, who, monkeypatch)
    assert shown.values["name"].text() == NAME
    assert shown.values["name"].isVisible()
    assert not shown.values["contact"].isVisible()
    assert mark.isVisible()
    assert "who.gpkg" in mark.toolTip()
    window.session.select([PLACE])
    window.session.select([PERSON])
    assert shown.values["name"].text() == NAME
    shown.close_file.click()
    assert NAME not in words(window)
    assert not mark.isVisible()
    assert window.identities.identities is None
    assert not who.with_name("who.gpkg-wal").exists()


def test_a_wrong_passphrase_or_file_is_told(
    window: MainWindow, who: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(who), ""))
    window.session.select([PERSON])
    panel(window).open.click()
    dialog = window.findChild(PassphraseDialog)
    dialog.field.setText("wrong")
    dialog.go.click()
    assert "Wrong passphrase" in dialog.trouble.text()
    assert "No identity file is open" in panel(window).state.text()
    dialog.reject()
    case = who.with_name("other.gpkg")
    Session.create(case, title="x", author="K.", passphrase=WHO).close()
    assert "no identity file" in window.identities.try_file(case, WHO)


def test_what_is_typed_goes_into_the_identity_file_alone(
    window: MainWindow, who: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = opened(window, who, monkeypatch)
    entries = window.session.view.info().entries
    shown.change.click()
    dialog = window.findChild(IdentityDialog)
    assert dialog.editors["name"].text() == NAME
    dialog.editors["contact"].setPlainText("by hand")
    dialog.reason.setText("second talk")
    dialog.go.click()
    assert shown.values["contact"].text() == "by hand"
    assert window.session.view.info().entries == entries
    shown.close_file.click()
    again = Identities.open(window.session, who, WHO)
    assert again.of(PERSON).values["contact"] == "by hand"
    again.close()


def test_esc_asks_before_it_drops_what_was_typed(
    window: MainWindow, who: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, who, monkeypatch).change.click()
    dialog = window.findChild(IdentityDialog)
    answers = [False, True]
    monkeypatch.setattr("geoapp.ui.identities.editing.agrees_to_discard", lambda *_: answers.pop(0))
    dialog.editors["name"].setText("x")
    dialog.editors["name"].setModified(True)
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()
    assert answers == []


def test_one_is_made(
    qtbot: QtBot, window: MainWindow, who: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = who.with_name("new")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(new), ""))
    window.session.select([PERSON])
    for passphrase, made in ((CASE, False), ("another one", True)):
        panel(window).make.click()
        dialog = window.findChild(TwiceDialog)
        dialog.field.setText(passphrase)
        dialog.again.setText(passphrase)
        dialog.go.click()
        dialog.setParent(None)
        qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
        assert new.with_suffix(".gpkg").exists() == made
        if not made:
            box = window.findChild(QMessageBox, "message")
            assert "opens the case itself" in box.text()
            box.close()
    assert "Nothing is known" in panel(window).state.text()
    assert window.status.identities.isVisible()


def test_it_closes_with_the_case(
    window: MainWindow, who: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, who, monkeypatch)
    beside = window.identities.identities
    window.close_case()
    with pytest.raises(ReadOnlyCaseError):
        beside.of(PERSON)
    assert not window.status.identities.isVisible()
    assert NAME not in words(window)


def test_locking_closes_it_and_keeps_no_word(
    window: MainWindow, who: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, who, monkeypatch).change.click()
    beside = window.identities.identities
    dialog = window.findChild(IdentityDialog)
    dialog.editors["risk"].appendPlainText("Kuckuck")
    dialog.editors["name"].setText("Kuckuck")
    dialog.editors["name"].setModified(True)
    assert dialog.is_changed
    left = left_off(window, window.session)
    assert b"Kuckuck" not in left
    assert NAME.encode() not in left
    window.locking.ask()
    until = time.monotonic() + 20
    while window.session is not None and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    assert window.locked is not None
    with pytest.raises(ReadOnlyCaseError):
        beside.of(PERSON)
    assert NAME not in words(window)
    assert "Kuckuck" not in words(window)
    assert not who.with_name("who.gpkg-wal").exists()
