"""A short list above the text: passages to be placed again, or those that speak of a thing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Key
from geoapp.ui.fonts import app_font

ROWS = 3


class Strip(QFrame):
    """A heading, a list of passages and, if `verb` is given, a button that acts on one.

    Signals: `chosen(Key)` on a click or Enter; `acted(Key)`; `closed()`.
    """

    chosen = Signal(Key)
    acted = Signal(Key)
    closed = Signal()

    def __init__(self, name: str, verb: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._heading = QLabel(self)
        self._heading.setFont(app_font(12, bold=True))
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        self.act = QPushButton(verb, self)
        self.act.setAccessibleName(verb)
        self.act.setAutoDefault(False)
        self.act.setVisible(bool(verb))
        self.act.clicked.connect(self._act)
        self._close = QToolButton(self)
        self._close.setText("✕")
        self._close.setAccessibleName(self.tr("Close this list"))
        self._close.setToolTip(self.tr("Close this list"))
        self._close.setVisible(not verb)
        self._close.clicked.connect(self.close_strip)
        head.addWidget(self.act)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 6, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.list)
        self.hide()

    def show_rows(self, heading: str, rows: Sequence[tuple[Key, str]]) -> None:
        """List these passages; no rows hide the strip."""
        current = self.current
        self._heading.setText(heading)
        self.list.clear()
        for key, words in rows:
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setToolTip(words)
            if key == current:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and rows:
            self.list.setCurrentRow(0)
        height = self.list.sizeHintForRow(0) if rows else 0
        self.list.setFixedHeight(height * min(len(rows), ROWS) + 4)
        self.setVisible(bool(rows))

    def close_strip(self) -> None:
        """Take the list away."""
        self.list.clear()
        self.hide()
        self.closed.emit()

    @property
    def current(self) -> Key | None:
        """The passage that is marked in the list."""
        item = self.list.currentItem()
        key = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return key if isinstance(key, Key) else None

    @property
    def heading(self) -> str:
        """The words above the list."""
        return self._heading.text()

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _act(self) -> None:
        if self.current is not None:
            self.acted.emit(self.current)
