"""Snapping: what near the cursor a corner is drawn to, in a metric frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely

from layers.features import FeatureLayer
from layers.projection import Array
from layers.view import Extent

_MOST = 4000  # segments near the cursor; a denser crowd tells a hand nothing


class Target(StrEnum):
    """What a corner was drawn to."""

    CORNER = "corner"
    MIDDLE = "middle"
    EDGE = "edge"
    RIGHT_ANGLE = "right angle"
    STRAIGHT = "straight on"
    MEETING = "meeting"  # two guides, or a guide and an edge


@dataclass(frozen=True, slots=True)
class Snap:
    """Where a corner goes: (2,) metres, and what drew it there; None if nothing did.

    `guide`: the two ends of the line to be shown, when it was drawn to a guide.
    """

    place: Array
    target: Target | None = None
    guide: tuple[Array, Array] | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is to snap to. `corners` (n, 2) and `edges` (m, 2, 2), one frame."""

    corners: Array
    edges: Array

    @classmethod
    def of(cls, paths: Iterable[Array]) -> Surroundings:
        """From points and lines, each (k, 2)."""
        kept = [path for path in paths if len(path)]
        edges = [np.stack([path[:-1], path[1:]], axis=1) for path in kept if len(path) > 1]
        return cls(
            np.concatenate(kept) if kept else np.empty((0, 2)),
            np.concatenate(edges) if edges else np.empty((0, 2, 2)),
        )


@dataclass(frozen=True, slots=True)
class Guide:
    """A line without end through `through` (2,) in direction `along` (2,), length 1."""

    through: Array
    along: Array
    target: Target


def guides(before: Sequence[Array], first: Sequence[Array] = ()) -> list[Guide]:
    """The lines that the next corner may want to lie on.

    `before`: the corners drawn last, newest last; from two on there are guides. `first`:
    the first two corners of an area, so that its last angle can be right as well.
    """
    made: list[Guide] = []
    if len(before) >= 2 and (step := _direction(before[-2], before[-1])) is not None:
        made.append(Guide(before[-1], _across(step), Target.RIGHT_ANGLE))
        made.append(Guide(before[-1], step, Target.STRAIGHT))
    if len(first) >= 2 and (step := _direction(first[1], first[0])) is not None:
        made.append(Guide(first[0], _across(step), Target.RIGHT_ANGLE))
    return made


def snap(place: Array, around: Surroundings, tolerance: float, lines: Sequence[Guide] = ()) -> Snap:
    """Where a corner at `place` (2,) goes, never farther than `tolerance` metres.

    A corner goes before the middle of an edge, that before the meeting of two guides
    or of a guide and an edge, that before a guide, and an edge comes last.
    """
    corner = _nearest(around.corners, place, tolerance)
    if corner is not None:
        return Snap(corner, Target.CORNER)
    middle = _nearest(around.edges.mean(axis=1), place, tolerance)
    if middle is not None:
        return Snap(middle, Target.MIDDLE)
    near = _edges_near(around.edges, place, tolerance)
    meeting = _nearest(_meetings(lines, near), place, tolerance)
    if meeting is not None:
        return Snap(meeting, Target.MEETING)
    return _on_line(place, near, tolerance, lines)


def _on_line(place: Array, near: Array, tolerance: float, lines: Sequence[Guide]) -> Snap:
    feet = [(_foot(place, line), line) for line in lines]
    feet = [(foot, line) for foot, line in feet if _apart(foot, place) <= tolerance]
    if feet:
        foot, line = min(feet, key=lambda pair: _apart(pair[0], place))
        return Snap(foot, line.target, (line.through, foot))
    edge = _nearest(_feet_on(near, place), place, tolerance)
    return Snap(place) if edge is None else Snap(edge, Target.EDGE)


def _direction(start: Array, end: Array) -> Array | None:
    step = end - start
    size = float(np.hypot(*step))
    return step / size if size > 1e-9 else None


