"""A source of map tiles, and the one door through which a file becomes one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from layers.imagery.errors import DamagedTileError, ImageryError
from layers.imagery.grid import Extent

__all__ = ["DamagedTileError", "ImageryError", "TileSource", "open_source"]

_SQLITE = b"SQLite format 3\x00"
_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_OTHERS = (
    (b"\xff\xd8\xff", "a JPEG picture without a place on the map"),
    (b"\x89PNG", "a PNG picture without a place on the map"),
    (b"PK\x03\x04", "a ZIP archive; unpack it first"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"PMTiles", "a PMTiles archive, which this version cannot read"),
    (b"\x00\x00\x00\x0cjP", "a JPEG 2000 picture; convert it to GeoTIFF first"),
    (b"%PDF", "a PDF document"),
    (b"<", "text with markup (XML), which may point to other files or to a server"),
    (b"{", "text (JSON)"),
)


@runtime_checkable
class TileSource(Protocol):
    """Imagery as tiles of the web-mercator pyramid: 256 pixels, row 0 in the north.

    `extent` is (west, south, east, north) in EPSG:3857 metres. Between `min_zoom` and
    `max_zoom` tiles exist where there is imagery; deeper ones are for the caller to
    enlarge, and below `min_zoom` there are none. `remark` is a sentence about how the
    picture is shown, empty when there is nothing to say.
    """

    name: str
    credit: str
    remark: str
    extent: Extent
    min_zoom: int
    max_zoom: int

    def read(self, z: int, x: int, y: int) -> npt.NDArray[np.uint8] | None:
        """One tile, (256, 256, 4) uint8 in B, G, R, A order, colours multiplied by alpha.

        None where there is nothing. May be called from any thread. Raises
        DamagedTileError for a tile that cannot be read, ImageryError once closed.
        """
        ...

    def close(self) -> None:
        """Let go of the file. May be called more than once."""
        ...


def open_source(path: Path, *, apart_from: Iterable[Path] = ()) -> TileSource:
    """The imagery in a file: MBTiles or GeoTIFF, told apart by content and not by name.

    `apart_from` names files that must not be touched, the open case above all: opening
    and closing it a second time would drop the locks it holds. Links to it are
    recognised. Raises ImageryError with a sentence for everything that is no imagery.
    """
    path = Path(path)
    head = _first_bytes(path, apart_from)
    if head.startswith(_SQLITE):
        from layers.imagery.mbtiles import MBTiles

        return MBTiles(path)
    if head.startswith(_TIFF):
        from layers.imagery.geotiff import GeoTiff

        return GeoTiff(path)
    raise ImageryError(
        f"{path.name} is neither an MBTiles file nor a GeoTIFF. It holds {_what(head)}."
    )


def _first_bytes(path: Path, apart_from: Iterable[Path]) -> bytes:
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise ImageryError(f"{path.name} is a folder. Choose a file of imagery in it.")
        if not stat.S_ISREG(state.st_mode):
            raise ImageryError(f"{path.name} is not a file.")
        if any(_same(state, other) for other in apart_from):
            raise ImageryError(f"{path.name} is the open case itself, not a file of imagery.")
        if state.st_size == 0:
            raise ImageryError(f"{path.name} is empty.")
        with path.open("rb") as file:
            return file.read(16)
    except FileNotFoundError as error:
        raise ImageryError(f"There is no file {path.name}.") from error
    except PermissionError as error:
        raise ImageryError(f"You may not read {path.name}. Ask its owner for access.") from error
    except (OSError, ValueError) as error:
        raise ImageryError(f"{path.name} cannot be read from its disk.") from error


def _same(state: os.stat_result, other: Path) -> bool:
    try:
        return os.path.samestat(state, Path(other).stat())
    except OSError:
        return False


def _what(head: bytes) -> str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, words in _OTHERS:
        if text.startswith(start):
            return words
    return "something else, or is encrypted or damaged"
