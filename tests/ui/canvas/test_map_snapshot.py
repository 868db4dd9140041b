from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from shapely import Point

from geoapp.commands import edit
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.ui.canvas.snapshot import compose, draw
from layers import basemap
from layers.facility import FACILITY
from layers.imagery.source import open_source
from layers.picture import Content
from layers.projection import extent_to_mercator
from layers.style import PointSymbol
from layers.values import Position
from layers.view import View
from sample_data import folder

BBOX = (126.5, 39.5, 127.5, 40.2)
SIZE = (640, 480)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    made = Session.create(
        tmp_path / "c.gpkg", title="T", author="T-1", profile=Profile(tmp_path / "p")
    )
    yield made
    made.close()


def add(session: Session, lon: float, lat: float, kind: str) -> None:
    values = {"name_en": "X", "type": kind, "geometry": Position(Point(lon, lat), 20.0, "building")}
    session.do(edit.create(session.view, "facility", values))  # type: ignore[arg-type]


def where(image: object, colour: tuple[int, int, int]) -> tuple[float, float] | None:
    """The middle of all pixels that have exactly this colour, in pixels."""
    pixels = np.frombuffer(image.constBits(), np.uint8)  # type: ignore[attr-defined]
    pixels = pixels.reshape(SIZE[1], SIZE[0], 4)[..., 2::-1]
    ys, xs = np.nonzero((pixels == colour).all(axis=-1))
    return (float(xs.mean()) + 0.5, float(ys.mean()) + 0.5) if len(xs) else None


def fill(kind: str) -> tuple[int, int, int]:
    assert FACILITY.symbology is not None
    symbol = FACILITY.symbology.symbol(kind)
    assert isinstance(symbol, PointSymbol)
    return symbol.fill


@pytest.mark.parametrize("base", [None, folder() / "overview"])
@pytest.mark.parametrize(("lon", "lat"), [(127.0, 39.85), (126.6131, 40.1007), (127.41, 39.58)])
@pytest.mark.parametrize("kind", ["kyohwaso", "kuryujang", "kwanliso"])
def test_a_facility_is_at_the_pixel_its_coordinates_say(
    session: Session, base: Path | None, lon: float, lat: float, kind: str
) -> None:
    add(session, lon, lat, kind)
    image = draw(session.view, base, BBOX, SIZE)
    assert (image.width(), image.height()) == SIZE
    west, south, east, north = extent_to_mercator(BBOX)
    resolution = max((east - west) / SIZE[0], (north - south) / SIZE[1])
    x, y, _, _ = extent_to_mercator((lon, lat, lon, lat))
    expected = (
        SIZE[0] / 2 + (x - (west + east) / 2) / resolution,
        SIZE[1] / 2 - (y - (south + north) / 2) / resolution,
    )
    found = where(image, fill(kind))
    assert found == pytest.approx(expected, abs=1.5)


@pytest.mark.parametrize("size", [(640, 480), (300, 900), (1000, 200)])
def test_the_box_is_in_the_picture_and_in_its_middle(size: tuple[int, int]) -> None:
    box = extent_to_mercator(BBOX)
    west, south, east, north = View.fitted(box, *size).extent
    assert west <= box[0] + 1e-6
    assert south <= box[1] + 1e-6
    assert east >= box[2] - 1e-6
    assert north >= box[3] - 1e-6
    assert (west + east, south + north) == pytest.approx((box[0] + box[2], box[1] + box[3]))


def test_only_the_layers_asked_for_are_drawn(session: Session) -> None:
    add(session, 127.0, 39.85, "kyohwaso")
    for layers, drawn in ((None, True), ({"facility"}, True), ({"crossing"}, False), ((), False)):
        image = draw(session.view, None, BBOX, SIZE, layers)
        assert (where(image, fill("kyohwaso")) is not None) is drawn, layers


def test_the_overview_is_drawn_under_it(session: Session) -> None:
    plain = draw(session.view, None, BBOX, SIZE, ())
    ground = draw(session.view, folder() / "overview", BBOX, SIZE, ())
    dark = draw(session.view, folder() / "overview", BBOX, SIZE, (), dark=True)
    colours = {ground.pixel(x, y) for x in range(0, 640, 16) for y in range(0, 400, 16)}
    assert len(colours) > 100
    assert len({plain.pixel(x, y) for x in range(0, 640, 16) for y in range(0, 400, 16)}) == 1
    assert dark.pixelColor(320, 100).lightness() < ground.pixelColor(320, 100).lightness() - 60


def test_without_layers_nothing_lies_over_the_imagery(session: Session) -> None:
    image = draw(session.view, folder() / "overview", BBOX, SIZE, ())
    looked_at = View.fitted(extent_to_mercator(BBOX), *SIZE)
    with closing(open_source(basemap.picture(folder() / "overview", dark=False))) as source:
        alone = compose(looked_at, Content(), (source,), ())
    rows = range(0, SIZE[1] - 60, 3)  # the scale bar and the credit stand below
    assert all(image.pixel(x, y) == alone.pixel(x, y) for x in range(0, SIZE[0], 3) for y in rows)
