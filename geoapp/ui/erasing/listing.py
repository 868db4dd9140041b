"""The list of everything that derives from what was said, to be ticked row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from geoapp.case.records import Key
from geoapp.case.view import CaseView
from geoapp.commands.deriving import Item
from geoapp.session import Session
from geoapp.session.erasing import Degree, Plan, plan
from geoapp.withdrawal_wording import named, short_name, warning, why
from layers.schema import Table

_NUMBER = Qt.ItemDataRole.UserRole
_OPEN = 8
"""Groups with more rows than this are folded at first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item in words: of which table, what it is called, which fields, why it is listed."""

    item: Item
    table: Table
    name: str
    fields: str
    why: str
    warning: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan with its words."""

    plan: Plan
    rows: tuple[Row, ...]


def prepare(session: Session, subject: Key, degree: Degree, language: str) -> Prepared:
    """Plan a withdrawal and put it into words. Runs on a worker thread."""
    made = plan(session, subject, degree)
    with session.new_view() as view:
        return Prepared(made, tuple(_row(view, item, language) for item in made.items))


def _row(view: CaseView, item: Item, language: str) -> Row:
    table = view.statements[item.key.table]
    labels = [table.field(name).label.in_language(language) for name in item.fields]
    because = short_name(view, item.because, language) if item.because is not None else ""
    return Row(
        item,
        table,
        named(view, item.key, language),
        ", ".join(labels),
        why(item.why, because, language),
        warning(item.warning, language),
    )


class Listing(QTreeWidget):
    """Rows in groups by table.

    Signals: `changed()` whenever something is ticked or not; `looked_at(str)` with all that is
    to be said of the row that is current.
    """

    changed = Signal()
    looked_at = Signal(str)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("withdrawalList")
        self.setAccessibleName(self.tr("What derives from it"))
        self._language = language
        self._leaves: list[QTreeWidgetItem] = []
        self._rows: Sequence[Row] = ()
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Row"), self.tr("What happens"), self.tr("Why it is here")])
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.itemChanged.connect(self._ticked)
        self.currentItemChanged.connect(lambda leaf, _before: self._look_at(leaf))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, ticked as is proposed."""
        self.blockSignals(True)
        self.clear()
        self._rows, self._leaves = rows, []
        groups: dict[str, QTreeWidgetItem] = {}
        for number, row in enumerate(rows):
            group = groups.get(row.table.name) or self._group(row)
            groups[row.table.name] = group
            self._leaves.append(self._leaf(group, number, row))
        for name, group in groups.items():
            count = group.childCount()
            plural = next(row for row in rows if row.table.name == name).table.plural
            group.setText(0, f"{plural.in_language(self._language)} ({count})")
            group.setExpanded(count <= _OPEN)
        self.blockSignals(False)
        for number in range(len(rows)):
            self._say(number)
        self.setColumnWidth(0, max(300, self.viewport().width() * 2 // 5))
        self.setColumnWidth(1, 190)

    def _group(self, row: Row) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self)
        group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        return group

    def _leaf(self, group: QTreeWidgetItem, number: int, row: Row) -> QTreeWidgetItem:
        leaf = QTreeWidgetItem(group, [row.name, "", row.why])
        leaf.setData(0, _NUMBER, number)
        leaf.setFlags(leaf.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        state = Qt.CheckState.Checked if row.item.wanted else Qt.CheckState.Unchecked
        leaf.setCheckState(0, state)
        text = "\n".join(filter(None, (row.why, row.warning)))
        for column in range(3):
            leaf.setToolTip(column, text if column else f"{row.name}\n{text}")
        if row.warning:
            leaf.setText(2, f"{row.why} — {row.warning}")
        return leaf

    def _ticked(self, leaf: QTreeWidgetItem, _column: int) -> None:
        number = leaf.data(0, _NUMBER)
        if isinstance(number, int):
            self._say(number)
            self.changed.emit()

    def _look_at(self, leaf: QTreeWidgetItem | None) -> None:
        number = leaf.data(0, _NUMBER) if leaf is not None else None
        if isinstance(number, int):
            row = self._rows[number]
            self.looked_at.emit(
                " — ".join(filter(None, (row.name, row.fields, row.why, row.warning)))
            )
        else:
            self.looked_at.emit("")

    def _say(self, number: int) -> None:
        """What will happen to a row, in words."""
        row, leaf = self._rows[number], self._leaves[number]
        words = self.tr("stays as it is")
        if leaf.checkState(0) is Qt.CheckState.Checked:
            emptied = self.tr("emptied: {0}").format(row.fields)
            words = emptied if row.fields else self.tr("destroyed")
        self.blockSignals(True)
        leaf.setText(1, words)
        self.blockSignals(False)

    def wanted(self) -> list[bool]:
        """What is ticked, in the order of the rows."""
        return [leaf.checkState(0) is Qt.CheckState.Checked for leaf in self._leaves]
