"""Shapes as corners that can be moved, added and taken away, and made right-angled."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from layers.metric import Corner, MetricFrame
from layers.projection import Array
from layers.schema import GeometryKind

NEEDED = {GeometryKind.POINT: 1, GeometryKind.LINE: 2, GeometryKind.AREA: 3}
"""How many corners a part must have at least."""
Place = tuple[int, int]
"""The number of a part and the number of a corner in it."""
_KINDS = {
    "Point": GeometryKind.POINT,
    "MultiPoint": GeometryKind.POINT,
    "LineString": GeometryKind.LINE,
    "LinearRing": GeometryKind.LINE,
    "MultiLineString": GeometryKind.LINE,
    "Polygon": GeometryKind.AREA,
    "MultiPolygon": GeometryKind.AREA,
}


class ShapingError(Exception):
    """What was asked for cannot be done to this shape. The message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Points, lines or areas. Corners are (lon, lat) in degrees, EPSG:4326.

    A part is a point, a line, or a ring whose first corner is not repeated at the end.
    `belongs` says for each ring which area it is of; the first ring of an area is its
    outline, the others are holes. Corners nobody touches keep every decimal.
    """

    kind: GeometryKind
    parts: tuple[tuple[Corner, ...], ...]
    belongs: tuple[int, ...] = ()

    @classmethod
    def begun(cls, kind: GeometryKind, corners: Iterable[Corner] = ()) -> Shape:
        """A shape of one part that is being drawn."""
        return cls(kind, (tuple(corners),), (0,))

    @classmethod
    def of(cls, geometry: BaseGeometry) -> Shape:
        """The corners of a geometry; heights are left out. ShapingError for a mixture."""
        kind = _KINDS.get(geometry.geom_type)
        if kind is None or geometry.is_empty:
            raise ShapingError("Only points, lines and areas can be reshaped.")
        parts: list[tuple[Corner, ...]] = []
        belongs: list[int] = []
        for number, part in enumerate(shapely.get_parts(shapely.force_2d(geometry))):
            rings = [part.exterior, *part.interiors] if kind is GeometryKind.AREA else [part]
            for ring in rings:
                corners = tuple((x, y) for x, y in shapely.get_coordinates(ring).tolist())
                parts.append(corners[:-1] if kind is GeometryKind.AREA else corners)
                belongs.append(number)
        return cls(kind, tuple(parts), tuple(belongs))

    def geometry(self) -> BaseGeometry:
        """The shape as a geometry. ShapingError while a part has too few corners."""
        if not self.is_complete:
            raise ShapingError("The shape is not complete yet: a corner is missing.")
        if self.kind is GeometryKind.POINT:
            points = [Point(corner) for part in self.parts for corner in part]
            return points[0] if len(points) == 1 else MultiPoint(points)
        if self.kind is GeometryKind.LINE:
            lines = [LineString(part) for part in self.parts]
            return lines[0] if len(lines) == 1 else MultiLineString(lines)
        areas = [self._area(number) for number in dict.fromkeys(self.belongs)]
        return areas[0] if len(areas) == 1 else MultiPolygon(areas)

    def _area(self, number: int) -> Polygon:
        rings = [part for part, of in zip(self.parts, self.belongs, strict=True) if of == number]
        return Polygon(rings[0], rings[1:])

    @property
    def is_closed(self) -> bool:
        """Whether the last corner of a part is joined to its first."""
        return self.kind is GeometryKind.AREA

    @property
    def is_complete(self) -> bool:
        """Whether every part has the corners it needs."""
        return bool(self.parts) and all(len(part) >= NEEDED[self.kind] for part in self.parts)

    @property
    def corners(self) -> tuple[Corner, ...]:
        """All corners, part after part."""
        return tuple(corner for part in self.parts for corner in part)

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees. ValueError without a corner."""
        lons, lats = zip(*self.corners, strict=True)
        return min(lons), min(lats), max(lons), max(lats)

    def places(self) -> list[Place]:
        """Where the corners stand, in the order of `corners`."""
        return [(p, i) for p, part in enumerate(self.parts) for i in range(len(part))]

    def segments(self) -> list[tuple[Place, Corner, Corner]]:
        """Each segment with the place at which a corner put into it would stand."""
        if self.kind is GeometryKind.POINT:
            return []
        found = []
        for p, part in enumerate(self.parts):
            ends = part[1:] + part[:1] if self.is_closed and len(part) > 2 else part[1:]
            found += [((p, i + 1), part[i], end) for i, end in enumerate(ends)]
        return found

    def inserted(self, place: Place, corner: Corner) -> Shape:
        """With one more corner at a place."""
        part, index = place
        old = self.parts[part]
        return self._with(part, (*old[:index], corner, *old[index:]))

    def moved(self, place: Place, corner: Corner) -> Shape:
        """With the corner at a place somewhere else."""
        part, index = place
        old = self.parts[part]
        return self._with(part, (*old[:index], corner, *old[index + 1 :]))

    def removed(self, place: Place) -> Shape:
        """Without the corner at a place."""
        part, index = place
        old = self.parts[part]
        return self._with(part, old[:index] + old[index + 1 :])

    def _with(self, part: int, corners: tuple[Corner, ...]) -> Shape:
        parts = (*self.parts[:part], corners, *self.parts[part + 1 :])
        return replace(self, parts=parts)


