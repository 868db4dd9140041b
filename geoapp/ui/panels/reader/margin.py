"""The margin of a text: paragraph numbers, and a sign and label beside each passage."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from geoapp.case.records import Key
from geoapp.ui import theme
from geoapp.ui.fonts import app_font
from geoapp.ui.panels.reader import tints
from geoapp.ui.panels.reader.content import Passage
from geoapp.ui.phrases import excerpt
from layers.values import BASIS

if TYPE_CHECKING:
    from geoapp.ui.panels.reader.sheet import Sheet

WIDE, MIDDLE, NARROW = 150, 112, 44
NUMBER = 20  # pixels for the paragraph number
BAR = 3
ROW = 17  # pixels of one label
_BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


class Margin(QWidget):
    """Paints beside a sheet.

    Signals: `chosen(Key)` when a label was clicked.
    """

    chosen = Signal(Key)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self.language = "en"
        self._rows: list[tuple[float, float, Passage]] = []
        self._numbers: list[tuple[float, int]] = []
        self._spots: list[tuple[QRect, Passage]] = []
        self._stale = True
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Margin labels"))

    def rearrange(self, _size: object = None) -> None:
        """Work out anew where labels go, once they are painted."""
        self._stale = True
        self.update()

    def fit(self) -> None:
        """Take the room that the width of the sheet allows."""
        width = self._sheet.width()
        room = WIDE if width >= 460 else MIDDLE if width >= 290 else NARROW
        if not self._sheet.page.passages:
            room = NUMBER + 8
        self._sheet.make_room(room)
        self.setGeometry(1, 1, room, self._sheet.height() - 2)
        self.rearrange()

    def _arrange(self) -> None:
        """Labels at the heights of their lines; one below the other where lines are shared."""
        sheet = self._sheet
        self._stale = False
        self._numbers = [(sheet.top_of(p.start), n + 1) for n, p in enumerate(sheet.paragraphs)]
        self._rows, below = [], -1.0
        line = 1.2 * sheet.fontMetrics().height()
        for passage in sheet.page.passages:
            if passage.stretch is None:
                continue
            top = sheet.top_of(passage.stretch.start)
            bottom = sheet.top_of(passage.stretch.end - 1) + line
            at = max(top, below)
            below = at + ROW
            self._rows.append((at, bottom - top, passage))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Numbers, then bars and labels of what is in sight."""
        if self._stale:
            self._arrange()
        painter = QPainter(self)
        shift = self._sheet.verticalScrollBar().value()
        painter.setFont(app_font(10))
        weak = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(weak)
        for top, number in self._numbers:
            box = QRectF(self.width() - NUMBER - BAR - 3, top - shift + 3, NUMBER, ROW)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(number))
        self._spots = []
        for at, length, passage in self._rows:
            y = at - shift
            if -length - ROW < y < self.height() + ROW:
                self._paint(painter, y, passage, shift, length)
        painter.end()

    def _paint(
        self, painter: QPainter, y: float, passage: Passage, shift: int, length: float
    ) -> None:
        dark = theme.current().dark
        colour = tints.line(passage.kinds[0], dark)
        if passage.stretch is not None:
            top = self._sheet.top_of(passage.stretch.start) - shift
            painter.fillRect(QRectF(self.width() - BAR, top + 2, BAR, length - 2), colour)
        box = QRect(2, round(y) + 1, self.width() - NUMBER - BAR - 6, ROW - 1)
        self._spots.append((box, passage))
        chosen = passage.key == self._sheet.selected
        if chosen or passage.key in self._sheet.lit:
            painter.setPen(colour)
            painter.setBrush(tints.ground(passage.kinds[0], dark) if chosen else QColor(0, 0, 0, 0))
            painter.drawRoundedRect(box.adjusted(-1, 0, 0, 0), 4, 4)
        kinds = passage.kinds[: 3 if self.width() != MIDDLE else 1]
        signs = "".join(tints.SIGNS[kind] for kind in kinds)
        metrics = painter.fontMetrics()
        painter.setPen(colour)
        inner = box.adjusted(2, 0, -2, 0)
        painter.drawText(inner, _BESIDE, signs)
        left = metrics.horizontalAdvance(signs) + 4
        if inner.width() - left < 24:
            return
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        words = metrics.elidedText(
            label_of(passage), Qt.TextElideMode.ElideRight, inner.width() - left
        )
        inner.setLeft(inner.left() + left)
        painter.drawText(inner, _BESIDE, words)

    def describe(self, passage: Passage) -> str:
        """Label, basis and what a passage leads to, as rich text."""
        lines = [f"<b>{escape(label_of(passage))}</b>"]
        basis = passage.record.values.get("basis")
        known = BASIS.label_of(str(basis), self.language) if basis else self.tr("not assessed")
        lines.append(escape(self.tr("Basis of knowledge: {0}").format(known)))
        for thing in passage.carried[:8]:
            name = " ".join(dict.fromkeys(filter(None, (thing.code, excerpt(thing.title, 60)))))
            words = f"{name} – {excerpt(thing.what, 80)}" if thing.what else name
            lines.append(f"{tints.SIGNS[thing.kind]} {escape(words)}")
        if not passage.carried:
            lines.append(escape(tints.heading(tints.Kind.NONE)))
        return f'<p style="white-space:pre-wrap">{"<br>".join(lines)}</p>'

    def spot_of(self, key: Key) -> QRect | None:
        """Where the label of a passage is painted; None while it is out of sight."""
        return next((box for box, passage in self._spots if passage.key == key), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a label chooses its passage."""
        passage = self._under(event.position().toPoint())
        if passage is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(passage.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over labels."""
        over = self._under(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the text."""
        self._sheet.wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Resting on a label tells what it stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            passage = self._under(event.pos())
            tip = self.describe(passage) if passage is not None else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return bool(super().event(event))

    def _under(self, spot: object) -> Passage | None:
        return next((p for box, p in reversed(self._spots) if box.contains(spot)), None)  # type: ignore[call-overload]


def label_of(passage: Passage) -> str:
    """The margin label; without one, how the words begin."""
    return passage.label or f"“{excerpt(passage.quote, 28)}”"
