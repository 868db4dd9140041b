"""Find words in the texts that are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from geoapp.case.passages import Stretch
from geoapp.ui.panels.reader.sheet import Sheet
from geoapp.ui.panels.reader.spread import Spread

Hit = tuple[Sheet, int]


class FindBar(QWidget):
    """A line with the words, how many were found, next and previous; Esc closes it.

    Signals: `closed()`.
    """

    closed = Signal()

    def __init__(self, spread: Spread, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spread = spread
        self._hits: list[Hit] = []
        self._found: dict[Sheet, list[Stretch]] = {}
        self._at = -1
        self.line = QLineEdit(self)
        self.line.setObjectName("readerFind")
        self.line.setPlaceholderText(self.tr("Find in the text"))
        self.line.setAccessibleName(self.tr("Find in the text"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.search)
        self.count = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 4)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        for text, name, step in (
            ("▴", self.tr("Previous (Shift+Enter)"), -1),
            ("▾", self.tr("Next (Enter)"), 1),
        ):
            button = QToolButton(self)
            button.setText(text)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _=False, by=step: self.step(by))
            row.addWidget(button)
        self.hide()

    def open(self) -> None:
        """Show the line, ready to type."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self.search()

    def search(self) -> None:
        """Look for the words as they are typed; capitals do not matter."""
        wanted = self.line.text()
        self._found, self._hits, self._at = {}, [], -1
        for sheet in self._spread.sheets:
            found = [] if sheet.isHidden() else _occurrences(sheet.page.words, wanted)
            self._found[sheet] = found
            self._hits += [(sheet, number) for number in range(len(found))]
        self.step(1)

    def step(self, by: int) -> None:
        """To the next or the previous find."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
        current = self._hits[self._at] if self._hits else None
        for sheet, found in self._found.items():
            at = current[1] if current is not None and current[0] is sheet else -1
            sheet.show_found(found, at)
        if self._hits:
            self.count.setText(f"{self._at + 1} / {len(self._hits)}")
        else:
            self.count.setText(self.tr("not found") if self.line.text() else "")

    def close_bar(self) -> None:
        """Take the line and its marks away."""
        self.hide()
        for sheet in self._spread.sheets:
            sheet.show_found((), -1)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)


def _occurrences(text: str, wanted: str) -> list[Stretch]:
    """Every stretch with these words, capitals aside; composed and decomposed forms as typed."""
    if not wanted:
        return []
    # Lowering may lengthen a text ("İ"), and then its places would not be those of the text.
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    wanted = wanted.lower() if lowered is not text else wanted
    found, at = [], lowered.find(wanted)
    while at >= 0:
        found.append(Stretch(at, at + len(wanted)))
        at = lowered.find(wanted, at + len(wanted))
    return found
