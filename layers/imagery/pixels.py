"""Compressed pictures to tile pixels. Whatever is damaged is said to be damaged."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import numpy.typing as npt
from PIL import Image

from layers.imagery.errors import DamagedTileError
from layers.imagery.grid import TILE

Pixels = npt.NDArray[np.uint8]

FORMATS = ("JPEG", "PNG", "WEBP")
SIZES = (128, 256, 512, 1024)
LARGEST_BLOB = 4 * 1024 * 1024
_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}


def decode(blob: bytes) -> Image.Image:
    """The picture in a JPEG, PNG or WebP of a square tile, in mode RGB or RGBA.

    Raises DamagedTileError for anything that does not decode completely, and for
    pictures larger than any tile is, before they are unpacked.
    """
    if len(blob) > LARGEST_BLOB:
        raise DamagedTileError(f"A tile of {len(blob)} bytes is larger than any tile should be.")
    try:
        picture = _unpack(blob)
    except DamagedTileError:
        raise
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        IndexError,
        KeyError,
        EOFError,
        MemoryError,
        struct.error,
        zlib.error,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise DamagedTileError("A tile of this imagery is damaged and cannot be read.") from error
    return picture


def bgra(picture: Image.Image) -> Pixels:
    """(height, width, 4) uint8 in B, G, R, A order, colours multiplied by alpha."""
    width, height = picture.size
    if picture.mode == "RGB":
        raw = picture.convert("RGBA").tobytes("raw", "BGRA")
    else:
        raw = picture.convert("RGBa").tobytes("raw", "BGRa")
    return np.frombuffer(raw, np.uint8).reshape(height, width, 4)


def tile(picture: Image.Image) -> Pixels | None:
    """The picture as one 256-pixel tile; None where it is wholly transparent."""
    if picture.size != (TILE, TILE):
        picture = picture.resize((TILE, TILE), Image.Resampling.BOX, reducing_gap=None)
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[1] == 0:
        return None
    return bgra(picture)


def merged(colours: npt.NDArray[np.uint8], alpha: npt.NDArray[np.uint8]) -> Pixels | None:
    """(3, h, w) red, green, blue and (h, w) alpha as tile pixels; None where nothing is opaque."""
    if not alpha.any():
        return None
    out = np.empty((*alpha.shape, 4), np.uint8)
    out[..., 3] = alpha
    opaque = bool(alpha.min() == 255)
    for place, band in zip((2, 1, 0), colours, strict=True):
        if opaque:
            out[..., place] = band
        else:
            out[..., place] = (band.astype(np.uint16) * alpha + 127) // 255
    return out


def _unpack(blob: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(blob), formats=FORMATS)
    width, height = picture.size
    if width != height or width not in SIZES:
        raise DamagedTileError(f"A tile of {width} x {height} pixels is not a square map tile.")
    kind = picture.format
    if kind == "PNG":
        # Pillow looks at the checksums of the pixels only when it is asked to.
        picture.verify()
        picture = Image.open(io.BytesIO(blob), formats=FORMATS)
    picture.load()
    if picture.mode not in _MODES:
        raise DamagedTileError(f"A tile has pixels of a kind ({picture.mode}) that maps never use.")
    if kind == "JPEG" and _may_be_cut_short(picture):
        _require_whole_jpeg(blob)
    transparent = picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info
    return picture.convert("RGBA" if transparent else "RGB")


def _may_be_cut_short(picture: Image.Image) -> bool:
    """Whether the last block is the mid-grey with which the decoder fills what is missing."""
    width, height = picture.size
    corner = np.asarray(picture.crop((width - 8, height - 8, width, height)))
    return bool((corner == 128).all())


def _require_whole_jpeg(blob: bytes) -> None:
    """Raise DamagedTileError if the data end before the picture does."""
    from layers.imagery.gdal import jpeg_is_whole

    if not jpeg_is_whole(blob):
        raise DamagedTileError("A tile of this imagery is cut short.")
