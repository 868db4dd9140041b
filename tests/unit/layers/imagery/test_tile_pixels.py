from __future__ import annotations

import io

import numpy as np
import pytest
from imagery_samples import flat, picture_bytes
from PIL import Image

from layers.imagery import DamagedTileError, pixels


def noise(seed: int = 3, size: int = 256) -> Image.Image:
    values = np.random.default_rng(seed).integers(0, 255, (size, size, 3), dtype=np.uint8)
    return Image.fromarray(values)


def shown(blob: bytes) -> np.ndarray:
    tile = pixels.tile(pixels.decode(blob))
    assert tile is not None
    return tile


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_order_of_bytes(kind: str) -> None:
    tile = shown(flat((200, 100, 20), kind=kind))
    assert tile.shape == (256, 256, 4)
    assert tile.dtype == np.uint8
    assert tile[128, 128].astype(int) == pytest.approx([20, 100, 200, 255], abs=6)


def test_colours_are_multiplied_by_alpha() -> None:
    assert shown(flat((200, 100, 20, 128)))[0, 0].astype(int) == pytest.approx(
        [10, 50, 100, 128], abs=1
    )


def test_wholly_transparent_is_nothing() -> None:
    assert pixels.tile(pixels.decode(flat((200, 100, 20, 0)))) is None


def test_palette_and_grey() -> None:
    grey = picture_bytes(Image.new("L", (256, 256), 77))
    assert shown(grey)[5, 5].tolist() == [77, 77, 77, 255]
    palette = Image.new("P", (256, 256), 1)
    palette.putpalette([0, 0, 0, 10, 20, 30])
    assert shown(picture_bytes(palette))[5, 5].tolist() == [30, 20, 10, 255]
    assert pixels.tile(pixels.decode(picture_bytes(palette, transparency=1))) is None


def test_larger_tiles_are_reduced() -> None:
    assert shown(flat((1, 2, 3), size=512)).shape == (256, 256, 4)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.98])
def test_cut_short_is_damaged(kind: str, part: float) -> None:
    blob = picture_bytes(noise(), kind)
    with pytest.raises(DamagedTileError):
        pixels.decode(blob[: int(len(blob) * part)])


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_cut_jpeg_with_a_proper_end_is_damaged_not_grey(part: float) -> None:
    blob = picture_bytes(noise(), "JPEG", quality=85)
    with pytest.raises(DamagedTileError, match="cut short"):
        pixels.decode(blob[: int(len(blob) * part)] + b"\xff\xd9")


def test_a_truly_grey_jpeg_is_shown() -> None:
    assert shown(flat((128, 128, 128), kind="JPEG"))[255, 255].tolist() == [128, 128, 128, 255]


def test_a_changed_byte_in_a_png_is_damaged() -> None:
    blob = bytearray(picture_bytes(noise()))
    blob[len(blob) // 2] ^= 0x10
    with pytest.raises(DamagedTileError):
        pixels.decode(bytes(blob))


@pytest.mark.parametrize("blob", [b"", b"\x00" * 400, b"<html>404 not found</html>", b"GIF89a123"])
def test_what_is_no_picture_is_damaged(blob: bytes) -> None:
    with pytest.raises(DamagedTileError):
        pixels.decode(blob)


def test_bombs_are_refused_unopened() -> None:
    for size in (8192, 20_000):
        out = io.BytesIO()
        Image.new("1", (size, size)).save(out, "PNG")
        assert len(out.getvalue()) < 100_000
        with pytest.raises(DamagedTileError):
            pixels.decode(out.getvalue())
    with pytest.raises(DamagedTileError, match="larger"):
        pixels.decode(b"\xff" * (pixels.LARGEST_BLOB + 1))


def test_a_tile_that_is_no_square_is_damaged() -> None:
    with pytest.raises(DamagedTileError, match="300 x 200"):
        pixels.decode(picture_bytes(Image.new("RGB", (300, 200))))
