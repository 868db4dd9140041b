"""The sample case as it is written and read back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geoapp.case.errors import CaseError
from geoapp.case.view import CaseView
from geoapp.store import CaseFile
from layers.values import Position
from sample_data.build import build


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("sample") / "sample.gpkg"
    build(case)
    return case


@pytest.fixture
def view(path: Path) -> Iterator[CaseView]:
    case = CaseFile.open(path, read_only=True)
    reader = case.reader()
    yield CaseView(reader)
    reader.close()
    case.close()


def test_a_finished_case_is_one_file(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_that_is_there_is_left_alone(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(CaseError):
        build(path)
    assert path.read_bytes() == before


def test_rows_and_what_has_no_place(view: CaseView) -> None:
    counts, unlocated = view.counts(), view.unlocated()
    assert counts["facility"] == 55
    assert counts["sea_arrival"] == 124
    assert unlocated["facility"] == 8
    assert unlocated["incident"] == 11
    assert len(view.drawable("facility").ids) == counts["facility"] - unlocated["facility"]
    assert len(view.drawable("barrier").ids) == 21


def test_the_invented_case_is_rich_enough_to_show_everything(view: CaseView) -> None:
    least = {
        "testimony": 12,
        "interview": 8,
        "passage": 80,
        "incident": 75,
        "act": 60,
        "claim": 150,
        "barrier": 6,
        "observation": 12,
        "scene": 3,
        "link": 250,
    }
    counts = view.counts()
    assert {table: counts[table] for table in least if counts[table] < least[table]} == {}


def test_kw_25_has_claims_with_sources(view: CaseView) -> None:
    (key,) = view.resolve("KW-25")
    record = view.record(key)
    assert record is not None
    position = record.values["geometry"]
    assert isinstance(position, Position)
    assert position.radius_m == 1000
    claims = view.claims(key)
    assert {c.values["attribute"] for c in claims} >= {"name_en", "name_ko", "status", "geometry"}
    for claim in claims:
        (source,) = view.records("source", [int(str(claim.values["source"]))])
        assert source.values["title"]
    assert {link.values["role"] for link in view.links(key)} >= {"operated by", "related"}


def test_a_disputed_camp_keeps_every_reading(view: CaseView) -> None:
    (key,) = view.resolve("KW-15")
    readings = {
        str(c.values["value"]): c.values["rank"]
        for c in view.claims(key)
        if c.values["attribute"] == "status"
    }
    assert readings["disputed"] == "adopted"
    assert readings["operating"] == readings["closed"] == "open"


def test_two_dates_that_conflict_are_both_open_and_none_is_shown(view: CaseView) -> None:
    (key,) = view.resolve("KW-12")
    record = view.record(key)
    assert record is not None
    assert record.values["in_use"] is None
    held = [c for c in view.claims(key) if c.values["attribute"] == "in_use"]
    assert [c.values["rank"] for c in held] == ["open", "open"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("온성군", "ON-LTC"),
        ("온성군에서", "A-030"),
        ("삼지연", "A-001"),
        ("Hyesan", "HY-SEC"),
        ("삼합", "X08"),
    ],
)
def test_korean_and_english_words_are_found(view: CaseView, words: str, code: str) -> None:
    assert code in {hit.code for hit in view.search(words)}


def test_one_can_walk_from_a_facility_to_an_organ_and_on(view: CaseView) -> None:
    (facility,) = view.resolve("HY-SEC")
    (account,) = view.resolve("A-015")
    (organ,) = view.resolve("ORG-MSS")
    for start, end in ((facility, account), (account, organ), (organ, facility)):
        ends = {link.values["from_id"] for link in view.links(start)}
        ends |= {link.values["to_id"] for link in view.links(start)}
        assert end.id in ends


def test_the_ledger_has_one_entry_for_each_part(view: CaseView) -> None:
    entries = view.entries()
    for part, many in (("sample", 18), ("invented", 20)):
        tables = [e.message.parameters["table"] for e in entries if e.message.id == part]
        assert len(tables) == len(set(tables)) == many
        assert {"facility", "claim", "link"} <= set(tables)
