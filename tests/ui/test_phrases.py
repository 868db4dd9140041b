"""Values in words: no more decimals, days or certainty than a value has."""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import LineString, Point, Polygon

from geoapp.ui.phrases import (
    bounds_in_words,
    excerpt,
    place_in_words,
    position_in_words,
    radius_in_words,
)
from layers.values import Position, UncertainDate


@pytest.mark.parametrize(
    ("radius", "words"),
    [
        (1.0, "41.65432° N, 127.12346° E"),
        (150.0, "41.654° N, 127.123° E"),
        (7000.0, "41.7° N, 127.1° E"),
        (300000.0, "42° N, 127° E"),
        (None, "41.654° N, 127.123° E"),
    ],
)
def test_decimals_follow_the_precision(radius: float | None, words: str) -> None:
    assert place_in_words(Position(Point(127.123456, 41.654321), radius)) == words


def test_west_and_south() -> None:
    assert place_in_words(Position(Point(-70.5, -33.4), 20000)) == "33.4° S, 70.5° W"


def test_lines_areas_and_nothing() -> None:
    assert place_in_words(Position(LineString([(0, 0), (1, 1), (2, 1)]))) == "line of 3 points"
    square = Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
    assert place_in_words(Position(square)) == "area with 4 corners"
    assert place_in_words(Position(None)) == "unlocated"


def test_radius_precision_and_origin_stay_apart() -> None:
    position = Position(Point(127.0, 41.0), 500.0, "compound", "a gazetteer")
    assert position_in_words(position).splitlines()[1:] == ["± 500 m · compound", "a gazetteer"]
    assert radius_in_words(None) == ""
    assert radius_in_words(1500.0) == "± 1.5 km"


def test_bounds_of_dates() -> None:
    day = date(2018, 3, 1)
    assert bounds_in_words(UncertainDate(None, None, "long ago")) == "undated, kept as words"
    assert bounds_in_words(UncertainDate(day, None, "since")) == "2018-03-01 – …"
    assert bounds_in_words(UncertainDate(day, day, "1 March")) == "2018-03-01"


def test_excerpts_end_at_a_word_and_on_one_line() -> None:
    text = "one two\nthree four"
    assert excerpt(text, 100) == "one two three four"
    assert excerpt(text, 11) == "one two …"
    assert len(excerpt("가" * 500, 100)) <= 102
