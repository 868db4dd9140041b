from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from geoapp.case.records import Key
from geoapp.ui.loading import LayerSummary
from geoapp.ui.main_window import MainWindow
from geoapp.ui.panels.layer_items import What, meaning
from geoapp.ui.panels.layer_tree import ImageryRow, LayerTree
from layers.crossing import CROSSING
from layers.facility import FACILITY
from layers.repatriation import REPATRIATION

Settle = Callable[[MainWindow], None]


@pytest.fixture
def tree(qtbot: QtBot) -> LayerTree:
    made = LayerTree(lambda table: [(Key(table, 7), "Lost camp"), (Key(table, 8), "Other camp")])
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    made.show_layers(
        [
            LayerSummary(FACILITY, 47, 2, (("kyohwaso", 30), ("kwanliso", 12), (None, 3))),
            LayerSummary(CROSSING, 13, 0),
            LayerSummary(REPATRIATION, 30, 0),
        ]
    )
    return made


def layer(tree: LayerTree, table: str) -> QTreeWidgetItem:
    for number in range(tree.tree.topLevelItemCount()):
        item = tree.tree.topLevelItem(number)
        if meaning(item) == (What.LAYER, table):
            return item
    raise AssertionError(table)


def children(item: QTreeWidgetItem) -> list[tuple[str, str]]:
    return [(item.child(n).text(0), item.child(n).text(1)) for n in range(item.childCount())]


def test_counts_tell_how_many_are_on_the_map_of_all(tree: LayerTree) -> None:
    item = layer(tree, "facility")
    assert item.text(1) == "45 / 47"
    assert item.toolTip(1) == "45 of 47 are on the map, 2 have no place"
    assert layer(tree, "crossing").text(1) == "13"


def test_the_colour_key_names_each_kind_with_its_number_and_picture(tree: LayerTree) -> None:
    item = layer(tree, "facility")
    assert children(item) == [
        ("long-term prison (kyohwaso)", "30"),
        ("political prison camp (kwanliso)", "12"),
        ("other or not stated", "3"),
        ("Without a place", "2"),
    ]
    pictures = [item.child(n).icon(0).pixmap(26, 23).toImage() for n in range(3)]
    assert len({bytes(picture.constBits()) for picture in pictures}) == 3


def test_korean_names(tree: LayerTree) -> None:
    tree.set_language("ko")
    item = layer(tree, "facility")
    assert item.text(0) == "구금 시설"
    assert children(item)[0][0] == "교화소"


def test_rows_without_a_place_are_listed_and_chosen(qtbot: QtBot, tree: LayerTree) -> None:
    item = layer(tree, "facility")
    lost = item.child(3)
    lost.setExpanded(True)
    assert children(lost) == [("Lost camp", ""), ("Other camp", "")]
    with qtbot.waitSignal(tree.row_chosen) as chosen:
        tree.tree.setCurrentItem(lost.child(1))
        qtbot.keyClick(tree.tree, Qt.Key.Key_Return)
    assert chosen.args == [Key("facility", 8)]


def test_a_check_hides_the_layer_and_stays_after_an_update(qtbot: QtBot, tree: LayerTree) -> None:
    tree.tree.setCurrentItem(layer(tree, "crossing"))
    with qtbot.waitSignal(tree.visibility_changed) as changed:
        qtbot.keyClick(tree.tree, Qt.Key.Key_Space)
    assert changed.args == ["crossing", False]
    tree.update_layers([LayerSummary(CROSSING, 14, 0)])
    assert layer(tree, "crossing").checkState(0) is Qt.CheckState.Unchecked
    assert layer(tree, "crossing").text(1) == "14"
    assert tree.tree.currentItem() is layer(tree, "crossing")


def test_zoom_by_key_and_by_double_click(qtbot: QtBot, tree: LayerTree) -> None:
    item = layer(tree, "crossing")
    tree.tree.setCurrentItem(item)
    with qtbot.waitSignal(tree.zoom_requested) as asked:
        qtbot.keyClick(tree.tree, Qt.Key.Key_Z)
    assert asked.args == ["crossing"]
    with qtbot.waitSignal(tree.zoom_requested):
        at = tree.tree.visualItemRect(item).center()
        qtbot.mouseClick(tree.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(tree.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_imagery_is_listed_faded_and_removed(qtbot: QtBot, tree: LayerTree) -> None:
    tree.show_imagery([ImageryRow("upper.tif"), ImageryRow("lower.mbtiles", opacity=0.5)])
    ground = tree.tree.topLevelItem(tree.tree.topLevelItemCount() - 1)
    assert [text for text, _ in children(ground)] == [
        "upper.tif",
        "lower.mbtiles",
        "Place names",
        "Overview map",
    ]
    assert not tree._fader.isVisible()
    tree.tree.setCurrentItem(ground.child(1))
    assert tree._fader.slider.value() == 50
    with qtbot.waitSignal(tree.imagery_faded) as faded:
        tree._fader.slider.setValue(30)
    assert faded.args == [1, 0.3]
    with qtbot.waitSignal(tree.imagery_removed) as removed:
        qtbot.keyClick(tree.tree, Qt.Key.Key_Delete)
    assert removed.args == [1]


def test_in_the_window_it_counts_what_the_case_holds(window: MainWindow) -> None:
    assert window.session is not None
    counts, lost = window.session.view.counts(), window.session.view.unlocated()
    facility = layer(window.tree, "facility")
    assert facility.text(1) == f"{counts['facility'] - lost['facility']} / {counts['facility']}"
    kinds = [int(n) for text, n in children(facility) if text != "Without a place"]
    assert sum(kinds) == counts["facility"] - lost["facility"]


def test_hiding_a_layer_takes_it_off_the_map(window: MainWindow, settle: Settle) -> None:
    before = window.canvas.grab_picture()
    layer(window.tree, "facility").setCheckState(0, Qt.CheckState.Unchecked)
    settle(window)
    assert "facility" in window.canvas.content.hidden
    assert window.canvas.grab_picture() != before


def test_an_unlocated_row_of_the_case_reaches_the_inspector(window: MainWindow) -> None:
    facility = layer(window.tree, "facility")
    lost = facility.child(facility.childCount() - 1)
    lost.setExpanded(True)
    key = meaning(lost.child(0))[1]
    window.tree.row_chosen.emit(key)
    assert window.session is not None
    assert window.session.view.record(key).geometry is None
    assert window.inspector.current == key


def test_zoom_to_a_layer_shows_all_of_it(window: MainWindow) -> None:
    window.tree.zoom_requested.emit("crossing")
    west, south, east, north = window.canvas.view.extent
    crossings = next(la for la in window.canvas.content.layers if la.name == "crossing")
    assert (crossings.anchor >= (west, south)).all()
    assert (crossings.anchor <= (east, north)).all()
