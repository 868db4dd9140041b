"""The map on a large case: moving it, drawing it anew, asking what lies under the cursor."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPainter

from benchmarks.measure import HEIGHT, WIDTH, Measure, frame
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.canvas.painter import Painter
from geoapp.ui.canvas.rendering import Wish, render
from geoapp.ui.loading import load_layers
from layers import basemap
from layers.imagery import open_source
from layers.projection import extent_to_mercator
from layers.view import View
from sample_data import folder

VIEWS = {
    "all": (123.8, 37.2, 131.2, 43.3),
    "province": (128.6, 41.2, 130.8, 43.0),
    "county": (129.5, 42.2, 130.1, 42.6),
}
_TOGETHER = 200
_TICK = 0.001  # seconds


def measures(_place: Path, case: Path) -> Iterator[Measure]:
    """Pan, zoom and full redraw of the vectors, and identify."""
    session = Session.open(case, author="benchmark", read_only=True)
    overview = folder() / "overview"
    source = open_source(basemap.picture(overview))
    canvas = MapCanvas()
    try:
        canvas.resize(WIDTH, HEIGHT)
        drawn = list(session.statements.drawn())
        canvas.set_layers([one.features for one in load_layers(session.view, drawn)])
        canvas.set_base(basemap.load(overview), source)
        for name, extent in VIEWS.items():
            view = View.fitted(extent_to_mercator(extent), WIDTH, HEIGHT)
            canvas.set_view(view)
            _settle(canvas)
            yield Measure(f"canvas: pan, {name}", _pan(canvas, view), 5.0, 30)
            yield Measure(f"canvas: zoom until redrawn, {name}", _zoom(canvas, view), 12.0)
            yield Measure(f"canvas: everything drawn anew, {name}", _redraw(canvas, view))
            held = _longest_wait(canvas, view)
            yield Measure(f"canvas: window kept waiting by a redraw, {name}", held, 23.0, 7)
            canvas.set_view(view)
            _settle(canvas)
            yield Measure(f"canvas: identify, {_TOGETHER} times, {name}", _identify(canvas))
    finally:
        canvas.shutdown()
        canvas.deleteLater()
        source.close()
        session.close()


def _settle(canvas: MapCanvas) -> None:
    """Let the workers finish what the canvas asked for."""
    onto = frame()
    quiet = 0
    while quiet < 3:
        _paint(canvas, onto)
        _wait(120)
        busy = canvas._renderer.is_busy or bool(canvas._tiles._wanted or canvas._tiles._busy)
        quiet = 0 if busy else quiet + 1


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _paint(canvas: MapCanvas, onto: object, smooth: bool = False) -> None:
    painter = QPainter(onto)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    canvas.paint(painter)
    painter.end()


def _pan(canvas: MapCanvas, view: View) -> Callable[[int], None]:
    """Steps that the margin of the drawn frame covers, as while a hand drags."""
    onto = frame()

    def sample(number: int) -> None:
        canvas.set_view(view.panned(3.0 * (number % 12), 2.0 * (number % 7)))
        _paint(canvas, onto)

    return sample


def _zoom(canvas: MapCanvas, view: View) -> Callable[[int], None]:
    """The first frame after a turn of the wheel, while a worker begins to draw the next."""
    onto = frame()

    def sample(number: int) -> None:
        canvas.set_view(view.zoomed(1.25 if number % 2 else 1.0))
        _paint(canvas, onto)

    return sample


def _redraw(canvas: MapCanvas, view: View) -> Callable[[int], None]:
    painter = Painter(dark=False)
    content = canvas.content

    def sample(number: int) -> None:
        # Each round looks elsewhere, or what is kept from the last one would be measured.
        moved = replace(view, x=view.x + number * 3 * view.resolution)
        render(Wish(moved.grown(256), content, False, 1.0), painter)

    return sample


def _longest_wait(canvas: MapCanvas, view: View) -> Callable[[int], float]:
    """The longest time for which a redraw on a worker kept this thread from running."""
    redraw = _redraw(canvas, view)

    def sample(number: int) -> float:
        worker = threading.Thread(target=redraw, args=(number,))
        worker.start()
        longest, last = 0.0, time.perf_counter()
        while worker.is_alive():
            time.sleep(_TICK)
            now = time.perf_counter()
            longest, last = max(longest, now - last - _TICK), now
        return longest

    return sample


def _identify(canvas: MapCanvas) -> Callable[[int], None]:
    def sample(number: int) -> None:
        for step in range(_TOGETHER):
            canvas.pick((step * 97 + number * 13) % WIDTH, (step * 61 + number * 29) % HEIGHT)

    return sample
