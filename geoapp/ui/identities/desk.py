"""Opens and makes the identity file, and keeps the section of the inspector in step with it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from geoapp.case.errors import CaseError, PassphraseError
from geoapp.case.records import Key
from geoapp.session.identities import Identities
from geoapp.ui.case.twice import TwiceDialog
from geoapp.ui.dialogs.messages import Waiting, say
from geoapp.ui.dialogs.passphrase import PassphraseDialog
from geoapp.ui.identities.editing import IdentityDialog, Told
from geoapp.ui.identities.panel import IdentityPanel
from geoapp.ui.jobs import Progress
from geoapp.ui.panels.inspector import Inspector
from geoapp.ui.panels.inspector.content import Content
from geoapp.ui.panels.inspector.section import Section

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow

FILTER = "GeoPackage (*.gpkg)"


class IdentityDesk(QObject):
    """Holds the identity file of the open case, if somebody opened it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel: IdentityPanel | None = None
        self._person: Key | None = None
        self._code = ""
        self.identities: Identities | None = None

    def serve(self, inspector: Inspector) -> None:
        """Put the section into an inspector."""
        panel = IdentityPanel(self._window.language)
        panel.open_wanted.connect(self.ask_open)
        panel.make_wanted.connect(self.ask_make)
        panel.close_wanted.connect(self.close_file)
        panel.change_wanted.connect(self.ask_change)
        section = Section(panel, opened=True)
        section.setObjectName("section:identity")
        self._panel = panel
        inspector.page.host(section, self._shows)

    def _shows(self, section: Section, content: Content) -> bool:
        """Whether a row has an identity; if so, it is shown."""
        self._person = content.key if content.table.name == "person" else None
        self._code = content.record.code
        if self._person is None:
            return False
        section.show_content(self.tr("Identity"), self._refresh)
        self._refresh()
        return True

    def _refresh(self) -> None:
        if self._panel is None:
            return
        if self.identities is None or self._person is None:
            self._panel.show_closed()
            return
        try:
            record = self.identities.of(self._person)
        except CaseError as error:
            say(self._window, str(error))
            record = None
        self._panel.show_person(record, not self.identities.read_only)

    # --- the file --------------------------------------------------------------------

    def ask_open(self) -> None:
        """Ask for the identity file and its passphrase."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open the identity file"), "", FILTER
        )
        if name:
            path = Path(name)
            PassphraseDialog(path.name, partial(self.try_file, path), self._window).open()

    def try_file(self, path: Path, passphrase: str) -> str:
        """Open a file with what somebody typed. Why it does not open, or nothing."""
        session = self._window.session
        if session is None:
            return ""
        try:
            self._took(Identities.open(session, path, passphrase))
        except PassphraseError:
            return self.tr("Wrong passphrase or damaged file. Nothing was written.")
        except CaseError as error:
            return str(error)
        return ""

    def ask_make(self) -> None:
        """Ask where a new identity file shall lie, and for its passphrase."""
        session = self._window.session
        if session is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("New identity file"), "", FILTER
        )
        if not name:
            return
        path = Path(name)
        words = self.tr(
            "“{0}” will hold names, contacts and risk, apart from the case and under a passphrase "
            "of its own. It need not travel with the case. If the passphrase is lost, nobody can "
            "open it again."
        )
        TwiceDialog(
            self.tr("Make the identity file"),
            words.format(path.name),
            partial(self._make, path if path.suffix else path.with_suffix(".gpkg")),
            self._window,
            labelled=False,
        ).open()

    def _make(self, path: Path, passphrase: str, _label: str) -> None:
        session, jobs = self._window.session, self._window.jobs
        if session is None:
            return
        words = self.tr("Making the identity file…")
        waiting = Waiting(jobs, words, self._window, can_stop=False)

        def work(_progress: Progress) -> Identities:
            return Identities.create(session, path, passphrase)

        def done(made: Identities) -> None:
            waiting.end()
            self._took(made)

        def failed(error: Exception) -> None:
            waiting.end()
            if not isinstance(error, CaseError):
                raise error
            say(self._window, str(error))

        waiting.follow(jobs.start(work, done, failed=failed))

    def _took(self, identities: Identities) -> None:
        self.close_file()
        self.identities = identities
        self._window.status.show_identities(identities.path.name)
        self._refresh()

    def close_file(self) -> None:
        """Close the identity file, and forget what was shown of it."""
        identities, self.identities = self.identities, None
        self._window.status.show_identities("")
        if self._panel is not None:
            self._panel.show_closed()
        if identities is not None:
            try:
                identities.close()
            except CaseError as error:
                say(self._window, str(error))

    def close(self) -> None:
        """The case closes, or is locked."""
        self._panel = self._person = None
        with suppress(CaseError):
            self.close_file()

    # --- what is told ------------------------------------------------------------------

    def ask_change(self) -> None:
        """Ask who the person is."""
        identities, person = self.identities, self._person
        if identities is None or person is None:
            return

        def save(told: Told, reason: str) -> None:
            identities.put(person, told, reason)
            self._refresh()

        IdentityDialog(
            self._code or str(person.id),
            identities.of(person),
            save,
            self._window.language,
            self._window,
        ).open()
