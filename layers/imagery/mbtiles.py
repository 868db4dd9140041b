"""MBTiles: tiles as pictures in an SQLite file, here taken for hostile until shown otherwise."""

from __future__ import annotations

import math
import re
import sqlite3
from pathlib import Path

from PIL import Image

from layers.imagery import grid, pixels
from layers.imagery.errors import DamagedTileError, ImageryError
from layers.imagery.grid import TILE, Extent
from layers.imagery.pixels import Pixels
from layers.imagery.plain_text import plain_text
from layers.imagery.pool import Pool

_LONGEST_VALUE = 8 * 1024 * 1024
_STEPS = 50_000
"""Virtual machine steps of SQLite between two looks at whether a query is out of bounds."""
_TILE_LOOKS = 400
_SCAN_LOOKS = 2_000

_ZOOMS = "SELECT (SELECT min(zoom_level) FROM tiles), (SELECT max(zoom_level) FROM tiles)"
_RANGE = (
    "SELECT min(tile_column), max(tile_column), min(tile_row), max(tile_row) "
    "FROM tiles WHERE zoom_level = ?"
)
_TILE = (
    "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"
)
_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}


class _Handle:
    """One read-only connection on which no query can run, or grow, without end."""

    def __init__(self, path: Path) -> None:
        # Only `immutable` keeps SQLite from making lock and log files beside this one.
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._looks = 0
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("PRAGMA query_only=ON")
        self._connection.set_authorizer(_permit)
        self._connection.set_progress_handler(self._look, _STEPS)

    def row(
        self, query: str, values: tuple[object, ...] = (), looks: int = _TILE_LOOKS
    ) -> tuple[object, ...] | None:
        """The first row of an answer. Raises sqlite3.Error, also when it takes too long."""
        self._looks = looks
        cursor = self._connection.execute(query, values)
        try:
            row: tuple[object, ...] | None = cursor.fetchone()
        finally:
            cursor.close()
        return row

    def close(self) -> None:
        self._connection.close()

    def _look(self) -> int:
        self._looks -= 1
        return int(self._looks < 0)


