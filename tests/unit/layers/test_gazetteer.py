"""Names in Korean, Chinese and Latin letters lead to the right place."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.gazetteer import Gazetteer, fold, forms
from sample_data import folder

PATH = folder() / "gazetteer.csv"

# Towns named in the source documents, with the point GeoNames gives for them.
NAMED = [
    ("Onsong", 42.95722, 129.99333),
    ("Namyang", 42.95044, 129.85571),
    ("Musan", 42.22609, 129.20776),
    ("Hoeryong", 42.44113, 129.74601),
    ("Hyesan", 41.40167, 128.17778),
    ("Sinuiju", 40.10056, 124.39806),
    ("Dandong", 40.12917, 124.39472),
    ("Tumen", 42.96562, 129.84199),
    ("Hunchun", 42.86736, 130.35689),
    ("Helong", 42.53974, 128.99722),
    ("Longjing", 42.77131, 129.42307),
    ("Changbai", 41.41772, 128.19624),
    ("Tonghua", 41.71972, 125.92639),
    ("Yanji", 42.88825, 129.50241),
    ("Ji'an", 41.12818, 126.19455),
    ("Linjiang", 41.80694, 126.90778),
    ("Nanping", 42.26292, 129.20444),
    ("Sanhe", 42.47532, 129.73585),
    ("Kaishantun", 42.70177, 129.75738),
    ("Sambong", 42.68867, 129.79459),
    ("Chunggang", 41.77722, 126.87361),
    ("Manpo", 41.15472, 126.28944),
    ("Chongjin", 41.79556, 129.77583),
    ("Sariwon", 38.50722, 125.75583),
    ("Kaechon", 39.70056, 125.89333),
    ("Hamhung", 39.91833, 127.53639),
    ("Wonsan", 39.15278, 127.44361),
    ("Anak", 38.51083, 125.49417),
    ("Kyongwon", 42.81243, 130.15401),
    ("Undok", 42.51878, 130.33479),
    ("Samjiyon", 41.80356, 128.31886),
    ("Sonbong", 42.35118, 130.38307),
    ("Rajin", 42.25559, 130.28308),
    ("Kanggye", 40.96946, 126.58523),
    ("Sungho", 38.99139, 125.97778),
    ("Hwasong", 41.25556, 129.49278),
    ("Kangdong", 39.14250, 126.09611),
    ("Oro", 40.01833, 127.45472),
    ("Saebyol", 42.81243, 130.15401),
    ("Pukchang", 39.5596476, 126.085968),
    ("Yodok", 39.6742705, 126.8510413),
    ("Chungsan", 39.142294, 125.3218811),
    ("Tanchon", 40.4376, 128.8991833),
    ("Chongsong", 42.764475, 129.79505278),
    ("Chonnae", 39.3613796, 127.2649381),
    ("Tongrim", 39.8775221, 124.7295749),
    ("Songgan", 40.81323333, 126.53133611),
    ("Taehongdan", 41.98593056, 128.83331389),
    ("Quanhe", 42.5678, 130.5225),
    ("Guchengli", 42.09339, 128.99946),
]
KOREAN = {
    "온성": "Onsong",
    "온성군": "Onsong",
    "온성군에서": "Onsong",
    "무산읍": "Musan",
    "신의주시": "Sinuiju",
    "새별": "Kyongwon",
    "청진": "Chongjin",
    "북창": "Pukchang",
    "요덕": "Yodok",
    "도문": "Tumen",
    "훈춘": "Hunchun",
    "화룡": "Helong",
    "룡정": "Longjing",
    "용정": "Longjing",
    "장백": "Changbai",
    "집안": "Ji'an",
    "림강": "Linjiang",
    "남평": "Nanping",
    "삼합": "Sanhe",
    "개산툰": "Kaishantun",
    "단동": "Dandong",
    "단둥": "Dandong",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(PATH)


@pytest.mark.parametrize(("name", "lat", "lon"), NAMED, ids=[n for n, _, _ in NAMED])
def test_a_town_of_the_documents_is_found_where_it_lies(
    gazetteer: Gazetteer, name: str, lat: float, lon: float
) -> None:
    place = gazetteer.search(name)[0]
    assert (place.lat, place.lon) == pytest.approx((lat, lon), abs=1e-5)


@pytest.mark.parametrize("words", list(KOREAN))
def test_korean_words_lead_to_the_place(gazetteer: Gazetteer, words: str) -> None:
    assert gazetteer.search(words)[0].name == KOREAN[words]


@pytest.mark.parametrize(
    "words",
    ["Onsŏng", "onsong", "ONSONG", "Onsong-gun", "Onsong county", " Onsong, Hamgyong", "온성"],
)
def test_spellings_of_one_place_agree(gazetteer: Gazetteer, words: str) -> None:
    assert gazetteer.search(words)[0].id == "2042267"


@pytest.mark.parametrize("words", ["图们", "集安", "Ji'an", "Ji’an", "jian", "Manp'o", "Manp’o"])
def test_chinese_and_apostrophes(gazetteer: Gazetteer, words: str) -> None:
    found = gazetteer.search(words)[0]
    assert words in (found.name_zh,) or fold(words) == fold(found.name)


def test_namyang_is_one_place_and_not_onsong(gazetteer: Gazetteer) -> None:
    in_dprk = [p.name for p in gazetteer.search("Namyang", 50) if p.country == "KP"]
    assert in_dprk == ["Namyang"]
    assert [p.name for p in gazetteer.search("Onsong", 50)] == ["Onsong"]


def test_pukchang_is_not_pukchin(gazetteer: Gazetteer) -> None:
    first = gazetteer.search("Pukchang")[0]
    assert (first.name_ko, first.admin1) == ("북창", "15")
    assert "KW-18" in first.position_basis


def test_a_county_known_only_by_a_facility_is_never_a_town_on_the_map(
    gazetteer: Gazetteer,
) -> None:
    borrowed = [p for p in gazetteer.places if "not of its town" in p.position_basis]
    assert len(borrowed) == 10
    assert all(p.rank is None and p.population is None for p in borrowed)


def test_whole_names_come_before_beginnings_and_the_dprk_before_its_namesakes(
    gazetteer: Gazetteer,
) -> None:
    countries = [p.country for p in gazetteer.search("화성")]
    assert countries[:2] == ["KP", "KR"]
    names = [p.name for p in gazetteer.search("Anju", 5)]
    assert names[0] == "Anju"
    beginnings = [p.name for p in gazetteer.search("Hoery")]
    assert beginnings == ["Hoeryong"]


def test_nothing_is_found_where_nothing_fits(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("Atlantis") == []
    assert gazetteer.search(" -'") == []
    assert gazetteer.search("") == []


def test_the_limit_holds(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.search("s", 7)) == 7


def test_every_row_has_a_point_in_the_frame_and_says_where_its_name_comes_from() -> None:
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({r["id"] for r in rows}) == len(rows)
    for row in rows:
        assert 113 < float(row["lon"]) < 137
        assert 32.5 < float(row["lat"]) < 54
        assert row["name_basis"] in ("geonames", "ours")
        assert row["rank"] in ("", "1", "2", "3", "4", "5", "6")


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.sampled_from([name for name, _, _ in NAMED]), st.sampled_from(["-gun", " county", "-ŭp"]))
def test_an_ending_does_not_hide_a_name(name: str, ending: str) -> None:
    assert forms(name)[0] in forms(name + ending)
