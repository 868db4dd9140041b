"""A map on a small real case, with panels for linking over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot
from shapely import Point

from geoapp.app import application
from geoapp.case.records import Key, Value
from geoapp.commands import edit
from geoapp.commands.link import Tie, link_many, tie_of
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.jobs import Jobs
from geoapp.ui.linking.linker import Linker
from geoapp.ui.linking.picker import LinkPicker
from geoapp.ui.loading import load_layers
from layers.projection import to_mercator
from layers.values import Position


def make(session: Session, table: str, **values: Value) -> Key:
    draft = edit.create(session.view, table, values)
    session.do(draft)
    return draft.changes[0].key


@dataclass
class Desk:
    """A window with a map, and hands."""

    bot: QtBot
    session: Session
    window: QMainWindow
    canvas: MapCanvas
    jobs: Jobs
    linker: Linker
    keys: dict[str, Key]

    @property
    def picker(self) -> LinkPicker:
        return self.linker.picker

    def ties(self, key: Key) -> list[Tie]:
        return [tie_of(record) for record in self.session.view.links(key)]

    def tie(self, start: Key, end: Key, role: str, stance: str | None = None) -> Key:
        draft = link_many(self.session.view, [Tie(start, end, role, stance)]).draft
        self.session.do(draft)
        return draft.changes[0].key

    def found(self) -> None:
        """Wait for the answer to what is typed."""
        self.bot.waitUntil(lambda: not self.jobs.busy and self.picker._finding.is_answered)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.picker.page.search, words)
        self.found()

    def press(self, key: Qt.Key, control: bool = False) -> None:
        """A key, sent to whatever has the focus."""
        mode = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.window.focusWidget() or self.window, key, mode)

    def codes(self) -> list[str]:
        titles = self.picker.page.list.rows.candidates()
        return [one.code or one.title for one in titles]

    def pixel(self, lon: float, lat: float) -> QPoint:
        x, y = self.canvas.view.to_pixels(to_mercator([lon, lat])).tolist()
        return QPoint(round(x), round(y))

    def click_map(self, lon: float, lat: float) -> None:
        QTest.mouseClick(
            self.canvas,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.pixel(lon, lat),
        )


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(
        tmp_path / "c.gpkg", title="T", author="T-1", profile=Profile(tmp_path / "p")
    )
    yield session
    session.close()


def _fill(session: Session) -> dict[str, Key]:
    add = partial(make, session)
    keys = {}
    for code, name, korean, lon, lat in (
        ("KW-1", "Camp at the ford", "여울 관리소", 129.70, 41.80),
        ("KW-2", "Camp on the hill", "언덕 관리소", 129.74, 41.82),
        ("KW-3", "Camp by the mine", "탄광 관리소", 129.66, 41.78),
    ):
        where = Position(Point(lon, lat), 100.0, "compound", "made up")
        keys[code] = add(
            "facility", code=code, name_en=name, name_ko=korean, type="kwanliso", geometry=where
        )
    keys["T"] = add("testimony", code="T-1", title="Account of W-013")
    keys["Q"] = add(
        "passage",
        code="Q-1",
        quote="We waded through the river below the wall",
        testimony=keys["T"].id,
        basis="saw",
    )
    keys["Q2"] = add("passage", code="Q-2", quote="Smoke from the mine", testimony=keys["T"].id)
    keys["A"] = add("published_account", code="A-1", title="Report of a visit")
    keys["ORG"] = add("organisation", code="ORG-1", name_en="Ministry")
    return keys


@pytest.fixture
def desk(qtbot: QtBot, session: Session) -> Iterator[Desk]:
    application()
    keys = _fill(session)
    window = QMainWindow()
    canvas = MapCanvas(window)
    window.setCentralWidget(canvas)
    qtbot.addWidget(window)
    window.resize(1100, 760)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    drawn = [table for table in session.statements.drawn()]
    canvas.set_layers([one.features for one in load_layers(session.view, drawn)])
    canvas.centre_on(129.70, 41.80, 20.0)
    qtbot.waitUntil(lambda: canvas.is_settled)
    jobs = Jobs(window)
    linker = Linker(session, canvas, jobs, window)
    canvas.addAction(linker.action)
    yield Desk(qtbot, session, window, canvas, jobs, linker, keys)
    linker.close()
    jobs.close()
    window.close()


@pytest.fixture
def heard(desk: Desk) -> Callable[[], list[str]]:
    """The sentences that were said."""
    said: list[str] = []
    desk.linker.said.connect(said.append)
    return lambda: said
