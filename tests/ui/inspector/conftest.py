"""A small real case about one facility, and an inspector on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from geoapp.case.records import Key, Value
from geoapp.commands import claims, edit, link
from geoapp.session import Session
from geoapp.ui.panels.inspector import Inspector
from layers.date_words import parse
from layers.values import Position


def make(session: Session, table: str, **values: Value) -> Key:
    """Add a row by the command that users have."""
    draft = edit.create(session.view, table, values)
    session.do(draft)
    return draft.changes[0].key


def tie(session: Session, start: Key, end: Key, role: str, stance: str | None = None) -> None:
    session.do(link.link(session.view, start, end, role, stance=stance))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(tmp_path / "case.gpkg", title="Case", author="HB")
    yield session
    session.close()


@pytest.fixture
def add_row(session: Session) -> Callable[..., Key]:
    return partial(make, session)


@pytest.fixture
def add_link(session: Session) -> Callable[..., None]:
    return partial(tie, session)


@pytest.fixture
def keys(session: Session) -> dict[str, Key]:
    """facility – account – organisation, two sources, an event, a rival position and status."""
    report = make(session, "source", title="Report on camps", kind="report")
    maps = make(session, "source", title="Map of camps", kind="database")
    camp = make(
        session,
        "facility",
        code="KW-14",
        name_en="Kwanliso No. 14, Kaechon",
        name_ko="개천 제14호 관리소",
        name_ko_basis="our rendering",
        type="kwanliso",
        status="operating",
        in_use=parse("spring 1959"),
        location_status="confirmed",
        geometry=Position(Point(126.0621556, 39.5717058), 7000.0, "compound", "published circle"),
        note="<b>large</b> <script>alert(1)</script>",
    )
    for value, rank, source in (("operating", "adopted", report), ("closed", "open", maps)):
        details: dict[str, Value] = {"rank": rank, "source": source.id, "cited": "para 19"}
        session.do(claims.add_claim(session.view, camp, "status", value, **details))
    rival = Position(Point(126.3, 39.6), 20000.0, "county", "gazetteer")
    session.do(claims.add_claim(session.view, camp, "geometry", rival, source=maps.id))
    account = make(
        session,
        "published_account",
        code="A-001",
        title="Arrest of a family",
        summary="Officers came at night & took <i>three</i> people.",
        source=report.id,
        basis="told by the victim",
    )
    organ = make(session, "organisation", code="ORG-MSS", name_en="Ministry of State Security")
    event = make(session, "incident", code="E-001", title="Arrest in spring", facility=camp.id)
    tie(session, account, camp, "speaks of", "supports")
    tie(session, account, organ, "speaks of", "mentions")
    tie(session, camp, organ, "operated by")
    return {
        "camp": camp,
        "account": account,
        "organ": organ,
        "event": event,
        "report": report,
        "maps": maps,
    }


@pytest.fixture
def inspector(qtbot: QtBot, session: Session) -> Inspector:
    widget = Inspector(session)
    widget.resize(380, 900)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget
