"""Handles of one file, each used by one thread at a time and all closed when the file is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

from layers.imagery.errors import ImageryError


class Closable(Protocol):
    """Anything that holds a file open."""

    def close(self) -> None:
        """Let go of it."""
        ...


H = TypeVar("H", bound=Closable)


class Pool(Generic[H]):
    """Opens a further handle whenever all are in use, so never more than there are readers.

    Neither SQLite connections nor GDAL datasets may be used by two threads at once,
    and tied to a thread they would stay open as long as it lives.
    """

    def __init__(self, open_handle: Callable[[], H]) -> None:
        self._open = open_handle
        self._idle: list[H] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def borrow(self) -> Iterator[H]:
        """A handle for the calling thread alone. Raises ImageryError once closed.

        A handle on which something failed is closed: what it keeps in memory may be wrong.
        """
        handle = self._take()
        try:
            yield handle
        except BaseException:
            handle.close()
            raise
        self._give_back(handle)

    def close(self) -> None:
        """Close the idle handles now, and those in use as soon as they come back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for handle in idle:
            handle.close()

    def _take(self) -> H:
        with self._lock:
            if self._closed:
                raise ImageryError("This imagery has been closed.")
            if self._idle:
                return self._idle.pop()
        return self._open()

    def _give_back(self, handle: H) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(handle)
                return
        handle.close()
