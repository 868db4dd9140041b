"""What is drawn, in pixels and without any toolkit: marks, circles, fills and strokes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from layers.projection import Array
from layers.shapes import Index, Paths
from layers.style import AreaSymbol, Colour, LineSymbol, PointSymbol, Shape, Symbol


@dataclass(frozen=True, slots=True)
class SymbolMark:
    """A point symbol. `hollow`: it stands for a region and does not pretend to be a point."""

    symbol: PointSymbol
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class ClusterMark:
    """Gathered points: their number, and how many twelfths of them have which colour."""

    count: int
    shares: tuple[tuple[Colour, int], ...]


@dataclass(frozen=True, slots=True)
class BadgeMark:
    """The number of things linked to a feature."""

    text: str


Mark = SymbolMark | ClusterMark | BadgeMark


@dataclass(frozen=True, slots=True)
class Marks:
    """Symbols at places: `mark[kind[i]]` is drawn with its middle at `xy[i]`, pixels."""

    xy: Array
    kind: Index
    mark: tuple[Mark, ...]

    @classmethod
    def empty(cls) -> Marks:
        """No marks."""
        return cls(np.empty((0, 2)), np.empty(0, np.int64), ())


@dataclass(frozen=True, slots=True)
class Circles:
    """Where the truth is taken to lie: middles (n, 2), radii (n,) in pixels, colours (n)."""

    xy: Array
    radius: Array
    colour: tuple[Colour, ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """Rings of areas in one look. `hatched`: what is known holds for the area as a whole."""

    rings: Paths
    symbol: AreaSymbol
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Specks:
    """Areas too small to have a shape: boxes (n, 4) left, top, width, height in pixels."""

    boxes: Array
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines in one look. `cased`: with an edge that sets them off from any background."""

    paths: Paths
    symbol: LineSymbol
    cased: bool = True


def point_symbol(symbol: Symbol) -> PointSymbol:
    """A symbol for a point, also where the layer states one for lines or areas."""
    if isinstance(symbol, PointSymbol):
        return symbol
    return PointSymbol(Shape.CIRCLE, symbol.colour, 11.0)


def line_symbol(symbol: Symbol) -> LineSymbol:
    """A symbol for a line, also where the layer states one for points or areas."""
    if isinstance(symbol, LineSymbol):
        return symbol
    if isinstance(symbol, PointSymbol):
        return LineSymbol(symbol.fill, 3.0)
    return LineSymbol(symbol.colour, symbol.width, symbol.dash)


def area_symbol(symbol: Symbol) -> AreaSymbol:
    """A symbol for an area, also where the layer states one for points or lines."""
    if isinstance(symbol, AreaSymbol):
        return symbol
    colour = symbol.fill if isinstance(symbol, PointSymbol) else symbol.colour
    return AreaSymbol(colour, 0.04, 1.2)
