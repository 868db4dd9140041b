"""Left of the lanes: what each lane is, how much it holds, and what has no date."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from geoapp.case.timeline import Lane
from geoapp.case.timespan import TimeRange
from geoapp.ui.panels.timeline.chart import lane_box
from geoapp.ui.panels.timeline.inks import Inks
from geoapp.ui.panels.timeline.ruler import RULER
from geoapp.ui.panels.timeline.wording import (
    count_in_words,
    lane_in_words,
    rule,
    undated_in_words,
)

_LEFT, _GAP = 10, 8
_MOST, _LEAST = 400, 150
_SHARE = 0.4


class _Row:
    """The name, the count and the undated of one lane."""

    def __init__(self, parent: QWidget) -> None:
        self.name = QLabel(parent)
        self.count = QLabel(parent)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.undated = QToolButton(parent)
        self.undated.setCursor(Qt.CursorShape.PointingHandCursor)
        self.undated.setStyleSheet("QToolButton { padding: 0 4px; color: palette(link); }")

    def drop(self) -> None:
        """Leave the window."""
        for widget in (self.name, self.count, self.undated):
            widget.hide()
            widget.deleteLater()


class Gutter(QWidget):
    """Lane names with counts. `undated_asked` carries the lane and the button."""

    undated_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes: Sequence[Lane] = ()
        self._rows: list[_Row] = []
        self._names: list[str] = []
        self._most = _MOST
        self._span = QLabel(self)
        self._span.setProperty("role", "muted")
        self._span.setAccessibleName(self.tr("Stretch of time that is shown"))
        self._span.setToolTip(rule())

    def show_lanes(self, lanes: Sequence[Lane], within: TimeRange | None, language: str) -> None:
        """Show what these lanes hold, within a range if there is one."""
        if len(lanes) != len(self._rows):
            self._make_rows(len(lanes))
        self._lanes = lanes
        self._names = [lane.label.in_language(language) for lane in lanes]
        for row, lane in zip(self._rows, lanes, strict=True):
            told = lane_in_words(lane, within, language)
            row.name.setAccessibleName(told)
            row.name.setToolTip(told)
            row.count.setText(count_in_words(lane, within))
            row.count.setToolTip(told)
            number = len(lane.undated) + len(lane.undated_aside)
            row.undated.setVisible(number > 0)
            row.undated.setText(undated_in_words(number))
            row.undated.setToolTip(self.tr("List the rows of this lane that have no date"))
            row.undated.setAccessibleName(
                f"{lane.label.in_language(language)}: {undated_in_words(number)}"
            )
        self.setFixedWidth(self._wanted())
        self._arrange()

    def fit_into(self, width: int) -> None:
        """Leave most of a panel this wide to the lanes."""
        self._most = max(min(_MOST, int(width * _SHARE)), _LEAST)
        self.setFixedWidth(self._wanted())
        self._arrange()

    def show_span(self, words: str) -> None:
        """Say which stretch of time is looked at."""
        self._span.setText(words)

    def _make_rows(self, number: int) -> None:
        for row in self._rows:
            row.drop()
        self._rows = [_Row(self) for _ in range(number)]
        for position, row in enumerate(self._rows):
            row.undated.setObjectName(f"undated{position}")
            row.undated.clicked.connect(
                lambda _=False, n=position: self.undated_asked.emit(
                    self._lanes[n], self._rows[n].undated
                )
            )
            row.name.show()
            row.count.show()

    def sizeHint(self) -> QSize:
        """As wide as the names need."""
        return QSize(self._wanted(), 100)

    def _wanted(self) -> int:
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=120)
        return min(max(widest + sum(self._columns()) + _LEFT + 4 * _GAP, 190), self._most)

    def _columns(self) -> tuple[int, int]:
        """The widths of the counts and of the buttons."""
        counts = [row.count.sizeHint().width() for row in self._rows]
        buttons = [r.undated.sizeHint().width() for r in self._rows if not r.undated.isHidden()]
        return max(counts, default=0), max(buttons, default=0)

    def _arrange(self) -> None:
        metrics = QFontMetrics(self.font())
        count, button = self._columns()
        self._span.setGeometry(_LEFT, 0, self.width() - _LEFT - _GAP, int(RULER))
        right = self.width() - _GAP - button - (_GAP if button else 0) - count
        for position, row in enumerate(self._rows):
            box = lane_box(position, len(self._rows), self.width(), self.height()).toRect()
            name = QRect(_LEFT, box.top(), max(right - _LEFT - _GAP, 20), box.height())
            row.name.setGeometry(name)
            row.name.setText(
                metrics.elidedText(
                    self._names[position], Qt.TextElideMode.ElideMiddle, name.width()
                )
            )
            row.count.setGeometry(right, box.top(), count, box.height())
            row.undated.setGeometry(
                self.width() - _GAP - button, box.top() + 1, button, box.height() - 2
            )

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep each name beside its lane."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The same bands as the lanes have, and a hairline between."""
        painter = QPainter(self)
        inks = Inks.of(self.palette())
        painter.fillRect(self.rect(), inks.base)
        for number in range(1, len(self._rows), 2):
            painter.fillRect(
                lane_box(number, len(self._rows), self.width(), self.height()), inks.band
            )
        painter.fillRect(self.width() - 1, 0, 1, self.height(), inks.line)
        painter.end()
