"""The list of what can be linked: several may be chosen, and stay chosen while one searches on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from geoapp.case.records import Key
from geoapp.case.ties import ROLE
from geoapp.ui import theme
from geoapp.ui.fonts import app_font
from geoapp.ui.linking.candidates import Candidate
from geoapp.ui.palette import Tokens
from geoapp.ui.panels.colour_key import KEY_SIZE, key_icon
from geoapp.ui.panels.search_list import runs
from layers.style import Symbol

AnyIndex = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_CHOSEN = Qt.ItemDataRole.CheckStateRole
_EDGE = 10
_BOX = 16
BOX_REACH = _EDGE + _BOX + 8


class CandidateModel(QAbstractListModel):
    """Candidates under headings, and which of them are chosen.

    What was chosen stays listed on top when the results no longer hold it.
    """

    chosen_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.language = "en"
        self._rows: list[Candidate | str] = []
        self._results: Sequence[Candidate] = ()
        self._chosen: dict[Key, Candidate] = {}

    @property
    def chosen(self) -> list[Candidate]:
        """What was chosen, in the order of choosing."""
        return list(self._chosen.values())

    def show_results(self, results: Sequence[Candidate]) -> None:
        """Replace the results; what was chosen stays."""
        self._results = results
        listed = {one.key for one in results}
        kept = [one for one in self._chosen.values() if one.key not in listed]
        self.beginResetModel()
        self._rows = [self.tr("Chosen"), *kept] if kept else []
        heading = ""
        for one in results:
            if one.heading != heading:
                heading = one.heading
                self._rows.append(heading)
            self._rows.append(one)
        self.endResetModel()

    def forget(self) -> None:
        """Nothing is chosen and nothing listed."""
        self._chosen.clear()
        self.show_results(())
        self.chosen_changed.emit()

    def add(self, one: Candidate) -> int:
        """Choose a row that need not be in the results; gives its line."""
        self._chosen[one.key] = one
        self.show_results(self._results)
        self.chosen_changed.emit()
        return next(n for n, row in enumerate(self._rows) if self._key(row) == one.key)

    def toggle(self, line: int) -> None:
        """Choose the row of a line, or no longer."""
        one = self.candidate(line)
        if one is None:
            return
        if self._chosen.pop(one.key, None) is None:
            self._chosen[one.key] = one
        index = self.index(line)
        self.dataChanged.emit(index, index)
        self.chosen_changed.emit()

    @staticmethod
    def _key(row: Candidate | str) -> Key | None:
        return row.key if isinstance(row, Candidate) else None

    def candidate(self, line: int) -> Candidate | None:
        """The row in a line; None for a heading or no line."""
        found = self._rows[line] if 0 <= line < len(self._rows) else None
        return found if isinstance(found, Candidate) else None

    def candidates(self) -> list[Candidate]:
        """All rows that are listed."""
        return [row for row in self._rows if isinstance(row, Candidate)]

    def headings(self) -> list[str]:
        """The headings, in their order."""
        return [row for row in self._rows if isinstance(row, str)]

    def first_line(self) -> int:
        """The first line of the results, else of what was chosen; -1 if there is none."""
        lines = [n for n, row in enumerate(self._rows) if isinstance(row, Candidate)]
        results = {one.key for one in self._results}
        fresh = [n for n in lines if self._key(self._rows[n]) in results]
        return (fresh or lines or [-1])[0]

    def next_line(self, line: int, step: int) -> int:
        """The nearest line with a row in a direction; `line` itself if there is none."""
        at = line + step
        while 0 <= at < len(self._rows):
            if self.candidate(at) is not None:
                return at
            at += step
        return line

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line's words, its row, or whether it is chosen."""
        row = self._rows[index.row()]
        if role == _ROW:
            return row
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role == _CHOSEN:
            on = row.key in self._chosen
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            parts = (row.title, row.also, row.code, row.kind, self.remark(row))
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return " · ".join(part for part in (row.title, row.also, row.code) if part)
        return None

    def remark(self, row: Candidate) -> str:
        """How it is linked already, in words."""
        if not row.linked:
            return ""
        roles = ", ".join(ROLE.label_of(role, self.language) for role in row.linked)
        return self.tr("linked already: {roles}").replace("{roles}", roles)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if self.candidate(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )


