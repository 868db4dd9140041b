"""Typed length and bearing of the next segment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from geoapp.ui.drawing.numbers import Wanted
from geoapp.ui.drawing.pen import Pen


class TypedBox(QFrame):
    """Two small fields beside the cursor.

    `closed` is said before it goes, so that the map can take the focus.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._pen: Pen | None = None
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

    def serve(self, pen: Pen) -> None:
        """Take the digits typed while this pen draws, and hold it to them."""
        pen.typing_began.connect(self.begin)
        pen.changed.connect(self._follow)
        self._pen = pen

    def _follow(self) -> None:
        if self.isVisible() and self._pen is not None and self._pen.at is not None:
            self.place(self._pen.at)

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
            self._tell(Wanted())

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
        self._tell(wanted)

    def _tell(self, wanted: Wanted) -> None:
        if self._pen is not None:
            self._pen.want(wanted)

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
                self._accept()
            self.end()
        return True

    def _accept(self) -> None:
        if self._pen is not None:
            self._pen.add()
