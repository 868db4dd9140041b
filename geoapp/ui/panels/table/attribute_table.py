"""The attribute table: puts its parts together and keeps them in step with the case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from geoapp.case.columns import Sifted
from geoapp.case.records import Key
from geoapp.session import Filtered, Selected, Session, Touched
from geoapp.ui.jobs import Jobs
from geoapp.ui.panels.table import arrangement
from geoapp.ui.panels.table.bar import Bar
from geoapp.ui.panels.table.cell_actions import CellActions
from geoapp.ui.panels.table.changing import Changing
from geoapp.ui.panels.table.chips import Told
from geoapp.ui.panels.table.column_actions import ColumnActions
from geoapp.ui.panels.table.content import Content, refreshed
from geoapp.ui.panels.table.grid import Grid
from geoapp.ui.panels.table.loading import Loading
from geoapp.ui.panels.table.model import TableModel
from geoapp.ui.panels.table.sieving import Extent, Sieving
from geoapp.ui.panels.table.touching import touched_rows
from geoapp.ui.panels.table.wording import condition_in_words, count_in_words, range_in_words
from geoapp.ui.seen import is_seen
from layers.projection import to_lonlat
from layers.schema import GeometryKind
from layers.view import View

_MAP_RESTS_MS = 150
_SMALLEST = (320, 140)
_QUICK, _TIME = "words in any column", "range of dates"


class AttributeTable(QWidget):
    """The rows of one table at a time, sorted, filtered, selected and changed.

    It reads nothing while nobody sees it. Signals: `zoom_to(Key)`; `inspect(Key)` when a
    row shall be seen in the inspector, which has been selected by then.
    """

    zoom_to = Signal(Key)
    inspect = Signal(Key)

    def __init__(
        self, session: Session, jobs: Jobs, language: str = "en", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("table")
        self.setAccessibleName(self.tr("Attribute table"))
        self._session = session
        self._language = language
        self._sievings: dict[str, Sieving] = {}
        self._extent: Extent | None = None
        self._content: Content | None = None
        self._sifted: Sifted | None = None
        self._wanted = ""
        self._stale = True
        self.bar = Bar(self)
        self.told = Told(self)
        self.model = TableModel(self)
        self.grid = Grid(self.model, self)
        self.columns = ColumnActions(self.grid, self.bar.columns_menu, language)
        self.changing = Changing(session, language, self)
        self.cells = CellActions(session, self.grid, self.columns, self.changing)
        self.loading = Loading(session, jobs, language, self)
        self._map_rests = QTimer(self)
        self._map_rests.setSingleShot(True)
        self._map_rests.setInterval(_MAP_RESTS_MS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 5, 6, 0)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setSpacing(3)
        layout.addWidget(self.bar)
        layout.addWidget(self.told)
        layout.addWidget(self.grid, 1)
        self.grid.setAccessibleName(self.tr("Rows"))
        self.setFocusProxy(self.grid)
        self._connect()

    def _connect(self) -> None:
        self._connect_session()
        self.bar.chooser.chosen.connect(self.show_table)
        self.bar.words.connect(self._set_words)
        self.bar.toggled.connect(self._toggled)
        self.bar.add.clicked.connect(self._add)
        self.bar.add.setEnabled(not self._session.read_only)
        self.told.removed.connect(self._remove_filter)
        self.columns.changed.connect(self._sift)
        self.grid.chosen.connect(self._chosen)
        self.cells.zoom_to.connect(self.zoom_to)
        self.cells.inspect.connect(self.inspect)
        self.changing.made.connect(self._made)
        self.changing.closed.connect(self.grid.setFocus)
        self.loading.loaded.connect(self._show)
        self.loading.failed.connect(self.told.say)
        self._map_rests.timeout.connect(self._sift)

    def _connect_session(self) -> None:
        session = self._session
        session.changed.connect(self._case_changed)
        session.selected.connect(self._selection_changed)
        session.filtered.connect(self._time_changed)
        self.destroyed.connect(
            _leaving(session, self._case_changed, self._selection_changed, self._time_changed)
        )

    def minimumSizeHint(self) -> QSize:
        """Low enough for a dock; what wraps would ask for the height of its narrowest form."""
        return QSize(_SMALLEST[0], _SMALLEST[1])

    @property
    def busy(self) -> bool:
        """Whether rows are being read."""
        return self.loading.busy

    @property
    def table(self) -> str:
        """The name of the table that is shown or about to be; empty for none."""
        return self._wanted

    @property
    def sieving(self) -> Sieving:
        """What decides which rows of the table are shown, and in which order."""
        return self.columns.sieving

    def show_table(self, name: str) -> None:
        """Show the rows of a table. KeyError if the case has none of that name."""
        table = self._session.statements[name]
        if not self.changing.leave():
            self.bar.chooser.show_table(self._wanted)
            return
        self.columns.forget()
        self._wanted = name
        self.columns.sieving = self._sieving_of(name)
        if not self.bar.chooser.count():
            self.bar.chooser.fill(self._session.view, self._language)
        self.bar.chooser.show_table(name)
        self.bar.quick.blockSignals(True)
        self.bar.quick.setText(self.sieving.words)
        self.bar.quick.blockSignals(False)
        self._content = self._sifted = None
        self.model.show(None, self.model.order[:0])
        self.told.show_filters({})
        self._stale = not is_seen(self)
        if not self._stale:
            self.told.say(self.tr("Reading…"))
            self.loading.start(table)

    def _sieving_of(self, name: str) -> Sieving:
        """A table comes back with the filters it had; sorted as it was left, or by its code."""
        if name not in self._sievings:
            known = arrangement.remembered(name)
            first = [(self._session.statements[name].fields[0].name, False)]
            self._sievings[name] = Sieving(sorts=known.sorts if known else first)
        return self._sievings[name]

    def set_map_extent(self, extent: Extent) -> None:
        """The map shows this part of the world: west, south, east, north in degrees."""
        self._extent = extent
        if self.bar.in_map.isChecked() and self._content is not None:
            self._map_rests.start()

    def follow_map(self, view: View) -> None:
        """The map is looked at like this; made to be connected to its `view_changed`."""
        west, south, east, north = view.extent
        corners = to_lonlat([[west, south], [east, north]]).tolist()
        self.set_map_extent((*corners[0], *corners[1]))

    def _show(self, content: Content) -> None:
        self._content = content
        drawn = content.table.geometry is not GeometryKind.NONE
        for toggle, fits in (
            (self.bar.in_map, drawn),
            (self.bar.unlocated, drawn),
            (self.bar.in_time, content.time is not None),
        ):
            toggle.setVisible(fits)
        self._sift()

    def _sift(self) -> None:
        """Filter and sort anew, keeping the place and the selection."""
        content = self._content
        if content is None:
            return
        sieving = self.sieving
        sieving.in_time = self.bar.in_time.isChecked()
        drawn = content.table.geometry is not GeometryKind.NONE
        sieving.only_in_map = drawn and self.bar.in_map.isChecked()
        sieving.only_unlocated = drawn and self.bar.unlocated.isChecked()
        sieving.extent = self._extent
        self._choose_only_selected()
        sifted = sieving.sifted(self._session.view, content)
        self.grid.show_rows(content, sieving.in_order(content, sifted.rows))
        self.columns.arrange(content)
        self.model.mark(sieving.marks())
        self.grid.follow(self._session.selection, scroll=False)
        self._sifted = sifted
        self._tell()
        self.told.show_filters(self._filters(content))

    def _tell(self) -> None:
        """Say how many rows are shown, and whether some of the selection are not."""
        if self._sifted is not None:
            mine = [key for key in self._session.selection if key.table == self._wanted]
            lost = sum(self.model.row_of(key) is None for key in mine)
            self.told.say(count_in_words(self._sifted, lost))

    def _choose_only_selected(self) -> None:
        """Rows chosen among those that are left stay; only another selection changes them."""
        if not self.bar.selected.isChecked():
            self.sieving.only_selected = None
        elif self.sieving.only_selected is None:
            self.sieving.only_selected = self._selected_ids()

    def _selected_ids(self) -> frozenset[int]:
        return frozenset(k.id for k in self._session.selection if k.table == self._wanted)

    def _filters(self, content: Content) -> dict[str, str]:
        filters = {}
        for name, condition in self.sieving.conditions.items():
            column = content.column(name)
            if column is not None:
                filters[name] = condition_in_words(column, condition, self._language)
        time = self._session.view.filter.time
        if self.sieving.in_time and time is not None and content.time is not None:
            filters[_TIME] = self.tr("Dates: {0}").format(range_in_words(time))
        if self.sieving.words.strip():
            filters[_QUICK] = f"“{self.sieving.words.strip()}”"
        return filters

    def _set_words(self, words: str) -> None:
        self.sieving.words = words
        self._sift()

    def _toggled(self) -> None:
        self.sieving.only_selected = None
        self._sift()

    def _remove_filter(self, name: str) -> None:
        if name == _QUICK:
            self.bar.quick.clear()
        elif name == _TIME:
            self.bar.in_time.setChecked(False)
        else:
            self.columns.put(name, None)
        self.grid.setFocus()

    def _chosen(self) -> None:
        self._session.select(self.grid.chosen_keys(), origin=self)
        self._tell()

    def _selection_changed(self, selected: Selected) -> None:
        if selected.origin is self or self._content is None:
            return
        if self.bar.selected.isChecked():
            self.sieving.only_selected = self._selected_ids()
            self._sift()
        self.grid.follow(selected.keys, scroll=True)
        self._tell()

    def _time_changed(self, _filtered: Filtered) -> None:
        self._sift()

    def _case_changed(self, touched: Touched) -> None:
        if not is_seen(self):
            self._stale = True
            return
        self.bar.chooser.fill(self._session.view, self._language)
        if self.loading.busy:
            self.loading.start(self._session.statements[self._wanted])
            return
        content = self._content
        if content is None:
            return
        rows = touched_rows(self._session.view, content, touched.written.keys)
        if rows is None:
            self.loading.start(content.table)
        elif rows:
            self._content = refreshed(self._session.view, content, rows)
            self._sift()

    def _add(self) -> None:
        if self._wanted:
            self.changing.add(self._session.statements[self._wanted])

    def _made(self, key: Key) -> None:
        self._session.select([key], origin=self)
        self._sift()
        self.grid.follow([key], scroll=True)
        self.grid.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while nobody looked."""
        super().showEvent(event)
        self._catch_up()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The same, where it comes from behind the tab of another panel."""
        super().paintEvent(event)
        if self._stale:
            QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        if not self._stale or not is_seen(self):
            return
        names = self.bar.chooser.fill(self._session.view, self._language)
        if names:
            self.show_table(self._wanted or names[0])

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep how the columns were left; a cell that was merely opened is closed."""
        self.columns.remember()
        self.changing.leave()
        super().hideEvent(event)

    def close_case(self) -> None:
        """Stop reading and close open cells, since the case is about to be closed."""
        self.columns.remember()
        self.loading.stop()
        self.changing.discard()
        self._map_rests.stop()


def _leaving(
    session: Session,
    changed: Callable[[Touched], None],
    selected: Callable[[Selected], None],
    filtered: Callable[[Filtered], None],
) -> Callable[[], None]:
    """Stops listening; knows no widget, as the widget is gone by then."""

    def leave() -> None:
        session.changed.disconnect(changed)
        session.selected.disconnect(selected)
        session.filtered.disconnect(filtered)

    return leave
