"""The timeline by keyboard: look around, go from row to row, choose, move the range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from geoapp.case.timeline import extent
from geoapp.ui.panels.timeline.dragging import shifted

if TYPE_CHECKING:
    from geoapp.ui.panels.timeline.chart import Chart

_PAN = 0.15
_ZOOM = 1.5


def pressed(chart: Chart, event: QKeyEvent) -> bool:
    """Do what a key asks for; False when it asks for nothing here.

    Left and Right look further; with Ctrl they go from row to row of a lane, with Shift
    they move the range. Up and Down change the lane, Enter chooses the row, + and - zoom,
    0 shows everything, Home and End go to the first and the last day of all.
    """
    key = event.key()
    if extent(chart.lanes) is None:
        return False
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        _sideways(chart, 1 if key == Qt.Key.Key_Right else -1, event.modifiers())
    elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        _change_lane(chart, 1 if key == Qt.Key.Key_Down else -1)
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        if chart.spot is not None:
            chart.chosen.emit(chart.keys_at(chart.spot), False)
    elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        chart.zoom(_ZOOM)
    elif key == Qt.Key.Key_Minus:
        chart.zoom(1 / _ZOOM)
    elif key == Qt.Key.Key_0:
        chart.fit()
    else:
        return _to_the_end(chart, Qt.Key(key))
    return True


def _to_the_end(chart: Chart, key: Qt.Key) -> bool:
    found = extent(chart.lanes)
    if key not in (Qt.Key.Key_Home, Qt.Key.Key_End) or found is None:
        return False
    shown = chart.scale.end - chart.scale.start
    start = found[0] - 0.02 * shown if key == Qt.Key.Key_Home else found[1] - 0.98 * shown
    chart.pan((start - chart.scale.start) / chart.scale.days_per_px)
    return True


def _sideways(chart: Chart, sign: int, modifiers: Qt.KeyboardModifier) -> None:
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        _step(chart, sign)
    elif modifiers & Qt.KeyboardModifier.ShiftModifier:
        if chart.within is not None:
            days = max(1, round(chart.scale.step(12.0).days))
            chart.show_range(shifted(chart.within, sign * days))
            chart.ranged.emit(chart.within, True)
    else:
        chart.pan(sign * _PAN * chart.width())


def _step(chart: Chart, sign: int) -> None:
    """To the next row of the lane, and look at it."""
    number, indexes = chart.spot if chart.spot is not None else (_first_lane(chart), ())
    lane = chart.lanes[number]
    if not len(lane):
        return
    if indexes:
        index = min(max(indexes[-1 if sign > 0 else 0] + sign, 0), len(lane) - 1)
    else:
        index = _nearest(chart, number)
    chart.point_at((number, (index,)))
    picture = chart.pictures()[number]
    left, right = float(picture.left[index]), float(picture.right[index])
    if right < 0 or left > chart.width():
        chart.pan((left + right - chart.width()) / 2)


def _first_lane(chart: Chart) -> int:
    return next((n for n, lane in enumerate(chart.lanes) if len(lane)), 0)


def _change_lane(chart: Chart, sign: int) -> None:
    start = chart.spot[0] if chart.spot is not None else (-1 if sign > 0 else len(chart.lanes))
    order = range(start + sign, len(chart.lanes) if sign > 0 else -1, sign)
    number = next((n for n in order if len(chart.lanes[n])), None)
    if number is not None:
        chart.point_at((number, (_nearest(chart, number),)))


def _nearest(chart: Chart, number: int) -> int:
    """The row nearest to the row pointed at, or to the middle of what is looked at."""
    middle = chart.width() / 2
    if chart.spot is not None:
        before, index = chart.pictures()[chart.spot[0]], chart.spot[1][0]
        middle = float(before.left[index] + before.right[index]) / 2
    picture = chart.pictures()[number]
    return int(np.abs((picture.left + picture.right) / 2 - middle).argmin())
