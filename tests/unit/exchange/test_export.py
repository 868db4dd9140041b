"""What is exported holds everything, and reading it again gives the same rows."""

from __future__ import annotations

import csv
import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPoint, Point, box

from geoapp.case.errors import CaseError
from geoapp.case.fingerprint import fingerprint
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.case.view import CaseView
from geoapp.exchange import export_csv, export_files, export_geojson
from geoapp.exchange.sameness import same
from layers.values import Position, UncertainDate

WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30
).filter(lambda words: bool(words.strip()))
LON, LAT = st.floats(-180, 180), st.floats(-90, 90)
INTEGERS = st.integers(1 - 2**53, 2**53 - 1)
JSON = st.recursive(
    st.booleans() | INTEGERS | st.floats(-1e6, 1e6) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)


@st.composite
def dates(draw: st.DrawFn) -> UncertainDate:
    first, last = draw(st.none() | st.dates()), draw(st.none() | st.dates())
    if first and last and first > last:
        first, last = last, first
    return UncertainDate(first, last, draw(WORDS))


@st.composite
def geometries(draw: st.DrawFn) -> Any:
    x, y = draw(LON), draw(LAT)
    kind = draw(st.sampled_from(["point", "line", "area", "points"]))
    if kind == "point":
        assume((x, y) != (0, 0))  # no place: the import says so
        return Point(x, y)
    if kind == "line":
        return LineString([(x, y), (128.5, 41.5), (draw(LON), draw(LAT))])
    if kind == "area":
        return box(
            min(x, 127.0), min(y, 40.0), max(x, 128.0), max(y, 41.0), ccw=draw(st.booleans())
        )
    return MultiPoint([(x, y), (128.25, 41.25)])


POSITIONS = st.builds(
    Position,
    st.none() | geometries(),
    st.none() | st.floats(0, 1e6),
    st.none() | st.sampled_from(["compound", "a word of the source"]),
    st.none() | WORDS,
).filter(lambda position: position != Position(None))
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "name": WORDS,
            "persons": INTEGERS,
            "share": st.floats(allow_nan=False, allow_infinity=False),
            "seen": st.booleans(),
            "date": dates(),
            "mood": st.sampled_from(["calm", "tense", "in between"]),
            "part_of": st.integers(0, 3),
            "anything": JSON,
            "precision": WORDS,
            "geometry": POSITIONS,
            "note": WORDS,
        },
    ),
    min_size=1,
    max_size=4,
)


def fill(case: Any, rows: list[dict[str, Any]]) -> None:
    """Rows with the codes R0, R1 … and, as `part_of`, the ordinal of another row."""
    changes = []
    for number, row in enumerate(rows):
        values = {**row, "code": f"R{number}"}
        if "part_of" in row:
            values["part_of"] = 100 + row["part_of"] % len(rows)
        changes.append(Change(Key("made_up", 100 + number), values))
    case._file.write(Draft("edit", Message("test"), tuple(changes)), "tester")


def by_code(case: Any) -> dict[str, dict[str, Any]]:
    rows = case.view.records("made_up")
    codes = {row.key.id: row.code for row in rows}
    return {r.code: {**r.values, "part_of": codes.get(r.values["part_of"])} for r in rows}


@pytest.mark.parametrize("form", ["csv", "geojson"])
@given(rows=ROWS)
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_an_export_read_into_an_empty_case_gives_the_same_rows(
    form: str, rows: list[dict[str, Any]], open_case: Any, tmp_path: Path
) -> None:
    out = Path(mkdtemp(dir=tmp_path))
    with open_case() as one, open_case() as other:
        fill(one, rows)
        export_files(one.view, out, form)
        report = other.take_file(out / f"made_up.{form}", "made_up")
        assert (report["added"], report["refused"]) == (len(rows), [])
        before, after = by_code(one), by_code(other)
        assert set(before) == set(after)
        for code, values in before.items():
            for name, value in values.items():
                again = after[code][name]
                assert again == value or (name == "geometry" and same(value, again))
        again = one.take_file(out / f"made_up.{form}", "made_up")
        assert (again["already"], again["rival"]) == (len(rows), 0)


