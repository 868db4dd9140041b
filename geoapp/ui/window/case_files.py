"""Making, opening and importing: everything that begins with a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from geoapp.case.errors import CaseError, CaseInUseError
from geoapp.profile import Profile
from geoapp.sample import sample_case
from geoapp.session import Session
from geoapp.ui.dialogs.messages import Waiting, say
from geoapp.ui.jobs import Jobs, Progress

SUFFIX = ".gpkg"
FILTER = "GeoPackage (*.gpkg)"


class CaseFiles(QObject):
    """Opens cases. `opened(Session)`. `shown` is the case that the window has open already.

    `author_missing`: a new case begins with an entry, so somebody must say whose it is.
    """

    opened = Signal(object)
    author_missing = Signal()

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
        if name:
            self.new(Path(name))

    def new(self, path: Path) -> None:
        """Make an empty case that is called like its file."""
        path = path if path.suffix else path.with_suffix(SUFFIX)
        if path.exists():
            # The file dialog asked whether to replace it; a case is never replaced.
            say(self._window, self.tr("{0} exists already. Choose another name.").format(path))
            return
        try:
            session = Session.create(
                path, title=path.stem, author=self._profile.author, profile=self._profile
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

    def open(self, path: Path) -> None:
        """Open a case; one that is in use elsewhere can be read."""
        if self.shown is not None and path.absolute() == self.shown.absolute():
            return
        try:
            session = Session.open(path, author=self._profile.author, profile=self._profile)
        except CaseInUseError as error:
            self._offer_reading(path, str(error))
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

    def _offer_reading(self, path: Path, words: str) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("offerReading")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(words)
        box.setInformativeText(self.tr("It can be opened for reading only."))
        read = box.addButton(self.tr("Open for reading"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(box.deleteLater)
        read.clicked.connect(lambda: self._open_for_reading(path))
        box.open()

    def _open_for_reading(self, path: Path) -> None:
        try:
            session = Session.open(
                path, author=self._profile.author, read_only=True, profile=self._profile
            )
        except CaseError as error:
            say(self._window, str(error))
        else:
            self._took(session)
