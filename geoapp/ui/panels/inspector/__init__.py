"""The inspector: one row with everything that is said of it and linked to it."""

from geoapp.ui.panels.inspector.inspector import Inspector

__all__ = ["Inspector"]
