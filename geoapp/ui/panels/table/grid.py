"""The grid itself: selection by rows, a header to sort by, and the keys that people know."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from geoapp.case.columns import Rows
from geoapp.case.records import Key
from geoapp.ui.panels.table.content import Content
from geoapp.ui.panels.table.model import TableModel

ROW_HEIGHT = 25
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN = (Qt.Key.Key_F2, Qt.Key.Key_Delete, *_ENTER)


class Header(QHeaderView):
    """Signals: `sort(column, more)` on a click, `more` with Shift held."""

    sort = Signal(int, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._more = False
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(44)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionClicked.connect(lambda column: self.sort.emit(column, self._more))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember whether Shift was held."""
        self._more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)


class Grid(QTableView):
    """Signals: `zoom()`, `edit(bool)` (True: all selected rows), `remove()`, `copy()`,
    `filter_column()` for the cell that has the focus; `menu(QPoint)` in screen pixels;
    `chosen()` when the user selected other rows.
    """

    zoom = Signal()
    edit_cell = Signal(bool)
    remove = Signal()
    copy = Signal()
    filter_column = Signal()
    menu = Signal(object)
    chosen = Signal()

    def __init__(self, model: TableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tableGrid")
        self.rows = model
        self._following = False
        self.header = Header(self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setStyleSheet("QTableView::item { padding: 0 4px; }")
        self.setMinimumHeight(3 * ROW_HEIGHT)
        lines = self.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 7))
        lines.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        lines.setHighlightSections(False)
        lines.sectionDoubleClicked.connect(lambda _row: self.zoom.emit())
        self.doubleClicked.connect(lambda _index: self.edit_cell.emit(False))
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    def _selection_changed(self, *_: object) -> None:
        if not self._following:
            self.chosen.emit()

    def show_rows(self, content: Content, order: Rows) -> None:
        """Show these rows, keeping where one looks and which column has the focus."""
        column = max(self.currentIndex().column(), 0)
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        same = self.rows.content is not None and self.rows.content.table.name == content.table.name
        self._following = True
        try:
            self.rows.show(content, order)
            if same and len(order) and column < len(content.columns):
                index = self.rows.index(0, column)
                flag = QItemSelectionModel.SelectionFlag.NoUpdate
                self.selectionModel().setCurrentIndex(index, flag)
            if same:
                self.verticalScrollBar().setValue(down)
                self.horizontalScrollBar().setValue(across)
        finally:
            self._following = False

    def chosen_rows(self) -> list[int]:
        """The selected lines, from the top down."""
        rows: set[int] = set()
        selection = self.selectionModel().selection()
        for part in (selection.at(number) for number in range(selection.count())):
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def chosen_keys(self) -> list[Key]:
        """The selected rows, from the top down."""
        return [self.rows.key(row) for row in self.chosen_rows()]

    def follow(self, keys: Iterable[Key], scroll: bool) -> None:
        """Select these rows, as far as they are shown, without telling anyone."""
        found = (self.rows.row_of(key) for key in keys)
        lines = [row for row in found if row is not None]
        first = lines[0] if lines else None
        last = self.rows.columnCount() - 1
        selection = QItemSelection()
        for start, end in _stretches(sorted(lines)):
            selection.select(self.rows.index(start, 0), self.rows.index(end, last))
        self._following = True
        try:
            mode = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(selection, mode)
            if first is not None:
                self._make_current(first, scroll)
        finally:
            self._following = False

    def _make_current(self, row: int, scroll: bool) -> None:
        current = self.currentIndex()
        column = current.column() if current.isValid() else self.first_column()
        index = self.rows.index(row, max(column, 0))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if scroll:
            across = self.horizontalScrollBar().value()
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            self.horizontalScrollBar().setValue(across)

    def first_column(self) -> int:
        """The leftmost column that is shown."""
        shown = (self.header.logicalIndex(place) for place in range(self.header.count()))
        return next((column for column in shown if not self.isColumnHidden(column)), 0)

    def shown_columns(self) -> list[int]:
        """The columns that are shown, from the left."""
        all_of_them = (self.header.logicalIndex(place) for place in range(self.header.count()))
        return [column for column in all_of_them if not self.isColumnHidden(column)]

    def event(self, event: QEvent) -> bool:
        """Keys that belong to the grid while it has the focus, whatever the window does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            copying = event.matches(QKeySequence.StandardKey.Copy)
            if copying or event.key() in _OWN:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter zooms, F2 edits, Shift+F2 edits all selected rows, Alt+Down filters."""
        key, with_ = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy.emit()
        elif key in _ENTER:
            self.zoom.emit()
        elif key == Qt.Key.Key_F2:
            self.edit_cell.emit(bool(with_ & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Delete:
            self.remove.emit()
        elif key == Qt.Key.Key_Down and with_ & Qt.KeyboardModifier.AltModifier:
            self.filter_column.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the cell under the pointer, or by key of the cell with the focus."""
        index: QModelIndex = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        else:
            at = event.globalPos()
        if index.isValid():
            self.menu.emit(at)


def _stretches(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Lines that follow each other, as (first, last)."""
    start = previous = None
    for row in rows:
        if previous is None or row != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = row
        previous = row
    if start is not None and previous is not None:
        yield start, previous
