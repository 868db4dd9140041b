"""What can be done with a column: sort by it, filter it, hide it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from geoapp.case.columns import Column, Condition
from geoapp.ui.panels.table import arrangement
from geoapp.ui.panels.table.content import Content
from geoapp.ui.panels.table.filters import FilterPopup
from geoapp.ui.panels.table.grid import Grid
from geoapp.ui.panels.table.menus import LINE, Entry, fill
from geoapp.ui.panels.table.sieving import Sieving


class ColumnActions(QObject):
    """Menus and filters of columns; `sieving` is that of the table that is shown.

    Signals: `changed()` when rows are to be sifted or sorted anew.
    """

    changed = Signal()

    def __init__(self, grid: Grid, menu: QMenu, language: str) -> None:
        super().__init__(grid)
        self._grid = grid
        self._columns_menu = menu
        self._language = language
        self._arranged = ""
        self._arranging = False
        self._dragged: set[str] = set()
        self.sieving = Sieving()
        self.popup: FilterPopup | None = None
        header = grid.header
        header.sort.connect(self._sort)
        header.customContextMenuRequested.connect(self._header_menu)
        header.sectionMoved.connect(lambda *_: self.remember())
        header.sectionResized.connect(self._resized)
        menu.aboutToShow.connect(self._fill_columns)

    def arrange(self, content: Content) -> None:
        """Lay out the columns of another table as they were left."""
        if self._arranged == content.table.name:
            return
        self._arranging = True
        known = arrangement.remembered(content.table.name)
        self._dragged = set(known.widths) if known else set()
        arrangement.arrange(self._grid.header, content.columns, known, self._language)
        self._arranged = content.table.name
        self._arranging = False

    def _resized(self, at: int, before: int, after: int) -> None:
        # Hiding and showing a column tells of a width of 0 as well.
        if before and after and not self._arranging and at < len(self._grid.rows.columns):
            self._dragged.add(self._column(at).name)

    def forget(self) -> None:
        """The grid is about to show another table; keep how this one was arranged."""
        self.remember()
        self._arranged = ""

    def remember(self) -> None:
        """Keep how the columns are arranged now."""
        content = self._grid.rows.content
        if content is None or self._arranging or self._arranged != content.table.name:
            return
        arrangement.remember(
            content.table.name,
            self._grid.header,
            content.columns,
            self.sieving.sorts,
            self._dragged,
        )

    def _column(self, at: int) -> Column:
        return self._grid.rows.columns[at]

    def label(self, at: int) -> str:
        """The label of a column."""
        return self._column(at).label.in_language(self._language)

    def _sort(self, at: int, more: bool) -> None:
        self.sieving.sort_by(self._column(at).name, more)
        self.remember()
        self.changed.emit()

    def _sort_so(self, at: int, downwards: bool) -> None:
        self.sieving.sorts = [(self._column(at).name, downwards)]
        self.remember()
        self.changed.emit()

    def hide(self, at: int, hidden: bool = True) -> None:
        """Hide a column or bring it back; the last one stays."""
        if hidden and len(self._grid.shown_columns()) <= 1:
            return
        self._grid.setColumnHidden(at, hidden)
        if (
            not hidden
            and self._grid.header.sectionSize(at) < self._grid.header.minimumSectionSize()
        ):
            self._grid.header.resizeSection(at, self._grid.header.defaultSectionSize())
        self.remember()

    def _fill_columns(self) -> None:
        menu = self._columns_menu
        menu.clear()
        hidden = [at for at in range(len(self._grid.rows.columns)) if self._grid.isColumnHidden(at)]
        show_all = Entry(self.tr("Show all"), self._show_all, enabled=bool(hidden))
        fill(menu, [show_all, LINE])
        for at in range(len(self._grid.rows.columns)):
            action = menu.addAction(self.label(at).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self._grid.isColumnHidden(at))
            action.toggled.connect(lambda shown, at=at: self.hide(at, not shown))

    def _show_all(self) -> None:
        for at in range(len(self._grid.rows.columns)):
            self.hide(at, False)

    def _header_menu(self, at: QPoint) -> None:
        column = self._grid.header.logicalIndexAt(at)
        if column < 0:
            return
        menu = fill(QMenu(self._grid), self.entries(column))
        menu.setObjectName("columnMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._grid.header.mapToGlobal(at))

    def entries(self, at: int) -> list[Entry]:
        """The menu of a column."""
        column = self._column(at)
        filtered = column.name in self.sieving.conditions
        return [
            Entry(self.tr("Filter this column…"), lambda: self.ask_filter(at), "Alt+↓"),
            Entry(
                self.tr("Remove its filter"), lambda: self.put(column.name, None), enabled=filtered
            ),
            LINE,
            Entry(self.tr("Sort upwards"), lambda: self._sort_so(at, False)),
            Entry(self.tr("Sort downwards"), lambda: self._sort_so(at, True)),
            Entry(self.tr("Sort by this as well"), lambda: self._sort(at, True)),
            Entry(self.tr("Do not sort"), self._unsorted, enabled=bool(self.sieving.sorts)),
            LINE,
            Entry(self.tr("Hide this column"), lambda: self.hide(at)),
        ]

    def _unsorted(self) -> None:
        self.sieving.sorts = []
        self.remember()
        self.changed.emit()

    def ask_filter(self, at: int) -> None:
        """Open the filter of a column under its title."""
        column = self._column(at)
        given = self.sieving.conditions.get(column.name)
        self.popup = FilterPopup(column, given, self._language, self._grid)
        self.popup.applied.connect(self.put)
        self.popup.destroyed.connect(self._popup_gone)
        header = self._grid.header
        corner = QPoint(header.sectionViewportPosition(at), header.height())
        self.popup.open_at(header.mapToGlobal(corner))

    def _popup_gone(self) -> None:
        self.popup = None

    def put(self, name: str, condition: Condition | None) -> None:
        """Filter a column by its name; None takes its filter away."""
        if condition is None:
            self.sieving.conditions.pop(name, None)
        else:
            self.sieving.conditions[name] = condition
        self.changed.emit()
