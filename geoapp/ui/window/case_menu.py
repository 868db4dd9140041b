"""The Case menu: what is done to the case as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from geoapp.session import Session
from geoapp.ui.case.passphrases import PassphrasesDialog
from geoapp.ui.case.properties import PropertiesDialog
from geoapp.ui.dialogs.messages import say
from geoapp.ui.window.locking import MINUTES, idle_minutes

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow


class CaseMenu(QObject):
    """Its actions are off while no case is open. `add` puts in those that others make."""

    def __init__(self, window: MainWindow, menu: QMenu) -> None:
        super().__init__(window)
        self._window, self._menu = window, menu
        self._actions: list[QAction] = []
        self.lock = self._make("lock", self.tr("&Lock now"), "Ctrl+Shift+L", window.locking.ask)
        menu.addMenu(self._idle_menu())
        menu.addSeparator()
        self._make("passphrases", self.tr("&Passphrases…"), "", self._show_passphrases)
        self._make("properties", self.tr("Case p&roperties…"), "Alt+Return", self._show_properties)
        menu.addSeparator()
        self.close()

    def _make(self, name: str, text: str, keys: str, slot: object) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(f"action.{name}")
        if keys:
            action.setShortcut(keys)
        action.triggered.connect(slot)
        self.add(action)
        return action

    def _idle_menu(self) -> QMenu:
        menu = QMenu(self.tr("Lock when &idle"), self._menu)
        group = QActionGroup(self)
        words = {
            0: self.tr("&Never"),
            5: self.tr("After &5 minutes"),
            15: self.tr("After &15 minutes"),
            60: self.tr("After an &hour"),
        }
        for minutes in MINUTES:
            action = menu.addAction(words[minutes])
            action.setObjectName(f"action.idle{minutes}")
            action.setCheckable(True)
            action.setChecked(minutes == idle_minutes())
            group.addAction(action)
            action.triggered.connect(lambda _=False, m=minutes: self._window.locking.set_idle(m))
        return menu

    def _show_passphrases(self) -> None:
        session = self._window.session
        if session is None:
            return
        if session.encrypted:
            PassphrasesDialog(session, self._window.jobs, self._window).open()
            return
        words = self.tr(
            "This case is not encrypted, so it has no passphrases: anyone who has the file can "
            "read it. A new case can be given one when it is made."
        )
        say(self._window, words, warning=False)

    def _show_properties(self) -> None:
        session = self._window.session
        if session is not None:
            PropertiesDialog(session, self._window.jobs, self._window).show()

    def add(self, action: QAction) -> None:
        """One more thing to do to an open case, at the end of the menu."""
        self._actions.append(action)
        self._menu.addAction(action)

    def open(self, _session: Session) -> None:
        """A case is open."""
        for action in self._actions:
            action.setEnabled(True)

    def close(self) -> None:
        """No case is open."""
        for action in self._actions:
            action.setEnabled(False)
