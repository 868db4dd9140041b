"""The timeline under a hand: ranges, zoom, selection, the undated, the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from geoapp.case.records import Key
from geoapp.case.timespan import TimeRange
from geoapp.commands import edit
from geoapp.session import Session
from geoapp.ui.panels.timeline import Timeline
from layers.date_words import parse

Shown = Callable[[Session], Timeline]
Added = Callable[..., Key]


@pytest.fixture
def rows(add_row: Added) -> dict[str, Key]:
    """Arrests over twenty years, one without a date, one return with a rival count."""
    keys = {
        "early": add_row("incident", title="Early arrest", date=parse("2000-01-05")),
        "year": add_row("incident", title="Arrest of a year", date=parse("2010")),
        "day": add_row("incident", title="Arrest of a day", date=parse("2012-06-15")),
        "undated": add_row("incident", title="A & B", date=parse("in the famine")),
        "back": add_row("repatriation", title="Return", kind="event", date=parse("2019-11-07")),
    }
    keys["rival"] = add_row(
        "repatriation",
        title="Another count",
        kind="alternative count",
        alternative_of=keys["back"].id,
        date=parse("2019-11-07"),
    )
    return keys


def texts(timeline: Timeline) -> list[str]:
    return [label.text() for label in timeline.gutter.findChildren(QLabel) if label.text()]


def test_a_drag_on_the_ruler_filters_the_case(sample: Session, shown: Shown, hand: Any) -> None:
    timeline = shown(sample)
    heard: list[TimeRange | None] = []
    timeline.range_changed.connect(heard.append)
    everything = len(sample.view.drawable("incident").ids)
    by = hand(timeline)
    by.drag(by.ruler(date(2000, 1, 1)), by.ruler(date(2010, 1, 1)))
    assert timeline.time_range == TimeRange(date(2000, 1, 1), date(2009, 12, 31))
    assert heard[-1] == timeline.time_range
    shown_ids = set(sample.view.drawable("incident").ids.tolist())
    assert 0 < len(shown_ids) < everything
    for record in sample.view.records("incident"):
        when = record.values["date"]
        if record.geometry is not None:
            may = when.may_overlap(date(2000, 1, 1), date(2009, 12, 31))
            assert (record.key.id in shown_ids) == may
    assert timeline.header.start.text() == "2000-01-01"
    assert timeline.header.end.text() == "2009-12-31"
    QTest.mouseClick(timeline.header.clear, Qt.MouseButton.LeftButton)
    assert timeline.time_range is None
    assert len(sample.view.drawable("incident").ids) == everything
    assert timeline.header.start.text() == ""


def test_ends_and_the_whole_of_a_range_can_be_dragged(
    sample: Session, shown: Shown, hand: Any
) -> None:
    timeline = shown(sample)
    by = hand(timeline)
    timeline.set_range(TimeRange(date(1990, 1, 1), date(1999, 12, 31)))
    by.drag(by.lane(0, date(2000, 1, 1)), by.lane(0, date(2010, 1, 1)))
    assert timeline.time_range == TimeRange(date(1990, 1, 1), date(2009, 12, 31))
    by.drag(by.ruler(date(1990, 1, 1)), by.ruler(date(1985, 1, 1)))
    assert timeline.time_range == TimeRange(date(1985, 1, 1), date(2009, 12, 31))
    by.drag(by.ruler(date(1995, 1, 1)), by.ruler(date(2000, 1, 1)))
    moved = timeline.time_range
    assert moved is not None
    assert moved.last - moved.first == 9130
    assert abs(moved.first - date(1990, 1, 1).toordinal()) < 40
    shift = Qt.KeyboardModifier.ShiftModifier
    by.drag(by.lane(1, date(2005, 1, 1)), by.lane(1, date(2015, 1, 1)), shift)
    assert timeline.time_range == TimeRange(date(2005, 1, 1), date(2014, 12, 31))


def test_escape_takes_a_drag_back(sample: Session, shown: Shown, hand: Any) -> None:
    timeline = shown(sample)
    by = hand(timeline)
    timeline.chart.setFocus()
    before = TimeRange(date(1990, 1, 1), date(1999, 12, 31))
    timeline.set_range(before)
    by.drag(by.ruler(date(2005, 1, 1)), by.ruler(date(2015, 1, 1)), release=False)
    assert timeline.chart.within != before
    by.key(Qt.Key.Key_Escape)
    assert timeline.time_range == before
    QTest.mouseRelease(
        timeline.chart,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        by.ruler(date(2015, 1, 1)),
    )
    assert timeline.time_range == before
    by.key(Qt.Key.Key_Escape)
    assert timeline.time_range == before


def test_dates_are_typed_in_words(session: Session, rows: dict[str, Key], shown: Shown) -> None:
    timeline = shown(session)
    header = timeline.header
    header.start.setFocus()
    QTest.keyClicks(header.start, "2010")
    QTest.keyClick(header.start, Qt.Key.Key_Return)
    assert timeline.time_range == TimeRange(date(2010, 1, 1), None)
    header.end.setFocus()
    QTest.keyClicks(header.end, "spring 2012")
    QTest.keyClick(header.end, Qt.Key.Key_Return)
    assert timeline.time_range == TimeRange(date(2010, 1, 1), date(2012, 5, 31))
    assert session.view.in_time("incident") == {rows["year"].id}


@pytest.mark.parametrize("words", ["after the currency reform", "1999"])
def test_dates_that_make_no_range_change_nothing_and_say_so(
    session: Session, rows: dict[str, Key], shown: Shown, words: str
) -> None:
    timeline = shown(session)
    before = TimeRange(date(2010, 1, 1), None)
    timeline.set_range(before)
    header = timeline.header
    header.end.setFocus()
    QTest.keyClicks(header.end, words)
    QTest.keyClick(header.end, Qt.Key.Key_Return)
    assert timeline.time_range == before
    assert header.end.text() == words
    assert header.told.accessibleName()


def test_the_wheel_zooms_at_the_pointer_and_a_drag_pans(
    sample: Session, shown: Shown, hand: Any
) -> None:
    timeline = shown(sample)
    chart, by = timeline.chart, hand(timeline)
    at = by.lane(1, date(2012, 3, 1))
    day, before = chart.scale.to_day(at.x()), chart.scale.days_per_px
    event = QWheelEvent(
        QPointF(at),
        QPointF(chart.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart, event)
    assert chart.scale.days_per_px < before
    assert chart.scale.to_day(at.x()) == pytest.approx(day)
    start = chart.scale.start
    by.drag(at, at + QPoint(120, 0))
    assert chart.scale.start == pytest.approx(start - 120 * chart.scale.days_per_px)
    assert timeline.time_range is None
    assert sample.selection == ()


def test_hovering_names_a_row_and_clicking_selects_it(
    session: Session, rows: dict[str, Key], shown: Shown, hand: Any
) -> None:
    timeline = shown(session)
    timeline.set_range(TimeRange(date(2010, 3, 1), date(2015, 1, 1)))
    by = hand(timeline)
    QTest.mouseMove(timeline.chart, by.lane(0, date(2010, 7, 1)))
    words = timeline.header.told.accessibleName()
    assert "Arrest of a year" in words
    assert "2010-01-01 – 2010-12-31" in words
    assert "possibly in the range" in words
    by.click(by.lane(0, date(2010, 7, 1)))
    assert session.selection == (rows["year"],)
    by.click(by.lane(0, date(2012, 6, 15)), Qt.KeyboardModifier.ControlModifier)
    assert session.selection == (rows["year"], rows["day"])
    by.click(by.lane(1, date(2019, 11, 7), share=0.85))
    assert session.selection == (rows["rival"],)
    by.click(by.lane(1, date(2019, 11, 7)))
    assert session.selection == (rows["back"],)


def test_a_click_on_a_pile_selects_what_lies_in_it(
    session: Session, add_row: Added, shown: Shown, hand: Any
) -> None:
    early = add_row("incident", title="Early", date=parse("1990"))
    piled = {add_row("incident", title=f"E{n}", date=parse("2015-05-05")) for n in range(30)}
    timeline = shown(session)
    by = hand(timeline)
    by.click(by.lane(0, date(2015, 5, 6), share=0.8))
    assert set(session.selection) == piled
    assert early not in session.selection


def test_a_selection_made_elsewhere_is_marked_and_looked_at(
    session: Session, rows: dict[str, Key], shown: Shown
) -> None:
    timeline = shown(session)
    chart = timeline.chart
    chart.zoom(20.0, 0.0)
    assert chart.scale.end < date(2012, 1, 1).toordinal()
    before = timeline.grab().toImage()
    session.select([rows["day"]])
    day = date(2012, 6, 15).toordinal()
    assert chart.scale.start < day < chart.scale.end
    assert timeline.grab().toImage() != before
    start = chart.scale.start
    session.select([rows["undated"]])
    session.select([rows["day"]])
    assert chart.scale.start == start


def test_what_is_tied_to_the_selection_is_pointed_at(
    session: Session, add_row: Added, shown: Shown, hand: Any
) -> None:
    camp = add_row("facility", name_en="Camp")
    other = add_row("facility", name_en="Another")
    add_row("incident", title="There", date=parse("2005"), facility=camp.id)
    add_row("incident", title="Elsewhere", date=parse("2012"))
    timeline = shown(session)
    chart = timeline.chart
    session.select([other])
    before = chart.grab().toImage()
    session.select([camp])
    after = chart.grab().toImage()
    changed = {
        x
        for x in range(before.width())
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y)
    }
    middle = hand(timeline).px(date(2005, 7, 2))
    assert changed
    assert all(abs(x - middle) <= 7 for x in changed)


def test_undated_rows_are_counted_and_listed(
    session: Session, rows: dict[str, Key], shown: Shown
) -> None:
    timeline = shown(session)
    button = timeline.findChild(QToolButton, "undated0")
    assert button is not None
    assert (button.text(), button.isVisible()) == ("+1 undated", True)
    assert timeline.findChild(QToolButton, "undated1").isVisible() is False
    timeline.set_range(TimeRange(date(2012, 1, 1), date(2012, 12, 31)))
    assert button.isVisible()
    menu = timeline.undated_menu(timeline.chart.lanes[0])
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles[0] == "Select all 1 undated rows"
    assert titles[1].startswith("A && B · in the famine")
    menu.actions()[-1].trigger()
    assert session.selection == (rows["undated"],)
    menu.close()
    button.click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_undated_rows_are_shown_on_request(
    session: Session, rows: dict[str, Key], shown: Shown
) -> None:
    timeline = shown(session)
    assert not timeline.header.undated.isEnabled()
    timeline.set_range(TimeRange(date(2012, 1, 1), date(2012, 12, 31)))
    assert session.view.in_time("incident") == {rows["day"].id}
    timeline.header.undated.click()
    assert session.view.in_time("incident") == {rows["day"].id, rows["undated"].id}
    timeline.set_range(None)
    assert not timeline.header.undated.isChecked()
    assert session.view.in_time("incident") is None


def test_counts_say_what_is_sure_and_never_add_up_rivals(
    session: Session, rows: dict[str, Key], shown: Shown
) -> None:
    timeline = shown(session)
    assert {"4", "1"} <= set(texts(timeline))
    timeline.set_range(TimeRange(date(2010, 3, 1), date(2012, 12, 31)))
    assert {"1–2 / 4", "0 / 1"} <= set(texts(timeline))
    told = timeline.chart.accessibleDescription()
    assert "surely in the range 1, possibly 1, outside 1; +1 undated" in told
    assert "1 other counts of them, not added up" in told


def test_the_keyboard_reaches_everything(
    session: Session, rows: dict[str, Key], shown: Shown, hand: Any
) -> None:
    timeline = shown(session)
    chart, by = timeline.chart, hand(timeline)
    timeline.setFocus()
    assert chart.hasFocus()
    before = chart.scale
    by.key(Qt.Key.Key_Plus)
    assert chart.scale.days_per_px < before.days_per_px
    start = chart.scale.start
    by.key(Qt.Key.Key_Right)
    assert chart.scale.start > start
    by.key(Qt.Key.Key_Home)
    assert chart.scale.start < date(2000, 1, 5).toordinal() < chart.scale.end
    by.key(Qt.Key.Key_End)
    assert chart.scale.start < date(2019, 11, 7).toordinal() < chart.scale.end
    by.key(Qt.Key.Key_0)
    assert chart.scale == before
    by.key(Qt.Key.Key_Minus)
    assert chart.scale.days_per_px > before.days_per_px
    by.key(Qt.Key.Key_Down)
    by.key(Qt.Key.Key_Down)
    by.key(Qt.Key.Key_Return)
    assert session.selection[0].table == "repatriation"
    by.key(Qt.Key.Key_Up)
    control = Qt.KeyboardModifier.ControlModifier
    for _ in range(4):
        by.key(Qt.Key.Key_Left, control)
    by.key(Qt.Key.Key_Return)
    assert session.selection == (rows["early"],)
    by.key(Qt.Key.Key_Right, control)
    by.key(Qt.Key.Key_Space)
    assert session.selection == (rows["year"],)
    assert "Arrest of a year" in chart.accessibleDescription()
    timeline.set_range(TimeRange(date(2010, 1, 1), date(2010, 12, 31)))
    by.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = timeline.time_range
    assert moved is not None
    assert moved.first > date(2010, 1, 1).toordinal()
    assert moved.last - moved.first == 364


def test_the_lanes_follow_the_case(
    session: Session, rows: dict[str, Key], add_row: Added, shown: Shown
) -> None:
    timeline = shown(session)
    assert len(timeline.chart.lanes) == 2
    add_row("scene", title="Scene", acquired=parse("2021-04-02"))
    assert [lane.name for lane in timeline.chart.lanes] == ["incident", "repatriation", "scene"]
    timeline.hide()
    session.do(edit.remove(session.view, rows["early"], "twice"))
    assert timeline.chart.lanes[0].total == 4
    timeline.show()
    assert timeline.chart.lanes[0].total == 3


def test_a_range_set_elsewhere_is_shown(
    session: Session, rows: dict[str, Key], shown: Shown
) -> None:
    timeline = shown(session)
    within = TimeRange(None, date(2011, 3, 4))
    session.set_time_range(within)
    assert timeline.chart.within == within
    assert (timeline.header.start.text(), timeline.header.end.text()) == ("", "2011-03-04")


def test_an_empty_case_says_what_will_be_here(
    session: Session, add_row: Added, shown: Shown, hand: Any, qtbot: QtBot
) -> None:
    timeline = shown(session)
    blank = timeline.chart.grab().toImage()
    by = hand(timeline)
    by.drag(QPoint(100, 8), QPoint(400, 8))
    by.key(Qt.Key.Key_Right)
    assert timeline.time_range is None
    colours = {blank.pixel(x, y) for x in range(0, blank.width(), 2) for y in range(50, 100)}
    assert len(colours) > 2
    add_row("incident", title="First", date=parse("2010"))
    assert timeline.chart.scale.start < date(2010, 6, 1).toordinal() < timeline.chart.scale.end


def test_names_are_in_the_language_asked_for(
    session: Session, rows: dict[str, Key], shown: Shown
) -> None:
    timeline = shown(session)
    timeline.set_language("ko")
    assert "강제 송환" in texts(timeline)
    timeline.set_language("en")
    assert "Forced returns" in texts(timeline)


def test_a_timeline_that_left_follows_no_more(
    session: Session, rows: dict[str, Key], shown: Shown
) -> None:
    timeline = shown(session)
    timeline.leave()
    session.set_time_range(TimeRange(date(2010, 1, 1), None))
    assert timeline.chart.within is None
