"""Coordinates as people write them: decimal degrees, degrees-minutes-seconds, UTM, MGRS, WKT."""

from __future__ import annotations

import re
import unicodedata
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Transformer

LonLat = tuple[float, float]


class CoordinateError(ValueError):
    """Text that is no place on the Earth. The message is a sentence for the user."""


_SIGNS = str.maketrans(
    {
        **dict.fromkeys("′’‘´`＇", "'"),
        **dict.fromkeys("″”“＂", '"'),
        **dict.fromkeys("º˚˙∘", "°"),
        **dict.fromkeys("−–—", "-"),
        "，": ",",
        "、": ",",
    }
)
_WORDS: tuple[tuple[str, str], ...] = (
    (r"북위", " N "),
    (r"남위", " S "),
    (r"동경", " E "),
    (r"서경", " W "),
    (r"도", "°"),
    (r"분", "'"),
    (r"초", '"'),
    (r"''", '"'),
    (r"\bNORTH\b", "N"),
    (r"\bSOUTH\b", "S"),
    (r"\bEAST\b", "E"),
    (r"\bWEST\b", "W"),
    (r"\bDEG(?:REES?)?\b", "°"),
    (r"\b(?:LATITUDE|LAT)\b|위°|위도", " LAT "),
    (r"\b(?:LONGITUDE|LONG|LNG|LON)\b|경°|경도", " LON "),
    # 124 23 26 E, 124-23-26 E and the run-together 1242326E of gazetteers.
    (
        r"(?<![\d.])(\d{1,3})[ :-](\d{1,2})(?:[ :-](\d{1,2}(?:\.\d+)?))? ?([NSEW])\b",
        r"\1°\2'\3_\4",
    ),
    (r"(?<![\d.])(\d{2,3})(\d{2})(\d{2}(?:\.\d+)?) ?([NSEW])\b", r"\1°\2'\3_\4"),
    (r"(?<![\d.])(\d{1,3}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)", r"\1°\2'\3_"),
    (r"'_", "'"),
    (r"_", '"'),
)
_WORD_RULES = tuple((re.compile(pattern), into) for pattern, into in _WORDS)
_DECIMAL_COMMA = re.compile(r"([+-]?\d+),(\d+)(?:\s*;\s*|,?\s+)([+-]?\d+),(\d+)")

_ANGLE = (
    r"(?P<sign{n}>[+-])? ?(?P<d{n}>\d+(?:\.\d*)?)"
    r"(?: ?° ?(?:(?P<m{n}>\d+(?:\.\d+)?) ?'? ?(?:(?P<s{n}>\d+(?:\.\d+)?) ?\"?)?)?)?"
)
_BEFORE = r"(?P<axis{n}>[NSEW]|LAT|LON) ?[:=]? ?" + _ANGLE
_AFTER = _ANGLE + r" ?(?P<axis{n}>[NSEW])"
_BARE = r"(?P<axis{n}>)" + _ANGLE
_PAIRS = tuple(
    re.compile(form.replace("{n}", "1") + gap + form.replace("{n}", "2"))
    for form, gap in ((_BEFORE, " ?[,;/]? ?"), (_AFTER, " ?[,;/]? ?"), (_BARE, "(?: ?[,;/] ?| )"))
)
_SINGLE = tuple(re.compile(form.replace("{n}", "1")) for form in (_BEFORE, _AFTER, _BARE))
_MGRS = re.compile(r"(?:MGRS:? ?)?(\d{1,2}) ?([C-HJ-NP-X]) ?([A-HJ-NP-Z]{2}) ?(\d*) ?(\d*)")
_UTM = re.compile(
    r"(?:UTM:? ?)?(?:ZONE ?)?(\d{1,2}) ?([A-Z])(?:ORTH|OUTH)?[ ,]+"
    r"(?:E ?)?(\d{5,7}(?:\.\d+)?) ?M? ?E?[ ,]+"
    r"(?:N ?)?(\d{1,8}(?:\.\d+)?) ?M? ?N?"
)
_WKT = re.compile(r"(?:SRID=4326 ?; ?)?POINT ?\( ?([+-]?\d+(?:\.\d+)?) ([+-]?\d+(?:\.\d+)?) ?\)")


def read(text: str) -> LonLat:
    """(lon, lat) in degrees of one written position.

    A pair without letters is latitude, longitude, unless the first number lies
    beyond 90 degrees and the second does not. WKT is (lon lat), as its standard
    says. A grid square of MGRS gives its centre. CoordinateError otherwise.
    """
    tidy = _tidy(text)
    if match := _WKT.fullmatch(tidy):
        return checked(float(match[1]), float(match[2]))
    tidy = tidy.strip("()[]{}.,; ")
    if match := _MGRS.fullmatch(tidy):
        return _from_mgrs(match)
    if match := _UTM.fullmatch(tidy):
        return _from_utm(int(match[1]), match[2], float(match[3]), float(match[4]))
    return _from_pair(_with_signs(tidy))


def read_angle(text: str) -> float:
    """Degrees of one written angle: "41.4177", "41,4177", "41°25'04\"N", "북위 41도 25분".

    Its range is not checked. CoordinateError for anything else.
    """
    tidy = re.sub(r"(?<=\d),(?=\d)", ".", _tidy(text))
    plain = _with_signs(tidy)
    for pattern in _SINGLE:
        if match := pattern.fullmatch(plain):
            return _angle(match, "1")
    raise CoordinateError(f"“{text[:40]}” is not a number of degrees.")


