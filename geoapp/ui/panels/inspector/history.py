"""Who changed which field of the row from what to what, when and why; and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from geoapp.case.records import Entry, FieldChange, Key
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.document import Document, anchor
from geoapp.ui.panels.ledger.words import RESTORE, TAKE_BACK, EntryWords

PAGE = 30
_MORE = "more"


class History(Document):
    """The ledger entries that touched one row, newest first, a page at a time.

    Signals: `restore(FieldChange, str)` with the value in words; `take_back(str)`, the hash of
    an entry.
    """

    restore = Signal(object, str)
    take_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own: frozenset[str] = frozenset()
        self._entries: Sequence[Entry] = ()
        self._key: Key | None = None
        self._words: EntryWords | None = None
        self._shown = PAGE
        self.followed.connect(self._follow)

    def show_history(self, view: CaseView, key: Key, language: str, writable: bool = False) -> None:
        """Read the history of a row and show it."""
        if key != self._key:
            self._shown = PAGE
        self._key = key
        self._entries = view.history(key)
        self._words = EntryWords(view, language, self.own, writable=writable)
        self._show()

    def _show(self) -> None:
        if self._words is None:
            return
        shown = [self._words.entry(entry, self._key) for entry in self._entries[: self._shown]]
        if not self._entries:
            shown = [escape(self.tr("No entry of the ledger names this row."))]
        left = len(self._entries) - self._shown
        if left > 0:
            words = self.tr("Show earlier entries ({n})").replace("{n}", str(left))
            shown.append(anchor(f"{_MORE}:", words))
        self.set_body("".join(f'<p style="margin:0 0 8px 0">{entry}</p>' for entry in shown))

    def _follow(self, scheme: str, rest: str) -> None:
        if scheme == _MORE:
            self._shown += PAGE
            self._show()
        elif scheme == TAKE_BACK:
            self.take_back.emit(rest)
        elif scheme == RESTORE and self._words is not None:
            change = _change(self._entries, rest)
            if change is not None:
                self.restore.emit(change, self._words.value(change))


def _change(entries: Sequence[Entry], rest: str) -> FieldChange | None:
    """The change that a link to restore its value names."""
    hash, _, number = rest.rpartition("/")
    found = [entry for entry in entries if entry.hash == hash]
    return found[0].changes[int(number)] if found else None
