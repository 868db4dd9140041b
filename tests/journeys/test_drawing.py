"""Stories of drawing: a fence with a slip, an interruption and a second look; a fence reshaped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shapely import LineString

from geoapp.case.records import Key
from geoapp.ui.dialogs.messages import ReasonDialog
from geoapp.ui.drawing import Drawing
from layers.schema import GeometryKind
from layers.values import Position
from tests.journeys.conftest import User

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drawing(user: User) -> Drawing:
    return user.window.work.drawing


def spots(user: User, *shares: tuple[float, float]) -> list[QPoint]:
    """Pixels of the map, given as shares of its width and height."""
    canvas = user.window.canvas
    return [QPoint(round(x * canvas.width()), round(y * canvas.height())) for x, y in shares]


def move(user: User, at: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    canvas = user.window.canvas
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        held,
        NONE,
    )
    QApplication.sendEvent(canvas, event)


def click(user: User, *places: QPoint) -> None:
    for at in places:
        move(user, at)
        QTest.mouseClick(user.window.canvas, LEFT, NONE, at)


def begin(user: User) -> None:
    """From the menu, as the button of the toolbar opens it."""
    user.window.canvas.centre_on(131.2, 40.1, 0.65)  # open water: nothing there to snap to
    menu = drawing(user).actions.menu
    inner = next(a.menu() for a in menu.actions() if a.menu() and a.text() == "Barrier")
    line = next(a for a in inner.actions() if a.objectName() == "draw.barrier.LINESTRING")  # type: ignore[union-attr]
    line.trigger()


def fences(user: User) -> int:
    assert user.window.session is not None
    return user.window.session.view.counts()["barrier"]


def press_button(user: User, name: str) -> None:
    QTest.mouseClick(drawing(user).bar.buttons[name], LEFT)


def course(user: User, key: Key) -> LineString:
    position = user.field(key, "geometry")
    assert isinstance(position, Position)
    assert isinstance(position.geometry, LineString)
    return position.geometry


def drawn_fence(user: User) -> Key:
    begin(user)
    places = spots(user, (0.2, 0.6), (0.3, 0.4), (0.45, 0.5), (0.5, 0.3), (0.35, 0.75))
    click(user, *places)
    QTest.mouseDClick(user.window.canvas, LEFT, NONE, places[-1])
    form = drawing(user).finishing.form
    assert form is not None
    QTest.keyClicks(form.editors["name"].focusProxy(), "Fence under test")
    QTest.mouseClick(form.save_button, LEFT)
    assert user.window.session is not None
    (key,) = user.window.session.selection
    return key


def test_a_fence_is_drawn_taken_back_and_brought_back(user: User) -> None:
    had = fences(user)
    key = drawn_fence(user)
    assert fences(user) == had + 1
    assert len(course(user, key).coords) == 5
    user.bot.waitUntil(lambda: user.shown == key)
    position = user.field(key, "geometry")
    assert isinstance(position, Position)
    assert str(position.found_by).startswith("traced on the overview map at ")
    assert position.radius_m is not None
    assert position.radius_m > 400.0  # the overview shows nothing finer, however close one looks
    user.press("Ctrl+Z")
    user.bot.waitUntil(lambda: fences(user) == had)
    user.press("Ctrl+Shift+Z")
    user.bot.waitUntil(lambda: fences(user) == had + 1)


def test_a_drawing_survives_a_slip_esc_and_the_end_of_the_window(user: User) -> None:
    had = fences(user)
    begin(user)
    click(user, *spots(user, (0.2, 0.6), (0.3, 0.4), (0.6, 0.9)))
    user.press("Ctrl+Z")  # the last corner was a slip
    click(user, *spots(user, (0.45, 0.5)))
    for _ in range(3):
        QTest.keyClick(user.window.canvas, Qt.Key.Key_Escape)
    tool = drawing(user).tool
    assert tool is not None
    before = tool.shape
    assert len(before.corners) == 3
    user.reopen()
    tool = drawing(user).tool
    assert tool is not None
    assert tool.shape == before
    press_button(user, "show")
    press_button(user, "finish")
    form = drawing(user).finishing.form
    assert form is not None
    QTest.mouseClick(form.save_button, LEFT)
    assert fences(user) == had + 1
    assert user.window.session is not None
    (key,) = user.window.session.selection
    assert course(user, key) == LineString(before.corners)


def test_a_fence_is_reshaped_and_found_so_again(user: User) -> None:
    key = drawn_fence(user)
    user.bot.waitUntil(lambda: user.shown == key)
    before = course(user, key)
    user.press("Ctrl+E")
    tool = drawing(user).tool
    assert tool is not None
    corner = tool.pixel_of(tool.shape.corners[1]).toPoint()
    QTest.mousePress(user.window.canvas, LEFT, NONE, corner)
    for step in (10, 30, 40):
        move(user, corner + QPoint(-step, -step), LEFT)
    QTest.mouseRelease(user.window.canvas, LEFT, NONE, corner + QPoint(-40, -40))
    QTest.keyClick(user.window.canvas, Qt.Key.Key_Return)
    dialog = user.window.findChild(ReasonDialog, "reasonDialog")
    assert dialog is not None
    QTest.keyClicks(dialog.reason, "better imagery")
    QTest.mouseClick(dialog.go, LEFT)
    after = course(user, key)
    assert after.coords[1] != before.coords[1]
    assert list(after.coords)[2:] == list(before.coords)[2:]
    user.reopen()
    assert course(user, key) == after
    assert user.window.session is not None
    claims = user.window.session.view.claims(key)
    ranks = [c.values["rank"] for c in claims if c.values["attribute"] == "geometry"]
    assert sorted(map(str, ranks)) == ["adopted", "open"]


def test_a_building_is_squared(user: User) -> None:
    begin(user)
    drawing(user).start("barrier", GeometryKind.AREA)
    drawing(user).actions.snapping.setChecked(False)
    click(user, *spots(user, (0.3, 0.3), (0.6, 0.31), (0.59, 0.6), (0.31, 0.58)))
    user.press("Q")
    tool = drawing(user).tool
    assert tool is not None
    ring = tool.frame().to_metres(tool.shape.corners)
    for i in range(4):
        before, after = ring[i - 1] - ring[i - 2], ring[i] - ring[i - 1]
        assert abs(before @ after) < 1e-6 * (before @ before)
