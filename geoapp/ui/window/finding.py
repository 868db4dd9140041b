"""What the search box searches: the open case and the offline gazetteer."""

from __future__ import annotations

from functools import cache

import sample_data
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


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load(sample_data.folder() / "gazetteer.csv")
