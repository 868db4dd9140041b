"""Points that would pile up on the screen, gathered to one symbol with their number.

The cells are laid over the world, not over the screen, and a scale step keeps its
clusters, so that nothing changes while the map is dragged.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from layers.projection import Array

Index = npt.NDArray[np.int64]
CELL = 34.0
"""Pixels within which points are gathered."""
_MERGE = 24.0  # clusters whose centres come closer than this would overlap


@dataclass(frozen=True, slots=True)
class Clusters:
    """The gathered points of one layer at one scale step.

    `of` int64 (n,): the cluster of each point, -1 where it stands alone. `xy` (k, 2)
    the middle of each cluster, EPSG:3857. `count` int64 (k,), always 2 or more.
    """

    of: Index
    xy: Array
    count: Index

    def __len__(self) -> int:
        return len(self.count)

    def members(self, cluster: int) -> Index:
        """Positions of the points of one cluster."""
        return np.flatnonzero(self.of == cluster)

    @classmethod
    def none(cls, points: int) -> Clusters:
        """Every point on its own."""
        return cls(np.full(points, -1, np.int64), np.empty((0, 2)), np.empty(0, np.int64))


def scale_step(resolution: float) -> int:
    """The half zoom step to which a resolution in metres per pixel belongs."""
    return round(2.0 * math.log2(resolution))


def gather(xy: Array, step: int) -> Clusters:
    """Gather points (n, 2), EPSG:3857, for a scale step. No point is lost or counted twice."""
    if len(xy) < 2:
        return Clusters.none(len(xy))
    resolution = 2.0 ** (step / 2.0)
    cells = np.floor(xy / (CELL * resolution)).astype(np.int64)
    cells -= cells.min(axis=0)
    # One number per cell sorts many times faster than pairs do.
    _, cell_of = np.unique(cells[:, 0] * (cells[:, 1].max() + 1) + cells[:, 1], return_inverse=True)
    group_of = _merged(_middles(xy, cell_of), np.bincount(cell_of), _MERGE * resolution)[cell_of]
    _, group_of = np.unique(group_of, return_inverse=True)
    sizes = np.bincount(group_of)
    together = sizes >= 2
    number = np.where(together, np.cumsum(together) - 1, -1)
    return Clusters(
        number[group_of].astype(np.int64),
        _middles(xy, group_of)[together],
        sizes[together].astype(np.int64),
    )


def _middles(xy: Array, group: Index) -> Array:
    sizes = np.bincount(group).astype(np.float64)
    return np.column_stack(
        [np.bincount(group, xy[:, 0]) / sizes, np.bincount(group, xy[:, 1]) / sizes]
    )


def _merged(middles: Array, sizes: Index, reach: float) -> Index:
    """The group of each cell: larger cells take in the free ones within `reach`."""
    group = np.arange(len(middles), dtype=np.int64)
    points: npt.NDArray[np.object_] = np.asarray(shapely.points(middles), dtype=object)
    first, second = shapely.STRtree(points).query(points, predicate="dwithin", distance=reach)
    apart = first != second
    first, second = first[apart], second[apart]
    order = np.lexsort((second, first, -sizes[first]))
    taken: set[int] = set()
    leads: set[int] = set()
    for lead, other in zip(first[order].tolist(), second[order].tolist(), strict=True):
        if lead in taken or other in taken or other in leads:
            continue
        leads.add(lead)
        taken.add(other)
        group[other] = lead
    return group
