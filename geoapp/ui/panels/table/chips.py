"""The filters in force as chips, each to be taken away; and how many rows are shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from geoapp.ui.panels.inspector.chips import Wrapped

_WIDEST = 300


class FilterChip(QAbstractButton):
    """A filter in words. A click, Space, Enter, Delete or Backspace takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, words: str) -> None:
        """Show what the filter asks for."""
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        self.setText(f"{shown}  ×")
        self.setAccessibleName(self.tr("Remove the filter {0}").format(words))
        self.setToolTip(self.accessibleName())
        size = self.fontMetrics().size(0, self.text())
        self.setFixedSize(size.width() + 20, size.height() + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that take things away."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if event.key() in keys:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words in a rounded frame, in the colours of the theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        strong = self.hasFocus() or self.underMouse()
        edge = role.Link if strong else role.Dark
        painter.setPen(QPen(self.palette().color(edge), 1.5 if strong else 1.0))
        painter.setBrush(self.palette().color(role.Highlight))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        self.style().drawItemText(
            painter,
            self.rect(),
            Qt.AlignmentFlag.AlignCenter,
            self.palette(),
            True,
            self.text(),
            role.HighlightedText,
        )
        painter.end()


class Told(QWidget):
    """How many rows are shown and where the others went, followed by the filters.

    Signals: `removed(str)` with the name of a filter.
    """

    removed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = QLabel(self)
        self.count.setObjectName("tableCount")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setContentsMargins(2, 3, 8, 3)
        self.count.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._chips: dict[str, FilterChip] = {}
        self._layout = Wrapped(self)
        self._layout.addWidget(self.count)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, words: str) -> None:
        """The sentence about the rows."""
        self.count.setText(words)
        self.count.setAccessibleName(self.tr("Rows: {0}").format(words))
        self._layout.invalidate()
        self.updateGeometry()

    def show_filters(self, filters: dict[str, str]) -> None:
        """One chip for each filter: its name, and what it asks for in words."""
        for name in [name for name in self._chips if name not in filters]:
            chip = self._chips.pop(name)
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for name, words in filters.items():
            if name not in self._chips:
                self._chips[name] = self._chip(name)
            self._chips[name].say(words)
        self._layout.invalidate()
        self.updateGeometry()

    def _chip(self, name: str) -> FilterChip:
        chip = FilterChip(self)
        chip.setObjectName(f"filter:{name}")
        chip.clicked.connect(lambda: self.removed.emit(name))
        self._layout.addWidget(chip)
        chip.show()
        return chip

    @property
    def filters(self) -> list[str]:
        """The words of the chips."""
        return [chip.text().removesuffix("×").strip() for chip in self._chips.values()]
