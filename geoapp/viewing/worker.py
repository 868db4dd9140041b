"""The process that opens files which nobody vouches for, so that only it can fall.

It gets the content on standard input and answers with pixels on standard output. It may
not write any file, not even the memory image of a crash, and it has bounds for its memory
and for the time that one answer takes. Started by `geoapp.viewing.Viewing`.
"""

from __future__ import annotations

import json
import sys
from typing import IO, Any

from geoapp.viewing.opened import DAMAGED, Opened, UnshowableError, blackened, opened

MEMORY = 3 << 30
SECONDS = 120


def _bound(content: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such bounds; a fall of this process is told all the same
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    memory = MEMORY + 2 * content
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _more_time() -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + SECONDS
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _answer(out: IO[bytes], told: dict[str, Any], data: bytes = b"") -> None:
    out.write(json.dumps({**told, "bytes": len(data)}).encode() + b"\n")
    out.write(data)
    out.flush()


def _serve(file: Opened, media: str, data: bytes, asked: dict[str, Any], out: IO[bytes]) -> None:
    if "blacken" in asked:
        boxes = {int(page): some for page, some in asked["blacken"].items()}
        _answer(out, {}, blackened(media, data, boxes, asked["turned"]))
        return
    image = file.page(asked["page"], asked["pixels"])
    _answer(out, {"width": image.width, "height": image.height}, image.tobytes())


def main() -> None:
    """Answer until standard input ends."""
    come, out = sys.stdin.buffer, sys.stdout.buffer
    first = json.loads(come.readline())
    _bound(first["bytes"])
    data = come.read(first["bytes"])
    if len(data) != first["bytes"]:
        return
    try:
        _more_time()
        file = opened(first["media"], data)
        _answer(out, {"pages": file.pages, "facts": file.facts})
        while line := come.readline():
            _more_time()
            try:
                _serve(file, first["media"], data, json.loads(line), out)
            except Exception as error:  # noqa: BLE001 - as below
                _answer(out, {"error": _sentence(error)})
    except Exception as error:  # noqa: BLE001 - hostile content may bring about anything
        _answer(out, {"error": _sentence(error)})


def _sentence(error: Exception) -> str:
    if isinstance(error, UnshowableError):
        return str(error)
    if isinstance(error, MemoryError):
        return "This file needs more memory than may be used to show it."
    return DAMAGED


if __name__ == "__main__":
    main()
