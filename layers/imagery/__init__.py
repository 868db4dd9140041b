"""Where the pixels of the map come from: files of imagery, read as tiles."""

from layers.imagery.errors import DamagedTileError, ImageryError
from layers.imagery.source import TileSource, open_source

__all__ = ["DamagedTileError", "ImageryError", "TileSource", "open_source"]
