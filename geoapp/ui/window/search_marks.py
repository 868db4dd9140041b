"""Rings on the map around everything that a search found, for as long as its list is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from geoapp.ui import theme
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.canvas.palette import colour, palette
from layers.projection import to_mercator

LonLat = tuple[float, float]

_RING, _CHOSEN = 12.0, 16.0


class SearchMarks(QWidget):
    """Lies over the map and takes no clicks. Places are (lon, lat) in degrees."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.setObjectName("searchMarks")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._canvas = canvas
        self._places: tuple[LonLat, ...] = ()
        self._chosen: LonLat | None = None
        canvas.view_changed.connect(self.update)
        canvas.installEventFilter(self)

    @property
    def places(self) -> tuple[LonLat, ...]:
        """What is marked."""
        return self._places

    @property
    def chosen(self) -> LonLat | None:
        """The place of the line that is chosen in the list."""
        return self._chosen

    def mark(self, places: Sequence[LonLat]) -> None:
        """Mark these places, and nothing else."""
        self._places = tuple(dict.fromkeys(places))
        self._chosen = None
        self.setGeometry(self._canvas.rect())
        self.setVisible(bool(self._places))
        self.raise_()
        self.update()

    def choose(self, place: LonLat | None) -> None:
        """Let one of the places stand out."""
        self._chosen = place
        self.update()

    def seen(self, covered: QRectF | None = None) -> int:
        """How many marks are in sight: on the map, and not under `covered` of its pixels."""
        room = QRectF(self._canvas.rect())
        points = [self._pixel(place) for place in self._places]
        inside = [point for point in points if room.contains(point)]
        if covered is None:
            return len(inside)
        return sum(1 for point in inside if not covered.contains(point))

    def _pixel(self, place: LonLat) -> QPointF:
        return QPointF(*self._canvas.view.to_pixels(to_mercator(list(place))).tolist())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the map."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring for each, in a colour and on an edge that stand out from any ground."""
        colours = palette(theme.current().dark)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self._places:
            self._ring(painter, place, _RING, 2.2)
        if self._chosen is not None:
            painter.setBrush(colour(colours.find, 0.25))
            self._ring(painter, self._chosen, _CHOSEN, 3.4)
        painter.end()

    def _ring(self, painter: QPainter, place: LonLat, radius: float, width: float) -> None:
        colours = palette(theme.current().dark)
        at = self._pixel(place)
        # Far outside nothing shows, and Qt's coordinates have an end.
        if not QRectF(self.rect()).adjusted(-40, -40, 40, 40).contains(at):
            return
        for tone, wide in (
            (colour(colours.casing, 0.75), width + 2.6),
            (colour(colours.find), width),
        ):
            painter.setPen(QPen(tone, wide))
            painter.drawEllipse(at, radius, radius)
