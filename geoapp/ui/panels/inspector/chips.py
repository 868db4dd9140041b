"""Grades as chips: one for each axis, kept apart, never added up to a single number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QWidget

from geoapp.ui.panels.inspector.document import mixed

GAP = 5


@dataclass(frozen=True, slots=True)
class ChipText:
    """What a chip says. `strong` chips carry a warning that must not be missed.

    `section` names the part of the inspector that the chip counts and leads to.
    """

    text: str
    tip: str
    strong: bool = False
    section: str = ""


class Chip(QLabel):
    """A short text in a rounded frame, in the colours of the theme.

    Signals: `activated(str)` with the section, on a click, Enter or Space.
    """

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(8, 2, 8, 2)
        self._strong = False
        self._section = ""

    def say(self, chip: ChipText) -> None:
        """Show another grade."""
        self._strong = chip.strong
        self._section = chip.section
        leads = bool(chip.section)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        if leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
        self.setText(chip.text)
        self.setToolTip(chip.tip)
        self.setAccessibleName(chip.tip)
        role = QPalette.ColorRole.BrightText if chip.strong else QPalette.ColorRole.WindowText
        self.setForegroundRole(role)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to what is counted."""
        self._lead()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space do what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._lead()
            return
        super().keyPressEvent(event)

    def _lead(self) -> None:
        if self._section:
            self.activated.emit(self._section)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, then the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        ground = palette.color(QPalette.ColorRole.Window)
        edge = mixed(ink, ground, 0.75)
        if self.hasFocus() or (self._section and self.underMouse()):
            edge = palette.color(QPalette.ColorRole.Link)
        warning = palette.color(QPalette.ColorRole.BrightText)
        painter.setPen(QPen(warning if self._strong else edge, 1.0))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.end()
        super().paintEvent(event)


class Wrapped(QLayout):
    """Lays widgets out in rows, as words in a paragraph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more, at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at an index, or None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It never wants more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at that width, in pixels."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Move everything to where it belongs."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """The smallest size, as the width is given from outside."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """As wide as the widest item."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, move: bool) -> int:
        x, y, row = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, row = rect.x(), y + row + GAP, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + GAP
            row = max(row, hint.height())
        return y + row - rect.y()


class Chips(QWidget):
    """A row of chips that wraps.

    Signals: `activated(str)` with the section a chip leads to.
    """

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._layout = Wrapped(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: list[ChipText]) -> None:
        """Show these instead of those before."""
        while len(self._chips) < len(chips):
            chip = Chip(self)
            chip.activated.connect(self.activated)
            self._chips.append(chip)
            self._layout.addWidget(chip)
        for chip, text in zip(self._chips, chips, strict=False):
            chip.say(text)
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < len(chips))
        self.setVisible(bool(chips))
        self._layout.invalidate()
        self.updateGeometry()

    def texts(self) -> list[str]:
        """The words of the chips that show."""
        return [chip.text() for chip in self._chips if not chip.isHidden()]
