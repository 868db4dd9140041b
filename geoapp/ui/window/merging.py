"""Merging and bundles in the File menu, and the screen of conflicts with its count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QFileDialog, QToolButton

from geoapp.case.conflicts import Conflict
from geoapp.case.records import Written
from geoapp.session import Session, Touched
from geoapp.session.merging import Merged, own_replicas
from geoapp.ui.conflicts.panel import ConflictPanel
from geoapp.ui.dialogs.messages import say
from geoapp.ui.jobs import Progress
from geoapp.ui.merging.bundle_dialog import BundleDialog
from geoapp.ui.merging.dialogs import MergeDialog, ReportDialog
from geoapp.ui.window.anew import make_anew
from geoapp.ui.window.dock_title import DockTitle

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow

SUFFIX = ".bundle"
LEAST_HEIGHT, HEIGHT = 110, 340
_LATER_MS = 1000


class Merging(QObject):
    """Follows an open case. `settled` says that conflicts were counted after the last change."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self.panel: ConflictPanel | None = None
        self.settled = True
        self.merge = self._action("merge", self.tr("Mer&ge with another file…"), self.ask_merge)
        self.bundle = self._action("bundle", self.tr("Write a &bundle…"), self.ask_bundle)
        self.dock = QDockWidget(self.tr("Conflicts"), window)
        self.dock.setObjectName("conflictsDock")
        self.dock.setAccessibleName(self.tr("Conflicts"))
        self.switch = self.dock.toggleViewAction()
        self.switch.setObjectName("action.conflicts")
        self.switch.setText(self.tr("&Conflicts"))
        self.switch.setShortcut("F9")
        self.dock.setTitleBarWidget(DockTitle(self.dock))
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        window.tabifyDockWidget(window.history.dock, self.dock)
        self.dock.hide()
        self.dock.visibilityChanged.connect(self._seen)
        self.switch.triggered.connect(lambda on: self.show() if on else None)
        window.menus.add_merging([self.merge, self.bundle])
        window.case_menu.add(self.switch)
        self.count = QToolButton(window)
        self.count.setObjectName("conflictCount")
        self.count.clicked.connect(self.show)
        self.count.hide()
        window.status.insertPermanentWidget(0, self.count)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._look)
        self.close()

    def _action(self, name: str, text: str, slot: object) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(f"action.{name}")
        action.triggered.connect(slot)
        return action

    # --- the case ---------------------------------------------------------------------------

    def open(self, session: Session) -> None:
        """Follow this case."""
        self._session = session
        self.panel = ConflictPanel(session, self._window.canvas, self._window.language)
        self.panel.setMinimumHeight(LEAST_HEIGHT)
        self.dock.setWidget(self.panel)
        session.changed.connect(self._case_changed)
        self.merge.setEnabled(not session.read_only)
        self.bundle.setEnabled(True)
        self._look()

    def close(self) -> None:
        """Follow no case."""
        if self._session is not None:
            self._session.changed.disconnect(self._case_changed)
        panel, self.panel, self._session = self.panel, None, None
        if panel is not None:
            panel.marks.drop()
            self.dock.setWidget(None)  # type: ignore[arg-type]
            panel.setParent(None)
            panel.deleteLater()
        self._later.stop()
        self.dock.hide()
        self.count.hide()
        self.settled = True
        for action in (self.merge, self.bundle):
            action.setEnabled(False)

    def show(self) -> None:
        """Bring the conflicts to the front, with room to read both sides."""
        self.dock.show()
        self.dock.raise_()
        if self.dock.height() < HEIGHT:
            self._window.resizeDocks([self.dock], [HEIGHT], Qt.Orientation.Vertical)

    def _seen(self, visible: bool) -> None:
        if self.panel is not None:
            # Only after the switch of tabs is the panel itself shown or hidden.
            QTimer.singleShot(0, self.panel, self.panel.look)

    def _case_changed(self, touched: Touched) -> None:
        """Where none is open, what is changed here can at most give one code twice."""
        if touched.origin is self or (self.panel is not None and self.panel.chosen is not None):
            self._look()
        else:
            self._later.start()

    def _look(self) -> None:
        """Look for conflicts beside the window; of several changes only the last one counts."""
        session = self._session
        if session is None:
            return
        self._later.stop()
        self.settled = False

        def work(_progress: Progress) -> list[Conflict]:
            with session.new_view() as view:
                return view.conflicts(own_replicas(session))

        self._window.jobs.start(work, self._take, lane="conflicts")

    def _take(self, found: list[Conflict]) -> None:
        if self.panel is None:
            return
        self.settled = True
        self.panel.show_conflicts(found)
        words = self.tr("Conflicts: {0}").format(len(found))
        self.count.setText(words)
        self.count.setAccessibleName(words)
        self.count.setToolTip(self.tr("Show what waits for a decision (F9)"))
        self.count.setVisible(bool(found))

    # --- merging ----------------------------------------------------------------------------

    def ask_merge(self) -> None:
        """Ask for the other file."""
        if self._session is None or not self._window.may_leave():
            return
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Merge with another file"),
            "",
            self.tr("Cases and bundles (*.gpkg *{0});;All files (*)").format(SUFFIX),
        )
        if name:
            self.merge_with(Path(name))

    def merge_with(self, other: Path) -> None:
        """Ask how, and merge."""
        session = self._session
        if session is None:
            return
        tables = {table.name: len(list(table)) for table in session.statements}

        def done(merged: Merged) -> None:
            if session is not self._session:
                return
            now = {table.name: len(list(table)) for table in session.statements}
            self._tell(session, merged, anew=now != tables)

        MergeDialog(session, other, self._window.jobs, done, self._window).open()

    def _tell(self, session: Session, merged: Merged, *, anew: bool) -> None:
        head = session.view.info().heads[0]
        session.changed(Touched(Written(head, merged.rows), self))
        window = self._window
        if anew:
            # Tables that came in have no panels yet.
            make_anew(window)
        ReportDialog(merged, window.merging.show, window).open()

    def ask_bundle(self) -> None:
        """Ask where the bundle shall lie."""
        if self._session is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Write a bundle"),
            "",
            self.tr("Bundles (*{0})").format(SUFFIX),
        )
        if name:
            path = Path(name)
            self.write_bundle(path if path.suffix else path.with_suffix(SUFFIX))

    def write_bundle(self, out: Path) -> None:
        """Ask what it shall hold, and write it."""
        session = self._session
        if session is None:
            return

        def done(entries: int) -> None:
            words = self.tr(
                "{0} entries were written to “{1}”.\n\nFingerprint of the case: {2}"
            ).format(entries, out.name, session.view.info().fingerprint)
            say(self._window, words, warning=False)

        BundleDialog(session, out, self._window.jobs, done, self._window).open()
