"""Areas that a field copy can be made of, as polygons in (lon, lat)."""

from __future__ import annotations

from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.case.records import Key
from geoapp.case.view import CaseView
from layers.projection import to_lonlat
from layers.view import View

_LEAST_DEGREES = 1e-4


def seen(view: View) -> BaseGeometry:
    """What the map shows."""
    west, south, east, north = view.extent
    corners = to_lonlat([(west, south), (east, north)])
    (left, bottom), (right, top) = corners.tolist()
    box: BaseGeometry = shapely.box(max(left, -180.0), bottom, min(right, 180.0), top)
    return box


def around(view: CaseView, keys: Iterable[Key]) -> BaseGeometry | None:
    """The areas among some rows, as they were drawn; else the box around all of them.

    None if none of them has a place.
    """
    records = (view.record(key) for key in keys)
    shapes = [r.geometry for r in records if r is not None and r.geometry is not None]
    if not shapes:
        return None
    if all(shape.geom_type in ("Polygon", "MultiPolygon") for shape in shapes):
        whole: BaseGeometry = shapely.union_all(shapes)
        return whole
    box: BaseGeometry = shapely.box(*shapely.total_bounds(shapes))
    return box if box.area else box.buffer(_LEAST_DEGREES, join_style="mitre")
