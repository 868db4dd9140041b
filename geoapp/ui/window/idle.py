"""Notices that nobody has touched the windows of the program for a while."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
_MOST_OFTEN = 5.0


class Idle(QObject):
    """`quiet` once nothing was touched for `seconds`; 0 never.

    Input reaches a window of the system before any widget, so that only those are listened to.
    The time that a computer sleeps counts as well.
    """

    quiet = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = 0.0
        self._touched = self._now()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)

    def watch(self, seconds: float) -> None:
        """Begin to wait, or stop with 0."""
        self._seconds = seconds
        self._touched = self._now()
        if seconds <= 0:
            self._timer.stop()
            return
        for window in QGuiApplication.topLevelWindows():
            self._listen(window)
        self._timer.start(round(1000 * min(_MOST_OFTEN, seconds / 4)))

    @property
    def watching(self) -> bool:
        """Whether it waits."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _TOUCHES:
            self._touched = self._now()
        return False

    def _listen(self, window: QWindow | None) -> None:
        # A filter installed anew only moves to the front.
        if window is not None and self._seconds > 0:
            window.installEventFilter(self)

    def _look(self) -> None:
        now = self._now()
        apart = max(new - old for new, old in zip(now, self._touched, strict=True))
        if apart >= self._seconds:
            self.quiet.emit()

    def _now(self) -> tuple[float, float]:
        """Two clocks: one that nobody sets, and one that goes on while the computer sleeps."""
        return time.monotonic(), time.time()
