"""One worker that turns content into pixels; only the newest wish counts."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from geoapp.ui.canvas.painter import Painter
from layers.picture import Content, compose
from layers.view import View

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be drawn. `view` holds the margin already."""

    view: View
    content: Content
    dark: bool
    ratio: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A wish come true: the ground under the imagery and the overlay over it."""

    wish: Wish
    ground: QImage
    overlay: QImage


def render(wish: Wish, painter: Painter) -> Frame:
    """Draw a wish."""
    picture = compose(wish.view, wish.content, painter.measure)
    return Frame(wish, painter.ground(picture), painter.overlay(picture))


class Renderer(QObject):
    """Draws wishes on a thread of its own. `finished` carries a Frame."""

    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wish: Wish | None = None
        self._working = False
        self._stopped = False
        self._state = threading.Condition()
        self._worker: threading.Thread | None = None

    def wish(self, wish: Wish) -> None:
        """Ask for a frame; a wish not begun yet is forgotten."""
        with self._state:
            if self._stopped:
                return
            self._wish = wish
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="canvas", daemon=True)
                self._worker.start()
            self._state.notify_all()

    @property
    def is_busy(self) -> bool:
        """Whether a frame is being drawn or waits to be."""
        with self._state:
            return self._working or self._wish is not None

    def _next(self) -> Wish | None:
        with self._state:
            self._working = False
            while self._wish is None and not self._stopped:
                self._state.wait()
            wish, self._wish = self._wish, None
            self._working = wish is not None
            return None if self._stopped else wish

    def _work(self) -> None:
        painter: Painter | None = None
        while (wish := self._next()) is not None:
            if painter is None or (painter.dark, painter.ratio) != (wish.dark, wish.ratio):
                painter = Painter(wish.dark, wish.ratio)
            try:
                frame = render(wish, painter)
            except Exception:  # noqa: BLE001 - a broken row must not end the worker
                _log.exception("the map could not be drawn")
                continue
            if not self._stopped:
                self.finished.emit(frame)

    def shutdown(self) -> None:
        """Stop the worker and wait until it is gone."""
        with self._state:
            self._stopped = True
            self._wish = None
            self._state.notify_all()
        if self._worker is not None:
            self._worker.join()
            self._worker = None
