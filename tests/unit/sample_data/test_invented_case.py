"""The invented case: marked in every row, in open water, and tied to exact words."""

import csv
import json
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from shapely.geometry import Point, shape

from geoapp.case.records import Change, Key
from geoapp.case.tables import Statements
from layers.schema import FieldKind
from layers.values import Position, UncertainDate
from sample_data import build, folder, invented_case, island, rows

DATA = folder() / "invented"
STATEMENTS = Statements()
WEST, SOUTH, EAST, NORTH = 131.6, 40.2, 132.0, 40.5
WITNESSES = {f"W-{number}" for number in range(101, 109)}
HANGUL = re.compile("[가-힣]")


@pytest.fixture(scope="module")
def found() -> invented_case.Invented:
    return invented_case.invented(DATA, rows.Codes())


@pytest.fixture(scope="module")
def changes(found: invented_case.Invented) -> list[Change]:
    return [c for draft in invented_case.drafts(found, STATEMENTS) for c in draft.changes]


@pytest.fixture(scope="module")
def written(changes: list[Change]) -> dict[Key, Change]:
    return {change.key: change for change in changes}


def of(changes: list[Change], table: str) -> list[Change]:
    return [c for c in changes if c.key.table == table]


def test_every_row_is_marked_as_invented(changes: list[Change]) -> None:
    assert {c.key.table for c in changes if c.values.get("fictional") is not True} == set()


def test_every_title_says_so_where_a_title_is_written_down(changes: list[Change]) -> None:
    for change in changes:
        statement = STATEMENTS[change.key.table]
        for name in ("title", "name", "name_en", "what", "words"):
            words = change.values.get(name)
            if name in statement.title and words:
                assert "fictional" in str(words), (change.key.table, words)


def test_facts_and_invention_touch_no_row_of_each_other() -> None:
    facts = build.facts(folder() / "facts")
    made_up = invented_case.invented(DATA, facts.codes)
    of_facts = {c.key for draft in build.drafts(facts, STATEMENTS) for c in draft.changes}
    mine = [c for draft in invented_case.drafts(made_up, STATEMENTS) for c in draft.changes]
    assert not of_facts & {c.key for c in mine}
    for change in of(mine, "link"):
        for end in ("from", "to"):
            key = Key(str(change.values[f"{end}_table"]), int(str(change.values[f"{end}_id"])))
            assert key not in of_facts
    assert not {c.values["subject"] for c in of(mine, "claim")} & {k.id for k in of_facts}


def test_every_reference_and_link_leads_somewhere(
    changes: list[Change], written: dict[Key, Change]
) -> None:
    for change in changes:
        for field in STATEMENTS[change.key.table]:
            target = change.values.get(field.name)
            if field.kind is FieldKind.REFERENCE and isinstance(target, int):
                assert Key(field.refers_to or "", target) in written
        for end in ("from", "to") if change.key.table == "link" else ():
            key = Key(str(change.values[f"{end}_table"]), int(str(change.values[f"{end}_id"])))
            assert key in written


def test_words_of_a_vocabulary_are_its_words(changes: list[Change]) -> None:
    for change in changes:
        for field in STATEMENTS[change.key.table]:
            value = change.values.get(field.name)
            if field.vocabulary is not None and value is not None:
                assert value in field.vocabulary, (change.key.table, field.name, value)


def test_everything_lies_on_the_island_in_open_water(changes: list[Change]) -> None:
    located = 0
    for change in changes:
        position = change.values.get("geometry")
        if not isinstance(position, Position) or position.geometry is None:
            continue
        located += 1
        west, south, east, north = position.geometry.bounds
        assert WEST < west <= east < EAST
        assert SOUTH < south <= north < NORTH
        assert position.geometry.is_valid
        assert position.found_by
    assert located > 150
    coast = json.loads((folder() / "overview" / "coast.geojson").read_text("utf-8"))
    middle = Point(island.MIDDLE_LON, island.MIDDLE_LAT)
    assert min(shape(f["geometry"]).distance(middle) for f in coast["features"]) > 1.0


