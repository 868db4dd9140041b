"""A case as the map needs it: one feature layer for each table that is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from geoapp.case.records import Key
from geoapp.case.view import CaseView
from layers.drawable import Drawable
from layers.features import FeatureLayer
from layers.schema import GeometryKind, Table

BADGED = ("published_account", "testimony", "passage", "incident", "observation", "repatriation")
"""Linked records that a feature shows as a number."""

Links = Mapping[int, Mapping[str, int]]
"""For each id of one table: how many rows of which table it is linked to."""


def feature_layers(view: CaseView) -> list[FeatureLayer]:
    """The layers of a case with geometries, lowest drawing order first.

    Rows that are not located are left out. Takes time with many rows: meant for a worker.
    """
    links = links_by_table(view.link_counts())
    drawn = [t for t in view.statements.drawn() if t.geometry is not GeometryKind.NONE]
    return [feature_layer(t, view.drawable(t.name), links.get(t.name, {})) for t in drawn]


def feature_layer(table: Table, drawable: Drawable, links: Links) -> FeatureLayer:
    """One layer with the number of records that speak of each row."""
    badges = {
        row: sum(count for name, count in ends.items() if name in BADGED)
        for row, ends in links.items()
    }
    return FeatureLayer.build(table, drawable, badges, links)


def links_by_table(counts: Mapping[Key, Mapping[str, int]]) -> dict[str, Links]:
    """What `CaseView.link_counts` gives, by table and then by id."""
    links: dict[str, dict[int, Mapping[str, int]]] = {}
    for key, ends in counts.items():
        links.setdefault(key.table, {})[key.id] = ends
    return dict(links)