def test_csv_holds_dates_as_words_and_bounds_and_coordinates_as_they_are_stored(
    case: Any, tmp_path: Path
) -> None:
    spring = UncertainDate(date(2019, 3, 1), date(2019, 5, 31), "spring 2019")
    place = Position(Point(128.123456789, 41.987654321), 7000.0, "compound", "a gazetteer")
    fill(case, [{"name": "=HYPERLINK(1)", "date": spring, "geometry": place, "part_of": 0}])
    document = export_csv(case.view, tmp_path / "out")
    path = tmp_path / "out" / "made_up.csv"
    info = case.view.info()
    about = tmp_path / "out" / f"about-{info.fingerprint}.txt"
    assert document == {"written": [str(path), str(about)], "included": {"made_up": 1}}
    words = about.read_text(encoding="utf-8")
    assert info.case in words
    assert fingerprint(info.heads) in words
    export_csv(case.view, tmp_path / "out", tables=["made_up"], overwrite=True)
    with path.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["name"] == "=HYPERLINK(1)"
    assert (row["date"], row["date_earliest"]) == ("spring 2019", "2019-03-01")
    assert (row["lon"], row["lat"], row["radius_m"]) == ("128.123456789", "41.987654321", "7000.0")
    assert row["geometry_precision"] == "compound"
    assert row["part_of"] == "R0"
    assert path.stat().st_mode & 0o077 == 0


def test_geojson_has_text_ids_null_geometries_and_right_handed_rings(
    case: Any, tmp_path: Path
) -> None:
    area = Position(box(127, 40, 128, 41, ccw=False))
    fill(case, [{"geometry": area}, {"name": "nowhere"}])
    export_geojson(case.view, tmp_path, tables=["made_up"])
    data = json.loads((tmp_path / "made_up.geojson").read_text(encoding="utf-8"))
    assert "crs" not in data
    info = case.view.info()
    known = {"id": info.case, "entries": info.entries, "fingerprint": fingerprint(info.heads)}
    assert data["case"] == known
    with_place, without = data["features"]
    assert (with_place["id"], without["id"]) == ("R0", "R1")
    assert without["geometry"] is None
    ring = with_place["geometry"]["coordinates"][0]
    signed = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))
    assert signed < 0


def test_other_audiences_get_nothing_and_are_told_so(case: Any, tmp_path: Path) -> None:
    fill(case, [{"name": "secret"}])
    document = export_files(CaseView(case._reader, "press"), tmp_path / "out")
    assert (document["written"], document["included"]) == ([], {})
    assert "press" in document["reason"]
    assert not (tmp_path / "out").exists()


def test_files_in_the_way_are_kept_unless_told_otherwise(case: Any, tmp_path: Path) -> None:
    fill(case, [{"name": "new"}])
    (tmp_path / "made_up.csv").write_text("old")
    with pytest.raises(CaseError, match="already in"):
        export_csv(case.view, tmp_path)
    assert (tmp_path / "made_up.csv").read_text() == "old"
    export_csv(case.view, tmp_path, overwrite=True)
    assert "new" in (tmp_path / "made_up.csv").read_text()
    assert [path.name for path in tmp_path.glob("*.part")] == []
    with pytest.raises(CaseError, match="is a file"):
        export_csv(case.view, tmp_path / "made_up.csv")
    with pytest.raises(CaseError, match="no table"):
        export_csv(case.view, tmp_path, tables=["nothing"])


def test_links_find_their_ends_again_by_code(case: Any, open_case: Any, tmp_path: Path) -> None:
    fill(case, [{"name": "one"}, {"name": "two"}])
    ends = {"from_table": "made_up", "from_id": 100, "to_table": "made_up", "to_id": 101}
    link = Change(Key("link", 5), {"code": "L-1", "role": "related", **ends})
    case._file.write(Draft("link", Message("link"), (link,)), "tester")
    export_csv(case.view, tmp_path)
    with open_case() as other:
        for table in ("made_up", "link"):
            assert other.take_file(tmp_path / f"{table}.csv", table)["kept"] == []
        values = other.row("link", "L-1").values
        assert values["from_id"] == other.row("made_up", "R0").key.id
        assert values["to_id"] == other.row("made_up", "R1").key.id


def test_a_lone_carriage_return_stays_in_its_cell(open_case: Any, tmp_path: Path) -> None:
    with open_case() as case:
        case.take("a.csv", b'code,name\nT-1,"one\rtwo"\n', "facility")
        export_files(case.view, tmp_path / "out", form="csv", tables=("facility",))
    with open_case() as again:
        report = again.take_file(tmp_path / "out" / "facility.csv", "facility")
        assert (report["added"], report["refused"]) == (1, [])
        assert "one\rtwo" in again.row("facility", "T-1").values.values()
