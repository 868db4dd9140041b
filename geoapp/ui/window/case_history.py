"""The panel with the history of the whole case: hidden until somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget

from geoapp.session import Session
from geoapp.ui.panels.ledger.panel import LedgerPanel
from geoapp.ui.window.dock_title import DockTitle

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow

LEAST_HEIGHT = 110


class CaseHistory(QObject):
    """Makes the panel with a case and drops it with it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.panel: LedgerPanel | None = None
        self.dock = QDockWidget(self.tr("History"), window)
        self.dock.setObjectName("historyDock")
        self.dock.setAccessibleName(self.tr("History of the case"))
        self.action = self.dock.toggleViewAction()
        self.action.setObjectName("action.history")
        self.action.setText(self.tr("&History of the case"))
        self.action.setShortcut("F8")
        self.dock.setTitleBarWidget(DockTitle(self.dock))
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        window.tabifyDockWidget(window.work.reader_dock, self.dock)
        self.dock.hide()
        # A tab that is switched on is looked at.
        self.action.triggered.connect(lambda on: self.dock.raise_() if on else None)

    def open(self, session: Session) -> None:
        """Show the ledger of this case."""
        self.panel = LedgerPanel(session, self._window.language)
        self.panel.setMinimumHeight(LEAST_HEIGHT)
        self.panel.navigate.connect(self._window.selecting.select_and_show)
        self.dock.setWidget(self.panel)

    def close(self) -> None:
        """Drop the panel."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.leave()
            self.dock.setWidget(None)  # type: ignore[arg-type]
            panel.setParent(None)
            panel.deleteLater()
        self.dock.hide()
