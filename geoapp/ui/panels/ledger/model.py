"""The entries of the ledger as a list that reads on as somebody scrolls."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from geoapp.case.ledger_lines import Line, Wanted
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.claims import utc_in_words
from geoapp.wording import sentence

PAGE = 100
Index = QModelIndex | QPersistentModelIndex


class LedgerModel(QAbstractTableModel):
    """Columns: when, by whom, what, how many rows. Newest first."""

    def __init__(self, view: CaseView, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._language = view, language
        self._wanted = Wanted()
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._more = False

    def ask(self, wanted: Wanted) -> None:
        """List other entries, from the newest on."""
        self.beginResetModel()
        self._wanted, self._lines, self._words, self._more = wanted, [], [], True
        self.endResetModel()
        self.fetchMore(QModelIndex())

    def line(self, row: int) -> Line | None:
        """The entry of a row of the list."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are entries that were not read yet."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if parent.isValid() or not self._more:
            return
        before = self._lines[-1].at if self._lines else None
        news = self._view.ledger_page(self._wanted, before, PAGE)
        self._more = len(news) == PAGE
        if news:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(news) - 1)
            self._lines += news
            self._words += [
                sentence(self._view, line.entry.message, self._language) for line in news
            ]
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Entries read so far."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """When, by whom, what, rows."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            heads = (self.tr("When"), self.tr("By"), self.tr("What"), self.tr("Rows"))
            return heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell; numbers of rows stand to the right."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 3:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        cells = (
            utc_in_words(line.entry.utc),
            line.entry.author,
            self._words[index.row()],
            f"{line.rows:,}",
        )
        return cells[index.column()]
