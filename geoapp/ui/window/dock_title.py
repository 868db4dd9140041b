"""The heading of a panel, with a button that closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from geoapp.ui import icons, theme
from geoapp.ui.fonts import app_font


class DockTitle(QWidget):
    """Drag it to move the panel to the other side."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setObjectName("dockTitle")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        label = QLabel(dock.windowTitle(), self)
        label.setFont(app_font(13, bold=True))
        self._close = QToolButton(self)
        self._close.setAccessibleName(self.tr("Close {0}").format(dock.windowTitle()))
        keys = dock.toggleViewAction().shortcut().toString()
        self._close.setToolTip(self.tr("Close") + (f" ({keys})" if keys else ""))
        self._close.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 4, 3)
        row.addWidget(label, 1)
        row.addWidget(self._close)
        theme.current().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        colour = theme.current().tokens.muted
        self._close.setIcon(icons.pixmap("remove", colour, 2, 14))
