"""A case as the map needs it: one feature layer for each table that is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from geoapp.case.records import Key
from geoapp.case.view import CaseView
from layers.features import FeatureLayer
from layers.schema import GeometryKind

LinkCounts = Mapping[Key, Mapping[str, int]]


def feature_layers(view: CaseView) -> list[FeatureLayer]:
    """The layers of a case with geometries, lowest drawing order first.

    Rows that are not located are left out. Takes time with many rows: meant for a worker.
    """
    counts = view.link_counts()
    drawn = (t for t in view.statements.drawn() if t.geometry is not GeometryKind.NONE)
    return [feature_layer(view, table.name, counts) for table in drawn]


def feature_layer(view: CaseView, table: str, counts: LinkCounts | None = None) -> FeatureLayer:
    """One layer with the number of things linked to each row. KeyError for no such table."""
    known = view.link_counts() if counts is None else counts
    links = {key.id: ends for key, ends in known.items() if key.table == table}
    badges = {row: sum(ends.values()) for row, ends in links.items()}
    return FeatureLayer.build(view.statements[table], view.drawable(table), badges, links)
