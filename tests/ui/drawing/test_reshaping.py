"""Reshaping a row: dragging, adding and removing corners; the earlier course stays a claim."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shapely import LineString, MultiLineString, Polygon

from geoapp.case.records import Key
from geoapp.ui.dialogs.messages import ReasonDialog
from geoapp.ui.drawing.vertices import Vertices
from layers import metric
from layers.values import Position
from tests.ui.drawing.conftest import LEFT, NONE, Drawer

LINE = [(-120.0, 0.0), (0.0, 30.0), (110.0, -20.0)]


def fence(drawer: Drawer) -> Key:
    return drawer.give("barrier", LineString(drawer.lonlat(*LINE)), name="Fence")


def begin(drawer: Drawer, key: Key) -> Vertices:
    drawer.session.select([key])
    drawer.drawing.actions.reshape.trigger()
    tool = drawer.drawing.tool
    assert isinstance(tool, Vertices)
    return tool


def agree(drawer: Drawer, reason: str = "seen again") -> None:
    dialog = drawer.canvas.window().findChild(ReasonDialog, "reasonDialog")
    assert dialog is not None
    QTest.keyClicks(dialog.reason, reason)
    QTest.mouseClick(dialog.go, LEFT)
    QApplication.processEvents()


def test_a_corner_is_dragged_and_the_earlier_course_stays_a_claim(drawer: Drawer) -> None:
    key = fence(drawer)
    earlier = drawer.session.view.record(key)
    assert earlier is not None
    begin(drawer, key)
    drawer.drag((0, 30), (20, 80))
    assert drawer.corners == [(-120, 0), (20, 80), (110, -20)]
    drawer.key(Qt.Key.Key_Return)
    agree(drawer)
    row = drawer.session.view.record(key)
    assert row is not None
    new, old = row.values["geometry"], earlier.values["geometry"]
    assert isinstance(new, Position)
    assert isinstance(old, Position)
    assert new.found_by == "retraced on Scene A at 0.5 m per pixel"
    assert new.radius_m == 3.0
    assert new.geometry is not None
    assert new.geometry.coords[0] == old.geometry.coords[0]  # type: ignore[union-attr]
    ranks = {
        str(c.values["rank"]): c.values["value"]
        for c in drawer.session.view.claims(key)
        if c.values["attribute"] == "geometry"
    }
    assert ranks["open"] == old.to_json()
    assert ranks["adopted"] == new.to_json()
    assert drawer.session.view.entries(1)[0].reason == "seen again"
    drawer.session.undo()
    again = drawer.session.view.record(key)
    assert again is not None
    assert again.values["geometry"] == old


def test_a_middle_handle_and_an_edge_give_a_corner(drawer: Drawer) -> None:
    drawer.drawing.actions.snapping.setChecked(False)
    begin(drawer, fence(drawer))
    drawer.drag((-60, 15), (-60, 60))
    assert drawer.corners == [(-120, 0), (-60, 60), (0, 30), (110, -20)]
    drawer.click((27.5, 17.5))
    assert len(drawer.corners) == 5
    drawer.key(Qt.Key.Key_Delete)
    assert len(drawer.corners) == 4


def test_removing_stops_where_no_line_would_be_left(drawer: Drawer) -> None:
    tool = begin(drawer, fence(drawer))
    drawer.key(Qt.Key.Key_Backspace)
    assert "Click a corner" in drawer.drawing.bar.label.text()
    tool.chosen = (0, 0)
    for _ in range(3):
        drawer.key(Qt.Key.Key_Backspace)
    assert len(drawer.corners) == 2
    assert "must stay" in drawer.drawing.bar.label.text()
    drawer.drawing.bar.leave()


def test_reshaping_by_keyboard(drawer: Drawer) -> None:
    begin(drawer, fence(drawer))
    drawer.key(Qt.Key.Key_Tab)
    drawer.key(Qt.Key.Key_Up)
    drawer.key(Qt.Key.Key_Up)
    assert drawer.corners[0] == (-120, 8)
    drawer.key(Qt.Key.Key_Insert)
    assert len(drawer.corners) == 4
    drawer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    drawer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert drawer.corners[0] == (-120, 4)


def test_esc_and_closing_keep_what_was_moved(drawer: Drawer) -> None:
    key = fence(drawer)
    begin(drawer, key)
    drawer.drag((0, 30), (20, 80))
    for _ in range(3):
        drawer.key(Qt.Key.Key_Escape)
    assert drawer.corners[1] == (20, 80)
    drawer.leave_case()
    drawer.come_back()
    assert drawer.corners == [(-120, 0), (20, 80), (110, -20)]
    assert "Fence" in drawer.drawing.bar.label.text()
    QTest.mouseClick(drawer.drawing.bar.buttons["finish"], LEFT)
    agree(drawer)
    row = drawer.session.view.record(key)
    assert row is not None
    assert row.geometry is not None
    assert len(row.geometry.coords) == 3
    assert drawer.made("sketch_element") == []
    assert drawer.drawing.tool is None


def test_looking_without_moving_leaves_no_trace(drawer: Drawer) -> None:
    key = fence(drawer)
    entries = drawer.session.view.info().entries
    begin(drawer, key)
    drawer.key(Qt.Key.Key_Escape)
    assert drawer.drawing.tool is None
    assert drawer.session.view.info().entries == entries


def test_a_dragged_corner_snaps_to_another_row_but_not_to_its_own_old_place(drawer: Drawer) -> None:
    drawer.give("barrier", LineString(drawer.lonlat((60, 100), (100, 100))))
    begin(drawer, fence(drawer))
    drawer.drag((0, 30), (62, 97))
    assert drawer.corners[1] == (60, 100)


def test_a_building_with_a_yard_is_squared(drawer: Drawer) -> None:
    drawer.drawing.actions.snapping.setChecked(False)
    outline = drawer.lonlat((-100, -80), (100, -76), (96, 82), (-104, 79))
    yard = drawer.lonlat((-40, -30), (38, -30), (40, 33), (-40, 30))
    key = drawer.give("barrier", Polygon(outline, [yard]))
    tool = begin(drawer, key)
    drawer.key(Qt.Key.Key_Q)
    for ring in tool.shape.parts:
        for i in range(4):
            assert metric.turn(ring[i - 2], ring[i - 1], ring[i]) == pytest.approx(90, abs=1e-3)
    QTest.mouseClick(drawer.canvas, Qt.MouseButton.RightButton, NONE, drawer.pixel(0, 0))
    agree(drawer)
    row = drawer.session.view.record(key)
    assert row is not None
    assert isinstance(row.geometry, Polygon)
    assert len(row.geometry.interiors) == 1


def test_parts_stay_parts(drawer: Drawer) -> None:
    lines = MultiLineString(
        [drawer.lonlat((-100, 0), (0, 0)), drawer.lonlat((0, 40), (50, 60), (90, 40))]
    )
    key = drawer.give("barrier", lines)
    begin(drawer, key)
    drawer.drag((50, 60), (50, 90))
    drawer.key(Qt.Key.Key_Return)
    agree(drawer)
    row = drawer.session.view.record(key)
    assert row is not None
    assert isinstance(row.geometry, MultiLineString)
    assert row.geometry.geoms[0].equals_exact(lines.geoms[0], 0.0)
    assert not row.geometry.geoms[1].equals_exact(lines.geoms[1], 1e-7)


def test_the_line_as_it_was_is_out_of_sight_while_it_is_reshaped(drawer: Drawer) -> None:
    key = fence(drawer)
    begin(drawer, key)
    assert drawer.canvas.content.lifted == (key.table, key.id)
    drawer.drag((0, 30), (20, 80))
    drawer.drawing.leave()
    assert drawer.canvas.content.lifted is None
    drawer.drawing.resume()
    assert drawer.canvas.content.lifted == (key.table, key.id)
    drawer.key(Qt.Key.Key_Return)
    assert drawer.canvas.content.lifted is None
    agree(drawer)
