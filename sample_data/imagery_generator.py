"""Makes the synthetic imagery: ``python -m sample_data.imagery_generator [FOLDER]``.

Every number is seeded: the same program draws the same pictures. Light and shadow
follow from one height map and the sun's place at the scene's stated date and time.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.transform import from_origin

from sample_data import folder, island, rows
from sample_data.scenery import compound_scene, island_scene, light
from sample_data.scenery.plan import Plan
from sample_data.scenery.raster import Field, Grid, paint, step
from sample_data.scenery.season import MAY, SEPTEMBER

Picture = npt.NDArray[np.uint8]
CREDIT = "Synthetic imagery, invented"
QUALITY = 78
RELIEF = 1.5
"""How much steeper the slopes of the overview are lit than they are: the sun stands high."""


def write(path: Path, picture: Picture, grid: Grid, taken: str) -> None:
    """A cloud optimized GeoTIFF in EPSG:3857, WebP inside; (rows, columns, 3) uint8."""
    corner = island.to_mercator(np.array([[grid.west, grid.north]]))[0]
    pixel = grid.pixel / island.SCALE
    profile = {
        "driver": "COG",
        "height": picture.shape[0],
        "width": picture.shape[1],
        "count": 3,
        "dtype": "uint8",
        "crs": "EPSG:3857",
        "transform": from_origin(corner[0], corner[1], pixel, pixel),
        "compress": "WEBP",
        "quality": QUALITY,
        "overview_quality": QUALITY,
        "blocksize": 256,
    }
    tags = {"TIFFTAG_COPYRIGHT": f"{CREDIT} (CC0)", "TIFFTAG_DATETIME": taken}
    with rasterio.Env(GDAL_PAM_ENABLED="NO"), rasterio.open(path, "w", **profile) as file:
        file.update_tags(**tags)
        file.write(np.moveaxis(picture, -1, 0))


def sun_of(scene: dict[str, str]) -> light.Sun:
    """Where the sun stood over the island at a scene's date and time (UTC)."""
    taken = datetime.fromisoformat(f"{scene['acquired']}T{scene['time']}").replace(tzinfo=UTC)
    return light.sun_at(taken, island.MIDDLE_LON, island.MIDDLE_LAT)


def plan_of(scene: dict[str, str], data: Path) -> Plan:
    """What stood on the island on the day of a scene."""
    day = datetime.fromisoformat(scene["acquired"]).date()
    return Plan(
        island.read_shapes(data / "shapes.csv"),
        rows.read(data / "buildings.csv"),
        day,
        MAY if day.month < 7 else SEPTEMBER,
    )


def compound(scene: dict[str, str], data: Path) -> Picture:
    """The compound on the day of a scene."""
    plan, sun = plan_of(scene, data), sun_of(scene)
    at = compound_scene.drawn(plan)
    bright = light.lit(at.heights, at.grid.pixel, sun)
    bright *= 1 - light.shadow(at.heights, at.grid.pixel, sun, 24)
    clouded = float(scene["cloud_percent"]) > 0
    if clouded:
        _cloud(at.ground, bright, at.grid)
    haze, gain = (0.05, 1.0) if clouded else (0.07, 1.06)
    camera = light.Camera(haze=haze, gain=gain, seed=plan.day.year)
    edge = round(compound_scene.MARGIN / at.grid.pixel)
    return light.exposed(at.ground, bright, camera)[edge:-edge, edge:-edge]


def overview(scene: dict[str, str], near: Picture, data: Path) -> Picture:
    """The island on the day of a scene, with the picture of the compound laid in."""
    drawn, sun = island_scene.drawn(plan_of(scene, data)), sun_of(scene)
    grid = island_scene.GRID
    bright = light.lit(drawn.heights * RELIEF, grid.pixel, sun)
    bright *= 1 - 0.9 * light.shadow(drawn.heights, grid.pixel, sun, 260)
    bright[~drawn.land] = 1
    camera = light.Camera(blur=0.45, haze=0.05, gain=1.08, noise=0.004, seed=4)
    return _laid_in(light.exposed(drawn.ground, bright, camera), near, grid)


def _laid_in(far: Picture, near: Picture, grid: Grid) -> Picture:
    """The fine picture at the coarse one's pixel size, its edges faded over 60 metres."""
    inner = compound_scene.GRID
    times = round(grid.pixel / inner.pixel)
    left, top = (
        round((inner.west - grid.west) / grid.pixel),
        round((grid.north - inner.north) / grid.pixel),
    )
    height, width = (n // times * times for n in near.shape[:2])
    blocks = near[:height, :width].reshape(height // times, times, width // times, times, 3)
    small = blocks.astype(np.float32).mean((1, 3))
    y, x = np.mgrid[0 : small.shape[0], 0 : small.shape[1]]
    away = np.minimum(np.minimum(x, small.shape[1] - 1 - x), np.minimum(y, small.shape[0] - 1 - y))
    share = step(away.astype(np.float32), 0, 60 / grid.pixel)[..., None]
    part = slice(top, top + small.shape[0]), slice(left, left + small.shape[1])
    laid = far.copy()
    laid[part] = np.asarray(far[part] * (1 - share) + small * share + 0.5, np.uint8)
    return laid


def _cloud(ground: Field, bright: Field, grid: Grid) -> None:
    """A small fair-weather cloud over the north-east corner; its shadow falls far off."""
    corner = island.from_compound(np.array([[150.0, 112.0]]))[0]
    away = np.hypot((grid.x - corner[0]) / 1.35, grid.y - corner[1])
    puff = step(-away + 9 * grid.noise(2.8, 31, 3), -42, -14)
    paint(ground, [0.80, 0.81, 0.82], puff)
    bright += (0.92 + 0.06 * grid.noise(2.6, 32, 4) - bright) * puff


def main(target: Path) -> None:
    """Draw every scene that scenes.csv names, the island with the compound of the same day."""
    data = folder() / "invented"
    target.mkdir(parents=True, exist_ok=True)
    near: dict[str, Picture] = {}
    for scene in rows.read(data / "scenes.csv"):
        day = scene["acquired"]
        if float(scene["resolution_m"]) < 1:
            near[day] = compound(scene, data)
            picture, grid = near[day], compound_scene.GRID
        else:
            picture, grid = overview(scene, near[day], data), island_scene.GRID
        write(target / scene["file"], picture, grid, f"{day} {scene['time']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else folder() / "invented" / "imagery")
