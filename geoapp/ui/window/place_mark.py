"""A mark on the map at a place one asked for, until something else is selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from geoapp.ui import theme
from geoapp.ui.canvas import MapCanvas
from layers.projection import to_mercator

_REACH = 22


class PlaceMark(QWidget):
    """A ring with a cross of hairs. It lies over the map and takes no clicks."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.setObjectName("placeMark")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(2 * _REACH, 2 * _REACH)
        self.hide()
        self._canvas = canvas
        self._place: tuple[float, float] | None = None
        canvas.view_changed.connect(self._follow)
        canvas.installEventFilter(self)

    def show_at(self, lon: float, lat: float) -> None:
        """Mark a place in degrees."""
        x, y = to_mercator([lon, lat]).tolist()
        self._place = (x, y)
        self._follow()
        self.show()
        self.raise_()

    def clear(self) -> None:
        """Mark nothing."""
        self._place = None
        self.hide()

    def _follow(self) -> None:
        if self._place is not None:
            x, y = self._canvas.view.to_pixels(self._place).tolist()
            # Far outside it would only be clipped; Qt's coordinates have an end.
            if abs(x) < 1e6 and abs(y) < 1e6:
                self.move(round(x) - _REACH, round(y) - _REACH)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the place when the map changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dark on a light edge, or the other way round, to be seen on any ground."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_REACH, _REACH)
        painter.translate(middle)
        for colour, width in ((QColor(tokens.surface), 5.0), (QColor(tokens.accent), 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(QPointF(0, 0), 11.0, 11.0)
            for turn in range(4):
                painter.save()
                painter.rotate(90.0 * turn)
                painter.drawLine(QPointF(0, 5.0), QPointF(0, 19.0))
                painter.restore()
        painter.end()
