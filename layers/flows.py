"""Movements over the border, drawn as arrows: from where, to where, and what is reported."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layers.projection import Array, to_mercator
from layers.schema import Text
from layers.style import Colour
from layers.view import View

SHORTEST = 60.0
"""Pixels an arrow has at least, so that it can be seen at the scale of a country."""
_LONGEST = 420.0
_BEND = 0.16
_LEAST_BEND = 36.0  # pixels: round the symbol of the crossing, not under it


@dataclass(frozen=True, slots=True)
class Flow:
    """One arrow. `start`, `end`: (lon, lat) in degrees; it passes near their middle.

    `keys` are the rows it stands for, as (table, id), and `titles` their names in the
    same order. `weight` is how many of them there are: it makes the arrow broader and
    is never a number of people. `hidden_above`: metres on the ground per pixel.
    """

    table: str
    start: tuple[float, float]
    end: tuple[float, float]
    label: Text
    keys: tuple[tuple[str, int], ...]
    titles: tuple[str, ...] = ()
    weight: int = 1
    hidden_above: float = 1500.0
    colour: Colour = (170, 20, 60)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow in pixels: `outline` (n, 2) closed, `spine` (m, 2) from tail to head."""

    flow: Flow
    outline: Array
    spine: Array
    label_at: tuple[float, float]


def arrows(flows: Sequence[Flow], view: View) -> list[Arrow]:
    """The arrows of which something may be in sight."""
    shown: list[Arrow] = []
    for flow in flows:
        ends = view.to_pixels(to_mercator([flow.start, flow.end]))
        arrow = _arrow(flow, ends)
        low, high = arrow.outline.min(axis=0), arrow.outline.max(axis=0)
        if (high >= 0).all() and low[0] <= view.width and low[1] <= view.height:
            shown.append(arrow)
    return shown


def _arrow(flow: Flow, ends: Array) -> Arrow:
    middle, along = ends.mean(axis=0), ends[1] - ends[0]
    length = float(np.hypot(*along))
    direction = along / length if length > 1e-9 else np.array([0.0, 1.0])
    drawn = min(max(length, SHORTEST), _LONGEST)
    tail, head = middle - direction * drawn / 2.0, middle + direction * drawn / 2.0
    side = np.array([direction[1], -direction[0]])
    control = middle + side * max(drawn * _BEND, _LEAST_BEND)
    t = np.linspace(0.0, 1.0, 17)[:, None]
    spine = (1 - t) ** 2 * tail + 2 * t * (1 - t) * control + t**2 * head
    outline = _body(spine, 3.0 + 2.2 * math.log2(1 + max(flow.weight, 1)) / 2.0)
    label_at = spine[2] + side * 10.0
    return Arrow(flow, outline, spine, (float(label_at[0]), float(label_at[1])))


def _body(spine: Array, width: float) -> Array:
    """The outline around a spine: narrow at the tail, broad before the head."""
    tangent = np.gradient(spine, axis=0)
    tangent /= np.maximum(np.hypot(tangent[:, 0], tangent[:, 1]), 1e-9)[:, None]
    normal = np.column_stack([tangent[:, 1], -tangent[:, 0]])
    length = float(np.hypot(*np.diff(spine, axis=0).T).sum())
    head = min(2.6 * width, 0.45 * length)
    reached = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(spine, axis=0).T))))
    neck = max(int(np.searchsorted(reached, length - head)), 2)
    half = np.linspace(0.35, 1.0, neck)[:, None] * width / 2.0
    left, right = spine[:neck] + normal[:neck] * half, spine[:neck] - normal[:neck] * half
    barb = normal[neck - 1] * width * 1.25
    base = spine[neck - 1]
    return np.vstack([left, base + barb, spine[-1], base - barb, right[::-1]])


def hit(shown: Sequence[Arrow], px: float, py: float, tolerance: float = 5.0) -> Flow | None:
    """The flow whose arrow lies under a pixel; the topmost of several."""
    for arrow in reversed(shown):
        distance = _to_segments(arrow.spine, np.array([px, py]))
        if float(distance.min()) <= tolerance + 2.0:
            return arrow.flow
    return None


def _to_segments(line: Array, point: Array) -> npt.NDArray[np.float64]:
    start, along = line[:-1], np.diff(line, axis=0)
    square = np.maximum((along**2).sum(axis=1), 1e-12)
    t = np.clip(((point - start) * along).sum(axis=1) / square, 0.0, 1.0)
    nearest = start + along * t[:, None]
    result: npt.NDArray[np.float64] = np.hypot(*(nearest - point).T)
    return result