def test_rival_positions_lie_on_the_island_too(changes: list[Change]) -> None:
    rivals = 0
    for change in of(changes, "claim"):
        if change.values["attribute"] != "geometry":
            continue
        value = change.values["value"]
        assert isinstance(value, dict)
        geometry = Position.from_json(value).geometry
        assert geometry is not None
        west, south, east, north = geometry.bounds
        assert WEST < west <= east < EAST
        assert SOUTH < south <= north < NORTH
        rivals += change.values["rank"] != "adopted"
    assert rivals >= 5


def test_every_passage_stands_at_its_code_points(
    changes: list[Change], written: dict[Key, Change]
) -> None:
    for change in of(changes, "passage"):
        held = change.values
        transcript = written[Key("transcript", int(str(held["transcript"])))].values
        start, end = int(str(held["start"])), int(str(held["end"]))
        assert str(transcript["words"])[start:end] == held["quote"]
        assert transcript["testimony"] == held["testimony"]
        assert transcript["language"] == "ko"


def test_passages_of_a_text_do_not_overlap(changes: list[Change]) -> None:
    stretches = defaultdict(list)
    for change in of(changes, "passage"):
        held = change.values
        stretches[held["transcript"]].append((int(str(held["start"])), int(str(held["end"]))))
    for found in stretches.values():
        found.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_words_that_are_not_there_stop_the_build() -> None:
    assert invented_case.place_in("가나다 라", "다 라", "Q-1") == (2, 5)
    for quote in ("라마", "", "가"):
        with pytest.raises(ValueError, match="Q-1"):
            invented_case.place_in("가나 가나", quote, "Q-1")


def test_each_text_is_of_the_length_of_a_testimony(found: invented_case.Invented) -> None:
    assert len(found.texts) == 2 * len(found.tables["testimony"])
    for (testimony, language), words in found.texts.items():
        if language == "ko":
            assert 400 <= len(words.split()) <= 1500, testimony
            assert words.startswith("[지어낸 증언입니다.")
        else:
            assert words.startswith("[Invented testimony.")
            assert not HANGUL.search(words), testimony
        assert max(map(len, words.split("\n\n"))) < 2500


def test_paragraphs_of_text_and_translation_go_together(found: invented_case.Invented) -> None:
    for testimony in found.tables["testimony"]:
        korean, english = (found.texts[testimony["code"], language] for language in ("ko", "en"))
        ours, theirs = korean.split("\n\n"), english.split("\n\n")
        assert len(ours) == len(theirs) > 8
        for one, other in zip(ours, theirs, strict=True):
            assert (one[:2] == "문:") == (other[:2] == "Q:")
            assert (one[:2] == "답:") == (other[:2] == "A:")


def test_eight_witnesses_differ_and_one_is_the_source_of_another(
    found: invented_case.Invented, changes: list[Change]
) -> None:
    assert {row["witness"] for row in found.tables["testimony"]} == WITNESSES
    ends = [found.codes[code].id for code in ("W-101", "W-108")]
    assert [
        c
        for c in of(changes, "link")
        if c.values["role"] == "source of" and [c.values["from_id"], c.values["to_id"]] == ends
    ]
    stances = Counter(c.values.get("stance") for c in of(changes, "link"))
    assert stances["contradicts"] >= 5
    assert stances["differs in time"] >= 5


def test_every_witness_agreed_to_something_and_one_took_it_back(
    found: invented_case.Invented, changes: list[Change]
) -> None:
    witness = {row["code"]: row["witness"] for row in found.tables["testimony"]}
    asked = {witness.get(row["subject"], row["subject"]) for row in found.consents}
    assert asked == WITNESSES
    states = Counter(c.values["state"] for c in of(changes, "consent"))
    assert states["revoked"] == 1
    assert {"given", "refused", "expired"} <= set(states)
    (revoked,) = [c.values for c in of(changes, "consent") if c.values["state"] == "revoked"]
    assert isinstance(revoked["revoked"], UncertainDate)


