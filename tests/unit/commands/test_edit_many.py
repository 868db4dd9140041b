"""Several rows at once, as one entry that an undo takes back whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from geoapp.case.errors import CaseError
from geoapp.case.records import Key, Value
from geoapp.commands import edit, link
from geoapp.commands.edit_many import edit_many, remove_many
from geoapp.session import Session
from geoapp.wording import sentence


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(tmp_path / "case.gpkg", title="Case", author="HB")
    yield session
    session.close()


@pytest.fixture
def camps(session: Session) -> list[Key]:
    made = []
    for number, status in enumerate(("operating", "unknown", "closed"), 1):
        values: dict[str, Value] = {"code": f"F-{number}", "status": status}
        draft = edit.create(session.view, "facility", values)
        session.do(draft)
        made.append(draft.changes[0].key)
    return made


def statuses(session: Session, keys: list[Key]) -> list[object]:
    return [session.view.record(key).values["status"] for key in keys]  # type: ignore[union-attr]


def test_one_entry_changes_all_and_keeps_what_each_row_said(
    session: Session, camps: list[Key]
) -> None:
    before = session.view.info().entries
    session.do(edit_many(session.view, camps, {"status": "closed"}, "new imagery"))
    assert session.view.info().entries == before + 1
    assert statuses(session, camps) == ["closed"] * 3
    (entry,) = session.view.entries(1)
    assert entry.reason == "new imagery"
    assert sentence(session.view, entry.message) == "Facility: 2 rows changed: status"
    kept = [c.values["value"] for c in session.view.claims(camps[0]) if c.values["rank"] == "open"]
    assert kept == ["operating"]
    assert session.view.claims(camps[2]) == []  # it held the value already
    assert dict(session.view.open_claims("facility")) == {camps[0].id: 1, camps[1].id: 1}
    session.undo()
    assert statuses(session, camps) == ["operating", "unknown", "closed"]


@pytest.mark.parametrize("reason", ["", "why"])
def test_refusals_change_nothing(session: Session, camps: list[Key], reason: str) -> None:
    before = session.view.info().entries
    same = "closed" if not reason else "operating"
    keys = camps if not reason else camps[:1]
    with pytest.raises(CaseError, match="Say why" if not reason else "Nothing was changed"):
        session.do(edit_many(session.view, keys, {"status": same}, reason))
    with pytest.raises(CaseError, match="one table"):
        edit_many(session.view, [camps[0], Key("source", 1)], {"note": "x"}, "why")
    assert session.view.info().entries == before


def test_removing_rows_that_are_linked_to_each_other(session: Session, camps: list[Key]) -> None:
    session.do(link.link(session.view, camps[0], camps[1], "related"))
    session.do(remove_many(session.view, camps[:2], "entered twice"))
    assert [r.key for r in session.view.records("facility")] == [camps[2]]
    assert dict(session.view.link_counts()) == {}
    session.undo()
    assert len(session.view.records("facility")) == 3
    assert len(session.view.links(camps[0])) == 1
