"""Light and dark: follows the system until the user chose one."""

from __future__ import annotations

from enum import StrEnum
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from geoapp.ui import settings
from geoapp.ui.fonts import app_font
from geoapp.ui.palette import DARK, LIGHT, Tokens, qt_palette
from geoapp.ui.stylesheet import stylesheet


class Mode(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of the application. One object, owned by the QApplication."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        known = settings.text("theme", Mode.SYSTEM)
        self._mode = Mode(known) if known in list(Mode) else Mode.SYSTEM
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def mode(self) -> Mode:
        """What the user asked for; remembered."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._mode = mode
        settings.remember("theme", str(mode))
        self._apply()

    @property
    def dark(self) -> bool:
        """Whether the dark colours are shown."""
        if self._mode is Mode.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return DARK if self.dark else LIGHT

    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self._app.setStyle("Fusion")
        self._app.setFont(app_font())
        self._app.setPalette(qt_palette(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens))
        self.changed.emit()


def current() -> Theme:
    """The theme of the running application, made on first use."""
    app = cast(QApplication, QGuiApplication.instance())
    found = app.findChild(Theme, "theme")
    return found if isinstance(found, Theme) else Theme(app)


def make_primary(button: QPushButton) -> None:
    """Colour the one button of a dialog that does what the dialog is for."""
    button.setProperty("primary", True)
    button.style().unpolish(button)
    button.style().polish(button)
