"""Undo and redo, each saying what it would take back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from geoapp.case.errors import CaseError
from geoapp.case.records import Entry, Written
from geoapp.session import Session
from geoapp.ui.dialogs.messages import say
from geoapp.ui.window.actions import Actions
from geoapp.wording import sentence

_LOOKED_THROUGH = 60
_SHOWN_MS = 8000


class Undoing(QObject):
    """Keeps the two actions in step with the ledger."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._undo, self._redo = actions.undo, actions.redo
        self._session: Session | None = None
        self.language = "en"
        self._undo.triggered.connect(self._do_undo)
        self._redo.triggered.connect(self._do_redo)
        self._refresh()

    def open(self, session: Session) -> None:
        """Follow this session."""
        self._session = session
        session.changed.connect(self._refresh)
        self._refresh()

    def close(self) -> None:
        """Follow no session."""
        if self._session is not None:
            self._session.changed.disconnect(self._refresh)
        self._session = None
        self._refresh()

    def name(self) -> None:
        """Put into words what undo and redo would do; called before the menu is shown."""
        session = self._session
        if session is None:
            return
        entries = {entry.hash: entry for entry in session.view.entries(_LOOKED_THROUGH)}
        undo, redo = self.tr("&Undo"), self.tr("&Redo")
        self._put(self._undo, undo, self._words(entries.get(session.undoable or "")))
        taken_back = entries.get(session.redoable or "")
        original = taken_back.message.parameters.get("entry", "") if taken_back else ""
        self._put(self._redo, redo, self._words(entries.get(original)))

    def _words(self, entry: Entry | None) -> str:
        if entry is None or self._session is None:
            return ""
        return sentence(self._session.view, entry.message, self.language)

    def _put(self, action: QAction, text: str, words: str) -> None:
        action.setText(f"{text}: {words.replace('&', '&&')}" if words else text)

    def _refresh(self, _touched: object = None) -> None:
        session = self._session
        self._undo.setText(self.tr("&Undo"))
        self._redo.setText(self.tr("&Redo"))
        self._undo.setEnabled(session is not None and session.can_undo)
        self._redo.setEnabled(session is not None and session.can_redo)

    def _do_undo(self) -> None:
        if self._session is not None:
            self._revert(self._session.undo, self.tr("Undone"))

    def _do_redo(self) -> None:
        if self._session is not None:
            self._revert(self._session.redo, self.tr("Done again"))

    def _revert(self, revert: Callable[[], Written | None], words: str) -> None:
        try:
            written = revert()
        except CaseError as error:
            say(self._window, str(error))
            return
        if written is not None:
            self._window.statusBar().showMessage(words, _SHOWN_MS)
