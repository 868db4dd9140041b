"""Editing: forms from the statement, in place or whole, and nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from geoapp.case.errors import CaseError
from geoapp.case.records import Key, Value
from geoapp.commands import edit
from geoapp.session import Session
from geoapp.ui.forms.form import Form
from geoapp.ui.forms.positions import PositionEditor
from geoapp.ui.forms.references import ReferenceEditor
from geoapp.ui.panels.inspector import Inspector
from geoapp.ui.panels.inspector.claims import Claims
from geoapp.ui.panels.inspector.document import Document
from layers.values import Position, UncertainDate

Keys = dict[str, Key]


def form_of(inspector: Inspector) -> Form:
    assert inspector.form is not None
    return inspector.form


def value(session: Session, key: Key, field: str) -> Value:
    record = session.view.record(key)
    assert record is not None
    return record.values[field]


def retype(qtbot: QtBot, form: Form, name: str, words: str) -> None:
    target = form.editors[name].focusProxy()
    target.setFocus()
    qtbot.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if words.isascii():
        qtbot.keyClicks(target, words)
        return
    typed = QInputMethodEvent()  # Hangul comes from an input method, not from keys.
    typed.setCommitString(words)
    QApplication.sendEvent(target, typed)


def answer(choice: str) -> None:
    """Press a button of the question that is about to appear."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if b.text() == choice).click()

    QTimer.singleShot(0, press)


