from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from geoapp.ui.canvas.lettering import Lettering
from geoapp.ui.canvas.palette import DARK, LIGHT
from geoapp.ui.canvas.primitives import dashes
from geoapp.ui.canvas.symbols import Emphasis, SpriteSheet, legend_image, mark_image
from layers.catalogue import LAYERS
from layers.labels import LabelStyle
from layers.marks import BadgeMark, ClusterMark, Mark, Marks, SymbolMark
from layers.style import PointSymbol, Shape

pytestmark = pytest.mark.usefixtures("qapp")
ORANGE = (213, 94, 0)


def pixels(image: QImage) -> npt.NDArray[np.uint8]:
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4).copy()


def symbols() -> list[PointSymbol]:
    stated = [table.symbology for table in LAYERS if table.symbology is not None]
    every = [symbol for look in stated for symbol in (look.default, *look.symbols.values())]
    return [symbol for symbol in every if isinstance(symbol, PointSymbol)]


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("shape", [s for s in Shape if s is not Shape.BRIDGE])
def test_the_middle_of_a_symbol_has_its_colour(shape: Shape, ratio: float) -> None:
    image = mark_image(SymbolMark(PointSymbol(shape, ORANGE, 17)), Emphasis.NONE, LIGHT, ratio)
    assert image.width() % 2 == 1
    assert image.pixelColor(image.width() // 2, image.height() // 2) == QColor(*ORANGE)


def test_every_shape_can_be_told_from_every_other_without_colour() -> None:
    drawn = {
        shape: pixels(legend_image(SymbolMark(PointSymbol(shape, ORANGE, 17)), False))[..., 3] > 128
        for shape in Shape
    }
    for one, other in combinations(Shape, 2):
        assert (drawn[one] != drawn[other]).sum() > 12, (one, other)


@pytest.mark.parametrize("ground", [(0, 0, 0), (255, 255, 255), (70, 90, 60), (190, 180, 160)])
def test_every_symbol_of_the_layers_shows_on_dark_and_bright_ground(
    ground: tuple[int, int, int],
) -> None:
    for symbol in symbols():
        image = QImage(40, 40, QImage.Format.Format_RGB32)
        image.fill(QColor(*ground))
        painter = QPainter(image)
        painter.drawImage(4, 4, legend_image(SymbolMark(symbol), False))
        painter.end()
        light = pixels(image)[..., :3].astype(int).mean(axis=-1)
        # Its edge has both a light and a dark part, one of which stands out anywhere.
        assert np.abs(light - sum(ground) / 3).max() > 90, symbol


def test_hollow_hovered_and_selected_look_different() -> None:
    symbol = PointSymbol(Shape.SQUARE, ORANGE, 15)
    looks = [mark_image(SymbolMark(symbol), emphasis, LIGHT, 1.0) for emphasis in Emphasis]
    looks.append(mark_image(SymbolMark(symbol, hollow=True), Emphasis.NONE, LIGHT, 1.0))
    for one, other in combinations(looks, 2):
        assert (pixels(one) != pixels(other)).any(axis=-1).sum() > 40


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_clusters_and_badges_show_their_number(colours: object) -> None:
    def differ(one: Mark, other: Mark) -> bool:
        images = [mark_image(m, Emphasis.NONE, colours, 1.0) for m in (one, other)]  # type: ignore[arg-type]
        return images[0] != images[1]

    shares = ((ORANGE, 12),)
    assert differ(ClusterMark(7, shares), ClusterMark(8, shares))
    assert differ(ClusterMark(7, shares), ClusterMark(7, ((ORANGE, 6), ((0, 0, 0), 6))))
    assert differ(BadgeMark("7"), BadgeMark("8"))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_sprites_land_where_they_belong(ratio: float) -> None:
    sheet = SpriteSheet(False, ratio)
    image = QImage(round(200 * ratio), round(100 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(255, 255, 255))
    marks = tuple(
        SymbolMark(PointSymbol(Shape.CIRCLE, colour, 16)) for colour in (ORANGE, (0, 114, 178))
    )
    xy = np.array([[30.5, 40.5], [150.5, 60.5]])
    painter = QPainter(image)
    sheet.draw(painter, Marks(xy, np.array([1, 0]), marks))
    painter.end()
    for (x, y), colour in zip(xy, ((0, 114, 178), ORANGE), strict=True):
        found = pixels(image)[..., 2::-1]
        ys, xs = np.nonzero((found == colour).all(axis=-1))
        assert (xs.mean() + 0.5) / ratio == pytest.approx(x, abs=0.75)
        assert (ys.mean() + 0.5) / ratio == pytest.approx(y, abs=0.75)


def test_thousands_of_different_marks_do_not_fill_the_memory() -> None:
    sheet = SpriteSheet(False)
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    for start in range(0, 12_000, 1000):
        marks = tuple(ClusterMark(n, ((ORANGE, 12),)) for n in range(start, start + 1000))
        painter = QPainter(image)
        sheet.draw(painter, Marks(np.full((1000, 2), 25.0), np.arange(1000), marks))
        painter.end()
    assert len(sheet._sheets) <= 11


@pytest.mark.parametrize("style", list(LabelStyle))
@pytest.mark.parametrize("text", ["Onsong", "온성군", "图们", "Ünjŏng gy"])
def test_a_text_fits_into_what_was_measured(style: LabelStyle, text: str) -> None:
    letters = Lettering(False)
    width, height = letters.measure(text, style)
    alpha = pixels(letters.image(text, style))[..., 3]
    assert alpha.max() == 255
    ys, xs = np.nonzero(alpha > 60)
    assert xs.max() <= width + 2
    assert ys.max() <= height + 3
    # Nothing is cut off at the edges of its picture.
    assert alpha[:, 0].max() < 255
    assert alpha[0].max() < 255


def test_labels_are_legible_in_light_and_dark() -> None:
    for dark in (False, True):
        image = Lettering(dark).image("Onsong", LabelStyle.FEATURE)
        solid = pixels(image)
        light = solid[solid[..., 3] > 200][:, :3].astype(int).mean(axis=-1)
        assert light.max() - light.min() > 150
    assert QApplication.instance() is not None


def test_dashes_of_a_circle_lie_on_it_and_leave_gaps() -> None:
    middle, radius = np.array([[50.0, 60.0], [300.0, 80.0]]), np.array([20.0, 400.0])
    segments = dashes(middle, radius).reshape(-1, 2)
    distance = np.hypot(*(segments[:, None] - middle).transpose(2, 0, 1))
    assert np.allclose(np.abs(distance - radius).min(axis=1), 0.0, atol=1e-9)
    small = dashes(middle[:1], radius[:1])
    drawn = np.hypot(*(small[:, 2:] - small[:, :2]).T).sum()
    assert 0.5 < drawn / (2 * np.pi * 20.0) < 0.65
    assert len(dashes(np.empty((0, 2)), np.empty(0))) == 0
