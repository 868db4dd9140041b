"""Arrangements of the panels for a kind of work, one menu entry away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu

LOW = 226


class Layouts(QObject):
    """The arrangements of one window, and the menu to choose them from.

    `sides` are the panels left and right of the map, `below` those under it, `at_times` those
    that no arrangement shows.
    """

    def __init__(
        self,
        window: QMainWindow,
        sides: tuple[QDockWidget, ...],
        below: tuple[QDockWidget, ...],
        at_times: tuple[QDockWidget, ...],
    ) -> None:
        super().__init__(window)
        self._window, self._sides, self._below = window, sides, below
        self._at_times = at_times
        self.menu = QMenu(self.tr("&Arrange panels"), window)
        timeline, table, reader = below
        self._add(self.tr("&Map with timeline"), "Ctrl+1", lambda: self._show(timeline, LOW))
        self._add(self.tr("Map &only"), "Ctrl+2", self._map_only)
        self._add(self.tr("&Reading"), "Ctrl+3", lambda: self._show(reader, self._half()))
        self._add(self.tr("&Table"), "Ctrl+4", lambda: self._show(table, self._half()))

    def _add(self, text: str, keys: str, arrange: Callable[[], None]) -> None:
        action = QAction(text, self)
        action.setObjectName("action.layout." + keys[-1])
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(arrange)
        # The window must own the key for it to work while the menu is closed.
        self._window.addAction(action)
        self.menu.addAction(action)

    def _half(self) -> int:
        return self._window.height() // 2

    def _map_only(self) -> None:
        for dock in (*self._below, *self._at_times):
            dock.hide()

    def _show(self, front: QDockWidget, height: int) -> None:
        for dock in (*self._sides, *self._below):
            dock.show()
        front.raise_()
        self._window.resizeDocks([front], [height], Qt.Orientation.Vertical)
        if (widget := front.widget()) is not None:
            widget.setFocus()
