"""Arrows of returns, from a real case file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shapely import Point

from geoapp.case.flows import concerns_flows, repatriation_flows
from geoapp.case.on_map import feature_layers
from geoapp.case.records import Key
from geoapp.case.view import CaseView
from geoapp.commands import edit, link
from geoapp.profile import Profile
from geoapp.session import Session
from layers.flows import Flow
from layers.values import Position

SIDES = {
    "far_side_lon": 129.84,
    "far_side_lat": 42.97,
    "dprk_side_lon": 129.86,
    "dprk_side_lat": 42.95,
}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(
        tmp_path / "c.gpkg", title="T", author="T-1", profile=Profile(tmp_path / "p")
    )
    yield made
    made.close()


def add(session: Session, table: str, **values: object) -> Key:
    draft = edit.create(session.view, table, values)  # type: ignore[arg-type]
    session.do(draft)
    return draft.changes[0].key


def crossing(session: Session, **values: object) -> Key:
    place = Position(Point(129.85, 42.96), 500.0, "building")
    return add(session, "crossing", name="Tumen", geometry=place, **{**SIDES, **values})


def returned(session: Session, *crossings: Key, kind: str = "event", **values: object) -> Key:
    row = add(session, "repatriation", **{"title": "Return", "kind": kind, **values})
    for over in crossings:
        session.do(link.link(session.view, row, over, "over"))
    return row


def only(session: Session) -> Flow:
    (flow,) = repatriation_flows(session.view)
    return flow


def test_an_arrow_leads_from_the_far_side_in(session: Session) -> None:
    row = returned(session, crossing(session))
    flow = only(session)
    assert flow.start == (129.84, 42.97)
    assert flow.end == (129.86, 42.95)
    assert flow.keys == ((row.table, row.id),)
    assert flow.table == "repatriation"


def test_one_return_says_how_many_in_the_words_of_the_source(session: Session) -> None:
    returned(session, crossing(session), persons_words="about 50", persons_min=50)
    assert only(session).label.en == "1 return: about 50"
    assert only(session).label.ko == "송환 1건: about 50"


def test_people_of_several_returns_are_never_added_up(session: Session) -> None:
    over = crossing(session)
    returned(session, over, persons_words="eight", persons_min=8)
    returned(session, over, persons_words="nine", persons_min=9)
    flow = only(session)
    assert flow.label.en == "2 returns"
    assert flow.weight == 2
    assert sorted(flow.titles) == ["Return · eight", "Return · nine"]


def test_people_not_split_by_crossing_are_at_none_of_them(session: Session) -> None:
    returned(session, crossing(session), crossing(session), persons_words="more than 500")
    flows = repatriation_flows(session.view)
    assert [flow.label.en for flow in flows] == ["1 return", "1 return"]
    assert all("500" not in line for flow in flows for line in flow.titles)


def test_all_counts_of_one_event_are_one_return(session: Session) -> None:
    over = crossing(session)
    first = returned(session, over, persons_words="eight")
    returned(session, over, kind="alternative count", alternative_of=first.id, persons_words="ten")
    flow = only(session)
    assert flow.label.en == "1 return"
    assert flow.weight == 1
    assert len(flow.keys) == 2


def test_a_count_of_an_event_reported_elsewhere_is_still_one_return(session: Session) -> None:
    first = returned(session)
    over = crossing(session)
    for _ in range(2):
        returned(session, over, kind="alternative count", alternative_of=first.id)
    assert only(session).label.en == "1 return"


def test_practices_and_aggregates_are_listed_but_not_counted(session: Session) -> None:
    over = crossing(session)
    returned(session, over, kind="practice", persons_words="50 every two days")
    assert only(session).label.en == "practice reported"
    assert only(session).weight == 0
    returned(session, over)
    returned(session, over, kind="aggregate")
    flow = only(session)
    assert flow.label.en == "1 return"
    assert len(flow.keys) == 3
    assert flow.titles[0] == "Return"


def test_other_links_and_crossings_without_returns_give_no_arrow(session: Session) -> None:
    over = crossing(session)
    row = returned(session)
    session.do(link.link(session.view, row, over, "related"))
    assert repatriation_flows(session.view) == []


def test_a_side_not_known_is_replaced_by_the_crossing_itself(session: Session) -> None:
    over = crossing(session, far_side_lon=None, far_side_lat=None)
    returned(session, over)
    assert only(session).start == (129.85, 42.96)


def test_a_crossing_without_direction_has_no_arrow(session: Session) -> None:
    returned(session, crossing(session, **dict.fromkeys(SIDES)))
    assert repatriation_flows(session.view) == []


def test_who_may_see_nothing_gets_no_arrow_and_no_feature(session: Session) -> None:
    returned(session, crossing(session))
    hidden = CaseView(session.view._reader, audience="a court")
    assert repatriation_flows(hidden) == []
    assert sum(len(layer) for layer in feature_layers(hidden)) == 0


def test_which_changes_concern_the_arrows() -> None:
    assert concerns_flows([Key("link", 1)])
    assert not concerns_flows([Key("facility", 1)])


def test_features_know_what_is_linked_to_them(session: Session) -> None:
    over = crossing(session)
    returned(session, over)
    organisation = add(session, "organisation", name_en="Bureau")
    session.do(link.link(session.view, organisation, over, "related"))
    layers = {layer.name: layer for layer in feature_layers(session.view)}
    made = layers["crossing"]
    assert made.ids.tolist() == [over.id]
    assert dict(made.links[over.id]) == {"repatriation": 1, "organisation": 1}
    # The badge counts what speaks of the place, not who runs it.
    assert made.badges.tolist() == [1]
    assert "repatriation" not in layers
