from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely
from map_samples import layer, measure

from layers.flows import Flow
from layers.hits import in_sight, under, within
from layers.marks import BadgeMark, ClusterMark, SymbolMark
from layers.picture import Content, Picture, compose
from layers.projection import to_mercator
from layers.schema import Text
from layers.view import View


def view_at(lon: float = 127.0, lat: float = 40.0, resolution: float = 50.0) -> View:
    x, y = to_mercator([lon, lat]).tolist()
    return View(x, y, resolution, 800, 600)


def flow(label: str = "3 returns", weight: int = 3) -> Flow:
    return Flow(
        "repatriation",
        (127.00, 40.03),
        (127.00, 39.97),
        Text(label, "송환 3건"),
        (("repatriation", 7), ("repatriation", 8)),
        ("first", "second"),
        weight,
    )


def draw(view: View, *layers: object, **content: object) -> Picture:
    return compose(view, Content(layers, **content), measure)  # type: ignore[arg-type]


def test_a_point_is_drawn_at_its_pixel() -> None:
    picture = draw(view_at(), layer([shapely.Point(127.0, 40.0)]))
    marks = picture.layers[0].marks
    assert marks.xy.tolist() == [[400.0, 300.0]]
    mark = marks.mark[marks.kind[0]]
    assert isinstance(mark, SymbolMark)
    assert not mark.hollow


def test_every_point_is_drawn_or_counted() -> None:
    rng = np.random.default_rng(2)
    lonlat = rng.uniform((126.85, 39.9), (127.15, 40.1), (500, 2))
    picture = draw(view_at(), layer([shapely.Point(p) for p in lonlat]))
    marks = picture.layers[0].marks
    total = 0
    for kind in marks.kind:
        mark = marks.mark[kind]
        if isinstance(mark, ClusterMark):
            total += mark.count
            assert sum(n for _, n in mark.shares) == 12
        else:
            total += 1
    assert total == 500
    assert len(marks.kind) < 500


@pytest.mark.parametrize(
    ("radius", "precision", "circle", "hollow"),
    [
        (10.0, "building", False, False),
        (1000.0, "village", True, False),
        (9000.0, "village", True, True),
        (10.0, "county", False, True),
        (float("nan"), None, False, False),
    ],
)
def test_a_symbol_never_looks_more_precise_than_its_place(
    radius: float, precision: str | None, circle: bool, hollow: bool
) -> None:
    made = layer([shapely.Point(127.0, 40.0)], radius=radius, precision=precision)
    picture = draw(view_at(), made).layers[0]
    assert (len(picture.circles.xy) == 1) is circle
    mark = picture.marks.mark[picture.marks.kind[0]]
    assert isinstance(mark, SymbolMark)
    assert mark.hollow is hollow
    if circle:
        on_ground = picture.circles.radius[0] * view_at().ground_resolution
        assert on_ground == pytest.approx(radius, rel=1e-6)


def test_badges_show_the_number_of_linked_things() -> None:
    made = layer(
        [shapely.Point(127.0, 40.0), shapely.Point(127.1, 40.0)], badges={101: 250, 102: 3}
    )
    picture = draw(view_at(), made)
    texts = [picture.badges.mark[k] for k in picture.badges.kind]
    assert texts == [BadgeMark("99+"), BadgeMark("3")]


def test_layers_come_in_their_order_and_hidden_ones_do_not() -> None:
    point = [shapely.Point(127.0, 40.0)]
    low, high = layer(point, name="low", order=1), layer(point, name="high", order=2)
    content = Content((high, low))
    assert [one.name for one in content.shown(view_at())] == ["low", "high"]
    content = Content((high, low), hidden=frozenset({"low"}))
    assert [one.name for one in content.shown(view_at())] == ["high"]


def test_a_layer_is_left_out_beyond_its_scale() -> None:
    made = layer([shapely.Point(127.0, 40.0)], hidden_above=60.0)
    assert len(draw(view_at(resolution=50.0), made).layers) == 1
    assert len(draw(view_at(resolution=90.0), made).layers) == 0


def test_labels_beyond_their_scale_are_left_out() -> None:
    made = layer([shapely.Point(127.0, 40.0)], labels_above=60.0)
    assert [x.text for x in draw(view_at(resolution=50.0), made).labels] == ["Thing 0"]
    assert draw(view_at(resolution=90.0), made).labels == ()