def _across(along: Array) -> Array:
    return np.array([-along[1], along[0]])


def _apart(one: Array, other: Array) -> float:
    return float(np.hypot(*(one - other)))


def _nearest(candidates: Array, place: Array, tolerance: float) -> Array | None:
    if not len(candidates):
        return None
    distances = np.hypot(*(candidates - place).T)
    best = int(distances.argmin())
    return np.asarray(candidates[best]) if distances[best] <= tolerance else None


def _foot(place: Array, line: Guide) -> Array:
    return np.asarray(line.through + line.along * float(np.dot(place - line.through, line.along)))


def _feet_on(edges: Array, place: Array) -> Array:
    """The point of each edge nearest to the place, (m, 2)."""
    if not len(edges):
        return np.empty((0, 2))
    start, step = edges[:, 0], edges[:, 1] - edges[:, 0]
    size = np.maximum((step * step).sum(axis=1), 1e-18)
    share = np.clip(((place - start) * step).sum(axis=1) / size, 0.0, 1.0)
    return np.asarray(start + step * share[:, None])


def _edges_near(edges: Array, place: Array, tolerance: float) -> Array:
    if not len(edges):
        return edges
    distances = np.hypot(*(_feet_on(edges, place) - place).T)
    return np.asarray(edges[distances <= tolerance])


def _meetings(lines: Sequence[Guide], edges: Array) -> Array:
    """Where guides cross each other, and where they cross edges, (k, 2)."""
    met = [
        crossing
        for i, one in enumerate(lines)
        for other in lines[i + 1 :]
        if not np.array_equal(one.through, other.through)
        and (crossing := _crossing(one, other)) is not None
    ]
    for start, end in edges:
        step = _direction(start, end)
        if step is None:
            continue
        edge = Guide(start, step, Target.EDGE)
        for line in lines:
            crossing = _crossing(line, edge)
            if crossing is not None and 0.0 <= np.dot(crossing - start, step) <= _apart(start, end):
                met.append(crossing)
    return np.array(met) if met else np.empty((0, 2))


def _crossing(one: Guide, other: Guide) -> Array | None:
    turn = float(one.along[0] * other.along[1] - one.along[1] * other.along[0])
    if abs(turn) < 1e-6:
        return None
    step = other.through - one.through
    share = float(step[0] * other.along[1] - step[1] * other.along[0]) / turn
    return np.asarray(one.through + one.along * share)


def paths_near(
    layers: Iterable[FeatureLayer], box: Extent, but: tuple[str, int] | None = None
) -> list[Array]:
    """The points and the pieces of lines that touch a box, EPSG:3857, each (k, 2).

    `but`: the table and id of a feature to leave out, such as the one being reshaped.
    """
    west, south, east, north = box
    found: list[Array] = []
    room = _MOST
    for layer in layers:
        bounds = layer.bounds
        touches = (bounds[:, 0] <= east) & (bounds[:, 2] >= west)
        touches &= (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
        for i in np.flatnonzero(touches).tolist():
            if but == (layer.name, int(layer.ids[i])):
                continue
            for path in _pieces(layer.geometries[i], box):
                found.append(path)
                room -= len(path)
            if room <= 0:
                return found
    return found


def _pieces(geometry: shapely.Geometry, box: Extent) -> list[Array]:
    west, south, east, north = box
    pieces: list[Array] = []
    for part in shapely.get_parts(geometry).tolist():
        outline = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for path in outline:
            xy = shapely.get_coordinates(path)
            if len(xy) == 1:
                pieces.append(xy)
                continue
            low, high = np.minimum(xy[:-1], xy[1:]), np.maximum(xy[:-1], xy[1:])
            touches = (low <= (east, north)).all(axis=1) & (high >= (west, south)).all(axis=1)
            pieces += [xy[i : i + 2] for i in np.flatnonzero(touches).tolist()]
    return pieces
