"""What is found by words and what has no place: the open case and the offline gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QObject, QPointF, QRect, QRectF
from shapely import MultiPoint

import sample_data
from geoapp.case.records import Key, title
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.panels.search import SearchBox
from geoapp.ui.panels.search_results import Result, find
from geoapp.ui.window.commands import Commands
from geoapp.ui.window.search_marks import SearchMarks
from geoapp.ui.window.selecting import Selecting
from layers.gazetteer import Gazetteer
from layers.projection import to_lonlat, to_mercator
from layers.view import View

_MARGIN = 48.0


class Finder:
    """Searches on whichever thread asks, each time through a view of its own."""

    def __init__(self, language: str) -> None:
        self.session: Session | None = None
        self.language = language

    def find(self, words: str) -> list[Result]:
        """Everything that matches, in the order in which it is shown."""
        session = self.session
        if session is None:
            return find(None, _gazetteer(), words, self.language)
        with session.new_view() as view:
            return find(view, _gazetteer(), words, self.language)

    def unlocated(self, table: str) -> list[tuple[Key, str]]:
        """Rows of a table without a position, by their titles. On the UI thread only."""
        if self.session is None:
            return []
        view = self.session.view
        statement = view.statements[table]
        rows = [
            (row.key, title(statement, row.values, self.language) or row.code)
            for row in view.records(table)
            if row.geometry is None
        ]
        return sorted(rows, key=lambda row: row[1])


class Found(QObject):
    """What becomes of the results: marked on the map while they are listed, then gone to."""

    def __init__(
        self, search: SearchBox, canvas: MapCanvas, selecting: Selecting, commands: Commands
    ) -> None:
        super().__init__(canvas)
        self._search, self._canvas = search, canvas
        self._selecting, self._commands = selecting, commands
        self.marks = SearchMarks(canvas)
        search.found.connect(self._mark)
        search.pointed.connect(self._point)
        search.chosen.connect(self._go)
        search.all_wanted.connect(self._look_at_all)
        canvas.view_changed.connect(lambda _view: self._count())

    def _mark(self, results: Sequence[Result]) -> None:
        self.marks.mark([result.lonlat for result in results if result.lonlat is not None])
        self._point(self._search.popup.current if results else None)
        self._count()

    def _point(self, result: Result | None) -> None:
        self.marks.choose(None if result is None else result.lonlat)

    def _count(self) -> None:
        popup = self._search.popup
        if popup.isVisible():
            popup.tell_marks(len(self.marks.places), self.marks.seen(QRectF(self._covered())))

    def _covered(self) -> QRect:
        """What the list hides of the map, in pixels of the map."""
        popup = self._search.popup
        if not popup.isVisible():
            return QRect()
        corner = self._canvas.mapFrom(self._canvas.window(), popup.pos())
        return QRect(corner, popup.size()).intersected(self._canvas.rect())

    def _look_at_all(self) -> None:
        """Bring all marks into the part of the map that the list leaves in sight."""
        if not self.marks.places:
            return
        whole, covered = self._canvas.rect(), self._covered()
        beside, below = QRect(whole), QRect(whole)
        if not covered.isEmpty():
            beside.setRight(covered.left())
            below.setTop(covered.bottom())
        free = max(beside, below, key=lambda part: part.width() * part.height())
        west, south, east, north = MultiPoint(to_mercator(list(self.marks.places))).bounds
        margin = min(_MARGIN, free.width() / 4.0, free.height() / 4.0)
        view = View.fitted((west, south, east, north), free.width(), free.height(), margin=margin)
        worth = self._selecting.worth(*to_lonlat([view.x, view.y]).tolist())
        finer = max(view.resolution, worth)
        middle = QPointF(free.center() - whole.center()) * finer
        self._canvas.set_view(
            View(view.x - middle.x(), view.y + middle.y(), finer, whole.width(), whole.height())
        )

    def _go(self, result: Result) -> None:
        if result.command:
            self._commands.run(result.command)
        else:
            self._selecting.choose(result)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load(sample_data.folder() / "gazetteer.csv")
