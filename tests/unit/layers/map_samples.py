"""Layers made up for the tests of the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from layers import schema as s
from layers.drawable import Drawable
from layers.features import FeatureLayer
from layers.labels import LabelStyle
from layers.style import LineSymbol, PointSymbol, Shape, Symbology

KINDS = s.vocabulary("kind", "Kind", "종류", ("a", "kind a", "가"), ("b", "kind b", "나"))


def table(name: str = "thing", clusters: bool = True, **look: float) -> s.Table:
    return s.Table(
        name=name,
        label=s.Text("Thing", "것"),
        plural=s.Text("Things", "것들"),
        prefix="T",
        title=("name",),
        geometry=s.GeometryKind.ANY,
        fields=(
            s.text("name", "Name", "이름"),
            s.choice("kind", "Kind", "종류", KINDS),
            s.POSITION,
        ),
        symbology=Symbology(
            default=PointSymbol(Shape.SQUARE, (0, 90, 160), 16),
            by="kind",
            symbols={
                "a": PointSymbol(Shape.CIRCLE, (230, 20, 20), 16),
                "b": LineSymbol((20, 160, 20), 4.0, (3.0, 2.0)),
            },
            clusters=clusters,
            **{"labels_above": 1e9, "hidden_above": 1e9, **look},
        ),
    )


def drawable(
    geometries: Sequence[shapely.Geometry],
    kind: str | None = "a",
    radius: float = float("nan"),
    precision: str | None = "building",
) -> Drawable:
    n = len(geometries)
    return Drawable(
        "thing",
        np.arange(101, 101 + n),
        [shapely.to_wkb(g) for g in geometries],
        np.full(n, radius),
        [precision] * n,
        [kind] * n,
        [f"Thing {i}" for i in range(n)],
        [f"물건 {i}" for i in range(n)],
        [f"T-{i}" for i in range(n)],
    )


def layer(
    geometries: Sequence[shapely.Geometry],
    *,
    name: str = "thing",
    clusters: bool = True,
    badges: Mapping[int, int] | None = None,
    kind: str | None = "a",
    radius: float = float("nan"),
    precision: str | None = "building",
    **look: float,
) -> FeatureLayer:
    rows = drawable(geometries, kind, radius, precision)
    return FeatureLayer.build(table(name, clusters, **look), rows, badges)


def measure(text: str, style: LabelStyle) -> tuple[float, float]:
    """Letters of 7 by 14 pixels."""
    return 7.0 * len(text), 14.0
