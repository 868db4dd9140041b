from __future__ import annotations

import numpy as np
import pytest
import shapely
from map_samples import drawable, layer, table

from layers.features import FeatureLayer
from layers.projection import to_mercator
from layers.view import View

SQUARE = shapely.box(127.0, 40.0, 127.2, 40.2)


def view_at(lon: float, lat: float, resolution: float = 10.0) -> View:
    x, y = to_mercator([lon, lat]).tolist()
    return View(x, y, resolution, 800, 600)


def test_points_are_projected_and_keep_their_ids() -> None:
    made = layer([shapely.Point(127.5, 40.5), shapely.Point(128.0, 41.0)])
    assert made.ids.tolist() == [101, 102]
    assert np.allclose(made.anchor, to_mercator([[127.5, 40.5], [128.0, 41.0]]))
    assert made.index_of == {101: 0, 102: 1}


def test_rows_without_a_usable_geometry_are_left_out() -> None:
    rows = drawable([shapely.Point(), shapely.Point(127.5, 40.5), shapely.Polygon()])
    made = FeatureLayer.build(table(), rows)
    assert made.ids.tolist() == [102]
    assert made.label(0, "en") == "Thing 1"


def test_an_empty_layer_answers_everything() -> None:
    made = layer([])
    assert made.identify(view_at(127, 40), 400, 300) == []
    assert made.within((-1e9, -1e9, 1e9, 1e9)) == []
    assert made.nearest(0.0, 0.0) is None
    assert len(made.clusters(100.0)) == 0


def test_radius_is_scaled_by_latitude() -> None:
    made = layer([shapely.Point(127.0, 60.0)], radius=500.0)
    assert made.radius[0] == pytest.approx(1000.0, rel=1e-6)


def test_labels_fall_back_on_the_other_language() -> None:
    made = layer([shapely.Point(127.0, 40.0)])
    assert made.label(0, "ko_KR") == "물건 0"
    assert made.label(0, "en") == "Thing 0"
    made.labels_ko[0] = ""
    assert made.label(0, "ko") == "Thing 0"


def test_a_point_is_hit_anywhere_on_its_symbol() -> None:
    made = layer([shapely.Point(127.0, 40.0)])
    view = view_at(127.0, 40.0)
    assert made.identify(view, 400 + 7.5, 300, tolerance=0.0) == [0]
    assert made.identify(view, 400 + 9.0, 300, tolerance=0.0) == []
    assert made.identify(view, 400 + 11.0, 300, tolerance=4.0) == [0]


def test_the_nearest_comes_first_and_areas_last() -> None:
    west, east = shapely.Point(127.0995, 40.1), shapely.Point(127.1005, 40.1)
    made = layer([SQUARE, west, east])
    view = view_at(127.1004, 40.1)
    assert made.identify(view, 400, 300) == [2, 1, 0]


def test_a_line_is_hit_near_it_and_an_area_inside() -> None:
    made = layer([shapely.LineString([(127.0, 40.0), (127.2, 40.0)]), SQUARE], kind="b")
    view = view_at(127.1, 40.0)
    assert made.identify(view, 400, 305) == [0, 1]
    assert made.identify(view, 400, 308) == []
    assert made.identify(view, 400, 200) == [1]


def test_within_takes_what_touches_the_rectangle() -> None:
    made = layer([shapely.Point(127.0, 40.0), shapely.Point(129.0, 40.0), SQUARE])
    west, south = to_mercator([126.9, 39.9]).tolist()
    east, north = to_mercator([127.05, 40.05]).tolist()
    assert made.within((west, south, east, north)) == [0, 2]


def test_nearest_is_the_nearest() -> None:
    made = layer([shapely.Point(127.0, 40.0), shapely.Point(129.0, 40.0)])
    x, y = to_mercator([128.5, 40.3]).tolist()
    assert made.nearest(x, y) == 1


def test_lines_get_simpler_with_distance() -> None:
    lon = np.linspace(127.0, 128.0, 4000)
    wavy = shapely.LineString(np.column_stack([lon, 40.0 + 0.001 * np.sin(lon * 2000)]))
    made = layer([wavy], kind="b")
    near, far = (len(shapely.get_coordinates(made.lines.simplified(z))) for z in (13, 7))
    assert far < near / 4


def test_a_long_line_is_cut_off_outside_the_view() -> None:
    made = layer([shapely.LineString([(100.0, 40.0), (150.0, 40.0)])], kind="b")
    paths = made.lines.paths(view_at(127.0, 40.0, 1.0), leads=True)
    assert paths.coords[:, 0].min() > -100.0
    assert paths.coords[:, 0].max() < 900.0
    # The dashes begin where the line begins, far outside of the view.
    assert paths.lead[0] > 2_000_000.0


def test_features_of_several_parts_keep_their_number() -> None:
    two = shapely.MultiPoint([(127.0, 40.0), (127.1, 40.0)])
    made = layer([shapely.Point(126.0, 40.0), two])
    xy, owner = made.points
    assert len(xy) == 3
    assert owner.tolist() == [0, 1, 1]


def test_holes_follow_their_outline() -> None:
    outer = [(127.0, 40.0), (128.0, 40.0), (128.0, 41.0), (127.0, 41.0)]
    inner = [(127.4, 40.4), (127.6, 40.4), (127.6, 40.6), (127.4, 40.6)]
    made = layer([shapely.Polygon(outer, [inner]), shapely.box(129.0, 40.0, 129.5, 40.5)])
    rings = made.areas.paths(view_at(128.2, 40.5, 300.0))
    assert rings.owner.tolist() == [0, 0, 1]
