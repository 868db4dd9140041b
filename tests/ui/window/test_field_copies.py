"""Making a field copy in the window, and working in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from geoapp.case.parts import NOT_HERE, Part, layers_of
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.session import Session, Touched
from geoapp.store import slots
from geoapp.ui.copies.dialog import CopyDialog
from geoapp.ui.dialogs.passphrase import PassphraseDialog
from geoapp.ui.forms.references import ReferenceEditor
from geoapp.ui.main_window import MainWindow

FIELD = "in the field"
One, Settle = Callable[[str], Key], Callable[[MainWindow], None]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


def asked(qtbot: QtBot, window: MainWindow) -> CopyDialog:
    window.actions_.field_copy.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(CopyDialog)), timeout=20_000)
    (dialog,) = window.findChildren(CopyDialog)
    counted(qtbot, window, dialog)
    return dialog


def counted(qtbot: QtBot, window: MainWindow, dialog: CopyDialog) -> int:
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    return int(dialog.counts.text().split(" ")[0].replace(",", ""))


def tick(dialog: CopyDialog, words: str, on: bool = True) -> None:
    (item,) = (
        item
        for choices in (dialog.layers, dialog.witnesses)
        for item in choices.list.findItems(words, Qt.MatchFlag.MatchStartsWith)
    )
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def made(
    qtbot: QtBot, window: MainWindow, out: Path, monkeypatch: pytest.MonkeyPatch, *people: str
) -> CopyDialog:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    dialog = asked(qtbot, window)
    for code in people:
        tick(dialog, code)
    counted(qtbot, window, dialog)
    dialog.field.setText(FIELD)
    dialog.again.setText(FIELD)
    dialog.go.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=30_000)
    return dialog


def test_the_counts_follow_what_is_chosen(qtbot: QtBot, window: MainWindow, one: One) -> None:
    assert window.session is not None
    window.session.select([one("KW-25")])
    dialog = asked(qtbot, window)
    shown = counted(qtbot, window, dialog)
    assert dialog.part.tables == {
        table.name
        for table in layers_of(window.session.statements)
        if window.session.view.counts()[table.name]
    }
    dialog.area.button(2).click()
    everywhere = counted(qtbot, window, dialog)
    dialog.area.button(1).click()
    around = counted(qtbot, window, dialog)
    assert around < shown <= everywhere
    tick(dialog, "W-101")
    with_witness = counted(qtbot, window, dialog)
    assert with_witness > around
    tick(dialog, "Penal facilities", on=False)
    assert counted(qtbot, window, dialog) < with_witness
    dialog.reject()


def test_without_a_selection_there_is_nothing_to_go_around(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = asked(qtbot, window)
    assert not dialog.area.button(1).isEnabled()
    assert not dialog.go.isEnabled()
    dialog.field.setText("one")
    dialog.again.setText("two")
    assert not dialog.trouble.isHidden()
    assert not dialog.go.isEnabled()
    dialog.again.setText("one")
    assert dialog.go.isEnabled()
    dialog.reject()


def test_a_copy_is_made_and_the_ledger_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session is not None
    told: list[Touched] = []
    window.session.changed.connect(told.append)
    out = tmp_path / "field"
    made(qtbot, window, out, monkeypatch, "W-101")
    box = window.findChild(QMessageBox, "message")
    assert "field.gpkg" in box.text()
    box.close()
    assert [one.written.keys for one in told] == [frozenset()]
    assert window.session.view.entries(1)[0].kind == "copy"
    copy = Session.open(out.with_suffix(".gpkg"), author="F.", passphrase=FIELD)
    stated = copy.view.field_copy()
    assert stated is not None
    assert stated.by == "KB-2"
    assert {
        code
        for code, _ in copy.view.titles([Key("person", i) for i in stated.part.witnesses]).values()
    } == {"W-101"}
    assert copy.verify() == []
    copy.close()


def test_a_name_that_is_taken_is_refused(
    qtbot: QtBot, window: MainWindow, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(qtbot, window, case, monkeypatch)
    box = window.findChild(QMessageBox, "message")
    assert "exists already" in box.text()
    box.close()
    assert window.session is not None
    assert window.session.view.entries(1)[0].kind != "copy"


def test_a_window_on_a_copy_says_so_and_what_is_not_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, one: One, settle: Settle
) -> None:
    assert window.session is not None
    inside, outside = one("KW-25"), one("KW-14")
    out = tmp_path / "field.gpkg"
    assert not window.menus.states.part.isVisible()
    around = window.session.view.record(inside).geometry.buffer(0.2)
    layers = frozenset(table.name for table in layers_of(window.session.statements))
    window.copies.make(out, Part(around, layers), FIELD)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=30_000)
    window.findChild(QMessageBox, "message").close()
    window.files.open(out)
    asking = window.findChild(PassphraseDialog)
    asking.field.setText(FIELD)
    asking.go.click()
    settle(window)
    session = window.session
    assert "(field copy)" in window.windowTitle()
    assert window.menus.states.part.isVisible()
    assert "KB-2" in window.menus.states.part.toolTip()
    refers = Change(inside, {"part_of": outside.id})
    session.do(Draft("edit", Message("edit"), (refers,)))
    session.select([inside])
    settle(window)
    value = window.inspector.findChild(QLabel, "value:part_of")
    assert value.text() == NOT_HERE.en
    window.inspector.edit_field("part_of")
    (editor,) = window.inspector.form.findChildren(ReferenceEditor)
    assert editor.line.text() == NOT_HERE.en
    assert window.inspector.leave_form()
    window.inspector.walk(outside)
    hint = window.inspector.findChild(QLabel, "inspectorHint")
    assert "not in this field copy" in hint.text()
    window.close_case()
    assert not window.menus.states.part.isVisible()
    assert window.windowTitle() == "geoapp"