class MBTiles:
    """Tiles of JPEG, PNG or WebP pictures; a `TileSource`.

    Zooms are taken from the tiles themselves, because the map would look in vain for
    tiles that only the metadata promise. Raises ImageryError if there is nothing to show.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.name
        _refuse_unfinished(path)
        self._pool: Pool[_Handle] = Pool(lambda: _Handle(path))
        self.remark = ""
        try:
            with self._pool.borrow() as handle:
                self._study(handle)
        except sqlite3.Error as error:
            self._pool.close()
            raise ImageryError(
                f"{self._file} is not a usable MBTiles file: it is damaged, cut short, "
                "or a database without map tiles."
            ) from error
        except BaseException:
            self._pool.close()
            raise

    def read(self, z: int, x: int, y: int) -> Pixels | None:
        """As in `TileSource.read`."""
        if not grid.exists(z, x, y) or not self.min_zoom <= z <= self.max_zoom:
            return None
        if z <= self._deepest:
            blob = self._blob(z, x, y)
            return None if blob is None else pixels.tile(pixels.decode(blob))
        down = z - self._deepest
        blob = self._blob(self._deepest, x >> down, y >> down)
        return None if blob is None else pixels.tile(_part(pixels.decode(blob), x, y, down))

    def close(self) -> None:
        """As in `TileSource.close`."""
        self._pool.close()

    def _blob(self, z: int, x: int, y: int) -> bytes | None:
        try:
            with self._pool.borrow() as handle:
                # Rows are counted from the south in this format.
                row = handle.row(_TILE, (z, x, (1 << z) - 1 - y))
        except sqlite3.Error as error:
            raise DamagedTileError(f"A tile in {self._file} is damaged.") from error
        if row is None or row[0] is None or row[0] == b"":
            return None
        if not isinstance(row[0], bytes):
            raise DamagedTileError(f"A tile in {self._file} is not a picture.")
        return row[0]

    def _study(self, handle: _Handle) -> None:
        _refuse_virtual(handle, self._file)
        said = _metadata(handle)
        self.name = said.get("name") or Path(self._file).stem
        self.credit = said.get("attribution", "")
        self.min_zoom, self._deepest = _zooms(handle, said, self._file)
        self.extent = _bounds(said.get("bounds")) or self._scanned(handle)
        self.max_zoom = min(self._deepest + self._finer(handle), grid.DEEPEST_ZOOM)

    def _scanned(self, handle: _Handle) -> Extent:
        """Where the deepest tiles lie; the whole world if looking would take too long."""
        try:
            row = handle.row(_RANGE, (self._deepest,), _SCAN_LOOKS)
        except sqlite3.OperationalError:
            return grid.WORLD
        last = (1 << self._deepest) - 1
        numbers = [n for n in row or () if isinstance(n, int) and 0 <= n <= last]
        if len(numbers) != 4:
            return grid.WORLD
        west, east, south, north = numbers
        start = grid.tile_extent(self._deepest, west, last - north)
        end = grid.tile_extent(self._deepest, east, last - south)
        return (start[0], end[1], end[2], start[3])

    def _finer(self, handle: _Handle) -> int:
        """How many zooms more the pixels of larger tiles are worth: 512 pixels are one."""
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? LIMIT 1"
        try:
            row = handle.row(query, (self._deepest,))
            blob = row[0] if row else None
            if isinstance(blob, bytes) and blob.startswith(b"\x1f\x8b"):
                raise ImageryError(
                    f"{self._file} holds vector tiles, not imagery. "
                    "Make raster tiles from them first."
                )
            width = pixels.decode(blob).width if isinstance(blob, bytes) else TILE
        except (DamagedTileError, sqlite3.DatabaseError):
            # This one will be reported when it is to be shown; others may be sound.
            width = TILE
        return max((width // TILE).bit_length() - 1, 0)


def _permit(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _refuse_unfinished(path: Path) -> None:
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size > 0:
            raise ImageryError(
                f"{path.name} is being written by another program, or was left unfinished "
                f"({beside.name} lies beside it). Open and close it there first."
            )


def _refuse_virtual(handle: _Handle, file: str) -> None:
    """Only plain tables and views of them are part of the format; modules run code."""
    row = handle.row("SELECT 1 FROM sqlite_master WHERE sql LIKE 'create virtual%' LIMIT 1")
    if row is not None:
        raise ImageryError(f"{file} holds virtual tables, which no MBTiles file needs.")
    row = handle.row("SELECT 1 FROM sqlite_master WHERE name = 'tiles' COLLATE NOCASE LIMIT 1")
    if row is None:
        raise ImageryError(f"{file} is a database, but it holds no map tiles (no table `tiles`).")


def _metadata(handle: _Handle) -> dict[str, str]:
    """What the file says of itself, as short plain text; empty where it says nothing."""
    said = {}
    for name in ("name", "attribution", "bounds", "minzoom", "maxzoom", "format"):
        try:
            row = handle.row("SELECT value FROM metadata WHERE name = ? LIMIT 1", (name,))
        except sqlite3.Error:
            continue
        if row and isinstance(row[0], (str, int, float)):
            said[name] = plain_text(str(row[0]))
    return said


def _zooms(handle: _Handle, said: dict[str, str], file: str) -> tuple[int, int]:
    try:
        row = handle.row(_ZOOMS, (), _SCAN_LOOKS) or (None, None)
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        row = (_number(said.get("minzoom")), _number(said.get("maxzoom")))
    if row[0] is None:
        raise ImageryError(f"{file} holds no tiles.")
    low, high = row
    if not (isinstance(low, int) and isinstance(high, int) and 0 <= low <= high <= 30):
        raise ImageryError(f"{file} has tiles at zoom levels that no map has.")
    return low, high


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,2}", text) else None


def _bounds(text: str | None) -> Extent | None:
    """The stated bounds in EPSG:3857; None if they cannot be true."""
    try:
        west, south, east, north = (float(part) for part in (text or "").split(","))
    except ValueError:
        return None
    if not all(math.isfinite(v) for v in (west, south, east, north)):
        return None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None
    extent = (*grid.mercator(west, south), *grid.mercator(east, north))
    return extent if extent[1] < extent[3] else None


def _part(picture: Image.Image, x: int, y: int, down: int) -> Image.Image:
    """The part of a large tile that is tile (x, y) `down` zooms deeper."""
    size = picture.width >> down
    left, top = (x & ((1 << down) - 1)) * size, (y & ((1 << down) - 1)) * size
    return picture.crop((left, top, left + size, top + size))
