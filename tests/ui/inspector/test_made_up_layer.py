"""A layer that only a test knows is shown and edited from its statement alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from geoapp.case.records import Key, Value
from geoapp.case.tables import TABLES, Statements
from geoapp.commands import edit
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.store import CaseFile
from geoapp.ui.forms.references import ReferenceEditor
from geoapp.ui.panels.inspector import Inspector
from layers import schema as s
from layers.date_words import parse
from layers.style import PointSymbol, Shape, Symbology
from layers.values import Position

COLOUR = s.vocabulary("paint", "Paint", "페인트", ("r", "red", "빨강"), ("b", "blue", "파랑"))
WATCHTOWER = s.Table(
    name="watchtower",
    label=s.Text("Watchtower", "망루"),
    plural=s.Text("Watchtowers", "망루"),
    prefix="WT",
    title=("name", "code"),
    geometry=s.GeometryKind.POINT,
    fields=(
        s.CODE,
        s.text("name", "Name", "이름", claimed=True),
        s.long_text("story", "Story", "이야기"),
        s.integer("steps", "Steps", "계단"),
        s.number("height", "Height", "높이", unit="m"),
        s.boolean("manned", "Manned", "유인"),
        s.date("seen", "Seen", "관측일"),
        s.choice("paint", "Paint", "페인트", COLOUR),
        s.reference("near", "Near", "인근", "facility"),
        s.Field("anything", s.FieldKind.VALUE, s.Text("Anything", "기타")),
        s.POSITION,
    ),
    symbology=Symbology(default=PointSymbol(Shape.STAR, (10, 20, 30))),
)
FIRST: dict[str, Value] = {
    "name": "North tower",
    "story": "It stands\non the ridge.",
    "steps": 40,
    "height": 12.5,
    "manned": False,
    "seen": parse("March 2018"),
    "paint": "r",
    "anything": {"a": [1, 2]},
    "geometry": Position(Point(127.123456, 41.654321), 150.0, "building", "seen on a scene"),
}
SHOWN = {
    "name": "North tower",
    "story": "It stands\non the ridge.",
    "steps": "40",
    "height": "12.5 m",
    "manned": "no",
    "seen": "March 2018",
    "paint": "red",
    "anything": '{"a": [1, 2]}',
    "geometry": "41.654° N, 127.123° E\n± 150 m · building\nseen on a scene",
}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    statements = Statements((*TABLES, WATCHTOWER))
    file = CaseFile.create(tmp_path / "case.gpkg", title="Case", author="HB", statements=statements)
    session = Session(file, "HB", Profile())
    yield session
    session.close()


@pytest.fixture
def tower(session: Session) -> Key:
    camp = edit.create(session.view, "facility", {"code": "F-7", "name_en": "Camp Seven"})
    session.do(camp)
    near = camp.changes[0].key.id
    draft = edit.create(session.view, "watchtower", {**FIRST, "near": near})
    session.do(draft)
    return draft.changes[0].key


def test_every_kind_of_field_is_shown(inspector: Inspector, tower: Key) -> None:
    inspector.show_key(tower)
    assert inspector.page.header.texts()[:2] == ("Watchtower · WT-001", "North tower")
    shown = {}
    for name in SHOWN:
        row = inspector.page.fields.row(name)
        assert row is not None
        shown[name] = row.value.text()
    assert shown == SHOWN
    near = inspector.page.fields.row("near")
    assert near is not None
    assert "Camp Seven" in near.value.text()


def test_an_untouched_form_changes_nothing(inspector: Inspector, tower: Key) -> None:
    inspector.show_key(tower)
    inspector.edit()
    assert inspector.form is not None
    assert set(inspector.form.editors) == {field.name for field in WATCHTOWER}
    assert not inspector.form.is_changed
    for name, value in FIRST.items():
        assert inspector.form.editors[name].value() == value
    inspector.form.save()
    assert inspector.form is not None
    assert inspector.form.problem.text() == "Nothing was changed."


def test_every_kind_of_field_is_edited(
    inspector: Inspector, session: Session, qtbot: QtBot, tower: Key
) -> None:
    other = edit.create(session.view, "facility", {"code": "F-8", "name_en": "Camp Eight"})
    session.do(other)
    inspector.show_key(tower)
    inspector.edit()
    form = inspector.form
    assert form is not None
    typed = {
        "name": "South tower",
        "story": "Another story",
        "steps": "41",
        "height": "13.25",
        "seen": "winter 2019",
        "paint": "blue",
        "near": "F-8",
        "anything": "[true, null]",
        "geometry": "42.5, 128.5",
    }
    for name, words in typed.items():
        target = form.editors[name].focusProxy()
        qtbot.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(target, words)
    near = form.editors["near"]
    assert isinstance(near, ReferenceEditor)
    qtbot.keyClick(near.line, Qt.Key.Key_Return)
    manned = form.editors["manned"].focusProxy()
    qtbot.keyClick(manned, Qt.Key.Key_Up)
    form.save()
    assert inspector.form is None, form.problem.text()
    record = session.view.record(tower)
    assert record is not None
    values = record.values
    expected = {
        "name": "South tower",
        "story": "Another story",
        "steps": 41,
        "height": 13.25,
        "manned": True,
        "seen": parse("winter 2019"),
        "paint": "b",
        "near": other.changes[0].key.id,
        "anything": [True, None],
    }
    assert {name: values[name] for name in expected} == expected
    assert record.geometry == Point(128.5, 42.5)


def test_every_field_can_be_emptied(
    inspector: Inspector, session: Session, qtbot: QtBot, tower: Key
) -> None:
    inspector.show_key(tower)
    inspector.edit()
    form = inspector.form
    assert form is not None
    for name in ("name", "story", "steps", "height", "seen", "paint", "near", "anything"):
        target = form.editors[name].focusProxy()
        qtbot.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(target, Qt.Key.Key_Delete)
    qtbot.keyClick(form.editors["manned"].focusProxy(), Qt.Key.Key_Home)
    form.save()
    assert inspector.form is None, form.problem.text()
    record = session.view.record(tower)
    assert record is not None
    left = {name for name, value in record.values.items() if value is not None}
    assert left == {"code", "geometry"}
