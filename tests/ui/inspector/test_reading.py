"""Reading a row: what it is, what is claimed, what is linked, and the way on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from geoapp.case.records import Key, Value
from geoapp.commands import edit
from geoapp.session import Session
from geoapp.ui.panels.inspector import Inspector
from geoapp.ui.panels.inspector.cards import Cards
from geoapp.ui.panels.inspector.claims import Claims
from geoapp.ui.panels.inspector.document import Document
from layers.values import Position

Keys = dict[str, Key]
AddRow = Callable[..., Key]
AddLink = Callable[..., None]


def cards(inspector: Inspector, name: str) -> Cards:
    section = inspector.page.section(name)
    assert section is not None
    assert isinstance(section.body, Cards)
    return section.body


def value_of(inspector: Inspector, field: str) -> str:
    row = inspector.page.fields.row(field)
    assert row is not None
    return row.value.text()


def click_link(qtbot: QtBot, document: Document, words: str) -> None:
    """Click on a link as a mouse does, at the place where its words are drawn."""
    cursor = document.document().find(words)
    assert not cursor.isNull(), document.toPlainText()
    cursor.setPosition(cursor.selectionStart() + 1)
    spot = document.cursorRect(cursor).center() + QPoint(1, 0)
    qtbot.mouseClick(document.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_nothing_selected_shows_a_hint(inspector: Inspector) -> None:
    hint = inspector.findChild(QLabel, "inspectorHint")
    assert hint is not None
    assert hint.isVisible()
    assert "Ctrl+K" in hint.text()
    assert inspector.current is None


def test_selecting_shows_names_grades_and_counts_apart(
    inspector: Inspector, session: Session, keys: Keys
) -> None:
    session.select([keys["camp"]])
    kind, name, other = inspector.page.header.texts()
    assert (kind, name) == ("Facility · KW-14", "Kwanliso No. 14, Kaechon")
    assert other == "개천 제14호 관리소 (our rendering)"
    chips = inspector.page.header.chip_texts()
    assert chips == [
        "± 7 km · compound",
        "Status: operating",
        "Location: confirmed",
        "1 account",
        "1 event",
        "2 sources",
    ]


def test_fields_say_no_more_than_is_known(inspector: Inspector, keys: Keys) -> None:
    inspector.show_key(keys["camp"])
    assert value_of(inspector, "geometry").splitlines() == [
        "39.6° N, 126.1° E",
        "± 7 km · compound",
        "published circle",
    ]
    date = inspector.page.fields.row("in_use")
    assert date is not None
    assert date.value.text() == "spring 1959"
    assert date.value.toolTip() == "1959-03-01 – 1959-05-31"
    assert value_of(inspector, "type") == "political prison camp (kwanliso)"


def test_markup_in_data_is_shown_as_text(
    inspector: Inspector, session: Session, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    row = inspector.page.fields.row("note")
    assert row is not None
    assert row.value.textFormat() is Qt.TextFormat.PlainText
    assert "<script>" in row.value.text()
    assert "<i>three</i>" in cards(inspector, "published_account").document.toPlainText()
    session.do(edit.edit(session.view, keys["account"], {"title": "<img src=x>\"'&"}))
    assert "<img src=x>\"'&" in cards(inspector, "published_account").document.toPlainText()


def test_empty_fields_appear_on_demand(inspector: Inspector, qtbot: QtBot, keys: Keys) -> None:
    inspector.show_key(keys["camp"])
    assert inspector.page.fields.row("county") is None
    button = inspector.findChild(QWidget, "showEmptyFields")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert value_of(inspector, "county") == "—"


def test_rival_claims_with_their_sources(inspector: Inspector, qtbot: QtBot, keys: Keys) -> None:
    inspector.show_key(keys["camp"])
    row = inspector.page.fields.row("status")
    assert row is not None
    assert row.marker.text() == "2 claims"
    qtbot.mouseClick(row.marker, Qt.MouseButton.LeftButton)
    assert isinstance(row.below, Claims)
    text = row.below.toPlainText()
    assert text.index("operating — adopted") < text.index("closed — open")
    assert "para 19" in text
    assert "Entered by HB" in text
    click_link(qtbot, row.below, "Map of camps")
    assert inspector.current == keys["maps"]


def test_a_rival_position_is_shown_on_the_map(
    inspector: Inspector, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    row = inspector.page.fields.row("geometry")
    assert row is not None
    row.marker.click()
    assert isinstance(row.below, Claims)
    with qtbot.waitSignal(inspector.show_point) as shown:
        row.below.anchorClicked.emit(QUrl("point:126.3,39.6"))
    assert shown.args == [126.3, 39.6]
    assert "39.6° N, 126.3° E" in row.below.toPlainText()


def test_a_claim_that_does_not_fit_its_field_is_shown_as_it_stands(
    inspector: Inspector, keys: Keys, add_row: AddRow
) -> None:
    about: dict[str, Value] = {"subject_table": "facility", "subject": keys["camp"].id}
    odd: dict[str, Value] = {"wkb": "00ff", "radius_m": None, "precision": None, "found_by": None}
    add_row("claim", attribute="geometry", value=odd, rank="open", **about)
    add_row("claim", attribute="in_use", value="not a date", rank="open", **about)
    inspector.show_key(keys["camp"])
    for name, words in (("geometry", "00ff"), ("in_use", "not a date")):
        row = inspector.page.fields.row(name)
        assert row is not None
        row.marker.click()
        assert isinstance(row.below, Claims)
        assert words in row.below.toPlainText()


def test_walk_facility_account_organisation_facility(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    session.select([keys["camp"]])
    with qtbot.waitSignal(inspector.navigate):
        click_link(qtbot, cards(inspector, "published_account").document, "Arrest of a family")
    assert inspector.current == keys["account"]
    assert session.selection == (keys["account"],)
    assert value_of(inspector, "summary") == "Officers came at night & took <i>three</i> people."
    click_link(qtbot, cards(inspector, "organisation").document, "Ministry of State Security")
    assert inspector.current == keys["organ"]
    click_link(qtbot, cards(inspector, "facility").document, "Kwanliso No. 14")
    assert inspector.current == keys["camp"]
    for expected in ("organ", "account", "camp"):
        qtbot.keyClick(inspector.page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert inspector.current == keys[expected]
    assert not inspector.back_button.isEnabled()
    qtbot.keyClick(inspector.page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert inspector.current == keys["account"]


def test_the_keyboard_alone_walks_on(inspector: Inspector, qtbot: QtBot, keys: Keys) -> None:
    inspector.show_key(keys["camp"])
    document = cards(inspector, "published_account").document
    document.setFocus()
    qtbot.keyClick(document, Qt.Key.Key_Tab)
    qtbot.keyClick(document, Qt.Key.Key_Return)
    assert inspector.current == keys["account"]


def test_opened_claims_stay_open_when_the_case_changes(
    inspector: Inspector, session: Session, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    row = inspector.page.fields.row("status")
    assert row is not None
    row.marker.click()
    session.do(edit.edit(session.view, keys["camp"], {"country": "KP", "status": "unknown"}))
    row = inspector.page.fields.row("status")
    assert row is not None
    assert isinstance(row.below, Claims)
    assert "unknown — adopted" in row.below.toPlainText()
    inspector.show_key(keys["account"])
    inspector.back()
    row = inspector.page.fields.row("status")
    assert row is not None
    assert row.below is None


def test_the_way_back_survives_a_change_of_the_case(
    inspector: Inspector, session: Session, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    inspector.walk(keys["account"])
    session.do(edit.edit(session.view, keys["account"], {"title": "Arrest at night"}))
    assert inspector.page.header.texts()[1] == "Arrest at night"
    inspector.back()
    assert inspector.current == keys["camp"]


def test_roles_stances_and_events_are_listed(inspector: Inspector, keys: Keys) -> None:
    inspector.show_key(keys["camp"])
    account = cards(inspector, "published_account").document.toPlainText()
    assert "← speaks of · supports" in account
    assert "Officers came at night" in account
    assert "→ is operated by" in cards(inspector, "organisation").document.toPlainText()
    event = cards(inspector, "incident").document.toPlainText()
    assert "Arrest in spring" in event
    assert "At facility" in event


def test_linked_things_come_by_code_and_deleted_ones_not_at_all(
    inspector: Inspector, session: Session, keys: Keys, add_row: AddRow
) -> None:
    event = {
        code: add_row("incident", code=code, title=f"Event {code}", facility=keys["camp"].id)
        for code in ("E-10", "E-9", "E-11")
    }
    session.do(edit.remove(session.view, event["E-11"]))
    inspector.show_key(keys["camp"])
    lines = cards(inspector, "incident").document.toPlainText().splitlines()
    assert [line.rsplit(" ", 1)[1] for line in lines if " E-" in line] == ["E-001", "E-9", "E-10"]


def test_f2_edits_the_value_that_has_the_focus(
    inspector: Inspector, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    row = inspector.page.fields.row("name_en")
    assert row is not None
    row.value.setFocus()
    qtbot.keyClick(row.value, Qt.Key.Key_F2)
    assert inspector.form is not None
    assert list(inspector.form.editors) == ["name_en"]


def test_a_source_lists_what_rests_on_it(inspector: Inspector, keys: Keys) -> None:
    inspector.show_key(keys["maps"])
    text = cards(inspector, "facility").document.toPlainText()
    assert "Kwanliso No. 14, Kaechon" in text
    assert "Status · Position" in text


def test_a_chip_leads_to_what_it_counts(inspector: Inspector, qtbot: QtBot, keys: Keys) -> None:
    inspector.resize(380, 300)
    inspector.show_key(keys["camp"])
    section = inspector.page.section("sources")
    assert section is not None
    assert not section.opened
    inspector.page.header.chips.activated.emit("sources")
    assert section.opened
    assert "Report on camps" in cards(inspector, "sources").document.toPlainText()
    assert inspector.page.verticalScrollBar().value() > 0


def test_long_lists_show_fifty_until_asked(
    inspector: Inspector, qtbot: QtBot, keys: Keys, add_row: AddRow, add_link: AddLink
) -> None:
    for number in range(60):
        account = add_row("published_account", title=f"Account no. {number}")
        add_link(account, keys["camp"], "speaks of")
    inspector.show_key(keys["camp"])
    text = cards(inspector, "published_account").document
    assert "1 account" not in inspector.page.header.chip_texts()
    assert "61 accounts" in inspector.page.header.chip_texts()
    qtbot.waitUntil(lambda: text.toPlainText().count("← speaks of") == 50)
    assert "Show all 61" in text.toPlainText()
    text.anchorClicked.emit(QUrl("all:"))
    assert text.toPlainText().count("← speaks of") == 61


def test_history_tells_who_changed_what_and_why(
    inspector: Inspector, session: Session, keys: Keys
) -> None:
    session.do(edit.edit(session.view, keys["camp"], {"country": "KP"}, "left out"))
    session.do(edit.edit(session.view, keys["camp"], {"country": "DPRK"}, "as printed"))
    inspector.show_key(keys["camp"])
    section = inspector.page.section("history")
    assert section is not None
    assert not section.opened
    section.open()
    assert isinstance(section.body, Document)
    text = section.body.toPlainText()
    assert "Country: KP → DPRK" in text
    assert "Reason: as printed" in text
    assert "HB" in text
    assert text.index("as printed") < text.index("left out")


def test_several_selected_things_are_offered(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    session.select([keys["camp"], keys["organ"]])
    chooser = inspector._choices.list
    assert chooser.isVisible()
    assert [chooser.item(i).text().splitlines()[0] for i in range(chooser.count())] == [
        "Kwanliso No. 14, Kaechon",
        "Ministry of State Security",
    ]
    spot = chooser.visualItemRect(chooser.item(1)).center()
    qtbot.mouseClick(chooser.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert inspector.current == keys["organ"]
    assert session.selection == (keys["organ"],)


def test_an_unlocated_row_says_why(inspector: Inspector, add_row: AddRow) -> None:
    nowhere = Position(None, None, None, "no list names a place")
    key = add_row("facility", name_en="Unknown camp", fictional=True, geometry=nowhere)
    inspector.show_key(key)
    chips = inspector.page.header.chip_texts()
    assert chips == ["invented", "unlocated", "no list names a place"]


def test_copies_code_and_coordinates(inspector: Inspector, keys: Keys) -> None:
    inspector.show_key(keys["camp"])
    inspector.page.header.copy_code.trigger()
    assert QGuiApplication.clipboard().text() == "KW-14"
    inspector.page.header.copy_place.trigger()
    assert QGuiApplication.clipboard().text() == "39.6, 126.1"


def test_only_changes_that_concern_it_are_read(
    inspector: Inspector, session: Session, keys: Keys, add_row: AddRow, add_link: AddLink
) -> None:
    elsewhere = add_row("facility", name_en="Elsewhere")
    inspector.show_key(keys["camp"])
    before = inspector.page.content
    session.do(edit.edit(session.view, elsewhere, {"country": "KP"}))
    assert inspector.page.content is before
    add_link(elsewhere, keys["camp"], "related")
    assert "Elsewhere" in cards(inspector, "facility").document.toPlainText()


def test_a_linked_row_leaves_and_comes_back(
    inspector: Inspector, session: Session, keys: Keys
) -> None:
    inspector.show_key(keys["account"])
    session.do(edit.remove(session.view, keys["camp"]))
    assert inspector.page.section("facility") is None
    session.do(edit.restore(session.view, keys["camp"]))
    assert "Kwanliso No. 14" in cards(inspector, "facility").document.toPlainText()


def test_everything_that_takes_focus_has_a_name(inspector: Inspector, keys: Keys) -> None:
    inspector.show_key(keys["camp"])
    nameless = [
        widget
        for widget in inspector.page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
    ]
    assert nameless == []


def test_in_korean(qtbot: QtBot, session: Session, keys: Keys) -> None:
    widget = Inspector(session, "ko")
    qtbot.addWidget(widget)
    widget.show_key(keys["camp"])
    kind, name, other = widget.page.header.texts()
    assert kind == "시설 · KW-14"
    assert name == "개천 제14호 관리소"
    assert other.splitlines()[0] == "Kwanliso No. 14, Kaechon"
    assert value_of(widget, "type") == "관리소"
