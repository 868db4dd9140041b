"""Linking and claiming: pickers and small editors over the map, each one step from anywhere."""

from geoapp.ui.linking.linker import Linker

__all__ = ["Linker"]
