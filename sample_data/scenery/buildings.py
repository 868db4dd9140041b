"""Things that stand upright: roofs, walls, wire, towers, trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sample_data import island
from sample_data.scenery.raster import Field, Grid, Mask, tint

ROOFS: Mapping[str, tuple[float, float, float]] = {
    "tile": (0.44, 0.27, 0.20),
    "grey": (0.50, 0.48, 0.45),
    "blue": (0.27, 0.38, 0.55),
    "rust": (0.43, 0.33, 0.26),
    "dark": (0.25, 0.24, 0.23),
}


@dataclass(frozen=True)
class Site:
    """A landscape being drawn: heights in metres, reflectances, and metres along the walls."""

    grid: Grid
    terrain: Field
    heights: Field
    ground: Field
    fine: Field
    u: Field
    v: Field

    def put(
        self, where: Mask, top: Field | float, colour: object, unevenness: float = 0.05
    ) -> None:
        """Set what stands on some pixels: its top in metres and its colour."""
        self.heights[where] = np.broadcast_to(top, self.heights.shape)[where]
        shade = (1 + unevenness * self.fine[where])[:, None]
        self.ground[where] = np.asarray(colour, np.float32) * shade

    def box(self, frame: str, west: float, south: float, east: float, north: float) -> Mask:
        """The pixels of a rectangle in one of the island's frames."""
        x, y = self.axes(frame)
        return (x >= west) & (x <= east) & (y >= south) & (y <= north)

    def axes(self, frame: str) -> tuple[Field, Field]:
        """Metres along both directions of a frame."""
        return (self.u, self.v) if frame == "compound" else (self.grid.x, self.grid.y)


def site(grid: Grid, terrain: Field, ground: Field, fine: Field) -> Site:
    """A landscape before anything stands on it."""
    u, v = island.into_compound(grid.x.astype(np.float64), grid.y.astype(np.float64))
    return Site(
        grid, terrain, terrain.copy(), ground, fine, u.astype(np.float32), v.astype(np.float32)
    )


def house(at: Site, row: Mapping[str, str], number: int) -> None:
    """A gabled roof, its ridge along the longer side, with a paler edge and streaks."""
    west, south, east, north = (float(row[n]) for n in ("west", "south", "east", "north"))
    where = at.box(row["frame"], west, south, east, north)
    if not where.any():
        return
    x, y = at.axes(row["frame"])
    lengthwise = east - west > north - south
    across, half = (y - (south + north) / 2, (north - south) / 2)
    if not lengthwise:
        across, half = (x - (west + east) / 2, (east - west) / 2)
    slope = 1 - np.abs(across) / half
    base = float(at.terrain[where].mean())
    pitch = min(2.6, half * 0.42)
    top = base + float(row["height_m"]) + pitch * slope
    along = x if lengthwise else y
    worn = 1 + 0.05 * np.sin(along * 1.9 + number) + 0.04 * np.sin(along * 0.37 + 2.1 * number)
    colour = np.asarray(ROOFS[row["roof"]], np.float32) * (1 + 0.08 * np.sin(number * 2.3))
    at.put(where, top, colour)
    at.ground[where] *= worn[where][:, None]
    at.ground[where & (slope < 0.08)] *= 0.82


def wire(at: Site, edge: Field, strength: float, step: float = 3.0) -> None:
    """Wire between posts: the line itself is barely seen, its posts and their shadows are."""
    line = edge < 0.8
    at.ground[line] += (tint([0.52, 0.48, 0.40]) - at.ground[line]) * strength
    post = (edge < 0.36) & (((at.u + at.v) % step) < 0.6)
    at.put(post, at.terrain + 2.6, [0.62, 0.60, 0.56], 0.0)


def tower(at: Site, u: float, v: float) -> None:
    """A watchtower of ten metres with a small roof."""
    base = float(at.terrain[at.box("compound", u - 2, v - 2, u + 2, v + 2)].mean())
    at.put(at.box("compound", u - 2.1, v - 2.1, u + 2.1, v + 2.1), base + 9.2, [0.66, 0.61, 0.54])
    at.put(at.box("compound", u - 1.4, v - 1.4, u + 1.4, v + 1.4), base + 10.6, [0.36, 0.28, 0.23])


def trees(at: Site, density: Field, count: int, seed: int, tints: tuple[object, object]) -> None:
    """Crowns scattered where `density` (0 to 1) lets them stand; the second tint is rarer."""
    random = np.random.default_rng(seed)
    rows, columns = at.grid.shape
    places = zip(
        random.uniform(0, rows, count),
        random.uniform(0, columns, count),
        random.gamma(9, 0.2, count) + 0.5,
        random.uniform(3, 8.5, count),
        random.uniform(0.7, 1.3, count),
        random.random(count),
        strict=True,
    )
    for row, column, radius, tall, shade, chance in places:
        if chance < density[int(row), int(column)]:
            colour = tints[1] if shade > 1.18 else tints[0]
            _crown(at, row, column, radius, tall, np.asarray(colour, np.float32) * shade)


def _crown(at: Site, row: float, column: float, radius: float, tall: float, colour: Field) -> None:
    reach = int(radius / at.grid.pixel) + 1
    top, left = max(int(row) - reach, 0), max(int(column) - reach, 0)
    part = slice(top, int(row) + reach + 1), slice(left, int(column) + reach + 1)
    heights = at.heights[part]
    y, x = np.mgrid[top : top + heights.shape[0], left : left + heights.shape[1]]
    bulge = 1 - ((y - row) ** 2 + (x - column) ** 2) * (at.grid.pixel / radius) ** 2
    crown = at.terrain[part] + tall * np.sqrt(np.clip(bulge, 0, 1)) * 0.85
    where = (bulge > 0) & (crown > heights)
    heights[where] = crown[where]
    at.ground[part][where] = colour * (1 + 0.12 * at.fine[part][where])[:, None]
