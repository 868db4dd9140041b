"""The way to a field copy: asked for in the File menu, chosen, written on a worker."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from geoapp.case.errors import CaseError
from geoapp.case.parts import Part, layers_of
from geoapp.case.records import Key
from geoapp.session import Session, Touched
from geoapp.session.copies import Made, Witness, make, witnesses
from geoapp.ui.copies import areas
from geoapp.ui.copies.dialog import Area, CopyDialog
from geoapp.ui.dialogs.messages import Waiting, say
from geoapp.ui.jobs import Progress

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow

FILTER = "GeoPackage (*.gpkg)"


class FieldCopies(QObject):
    """Makes field copies of the open case."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.actions_.field_copy.triggered.connect(self.ask)

    def ask(self) -> None:
        """Show the choice of the part."""
        session, jobs = self._window.session, self._window.jobs
        if session is None:
            return

        def work(_progress: Progress) -> list[Witness]:
            return witnesses(session)

        jobs.start(work, self._choose, failed=self._sorry, lane="field copy")

    def _choose(self, people: list[Witness]) -> None:
        window = self._window
        if window.session is None:
            return
        dialog = CopyDialog(
            window.session,
            self._areas(),
            people,
            self._ask_file,
            window.jobs,
            window.language,
            window,
        )
        dialog.open()

    def _areas(self) -> list[Area]:
        session = self._window.session
        keys = session.selection if session else ()
        selected = areas.around(session.view, keys) if session else None
        words = self.tr("Around the %n selected", "", len(keys))
        return [
            (self.tr("What the map &shows"), areas.seen(self._window.canvas.view), True),
            (words if keys else self.tr("Around what is selected"), selected, bool(selected)),
            (self.tr("&Everywhere"), None, True),
        ]

    def _ask_file(self, part: Part, passphrase: str) -> None:
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Field copy"), "", FILTER)
        if name:
            path = Path(name)
            self.make(path if path.suffix else path.with_suffix(".gpkg"), part, passphrase)

    def make(self, out: Path, part: Part, passphrase: str) -> None:
        """Write a field copy; nothing is left of it when it is given up."""
        session, jobs = self._window.session, self._window.jobs
        if session is None:
            return
        words = self.tr("Writing the field copy…")
        waiting = Waiting(jobs, words, self._window)

        def work(progress: Progress) -> Made:
            return make(session, out, part, passphrase, progress=partial(progress.report, words))

        def done(made: Made) -> None:
            waiting.end()
            if made.written is not None:
                session.changed(Touched(made.written, self))
            told = self.tr("A field copy with {0} rows was written to {1}.")
            say(self._window, told.format(f"{made.copy.rows:,}", out), warning=False)

        def failed(error: Exception) -> None:
            waiting.end()
            self._sorry(error)

        waiting.follow(jobs.start(work, done, failed=failed))

    def _sorry(self, error: Exception) -> None:
        if not isinstance(error, CaseError):
            raise error
        say(self._window, str(error))

    def titled(self, title: str, session: Session) -> str:
        """The title of a case, with the remark that only a part of it is here."""
        whole = session.view.field_copy() is None
        return title if whole else self.tr("{0} (field copy)").format(title)

    def told(self, session: Session) -> str:
        """What a field copy holds, in words; empty for a whole case."""
        copy = session.view.field_copy()
        if copy is None:
            return ""
        people = [Key("person", id) for id in copy.part.witnesses]
        codes = sorted(code for code, _ in session.view.titles(people).values())
        language = self._window.language
        layers = [
            table.plural.in_language(language)
            for table in layers_of(session.statements)
            if table.name in copy.part.tables
        ]
        lines = (
            self.tr("Made on {0} by {1}, with {2} rows of the case.").format(
                copy.made[:10], copy.by, f"{copy.rows:,}"
            ),
            self.tr("Layers: {0}").format(", ".join(layers) or "–"),
            self.tr("Witnesses: {0}").format(", ".join(codes) or "–"),
            self.tr("All else of the case is not in this file. Merge it back at home."),
        )
        return "\n".join(lines)
