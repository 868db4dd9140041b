"""Where the window stood and how its panels were arranged, from one start to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtWidgets import QTabBar

from geoapp.ui import settings

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow

# The second: what a window manager puts around a window, and does not count as part of it.
FIRST_SIZE, FRAME = QSize(1280, 800), QSize(8, 40)
LAYERS_WIDTH, INSPECTOR_WIDTH, WORK_HEIGHT = 310, 380, 226


def place(window: MainWindow) -> None:
    """Put the window where it was, or give it a size that fits the screen."""
    known = settings.value("geometry")
    if not (isinstance(known, QByteArray) and window.restoreGeometry(known)):
        room = window.screen().availableSize() - FRAME
        window.resize(FIRST_SIZE.boundedTo(room))


def arrange(window: MainWindow, default: QByteArray) -> None:
    """Arrange the panels as they were, or as they are at first."""
    known = settings.value("state")
    if not (isinstance(known, QByteArray) and restore(window, known)):
        restore(window, default)
        # On a small screen, or one with large letters, the map must not be squeezed out.
        width, height = window.width(), window.height()
        sides = [min(LAYERS_WIDTH, width // 4), min(INSPECTOR_WIDTH, max(width * 2 // 5, 300))]
        docks = [window.layers_dock, window.inspector_dock]
        window.resizeDocks(docks, sides, Qt.Orientation.Horizontal)
        below = min(WORK_HEIGHT, height * 2 // 5)
        window.resizeDocks([window.work.timeline_dock], [below], Qt.Orientation.Vertical)
        window.work.timeline_dock.raise_()


def restore(window: MainWindow, state: QByteArray) -> bool:
    """Arrange the panels as in a state that was saved; whether it could be read."""
    read = window.restoreState(state)
    QTimer.singleShot(0, window, lambda: _hide_left_over(window))
    return read


def _hide_left_over(window: MainWindow) -> None:
    """Qt leaves the tabs of the state before in sight, over whatever comes to lie there."""
    known: set[tuple[str, ...]] = set()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for bar in reversed(window.findChildren(QTabBar, options=direct)):
        words = tuple(bar.tabText(number) for number in range(bar.count()))
        if words and words in known:
            bar.hide()
        known.add(words)


def remember(window: MainWindow) -> None:
    """Keep both; the panels only while a case is open, since they are hidden else."""
    settings.remember("geometry", window.saveGeometry())
    if window.session is not None:
        settings.remember("state", window.saveState())
