"""Drawing, reshaping and measuring on the map."""

from geoapp.ui.drawing.desk import Drawing

__all__ = ["Drawing"]
