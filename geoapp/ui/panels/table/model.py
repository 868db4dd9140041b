"""What the grid shows: some rows of a content, in some order, over plain columns."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from geoapp.case.columns import NUMERIC, Column, Rows
from geoapp.case.records import Key
from geoapp.ui.panels.table.content import Content

Index = QModelIndex | QPersistentModelIndex
_LONGEST = 200
_TIP_FROM = 24
_TIP_LONGEST = 2000
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel):
    """Rows by `order`, which holds places in the content."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.content: Content | None = None
        self.order: Rows = np.empty(0, np.int64)
        self._places: dict[int, int] = {}
        self._marks: dict[str, str] = {}

    def show(self, content: Content | None, order: Rows) -> None:
        """Show these rows in this order."""
        self.beginResetModel()
        self.content, self.order = content, order
        ids = [] if content is None else content.ids[order].tolist()
        self._places = {id: row for row, id in enumerate(ids)}
        self.endResetModel()

    def mark(self, marks: dict[str, str]) -> None:
        """What stands behind the titles of columns, by their names."""
        self._marks = marks
        if self.columnCount():
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the statement."""
        return () if self.content is None else self.content.columns

    def row_of(self, key: Key) -> int | None:
        """In which line a row stands; None when it is not shown."""
        if self.content is None or key.table != self.content.table.name:
            return None
        return self._places.get(key.id)

    def key(self, row: int) -> Key:
        """The row in a line."""
        if self.content is None:
            raise IndexError(row)
        return self.content.key(int(self.order[row]))

    def words(self, row: int, column: int) -> str:
        """All the words of a cell."""
        return self.columns[column].words[int(self.order[row])]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Lines."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words on one line; all of them as a tip."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            words = self.words(index.row(), index.column())
            return " ".join(words[:_LONGEST].split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(self.words(index.row(), index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].kind in NUMERIC else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self.columns[index.column()]
            label = column.label.in_language(self.content.language if self.content else "en")
            return f"{label}: {self.words(index.row(), index.column()) or self.tr('empty')}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Labels with the marks of sorting and filtering; numbers of the lines."""
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if section >= len(self.columns) or self.content is None:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            label = column.label.in_language(self.content.language)
            return f"{label}{self._marks.get(column.name, '')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = column.help.in_language(self.content.language) if column.help else ""
            how = self.tr("Click: sort. Shift+click: sort by this as well. Right click: filter.")
            return "\n".join(filter(None, (tip, how)))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind in NUMERIC else _LEFT
        return None


def _tip(words: str) -> str | None:
    """Escaped, so that what stands in a case is never taken for markup; wrapped by Qt."""
    if len(words) < _TIP_FROM and "\n" not in words:
        return None
    shown = words if len(words) <= _TIP_LONGEST else f"{words[:_TIP_LONGEST]} …"
    return f'<p style="white-space: pre-wrap">{escape(shown)}</p>'
