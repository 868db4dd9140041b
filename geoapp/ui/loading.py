"""What the window shows of each layer, read off the case on a worker thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from geoapp.case.on_map import feature_layer, links_by_table
from geoapp.case.view import CaseView
from layers.drawable import Drawable
from layers.features import FeatureLayer
from layers.projection import to_lonlat
from layers.schema import GeometryKind, Table

LonLatExtent = tuple[float, float, float, float]
"""West, south, east, north in degrees, EPSG:4326."""


@dataclass(frozen=True, slots=True)
class LayerSummary:
    """What the layer tree tells of a layer.

    `total` rows of which `unlocated` have no place; `categories` pairs a value of the
    symbology's field (None: any other) with its number of rows, most first.
    """

    table: Table
    total: int
    unlocated: int
    categories: tuple[tuple[str | None, int], ...] = ()
    extent: LonLatExtent | None = None


@dataclass(frozen=True, slots=True)
class LoadedLayer:
    """A layer ready for the map and for the tree."""

    summary: LayerSummary
    features: FeatureLayer


def load_layers(view: CaseView, tables: list[Table]) -> list[LoadedLayer]:
    """Read the drawn layers of a case. May run on a worker with a view of its own."""
    totals, unlocated = view.counts(), view.unlocated()
    links = links_by_table(view.link_counts())
    loaded = []
    for table in tables:
        drawable = view.drawable(table.name)
        features = feature_layer(table, drawable, links.get(table.name, {}))
        total = totals.get(table.name, 0)
        # A table without geometry is drawn over what it is linked to; none of it is missing.
        missing = unlocated.get(table.name, 0) if table.geometry is not GeometryKind.NONE else 0
        loaded.append(
            LoadedLayer(
                LayerSummary(
                    table, total, missing, _categories(table, drawable), _extent(features)
                ),
                features,
            )
        )
    return loaded


def _categories(table: Table, drawable: Drawable) -> tuple[tuple[str | None, int], ...]:
    if table.symbology is None or table.symbology.by is None:
        return ()
    known = table.symbology.symbols
    counted = Counter(code if code in known else None for code in drawable.category)
    return tuple(sorted(counted.items(), key=lambda pair: (pair[0] is None, -pair[1])))


def _extent(features: FeatureLayer) -> LonLatExtent | None:
    if not len(features):
        return None
    west, south = features.bounds[:, :2].min(axis=0)
    east, north = features.bounds[:, 2:].max(axis=0)
    corners = to_lonlat(np.array([[west, south], [east, north]]))
    return (
        float(corners[0, 0]),
        float(corners[0, 1]),
        float(corners[1, 0]),
        float(corners[1, 1]),
    )
