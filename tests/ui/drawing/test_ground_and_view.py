"""While a shape is drawn the map stays a map; and what lies under a corner is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from rasterio.transform import Affine

from geoapp.ui.drawing.ground import OVERVIEW, ground_under, topmost
from layers.imagery import open_source
from layers.projection import to_mercator
from tests.ui.drawing.conftest import MIDDLE, NONE, Drawer

MIDDLE_BUTTON = Qt.MouseButton.MiddleButton


def test_wheel_and_middle_button_move_the_map_and_no_corner(drawer: Drawer) -> None:
    drawer.start()
    drawer.click((-50, 0), (50, 0))
    before, view = drawer.corners, drawer.canvas.view
    at = QPointF(drawer.pixel(100, 100))
    wheel = QWheelEvent(
        at,
        QPointF(drawer.canvas.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(drawer.canvas, wheel)
    assert drawer.canvas.view.resolution < view.resolution
    x = drawer.canvas.view.x
    QTest.mousePress(drawer.canvas, MIDDLE_BUTTON, NONE, QPoint(300, 300))
    drawer._move(QPoint(340, 300), MIDDLE_BUTTON)
    drawer._move(QPoint(400, 300), MIDDLE_BUTTON)
    QTest.mouseRelease(drawer.canvas, MIDDLE_BUTTON, NONE, QPoint(400, 300))
    assert drawer.canvas.view.x < x
    assert drawer.corners == before
    assert drawer.drawing.tool is not None
    assert drawer.drawing.tool.is_in_use


def test_the_ground_is_the_coarser_of_screen_and_picture(drawer: Drawer, tmp_path: Path) -> None:
    path = tmp_path / "fine.tif"
    x, y = to_mercator(MIDDLE).tolist()
    profile = {
        "driver": "GTiff", "width": 64, "height": 64, "count": 3, "dtype": "uint8",
        "crs": "EPSG:3857", "transform": Affine(1.0, 0.0, x - 32, 0.0, -1.0, y + 32),
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as file:
        file.write(np.full((3, 64, 64), 90, np.uint8))
    source = open_source(path)
    number = drawer.canvas.add_imagery(source)
    picture = topmost(drawer.canvas, *MIDDLE)
    assert picture is not None
    assert topmost(drawer.canvas, 127.1, 40.0) is None
    assert ground_under(drawer.canvas, picture, 40.0).pixel_m == pytest.approx(0.77, rel=0.6)
    bare = ground_under(drawer.canvas, None, 40.0)
    assert (bare.name, bare.imagery) == (OVERVIEW[0], False)
    assert bare.pixel_m == pytest.approx(305.75 * np.cos(np.radians(40.0)), rel=1e-3)
    drawer.canvas.set_imagery_opacity(number, 0.0)
    assert topmost(drawer.canvas, *MIDDLE) is None
    drawer.canvas.remove_imagery(number)
    source.close()
