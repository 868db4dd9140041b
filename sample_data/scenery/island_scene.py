"""The whole island at four metres per pixel: sea, surf, hills, woods, fields, ways, roofs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import island
from sample_data.scenery.plan import Plan
from sample_data.scenery.raster import Field, Grid, Mask, paint, step, tint

GRID = Grid(-4100, -3100, 4300, 3100, 4.0)

HILLS = (
    (-1750, 1450, 1000, 800, 430),
    (-2750, 900, 650, 700, 260),
    (-700, 1500, 800, 500, 190),
    (450, 1050, 900, 260, 150),
    (1600, 1250, 800, 420, 170),
    (2700, 850, 520, 330, 120),
    (-2650, -500, 560, 620, 290),
    (-1700, -1600, 850, 560, 240),
    (-450, -1650, 650, 430, 150),
    (2350, -260, 620, 420, 170),
    (2950, -850, 330, 520, 120),
    (1900, -1900, 700, 360, 120),
    (900, -1900, 500, 300, 100),
)
"""Middle east and north, width east and north, height: all in metres."""


@dataclass(frozen=True)
class Island:
    """A drawn island: heights in metres, reflectances, and the land's pixels."""

    heights: Field
    ground: Field
    land: Mask


def drawn(plan: Plan) -> Island:
    """Land and sea without the compound, which is laid in from its own picture."""
    grid = GRID
    line = plan.line("coast")
    rough = grid.noise(2.6, 41, 8)
    shore = np.where(grid.inside(line), 1, -1) * grid.distance(line, 700)
    frayed = 20 * grid.noise(2.4, 50, 14) + 34 * grid.noise(3.4, 51, 60)
    shore = np.asarray(np.clip(shore, -5000, 5000) + frayed + 10, np.float32)
    broad, middling = grid.noise(2.8, 42, 20), grid.noise(1.5, 43, 4)
    heights = _heights(grid, plan, shore, rough)
    ground = np.empty((*grid.shape, 3), np.float32)
    ground[:] = plan.season.grass
    _plants(grid, plan, ground, heights, broad, middling)
    _fields(grid, plan, ground, heights, middling)
    _ways(grid, plan, ground, heights)
    _roofs(grid, plan, ground, heights)
    _mine(grid, plan, ground, middling)
    _sea(grid, ground, heights, shore, rough, middling)
    _pier(grid, plan, ground, heights)
    return Island(heights, ground, shore > 0)


def _heights(grid: Grid, plan: Plan, shore: Field, rough: Field) -> Field:
    """Hills, valleys cut to the stream, a level floor around the compound, cliffs."""
    ridges = 1 - 1.1 * np.abs(grid.noise(3.4, 44, 50)) - 0.35 * np.abs(grid.noise(2.8, 49, 30))
    base: Field = np.zeros(grid.shape, np.float32)
    for east, north, wide, high, metres in HILLS:
        off = ((grid.x - east) / wide) ** 2 + ((grid.y - north) / high) ** 2
        base += metres * np.exp(-off)
    heights = base * (0.95 + 0.42 * ridges) + 9 * grid.noise(3.0, 45, 30) + 30
    flat = step(-np.hypot(grid.x / 1.35, grid.y), -900, -430)
    heights += (24 - heights) * flat
    for code, reach, floor in (("river", 420, 17), ("rail", 320, 22), ("road", 260, 22)):
        away = grid.distance(plan.line(code), reach)
        heights += (np.minimum(heights, floor + 0.3 * away) - heights) * step(-away, -reach, 0)
    basin = step(-np.hypot((grid.x - 950) / 1.5, grid.y + 930), -560, -260)
    heights += (23 + 0.1 * heights - heights) * basin
    heights += 1.6 * rough * step(heights, 30, 90)
    rise = step(shore, 0, 120)
    return np.asarray(np.where(shore > 0, 2 + (heights - 2) * rise, 0), np.float32)


