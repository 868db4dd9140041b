from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from geoapp.ui.dialogs.import_report import ImportDialog
from geoapp.ui.main_window import MainWindow

Settle = Callable[[MainWindow], None]

ROWS = """code,name,name_ko,type,lat,lon
F-901,Camp one,첫째 수용소,kwanliso,41.5,129.2
F-902,Camp two,,a kind nobody knows,,
F-903,Camp three,,kyohwaso,129.2,41.5
KW-25,Another name,,kwanliso,41.83,129.72
"""


def dialog_of(qtbot: QtBot, window: MainWindow, path: Path) -> ImportDialog:
    window.rows.import_file(path)
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None, timeout=20_000)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    return dialog


def test_an_import_shows_every_odd_row_before_it_is_done(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    path = tmp_path / "facility.csv"
    path.write_text(ROWS, "utf-8")
    session = window.session
    assert session is not None
    before = session.view.counts()["facility"]
    dialog = dialog_of(qtbot, window, path)
    assert dialog.tables.currentData() == "facility"
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=20_000)
    lines = {dialog.odd.item(row, 0).text() for row in range(dialog.odd.rowCount())}
    assert {"3", "4"} <= lines
    told = [
        dialog.odd.item(row, 2).text()
        for row in range(dialog.odd.rowCount())
        if dialog.odd.item(row, 1).text() == "rival claim"
    ]
    assert any("KW-25, Name: the file says “Another name”, the case “" in words for words in told)
    assert session.view.counts()["facility"] == before
    dialog.accept_button.click()
    settle(window)
    assert session.view.counts()["facility"] == before + 3
    assert window.content.summary("facility").total == before + 3
    assert window.actions_.undo.isEnabled()
    (key,) = session.view.resolve("KW-25")
    values = [claim.values["value"] for claim in session.view.claims(key)]
    assert "Another name" in values
    assert session.view.record(key).values["name_en"] != "Another name"


def test_a_file_whose_rows_nobody_can_guess_is_asked_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "list of things.csv"
    path.write_text("name,lat,lon\nBridge,41.5,129.2\n", "utf-8")
    dialog = dialog_of(qtbot, window, path)
    assert dialog.tables.currentData() is None
    assert not dialog.accept_button.isEnabled()
    dialog.tables.setCurrentIndex(dialog.tables.findData("crossing"))
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=20_000)
    dialog.reject()


def test_a_file_that_cannot_be_read_is_answered_in_words(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(bytes(range(256)) * 40)
    window.rows.import_file(path)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "message") is not None, timeout=20_000)
    box = window.findChild(QMessageBox, "message")
    assert "picture.csv" in box.text()
    box.close()


@pytest.mark.parametrize(("form", "suffix"), [("csv", ".csv"), ("geojson", ".geojson")])
def test_everything_is_exported_one_file_per_table(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, settle: Settle, form: str, suffix: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    window.rows.export(out, form)
    settle(window)
    box = window.findChild(QMessageBox, "message")
    assert box is not None
    assert str(out) in box.text()
    box.close()
    assert window.session is not None
    held = {table for table, count in window.session.view.counts().items() if count}
    assert {path.stem for path in out.glob(f"*{suffix}")} == held
    if form == "geojson":
        rows = json.loads((out / "facility.geojson").read_text("utf-8"))["features"]
        assert len(rows) == window.session.view.counts()["facility"]


def test_a_long_import_is_taken_back_beside_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    """Undo of hundreds of rows runs on a worker; the window is told when it is done."""
    session = window.session
    assert session is not None
    path = tmp_path / "place.csv"
    rows = [f"P-{n},Place {n},41.{n % 90:02d},129.2" for n in range(2000, 2320)]
    path.write_text("code,name,lat,lon\n" + "\n".join(rows) + "\n", "utf-8")
    before = session.view.counts()["place"]
    dialog = dialog_of(qtbot, window, path)
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=20_000)
    dialog.accept_button.click()
    settle(window)
    assert session.view.counts()["place"] == before + len(rows)
    threads = []
    revert = session.revert
    session.revert = lambda kind: (threads.append(threading.current_thread()), revert(kind))[1]  # type: ignore[method-assign]
    for action, expected in (("undo", before), ("redo", before + len(rows))):
        getattr(window.actions_, action).trigger()
        settle(window)
        assert session.view.counts()["place"] == expected
    assert len(threads) == 2
    assert threading.main_thread() not in threads
    assert window.content.summary("place").total == before + len(rows)  # type: ignore[union-attr]
