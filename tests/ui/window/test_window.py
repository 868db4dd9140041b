from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QSlider,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from geoapp import app
from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.commands import edit
from geoapp.profile import Profile
from geoapp.ui import language, theme
from geoapp.ui.dialogs.messages import ReasonDialog
from geoapp.ui.main_window import MainWindow
from geoapp.ui.theme import Mode
from geoapp.ui.window import remembered
from layers.projection import to_mercator
from layers.values import Position

Settle = Callable[[MainWindow], None]


def pixel_of(window: MainWindow, key: Key) -> QPoint:
    assert window.session is not None
    record = window.session.view.record(key)
    assert record is not None
    assert record.geometry is not None
    point = record.geometry.representative_point()
    x, y = window.canvas.view.to_pixels(to_mercator([point.x, point.y])).tolist()
    return QPoint(round(x), round(y))


def test_the_names_that_tests_and_tools_rely_on(window: MainWindow) -> None:
    assert window.objectName() == "mainWindow"
    for name in ("canvas", "layerTree", "inspector", "searchBox", "networkState"):
        assert window.findChild(QWidget, name) is not None, name
    assert window.session is not None
    assert window.windowTitle() == f"{window.session.title} – geoapp"
    assert window.menus.states.network.text() == "Offline"
    assert window.menus.states.protection.text() == "Not encrypted"
    assert window.menus.states.network.isVisible()


def test_every_control_has_an_accessible_name(window: MainWindow) -> None:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QSlider, QAbstractItemView)
    own = [w for w in window.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in own
        if not widget.objectName().startswith("qt_")
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or _text(widget))
    ]
    assert nameless == []


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_every_action_in_a_menu_says_what_it_does(window: MainWindow) -> None:
    actions = [a for a in window.findChildren(QAction) if a.objectName().startswith("action.")]
    assert len(actions) > 25
    assert [a.objectName() for a in actions if not a.text() or not a.toolTip()] == []
    keys = [k.toString() for a in actions for k in a.shortcuts()]
    assert len(keys) == len(set(keys))


def test_a_click_on_the_map_fills_the_inspector(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key], settle: Settle
) -> None:
    key = one("KW-25")
    window.selecting.zoom_to([key])
    settle(window)
    qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=pixel_of(window, key))
    assert window.session is not None
    assert window.session.selection == (key,)
    assert window.inspector is not None
    assert window.inspector.current == key
    assert window.status.selection.text() == "1 selected"
    assert window.canvas.selection == [key]


def test_enter_on_the_map_before_anything_was_walked_to_does_nothing(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Return)
    assert window.session is not None
    assert window.session.selection == ()


def test_undo_says_what_it_takes_back_and_the_map_follows(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key], settle: Settle
) -> None:
    key, session = one("KW-25"), window.session
    assert session is not None
    assert not window.actions_.undo.isEnabled()
    session.do(edit.edit(session.view, key, {"name_en": "Camp by the river"}))
    settle(window)
    layer = next(la for la in window.canvas.content.layers if la.name == "facility")
    assert layer.label(layer.index_of[key.id], "en") == "Camp by the river"
    window.undoing.name()
    assert "Camp by the river" in window.actions_.undo.text()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert session.view.record(key).values["name_en"] != "Camp by the river"
    layer = next(la for la in window.canvas.content.layers if la.name == "facility")
    assert layer.label(layer.index_of[key.id], "en") != "Camp by the river"
    window.undoing.name()
    assert window.actions_.redo.isEnabled()
    assert window.actions_.redo.text() != "&Redo"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    settle(window)
    assert session.view.record(key).values["name_en"] == "Camp by the river"


def test_only_the_layers_a_change_touched_are_read_again(
    window: MainWindow, one: Callable[[str], Key], settle: Settle
) -> None:
    session = window.session
    assert session is not None
    before = {layer.name: layer for layer in window.canvas.content.layers}
    session.do(edit.edit(session.view, one("KW-25"), {"note": "seen"}))
    settle(window)
    after = {layer.name: layer for layer in window.canvas.content.layers}
    assert {name for name in after if after[name] is not before[name]} == {"facility"}


