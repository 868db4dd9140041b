"""Backups, restoring and salvaging as somebody in front of the window does them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.profile import Profile
from geoapp.session import Session, backups
from geoapp.store import CaseFile
from geoapp.ui.backups.dialog import BackupDialog
from geoapp.ui.backups.restoring import RestoreDialog
from geoapp.ui.main_window import MainWindow


def write(session: Session, number: int) -> None:
    change = Change(Key("facility", number), {"code": f"F-{number}", "note": "words " * 50})
    session.do(Draft("edit", Message("edit"), (change,)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "border.gpkg"
    session = Session.create(path, title="Border", author="K-7")
    for number in range(1, 6):
        write(session, number)
    session.close()
    return path


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def window(qtbot: QtBot, path: Path) -> Iterator[MainWindow]:
    Profile().author = "K-7"
    made = app.open_case_window(path)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    until(lambda: not made.jobs.busy)
    yield made
    made.close()


def until(there: Callable[[], object]) -> None:
    while not there():
        QApplication.processEvents()
        time.sleep(0.005)


def box_of(window: MainWindow, name: str) -> QMessageBox:
    until(lambda: window.findChild(QMessageBox, name))
    found: QMessageBox = window.findChild(QMessageBox, name)
    return found


def press(box: QMessageBox, text: str) -> None:
    for button in box.buttons():
        if button.text().replace("&", "") == text:
            button.click()
            return
    raise AssertionError(f"no button {text}")


def test_a_backup_is_made_listed_and_remembered(
    window: MainWindow, disk: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(disk))
    window.backups.back_up.trigger()
    dialog = window.findChild(BackupDialog)
    assert isinstance(dialog, BackupDialog)
    assert not dialog.go.isEnabled()
    assert "None" in dialog.last.text()
    qtbot.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    for count in (1, 2):
        write(session, 10 + count)
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        until(lambda: dialog.table.rowCount() == count)  # noqa: B023 - asked at once
    assert dialog.table.item(0, 0).text() == "2"
    assert str(disk) in dialog.last.text()
    dialog.on_close.click()
    dialog.reject()
    profile = window.profile
    assert Profile().backup_choice(session.file.kept_as) == (disk, True)
    assert [made.entries for made in backups.listed(disk)] == [7, 8]
    profile.choose_backup(session.file.kept_as, disk, False)


def test_one_is_made_on_closing_if_there_is_news(
    window: MainWindow, disk: Path, path: Path
) -> None:
    assert window.session is not None
    window.profile.choose_backup(window.session.file.kept_as, disk, True)
    assert window.close_case()
    assert [made.number for made in backups.listed(disk)] == [1]
    window.files.open(path)
    until(lambda: window.session and not window.jobs.busy)
    assert window.close_case(), "nothing is new"
    assert [made.number for made in backups.listed(disk)] == [1]
    window.files.open(path)
    until(lambda: window.session and not window.jobs.busy)
    write(window.session, 20)
    assert window.close_case()
    assert [made.number for made in backups.listed(disk)] == [1, 2]
    assert sorted(p.name for p in path.parent.glob("border*")) == [path.name]


@pytest.mark.parametrize("stays", [True, False])
def test_closing_without_its_disk_is_asked_about(
    stays: bool, window: MainWindow, disk: Path
) -> None:
    assert window.session is not None
    window.profile.choose_backup(window.session.file.kept_as, disk / "unplugged", True)

    def answer() -> None:
        box = window.findChild(QMessageBox, "discardEntries")
        if box is None:
            QTimer.singleShot(20, answer)
            return
        assert "There is no folder" in box.text()
        press(box, "Stay" if stays else "Close without a backup")

    QTimer.singleShot(20, answer)
    assert window.close_case() is not stays
    assert (window.session is not None) == stays
    if window.session is not None:
        window.profile.choose_backup(window.session.file.kept_as, disk, False)


def test_a_backup_is_restored_and_opened(
    window: MainWindow,
    disk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    session = window.session
    assert session is not None
    first = backups.back_up(session.file, disk, window.profile)
    write(session, 30)
    backups.back_up(session.file, disk, window.profile)
    window.profile.choose_backup(session.file.kept_as, disk, False)
    out = tmp_path / "restored"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.backups.restore.trigger()
    dialog = window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    assert not dialog.field.isEnabled(), "a plain case needs no passphrase"
    dialog.table.selectRow(1)
    assert dialog.table.chosen == first
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    box = box_of(window, "restored")
    assert "under a number of its own" in box.text()
    assert "destroyed" in box.text(), "it is not the newest"
    press(box, "Open it")
    until(lambda: window.session is not None and window.session.path == out.with_suffix(".gpkg"))
    assert window.session is not None
    assert window.session.view.info().entries == first.entries
    for message in window.findChildren(QMessageBox):
        message.close()


def test_restoring_says_why_it_cannot_be_done(window: MainWindow, disk: Path) -> None:
    session = window.session
    assert session is not None
    made = backups.back_up(session.file, disk, window.profile)
    dialog = RestoreDialog(disk / "none", lambda *_: None, window)
    dialog.show()
    assert "is not there now" in dialog.trouble.text()
    assert not dialog.go.isEnabled()
    window.backups.bring_back(dialog, made, session.path, None)
    until(lambda: "exists already" in dialog.trouble.text())
    dialog.reject()


def test_a_damaged_case_is_offered_to_be_salvaged(
    window: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.close_case()
    bad, out = tmp_path / "bad.gpkg", tmp_path / "saved.gpkg"
    shutil.copy(path, bad)
    content = bad.read_bytes()
    bad.write_bytes(content[: len(content) - 9000])
    before = bad.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.files.open(bad)
    press(box_of(window, "offerSalvage"), "Salvage…")
    box = box_of(window, "salvaged")
    assert "entries of the ledger are whole" in box.informativeText()
    assert bad.read_bytes() == before
    box.close()
    with CaseFile.open(out, read_only=True) as saved, saved.reader() as reader:
        assert reader.counts()["facility"] == 5


def test_a_sound_case_can_be_salvaged_from_the_menu(
    window: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.close_case()
    out = tmp_path / "saved.gpkg"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    assert window.backups.salvage.isEnabled()
    assert not window.backups.back_up.isEnabled()
    window.backups.salvage.trigger()
    box = box_of(window, "salvaged")
    assert "Everything was saved" in box.text()
    press(box, "Open it")
    until(lambda: window.session is not None and not window.jobs.busy)
    assert window.session is not None
    assert window.session.verify() == []
    assert window.findChild(QPushButton) is not None


def test_a_case_of_an_older_form_is_told_of(window: MainWindow, tmp_path: Path) -> None:
    old = tmp_path / "old.gpkg"
    shutil.copy(Path(__file__).parents[2] / "data" / "cases" / "schema-1-plain.gpkg", old)
    window.files.open(old)
    box = box_of(window, "message")
    assert "old - as it was in form 1.gpkg" in box.text()
    box.close()
    session = window.session
    assert session is not None
    kinds = [copy.kind for copy in backups.copies(session.file, window.profile)]
    assert kinds == ["older form"]
