"""The line above the grid: which table, what is looked for, and which rows are wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from geoapp.case.columns import ACTORS, SAID
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.chips import Wrapped
from layers.catalogue import LAYERS
from layers.schema import Table

_TABLE = Qt.ItemDataRole.UserRole


class Chooser(QComboBox):
    """The tables of the case by groups, with how many rows each has.

    Signals: `chosen(str)` with the name of the table that the user wants.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tableChooser")
        self.setAccessibleName(self.tr("Table"))
        self.setMinimumContentsLength(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(30)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index, _TABLE)))

    def fill(self, view: CaseView, language: str) -> list[str]:
        """List the tables anew; gives their names, those with rows first."""
        counts = view.counts()
        chosen = self.table
        model = QStandardItemModel(self)
        names = []
        for heading, tables in self._groups(view, counts):
            if tables:
                item = QStandardItem(heading)
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                model.appendRow(item)
            for table in tables:
                count = counts.get(table.name, 0)
                item = QStandardItem(f"   {table.plural.in_language(language)} ({count:,})")
                item.setData(table.name, _TABLE)
                model.appendRow(item)
                names.append(table.name)
        self.setModel(model)
        self.show_table(chosen or "")
        return names

    def _groups(self, view: CaseView, counts: dict[str, int]) -> list[tuple[str, list[Table]]]:
        groups: list[tuple[str, list[Table]]] = [
            (self.tr("On the map"), []),
            (self.tr("What was said"), []),
            (self.tr("People and organisations"), []),
            (self.tr("Evidence and ties"), []),
            (self.tr("Without rows so far"), []),
        ]
        for table in view.statements:
            groups[_group(table) if counts.get(table.name) else 4][1].append(table)
        return groups

    @property
    def table(self) -> str | None:
        """The name of the table that is chosen."""
        name = self.currentData(_TABLE)
        return name if isinstance(name, str) else None

    def show_table(self, name: str) -> None:
        """Show a table as chosen, without telling anyone."""
        self.setCurrentIndex(self.findData(name, _TABLE))
        self.setToolTip(self.currentText().strip())


def _group(table: Table) -> int:
    drawn = table.symbology is not None or table in LAYERS
    if drawn and table.name != "link":
        return 0
    if table.name in SAID:
        return 1
    return 2 if table.name in ACTORS else 3


class Bar(QWidget):
    """Signals: `words(str)` when the quick filter changes; `toggled()` when a toggle does."""

    words = Signal(str)
    toggled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chooser = Chooser(self)
        self.quick = QLineEdit(self)
        self.quick.setObjectName("tableQuickFilter")
        self.quick.setPlaceholderText(self.tr("Filter: words in any column"))
        self.quick.setAccessibleName(self.tr("Filter rows by words in any column"))
        self.quick.setClearButtonEnabled(True)
        self.quick.setFixedWidth(184)
        self.quick.textChanged.connect(self.words)
        tips = (
            self.tr("Show only the rows that are selected now"),
            self.tr("Show only rows in the part of the map that is seen"),
            self.tr("Show only rows without a place"),
            self.tr("Follow the range of dates chosen on the timeline"),
        )
        self.selected = self._toggle(self.tr("Only selected"), tips[0])
        self.in_map = self._toggle(self.tr("In map view"), tips[1])
        self.unlocated = self._toggle(self.tr("Unlocated"), tips[2])
        self.in_time = self._toggle(self.tr("In time range"), tips[3])
        self.in_time.setChecked(True)
        self.columns = self._button(self.tr("Columns ▾"), self.tr("Show and hide columns"))
        self.columns_menu = QMenu(self.columns)
        self.columns.setAccessibleName(self.tr("Columns"))
        # The arrow that the style draws would stand on the last letter.
        self.columns.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.columns.setMenu(self.columns_menu)
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add = self._button(self.tr("New row…"), self.tr("Add a row to this table"))
        self._arrange()
        for toggle in (self.selected, self.in_map, self.unlocated, self.in_time):
            toggle.toggled.connect(self.toggled)

    def _arrange(self) -> None:
        layout = Wrapped(self)
        for widget in (
            self.chooser,
            self.quick,
            self.selected,
            self.in_map,
            self.unlocated,
            self.in_time,
            self.columns,
            self.add,
        ):
            layout.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(words)
        button.setAccessibleDescription(tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setFixedHeight(self.quick.sizeHint().height())
        return button

    def _toggle(self, words: str, tip: str) -> QToolButton:
        button = self._button(words, tip)
        button.setCheckable(True)
        return button
