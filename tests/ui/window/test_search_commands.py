from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shapely import LineString, Point, Polygon

from geoapp import app
from geoapp.case.records import Key
from geoapp.profile import Profile
from geoapp.ui import language, settings
from geoapp.ui.main_window import MainWindow
from geoapp.ui.panels.search_commands import Command, is_meant, matching
from geoapp.ui.panels.search_results import Group, Result, on_the_map
from tests.ui.window.test_searching import search_for, shown

Settle = Callable[[MainWindow], None]


def commands_in(window: MainWindow) -> list[Result]:
    return [result for result in shown(window) if result.group is Group.COMMAND]


@pytest.fixture
def korean(qtbot: QtBot, case: Path, settle: Settle) -> Iterator[MainWindow]:
    Profile().author = "KB-2"
    settings.remember("language", "ko")
    made = app.open_case_window(case)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.activateWindow()
    qtbot.waitExposed(made)
    settle(made)
    yield made
    made.close()
    language.speak("en")


def test_a_command_is_found_with_its_key_and_run_by_enter(
    qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    window.canvas.centre_on(129.0, 41.0, 20.0)
    search_for(qtbot, window, "full ext")
    (found,) = commands_in(window)
    assert (found.title, found.code) == ("Full extent", "Ctrl+Shift+F")
    assert found.kind == "View"
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    settle(window)
    assert not window.search.results.isVisible()
    assert window.canvas.view.resolution > 1000.0


def test_a_command_is_run_by_a_click(qtbot: QtBot, window: MainWindow) -> None:
    before = window.canvas.view.resolution
    search_for(qtbot, window, "zoom in")
    listed = window.search.results
    row = next(
        number
        for number in range(listed.model().rowCount())
        if (result := listed.model().result(number)) and result.title == "Zoom in"  # type: ignore[attr-defined]
    )
    at = listed.visualRect(listed.model().index(row, 0)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.canvas.view.resolution == pytest.approx(before / 2.0)


def test_what_cannot_be_done_is_grey_and_says_why(qtbot: QtBot, window: MainWindow) -> None:
    search_for(qtbot, window, "redo")
    (found,) = commands_in(window)
    assert found.why_not
    assert not window.search.results.currentIndex().isValid()
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.search.results.isVisible()


def test_a_panel_that_is_looked_for_is_shown_and_never_hidden(
    qtbot: QtBot, window: MainWindow
) -> None:
    dock = window.layers_dock
    assert dock.isVisible()
    for hidden in (False, True):
        dock.setVisible(not hidden)
        search_for(qtbot, window, "Layers")
        while window.search.popup.current.title != "Layers":  # type: ignore[union-attr]
            qtbot.keyClick(window.search, Qt.Key.Key_Down)
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
        assert dock.isVisible()
        window.search.clear()


def test_the_prison_comes_before_any_command(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key]
) -> None:
    search_for(qtbot, window, "KW-25")
    assert shown(window)[0].key == one("KW-25")
    assert not commands_in(window)


def test_a_sign_lists_every_command_of_the_menus(qtbot: QtBot, window: MainWindow) -> None:
    search_for(qtbot, window, ">")
    titles = {result.title for result in shown(window)}
    assert {result.group for result in shown(window)} == {Group.COMMAND}
    assert {"New case", "Undo", "Timeline", "Dark", "한국어", "Manual"} <= titles
    assert not [title for title in titles if "&" in title or title.endswith("…")]


def test_korean_and_english_words_find_a_command(qtbot: QtBot, korean: MainWindow) -> None:
    search_for(qtbot, korean, "확대")
    assert "확대" in [result.title for result in commands_in(korean)]
    korean.search.clear()
    search_for(qtbot, korean, "manual")
    (found,) = commands_in(korean)
    assert found.also == "Manual"
    assert "(" not in found.title


def test_what_was_found_is_marked_until_the_list_closes(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key]
) -> None:
    search_for(qtbot, window, "온성")
    marks = window.found.marks
    places = {result.lonlat for result in shown(window) if result.lonlat is not None}
    assert {result.group for result in shown(window) if result.lonlat in places} >= {
        Group.RECORD,
        Group.PLACE,
    }
    assert set(marks.places) == places
    assert marks.isVisible()
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    assert marks.chosen == window.search.popup.current.lonlat  # type: ignore[union-attr]
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert not marks.isVisible()
    assert not marks.places


def test_rings_are_painted_where_the_hits_are(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key], settle: Settle
) -> None:
    window.canvas.centre_on(129.721, 41.833, 40.0)
    settle(window)
    marks = window.found.marks
    before = window.canvas.grab().toImage()
    marks.mark([(129.721, 41.833)])
    after = window.canvas.grab().toImage()
    middle = window.canvas.rect().center()
    changed = [
        (x, y)
        for x in range(after.width())
        for y in range(after.height())
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert changed
    assert all(abs(x - middle.x()) < 20 and abs(y - middle.y()) < 20 for x, y in changed)


def test_what_is_out_of_sight_is_counted_and_can_be_looked_at(
    qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    window.canvas.centre_on(125.0, 34.0, 20.0)
    search_for(qtbot, window, "kyohwaso")
    marks, count = window.found.marks, window.search.popup._count
    number = len(marks.places)
    assert f"{number} of them out of sight" in count.text()
    qtbot.keyClick(window.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert window.search.results.isVisible()
    assert count.text() == f"{number} places marked on the map"
    assert not window.session.selection


def test_words_of_a_menu_alone_do_not_put_commands_first() -> None:
    commands = [Command("1", "Dark", "View › Theme", words=("어둡게",)), Command("2", "Darken")]
    assert [result.command for result in matching(commands, "dark")] == ["1", "2"]
    assert [result.command for result in matching(commands, "view dark")] == ["1"]
    assert [result.command for result in matching(commands, "어둡")] == ["1"]
    assert matching(commands, "da") == []
    assert matching(commands, "light") == []
    named = Result(Group.RECORD, "Place", "Dark valley")
    spoken = Result(Group.RECORD, "Testimony", "T-1", snippet="it was \x02dark\x03")
    found = matching(commands, "dark")
    assert is_meant([spoken, *found], "dark")
    assert not is_meant([named, *found], "dark")
    assert not is_meant(matching(commands, "view dark"), "theme")


def test_a_shape_is_marked_on_itself() -> None:

    line = LineString([(0.0, 0.0), (0.0, 2.0), (2.0, 2.0)])
    assert on_the_map(line) == (0.0, 2.0)
    bay = Polygon([(0, 0), (4, 0), (4, 4), (3, 4), (3, 1), (1, 1), (1, 4), (0, 4)])
    at = on_the_map(bay)
    assert at is not None

    assert bay.contains(Point(at))
    assert on_the_map(None) is None
