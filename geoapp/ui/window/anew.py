"""Making the window anew around the same case, so that all of it speaks another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QLayout, QMenuBar, QStatusBar, QToolBar

from geoapp.ui import language

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow


def make_anew(window: MainWindow) -> None:
    """Drop every part and make it again in the language chosen.

    The case stays open, with its selection, its range of dates and the view of the map.
    """
    session = window.session
    view = window.canvas.view
    sides = window.layers_dock.width(), window.inspector_dock.width()
    if session is not None:
        window.take_off(session)
    rebuild(window)
    if session is not None:
        window.show_session(session)
        window.canvas.set_view(view)
        # Parts that are new are laid out later, and Qt would share the width among them.
        QTimer.singleShot(0, window, lambda: _as_wide_as_before(window, sides))


def rebuild(window: MainWindow) -> None:
    """Drop every part of a window without a case, with all that it held, and make it again."""
    window.end_threads()
    _clear(window)
    language.speak(language.chosen())
    window.build()


def _as_wide_as_before(window: MainWindow, sides: tuple[int, int]) -> None:
    docks = [window.layers_dock, window.inspector_dock]
    window.resizeDocks(docks, list(sides), Qt.Orientation.Horizontal)


def _clear(window: MainWindow) -> None:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for bar in window.findChildren(QToolBar, options=direct):
        window.removeToolBar(bar)
    for dock in window.findChildren(QDockWidget, options=direct):
        window.removeDockWidget(dock)
    # Qt would move what stands in the corner of the old bar into that of the new one.
    window.menus.states.setParent(None)
    window.menus.states.deleteLater()
    window.setMenuBar(QMenuBar(window))
    window.setStatusBar(QStatusBar(window))
    kept = (window.menuBar(), window.statusBar(), window.centralWidget())
    for child in window.children():
        if child in kept or isinstance(child, QLayout):
            continue
        child.setParent(None)
        child.deleteLater()
