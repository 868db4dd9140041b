"""A file that is being looked at: asks the process that holds it open for pages."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

from geoapp.case.errors import CaseError
from geoapp.viewing.opened import Boxes

FALLEN = (
    "This file cannot be shown: the part of the program that opens files gave up on it. "
    "It may be damaged, or made to do harm; nothing else was touched."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says of itself: how many pages, and facts as (name, words)."""

    pages: int
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The pixels of a page: RGB, 8 bits each, rows from the top without gaps."""

    width: int
    height: int
    rgb: bytes


class Viewing:
    """One file, open in a process of its own: `open` it once, and `close` it in the end.

    Each question raises CaseError with a sentence when the file cannot be shown, also
    when the process fell, or `close` on another thread ended it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "geoapp.viewing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def open(self, media: str, size: int, content: Iterable[bytes]) -> Told:
        """Give `content`, `size` bytes in all, to the process; it never lies on the disk.

        What `content` raises is passed on.
        """
        with self._lock:
            self._say(json.dumps({"media": media, "bytes": size}).encode() + b"\n")
            for part in content:
                self._say(part)
            answer, _ = self._answer()
        return Told(answer["pages"], tuple((name, words) for name, words in answer["facts"]))

    def page(self, number: int, pixels: int) -> Page:
        """One page, counted from 0, with at most about so many pixels."""
        answer, rgb = self._ask({"page": number, "pixels": pixels})
        return Page(answer["width"], answer["height"], rgb)

    def blackened(self, boxes: Boxes, turned: int = 0) -> bytes:
        """A copy with black rectangles, that holds nothing else than pixels; see `opened`."""
        asked: dict[str, Sequence[Sequence[float]]] = {str(n): list(b) for n, b in boxes.items()}
        return self._ask({"blacken": asked, "turned": turned})[1]

    def _ask(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            self._say(json.dumps(question).encode() + b"\n")
            return self._answer()

    def _say(self, data: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101 - a pipe, as asked for
        try:
            self._process.stdin.write(data)
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise CaseError(FALLEN) from error

    def _answer(self) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdout is not None  # noqa: S101 - a pipe, as asked for
        try:
            told: dict[str, Any] = json.loads(self._process.stdout.readline())
            data = self._process.stdout.read(told["bytes"])
        except (OSError, ValueError) as error:
            raise CaseError(FALLEN) from error
        if len(data) != told["bytes"]:
            raise CaseError(FALLEN)
        if "error" in told:
            raise CaseError(told["error"])
        return told, data

    def close(self) -> None:
        """End the process, also while it is answering another thread. May be called twice."""
        self._process.kill()
        self._process.wait()
        with self._lock:
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
