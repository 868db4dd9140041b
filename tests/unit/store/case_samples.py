"""Rows, values and little layers that the tests of the case file share."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import shapely
from hypothesis import strategies as st

from geoapp.case.records import Change, Draft, Key, Message, Value
from geoapp.case.tables import Statements
from layers import schema as s
from layers.schema import Field, FieldKind, GeometryKind, Table
from layers.values import Position, UncertainDate

_numbers = itertools.count(1)

TRIAL = Table(
    name="trial",
    label=s.Text("Trial", "시험"),
    plural=s.Text("Trials", "시험"),
    prefix="TR",
    title=("name", "name_ko", "code"),
    geometry=GeometryKind.ANY,
    fields=(
        s.CODE,
        s.text("name", "Name", "이름"),
        s.text("name_ko", "Korean name", "이름(한글)"),
        s.long_text("story", "Story", "이야기"),
        s.integer("persons", "Persons", "인원"),
        s.number("length_km", "Length", "길이", unit="km"),
        s.boolean("seen", "Seen", "목격"),
        s.date("happened", "Happened", "일자"),
        s.reference("within", "Within", "상위", "trial"),
        s.choice("kind", "Kind", "종류", s.vocabulary("kind", "Kind", "종류", ("a", "A", "가"))),
        Field("anything", FieldKind.VALUE, s.Text("Anything", "값"), searchable=True),
        s.POSITION,
    ),
)
STATEMENTS = Statements((*Statements(), TRIAL))


def key(table: str = "facility") -> Key:
    return Key(table, next(_numbers))


def draft(*changes: Change, kind: str = "edit", reason: str = "") -> Draft:
    return Draft(kind, Message("test"), changes, reason)


def facility(id: int, **values: Value) -> Change:
    return Change(Key("facility", id), values)


def at(lon: float, lat: float, radius: float | None = None) -> Position:
    return Position(shapely.Point(lon, lat), radius, "village", "test")


# Any text that UTF-8 can hold; half of a surrogate pair is refused and tested on its own.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)
coordinates = st.tuples(longitudes, latitudes)


@st.composite
def dates(draw: st.DrawFn) -> UncertainDate:
    days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
    first, last = draw(days), draw(days)
    if first and last and first > last:
        first, last = last, first
    return UncertainDate(first, last, draw(texts))


geometries = st.one_of(
    coordinates.map(shapely.Point),
    st.lists(coordinates, min_size=2, max_size=6).map(shapely.LineString),
    st.lists(coordinates, min_size=3, max_size=6).map(shapely.Polygon),
    st.lists(coordinates, min_size=1, max_size=4).map(shapely.MultiPoint),
)
positions = st.builds(
    Position, st.none() | geometries, st.none() | st.floats(0, 1e7), st.none() | texts, texts
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts | st.floats(-1e300, 1e300),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
BY_KIND: dict[FieldKind, st.SearchStrategy[Any]] = {
    FieldKind.TEXT: texts,
    FieldKind.LONG_TEXT: texts,
    FieldKind.CHOICE: texts,
    FieldKind.INTEGER: st.integers(-(2**53) + 1, 2**53 - 1),
    FieldKind.NUMBER: st.floats(allow_nan=False, allow_infinity=False),
    FieldKind.BOOLEAN: st.booleans(),
    FieldKind.DATE: dates(),
    FieldKind.REFERENCE: st.integers(1, 2**53 - 1),
    FieldKind.POSITION: positions,
    FieldKind.VALUE: json_values,
}
rows_of_trial = st.fixed_dictionaries(
    {}, optional={field.name: st.none() | BY_KIND[field.kind] for field in TRIAL}
)
