"""The entries of the menus as the search finds them, and how one is run from there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu

from geoapp.ui import language
from geoapp.ui.menu_words import plain
from geoapp.ui.panels.search_commands import Command, matching
from geoapp.ui.panels.search_results import Result

_UNDOES = {"action.undo", "action.redo"}
_SELECTS = {"action.link", "action.reshape", "action.zoomSelection"}
_DRAWS = {"action.square"}
_WALKS = {"action.back", "action.forward"}


class Commands(QObject):
    """Everything in the menu bar of a window, by its words in any language of the window."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}

    def find(self, typed: str) -> list[Result]:
        """What can be done by these words, or why it cannot be done now."""
        found = dict(_entries(self._window))
        self._actions = {str(number): action for number, action in enumerate(found)}
        commands = [
            Command(
                name,
                plain(action.text()),
                " › ".join(found[action]),
                action.shortcut().toString(),
                _other_words(action),
                "" if action.isEnabled() else self._why_not(action),
            )
            for name, action in self._actions.items()
        ]
        return matching(commands, typed)

    def run(self, name: str) -> None:
        """Do what a result of the last search names."""
        action = self._actions.get(name)
        if action is None or not action.isEnabled():
            return
        panel = action.parent()
        if isinstance(panel, QDockWidget):
            # Who looks for a panel wants to see it, also where its switch would hide it.
            panel.show()
            panel.raise_()
        else:
            action.trigger()

    def _why_not(self, action: QAction) -> str:
        name = action.objectName()
        if name in _UNDOES:
            return self.tr("There is nothing to take back or to do again.")
        if name in _SELECTS:
            return self.tr("Select one thing first.")
        if name in _DRAWS:
            return self.tr("Draw something first.")
        if name in _WALKS:
            return self.tr("Nothing else was looked at yet.")
        return self.tr("Not possible now.")


def _entries(window: QMainWindow) -> Iterator[tuple[QAction, tuple[str, ...]]]:
    for entry in window.menuBar().actions():
        yield from _below(entry, ())


def _below(entry: QAction, above: tuple[str, ...]) -> Iterator[tuple[QAction, tuple[str, ...]]]:
    menu = entry.menu()
    if isinstance(menu, QMenu):
        inside = (*above, plain(entry.text()))
        for action in menu.actions():
            yield from _below(action, inside)
    elif entry.isVisible() and not entry.isSeparator() and entry.text():
        yield entry, above


def _other_words(action: QAction) -> tuple[str, ...]:
    """What it is called in the other language; a layer to draw in goes by the layer's name."""
    said = language.otherwise(action.text())
    if not said and action.objectName().startswith("draw."):
        said = action.objectName().replace(".", " ").replace("_", " ")
    return (plain(said),) if said else ()
