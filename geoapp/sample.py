"""Where the sample case lives, and building it when it is not there."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import platformdirs

from geoapp import portable
from geoapp.case.errors import CaseError
from geoapp.case.view import CaseView

NAME = "geoapp-sample.gpkg"


def sample_folder() -> Path:
    """Where the sample case is kept unless somebody names a folder."""
    if portable.on():
        return _portable_folder()
    moved = os.environ.get("GEOAPP_PROFILE")
    return Path(moved) if moved else Path(platformdirs.user_data_dir("geoapp", False))


def _portable_folder() -> Path:
    found = portable.home()
    if found is None:
        raise CaseError(
            "In portable mode nothing is kept on this computer. Say where the sample case shall "
            "lie: geoapp demo --at FOLDER"
        )
    return found


def sample_case(folder: Path | None = None) -> Path:
    """The path of the sample case, built first if it is not there.

    One that is there is left alone: somebody may have worked in it. It is built
    under another name and then moved, so that an interrupted build leaves no half case.
    """
    from sample_data.build import build

    folder = folder or sample_folder()
    path = folder / NAME
    if path.exists():
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as place:
        half = Path(place) / NAME
        build(half)
        half.replace(path)
    return path


def packaged_imagery(view: CaseView) -> list[Path]:
    """Files that come with the program and are, byte for byte, scenes of this case."""
    from sample_data import imagery

    wanted = {scene.values["sha256"] for scene in view.records("scene")} - {None}
    if not wanted:
        return []
    files = [path for path, _ in imagery()]
    return [path for path in files if hashlib.sha256(path.read_bytes()).hexdigest() in wanted]
