"""What can be done with the cell that has the focus, and with the rows that are selected."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from geoapp.case.columns import OneOf
from geoapp.case.records import Key
from geoapp.session import Session
from geoapp.ui.panels.table.changing import Changing, can_edit, can_edit_many
from geoapp.ui.panels.table.column_actions import ColumnActions
from geoapp.ui.panels.table.copying import as_tsv
from geoapp.ui.panels.table.grid import Grid
from geoapp.ui.panels.table.menus import LINE, Entry, by_this_value, fill


class CellActions(QObject):
    """Answers the keys, double clicks and menus of the grid.

    Signals: `zoom_to(Key)`; `inspect(Key)` to show a row in the inspector.
    """

    zoom_to = Signal(Key)
    inspect = Signal(Key)

    def __init__(
        self, session: Session, grid: Grid, columns: ColumnActions, changing: Changing
    ) -> None:
        super().__init__(grid)
        self._session, self._grid = session, grid
        self._columns, self._changing = columns, changing
        grid.zoom.connect(self.zoom)
        grid.edit_cell.connect(self.edit)
        grid.remove.connect(self.remove)
        grid.copy.connect(lambda: self.copy(titles=False))
        grid.filter_column.connect(self._filter_column)
        grid.menu.connect(self._menu)

    @property
    def _row(self) -> int:
        return self._grid.currentIndex().row()

    @property
    def _column(self) -> int:
        return self._grid.currentIndex().column()

    def zoom(self) -> None:
        """Look at the row on the map."""
        if self._row >= 0:
            self.zoom_to.emit(self._grid.rows.key(self._row))

    def _inspect(self) -> None:
        key = self._grid.rows.key(self._row)
        self._session.select([key])
        self.inspect.emit(key)

    def edit(self, all_rows: bool = False) -> None:
        """Edit the cell, or its field in all selected rows. What is counted leads to the row."""
        model = self._grid.rows
        if self._row < 0 or model.content is None:
            return
        table, field = model.content.table, model.columns[self._column].field
        if field is None or not can_edit(table, field) or self._session.read_only:
            self._inspect()
            return
        keys = self._grid.chosen_keys() if all_rows else []
        if len(keys) < 2 or not can_edit_many(field):
            keys = [model.key(self._row)]
        self._grid.scrollTo(self._grid.currentIndex())
        self._changing.edit(table, field, keys, self._cell())

    def _cell(self) -> QRect:
        """The cell with the focus in pixels of the window."""
        cell = self._grid.visualRect(self._grid.currentIndex())
        corner = self._grid.viewport().mapTo(self._grid.window(), cell.topLeft())
        return QRect(corner, cell.size())

    def remove(self) -> None:
        """Mark the selected rows as deleted, after asking why."""
        rows = self._grid.chosen_rows()
        if rows:
            name = self._grid.rows.words(rows[0], self._grid.first_column())
            self._changing.remove([self._grid.rows.key(row) for row in rows], name)

    def copy(self, titles: bool) -> None:
        """Copy the selected rows, as far as columns are shown."""
        rows = self._grid.chosen_rows()
        if rows:
            text = as_tsv(self._grid.rows, rows, self._grid.shown_columns(), titles)
            QGuiApplication.clipboard().setText(text)

    def _copy_cell(self) -> None:
        QGuiApplication.clipboard().setText(self._grid.rows.words(self._row, self._column))

    def _filter_column(self) -> None:
        if self._column >= 0:
            self._columns.ask_filter(self._column)

    def _filter_by_value(self) -> None:
        words = self._grid.rows.words(self._row, self._column)
        name = self._grid.rows.columns[self._column].name
        self._columns.put(name, OneOf(frozenset({words})))

    def _menu(self, at: QPoint) -> None:
        menu = fill(QMenu(self._grid), self.entries())
        menu.setObjectName("cellMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def entries(self) -> list[Entry]:
        """The menu of the cell."""
        key = self._grid.rows.key(self._row)
        record = self._session.view.record(key)
        located = record is not None and record.geometry is not None
        words = self._grid.rows.words(self._row, self._column)
        writable = not self._session.read_only
        return [
            Entry(self.tr("Zoom to"), self.zoom, "Enter", enabled=located),
            Entry(self.tr("Open in the inspector"), self._inspect),
            LINE,
            *self._edits(writable),
            LINE,
            Entry(by_this_value(words), self._filter_by_value),
            *self._columns.entries(self._column),
            LINE,
            Entry(self.tr("Copy this cell"), self._copy_cell, enabled=bool(words)),
            Entry(self.tr("Copy rows"), lambda: self.copy(False), "Ctrl+C"),
            Entry(self.tr("Copy rows with titles"), lambda: self.copy(True)),
            LINE,
            Entry(self.tr("Mark as deleted…"), self.remove, self.tr("Del"), writable),
            Entry(self.tr("Undo"), self._changing.undo, "Ctrl+Z", self._session.can_undo),
        ]

    def _edits(self, writable: bool) -> list[Entry]:
        content = self._grid.rows.content
        field = self._grid.rows.columns[self._column].field
        if field is None or content is None or not can_edit(content.table, field):
            return []
        label = self._columns.label(self._column)
        one = self.tr("Edit “{0}”…").format(label)
        found = [Entry(one, lambda: self.edit(False), "F2", writable)]
        count = len(self._grid.chosen_rows())
        if count > 1 and can_edit_many(field):
            many = self.tr("Edit “{0}” in {1} rows…").format(label, count)
            found.append(Entry(many, lambda: self.edit(True), self.tr("Shift+F2"), writable))
        return found
