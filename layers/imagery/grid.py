"""The web-mercator tile pyramid: 256-pixel tiles, EPSG:3857 metres, row 0 in the north."""

from __future__ import annotations

import math

TILE = 256
HALF_WORLD = 20037508.342789244
MAX_LATITUDE = 85.0511287798066
DEEPEST_ZOOM = 30

Extent = tuple[float, float, float, float]
"""(west, south, east, north); metres in EPSG:3857 unless said otherwise."""

WORLD: Extent = (-HALF_WORLD, -HALF_WORLD, HALF_WORLD, HALF_WORLD)


def resolution(z: int) -> float:
    """Mercator metres per tile pixel at zoom `z`."""
    return 2 * HALF_WORLD / (TILE * (1 << z))


def exists(z: int, x: int, y: int) -> bool:
    """Whether the pyramid has such a tile."""
    return 0 <= z <= DEEPEST_ZOOM and 0 <= x < (1 << z) and 0 <= y < (1 << z)


def tile_extent(z: int, x: int, y: int) -> Extent:
    """The ground that tile (x, y) of zoom `z` covers."""
    span = resolution(z) * TILE
    west = -HALF_WORLD + x * span
    north = HALF_WORLD - y * span
    return (west, north - span, west + span, north)


def overlaps(one: Extent, other: Extent) -> bool:
    """Whether two extents share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def clipped(extent: Extent) -> Extent:
    """The part of an extent that lies within the pyramid."""
    return (
        max(extent[0], -HALF_WORLD),
        max(extent[1], -HALF_WORLD),
        min(extent[2], HALF_WORLD),
        min(extent[3], HALF_WORLD),
    )


def zoom_for(metres_per_pixel: float) -> int:
    """The lowest zoom whose pixels are not coarser than the given ones (within 10 %)."""
    exact = math.log2(resolution(0) / metres_per_pixel)
    return min(max(math.ceil(exact - math.log2(1.1)), 0), DEEPEST_ZOOM)


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """EPSG:3857 metres of a WGS 84 position in degrees; latitudes end where the pyramid does."""
    lat = min(max(lat, -MAX_LATITUDE), MAX_LATITUDE)
    y = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return (lon / 180 * HALF_WORLD, y / math.pi * HALF_WORLD)
