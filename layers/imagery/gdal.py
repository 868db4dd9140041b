"""GDAL with its doors shut: no network, no side files, no drivers but the one that is named."""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import rasterio
from rasterio.errors import NotGeoreferencedWarning, RasterioIOError
from rasterio.io import MemoryFile

from layers.imagery.errors import DamagedTileError, ImageryError

# Grids for datum shifts would be fetched from the network; PROJ reads this when it starts.
os.environ["PROJ_NETWORK"] = "OFF"

_OPTIONS = {
    "GDAL_PAM_ENABLED": "NO",
    # An overview or mask beside the picture is opened by any driver: it could be text
    # that names a server or another file.
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_ERROR_ON_LIBJPEG_WARNING": "TRUE",
    "GDAL_CACHEMAX": 128 * 1024 * 1024,
    "GDAL_NUM_THREADS": "1",
}
_DRIVER = "GTiff"
_opening = threading.Lock()


class _Complaints(logging.Handler):
    """Keeps GDAL's messages from everybody else (they name files), and heeds one kind.

    That a JPEG block inside a TIFF ended too soon is only a warning to GDAL, and the
    rest of the block becomes a plausible grey.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._of_thread = threading.local()

    def emit(self, record: logging.LogRecord) -> None:
        if "JPEGLib:" in record.getMessage():
            self._of_thread.heard = True

    def taken(self) -> bool:
        """Whether this thread caused such a message since it was last asked."""
        heard = getattr(self._of_thread, "heard", False)
        self._of_thread.heard = False
        return heard


_complaints = _Complaints()
_log = logging.getLogger("rasterio")
_log.setLevel(logging.WARNING)
_log.propagate = False
_log.addHandler(_complaints)


@contextmanager
def whole_blocks() -> Iterator[None]:
    """Raise DamagedTileError if what is read within had to be made up in part.

    The dataset then holds the made-up block in its cache and must not be used again.
    """
    _complaints.taken()
    yield
    if _complaints.taken():
        raise DamagedTileError("A part of this picture is cut short.")


def environment() -> rasterio.Env:
    """The settings under which every call of GDAL is made, in the thread that makes it."""
    return rasterio.Env(**_OPTIONS)


def open_tiff(path: Path) -> rasterio.DatasetReader:
    """A TIFF for reading. Raises ImageryError for any other file, whatever its name.

    To be called within `environment()`.
    """
    place = Path(path).absolute()
    if place.as_posix().startswith("/vsi"):
        raise ImageryError(f"{path.name} lies under a name that stands for a remote file.")
    try:
        with _opening, warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            return rasterio.open(place, driver=_DRIVER, sharing=False)
    except RasterioIOError as error:
        raise ImageryError(
            f"{path.name} is not a whole TIFF: it may be damaged, cut short, or another kind "
            "of file under this name. Nothing was opened."
        ) from error


def jpeg_is_whole(blob: bytes) -> bool:
    """Whether a JPEG decodes without the decoder having to make anything up."""
    with environment(), _opening, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            with MemoryFile(blob) as file, file.open(driver="JPEG", sharing=False) as picture:
                picture.read()
        except RasterioIOError:
            return False
    return True
