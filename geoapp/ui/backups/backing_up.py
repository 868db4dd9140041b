"""Backing up, restoring and salvaging as the menus of the window offer them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox

from geoapp.case.errors import CaseError
from geoapp.session import Session
from geoapp.session import backups as store
from geoapp.session.backups import Restored
from geoapp.store.generations import Generation
from geoapp.ui.backups.dialog import BackupDialog
from geoapp.ui.backups.restoring import RestoreDialog
from geoapp.ui.backups.salvaging import Salvaging
from geoapp.ui.dialogs.messages import Waiting, agrees_to_discard, say
from geoapp.ui.jobs import Progress
from geoapp.ui.panels.inspector.claims import utc_in_words

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow


class Backups(QObject):
    """Puts its entries into the Case menu. Restoring and salvaging need no open case."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.salvaging = Salvaging(window)
        menu = window.case_menu
        self.back_up = self._action("backUp", self.tr("&Back up…"))
        self.back_up.triggered.connect(self.ask)
        menu.add(self.back_up)
        self.restore = self._action("restoreBackup", self.tr("Restore &from a backup…"))
        self.restore.triggered.connect(self.ask_restore)
        self.salvage = self._action("salvage", self.tr("S&alvage a damaged case…"))
        self.salvage.triggered.connect(self._ask_salvage)
        window.menus.case.addActions([self.restore, self.salvage])
        window.files.damaged.connect(self.salvaging.offer)
        menu.close()

    def _action(self, name: str, text: str) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(f"action.{name}")
        return action

    def _ask_salvage(self) -> None:
        self.salvaging.ask()

    # --- backing up --------------------------------------------------------------------

    def ask(self) -> None:
        """Show where the backups of the open case are."""
        session = self._window.session
        if session is not None:
            dialog = BackupDialog(session, lambda folder: self.make(folder, dialog), self._window)
            dialog.open()

    def make(self, folder: Path, dialog: BackupDialog) -> None:
        """Make one backup now; the dialog shows it afterwards."""
        session, jobs = self._window.session, self._window.jobs
        if session is None:
            return
        words = self.tr("Backing up…")
        waiting = Waiting(jobs, words, dialog)

        def work(progress: Progress) -> Generation:
            tell = partial(progress.report, words)
            return store.back_up(session.file, folder, session.profile, tell=tell)

        def done(made: Generation) -> None:
            waiting.end()
            dialog.refresh()
            said = self.tr("Backup {0} was made and read again: {1} of {2} bytes were new.")
            numbers = (made.number, f"{made.written:,}", f"{made.bytes:,}")
            self._window.status.showMessage(said.format(*numbers), 12000)

        def failed(error: Exception) -> None:
            waiting.end()
            self._sorry(error)

        waiting.follow(jobs.start(work, done, failed=failed, lane="backup"))

    def may_close(self, session: Session) -> bool:
        """Make the backup on closing, if there is to be one; False when the user wants to stay."""
        chosen = session.profile.backup_choice(session.file.kept_as)
        if chosen is None or not chosen[1]:
            return True
        trouble = self._back_up_now(session, chosen[0])
        return not trouble or agrees_to_discard(
            self._window,
            self.tr("The backup on closing was not made.") + "\n\n" + trouble,
            self.tr("Close without a backup"),
            self.tr("Stay"),
        )

    def _back_up_now(self, session: Session, folder: Path) -> str:
        """Back up and wait for it. Why it failed, or nothing."""
        jobs, words, told = self._window.jobs, self.tr("Backing up before closing…"), [""]
        waiting, loop = Waiting(jobs, words, self._window, can_stop=False), QEventLoop()

        def work(progress: Progress) -> None:
            tell = partial(progress.report, words)
            if not store.is_current(session.file, folder):
                store.back_up(session.file, folder, session.profile, tell=tell)

        def failed(error: Exception) -> None:
            told[0] = str(error) if isinstance(error, CaseError) else type(error).__name__
            loop.quit()

        waiting.follow(jobs.start(work, lambda _made: loop.quit(), failed=failed))
        loop.exec()
        waiting.end()
        return told[0]

    def _sorry(self, error: Exception) -> None:
        if not isinstance(error, CaseError):
            raise error
        say(self._window, str(error))

    # --- restoring -----------------------------------------------------------------------

    def ask_restore(self) -> None:
        """Show the backups in the folder that is used, or that somebody chooses."""
        session = self._window.session
        chosen = session.profile.backup_choice(session.file.kept_as) if session else None
        folder = chosen[0] if chosen else None
        dialog = RestoreDialog(
            folder, lambda *wanted: self.bring_back(dialog, *wanted), self._window
        )
        dialog.open()

    def bring_back(
        self, dialog: RestoreDialog, made: Generation, out: Path, passphrase: str | None
    ) -> None:
        """Make a case file from a backup, and say what it is."""
        jobs = self._window.jobs
        words = self.tr("Restoring and verifying…")
        waiting = Waiting(jobs, words, dialog)

        def work(progress: Progress) -> Restored:
            tell = partial(progress.report, words)
            profile = self._window.profile
            return store.restore(made, out, profile, passphrase=passphrase, tell=tell)

        def done(restored: Restored) -> None:
            waiting.end()
            dialog.accept()
            self._offer(restored)

        def failed(error: Exception) -> None:
            waiting.end()
            if not isinstance(error, CaseError):
                raise error
            dialog.say(str(error))

        waiting.follow(jobs.start(work, done, failed=failed, lane="restore"))

    def _offer(self, restored: Restored) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("restored")
        box.setIcon(QMessageBox.Icon.Information)
        box.setText(self._told(restored))
        open_it = box.addButton(self.tr("Open it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.finished.connect(box.deleteLater)
        open_it.clicked.connect(lambda: self._window.files.open(restored.path))
        box.open()

    def _told(self, restored: Restored) -> str:
        made = restored.generation
        said = [
            self.tr(
                "“{0}” is the case as it was on {1}. It is a copy: what is written to it goes "
                "under a number of its own, and can be merged with the case that you have."
            ).format(restored.path.name, utc_in_words(made.utc))
        ]
        if restored.erased_since:
            said.append(
                self.tr(
                    "Content was destroyed in the case since then ({0} times): it is in this file "
                    "again. Merge the newest copy of the case into it before anything else, which "
                    "wipes it, or delete this file."
                ).format(restored.erased_since)
            )
        elif not restored.newest:
            said.append(
                self.tr(
                    "If content was destroyed in the case since then, it is in this file again "
                    "until the newest copy of the case is merged into it."
                )
            )
        if restored.problems:
            said.append(
                self.tr(
                    "The case was not whole when it was backed up. Its properties, in the Case "
                    "menu, say what is wrong when it is verified."
                )
            )
        return "\n\n".join(said)
