"""The map under the layers: sea, land, rivers, borders and the names of towns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layers.labels import Wanted
from layers.marks import Fill, Stroke
from layers.view import View


@dataclass(frozen=True)
class Ground:
    """A base map prepared for drawing."""

    def fills(self, view: View) -> tuple[Fill, ...]:
        """Areas in sight, lowest first."""
        return ()

    def strokes(self, view: View) -> tuple[Stroke, ...]:
        """Lines in sight, lowest first."""
        return ()

    def names(self, view: View, language: str) -> Iterator[Wanted]:
        """Towns in sight, the most important first."""
        yield from ()
