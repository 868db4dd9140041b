"""What to draw for a view, as arrays in pixels and symbols: the same for screen and export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from layers import flows, labels, layer_picture
from layers.features import FeatureLayer
from layers.flows import Arrow, Flow
from layers.ground import Ground, GroundPaths
from layers.labels import Label, LabelStyle, Measure, Room, Wanted
from layers.layer_picture import InSight, LayerPicture
from layers.marks import Mark, Marks
from layers.view import View

_FLOW_ROOM = 5.0


@dataclass(frozen=True, slots=True)
class Content:
    """What a map holds. `hidden`: names of tables that are switched off.

    `lifted`: the (table, id) of a feature that is being moved and is drawn elsewhere.
    `notice`: what must stand on every picture of it.
    """

    layers: tuple[FeatureLayer, ...] = ()
    flows: tuple[Flow, ...] = ()
    hidden: frozenset[str] = field(default_factory=frozenset)
    language: str = "en"
    ground: Ground | None = None
    lifted: tuple[str, int] | None = None
    notice: str = ""

    def shown(self, view: View) -> list[FeatureLayer]:
        """The layers drawn in a view, lowest first."""
        chosen = [
            layer
            for layer in self.layers
            if layer.name not in self.hidden and layer_picture.is_shown(layer, view)
        ]
        return sorted(chosen, key=lambda layer: layer.symbology.order)

    def arrows(self, view: View) -> list[Arrow]:
        """The arrows drawn in a view."""
        chosen = [
            flow
            for flow in self.flows
            if flow.table not in self.hidden and view.ground_resolution <= flow.hidden_above
        ]
        return flows.arrows(chosen, view)

    def lifted_from(self, layer: FeatureLayer) -> int | None:
        """The position of the lifted feature in a layer, if it is one of its own."""
        if self.lifted is None or self.lifted[0] != layer.name:
            return None
        return layer.index_of.get(self.lifted[1])


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw for `view`, lowest first. `under` lies beneath imagery."""

    view: View
    under: tuple[GroundPaths, ...]
    over: tuple[GroundPaths, ...]
    layers: tuple[LayerPicture, ...]
    arrows: tuple[Arrow, ...]
    badges: Marks
    labels: tuple[Label, ...]


def compose(view: View, content: Content, measure: Measure) -> Picture:
    """Decide what is drawn where. `measure` gives the size of a text in pixels."""
    sights = [InSight.of(layer, view, content.lifted_from(layer)) for layer in content.shown(view)]
    shown = content.arrows(view)
    ground = content.ground
    return Picture(
        view,
        tuple(ground.under(view)) if ground is not None else (),
        tuple(ground.over(view)) if ground is not None else (),
        tuple(layer_picture.draw(sight) for sight in sights),
        tuple(shown),
        _badges(sights),
        tuple(_labels(view, content, sights, shown, measure)),
    )


def _badges(sights: Iterable[InSight]) -> Marks:
    found = [layer_picture.badges(sight.layer, sight.feature, sight.xy) for sight in sights]
    number: dict[Mark, int] = {}
    kind = [number.setdefault(mark, len(number)) for _, marks in found for mark in marks]
    places = [at for at, _ in found]
    xy = np.vstack(places) if places else np.empty((0, 2))
    return Marks(xy, np.array(kind, np.int64), tuple(number))


def _labels(
    view: View, content: Content, sights: list[InSight], shown: list[Arrow], measure: Measure
) -> list[Label]:
    """Names of arrows and features first, then what is lettered on the map below."""
    spines = [arrow.spine for arrow in shown]
    along = [np.hstack([spine - _FLOW_ROOM, spine + _FLOW_ROOM]) for spine in spines]
    boxes = [layer_picture.taken(sight) for sight in sights] + along
    room = Room(view.width, view.height, np.vstack(boxes) if boxes else None)
    wanted = [_flow_name(arrow, content.language) for arrow in shown]
    for sight in reversed(sights):
        wanted.extend(layer_picture.names(sight, content.language))
    placed = labels.place(wanted, measure, room)
    if content.ground is not None:
        placed += labels.place(content.ground.names(view, content.language), measure, room)
    return placed


def _flow_name(arrow: Arrow, language: str) -> Wanted:
    x, y = arrow.label_at
    return Wanted(arrow.flow.label.in_language(language), x, y, 4.0, LabelStyle.FLOW)
