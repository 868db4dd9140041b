"""Sessions: replicas, profile, read only, events."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.commands import edit
from geoapp.profile import Profile
from geoapp.session import Selected, Session, Touched


def make(path: Path, profile: Profile) -> None:
    Session.create(path, title="T", author="T-1", profile=profile).close()


def test_an_older_copy_goes_on_under_a_number_of_its_own(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    path, older = tmp_path / "c.gpkg", tmp_path / "older.gpkg"
    make(path, profile)
    shutil.copy(path, older)
    for _ in range(2):
        session = Session.open(path, author="T-1", profile=profile)
        session.do(edit.create(session.view, "facility", {"name_en": "x"}))
        mine = session.view.entries(1)[0].replica
        session.close()
    again = Session.open(path, author="T-1", profile=profile)
    again.do(edit.create(again.view, "facility", {"name_en": "y"}))
    assert again.view.entries(1)[0].replica == mine
    again.close()
    copy = Session.open(older, author="T-1", profile=profile)
    copy.do(edit.create(copy.view, "facility", {"name_en": "z"}))
    assert copy.view.entries(1)[0].replica != mine
    copy.close()


def test_read_only_never_writes(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    path = tmp_path / "c.gpkg"
    make(path, profile)
    before = path.read_bytes()
    session = Session.open(path, author="T", read_only=True, profile=profile)
    with pytest.raises(CaseError):
        session.do(edit.create(session.view, "facility", {"name_en": "x"}))
    assert not session.can_undo
    session.close()
    assert path.read_bytes() == before


def test_a_second_window_is_told_so(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    path = tmp_path / "c.gpkg"
    make(path, profile)
    first = Session.open(path, author="T", profile=profile)
    with pytest.raises(CaseError, match="already open"):
        Session.open(path, author="T", profile=profile)
    second = Session.open(path, author="T", read_only=True, profile=profile)
    first.do(edit.create(first.view, "facility", {"name_en": "x"}))
    assert second.view.counts()["facility"] == 1
    second.close()
    first.close()


def test_listeners_hear_what_was_touched_and_by_whom(tmp_path: Path) -> None:
    session = Session.create(
        tmp_path / "c.gpkg", title="T", author="T", profile=Profile(tmp_path / "p")
    )
    heard: list[Touched] = []
    chosen: list[Selected] = []
    session.changed.connect(heard.append)
    session.selected.connect(chosen.append)
    draft = edit.create(session.view, "facility", {"name_en": "x"})
    session.do(draft, origin="here")
    key = draft.changes[0].key
    session.select([key, key], origin="map")
    assert key in heard[0].written.keys
    assert heard[0].origin == "here"
    assert chosen == [Selected((key,), "map")]
    session.changed.disconnect(heard.append)
    session.close()


def test_a_failed_change_tells_nobody_and_leaves_no_undo(tmp_path: Path) -> None:
    session = Session.create(
        tmp_path / "c.gpkg", title="T", author="T", profile=Profile(tmp_path / "p")
    )
    heard: list[Touched] = []
    session.changed.connect(heard.append)
    draft = edit.create(session.view, "facility", {"name_en": 17})
    with pytest.raises(CaseError):
        session.do(draft)
    assert heard == []
    assert not session.can_undo
    assert session.view.record(Key("facility", draft.changes[0].key.id)) is None
    session.close()


def test_a_damaged_profile_costs_no_case(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "profile.json").write_text("{broken", "utf-8")
    profile = Profile(folder)
    assert profile.author == ""
    profile.author = " K-7 "
    assert json.loads((folder / "profile.json").read_text("utf-8"))["author"] == "K-7"
    assert Profile(folder).author == "K-7"


def test_the_profile_never_holds_what_a_case_says(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    session = Session.create(tmp_path / "c.gpkg", title="Secret title", author="T", profile=profile)
    session.do(edit.create(session.view, "facility", {"name_en": "secret place"}))
    session.close()
    kept = b"".join(f.read_bytes() for f in (tmp_path / "p").rglob("*") if f.is_file())
    assert b"ecret" not in kept


def test_an_older_copy_is_known_as_such_and_stays_so(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    path, older = tmp_path / "c.gpkg", tmp_path / "older.gpkg"
    make(path, profile)
    shutil.copy(path, older)
    with closing(Session.open(path, author="T-1", profile=profile)) as session:
        assert not session.older_copy
        session.do(edit.create(session.view, "facility", {"name_en": "x"}))
        assert session.verify() == []
    for _ in range(2):
        with closing(Session.open(older, author="T-1", profile=profile)) as session:
            assert session.older_copy
            session.do(edit.create(session.view, "facility", {"name_en": "y"}))
            assert [problem.kind for problem in session.verify()] == ["older"]
    with closing(Session.open(path, author="T-1", profile=profile)) as session:
        assert session.older_copy  # for this file lacks what was written into the other
