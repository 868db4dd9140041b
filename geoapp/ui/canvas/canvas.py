"""The map as people work with it: zoom, pan, hover, select, choose, move."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from geoapp.case.records import Key
from geoapp.ui.canvas import furniture, live, wording
from geoapp.ui.canvas.choice import choices, menu, pop_up
from geoapp.ui.canvas.gestures import Gestures, Tool
from geoapp.ui.canvas.map_widget import MapWidget
from geoapp.ui.canvas.palette import palette
from geoapp.ui.canvas.symbols import Emphasis, SpriteSheet
from layers import hits
from layers.hits import Id, Under
from layers.layer_picture import CLUSTER_REACH
from layers.picture import Content
from layers.projection import to_lonlat
from layers.view import Extent, View

_CLOSEST_CHOICE = 0.2


class MapCanvas(MapWidget):
    """Imagery, layers and arrows; zoom, pan, hover, select, move.

    Rows are named by `Key`. Extents and places are (lon, lat) degrees, EPSG:4326.
    Call `shutdown` before the program ends; closing the widget does it too.
    """

    hovered = Signal(list)  # list[Key]; empty when nothing is under the cursor
    clicked = Signal(list, object)  # list[Key], Qt.KeyboardModifiers; empty: clear
    area_selected = Signal(list)  # list[Key]
    pointer_moved = Signal(float, float)  # lon, lat
    point_moved = Signal(str, object, float, float)  # table, id, lon, lat
    move_ended = Signal()
    taken = Signal(object)  # who takes the hand from now on; every other tool gives way
    menu_wanted = Signal(list, object)  # list[Key] under the cursor or selected, QPoint

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Map"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._under = Under()
        self._sprites: SpriteSheet | None = None
        self.gestures = Gestures(self)
        self.taken.connect(self.give_way)

    def _change(self, content: Content) -> None:
        self._under = Under()
        super()._change(content)

    def paint_live(self, painter: QPainter) -> None:
        """Draw the selection, what the cursor is on, and what the hand is doing."""
        colours, view = palette(self._dark), self._view
        sprites = self._sheet()
        for layer in self._content.shown(view):
            chosen = [
                layer.index_of[row]
                for table, row in self._selection
                if table == layer.name and row in layer.index_of and not self._is_lifted(table, row)
            ]
            live.draw_features(painter, sprites, layer, chosen, view, Emphasis.SELECTED, colours)
        selected = bool(self._under.features) and self._under.ids()[0] in self._selection
        live.draw_hover(painter, sprites, self._under, view, colours, selected)
        self.gestures.paint(painter, sprites, colours)
        lines = self.card_lines()
        if lines and self.gestures.pointer is not None:
            room = (float(self.width()), float(self.height()))
            furniture.draw_card(painter, lines, self.gestures.pointer, room, colours)

    def _is_lifted(self, table: str, row: int) -> bool:
        return self._content.lifted == (table, row)

    def _sheet(self) -> SpriteSheet:
        ratio = self.devicePixelRatioF()
        known = self._sprites
        if known is None or (known.dark, known.ratio) != (self._dark, ratio):
            known = self._sprites = SpriteSheet(self._dark, ratio)
        return known

    # --- what the hand does --------------------------------------------------

    def pick(self, px: float, py: float) -> Under:
        """What is drawn at a pixel of the widget."""
        return hits.under(self._content, self._view, px, py)

    def card_lines(self) -> list[str]:
        """What the card beside the cursor says, line by line."""
        return wording.card(self._under, self._content.language)

    def set_under(self, under: Under) -> None:
        """What the cursor is on; announced when it changes."""
        if under.ids() == self._under.ids():
            return
        self._under = under
        self.hovered.emit([Key(*row) for row in under.ids()])
        self.update()

    def choose(self, under: Under, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """A click: select, come closer to a cluster, or ask which of several is meant."""
        cluster = under.cluster
        if cluster is not None and not modifiers:
            west, south, east, north = cluster.extent
            if max(east - west, north - south) > _CLOSEST_CHOICE * CLUSTER_REACH:
                self._split(cluster.extent)
                return
        offered = choices(under, self._content.language)
        points = [row for row in under.features if row[0].is_point[row[1]]]
        if len(offered) > 1 and not (len(points) == 1 and cluster is None):
            pop_up(
                menu(self, offered, self._dark, lambda row: self._click([row], modifiers)),
                self,
                at,
            )
            return
        self._click([choice.id for choice in offered[:1]], modifiers)

    def _split(self, extent: Extent) -> None:
        room = min(self.width(), self.height()) * 0.3
        view = View.fitted(extent, self.width(), self.height(), margin=room)
        finer = min(view.resolution, self._view.resolution / 2.0)
        self.set_view(replace(view, resolution=max(finer, 0.1)))

    def _click(self, rows: list[Id], modifiers: Qt.KeyboardModifier) -> None:
        self.clicked.emit([Key(*row) for row in rows], modifiers)

    def select_box(self, box: QRectF) -> None:
        """Announce what touches a rectangle of the widget."""
        rows = hits.within(
            self._content, self._view, box.left(), box.top(), box.right(), box.bottom()
        )
        self.area_selected.emit([Key(*row) for row in rows])

    def point_at(self, px: float, py: float) -> None:
        """Announce where the pointer is."""
        lon, lat = to_lonlat(self._view.to_world([px, py])).tolist()
        self.pointer_moved.emit(lon, lat)

    def stops(self) -> list[Under]:
        """Features and clusters in sight in reading order, for going through them by keyboard."""
        return hits.in_sight(self._content, self._view)

    def announce(self, words: str) -> None:
        """Tell assistive technology what is marked on the map; empty: the map itself."""
        self.setAccessibleName(words or self.tr("Map"))

    def begin_move(self, key: Key) -> bool:
        """Let a point be dragged. Whether there is such a point on the map."""
        layer = next((one for one in self._content.layers if one.name == key.table), None)
        index = None if layer is None else layer.index_of.get(key.id)
        if layer is None or index is None or not layer.is_point[index]:
            return False
        self.taken.emit(self)
        self.lift((key.table, key.id))
        self.gestures.lift(layer, index)
        self.setFocus()
        return True

    def end_move(self) -> None:
        """Stop moving and draw the point where the layer has it."""
        self.gestures.put_down()
        self.lift(None)
        self.move_ended.emit()

    def lift(self, row: Id | None) -> None:
        """Leave a row out, as something else shows where it is going; None for no row."""
        self._change(replace(self._content, lifted=row))

    def give_way(self, to: object) -> None:
        """Put down a point that is being moved when another tool takes the hand."""
        if to is not self and self.gestures.is_moving:
            self.end_move()

    def set_tool(self, tool: Tool) -> None:
        """What a drag with the left button does."""
        self.taken.emit(self)
        self.gestures.tool = tool
        self.setCursor(self.gestures.cursor())

    # --- events --------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See `Gestures`."""
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See `Gestures`."""
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See `Gestures`."""
        self.gestures.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key asks about what is marked or selected; the mouse asks by its button."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rows = self._under.ids() or list(self._selection)
            self.menu_wanted.emit([Key(*row) for row in rows], self.rect().center())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See `Gestures`."""
        self.gestures.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See `Gestures`."""
        if not self.gestures.key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """See `Gestures`."""
        if not self.gestures.key_up(event):
            super().keyReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the cursor any more."""
        self.gestures.pointer = None
        self.set_under(Under())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key held down elsewhere must not count."""
        self.gestures.let_go()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the features in sight; at their end, or after Esc, it leaves the map."""
        steps = self.hasFocus() and self.gestures.walk.step(forward)
        return steps or super().focusNextPrevChild(forward)
