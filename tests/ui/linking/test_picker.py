"""The link picker under hand and key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from geoapp.commands.link import Tie
from geoapp.ui.forms.dates import DateEditor
from tests.ui.linking.conftest import Desk, make

Key_ = Qt.Key


def test_type_and_enter_links_in_the_usual_role(desk: Desk, heard: Callable[[], list[str]]) -> None:
    desk.linker.link_from(desk.keys["Q"])
    desk.type("hill")
    desk.press(Key_.Key_Return)
    assert not desk.picker.isVisible()
    assert desk.ties(desk.keys["KW-2"]) == [
        Tie(desk.keys["Q"], desk.keys["KW-2"], "speaks of", "mentions")
    ]
    assert "Ctrl+Z" in heard()[-1]
    desk.session.undo()
    assert desk.ties(desk.keys["KW-2"]) == []


def test_it_finds_by_code_by_words_and_in_korean(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    for words in ("KW-3", "탄광", "by the mine"):
        desk.picker.page.search.clear()
        if words.isascii():
            QTest.keyClicks(desk.picker.page.search, words)
        else:
            desk.picker.page.search.insert(words)
            desk.picker.page.search.textEdited.emit(words)
        desk.found()
        assert desk.codes()[0] == "KW-3", words


def test_enter_before_the_answer_links_only_what_is_clear(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    QTest.keyClicks(desk.picker.page.search, "camp")
    desk.press(Key_.Key_Return)
    desk.found()
    assert desk.picker.isVisible()
    assert "once more" in desk.picker.problem.text()
    desk.picker.page.search.clear()
    QTest.keyClicks(desk.picker.page.search, "KW-1")
    desk.press(Key_.Key_Return)
    desk.bot.waitUntil(lambda: not desk.picker.isVisible())
    assert [tie.end for tie in desk.ties(desk.keys["Q"])] == [desk.keys["KW-1"]]


def test_enter_alone_never_links_to_a_suggestion(desk: Desk) -> None:
    desk.session.select([desk.keys["KW-1"]])
    desk.linker.link_from(desk.keys["Q"])
    desk.found()
    assert desk.codes()[0] == "KW-1"
    assert desk.picker.page.list.rows.headings()[0] == "Selected"
    desk.press(Key_.Key_Return)
    assert desk.ties(desk.keys["Q"]) == []
    assert desk.picker.isVisible()
    desk.press(Key_.Key_Down)
    desk.press(Key_.Key_Return)
    assert [tie.end for tie in desk.ties(desk.keys["Q"])] == [desk.keys["KW-1"]]


def test_suggestions_come_from_the_account_the_last_links_and_the_map(desk: Desk) -> None:
    desk.tie(desk.keys["Q2"], desk.keys["KW-3"], "speaks of")
    desk.tie(desk.keys["A"], desk.keys["ORG"], "speaks of")
    desk.linker.link_from(desk.keys["Q"])
    desk.found()
    assert desk.codes() == ["KW-3", "ORG-1", "KW-1", "KW-2"]
    assert desk.picker.page.list.rows.headings() == [
        "Linked to the same account",
        "Linked last",
        "On the map now",
    ]


def test_several_are_chosen_and_stay_chosen_while_one_searches_on(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    desk.type("hill")
    desk.press(Key_.Key_Down)
    desk.press(Key_.Key_Space)
    desk.picker.page.search.selectAll()
    desk.type("ministry")
    rows = desk.picker.page.list.rows
    assert [one.code for one in rows.chosen] == ["KW-2"]
    assert rows.headings()[0] == "Chosen"
    line = next(n for n in range(rows.rowCount()) if (c := rows.candidate(n)) and c.code == "ORG-1")
    view = desk.picker.page.list
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), view.box_at(line)
    )
    assert desk.picker.page.link_button.text() == "Link 2"
    before = len(desk.session.view.entries())
    desk.press(Key_.Key_Return)
    assert len(desk.session.view.entries()) == before + 1
    assert {tie.end for tie in desk.ties(desk.keys["Q"])} == {desk.keys["KW-2"], desk.keys["ORG"]}
    desk.session.undo()
    assert desk.ties(desk.keys["Q"]) == []


def test_space_is_a_letter_while_one_types(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    desk.type("camp on")
    assert desk.picker.page.search.text() == "camp on"
    assert desk.picker.page.list.rows.chosen == []
    assert desk.codes() == ["KW-2"]


def test_stance_role_note_and_direction_are_what_a_person_says(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    desk.type("ford")
    desk.press(Key_.Key_2, control=True)
    QTest.keyClicks(desk.picker.page.fields.note, "the gate is on the other side")
    QTest.mouseClick(desk.picker.page.fields.turn, Qt.MouseButton.LeftButton)
    assert desk.picker.page.summary.text().startswith("KW-1")
    desk.press(Key_.Key_Return)
    (tie,) = desk.ties(desk.keys["Q"])
    assert (tie.start, tie.end) == (desk.keys["KW-1"], desk.keys["Q"])
    assert (tie.stance, tie.note) == ("contradicts", "the gate is on the other side")


def test_what_is_linked_already_is_shown_and_refused_with_a_sentence(desk: Desk) -> None:
    desk.tie(desk.keys["Q"], desk.keys["KW-1"], "speaks of", "mentions")
    desk.linker.link_from(desk.keys["Q"])
    desk.type("ford")
    rows = desk.picker.page.list.rows
    assert "linked already: speaks of" in rows.remark(rows.candidates()[0])
    desk.press(Key_.Key_Return)
    assert desk.picker.isVisible()
    assert "already linked" in desk.picker.problem.text()
    assert len(desk.ties(desk.keys["Q"])) == 1


def test_from_a_feature_accounts_come_first_and_the_link_starts_at_them(desk: Desk) -> None:
    make(desk.session, "facility", code="KW-9", name_en="River camp")
    desk.linker.link_account_to(desk.keys["KW-1"])
    desk.type("river")
    assert desk.codes() == ["Q-1", "KW-9"]
    desk.press(Key_.Key_Return)
    assert desk.ties(desk.keys["KW-1"]) == [
        Tie(desk.keys["Q"], desk.keys["KW-1"], "speaks of", "mentions")
    ]


def test_before_typing_a_feature_is_offered_accounts(desk: Desk) -> None:
    desk.linker.link_account_to(desk.keys["KW-1"])
    desk.found()
    assert {"Q-1", "Q-2", "T-1", "A-1"} <= set(desk.codes())


def test_one_kind_alone_can_be_looked_for(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["KW-1"])
    desk.type("camp")
    kinds = desk.picker.page.kinds
    kinds.setCurrentIndex(kinds.findData("published_account"))
    desk.found()
    assert desk.codes() == []
    assert "Nothing has these words" in desk.picker.page.remark


def test_picking_on_the_map_shrinks_to_a_strip_and_leaves_the_selection_alone(desk: Desk) -> None:
    desk.session.select([desk.keys["Q"]])
    desk.linker.link_from(desk.keys["Q"])
    clicked: list[object] = []
    desk.canvas.clicked.connect(lambda keys, _mods: clicked.append(keys))
    desk.press(Key_.Key_M, control=True)
    assert desk.picker.height() < 80
    assert "Click" in desk.picker.strip.words()
    desk.click_map(129.60, 41.74)
    assert "Nothing is drawn there" in desk.picker.strip.words()
    desk.click_map(129.74, 41.82)
    assert clicked == []
    assert desk.picker.height() > 300
    assert [one.code for one in desk.picker.page.list.rows.chosen] == ["KW-2"]
    desk.press(Key_.Key_Return)
    assert [tie.end for tie in desk.ties(desk.keys["Q"])] == [desk.keys["KW-2"]]
    desk.click_map(129.70, 41.80)
    assert clicked == [[desk.keys["KW-1"]]]


def test_the_map_can_be_dragged_while_it_is_asked(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    desk.press(Key_.Key_M, control=True)
    before = desk.canvas.view.x
    at = desk.pixel(129.70, 41.80)
    QTest.mousePress(desk.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), at)
    for step in (10, 30, 60):
        moved = at + (at - at)
        moved.setX(at.x() + step)
        QTest.mouseMove(desk.canvas, moved)
    QTest.mouseRelease(desk.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), moved)
    assert desk.canvas.view.x != before
    assert desk.picker.pick.active
    desk.press(Key_.Key_Escape)
    assert not desk.picker.pick.active
    assert desk.picker.isVisible()


def test_a_place_is_dropped_with_its_grades_in_one_entry(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    QTest.keyClicks(desk.picker.page.search, "the ford below")
    desk.press(Key_.Key_D, control=True)
    desk.click_map(129.69, 41.79)
    new = desk.picker.new
    assert new.table is not None
    assert new.table.name == "place"
    where = new.place()
    assert where is not None
    assert (where.precision, where.radius_m) == ("compound", 250.0)
    drawn = desk.picker.preview.radius_px
    assert abs(drawn - 250.0 / desk.canvas.view.ground_resolution) < 0.5
    assert new.position_editor is not None
    new.position_editor.precision.setCurrentText("village or town")
    where = new.place()
    assert where is not None
    assert where.radius_m == 1500.0
    assert desk.picker.preview.radius_px > drawn
    certainty = new.editors["certainty"].focusProxy()
    certainty.setCurrentText("possible")
    before = len(desk.session.view.entries())
    QTest.keyClick(new.editors["name"].focusProxy(), Key_.Key_Return)
    assert len(desk.session.view.entries()) == before + 1
    assert not desk.picker.preview.isVisible()
    (tie,) = desk.ties(desk.keys["Q"])
    record = desk.session.view.record(tie.end)
    assert record is not None
    assert record.values["name"] == "the ford below"
    assert record.values["certainty"] == "possible"
    assert record.geometry is not None
    assert abs(record.geometry.x - 129.69) < 0.001
    (claim,) = desk.session.view.claims(tie.end)
    assert claim.values["passage"] == desk.keys["Q"].id
    assert claim.values["basis"] == "investigator"
    desk.session.undo()
    assert desk.session.view.counts()["place"] == 0
    assert desk.ties(desk.keys["Q"]) == []


def test_a_radius_somebody_stated_is_not_replaced(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    desk.press(Key_.Key_D, control=True)
    desk.click_map(129.69, 41.79)
    editor = desk.picker.new.position_editor
    assert editor is not None
    editor.radius.selectAll()
    QTest.keyClicks(editor.radius, "700")
    editor.precision.setCurrentText("county")
    assert editor.radius.text() == "700"


def test_an_event_is_made_within_the_step(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["KW-1"])
    desk.press(Key_.Key_N, control=True)
    new = desk.picker.new
    new.kinds.setCurrentIndex(new.kinds.findData("incident"))
    QTest.keyClicks(new.editors["title"].focusProxy(), "Roll call in the yard")
    date = new.editors["date"]
    assert isinstance(date, DateEditor)
    QTest.keyClicks(date.line, "spring 2015")
    QTest.mouseClick(new.make_button, Qt.MouseButton.LeftButton)
    (tie,) = desk.ties(desk.keys["KW-1"])
    assert (tie.start.table, tie.role, tie.end) == ("incident", "at", desk.keys["KW-1"])
    record = desk.session.view.record(tie.start)
    assert record is not None
    assert record.values["title"] == "Roll call in the yard"


def test_an_empty_new_thing_is_refused(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    desk.press(Key_.Key_N, control=True)
    QTest.mouseClick(desk.picker.new.make_button, Qt.MouseButton.LeftButton)
    assert "at least a name" in desk.picker.problem.text()
    assert desk.ties(desk.keys["Q"]) == []


def test_esc_goes_back_stage_by_stage_and_loses_nothing(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    desk.type("camp")
    QTest.keyClicks(desk.picker.page.fields.note, "half a thought")
    desk.press(Key_.Key_N, control=True)
    QTest.keyClicks(desk.picker.new.editors["note"].focusProxy(), "long words")
    desk.press(Key_.Key_Escape)
    assert desk.picker.isVisible()
    assert desk.picker.page.isVisible()
    desk.press(Key_.Key_Escape)
    assert not desk.picker.isVisible()
    desk.linker.link_from(desk.keys["Q"])
    assert desk.picker.page.search.text() == "camp"
    assert desk.picker.page.fields.note.text() == "half a thought"
    desk.press(Key_.Key_N, control=True)
    assert desk.picker.new.editors["note"].value() == "long words"


def test_esc_gives_the_focus_back(desk: Desk) -> None:
    desk.canvas.setFocus()
    desk.linker.link_from(desk.keys["Q"])
    assert desk.window.focusWidget() is desk.picker.page.search
    desk.press(Key_.Key_Escape)
    assert desk.window.focusWidget() is desk.canvas


def test_l_links_what_is_selected(desk: Desk, heard: Callable[[], list[str]]) -> None:
    desk.canvas.setFocus()
    QTest.keyClick(desk.canvas, Key_.Key_L)
    assert "Select one thing first" in heard()[-1]
    desk.session.select([desk.keys["KW-1"]])
    QTest.keyClick(desk.canvas, Key_.Key_L)
    assert desk.picker.start == desk.keys["KW-1"]
    assert desk.picker.isVisible()


def test_late_answers_are_dropped(desk: Desk) -> None:
    desk.linker.link_from(desk.keys["Q"])
    for words in ("h", "i", "l", "l"):
        QTest.keyClicks(desk.picker.page.search, words)
        desk.picker._finding.ask()
    desk.found()
    assert desk.codes() == ["KW-2"]


def test_a_case_for_reading_only_is_not_linked(desk: Desk, heard: Callable[[], list[str]]) -> None:
    desk.session._case.read_only = True
    desk.linker.link_from(desk.keys["Q"])
    assert not desk.picker.isVisible()
    assert "reading only" in heard()[-1]
