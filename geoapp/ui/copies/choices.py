"""Lists to tick off: layers and witnesses of a field copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

FEW = 10
"""Up to so many, nobody needs to search."""


class Choices(QWidget):
    """A list with a box before each line, and a line to find some of them.

    Signals: `changed()` when a box was ticked or cleared.
    """

    changed = Signal()

    def __init__(self, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setObjectName(name)
        self.list.setAccessibleName(label)
        self.list.setUniformItemSizes(True)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.finder = QLineEdit(self)
        self.finder.setPlaceholderText(self.tr("Find"))
        self.finder.setAccessibleName(self.tr("Find in: {0}").format(label))
        self.finder.setClearButtonEnabled(True)
        self.finder.textChanged.connect(self._show_found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.finder)
        column.addWidget(self.list, 1)

    def fill(self, lines: Iterable[tuple[Any, str]], ticked: bool) -> None:
        """(what a line stands for, its words) of each line."""
        self.list.blockSignals(True)
        for meant, words in lines:
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, meant)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.finder.setVisible(self.list.count() > FEW)
        if self.list.count():
            self.list.setCurrentRow(0)

    @property
    def chosen(self) -> list[Any]:
        """What the ticked lines stand for."""
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _show_found(self, words: str) -> None:
        wanted = words.strip().casefold()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold())
