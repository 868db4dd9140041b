"""What grows and what lies bare, on the two days of the scenes."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Season:
    """Reflectances of the ground. `crops` runs from the darkest plot to the brightest."""

    grass: Colour
    straw: Colour
    scrub: Colour
    leaves: tuple[Colour, Colour]
    crops: tuple[Colour, Colour]
    water: Colour


MAY = Season(
    grass=(0.225, 0.245, 0.14),
    straw=(0.33, 0.305, 0.20),
    scrub=(0.145, 0.18, 0.085),
    leaves=((0.10, 0.145, 0.07), (0.15, 0.19, 0.08)),
    crops=((0.20, 0.20, 0.13), (0.43, 0.37, 0.27)),
    water=(0.085, 0.12, 0.11),
)
SEPTEMBER = Season(
    grass=(0.285, 0.27, 0.155),
    straw=(0.40, 0.355, 0.225),
    scrub=(0.18, 0.185, 0.09),
    leaves=((0.105, 0.135, 0.07), (0.165, 0.14, 0.07)),
    crops=((0.27, 0.25, 0.14), (0.44, 0.37, 0.21)),
    water=(0.075, 0.11, 0.115),
)
