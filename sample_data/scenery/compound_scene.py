"""The compound at half a metre per pixel, as it stood on a given day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import island
from sample_data.scenery import buildings
from sample_data.scenery.buildings import Site
from sample_data.scenery.plan import Plan
from sample_data.scenery.raster import Field, Grid, Mask, paint, step, tint

GRID = Grid(-390, -300, 410, 300, 0.5)
MARGIN = 40
"""Metres drawn beyond each edge and cut off: light and blur reach across the edge of a grid."""
DRAWN = Grid(-390 - MARGIN, -300 - MARGIN, 410 + MARGIN, 300 + MARGIN, 0.5)

EARTH = (0.50, 0.435, 0.335)
TRODDEN = (0.47, 0.415, 0.325)
TRACK = (0.565, 0.51, 0.41)
CONCRETE = (0.60, 0.575, 0.53)
COAL = (0.105, 0.10, 0.10)


@dataclass(frozen=True)
class Ways:
    """Metres to each kind of line, as far as they matter."""

    river: Field
    road: Field
    tracks: Field
    rail: Field
    path: Field


def drawn(plan: Plan) -> Site:
    """The whole scene: ground, ways, compound, woods."""
    grid = DRAWN
    broad, middling, fine = grid.noise(2.6, 2, 3), grid.noise(1.6, 3, 0.8), grid.noise(0.7, 4)
    ways = _ways(plan, grid)
    terrain = _terrain(grid, ways)
    ground = np.empty((*grid.shape, 3), np.float32)
    ground[:] = plan.season.grass
    at = buildings.site(grid, terrain, ground, fine)
    _cover(at, plan, broad, middling)
    fields = _fields(at, plan, ways, middling)
    _water(at, plan, ways, broad, middling)
    _lay_ways(at, plan, ways, middling)
    _yards(at, plan, broad, middling)
    _fences(at, plan)
    for number, row in enumerate(plan.roofs):
        if plan.stands(row):
            buildings.house(at, row, number)
    _rubble(at, plan, middling)
    _siding_goods(at, plan, ways)
    _woods(at, plan, ways, fields, broad, middling)
    return at


def _ways(plan: Plan, grid: Grid) -> Ways:
    tracks = [grid.distance(plan.line(name), 40) for name in ("mineroad", "northtrack")]
    rails = [grid.distance(plan.line(name), 30) for name in ("rail", "siding")]
    return Ways(
        grid.distance(plan.line("river"), 90),
        grid.distance(plan.line("road"), 40),
        np.minimum(*tracks),
        np.minimum(*rails),
        grid.distance(plan.line("westpath"), 20),
    )


def _terrain(grid: Grid, ways: Ways) -> Field:
    """A valley floor that rises to a bank in the south and to hills in the north."""
    terrain = 3.6 * grid.noise(3.2, 1, 18)
    terrain += 26 * step(grid.y, 255, 380) + 15 * step(-grid.y, 235, 330)
    terrain += 12 * step(-grid.x, 260, 420) * step(grid.y, -40, 160)
    u, v = island.into_compound(grid.x.astype(np.float64), grid.y.astype(np.float64))
    outside = np.maximum(np.abs(u - 20) - 205, np.abs(v) - 145).astype(np.float32)
    level = float(terrain[outside < 0].mean())
    terrain += (level - terrain) * step(-outside, -55, 5)
    terrain += (level - 1.5 - terrain) * step(-ways.river, -60, -14)
    rails = step(-ways.rail, -9, -3)
    smooth = level + 1.2 + 0 * terrain
    return np.asarray(terrain + (smooth - terrain) * rails * 0.8, np.float32)


def _cover(at: Site, plan: Plan, broad: Field, middling: Field) -> None:
    season = plan.season
    paint(at.ground, EARTH, step(broad + 0.7 * middling, 0.3, 2.8) * 0.55)
    paint(at.ground, season.scrub, step(middling - 0.8 * broad, 0.2, 1.8) * 0.75)
    dry = step(at.grid.noise(3.0, 12, 6) + 0.5 * middling, 0.2, 1.6)
    paint(at.ground, season.straw, dry * 0.5)
    at.ground[:] *= (1 + 0.05 * at.fine + 0.07 * middling + 0.06 * broad)[..., None]
    at.heights[:] += 0.06 * at.fine + 0.12 * np.clip(middling, 0, 2)


def _fields(at: Site, plan: Plan, ways: Ways, middling: Field) -> Mask:
    """Narrow plots between low banks, west and south-east of the walls and over the stream."""
    grid = at.grid
    bend, sway = 7 * grid.noise(4, 7, 25), 7 * grid.noise(4, 8, 25)
    turn = np.radians(17)
    along = grid.x * np.cos(turn) + grid.y * np.sin(turn) + bend
    across = -grid.x * np.sin(turn) + grid.y * np.cos(turn) + sway
    rank = np.floor(across / 46)
    along = along + 17 * (rank % 5)
    width = 12 + 8 * (rank % 3)
    column = np.floor(along / width)
    plot = ((column * 7 + rank * 13 + (column * column) % 5) % 13).astype(int)
    edge = np.minimum(along % width, width - along % width)
    end = np.minimum(across % 46, 46 - across % 46)
    where = _tilled(at, ways, bend, sway)
    random = np.random.default_rng(5)
    low, high = (np.asarray(c, np.float32) for c in plan.season.crops)
    shades = low + (high - low) * random.uniform(0, 1, (13, 1)).astype(np.float32)
    shades *= 1 + random.normal(0, 0.05, (13, 3)).astype(np.float32)
    furrow = 1 + 0.05 * np.sin(2 * np.pi * across / 1.7) * (plot % 3 > 0) + 0.05 * middling
    at.ground[where] = (shades[plot] * (furrow + 0.04 * at.fine)[..., None])[where]
    bank = where & ((edge < 0.7) | (end < 1.2))
    paint(at.ground, plan.season.grass, bank * 0.8)
    at.heights[:] = np.where(where, at.terrain + 0.35 * bank, at.heights)
    return where


def _tilled(at: Site, ways: Ways, bend: Field, sway: Field) -> Mask:
    x, y = at.grid.x, at.grid.y
    west = (x < -228 + 2.2 * sway) & (y > -105 + bend) & (y < 190 + sway)
    south_east = (x > 95 + 2 * bend) & (y < -185 + 1.5 * sway) & (y > -290)
    over = (y > 262 + bend) & (x > -170 + 2 * sway) & (x < 190)
    clear = (ways.river > 30) & (ways.road > 7) & (ways.tracks > 6) & (ways.rail > 8)
    outside = (np.abs(at.u - 25) > 235) | (np.abs(at.v) > 165)
    return np.asarray((west | south_east | over) & clear & outside, bool)


def _water(at: Site, plan: Plan, ways: Ways, broad: Field, middling: Field) -> None:
    width = 10.5 + 1.8 * broad + 0.7 * middling
    pebbles = tint([0.50, 0.475, 0.42]) * (1 + 0.07 * middling + 0.05 * at.fine)[..., None]
    paint(at.ground, pebbles, step(-ways.river, -width - 9 - 3 * middling, -width - 3) * 0.9)
    wet = step(-ways.river, -width - 0.8, -width + 0.8)
    depth = step(-ways.river, -width, 0.0)
    stream = np.asarray(plan.season.water, np.float32) * (1.25 - 0.35 * depth)[..., None]
    paint(at.ground, stream * (1 + 0.05 * middling)[..., None], wet)
    riffle = wet * step(middling + 0.8 * at.fine, 1.7, 2.6) * step(-depth, -0.9, -0.2)
    paint(at.ground, [0.42, 0.44, 0.43], riffle * 0.5)
    low = at.terrain - 1.6 * step(-ways.river, -width - 9, -width)
    at.heights[:] = np.where(ways.river < width + 9, low, at.heights)


def _lay_ways(at: Site, plan: Plan, ways: Ways, middling: Field) -> None:
    for away, half, colour in (
        (ways.path, 0.9, TRODDEN),
        (ways.tracks, 1.9, TRACK),
        (ways.road, 3.0, TRACK),
    ):
        strip = step(-away, -half - 0.9 - 0.25 * np.abs(middling), -half + 0.3)
        paint(at.ground, colour, strip * 0.92)
        rut = np.exp(-(((away - 0.9) / 0.35) ** 2)) * (half > 1.5)
        at.ground[:] *= (1 + 0.06 * rut)[..., None]
        at.ground[:] *= (1 - 0.10 * np.exp(-((away / 0.4) ** 2)) * (half > 1.5))[..., None]
    paint(at.ground, [0.33, 0.30, 0.265], step(-ways.rail, -3.3, -2.1) * 0.95)
    sleepers = (ways.rail < 1.3) & (((at.grid.x * 0.97 - at.grid.y * 0.25) % 1.4) < 0.6)
    paint(at.ground, [0.20, 0.17, 0.145], sleepers * 0.5)
    paint(at.ground, [0.50, 0.46, 0.43], np.exp(-(((ways.rail - 0.72) / 0.3) ** 2)) * 0.6)
    turning = np.hypot(at.grid.x + 17, at.grid.y + 132)
    paint(at.ground, TRACK, step(-turning, -15, -11) * 0.9)
    bridge = (ways.river < 17) & (ways.tracks < 2.2) & (at.grid.x > 300)
    at.put(bridge, at.terrain + 1.8, [0.42, 0.34, 0.26])


def _edge(at: Site, code: str, plan: Plan) -> Field:
    """Metres from a ring of the compound, inwards and outwards."""
    west, south, east, north = _bounds(plan, code)
    across = np.maximum(np.maximum(west - at.u, at.u - east), 0)
    upward = np.maximum(np.maximum(south - at.v, at.v - north), 0)
    within = np.minimum(
        np.minimum(at.u - west, east - at.u), np.minimum(at.v - south, north - at.v)
    )
    found: Field = np.where(within > 0, within, np.hypot(across, upward))
    return found


def _bounds(plan: Plan, code: str) -> tuple[float, float, float, float]:
    points = island.numbers(plan.shapes[code]["points"])
    low, high = points.min(0), points.max(0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _box(at: Site, bounds: tuple[float, float, float, float]) -> Mask:
    return at.box("compound", *bounds)


def _yards(at: Site, plan: Plan, broad: Field, middling: Field) -> None:
    west, south, east, north = _bounds(plan, "IB-OUT")
    cleared = _box(at, (west - 3, south - 3, east + 3, north + 3))
    paint(at.ground, EARTH, cleared * np.clip(0.80 + 0.10 * middling, 0, 1))
    at.ground[cleared] *= (1 + 0.05 * broad[cleared] + 0.05 * middling[cleared])[:, None]
    inner = _box(at, _bounds(plan, "IB-IN"))
    green = inner * step(broad - 0.4 * middling, 0.5, 1.9)
    paint(at.ground, plan.season.grass, green * 0.55)
    paint(at.ground, [0.53, 0.475, 0.38], _box(at, _bounds(plan, "IP-YARD")) * 0.9)
    paint(at.ground, TRACK, step(-_edge(at, "IB-PATH", plan), -1.6, -0.8) * 0.75)
    _plots(at, plan)
    lanes = (
        (-32, -100, -27, 88),
        (-112, 6, 120, 11),
        (-24, -62, 140, -57),
        (75, -60, 79, 78),
        (118, -23, 142, -17),
    )
    for lane in lanes:
        paint(at.ground, TRACK, _box(at, lane) * 0.7)
    ash = np.hypot((at.u - 192) / 1.5, at.v + 4)
    share = 0.75 if not plan.fenced_anew else 0.35
    paint(at.ground, [0.235, 0.225, 0.215], step(-ash - 4 * broad, -36, -20) * share)
    if plan.fenced_anew:
        fresh = _box(at, (158, -66, 234, 46)) & ~_box(at, (160, -34, 240, -6))
        paint(at.ground, [0.57, 0.50, 0.39], fresh * np.clip(0.6 + 0.15 * broad, 0, 1))


def _plots(at: Site, plan: Plan) -> None:
    """Vegetable beds inside the walls and behind the quarters, in rows."""
    low, high = plan.season.crops
    for number, (frame, *bounds) in enumerate(
        (
            ("compound", 2, -52, 56, -40),
            ("compound", 2, -22, 56, -4),
            ("compound", -26, 36, 0, 80),
            ("island", -296, -134, -214, -126),
            ("island", -296, -159, -214, -149),
            ("island", -296, -186, -214, -174),
        )
    ):
        where = at.box(frame, *bounds)
        x, y = at.axes(frame)
        bed = np.floor(x / (5 + number % 3)) * 0.37 + number
        share = (0.5 + 0.5 * np.sin(bed * 5.1)).astype(np.float32)[..., None]
        colour = tint(low) * share + tint(plan.season.grass) * (1 - share)
        rows = 1 + 0.08 * np.sin(2 * np.pi * y / 1.3)
        paint(at.ground, colour * rows[..., None], where * 0.75)
        edge = where & ((x % (5 + number % 3)) < 0.6)
        paint(at.ground, high, edge * 0.35)


def _fences(at: Site, plan: Plan) -> None:
    new = _edge(at, "IB-NEW", plan)
    if plan.fenced_anew:
        paint(at.ground, [0.535, 0.475, 0.37], step(-new, -6.5, -3.0) * 0.75)
        gap = (np.abs(at.v + 20) < 4) & (at.u > 200) | (np.abs(at.u + 30) < 5) & (at.v < -140)
        buildings.wire(at, np.where(gap, 9, new).astype(np.float32), 0.5)
    gates = (np.abs(at.u + 30) < 4.5) & (at.v < -85) | (np.abs(at.v + 20) < 3.4) & (at.u > 100)
    for code in ("IB-OUT", "IB-IN"):
        edge = np.where(gates, 9, _edge(at, code, plan)).astype(np.float32)
        buildings.wire(at, edge, 0.4)
    wall = _edge(at, "IB-WALL", plan)
    at.put((wall < 0.55) & ~gates, at.terrain + 4.0, CONCRETE, 0.02)
    doors = (wall < 0.5) & gates
    at.put(doors, at.terrain + 3.0, [0.30, 0.31, 0.33], 0.0)
    at.put(_edge(at, "IB-COLD", plan) < 0.4, at.terrain + 1.3, CONCRETE, 0.02)
    for code, row in plan.shapes.items():
        if code.startswith("IG-") and ("NEW" not in code or plan.fenced_anew):
            u, v = island.numbers(row["points"])[0]
            buildings.tower(at, float(u), float(v))
    chimney = np.hypot(at.u - 118, at.v - 63) < 1.5
    at.put(chimney, at.terrain + 21, [0.58, 0.40, 0.33], 0.0)
    pole = np.hypot(at.u + 28, at.v + 18) < 0.4
    at.put(pole, at.terrain + 9, [0.7, 0.7, 0.7], 0.0)


def _rubble(at: Site, plan: Plan, middling: Field) -> None:
    """Where a roof has gone: levelled ground, paler than what lies about it."""
    for row in plan.roofs:
        if row["until"] and not plan.stands(row):
            west, south, east, north = (float(row[n]) for n in ("west", "south", "east", "north"))
            where = at.box(row["frame"], west - 2, south - 2, east + 2, north + 2)
            paint(at.ground, [0.56, 0.50, 0.42], where * np.clip(0.6 + 0.2 * middling, 0, 1))


def _siding_goods(at: Site, plan: Plan, ways: Ways) -> None:
    """A heap of coal at the buffer, and wagons on the siding."""
    heap = np.hypot((at.u - 214) / 1.5, (at.v + 12) / 0.8) + 1.1 * at.fine
    at.put(heap < 8, at.terrain + 2.6 * step(-heap, -8, 0), COAL, 0.10)
    foot = np.hypot((at.u - 152) / 0.9, (at.v + 30) / 0.7) + 0.9 * at.fine
    at.put(foot < 6, at.terrain + 1.5 * step(-foot, -6, 0), COAL, 0.10)
    span = (at.grid.y < -44) & (at.grid.y > (-108 if plan.fenced_anew else -82))
    wagons = (ways.rail < 1.45) & span & (at.grid.x > 280) & ((at.grid.y % 12.5) > 1.4)
    at.put(wagons, at.terrain + 2.9, [0.22, 0.19, 0.17])
    loaded = wagons & (ways.rail < 1.0) & ((at.grid.y % 12.5) > 2.2)
    at.put(loaded, at.terrain + 2.7, COAL)


def _woods(at: Site, plan: Plan, ways: Ways, fields: Mask, broad: Field, middling: Field) -> None:
    x, y = at.grid.x, at.grid.y
    lean = broad + 0.5 * middling
    hills = step(lean + 2.6 * step(y, 250, 330) + 2.2 * step(-y, 250, 300), 0.9, 1.5)
    corner = 0.95 * step(-np.hypot((x + 150) / 1.5, y - 128) + 6 * lean, -44, -26)
    bank = 0.5 * step(-np.abs(ways.river - 21), -5, 0) * step(lean, -0.3, 0.9)
    gardens = 0.25 * step(lean, 0.4, 1.0) * step(-np.hypot(x + 255, y + 152), -95, -50)
    strays = 0.10 * step(lean, 0.2, 1.4)
    density = np.maximum.reduce([hills, corner, bank, gardens, strays])
    clear = (ways.river > 12) & (ways.road > 6) & (ways.tracks > 4.5) & (ways.rail > 6)
    clear &= ~_box(at, (155, -64, 246, 48))
    inner, outer = _box(at, _bounds(plan, "IB-OUT")), _edge(at, "IB-OUT", plan)
    clear &= ~(inner & (outer > 0.5)) & (at.heights < at.terrain + 1.5)
    if plan.fenced_anew:
        clear &= (_edge(at, "IB-NEW", plan) > 3) & ~_box(at, (157, -150, 240, 150))
    density = density * clear * ~fields
    ring = ~inner & (outer < 7) & ~(corner > 0.4)
    density[ring] = 0
    buildings.trees(at, density, 95000, 6, plan.season.leaves)
    yard = _box(at, (-118, -88, 120, 84)) & (at.heights < at.terrain + 0.5)
    few = 0.018 * yard * step(lean, 0.2, 1.0) * ~_box(at, _bounds(plan, "IP-YARD"))
    buildings.trees(at, np.asarray(few, np.float32), 60000, 8, plan.season.leaves)
