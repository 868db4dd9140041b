"""The reader: transcripts and accounts with their passages, and the way from words to the map."""

from geoapp.ui.panels.reader.reader import Reader

__all__ = ["Reader"]
