"""Links made, several at once, changed, turned, and things made together with their links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.case.tables import TABLES
from geoapp.commands import claims, edit, link, places
from geoapp.commands.identity import new_key
from geoapp.commands.link import Tie
from geoapp.commands.usual_ties import usual, usual_tie
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.wording import sentence
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


def ties(session: Session, key: Key) -> list[Tie]:
    return [link.tie_of(record) for record in session.view.links(key)]


def test_several_links_are_one_entry_and_one_undo(session: Session) -> None:
    account = add(session, "published_account", title="a")
    camps = [add(session, name_en=name) for name in "bcd"]
    made = link.link_many(session.view, [usual_tie(account, camp) for camp in camps])
    before = len(session.view.entries())
    session.do(made.draft)
    assert len(session.view.entries()) == before + 1
    assert [len(session.view.links(camp)) for camp in camps] == [1, 1, 1]
    session.undo()
    assert session.view.links(account) == []


def test_what_is_linked_already_is_left_out_and_named(session: Session) -> None:
    account = add(session, "published_account", title="a")
    old, new = add(session, name_en="b"), add(session, name_en="c")
    session.do(link.link(session.view, account, old, "speaks of"))
    wanted = [usual_tie(account, old), usual_tie(account, new), usual_tie(account, new)]
    made = link.link_many(session.view, wanted)
    assert [tie.end for tie in made.already] == [old, new]
    session.do(made.draft)
    with pytest.raises(CaseError, match="All of these are already linked"):
        link.link_many(session.view, wanted)
    with pytest.raises(CaseError, match="“a” and “b” are already linked"):
        link.link_many(session.view, wanted[:1])
    with pytest.raises(CaseError, match="Nothing was chosen"):
        link.link_many(session.view, [])


def test_the_same_two_may_be_linked_by_another_role_or_passage(session: Session) -> None:
    account, camp = add(session, "published_account", title="a"), add(session, name_en="b")
    quote = add(session, "passage", quote="words")
    for tie in (
        Tie(account, camp, "speaks of"),
        Tie(account, camp, "source of"),
        Tie(account, camp, "speaks of", passage=quote.id),
        Tie(camp, account, "speaks of"),
    ):
        session.do(link.link_many(session.view, [tie]).draft)
    assert len(ties(session, camp)) == 4


def test_a_link_is_changed_and_the_change_undone(session: Session) -> None:
    account, camp = add(session, "published_account", title="a"), add(session, name_en="b")
    session.do(link.link(session.view, account, camp, "speaks of", stance="mentions"))
    (key,) = [record.key for record in session.view.links(camp)]
    session.do(link.change_link(session.view, key, {"stance": "contradicts", "note": "the gate"}))
    assert ties(session, camp) == [Tie(account, camp, "speaks of", "contradicts", "the gate")]
    session.undo()
    assert ties(session, camp) == [Tie(account, camp, "speaks of", "mentions")]
    with pytest.raises(CaseError, match="Nothing was changed"):
        link.change_link(session.view, key, {"stance": "mentions"})
    with pytest.raises(CaseError, match="needs a role"):
        link.change_link(session.view, key, {"role": None})
    with pytest.raises(CaseError, match="cannot be changed"):
        link.change_link(session.view, key, {"to_id": 5})


def test_a_link_is_turned_there_and_back(session: Session) -> None:
    one, two = add(session, name_en="a"), add(session, name_en="b")
    session.do(link.link(session.view, one, two, "route to"))
    (key,) = [record.key for record in session.view.links(one)]
    session.do(link.turn(session.view, key))
    assert ties(session, one) == ties(session, two) == [Tie(two, one, "route to")]
    session.undo()
    assert ties(session, one) == [Tie(one, two, "route to")]
    session.do(link.link(session.view, two, one, "route to"))
    with pytest.raises(CaseError, match="already says this"):
        link.turn(session.view, key)


def test_a_link_does_not_become_the_twin_of_another(session: Session) -> None:
    one, two = add(session, name_en="a"), add(session, name_en="b")
    session.do(link.link(session.view, one, two, "route to"))
    session.do(link.link(session.view, one, two, "related"))
    key = next(r.key for r in session.view.links(one) if r.values["role"] == "related")
    with pytest.raises(CaseError, match="already says this"):
        link.change_link(session.view, key, {"role": "route to"})


def test_a_place_is_made_and_linked_in_one_entry(session: Session) -> None:
    quote = add(session, "passage", quote="behind the hill")
    new = new_key("place")
    where = places.dropped(129.7, 41.8, "village", 10.0, "dropped on the map")
    draft = link.create_and_link(
        session.view,
        "place",
        {"name": "hamlet", "geometry": where, "certainty": "possible"},
        [usual_tie(quote, new)],
        new,
        grounds={"basis": "investigator", "passage": quote.id},
    )
    session.do(draft)
    record = session.view.record(new)
    assert record is not None
    assert record.code == "P-001"
    assert record.values["geometry"] == Position(
        Point(129.7, 41.8), 1500.0, "village", "dropped on the map"
    )
    assert ties(session, quote) == [Tie(quote, new, "speaks of", "mentions")]
    (claim,) = session.view.claims(new)
    assert claim.values["passage"] == quote.id
    assert (claim.values["basis"], claim.values["rank"]) == ("investigator", "adopted")
    session.undo()
    assert session.view.counts()["place"] == 0
    assert session.view.links(quote) == []
    assert session.view.claims(new) == []


def test_nothing_is_made_when_the_other_end_is_missing(session: Session) -> None:
    new = new_key("place")
    gone = Key("passage", 77)
    with pytest.raises(CaseError, match="not in this case"):
        link.create_and_link(session.view, "place", {"name": "x"}, [usual_tie(gone, new)], new)
    quote = add(session, "passage", quote="x")
    with pytest.raises(CaseError, match="no field"):
        link.create_and_link(session.view, "place", {"hue": "x"}, [usual_tie(quote, new)], new)
    with pytest.raises(CaseError, match="no table"):
        link.create_and_link(session.view, "spaceship", {}, [], new)


def test_messages_of_links_hold_numbers_alone(session: Session) -> None:
    quote = add(session, "passage", quote="telling words")
    camp = add(session, name_en="telling name")
    new = new_key("place")
    session.do(
        link.create_and_link(
            session.view, "place", {"name": "telling hill"}, [usual_tie(quote, new)], new
        )
    )
    session.do(link.link_many(session.view, [usual_tie(quote, camp)]).draft)
    (key,) = [record.key for record in session.view.links(camp)]
    session.do(link.change_link(session.view, key, {"note": "telling note"}))
    session.do(link.turn(session.view, key))
    for entry in session.view.entries():
        assert "telling" not in str(entry.message)
        for language in ("en", "ko"):
            words = sentence(session.view, entry.message, language)
            assert words not in (entry.message.id, "")
            assert "…" not in words


def test_a_new_claim_is_adopted_in_one_entry(session: Session) -> None:
    camp = add(session, status="operating")
    quote = add(session, "passage", quote="it was closed by then")
    session.do(
        claims.add_adopted(
            session.view, camp, "status", "closed", "two witnesses", passage=quote.id, basis="saw"
        )
    )
    record = session.view.record(camp)
    assert record is not None
    assert record.values["status"] == "closed"
    ranks = {c.values["value"]: c.values["rank"] for c in session.view.claims(camp)}
    assert ranks == {"closed": "adopted", "operating": "open"}
    session.undo()
    record = session.view.record(camp)
    assert record is not None
    assert record.values["status"] == "operating"
    assert session.view.claims(camp) == []


def test_a_claim_is_set_aside_but_never_the_one_that_shows(session: Session) -> None:
    camp = add(session, status="operating")
    session.do(claims.add_claim(session.view, camp, "status", "closed"))
    (rival,) = session.view.claims(camp)
    session.do(claims.set_rank(session.view, rival.key, "set aside", "hearsay"))
    (rival,) = session.view.claims(camp)
    assert (rival.values["rank"], rival.values["reason"]) == ("set aside", "hearsay")
    session.do(claims.adopt(session.view, rival.key, "after all"))
    with pytest.raises(CaseError, match="adopting another"):
        claims.set_rank(session.view, rival.key, "open", "")


@pytest.mark.parametrize(
    ("first", "second", "role", "turned"),
    [
        ("passage", "facility", "speaks of", False),
        ("facility", "testimony", "speaks of", True),
        ("incident", "facility", "at", False),
        ("facility", "incident", "at", True),
        ("repatriation", "crossing", "over", False),
        ("facility", "organisation", "operated by", False),
        ("source", "facility", "source of", False),
        ("published_account", "source", "source of", True),
        ("person", "person", "related", False),
    ],
)
def test_the_usual_role_of_two_kinds(first: str, second: str, role: str, turned: bool) -> None:
    found = usual(first, second)
    assert (found.role, found.turned) == (role, turned)


NAMES = st.sampled_from([table.name for table in TABLES])


@given(NAMES, NAMES)
def test_either_side_gives_the_same_link(first: str, second: str) -> None:
    """From whichever end one starts, the same row is written."""
    one, two = Key(first, 1), Key(second, 2)
    if first == second or usual(first, second).role == "related":
        return
    if {first, second} == {"facility", "crossing"}:
        return  # a route leads from where one starts
    assert usual_tie(one, two) == usual_tie(two, one)


@given(st.floats(0.01, 5000.0))
def test_a_hand_places_nothing_finer_than_the_map_it_clicked(pixel_m: float) -> None:
    for precision in places.RADIUS_M:
        radius = places.usual_radius(precision, pixel_m)
        assert radius is not None
        assert radius >= 2.0 * pixel_m
        assert radius >= places.RADIUS_M[precision]
    assert places.usual_radius(None, pixel_m) is None
    assert places.usual_radius("line", pixel_m) is None
    finest = places.fitting_precision(pixel_m)
    assert places.RADIUS_M[finest] >= 2.0 * pixel_m or finest == "province"
