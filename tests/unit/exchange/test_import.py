"""Every row of a file from elsewhere is accounted for, and nothing it says is lost."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geoapp.case.errors import CaseError
from geoapp.case.view import CaseView
from geoapp.exchange import plan_import, read_file
from layers.values import Position

HEAD = "code,name,lat,lon,type,status,in_use\n"
COUNTS = ("added", "updated", "already", "rival")


def accounted(report: dict[str, Any]) -> bool:
    return bool(report["read"] == sum(report[n] for n in COUNTS) + len(report["refused"]))


def test_a_row_becomes_a_facility_with_a_claim_for_each_claimed_field(case: Any) -> None:
    text = HEAD + "T-1,시험 시설,41.4177,128.1962,kyohwaso,operating,2012-03\n"
    report = case.take("facilities.csv", text, "facility")
    assert (report["read"], report["added"], report["unlocated"]) == (1, 1, [])
    row = case.row("facility", "T-1")
    assert row.values["name_en"] == "시험 시설"
    assert (row.geometry.x, row.geometry.y) == (128.1962, 41.4177)
    assert row.values["in_use"].earliest == date(2012, 3, 1)
    claims = case.view.claims(row.key)
    assert {c.values["attribute"] for c in claims} == {
        *("name_en", "type", "status", "in_use", "geometry")
    }
    (source,) = case.view.records("source")
    assert source.values["sha256"] == report["sha256"]
    assert {(c.values["source"], c.values["rank"], c.values["cited"]) for c in claims} == {
        (source.key.id, "adopted", "line 2")
    }


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        ("", "", "no coordinate"),
        ("41.4", "", "no longitude"),
        ("128.1962", "41.4177", "swapped"),
        ("95", "200", "out of range"),
        ("41", "190", "out of range"),
        ("north", "128", "not a number"),
        ("nan", "128", "not a number"),
        ("inf", "128", "not a number"),
        ("NULL", "128", "not a number"),
    ],
)
def test_a_row_without_a_usable_coordinate_is_kept_and_listed(
    case: Any, lat: str, lon: str, words: str
) -> None:
    report = case.take("f.csv", f"{HEAD}T-1,A,{lat},{lon},kyohwaso,,\n", "facility")
    assert (report["added"], report["refused"]) == (1, [])
    ((listed),) = report["unlocated"]
    assert listed["line"] == 2
    assert words in listed["reason"]
    row = case.row("facility", "T-1")
    assert row.geometry is None
    if lat and lon:
        assert lat in row.values["geometry"].found_by
        assert lon in row.values["geometry"].found_by
    assert case.view.unlocated()["facility"] == 1


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("위도,경도", "41.4177,128.1962"),
        ("Latitude,Longitude", "41.4177,128.1962"),
        ("y,x", "41.4177,128.1962"),
        ("lat,lon", '"41°25\'03.72""N","128°11\'46.32""E"'),
        ("lat;lon", "41,4177;128,1962"),
        ("mgrs,n", "52TDL3282785439,1"),
        ("coordinates,n", '"41.4177, 128.1962",1'),
        ("wkt,n", "POINT (128.1962 41.4177),1"),
    ],
)
def test_coordinates_are_found_under_many_names_and_in_many_forms(
    case: Any, head: str, cells: str
) -> None:
    mark = ";" if ";" in head else ","
    report = case.take("f.csv", f"code{mark}{head}\nT-1{mark}{cells}\n", "facility")
    assert report["unlocated"] == []
    place = case.row("facility", "T-1").geometry
    assert (place.x, place.y) == pytest.approx((128.1962, 41.4177), abs=1e-4)


def test_words_outside_a_vocabulary_and_unreadable_dates_are_kept_and_listed(case: Any) -> None:
    text = HEAD + "T-1,A,41,128,dungeon,operating,after the currency reform\n"
    text += "T-2,B,41,128,교화소,Operating,spring 2019\n"
    report = case.take("f.csv", text, "facility")
    assert {(k["line"], k["field"], k["words"]) for k in report["kept"]} == {
        (2, "type", "dungeon"),
        (2, "in_use", "after the currency reform"),
    }
    row = case.row("facility", "T-1")
    assert row.values["type"] == "dungeon"
    assert row.values["in_use"].words == "after the currency reform"
    assert not row.values["in_use"].is_dated
    other = case.row("facility", "T-2")
    assert (other.values["type"], other.values["status"]) == ("kyohwaso", "operating")


def test_words_that_fit_no_number_or_reference_go_to_the_note(case: Any) -> None:
    text = "code,persons,part_of,radius_m,note,seen\nM-1,over 140,M-9,a few km,as is,maybe\n"
    report = case.take("m.csv", text, "made_up")
    values = case.row("made_up", "M-1").values
    assert values["persons"] is None
    assert values["note"].splitlines()[0] == "as is"
    for words in ("persons: over 140", "part_of: M-9", "radius_m: a few km", "seen: maybe"):
        assert words in values["note"]
    assert {k["field"] for k in report["kept"]} == {"persons", "part_of", "radius_m", "seen"}


def test_first_of_january_is_asked_about_and_only_taken_as_the_year_when_told(
    case: Any, open_case: Any
) -> None:
    text = "code,date\nM-1,2015-01-01\nM-2,2016-01-01\nM-3,2016-05-04\n"
    report = case.take("m.csv", text, "made_up")
    ((question),) = report["questions"]
    assert (question["lines"], question["field"]) == ([2, 3], "date")
    assert case.row("made_up", "M-1").values["date"].latest == date(2015, 1, 1)
    with open_case() as other:
        report = other.take("m.csv", text, "made_up", january_is_year=True)
        assert report["questions"] == []
        found = other.row("made_up", "M-1").values["date"]
        assert (found.earliest, found.latest) == (date(2015, 1, 1), date(2015, 12, 31))
        assert found.words == "2015-01-01"
        assert other.row("made_up", "M-3").values["date"].latest == date(2016, 5, 4)


def test_the_same_file_twice_doubles_nothing(case: Any) -> None:
    text = HEAD + "T-1,A,41,128,,,\n,no code,42,129,,,\n"
    assert case.take("f.csv", text, "facility")["added"] == 2
    before = case.view.counts()
    again = case.take("renamed.csv", text, "facility")
    assert (again["added"], again["already"], again["same_file"]) == (0, 2, True)
    assert case.view.counts() == before


def test_a_row_whose_code_exists_adds_rivals_and_with_update_they_are_adopted(case: Any) -> None:
    case.take("a.csv", HEAD + "T-1,A,41,128,kyohwaso,operating,\n", "facility")
    other = "code,status,province,name\nT-1,closed,Ryanggang,A\n"
    report = case.take("b.csv", other, "facility")
    assert (report["rival"], report["claims"], report["updated"]) == (1, 1, 0)
    row = case.row("facility", "T-1")
    assert row.values["status"] == "operating"
    assert row.values["province"] == "Ryanggang"
    ranks = {
        c.values["value"]: c.values["rank"]
        for c in case.view.claims(row.key)
        if c.values["attribute"] == "status"
    }
    assert ranks == {"operating": "adopted", "closed": "open"}

    again = case.take("b.csv", other, "facility")
    assert (again["already"], again["rival"]) == (1, 0)
    updated = case.take("b.csv", other, "facility", update=True)
    assert (updated["updated"], updated["rival"]) == (1, 0)
    row = case.row("facility", "T-1")
    assert row.values["status"] == "closed"
    ranks = {
        c.values["value"]: c.values["rank"]
        for c in case.view.claims(row.key)
        if c.values["attribute"] == "status"
    }
    assert ranks == {"operating": "open", "closed": "adopted"}


def test_an_updated_field_without_claims_keeps_its_earlier_value_as_a_claim(case: Any) -> None:
    case.take("a.csv", "code,province\nT-1,Hamgyong\n", "facility")
    case.take("b.csv", "code,province\nT-1,Ryanggang\n", "facility", update=True)
    row = case.row("facility", "T-1")
    assert row.values["province"] == "Ryanggang"
    claims = {c.values["value"]: c.values["rank"] for c in case.view.claims(row.key)}
    assert claims == {"Hamgyong": "open", "Ryanggang": "adopted"}


def test_a_code_twice_in_one_file_makes_the_second_a_rival_of_the_first(case: Any) -> None:
    text = HEAD + "T-1,A,41,128,,operating,\nT-1,A,41,128,,closed,\nT-1,A,41,128,,closed,\n"
    report = case.take("f.csv", text, "facility", update=True)
    assert [report[n] for n in COUNTS] == [1, 0, 1, 1]
    assert accounted(report)
    assert case.row("facility", "T-1").values["status"] == "operating"


def test_a_code_of_the_case_twice_in_one_file_is_adopted_once(case: Any) -> None:
    case.take("a.csv", "code,status\nT-1,operating\n", "facility")
    text = "code,status\nT-1,closed\nT-1,disputed\n"
    report = case.take("b.csv", text, "facility", update=True)
    assert [report[n] for n in COUNTS] == [0, 1, 0, 1]
    assert case.row("facility", "T-1").values["status"] == "closed"


def test_the_source_that_a_row_names_is_cited_by_its_claims(case: Any) -> None:
    text = "code,status,source\nT-1,operating,Report 2024 para 8\n"
    report = case.take("a.csv", text, "facility")
    assert report["ignored"] == []
    (claim,) = case.view.claims(case.row("facility", "T-1").key)
    assert claim.values["cited"] == "line 2; Report 2024 para 8"


def test_a_file_without_positions_does_not_unlocate_rows_of_the_case(case: Any) -> None:
    case.take("a.csv", HEAD + "T-1,A,41,128,,operating,\n", "facility")
    report = case.take("b.csv", "code,status\nT-1,closed\n", "facility", update=True)
    assert report["unlocated"] == []
    assert case.row("facility", "T-1").geometry is not None


def test_an_import_is_one_entry_that_can_be_undone(case: Any) -> None:
    before = len(case.view.entries())
    case.take("a.csv", HEAD + "T-1,A,41,128,,operating,\n", "facility")
    (entry,) = case.view.entries()[: len(case.view.entries()) - before]
    assert (entry.kind, entry.message.parameters["added"]) == ("import", "1")
    assert "T-1" not in str(entry.message)
    case._file.write(case._file.undo_draft(entry.hash), "tester")
    assert case.view.records("facility") == []
    assert case.take("a.csv", HEAD + "T-1,A,41,128,,operating,\n", "facility")["added"] == 1


def test_an_ambiguous_code_is_refused(case: Any) -> None:
    case.take("a.csv", "code,name\nT-1,A\n", "facility")
    twin = case.row("facility", "T-1")
    from geoapp.case.records import Change, Draft, Key, Message

    draft = Draft("edit", Message("x"), (Change(Key("facility", 7), dict(twin.values)),))
    case._file.write(draft, "tester")
    report = case.take("b.csv", "code,name\nT-1,C\n", "facility")
    assert report["refused"][0]["line"] == 2
    assert "several rows" in report["refused"][0]["reason"]


def test_odd_rows_are_each_accounted_for(case: Any) -> None:
    text = (
        'code,name,name,lat\n\nT-1,A\nT-2,B,b,41,128,surplus\n,,,\nT-3,"two\nlines",x,\nT-4,D,,\n'
    )
    report = case.take("f.csv", text, "facility")
    assert accounted(report)
    assert (report["read"], report["added"]) == (4, 3)
    assert [r["line"] for r in report["refused"]] == [4]
    assert any(k["line"] == 3 and "only 2 of 4" in k["reason"] for k in report["kept"])
    assert [c["column"] for c in report["ignored"]] == ["name (2)"]
    assert [u["line"] for u in report["unlocated"]] == [3, 6, 8]
    assert case.row("facility", "T-3").values["name_en"] == "two\nlines"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("cp949", "CP949"),
        ("euc-kr", "EUC-KR"),
    ],
)
def test_korean_encodings_are_read_and_named(case: Any, encoding: str, named: str) -> None:
    text = "코드,name_ko,note\nT-1,온성군,보위부 구류장\n"
    report = case.take("f.csv", text.encode(encoding), "facility")
    assert named in report["encoding"]
    assert case.row("facility", "T-1").values["name_ko"] == "온성군"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_delimiters_are_recognised(case: Any, mark: str) -> None:
    rows = [["code", "name"], ["T-1", "one"]]
    case.take("f.csv", "\n".join(mark.join(row) for row in rows), "facility")
    assert case.row("facility", "T-1").values["name_en"] == "one"


def test_a_mapping_file_names_columns_and_leaves_some_out(case: Any) -> None:
    text = "Nr,breite,laenge,name\nT-1,41,128,left out\n"
    mapping = {"Nr": "code", "breite": "lat", "laenge": "lon", "name": ""}
    report = case.take("f.csv", text, "facility", mapping=mapping)
    row = case.row("facility", "T-1")
    assert (row.geometry.x, row.values["name_en"]) == (128.0, None)
    assert [c["column"] for c in report["ignored"]] == ["name"]
    for wrong in ({"nope": "code"}, {"Nr": "nope"}, {"Nr": "code", "name": "code"}):
        with pytest.raises(CaseError, match="mapping"):
            case.take("f.csv", text, "facility", mapping=wrong)


def geojson(*features: dict[str, Any], **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": "J-1", "geometry": geometry, "properties": properties}


def test_geojson_features_become_rows_with_their_ids_as_codes(case: Any) -> None:
    point = {"type": "Point", "coordinates": [128.1962, 41.4177, 30.0]}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    report = case.take(
        "f.geojson", geojson(feature(point, name="A", radius_m=50), crs=crs), "facility"
    )
    assert (report["added"], report["unlocated"]) == (1, [])
    assert [row["field"] for row in report["kept"]] == ["height"]
    row = case.row("facility", "J-1")
    assert row.values["geometry"] == Position(row.geometry, 50.0, None, "as printed: height 30")
    assert (row.geometry.x, row.geometry.has_z) == (128.1962, False)


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "no coordinate"),
        ({"type": "LineString", "coordinates": [[128, 41], [129, 42]]}, "LineString"),
        ({"type": "Point", "coordinates": [41.4, 128.2]}, "swapped"),
        ({"type": "Point", "coordinates": ["a", 41]}, "not a number"),
        ({"type": "Point", "coordinates": [float("nan"), 41]}, "not a number"),
        ({"type": "Point", "coordinates": [10**400, 41]}, "not a number"),
        ({"type": "Point"}, "malformed"),
        ({"type": "Blob", "coordinates": [128, 41]}, "malformed"),
        ("somewhere", "malformed"),
    ],
)
def test_geojson_without_a_usable_geometry_is_kept(case: Any, geometry: Any, words: str) -> None:
    report = case.take("f.geojson", geojson(feature(geometry, name="A")), "facility")
    assert report["added"] == 1
    assert words in report["unlocated"][0]["reason"]
    assert case.row("facility", "J-1").geometry is None


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ({"type": "Point", "coordinates": ["동해", 41]}, "동해"),
        ({"type": "Blob", "coordinates": [128, 41]}, "Blob"),
        ({"type": "LineString", "coordinates": [[128, 41], [129, 42]]}, "128 41, 129 42"),
        ("somewhere", "somewhere"),
    ],
)
def test_a_geometry_that_is_no_place_stays_as_words(case: Any, geometry: Any, words: str) -> None:
    case.take("f.geojson", geojson(feature(geometry, name="A")), "facility")
    position = case.row("facility", "J-1").values["geometry"]
    assert position.geometry is None
    assert words in position.found_by


def test_zero_zero_is_no_place(case: Any) -> None:
    report = case.take("f.csv", b"code,lat,lon\nT-1,0,0.000\nT-2,0,128\n", "facility")
    assert [row["line"] for row in report["unlocated"]] == [2]
    assert "unknown" in report["unlocated"][0]["reason"]
    position = case.row("facility", "T-1").values["geometry"]
    assert (position.geometry, position.found_by) == (None, "as printed: lat 0, lon 0.000")


def test_geojson_in_another_coordinate_system_is_refused(case: Any) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5179"}}
    with pytest.raises(CaseError, match="5179"):
        case.take("f.geojson", geojson(crs=crs), "facility")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b" \n\n", "empty"),
        ("a.csv", b'code,name\nT-1,"open\n', "line 2.*never closed"),
        ("a.csv", b"code,name\nT-1," + b"x" * 10_000_000, "line 2.*longer"),
        ("a.csv", b"code,name\nT-1,A\nT-2,\x00\x01\x02\n", "line 3 holds a zero byte"),
        ("a.csv", b"code,name\nT-1,A\nT-2,caf\xe9\n", "line 3.*neither UTF-8"),
        ("a.csv", b"PK\x03\x04rest", "packed"),
        ("a.csv", b"foo,bar\n1,2\n", "No column"),
        ("a.csv", bytes(range(256)) * 20, "zero byte|neither"),
        ("a.json", b"[1, 2", "broken at line 1"),
        ("a.json", b'{"type":\n "FeatureCollection",\n "features": [}', "line 3"),
        ("a.json", b"[" * 200_000, "nested too deeply"),
        ("a.json", b'{"type": "Topology"}', "no features"),
        ("a.json", b"[1]", "no features"),
        ("a.json", b'{"a": ' + b"9" * 6000 + b"}", "too many digits"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(
    case: Any, name: str, content: bytes, words: str
) -> None:
    before = case.view.counts()
    with pytest.raises(CaseError, match=f"(?s){words}"):
        case.take(name, content, "facility")
    assert case.view.counts() == before


def test_hostile_values_are_kept_or_refused_row_by_row(case: Any) -> None:
    features = [
        {"type": "Feature", "properties": {"code": "J-1", "name": "zero\u0000byte"}},
        {"type": "Feature", "properties": {"code": "J-2", "name": "\ud800"}},
        {"type": "Feature", "properties": {"code": "J-3", "name": "x" * 1_000_001}},
        {"type": "Feature", "properties": ["no", "names"]},
        "no feature",
        {"type": "Feature", "properties": {"code": "J-4", "name": {"nested": [1]}}},
        {"type": "Feature", "properties": {"code": "=1+1", "name": "<script>alert(1)</script>"}},
    ]
    report = case.take("f.geojson", geojson(*features), "facility")  # type: ignore[arg-type]
    assert [r["line"] for r in report["refused"]] == [1, 2, 3, 4, 5]
    assert accounted(report)
    assert json.loads(str(case.row("facility", "J-4").values["name_en"])) == {"nested": [1]}
    assert case.row("facility", "=1+1").values["name_en"] == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("persons", "9" * 400),
        ("persons", "1e400"),
        ("persons", "9007199254740993"),
        ("share", "NaN"),
        ("share", "1_000"),
        ("anything", "NaN"),
        ("anything", '{"a": [Infinity]}'),
        ("anything", '"\\ud800"'),
        ("anything", '"\\u0000"'),
        ("anything", "[" * 100_000),
        ("part_of", "9" * 40),
        ("part_of", "#-1"),
        ("radius_m", "-5"),
        ("radius_m", "inf"),
        ("date", "9999-99-99"),
        ("date", "١٢٣"),
        ("date_earliest", "0000-00-00"),
        ("wkt", "POINT Z (128 41 5)"),
        ("wkt", "POINT (128 1e999)"),
        ("wkt", "GEOMETRYCOLLECTION (POINT (128 41))"),
        ("wkt", "POLYGON ((0 0, 1 1"),
    ],
)
def test_no_single_value_can_stop_an_import(case: Any, column: str, words: str) -> None:
    cell = words.replace('"', '""')
    report = case.take("m.csv", f'code,name,{column}\nM-1,A,"{cell}"\n', "made_up")
    assert (report["added"], report["refused"]) == (1, [])
    assert case.row("made_up", "M-1").values["name"] == "A"


def test_folders_and_missing_files_get_a_sentence_and_links_are_followed(
    case: Any, tmp_path: Path
) -> None:
    with pytest.raises(CaseError, match="folder"):
        read_file(tmp_path)
    with pytest.raises(CaseError, match="no file"):
        read_file(tmp_path / "gone.csv")
    (tmp_path / "real.csv").write_text("code,name\nT-1,A\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    assert case.take_file(tmp_path / "link.csv", "facility")["added"] == 1


def test_unknown_tables_and_other_audiences_are_refused(case: Any, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("code,name\nT-1,A\n")
    file = read_file(tmp_path / "a.csv")
    with pytest.raises(CaseError, match="no table"):
        plan_import(case.view, "nothing", file)
    with pytest.raises(CaseError, match="whole case"):
        plan_import(CaseView(case._reader, "press"), "facility", file)


def test_references_reach_rows_of_the_case_and_later_rows_of_the_same_file(case: Any) -> None:
    text = "code,name,part_of\nT-1,child,T-2\nT-2,parent,\n"
    case.take("f.csv", text, "facility")
    parent = case.row("facility", "T-2")
    assert case.row("facility", "T-1").values["part_of"] == parent.key.id
    case.take("e.csv", "code,title,facility\nE-1,An arrest,T-1\n", "incident")
    child = case.row("facility", "T-1")
    assert case.row("incident", "E-1").values["facility"] == child.key.id
