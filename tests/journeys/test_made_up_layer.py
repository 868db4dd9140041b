"""A layer that exists nowhere but in this test: its statement is all it needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from geoapp.app import application, open_case_window
from geoapp.case.tables import TABLES, Statements
from geoapp.cli.importing import import_into
from geoapp.commands import edit
from geoapp.exchange import export_csv, export_geojson
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.store import CaseFile
from layers import schema as s
from layers.style import PointSymbol, Shape, Symbology

WATER = s.vocabulary("water", "Water", "물", ("clear", "clear", "맑음"), ("none", "none", "없음"))
WELL = s.Table(
    name="well",
    label=s.Text("Well", "우물"),
    plural=s.Text("Wells", "우물"),
    prefix="WE",
    title=("name", "code"),
    geometry=s.GeometryKind.POINT,
    fields=(
        s.CODE,
        s.text("name", "Name", "이름", claimed=True),
        s.number("depth", "Depth", "깊이", unit="m"),
        s.date("dug", "Dug", "판 때", claimed=True),
        s.choice("water", "Water", "물", WATER),
        s.boolean("covered", "Covered", "덮개"),
        s.POSITION,
        s.NOTE,
    ),
    symbology=Symbology(default=PointSymbol(Shape.CIRCLE, (0, 90, 160)), labels_above=1e6),
)

CSV = """code,name,depth,dug,water,covered,lat,lon,radius_m
WE-1,north well,12.5,spring 2016,clear,yes,41.51,129.12,50
WE-2,dry well,,before 2012,brackish,,,,
"""
OPTIONS = {
    "layer": "well",
    "mapping": None,
    "dry_run": False,
    "update": False,
    "january_is_year": False,
    "reason": "",
}


def case_with_wells(path: Path) -> Path:
    CaseFile.create(path, title="Wells", author="T", statements=Statements((*TABLES, WELL))).close()
    return path


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.open(case_with_wells(tmp_path / "wells.gpkg"), author="T")
    yield session
    session.close()


def take_in(session: Session, folder: Path, text: str = CSV) -> dict:
    file = folder / "wells.csv"
    file.write_text(text, "utf-8")
    return import_into(session, [file], OPTIONS)[0]


def test_it_is_imported_stored_and_exported(session: Session, tmp_path: Path) -> None:
    report = take_in(session, tmp_path)
    assert (report["read"], report["added"]) == (2, 2)
    assert [row["line"] for row in report["unlocated"]] == [3]
    (key,) = session.view.resolve("WE-1")
    session.do(edit.edit(session.view, key, {"depth": 13.0}))
    written = export_csv(session.view, tmp_path / "csv")["written"]
    table = next(Path(path) for path in written if Path(path).stem == "well")
    words = table.read_text("utf-8")
    for part in ("north well", "13.0", "spring 2016", "brackish", "129.12"):
        assert part in words
    made = export_geojson(session.view, tmp_path / "geojson")["written"]
    layer = next(Path(path) for path in made if Path(path).stem == "well")
    features = json.loads(layer.read_text("utf-8"))["features"]
    assert [f["geometry"] and f["geometry"]["type"] for f in features].count("Point") == 1
    assert len(features) == 2


def test_what_is_exported_comes_back_the_same(session: Session, tmp_path: Path) -> None:
    take_in(session, tmp_path)
    written = export_csv(session.view, tmp_path / "csv")["written"]
    table = next(Path(path) for path in written if Path(path).stem == "well")
    other = Session.open(case_with_wells(tmp_path / "other.gpkg"), author="T")
    import_into(other, [table], OPTIONS)

    def rows(of: Session) -> list[object]:
        return sorted((dict(r.values) for r in of.view.records("well")), key=lambda v: v["code"])

    assert rows(other) == rows(session)
    other.close()


def test_it_is_shown_on_the_map_in_the_tree_and_in_the_inspector(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = case_with_wells(tmp_path / "wells.gpkg")
    session = Session.open(path, author="T")
    take_in(session, tmp_path)
    (key,) = session.view.resolve("WE-1")
    session.close()
    application()
    Profile().author = "T"
    window = open_case_window(path)
    try:
        qtbot.waitUntil(lambda: window.content.settled)
        drawn = {layer.table.name: len(layer) for layer in window.canvas.content.layers}
        assert drawn["well"] == 1
        summary = window.content.summary("well")
        assert summary is not None
        assert window.session is not None
        window.session.select([key])
        assert window.inspector is not None
        qtbot.waitUntil(lambda: window.inspector.current == key)
        window.inspector.edit_field("depth")
        form = window.inspector.form
        assert form is not None
        assert list(form.editors) == ["depth"]
    finally:
        window.close()
        window.deleteLater()
