"""All testimonies and published accounts, to open one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Key
from geoapp.case.view import CaseView
from geoapp.session import Session
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.panels.reader.shelf_content import Line, lines, saying

T = TypeVar("T")


class Shelf(QWidget):
    """A list with a filter: code, title, witness, and the words said.

    It is read when it is shown, and with `jobs` beside the window; without them at once.
    Signals: `chosen(Key)`; `enter_wanted()` to type in a testimony.
    """

    chosen = Signal(Key)
    enter_wanted = Signal()

    def __init__(
        self, session: Session, language: str, jobs: Jobs | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._language, self._jobs = session, language, jobs
        self._lines: tuple[Line, ...] | None = None
        self._stale = True
        self._spoken: frozenset[Key] = frozenset()
        self.line = QLineEdit(self)
        self.line.setObjectName("readerFilter")
        self.line.setPlaceholderText(self.tr("Filter by code, witness or words"))
        self.line.setAccessibleName(self.tr("Filter"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._filter)
        self.add_button = QPushButton(self.tr("Enter testimony…"), self)
        self.add_button.setAccessibleName(self.tr("Enter a testimony"))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.enter_wanted)
        self.list = self._make_list()
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        top = QHBoxLayout()
        top.addWidget(self.line, 1)
        top.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(top)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.line)

    def _make_list(self) -> QListView:
        self._model = _Model(self)
        made = QListView(self)
        made.setModel(self._model)
        made.setObjectName("readerShelf")
        made.setAccessibleName(self.tr("Testimonies and published accounts"))
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setUniformItemSizes(True)
        made.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        made.clicked.connect(self._choose)
        made.activated.connect(self._choose)
        return made

    def refresh(self) -> None:
        """Read the list again, now or as soon as it is shown."""
        self._stale = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Read what nobody has looked at yet."""
        super().paintEvent(event)
        if self._stale:
            QTimer.singleShot(0, self, self._read)

    def _read(self) -> None:
        if not self._stale:
            return
        self._stale = False
        language, invented = self._language, self.tr("invented")
        self._ask("shelf", lambda view: lines(view, language, invented), self._take)

    def _take(self, found: tuple[Line, ...]) -> None:
        self._lines = found
        self._filter(self.line.text())

    def _ask(self, lane: str, question: Callable[[CaseView], T], take: Callable[[T], None]) -> None:
        session = self._session
        if self._jobs is None:
            take(question(session.view))
            return

        def work(_progress: Progress) -> T:
            with session.new_view() as view:
                return question(view)

        self._jobs.start(work, take, lane=lane)

    def _filter(self, words: str) -> None:
        self._spoken = frozenset()
        self._show_fitting()
        if words.strip():
            self._ask("shelf words", lambda view: saying(view, words), self._add_spoken)

    def _add_spoken(self, spoken: frozenset[Key]) -> None:
        self._spoken = spoken
        self._show_fitting()

    def _show_fitting(self) -> None:
        wanted, known = self.line.text().casefold().split(), self._lines or ()
        fitting = [
            line
            for line in known
            if line.key in self._spoken or all(word in line.folded for word in wanted)
        ]
        self._model.show(fitting)
        if fitting:
            self.list.setCurrentIndex(self._model.index(0))
        self.list.setVisible(bool(fitting))
        self._empty.setVisible(not fitting)
        self._empty.setText(self._nothing())

    def _nothing(self) -> str:
        if self._lines is None:
            return ""  # nobody knows yet
        if self._lines:
            return self.tr("Nothing fits.")
        return self.tr("There is no testimony or published account in this case yet.")

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.lines[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the filter opens what is marked; Down goes into the list."""
        index = self.list.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._choose(index)
        elif event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)


class _Model(QAbstractListModel):
    """The lines that fit the filter."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show(self, fitting: list[Line]) -> None:
        """Hold these lines."""
        self.beginResetModel()
        self.lines = fitting
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Title and facts, one under the other."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.title}\n{line.facts}"
        return line.facts if role == Qt.ItemDataRole.ToolTipRole else None
