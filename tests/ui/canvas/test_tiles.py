from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from geoapp.ui.canvas import MapCanvas
from geoapp.ui.canvas.tiles import TileKey, covering, image_of, part_of, target
from layers.imagery import ImageryError
from layers.projection import HALF_WORLD
from layers.view import View

WORLD = (-HALF_WORLD, -HALF_WORLD, HALF_WORLD, HALF_WORLD)
Settle = Callable[[MapCanvas], None]


class Painted:
    """Imagery in which the colour of a tile tells its level."""

    name, credit, remark = "painted", "© painter", ""

    def __init__(
        self, lowest: int = 0, highest: int = 20, extent: tuple[float, ...] = WORLD
    ) -> None:
        self.min_zoom, self.max_zoom = lowest, highest
        self.extent = extent
        self.asked: list[tuple[int, int, int]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.nothing_at: set[int] = set()
        self.broken_at: set[int] = set()

    def read(self, z: int, x: int, y: int) -> npt.NDArray[np.uint8] | None:
        self.asked.append((z, x, y))
        assert self.gate.wait(20)
        if z in self.broken_at:
            raise ImageryError("this tile is damaged")
        if z in self.nothing_at:
            return None
        return np.full((256, 256, 4), (10 * z, 0, 200, 255), np.uint8)

    def close(self) -> None:
        """Nothing to close."""


def level_at(canvas: MapCanvas, x: int = 400, y: int = 100) -> float | None:
    colour = canvas.grab_picture().pixelColor(x, y)
    return colour.blue() / 10 if colour.red() == 200 else None


@given(st.floats(-1e7, 1e7), st.floats(-1e7, 1e7), st.floats(1, 5000), st.integers(0, 12))
def test_tiles_cover_the_view_without_seams(x: float, y: float, res: float, z: int) -> None:
    view = View(x, y, res, 500, 400)
    places = covering(Painted(), view, z)  # type: ignore[arg-type]
    covered = np.zeros((400, 500), dtype=int)
    for tx, ty in places:
        box = target(view, z, tx, ty)
        left, top = max(round(box.left()), 0), max(round(box.top()), 0)
        right, bottom = max(round(box.right()), 0), max(round(box.bottom()), 0)
        covered[top:bottom, left:right] += 1
    if places:
        assert (covered == 1).all() or view.extent[0] < -HALF_WORLD or view.extent[2] > HALF_WORLD


def test_a_part_of_a_coarser_tile() -> None:
    part = part_of(TileKey(0, 3, 2, 5), TileKey(0, 5, 9, 23))
    assert (part.x(), part.y(), part.width(), part.height()) == (64.0, 192.0, 64.0, 64.0)


def test_imagery_is_shown_at_the_level_that_fits(canvas: MapCanvas, settle: Settle) -> None:
    canvas.add_imagery(Painted())
    settle(canvas)
    # 50 metres to the pixel lie between level 11 (76) and level 12 (38).
    assert level_at(canvas) in (11, 12)
    canvas.centre_on(127.0, 40.0, 2.4)
    settle(canvas)
    assert level_at(canvas) == 16


def test_beyond_the_finest_level_the_finest_is_enlarged(canvas: MapCanvas, settle: Settle) -> None:
    canvas.add_imagery(Painted(highest=8))
    settle(canvas)
    assert level_at(canvas) == 8


def test_a_coarser_tile_stands_in_where_there_is_none(canvas: MapCanvas, settle: Settle) -> None:
    source = Painted()
    source.nothing_at = {10, 11, 12}
    source.broken_at = {9}
    canvas.add_imagery(source)
    settle(canvas)
    assert level_at(canvas) == 8


def test_a_coarser_tile_stands_in_until_the_fine_one_is_decoded(
    canvas: MapCanvas, settle: Settle
) -> None:
    source = Painted()
    canvas.add_imagery(source)
    settle(canvas)
    first = level_at(canvas)
    assert first is not None
    source.gate.clear()
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    assert level_at(canvas) == first
    source.gate.set()
    settle(canvas)
    assert level_at(canvas) == first + 1


def test_a_tile_is_decoded_once(canvas: MapCanvas, settle: Settle) -> None:
    source = Painted()
    canvas.add_imagery(source)
    settle(canvas)
    for _ in range(3):
        canvas.set_view(canvas.view.panned(300, 0))
        settle(canvas)
        canvas.set_view(canvas.view.panned(-300, 0))
        settle(canvas)
    assert len(source.asked) == len(set(source.asked))


def test_imagery_lies_over_the_base_and_can_be_taken_away(
    canvas: MapCanvas, settle: Settle
) -> None:
    canvas.set_base(None, Painted(highest=3))
    number = canvas.add_imagery(Painted(lowest=7, highest=7))
    settle(canvas)
    assert level_at(canvas) == 7
    canvas.remove_imagery(number)
    settle(canvas)
    assert level_at(canvas) == 3
    canvas.set_base(None)
    settle(canvas)
    assert level_at(canvas) is None


def test_the_dark_window_has_its_own_base(canvas: MapCanvas, settle: Settle) -> None:
    canvas.set_base(None, Painted(highest=3), Painted(highest=4))
    settle(canvas)
    assert level_at(canvas) == 3
    canvas.set_dark(True)
    settle(canvas)
    assert level_at(canvas) == 4


def test_imagery_outside_of_its_extent_is_not_asked_for(canvas: MapCanvas, settle: Settle) -> None:
    source = Painted(extent=(0.0, 0.0, 1000.0, 1000.0))
    canvas.add_imagery(source)
    settle(canvas)
    assert source.asked == []


@pytest.mark.parametrize(("alpha", "opaque"), [(255, True), (0, False)])
def test_bytes_become_a_picture(alpha: int, opaque: bool) -> None:
    pixels = np.zeros((4, 6, 4), np.uint8)
    pixels[1, 2] = (30, 20, 10, 255)
    pixels[..., 3] = alpha
    pixels[1, 2, 3] = 255
    image = image_of(pixels)
    assert (image.width(), image.height()) == (6, 4)
    assert image.hasAlphaChannel() is not opaque
    assert image.pixelColor(2, 1).getRgb() == (10, 20, 30, 255)


def test_clicks_still_work_over_imagery(canvas: MapCanvas, settle: Settle) -> None:
    canvas.add_imagery(Painted())
    settle(canvas)
    heard: list[object] = []
    canvas.clicked.connect(lambda keys, _: heard.append(keys))
    QTest.mouseClick(
        canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(9, 9)
    )
    assert heard == [[]]


class Checked(Painted):
    """Imagery with a pattern that shows when a part of it is out of place."""

    def read(self, z: int, x: int, y: int) -> npt.NDArray[np.uint8] | None:
        super().read(z, x, y)
        pixels = np.full((256, 256, 4), 255, np.uint8)
        pixels[..., 0] = np.arange(256)[None, :]
        pixels[..., 1] = np.arange(256)[:, None]
        pixels[..., 2] = (37 * x + 91 * y) % 256
        return pixels


def bytes_of(canvas: MapCanvas) -> npt.NDArray[np.int16]:
    image = canvas.grab_picture().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return pixels[40:-60, :, :3].astype(np.int16)


def test_a_map_dragged_about_looks_like_one_drawn_anew(
    qtbot: QtBot, canvas: MapCanvas, settle: Settle
) -> None:
    canvas.add_imagery(Checked())
    settle(canvas)
    for dx, dy in ((150, 90), (180, 130), (-40, 170), (-400, -20), (90, -350)):
        canvas.set_view(canvas.view.panned(dx, dy))
        canvas.repaint()
        settle(canvas)
    moved = bytes_of(canvas)
    fresh = MapCanvas()
    qtbot.addWidget(fresh)
    fresh.resize(canvas.size())
    fresh.show()
    fresh.add_imagery(Checked())
    fresh.set_view(canvas.view)
    settle(fresh)
    apart = np.abs(moved - bytes_of(fresh)).max(axis=-1) > 24
    fresh.shutdown()
    # Tiles may be rounded to another pixel at their edges, and nowhere else.
    assert apart.mean() < 0.03


def test_imagery_that_lets_the_ground_through(canvas: MapCanvas, settle: Settle) -> None:
    number = canvas.add_imagery(Painted(highest=8))
    settle(canvas)
    full = canvas.grab_picture().pixelColor(400, 100)
    canvas.set_imagery_opacity(number, 0.5)
    settle(canvas)
    half = canvas.grab_picture().pixelColor(400, 100)
    canvas.set_imagery_opacity(number, 0.0)
    settle(canvas)
    none = canvas.grab_picture().pixelColor(400, 100)
    assert abs(half.green() - (full.green() + none.green()) / 2) <= 2
    assert none.green() > 200
