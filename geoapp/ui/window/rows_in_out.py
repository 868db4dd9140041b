"""Rows from files into the case, and the case into files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from geoapp.case.errors import CaseError
from geoapp.case.records import Written
from geoapp.exchange import ImportPlan, RowFile, export_files, plan_import, read_file, table_of
from geoapp.session import Session, Touched
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.canvas.snapshot_file import mark
from geoapp.ui.dialogs.import_report import ImportDialog
from geoapp.ui.dialogs.messages import Waiting, say
from geoapp.ui.jobs import Jobs, Progress


class RowsInOut(QObject):
    """Import and export of the open case."""

    def __init__(self, window: QWidget, canvas: MapCanvas, jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._canvas, self._jobs = window, canvas, jobs
        self.session: Session | None = None
        self.language = "en"

    def ask_import(self) -> None:
        """Ask for a file and show what importing it would do."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import rows"), "", "CSV, GeoJSON (*.csv *.tsv *.geojson *.json)"
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Show what importing a file would do; it is done when the user confirms."""
        waiting = Waiting(self._jobs, self.tr("Reading {0}…").format(path.name), self._window)

        def work(_progress: Progress) -> RowFile:
            return read_file(path)

        def done(file: RowFile) -> None:
            waiting.end()
            self._show_plan(file)

        def failed(error: Exception) -> None:
            waiting.end()
            self._sorry(error)

        waiting.follow(self._jobs.start(work, done, failed=failed, lane="import"))

    def _show_plan(self, file: RowFile) -> None:
        session = self.session
        if session is None:
            return

        def planner(table: str, update: bool, january: bool) -> ImportPlan:
            with session.new_view() as view:
                return plan_import(view, table, file, update=update, january_is_year=january)

        try:
            guess = table_of(file, session.statements)
        except CaseError:
            guess = None
        dialog = ImportDialog(
            file, session.statements, guess, planner, self._jobs, self.language, self._window
        )
        dialog.confirmed.connect(self._import)
        dialog.open()

    def _import(self, plan: ImportPlan) -> None:
        session, draft = self.session, plan.draft
        if session is None or draft is None:
            return
        words = self.tr("Writing {0} rows…").format(plan.report.read)
        waiting = Waiting(self._jobs, words, self._window, can_stop=False)

        def work(_progress: Progress) -> Written:
            return session.write(draft)

        def done(written: Written) -> None:
            waiting.end()
            session.changed(Touched(written, self))
            if written.extent is not None:
                self._canvas.zoom_to(written.extent)

        def failed(error: Exception) -> None:
            waiting.end()
            self._sorry(error)

        waiting.follow(self._jobs.start(work, done, failed=failed))

    def ask_export(self, form: str) -> None:
        """Ask for a folder and write one file per table into it, as csv or geojson."""
        name = QFileDialog.getExistingDirectory(
            self._window, self.tr("Folder for the exported files")
        )
        if name:
            self.export(Path(name), form)

    def export(self, folder: Path, form: str) -> None:
        """Write one file per table with rows into a folder."""
        session = self.session
        if session is None:
            return
        waiting = Waiting(self._jobs, self.tr("Exporting…"), self._window)

        def work(_progress: Progress) -> tuple[int, int]:
            with session.new_view() as view:
                document = export_files(view, folder, form)
                return len(document["written"]), document.get("withheld", 0)

        def done(counts: tuple[int, int]) -> None:
            waiting.end()
            words = self.tr("{0} files were written to {1}.\n\nThey are not encrypted, and hold ")
            words += self.tr("everything the case says. Mind where they go.")
            if counts[1]:
                left_out = self.tr("{0} rows were left out: consent to them was withdrawn.")
                words += "\n\n" + left_out.format(counts[1])
            say(self._window, words.format(counts[0], folder), warning=False)

        def failed(error: Exception) -> None:
            waiting.end()
            self._sorry(error)

        waiting.follow(self._jobs.start(work, done, failed=failed, lane="export"))

    def ask_picture(self) -> None:
        """Ask for a file and save the map as it is on the screen."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Map as picture"), "map.png", "PNG (*.png)"
        )
        if not name or self.session is None:
            return
        picture = self._canvas.grab_picture()
        mark(picture, self.session.view)
        if not picture.save(name):
            say(self._window, self.tr("{0} could not be written.").format(name))

    def _sorry(self, error: Exception) -> None:
        if not isinstance(error, CaseError):
            raise error
        say(self._window, str(error))
