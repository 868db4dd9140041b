"""The border line with its chainage, and what is drawn along it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from shapely.geometry import LineString, Polygon

from geoapp.analysis.chainage import MeasuredLine, circle, measure
from layers.values import Position

LINE_FILE = "border_line.geojson"

Sections = Mapping[str, tuple[LineString, float, float]]
"""Code of a section: its course in (lon, lat), chainage of its start and end in km."""


def sections(folder: Path) -> Sections:
    """The sections of the border line, from the mouth of the Yalu eastward."""
    collection = json.loads((folder / LINE_FILE).read_text(encoding="utf-8"))
    return {
        feature["properties"]["code"]: (
            LineString(feature["geometry"]["coordinates"]),
            float(feature["properties"]["chainage_start_km"]),
            float(feature["properties"]["chainage_end_km"]),
        )
        for feature in collection["features"]
    }


def whole(parts: Sections) -> MeasuredLine:
    """All sections as one measured line; each starts where the one before it ends."""
    corners = [corner for line, _, _ in parts.values() for corner in line.coords]
    once = [c for c, before in zip(corners, [None, *corners], strict=False) if c != before]
    return measure(LineString(once))


def section_position(row: Mapping[str, str], parts: Sections) -> Position:
    """The course of one section of the border line."""
    return Position(
        parts[row["code"]][0], float(row["radius_m"]), row["precision"], row["found_by"]
    )


def barrier_position(row: Mapping[str, str], line: MeasuredLine) -> Position:
    """A stretch of the line from one chainage to another, or a circle around a town."""
    radius = float(row["radius_m"])
    if row["from_km"]:
        course = line.cut(float(row["from_km"]), float(row["to_km"]))
        return Position(course, radius, row["precision"], row["found_by"])
    ring = circle(float(row["lon"]), float(row["lat"]), radius)
    return Position(Polygon(ring), radius, row["precision"], row["found_by"])
