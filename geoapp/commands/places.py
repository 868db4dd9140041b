"""Places that a hand puts on the map: how precise they may claim to be."""

from __future__ import annotations

from collections.abc import Mapping

from shapely import Point

from layers.values import Position

RADIUS_M: Mapping[str, float] = {
    "building": 25.0,
    "compound": 250.0,
    "village": 1500.0,
    "county": 15_000.0,
    "province": 60_000.0,
}
"""The radius in metres that each class of precision starts with. A line has none."""
_PIXELS = 2.0


def usual_radius(precision: str | None, pixel_m: float = 0.0) -> float | None:
    """The radius in metres to begin with; None where the class says nothing of it.

    `pixel_m`: ground metres per pixel of the map that was clicked on. A hand places
    nothing finer than two pixels, whatever the class.
    """
    radius = RADIUS_M.get(precision or "")
    if radius is None:
        return None
    return max(radius, rounded_up(_PIXELS * pixel_m))


def fitting_precision(pixel_m: float) -> str:
    """The finest class of precision that a click at this scale can still mean."""
    for name, radius in RADIUS_M.items():
        if radius >= _PIXELS * pixel_m:
            return name
    return "province"


def dropped(
    lon: float, lat: float, precision: str | None, pixel_m: float, found_by: str
) -> Position:
    """A position where somebody clicked, (lon, lat) in degrees, EPSG:4326."""
    return Position(Point(lon, lat), usual_radius(precision, pixel_m), precision, found_by)


def rounded_up(metres: float) -> float:
    """The next number with one or two digits, so that no false exactness is shown."""
    if metres <= 0.0:
        return 0.0
    step = 1.0
    while step * 100.0 < metres:
        step *= 10.0
    whole = int(metres / step)
    return step * (whole if whole * step >= metres else whole + 1)
