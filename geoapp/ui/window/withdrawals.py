"""Withdrawal of consent: from the inspector or the Case menu to the dialog, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.commands.erasing import SUBJECTS
from geoapp.session import Selected, Session, Touched
from geoapp.session.erasing import Plan, Withdrawn, withdraw
from geoapp.ui.dialogs.messages import Waiting, say
from geoapp.ui.erasing.dialog import WithdrawalDialog
from geoapp.ui.erasing.outcome import OutcomeDialog
from geoapp.ui.jobs import Progress

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow


class Withdrawals(QObject):
    """`action` is for what is selected; it is on while that is something to withdraw."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self.action = QAction(self.tr("Consent &withdrawn…"), window)
        self.action.setObjectName("action.withdraw")
        self.action.triggered.connect(self._ask_selected)

    def open(self, session: Session) -> None:
        """A case is open."""
        self._session = session
        session.selected.connect(self._follow)
        inspector = self._window.inspecting.inspector
        if inspector is not None:
            inspector.page.header.withdraw.connect(lambda: self._ask_shown(inspector.current))
        self._follow()

    def close(self) -> None:
        """No case is open."""
        if self._session is not None:
            self._session.selected.disconnect(self._follow)
        self._session = None
        self.action.setEnabled(False)

    def _follow(self, _selected: Selected | None = None) -> None:
        session = self._session
        keys = session.selection if session is not None else ()
        wanted = len(keys) == 1 and keys[0].table in SUBJECTS
        self.action.setEnabled(wanted and session is not None and not session.read_only)

    def _ask_selected(self) -> None:
        if self._session is not None and len(self._session.selection) == 1:
            self.ask(self._session.selection[0])

    def _ask_shown(self, key: Key | None) -> None:
        if key is not None:
            self.ask(key)

    def ask(self, subject: Key) -> WithdrawalDialog | None:
        """Show what a withdrawal of a row would do. None if there is no such row."""
        session, window = self._session, self._window
        record = session.view.record(subject) if session is not None else None
        if session is None or record is None or session.read_only:
            return None
        if all(value is None for value in record.values.values()):
            say(window, self.tr("Nothing of this row is left to withdraw."), warning=False)
            return None
        if not window.inspecting.leave_form():
            return None
        code = record.code or str(subject.id)
        dialog = WithdrawalDialog(
            session,
            subject,
            code,
            lambda plan, reason: self._withdraw(plan, reason, code),
            window.jobs,
            window.language,
            window,
        )
        dialog.open()
        return dialog

    def _withdraw(self, plan: Plan, reason: str, code: str) -> None:
        session, window = self._session, self._window
        if session is None:
            return
        words = self.tr("Withdrawing, and verifying the case…")
        waiting = Waiting(window.jobs, words, window, can_stop=False)

        def work(_progress: Progress) -> Withdrawn:
            return withdraw(session, plan, reason)

        def done(outcome: Withdrawn) -> None:
            waiting.end()
            for written in outcome.written:
                session.changed(Touched(written, self))
            OutcomeDialog(code, outcome, window.language, window).open()

        def failed(error: Exception) -> None:
            waiting.end()
            if not isinstance(error, CaseError):
                raise error
            say(window, str(error))

        waiting.follow(window.jobs.start(work, done, failed=failed))
