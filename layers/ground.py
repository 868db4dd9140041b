"""The map under the layers: coast, lakes, rivers, borders and names, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely

from layers.basemap import BaseMap, MapLabel, Theme
from layers.labels import LabelStyle, Wanted
from layers.shapes import Paths, Shapes
from layers.view import View

_TOWN_STYLES = {
    1: LabelStyle.CAPITAL,
    2: LabelStyle.CITY,
    3: LabelStyle.TOWN,
    4: LabelStyle.TOWN,
}
_STYLES = {
    "country": LabelStyle.COUNTRY,
    "province": LabelStyle.PROVINCE,
    "sea": LabelStyle.WATER,
    "lake": LabelStyle.WATER,
    "river": LabelStyle.WATER,
    "mountain": LabelStyle.VILLAGE,
}
_BESIDE_DOT = 4.0


class Role(StrEnum):
    """What a line or area of the ground is; the palette gives it a colour."""

    LAKE = "lake"
    COAST = "coast"
    RIVER = "river"
    PROVINCE = "province"
    BORDER = "border"


@dataclass(frozen=True, slots=True)
class GroundPaths:
    """Lines, or rings to fill, of one role. `width` in pixels, `dash` in widths."""

    paths: Paths
    role: Role
    width: float = 0.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lines:
    shapes: Shapes
    role: Role
    width: float
    coarsest: float = 1e9
    dash: tuple[float, ...] = ()

    def seen(self, view: View) -> GroundPaths | None:
        """What a view shows of them; wider when closer."""
        if view.resolution > self.coarsest:
            return None
        paths = self.shapes.paths(view, leads=bool(self.dash))
        wider = min(max(np.log2(1600.0 / view.resolution), 0.0), 4.0) * 0.15
        return GroundPaths(paths, self.role, self.width * (1.0 + wider), self.dash)


class Ground:
    """A base map made ready for drawing. Never changes once it is built."""

    def __init__(self, base: BaseMap) -> None:
        self.credit = base.credit
        self._labels = base.labels
        self._lakes = [_areas(theme) for theme in base.areas.values()]
        lines = base.lines
        self._under = [
            _Lines(_lines(lines["coast"]), Role.COAST, 0.9),
            _Lines(_lines(lines["rivers"], "river"), Role.RIVER, 0.8, 1300.0),
            _Lines(_lines(lines["rivers"], "border"), Role.RIVER, 1.4, 3000.0),
            _Lines(_lines(lines["provinces"]), Role.PROVINCE, 0.9, 1300.0, (4.0, 3.0)),
        ]
        self._over = [
            _Lines(_lines(lines["borders"], "border"), Role.BORDER, 1.5, dash=(7.0, 2.0, 1.5, 2.0)),
            _Lines(_lines(lines["borders"], "demarcation line"), Role.BORDER, 1.5, dash=(3.0, 2.5)),
        ]

    def under(self, view: View) -> list[GroundPaths]:
        """What lies under imagery: lakes, coast, rivers, provinces; lowest first."""
        lakes = [GroundPaths(shapes.paths(view), Role.LAKE) for shapes in self._lakes]
        return lakes + [seen for part in self._under if (seen := part.seen(view)) is not None]

    def over(self, view: View) -> list[GroundPaths]:
        """What lies over imagery: the borders of states."""
        return [seen for part in self._over if (seen := part.seen(view)) is not None]

    def names(self, view: View, language: str) -> Iterator[Wanted]:
        """Names in sight, the most important first."""
        west, south, east, north = view.extent
        for label in self._labels:
            inside = west <= label.x <= east and south <= label.y <= north
            if inside and label.shown(view.resolution):
                yield _wanted(label, view, language)


def _wanted(label: MapLabel, view: View, language: str) -> Wanted:
    x, y = view.to_pixels([label.x, label.y]).tolist()
    korean = language.startswith("ko")
    text = (label.name_ko if korean else label.name) or label.name or label.name_ko
    if label.kind in ("town", "mountain"):
        style = _TOWN_STYLES.get(label.rank, LabelStyle.VILLAGE)
        if label.kind == "mountain":
            style = LabelStyle.MOUNTAIN
        return Wanted(text, x, y, _BESIDE_DOT, style, dot=True)
    style = _STYLES.get(label.kind, LabelStyle.TOWN)
    return Wanted(text, x, y, 0.0, style, angle=label.angle)


def _lines(theme: Theme, kind: str | None = None) -> Shapes:
    lengths = np.diff(theme.offsets)
    kinds = np.array(theme.kinds, dtype=object)[theme.feature]
    wanted = (lengths >= 2) & (kinds == kind if kind is not None else True)
    keep = np.repeat(wanted, lengths)
    number = np.repeat(np.arange(int(wanted.sum())), lengths[wanted])
    made = shapely.linestrings(theme.xy[keep], indices=number) if keep.any() else []
    return Shapes(np.asarray(made, dtype=object), theme.feature[wanted], areas=False)


def _areas(theme: Theme) -> Shapes:
    """Polygons of a theme; the first ring of a feature is its outline, the others holes."""
    made, owner = [], []
    for feature in np.unique(theme.feature).tolist():
        parts = np.flatnonzero(theme.feature == feature)
        rings = [theme.part(int(i)) for i in parts]
        made.append(shapely.Polygon(rings[0], rings[1:]))
        owner.append(feature)
    return Shapes(np.array(made, dtype=object), np.array(owner, np.int64), areas=True)
