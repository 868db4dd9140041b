"""A map 800 by 600 with a case behind it, and a hand that draws in metres around its middle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoapp.app import application
from geoapp.case.records import Key, Record
from geoapp.commands import edit
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.drawing import Drawing
from geoapp.ui.loading import load_layers
from layers.metric import MetricFrame
from layers.projection import to_mercator
from layers.schema import GeometryKind
from layers.values import Position

MIDDLE = (127.0, 40.0)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@dataclass
class Drawer:
    """Somebody who draws. Places are metres east and north of the middle of the map."""

    bot: QtBot
    path: Path
    session: Session
    canvas: MapCanvas
    drawing: Drawing
    frame: MetricFrame = field(default_factory=lambda: MetricFrame(*MIDDLE))

    def pixel(self, east: float, north: float) -> QPoint:
        lonlat = self.frame.to_lonlat([east, north])
        x, y = self.canvas.view.to_pixels(to_mercator(lonlat)).tolist()
        return QPoint(round(x), round(y))

    def hover(self, east: float, north: float) -> None:
        self._move(self.pixel(east, north), Qt.MouseButton.NoButton)

    def _move(self, at: QPoint, held: Qt.MouseButton) -> None:
        place = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            QPointF(self.canvas.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            held,
            NONE,
        )
        QApplication.sendEvent(self.canvas, event)

    def click(self, *places: tuple[float, float]) -> None:
        for east, north in places:
            self.hover(east, north)
            QTest.mouseClick(self.canvas, LEFT, NONE, self.pixel(east, north))

    def double_click(self, east: float, north: float) -> None:
        self.click((east, north))
        QTest.mouseDClick(self.canvas, LEFT, NONE, self.pixel(east, north))

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        first, last = self.pixel(*start), self.pixel(*end)
        QTest.mousePress(self.canvas, LEFT, NONE, first)
        for share in (0.3, 0.7, 1.0):
            self._move(first + (last - first) * share, LEFT)
        QTest.mouseRelease(self.canvas, LEFT, NONE, last)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.canvas, key, modifier)

    @property
    def corners(self) -> list[tuple[int, int]]:
        """The corners drawn so far, in whole metres."""
        assert self.drawing.tool is not None
        flat = self.frame.to_metres(self.drawing.tool.shape.corners).round().astype(int)
        return [(east, north) for east, north in flat.reshape(-1, 2).tolist()]

    def start(self, table: str = "barrier", kind: GeometryKind = GeometryKind.LINE) -> None:
        self.drawing.start(table, kind)

    def made(self, table: str) -> list[Record]:
        return self.session.view.records(table)

    def give(self, table: str, geometry: object, **values: object) -> Key:
        """A row that is in the case before anything is drawn; it is shown on the map."""
        position = Position(geometry, 3.0, "building", "given")  # type: ignore[arg-type]
        draft = edit.create(
            self.session.view,
            table,
            {"geometry": position, **values},  # type: ignore[dict-item]
        )
        self.session.do(draft)
        self.show()
        return draft.changes[0].key

    def show(self) -> None:
        statements = self.session.statements.drawn()
        loaded = load_layers(self.session.view, statements)
        self.canvas.set_layers([layer.features for layer in loaded])

    def lonlat(self, *places: tuple[float, float]) -> list[tuple[float, float]]:
        return [self.frame.corner(place) for place in places]

    def leave_case(self) -> None:
        assert self.drawing.close()
        self.session.close()

    def come_back(self) -> None:
        self.session = Session.open(self.path, author="K-7")
        self.drawing.open(self.session)


@pytest.fixture
def drawer(qtbot: QtBot, tmp_path: Path) -> Iterator[Drawer]:
    application()
    path = tmp_path / "case.gpkg"
    session = Session.create(path, title="Drawing", author="K-7")
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.activateWindow()
    canvas.centre_on(*MIDDLE, 0.65)  # about half a metre on the ground per pixel
    drawing = Drawing(canvas, lambda _lon, _lat: ("Scene A", 0.6))
    drawing.open(session)
    hand = Drawer(qtbot, path, session, canvas, drawing)
    yield hand
    drawing.close()
    hand.session.close()
    canvas.shutdown()
