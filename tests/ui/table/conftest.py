"""A small real case with several kinds of rows, and an attribute table on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from geoapp.case.records import Key, Value
from geoapp.case.tables import TABLES, Statements
from geoapp.commands import claims, edit, link
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.store import CaseFile
from geoapp.ui.jobs import Jobs
from geoapp.ui.panels.table import AttributeTable
from layers import schema as s
from layers.date_words import parse
from layers.values import Position

SHED = s.Table(
    name="shed",
    label=s.Text("Shed", "창고"),
    plural=s.Text("Sheds", "창고"),
    prefix="SH",
    title=("name",),
    fields=(
        s.CODE,
        s.text("name", "Name", "이름", claimed=True),
        s.number("height", "Height", "높이", unit="m"),
        s.boolean("locked", "Locked", "잠김"),
        s.date("seen", "Seen", "관측일"),
        s.reference("near", "Near", "인근", "facility"),
        s.long_text("story", "Story", "이야기"),
    ),
)
CAMPS: tuple[dict[str, Value], ...] = (
    {
        "code": "F-1",
        "name_en": "Kaechŏn camp",
        "name_ko": "개천 관리소",
        "type": "kwanliso",
        "status": "operating",
        "in_use": parse("spring 1959"),
        "geometry": Position(Point(126.06, 39.57), 7000.0, "compound", "published circle"),
    },
    {
        "code": "F-2",
        "name_en": "Hoeryong <b>camp</b>",
        "type": "kwanliso",
        "status": "closed",
        "in_use": parse("1965"),
        "geometry": Position(Point(129.93, 42.53), 20.0, "building", "imagery"),
    },
    {"code": "F-10", "name_en": "Jongori", "type": "kyohwaso", "status": "operating"},
)
SHEDS: tuple[dict[str, Value], ...] = (
    {"code": "SH-1", "name": "North", "height": 3.5, "locked": True, "seen": parse("March 2018")},
    {"code": "SH-2", "name": "South", "height": 12.0, "seen": parse("2010")},
    {"code": "SH-3", "name": "East", "locked": False, "story": "one\ntwo\tthree"},
)


def make(session: Session, table: str, values: dict[str, Value]) -> Key:
    draft = edit.create(session.view, table, values)
    session.do(draft)
    return draft.changes[0].key


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    statements = Statements((*TABLES, SHED))
    file = CaseFile.create(tmp_path / "case.gpkg", title="Case", author="HB", statements=statements)
    session = Session(file, "HB", Profile())
    yield session
    session.close()


@pytest.fixture
def keys(session: Session) -> dict[str, Key]:
    found = {str(values["code"]): make(session, "facility", values) for values in CAMPS}
    for values in SHEDS:
        code = str(values["code"])
        found[code] = make(session, "shed", {**values, "near": found["F-1"].id})
    account = make(session, "published_account", {"code": "A-1", "title": "Arrest of a family"})
    session.do(link.link(session.view, account, found["F-1"], "speaks of", stance="supports"))
    session.do(claims.add_claim(session.view, found["F-2"], "status", "operating"))
    return {**found, "A-1": account}


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def settle(qtbot: QtBot, jobs: Jobs) -> Callable[[AttributeTable], None]:
    """Wait until a table shows what it was asked for."""

    def wait(table: AttributeTable) -> None:
        qtbot.waitUntil(lambda: not table.busy and not jobs.busy, timeout=20_000)

    return wait


@pytest.fixture
def table(
    qtbot: QtBot,
    session: Session,
    keys: dict[str, Key],
    jobs: Jobs,
    settle: Callable[[AttributeTable], None],
) -> Iterator[AttributeTable]:
    """On the facilities, in English."""
    widget = AttributeTable(session, jobs)
    widget.resize(1200, 420)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    settle(widget)
    yield widget
    widget.close_case()
