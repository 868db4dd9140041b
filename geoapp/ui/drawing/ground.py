"""What lies under the hand: which picture, and how large a pixel is on the ground."""

from __future__ import annotations

from collections.abc import Callable

from geoapp.commands.geometry import Ground
from geoapp.ui.canvas import MapCanvas
from layers.basemap import resolution_at
from layers.projection import ground_resolution, to_mercator

Picture = tuple[str, float]
"""The name of imagery, and its Mercator metres per pixel."""
PictureAt = Callable[[float, float], Picture | None]
OVERVIEW: Picture = ("the overview map", resolution_at(9))


def topmost(canvas: MapCanvas, lon: float, lat: float) -> Picture | None:
    """The topmost imagery at a place in degrees; None where only the overview map is."""
    source = canvas.imagery_at(lon, lat)
    return None if source is None else (source.name, resolution_at(source.max_zoom))


def ground_under(canvas: MapCanvas, picture: Picture | None, lat: float) -> Ground:
    """What a corner at this latitude is drawn on, at the scale the canvas has now."""
    name, resolution = picture or OVERVIEW
    _, y = to_mercator([0.0, lat]).tolist()
    pixel_m = max(ground_resolution(resolution, y), canvas.view.ground_resolution)
    return Ground(name, pixel_m, imagery=picture is not None)
