"""Positions as text and back, never finer than their precision."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from layers.coordinates import CoordinateError, Form, parse, written

HYESAN = (128.1962, 41.4177)
GEOD = Geod(ellps="WGS84")


@pytest.mark.parametrize(
    "text",
    [
        "41.4177, 128.1962",
        "41.4177 128.1962",
        "128.1962, 41.4177",
        "(41.4177; 128.1962)",
        "41,4177; 128,1962",
        "N41.4177 E128.1962",
        "128.1962E 41.4177N",
        "lat: 41.4177, lng: 128.1962",
        "위도 41.4177 경도 128.1962",
        "북위 41.4177도, 동경 128.1962도",
        "POINT (128.1962 41.4177)",
        "41°25.062'N 128°11.772'E",
        "41°25′03.72″N, 128°11′46.32″E",
        "41 25 03.72 N 128 11 46.32 E",
        "북위 41도 25분 03.72초 동경 128도 11분 46.32초",
        "412503.72N 1281146.32E",
        "52T 432827 4585439",
        "UTM 52N 432827E 4585439N",
        "52T DL 32827 85439",
        "52TDL3282785439",
        "geo:41.4177,128.1962;u=35",
        "geo:0,0?q=41.4177,128.1962(Hyesan)",
        "https://www.google.com/maps/@41.4177,128.1962,15z",
        "https://www.google.com/maps/place/H/@41.4,128.2,12z/data=!4m6!8m2!3d41.4177!4d128.1962",
        "https://maps.google.com/?q=41.4177%2C128.1962",
        "https://www.google.com/maps/place/41%C2%B025'03.72%22N+128%C2%B011'46.32%22E",
        "https://earth.google.com/web/@41.4177,128.1962,700a,2000d,35y,0h,0t,0r",
        "https://www.openstreetmap.org/#map=15/41.4177/128.1962",
        "https://www.openstreetmap.org/?mlat=41.4177&mlon=128.1962#map=5/40/120",
        "https://www.bing.com/maps?cp=41.4177~128.1962&lvl=12",
        "https://map.naver.com/?lng=128.1962&title=a&lat=41.4177",
        "https://map.naver.com/p?c=128.1962,41.4177,15,0,0,0,dh",
        "https://map.kakao.com/link/map/Hyesan,41.4177,128.1962",
    ],
)
def test_every_way_to_write_one_place_gives_that_place(text: str) -> None:
    lon, lat = parse(text)
    _, _, metres = GEOD.inv(lon, lat, *HYESAN)
    assert metres < 2.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "No coordinates"),
        ("hello", "No coordinates"),
        ("41.4177", "No coordinates"),
        ("nan, 3", "No coordinates"),
        ("91, 200", "latitude"),
        ("45, 181", "longitude"),
        ("N41 N128", "latitude and the other"),
        ("41°70'N 128°E", "less than 60"),
        ("41.5°30'N 128°E", "decimals"),
        ("-41N 128E", "not both"),
        ("52TCM123", "digits"),
        ("52T AA 11", "no such MGRS"),
        ("99N 500000 4400000", "no such UTM"),
        ("1" * 600, "too long"),
        ("https://maps.app.goo.gl/abc", "short link"),
        ("https://www.amap.com/?q=41,128", "shifts"),
        ("https://example.org/", "in this link"),
        ("https://www.google.com/maps/@95.0,200.0,3z", "latitude"),
    ],
)
def test_what_is_no_place_is_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(CoordinateError, match=words) as caught:
        parse(text)
    assert str(caught.value).endswith(".")


def test_the_southern_letter_is_told_from_the_northern_band() -> None:
    assert parse("52S 384000 4400000")[1] == pytest.approx(39.742, abs=0.001)
    assert parse("19S 345000 6290000")[1] == pytest.approx(-33.5, abs=0.1)


@given(
    st.floats(-180, 180),
    st.floats(-79, 83.5),
    st.sampled_from(list(Form)),
    st.sampled_from([0.2, 2.0, 20.0, 200.0, 2000.0, 20000.0]),
)
@example(0.0, 24.0, Form.MGRS, 20.0)
@settings(deadline=None)
def test_written_position_is_read_back_within_its_precision(
    lon: float, lat: float, form: Form, radius: float
) -> None:
    text = written(lon, lat, form, radius)
    back = parse(text)
    _, _, metres = GEOD.inv(lon, lat, *back)
    # Half a step of the coarsest form at this radius, in both directions.
    assert metres <= max(radius * 8, 2.0)


@given(st.floats(-180, 180), st.floats(-90, 90), st.sampled_from(list(Form)))
@settings(deadline=None)
def test_a_coarse_position_shows_no_fine_digits(lon: float, lat: float, form: Form) -> None:
    text = written(lon, lat, form, 7000.0)
    if form is Form.UTM and "," not in text:
        assert all(int(number) % 10000 == 0 for number in text.split()[1:])
    elif form is Form.MGRS and "," not in text:
        assert re.fullmatch(r"\d\d[A-Z]{3} \d \d", text)
    else:
        assert all(re.fullmatch(r"\d+\.\d", number) for number in re.findall(r"[\d.]+", text))


def test_no_minute_or_second_is_ever_sixty() -> None:
    assert written(127.99999, 39.99999, Form.DMS, 20.0) == "40°00'00\"N 128°00'00\"E"
    assert written(127.9999, 39.9999, Form.DMS, 2000.0) == "40°00'N 128°00'E"
    assert written(-0.00001, -0.00001, Form.DECIMAL, 2000.0) == "0.00, 0.00"


def test_poles_are_written_as_decimals_and_nothing_beyond_them() -> None:
    assert written(10.0, 89.0, Form.UTM, 100.0) == "89.000, 10.000"
    with pytest.raises(CoordinateError):
        written(float("nan"), 40.0)


@given(st.text(max_size=60) | st.text("0123456789 .,°'\"NSEW-52TCM()/@!q=", max_size=40))
@settings(deadline=None, max_examples=300)
def test_any_text_gives_a_place_or_a_sentence(text: str) -> None:
    for tried in (text, f"https://www.google.com/maps/{text}", f"52T{text}"):
        try:
            lon, lat = parse(tried)
        except CoordinateError:
            continue
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
