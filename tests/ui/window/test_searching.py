from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoapp.case.records import Key
from geoapp.ui.main_window import MainWindow
from geoapp.ui.panels.search_list import ResultModel, runs
from geoapp.ui.panels.search_results import Group, Result, find
from layers.projection import to_mercator

Settle = Callable[[MainWindow], None]


def type_in(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Type as an input method does, which hands over whole syllables."""
    window.search.insert(words)
    window.search.textEdited.emit(window.search.text())


def shown(window: MainWindow) -> list[Result]:
    model = window.search.results.model()
    assert isinstance(model, ResultModel)
    rows = (model.result(row) for row in range(model.rowCount()))
    return [row for row in rows if row is not None]


def search_for(qtbot: QtBot, window: MainWindow, words: str) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    type_in(qtbot, window, words)
    qtbot.waitUntil(window.search.results.isVisible, timeout=10_000)


def test_a_facility_is_found_by_its_korean_name_and_enter_goes_there(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key], settle: Settle
) -> None:
    window.canvas.setFocus()
    search_for(qtbot, window, "청진 관리소")
    key = one("KW-25")
    assert key in [result.key for result in shown(window)]
    while shown(window)[_row(window)].key != key:
        qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    settle(window)
    assert not window.search.results.isVisible()
    assert window.session.selection == (key,)
    assert window.inspector.current == key
    assert window.canvas.hasFocus()
    x, y = to_mercator([129.7210693, 41.8329909]).tolist()
    west, south, east, north = window.canvas.view.extent
    assert west < x < east
    assert south < y < north


def _row(window: MainWindow) -> int:
    """How many results stand above the chosen one."""
    model, at = window.search.results.model(), window.search.results.currentIndex().row()
    assert isinstance(model, ResultModel)
    return sum(1 for row in range(at) if model.result(row) is not None)


def test_esc_closes_the_list_and_gives_the_focus_back(qtbot: QtBot, window: MainWindow) -> None:
    window.tree.tree.setFocus()
    search_for(qtbot, window, "Onsong")
    view = window.canvas.view
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert not window.search.results.isVisible()
    assert window.tree.tree.hasFocus()
    assert window.canvas.view == view
    assert window.session.selection == ()


def test_arrows_pass_over_the_headings(qtbot: QtBot, window: MainWindow) -> None:
    search_for(qtbot, window, "온성")
    groups = {result.group for result in shown(window)}
    assert groups == {Group.RECORD, Group.PLACE}
    model, listed = window.search.results.model(), window.search.results
    seen = set()
    for _ in range(model.rowCount() + 2):
        seen.add(listed.currentIndex().row())
        assert model.result(listed.currentIndex().row()) is not None
        qtbot.keyClick(window.search, Qt.Key.Key_Down)
    assert len(seen) == len(shown(window))
    assert model.result(listed.currentIndex().row()).group is Group.PLACE
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.session.selection == ()
    x, y = to_mercator([129.99, 42.96]).tolist()
    assert (window.canvas.view.x, window.canvas.view.y) == pytest.approx((x, y), abs=6000.0)


def test_typed_coordinates_are_gone_to(qtbot: QtBot, window: MainWindow) -> None:
    search_for(qtbot, window, "41.5000, 129.2500")
    assert next(result.group for result in shown(window)) is Group.POSITION
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    x, y = to_mercator([129.25, 41.5]).tolist()
    assert (window.canvas.view.x, window.canvas.view.y) == pytest.approx((x, y), abs=1.0)


def test_a_click_on_a_result_opens_it(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key]
) -> None:
    search_for(qtbot, window, "KW-14")
    listed = window.search.results
    row = next(
        r
        for r in range(listed.model().rowCount())
        if (found := listed.model().result(r)) and found.key == one("KW-14")
    )
    at = listed.visualRect(listed.model().index(row, 0)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert window.session.selection == (one("KW-14"),)


def test_enter_before_the_answer_opens_the_first_that_comes(
    qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    window.actions_.search.trigger()
    type_in(qtbot, window, "KW-25")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.session.selection) == 1, timeout=10_000)


def test_an_answer_to_words_no_longer_there_is_dropped(
    qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    late, asked = threading.Event(), []

    def slow(words: str) -> list[Result]:
        asked.append(words)
        if words == "first":
            late.wait(10)
        return [Result(Group.RECORD, "", f"found {words}")]

    window.search._find = slow
    window.actions_.search.trigger()
    type_in(qtbot, window, "first")
    qtbot.waitUntil(lambda: asked == ["first"], timeout=10_000)
    window.search.selectAll()
    type_in(qtbot, window, "second")
    qtbot.waitUntil(lambda: bool(shown(window)), timeout=10_000)
    late.set()
    settle(window)
    for _ in range(5):
        QApplication.processEvents()
    assert [result.title for result in shown(window)] == ["found second"]


def test_nothing_found_is_said(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_.search.trigger()
    type_in(qtbot, window, "xyzzyqqq")
    qtbot.waitUntil(window.search.popup.note.isVisible, timeout=10_000)
    assert "xyzzyqqq" in window.search.popup.note.text()
    assert not window.search.results.isVisible()


def test_a_cut_list_says_that_it_is_cut(qtbot: QtBot, window: MainWindow) -> None:
    search_for(qtbot, window, "the")
    rows = [result for result in shown(window) if result.group is Group.RECORD]
    assert len(rows) >= 40
    assert "add a word" in window.search.popup.note.text()
    assert window.search.popup.note.isVisible()


def test_a_snippet_that_only_repeats_the_title_is_left_out(window: MainWindow) -> None:
    assert window.session is not None
    for result in find(window.session.view, None, "border", "en"):
        text, _ = runs(result.snippet)
        assert not text or text.strip(" …") not in result.title


def test_markup_in_what_was_found_stays_text() -> None:
    text, found = runs("a <b>\x02bold\x03</b> word\nand \x02more\x03")
    assert text == "a <b>bold</b> word and more"
    assert [text[start : start + length] for start, length in found] == ["bold", "more"]


def test_a_claim_is_listed_as_the_row_it_speaks_of(window: MainWindow) -> None:
    assert window.session is not None
    found = find(window.session.view, None, "온성", "en")
    assert all(result.key.table != "claim" for result in found)
    keys = [result.key for result in found]
    assert len(keys) == len(set(keys))


def test_names_come_in_the_language_asked_for(window: MainWindow) -> None:
    assert window.session is not None
    english = find(window.session.view, None, "KW-25", "en")[0]
    korean = find(window.session.view, None, "KW-25", "ko")[0]
    assert (english.title, english.also) == (korean.also, korean.title)
    assert korean.kind == "시설"
