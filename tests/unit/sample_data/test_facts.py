"""The fact files: what they hold, and that every name in them leads somewhere."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from pyproj import Geod

from geoapp.case.records import Change, Key
from geoapp.case.tables import Statements
from layers.schema import FieldKind
from layers.values import Position, UncertainDate
from sample_data import build, folder, rows

FACTS = folder() / "facts"
STATEMENTS = Statements()
LARGEST_FILE = 3_000_000
LARGEST_FOLDER = 8_000_000
FLOOR_M = {"building": 500, "compound": 250, "village": 2000, "county": 10000, "province": 100000}
WITHOUT_A_POINT = {
    "facility": {"KW-27", "SI-MSSD", "HY-MSS", "RY-MSSH", "MU-MSS", "HR-MSS", "ON-MSS", "NH-MSSH"},
    "crossing": {"X02"},
    "incident": {"AB-1995-CN", "AB-2000-CN", "AB-1970-I2", "AB-1979-SC", "AB-1974-JP"},
    "place": {"P-PM", "P-NH"},
    "barrier": set(),
    "reference_line": set(),
}


@pytest.fixture(scope="module")
def facts() -> build.Facts:
    return build.facts(FACTS)


@pytest.fixture(scope="module")
def changes(facts: build.Facts) -> list[Change]:
    return [c for draft in build.drafts(facts, STATEMENTS) for c in draft.changes]


@pytest.fixture(scope="module")
def written(changes: list[Change]) -> dict[Key, Change]:
    return {change.key: change for change in changes}


def codes_of(changes: list[Change], table: str) -> dict[str, Change]:
    return {str(c.values["code"]): c for c in changes if c.key.table == table}


def claims(changes: list[Change], subject: Key) -> list[Change]:
    found = [c for c in changes if c.key.table == "claim"]
    return [c for c in found if c.values["subject"] == subject.id]


def readme_counts() -> dict[str, int]:
    text = (folder() / "README.md").read_text(encoding="utf-8")
    return {name: int(n) for name, n in re.findall(r"^\| (\S+\.\w+) \| (\d+) \|", text, re.M)}


def count(path: Path) -> int:
    if path.suffix == ".geojson":
        return len(json.loads(path.read_text(encoding="utf-8"))["features"])
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def test_the_readme_lists_every_file_with_its_rows() -> None:
    files = [*FACTS.iterdir(), folder() / "gazetteer.csv"]
    assert readme_counts() == {path.name: count(path) for path in files}


def test_there_is_as_much_as_was_promised(changes: list[Change]) -> None:
    held = Counter(change.key.table for change in changes)
    assert held["facility"] >= 47
    assert (held["crossing"], held["repatriation"], held["sea_arrival"]) == (13, 30, 124)
    assert (held["incident"], held["reference_line"]) == (15, 4)
    assert held["published_account"] >= 20
    assert held["organisation"] >= 18
    assert held["figure"] >= 29
    assert held["barrier"] == 9
    assert held["link"] >= 60
    assert held["vocabulary"] >= 24
    assert held["person"] == 0


def test_every_link_reference_and_source_leads_somewhere(
    changes: list[Change], written: dict[Key, Change]
) -> None:
    for change in changes:
        for field in STATEMENTS[change.key.table]:
            target = change.values.get(field.name)
            if field.kind is FieldKind.REFERENCE and isinstance(target, int):
                assert Key(field.refers_to or "", target) in written
        if change.key.table == "link":
            for end in ("from", "to"):
                key = Key(str(change.values[f"{end}_table"]), int(str(change.values[f"{end}_id"])))
                assert key in written


def test_every_source_is_used(changes: list[Change]) -> None:
    used = {c.values.get("source") for c in changes}
    used |= {c.values["from_id"] for c in changes if c.key.table == "link"}
    unused = [
        c.values["title"] for c in changes if c.key.table == "source" and c.key.id not in used
    ]
    assert unused == []


def test_an_unknown_or_repeated_code_is_refused(facts: build.Facts) -> None:
    with pytest.raises(KeyError):
        rows.stated_link({"from": "KW-25", "to": "KW-99"}, facts.codes)
    with pytest.raises(KeyError):
        facts.codes.of("source", "KW-25")
    with pytest.raises(ValueError, match="taken"):
        facts.codes.make("facility", "KW-25")


def test_every_adopted_claim_has_a_source_and_a_basis(changes: list[Change]) -> None:
    bare = [
        (c.values["attribute"], c.values["subject_table"])
        for c in changes
        if c.key.table == "claim" and not (c.values.get("source") and c.values.get("basis"))
    ]
    assert bare == []


def test_what_a_row_shows_is_what_its_adopted_claim_says(
    changes: list[Change], written: dict[Key, Change]
) -> None:
    adopted = [c for c in changes if c.key.table == "claim" and c.values["rank"] == "adopted"]
    assert len(adopted) > 1000
    for claim in adopted:
        subject = Key(str(claim.values["subject_table"]), int(str(claim.values["subject"])))
        shown = written[subject].values[str(claim.values["attribute"])]
        if isinstance(shown, (Position, UncertainDate)):
            shown = shown.to_json()
        assert claim.values["value"] == shown


def test_words_outside_a_vocabulary_are_kept_only_in_rival_claims(changes: list[Change]) -> None:
    for change in changes:
        for field in STATEMENTS[change.key.table]:
            value = change.values.get(field.name)
            if field.vocabulary is not None and value is not None:
                assert value in field.vocabulary, (change.key.table, field.name, value)


def test_what_has_no_published_point_stays_without_one(changes: list[Change]) -> None:
    for table, expected in WITHOUT_A_POINT.items():
        held = codes_of(changes, table)
        assert {c for c, change in held.items() if "geometry" not in change.values} == expected


def test_positions_lie_where_they_can_and_have_honest_circles(changes: list[Change]) -> None:
    for change in changes:
        position = change.values.get("geometry")
        if not isinstance(position, Position):
            continue
        assert position.geometry is not None
        west, south, east, north = position.geometry.bounds
        assert 123 < west <= east < 132
        assert 37 < south <= north < 44
        assert position.found_by
        assert position.radius_m is not None
        assert position.radius_m >= FLOOR_M.get(str(position.precision), 900)


def test_a_crossing_without_a_bridge_point_has_both_banks_in_its_circle(
    facts: build.Facts,
) -> None:
    wgs84 = Geod(ellps="WGS84")
    for row in facts.tables["crossing"]:
        if row["precision"] != "village" or not (row["far_side_lat"] and row["dprk_side_lat"]):
            continue
        for side in ("far_side", "dprk_side"):
            lon, lat = float(row[f"{side}_lon"]), float(row[f"{side}_lat"])
            metres = wgs84.inv(float(row["lon"]), float(row["lat"]), lon, lat)[2]
            assert metres <= float(row["radius_m"]), row["code"]


def test_our_renderings_of_names_are_claimed_as_ours(
    facts: build.Facts, changes: list[Change]
) -> None:
    ours = codes_of(changes, "source")["D-066"].key.id
    rendered = [r for r in facts.tables["facility"] if r["name_ko_basis"] == "our rendering"]
    assert len(rendered) >= 20
    for row in rendered:
        mine = claims(changes, facts.codes[row["code"]])
        (name,) = [c for c in mine if c.values["attribute"] == "name_ko"]
        assert (name.values["source"], name.values["basis"]) == (ours, "investigator")


def test_every_korean_name_of_a_facility_says_where_it_comes_from(facts: build.Facts) -> None:
    for row in facts.tables["facility"]:
        assert bool(row["name_ko"]) == bool(row["name_ko_basis"]), row["code"]


def test_every_barrier_has_a_source_an_observation_and_a_figure(
    facts: build.Facts, changes: list[Change]
) -> None:
    links = [c.values for c in changes if c.key.table == "link"]
    for row in facts.tables["barrier"]:
        assert row["source"]
        assert [o for o in facts.tables["observation"] if o["barrier"] == row["code"]]
        to_it = [x for x in links if x["to_id"] == facts.codes[row["code"]].id]
        assert [x for x in to_it if x["role"] == "figure for"]
        assert [x for x in to_it if x["role"] == "source of"]


def test_a_stretch_is_as_long_as_published_and_an_area_is_no_line(changes: list[Change]) -> None:
    for change in codes_of(changes, "barrier").values():
        held = change.values
        position = held["geometry"]
        assert isinstance(position, Position)
        assert position.geometry is not None
        if held.get("length_km") is None:
            assert position.geometry.geom_type == "Polygon"
            continue
        assert position.geometry.geom_type == "LineString"
        assert position.precision == "line"
        length = Geod(ellps="WGS84").geometry_length(position.geometry) / 1000
        assert length == pytest.approx(float(str(held["length_km"])), abs=0.01)


def test_absent_is_said_only_by_someone_who_looked(facts: build.Facts) -> None:
    for row in facts.tables["observation"]:
        assert row["reader"]
        assert row["state"] in {"present", "absent"}
        if row["state"] == "absent":
            assert any(
                other["barrier"] == row["barrier"] and other["state"] == "present"
                for other in facts.tables["observation"]
            )


def test_counts_of_the_same_return_point_at_it(facts: build.Facts) -> None:
    for row in facts.tables["repatriation"]:
        assert (row["kind"] == "alternative count") == bool(row["alternative_of"])
        if row["persons_words"].startswith(("at least", "over", "more than")):
            assert not row["persons_max"], row["code"]


def test_the_two_lists_of_arrivals_add_up_as_printed(changes: list[Change]) -> None:
    totals: Counter[tuple[str, str]] = Counter()
    blanks = 0
    for change in codes_of(changes, "sea_arrival").values():
        held = change.values
        for field in ("arrived", "returned", "stayed"):
            totals[str(held["list"]), field] += int(str(held.get(field) or 0))
        blanks += held["list"] == "KCG" and "returned" not in held
        assert ("stayed" in held) == (held["list"] == "MOU")
    assert totals == {
        ("MOU", "arrived"): 349,
        ("MOU", "returned"): 231,
        ("MOU", "stayed"): 118,
        ("KCG", "arrived"): 117,
        ("KCG", "returned"): 67,
        ("KCG", "stayed"): 0,
    }
    assert blanks == 15


def test_two_printed_days_stay_two(changes: list[Change]) -> None:
    day = codes_of(changes, "sea_arrival")["S-MOU-47"].values["date"]
    assert isinstance(day, UncertainDate)
    assert day.words == "2014.06.16[13]"
    assert (str(day.earliest), str(day.latest)) == ("2014-06-13", "2014-06-16")


def test_every_account_names_its_paragraph_and_is_tied_to_something(
    facts: build.Facts, changes: list[Change]
) -> None:
    starts = {c.values["from_id"] for c in changes if c.key.table == "link"}
    for row in facts.tables["published_account"]:
        assert row["source"]
        assert row["paragraph"]
        assert row["basis"]
        assert facts.codes[row["code"]].id in starts, row["title"]


def test_computed_figures_list_what_they_are_computed_from(facts: build.Facts) -> None:
    for row in facts.tables["figure"]:
        assert bool(row["computed"]) == bool(row["inputs"])
        assert (row["denominator_basis"] != "none") == bool(row["denominator"])


def test_ledger_messages_hold_no_words_of_the_case(facts: build.Facts) -> None:
    for draft in build.drafts(facts, STATEMENTS):
        assert draft.message.id == "sample"
        assert set(draft.message.parameters) == {"table", "rows"}
        assert draft.message.parameters["table"] in STATEMENTS


def test_no_file_is_too_large() -> None:
    sizes = {p: p.stat().st_size for p in folder().rglob("*") if p.is_file() and p.suffix != ".pyc"}
    assert [p.name for p, size in sizes.items() if size > LARGEST_FILE] == []
    assert sum(sizes.values()) < LARGEST_FOLDER
