"""Looks for candidates while one types, on a worker; answers that come too late are dropped."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from geoapp.case.records import Key
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.linking.candidates import Candidate, Wish, candidates
from geoapp.ui.linking.map_pick import in_sight
from geoapp.ui.linking.search_page import SearchPage

_PAUSE_MS = 90


class Finding(QObject):
    """Keeps the list of a page in step with what is typed on it.

    Signals: `found()` when the page shows new results.
    """

    found = Signal()

    def __init__(
        self, session: Session, canvas: MapCanvas, jobs: Jobs, page: SearchPage, language: str
    ) -> None:
        super().__init__(page)
        self._session, self._canvas, self._jobs = session, canvas, jobs
        self._page = page
        self._language = language
        self._start: Key | None = None
        self._first: tuple[str, ...] = ()
        self._answered: tuple[str, str] | None = None
        self._job = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        page.search.textEdited.connect(self._typed)
        page.search.textChanged.connect(self._cleared)
        page.kinds.currentIndexChanged.connect(self._kind_changed)

    def begin(self, start: Key, first: tuple[str, ...]) -> None:
        """Look for what `start` can be linked to."""
        self._start, self._first = start, first
        self._answered = None
        self.ask()

    def end(self) -> None:
        """Look for nothing."""
        self._pause.stop()
        self._jobs.cancel(self._job)
        self._start = None

    @property
    def is_answered(self) -> bool:
        """Whether the list answers what is typed now."""
        return self._answered == self._asked()

    def _asked(self) -> tuple[str, str]:
        return self._page.search.text().strip(), self._page.only

    def _typed(self) -> None:
        self._page.hands_on_list = False
        self._pause.start()

    def _cleared(self, text: str) -> None:
        """The button in the box empties it without typing."""
        if not text and self._start is not None:
            self._pause.start()

    def _kind_changed(self) -> None:
        if self._start is not None:
            self.ask()

    def ask(self) -> None:
        """Look now."""
        self._pause.stop()
        if self._start is None:
            return
        words, only = self._asked()
        wish = Wish(
            self._start,
            words,
            self._first,
            only,
            self._session.selection,
            () if words else in_sight(self._canvas),
            self._language,
        )
        session = self._session
        self._page.note(self.tr("Searching…"))

        def work(_progress: Progress) -> list[Candidate]:
            with session.new_view() as view:
                return candidates(view, wish)

        self._job = self._jobs.start(work, lambda made: self._show(wish, made), lane="linking")

    def _show(self, wish: Wish, made: list[Candidate]) -> None:
        if wish.start != self._start or (wish.words, wish.only) != self._asked():
            return
        before = self._page.list.current
        again = self._answered == self._asked()
        self._answered = self._asked()
        self._page.show_results(made, wish.words)
        if again and before is not None:
            self._page.keep_current(before.key)
        self.found.emit()
