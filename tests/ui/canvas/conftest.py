from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoapp.ui.canvas import MapCanvas
from layers import schema as s
from layers.drawable import Drawable
from layers.features import FeatureLayer
from layers.projection import to_mercator
from layers.style import PointSymbol, Shape, Symbology

RED = (230, 20, 20)
TABLE = s.Table(
    name="thing",
    label=s.Text("Thing", "것"),
    plural=s.Text("Things", "것들"),
    prefix="T",
    title=("name",),
    geometry=s.GeometryKind.ANY,
    fields=(s.text("name", "Name", "이름"), s.POSITION),
    symbology=Symbology(
        default=PointSymbol(Shape.SQUARE, RED, 16), labels_above=1e9, hidden_above=1e9
    ),
)


def layer(geometries: Sequence[shapely.Geometry]) -> FeatureLayer:
    """Features 1, 2, 3 … that know of two accounts and an incident each."""
    n = len(geometries)
    rows = Drawable(
        "thing",
        np.arange(1, n + 1),
        [shapely.to_wkb(g) for g in geometries],
        np.full(n, np.nan),
        ["building"] * n,
        [None] * n,
        [f"Thing {i}" for i in range(1, n + 1)],
        [f"물건 {i}" for i in range(1, n + 1)],
        [f"T-{i}" for i in range(1, n + 1)],
    )
    links = {i: {"published_account": 2, "incident": 1} for i in range(1, n + 1)}
    return FeatureLayer.build(TABLE, rows, {i: 3 for i in links}, links)


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[MapCanvas], None]:
    """Wait until the canvas has drawn what it was asked for."""

    def wait(canvas: MapCanvas) -> None:
        QApplication.processEvents()
        qtbot.waitUntil(lambda: canvas.is_settled, timeout=20_000)
        QApplication.processEvents()

    return wait


@pytest.fixture
def canvas(qtbot: QtBot, settle: Callable[[MapCanvas], None]) -> Iterator[MapCanvas]:
    """A canvas of 800 by 600 pixels around 127° E, 40° N, 50 Mercator metres to the pixel."""
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    made.centre_on(127.0, 40.0, 50.0)
    settle(made)
    yield made
    made.shutdown()


@pytest.fixture
def pixel(canvas: MapCanvas) -> Callable[[float, float], QPoint]:
    """The pixel of a place in degrees."""

    def find(lon: float, lat: float) -> QPoint:
        x, y = canvas.view.to_pixels(to_mercator([lon, lat])).tolist()
        return QPoint(round(x), round(y))

    return find
