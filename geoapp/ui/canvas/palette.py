"""The colours of the map that do not come from a layer, for light and dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from layers.ground import Role
from layers.style import Colour


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as (red, green, blue). `casing` surrounds symbols, `halo` surrounds texts."""

    land: Colour
    sea: Colour
    casing: Colour
    inner: Colour
    halo: Colour
    text: Colour
    quiet: Colour
    water_text: Colour
    lake: Colour
    coast: Colour
    river: Colour
    province: Colour
    border: Colour
    panel: Colour
    panel_text: Colour
    panel_quiet: Colour
    accent: Colour
    select: Colour
    find: Colour


LIGHT = Palette(
    land=(238, 235, 227),
    sea=(190, 211, 224),
    casing=(40, 40, 44),
    inner=(255, 255, 255),
    halo=(255, 255, 255),
    text=(26, 28, 32),
    quiet=(86, 84, 80),
    water_text=(58, 98, 134),
    lake=(170, 199, 217),
    coast=(104, 142, 170),
    river=(112, 160, 194),
    province=(150, 140, 128),
    border=(122, 84, 112),
    panel=(255, 255, 255),
    panel_text=(30, 32, 36),
    panel_quiet=(98, 102, 110),
    accent=(20, 96, 178),
    select=(0, 200, 255),
    find=(255, 206, 0),
)
DARK = Palette(
    land=(47, 49, 53),
    sea=(27, 36, 45),
    casing=(12, 12, 14),
    inner=(245, 245, 245),
    halo=(16, 18, 22),
    text=(240, 240, 240),
    quiet=(186, 184, 178),
    water_text=(132, 172, 204),
    lake=(34, 48, 61),
    coast=(84, 110, 130),
    river=(66, 98, 122),
    province=(104, 104, 104),
    border=(188, 158, 176),
    panel=(36, 38, 43),
    panel_text=(236, 237, 239),
    panel_quiet=(164, 168, 176),
    accent=(112, 176, 240),
    select=(0, 220, 255),
    find=(255, 216, 40),
)


def palette(dark: bool) -> Palette:
    """The colours for a dark or a light window."""
    return DARK if dark else LIGHT


def colour(value: Colour, alpha: float = 1.0) -> QColor:
    """A Qt colour with an opacity of 0 to 1."""
    return QColor(*value, round(255 * alpha))


def legible(value: Colour, dark: bool) -> Colour:
    """A layer's colour for thin lines: lightened where it would vanish on a dark map."""
    if not dark or 0.3 * value[0] + 0.59 * value[1] + 0.11 * value[2] > 90.0:
        return value
    red, green, blue = ((part + 3 * 200) // 4 for part in value)
    return red, green, blue


def of_role(colours: Palette, role: Role) -> Colour:
    """The colour of a part of the ground."""
    return {
        Role.LAKE: colours.lake,
        Role.COAST: colours.coast,
        Role.RIVER: colours.river,
        Role.PROVINCE: colours.province,
        Role.BORDER: colours.border,
    }[role]
