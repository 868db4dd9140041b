"""The map symbol of a row, as the inspector's emblem."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from geoapp.ui import theme
from geoapp.ui.panels.colour_key import KEY_SIZE, key_icon
from layers.style import Symbol


@lru_cache(maxsize=256)
def _picture(symbol: Symbol, dark: bool, ratio: float) -> QPixmap:
    return key_icon(symbol, dark).pixmap(KEY_SIZE, ratio)


class Emblem(QLabel):
    """Shows one symbol as the map draws it, on light or dark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol: Symbol | None = None
        self.setFixedSize(KEY_SIZE)

    def show_symbol(self, symbol: Symbol | None) -> None:
        """Show this symbol from now on; None hides the emblem."""
        self.setVisible(symbol is not None)
        if symbol != self._symbol:
            self._symbol = symbol
            self._draw()

    def _draw(self) -> None:
        if self._symbol is not None:
            dark, ratio = theme.current().dark, self.devicePixelRatioF()
            self.setPixmap(_picture(self._symbol, dark, ratio))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other casings."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
