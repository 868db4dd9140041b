"""Stories of changing: edit, undo, close, reopen, redo; take in a file with odd rows."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableWidget

from geoapp.ui.dialogs.import_report import ImportDialog
from tests.journeys.conftest import User


def edit_status(user: User, words: str) -> None:
    inspector = user.window.inspector
    assert inspector is not None
    value = inspector.findChild(object, "value:status")
    QTest.mouseDClick(value, Qt.MouseButton.LeftButton)
    user.bot.waitUntil(lambda: inspector.findChild(QLineEdit, "edit reason") is not None)
    editor = inspector.findChild(object, "edit:status")
    line = editor.lineEdit() if hasattr(editor, "lineEdit") else editor
    line.selectAll()
    QTest.keyClicks(line, words)
    reason = inspector.findChild(QLineEdit, "edit reason")
    QTest.keyClicks(reason, "imagery of 2024")
    QTest.keyClick(reason, Qt.Key.Key_Return)


def test_edit_undo_close_reopen_redo(user: User) -> None:
    user.search_for("KW-25")
    key = user.key_of("KW-25")
    user.bot.waitUntil(lambda: user.shown == key)
    before = user.field(key, "status")
    edit_status(user, "closed")
    user.bot.waitUntil(lambda: user.field(key, "status") == "closed")
    user.press("Ctrl+Z")
    user.bot.waitUntil(lambda: user.field(key, "status") == before)
    user.reopen()
    assert user.field(key, "status") == before
    user.press("Ctrl+Shift+Z")
    user.bot.waitUntil(lambda: user.field(key, "status") == "closed")
    user.reopen()
    assert user.field(key, "status") == "closed"
    assert user.window.session is not None
    newest = user.window.session.view.entries(3)
    assert [entry.kind for entry in newest] == ["redo", "undo", "edit"]
    assert newest[2].reason == "imagery of 2024"
    assert {entry.author for entry in newest} == {"K-7"}


def test_every_row_of_a_file_with_odd_rows_is_accounted_for(user: User, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    rows = [
        "code,name_en,type,lat,lon",
        "Z1,first,kyohwaso,41.5,129.1",
        "Z2,without a place,kyohwaso,,",
        "Z3,swapped,kyohwaso,129.1,41.5",
        "Z4,not a number,our own word,north,129",
        "KW-25,another name for it,kwanliso,41.83,129.72",
    ]
    table.write_text("\n".join(rows) + "\n", "utf-8")
    session = user.window.session
    assert session is not None
    had = session.view.counts()["facility"]
    user.window.rows.import_file(table)
    user.bot.waitUntil(lambda: user.window.findChild(ImportDialog, "importDialog") is not None)
    dialog = user.window.findChild(ImportDialog, "importDialog")
    dialog.tables.setCurrentIndex(dialog.tables.findData("facility"))
    user.bot.waitUntil(dialog.accept_button.isEnabled)
    odd = dialog.findChild(QTableWidget, "oddRows")
    listed = {odd.item(row, 0).text() for row in range(odd.rowCount())}
    assert {"3", "4", "5"} <= listed
    user.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    user.bot.waitUntil(lambda: session.view.counts()["facility"] == had + 4)
    assert user.field(user.key_of("Z4"), "type") == "our own word"
    assert user.field(user.key_of("Z3"), "geometry") is None or (
        user.field(user.key_of("Z3"), "geometry").geometry is None  # type: ignore[attr-defined]
    )
    rivals = [
        claim.values["value"]
        for claim in session.view.claims(user.key_of("KW-25"))
        if claim.values["attribute"] == "name_en" and claim.values["rank"] == "open"
    ]
    assert rivals == ["another name for it"]
    user.press("Ctrl+Z")
    user.bot.waitUntil(lambda: session.view.counts()["facility"] == had)


def test_the_window_is_found_as_it_was_left(user: User) -> None:
    user.window.layers_dock.hide()
    user.reopen()
    assert not user.window.layers_dock.isVisible()
    profile = json.loads((user.window.profile.folder / "profile.json").read_text("utf-8"))
    assert profile["recent"] == [str(user.path)]
    assert user.window.findChild(QPushButton) is not None
