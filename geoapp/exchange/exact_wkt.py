"""Geometries as WKT that reads back as the very same numbers.

GEOS writes the shortest decimals only up to about 16 digits, so that one in a
few hundred coordinates comes back as its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry


def exact_wkt(geometry: BaseGeometry) -> str:
    """The WKT of a geometry in lon, lat order, with as many digits as each number needs."""
    kind = geometry.geom_type.upper().replace("LINEARRING", "LINESTRING")
    dimension = " Z" if geometry.has_z else ""
    return f"{kind}{dimension} {_body(geometry)}"


def _body(geometry: BaseGeometry) -> str:
    if geometry.is_empty:
        return "EMPTY"
    if isinstance(geometry, (Point, LineString)):
        return _coordinates(geometry.coords)
    if isinstance(geometry, Polygon):
        rings = (geometry.exterior, *geometry.interiors)
        return f"({', '.join(_coordinates(ring.coords) for ring in rings)})"
    if not isinstance(geometry, BaseMultipartGeometry):
        raise TypeError(f"{geometry.geom_type} cannot be written as WKT")
    one = exact_wkt if geometry.geom_type == "GeometryCollection" else _body
    return f"({', '.join(one(part) for part in geometry.geoms)})"


def _coordinates(points: Iterable[Sequence[float]]) -> str:
    return f"({', '.join(' '.join(_number(number) for number in point) for point in points)})"


def _number(number: float) -> str:
    return repr(float(number)).removesuffix(".0")
