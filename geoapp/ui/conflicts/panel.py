"""All conflicts of a case: a list, and beside it the chosen one with its sides."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.conflicts import ALIKE, CODE, FIELD, Conflict
from geoapp.case.records import Draft, Key, from_json
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.conflicts.marks import Marks, Place
from geoapp.ui.conflicts.page import ConflictPage, line_of
from geoapp.ui.conflicts.words import field_of, sides
from layers.values import Position


class ConflictPanel(QWidget):
    """Shows what it is given by `show_conflicts`. It can be left and come back to at any time:
    what is open is in the case. Signals: `decided()` after a decision was written.
    """

    decided = Signal()

    def __init__(
        self, session: Session, canvas: MapCanvas, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conflictPanel")
        self.setAccessibleName(self.tr("Conflicts"))
        self._session, self._language = session, language
        self._found: list[Conflict] = []
        self.marks = Marks(canvas)
        self.page: ConflictPage | None = None
        self.list = QListWidget(self)
        self.list.setObjectName("conflictList")
        self.list.setAccessibleName(self.tr("Conflicts"))
        self.list.setWordWrap(True)
        self.list.setMinimumWidth(200)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show_row)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setMinimumWidth(320)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self._area)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        words = self.tr(
            "Nothing waits for a decision.\n\nConflicts come about when copies of a case that were "
            "changed side by side are merged."
        )
        self.nothing = QLabel(words, self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_conflicts(self, found: list[Conflict]) -> None:
        """List these; the one that was chosen stays so, else the next one is."""
        before, row = self.chosen, self.list.currentRow()
        typed = self._typed()
        self._found = found
        self.list.blockSignals(True)
        self.list.clear()
        view = self._session.view
        for conflict in found:
            item = QListWidgetItem(line_of(view, conflict, self._language), self.list)
            item.setData(Qt.ItemDataRole.UserRole, conflict.id)
        ids = [conflict.id for conflict in found]
        row = ids.index(before.id) if before and before.id in ids else min(row, len(ids) - 1)
        self.list.setCurrentRow(max(row, 0) if found else -1)
        self.list.blockSignals(False)
        self._stack.setCurrentIndex(int(bool(found)))
        kept = self.chosen
        if before is not None and kept == before and typed:
            return
        self._show_row(self.list.currentRow())

    def _typed(self) -> bool:
        """Whether something was entered on the page that a new reading would take away."""
        page = self.page
        if page is None:
            return False
        changed = page.editor is not None and page.editor.is_changed
        return changed or bool(page.reason.text())

    @property
    def chosen(self) -> Conflict | None:
        """The conflict that is shown."""
        return self.page.conflict if self.page is not None else None

    def _show_row(self, row: int) -> None:
        self.page = None
        self._area.takeWidget()
        if not 0 <= row < len(self._found):
            self.marks.clear()
            return
        self.page = ConflictPage(
            self._session.view,
            self._found[row],
            self._language,
            self._decide,
            writable=not self._session.read_only,
        )
        self._area.setWidget(self.page)
        self.look()

    def look(self) -> None:
        """Mark the chosen conflict on the map, while this panel is seen, and zoom to it."""
        if self.chosen is None or not self.isVisible():
            self.marks.clear()
            return
        self.marks.show(self._places(self.chosen))

    def _places(self, conflict: Conflict) -> list[Place]:
        """The place of each side: what it says of the place, else where the row is."""
        letters = [side.letter for side in sides(self._session.view, conflict, self._language)]
        field = field_of(self._session.view, conflict)
        if conflict.kind == FIELD and field is not None and field.name == "geometry":
            said = [from_json(field, version.value) for version in conflict.versions]
        elif conflict.kind in (CODE, ALIKE):
            table = conflict.keys[0].table
            said = [self._position(Key(table, int(v.value))) for v in conflict.versions]
        else:
            letters, said = [""], [self._position(conflict.keys[0])]
        return [
            (letter, position.geometry)
            for letter, position in zip(letters, said, strict=True)
            if isinstance(position, Position) and position.geometry is not None
        ]

    def _position(self, key: Key) -> Position | None:
        record = self._session.view.record(key)
        position = record.values.get("geometry") if record is not None else None
        return position if isinstance(position, Position) else None

    def _decide(self, draft: Draft) -> None:
        self._session.do(draft, origin=self)
        self.decided.emit()
