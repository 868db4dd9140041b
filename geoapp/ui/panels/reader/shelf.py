"""All testimonies and published accounts, to open one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Key, Record
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.content import names
from geoapp.ui.panels.reader.spoken import READABLE
from geoapp.ui.phrases import date_in_words, excerpt
from layers.values import UncertainDate

FOUND = 200


class Shelf(QWidget):
    """A list with a filter: code, title, witness, and the words said.

    Signals: `chosen(Key)`; `enter_wanted()` to type in a testimony.
    """

    chosen = Signal(Key)
    enter_wanted = Signal()

    def __init__(self, view: CaseView, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._language = language
        self._rows: list[tuple[Key, str, str]] = []
        self.line = QLineEdit(self)
        self.line.setObjectName("readerFilter")
        self.line.setPlaceholderText(self.tr("Filter by code, witness or words"))
        self.line.setAccessibleName(self.tr("Filter"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._filter)
        self.add_button = QPushButton(self.tr("Enter testimony…"), self)
        self.add_button.setAccessibleName(self.tr("Enter a testimony"))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.enter_wanted)
        self.list = QListWidget(self)
        self.list.setObjectName("readerShelf")
        self.list.setAccessibleName(self.tr("Testimonies and published accounts"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.addWidget(self.line, 1)
        top.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(top)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.line)

    def refresh(self) -> None:
        """Read the list again."""
        self._rows = []
        for table in READABLE:
            rows = self._view.records(table) if table in self._view.statements else []
            people = [Key("person", id) for row in rows if (id := _number(row, "witness"))]
            named = names(self._view, people, self._language)
            for row in sorted(rows, key=lambda row: (not row.code, row.code, row.key.id)):
                self._rows.append((row.key, *self._words(row, named)))
        self._filter(self.line.text())

    def _words(self, row: Record, named: dict[Key, tuple[str, str]]) -> tuple[str, str]:
        values = row.values
        table = self._view.statements[row.key.table].label.in_language(self._language)
        told, witness = values.get("date_told"), _number(row, "witness")
        invented = self.tr("invented") if values.get("fictional") else ""
        facts = (
            table,
            named.get(Key("person", witness), ("", ""))[0] if witness else "",
            date_in_words(told) if isinstance(told, UncertainDate) else "",
            invented,
            excerpt(str(values.get("summary") or ""), 120),
        )
        title = " · ".join(filter(None, (row.code, str(values.get("title") or ""))))
        return title, " · ".join(filter(None, facts))

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        spoken = self._saying(words) if wanted else set()
        self.list.clear()
        for key, title, facts in self._rows:
            text = f"{title} {facts}".casefold()
            if all(word in text for word in wanted) or key in spoken:
                item = QListWidgetItem(f"{title}\n{facts}", self.list)
                item.setData(Qt.ItemDataRole.UserRole, key)
                item.setToolTip(facts)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self._empty.setVisible(not self.list.count())
        self._empty.setText(
            self.tr("Nothing fits.")
            if self._rows
            else self.tr("There is no testimony or published account in this case yet.")
        )

    def _saying(self, words: str) -> set[Key]:
        """Those in whose texts the words were said."""
        hits = self._view.search(words, FOUND, [*READABLE, "transcript"])
        found = {hit.key for hit in hits if hit.key.table in READABLE}
        revisions = [hit.key.id for hit in hits if hit.key.table == "transcript"]
        for row in self._view.records("transcript", revisions):
            if id := _number(row, "testimony"):
                found.add(Key("testimony", id))
        return found

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the filter opens what is marked; Down goes into the list."""
        item = self.list.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._choose(item)
        elif event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)


def _number(row: Record, name: str) -> int | None:
    value = row.values.get(name)
    return value if isinstance(value, int) else None