def checked(lon: float, lat: float) -> LonLat:
    """The same pair. CoordinateError when it is not on the Earth (NaN included)."""
    if not -90 <= lat <= 90:
        raise CoordinateError(f"The latitude {lat:g} is not between -90 and 90 degrees.")
    if not -180 <= lon <= 180:
        raise CoordinateError(f"The longitude {lon:g} is not between -180 and 180 degrees.")
    return lon, lat


def _tidy(text: str) -> str:
    if len(text) > 500:
        raise CoordinateError("This text is too long to be one position.")
    return " ".join(unicodedata.normalize("NFKC", text.translate(_SIGNS)).upper().split())


def _with_signs(tidy: str) -> str:
    if match := _DECIMAL_COMMA.fullmatch(tidy):
        return "{}.{} {}.{}".format(*match.groups())
    for pattern, into in _WORD_RULES:
        tidy = pattern.sub(into, tidy)
    return " ".join(tidy.split())


def _from_pair(plain: str) -> LonLat:
    for pattern in _PAIRS:
        if match := pattern.fullmatch(plain):
            one, other = _angle(match, "1"), _angle(match, "2")
            axes = [_axis(match["axis1"]), _axis(match["axis2"])]
            return _ordered(one, other, axes)
    raise CoordinateError(
        "No coordinates were understood. Write latitude and longitude such as "
        "41.4177, 128.1962 or 41°25'04\"N 128°11'46\"E, UTM, MGRS, or paste a map link."
    )


def _ordered(one: float, other: float, axes: list[str]) -> LonLat:
    if axes == ["", ""]:
        swapped = abs(one) > 90 >= abs(other)
    elif sorted(axes) == ["lat", "lon"]:
        swapped = axes[0] == "lon"
    else:
        raise CoordinateError("One of the two must be a latitude and the other a longitude.")
    return checked(one, other) if swapped else checked(other, one)


def _axis(letter: str) -> str:
    if not letter:
        return ""
    return "lat" if letter in {"N", "S", "LAT"} else "lon"


def _angle(match: re.Match[str], n: str) -> float:
    minutes, seconds = float(match["m" + n] or 0), float(match["s" + n] or 0)
    if minutes >= 60 or seconds >= 60:
        raise CoordinateError("Minutes and seconds must be less than 60.")
    degrees = float(match["d" + n])
    if match["m" + n] and not degrees.is_integer():
        raise CoordinateError("Degrees with decimals cannot be followed by minutes.")
    value = degrees + minutes / 60 + seconds / 3600
    letter = match["axis" + n]
    if match["sign" + n] == "-":
        if letter in {"N", "S", "E", "W"}:
            raise CoordinateError("Write a minus sign or a letter (N, S, E, W), not both.")
        return -value
    return -value if letter in {"S", "W"} else value


def _from_mgrs(match: re.Match[str]) -> LonLat:
    east, north = match[4], match[5]
    if not north:
        east, north = east[: len(east) // 2], east[len(east) // 2 :]
    if len(east) != len(north) or len(east) > 5:
        raise CoordinateError(
            "An MGRS position has as many digits for east as for north, at most five each."
        )
    import mgrs

    # A further digit 5 on both sides is the middle of the square, down to the metre. The edge of a
    # band can cut off the middle; then one of the corners is on the right side of it.
    inner = ("55", "00", "09", "90", "99") if len(east) < 5 else ("",)
    for more in inner:
        square = f"{int(match[1]):02}{match[2]}{match[3]}{east}{more[:1]}{north}{more[1:]}"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                lat, lon = mgrs.MGRS().toLatLon(square)
        except (mgrs.core.MGRSError, RuntimeWarning):
            continue
        return checked(lon, lat)
    raise CoordinateError("There is no such MGRS square.")


def is_northern(letter: str, northing: float) -> bool:
    """Whether a UTM letter means the north.

    N is both "north" and a northern band. S is a band of the north (32° to 40° N,
    most of Korea) as well as "south"; it is taken as the band when the northing
    lies in that band, give or take the coarsest rounding that is written.
    """
    if letter == "S":
        return 3_450_000 <= northing <= 4_550_000
    return letter >= "N"


def _from_utm(zone: int, letter: str, east: float, north: float) -> LonLat:
    known = 1 <= zone <= 60 and letter in "CDEFGHJKLMNPQRSTUVWX"
    if not (known and 100_000 <= east <= 900_000 and north <= 10_000_000):
        raise CoordinateError("There is no such UTM position; check zone, easting and northing.")
    lon, lat = utm_transformer(zone, is_northern(letter, north)).transform(
        east, north, direction="INVERSE"
    )
    return checked(lon, lat)


@lru_cache(maxsize=16)
def utm_transformer(zone: int, northern: bool) -> Transformer:
    """From (lon, lat) in degrees to (east, north) in metres of a UTM zone, WGS 84."""
    from pyproj import Transformer

    return Transformer.from_crs(4326, (32600 if northern else 32700) + zone, always_xy=True)
