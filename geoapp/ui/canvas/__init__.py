"""The map on the screen and in pictures."""

from geoapp.ui.canvas.canvas import MapCanvas

__all__ = ["MapCanvas"]
