"""The menus of a cell, of a column, and of the columns that are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from geoapp.ui.phrases import excerpt


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu; `act` is None for a line between groups."""

    words: str = ""
    act: Callable[[], object] | None = None
    keys: str = ""
    enabled: bool = True


LINE = Entry()


def fill(menu: QMenu, entries: list[Entry]) -> QMenu:
    """Put the entries into a menu."""
    for entry in entries:
        if entry.act is None:
            menu.addSeparator()
            continue
        words = entry.words.replace("&", "&&")
        action = menu.addAction(f"{words}\t{entry.keys}" if entry.keys else words)
        action.setEnabled(entry.enabled)
        action.triggered.connect(lambda _=False, act=entry.act: act())
    return menu


def by_this_value(words: str) -> str:
    """What a filter by the words of a cell is called."""
    if not words:
        return QCoreApplication.translate("table", "Filter by empty cells")
    text = QCoreApplication.translate("table", "Filter by “{0}”")
    return text.format(excerpt(words, 30))
