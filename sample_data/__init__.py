"""Published facts, overview map data and the script that builds the sample case."""

from pathlib import Path


def folder() -> Path:
    """The folder that holds the data files, in a checkout as in an installed package."""
    return Path(__file__).resolve().parent
