"""What lies under a pixel of the map, topmost first, as it is drawn there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from layers import flows
from layers.features import FeatureLayer
from layers.flows import Flow
from layers.layer_picture import CLUSTER_REACH, InSight
from layers.picture import Content
from layers.projection import Array
from layers.view import Extent, View

Id = tuple[str, int]
"""The name of a table and the id of a row."""


@dataclass(frozen=True, slots=True)
class ClusterHit:
    """A cluster: its layer, its features' positions and their extent, EPSG:3857."""

    layer: FeatureLayer
    features: tuple[int, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Under:
    """What is under a pixel. A cluster hides the features it stands for."""

    features: tuple[tuple[FeatureLayer, int], ...] = ()
    cluster: ClusterHit | None = None
    flow: Flow | None = None

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
        sight = InSight.of(layer, view)
        cluster = _cluster(sight, px, py)
        if cluster is not None and not features:
            return Under(cluster=cluster)
        for i in layer.identify(view, px, py, tolerance):
            if not layer.is_point[i]:
                areas.append((layer, i))
            elif (sight.feature == i).any():
                features.append((layer, i))
    flow = flows.hit(content.arrows(view), px, py, tolerance)
    if features or flow is None:
        return Under(tuple(features + areas), flow=None)
    return Under(flow=flow)


def _cluster(sight: InSight, px: float, py: float) -> ClusterHit | None:
    if not len(sight.cluster):
        return None
    distance = np.hypot(*(sight.cluster_xy - (px, py)).T)
    nearest = int(np.argmin(distance))
    if distance[nearest] > CLUSTER_REACH:
        return None
    xy, feature = sight.layer.points
    members = sight.gathered.members(int(sight.cluster[nearest]))
    return ClusterHit(
        sight.layer, tuple(dict.fromkeys(feature[members].tolist())), _extent(xy[members])
    )


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
