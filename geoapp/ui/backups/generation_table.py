"""The backups that lie in a folder, as a table, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from geoapp.store.generations import Generation
from geoapp.ui.panels.inspector.claims import utc_in_words


class GenerationTable(QTableWidget):
    """One row per backup. `named` shows a column for the case too."""

    def __init__(self, parent: QWidget, *, named: bool) -> None:
        super().__init__(0, 5 + named, parent)
        self._named = named
        self._shown: list[Generation] = []
        self.setObjectName("generations")
        self.setAccessibleName(self.tr("Backups, the newest first"))
        heads = [self.tr("Case")] if named else []
        heads += [self.tr("No."), self.tr("Made"), self.tr("Entries"), self.tr("Size")]
        self.setHorizontalHeaderLabels([*heads, self.tr("Fingerprint")])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

    def show_backups(self, found: Sequence[Generation]) -> None:
        """Put these in place of what is shown; the newest is chosen."""
        self._shown = sorted(found, key=lambda made: (made.utc, made.number), reverse=True)
        self.setRowCount(len(self._shown))
        locale = QLocale()
        for row, made in enumerate(self._shown):
            words = [made.name] if self._named else []
            words += [str(made.number), utc_in_words(made.utc), f"{made.entries:,}"]
            words += [locale.formattedDataSize(made.bytes), made.fingerprint]
            for column, text in enumerate(words):
                self.setItem(row, column, QTableWidgetItem(text))
        if self._shown:
            self.selectRow(0)

    @property
    def chosen(self) -> Generation | None:
        """The backup of the chosen row."""
        row = self.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None