def test_persons_are_codes_without_names(changes: list[Change]) -> None:
    for change in of(changes, "person"):
        assert re.fullmatch(r"[WP]-\d{3}", str(change.values["code"]))


def test_an_incident_rests_on_a_passage_that_speaks_of_it(
    found: invented_case.Invented, changes: list[Change]
) -> None:
    told = {(c.values["from_id"], c.values["to_id"]) for c in of(changes, "link")}
    for row in found.tables["incident"]:
        pair = (found.codes[row["passage"]].id, found.codes[row["code"]].id)
        assert pair in told, row["code"]


def test_unknown_places_stay_unknown(changes: list[Change]) -> None:
    bare = {c.values["code"] for c in of(changes, "incident") if "geometry" not in c.values}
    assert bare == {"E-111", "E-136", "E-145", "E-155", "E-157", "E-162"}
    missing = [c for c in of(changes, "place") if c.values.get("not_found")]
    assert [("geometry" in c.values) for c in missing] == [False]


def test_a_located_incident_is_a_point_with_an_honest_circle(changes: list[Change]) -> None:
    for change in of(changes, "incident"):
        position = change.values.get("geometry")
        if isinstance(position, Position):
            assert position.geometry is not None
            assert position.geometry.geom_type == "Point", change.values["code"]
            assert position.radius_m


def test_claims_rest_on_what_was_told_or_on_a_scene(changes: list[Change]) -> None:
    ranks = Counter(str(c.values["rank"]) for c in of(changes, "claim"))
    assert ranks["open"] >= 80
    assert ranks["set aside"] >= 3
    from_words = [c for c in of(changes, "claim") if c.values.get("passage")]
    assert len(from_words) >= 150
    for change in of(changes, "claim"):
        assert change.values.get("source")
        assert change.values["basis"]


def test_what_was_looked_at_says_what_was_seen_or_why_not(found: invented_case.Invented) -> None:
    states: dict[str, set[str]] = defaultdict(set)
    for row in found.tables["observation"]:
        states[row["scene"]].add(row["state"])
        assert bool(row["reason"]) == (row["state"] in {"unclear", "not observable"})
        assert bool(row["second_reader"]) == (row["state"] in {"unclear", "absent"})
    assert {"present", "absent", "unclear", "not observable"} == states["IS-1"]
    assert {"present", "absent", "unclear"} <= states["IS-2"]


def test_the_chain_of_organisations_changes_once(changes: list[Change]) -> None:
    assert len(of(changes, "organisation")) == 4
    guard = [
        c.values for c in of(changes, "organisation_relation") if c.values["kind"] == "command"
    ]
    held = [r["held"] for r in guard]
    assert len(held) == 2
    before, after = held
    assert isinstance(before, UncertainDate)
    assert isinstance(after, UncertainDate)
    assert before.latest == date(2016, 11, 30)
    assert after.earliest == date(2016, 9, 1)


def test_metres_and_degrees_lead_back_to_each_other() -> None:
    points = np.array([[0.0, 0.0], [-4100.0, 3100.0], [240.0, -150.0]])
    lonlat = island.to_lonlat(points)
    assert lonlat[0] == pytest.approx([island.MIDDLE_LON, island.MIDDLE_LAT])
    turned = island.from_compound(points)
    back = island.into_compound(turned[:, 0], turned[:, 1])
    assert np.column_stack(back) == pytest.approx(points)


def test_the_ledger_learns_no_words_of_the_case(found: invented_case.Invented) -> None:
    for draft in invented_case.drafts(found, STATEMENTS):
        assert set(draft.message.parameters) == {"table", "rows"}


def test_the_readme_counts_the_rows_of_every_file() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    listed = {name: int(n) for name, n in re.findall(r"^\| (\S+) \| (\d+) \|", text, re.M)}
    counted = {}
    for path in DATA.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            counted[path.name] = sum(1 for _ in csv.DictReader(file))
    counted["testimony/"] = len(list((DATA / "testimony").glob("*.txt")))
    counted["imagery/"] = len(list((DATA / "imagery").glob("*.tif")))
    assert listed == counted
