"""Of several tools for one hand only one has it, and what was begun waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from geoapp.case.records import Key
from geoapp.commands import geometry
from geoapp.ui.main_window import MainWindow
from layers.schema import GeometryKind
from tests.ui.window.conftest import pixel_of

Settle = Callable[[MainWindow], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def drawing(window: MainWindow, settle: Settle) -> Iterator[MainWindow]:
    """A window in which a fence of three corners is being drawn."""
    window.canvas.centre_on(129.0, 41.0, 20.0)
    settle(window)
    window.work.drawing.start("barrier", GeometryKind.LINE)
    for at in (QPoint(200, 200), QPoint(300, 210), QPoint(320, 300)):
        QTest.mouseMove(window.canvas, at)
        QTest.mouseClick(window.canvas, LEFT, Qt.KeyboardModifier(0), at)
        QTest.qWait(1)
    yield window
    window.work.drawing.leave()


def waits(window: MainWindow) -> bool:
    """Whether the drawing has no hand, but is in sight and in the case."""
    desk = window.work.drawing
    assert window.session is not None
    kept = geometry.unfinished(window.session.view)
    return (
        desk.tool is not None
        and not desk.tool.is_in_use
        and len(desk.tool.tracing.settled.corners) == 3
        and [len(one.shape.corners) for one in kept] == [3]
    )


@pytest.mark.parametrize("tool", ["pan", "select"])
def test_another_tool_of_the_map_interrupts_a_drawing(drawing: MainWindow, tool: str) -> None:
    desk = drawing.work.drawing
    assert desk.tool is not None
    assert desk.tool.is_in_use
    getattr(drawing.actions_, tool).trigger()
    assert waits(drawing)
    desk.resume()
    assert desk.tool.is_in_use
    assert len(desk.tool.tracing.settled.corners) == 3


def test_moving_a_point_interrupts_a_drawing_and_drawing_puts_the_point_down(
    drawing: MainWindow, one: Callable[[str], Key], settle: Settle
) -> None:
    drawing.selecting.begin_move(one("KW-25"))
    assert drawing.canvas.content.lifted is not None
    assert waits(drawing)
    drawing.work.drawing.resume()
    assert drawing.canvas.content.lifted is None


def test_picking_on_the_map_interrupts_a_drawing_and_drawing_ends_picking(
    drawing: MainWindow, one: Callable[[str], Key]
) -> None:
    linker = drawing.work.linker
    assert linker is not None
    linker.link_from(one("KW-25"))
    assert drawing.work.drawing.tool is not None
    linker.picker.pick_on_map(True)
    assert linker.picker.pick.active
    assert waits(drawing)
    drawing.work.drawing.resume()
    assert not linker.picker.pick.active
    linker.picker.disappear()


def test_a_tool_that_has_nothing_drawn_goes_without_a_trace(window: MainWindow) -> None:
    window.work.drawing.start("barrier", GeometryKind.LINE)
    window.actions_.pan.trigger()
    assert window.work.drawing.tool is None
    assert window.session is not None
    assert not geometry.unfinished(window.session.view)


def menu_at(window: MainWindow, at: QPoint) -> QMenu:
    """The menu that the right button opens."""
    found: list[QMenu] = []
    QTest.mouseClick(window.canvas, Qt.MouseButton.RightButton, Qt.KeyboardModifier(0), at)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    found.append(popup)
    return found[0]


def test_the_right_button_selects_and_offers_to_link(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key], settle: Settle
) -> None:
    key = one("KW-16")
    window.selecting.zoom_to([key])
    settle(window)
    menu = menu_at(window, pixel_of(window, key))
    assert window.session is not None
    assert window.session.selection == (key,)
    words = [action.text().replace("&", "") for action in menu.actions()]
    assert {"Link to…", "Link an account to it…", "Move it on the map"} <= set(words)
    link = next(a for a in menu.actions() if a.objectName() == "action.link")
    menu.close()
    link.trigger()
    assert window.work.linker is not None
    assert window.work.linker.picker.isVisible()
    window.work.linker.picker.disappear()


def test_the_right_button_on_open_ground_offers_its_coordinates(
    window: MainWindow, settle: Settle
) -> None:
    window.canvas.centre_on(131.0, 39.0, 50.0)
    settle(window)
    menu = menu_at(window, window.canvas.rect().center())
    copy = menu.actions()[0]
    copy.trigger()
    menu.close()
    assert QApplication.clipboard().text().startswith("39.00")


def test_linking_stands_in_the_edit_menu_while_a_case_is_open(window: MainWindow) -> None:
    def named() -> list[str]:
        return [action.objectName() for action in window.menus.edit.actions()]

    assert "action.link" in named()
    window.close_case()
    QApplication.sendPostedEvents(None, 52)
    assert "action.link" not in named()


def test_a_row_without_a_place_can_be_linked_from_the_layers(
    window: MainWindow, settle: Settle
) -> None:
    tree = window.tree.tree
    layer = tree.topLevelItem(0)
    assert layer is not None
    unlocated = next(
        child
        for number in range(layer.childCount())
        if (child := layer.child(number)) and child.text(0) == "Without a place"
    )
    unlocated.setExpanded(True)
    row = unlocated.child(0)
    tree.scrollToItem(row)

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(a for a in menu.actions() if a.text() == "Link to…")
        assert isinstance(action, QAction)
        menu.close()
        action.trigger()

    QTimer.singleShot(0, choose)
    tree.customContextMenuRequested.emit(tree.visualItemRect(row).center())
    assert window.work.linker is not None
    assert window.work.linker.picker.isVisible()
    assert window.session is not None
    assert len(window.session.selection) == 1
    window.work.linker.picker.disappear()
