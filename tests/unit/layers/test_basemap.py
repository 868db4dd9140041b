"""The overview map loads quickly, lies where it should and names what it shows."""

import csv
import json
import subprocess
import sys

import numpy as np
import pytest

from layers import basemap
from layers.projection import to_lonlat, to_mercator
from sample_data import folder

OVERVIEW = folder() / "overview"


@pytest.fixture(scope="module")
def base() -> basemap.BaseMap:
    return basemap.load(OVERVIEW)


def themes(base: basemap.BaseMap) -> list[basemap.Theme]:
    return [*base.areas.values(), *base.lines.values()]


def test_every_theme_is_whole(base: basemap.BaseMap) -> None:
    assert set(base.areas) == {"lakes"}
    assert set(base.lines) == {"coast", "rivers", "provinces", "borders"}
    for theme in themes(base):
        assert theme.xy.dtype == np.float64
        assert theme.offsets[0] == 0
        assert theme.offsets[-1] == len(theme.xy)
        assert (np.diff(theme.offsets) >= 2).all()
        assert len(theme.kinds) == len(theme.names) == theme.feature.max() + 1
        west, south, east, north = (
            *to_lonlat(theme.bounds[:, :2]).min(axis=0),
            *to_lonlat(theme.bounds[:, 2:]).max(axis=0),
        )
        assert 79.9 < west < east < 174.1
        assert 4.9 < south < north < 66.1


def test_parts_and_bounds_agree(base: basemap.BaseMap) -> None:
    rivers = base.lines["rivers"]
    for index in range(len(rivers.feature)):
        part = rivers.part(index)
        assert rivers.bounds[index] == pytest.approx([*part.min(axis=0), *part.max(axis=0)])


def test_only_what_may_show_is_visible(base: basemap.BaseMap) -> None:
    coast = base.lines["coast"]
    west, south = to_mercator([129.5, 41.5])
    east, north = to_mercator([130.5, 42.5])
    seen = coast.visible((west, south, east, north))
    assert 0 < len(seen) < len(coast.feature)
    assert len(coast.visible((0.0, 0.0, 1.0, 1.0))) == 0


def distance_km(theme: basemap.Theme, lon: float, lat: float) -> float:
    """Ground distance from a point to the nearest segment of a theme."""
    point = to_mercator([lon, lat])
    best = np.inf
    for index in range(len(theme.feature)):
        part = theme.part(index)
        start, step = part[:-1], np.diff(part, axis=0)
        length = np.maximum((step**2).sum(axis=1), 1e-9)
        along = np.clip(((point - start) * step).sum(axis=1) / length, 0, 1)[:, None]
        best = min(best, float(np.hypot(*(start + along * step - point).T).min()))
    return best * np.cos(np.radians(lat)) / 1000.0


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(124.390579, 40.116438), (126.8964, 41.7926), (128.175, 41.4069), (129.850833, 42.954444)],
    ids=["Dandong", "Linjiang", "Changbai", "Tumen"],
)
def test_the_border_runs_beneath_the_published_bridges(
    base: basemap.BaseMap, lon: float, lat: float
) -> None:
    assert distance_km(base.lines["borders"], lon, lat) < 1.0


def test_the_border_rivers_are_marked(base: basemap.BaseMap) -> None:
    rivers = base.lines["rivers"]
    marked = {
        name for name, kind in zip(rivers.names, rivers.kinds, strict=True) if kind == "border"
    }
    assert marked == {"Yalu (Amnok)", "Tumen (Duman)"}


def test_the_frame_is_no_coast(base: basemap.BaseMap) -> None:
    coast = base.lines["coast"]
    for index in range(len(coast.feature)):
        degrees = to_lonlat(coast.part(index))
        for edge, axis in ((80, 0), (174, 0), (5, 1), (66, 1)):
            on_edge = np.abs(degrees[:, axis] - edge) < 1e-4
            along = np.hypot(*np.diff(degrees, axis=0).T)[on_edge[:-1] & on_edge[1:]]
            assert (along < 0.02).all(), "a bay cut by the frame may leave a stub, not an edge"


