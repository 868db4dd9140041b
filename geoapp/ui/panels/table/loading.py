"""Reading a table on a worker, and only when somebody looks at it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from geoapp.case.errors import CaseError
from geoapp.session import Session
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.panels.table.content import Content, read
from layers.schema import Table


class Loading(QObject):
    """Signals: `loaded(Content)`; `failed(str)` with a sentence."""

    loaded = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._language = session, jobs, language
        self._number = 0

    @property
    def busy(self) -> bool:
        """Whether a table is being read."""
        return self._number != 0

    def start(self, table: Table) -> None:
        """Read a table; what was being read before is not wanted any more."""
        session, language = self._session, self._language

        def work(progress: Progress) -> Content:
            with session.new_view() as view:
                return read(view, table, language, progress.check)

        self.stop()
        self._number = self._jobs.start(work, self._done, failed=self._failed, lane="table")

    def stop(self) -> None:
        """Drop what is being read."""
        if self._number:
            self._jobs.cancel(self._number)
        self._number = 0

    def _done(self, content: Content) -> None:
        self._number = 0
        self.loaded.emit(content)

    def _failed(self, error: Exception) -> None:
        self._number = 0
        if not isinstance(error, CaseError):
            self._jobs.failed.emit(error)
        words = str(error) if isinstance(error, CaseError) else self.tr("It could not be read.")
        self.failed.emit(words)
