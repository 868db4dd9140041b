from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from geoapp.case.records import Key
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.canvas.gestures import Tool
from layers.flows import Flow
from layers.projection import to_lonlat, to_mercator
from layers.schema import Text
from tests.ui.canvas.conftest import RED, layer

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Settle = Callable[[MapCanvas], None]
Pixel = Callable[[float, float], QPoint]

WEST, HERE, EAST = (
    shapely.Point(126.9, 40.0),
    shapely.Point(127.0, 40.0),
    shapely.Point(127.1, 40.0),
)


def wheel(
    canvas: MapCanvas, at: QPoint, notches: float = 1.0, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def move(
    canvas: MapCanvas,
    at: QPoint,
    buttons: Qt.MouseButton = Qt.MouseButton.NoButton,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        buttons,
        modifiers,
    )
    QApplication.sendEvent(canvas, event)


def drag(
    canvas: MapCanvas,
    start: QPoint,
    end: QPoint,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    QTest.mousePress(canvas, button, modifiers, start)
    for t in (0.3, 0.7, 1.0):
        step = QPointF(start) + (QPointF(end) - QPointF(start)) * t
        move(canvas, step.toPoint(), button, modifiers)
    QTest.mouseRelease(canvas, button, modifiers, end)


def red_at(canvas: MapCanvas) -> tuple[float, float]:
    """The middle of all pixels in the colour of the layer."""
    image = canvas.grab_picture().convertToFormat(canvas.grab_picture().Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    ys, xs = np.nonzero((pixels[..., :3] == RED[::-1]).all(axis=-1))
    assert len(xs), "nothing red on the map"
    return float(xs.mean()) + 0.5, float(ys.mean()) + 0.5


def test_a_feature_is_drawn_where_it_lies(canvas: MapCanvas, settle: Settle, pixel: Pixel) -> None:
    canvas.set_layers([layer([EAST])])
    canvas.set_language("en")
    settle(canvas)
    x, y = red_at(canvas)
    assert abs(x - pixel(127.1, 40.0).x()) < 2.5
    assert abs(y - pixel(127.1, 40.0).y()) < 2.5


def test_the_wheel_zooms_at_the_cursor(canvas: MapCanvas) -> None:
    at = QPoint(620, 140)
    before = canvas.view
    wheel(canvas, at)
    assert canvas.view.resolution < before.resolution
    place = [at.x(), at.y()]
    assert np.allclose(canvas.view.to_world(place), before.to_world(place), atol=1e-3)
    closer = before.resolution / canvas.view.resolution
    wheel(canvas, at, -1.0)
    assert canvas.view.resolution == pytest.approx(before.resolution)
    wheel(canvas, at, 1.0, CTRL)
    assert 1.0 < before.resolution / canvas.view.resolution < closer


@pytest.mark.parametrize("button", [LEFT, MIDDLE])
def test_a_drag_pans_and_the_place_stays_under_the_hand(
    canvas: MapCanvas, button: Qt.MouseButton
) -> None:
    before = canvas.view.to_world([300.0, 300.0])
    drag(canvas, QPoint(300, 300), QPoint(390, 250), button)
    assert np.allclose(canvas.view.to_world([390.0, 250.0]), before, atol=1e-6)


def test_space_pans_with_the_select_tool(canvas: MapCanvas) -> None:
    canvas.set_tool(Tool.SELECT)
    before = canvas.view
    drag(canvas, QPoint(300, 300), QPoint(390, 250))
    assert canvas.view == before
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    drag(canvas, QPoint(300, 300), QPoint(390, 250))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.view == before.panned(90, -50)


def test_keys_pan_and_zoom(canvas: MapCanvas) -> None:
    before = canvas.view
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.view.x > before.x
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.view.y > before.y
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    assert canvas.view.resolution == pytest.approx(before.resolution / 2)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.view.resolution == pytest.approx(before.resolution)


def test_full_extent_shows_every_feature(canvas: MapCanvas, pixel: Pixel) -> None:
    canvas.set_layers([layer([shapely.Point(124.5, 37.0), shapely.Point(131.0, 43.0)])])
    QTest.keyClick(canvas, Qt.Key.Key_F, CTRL | SHIFT)
    for lon, lat in ((124.5, 37.0), (131.0, 43.0)):
        assert canvas.rect().contains(pixel(lon, lat))


def test_zoom_to_a_point_shows_its_surroundings(canvas: MapCanvas) -> None:
    canvas.zoom_to((127.5, 40.5, 127.5, 40.5))
    assert np.allclose(to_lonlat([canvas.view.x, canvas.view.y]), [127.5, 40.5])
    assert 0.5 < canvas.view.ground_resolution < 20.0


def test_the_pointer_is_announced_in_degrees(qtbot: QtBot, canvas: MapCanvas, pixel: Pixel) -> None:
    with qtbot.waitSignal(canvas.pointer_moved) as told:
        move(canvas, pixel(127.05, 40.02))
    assert told.args == pytest.approx([127.05, 40.02], abs=0.001)


def test_hover_tells_name_kind_and_what_is_linked(canvas: MapCanvas, pixel: Pixel) -> None:
    heard: list[list[Key]] = []
    canvas.hovered.connect(heard.append)
    canvas.set_layers([layer([HERE, EAST])])
    move(canvas, pixel(127.1, 40.0))
    assert heard == [[Key("thing", 2)]]
    assert canvas.card_lines() == [
        "Thing 2  물건 2",
        "Thing",
        "accounts: 2 · events: 1",
    ]
    move(canvas, QPoint(5, 5))
    assert heard[-1] == []
    assert canvas.card_lines() == []


def test_a_click_selects_and_one_beside_clears(canvas: MapCanvas, pixel: Pixel) -> None:
    heard: list[tuple[list[Key], Qt.KeyboardModifier]] = []
    canvas.clicked.connect(lambda keys, modifiers: heard.append((keys, modifiers)))
    canvas.set_layers([layer([HERE, EAST])])
    QTest.mouseClick(canvas, LEFT, NONE, pixel(127.1, 40.0))
    QTest.mouseClick(canvas, LEFT, SHIFT, pixel(127.0, 40.0))
    QTest.mouseClick(canvas, LEFT, NONE, QPoint(20, 20))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert heard == [
        ([Key("thing", 2)], NONE),
        ([Key("thing", 1)], SHIFT),
        ([], NONE),
        ([], NONE),
    ]


def test_a_hand_that_trembles_still_clicks(canvas: MapCanvas, pixel: Pixel) -> None:
    heard: list[list[Key]] = []
    canvas.clicked.connect(lambda keys, _: heard.append(keys))
    canvas.set_layers([layer([HERE])])
    at = pixel(127.0, 40.0)
    drag(canvas, at, at + QPoint(2, 1))
    assert heard == [[Key("thing", 1)]]


def test_shift_drag_selects_what_a_rectangle_touches(canvas: MapCanvas, pixel: Pixel) -> None:
    heard: list[list[Key]] = []
    canvas.area_selected.connect(heard.append)
    canvas.set_layers([layer([WEST, HERE, EAST])])
    corner, other = pixel(126.95, 40.05), pixel(127.15, 39.95)
    drag(canvas, corner, other, LEFT, SHIFT)
    canvas.set_tool(Tool.SELECT)
    drag(canvas, other, corner)
    assert heard == [[Key("thing", 2), Key("thing", 3)]] * 2


def test_a_cluster_comes_apart_when_it_is_clicked(
    canvas: MapCanvas, settle: Settle, pixel: Pixel
) -> None:
    near = shapely.Point(127.002, 40.001)
    heard: list[list[Key]] = []
    canvas.clicked.connect(lambda keys, _: heard.append(keys))
    canvas.set_layers([layer([HERE, near])])
    QTest.mouseClick(canvas, LEFT, NONE, pixel(127.001, 40.0005))
    assert heard == []
    assert canvas.view.resolution < 25.0
    settle(canvas)
    QTest.mouseClick(canvas, LEFT, NONE, pixel(127.002, 40.001))
    assert heard == [[Key("thing", 2)]]


def choice(canvas: MapCanvas) -> QMenu:
    found = canvas.findChild(QMenu, "canvasChoice")
    assert isinstance(found, QMenu)
    return found


def test_things_at_one_place_are_offered_to_choose_from(
    qtbot: QtBot, canvas: MapCanvas, pixel: Pixel
) -> None:
    canvas.set_layers([layer([HERE, HERE, EAST])])
    QTest.mouseClick(canvas, LEFT, NONE, pixel(127.0, 40.0))
    menu = choice(canvas)
    assert [action.text() for action in menu.actions()] == [
        "Thing 1  물건 1 — Thing",
        "Thing 2  물건 2 — Thing",
    ]
    with qtbot.waitSignal(canvas.clicked) as told:
        menu.actions()[1].trigger()
    assert told.args[0] == [Key("thing", 2)]
    menu.hide()
    qtbot.waitUntil(lambda: canvas.findChild(QMenu, "canvasChoice") is None)


def test_an_arrow_offers_the_returns_it_stands_for(canvas: MapCanvas) -> None:
    keys = (("repatriation", 7), ("repatriation", 8))
    flow = Flow(
        "repatriation",
        (127.0, 40.1),
        (127.0, 39.9),
        Text("2 returns", "송환 2건"),
        keys,
        ("a", "b"),
    )
    canvas.set_flows([flow])
    spine = canvas.content.arrows(canvas.view)[0].spine
    x, y = spine[len(spine) // 2].tolist()
    QTest.mouseClick(canvas, LEFT, NONE, QPoint(round(x), round(y)))
    menu = choice(canvas)
    assert [action.text() for action in menu.actions()] == ["a", "b"]
    menu.hide()


def test_hidden_layers_are_neither_drawn_nor_hit(
    canvas: MapCanvas, settle: Settle, pixel: Pixel
) -> None:
    heard: list[list[Key]] = []
    canvas.clicked.connect(lambda keys, _: heard.append(keys))
    canvas.set_layers([layer([HERE])])
    canvas.set_visible("thing", False)
    settle(canvas)
    with pytest.raises(AssertionError, match="nothing red"):
        red_at(canvas)
    QTest.mouseClick(canvas, LEFT, NONE, pixel(127.0, 40.0))
    assert heard == [[]]


def test_a_selected_feature_is_marked_at_once(
    canvas: MapCanvas, settle: Settle, pixel: Pixel
) -> None:
    canvas.set_layers([layer([HERE])])
    settle(canvas)
    at = pixel(127.0, 40.0)

    def around() -> list[str]:
        image = canvas.grab_picture()
        return [image.pixelColor(at.x() + dx, at.y()).name() for dx in range(8, 15)]

    before = around()
    canvas.set_selection([Key("thing", 1)])
    marked = around()
    assert before != marked
    canvas.set_selection([("thing", 1)])
    assert around() == marked
    assert canvas.selection == [Key("thing", 1)]
    canvas.set_selection([])
    assert around() == before


def test_a_point_is_moved_by_dragging_it(qtbot: QtBot, canvas: MapCanvas, pixel: Pixel) -> None:
    canvas.set_layers([layer([HERE])])
    assert canvas.begin_move(Key("thing", 1))
    start, end = pixel(127.0, 40.0), pixel(127.05, 40.03)
    with qtbot.waitSignal(canvas.point_moved) as told:
        drag(canvas, start + QPoint(3, 0), end + QPoint(3, 0))
    table, row, lon, lat = told.args
    assert (table, row) == ("thing", 1)
    assert (lon, lat) == pytest.approx((127.05, 40.03), abs=0.0006)
    assert canvas.content.lifted is None


def test_esc_puts_a_moved_point_back(
    qtbot: QtBot, canvas: MapCanvas, settle: Settle, pixel: Pixel
) -> None:
    moved: list[object] = []
    canvas.point_moved.connect(lambda *args: moved.append(args))
    canvas.set_layers([layer([HERE])])
    settle(canvas)
    before = red_at(canvas)
    canvas.begin_move(Key("thing", 1))
    at = pixel(127.0, 40.0)
    QTest.mousePress(canvas, LEFT, NONE, at)
    move(canvas, at + QPoint(60, 0), LEFT)
    settle(canvas)
    assert red_at(canvas)[0] == pytest.approx(before[0] + 60, abs=1.5)
    with qtbot.waitSignal(canvas.move_ended):
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, at + QPoint(60, 0))
    settle(canvas)
    assert red_at(canvas) == pytest.approx(before, abs=0.6)
    assert moved == []


def test_a_point_is_moved_by_keys(qtbot: QtBot, canvas: MapCanvas) -> None:
    canvas.set_layers([layer([HERE])])
    canvas.begin_move(Key("thing", 1))
    before = canvas.view
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    with qtbot.waitSignal(canvas.point_moved) as told:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.view == before
    x = to_mercator([told.args[2], told.args[3]])[0]
    assert x - to_mercator([127.0, 40.0])[0] == pytest.approx(7 * 50.0, abs=1e-3)


def test_a_point_on_the_way_stays_where_it_is_while_the_map_moves(
    qtbot: QtBot, canvas: MapCanvas, pixel: Pixel
) -> None:
    canvas.set_layers([layer([HERE])])
    canvas.begin_move(Key("thing", 1))
    wheel(canvas, QPoint(100, 100))
    with qtbot.waitSignal(canvas.point_moved) as told:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert told.args[2:] == pytest.approx([127.0, 40.0])


def test_only_points_that_are_there_can_be_moved(canvas: MapCanvas) -> None:
    canvas.set_layers([layer([shapely.LineString([(127, 40), (127.1, 40)])])])
    assert not canvas.begin_move(Key("thing", 1))
    assert not canvas.begin_move(Key("thing", 99))
    assert not canvas.begin_move(Key("other", 1))


def test_tab_goes_through_the_features_and_enter_selects(qtbot: QtBot, canvas: MapCanvas) -> None:
    canvas.set_layers([layer([EAST, WEST, shapely.Point(150.0, 40.0)])])
    canvas.setFocus()
    assert canvas.accessibleName() == "Map"
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.accessibleName() == "Thing 2  물건 2, Thing, 1 / 2"
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.accessibleName() == "Thing 1  물건 1, Thing, 2 / 2"
    with qtbot.waitSignal(canvas.clicked) as told:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert told.args[0] == [Key("thing", 1)]
    QTest.keyClick(canvas, Qt.Key.Key_Backtab)
    assert canvas.accessibleName().startswith("Thing 2")


def test_esc_lets_tab_leave_the_map(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    canvas, other = MapCanvas(), QPushButton("other")
    row.addWidget(canvas)
    row.addWidget(other)
    canvas.set_layers([layer([WEST, HERE, EAST])])
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert window.focusWidget() is canvas
    assert canvas.accessibleName() != "Map"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert window.focusWidget() is other
    assert canvas.accessibleName() == "Map"
    canvas.shutdown()


def test_keys_that_mean_nothing_here_go_on(canvas: MapCanvas) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_K, CTRL)
    QApplication.sendEvent(canvas, event)
    assert not event.isAccepted()


def test_panning_within_the_margin_draws_nothing_anew(canvas: MapCanvas, settle: Settle) -> None:
    canvas.set_layers([layer([HERE])])
    settle(canvas)
    drawn: list[None] = []
    canvas.rendered.connect(lambda: drawn.append(None))
    before = red_at(canvas)
    drag(canvas, QPoint(300, 300), QPoint(420, 340))
    settle(canvas)
    assert drawn == []
    assert red_at(canvas) == pytest.approx((before[0] + 120, before[1] + 40), abs=0.6)
    drag(canvas, QPoint(100, 300), QPoint(220, 300))
    settle(canvas)
    assert len(drawn) >= 1
    assert red_at(canvas) == pytest.approx((before[0] + 240, before[1] + 40), abs=0.6)


def test_only_the_newest_view_has_to_be_drawn(canvas: MapCanvas, settle: Settle) -> None:
    rng = np.random.default_rng(1)
    lonlat = rng.uniform((126.0, 39.0), (128.0, 41.0), (20_000, 2))
    canvas.set_layers([layer([shapely.Point(p) for p in lonlat])])
    drawn: list[None] = []
    canvas.rendered.connect(lambda: drawn.append(None))
    for i in range(60):
        wheel(canvas, QPoint(300, 300), 0.25 if i < 30 else -0.25)
    settle(canvas)
    assert 1 <= len(drawn) < 40


def test_light_and_dark_differ(canvas: MapCanvas, settle: Settle) -> None:
    settle(canvas)
    light = canvas.grab_picture().pixelColor(400, 100).lightness()
    canvas.set_dark(True)
    settle(canvas)
    assert canvas.grab_picture().pixelColor(400, 100).lightness() < light - 80


@pytest.mark.parametrize("end", ["shutdown", "close", "deleteLater"])
def test_no_worker_outlives_a_canvas(qtbot: QtBot, settle: Settle, end: str) -> None:
    known = set(threading.enumerate())
    made = MapCanvas()
    made.show()
    made.set_layers([layer([HERE])])
    settle(made)
    assert set(threading.enumerate()) - known
    getattr(made, end)()
    if end == "deleteLater":
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not set(threading.enumerate()) - known
    if end != "deleteLater":
        made.deleteLater()