def test_labels_of_all_kinds_never_overlap() -> None:
    rng = np.random.default_rng(3)
    lonlat = rng.uniform((126.8, 39.85), (127.2, 40.15), (150, 2))
    line = shapely.LineString([(126.8, 40.0), (127.2, 40.05)])
    made = layer([*(shapely.Point(p) for p in lonlat), line])
    labels = draw(view_at(), made, flows=(flow(),), language="ko").labels
    assert len(labels) > 5
    for a, b in itertools.combinations(labels, 2):
        apart = (
            a.x >= b.x + b.width
            or b.x >= a.x + a.width
            or a.y >= b.y + b.height
            or b.y >= a.y + a.height
        )
        assert apart, (a, b)


def test_a_lifted_feature_is_not_drawn() -> None:
    made = layer([shapely.Point(127.0, 40.0)])
    picture = draw(view_at(), made, lifted=("thing", 101))
    assert len(picture.layers[0].marks.xy) == 0


@pytest.mark.parametrize(
    "shape",
    [
        shapely.LineString([(127.0, 40.0), (127.01, 40.0)]),
        shapely.box(127.0, 40.0, 127.01, 40.01),
    ],
)
def test_a_lifted_line_or_area_is_not_drawn_but_its_neighbours_are(
    shape: shapely.Geometry,
) -> None:
    other = shapely.transform(shape, lambda xy: xy + 0.002)
    made = layer([shape, other])

    def parts(lifted: tuple[str, int] | None) -> int:
        (drawn,) = draw(view_at(), made, lifted=lifted).layers
        return sum(len(stroke.paths) for stroke in drawn.strokes) + sum(
            len(fill.rings) for fill in drawn.fills
        )

    assert parts(None) == 2
    assert parts(("thing", 101)) == 1
    assert parts(("another", 101)) == 2


def test_an_arrow_points_from_start_to_end_and_is_long_enough_to_see() -> None:
    for resolution in (20.0, 50.0, 1200.0):
        arrow = draw(view_at(resolution=resolution), flows=(flow(),)).arrows[0]
        tail, head = arrow.spine[0], arrow.spine[-1]
        assert head[1] - tail[1] >= 40.0
        assert abs(head[0] - tail[0]) < 1e-6
    assert draw(view_at(resolution=2500.0), flows=(flow(),)).arrows == ()


def test_an_arrow_far_away_is_left_out() -> None:
    assert draw(view_at(lon=140.0), flows=(flow(),)).arrows == ()


def test_more_returns_make_a_broader_arrow() -> None:
    def breadth(weight: int) -> float:
        outline = draw(view_at(), flows=(flow(weight=weight),)).arrows[0].outline
        return float(shapely.Polygon(outline).area)

    assert breadth(20) > breadth(1) * 1.3


def test_what_is_under_the_cursor() -> None:
    far = shapely.Point(127.1, 40.0)
    content = Content((layer([shapely.Point(127.0, 40.0), far]),))
    found = under(content, view_at(), 403.0, 300.0)
    assert found.ids() == [("thing", 101)]
    assert under(content, view_at(), 440.0, 300.0).ids() == []


def test_a_cluster_hides_its_features_and_names_them() -> None:
    points = [shapely.Point(127.0, 40.0), shapely.Point(127.001, 40.0), shapely.Point(127.1, 40.0)]
    content = Content((layer(points),))
    found = under(content, view_at(), 401.0, 300.0)
    assert found.features == ()
    assert found.cluster is not None
    assert found.ids() == [("thing", 101), ("thing", 102)]


def test_an_arrow_under_the_cursor_gives_its_rows() -> None:
    content = Content((), (flow(),))
    spine = content.arrows(view_at())[0].spine
    x, y = spine[len(spine) // 2].tolist()
    assert under(content, view_at(), x, y).ids() == [("repatriation", 7), ("repatriation", 8)]


def test_hidden_layers_are_not_under_the_cursor() -> None:
    content = Content((layer([shapely.Point(127.0, 40.0)]),), hidden=frozenset({"thing"}))
    assert under(content, view_at(), 400.0, 300.0).ids() == []
    assert within(content, view_at(), 0, 0, 800, 600) == []


def test_a_rectangle_takes_clustered_features_too() -> None:
    points = [shapely.Point(127.0, 40.0), shapely.Point(127.001, 40.0), shapely.Point(127.1, 40.0)]
    content = Content((layer(points),))
    assert within(content, view_at(), 380, 280, 420, 320) == [("thing", 101), ("thing", 102)]


def test_what_is_in_sight_comes_in_reading_order() -> None:
    places = [(127.1, 40.0), (127.0, 40.1), (126.9, 40.0), (150.0, 40.0), (126.901, 40.0)]
    made = layer([shapely.Point(p) for p in places])
    seen = in_sight(Content((made,)), view_at())
    assert [under.ids() for under in seen] == [
        [("thing", 102)],
        [("thing", 103), ("thing", 105)],
        [("thing", 101)],
    ]