def _plants(
    grid: Grid, plan: Plan, ground: Field, heights: Field, broad: Field, middling: Field
) -> None:
    season = plan.season
    down, right = np.gradient(heights, grid.pixel)
    slope = np.hypot(down, right)
    lean = broad + 0.6 * middling
    paint(ground, season.straw, step(lean, -0.2, 1.6) * 0.6)
    wood = step(0.9 * lean + 5.5 * slope + heights / 160 - 1.0, 0.0, 1.0)
    wood *= 1 - step(heights + 30 * lean, 340, 430)
    crowns = tint(season.leaves[0]) * (1 + 0.22 * middling)[..., None]
    paint(ground, crowns, wood * 0.95)
    stand = grid.noise(3.0, 52, 15)
    paint(ground, season.leaves[1], wood * step(stand + 0.4 * middling, 0.1, 1.4) * 0.8)
    paint(ground, season.scrub, wood * step(-stand + 0.5 * middling, 0.7, 1.9) * 0.8)
    heights += wood * (5 + 1.6 * middling)
    bare = step(slope + 0.08 * lean, 0.75, 1.1) * step(heights, 90, 160)
    bare += step(heights + 34 * lean, 385, 470)
    paint(ground, [0.42, 0.395, 0.35], np.clip(bare, 0, 1) * 0.7)
    ground *= (1 + 0.05 * middling + 0.04 * broad)[..., None]


def _fields(grid: Grid, plan: Plan, ground: Field, heights: Field, middling: Field) -> None:
    """Terraced plots where the land is level, about the village and the valley floor."""
    bend, sway = 26 * grid.noise(3.6, 46, 60), 26 * grid.noise(3.6, 47, 60)
    along, across = grid.x + bend + 0.3 * grid.y, grid.y - 0.3 * grid.x + sway
    rank = np.floor(across / 52)
    column = np.floor((along + 23 * (rank % 4)) / (34 + 14 * (rank % 3)))
    plot = ((column * 7 + rank * 13 + (column * column) % 5) % 11).astype(int)
    bank = (across % 52) < 4.5
    edge = grid.distance(plan.line("IP-FIELDS"), 400)
    inwards = np.where(grid.inside(plan.line("IP-FIELDS")), edge, -edge)
    paddies = inwards > 2.4 * sway + 1.2 * bend
    near = np.hypot((grid.x + 420) / 1.5, grid.y - 40) < 165 + 2 * bend
    east = np.hypot((grid.x - 1150) / 5, grid.y - 100 + sway) < 140 + 1.6 * bend
    where = (paddies | near | (east & (grid.x > 430))) & (heights < 50 + 0.2 * sway)
    random = np.random.default_rng(15)
    low, high = (tint(c) for c in plan.season.crops)
    shades = low + (high - low) * random.uniform(0, 1, (11, 1)).astype(np.float32)
    colour = shades[plot] * (1 + 0.06 * middling)[..., None]
    paint(ground, colour, where * 0.9)
    paint(ground, plan.season.grass, (where & bank) * 0.7)


def _ways(grid: Grid, plan: Plan, ground: Field, heights: Field) -> None:
    stream = grid.distance(plan.line("river"), 60)
    braid = 7 * grid.noise(2.6, 53, 12)
    paint(ground, [0.44, 0.415, 0.355], step(-stream, -17 - np.abs(braid), -12) * 0.6)
    paint(ground, plan.season.water, step(-stream, -12 + 0.4 * braid, -8 + 0.4 * braid))
    for code, half, colour in (
        ("mineroad", 2.2, (0.50, 0.45, 0.36)),
        ("northtrack", 1.8, (0.47, 0.42, 0.33)),
        ("stationroad", 2.4, (0.52, 0.47, 0.38)),
        ("road", 3.2, (0.55, 0.50, 0.41)),
        ("rail", 3.0, (0.31, 0.285, 0.25)),
        ("siding", 2.4, (0.31, 0.285, 0.25)),
    ):
        away = grid.distance(plan.line(code), 30)
        strip = step(-away, -half - 3.5, -half)
        paint(ground, colour, strip * 0.85)
        heights -= strip * np.clip(heights - 20, 0, 4)


