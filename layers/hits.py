"""What lies under a pixel of the map, topmost first, as it is drawn there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from layers import flows
from layers.clusters import Clusters
from layers.features import FeatureLayer
from layers.flows import Flow
from layers.layer_picture import CLUSTER_REACH, InSight
from layers.picture import Content
from layers.projection import Array
from layers.view import Extent, View

_ROW = 60.0  # pixels

Id = tuple[str, int]
"""The name of a table and the id of a row."""


@dataclass(frozen=True, slots=True)
class ClusterHit:
    """A cluster: its layer, its features' positions, their extent and middle, EPSG:3857."""

    layer: FeatureLayer
    features: tuple[int, ...]
    extent: Extent
    middle: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Under:
    """What is under a pixel. A cluster hides the features it stands for."""

    features: tuple[tuple[FeatureLayer, int], ...] = ()
    cluster: ClusterHit | None = None
    flow: Flow | None = None

    @property
    def place(self) -> tuple[float, float]:
        """The middle of the topmost thing, EPSG:3857. LookupError when there is none."""
        if self.features:
            layer, index = self.features[0]
            x, y = layer.anchor[index].tolist()
            return x, y
        if self.cluster is None:
            raise LookupError("nothing with a place lies here")
        return self.cluster.middle

    def ids(self) -> list[Id]:
        """The rows meant when this is clicked, topmost first."""
        found = [(layer.name, int(layer.ids[i])) for layer, i in self.features]
        if self.cluster is not None:
            layer = self.cluster.layer
            found += [(layer.name, int(layer.ids[i])) for i in self.cluster.features]
        if self.flow is not None and not found:
            found += list(self.flow.keys)
        return found


def under(content: Content, view: View, px: float, py: float, tolerance: float = 4.0) -> Under:
    """What is drawn at a pixel of the view."""
    features: list[tuple[FeatureLayer, int]] = []
    areas: list[tuple[FeatureLayer, int]] = []
    for layer in reversed(content.shown(view)):
        gathered = layer.clusters(view.resolution)
        cluster = _cluster(layer, gathered, view, px, py)
        if cluster is not None and not features:
            return Under(cluster=cluster)
        for i in layer.identify(view, px, py, tolerance):
            if not layer.is_point[i]:
                areas.append((layer, i))
            elif _alone(layer, gathered, i):
                features.append((layer, i))
    flow = flows.hit(content.arrows(view), px, py, tolerance)
    if features or flow is None:
        return Under(tuple(features + areas), flow=None)
    return Under(flow=flow)


def _alone(layer: FeatureLayer, gathered: Clusters, feature: int) -> bool:
    """Whether a point is drawn itself, and not only counted in a cluster."""
    _, owner = layer.points
    first, last = np.searchsorted(owner, [feature, feature + 1])
    return bool((gathered.of[first:last] < 0).any())


def _cluster(
    layer: FeatureLayer, gathered: Clusters, view: View, px: float, py: float
) -> ClusterHit | None:
    if not len(gathered):
        return None
    distance = np.hypot(*(gathered.xy - view.to_world([px, py])).T) / view.resolution
    nearest = int(np.argmin(distance))
    if distance[nearest] > CLUSTER_REACH:
        return None
    return _hit(layer, gathered, nearest)


def _hit(layer: FeatureLayer, gathered: Clusters, cluster: int) -> ClusterHit:
    xy, owner = layer.points
    members = gathered.members(cluster)
    features = tuple(dict.fromkeys(owner[members].tolist()))
    x, y = gathered.xy[cluster].tolist()
    return ClusterHit(layer, features, _extent(xy[members]), (x, y))


def _extent(xy: Array) -> Extent:
    west, south = (float(v) for v in xy.min(axis=0))
    east, north = (float(v) for v in xy.max(axis=0))
    return (west, south, east, north)


def within(
    content: Content, view: View, left: float, top: float, right: float, bottom: float
) -> list[Id]:
    """The features that touch a rectangle of pixels."""
    west, north = (float(v) for v in view.to_world([left, top]))
    east, south = (float(v) for v in view.to_world([right, bottom]))
    found: list[Id] = []
    for layer in content.shown(view):
        found += [(layer.name, int(layer.ids[i])) for i in layer.within((west, south, east, north))]
    return found


def in_sight(content: Content, view: View, most: int = 500) -> list[Under]:
    """Each feature and each cluster drawn in a view, row by row from the upper left."""
    found: list[tuple[float, float, Under]] = []
    for layer in content.shown(view):
        sight = InSight.of(layer, view)
        shapes = np.flatnonzero(~layer.is_point)
        things = [Under(((layer, int(i)),)) for i in (*sight.feature, *shapes)]
        things += [Under(cluster=_hit(layer, sight.gathered, int(c))) for c in sight.cluster]
        places = view.to_pixels(layer.anchor[shapes])
        xy = np.vstack([sight.xy, places, sight.cluster_xy])
        inside = ((xy >= 0.0) & (xy <= (view.width, view.height))).all(axis=1)
        for i in np.flatnonzero(inside)[:most].tolist():
            found.append((xy[i, 1] // _ROW, xy[i, 0], things[i]))
    found.sort(key=lambda row: row[:2])
    return [thing for _, _, thing in found[:most]]
