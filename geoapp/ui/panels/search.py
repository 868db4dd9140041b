"""The search box: type anything, choose with the arrows, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui import icons, theme
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.panels.search_list import ResultDelegate, ResultModel
from geoapp.ui.panels.search_results import RECORDS_AT_ONCE, Group, Result

PAUSE_MS = 120
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class SearchBox(QLineEdit):
    """Searches while one types. `find` runs on a worker thread and must not touch a widget."""

    chosen = Signal(object)

    def __init__(
        self, find: Callable[[str], list[Result]], jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setAccessibleName(self.tr("Search everything"))
        self.setPlaceholderText(self.tr("Search names, words, places, coordinates   (Ctrl+K)"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(240)
        self._find = find
        self._jobs = jobs
        self._before: QWidget | None = None
        self._shown_for = ""
        self._open_when_found = False
        self._model = ResultModel()
        self._popup, self._list, self._note = self._make_popup()
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
        return self._list

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
        self._popup.hide()

    def _make_popup(self) -> tuple[QFrame, QListView, QLabel]:
        popup = QFrame(self.window())
        popup.setObjectName("searchPopup")
        popup.setFrameShape(QFrame.Shape.NoFrame)
        popup.setAutoFillBackground(True)
        listed = QListView(popup)
        listed.setObjectName("searchResults")
        listed.setAccessibleName(self.tr("Search results"))
        listed.setModel(self._model)
        listed.setItemDelegate(ResultDelegate(listed))
        listed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        listed.setMouseTracking(True)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        listed.clicked.connect(self._clicked)
        note = QLabel(popup)
        note.setProperty("role", "muted")
        note.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(listed)
        column.addWidget(note)
        popup.hide()
        return popup, listed, note

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
            return self._find(words)

        self._jobs.start(work, lambda found: self._show(words, found), lane="search")

    def _show(self, words: str, found: list[Result]) -> None:
        if not self.hasFocus() or words != self.text().strip():
            return
        self._shown_for = words
        self._model.show_results(found)
        self._list.setVisible(bool(found))
        rows = sum(1 for result in found if result.group is Group.RECORD)
        self._note.setVisible(not found or rows >= RECORDS_AT_ONCE)
        if not found:
            self._note.setText(self.tr("Nothing found for “{0}”").format(words))
        else:
            self._note.setText(self.tr("Only the best {0} are listed; add a word").format(rows))
        self._choose(self._model.next_row(-1, 1))
        self._place_popup()
        if self._open_when_found:
            self._open(self._list.currentIndex().row())

    def _place_popup(self) -> None:
        window = self.window()
        self._popup.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + 3))
        width = min(max(self.width(), 620), window.width() - 16)
        left = max(min(corner.x(), window.width() - width - 8), 8)
        rows = self._model.rowCount()
        needed = sum(self._list.sizeHintForRow(row) for row in range(rows)) + 6
        if not self._note.isHidden():
            needed += self._note.sizeHint().height()
        height = min(needed, max(window.height() - corner.y() - 40, 120), 560)
        self._popup.setGeometry(left, corner.y(), width, height)
        self._popup.show()
        self._popup.raise_()

    def _choose(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())

    def _clicked(self, index: QModelIndex) -> None:
        self._open(index.row())

    def _open(self, row: int) -> None:
        result = self._model.result(row)
        if result is not None:
            self.close_results()
            self.chosen.emit(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Enter opens, Esc gives the focus back."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in _MOVES and self._popup.isVisible():
            self._move(_MOVES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        row = self._list.currentIndex().row()
        for _ in range(abs(by)):
            row = self._model.next_row(row, 1 if by > 0 else -1)
        self._choose(row)

    def _enter(self) -> None:
        if self._popup.isVisible() and self._shown_for == self.text().strip():
            self._open(self._list.currentIndex().row())
        elif self.text().strip():
            self._open_when_found = True
            self._pause.stop()
            self._start()

    def _leave(self) -> None:
        if self._popup.isVisible():
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
        if self._popup.isVisible():
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
