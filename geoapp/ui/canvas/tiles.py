"""Imagery as pictures ready to blit: decoded once, by two workers, newest wish first."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter

from layers.imagery.source import ImageryError, TileSource
from layers.projection import HALF_WORLD
from layers.view import View

TILE = 256
_KEPT = 900
_WORKERS = 2
_MOST_IN_VIEW = 400
_MOST_WISHED = 600  # fewer than are kept, or they would drive each other out


class TileKey(NamedTuple):
    """One tile: the number of its source and its place in the pyramid, y downwards."""

    source: int
    z: int
    x: int
    y: int


def image_of(pixels: npt.NDArray[np.uint8]) -> QImage:
    """A picture of (h, w, 4) bytes in the order B, G, R, A, premultiplied."""
    height, width = pixels.shape[:2]
    opaque = bool((pixels[..., 3] == 255).all())
    form = QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    return QImage(np.ascontiguousarray(pixels).data, width, height, 4 * width, form).copy()


def read_tile(source: TileSource, key: TileKey) -> QImage | None:
    """One tile of a source; None where there is nothing that can be read."""
    try:
        pixels = source.read(key.z, key.x, key.y)
    except ImageryError:
        return None
    return None if pixels is None else image_of(pixels)


def level(source: TileSource, resolution: float) -> int:
    """The zoom level of a source that suits a resolution in Mercator metres per device pixel."""
    wanted = round(math.log2(2.0 * HALF_WORLD / TILE / resolution) + 0.2)
    return min(max(wanted, source.min_zoom), source.max_zoom)


def covering(source: TileSource, view: View, z: int) -> list[tuple[int, int]]:
    """(x, y) of the tiles of level `z` that the view and the source share, middle first."""
    west = max(view.extent[0], source.extent[0])
    south = max(view.extent[1], source.extent[1])
    east = min(view.extent[2], source.extent[2])
    north = min(view.extent[3], source.extent[3])
    if west >= east or south >= north:
        return []
    size, last = 2.0 * HALF_WORLD / 2**z, 2**z - 1
    first_x, last_x = (_held((v + HALF_WORLD) / size, last) for v in (west, east))
    first_y, last_y = (_held((HALF_WORLD - v) / size, last) for v in (north, south))
    if (last_x - first_x + 1) * (last_y - first_y + 1) > _MOST_IN_VIEW:
        return []
    places = [(x, y) for y in range(first_y, last_y + 1) for x in range(first_x, last_x + 1)]
    middle_x = (view.x + HALF_WORLD) / size - 0.5
    middle_y = (HALF_WORLD - view.y) / size - 0.5
    return sorted(places, key=lambda p: (p[0] - middle_x) ** 2 + (p[1] - middle_y) ** 2)


def _held(value: float, last: int) -> int:
    return min(max(math.floor(value), 0), last)


def target(view: View, z: int, x: int, y: int) -> QRectF:
    """Where a tile lies in the view, its edges on whole pixels so that no seam shows."""
    size = 2.0 * HALF_WORLD / 2**z
    left = round((x * size - HALF_WORLD - view.x) / view.resolution + view.width / 2.0)
    right = round(((x + 1) * size - HALF_WORLD - view.x) / view.resolution + view.width / 2.0)
    top = round((view.y - HALF_WORLD + y * size) / view.resolution + view.height / 2.0)
    bottom = round((view.y - HALF_WORLD + (y + 1) * size) / view.resolution + view.height / 2.0)
    return QRectF(left, top, right - left, bottom - top)


def read_whole(painter: QPainter, view: View, source: TileSource) -> None:
    """Draw all that a source has for a view, reading tiles as they are needed."""
    z = level(source, view.resolution)
    found: dict[TileKey, QImage | None] = {}
    for x, y in covering(source, view, z):
        for up in range(z - source.min_zoom + 1):
            key = TileKey(0, z - up, x >> up, y >> up)
            if key not in found:
                found[key] = read_tile(source, key)
            image = found[key]
            if image is not None:
                part = part_of(key, TileKey(0, z, x, y))
                painter.drawImage(target(view, z, x, y), image, part)
                break


def part_of(parent: TileKey, key: TileKey) -> QRectF:
    """Which pixels of a coarser tile lie under a finer one."""
    up = key.z - parent.z
    part = TILE / 2**up
    return QRectF((key.x - (parent.x << up)) * part, (key.y - (parent.y << up)) * part, part, part)


class TileCache(QObject):
    """Tiles of several sources. `arrived` is emitted when new ones can be drawn."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: list[TileSource | None] = []
        self._images: OrderedDict[TileKey, QImage | None] = OrderedDict()
        self._wanted: list[TileKey] = []
        self._busy: set[TileKey] = set()
        self._told = False
        self._stopped = False
        self._state = threading.Condition()
        self._workers: list[threading.Thread] = []

    def add(self, source: TileSource) -> int:
        """Make a source known; its number."""
        self._sources.append(source)
        return len(self._sources) - 1

    def forget(self, number: int) -> None:
        """Drop a source and its tiles."""
        with self._state:
            self._sources[number] = None
            for key in [key for key in self._images if key.source == number]:
                del self._images[key]

    def source(self, number: int) -> TileSource:
        """The source of that number. LookupError when it was dropped."""
        source = self._sources[number]
        if source is None:
            raise LookupError(number)
        return source

    def paint(self, painter: QPainter, view: View, number: int, ratio: float) -> None:
        """Draw the tiles of a source that are there, and stand-ins for those that are not."""
        source = self.source(number)
        z = level(source, view.resolution / ratio)
        ready: list[tuple[TileKey, QImage]] = []
        for x, y in covering(source, view, z):
            key = TileKey(number, z, x, y)
            image = self._image(key)
            if image is not None:
                ready.append((key, image))
            else:
                self._stand_in(painter, view, key, source.min_zoom)
        for key, image in ready:
            painter.drawImage(target(view, key.z, key.x, key.y), image)

    def missing(self, view: View, numbers: Iterable[int], ratio: float) -> list[TileKey]:
        """What has to be decoded before the view can be drawn, in the order of need.

        Where a source says that a tile does not exist, a coarser one is what it has.
        """
        found: list[TileKey] = []
        for number in numbers:
            source = self.source(number)
            z = level(source, view.resolution / ratio)
            places = covering(source, view, z)
            needed = (self._need(TileKey(number, z, x, y), source.min_zoom) for x, y in places)
            found += [key for key in needed if key is not None]
        return list(dict.fromkeys(found))

    def _need(self, key: TileKey, lowest: int) -> TileKey | None:
        """The tile, or the coarser one in its place, that is not decoded yet."""
        for up in range(max(key.z - lowest, 0) + 1):
            coarser = TileKey(key.source, key.z - up, key.x >> up, key.y >> up)
            if coarser not in self._images:
                return coarser
            if self._images[coarser] is not None:
                return None
        return None

    def _image(self, key: TileKey) -> QImage | None:
        with self._state:
            if key not in self._images:
                return None
            self._images.move_to_end(key)
            return self._images[key]

    def _stand_in(self, painter: QPainter, view: View, key: TileKey, lowest: int) -> None:
        """A part of the nearest coarser tile that is there, else finer ones."""
        for up in range(1, key.z - lowest + 1):
            parent = TileKey(key.source, key.z - up, key.x >> up, key.y >> up)
            image = self._images.get(parent)
            if image is not None:
                where = target(view, key.z, key.x, key.y)
                painter.drawImage(where, image, part_of(parent, key))
                return
        for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            child = TileKey(key.source, key.z + 1, 2 * key.x + dx, 2 * key.y + dy)
            image = self._images.get(child)
            if image is not None:
                painter.drawImage(target(view, child.z, child.x, child.y), image)

    def wish(self, missing: list[TileKey]) -> None:
        """Have these decoded, the first ones first, instead of what was wished for before."""
        with self._state:
            wanted = dict.fromkeys(missing[:_MOST_WISHED])
            self._wanted = [key for key in wanted if key not in self._busy]
            self._told = False
            if self._wanted:
                self._start()
                self._state.notify_all()
            # A tile that came while this frame was painted was announced too early.
            landed = any(key in self._images for key in wanted)
        if landed:
            self.arrived.emit()

    def _start(self) -> None:
        while len(self._workers) < _WORKERS and not self._stopped:
            worker = threading.Thread(target=self._work, name="tiles", daemon=True)
            self._workers.append(worker)
            worker.start()

    def _next(self) -> tuple[TileKey, TileSource] | None:
        with self._state:
            while not self._stopped:
                while self._wanted:
                    key = self._wanted.pop(0)
                    source = self._sources[key.source]
                    if source is not None and key not in self._images:
                        self._busy.add(key)
                        return key, source
                self._state.wait()
        return None

    def _work(self) -> None:
        while (job := self._next()) is not None:
            key, source = job
            self._keep(key, read_tile(source, key))

    def _keep(self, key: TileKey, image: QImage | None) -> None:
        with self._state:
            self._busy.discard(key)
            if self._stopped or self._sources[key.source] is None:
                return
            self._images[key] = image
            while len(self._images) > _KEPT:
                self._images.popitem(last=False)
            tell = not self._told
            self._told = True
        if tell:
            self.arrived.emit()

    @property
    def is_busy(self) -> bool:
        """Whether tiles are being decoded, wait to be, or are not painted yet."""
        with self._state:
            return bool(self._wanted or self._busy or self._told)

    def shutdown(self) -> None:
        """Stop the workers and wait until they are gone."""
        with self._state:
            self._stopped = True
            self._wanted = []
            self._state.notify_all()
        for worker in self._workers:
            worker.join()
        self._workers = []
