"""What drops down from the search box: the results, what is left out, and what is on the map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui.panels.search_list import ResultDelegate, ResultModel
from geoapp.ui.panels.search_results import RECORDS_AT_ONCE, Group, Result

WIDTH, HEIGHT = 620, 560
_BESIDE_MAP, _UNDER_BOX = 460, 160
"""Pixels: as narrow as the list gets to leave the map in sight, and how much of it stays
under the box that it belongs to."""


class SearchPopup(QFrame):
    """The list under the search box. It never takes the focus from it.

    Signals: `opened(Result)` on a click; `pointed(object)`: the Result of the line that
    is chosen now, or None; `all_wanted()`: look at everything that is marked on the map.
    """

    opened = Signal(object)
    pointed = Signal(object)
    all_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("searchPopup")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.model = ResultModel()
        self.list = self._make_list()
        self.note = QLabel(self)
        self.note.setProperty("role", "muted")
        self.note.setContentsMargins(12, 8, 12, 8)
        self._foot = QWidget(self)
        self._count = QLabel(self._foot)
        self._count.setObjectName("searchOnMap")
        self._count.setProperty("role", "muted")
        self._all = QPushButton(self.tr("Zoom to all"), self._foot)
        self._all.setObjectName("searchZoomAll")
        self._all.setToolTip(
            self.tr("Look at everything that was found and has a place (Ctrl+Enter)")
        )
        self._all.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._all.clicked.connect(self.all_wanted)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(self._count, 1)
        row.addWidget(self._all)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for widget in (self.list, self.note, self._foot):
            column.addWidget(widget)
        self.hide()

    def _make_list(self) -> QListView:
        listed = QListView(self)
        listed.setObjectName("searchResults")
        listed.setAccessibleName(self.tr("Search results"))
        listed.setModel(self.model)
        listed.setItemDelegate(ResultDelegate(listed))
        listed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        listed.setMouseTracking(True)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        listed.clicked.connect(lambda index: self.open(index.row()))
        listed.selectionModel().currentChanged.connect(
            lambda now, _old: self.pointed.emit(self.model.result(now.row()))
        )
        return listed

    def show_results(self, words: str, found: Sequence[Result], first: Group | None) -> None:
        """Fill the list, the best line chosen."""
        self.model.show_results(found, first)
        self.list.setVisible(bool(found))
        self._foot.setVisible(any(result.lonlat is not None for result in found))
        rows = sum(1 for result in found if result.group is Group.RECORD)
        self.note.setVisible(not found or rows >= RECORDS_AT_ONCE)
        if not found:
            self.note.setText(self.tr("Nothing found for “{0}”").format(words))
        else:
            self.note.setText(self.tr("Only the best {0} are listed; add a word").format(rows))
        self.choose(self.model.next_row(-1, 1))

    def tell_marks(self, marked: int, seen: int) -> None:
        """How many places are marked on the map, and how many of them are in sight."""
        if seen == marked:
            words = self.tr("{0} places marked on the map")
        else:
            words = self.tr("{0} places marked on the map, {1} of them out of sight")
        self._count.setText(words.format(marked, marked - seen))
        self._all.setEnabled(marked > 0)

    def place(self, box: QRect) -> None:
        """Stand under the search box, whose place in the window is given.

        What was found on the map should be seen there: then further to the right of it.
        """
        window = self.window()
        room = window.width() - 16
        width = min(max(box.width(), WIDTH), room)
        left = max(min(box.left(), window.width() - width - 8), 8)
        if not self._foot.isHidden():
            width = min(max(_BESIDE_MAP, min(window.width() * 2 // 5, WIDTH)), room)
            left = min(window.width() - width - 8, box.right() - _UNDER_BOX)
            left = max(left, 8)
        top = box.bottom() + 4
        rows = self.model.rowCount()
        needed = sum(self.list.sizeHintForRow(row) for row in range(rows)) + 6
        for part in (self.note, self._foot):
            if not part.isHidden():
                needed += part.sizeHint().height()
        height = min(needed, max(window.height() - top - 40, 120), HEIGHT)
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    @property
    def current(self) -> Result | None:
        """What Enter would open."""
        return self.model.result(self.list.currentIndex().row())

    def choose(self, row: int) -> None:
        """Make a line the one that Enter opens."""
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())

    def step(self, by: int) -> None:
        """Choose another line, so many below or above."""
        row = self.list.currentIndex().row()
        for _ in range(abs(by)):
            row = self.model.next_row(row, 1 if by > 0 else -1)
        self.choose(row)

    def open(self, row: int | None = None) -> None:
        """Open a line, or the one that is chosen."""
        at = self.list.currentIndex().row() if row is None else row
        result = self.model.result(at)
        if result is not None and self.model.can_open(at):
            self.opened.emit(result)
