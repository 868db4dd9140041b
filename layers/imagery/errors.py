"""What can be wrong with a file of imagery, as a sentence for the person who opened it."""

from __future__ import annotations


class ImageryError(Exception):
    """The file cannot be shown. The text says what it is and what can be done."""


class DamagedTileError(ImageryError):
    """One piece of the picture cannot be read; the rest of the file may be sound.

    To be drawn as damage, never as an empty or grey patch: the ground there is
    unknown, not featureless.
    """