def _roofs(grid: Grid, plan: Plan, ground: Field, heights: Field) -> None:
    """The village, the station, the mine's sheds: roofs of one to three pixels."""
    random = np.random.default_rng(21)
    spots = [*_village(random, 62)]
    spots += [(1150 + 30 * n, -396.0, 20.0, 9.0, 5.0) for n in range(3)]
    spots += [(1095.0, -398.0, 9.0, 9.0, 11.0), (3030.0, -1805.0, 34.0, 13.0, 6.0)]
    spots += [(-2270.0, -540.0, 34.0, 9.0, 4.0), (-2230.0, -540.0, 30.0, 9.0, 4.0)]
    spots += [(-2420.0, -530.0, 40.0, 14.0, 9.0), (-2360.0, -500.0, 22.0, 14.0, 12.0)]
    shades = tint([[0.45, 0.29, 0.22], [0.62, 0.60, 0.57], [0.50, 0.38, 0.29]])
    for number, (east, north, wide, deep, tall) in enumerate(spots):
        where = (np.abs(grid.x - east) <= wide / 2 + 1) & (np.abs(grid.y - north) <= deep / 2 + 1)
        ground[where] = shades[number % 3] * (0.9 + 0.2 * random.random())
        heights[where] = heights[where].max(initial=0) + tall
        yard = (np.abs(grid.x - east) <= wide / 2 + 6) & (np.abs(grid.y - north) <= deep / 2 + 6)
        paint(ground, [0.30, 0.27, 0.20], (yard & ~where) * 0.6)
    for shift in (-10, 0, 10):
        tracks = np.abs(grid.y + 424 + shift) < 2.5
        paint(ground, [0.31, 0.285, 0.25], tracks * (np.abs(grid.x - 1150) < 190) * 0.8)


def _village(
    random: np.random.Generator, count: int
) -> list[tuple[float, float, float, float, float]]:
    """Houses in bent rows along the road and the slope behind it."""
    found: list[tuple[float, float, float, float, float]] = []
    while len(found) < count:
        row, place = int(random.integers(0, 6)), float(random.uniform(-210, 210))
        east = 900 + place + 12 * row
        north = -930 + 34 * row - 0.16 * place + random.normal(0, 3)
        if all(np.hypot(east - e, north - n) > 24 for e, n, *_ in found):
            found.append((east, north, float(random.uniform(10, 16)), 8.0, 4.5))
    return found


def _mine(grid: Grid, plan: Plan, ground: Field, middling: Field) -> None:
    east, north = plan.line("IP-MINE")[0]
    spoil = np.hypot((grid.x - east - 15) / 1.7, grid.y - north + 75) - 16 * middling
    paint(ground, [0.20, 0.19, 0.185], step(-spoil, -75, -45) * 0.85)
    yard = np.hypot((grid.x - east - 20) / 1.9, grid.y - north - 25) - 9 * middling
    paint(ground, [0.36, 0.33, 0.28], step(-yard, -62, -42) * 0.75)
    coal = np.hypot((grid.x - east - 90) / 2, grid.y - north - 8)
    paint(ground, [0.12, 0.115, 0.11], step(-coal, -20, -12) * 0.9)


def _sea(
    grid: Grid, ground: Field, heights: Field, shore: Field, rough: Field, middling: Field
) -> None:
    """Depth by distance from the shore, sand or rock along it, broken surf, swell."""
    bay = grid.noise(3.6, 48, 120)
    sand = step(-np.abs(shore - 12), -26, -8) * step(bay, -0.1, 0.7)
    rock = step(-np.abs(shore - 10), -24, -8) * step(-bay, -0.1, 0.5)
    paint(ground, [0.56, 0.51, 0.41], sand * 0.9)
    paint(ground, [0.36, 0.335, 0.30], rock * 0.8)
    wet = step(-shore, -1, 5)
    depth = step(-shore - 40 * rough, -20, 620)[..., None]
    shallow, deep = tint([0.115, 0.185, 0.19]), tint([0.036, 0.070, 0.105])
    water = shallow * (1 - depth) + deep * depth
    swell = np.sin((grid.x * 0.82 - grid.y * 0.57 + 16 * bay) * 2 * np.pi / 46)
    water = water * (1 + 0.035 * swell + 0.04 * middling)[..., None]
    paint(ground, water, wet)
    breaking = step(-np.abs(shore + 9 + 5 * middling), -11, -2) * step(rough + 0.5 * bay, -0.7, 0.5)
    second = step(-np.abs(shore + 34 + 9 * middling), -7, -1) * step(middling + bay, 0.4, 1.4)
    paint(ground, [0.66, 0.69, 0.70], np.clip(breaking * 0.75 + second * 0.4, 0, 1))
    heights[:] = np.where(wet > 0.5, 0, heights)


def _pier(grid: Grid, plan: Plan, ground: Field, heights: Field) -> None:
    away = grid.distance(plan.line("pier"), 60)
    where = away < 7
    ground[where] = [0.47, 0.45, 0.42]
    heights[where] = 3
    yard = grid.distance(island.numbers("3000 -1800;3045 -1815"), 60)
    paint(ground, [0.50, 0.46, 0.38], step(-yard, -34, -20) * 0.7)
