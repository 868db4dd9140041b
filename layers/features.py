"""The rows of one layer as features on the map: where, which symbol, what is under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from threading import Lock

import numpy as np
import numpy.typing as npt
import shapely

from layers import clusters
from layers.drawable import Drawable
from layers.projection import Array, metre, to_mercator
from layers.schema import Table
from layers.shapes import Index, Shapes
from layers.style import PointSymbol, Symbol, Symbology
from layers.view import Extent, View

VAGUE = frozenset({"county", "province"})
"""Precisions at which a point stands for a whole region."""
_KEPT_STEPS = 6


def reach_of(symbol: Symbol) -> float:
    """How many pixels a symbol extends from the middle of its point or line."""
    return symbol.size / 2.0 if isinstance(symbol, PointSymbol) else symbol.width / 2.0


class FeatureLayer:
    """All located rows of one table, in EPSG:3857. Never changes once it is built.

    `ids` int64 (n,); `anchor` (n, 2) the point, or a point on the line or in the area;
    `bounds` (n, 4) west, south, east, north; `radius` (n,) Mercator metres, NaN where
    nobody said; `vague` bool (n,) precise to a region only; `symbols` the symbols in
    use and `symbol_of` (n,) which one each feature has; `badges` (n,) how many things
    are linked; `links` by id and then by table, how many rows.
    """

    def __init__(
        self,
        table: Table,
        drawable: Drawable,
        badges: Mapping[int, int],
        links: Mapping[int, Mapping[str, int]],
    ) -> None:
        self.table = table
        geometries = shapely.from_wkb(np.array(drawable.wkb, dtype=object))
        geometries = shapely.force_2d(geometries)
        drawn = ~(shapely.is_missing(geometries) | shapely.is_empty(geometries))
        drawn &= np.isfinite(shapely.bounds(geometries).reshape(-1, 4)).all(axis=1)
        kept = np.flatnonzero(drawn)
        self.geometries = shapely.transform(geometries[kept], to_mercator)
        self.ids: Index = np.asarray(drawable.ids, np.int64)[kept]
        self.bounds: Array = shapely.bounds(self.geometries).reshape(-1, 4)
        self.labels = [drawable.label[i] for i in kept]
        self.labels_ko = [drawable.label_ko[i] for i in kept]
        self.codes = [drawable.code[i] for i in kept]
        self.precision = [drawable.precision[i] for i in kept]
        self.category = [drawable.category[i] for i in kept]
        self.vague = np.array([p in VAGUE for p in self.precision], dtype=bool)
        self.anchor = self._anchors()
        self.radius: Array = np.asarray(drawable.radius_m)[kept] * metre(self.anchor[:, 1])
        self.symbols, self.symbol_of = self._symbols()
        self.badges = np.array([badges.get(int(i), 0) for i in self.ids], np.int64)
        self.links = links
        self._steps: dict[int, clusters.Clusters] = {}
        self._lock = Lock()

    @classmethod
    def build(
        cls,
        table: Table,
        drawable: Drawable,
        badges: Mapping[int, int] | None = None,
        links: Mapping[int, Mapping[str, int]] | None = None,
    ) -> FeatureLayer:
        """Features of a table's rows. Rows without a usable geometry are left out.

        `badges`: how many linked things each id shows. `links`: the same by table.
        """
        return cls(table, drawable, badges or {}, links or {})

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.table.name

    @property
    def extent(self) -> Extent:
        """West, south, east, north of all features, EPSG:3857. ValueError in an empty layer."""
        west, south = self.bounds[:, :2].min(axis=0).tolist()
        east, north = self.bounds[:, 2:].max(axis=0).tolist()
        return (west, south, east, north)

    @property
    def symbology(self) -> Symbology:
        """How the layer looks. ValueError for a table that is never drawn."""
        if self.table.symbology is None:
            raise ValueError(f"{self.table.name} states no symbols")
        return self.table.symbology

    def _anchors(self) -> Array:
        if not len(self.geometries):
            return np.empty((0, 2))
        anchor = np.column_stack([shapely.get_x(self.geometries), shapely.get_y(self.geometries)])
        kinds = shapely.get_dimensions(self.geometries)
        lines = np.isin(shapely.get_type_id(self.geometries), (1, 2))
        if lines.any():
            middle = shapely.line_interpolate_point(self.geometries[lines], 0.5, normalized=True)
            anchor[lines] = shapely.get_coordinates(middle)
        rest = np.isnan(anchor[:, 0]) | (kinds == 2)
        if rest.any():
            inside = shapely.point_on_surface(self.geometries[rest])
            anchor[rest] = shapely.get_coordinates(inside)
        return anchor

    def _symbols(self) -> tuple[tuple[Symbol, ...], Index]:
        number: dict[Symbol, int] = {}
        of = [number.setdefault(self.symbology.symbol(c), len(number)) for c in self.category]
        return tuple(number), np.array(of, np.int64)

    def label(self, index: int, language: str) -> str:
        """The title to print; the other language's, or the code, when there is none."""
        first, second = self.labels[index], self.labels_ko[index]
        if language.startswith("ko"):
            first, second = second, first
        return first or second or self.codes[index]

    @cached_property
    def index_of(self) -> dict[int, int]:
        """Position of each id."""
        return {int(key): position for position, key in enumerate(self.ids)}

    @cached_property
    def is_point(self) -> npt.NDArray[np.bool_]:
        """Which features are points (n,)."""
        return np.asarray(shapely.get_dimensions(self.geometries) == 0)

    @cached_property
    def points(self) -> tuple[Array, Index]:
        """All points (m, 2) and the feature each belongs to (m,)."""
        chosen = np.flatnonzero(self.is_point)
        coords, part = shapely.get_coordinates(self.geometries[chosen], return_index=True)
        return coords, chosen[part].astype(np.int64)

    @cached_property
    def lines(self) -> Shapes:
        """The lines, each with the position of its feature."""
        return self._shapes(1)

    @cached_property
    def areas(self) -> Shapes:
        """The areas, each with the position of its feature."""
        return self._shapes(2)

    def _shapes(self, dimension: int) -> Shapes:
        chosen = np.flatnonzero(shapely.get_dimensions(self.geometries) == dimension)
        return Shapes(self.geometries[chosen], chosen.astype(np.int64), dimension == 2)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The spatial index, made when first asked for."""
        return shapely.STRtree(self.geometries)

    def clusters(self, resolution: float) -> clusters.Clusters:
        """How `points` are gathered at a resolution in Mercator metres per pixel."""
        xy, _ = self.points
        if not self.symbology.clusters:
            return clusters.Clusters.none(len(xy))
        step = clusters.scale_step(resolution)
        with self._lock:
            found = self._steps.get(step)
            if found is None:
                while len(self._steps) >= _KEPT_STEPS:
                    self._steps.pop(next(iter(self._steps)))
                found = self._steps[step] = clusters.gather(xy, step)
            return found

    def identify(self, view: View, px: float, py: float, tolerance: float = 4.0) -> list[int]:
        """Positions of the features under a pixel, nearest first, areas last.

        A point is also hit anywhere on its symbol.
        """
        if not len(self):
            return []
        x, y = view.to_world([px, py])
        reach = self._reach + tolerance
        near = self.tree.query(
            shapely.Point(x, y),
            predicate="dwithin",
            distance=reach.max() * view.resolution,
        )
        distance = shapely.distance(self.geometries[near], shapely.Point(x, y)) / view.resolution
        hit = distance <= reach[near]
        near, distance = near[hit], distance[hit]
        area = shapely.get_dimensions(self.geometries[near]) == 2
        return [int(i) for i in near[np.lexsort((near, distance, area))]]

    @cached_property
    def _reach(self) -> Array:
        sizes = np.array([reach_of(symbol) for symbol in self.symbols])
        return sizes[self.symbol_of]

    def nearest(self, x: float, y: float) -> int | None:
        """Position of the feature nearest to a place in EPSG:3857; None in an empty layer."""
        if not len(self):
            return None
        return int(self.tree.nearest(shapely.Point(x, y)))

    def within(self, rectangle: Extent) -> list[int]:
        """Positions of the features that touch a rectangle, EPSG:3857."""
        if not len(self):
            return []
        return sorted(int(i) for i in self.tree.query(shapely.box(*rectangle), "intersects"))
