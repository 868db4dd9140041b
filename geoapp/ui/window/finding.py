"""What is found by words and what has no place: the open case and the offline gazetteer."""

from __future__ import annotations

from functools import cache

import sample_data
from geoapp.case.records import Key, title
from geoapp.session import Session
from geoapp.ui.panels.search_results import Result, find
from layers.gazetteer import Gazetteer


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


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load(sample_data.folder() / "gazetteer.csv")
