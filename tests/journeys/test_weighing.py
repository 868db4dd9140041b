"""Stories of weighing: rival claims, words that were misheard, and what was when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTextBrowser, QToolButton

from geoapp.case.passages import Stretch
from geoapp.case.records import Key, Record, Value
from geoapp.commands import edit
from geoapp.ui.panels.reader import Reader
from geoapp.ui.panels.reader.sheet import Sheet
from geoapp.ui.panels.table import AttributeTable
from geoapp.ui.panels.timeline import Timeline
from tests.journeys.conftest import User, type_words

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass
class Weighing:
    """Somebody with claims, a transcript and a timeline before them."""

    user: User

    def wait(self) -> None:
        window = self.user.window
        self.user.bot.waitUntil(
            lambda: window.content.settled and not window.jobs.busy and window.canvas.is_settled,
            timeout=30_000,
        )

    def record(self, key: Key) -> Record:
        assert self.user.window.session is not None
        found = self.user.window.session.view.record(key)
        assert found is not None
        return found

    def claims(self, key: Key, field: str) -> list[tuple[Value, Value]]:
        assert self.user.window.session is not None
        listed = self.user.window.session.view.claims(key)
        return [
            (claim.values["value"], claim.values["rank"])
            for claim in listed
            if claim.values["attribute"] == field
        ]

    @property
    def reader(self) -> Reader:
        assert self.user.window.work.reader is not None
        return self.user.window.work.reader

    @property
    def sheet(self) -> Sheet:
        return self.reader.desk.spread.original

    @property
    def timeline(self) -> Timeline:
        assert self.user.window.work.timeline is not None
        return self.user.window.work.timeline

    @property
    def table(self) -> AttributeTable:
        assert self.user.window.work.table is not None
        return self.user.window.work.table

    def click(self, button: QAbstractButton) -> None:
        QTest.mouseClick(button, LEFT, PLAIN, QPoint(6, button.height() // 2))

    def drag_over(self, stretch: Stretch) -> None:
        """Select words of the transcript as a mouse does."""
        cursor = self.sheet.cursor_over(stretch)
        first, last = self.sheet.textCursor(), self.sheet.textCursor()
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        self.sheet.setTextCursor(first)
        self.sheet.ensureCursorVisible()
        begin = self.sheet.cursorRect(first).center()
        end = self.sheet.cursorRect(last).center()
        port = self.sheet.viewport()
        QTest.mousePress(port, LEFT, PLAIN, begin)
        QTest.mouseMove(port, (begin + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, LEFT, PLAIN, end)

    def drag_range(self, start: date, end: date) -> None:
        """Choose a range on the ruler of the timeline."""
        chart = self.timeline.chart
        at, to = (QPoint(round(chart.scale.to_px(day.toordinal())), 8) for day in (start, end))
        QTest.mousePress(chart, LEFT, PLAIN, at)
        for step in range(1, 5):
            QTest.mouseMove(chart, at + (to - at) * step / 4)
        QTest.mouseRelease(chart, LEFT, PLAIN, to)

    def drawn(self, table: str) -> set[int]:
        """The rows of a layer that are on the map."""
        layers = {layer.name: layer for layer in self.user.window.canvas.content.layers}
        return {int(id) for id in layers[table].ids}


@pytest.fixture
def work(user: User) -> Weighing:
    weighing = Weighing(user)
    weighing.wait()
    return weighing


def test_a_rival_claim_is_adopted_and_the_old_one_comes_back(work: Weighing) -> None:
    user = work.user
    camp = user.key_of("KW-15")
    before = work.claims(camp, "status")
    assert before[0] == ("disputed", "adopted")
    rivals = [value for value, rank in before if rank == "open"]
    assert len(rivals) > 1
    user.search_for("KW-15")
    user.bot.waitUntil(lambda: user.shown == camp)
    inspector = user.window.inspector
    assert inspector is not None
    marker = inspector.findChild(QAbstractButton, "claims:status")
    assert marker is not None
    work.click(marker)
    user.bot.waitUntil(lambda: "Adopt this instead…" in user.words_in(inspector))
    user.follow("Adopt this instead…")
    type_words(user.window.focusWidget() or inspector, "two later visitors saw it at work")
    QTest.keyClick(user.window.focusWidget(), Qt.Key.Key_Return)
    user.bot.waitUntil(lambda: user.field(camp, "status") == rivals[0])
    after = work.claims(camp, "status")
    assert (rivals[0], "adopted") in after
    assert ("disputed", "open") in after
    assert sorted(map(str, after)) != sorted(map(str, before))
    user.window.canvas.setFocus()
    user.press("Ctrl+Z")
    user.bot.waitUntil(lambda: user.field(camp, "status") == "disputed")
    assert work.claims(camp, "status") == before
    user.press("Ctrl+Shift+Z")
    user.bot.waitUntil(lambda: user.field(camp, "status") == rivals[0])
    user.reopen()
    assert user.field(camp, "status") == rivals[0]
    assert user.window.session is not None
    reasons = [entry.reason for entry in user.window.session.view.history(camp)]
    assert "two later visitors saw it at work" in reasons


def test_a_transcript_is_corrected_and_its_passages_stay(work: Weighing) -> None:
    user = work.user
    told = user.key_of("T-108")
    user.search_for("T-108")
    user.bot.waitUntil(lambda: work.reader.current == told)
    user.press("Ctrl+3")
    reading = work.reader.reading
    assert reading is not None
    assert not reading.lost
    words, passages = reading.pages[0].words, reading.passages
    touched = passages[2]
    assert touched.stretch is not None
    others = [p for p in passages if p.key != touched.key and p.stretch is not None]
    overlapping = [p for p in others if _overlap(p.stretch, touched.stretch)]
    work.click(work.reader.header.correct_button)
    box = work.reader.correcting.box
    assert box.isVisible()
    _go_to(box, 0)
    type_words(box, "(속삭이며) ")
    middle = touched.stretch.start + 3 + len("(속삭이며) ")
    _go_to(box, middle)
    type_words(box, "아마 ")
    work.reader.correcting.reason.setFocus()
    type_words(work.reader.correcting.reason, "heard again with the interpreter")
    QTest.keyClick(
        work.reader.correcting.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    user.bot.waitUntil(lambda: not box.isVisible())
    now = work.reader.reading
    assert now is not None
    assert now.pages[0].words == (
        "(속삭이며) "
        + words[: touched.stretch.start + 3]
        + "아마 "
        + words[touched.stretch.start + 3 :]
    )
    assert {p.key for p in now.lost} == {touched.key, *(p.key for p in overlapping)}
    assert len(now.passages) == len(passages) - len(now.lost)
    for passage in now.passages:
        assert passage.stretch is not None
        assert passage.stretch.words(now.pages[0].words) == passage.quote
    _place_again(work, touched.key, words[touched.stretch.start : touched.stretch.start + 3])
    user.reopen()
    work.wait()
    assert user.window.session is not None
    row = work.record(touched.key)
    assert row.values["to_be_placed"] is False or not row.values["to_be_placed"]
    assert "아마" in str(row.values["quote"])
    revisions = [r for r in user.window.session.view.referring(told) if r.key.table == "transcript"]
    texts = [work.record(r.key).values for r in revisions]
    assert words in [text["words"] for text in texts]


def _overlap(one: Stretch | None, other: Stretch | None) -> bool:
    return (
        one is not None
        and other is not None
        and one.start < other.end > one.start
        and (other.start < one.end)
    )


def _go_to(box: object, position: int) -> None:
    """Walk with the keys to a place in a text, as far as the arrow."""
    QTest.keyClick(box, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)  # type: ignore[call-overload]
    for _ in range(position):
        QTest.keyClick(box, Qt.Key.Key_Right)  # type: ignore[call-overload]


def _place_again(work: Weighing, key: Key, beginning: str) -> None:
    """Choose the lost passage, select the words that it means now, and place it there."""
    reader = work.reader
    while reader.desk.lost.current != key:
        reader.desk.lost.list.setFocus()
        QTest.keyClick(reader.desk.lost.list, Qt.Key.Key_Down)
    assert reader.reading is not None
    words = reader.reading.pages[0].words
    start = words.index(beginning + "아마 ")
    work.drag_over(Stretch(start, start + 12))
    work.click(reader.desk.lost.act)
    work.user.bot.waitUntil(
        lambda: reader.reading is not None and key in {p.key for p in reader.reading.passages}
    )


def test_a_range_of_dates_filters_map_table_and_lists(work: Weighing) -> None:
    user, session = work.user, work.user.window.session
    assert session is not None
    draft = edit.create(session.view, "incident", {"code": "E-900", "title": "On some day"})
    session.do(draft)
    undated = draft.changes[0].key
    work.wait()
    everything = work.drawn("incident")
    dated = {row.key.id for row in session.view.records("incident")}
    work.table.show_table("incident")
    user.press("Ctrl+1")
    user.bot.waitUntil(work.timeline.isVisible)
    work.drag_range(date(2013, 1, 1), date(2016, 1, 1))
    work.wait()
    chosen = session.view.filter.time
    # A pixel is some ten days, and what is chosen snaps to them.
    assert chosen is not None
    for day, wanted in ((chosen.start, date(2013, 1, 1)), (chosen.end, date(2015, 12, 31))):
        assert day is not None
        assert abs((day - wanted).days) < 20
    inside = {int(id) for id in session.view.drawable("incident").ids}
    assert work.drawn("incident") == inside
    assert inside < everything
    # What has no date is not in the range, but counted beside its lane.
    counted = [
        button.text()
        for button in work.timeline.gutter.findChildren(QToolButton)
        if button.isVisible()
    ]
    assert "+1 undated" in counted
    assert undated not in session.view.keep_in_time([undated])
    user.press("Ctrl+4")
    user.bot.waitUntil(work.table.isVisible)
    work.wait()
    user.bot.waitUntil(lambda: 0 < work.table.model.rowCount() < len(dated), timeout=10_000)
    assert work.table.model.rowCount() == len(session.view.in_time("incident") or ())
    compound, inspector = user.key_of("IC-1"), user.window.inspector
    assert inspector is not None
    session.select([compound])
    section = inspector.page.section("incident")
    assert section is not None
    assert "within the range" in section.heading
    user.bot.waitUntil(lambda: "not within the range of dates" in user.words_in(section))
    user.press("Ctrl+1")
    user.bot.waitUntil(work.timeline.isVisible)
    work.click(work.timeline.header.clear)
    work.wait()
    assert session.view.filter.time is None
    assert work.drawn("incident") == everything
    user.press("Ctrl+4")
    user.bot.waitUntil(lambda: work.table.model.rowCount() == len(dated), timeout=10_000)
    assert "range" not in section.heading


def test_undone_chosen_and_arranged_is_found_again(work: Weighing) -> None:
    user = work.user
    camp = user.key_of("KW-25")
    user.press("Ctrl+4")
    user.bot.waitUntil(work.table.isVisible)
    user.window.layers_dock.close()
    assert user.window.session is not None
    heads = user.window.session.view.info().entries
    size = user.window.size()
    user.reopen()
    work.wait()
    assert user.window.session is not None
    assert user.window.session.view.info().entries == heads
    assert user.window.size() == size
    assert work.table.isVisible()
    assert not user.window.layers_dock.isVisible()
    assert not [b for b in user.window.findChildren(QTextBrowser) if b.isVisible()]
    user.search_for("KW-25")
    user.bot.waitUntil(lambda: user.shown == camp)
