"""What was entered and not saved is never dropped without a question."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.linking.conftest import Desk


def answer(desk: Desk, words: str) -> list[str]:
    """Click the button of this name in the question that comes next."""
    asked: list[str] = []

    def click() -> None:
        box = desk.window.findChild(QMessageBox, "discardEntries")
        assert box is not None
        asked.append(box.text())
        next(b for b in box.buttons() if b.text().replace("&", "") == words).click()

    QTimer.singleShot(50, desk.window, click)
    return asked


def test_a_note_for_one_link_is_not_lost_to_another(desk: Desk, qtbot: QtBot) -> None:
    desk.linker.link_from(desk.keys["Q"])
    QTest.keyClicks(desk.picker.page.fields.note, "half a thought")
    asked = answer(desk, "Keep it")
    desk.linker.link_from(desk.keys["Q2"])
    assert "not saved" in asked[0]
    assert desk.picker.isVisible()
    assert desk.picker.start == desk.keys["Q"]
    assert desk.picker.page.fields.note.text() == "half a thought"
    answer(desk, "Discard")
    desk.linker.link_from(desk.keys["Q2"])
    assert desk.picker.start == desk.keys["Q2"]
    assert desk.picker.page.fields.note.text() == ""


def test_nothing_is_asked_where_nothing_was_entered(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    desk.type("camp")
    desk.linker.link_from(desk.keys["Q2"])
    assert desk.picker.start == desk.keys["Q2"]
    assert desk.linker.leave()


def test_a_link_half_changed_and_a_claim_half_made_are_asked_about(desk: Desk) -> None:
    key = desk.tie(desk.keys["KW-1"], desk.keys["KW-2"], "route to")
    other = desk.tie(desk.keys["KW-1"], desk.keys["KW-3"], "route to")
    desk.linker.edit_link(key)
    QTest.keyClicks(desk.linker.editor.fields.note, "by rail")
    answer(desk, "Keep it")
    desk.linker.edit_link(other)
    assert desk.linker.editor.fields.note.text() == "by rail"
    answer(desk, "Keep it")
    assert not desk.linker.leave()
    answer(desk, "Discard")
    desk.linker.edit_link(other)
    assert desk.linker.editor.fields.note.text() == ""
    assert desk.linker.leave()
    desk.linker.claim_for(desk.keys["KW-1"], "status", desk.keys["Q"])
    QTest.keyClicks(desk.linker.claims.editors["reason"].focusProxy(), "because")
    answer(desk, "Keep it")
    desk.linker.claim_for(desk.keys["KW-2"], "status")
    assert desk.linker.claims.editors["reason"].value() == "because"
