"""The attribute table by hand: sorting, filtering, choosing, changing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QMenu
from pytestqt.qtbot import QtBot

from geoapp.case.columns import OneOf
from geoapp.case.records import Key
from geoapp.case.timespan import TimeRange
from geoapp.commands import claims, edit, link
from geoapp.session import Session
from geoapp.ui.dialogs.messages import ReasonDialog
from geoapp.ui.jobs import Jobs
from geoapp.ui.panels.table import AttributeTable
from geoapp.ui.panels.table.changing import NewRow
from geoapp.ui.panels.table.filters import Checklist, Dates, Numbers
from layers.view import View

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
Settle = Callable[[AttributeTable], None]


def at(table: AttributeTable, name: str) -> int:
    return [column.name for column in table.model.columns].index(name)


def shown(table: AttributeTable, name: str = "code") -> list[str]:
    return [table.model.words(row, at(table, name)) for row in range(table.model.rowCount())]


def told(table: AttributeTable) -> str:
    return table.told.count.text()


def go(table: AttributeTable, row: int, name: str) -> None:
    """Put the focus into a cell, as a click does."""
    index = table.model.index(row, at(table, name))
    table.grid.scrollTo(index)
    table.grid.setCurrentIndex(index)
    table.grid.setFocus()


def click_title(qtbot: QtBot, table: AttributeTable, name: str, keys: object = None) -> None:
    header = table.grid.header
    table.grid.scrollTo(table.model.index(0, at(table, name)))
    x = header.sectionViewportPosition(at(table, name)) + 20
    where = QPoint(x, header.height() // 2)
    held = keys if isinstance(keys, Qt.KeyboardModifier) else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(header.viewport(), LEFT, held, where)


def test_rows_are_in_the_words_of_the_source(table: AttributeTable, keys: dict[str, Key]) -> None:
    assert table.objectName() == "table"
    assert shown(table) == ["F-1", "F-2", "F-10"]
    assert told(table) == "3 rows"
    assert shown(table, "type")[0] == "political prison camp (kwanliso)"
    assert shown(table, "in_use") == ["spring 1959", "1965", ""]
    assert shown(table, "geometry") == [
        "39.6° N, 126.1° E ± 7 km",
        "42.5300° N, 129.9300° E ± 20 m",
        "",
    ]
    assert shown(table, "linked accounts") == ["1", "", ""]
    assert shown(table, "open claims") == ["", "1", ""]
    tip = table.model.data(table.model.index(1, at(table, "name_en")), Qt.ItemDataRole.ToolTipRole)
    assert tip is None or "<b>" not in str(tip)


def test_a_layer_that_only_this_test_knows(table: AttributeTable, settle: Settle) -> None:
    table.show_table("shed")
    settle(table)
    assert shown(table, "height") == ["3.5 m", "12 m", ""]
    assert shown(table, "locked") == ["yes", "", "no"]
    assert shown(table, "near") == ["Kaechŏn camp"] * 3
    assert not table.bar.in_map.isVisible()


def test_korean_labels_and_words(
    qtbot: QtBot, session: Session, keys: dict[str, Key], jobs: Jobs, settle: Settle
) -> None:
    widget = AttributeTable(session, jobs, "ko")
    qtbot.addWidget(widget)
    widget.show()
    settle(widget)
    title = widget.model.headerData(at(widget, "status"), Qt.Orientation.Horizontal)
    assert title == "상태"
    assert shown(widget, "type")[0] == "관리소"
    qtbot.keyClicks(widget.bar.quick, "x")
    widget.bar.quick.setText("개천")
    assert shown(widget) == ["F-1"]
    widget.close_case()


def test_a_click_sorts_and_shift_click_sorts_by_more(qtbot: QtBot, table: AttributeTable) -> None:
    click_title(qtbot, table, "code")
    assert shown(table) == ["F-10", "F-2", "F-1"]
    click_title(qtbot, table, "status")
    click_title(qtbot, table, "name_en", SHIFT)
    assert shown(table) == ["F-2", "F-10", "F-1"]
    click_title(qtbot, table, "name_en", SHIFT)
    assert shown(table) == ["F-2", "F-1", "F-10"]
    title = table.model.headerData(at(table, "name_en"), Qt.Orientation.Horizontal)
    assert title == "Name ▼2"


def test_the_undated_are_last_both_ways(qtbot: QtBot, table: AttributeTable) -> None:
    click_title(qtbot, table, "in_use")
    assert shown(table, "in_use") == ["spring 1959", "1965", ""]
    click_title(qtbot, table, "in_use")
    assert shown(table, "in_use") == ["1965", "spring 1959", ""]


def test_the_quick_filter_folds_and_says_what_it_hides(qtbot: QtBot, table: AttributeTable) -> None:
    qtbot.keyClicks(table.bar.quick, "KAECHON kwanliso")
    assert shown(table) == ["F-1"]
    assert told(table) == "1 of 3 shown, 2 hidden by filters"
    chip = table.told.findChild(object, "filter:words in any column")
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert shown(table) == ["F-1", "F-2", "F-10"]
    assert table.bar.quick.text() == ""


def test_a_checklist_filters_a_vocabulary_by_keyboard(qtbot: QtBot, table: AttributeTable) -> None:
    go(table, 0, "status")
    qtbot.keyClick(table.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = table.columns.popup
    assert popup is not None
    assert isinstance(popup.question, Checklist)
    values = popup.question.values
    assert [values.item(n).text() for n in range(values.count())] == [
        "closed  (1)",
        "operating  (2)",
    ]
    values.setCurrentRow(1)
    qtbot.keyClick(values, Qt.Key.Key_Space)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert shown(table) == ["F-2"]
    assert table.told.filters == ["Status: closed"]
    qtbot.mouseClick(table.told.findChild(object, "filter:status"), LEFT)
    assert shown(table) == ["F-1", "F-2", "F-10"]


def test_dates_and_numbers_filter_by_range(
    qtbot: QtBot, table: AttributeTable, settle: Settle
) -> None:
    table.show_table("shed")
    settle(table)
    table.columns.ask_filter(at(table, "seen"))
    popup = table.columns.popup
    assert popup is not None
    assert isinstance(popup.question, Dates)
    qtbot.keyClicks(popup.question.first, "nonsense")
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert "cannot be read" in popup.problem.text()
    popup.question.first.setText("2018")
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert shown(table) == ["SH-1"]
    assert told(table) == "1 of 3 shown, 1 undated hidden by a filter, 1 hidden by filters"
    table.columns.put("seen", None)
    table.columns.ask_filter(at(table, "height"))
    popup = table.columns.popup
    assert popup is not None
    assert isinstance(popup.question, Numbers)
    qtbot.keyClicks(popup.question.high, "5")
    qtbot.mouseClick(popup.apply_button, LEFT)
    assert shown(table) == ["SH-1"]
    assert table.told.filters == ["Height: ≤ 5"]
    assert told(table) == (
        "1 of 3 shown, 1 without a number hidden by a filter, 1 hidden by filters"
    )


def test_the_range_of_dates_is_followed_and_the_undated_counted(
    table: AttributeTable, session: Session, settle: Settle
) -> None:
    table.show_table("shed")
    settle(table)
    session.set_time_range(TimeRange(date(2018, 1, 1), date(2019, 1, 1)))
    assert shown(table) == ["SH-1"]
    assert told(table) == (
        "1 of 3 shown, 1 undated hidden by the range, 1 outside the range of dates"
    )
    assert table.told.filters == ["Dates: 2018-01-01 – 2019-01-01"]
    table.bar.in_time.click()
    assert told(table) == "3 rows"
    session.set_time_range(None)


def test_the_map_view_and_the_unlocated(qtbot: QtBot, table: AttributeTable) -> None:
    table.follow_map(View(14_030_000.0, 4_800_000.0, 100.0, 800, 600))
    table.bar.in_map.click()
    qtbot.waitUntil(lambda: shown(table) == ["F-1"])
    assert told(table) == "1 of 3 shown, 1 unlocated, not in the map view, 1 outside the map view"
    table.set_map_extent((129.0, 42.0, 131.0, 43.0))
    qtbot.waitUntil(lambda: shown(table) == ["F-2"])
    table.bar.in_map.click()
    table.bar.unlocated.click()
    assert shown(table) == ["F-10"]
    assert told(table) == "1 of 3 shown, 2 located"


def test_selection_goes_both_ways(
    qtbot: QtBot, table: AttributeTable, session: Session, keys: dict[str, Key]
) -> None:
    cell = table.grid.visualRect(table.model.index(1, 0)).center()
    qtbot.mouseClick(table.grid.viewport(), LEFT, pos=cell)
    assert session.selection == (keys["F-2"],)
    qtbot.keyClick(table.grid, Qt.Key.Key_Down, SHIFT)
    assert session.selection == (keys["F-2"], keys["F-10"])
    session.select([keys["F-1"], keys["A-1"]])
    assert table.grid.chosen_keys() == [keys["F-1"]]
    table.bar.selected.click()
    assert shown(table) == ["F-1"]
    assert told(table) == "1 of 3 shown, 2 not selected"
    session.select([keys["F-10"]])
    assert shown(table) == ["F-10"]
    table.bar.selected.click()
    table.columns.put("status", OneOf(frozenset({"closed"})))
    assert told(table) == "1 of 3 shown, 2 hidden by filters, 1 selected not shown"


def test_enter_zooms_and_a_counted_cell_leads_to_the_inspector(
    qtbot: QtBot, table: AttributeTable, keys: dict[str, Key]
) -> None:
    go(table, 0, "code")
    with qtbot.waitSignal(table.zoom_to) as zoomed:
        qtbot.keyClick(table.grid, Qt.Key.Key_Return)
    assert zoomed.args == [keys["F-1"]]
    go(table, 1, "open claims")
    with qtbot.waitSignal(table.inspect) as inspected:
        qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    assert inspected.args == [keys["F-2"]]


def test_a_cell_is_edited_and_the_earlier_value_stays_a_claim(
    qtbot: QtBot, table: AttributeTable, session: Session, keys: dict[str, Key]
) -> None:
    go(table, 2, "name_en")
    cell = table.grid.visualRect(table.grid.currentIndex()).center()
    qtbot.mouseClick(table.grid.viewport(), LEFT, pos=cell)
    qtbot.mouseDClick(table.grid.viewport(), LEFT, pos=cell)
    form = table.changing.form
    assert form is not None
    line = form.editors["name_en"].focusProxy()
    line.clear()
    qtbot.keyClicks(line, "Jeongeori")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert table.changing.form is None
    assert shown(table, "name_en")[2] == "Jeongeori"
    assert shown(table, "open claims")[2] == "1"
    assert {str(c.values["value"]) for c in session.view.claims(keys["F-10"])} == {
        "Jongori",
        "Jeongeori",
    }
    assert table.grid.hasFocus()
    session.undo()
    assert shown(table, "name_en")[2] == "Jongori"


def test_esc_leaves_the_cell_as_it_was(
    qtbot: QtBot, table: AttributeTable, session: Session
) -> None:
    before = session.view.info().entries
    go(table, 0, "name_en")
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    assert table.changing.form is not None
    line = table.changing.form.editors["name_en"].focusProxy()
    qtbot.keyClicks(line, "something else")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert table.changing.form is None
    assert session.view.info().entries == before


def test_an_entry_is_not_dropped_by_going_elsewhere(
    qtbot: QtBot, table: AttributeTable, settle: Settle
) -> None:
    go(table, 0, "name_en")
    table.cells.edit()
    table.show_table("shed")
    settle(table)
    assert table.changing.form is None  # nothing had been entered
    table.show_table("facility")
    settle(table)
    go(table, 0, "name_en")
    table.cells.edit()
    form = table.changing.form
    assert form is not None
    qtbot.keyClicks(form.editors["name_en"].focusProxy(), "x")
    table.show_table("shed")
    assert table.table == "facility"
    assert table.bar.chooser.table == "facility"
    assert form.problem.text() == "Save this entry, or press Esc to drop it."
    table.changing.discard()


@pytest.mark.parametrize("name", ["name_en", "type", "in_use", "geometry", "note"])
def test_every_editor_has_the_room_it_needs(qtbot: QtBot, table: AttributeTable, name: str) -> None:
    go(table, 0, name)
    table.cells.edit()
    form = table.changing.form
    assert form is not None
    form.problem.setText("A sentence. " * 12)
    form.problem.show()
    qtbot.waitUntil(lambda: form.height() >= form.heightForWidth(form.width()) > 0)
    inside = form.contentsRect()
    for child in (form.editors[name], form.problem, form.reason, form.save_button):
        assert inside.contains(child.geometry()), child
        assert child.height() >= child.minimumSizeHint().height()
    assert table.window().rect().contains(form.geometry())
    table.changing.discard()


def test_one_reason_for_many_rows(qtbot: QtBot, table: AttributeTable, session: Session) -> None:
    before = session.view.info().entries
    table.grid.selectAll()
    go_to = table.model.index(0, at(table, "country"))
    flag = table.grid.selectionModel().SelectionFlag.NoUpdate
    table.grid.selectionModel().setCurrentIndex(go_to, flag)
    qtbot.keyClick(table.grid, Qt.Key.Key_F2, SHIFT)
    form = table.changing.form
    assert form is not None
    line = form.editors["country"].focusProxy()
    qtbot.keyClicks(line, "DPRK")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert form.problem.text().startswith("Say why")
    assert line.text() == "DPRK"
    qtbot.keyClicks(form.reason, "all of them lie there")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    assert shown(table, "country") == ["DPRK"] * 3
    assert session.view.info().entries == before + 1
    session.undo()
    assert shown(table, "country") == [""] * 3


def test_rows_are_marked_as_deleted_with_a_reason(
    qtbot: QtBot, table: AttributeTable, session: Session
) -> None:
    go(table, 1, "code")
    qtbot.keyClick(table.grid, Qt.Key.Key_Delete)
    dialog = table.window().findChild(ReasonDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.reason, "entered twice")
    qtbot.mouseClick(dialog.go, LEFT)
    assert shown(table) == ["F-1", "F-10"]
    assert session.view.entries(1)[0].reason == "entered twice"
    undo = next(entry for entry in table.cells.entries() if entry.words == "Undo")
    assert undo.act is not None
    undo.act()
    assert shown(table) == ["F-1", "F-2", "F-10"]


def test_a_new_row_is_made_and_chosen(
    qtbot: QtBot, table: AttributeTable, session: Session
) -> None:
    qtbot.mouseClick(table.bar.add, LEFT)
    dialog = table.window().findChild(NewRow)
    assert isinstance(dialog, QDialog)
    qtbot.keyClicks(dialog.form.editors["name_en"].focusProxy(), "Chongjin")
    qtbot.mouseClick(dialog.form.save_button, LEFT)
    qtbot.waitUntil(lambda: "Chongjin" in shown(table, "name_en"))
    (key,) = session.selection
    assert session.view.record(key).values["name_en"] == "Chongjin"  # type: ignore[union-attr]
    assert table.grid.chosen_keys() == [key]
    assert "(4)" in table.bar.chooser.currentText()


def test_changes_elsewhere_touch_only_what_they_touch(
    table: AttributeTable, session: Session, keys: dict[str, Key], settle: Settle
) -> None:
    session.do(edit.edit(session.view, keys["F-2"], {"status": "disputed"}))
    assert shown(table, "status") == ["operating", "disputed", "operating"]
    session.do(link.link(session.view, keys["A-1"], keys["F-10"], "speaks of"))
    assert shown(table, "linked accounts") == ["1", "", "1"]
    session.do(edit.remove(session.view, keys["A-1"]))
    assert shown(table, "linked accounts") == ["", "", ""]
    session.do(claims.add_claim(session.view, keys["F-1"], "status", "closed"))
    assert shown(table, "open claims")[0] == "1"
    table.show_table("shed")
    settle(table)
    session.do(edit.edit(session.view, keys["F-1"], {"name_en": "Camp 14"}))
    assert shown(table, "near") == ["Camp 14"] * 3


def test_rows_are_copied_for_a_spreadsheet(
    qtbot: QtBot, table: AttributeTable, settle: Settle
) -> None:
    table.show_table("shed")
    settle(table)
    for name in ("height", "locked", "seen", "near", "linked accounts", "open claims"):
        table.columns.hide(at(table, name))
    table.grid.selectAll()
    qtbot.keyClick(table.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == ["SH-1\tNorth\t", "SH-2\tSouth\t", "SH-3\tEast\tone two three"]
    table.cells.copy(titles=True)
    assert QGuiApplication.clipboard().text().startswith("Code\tName\tStory\nSH-1")


def test_columns_are_left_as_they_were(
    qtbot: QtBot, table: AttributeTable, session: Session, jobs: Jobs, settle: Settle
) -> None:
    table.columns.hide(at(table, "status"))
    table.grid.header.moveSection(table.grid.header.visualIndex(at(table, "type")), 0)
    table.grid.header.resizeSection(at(table, "name_en"), 333)
    click_title(qtbot, table, "code")
    table.hide()
    again = AttributeTable(session, jobs)
    qtbot.addWidget(again)
    again.show()
    settle(again)
    assert again.grid.isColumnHidden(at(again, "status"))
    assert again.grid.first_column() == at(again, "type")
    assert again.grid.header.sectionSize(at(again, "name_en")) == 333
    assert shown(again) == ["F-10", "F-2", "F-1"]
    again.show_table("shed")
    settle(again)
    again.show_table("facility")
    settle(again)
    assert again.grid.isColumnHidden(at(again, "status"))
    assert again.grid.header.sectionSize(at(again, "name_en")) == 333
    again.close_case()


def test_a_hidden_table_reads_nothing_until_it_is_shown(
    table: AttributeTable, session: Session, keys: dict[str, Key], settle: Settle
) -> None:
    table.hide()
    session.do(edit.edit(session.view, keys["F-1"], {"status": "closed"}))
    assert shown(table, "status")[0] == "operating"
    table.show()
    settle(table)
    assert shown(table, "status")[0] == "closed"


def test_links_and_claims_name_what_they_tie(table: AttributeTable, settle: Settle) -> None:
    table.show_table("link")
    settle(table)
    assert shown(table, "from_id") == ["Arrest of a family"]
    assert shown(table, "to_table") == ["Facility"]
    table.show_table("claim")
    settle(table)
    row = shown(table, "subject").index("Hoeryong <b>camp</b>")
    assert shown(table, "attribute")[row] == "Status"
    go(table, row, "value")
    assert not any(entry.words.startswith("Edit") for entry in table.cells.entries())


def test_everything_has_a_name_for_those_who_do_not_see_it(table: AttributeTable) -> None:
    bar = table.bar
    for widget in (bar.chooser, bar.quick, bar.selected, bar.in_map, bar.columns, bar.add):
        assert widget.accessibleName(), widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert table.grid.accessibleName()
    index = table.model.index(0, at(table, "country"))
    said = table.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Country: empty"


@pytest.mark.parametrize("name", ["status", "geometry", "linked accounts"])
def test_the_menus_open(qtbot: QtBot, table: AttributeTable, name: str) -> None:
    go(table, 0, name)
    table.grid.menu.emit(table.mapToGlobal(QPoint(50, 50)))
    menu = table.grid.findChild(QMenu, "cellMenu")
    assert menu is not None
    assert len(menu.actions()) > 12
    menu.close()
    checked = [box for box in table.findChildren(QCheckBox) if box.isChecked()]
    assert checked == []
