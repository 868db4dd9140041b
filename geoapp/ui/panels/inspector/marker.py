"""How many claims stand behind a value: a small button beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

MARGIN = 6


class Marker(QAbstractButton):
    """Opens the claims about a field.

    No taller than a line of text. Rival claims stand out; one claim is the rule.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rivals = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_count(self, text: str, rivals: bool) -> None:
        """Show these words; `rivals` when more than one claim stands behind the value."""
        self._rivals = rivals
        self.setText(text)
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(self._rivals)
        return font

    def sizeHint(self) -> QSize:
        """As wide as the words, as high as one line of them."""
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * MARGIN, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, on a ground when the claims are open, framed when it has the focus."""
        role = QPalette.ColorRole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        focus = self.hasFocus() or self.underMouse()
        pen = QPen(palette.color(role.Link)) if focus else QPen(Qt.PenStyle.NoPen)
        ground = palette.color(role.Highlight) if self.isChecked() else Qt.GlobalColor.transparent
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(frame, 4, 4)
        ink = role.Link if self._rivals else role.PlaceholderText
        painter.setPen(palette.color(role.HighlightedText if self.isChecked() else ink))
        painter.setFont(self._font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