def test_labels_come_in_the_order_of_placing_and_in_both_languages(base: basemap.BaseMap) -> None:
    ranks = [label.rank for label in base.labels]
    assert ranks == sorted(ranks)
    assert {label.kind for label in base.labels} == {
        *("town", "country", "sea", "province", "river", "lake", "mountain")
    }
    assert all(label.finest < label.coarsest for label in base.labels)
    ours = [label for label in base.labels if label.kind != "town"]
    assert all(label.name and label.name_ko for label in ours)


def test_towns_show_by_importance(base: basemap.BaseMap) -> None:
    def seen(zoom: float) -> set[str]:
        at = basemap.resolution_at(zoom)
        return {label.name for label in base.labels if label.kind == "town" and label.shown(at)}

    assert {"Pyongyang", "Seoul"} <= seen(4.5)
    assert "Chongjin" not in seen(4.5)
    assert "Chongjin" in seen(6)
    assert {"Hoeryong", "Tumen", "Musan"} <= seen(7)
    assert "Sambong" in seen(8)
    assert "Yodok" not in seen(14), "a facility's point is not the county's town"


def test_a_town_lies_where_the_gazetteer_has_it(base: basemap.BaseMap) -> None:
    hoeryong = next(label for label in base.labels if label.name == "Hoeryong")
    assert to_lonlat([hoeryong.x, hoeryong.y]) == pytest.approx([129.74601, 42.44113])


def test_resolution_of_a_web_map() -> None:
    assert basemap.resolution_at(0) == pytest.approx(156543.033928)
    assert basemap.resolution_at(8) == pytest.approx(611.496226)


@pytest.mark.parametrize("path", sorted(OVERVIEW.glob("*.geojson")), ids=lambda p: p.stem)
def test_each_file_says_where_it_comes_from(path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["origin"]
    assert data["licence"]
    assert data["note"]
    assert data["features"]


def test_files_are_small_and_counted() -> None:
    sizes = {p.name: p.stat().st_size for p in OVERVIEW.iterdir()}
    assert max(sizes.values()) < 3_000_000
    assert sum(sizes.values()) < 8_000_000
    table = (OVERVIEW / "README.md").read_text(encoding="utf-8")
    for path in OVERVIEW.glob("*.geojson"):
        rows = len(json.loads(path.read_text(encoding="utf-8"))["features"])
        assert f"| {path.name} | {rows} |" in table
    with (OVERVIEW / "labels.csv").open(encoding="utf-8", newline="") as file:
        assert f"| labels.csv | {len(list(csv.DictReader(file)))} |" in table


def test_the_pictures_are_tiles_of_the_region() -> None:
    import sqlite3

    for dark in (False, True):
        path = basemap.picture(OVERVIEW, dark=dark)
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            facts = dict(database.execute("SELECT name, value FROM metadata"))
            zooms = [z for (z,) in database.execute("SELECT DISTINCT zoom_level FROM tiles")]
            tile = database.execute(
                "SELECT tile_data FROM tiles WHERE zoom_level = 6 AND tile_column = 54"
                " AND tile_row = 39"
            ).fetchone()
        database.close()
        assert facts["format"] == "webp"
        assert sorted(zooms) == list(range(4, 10))
        assert tile[0][:4] == b"RIFF"


def test_loading_needs_no_heavy_library() -> None:
    code = (
        "import sys; from pathlib import Path; from layers import basemap;"
        f"basemap.load(Path({str(OVERVIEW)!r}));"
        "print([m for m in ('shapely', 'pyogrio', 'PySide6', 'rasterio') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_an_unknown_geometry_is_refused(tmp_path) -> None:
    path = tmp_path / "lakes.geojson"
    feature = {"properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    path.write_text(json.dumps({"origin": "", "licence": "", "features": [feature]}))
    with pytest.raises(ValueError, match="Point"):
        basemap.load(tmp_path)


def test_namesakes_do_not_share_a_rank(base: basemap.BaseMap) -> None:
    important = [label.name for label in base.labels if label.kind == "town" and label.rank <= 2]
    assert len(important) == len(set(important))
