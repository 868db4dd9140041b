"""The panels below the map, and what works across panels: linking and drawing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from geoapp.case.records import Key
from geoapp.session import Selected, Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.drawing import Drawing
from geoapp.ui.jobs import Jobs
from geoapp.ui.linking.linker import Linker
from geoapp.ui.panels.inspector import Inspector
from geoapp.ui.panels.reader import Reader
from geoapp.ui.panels.table import AttributeTable
from geoapp.ui.panels.timeline import Timeline
from geoapp.ui.window.dock_title import DockTitle
from geoapp.ui.window.imagery_shelf import ImageryShelf
from layers.view import View

LEAST_WIDTH, LEAST_HEIGHT, READING_HEIGHT = 260, 80, 360
READABLE = ("testimony", "transcript", "passage", "published_account")


class WorkPanels(QObject):
    """Makes the panels of an open case and drops them with it.

    Signals: `zoom_to(Key)`; `inspect()` to bring the inspector to the front; `said(str)`,
    a sentence for the status line.
    """

    zoom_to = Signal(object)
    inspect = Signal()
    said = Signal(str)

    def __init__(
        self, window: QMainWindow, canvas: MapCanvas, jobs: Jobs, shelf: ImageryShelf
    ) -> None:
        super().__init__(window)
        self.drawing = Drawing(canvas, shelf.on_top)
        self._window, self._canvas, self._jobs = window, canvas, jobs
        self._session: Session | None = None
        self.linker: Linker | None = None
        self.timeline: Timeline | None = None
        self.table: AttributeTable | None = None
        self.reader: Reader | None = None
        self.timeline_dock = self._dock("timelineDock", self.tr("Timeline"), "F4")
        self.table_dock = self._dock("tableDock", self.tr("Table"), "F6")
        self.reader_dock = self._dock("readerDock", self.tr("Reader"), "F7")
        window.tabifyDockWidget(self.timeline_dock, self.table_dock)
        window.tabifyDockWidget(self.table_dock, self.reader_dock)
        canvas.view_changed.connect(self._view_changed)

    @property
    def docks(self) -> tuple[QDockWidget, ...]:
        """All docks below the map."""
        return self.timeline_dock, self.table_dock, self.reader_dock

    def _dock(self, name: str, text: str, keys: str) -> QDockWidget:
        dock = QDockWidget(text, self._window)
        dock.setObjectName(name)
        dock.setAccessibleName(text)
        dock.toggleViewAction().setShortcut(keys)
        dock.setTitleBarWidget(DockTitle(dock))
        self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        return dock

    def open(self, session: Session, language: str) -> None:
        """Make the panels of a case."""
        self._session = session
        self.linker = Linker(session, self._canvas, self._jobs, self, language)
        self.linker.said.connect(self.said)
        self.linker.navigate.connect(self._select)
        self.timeline = Timeline(session, language, jobs=self._jobs)
        self.table = AttributeTable(session, self._jobs, language)
        self.table.zoom_to.connect(self.zoom_to)
        self.table.inspect.connect(lambda _key: self.inspect.emit())
        self.reader = Reader(session, language, jobs=self._jobs)
        self.reader.navigate.connect(self._select)
        self.reader.zoom_to.connect(self._select_and_zoom)
        self.reader.link_wanted.connect(self.linker.link_from)
        for dock, panel in zip(self.docks, self._panels, strict=True):
            # Without a stated size the one with most to show would push the map away.
            panel.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
            dock.setWidget(panel)
            panel.addAction(self.linker.action)
            panel.addActions(self._walking())
        self._canvas.addAction(self.linker.action)
        session.selected.connect(self._selected)
        self.drawing.open(session, language)
        self._view_changed(self._canvas.view)

    def link_from(self, key: Key) -> None:
        """Select a row and link it."""
        self._select(key)
        if self.linker is not None:
            self.linker.link_from(key)

    def _walking(self) -> list[QAction]:
        """Back and forward, whose keys work only where they are added."""
        named = (self._window.findChild(QAction, f"action.{n}") for n in ("back", "forward"))
        return [action for action in named if action is not None]

    def serve(self, inspector: Inspector) -> None:
        """Answer what the inspector asks for: links, claims, a row to be read."""
        self.drawing.finishing.host(inspector)
        if self.linker is not None:
            inspector.link_wanted.connect(self.linker.link_from)
            inspector.account_wanted.connect(self.linker.link_account_to)
            inspector.link_edit_wanted.connect(self.linker.edit_link)
            inspector.claim_wanted.connect(self.linker.claim_for)
            inspector.addAction(self.linker.action)

    @property
    def _panels(self) -> tuple[QWidget, ...]:
        made = (self.timeline, self.table, self.reader)
        return tuple(panel for panel in made if panel is not None)

    def leave_form(self) -> bool:
        """Ask about entries that are not saved; False when the user wants to stay."""
        if self.table is not None and not self.table.changing.leave():
            return False
        if self.reader is not None and not self.reader.leave_form():
            return False
        if self.linker is not None and not self.linker.leave():
            return False
        return self.drawing.close()

    def close(self) -> None:
        """Drop the panels; the session may be closed afterwards."""
        if self._session is not None:
            self._session.selected.disconnect(self._selected)
        if self.timeline is not None:
            self.timeline.leave()
        if self.table is not None:
            self.table.close_case()
        for dock, panel in zip(self.docks, self._panels, strict=False):
            dock.setWidget(None)  # type: ignore[arg-type]
            panel.setParent(None)
            panel.deleteLater()
        if self.linker is not None:
            self._canvas.removeAction(self.linker.action)
            self.linker.close()
        self.timeline = self.table = self.reader = self.linker = self._session = None

    def _select(self, key: Key) -> None:
        if self._session is not None:
            self._session.select([key], origin=self)

    def _select_and_zoom(self, key: Key) -> None:
        self._select(key)
        self.zoom_to.emit(key)

    def _selected(self, selected: Selected) -> None:
        """What can be read is opened in the reader; of other things it lists the passages."""
        if self.reader is None or len(selected.keys) != 1:
            return
        if selected.origin in (self.reader, self.table):
            return
        key = selected.keys[0]
        if key.table in READABLE:
            self.read(key)
        elif self.reader_dock.isVisible():
            self.reader.show_for(key)

    def read(self, key: Key) -> None:
        """Open something that can be read, in front of the other panels if any is shown."""
        if any(dock.isVisible() for dock in self.docks):
            self.reader_dock.show()
            self.reader_dock.raise_()
            room = self._window.height() * 9 // 20
            if self.reader_dock.height() < min(room, READING_HEIGHT):
                wanted = min(room, READING_HEIGHT)
                vertical = Qt.Orientation.Vertical
                self._window.resizeDocks([self.reader_dock], [wanted], vertical)
        if self.reader is not None:
            self.reader.show_key(key)

    def _view_changed(self, view: View) -> None:
        if self.table is not None:
            self.table.follow_map(view)
