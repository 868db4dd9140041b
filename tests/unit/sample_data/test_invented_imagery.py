"""The synthetic imagery: where the case says it is, showing what the case says stood there."""

import math
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import rasterio
from pyproj import Transformer

import sample_data
from layers.imagery import open_source
from layers.imagery.grid import resolution
from sample_data import imagery_generator, island, rows
from sample_data.scenery import light
from sample_data.scenery.raster import Grid

DATA = sample_data.folder() / "invented"
FILES = {code: path for path, code in sample_data.imagery()}
SCENES = {row["code"]: row for row in rows.read(DATA / "scenes.csv")}
SHAPES = island.read_shapes(DATA / "shapes.csv")


def colour(scene: str, shape: str, metres: float = 3) -> tuple[float, float, float]:
    """Mean red, green, blue about the middle of a shape."""
    x, y = island.to_mercator(island.course(SHAPES, shape))[0]
    with rasterio.open(FILES[scene]) as file:
        row, column = file.index(x, y)
        reach = max(int(metres / float(SCENES[scene]["resolution_m"])), 1)
        rows_, columns = slice(row - reach, row + reach), slice(column - reach, column + reach)
        found = file.read()[:, rows_, columns].mean((1, 2))
    return float(found[0]), float(found[1]), float(found[2])


def is_blue(seen: tuple[float, float, float]) -> bool:
    return seen[2] > 1.3 * seen[0]


def test_every_scene_has_its_file_and_the_widest_comes_first() -> None:
    listed = sample_data.imagery()
    assert {code for _, code in listed} == set(SCENES)
    assert all(path.is_file() for path, _ in listed)
    assert listed[0][1] == "IS-3"


@pytest.mark.parametrize("code", sorted(SCENES))
def test_a_scene_is_shown_by_the_map_with_its_credit(code: str) -> None:
    source = open_source(FILES[code])
    try:
        assert SCENES[code]["credit"] in source.credit
        x, y = island.to_mercator(np.array([[0.0, 0.0]]))[0]
        zoom = 14
        half = 256 * resolution(0) / 2
        column = int((x + half) / (256 * resolution(zoom)))
        row = int((half - y) / (256 * resolution(zoom)))
        tile = source.read(zoom, column, row)
        assert tile is not None
        assert tile[..., 3].any()
    finally:
        source.close()


@pytest.mark.parametrize("code", sorted(SCENES))
def test_footprint_and_resolution_are_those_of_the_file(code: str) -> None:
    footprint = island.to_mercator(island.course(SHAPES, code))
    with rasterio.open(FILES[code]) as file:
        assert file.crs.to_epsg() == 3857
        assert (file.count, file.dtypes[0]) == (3, "uint8")
        stated = float(SCENES[code]["resolution_m"]) / island.SCALE
        assert file.transform.a == pytest.approx(stated)
        assert [file.bounds.left, file.bounds.bottom] == pytest.approx(footprint.min(0).tolist())
        assert [file.bounds.right, file.bounds.top] == pytest.approx(footprint.max(0).tolist())


def test_the_frame_of_the_island_is_mercator() -> None:
    points = np.array([[-3000.0, 2000.0], [0.0, 0.0], [4000.0, -1500.0]])
    to_mercator = Transformer.from_crs(4326, 3857, always_xy=True)
    expected = np.column_stack(to_mercator.transform(*island.to_lonlat(points).T))
    assert island.to_mercator(points) == pytest.approx(expected, abs=1e-3)


def test_what_changed_between_the_dates_can_be_seen() -> None:
    assert is_blue(colour("IS-1", "IP-WEAVING"))
    assert is_blue(colour("IS-2", "IP-WEAVING"))
    assert not is_blue(colour("IS-1", "IP-ANNEX-1"))
    assert is_blue(colour("IS-2", "IP-ANNEX-1"))
    before, after = colour("IS-1", "IP-BATH"), colour("IS-2", "IP-BATH")
    assert before[0] - before[2] > 1.5 * (after[0] - after[2])


def test_the_pictures_stay_small() -> None:
    sizes = [path.stat().st_size for path in FILES.values()]
    assert max(sizes) < 3_000_000
    assert sum(sizes) < 1_500_000


@pytest.mark.parametrize(
    ("utc", "lon", "lat", "azimuth", "elevation"),
    [
        (datetime(2019, 6, 21, 12, 2, tzinfo=UTC), 0.0, 50.0, 180.0, 63.4),
        (datetime(2019, 3, 20, 12, 7, tzinfo=UTC), 0.0, 0.0, None, 90.0),
        (datetime(2019, 12, 22, 3, 12, tzinfo=UTC), 131.8, 40.35, 180.0, 26.2),
    ],
)
def test_the_sun_stands_where_almanacs_put_it(
    utc: datetime, lon: float, lat: float, azimuth: float | None, elevation: float
) -> None:
    sun = light.sun_at(utc, lon, lat)
    assert sun.elevation == pytest.approx(elevation, abs=0.5)
    if azimuth is not None:
        assert sun.azimuth == pytest.approx(azimuth, abs=1.0)


@pytest.mark.parametrize("code", ["IS-1", "IS-2"])
def test_a_shadow_is_as_long_as_the_stated_sun_makes_it(code: str) -> None:
    sun = imagery_generator.sun_of(SCENES[code])
    grid = Grid(-30, -30, 30, 30, 0.5)
    tall = np.where(np.hypot(grid.x, grid.y) < 1, 10.0, 0.0)
    dark = light.shadow(tall, grid.pixel, sun, 12) > 0.5
    length = 10 / math.tan(math.radians(sun.elevation))
    reached = np.hypot(grid.x, grid.y)[dark].max()
    assert reached == pytest.approx(length, abs=2.0)
    away = math.radians(sun.azimuth + 180)
    middle = np.array([grid.x[dark].mean(), grid.y[dark].mean()])
    assert middle @ [math.sin(away), math.cos(away)] > 0.9 * np.hypot(*middle)


def test_distance_and_inside_agree_with_the_plane() -> None:
    grid = Grid(0, 0, 40, 30, 1.0)
    line = np.array([[10.0, 5.0], [10.0, 25.0]])
    assert grid.distance(line)[15, 25] == pytest.approx(15.5)
    ring = np.array([[10.0, 10.0], [30.0, 10.0], [30.0, 20.0], [10.0, 20.0], [10.0, 10.0]])
    assert grid.inside(ring)[15, 20]
    assert not grid.inside(ring)[2, 2]


def test_noise_is_the_same_each_time() -> None:
    grid = Grid(0, 0, 32, 32, 1.0)
    first, again = grid.noise(2.0, 7), grid.noise(2.0, 7)
    assert (first == again).all()
    assert float(first.std()) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.filterwarnings("ignore:Use `@` matmul:PendingDeprecationWarning")
def test_a_written_picture_is_read_back_where_it_lies(tmp_path: Path) -> None:
    grid = Grid(-128, -128, 128, 128, 1.0)
    picture = np.zeros((256, 256, 3), np.uint8)
    picture[:128, 128:] = (200, 40, 40)
    imagery_generator.write(tmp_path / "p.tif", picture, grid, "2019-05-14 02:20")
    assert [p.name for p in tmp_path.iterdir()] == ["p.tif"]
    with rasterio.open(tmp_path / "p.tif") as file:
        x, y = island.to_mercator(np.array([[64.0, 64.0]]))[0]
        row, column = file.index(x, y)
        assert file.read(1)[row, column] > 150
        assert file.read(1)[row + 128, column - 128] < 60
