"""Drawing with real clicks and keys: corners, steps, Esc, right angles, typed lengths."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shapely import LineString, Point, Polygon

from geoapp.ui.drawing.pen import Pen
from layers import metric
from layers.schema import GeometryKind
from layers.values import Position
from tests.ui.drawing.conftest import LEFT, NONE, Drawer

FENCE = [(-150.0, -60.0), (-80.0, 20.0), (0.0, 43.0), (70.0, 10.0), (120.0, -90.0)]


def save(drawer: Drawer) -> None:
    form = drawer.drawing.finishing.form
    assert form is not None
    QTest.mouseClick(form.save_button, LEFT)


def test_a_fence_over_five_points(drawer: Drawer) -> None:
    drawer.drawing.actions.snapping.setChecked(False)
    drawer.start()
    drawer.click(*FENCE[:-1])
    drawer.double_click(*FENCE[-1])
    form = drawer.drawing.finishing.form
    assert form is not None
    assert form.isVisible()
    QTest.keyClicks(form.editors["name"].focusProxy(), "North fence")
    save(drawer)
    (row,) = drawer.made("barrier")
    assert row.values["name"] == "North fence"
    position = row.values["geometry"]
    assert isinstance(position, Position)
    assert isinstance(position.geometry, LineString)
    assert len(position.geometry.coords) == 5
    assert position.found_by == "traced on Scene A at 0.5 m per pixel"
    assert position.radius_m == 1.0
    (claim,) = [
        c for c in drawer.session.view.claims(row.key) if c.values["attribute"] == "geometry"
    ]
    assert (claim.values["rank"], claim.values["basis"]) == ("adopted", "imagery")
    assert drawer.session.selection == (row.key,)
    assert drawer.drawing.tool is None
    assert not drawer.drawing.bar.isVisible()


def test_a_point_is_done_with_one_click_and_saved_without_a_word(drawer: Drawer) -> None:
    drawer.start("guard_post", GeometryKind.POINT)
    drawer.click((10, 10))
    save(drawer)
    (row,) = drawer.made("guard_post")
    assert isinstance(row.geometry, Point)


@pytest.mark.parametrize("way", ["right", "enter", "first corner"])
def test_an_area_is_finished_in_every_usual_way(drawer: Drawer, way: str) -> None:
    drawer.start("barrier", GeometryKind.AREA)
    drawer.click((-60, -40), (60, -40), (60, 40))
    if way == "right":
        QTest.mouseClick(drawer.canvas, Qt.MouseButton.RightButton, NONE, drawer.pixel(0, 0))
    elif way == "enter":
        drawer.key(Qt.Key.Key_Return)
    else:
        drawer.click((-60, -40))
    save(drawer)
    (row,) = drawer.made("barrier")
    assert isinstance(row.geometry, Polygon)
    assert len(row.geometry.exterior.coords) == 4


def test_single_corners_are_taken_back_not_entries_of_the_case(drawer: Drawer) -> None:
    entries = drawer.session.view.info().entries
    drawer.start()
    drawer.click(*FENCE[:3])
    drawer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(drawer.corners) == 2
    drawer.key(Qt.Key.Key_Backspace)
    assert len(drawer.corners) == 1
    drawer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(drawer.corners) == 2
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    drawer.key(Qt.Key.Key_Z, both)
    assert len(drawer.corners) == 1
    assert drawer.session.view.info().entries == entries


def test_esc_never_destroys(drawer: Drawer) -> None:
    drawer.start()
    drawer.click(*FENCE[:3])
    before = drawer.corners
    for _ in range(4):
        drawer.key(Qt.Key.Key_Escape)
    assert drawer.corners == before
    buttons = drawer.drawing.bar.buttons
    assert [n for n, b in buttons.items() if b.isVisible()] == [
        "finish",
        "continue",
        "show",
        "discard",
    ]
    QTest.mouseClick(buttons["continue"], LEFT)
    drawer.click(FENCE[3])
    assert len(drawer.corners) == 4


def test_an_interrupted_drawing_outlives_the_window(drawer: Drawer) -> None:
    drawer.start()
    drawer.click(*FENCE[:3])
    before = drawer.corners
    drawer.leave_case()
    assert drawer.drawing.tool is None
    drawer.come_back()
    assert drawer.corners == before
    assert "Interrupted" in drawer.drawing.bar.label.text()
    QTest.mouseClick(drawer.drawing.bar.buttons["continue"], LEFT)
    drawer.click(FENCE[3])
    drawer.key(Qt.Key.Key_Return)
    save(drawer)
    (row,) = drawer.made("barrier")
    assert row.geometry is not None
    assert len(row.geometry.coords) == 4
    assert drawer.made("sketch_element") == []


def test_what_is_discarded_comes_back_by_undo(drawer: Drawer) -> None:
    drawer.start()
    drawer.click(*FENCE[:2])
    drawer.key(Qt.Key.Key_Escape)
    QTest.mouseClick(drawer.drawing.bar.buttons["discard"], LEFT)
    assert drawer.drawing.tool is None
    drawer.session.undo()
    assert len(drawer.corners) == 2


def test_another_drawing_leaves_the_first_one_for_later(drawer: Drawer) -> None:
    drawer.start()
    drawer.click(*FENCE[:3])
    drawer.start("guard_post", GeometryKind.POINT)
    drawer.click((0, 0))
    save(drawer)
    assert len(drawer.corners) == 3


def test_cancelling_the_form_keeps_the_drawing(drawer: Drawer) -> None:
    drawer.start()
    drawer.click(*FENCE[:3])
    drawer.key(Qt.Key.Key_Return)
    assert drawer.drawing.finishing.form is not None
    QTest.mouseClick(drawer.drawing.finishing.form.cancel_button, LEFT)
    assert drawer.drawing.finishing.form is None
    assert len(drawer.corners) == 3
    assert drawer.made("barrier") == []
    assert len(drawer.made("sketch_element")) == 1


def test_a_corner_goes_where_a_corner_is_unless_snapping_is_off(drawer: Drawer) -> None:
    drawer.give("barrier", LineString(drawer.lonlat((-100, 50), (100, 50))))
    drawer.start()
    drawer.click((-97, 47))
    assert drawer.corners == [(-100, 50)]
    drawer.key(Qt.Key.Key_S)
    drawer.click((97, 47))
    assert drawer.corners[1] == (97, 47)
    assert not drawer.drawing.actions.snapping.isChecked()


def test_the_third_corner_finds_the_right_angle(drawer: Drawer) -> None:
    drawer.start("barrier", GeometryKind.AREA)
    drawer.click((-60, -40), (60, -35), (57, 48))
    tool = drawer.drawing.tool
    assert tool is not None
    a, b, c = tool.shape.corners
    assert metric.turn(a, b, c) == pytest.approx(90.0, abs=1e-4)


def test_a_building_is_squared_with_q(drawer: Drawer) -> None:
    drawer.drawing.actions.snapping.setChecked(False)
    drawer.start("barrier", GeometryKind.AREA)
    drawer.click((-60, -40), (60, -38), (57, 41), (-62, 37))
    before = drawer.corners
    drawer.key(Qt.Key.Key_Q)
    tool = drawer.drawing.tool
    assert tool is not None
    ring = tool.shape.corners
    for i in range(4):
        angle = metric.turn(ring[i - 2], ring[i - 1], ring[i])
        assert angle == pytest.approx(90.0, abs=1e-3)
    moved = [abs(a - c) + abs(b - d) for (a, b), (c, d) in zip(before, drawer.corners, strict=True)]
    assert max(moved) < 10
    drawer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert drawer.corners == before


def test_length_and_bearing_can_be_typed(drawer: Drawer) -> None:
    drawer.start()
    drawer.click((0, 0))
    drawer.hover(50, 10)
    QTest.keyClicks(drawer.canvas, "8")
    QTest.keyClicks(QApplication.focusWidget(), "0")
    typed = drawer.drawing.typed
    assert typed.isVisible()
    QTest.keyClicks(typed.bearing, "90")
    QTest.keyClick(typed.bearing, Qt.Key.Key_Return)
    assert drawer.corners == [(0, 0), (80, 0)]
    QTest.keyClicks(drawer.canvas, "4")
    QTest.keyClicks(QApplication.focusWidget(), "0")
    QTest.keyClicks(typed.bearing, "+90")
    QTest.keyClick(typed.bearing, Qt.Key.Key_Return)
    assert drawer.corners == [(0, 0), (80, 0), (80, -40)]
    assert QApplication.focusWidget() is drawer.canvas


def test_all_by_keyboard(drawer: Drawer) -> None:
    drawer.drawing.actions.snapping.setChecked(False)
    drawer.start()
    for keys in ([Qt.Key.Key_Right], [Qt.Key.Key_Up] * 10, [Qt.Key.Key_Left] * 10):
        for key in keys:
            drawer.key(key)
        drawer.key(Qt.Key.Key_Return)
    assert drawer.corners == [(4, 0), (4, 40), (-36, 40)]
    drawer.key(Qt.Key.Key_Return)
    save(drawer)
    assert len(drawer.made("barrier")) == 1


def test_a_slip_of_the_finger_is_a_click_and_a_drag_moves_the_map(drawer: Drawer) -> None:
    drawer.start()
    x = drawer.canvas.view.x
    drawer.drag((0, 0), (1.5, 0))
    assert len(drawer.corners) == 1
    assert drawer.canvas.view.x == x
    drawer.drag((0, 0), (60, 0))
    assert len(drawer.corners) == 1
    assert drawer.canvas.view.x < x


def test_too_few_corners_are_said_and_nothing_is_lost(drawer: Drawer) -> None:
    drawer.start("barrier", GeometryKind.AREA)
    drawer.click((0, 0), (50, 0))
    drawer.key(Qt.Key.Key_Return)
    assert "corner is missing" in drawer.drawing.bar.label.text()
    assert len(drawer.corners) == 2
    assert isinstance(drawer.drawing.tool, Pen)
    drawer.drawing.bar.leave()


def test_measuring_leaves_nothing_behind(drawer: Drawer) -> None:
    entries = drawer.session.view.info().entries
    drawer.drawing.measure(GeometryKind.AREA)
    drawer.click((0, 0), (100, 0), (100, 50), (0, 50))
    drawer.key(Qt.Key.Key_Return)
    words = drawer.drawing.bar.label.text()
    assert words.startswith(("Area 5,0", "Area 4,9"))
    QTest.mouseClick(drawer.drawing.bar.buttons["copy"], LEFT)
    assert QApplication.clipboard().text() == words
    QTest.mouseClick(drawer.drawing.bar.buttons["close"], LEFT)
    assert drawer.drawing.tool is None
    assert drawer.session.view.info().entries == entries