def squared(shape: Shape, frame: MetricFrame) -> Shape:
    """The shape with right angles at the corners and straight lines between them.

    Each part keeps the direction of its longest segment, and of all right-angled
    shapes with the same sequence of sides the one nearest to it is taken (least sum of
    squared movements). ShapingError where nothing right-angled comes of it.
    """
    if shape.kind is GeometryKind.POINT:
        raise ShapingError("A point has no angles.")
    made = []
    for part in shape.parts:
        flat = orthogonalised(frame.to_metres(part), closed=shape.is_closed)
        made.append(tuple((lon, lat) for lon, lat in frame.to_lonlat(flat).tolist()))
    return replace(shape, parts=tuple(made))


def orthogonalised(corners: Array, *, closed: bool) -> Array:
    """Corners (n, 2) in metres, moved so that segments meet at right angles or go straight on.

    A corner moves at most as far as the segments of the two sides it joins deviate from
    the direction of their side, added up. ShapingError as for `squared`.
    """
    if len(corners) < (4 if closed else 3):
        raise ShapingError("There are too few corners to make right angles of.")
    steps = (np.roll(corners, -1, axis=0) if closed else corners[1:]) - corners[
        : _ends(corners, closed)
    ]
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    if lengths.min() < 1e-6:
        raise ShapingError("Two corners lie on one spot; remove one of them first.")
    longest = steps[int(lengths.argmax())]
    angle = math.atan2(longest[1], longest[0])
    turned = _turned(corners, -angle)
    along = np.abs(_turned(steps, -angle))
    level = along[:, 0] >= along[:, 1]
    straight = turned.copy()
    for side in _sides(level, len(corners), closed):
        axis = 1 if level[side[0]] else 0
        touched = _touched(side, len(corners))
        straight[touched, axis] = turned[touched, axis].mean()
    _check(straight, closed)
    return _turned(straight, angle)


def _ends(corners: Array, closed: bool) -> int:
    return len(corners) if closed else len(corners) - 1


def _turned(xy: Array, angle: float) -> Array:
    cosine, sine = math.cos(angle), math.sin(angle)
    return np.asarray(xy @ np.array([[cosine, sine], [-sine, cosine]]))


def _sides(
    level: np.ndarray[tuple[int], np.dtype[np.bool_]], n: int, closed: bool
) -> list[list[int]]:
    """Segments that follow each other in the same direction, as lists of their numbers."""
    sides: list[list[int]] = []
    for i in range(len(level)):
        if sides and level[sides[-1][0]] == level[i]:
            sides[-1].append(i)
        else:
            sides.append([i])
    if closed and len(sides) > 1 and level[sides[0][0]] == level[sides[-1][0]]:
        sides[0] = sides.pop() + sides[0]
    if closed and len(sides) < 4:
        raise ShapingError("The shape has no four sides that could be squared.")
    return sides


def _touched(side: list[int], n: int) -> list[int]:
    """The corners along a side."""
    return [side[0], *((segment + 1) % n for segment in side)]


def _check(corners: Array, closed: bool) -> None:
    steps = np.diff(np.vstack([corners, corners[:1]]) if closed else corners, axis=0)
    folded = float(np.hypot(steps[:, 0], steps[:, 1]).min()) < 1e-6
    if folded or (closed and not Polygon(corners).is_valid):
        raise ShapingError("Squared, the shape would cross itself. Move a corner first.")
