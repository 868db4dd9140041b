"""From feature to feature by keyboard, each told to assistive technology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from geoapp.ui.canvas import wording
from layers.hits import Under

if TYPE_CHECKING:
    from geoapp.ui.canvas.canvas import MapCanvas


class Walk:
    """Where Tab has got to among the features and clusters in sight."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._number = -1
        self._leaving = False

    @property
    def stop(self) -> Under | None:
        """The feature or cluster one is at, if any."""
        stops = self._canvas.stops() if self._number >= 0 else []
        return stops[self._number] if 0 <= self._number < len(stops) else None

    def leave(self) -> None:
        """The next step goes out of the map."""
        self._leaving = True

    def step(self, forward: bool) -> bool:
        """Go to the next or previous feature; False at the end of them and after `leave`."""
        stops = [] if self._leaving else self._canvas.stops()
        self._leaving = False
        following = self._following(len(stops), forward)
        if not 0 <= following < len(stops):
            self._number = -1
            self._canvas.set_under(Under())
            self._canvas.announce("")
            return False
        self._number = following
        self._tell(stops[following], f"{following + 1} / {len(stops)}")
        return True

    def _following(self, count: int, forward: bool) -> int:
        if not 0 <= self._number < count:
            return 0 if forward else count - 1
        return self._number + (1 if forward else -1)

    def _tell(self, thing: Under, place: str) -> None:
        x, y = self._canvas.view.to_pixels(thing.place).tolist()
        self._canvas.gestures.pointer = QPointF(x, y)
        self._canvas.set_under(thing)
        lines = wording.card(thing, self._canvas.content.language)
        self._canvas.announce(", ".join([*lines[:2], place]))
