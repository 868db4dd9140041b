"""The search box: type anything, choose with the arrows, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget

from geoapp.ui import icons, theme
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.panels.search_commands import ONLY_COMMANDS, is_meant
from geoapp.ui.panels.search_popup import SearchPopup
from geoapp.ui.panels.search_results import Group, Result

PAUSE_MS = 120
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class SearchBox(QLineEdit):
    """Searches while one types. `find` runs on a worker thread and must not touch a widget.

    `commands` gives what can be done by these words; it is asked on the window's thread.
    Signals: `chosen(Result)`; `found(list)`: the results as they are listed, none when the
    list is closed; `pointed(object)`: the Result of the line chosen, or None;
    `all_wanted()`: look at all that is marked on the map.
    """

    chosen = Signal(object)
    found = Signal(list)
    pointed = Signal(object)
    all_wanted = Signal()

    def __init__(
        self,
        find: Callable[[str], list[Result]],
        commands: Callable[[str], list[Result]],
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setAccessibleName(self.tr("Search everything"))
        self.setPlaceholderText(
            self.tr("Search names, words, places, coordinates, commands   (Ctrl+K)")
        )
        self.setToolTip(self.tr("Type > to see commands only."))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(120)
        self._find, self._commands = find, commands
        self._jobs = jobs
        self._before: QWidget | None = None
        self._shown_for = ""
        self._open_when_found = False
        self.popup = SearchPopup(self.window())
        self.popup.opened.connect(self._open)
        self.popup.pointed.connect(self.pointed)
        self.popup.all_wanted.connect(self.all_wanted)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self._glass = self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._cleared)
        theme.current().changed.connect(self._dress)

    @property
    def results(self) -> QListView:
        """The list of what was found."""
        return self.popup.list

    def focus_search(self) -> None:
        """Take the focus, with what was typed selected."""
        focused = QApplication.focusWidget()
        if focused is not self:
            self._before = focused
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.text():
            self._pause.start()

    def close_results(self) -> None:
        """Hide the list and forget what is still being searched."""
        self._pause.stop()
        self._open_when_found = False
        if self.popup.isVisible():
            self.popup.hide()
            self.found.emit([])

    def _dress(self) -> None:
        self._glass.setIcon(icons.icon("search"))

    def _edited(self) -> None:
        self._open_when_found = False
        if self.text().strip():
            self._pause.start()

    def _cleared(self, text: str) -> None:
        if not text.strip():
            self._shown_for = ""
            self.close_results()

    def _start(self) -> None:
        words = self.text().strip()
        if not words:
            return

        def work(_progress: Progress) -> list[Result]:
            return [] if words.startswith(ONLY_COMMANDS) else self._find(words)

        self._jobs.start(work, lambda found: self._show(words, found), lane="search")

    def _show(self, words: str, found: list[Result]) -> None:
        if not self.hasFocus() or words != self.text().strip():
            return
        self._shown_for = words
        found = [*found, *self._commands(words)]
        first = Group.COMMAND if is_meant(found, words) else None
        self.popup.show_results(words, found, first)
        self._place_popup()
        self.found.emit(found)
        if self._open_when_found:
            self.popup.open()

    def _place_popup(self) -> None:
        window = self.window()
        self.popup.setParent(window)
        self.popup.place(QRect(self.mapTo(window, QPoint(0, 0)), self.size()))

    def _open(self, result: Result) -> None:
        self.close_results()
        if result.command:
            # A command speaks to what had the focus before the search.
            self._leave()
        self.chosen.emit(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Enter opens, Esc gives the focus back."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in _MOVES and self.popup.isVisible():
            self.popup.step(_MOVES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.all_wanted.emit()
            else:
                self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.popup.isVisible() and self._shown_for == self.text().strip():
            self.popup.open()
        elif self.text().strip():
            self._open_when_found = True
            self._pause.stop()
            self._start()

    def _leave(self) -> None:
        if self.popup.isVisible():
            self.close_results()
        before = self._before
        self._before = None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes when the focus does."""
        super().focusOutEvent(event)
        self.close_results()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the list under the box."""
        super().resizeEvent(event)
        if self.popup.isVisible():
            self._place_popup()

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Enter from the shortcuts of the window while one types."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, *_MOVES}
            if event.key() in own:
                event.accept()
                return True
            if event.matches(QKeySequence.StandardKey.DeleteEndOfLine):
                # Ctrl+K on some systems: here it is the key that leads to this very box.
                event.ignore()
                return True
        return super().event(event)
