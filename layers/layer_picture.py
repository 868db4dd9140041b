"""One layer in one view: what of it is in sight, gathered, vague, badged and named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layers.clusters import Clusters
from layers.features import FeatureLayer, reach_of
from layers.labels import LabelStyle, Wanted
from layers.marks import (
    BadgeMark,
    Circles,
    ClusterMark,
    Fill,
    Mark,
    Marks,
    Specks,
    Stroke,
    SymbolMark,
    area_symbol,
    line_symbol,
    point_symbol,
)
from layers.projection import Array
from layers.shapes import Index, Shapes
from layers.style import AreaSymbol, Colour
from layers.view import View

SHARES = 12
"""Into how many parts the ring of a cluster is divided."""
CLUSTER_REACH = 15.0
"""Pixels from the middle of a cluster to its edge."""
_VAGUE_PIXELS = 45.0
_EDGE = 40.0
_SPECK = 4.0  # pixels below which an area has no shape any more
_MOST_LABELS = 400
_LONGEST = 36  # letters of a label
_LEAST_LENGTH = 36.0


@dataclass(frozen=True, slots=True)
class InSight:
    """The points of a layer that a view shows: those on their own, and clusters.

    `xy` (n, 2) pixels and `feature` (n,) of the former; `cluster_xy` (k, 2) pixels and
    `cluster` (k,) of the latter, numbers within `gathered`. `lifted`: a feature of any
    shape that is left out.
    """

    layer: FeatureLayer
    view: View
    xy: Array
    feature: Index
    gathered: Clusters
    cluster_xy: Array
    cluster: Index
    lifted: int | None = None

    @classmethod
    def of(cls, layer: FeatureLayer, view: View, lifted: int | None = None) -> InSight:
        """What `view` shows of the points; `lifted`: a feature to leave out."""
        xy, feature = layer.points
        gathered = layer.clusters(view.resolution)
        pixels = view.to_pixels(xy)
        alone = (gathered.of < 0) & _near(pixels, view)
        if lifted is not None:
            alone &= feature != lifted
        middles = view.to_pixels(gathered.xy)
        seen = np.flatnonzero(_near(middles, view)).astype(np.int64)
        own = pixels[alone], feature[alone]
        return cls(layer, view, *own, gathered, middles[seen], seen, lifted)

    def drawn(self, shapes: Shapes) -> npt.NDArray[np.bool_] | None:
        """Which of the layer's lines or areas are drawn (n,); None for all."""
        return None if self.lifted is None else shapes.owner != self.lifted

    def radius(self) -> Array:
        """Pixels within which the truth is taken to lie; NaN where nobody said."""
        return self.layer.radius[self.feature] / self.view.resolution


def _near(pixels: Array, view: View) -> npt.NDArray[np.bool_]:
    inside = (pixels >= -_EDGE) & (pixels <= (view.width + _EDGE, view.height + _EDGE))
    return np.asarray(inside.all(axis=1))


@dataclass(frozen=True, slots=True)
class LayerPicture:
    """One layer, to be drawn in the order of the fields."""

    fills: tuple[Fill, ...]
    specks: tuple[Specks, ...]
    strokes: tuple[Stroke, ...]
    circles: Circles
    marks: Marks


def is_shown(layer: FeatureLayer, view: View) -> bool:
    """Whether the layer is drawn at this scale."""
    return len(layer) > 0 and view.ground_resolution <= layer.symbology.hidden_above


def draw(sight: InSight) -> LayerPicture:
    """The picture of one layer."""
    layer, view = sight.layer, sight.view
    fills, specks = _areas(layer, view, sight.drawn(layer.areas))
    strokes = _strokes(layer, view, sight.drawn(layer.lines))
    return LayerPicture(fills, specks, strokes, _circles(sight), _marks(sight))


def _areas(
    layer: FeatureLayer, view: View, drawn: npt.NDArray[np.bool_] | None
) -> tuple[tuple[Fill, ...], tuple[Specks, ...]]:
    """Areas by their look; those that are hardly seen only as little boxes."""
    b = layer.areas.bounds
    small = np.maximum(b[:, 2] - b[:, 0], b[:, 3] - b[:, 1]) < _SPECK * view.resolution
    if drawn is None:
        drawn = np.ones(len(small), np.bool_)
    rings = layer.areas.paths(view, chosen=~small & drawn)
    boxes, owner = layer.areas.boxes(view, chosen=small & drawn)
    fills, specks = [], []
    for number, symbol in enumerate(layer.symbols):
        look = area_symbol(symbol)
        own = rings.of(layer.symbol_of[rings.owner] == number)
        if len(own):
            fills.append(Fill(own, look, not isinstance(symbol, AreaSymbol)))
        dots = boxes[layer.symbol_of[owner] == number]
        if len(dots):
            specks.append(Specks(dots, look.colour))
    return tuple(fills), tuple(specks)


def _strokes(
    layer: FeatureLayer, view: View, drawn: npt.NDArray[np.bool_] | None
) -> tuple[Stroke, ...]:
    dashed = any(line_symbol(symbol).dash for symbol in layer.symbols)
    paths = layer.lines.paths(view, leads=dashed, chosen=drawn)
    strokes = []
    for number, symbol in enumerate(layer.symbols):
        own = paths.of(layer.symbol_of[paths.owner] == number)
        if len(own):
            strokes.append(Stroke(own, line_symbol(symbol)))
    return tuple(strokes)


