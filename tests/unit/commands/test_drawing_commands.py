"""Commands for shapes: honest precision, scenes kept, the earlier course kept, drawings kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, box

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.commands import edit
from geoapp.commands import geometry as drawn
from geoapp.commands.geometry import Ground, Unfinished
from geoapp.session import Session
from layers.schema import GeometryKind
from layers.shaping import Shape
from layers.values import Position, UncertainDate

LINE = LineString([(127.0, 40.0), (127.001, 40.0)])


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "c.gpkg", title="c", author="K-7")
    yield made
    made.close()


def scene(session: Session) -> Key:
    day = date(2023, 9, 30)
    values = {
        "title": "Compound, 30 September 2023",
        "acquired": UncertainDate(day, day, "2023-09-30"),
        "shift_east_m": 1.5,
        "shift_north_m": -0.5,
        "geometry": Position(box(126.9, 39.9, 127.1, 40.1)),
    }
    draft = edit.create(session.view, "scene", values)
    session.do(draft)
    return draft.changes[0].key


@given(st.floats(0.01, 500.0), st.floats(0.1, 5000.0) | st.none())
def test_a_hand_never_makes_a_course_more_precise(pixel_m: float, radius: float | None) -> None:
    ground = Ground("a picture", pixel_m)
    traced = drawn.traced(LINE, ground)
    assert traced.radius_m is not None
    assert traced.radius_m >= 2.0 * pixel_m
    again = drawn.retraced(Position(LINE, radius, "compound", "x"), LINE, ground)
    assert again.precision == "compound"
    assert (again.radius_m is None) == (radius is None)
    if radius is not None and again.radius_m is not None:
        assert again.radius_m >= max(radius, 2.0 * pixel_m) - 1e-9


def test_an_observation_keeps_scene_and_shift_a_barrier_says_them_in_words(
    session: Session,
) -> None:
    key = scene(session)
    found = drawn.scene_named(session.view, "compound_2023-09-30", (127.0, 40.0))
    assert found == key
    assert drawn.scene_named(session.view, "compound_2023-09-30", (128.0, 40.0)) is None
    assert drawn.scene_named(session.view, "compound_2019-05-14", (127.0, 40.0)) is None
    ground = Ground("Compound, 30 September 2023", 0.5, imagery=True, scene=key)
    position = drawn.traced(LINE, ground)
    draft = drawn.draw(session.view, "observation", position, {"state": "present"}, ground=ground)
    session.do(draft)
    row = session.view.record(draft.changes[0].key)
    assert row is not None
    assert row.values["scene"] == key.id
    assert (row.values["shift_east_m"], row.values["shift_north_m"]) == (1.5, -0.5)
    ranks = {(c.values["attribute"], c.values["rank"]) for c in session.view.claims(row.key)}
    assert ranks == {("state", "adopted"), ("geometry", "adopted")}
    assert position.found_by == "traced on Compound, 30 September 2023 at 0.5 m per pixel"


def test_what_cannot_be_drawn_is_refused(session: Session) -> None:
    with pytest.raises(CaseError, match="Nothing can be drawn"):
        drawn.draw(session.view, "person", Position(LINE), {})
    with pytest.raises(CaseError, match="no such row"):
        drawn.reshape(session.view, Key("barrier", 1), Position(LINE))


@pytest.mark.parametrize(
    ("kind", "corners"),
    [
        (GeometryKind.LINE, 1),
        (GeometryKind.LINE, 3),
        (GeometryKind.AREA, 1),
        (GeometryKind.AREA, 2),
        (GeometryKind.AREA, 4),
        (GeometryKind.POINT, 1),
    ],
)
def test_an_unfinished_drawing_comes_back_whole(
    session: Session, kind: GeometryKind, corners: int
) -> None:
    places = [(127.0, 40.0), (127.01, 40.0), (127.01, 40.01), (127.0, 40.01)][:corners]
    shape = Shape.begun(kind, places)
    ground = Ground("the overview map", 305.75)
    session.do(drawn.keep(session.view, Unfinished("barrier", shape, ground)))
    (back,) = drawn.unfinished(session.view)
    assert (back.shape, back.table, back.of) == (shape, "barrier", None)
    assert (back.ground.name, back.ground.pixel_m) == ("the overview map", 305.75)
    moved = shape.moved((0, 0), (126.5, 40.0))
    session.do(drawn.keep(session.view, replace(back, shape=moved)))
    assert drawn.unfinished(session.view)[0].shape == moved
    assert len(session.view.records("sketch_element")) == 1
    assert back.key is not None
    session.do(drawn.discard(session.view, back.key))
    assert drawn.unfinished(session.view) == []


def test_the_ledger_says_nothing_of_where(session: Session) -> None:
    shape = Shape.begun(GeometryKind.LINE, [(127.0, 40.0), (127.5, 40.0)])
    written = session.do(drawn.keep(session.view, Unfinished("barrier", shape, Ground("x", 1.0))))
    message = session.view.message(written.hash)
    assert message is not None
    assert set(message.parameters) == {"table", "id"}


def test_a_row_that_is_called_unfinished_by_hand_is_no_drawing(session: Session) -> None:
    values = {"kind": "unfinished", "geometry": Position(Point(127.0, 40.0)), "note": "mine"}
    session.do(edit.create(session.view, "sketch_element", values))
    assert drawn.unfinished(session.view) == []
