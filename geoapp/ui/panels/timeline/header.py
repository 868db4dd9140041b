"""Above the lanes: the range as typed dates, what is pointed at, and the zoom."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from geoapp.case.timespan import TimeRange
from geoapp.ui.panels.timeline.wording import day_in_words, rule
from layers.date_words import parse

_EDIT, _TIGHT_EDIT = 112, 88
_ROOMY = 620
"""Pixels from which every control of the head has room."""


class Told(QLabel):
    """A line of text that is cut where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = ""

    def say(self, words: str) -> None:
        """Show these words, with all of them in the tooltip."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width() - 4, 0)
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(cut)

    def resizeEvent(self, _event: object) -> None:
        """Cut anew."""
        self._cut()


class Header(QWidget):
    """`ranged` carries a TimeRange or None once dates were typed; the rest says itself."""

    ranged = Signal(object)
    undated_toggled = Signal(bool)
    zoomed = Signal(float)
    fitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = self._edit("timelineFrom", self.tr("From"))
        self.end = self._edit("timelineTo", self.tr("To"))
        self.undated = QCheckBox(self.tr("Undated too"), self)
        self.undated.setObjectName("timelineUndated")
        self.undated.setToolTip(
            self.tr("Show undated rows on the map and in lists although a range is chosen")
        )
        self.undated.toggled.connect(self.undated_toggled)
        self.clear = QPushButton(self.tr("Clear range"), self)
        self.clear.setObjectName("timelineClear")
        self.clear.setAccessibleName(self.clear.text())
        self.clear.setToolTip(self.clear.text())
        self.clear.setStyleSheet(
            "QPushButton { padding: 1px 10px; } QPushButton:focus { padding: 0px 9px; }"
        )
        self.clear.clicked.connect(lambda: self.ranged.emit(None))
        self.told = Told(self)
        self.told.setObjectName("timelineTold")
        self.undated.setAccessibleName(self.tr("Undated too"))
        self._within: TimeRange | None = None
        self._spare: list[QWidget] = []
        self._arrange()
        self.show_range(None, False)

    def _edit(self, name: str, label: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setObjectName(name)
        edit.setAccessibleName(label)
        edit.setAccessibleDescription(rule())
        edit.setToolTip(rule())
        edit.setPlaceholderText(self.tr("open"))
        edit.setFixedWidth(_EDIT)
        edit.setStyleSheet("QLineEdit { padding: 1px 6px; } QLineEdit:focus { padding: 0px 5px; }")
        edit.editingFinished.connect(self._typed)
        return edit

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room only what cannot be done otherwise keeps its place."""
        super().resizeEvent(event)
        tight = event.size().width() < _ROOMY
        for widget in self._spare:
            widget.setVisible(not tight)
        self.undated.setText("" if tight else self.tr("Undated too"))
        self.clear.setText("✕" if tight else self.tr("Clear range"))
        for edit in (self.start, self.end):
            edit.setFixedWidth(_TIGHT_EDIT if tight else _EDIT)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 8, 3)
        row.setSpacing(6)
        for edit, words in ((self.start, self.tr("From")), (self.end, self.tr("To"))):
            label = QLabel(words, self)
            label.setBuddy(edit)
            row.addWidget(label)
            row.addWidget(edit)
            self._spare.append(label)
        row.addWidget(self.undated)
        row.addWidget(self.clear)
        row.addSpacing(8)
        row.addWidget(self.told, 1)
        for text, words, factor in (
            ("−", self.tr("Show more time"), 1 / 1.5),
            ("+", self.tr("Show less time"), 1.5),
        ):
            button = self._button(text, words)
            button.clicked.connect(lambda _=False, f=factor: self.zoomed.emit(f))
            row.addWidget(button)
            self._spare.append(button)
        fit = self._button(self.tr("All"), self.tr("Show everything that has a date"))
        fit.clicked.connect(self.fitted)
        row.addWidget(fit)

    def _button(self, text: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setStyleSheet("QToolButton { padding: 1px 6px; }")
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def show_range(self, within: TimeRange | None, undated: bool) -> None:
        """Show this range as chosen."""
        self._within = within
        with QSignalBlocker(self.start), QSignalBlocker(self.end), QSignalBlocker(self.undated):
            self.start.setText(day_in_words(within.start) if within is not None else "")
            self.end.setText(day_in_words(within.end) if within is not None else "")
            self.undated.setChecked(undated)
        self.clear.setEnabled(within is not None)
        self.undated.setEnabled(within is not None)

    def _typed(self) -> None:
        """Read both dates; what cannot be read stays as typed and changes nothing."""
        try:
            start, end = self._read(self.start, False), self._read(self.end, True)
            if start is not None and end is not None and start > end:
                raise ValueError(self.tr("This range ends before it begins."))
        except ValueError as error:
            self.told.say(str(error))
            return
        within = TimeRange(start, end)
        if within != (self._within or TimeRange(None, None)):
            self.ranged.emit(None if within.is_open else within)

    def _read(self, edit: QLineEdit, last: bool) -> date | None:
        """The first day of the words, or the last. ValueError with a sentence."""
        words = edit.text().strip()
        if not words:
            return None
        read = parse(words)
        day = (read.latest or read.earliest) if last else (read.earliest or read.latest)
        if day is None:
            raise ValueError(
                self.tr("“{0}” is not understood as a date. Try 2018-03 or spring 2019.").format(
                    words
                )
            )
        return day
