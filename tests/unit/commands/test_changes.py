"""Commands through a session on a real case file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.commands import claims, edit, link
from geoapp.profile import Profile
from geoapp.session import Session
from layers.values import Position


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(
        tmp_path / "c.gpkg", title="T", author="T-1", profile=Profile(tmp_path / "p")
    )
    yield session
    session.close()


def add(session: Session, table: str = "facility", **values: object) -> Key:
    draft = edit.create(session.view, table, values)  # type: ignore[arg-type]
    session.do(draft)
    return draft.changes[0].key


def standing(session: Session, key: Key, field: str) -> list[tuple[object, object]]:
    """(value, rank) of every claim about a field."""
    found = [c.values for c in session.view.claims(key) if c.values["attribute"] == field]
    return [(values["value"], values["rank"]) for values in found]


def test_new_rows_get_the_next_free_code(session: Session) -> None:
    add(session, name_en="a")
    add(session, name_en="b", code="F-007")
    third = add(session, name_en="c")
    record = session.view.record(third)
    assert record is not None
    assert record.code == "F-008"


def test_an_edit_keeps_the_earlier_value_as_an_open_claim(session: Session) -> None:
    key = add(session, status="operating")
    session.do(edit.edit(session.view, key, {"status": "closed"}, "seen on imagery"))
    assert sorted(standing(session, key, "status")) == [
        ("closed", "adopted"),
        ("operating", "open"),
    ]


def test_a_moved_point_keeps_where_it_was(session: Session) -> None:
    before = Position(Point(129.1, 41.5), 500.0, "compound", "report")
    key = add(session, geometry=before)
    after = Position(Point(129.2, 41.6), 500.0, "compound", "moved on the map")
    session.do(edit.edit(session.view, key, {"geometry": after}))
    ranks = {str(rank) for _, rank in standing(session, key, "geometry")}
    assert ranks == {"adopted", "open"}
    session.undo()
    record = session.view.record(key)
    assert record is not None
    assert record.values["geometry"] == before


def test_adopting_a_rival_and_taking_it_back(session: Session) -> None:
    key = add(session, status="operating")
    session.do(claims.add_claim(session.view, key, "status", "disputed", basis="document"))
    rival = next(c.key for c in session.view.claims(key) if c.values["value"] == "disputed")
    session.do(claims.adopt(session.view, rival, "two sources"))
    record = session.view.record(key)
    assert record is not None
    assert record.values["status"] == "disputed"
    assert ("operating", "open") in standing(session, key, "status")
    session.undo()
    record = session.view.record(key)
    assert record is not None
    assert record.values["status"] == "operating"
    assert standing(session, key, "status") == [("disputed", "open")]


def test_a_link_is_seen_from_both_ends_and_not_made_twice(session: Session) -> None:
    one, two = add(session, name_en="a"), add(session, "organisation", name_en="b")
    session.do(link.link(session.view, one, two, "operated by"))
    assert len(session.view.links(one)) == len(session.view.links(two)) == 1
    with pytest.raises(CaseError, match="already linked"):
        link.link(session.view, one, two, "operated by")
    with pytest.raises(CaseError, match="itself"):
        link.link(session.view, one, one, "related")
    (tie,) = session.view.links(one)
    session.do(link.unlink(session.view, tie.key))
    assert session.view.links(two) == []
    session.undo()
    assert len(session.view.links(two)) == 1


def test_removing_marks_and_restoring_brings_back(session: Session) -> None:
    key = add(session, name_en="a")
    session.do(edit.remove(session.view, key, "entered twice"))
    assert session.view.counts()["facility"] == 0
    record = session.view.record(key)
    assert record is not None
    assert record.deleted
    with pytest.raises(CaseError, match="restore"):
        edit.edit(session.view, key, {"name_en": "x"})
    session.do(edit.restore(session.view, key))
    assert session.view.counts()["facility"] == 1


def test_what_would_change_nothing_is_said(session: Session) -> None:
    key = add(session, name_en="a")
    with pytest.raises(CaseError, match="Nothing was changed"):
        edit.edit(session.view, key, {"name_en": "a"})
    with pytest.raises(CaseError, match="no field"):
        edit.edit(session.view, key, {"colour": "red"})
    with pytest.raises(CaseError, match="no table"):
        edit.create(session.view, "spaceship", {})


def test_messages_hold_nothing_that_was_said(session: Session) -> None:
    key = add(session, name_en="a very telling name", note="words of a witness")
    session.do(edit.edit(session.view, key, {"name_en": "another telling name"}))
    other = add(session, "organisation", name_en="telling too")
    session.do(link.link(session.view, key, other, "related"))
    for entry in session.view.entries():
        assert "telling" not in str(entry.message)
        assert "witness" not in str(entry.message)


STEPS = st.lists(st.sampled_from(["edit", "undo", "redo"]), min_size=1, max_size=14)


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_undo_and_redo_walk_one_line_of_values(steps: list[str]) -> None:
    """The value shown is always the one an ordinary undo list would show."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder) / "p")
        path = Path(folder) / "c.gpkg"
        session = Session.create(path, title="T", author="T", profile=profile)
        key = add(session, name_en="0")
        done, undone = ["0"], []
        for number, step in enumerate(steps, 1):
            if step == "edit":
                session.do(edit.edit(session.view, key, {"name_en": str(number)}))
                done.append(str(number))
                undone.clear()
            elif step == "undo" and len(done) > 1:
                session.undo()
                undone.append(done.pop())
            elif step == "redo" and undone:
                session.redo()
                done.append(undone.pop())
            if number % 5 == 0:
                session.close()
                session = Session.open(path, author="T", profile=profile)
            record = session.view.record(key)
            assert record is not None
            assert record.values["name_en"] == done[-1]
            assert session.can_redo == bool(undone)
        session.close()