def _circles(sight: InSight) -> Circles:
    """A circle wherever a point is less precise than its symbol makes it look."""
    layer, radius = sight.layer, sight.radius()
    reach = np.array([reach_of(symbol) for symbol in layer.symbols])
    wide = radius > reach[layer.symbol_of[sight.feature]] + 1.0
    colours = [point_symbol(symbol).fill for symbol in layer.symbols]
    return Circles(
        sight.xy[wide],
        radius[wide],
        tuple(colours[layer.symbol_of[f]] for f in sight.feature[wide]),
    )


def _marks(sight: InSight) -> Marks:
    layer = sight.layer
    symbols = [point_symbol(symbol) for symbol in layer.symbols]
    mark: list[Mark] = [SymbolMark(s, hollow) for s in symbols for hollow in (False, True)]
    hollow = layer.vague[sight.feature] | (sight.radius() > _VAGUE_PIXELS)
    kind = 2 * layer.symbol_of[sight.feature] + hollow
    grouped = _cluster_marks(sight, [symbol.fill for symbol in symbols])
    number: dict[Mark, int] = {m: i for i, m in enumerate(mark)}
    more = [number.setdefault(m, len(number)) for m in grouped]
    return Marks(
        np.vstack([sight.xy, sight.cluster_xy]),
        np.concatenate([kind, np.array(more, np.int64)]),
        tuple(number),
    )


def _cluster_marks(sight: InSight, fills: list[Colour]) -> list[ClusterMark]:
    _, feature = sight.layer.points
    gathered, kinds = sight.gathered, len(fills)
    inside = gathered.of >= 0
    pairs = gathered.of[inside] * kinds + sight.layer.symbol_of[feature[inside]]
    tally = np.bincount(pairs, minlength=len(gathered) * kinds).reshape(-1, kinds)
    marks = []
    for cluster in sight.cluster.tolist():
        parts: dict[Colour, int] = {}
        for fill, share in zip(fills, _twelfths(tally[cluster]), strict=True):
            if share:
                parts[fill] = parts.get(fill, 0) + share
        marks.append(ClusterMark(int(gathered.count[cluster]), tuple(parts.items())))
    return marks


def _twelfths(tally: npt.NDArray[np.int64]) -> list[int]:
    """Shares of SHARES parts by the largest remainder; they always add up to it."""
    exact = tally * (SHARES / tally.sum())
    share = np.floor(exact).astype(int)
    for i in np.argsort(share - exact, kind="stable")[: SHARES - int(share.sum())]:
        share[i] += 1
    return [int(n) for n in share]


def badges(layer: FeatureLayer, features: Index, xy: Array) -> tuple[Array, list[BadgeMark]]:
    """Where the numbers of linked things stand, at the upper right of point symbols.

    `xy` (n, 2): the pixels of the `features` (n,). Places (m, 2) and marks, for those
    to which something is linked.
    """
    counts = layer.badges[features]
    some = np.flatnonzero(counts > 0)
    reach = np.array([reach_of(symbol) for symbol in layer.symbols])
    away = 0.85 * reach[layer.symbol_of[features[some]]][:, None]
    texts = (str(n) if n < 100 else "99+" for n in counts[some].tolist())
    return xy[some] + away * (1.0, -1.0), [BadgeMark(text) for text in texts]


def taken(sight: InSight) -> Array:
    """Rectangles (n, 4) left, top, right, bottom in pixels under symbols and clusters."""
    layer = sight.layer
    reach = np.array([reach_of(symbol) for symbol in layer.symbols])
    own = reach[layer.symbol_of[sight.feature]]
    every = np.concatenate([own, np.full(len(sight.cluster), CLUSTER_REACH)])[:, None]
    xy = np.vstack([sight.xy, sight.cluster_xy])
    return np.hstack([xy - every, xy + every])


def names(sight: InSight, language: str) -> Iterator[Wanted]:
    """The labels a layer wants, those with most linked things first."""
    layer, view = sight.layer, sight.view
    if view.ground_resolution > layer.symbology.labels_above:
        return
    order = np.lexsort((sight.feature, -layer.badges[sight.feature]))[:_MOST_LABELS]
    for i in order:
        feature = int(sight.feature[i])
        clear = reach_of(layer.symbols[layer.symbol_of[feature]])
        x, y = (float(v) for v in sight.xy[i])
        yield Wanted(_short(layer.label(feature, language)), x, y, clear, LabelStyle.FEATURE)
    yield from _names_of_shapes(layer, view, language)


def _names_of_shapes(layer: FeatureLayer, view: View, language: str) -> Iterator[Wanted]:
    west, south, east, north = view.extent
    b = layer.bounds
    size = np.maximum(b[:, 2] - b[:, 0], b[:, 3] - b[:, 1]) / view.resolution
    x, y = layer.anchor[:, 0], layer.anchor[:, 1]
    inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    for i in np.flatnonzero(~layer.is_point & inside & (size > _LEAST_LENGTH))[:_MOST_LABELS]:
        px, py = (float(v) for v in view.to_pixels(layer.anchor[i]))
        yield Wanted(_short(layer.label(int(i), language)), px, py, 6.0, LabelStyle.LINE)


def _short(text: str) -> str:
    """A title that does not sprawl over the map; the whole of it shows under the cursor."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip(" ,–-") + "…"
