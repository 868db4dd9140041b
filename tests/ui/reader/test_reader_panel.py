"""Reading, marking, linking, claiming and correcting, with real mouse and keys."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from geoapp.case.passages import Stretch
from geoapp.case.records import Key, Value
from geoapp.commands import transcripts
from geoapp.session import Session
from geoapp.ui.panels.reader import Reader
from geoapp.ui.panels.reader.sheet import Sheet
from tests.ui.reader.conftest import KOREAN

Keys = dict[str, Key]
CTRL = Qt.KeyboardModifier.ControlModifier


def spot(sheet: Sheet, position: int) -> QPoint:
    cursor = sheet.cursor_over(Stretch(position, position + 1))
    cursor.setPosition(cursor.selectionStart())
    return sheet.cursorRect(cursor).center() + QPoint(3, 0)


def drag_over(sheet: Sheet, words: str) -> None:
    """Select words as a mouse does."""
    start = sheet.page.words.index(words)
    cursor = sheet.cursor_over(Stretch(start, start + len(words)))
    first, last = sheet.textCursor(), sheet.textCursor()
    first.setPosition(cursor.selectionStart())
    last.setPosition(cursor.selectionEnd())
    left, port = Qt.MouseButton.LeftButton, sheet.viewport()
    begin, end = sheet.cursorRect(first).center(), sheet.cursorRect(last).center()
    QTest.mousePress(port, left, Qt.KeyboardModifier(0), begin)
    QTest.mouseMove(port, (begin + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, left, Qt.KeyboardModifier(0), end)


def values(session: Session, key: Key) -> dict[str, Value]:
    record = session.view.record(key)
    assert record is not None
    return dict(record.values)


def passages(session: Session) -> set[Key]:
    return {row.key for row in session.view.records("passage")}


@pytest.fixture
def sheet(reader: Reader, keys: Keys) -> Sheet:
    reader.show_key(keys["testimony"])
    QTest.qWait(20)
    return reader.desk.spread.original


def test_the_list_is_filtered_by_words_that_were_said(reader: Reader, qtbot: QtBot) -> None:
    shelf = reader.shelf
    qtbot.waitUntil(lambda: shelf.list.model().rowCount() == 2)
    shelf.line.setFocus()
    QTest.keyClicks(shelf.line, "two rows of wire")
    assert shelf.list.model().rowCount() == 1
    QTest.keyClick(shelf.line, Qt.Key.Key_Return)
    assert reader.current is not None
    assert reader.current.table == "testimony"
    reader.show_all()
    assert reader.current is None


def test_both_texts_stand_side_by_side_by_paragraph(reader: Reader, sheet: Sheet) -> None:
    other = reader.desk.spread.translation
    assert len(sheet.paragraphs) == len(other.paragraphs) == 4
    for one, two in zip(sheet.paragraphs, other.paragraphs, strict=True):
        assert sheet.top_of(one.start) == pytest.approx(other.top_of(two.start), abs=1.5)
    chips = reader.header.chips.texts()
    assert chips[:2] == ["invented", "W-7"]
    assert {"Korean", "Revision 1"} <= set(chips)


def test_texts_scroll_together(reader: Reader, sheet: Sheet) -> None:
    reader.resize(760, 260)
    QTest.qWait(20)
    bar, other = sheet.verticalScrollBar(), reader.desk.spread.translation.verticalScrollBar()
    assert bar.maximum() > 40
    bar.setValue(40)
    assert other.value() == pytest.approx(40, abs=2)


def test_from_far_down_one_text_to_another_and_back(
    reader: Reader, sheet: Sheet, keys: Keys
) -> None:
    reader.resize(760, 260)
    QTest.qWait(20)
    sheet.verticalScrollBar().setValue(sheet.verticalScrollBar().maximum())
    for key in ("account", "testimony"):
        reader.show_key(keys[key])
        QTest.qWait(20)
        assert sheet.verticalScrollBar().value() == 0


def test_a_click_on_words_chooses_their_passage(
    reader: Reader, sheet: Sheet, session: Session, keys: Keys, qtbot: QtBot
) -> None:
    at = KOREAN.index("정문은") + 1
    QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=spot(sheet, at))
    assert session.selection == (keys["gate"],)
    things = reader.desk.side.things
    place = things.topLevelItem(0).child(0)
    assert place.text(0) == "Camp nine F-9"
    with qtbot.waitSignal(reader.navigate) as went:
        port, box = things.viewport(), things.visualItemRect(place)
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=box.center())
    assert went.args == [keys["camp"]]
    things.setCurrentItem(place)
    with qtbot.waitSignal(reader.zoom_to) as zoomed:
        QTest.keyClick(things, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert zoomed.args == [keys["camp"]]


def test_the_margin_says_what_a_passage_is(reader: Reader, sheet: Sheet, keys: Keys) -> None:
    sheet.grab()
    box = sheet.margin.spot_of(keys["fence"])
    assert box is not None
    passage = reader.reading.passage(keys["gate"]) if reader.reading else None
    assert passage is not None
    tip = sheet.margin.describe(passage)
    assert all(words in tip for words in ("gate", "saw it", "F-9 Camp nine"))
    QTest.mouseClick(sheet.margin, Qt.MouseButton.LeftButton, pos=box.center())
    assert reader.passage == keys["fence"]


def test_keys_step_through_passages(reader: Reader, sheet: Sheet, keys: Keys) -> None:
    reader.activateWindow()
    sheet.setFocus()
    for expected in ("gate", "fence", "gate"):
        reader.desk.step(1)
        assert reader.passage == keys[expected]
    assert reader.header.count.text() == "1 / 2"


def test_marking_selected_words_with_label_and_basis(
    reader: Reader, sheet: Sheet, session: Session
) -> None:
    before = passages(session)
    drag_over(sheet, "안쪽은 새것")
    bar = reader.desk.bar
    assert bar.isVisible()
    QTest.mouseClick(bar.mark_button, Qt.MouseButton.LeftButton)
    bar.label.setText("inner row")
    bar.basis.show_code("saw")
    QTest.keyClick(bar.label, Qt.Key.Key_Return)
    (made,) = passages(session) - before
    found = values(session, made)
    assert (found["quote"], found["label"], found["basis"]) == ("안쪽은 새것", "inner row", "saw")
    assert KOREAN[int(str(found["start"])) : int(str(found["end"]))] == "안쪽은 새것"
    assert not bar.isVisible()
    assert reader.passage == made


def test_two_actions_from_words_to_the_picker(
    reader: Reader, sheet: Sheet, session: Session, qtbot: QtBot
) -> None:
    before = passages(session)
    drag_over(sheet, "두 명이")
    with qtbot.waitSignal(reader.link_wanted) as wanted:
        QTest.mouseClick(reader.desk.bar.link_button, Qt.MouseButton.LeftButton)
    (made,) = passages(session) - before
    assert wanted.args == [made]
    assert values(session, made)["basis"] is None


def test_a_claim_from_words_is_one_step(
    reader: Reader, sheet: Sheet, session: Session, keys: Keys
) -> None:
    before = session.view.info().entries
    drag_over(sheet, "새것이었습니다")
    QTest.mouseClick(reader.desk.bar.claim_button, Qt.MouseButton.LeftButton)
    form = reader.desk.claim
    assert form.isVisible()
    assert form.subject == keys["camp"]
    form.fields.setCurrentIndex(form.fields.findData("status"))
    assert form.editor is not None
    form.editor.box.setCurrentText("closed")  # type: ignore[attr-defined]
    form.save()
    assert form.problem.text() == ""
    assert session.view.info().entries == before + 1
    (claim,) = [c for c in session.view.claims(keys["camp"]) if c.values["passage"]]
    assert (claim.values["value"], claim.values["rank"]) == ("closed", "open")
    assert "Claims (1)" in reader.desk.side.things.topLevelItem(0).text(0)


def test_a_feature_leads_to_its_passages(reader: Reader, session: Session, keys: Keys) -> None:
    session.select([keys["camp"]])
    strip = reader.desk.speaking
    assert strip.isVisible()
    assert strip.heading == "1 passages speak of Camp nine"
    assert reader.current == keys["testimony"]
    assert reader.passage == keys["gate"]
    assert reader.desk.spread.original.lit == {keys["gate"]}
    assert reader.show_for(keys["account"]) == 0
    assert not strip.isVisible()


def test_correcting_shows_what_follows_and_keeps_the_rest(
    reader: Reader, sheet: Sheet, session: Session, keys: Keys
) -> None:
    QTest.mouseClick(reader.header.correct_button, Qt.MouseButton.LeftButton)
    page = reader.correcting
    assert page.isVisible()
    page.box.setPlainText(page.words.replace("두 줄", "세 줄"))
    page.show_outcome()
    assert page.outcome.count() == 2
    assert page.outcome.item(0).text() == "✗ fence"
    page.save()
    assert "why" in page.problem.text()
    page.reason.setText("misheard")
    page.save()
    assert reader.reading is not None
    assert reader.reading.shown[0].values["revision"] == 2
    assert values(session, keys["original"])["words"] == KOREAN
    assert reader.desk.lost.current == keys["fence"]
    assert not reader.desk.lost.act.isEnabled()
    drag_over(sheet, "철조망은 세 줄")
    QTest.mouseClick(reader.desk.lost.act, Qt.MouseButton.LeftButton)
    assert values(session, keys["fence"])["quote"] == "철조망은 세 줄"
    assert not reader.desk.lost.isVisible()
    assert reader.header.revisions.count() == 2
    reader.header.revisions.activated.emit(1)
    assert sheet.page.words == KOREAN
    assert not reader.header.correct_button.isEnabled()
    reader.header.revisions.activated.emit(0)
    session.undo()
    session.undo()
    assert sheet.page.words == KOREAN
    assert values(session, keys["fence"])["quote"] == "철조망은 두 줄"


def test_esc_asks_before_a_correction_is_lost(
    reader: Reader, sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    reader.working.correct()
    page = reader.correcting
    QTest.keyClicks(page.box, "x")
    QTest.keyClick(page.box, Qt.Key.Key_Escape)
    assert page.isVisible()
    assert not answers or page.words.startswith("x")
    QTest.keyClick(page.box, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert sheet.page.words == KOREAN


def test_typing_in_a_testimony(reader: Reader, session: Session) -> None:
    reader.working.enter_testimony()
    words = unicodedata.normalize("NFD", "각각\u00a0말했다")
    reader.entering.box.setPlainText(words)
    reader.entering.save()
    assert reader.reading is not None
    assert reader.reading.pages[0].words == words
    reader.working.add_text()
    reader.entering.box.setPlainText("Each said so")
    reader.entering.save()
    assert [page.words for page in reader.reading.pages] == [words, "Each said so"]


def test_find_in_both_texts_and_copy_exact_words(reader: Reader, sheet: Sheet) -> None:
    reader.desk.find_bar.open()
    QTest.keyClicks(reader.desk.find_bar.line, "MAIN gate")
    assert reader.desk.find_bar.count.text() == "1 / 1"
    QTest.keyClick(reader.desk.find_bar.line, Qt.Key.Key_Escape)
    assert not reader.desk.find_bar.isVisible()
    drag_over(sheet, "오셨습니까? 😀")
    sheet.copy()
    assert QGuiApplication.clipboard().text() == "오셨습니까? 😀"


def test_a_published_account_is_readable(reader: Reader, keys: Keys) -> None:
    reader.show_key(keys["account"])
    assert reader.desk.spread.original.page.words == "Somebody said so."
    assert reader.header.chips.texts() == ["12"]
    drag_over(reader.desk.spread.original, "Somebody")
    assert not reader.desk.bar.isVisible()


def test_a_change_elsewhere_is_shown(
    reader: Reader, sheet: Sheet, session: Session, keys: Keys
) -> None:
    draft = transcripts.correct_transcript(
        session.view, keys["original"], KOREAN + "\n\n끝.", "more was said"
    )
    session.do(draft)
    assert sheet.page.words.endswith("끝.")
    assert {p.key for p in sheet.page.passages} == {keys["gate"], keys["fence"]}


def test_everything_that_takes_focus_has_a_name(reader: Reader, sheet: Sheet) -> None:
    drag_over(sheet, "두 명이")
    nameless = [
        type(widget).__name__
        for widget in reader.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
    ]
    assert nameless == []


def test_who_corrects_goes_on_reading_where_they_were(
    reader: Reader, sheet: Sheet, session: Session, keys: Keys
) -> None:
    reader.resize(760, 260)
    QTest.qWait(20)
    bar = sheet.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    assert at > 20
    draft = transcripts.correct_transcript(
        session.view, keys["original"], KOREAN.replace("두 명이", "세 명이"), "misheard"
    )
    session.do(draft)
    QTest.qWait(20)
    assert "세 명이" in sheet.page.words
    assert bar.value() == pytest.approx(at, abs=3)
    reader.show_key(keys["account"])
    QTest.qWait(20)
    assert bar.value() == 0


def test_the_paragraph_of_a_passage_stands_out_in_the_translation(
    reader: Reader, sheet: Sheet, keys: Keys
) -> None:
    other = reader.desk.spread.translation
    assert not other.beside
    reader.desk.choose(keys["gate"])
    passage = reader.desk.passage
    assert passage is not None
    assert passage.stretch is not None
    number = next(
        n for n, p in enumerate(sheet.paragraphs) if p.start <= passage.stretch.start < p.end
    )
    assert other.beside == (other.paragraphs[number],)
    assert not sheet.beside
    reader.desk.choose(None)
    assert not other.beside
