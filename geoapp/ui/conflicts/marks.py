"""The sides of a conflict on the map: each place drawn and named by its letter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from shapely.geometry.base import BaseGeometry

from geoapp.ui.canvas import MapCanvas
from geoapp.ui.canvas.primitives import polygon
from geoapp.ui.drawing.overlay import Overlay
from geoapp.ui.fonts import app_font
from layers.projection import to_mercator

INKS = (QColor(0, 170, 255), QColor(255, 80, 190), QColor(255, 206, 0), QColor(120, 220, 90))
"""By side, legible on dark and on bright imagery."""
_CASING = QColor(16, 18, 22)
_RING, _FLAG = 9.0, 11.0
_AROUND = 0.2
_LEAST_DEGREES = 0.002

Place = tuple[str, BaseGeometry]


def ink(number: int) -> QColor:
    """The colour of a side."""
    return INKS[number % len(INKS)]


class Marks:
    """Draws places over a map until it is told to stop."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._places: list[Place] = []
        self._overlay = Overlay(canvas, self._paint)
        self._overlay.setObjectName("conflictMarks")
        canvas.view_changed.connect(self._moved)

    @property
    def letters(self) -> str:
        """The sides that are marked now."""
        return "".join(letter for letter, _ in self._places) if self._overlay.isVisible() else ""

    def show(self, places: Sequence[Place]) -> None:
        """Mark these places (EPSG:4326, lon and lat) and look at all of them."""
        self._places = [place for place in places if not place[1].is_empty]
        if not self._places:
            self.clear()
            return
        bounds = np.array([geometry.bounds for _, geometry in self._places])
        west, south = bounds[:, :2].min(axis=0).tolist()
        east, north = bounds[:, 2:].max(axis=0).tolist()
        margin = max((east - west) * _AROUND, (north - south) * _AROUND, _LEAST_DEGREES)
        self._canvas.zoom_to((west - margin, south - margin, east + margin, north + margin))
        self._overlay.show()
        self._overlay.raise_()
        self._overlay.update()

    def clear(self) -> None:
        """Mark nothing."""
        self._places = []
        self._overlay.hide()

    def drop(self) -> None:
        """Take the pane off the map."""
        self._canvas.view_changed.disconnect(self._moved)
        self._overlay.setParent(None)
        self._overlay.deleteLater()

    def _moved(self, _view: object) -> None:
        self._overlay.update()

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(app_font(13, bold=True))
        spots: list[tuple[str, QColor, QPointF]] = []
        for number, (letter, geometry) in enumerate(self._places):
            colour = ink(number)
            spots.append((letter, colour, self._outline(painter, geometry, colour)))
        for letter, colour, at in spots:
            if letter:
                self._flag(painter, letter, colour, at)

    def _outline(self, painter: QPainter, geometry: BaseGeometry, colour: QColor) -> QPointF:
        """Draw a place; where its letter stands."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in shapely.get_parts(geometry):
            lonlat = shapely.get_coordinates(part)
            pixels = self._canvas.view.to_pixels(to_mercator(lonlat))
            for pen in (QPen(_CASING, 5.0), QPen(colour, 2.5)):
                painter.setPen(pen)
                if len(pixels) == 1:
                    x, y = pixels[0].tolist()
                    painter.drawEllipse(QPointF(x, y), _RING, _RING)
                else:
                    painter.drawPolyline(polygon(pixels))
        point = geometry.representative_point()
        x, y = self._canvas.view.to_pixels(to_mercator([point.x, point.y])).tolist()
        return QPointF(x, y)

    def _flag(self, painter: QPainter, letter: str, colour: QColor, at: QPointF) -> None:
        middle = at + QPointF(0.0, -(_RING + _FLAG + 4.0))
        painter.setPen(QPen(_CASING, 1.5))
        painter.setBrush(colour)
        painter.drawEllipse(middle, _FLAG, _FLAG)
        painter.setPen(_CASING)
        box = QRectF(middle.x() - _FLAG, middle.y() - _FLAG, 2 * _FLAG, 2 * _FLAG)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
