"""Changing, turning and removing a link under hand and key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from geoapp.commands.link import Tie
from tests.ui.linking.conftest import Desk


def test_stance_and_note_are_changed(desk: Desk, heard: Callable[[], list[str]]) -> None:
    key = desk.tie(desk.keys["Q"], desk.keys["KW-1"], "speaks of", "mentions")
    desk.linker.edit_link(key)
    editor = desk.linker.editor
    assert "Q-1" in editor.way.text()
    assert "KW-1" in editor.way.text()
    desk.press(Qt.Key.Key_1, control=True)
    QTest.keyClicks(editor.fields.note, "same river")
    QTest.keyClicks(editor.reason, "read again")
    desk.press(Qt.Key.Key_Return)
    assert not editor.isVisible()
    assert desk.ties(desk.keys["KW-1"]) == [
        Tie(desk.keys["Q"], desk.keys["KW-1"], "speaks of", "supports", "same river")
    ]
    assert desk.session.view.entries(1)[0].reason == "read again"
    assert "Ctrl+Z" in heard()[-1]


def test_a_link_is_turned_and_stays_open(desk: Desk) -> None:
    key = desk.tie(desk.keys["KW-1"], desk.keys["KW-2"], "route to")
    desk.linker.edit_link(key)
    editor = desk.linker.editor
    QTest.mouseClick(editor.fields.turn, Qt.MouseButton.LeftButton)
    assert editor.way.text().startswith("KW-2")
    assert desk.ties(desk.keys["KW-1"]) == [Tie(desk.keys["KW-2"], desk.keys["KW-1"], "route to")]
    desk.session.undo()
    assert desk.ties(desk.keys["KW-1"]) == [Tie(desk.keys["KW-1"], desk.keys["KW-2"], "route to")]


def test_a_link_is_removed_and_brought_back(desk: Desk, heard: Callable[[], list[str]]) -> None:
    key = desk.tie(desk.keys["KW-1"], desk.keys["KW-2"], "route to")
    desk.linker.edit_link(key)
    QTest.mouseClick(desk.linker.editor.remove_button, Qt.MouseButton.LeftButton)
    assert desk.ties(desk.keys["KW-1"]) == desk.ties(desk.keys["KW-2"]) == []
    assert "brings it back" in heard()[-1]
    desk.session.undo()
    assert len(desk.ties(desk.keys["KW-2"])) == 1


def test_nothing_changed_is_said(desk: Desk) -> None:
    key = desk.tie(desk.keys["KW-1"], desk.keys["KW-2"], "route to")
    desk.linker.edit_link(key)
    desk.press(Qt.Key.Key_Return)
    assert "Nothing was changed" in desk.linker.editor.problem.text()
    assert desk.linker.editor.isVisible()


def test_entries_survive_esc(desk: Desk) -> None:
    key = desk.tie(desk.keys["KW-1"], desk.keys["KW-2"], "route to")
    desk.linker.edit_link(key)
    QTest.keyClicks(desk.linker.editor.fields.note, "by rail")
    desk.press(Qt.Key.Key_Escape)
    assert not desk.linker.editor.isVisible()
    desk.linker.edit_link(key)
    assert desk.linker.editor.fields.note.text() == "by rail"


def test_a_link_that_is_gone_is_said(desk: Desk, heard: Callable[[], list[str]]) -> None:
    key = desk.tie(desk.keys["KW-1"], desk.keys["KW-2"], "route to")
    desk.session.undo()
    desk.linker.edit_link(key)
    assert not desk.linker.editor.isVisible()
    assert "not a thing of this case" in heard()[-1]
