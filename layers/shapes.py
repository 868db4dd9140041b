"""Lines and areas in EPSG:3857: which of them are in sight, how finely, and where cut off."""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt
import shapely

from layers.projection import HALF_WORLD, Array
from layers.view import Extent, View

Index = npt.NDArray[np.int64]
_LOOSE = 0.4  # pixels by which a simplified line may be off
_CUT_MARGIN = 64.0  # pixels beyond the view at which long shapes are cut off


@dataclass(frozen=True, slots=True)
class Paths:
    """Lines or rings in pixels, one after the other.

    `coords` (n, 2); path i is `coords[offsets[i]:offsets[i + 1]]` and belongs to the
    shape `owner[i]`. `lead` (paths,) is how many pixels of the line lie before its
    visible start, so that dashes stay where they are when the map moves.
    """

    coords: Array
    offsets: Index
    owner: Index
    lead: Array

    def __len__(self) -> int:
        return len(self.owner)

    @classmethod
    def empty(cls) -> Paths:
        """No paths."""
        none = np.empty(0, np.int64)
        return cls(np.empty((0, 2)), np.zeros(1, np.int64), none, np.empty(0))

    def of(self, wanted: npt.NDArray[np.bool_]) -> Paths:
        """Only the paths for which `wanted` (paths,) is true."""
        if wanted.all():
            return self
        lengths = np.diff(self.offsets)
        keep = np.repeat(wanted, lengths)
        offsets = np.concatenate(([0], np.cumsum(lengths[wanted])))
        return Paths(self.coords[keep], offsets, self.owner[wanted], self.lead[wanted])


def zoom_step(resolution: float) -> int:
    """The whole zoom step whose pixels are at most as large as `resolution`."""
    return math.ceil(math.log2(2.0 * HALF_WORLD / 256.0 / resolution) - 1e-9)


class Shapes:
    """Many lines, or many areas, with the number of what each of them belongs to.

    `geometries`: shapely lines (`areas` false) or polygons (`areas` true), EPSG:3857.
    `owner` int64 (n,). Simplified forms are made once per zoom step and kept.
    """

    def __init__(self, geometries: npt.NDArray[np.object_], owner: Index, areas: bool) -> None:
        self.geometries = geometries
        self.owner = owner
        self.areas = areas
        self.bounds: Array = shapely.bounds(geometries).reshape(-1, 4)
        self._simplified: dict[int, npt.NDArray[np.object_]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self.geometries)

    def simplified(self, step: int) -> npt.NDArray[np.object_]:
        """The geometries with only the detail that shows at a zoom step."""
        with self._lock:
            found = self._simplified.get(step)
            if found is None:
                tolerance = 2.0 * HALF_WORLD / 256.0 / 2.0**step * _LOOSE
                found = shapely.simplify(self.geometries, tolerance, preserve_topology=False)
                self._simplified[step] = found
            return found

    def in_sight(self, extent: Extent) -> npt.NDArray[np.intp]:
        """Positions of the geometries whose box touches `extent`."""
        west, south, east, north = extent
        b = self.bounds
        return np.flatnonzero(
            (b[:, 2] >= west) & (b[:, 0] <= east) & (b[:, 3] >= south) & (b[:, 1] <= north)
        )

    def boxes(self, view: View, chosen: npt.NDArray[np.bool_]) -> tuple[Array, Index]:
        """Left, top, width and height in pixels of the `chosen` ones in sight, and their owners.

        No box is smaller than a pixel and a half, so that it can be seen.
        """
        seen = self.in_sight(view.extent)
        seen = seen[chosen[seen]]
        low = view.to_pixels(self.bounds[seen][:, [0, 3]])
        high = view.to_pixels(self.bounds[seen][:, [2, 1]])
        return np.hstack([low, np.maximum(high - low, 1.5)]), self.owner[seen]

    def paths(
        self, view: View, leads: bool = False, chosen: npt.NDArray[np.bool_] | None = None
    ) -> Paths:
        """What is in sight, in pixels of the view; rings follow each other per area.

        `leads`: also measure what lies before the visible start, which takes time.
        `chosen` (n,): leave out the others.
        """
        seen = self.in_sight(view.extent)
        if chosen is not None:
            seen = seen[chosen[seen]]
        if not len(seen):
            return Paths.empty()
        whole = self.simplified(zoom_step(view.resolution))[seen]
        cut = self._cut(whole, seen, view)
        parts, part_of = _lines_of(cut)
        if not len(parts):
            return Paths.empty()
        coords, line = shapely.get_coordinates(parts, return_index=True)
        offsets = np.searchsorted(line, np.arange(len(parts) + 1)).astype(np.int64)
        lead = np.zeros(len(parts))
        if leads and not self.areas:
            starts = shapely.points(coords[offsets[:-1]])
            lead = shapely.line_locate_point(whole[part_of], starts) / view.resolution
        return Paths(view.to_pixels(coords), offsets, self.owner[seen][part_of], lead)

    def _cut(
        self, whole: npt.NDArray[np.object_], seen: npt.NDArray[np.intp], view: View
    ) -> npt.NDArray[np.object_]:
        margin = _CUT_MARGIN * view.resolution
        west, south, east, north = view.extent
        box = (west - margin, south - margin, east + margin, north + margin)
        b = self.bounds[seen]
        outside = (b[:, 0] < box[0]) | (b[:, 1] < box[1]) | (b[:, 2] > box[2]) | (b[:, 3] > box[3])
        if not outside.any():
            return whole
        cut = whole.copy()
        cut[outside] = shapely.clip_by_rect(whole[outside], *box)
        return cut


def _lines_of(
    geometries: npt.NDArray[np.object_],
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.intp]]:
    """Lines and rings out of any geometries, and the position each came from."""
    parts, source = shapely.get_parts(geometries, return_index=True)
    inner, inner_source = shapely.get_parts(parts, return_index=True)
    source = source[inner_source]
    kinds = shapely.get_type_id(inner)
    if not (kinds == 3).any():
        keep = (kinds == 1) | (kinds == 2)
        return inner[keep], source[keep]
    polygons = kinds == 3
    rings, ring_of = shapely.get_rings(inner[polygons], return_index=True)
    return rings, source[polygons][ring_of]
