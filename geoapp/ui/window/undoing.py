"""Undo and redo, each saying what it would take back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow

from geoapp.case.errors import CaseError
from geoapp.case.records import Written
from geoapp.session import Session
from geoapp.ui.dialogs.messages import say
from geoapp.ui.window.actions import Actions
from geoapp.wording import sentence

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
        self._put(self._undo, self.tr("&Undo"), self._words(session.undoable))
        undone = session.view.message(session.redoable) if session.redoable else None
        original = undone.parameters.get("entry") if undone is not None else None
        self._put(self._redo, self.tr("&Redo"), self._words(original))

    def _words(self, entry: str | None) -> str:
        """What an entry did; what an entry that took another back had been about."""
        if entry is None or self._session is None:
            return ""
        view = self._session.view
        message = view.message(entry)
        while message is not None and message.id in {"undo", "redo"}:
            message = view.message(message.parameters.get("entry", ""))
        return sentence(view, message, self.language) if message is not None else ""

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
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            written = revert()
        except CaseError as error:
            say(self._window, str(error))
            return
        finally:
            QApplication.restoreOverrideCursor()
        if written is not None:
            self._window.statusBar().showMessage(words, _SHOWN_MS)
