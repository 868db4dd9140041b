"""What the map shows of a case: read on a worker, again only for what a change touched."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

import sample_data
from geoapp.case.flows import concerns_flows, repatriation_flows
from geoapp.case.records import Key
from geoapp.case.timespan import time_of
from geoapp.session import Filtered, Session, Touched
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.loading import LayerSummary, LoadedLayer, load_layers
from geoapp.ui.panels.layer_tree import LayerTree
from layers import basemap
from layers.basemap import BaseMap
from layers.flows import Flow
from layers.imagery import TileSource, open_source


@dataclass(frozen=True, slots=True)
class _Loaded:
    layers: list[LoadedLayer]
    flows: list[Flow] | None
    invented: bool


@dataclass(frozen=True, slots=True)
class _Base:
    map: BaseMap
    light: TileSource
    dark: TileSource


class MapContent(QObject):
    """Keeps the map and the layer tree in step with an open case.

    `loaded` says that everything asked for so far is on the map.
    """

    loaded = Signal()

    def __init__(self, canvas: MapCanvas, tree: LayerTree, jobs: Jobs) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._tree = tree
        self._jobs = jobs
        self._session: Session | None = None
        self._summaries: dict[str, LayerSummary] = {}
        self._stale: set[str] = set()
        self._flows_stale = False
        self._first = True
        self._base: _Base | None = None
        self._base_shown = self._names_shown = True
        tree.visibility_changed.connect(canvas.set_visible)
        tree.zoom_requested.connect(self.zoom_to_layer)
        tree.names_toggled.connect(self._show_names)
        tree.base_toggled.connect(self._show_base)

    def open(self, session: Session) -> None:
        """Show this case instead of another."""
        self._session = session
        session.changed.connect(self._case_changed)
        session.filtered.connect(self._filtered)
        self._first = True
        self._stale = {table.name for table in session.statements.drawn()}
        self._flows_stale = True
        if self._base is None:
            self._jobs.start(_load_base, self._take_base, lane="base")
        self._load()

    def close(self) -> None:
        """Let go of the case; the map is empty afterwards."""
        if self._session is not None:
            self._session.changed.disconnect(self._case_changed)
            self._session.filtered.disconnect(self._filtered)
        self._session = None
        self._stale.clear()
        self._summaries.clear()
        self._canvas.set_layers([])
        self._canvas.set_flows([])
        self._canvas.set_invented(False)
        self._tree.show_layers([])

    def shutdown(self) -> None:
        """Close the overview pictures. The canvas must have been shut down before."""
        if self._base is not None:
            self._base.light.close()
            self._base.dark.close()
            self._base = None

    @property
    def settled(self) -> bool:
        """Whether nothing is waiting to be read."""
        return not self._stale and not self._flows_stale and self._base is not None

    @property
    def credits(self) -> list[str]:
        """Whose work the overview map is."""
        if self._base is None:
            return []
        return [self._base.map.credit, self._base.light.credit]

    def summary(self, table: str) -> LayerSummary | None:
        """What is known of a layer."""
        return self._summaries.get(table)

    def zoom_to_layer(self, table: str) -> None:
        """Look at all of a layer; at what it is drawn over when it has no place of its own."""
        summary = self._summaries.get(table)
        if summary is None:
            return
        style = summary.table.symbology
        if summary.extent is None and style is not None and style.flows:
            summary = self._summaries.get("crossing", summary)
        if summary.extent is not None:
            self._canvas.zoom_to(summary.extent)

    def _case_changed(self, touched: Touched) -> None:
        if self._session is None:
            return
        drawn = {table.name for table in self._session.statements.drawn()}
        tables = {key.table for key in touched.written.keys}
        if "link" in tables:
            tables |= _linked_tables(self._session, touched.written.keys)
        self._stale |= tables & drawn
        self._flows_stale |= concerns_flows(touched.written.keys)
        if self._stale or self._flows_stale:
            self._load()

    def _filtered(self, _filtered: Filtered) -> None:
        """Another range of dates shows other rows of every layer whose rows have a time."""
        if self._session is None:
            return
        drawn = self._session.statements.drawn()
        self._stale |= {table.name for table in drawn if time_of(table) is not None}
        self._flows_stale = True
        self._load()

    def _load(self) -> None:
        session = self._session
        if session is None:
            return
        tables = [t for t in session.statements if t.name in self._stale]
        with_flows = self._flows_stale

        def work(_progress: Progress) -> _Loaded:
            with session.new_view() as view:
                flows = repatriation_flows(view) if with_flows else None
                return _Loaded(load_layers(view, tables), flows, view.invented())

        self._jobs.start(work, self._take, lane="layers")

    def _take(self, loaded: _Loaded) -> None:
        for layer in loaded.layers:
            name = layer.summary.table.name
            self._summaries[name] = layer.summary
            self._stale.discard(name)
            if not self._first:
                self._canvas.update_layer(layer.features)
        if self._first:
            self._canvas.set_layers([layer.features for layer in loaded.layers])
            self._tree.show_layers(list(self._summaries.values()))
            self._first = False
        else:
            self._tree.update_layers([layer.summary for layer in loaded.layers])
        self._canvas.set_invented(loaded.invented)
        if loaded.flows is not None:
            self._canvas.set_flows(loaded.flows)
            self._flows_stale = False
        if self.settled:
            self.loaded.emit()

    def _take_base(self, base: _Base) -> None:
        self._base = base
        self._apply_base()
        if self.settled:
            self.loaded.emit()

    def _show_names(self, shown: bool) -> None:
        self._names_shown = shown
        self._apply_base()

    def _show_base(self, shown: bool) -> None:
        self._base_shown = shown
        self._apply_base()

    def _apply_base(self) -> None:
        if self._base is None:
            return
        if not self._base_shown:
            self._canvas.set_base(None)
            return
        base = self._base.map
        if not self._names_shown:
            base = replace(base, labels=())
        self._canvas.set_base(base, self._base.light, self._base.dark)


def _load_base(_progress: Progress) -> _Base:
    folder = sample_data.folder() / "overview"
    return _Base(
        basemap.load(folder),
        open_source(basemap.picture(folder)),
        open_source(basemap.picture(folder, dark=True)),
    )


def _linked_tables(session: Session, keys: frozenset[Key]) -> set[str]:
    """The tables at both ends of the links among the rows."""
    ends = set()
    for key in keys:
        link = session.view.record(key) if key.table == "link" else None
        if link is not None:
            ends |= {str(link.values["from_table"]), str(link.values["to_table"])}
    return ends
