"""What the map says of a thing under the cursor, and in its choices."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from layers.features import FeatureLayer
from layers.flows import Flow
from layers.hits import ClusterHit, Under

_ACCOUNTS = ("published_account", "testimony", "interview", "passage")
_LISTED = 4


def kind_of(layer: FeatureLayer, index: int, language: str) -> str:
    """The category in words, such as the kind of a facility; else the layer's label."""
    by, category = layer.symbology.by, layer.category[index]
    if by is not None and category:
        words = layer.table.field(by).vocabulary
        if words is not None:
            return words.label_of(category, language)
    return layer.table.label.in_language(language)


def names(layer: FeatureLayer, index: int, language: str) -> str:
    """Both names of a feature, that of the language first."""
    first = layer.label(index, language)
    other = layer.labels[index] if language.startswith("ko") else layer.labels_ko[index]
    return first if not other or other == first else f"{first}  {other}"


def linked(counts: Mapping[str, int], language: str) -> str:
    """How many accounts and incidents are linked, then how many other things."""
    accounts = sum(counts.get(name, 0) for name in _ACCOUNTS)
    incidents = counts.get("incident", 0)
    rest = sum(counts.values()) - accounts - incidents
    words = [
        QCoreApplication.translate("canvas", "accounts: {0}").format(accounts),
        QCoreApplication.translate("canvas", "events: {0}").format(incidents),
    ]
    if rest:
        words.append(QCoreApplication.translate("canvas", "other links: {0}").format(rest))
    return " · ".join(words)


def card(under: Under, language: str) -> list[str]:
    """The lines of the hover card; none when nothing is there."""
    if under.cluster is not None:
        return _of_cluster(under.cluster, language)
    if under.features:
        layer, index = under.features[0]
        counts = layer.links.get(int(layer.ids[index]), {})
        lines = [names(layer, index, language), kind_of(layer, index, language)]
        lines.append(linked(counts, language))
        if len(under.features) > 1:
            lines.append(
                QCoreApplication.translate("canvas", "and {0} more here").format(
                    len(under.features) - 1
                )
            )
        return lines
    return _of_flow(under.flow, language) if under.flow is not None else []


def _of_cluster(cluster: ClusterHit, language: str) -> list[str]:
    layer, features = cluster.layer, cluster.features
    lines = [f"{len(features)} · {layer.table.plural.in_language(language)}"]
    lines += [names(layer, i, language) for i in features[:_LISTED]]
    if len(features) > _LISTED:
        lines.append(
            QCoreApplication.translate("canvas", "and {0} more").format(len(features) - _LISTED)
        )
    return lines


def _of_flow(flow: Flow, language: str) -> list[str]:
    lines = [flow.label.in_language(language), *flow.titles[:_LISTED]]
    if len(flow.titles) > _LISTED:
        lines.append(
            QCoreApplication.translate("canvas", "and {0} more").format(len(flow.titles) - _LISTED)
        )
    return lines
