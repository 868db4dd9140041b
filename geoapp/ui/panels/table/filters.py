"""The filter of one column: by the values it has, by dates, by numbers, by words."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.columns import (
    NUMERIC,
    Between,
    Column,
    Condition,
    Contains,
    Filled,
    OneOf,
    Within,
    natural,
)
from geoapp.case.timespan import TimeRange
from geoapp.store.folding import fold
from geoapp.ui.forms.editor import UnreadableError
from geoapp.ui.forms.plain import read_number
from geoapp.ui.phrases import excerpt, number_in_words
from layers.date_words import parse
from layers.schema import FieldKind

LISTED_KINDS = frozenset({FieldKind.CHOICE, FieldKind.BOOLEAN, FieldKind.REFERENCE})
LISTED_TEXTS = 40
_WORDS = Qt.ItemDataRole.UserRole


class Question(QWidget):
    """Asks what shall be kept. `read` gives a condition, None for no filter, or raises
    UnreadableError with a sentence.
    """

    def read(self) -> Condition | None:
        """What was entered."""
        raise NotImplementedError


class Checklist(Question):
    """The words that the column has, with how many rows have each."""

    def __init__(self, column: Column, given: Condition | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a value"))
        self.search.setAccessibleName(self.tr("Find a value"))
        self.search.textChanged.connect(self._narrow)
        self.values = QListWidget(self)
        self.values.setAccessibleName(self.tr("Values"))
        self.values.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.all_box = QCheckBox(self.tr("All"), self)
        self.all_box.setTristate(True)
        self._fill(column, given)
        self.all_box.clicked.connect(self._check_all)
        self.values.itemChanged.connect(self._sum_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.search, self.all_box, self.values):
            layout.addWidget(widget)
        self.search.setVisible(self.values.count() > 8)
        self.setFocusProxy(self.search if self.values.count() > 8 else self.values)
        self._sum_up()

    def _fill(self, column: Column, given: Condition | None) -> None:
        counted = Counter(column.words)
        chosen = given.words if isinstance(given, OneOf) else frozenset(counted)
        for words in sorted(counted, key=lambda w: (not w, natural(w))):
            label = excerpt(words, 60) or self.tr("empty")
            item = QListWidgetItem(f"{label}  ({counted[words]:,})", self.values)
            item.setData(_WORDS, words)
            item.setToolTip("")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(words in chosen))
        rows = min(max(self.values.count(), 3), 8)
        self.values.setFixedHeight(rows * max(self.values.sizeHintForRow(0), 20) + 6)

    def _items(self) -> list[QListWidgetItem]:
        return [self.values.item(row) for row in range(self.values.count())]

    def _narrow(self, text: str) -> None:
        wanted = fold(text.strip())
        for item in self._items():
            item.setHidden(bool(wanted) and wanted not in fold(str(item.data(_WORDS))))

    def _check_all(self) -> None:
        # From "some" a click goes on to all, never back to "some".
        yes = self.all_box.checkState() is not Qt.CheckState.Unchecked
        self.values.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(_state(yes))
        self.values.blockSignals(False)
        self.values.viewport().update()
        self._sum_up()

    def _sum_up(self) -> None:
        states = [item.checkState() is Qt.CheckState.Checked for item in self._items()]
        some = Qt.CheckState.PartiallyChecked if any(states) else Qt.CheckState.Unchecked
        self.all_box.setCheckState(Qt.CheckState.Checked if all(states) else some)

    def read(self) -> Condition | None:
        """The checked words; None when all are."""
        kept = [i for i in self._items() if i.checkState() is Qt.CheckState.Checked]
        if len(kept) == self.values.count():
            return None
        if not kept:
            raise UnreadableError(self.tr("Check at least one value."))
        return OneOf(frozenset(str(item.data(_WORDS)) for item in kept))


class Dates(Question):
    """From and to, in the words that dates are entered with everywhere."""

    def __init__(self, given: Condition | None, undated: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.first, self.last = QLineEdit(self), QLineEdit(self)
        self.undated = QCheckBox(self.tr("Undated too ({n})").replace("{n}", str(undated)), self)
        for line, words in ((self.first, self.tr("From")), (self.last, self.tr("To"))):
            line.setAccessibleName(words)
            line.setPlaceholderText(self.tr("{0}: 2018, March 2018 …").format(words))
        if isinstance(given, Within):
            self.first.setText(given.time.start.isoformat() if given.time.start else "")
            self.last.setText(given.time.end.isoformat() if given.time.end else "")
            self.undated.setChecked(given.undated)
        rule = QLabel(self.tr("Shows what may lie in the range."), self)
        rule.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.first, self.last, self.undated, rule):
            layout.addWidget(widget)
        self.setFocusProxy(self.first)

    def read(self) -> Condition | None:
        """The range from the first day of what is entered to the last."""
        start = self._date(self.first)
        end = self._date(self.last)
        first, last = start.earliest if start else None, end.latest if end else None
        if first is None and last is None:
            return None
        if first is not None and last is not None and first > last:
            raise UnreadableError(self.tr("The range ends before it begins."))
        return Within(TimeRange(first, last), self.undated.isChecked())

    def _date(self, line: QLineEdit):  # type: ignore[no-untyped-def]
        words = line.text().strip()
        if not words:
            return None
        value = parse(words)
        if (value.earliest if line is self.first else value.latest) is None:
            sentence = self.tr("“{0}” cannot be read as a date.")
            raise UnreadableError(sentence.format(words))
        return value


class Numbers(Question):
    """From and to, inclusive."""

    def __init__(self, given: Condition | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.low, self.high = QLineEdit(self), QLineEdit(self)
        known = given if isinstance(given, Between) else Between(None, None)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        both = ((self.low, self.tr("From"), known.low), (self.high, self.tr("To"), known.high))
        for line, words, bound in both:
            line.setAccessibleName(words)
            line.setPlaceholderText(words)
            line.setText("" if bound is None else number_in_words(bound))
            layout.addWidget(line)
        self.setFocusProxy(self.low)

    def read(self) -> Condition | None:
        """The range of numbers; None when both ends are open."""
        low, high = (read_number(line.text(), False) for line in (self.low, self.high))
        if low is not None and high is not None and low > high:
            raise UnreadableError(self.tr("The range ends before it begins."))
        return None if low is None and high is None else Between(low, high)


class Words(Question):
    """Words that the column has to contain."""

    def __init__(self, given: Condition | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(given.text if isinstance(given, Contains) else "", self)
        self.line.setPlaceholderText(self.tr("contains"))
        self.line.setAccessibleName(self.tr("Contains"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)

    def read(self) -> Condition | None:
        """The words; None when there are none."""
        text = self.line.text().strip()
        return Contains(text, fold) if text else None


def question(column: Column, given: Condition | None, parent: QWidget) -> Question:
    """What can be asked of a column."""
    if column.kind is FieldKind.DATE:
        undated = len(column.words) - int(column.spans.dated.sum())
        return Dates(given, undated, parent)
    if column.kind in NUMERIC:
        return Numbers(given, parent)
    texts = column.kind is FieldKind.TEXT and len(set(column.words)) <= LISTED_TEXTS
    if column.kind in LISTED_KINDS or texts:
        return Checklist(column, given, parent)
    return Words(given, parent)


class FilterPopup(QFrame):
    """Asks for the filter of one column. Enter applies, Esc leaves things as they are.

    Signals: `applied(str, object)` with the column's name and a condition, None for none.
    """

    applied = Signal(str, object)

    def __init__(
        self, column: Column, given: Condition | None, language: str, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filterPopup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMinimumWidth(280)
        self._column = column
        self.question = question(column, given, self)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setForegroundRole(QPalette.ColorRole.BrightText)
        self.problem.hide()
        label = column.label.in_language(language)
        self.setAccessibleName(self.tr("Filter: {0}").format(label))
        heading = QLabel(label, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        for widget in (heading, self.question, self.problem):
            layout.addWidget(widget)
        layout.addLayout(self._filled_buttons())
        layout.addLayout(self._end_buttons())

    def _filled_buttons(self) -> QHBoxLayout:
        filled = int(self._column.filled.sum())
        empty = len(self._column.words) - filled
        row = QHBoxLayout()
        for words, count, yes in (
            (self.tr("Empty ({n})"), empty, False),
            (self.tr("Not empty ({n})"), filled, True),
        ):
            button = QPushButton(words.replace("{n}", f"{count:,}"), self)
            button.setEnabled(count > 0)
            button.clicked.connect(lambda _=False, y=yes: self._give(Filled(y)))
            row.addWidget(button)
        return row

    def _end_buttons(self) -> QHBoxLayout:
        clear = QPushButton(self.tr("Clear"), self)
        clear.clicked.connect(lambda: self._give(None))
        self.apply_button = QPushButton(self.tr("Apply"), self)
        self.apply_button.setProperty("primary", "true")
        self.apply_button.clicked.connect(self.apply)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(clear)
        row.addWidget(self.apply_button)
        return row

    def open_at(self, at: QPoint) -> None:
        """Show it with its corner here, in screen pixels, kept on the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = min(at.x(), screen.right() - self.width())
        y = min(at.y(), screen.bottom() - self.height())
        self.move(max(x, screen.left()), max(y, screen.top()))
        self.show()
        self.question.setFocus(Qt.FocusReason.PopupFocusReason)

    def apply(self) -> None:
        """Use what was entered, or say what is wrong with it."""
        try:
            condition = self.question.read()
        except UnreadableError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.adjustSize()
            return
        self._give(condition)

    def _give(self, condition: Condition | None) -> None:
        self.applied.emit(self._column.name, condition)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter applies; Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the frame opaque whatever theme is chosen meanwhile."""
        self.setAutoFillBackground(True)
        super().changeEvent(event)


def _state(yes: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if yes else Qt.CheckState.Unchecked
