"""Undo and redo, each saying what it would take back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow

from geoapp.case.errors import CaseError
from geoapp.case.records import Message, Written
from geoapp.session import Session, Touched
from geoapp.ui.dialogs.messages import Waiting, say
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.window.actions import Actions
from geoapp.wording import sentence

_SHOWN_MS = 8000
_MANY = 300
"""Rows from which taking back an import is left to a worker, with words while it lasts."""


class Undoing(QObject):
    """Keeps the two actions in step with the ledger."""

    def __init__(self, window: QMainWindow, actions: Actions, jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._jobs = window, jobs
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
        message = self._original(entry)
        if message is None or self._session is None:
            return ""
        return sentence(self._session.view, message, self.language)

    def _original(self, entry: str | None) -> Message | None:
        """What an entry was about in the beginning, however often it was taken back since."""
        if entry is None or self._session is None:
            return None
        view = self._session.view
        message = view.message(entry)
        while message is not None and message.id in {"undo", "redo"}:
            message = view.message(message.parameters.get("entry", ""))
        return message

    def _put(self, action: QAction, text: str, words: str) -> None:
        action.setText(f"{text}: {words.replace('&', '&&')}" if words else text)

    def _refresh(self, _touched: object = None) -> None:
        session = self._session
        self._undo.setText(self.tr("&Undo"))
        self._redo.setText(self.tr("&Redo"))
        self._undo.setEnabled(session is not None and session.can_undo)
        self._redo.setEnabled(session is not None and session.can_redo)

    def _do_undo(self) -> None:
        session = self._session
        if session is not None and self._is_long(session.undoable):
            self._revert_beside(session, "undo", self.tr("Undone"))
        elif session is not None:
            self._revert(session.undo, self.tr("Undone"))

    def _do_redo(self) -> None:
        session = self._session
        if session is not None and self._is_long(session.redoable):
            self._revert_beside(session, "redo", self.tr("Done again"))
        elif session is not None:
            self._revert(session.redo, self.tr("Done again"))

    def _is_long(self, entry: str | None) -> bool:
        message = self._original(entry)
        if message is None or message.id != "import":
            return False
        rows = (value for value in message.parameters.values() if value.isdecimal())
        return sum(map(int, rows)) >= _MANY

    def _revert_beside(self, session: Session, kind: str, words: str) -> None:
        """On a worker: so many rows would hold the window for seconds."""
        text = self.tr("Taking back…") if kind == "undo" else self.tr("Doing again…")
        waiting = Waiting(self._jobs, text, self._window, can_stop=False)

        def work(_progress: Progress) -> Written | None:
            return session.revert(kind)

        def done(written: Written | None) -> None:
            waiting.end()
            if written is not None:
                session.changed(Touched(written))
                self._window.statusBar().showMessage(words, _SHOWN_MS)

        def failed(error: Exception) -> None:
            waiting.end()
            if not isinstance(error, CaseError):
                raise error
            say(self._window, str(error))

        waiting.follow(self._jobs.start(work, done, failed=failed))

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
