"""The list under the search box: a model of results with headings, and how a line is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from geoapp.ui import theme
from geoapp.ui.fonts import app_font
from geoapp.ui.panels.search_results import Group, Result

AnyIndex = QModelIndex | QPersistentModelIndex
_RESULT = Qt.ItemDataRole.UserRole
_KIND_WIDTH = 128
_EDGE = 12


class ResultModel(QAbstractListModel):
    """Results in their groups, each group under a heading."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Result | str] = []

    def show_results(self, results: Sequence[Result], first: Group | None = None) -> None:
        """Replace all lines; `first`: a group that stands before the others this time."""
        self.beginResetModel()
        self._rows = []
        for group in sorted(Group, key=lambda group: group is not first):
            inside = [result for result in results if result.group is group]
            if inside:
                self._rows += [self._heading(group), *inside]
        self.endResetModel()

    def _heading(self, group: Group) -> str:
        return {
            Group.POSITION: self.tr("Position"),
            Group.RECORD: self.tr("In this case"),
            Group.COMMAND: self.tr("Commands"),
            Group.PLACE: self.tr("Places on the map"),
        }[group]

    def result(self, row: int) -> Result | None:
        """The result in a line; None for a heading or a line that is not there."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Result) else None

    def next_row(self, row: int, step: int) -> int:
        """The nearest line that can be opened in a direction; `row` itself if there is none."""
        at = row + step
        while 0 <= at < len(self._rows):
            if self.can_open(at):
                return at
            at += step
        return row

    def can_open(self, row: int) -> bool:
        """Whether a line is a result, and not a command that something holds back."""
        result = self.result(row)
        return result is not None and not result.why_not

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line's text, or its result."""
        row = self._rows[index.row()]
        if role == _RESULT:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(row, str):
                return row
            parts = (row.title, row.also, row.kind, row.code, row.why_not)
            return ", ".join(part for part in parts if part)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen, nor what cannot be done."""
        if not self.can_open(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ResultDelegate(QStyledItemDelegate):
    """Draws a line: kind, title in bold, the other name, the code; below it the words found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Headings are low; a line with words found in it is high."""
        row = index.data(_RESULT)
        if isinstance(row, str):
            return QSize(200, 26)
        return QSize(200, 50 if row.snippet else 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line."""
        painter.save()
        row = index.data(_RESULT)
        box = QRect(option.rect)
        if isinstance(row, str):
            _heading(painter, box, row)
        else:
            state = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            _line(painter, box, row, chosen, hovered)
        painter.restore()


def _heading(painter: QPainter, box: QRect, text: str) -> None:
    painter.setFont(app_font(11, bold=True))
    painter.setPen(QColor(theme.current().tokens.muted))
    inner = box.adjusted(_EDGE, 4, -_EDGE, 0)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _line(painter: QPainter, box: QRect, row: Result, chosen: bool, hovered: bool) -> None:
    tokens = theme.current().tokens
    if chosen or hovered:
        painter.fillRect(box, QColor(tokens.selected if chosen else tokens.hover))
    strong = QColor(tokens.selected_text if chosen else tokens.text)
    if row.why_not:
        strong = QColor(tokens.muted)
    weak = strong if chosen else QColor(tokens.muted)
    top = QRect(box.left() + _EDGE, box.top() + 5, box.width() - 2 * _EDGE, 22)
    right = _written(painter, top, row.code, app_font(12), weak, right=True)
    top.setRight(top.right() - right)
    if row.kind:
        kind = QRect(top.left(), top.top(), _KIND_WIDTH - 10, top.height())
        _written(painter, kind, row.kind, app_font(12), weak)
        top.setLeft(top.left() + _KIND_WIDTH)
    used = _written(painter, top, row.title, app_font(13, bold=True), strong)
    top.setLeft(top.left() + used)
    _written(painter, top, row.why_not or row.also, app_font(13), weak)
    if row.snippet:
        indent = _KIND_WIDTH if row.kind else 0
        below = QRectF(box.left() + _EDGE + indent, box.top() + 26, 0, 20)
        below.setRight(box.right() - _EDGE)
        _snippet(painter, below, row.snippet, strong)


def _written(
    painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor, right: bool = False
) -> int:
    """Write text on one line, shortened if need be; gives the width used with a gap."""
    if not text or box.width() < 12:
        return 0
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, short)
    return metrics.horizontalAdvance(short) + 10


def runs(snippet: str) -> tuple[str, list[tuple[int, int]]]:
    """The snippet on one line without its marks, and (start, length) of each word found."""
    text = ""
    found: list[tuple[int, int]] = []
    start = None
    for character in " ".join(snippet.split(" ")).replace("\n", " "):
        if character == "\x02":
            start = len(text)
        elif character == "\x03":
            if start is not None:
                found.append((start, len(text) - start))
            start = None
        else:
            text += character
    return text, found


def _snippet(painter: QPainter, box: QRectF, snippet: str, colour: QColor) -> None:
    text, found = runs(snippet)
    layout = QTextLayout(text, app_font(12))
    bold = QTextCharFormat()
    bold.setFont(app_font(12, bold=True))
    formats = []
    for start, length in found:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, length, bold
        formats.append(piece)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100000.0)
    layout.endLayout()
    painter.setPen(colour)
    painter.setClipRect(box)
    layout.draw(painter, QPointF(box.left(), box.top()))