def test_a_double_click_edits_one_field(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    row = inspector.page.fields.row("name_en")
    assert row is not None
    qtbot.mouseDClick(row.value, Qt.MouseButton.LeftButton)
    form = form_of(inspector)
    assert list(form.editors) == ["name_en"]
    retype(qtbot, form, "name_en", "Camp 14")
    form.reason.setText("as in the report")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    assert value(session, keys["camp"], "name_en") == "Camp 14"
    assert inspector.page.header.texts()[1] == "Camp 14"
    claims = [c for c in session.view.claims(keys["camp"]) if c.values["attribute"] == "name_en"]
    assert {(c.values["value"], c.values["rank"]) for c in claims} == {
        ("Camp 14", "adopted"),
        ("Kwanliso No. 14, Kaechon", "open"),
    }
    assert session.view.history(keys["camp"])[0].reason == "as in the report"


def test_the_whole_form_saves_one_entry_and_leaves_the_rest_alone(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    before = session.view.info().entries
    place = value(session, keys["camp"], "geometry")
    inspector.show_key(keys["camp"])
    inspector.edit()
    form = form_of(inspector)
    retype(qtbot, form, "in_use", "after the currency reform")
    assert form.editors["in_use"].reading == "Kept as words, undated."
    retype(qtbot, form, "in_use", "2018-03")
    assert form.editors["in_use"].reading == "Read as 2018-03-01 – 2018-03-31"
    retype(qtbot, form, "type", "camp of another kind")
    assert "own word" in form.editors["type"].reading
    retype(qtbot, form, "status", "closed")
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert session.view.info().entries == before + 1
    date = value(session, keys["camp"], "in_use")
    assert isinstance(date, UncertainDate)
    assert date.words == "2018-03"
    assert value(session, keys["camp"], "type") == "camp of another kind"
    assert value(session, keys["camp"], "status") == "closed"
    assert value(session, keys["camp"], "geometry") == place
    assert inspector.current == keys["camp"]


def test_a_changed_radius_keeps_all_decimals_of_the_place(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    inspector.edit_field("geometry")
    form = form_of(inspector)
    editor = form.editors["geometry"]
    assert isinstance(editor, PositionEditor)
    assert editor.place.text() == "39.6, 126.1"
    editor.radius.clear()
    qtbot.keyClicks(editor.radius, "9000")
    form.save()
    place = value(session, keys["camp"], "geometry")
    assert isinstance(place, Position)
    assert place.geometry == Point(126.0621556, 39.5717058)
    assert place.radius_m == 9000.0
    assert place.found_by == "published circle"


def test_coordinates_in_any_form_or_none(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    inspector.edit_field("geometry")
    form = form_of(inspector)
    retype(qtbot, form, "geometry", "somewhere else")
    form.save()
    assert form.editors["geometry"].problem
    assert form.isVisible()
    retype(qtbot, form, "geometry", "41°20'00\"N 128°10'00\"E")
    assert "41.333333" in form.editors["geometry"].reading
    form.save()
    place = value(session, keys["camp"], "geometry")
    assert isinstance(place, Position)
    assert isinstance(place.geometry, Point)
    assert round(place.geometry.x, 4) == 128.1667
    inspector.edit_field("geometry")
    form = form_of(inspector)
    editor = form.editors["geometry"]
    assert isinstance(editor, PositionEditor)
    qtbot.keyClick(editor.place, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor.place, Qt.Key.Key_Delete)
    form.save()
    place = value(session, keys["camp"], "geometry")
    assert isinstance(place, Position)
    assert place.geometry is None
    assert "unlocated" in inspector.page.header.chip_texts()


def test_a_reference_is_found_by_words(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["event"])
    inspector.edit()
    form = form_of(inspector)
    editor = form.editors["facility"]
    assert isinstance(editor, ReferenceEditor)
    assert "Kwanliso No. 14" in editor.line.text()
    retype(qtbot, form, "facility", "no such camp")
    form.save()
    assert "Choose a row" in editor.problem
    assert value(session, keys["event"], "facility") == keys["camp"].id
    retype(qtbot, form, "facility", "")
    qtbot.keyClick(editor.line, Qt.Key.Key_Delete)
    form.save()
    assert value(session, keys["event"], "facility") is None
    inspector.edit()
    form = form_of(inspector)
    editor = form.editors["facility"]
    assert isinstance(editor, ReferenceEditor)
    retype(qtbot, form, "facility", "개천")
    assert editor.found.count() == 1
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.keyClick(editor.found, Qt.Key.Key_Return)
    form.save()
    assert value(session, keys["event"], "facility") == keys["camp"].id


def test_an_odd_number_is_refused_in_a_sentence_and_stays(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["event"])
    inspector.edit()
    form = form_of(inspector)
    retype(qtbot, form, "persons", "about five")
    retype(qtbot, form, "title", "Another title")
    form.save()
    assert form.editors["persons"].problem.startswith("“about five” is not a whole number")
    assert form.editors["title"].is_changed
    assert value(session, keys["event"], "title") == "Arrest in spring"
    retype(qtbot, form, "persons", "1,200")
    form.save()
    assert value(session, keys["event"], "persons") == 1200


def test_a_refusal_of_the_case_keeps_the_entries(qtbot: QtBot, session: Session) -> None:
    def refuse(values: object, reason: str) -> None:
        raise CaseError("The disk is full.")

    table = session.statements["organisation"]
    form = Form(session.view, table, {"name_en": "Old"}, "en", submit=refuse)
    qtbot.addWidget(form)
    form.show()
    retype(qtbot, form, "name_en", "New")
    form.save()
    assert form.problem.text() == "The disk is full."
    assert form.editors["name_en"].value() == "New"


def test_giving_up_asks_only_when_something_was_entered(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    inspector.edit()
    form = form_of(inspector)
    qtbot.keyClick(form.editors["name_en"].focusProxy(), Qt.Key.Key_Escape)
    assert inspector.form is None
    inspector.edit()
    form = form_of(inspector)
    retype(qtbot, form, "name_en", "Half typed")
    answer("Keep editing")
    session.select([keys["organ"]])
    assert inspector.current == keys["camp"]
    assert form.editors["name_en"].value() == "Half typed"
    answer("Discard")
    session.select([keys["account"]])
    assert inspector.current == keys["account"]
    assert value(session, keys["camp"], "name_en") == "Kwanliso No. 14, Kaechon"


def test_a_change_from_elsewhere_does_not_disturb_a_form(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    inspector.edit()
    form = form_of(inspector)
    retype(qtbot, form, "name_en", "Mine")
    session.do(edit.edit(session.view, keys["camp"], {"country": "KP"}))
    assert form.isVisible()
    form.save()
    assert value(session, keys["camp"], "name_en") == "Mine"
    assert value(session, keys["camp"], "country") == "KP"


def test_delete_and_restore_with_reasons(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    inspector.page.header.delete.trigger()
    prompt = inspector.page.prompt
    assert prompt.isVisible()
    qtbot.keyClicks(prompt.reason, "entered twice")
    qtbot.keyClick(prompt.reason, Qt.Key.Key_Return)
    record = session.view.record(keys["camp"])
    assert record is not None
    assert record.deleted
    assert inspector.page.restore_button.isVisible()
    assert not inspector.page.header.delete.isEnabled()
    assert session.view.history(keys["camp"])[0].reason == "entered twice"
    assert len(session.view.links(keys["organ"])) == 1
    qtbot.mouseClick(inspector.page.restore_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(prompt.reason, Qt.Key.Key_Return)
    record = session.view.record(keys["camp"])
    assert record is not None
    assert not record.deleted
    assert not inspector.page.restore_button.isVisible()
    assert "1 account" in inspector.page.header.chip_texts()
    assert len(session.view.links(keys["organ"])) == 2


def test_a_reason_half_typed_survives_a_change_from_elsewhere(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    inspector.page.header.delete.trigger()
    qtbot.keyClicks(inspector.page.prompt.reason, "half a rea")
    session.do(edit.edit(session.view, keys["camp"], {"country": "KP"}))
    assert inspector.page.prompt.isVisible()
    assert inspector.page.prompt.reason.text() == "half a rea"
    inspector.show_key(keys["organ"])
    assert not inspector.page.prompt.isVisible()


def test_adopting_a_rival_claim(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    rival = next(
        c.key
        for c in session.view.claims(keys["camp"])
        if c.values["attribute"] == "status" and c.values["rank"] == "open"
    )
    inspector.page.fields.adopt.emit(rival)
    qtbot.keyClicks(inspector.page.prompt.reason, "newer imagery")
    qtbot.keyClick(inspector.page.prompt.reason, Qt.Key.Key_Return)
    assert value(session, keys["camp"], "status") == "closed"
    assert "Status: closed" in inspector.page.header.chip_texts()


def test_a_case_opened_for_reading_offers_no_change(
    qtbot: QtBot, session: Session, keys: Keys
) -> None:
    other = Session.open(session.path, author="HB", read_only=True)
    widget = Inspector(other)
    qtbot.addWidget(widget)
    widget.show()
    widget.show_key(keys["camp"])
    button = next(b for b in widget.findChildren(QPushButton) if b.text() == "Edit")
    assert not button.isEnabled()
    widget.edit_field("name_en")
    assert widget.form is None
    other.close()


def ranks(session: Session, key: Key, field: str) -> dict[Value, Value]:
    listed = session.view.claims(key)
    return {c.values["value"]: c.values["rank"] for c in listed if c.values["attribute"] == field}


def follow(widget: Document, words: str) -> None:
    """Follow a link of a text by its words."""
    cursor = widget.document().find(words)
    assert cursor.charFormat().isAnchor(), words
    widget.anchorClicked.emit(QUrl(cursor.charFormat().anchorHref()))


def test_a_claim_is_set_aside_with_a_reason_and_opened_again(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    row = inspector.page.fields.row("status")
    assert row is not None
    row.marker.click()
    assert isinstance(row.below, Claims)
    follow(row.below, "Set aside…")
    qtbot.keyClicks(inspector.page.prompt.reason, "the map is of another year")
    qtbot.keyClick(inspector.page.prompt.reason, Qt.Key.Key_Return)
    assert ranks(session, keys["camp"], "status") == {"operating": "adopted", "closed": "set aside"}
    assert isinstance(row.below, Claims)
    assert "the map is of another year" in row.below.toPlainText()
    follow(row.below, "Open again…")
    qtbot.keyClicks(inspector.page.prompt.reason, "it is of that year")
    qtbot.keyClick(inspector.page.prompt.reason, Qt.Key.Key_Return)
    assert ranks(session, keys["camp"], "status")["closed"] == "open"
    assert value(session, keys["camp"], "status") == "operating"
    session.undo()
    assert ranks(session, keys["camp"], "status")["closed"] == "set aside"


def test_a_field_that_nobody_claims_offers_a_first_claim(
    inspector: Inspector, session: Session, qtbot: QtBot, keys: Keys
) -> None:
    inspector.show_key(keys["camp"])
    empty = inspector.page.fields.findChild(QToolButton, "showEmptyFields")
    assert empty is not None
    empty.click()
    row = inspector.page.fields.row("operator")
    assert row is not None
    assert row.marker.isVisible()
    with qtbot.waitSignal(inspector.claim_wanted) as asked:
        row.marker.click()
    assert asked.args == [keys["camp"], "operator"]
    assert not row.marker.isChecked()
    # What says nothing about the world is nobody's claim.
    plain = next(r for r in inspector.page.fields._rows if r.field and not r.field.claimed)
    assert not plain.marker.isVisible()
