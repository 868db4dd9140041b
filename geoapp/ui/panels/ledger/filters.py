"""Which entries of the ledger are listed: by whom, of which table, from and until which day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from geoapp.case.ledger_lines import Wanted
from geoapp.case.view import CaseView


class Filters(QWidget):
    """Signals: `changed(Wanted)`. A day that cannot be read counts as none and is marked."""

    changed = Signal(object)

    def __init__(self, view: CaseView, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._language = view, language
        self.authors = self._choice(self.tr("By whom"))
        self.tables = self._choice(self.tr("Of which table"))
        self.since = self._day(self.tr("From day"))
        self.until = self._day(self.tr("Until day"))
        self.clear = QPushButton(self.tr("Show all"), self)
        self.clear.clicked.connect(self._clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.authors)
        row.addWidget(self.tables)
        for words, field in ((self.tr("From"), self.since), (self.tr("until"), self.until)):
            label = QLabel(words, self)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        row.addWidget(self.clear)
        row.addStretch(1)
        self.tables.addItem(self.tr("All tables"), "")
        for table in view.statements:
            self.tables.addItem(table.plural.in_language(language), table.name)
        self.refresh()

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(name)
        choice.setMaximumWidth(200)
        choice.activated.connect(self._tell)
        return choice

    def _day(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(self.tr("year-month-day"))
        field.setMaximumWidth(120)
        field.editingFinished.connect(self._tell)
        return field

    def refresh(self) -> None:
        """Read again who wrote; what is chosen stays."""
        chosen = self.authors.currentData() or ""
        self.authors.clear()
        self.authors.addItem(self.tr("Everybody"), "")
        for author in self._view.authors():
            self.authors.addItem(author, author)
        self.authors.setCurrentIndex(max(self.authors.findData(chosen), 0))

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        return Wanted(
            self.authors.currentData() or "",
            self.tables.currentData() or "",
            _read(self.since),
            _read(self.until),
        )

    def _clear(self) -> None:
        for choice in (self.authors, self.tables):
            choice.setCurrentIndex(0)
        for field in (self.since, self.until):
            field.clear()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.wanted)


def _read(field: QLineEdit) -> str:
    text = field.text().strip()
    try:
        day = date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        field.setProperty("role", "warning")
        field.style().polish(field)
        return ""
    field.setProperty("role", "")
    field.style().polish(field)
    return day
