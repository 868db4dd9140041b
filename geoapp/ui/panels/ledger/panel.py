"""The history of the whole case: every entry of its ledger, and what each did."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.ledger_lines import Line, Wanted
from geoapp.case.records import Draft, Entry, FieldChange, Key
from geoapp.commands.restoring import restore_value
from geoapp.session import Session, Touched
from geoapp.session.taking_back import take_back
from geoapp.ui.panels.inspector.document import Document, key_of
from geoapp.ui.panels.inspector.reason import ReasonPrompt
from geoapp.ui.panels.ledger.filters import Filters
from geoapp.ui.panels.ledger.model import LedgerModel
from geoapp.ui.panels.ledger.words import RESTORE, TAKE_BACK, EntryWords

MOST_ROWS = 50


class LedgerPanel(QWidget):
    """A list of entries and, beside it, the chosen one in full. Reads nothing until it is seen.

    Signals: `navigate(Key)` to a row that an entry touched.
    """

    navigate = Signal(Key)

    def __init__(self, session: Session, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledgerPanel")
        self.setAccessibleName(self.tr("History of the case"))
        self._session, self._language = session, language
        self._entry: Entry | None = None
        self._stale = True
        self.model = LedgerModel(session.view, language, self)
        self.filters = Filters(session.view, language, self)
        self.filters.changed.connect(self._ask)
        self.list = self._make_list()
        self.text = Document(self)
        self.text.setAccessibleName(self.tr("The chosen entry"))
        self.text.followed.connect(self._follow)
        self.prompt = ReasonPrompt(self)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self._detail())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(split, 1)
        session.changed.connect(self._case_changed)

    def _make_list(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("ledgerList")
        table.setAccessibleName(self.tr("Entries of the ledger"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 160), (1, 90), (3, 60)):
            table.setColumnWidth(column, width)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        return table

    def _detail(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.prompt)
        column.addWidget(self.text)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(280)
        area.setWidget(inner)
        return area

    def leave(self) -> None:
        """Follow the case no more."""
        self._session.changed.disconnect(self._case_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was written while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _case_changed(self, _touched: Touched) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self.filters.refresh()
        self._ask(self.filters.wanted)

    def _ask(self, wanted: Wanted) -> None:
        self.model.ask(wanted)
        if self.model.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            self.list.selectionModel().setCurrentIndex(
                self.model.index(0, 0), flags.ClearAndSelect | flags.Rows
            )
        self._show_chosen()

    # --- one entry ----------------------------------------------------------------------------

    def _words(self) -> EntryWords:
        own = self._session.profile.own_signers(self._session.file.case_id)
        writable = not self._session.read_only
        return EntryWords(self._session.view, self._language, own, writable=writable)

    def _show_chosen(self) -> None:
        line = self.model.line(self.list.currentIndex().row())
        self._entry = self._session.view.entry(line.entry.hash, MOST_ROWS) if line else None
        if line is None or self._entry is None:
            words = self.tr("No entry is like this.") if not self.model.rowCount() else ""
            self.text.set_body(escape(words))
            return
        parts = [self._words().entry(self._entry), *map(escape, self._gaps(line))]
        self.text.set_body("".join(f'<p style="margin:0 0 8px 0">{part}</p>' for part in parts))

    def _gaps(self, line: Line) -> list[str]:
        """What the entry did and what is not listed."""
        gaps = []
        more = line.rows - line.elsewhere - MOST_ROWS
        if more > 0:
            gaps.append(self.tr("… and {n} more rows").replace("{n}", str(more)))
        if line.destroyed:
            words = self.tr("Of {n} rows the content was destroyed.")
            gaps.append(words.replace("{n}", str(line.destroyed)))
        if line.elsewhere:
            words = self.tr("What it did to {n} rows is not in this copy of the case.")
            gaps.append(words.replace("{n}", str(line.elsewhere)))
        return gaps

    def _follow(self, scheme: str, rest: str) -> None:
        if scheme == "row":
            self.navigate.emit(key_of(rest))
        elif scheme == TAKE_BACK:
            self.prompt.ask(
                self.tr(
                    "Undo this entry? What still holds its values gets those from before. The "
                    "entry stays in the ledger."
                ),
                self.tr("Undo"),
                lambda reason: self._do(take_back(self._session, rest, reason)),
            )
        elif scheme == RESTORE and self._entry is not None:
            self._ask_restore(self._entry.changes[int(rest.rpartition("/")[2])])

    def _ask_restore(self, change: FieldChange) -> None:
        words = self.tr(
            "Give the field the value “{0}” again? What it holds now stays in the history."
        )
        self.prompt.ask(
            words.format(self._words().value(change)),
            self.tr("Restore"),
            lambda reason: self._do(
                restore_value(self._session.view, change.key, change.field, change.new, reason)
            ),
        )

    def _do(self, draft: Draft) -> None:
        self._session.do(draft, origin=self)
