"""Making, opening and importing: everything that begins with a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from geoapp.case.errors import (
    CaseError,
    CaseInUseError,
    DamagedCaseError,
    PassphraseError,
    PassphraseNeededError,
)
from geoapp.profile import Profile
from geoapp.sample import sample_case
from geoapp.session import Session
from geoapp.ui.dialogs.messages import Waiting, say
from geoapp.ui.dialogs.passphrase import NewPassphraseDialog, PassphraseDialog
from geoapp.ui.jobs import Jobs, Progress

SUFFIX = ".gpkg"
FILTER = "GeoPackage (*.gpkg)"


class CaseFiles(QObject):
    """Opens cases. `opened(Session)`. `shown` is the case that the window has open already.

    `author_missing`: a new case begins with an entry, so somebody must say whose it is.
    `damaged(path, words, passphrase)`: a case does not open, but something may be left of it.
    """

    opened = Signal(object)
    author_missing = Signal()
    damaged = Signal(object, str, object)

    def __init__(self, window: QWidget, profile: Profile, jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._profile, self._jobs = window, profile, jobs
        self.shown: Path | None = None

    def ask_new(self) -> None:
        """Ask where the new case shall lie, and make it."""
        if not self._profile.author:
            self.author_missing.emit()
            return
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("New case"), "", FILTER)
        if name and self._is_free(_with_suffix(Path(name))):
            made = partial(self.new, Path(name))
            NewPassphraseDialog(Path(name).stem, made, self._window).open()

    def _is_free(self, path: Path) -> bool:
        if path.exists():
            # The file dialog asked whether to replace it; a case is never replaced.
            say(self._window, self.tr("{0} exists already. Choose another name.").format(path))
        return not path.exists()

    def new(self, path: Path, passphrase: str | None = None) -> None:
        """Make an empty case that is called like its file; without a passphrase a plain one."""
        path = _with_suffix(path)
        if not self._is_free(path):
            return
        try:
            session = Session.create(
                path,
                title=path.stem,
                author=self._profile.author,
                profile=self._profile,
                passphrase=passphrase,
            )
        except CaseError as error:
            say(self._window, str(error))
            return
        self._took(session)

    def ask_open(self) -> None:
        """Ask for a case file and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open case"), "", FILTER)
        if name:
            self.open(Path(name))

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a case; one that is in use elsewhere can be read, an encrypted one is asked for."""
        if self.shown is not None and path.absolute() == self.shown.absolute():
            return
        try:
            self._open(path, None, read_only)
        except PassphraseNeededError:
            attempt = partial(self._try, path, read_only)
            PassphraseDialog(path.name, attempt, self._window).open()

    def _try(self, path: Path, read_only: bool, passphrase: str) -> str:
        """Open a case with what somebody typed. Why it does not fit, or nothing."""
        try:
            self._open(path, passphrase, read_only)
        except PassphraseError:
            return self.tr("Wrong passphrase or damaged file. Nothing was written.")
        return ""

    def _open(self, path: Path, passphrase: str | None, read_only: bool = False) -> None:
        """Open a case or say why not. Whether the passphrase fits is for the caller."""
        try:
            session = Session.open(
                path,
                author=self._profile.author,
                read_only=read_only,
                profile=self._profile,
                passphrase=passphrase,
            )
        except PassphraseError:
            raise
        except CaseInUseError as error:
            self._offer_reading(path, str(error), passphrase)
        except DamagedCaseError as error:
            self.damaged.emit(path, str(error), passphrase)
        except CaseError as error:
            say(self._window, str(error))
        else:
            self._took(session)

    def open_sample(self) -> None:
        """Build the sample case if it is not there, then open it."""
        waiting = Waiting(self._jobs, self.tr("Building the sample case…"), self._window)

        def work(_progress: Progress) -> Path:
            return sample_case()

        def done(path: Path) -> None:
            waiting.end()
            self.open(path)

        def failed(error: Exception) -> None:
            waiting.end()
            if not isinstance(error, CaseError):
                raise error
            say(self._window, str(error))

        waiting.follow(self._jobs.start(work, done, failed=failed, lane="sample"))

    def _took(self, session: Session) -> None:
        self._profile.remember_case(session.path)
        self.opened.emit(session)
        if session.migrated is not None:
            words = self.tr(
                "This case was kept in an older form and was brought up to date. As it was before, "
                "it lies beside it as “{0}”. Delete that copy once nobody needs it with an older "
                "version of the program."
            )
            say(self._window, words.format(session.migrated.kept.name), warning=False)
        if session.older_copy:
            words = self.tr(
                "This file lacks entries that this machine saw in the case before: it is an older "
                "copy, or its end was cut off. Compare it with the newest copy before you go on."
            )
            say(self._window, words)

    def _offer_reading(self, path: Path, words: str, passphrase: str | None) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("offerReading")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(words)
        box.setInformativeText(self.tr("It can be opened for reading only."))
        read = box.addButton(self.tr("Open for reading"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(box.deleteLater)
        read.clicked.connect(lambda: self._open(path, passphrase, read_only=True))
        box.open()


def _with_suffix(path: Path) -> Path:
    return path if path.suffix else path.with_suffix(SUFFIX)
