"""Looking at files from memory: pictures and documents, opened in a process of their own."""

from geoapp.viewing.viewing import Page, Told, Viewing

__all__ = ["Page", "Told", "Viewing"]
