"""The next click on the map: which feature is meant, or where a new place is put."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from geoapp.case.records import Key
from geoapp.ui import theme
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.canvas.choice import choices, menu, pop_up
from geoapp.ui.canvas.palette import colour, palette
from layers.features import FeatureLayer
from layers.hits import Id
from layers.projection import ground_resolution, to_lonlat, to_mercator

_CROWD = 12
_CLOSER = 4.0


def in_sight(canvas: MapCanvas, most: int = 30) -> tuple[Key, ...]:
    """The features that a map shows, those nearest to its middle first."""
    view = canvas.view
    features = [feature for under in canvas.stops() for feature in under.features]

    def away(feature: tuple[FeatureLayer, int]) -> float:
        x, y = feature[0].anchor[feature[1]].tolist()
        return float((x - view.x) ** 2 + (y - view.y) ** 2)

    near = sorted(features, key=away)[:most]
    return tuple(Key(layer.name, int(layer.ids[index])) for layer, index in near)


class MapPick(QObject):
    """Takes clicks from the map while it is asked for one; the map still pans and zooms.

    Signals: `picked(Key)`; `dropped(lon, lat)` in degrees; `missed()` when a click hit
    nothing; `given_up()` on Esc.
    """

    picked = Signal(object)
    dropped = Signal(float, float)
    missed = Signal()
    given_up = Signal()

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._wants_feature = True
        self._press: QMouseEvent | None = None
        self._hovered: list[Key] = []
        self.active = False
        canvas.taken.connect(self._give_way)

    def begin(self, wants_feature: bool) -> None:
        """Take clicks from now on, for a feature or for a place."""
        self._canvas.taken.emit(self)
        self._wants_feature = wants_feature
        if not self.active:
            self.active = True
            self._canvas.installEventFilter(self)
            self._canvas.hovered.connect(self._hover)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._canvas.setCursor(QCursor(Qt.CursorShape.CrossCursor))

    def end(self) -> None:
        """Leave clicks to the map again."""
        if not self.active:
            return
        self.active = False
        self._press = None
        self._hovered = []
        self._canvas.removeEventFilter(self)
        self._canvas.hovered.disconnect(self._hover)
        self._canvas.setCursor(self._canvas.gestures.cursor())

    def _give_way(self, to: object) -> None:
        if self.active and to is not self:
            self.given_up.emit()

    def _hover(self, keys: list[Key]) -> None:
        self._hovered = keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press that becomes a drag is given back to the map; a click is ours."""
        if isinstance(event, QKeyEvent):
            return event.type() is QEvent.Type.KeyPress and self._key(event)
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._press = event.clone()
            return True
        if kind is QEvent.Type.MouseMove:
            return self._moved(event)
        if kind is QEvent.Type.MouseButtonRelease and self._press is not None:
            self._press = None
            self._click(event.position())
            return True
        return kind is QEvent.Type.MouseButtonDblClick

    def _moved(self, event: QMouseEvent) -> bool:
        press = self._press
        if press is None:
            if not event.buttons():
                self._canvas.setCursor(QCursor(Qt.CursorShape.CrossCursor))
            return False
        far = (event.position() - press.position()).manhattanLength()
        if far < QApplication.startDragDistance() / 2:
            return True
        self._press = None
        self._canvas.gestures.press(press)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
            return True
        if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if self._wants_feature:
            self._take([(row.table, row.id) for row in self._hovered[:1]])
        else:
            self._drop(QPointF(self._canvas.rect().center()))
        return True

    def _click(self, at: QPointF) -> None:
        if not self._wants_feature:
            self._drop(at)
            return
        under = self._canvas.pick(at.x(), at.y())
        if under.cluster is not None and len(under.cluster.features) > _CROWD:
            closer = self._canvas.view.zoomed(_CLOSER, (at.x(), at.y()))
            self._canvas.set_view(closer)
            return
        offered = choices(under, self._canvas.content.language)
        points = [row for row in under.features if row[0].is_point[row[1]]]
        if len(offered) > 1 and not (len(points) == 1 and under.cluster is None):
            dark = theme.current().dark
            asked = menu(self._canvas, offered, dark, lambda row: self._take([row]))
            pop_up(asked, self._canvas, at.toPoint())
            return
        self._take([choice.id for choice in offered[:1]])

    def _take(self, rows: list[Id]) -> None:
        if rows:
            self.picked.emit(Key(*rows[0]))
        else:
            self.missed.emit()

    def _drop(self, at: QPointF) -> None:
        lon, lat = to_lonlat(self._canvas.view.to_world([at.x(), at.y()])).tolist()
        self.dropped.emit(lon, lat)


class PlacePreview(QWidget):
    """A pin over the map where a new place will be, with the circle in which the truth lies."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.setObjectName("placePreview")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas = canvas
        self._lonlat: tuple[float, float] | None = None
        self._radius: float | None = None
        self.hide()
        canvas.view_changed.connect(self.update)
        canvas.installEventFilter(self)

    def show_place(self, lon: float, lat: float, radius_m: float | None) -> None:
        """Show a place in degrees and the radius in metres, if one is stated."""
        self._lonlat, self._radius = (lon, lat), radius_m
        self.setGeometry(self._canvas.rect())
        self.show()
        self.raise_()
        self.update()

    @property
    def radius_px(self) -> float:
        """The radius of the circle as drawn, in pixels; 0 without one."""
        if self._lonlat is None or self._radius is None:
            return 0.0
        y = to_mercator(list(self._lonlat)).tolist()[1]
        return self._radius / float(ground_resolution(self._canvas.view.resolution, y))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the map."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A circle, then a pin whose tip is the place."""
        if self._lonlat is None:
            return
        x, y = self._canvas.view.to_pixels(to_mercator(list(self._lonlat))).tolist()
        colours = palette(theme.current().dark)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at, radius = QPointF(x, y), self.radius_px
        if radius > 3.0:
            painter.setBrush(colour(colours.select, 0.14))
            for width, tone in ((4.0, colour(colours.casing, 0.6)), (1.8, colour(colours.select))):
                painter.setPen(QPen(tone, width))
                painter.drawEllipse(at, radius, radius)
                painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, tone in ((5.0, colour(colours.casing, 0.8)), (2.2, colour(colours.select))):
            painter.setPen(QPen(tone, width))
            for dx, dy in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)):
                step = QPointF(dx, dy)
                painter.drawLine(at + step * 4.0, at + step * 15.0)
        painter.end()
