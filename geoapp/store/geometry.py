"""GeoPackage geometry blobs, and the SQL functions that the R-tree triggers call.

A blob is an 8-byte header, an envelope for all but points, and the same
little-endian ISO WKB that the ledger keeps in hex. Coordinates are (lon, lat).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable

import apsw
import shapely
from shapely.geometry.base import BaseGeometry

SRS = 4326
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_POINT_HEADER = b"GP\x00\x01" + struct.pack("<i", SRS)
_OTHER_HEADER = b"GP\x00\x03" + struct.pack("<i", SRS)

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def encode(geometry: BaseGeometry) -> bytes:
    """The GeoPackage blob of a geometry that is not empty."""
    wkb = bytes(shapely.to_wkb(geometry, byte_order=1, flavor="iso"))
    if geometry.geom_type == "Point":
        return _POINT_HEADER + wkb
    west, south, east, north = geometry.bounds
    return _OTHER_HEADER + struct.pack("<4d", west, east, south, north) + wkb


def wkb_of(blob: object) -> bytes:
    """The WKB inside a blob. ValueError if it is no GeoPackage geometry."""
    if not isinstance(blob, bytes) or len(blob) < 13 or blob[:2] != b"GP":
        raise ValueError("no GeoPackage geometry")
    kind = (blob[3] >> 1) & 7
    if kind >= len(_ENVELOPE_BYTES):
        raise ValueError("unknown kind of envelope")
    return blob[8 + _ENVELOPE_BYTES[kind] :]


def bounds_of(blob: object) -> Bounds | None:
    """West, south, east, north of a blob; None for what is empty or no geometry."""
    try:
        wkb = wkb_of(blob)
    except ValueError:
        return None
    if not isinstance(blob, bytes) or blob[3] & 0x10:
        return None
    if (blob[3] >> 1) & 7 and len(blob) >= 40:
        west, east, south, north = struct.unpack_from("<4d" if blob[3] & 1 else ">4d", blob, 8)
        return west, south, east, north
    return _bounds_of_wkb(wkb)


def _bounds_of_wkb(wkb: bytes) -> Bounds | None:
    order = "<" if wkb[0] == 1 else ">"
    if len(wkb) >= 21 and struct.unpack_from(order + "I", wkb, 1)[0] % 1000 == 1:
        x, y = struct.unpack_from(order + "2d", wkb, 5)
        return None if math.isnan(x) or math.isnan(y) else (x, y, x, y)
    try:
        geometry = shapely.from_wkb(wkb)
    except shapely.errors.GEOSException:
        return None
    if geometry is None or geometry.is_empty:
        return None
    west, south, east, north = geometry.bounds
    return west, south, east, north


def joined(first: Bounds | None, second: Bounds | None) -> Bounds | None:
    """The bounds around both; None counts as nothing."""
    if first is None or second is None:
        return first or second
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )


def _corner(index: int) -> Callable[..., float | None]:
    def value(blob: object) -> float | None:
        bounds = bounds_of(blob)
        return None if bounds is None else bounds[index]

    return value


def _is_empty(blob: object) -> int | None:
    return None if blob is None else int(bounds_of(blob) is None)


def register(connection: apsw.Connection) -> None:
    """Give a connection the functions of the R-tree triggers.

    They are marked innocuous, so they work while the schema of a file is not trusted.
    """
    functions: dict[str, Callable[..., float | None]] = {
        "ST_MinX": _corner(0),
        "ST_MinY": _corner(1),
        "ST_MaxX": _corner(2),
        "ST_MaxY": _corner(3),
        "ST_IsEmpty": _is_empty,
    }
    for name, function in functions.items():
        connection.create_scalar_function(
            name, function, 1, deterministic=True, flags=apsw.SQLITE_INNOCUOUS
        )
