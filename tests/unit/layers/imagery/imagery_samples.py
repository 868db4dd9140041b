"""Small pictures and questions that several tests of imagery share."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image

Maker = Callable[..., Path]


def picture_bytes(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def flat(colour: tuple[int, ...], size: int = 256, kind: str = "PNG") -> bytes:
    mode = "RGBA" if len(colour) == 4 else "RGB"
    return picture_bytes(Image.new(mode, (size, size), colour), kind)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def open_files(path: Path) -> int:
    """How many handles this process holds on a file (Linux)."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return 0
    held = []
    for entry in folder.iterdir():
        try:
            held.append(str(entry.readlink()))
        except OSError:
            continue
    return held.count(str(path))