def test_a_point_is_moved_by_hand_with_a_reason_and_never_made_more_precise(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key], settle: Settle
) -> None:
    key, session = one("KW-25"), window.session
    assert session is not None
    old = session.view.record(key).values["geometry"]
    assert isinstance(old, Position)
    window.canvas.point_moved.emit(key.table, key.id, 129.5, 41.5)
    dialog = window.findChild(ReasonDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.reason, "seen on imagery")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    settle(window)
    new = session.view.record(key).values["geometry"]
    assert isinstance(new, Position)
    assert (new.geometry.x, new.geometry.y) == pytest.approx((129.5, 41.5))
    assert new.radius_m >= old.radius_m
    assert new.precision == old.precision
    assert session.view.history(key)[0].reason == "seen on imagery"
    ranks = [
        c.values["rank"] for c in session.view.claims(key) if c.values["attribute"] == "geometry"
    ]
    assert sorted(ranks).count("adopted") == 1
    assert len(ranks) >= 2


def test_giving_a_move_up_changes_nothing(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key]
) -> None:
    key, session = one("KW-25"), window.session
    assert session is not None
    before = session.view.info().entries
    window.canvas.point_moved.emit(key.table, key.id, 129.5, 41.5)
    dialog = window.findChild(ReasonDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert session.view.info().entries == before


def test_the_way_back_through_what_was_looked_at(
    qtbot: QtBot, window: MainWindow, one: Callable[[str], Key]
) -> None:
    first, second = one("KW-25"), one("KW-14")
    assert not window.actions_.back.isEnabled()
    window.selecting.select_and_show(first)
    window.selecting.select_and_show(second)
    assert window.actions_.back.isEnabled()
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.session.selection == (first,)
    assert window.actions_.forward.isEnabled()
    window.actions_.forward.trigger()
    assert window.session.selection == (second,)


def test_the_position_is_written_no_finer_than_a_pixel(qtbot: QtBot, window: MainWindow) -> None:
    window.status.show_position(129.723456, 41.833456)
    window.canvas.centre_on(129.7, 41.8, 20000.0)
    coarse = window.status.position.text()
    window.canvas.centre_on(129.7, 41.8, 0.3)
    fine = window.status.position.text()
    assert len(coarse) < len(fine)
    shown = [fine]
    for _ in range(3):
        qtbot.mouseClick(window.status.position, Qt.MouseButton.LeftButton)
        shown.append(window.status.position.text())
    assert len(set(shown)) == 4
    qtbot.mouseClick(window.status.position, Qt.MouseButton.LeftButton)
    assert window.status.position.text() == fine


def test_go_to_takes_a_pasted_map_link(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_.go_to.trigger()
    dialog = window.findChild(QDialog, "gotoDialog")
    dialog.field.setText("nowhere at all")
    assert not dialog._go.isEnabled()
    dialog.field.setText("https://www.openstreetmap.org/#map=15/41.8330/129.7211")
    assert dialog._go.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    x, y = to_mercator([129.7211, 41.8330]).tolist()
    assert (window.canvas.view.x, window.canvas.view.y) == pytest.approx((x, y), abs=1.0)


@pytest.mark.parametrize(
    ("typed", "repeated"),
    [("41.8, 129.7", "41.8, 129.7 "), ("41.8329, 129.72", "41.8329, 129.7200 ")],
)
def test_what_was_typed_is_not_repeated_with_more_digits(
    qtbot: QtBot, window: MainWindow, typed: str, repeated: str
) -> None:
    window.actions_.go_to.trigger()
    dialog = window.findChild(QDialog, "gotoDialog")
    dialog.field.setText(typed)
    assert dialog.answer.text().startswith(repeated)
    dialog.close()


def test_the_place_gone_to_is_marked_until_something_is_selected(
    window: MainWindow, one: Callable[[str], Key]
) -> None:
    mark = window.selecting.mark
    window.selecting.look_at(129.72, 41.83)
    assert mark.isVisible()
    middle = QPoint(window.canvas.width() // 2, window.canvas.height() // 2)
    assert (mark.geometry().center() - middle).manhattanLength() <= 4
    window.canvas.set_view(window.canvas.view.panned(50.0, 20.0))
    assert (mark.geometry().center() - middle - QPoint(50, 20)).manhattanLength() <= 4
    window.selecting.select_and_show(one("KW-14"))
    assert not mark.isVisible()


def test_theme_names_and_layout_are_remembered(
    qtbot: QtBot, case: Path, window: MainWindow, settle: Settle
) -> None:
    window.actions_.themes[Mode.DARK].trigger()
    window.actions_.languages["ko"].trigger()
    qtbot.waitUntil(lambda: window.language == "ko")
    window.layers_dock.close()
    window.close()
    again = app.open_case_window(case)
    qtbot.addWidget(again)
    settle(again)
    try:
        assert theme.current().dark
        assert again.language == "ko"
        assert again.canvas.content.language == "ko"
        assert again.tree.tree.topLevelItem(0).text(0) == "구금 시설"
        assert not again.layers_dock.isVisible()
        assert again.inspector_dock.isVisible()
    finally:
        theme.current().mode = Mode.SYSTEM
        again.close()
        language.speak("en")


def test_closing_the_case_leaves_one_plain_file_and_the_welcome_page(
    window: MainWindow, case: Path
) -> None:
    window.actions_.close_case.trigger()
    assert window.session is None
    assert window.welcome.isVisible()
    assert not window.toolbar.isVisible()
    assert window.menus.states.network.isVisible()
    assert not window.actions_.go_to.isEnabled()
    assert sorted(p.name for p in case.parent.iterdir()) == ["case.gpkg"]


def test_another_case_takes_the_place_of_the_one_shown(
    window: MainWindow, case: Path, tmp_path: Path, settle: Settle
) -> None:
    other = tmp_path / "empty.gpkg"
    window.files.new(other)
    settle(window)
    assert window.session is not None
    assert window.session.path == other
    assert window.windowTitle() == "empty – geoapp"
    assert all(not len(layer) for layer in window.canvas.content.layers)
    window.files.open(case)
    settle(window)
    assert any(len(layer) for layer in window.canvas.content.layers)
    assert window.profile.recent[0] == case


def test_opening_the_case_that_is_open_changes_nothing(window: MainWindow, case: Path) -> None:
    before = window.session
    window.files.open(case)
    assert window.session is before
    assert window.findChild(QMessageBox) is None


def test_a_case_in_use_elsewhere_can_be_read(
    qtbot: QtBot, window: MainWindow, case: Path, settle: Settle
) -> None:
    second = MainWindow()
    qtbot.addWidget(second)
    second.show()
    second.files.open(case)
    box = second.findChild(QMessageBox, "offerReading")
    assert box is not None
    next(b for b in box.buttons() if box.buttonRole(b) == box.ButtonRole.AcceptRole).click()
    settle(second)
    assert second.session is not None
    assert second.session.read_only
    assert "read only" in second.menus.states.protection.text()
    second.close()


def test_a_file_that_is_no_case_is_answered_with_a_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.gpkg"
    odd.write_text("not a database")
    window.files.open(odd)
    box = window.findChild(QMessageBox, "message")
    assert box is not None
    assert box.text().endswith(".")
    assert window.session is not None
    box.close()
    with pytest.raises(CaseError):
        app.open_case_window(odd)
    assert odd.read_text() == "not a database"


def test_who_works_without_a_name_is_asked_above_the_map(
    qtbot: QtBot, case: Path, settle: Settle
) -> None:
    made = app.open_case_window(case)
    qtbot.addWidget(made)
    settle(made)
    assert made.banner.isVisible()
    qtbot.keyClicks(made.banner.box.field, "W-7")
    qtbot.keyClick(made.banner.box.field, Qt.Key.Key_Return)
    assert not made.banner.isVisible()
    assert made.session is not None
    assert made.session.author == "W-7"
    assert Profile().author == "W-7"
    made.close()


def picture(path: Path) -> None:
    """A grey GeoTIFF of about 4 m a pixel around the camp of KW-25."""
    x, y = to_mercator([129.7210693, 41.8329909]).tolist()
    place = rasterio.Affine(4.0, 0.0, x - 1024.0, 0.0, -4.0, y + 1024.0)
    form = {"driver": "GTiff", "width": 512, "height": 512, "count": 3, "dtype": "uint8"}
    with rasterio.open(path, "w", crs="EPSG:3857", transform=place, **form) as made:
        made.write(np.full((3, 512, 512), 120, np.uint8))


def test_the_name_can_be_changed_later(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.banner.isVisible()
    window.actions_.author.trigger()
    field = window.banner.box.field
    assert field.text() == "KB-2"
    qtbot.keyClicks(field, "KB-3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session is not None
    assert window.session.author == "KB-3"
    assert not window.banner.isVisible()


def test_a_place_the_imagery_shows_is_looked_at_closely(
    window: MainWindow, one: Callable[[str], Key], settle: Settle, tmp_path: Path
) -> None:
    window.selecting.zoom_to([one("KW-25")])
    far = window.canvas.view.resolution
    image = tmp_path / "picture.tif"
    picture(image)
    window.shelf.add(image)
    settle(window)
    assert window.shelf.paths[-1] == image
    assert window.profile.imagery(window.session.view.info().case) == window.shelf.paths
    window.selecting.zoom_to([one("KW-25")])
    assert window.canvas.view.resolution < far
    tree = window.tree.tree
    ground = tree.topLevelItem(tree.topLevelItemCount() - 1)
    item = ground.child(0)
    tree.setCurrentItem(item)
    assert window.tree._fader.isVisible()
    window.tree._fader.slider.setValue(40)
    item.setCheckState(0, Qt.CheckState.Unchecked)
    assert window.shelf.finest(129.72, 41.83) is None
    window.tree.imagery_removed.emit(0)
    assert image not in window.shelf.paths


def test_a_file_that_is_no_imagery_is_refused_in_words(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    odd = tmp_path / "odd.tif"
    odd.write_text("<VRTDataset/>")
    window.shelf.add(odd)
    settle(window)
    box = window.findChild(QMessageBox, "message")
    assert box is not None
    assert box.text()
    assert odd not in window.shelf.paths
    box.close()


def test_the_open_case_is_not_opened_a_second_time_as_imagery(
    window: MainWindow, case: Path, settle: Settle, tmp_path: Path
) -> None:
    link = tmp_path / "picture.mbtiles"
    link.symlink_to(case)
    window.shelf.add(link)
    settle(window)
    box = window.findChild(QMessageBox, "message")
    assert box is not None
    assert "open case itself" in box.text()
    box.close()


def test_imagery_that_is_gone_for_now_is_named_and_not_forgotten(
    qtbot: QtBot, window: MainWindow, case: Path, tmp_path: Path, settle: Settle
) -> None:
    here, gone = tmp_path / "here.tif", tmp_path / "stick" / "gone.tif"
    picture(here)
    assert window.session is not None
    number = window.session.view.info().case
    window.profile.remember_imagery(number, [gone, here])
    window.close_case()
    window.files.open(case)
    settle(window)
    assert window.shelf.paths == [here]
    assert "gone.tif" in window.status.currentMessage()
    assert set(Profile().imagery(number)) == {gone, here}
    assert window.findChild(QMessageBox, "message") is None


def test_how_imagery_was_seen_is_known_the_next_time(
    window: MainWindow, case: Path, tmp_path: Path, settle: Settle
) -> None:
    """Hidden and faded imagery comes back hidden and faded, on this machine."""
    first, second = tmp_path / "first.tif", tmp_path / "second.tif"
    for path in (first, second):
        picture(path)
        window.shelf.add(path)
        settle(window)
    rows = {file.path: number for number, file in enumerate(reversed(window.shelf._files))}
    window.tree.imagery_faded.emit(rows[first], 0.4)
    window.tree.imagery_toggled.emit(rows[second], False)
    window.close_case()
    window.files.open(case)
    settle(window)
    looks = {file.path: (file.row.visible, file.row.opacity) for file in window.shelf._files}
    assert looks[first] == (True, 0.4)
    assert looks[second] == (False, 1.0)
    shown = {row.name: (row.visible, row.opacity) for row in window.tree._imagery}
    assert (True, 0.4) in shown.values()
    assert (False, 1.0) in shown.values()
    assert list(window.canvas._imagery.values())[-2:] == [0.4, 0.0]


def test_the_window_fits_a_small_screen_with_large_letters(window: MainWindow) -> None:
    """A screen of 1366 by 768 pixels at 200 percent, with every panel open, has no more."""
    for dock in (window.layers_dock, window.inspector_dock, *window.work.docks):
        assert dock.isVisibleTo(window)
    least = window.minimumSizeHint()
    assert least.width() <= 683
    assert least.height() <= 384 - 24
    window.resize(683, 384)
    QApplication.processEvents()
    assert window.size().toTuple() == (683, 384)
    window.actions_.search.trigger()
    assert window.search.hasFocus()
    assert window.search.isVisible()


def test_all_lanes_of_the_timeline_are_seen_at_first(window: MainWindow) -> None:
    remembered.arrange(window, window._default_state)
    QApplication.processEvents()
    timeline = window.work.timeline
    assert timeline is not None
    area = timeline.findChild(QScrollArea)
    assert area is not None
    assert len(timeline.chart.lanes) == 6
    assert area.verticalScrollBar().maximum() == 0


def test_no_tabs_of_before_are_left_when_a_case_is_opened_again(
    window: MainWindow, case: Path, settle: Settle
) -> None:
    """Qt keeps those of the state before, which would lie over the other panels."""
    for _ in range(2):
        window.close_case()
        window.files.open(case)
        settle(window)
        tabs = [bar for bar in window.findChildren(QTabBar) if bar.count() and bar.isVisible()]
        assert len(tabs) == 1
    window.layouts.menu.actions()[1].trigger()
    QApplication.processEvents()
    inside = window.rect()
    assert not [
        bar
        for bar in window.findChildren(QTabBar)
        if bar.isVisible() and inside.intersects(bar.geometry())
    ]
