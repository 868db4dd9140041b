"""Symbols and labels: how a layer looks, stated without any drawing toolkit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Colour = tuple[int, int, int]
"""Red, green, blue, each 0 to 255."""


class Shape(StrEnum):
    """The outline of a point symbol; categories differ in shape as well as in colour."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    TRIANGLE_DOWN = "triangle down"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"
    STAR = "star"
    CROSS = "cross"
    BRIDGE = "bridge"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class PointSymbol:
    """A filled shape with a light inner line and a dark casing, `size` pixels across."""

    shape: Shape
    fill: Colour
    size: float = 15.0


@dataclass(frozen=True, slots=True)
class LineSymbol:
    """A line `width` pixels wide over a casing.

    `dash` lists lengths of strokes and gaps in units of the width; empty is solid.
    """

    colour: Colour
    width: float = 3.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaSymbol:
    """A fill of the given opacity (0 to 1) inside an outline."""

    colour: Colour
    opacity: float = 0.25
    width: float = 1.5
    dash: tuple[float, ...] = ()


Symbol = PointSymbol | LineSymbol | AreaSymbol


@dataclass(frozen=True, slots=True)
class Symbology:
    """How the rows of a layer are drawn.

    `by` names the field whose value picks a symbol from `symbols`; anything else
    gets `default`. `order`: higher is drawn later, on top. `hidden_above` and
    `labels_above` are ground resolutions in metres per pixel beyond which the
    layer, or its labels, are left out. `clusters`: symbols that would pile up
    are drawn as one with their number. `flows`: rows are drawn as arrows over
    what they link to.
    """

    default: Symbol
    by: str | None = None
    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    order: int = 0
    hidden_above: float = 20000.0
    labels_above: float = 400.0
    clusters: bool = True
    flows: bool = False

    def symbol(self, category: str | None) -> Symbol:
        """The symbol of a category; the default for one that is not stated."""
        return self.symbols.get(category or "", self.default)
