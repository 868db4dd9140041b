"""The lanes themselves: painted rows that can be zoomed, panned, chosen and ranged over."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from geoapp.case.records import Key
from geoapp.case.timeline import Lane, extent
from geoapp.case.timespan import TimeRange
from geoapp.ui.panels.timeline import keys
from geoapp.ui.panels.timeline.dragging import Drag, What, begun, grip_at
from geoapp.ui.panels.timeline.inks import Inks
from geoapp.ui.panels.timeline.lane_picture import LanePicture
from geoapp.ui.panels.timeline.painting import aside_from, paint_lane, paint_marked, paint_tied
from geoapp.ui.panels.timeline.ruler import RULER, paint_range, paint_ruler
from geoapp.ui.panels.timeline.scale import TimeScale
from geoapp.ui.panels.timeline.wording import rule

LEAST_LANE = 16.0
_ROW = 4.6
_CLICK = 4.0
Spot = tuple[int, tuple[int, ...]]
"""The number of a lane and positions in it."""


class Chart(QWidget):
    """Draws lanes at a scale. Knows no case: whoever owns it gives the lanes and the words.

    `ranged` tells of a range (or None) and whether the drag has ended; `chosen` of the
    rows that were clicked and whether they are added to the selection; `pointed` of the
    lane and positions under the pointer or the keyboard, None when there are none.
    """

    ranged = Signal(object, bool)
    chosen = Signal(list, bool)
    pointed = Signal(object)
    scaled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineChart")
        self.setAccessibleName(self.tr("Lanes of the timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.scale = TimeScale.fitted(1, 2, 100.0)
        self.lanes: Sequence[Lane] = ()
        self.within: TimeRange | None = None
        self.spot: Spot | None = None
        self.said = ""
        self.locale_ = QLocale(QLocale.Language.English)
        self._selection: frozenset[Key] = frozenset()
        self._tied: frozenset[Key] = frozenset()
        self._pictures: list[LanePicture] = []
        self._drawn: object = None
        self._drag: Drag | None = None
        self._dragged = False

    # --- what is shown -------------------------------------------------------------

    def show_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show these lanes; look at all of them when nothing was dated before."""
        first = extent(self.lanes) is None
        self.lanes = lanes
        self.spot = None
        self._drawn = None
        self.setMinimumHeight(int(RULER + LEAST_LANE * max(len(lanes), 2)))
        if first:
            self.fit()
        self.update()

    def fit(self) -> None:
        """Look at everything that has a date."""
        found = extent(self.lanes)
        if found is not None:
            self._look(TimeScale.fitted(*found, self.width()))

    def show_range(self, within: TimeRange | None) -> None:
        """Show this range as chosen."""
        self.within = within
        self.update()

    def show_selection(
        self, selection: Collection[Key], tied: Collection[Key], reveal: bool
    ) -> None:
        """Mark these rows and point at those tied to them.

        With `reveal`, look where the selection is if none of it can be seen.
        """
        self._selection, self._tied = frozenset(selection), frozenset(tied)
        if reveal:
            self._reveal()
        self.update()

    def _reveal(self) -> None:
        places = [
            (float(picture.left[index]), float(picture.right[index]))
            for number, picture in enumerate(self.pictures())
            for index in self._marked(number, self._selection)
        ]
        if places and not any(r >= 0 and left <= self.width() for left, r in places):
            left, right = places[0]
            self._look(self.scale.centred(self.scale.to_day((left + right) / 2)))

    def _marked(self, number: int, keys: Collection[Key]) -> list[int]:
        lane = self.lanes[number]
        ids = [key.id for key in keys if key.table == lane.table]
        if not ids:
            return []
        found: list[int] = np.flatnonzero(np.isin(lane.dated.ids, ids)).tolist()
        return found

    def pictures(self) -> list[LanePicture]:
        """Where everything lies at the scale and size of now."""
        wanted = (self.scale, self.height(), id(self.lanes))
        if self._drawn != wanted:
            high = self.lane_box(0).height()
            rows = [int((high * aside_from(lane) - 3.0) / _ROW) for lane in self.lanes]
            self._pictures = [
                LanePicture.of(lane, self.scale, n)
                for lane, n in zip(self.lanes, rows, strict=True)
            ]
            self._drawn = wanted
        return self._pictures

    def lane_box(self, number: int) -> QRectF:
        """Where a lane lies in the widget."""
        return lane_box(number, len(self.lanes), self.width(), self.height())

    def _look(self, scale: TimeScale) -> None:
        self.scale = scale
        self.update()
        self.scaled.emit()

    def zoom(self, factor: float, about_px: float | None = None) -> None:
        """Show `factor` times closer, about a pixel or the middle."""
        self._look(self.scale.zoomed(factor, self.width() / 2 if about_px is None else about_px))

    def pan(self, px: float) -> None:
        """Look `px` pixels further to the right."""
        self._look(self.scale.panned(px))

    # --- painting ------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Room for the lanes there are."""
        return QSize(600, int(RULER + 22.0 * max(len(self.lanes), 3)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep looking at the same stretch of time."""
        self.scale = self.scale.resized(float(event.size().width()))
        self.scaled.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw all of it."""
        painter = QPainter(self)
        inks = Inks.of(self.palette())
        painter.fillRect(self.rect(), inks.base)
        for number in range(1, len(self.lanes), 2):
            painter.fillRect(self.lane_box(number), inks.band)
        if extent(self.lanes) is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_content(painter, inks)
        else:
            painter.setPen(inks.muted)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._hint())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(inks.accent, 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_content(self, painter: QPainter, inks: Inks) -> None:
        paint_ruler(painter, self.scale, inks, self.height(), self.locale_)
        for number, picture in enumerate(self.pictures()):
            box = self.lane_box(number)
            paint_lane(painter, picture, box, inks, self.within)
            paint_tied(painter, picture, box, self._marked(number, self._tied), inks.chosen)
            chosen = self._marked(number, self._selection)
            paint_marked(painter, picture, box, chosen, inks.chosen)
            if self.spot is not None and self.spot[0] == number and len(self.spot[1]) == 1:
                paint_marked(painter, picture, box, self.spot[1], inks.text, 0.0)
        if self.within is not None:
            paint_range(painter, self.scale, self.within, inks, self.height())

    def _hint(self) -> str:
        if self.lanes:
            return self.tr("No row has a date yet. The undated ones are listed at the left.")
        return self.tr(
            "Nothing to show yet. Events, returns, arrivals by sea, observations and scenes "
            "appear here once they have a date."
        )

    # --- the pointer ---------------------------------------------------------------

    def spot_at(self, at: QPointF) -> Spot | None:
        """The lane and the rows under a place in the widget."""
        for number, picture in enumerate(self.pictures()):
            box = self.lane_box(number)
            if box.top() <= at.y() < box.bottom():
                share = (at.y() - box.top()) / box.height()
                found = picture.at(at.x(), share, aside_from(picture.lane))
                piled = picture.piles is not None and share < aside_from(picture.lane)
                return (number, tuple(found if piled else found[:1])) if found else None
        return None

    def point_at(self, spot: Spot | None) -> None:
        """Mark what is under the pointer or the keyboard, and tell of it."""
        if spot != self.spot:
            self.spot = spot
            self.update()
            self.pointed.emit(spot)

    def keys_at(self, spot: Spot) -> list[Key]:
        """The rows of a spot."""
        return [self.lanes[spot[0]].key(index) for index in spot[1]]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag."""
        if event.button() is not Qt.MouseButton.LeftButton or extent(self.lanes) is None:
            return
        at = event.position()
        anew = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ruler = at.y() < RULER
        self._drag = begun(self.scale, at.x(), self.within, ruler=ruler, anew=anew)
        self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a drag, or tell what is here."""
        at, drag = event.position(), self._drag
        if drag is None:
            self.point_at(self.spot_at(at))
            self._show_cursor(at)
            return
        self._dragged = self._dragged or abs(at.x() - drag.px) >= _CLICK
        if not self._dragged:
            return
        if drag.what is What.PAN:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._look(drag.panned(at.x()))
        else:
            self._set_range(drag.range(at.x()), ended=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag; a press without one chooses what is here."""
        drag, self._drag = self._drag, None
        if drag is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        at = event.position()
        if self._dragged and drag.what is not What.PAN:
            self._set_range(drag.range(at.x()), ended=True)
        elif not self._dragged and at.y() >= RULER:
            spot = self.spot_at(at)
            added = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if spot is not None:
                self.chosen.emit(self.keys_at(spot), added)
        self._show_cursor(at)

    def _set_range(self, within: TimeRange | None, ended: bool) -> None:
        self.within = within
        self.update()
        self.ranged.emit(within, ended)

    def _show_cursor(self, at: QPointF) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if grip_at(self.scale, at.x(), self.within) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif at.y() < RULER:
            shape = Qt.CursorShape.IBeamCursor
            if begun(self.scale, at.x(), self.within, ruler=True, anew=False).what is What.WHOLE:
                shape = Qt.CursorShape.SizeAllCursor
        elif self.spot is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self.point_at(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; sideways, or with Shift, pan."""
        turned = event.angleDelta()
        sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if turned.x() and abs(turned.x()) > abs(turned.y()):
            self.pan(-turned.x() * 0.5)
        elif sideways:
            self.pan(-turned.y() * 0.5)
        elif turned.y():
            self.zoom(1.2 ** (turned.y() / 120.0), event.position().x())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, + and - zoom, Home and End go to either end; see `keys`."""
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._give_up()
        elif not keys.pressed(self, event):
            super().keyPressEvent(event)

    def _give_up(self) -> None:
        """Take back what the drag did so far."""
        drag, self._drag = self._drag, None
        if drag is not None:
            self._look(drag.scale)
            if drag.what is not What.PAN:
                self._set_range(drag.before, ended=True)

    def event(self, event: QEvent) -> bool:
        """Tooltips: the row under the pointer, or the rule of time on the ruler."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = rule() if event.pos().y() < RULER else self.said
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


def lane_box(number: int, lanes: int, width: float, height: float) -> QRectF:
    """Where a lane lies below the ruler, `width` wide."""
    tall = max((height - RULER) / max(lanes, 1), LEAST_LANE)
    tall = min(tall, 40.0)
    return QRectF(0.0, RULER + number * tall, width, tall)
