"""Published facts, an invented case, overview map data, and the script that builds the sample."""

from pathlib import Path


def folder() -> Path:
    """The folder that holds the data files, in a checkout as in an installed package."""
    return Path(__file__).resolve().parent


def imagery() -> list[tuple[Path, str]]:
    """Each file of synthetic imagery, widest first, with the code of its scene."""
    from sample_data.invented_case import scene_files

    return scene_files(folder() / "invented")
