"""WKT that is read again gives the same numbers, to the last bit."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPoint, Point, Polygon

from geoapp.exchange.exact_wkt import exact_wkt

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
PAIRS = st.tuples(NUMBERS, NUMBERS)


@given(st.lists(PAIRS, min_size=2, max_size=5))
def test_numbers_come_back(pairs: list[tuple[float, float]]) -> None:
    for geometry in (Point(pairs[0]), LineString(pairs), MultiPoint(pairs)):
        again = shapely.from_wkt(exact_wkt(geometry))
        assert again.geom_type == geometry.geom_type
        assert shapely.get_coordinates(again).tolist() == shapely.get_coordinates(geometry).tolist()


def test_a_number_that_geos_shortens() -> None:
    number = -0.04436803798088254
    line = LineString([(number, 0), (128, 41)])
    assert shapely.from_wkt(shapely.to_wkt(line, rounding_precision=-1)) != line
    assert shapely.from_wkt(exact_wkt(line)).coords[0][0] == number


@pytest.mark.parametrize(
    "words",
    [
        "POINT EMPTY",
        "POINT Z (1 2 3)",
        "LINESTRING Z (0 0 1, 1 0 2)",
        "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
        "POLYGON ((0 0, 9 0, 9 9, 0 0), (4 1, 5 1, 5 2, 4 1))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))",
        "GEOMETRYCOLLECTION EMPTY",
    ],
)
def test_every_kind(words: str) -> None:
    assert exact_wkt(shapely.from_wkt(words)) == words


def test_a_ring_is_written_as_the_line_it_is() -> None:
    ring = Polygon([(0, 0), (1, 0), (1, math.pi)]).exterior
    assert shapely.from_wkt(exact_wkt(ring)).coords[:] == ring.coords[:]
