"""A position as text, and text as a position: decimal, DMS, UTM, MGRS, map links.

What is printed never has more digits than the precision supports; the digits
follow `layers.values.Position.decimals`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from layers.coordinate_text import CoordinateError, LonLat, checked, read, utm_transformer
from layers.map_links import is_link, read_link
from layers.values import Position

__all__ = ["CoordinateError", "Form", "parse", "written"]

_POLAR = (-80.0, 84.0)


class Form(StrEnum):
    """How a position can be written."""

    DECIMAL = "decimal"
    DMS = "DMS"
    UTM = "UTM"
    MGRS = "MGRS"


def parse(text: str) -> LonLat:
    """(lon, lat) in degrees, WGS 84, of written coordinates or a pasted map link.

    Pairs without letters are latitude, longitude, the order that maps print;
    letters (N, S, E, W, 북위, 동경), labels (lat, 경도) or a first number beyond 90
    say otherwise. CoordinateError, with a sentence, for anything else.
    """
    return read_link(text) if is_link(text) else read(text)


def written(
    lon: float, lat: float, form: Form = Form.DECIMAL, radius_m: float | None = None
) -> str:
    """A position in degrees as text, no finer than `radius_m` metres support.

    Without a radius three decimals are taken as supported (about 100 m). UTM and
    MGRS do not reach the poles: there the decimal form is given. CoordinateError
    for what is not on the Earth.
    """
    checked(lon, lat)
    decimals = Position(None, radius_m).decimals()
    if form in {Form.UTM, Form.MGRS} and not _POLAR[0] <= lat < _POLAR[1]:
        form = Form.DECIMAL
    return _WRITERS[form](lon, lat, decimals)


def _decimal(lon: float, lat: float, decimals: int) -> str:
    return f"{_no_minus_zero(lat, decimals)}, {_no_minus_zero(lon, decimals)}"


def _no_minus_zero(value: float, decimals: int) -> str:
    return f"{round(value, decimals) + 0.0:.{decimals}f}"


def _dms(lon: float, lat: float, decimals: int) -> str:
    return f"{_one_dms(lat, 'NS', decimals)} {_one_dms(lon, 'EW', decimals)}"


def _one_dms(value: float, letters: str, decimals: int) -> str:
    """One angle, in steps of 0.01", 0.1", 1", 0.1', 1', 0.1° or 1°."""
    letter, size = letters[value < 0], abs(value)
    if decimals <= 1:
        return f"{size:.{decimals}f}°{letter}"
    if decimals <= 3:
        places = decimals - 2
        tenths = round(size * 60 * 10**places)
        degrees, rest = divmod(tenths, 60 * 10**places)
        width = 3 + places if places else 2
        return f"{degrees}°{rest / 10**places:0{width}.{places}f}'{letter}"
    places = decimals - 4
    steps = round(size * 3600 * 10**places)
    degrees, rest = divmod(steps, 3600 * 10**places)
    minutes, rest = divmod(rest, 60 * 10**places)
    width = 3 + places if places else 2
    return f"{degrees}°{minutes:02}'{rest / 10**places:0{width}.{places}f}\"{letter}"


def _utm(lon: float, lat: float, decimals: int) -> str:
    zone = min(int((lon + 180) // 6) + 1, 60)
    # The band's letter, because "S" alone may mean the south or a band of the north.
    band = "CDEFGHJKLMNPQRSTUVWX"[min(int((lat + 80) // 8), 19)]
    east, north = utm_transformer(zone, band >= "N").transform(lon, lat)
    digits = min(decimals - 5, 0)
    return f"{zone}{band} {abs(round(east, digits)):.0f} {abs(round(north, digits)):.0f}"


def _mgrs(lon: float, lat: float, decimals: int) -> str:
    import mgrs

    digits = min(decimals, 5)
    square: str = mgrs.MGRS().toMGRS(lat, lon, MGRSPrecision=digits)
    zone, numbers = square[:5], square[5:]
    return f"{zone} {numbers[:digits]} {numbers[digits:]}".strip()


_WRITERS: dict[Form, Callable[[float, float, int], str]] = {
    Form.DECIMAL: _decimal,
    Form.DMS: _dms,
    Form.UTM: _utm,
    Form.MGRS: _mgrs,
}