class CandidateList(QListView):
    """The list. A click on a box chooses; a click elsewhere makes the line current."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("linkCandidates")
        self.setAccessibleName(self.tr("What to link to"))
        self.rows = CandidateModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    @property
    def line(self) -> int:
        """The current line; -1 if there is none."""
        return self.currentIndex().row()

    @property
    def current(self) -> Candidate | None:
        """The row of the current line."""
        return self.rows.candidate(self.line)

    def go_to(self, line: int) -> None:
        """Make a line current and bring it, with its heading, into sight."""
        if line < 0:
            self.setCurrentIndex(QModelIndex())
            return
        if self.rows.candidate(line - 1) is None and line > 0:
            self.scrollTo(self.rows.index(line - 1))
        self.setCurrentIndex(self.rows.index(line))

    def step(self, by: int) -> None:
        """Go some rows on."""
        line = self.line
        for _ in range(abs(by)):
            line = self.rows.next_line(line, 1 if by > 0 else -1)
        self.go_to(line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On the box: choose. With Ctrl anywhere in the line: choose."""
        index = self.indexAt(event.position().toPoint())
        on_box = event.position().x() <= BOX_REACH
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.rows.candidate(index.row()) is not None and (on_box or control):
            self.setCurrentIndex(index)
            self.rows.toggle(index.row())
            return
        super().mousePressEvent(event)

    def box_at(self, line: int) -> QPoint:
        """The middle of a line's box, in pixels of the viewport."""
        rect = self.visualRect(self.rows.index(line))
        return QPoint(_EDGE + _BOX // 2, rect.center().y())


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Headings are low."""
        return QSize(200, 25 if isinstance(index.data(_ROW), str) else 46)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line."""
        painter.save()
        row = index.data(_ROW)
        box = QRect(option.rect)
        tokens = theme.current().tokens
        if isinstance(row, str):
            place = box.adjusted(_EDGE, 5, -_EDGE, 0)
            _write(painter, place, row, app_font(11, bold=True), QColor(tokens.muted))
        else:
            model = index.model()
            remark = model.remark(row) if isinstance(model, CandidateModel) else ""
            chosen = index.data(_CHOSEN) == Qt.CheckState.Checked
            _line(painter, box, row, remark, chosen, option.state, tokens)
        painter.restore()


def _line(
    painter: QPainter,
    box: QRect,
    row: Candidate,
    remark: str,
    chosen: bool,
    state: QStyle.StateFlag,
    tokens: Tokens,
) -> None:
    current = bool(state & QStyle.StateFlag.State_Selected)
    if current or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, QColor(tokens.selected if current else tokens.hover))
    strong = QColor(tokens.selected_text if current else tokens.text)
    weak = strong if current else QColor(tokens.muted)
    corner = QPoint(box.left() + _EDGE, box.center().y() - _BOX // 2 + 1)
    _draw_box(painter, QRect(corner, QSize(_BOX, _BOX)), chosen, tokens)
    left = box.left() + BOX_REACH
    if row.symbol is not None:
        pixmap = _picture(row.symbol, theme.current().dark, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPoint(left, box.center().y() - KEY_SIZE.height() // 2 + 1), pixmap)
    else:
        _draw_letters(painter, QRect(QPoint(left, box.center().y() - 9), QSize(26, 19)), row, weak)
    left += KEY_SIZE.width() + 8
    top = QRect(left, box.top() + 4, box.right() - _EDGE - left, 20)
    used = _write(painter, top, row.code, app_font(12), weak, right=True)
    top.setRight(top.right() - used)
    used = _write(painter, top, row.title, app_font(13, bold=True), strong)
    top.setLeft(top.left() + used)
    _write(painter, top, row.also, app_font(13), weak)
    below = QRect(left, box.top() + 24, box.right() - _EDGE - left, 18)
    used = _write(painter, below, row.kind, app_font(12), weak)
    below.setLeft(below.left() + used)
    warned = strong if current else QColor(tokens.warning)
    used = _write(painter, below, remark, app_font(12), warned)
    below.setLeft(below.left() + used)
    if row.snippet:
        _snippet(painter, QRectF(below), row.snippet, strong)


def _draw_box(painter: QPainter, box: QRect, chosen: bool, tokens: Tokens) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.strong_border), 1.2))
    painter.setBrush(QColor(tokens.accent if chosen else tokens.surface))
    painter.drawRoundedRect(QRectF(box), 3.0, 3.0)
    if chosen:
        painter.setPen(QPen(QColor(tokens.accent_text), 2.0))
        x, y = float(box.left()), float(box.top())
        corners = ((3.5, 8.5), (6.8, 11.8), (12.8, 4.8))
        painter.drawPolyline([QPointF(x + dx, y + dy) for dx, dy in corners])


def _draw_letters(painter: QPainter, box: QRect, row: Candidate, ink: QColor) -> None:
    """Where the map has no symbol for a kind, the letters that its codes begin with."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3.0, 3.0)
    painter.setFont(app_font(10, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.letters)


@lru_cache(maxsize=128)
def _picture(symbol: Symbol, dark: bool, ratio: float) -> QPixmap:
    return key_icon(symbol, dark).pixmap(KEY_SIZE, ratio)


def _write(
    painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor, right: bool = False
) -> int:
    """Write on one line, shortened if need be; gives the width used with a gap."""
    if not text or box.width() < 12:
        return 0
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    flat = " ".join(text.split())
    short = metrics.elidedText(flat, Qt.TextElideMode.ElideRight, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, short)
    return metrics.horizontalAdvance(short) + 10


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
    layout.draw(painter, QPointF(box.left(), box.top() + 1.0))
