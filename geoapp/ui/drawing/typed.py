"""Typed length and bearing of the next segment."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `length` in metres; `bearing` in degrees clockwise from north, or,
    when `turns`, clockwise from the last segment. None: the cursor says."""

    length: float | None = None
    bearing: float | None = None
    turns: bool = False

    @property
    def is_given(self) -> bool:
        """Whether anything was typed."""
        return self.length is not None or self.bearing is not None

    def direction(self, last: float, cursor: float) -> float:
        """The bearing to take, from that of the last segment and that of the cursor."""
        if self.bearing is None:
            return cursor
        return last + self.bearing if self.turns else self.bearing

    @classmethod
    def read(cls, length: str, bearing: str) -> Wanted:
        """From two texts. ValueError for what is no number, and for no length above 0."""
        metres = _number(length)
        if metres is not None and metres <= 0.0:
            raise ValueError("a length must be more than 0")
        turns = bearing.strip()[:1] in {"+", "-", "−"}
        return cls(metres, _number(bearing), turns)


def _number(text: str) -> float | None:
    text = text.strip().replace(",", ".").replace("−", "-").removesuffix("°").removesuffix("m")
    return float(text) if text else None


class TypedBox(QFrame):
    """Two small fields beside the cursor.

    Signals: `changed(Wanted)` while somebody types; `accepted` for Enter; `closed`.
    """

    changed = Signal(object)
    accepted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("typedSegment")
        self.setProperty("role", "floating")
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.length = self._field(self.tr("Length in metres"), self.tr("m"), 76)
        self.bearing = self._field(
            self.tr("Bearing in degrees; with + or − a turn from the last segment"),
            self.tr("as the cursor"),
            104,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(6)
        for words, field in ((self.tr("Length"), self.length), (self.tr("Bearing"), self.bearing)):
            row.addWidget(QLabel(words, self))
            row.addWidget(field)
        self.hide()

    def _field(self, name: str, hint: str, width: int) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.setPlaceholderText(hint)
        field.setFixedWidth(width)
        field.textEdited.connect(self._read)
        field.installEventFilter(self)
        return field

    def begin(self, first: str) -> None:
        """Open with the first letter; `<`, `+` and `-` begin with the bearing."""
        self.length.clear()
        self.bearing.clear()
        field = self.bearing if first in "<+-" else self.length
        field.setText("" if first == "<" else first)
        self.adjustSize()
        self.show()
        self.raise_()
        field.setFocus()
        self._read()

    def end(self) -> None:
        """Close; the cursor says again where the next corner goes."""
        if self.isVisible():
            # The map takes the focus first, else it goes to whatever comes next.
            self.closed.emit()
            self.hide()
            self.changed.emit(Wanted())

    def place(self, at: QPointF) -> None:
        """Beside a pixel of the map."""
        right = self._over.width() - self.width() - 4
        bottom = self._over.height() - self.height() - 4
        x, y = round(at.x()) + 18, round(at.y()) + 18
        self.move(max(min(x, right), 4), max(min(y, bottom), 4))

    def _read(self) -> None:
        try:
            wanted = Wanted.read(self.length.text(), self.bearing.text())
        except ValueError:
            wanted = Wanted()
        self.changed.emit(wanted)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Enter takes the numbers, Esc gives them up; neither goes on to the map."""
        if not isinstance(event, QKeyEvent):
            return False
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.key() not in keys:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            if event.key() != Qt.Key.Key_Escape:
                self.accepted.emit()
            self.end()
        return True
