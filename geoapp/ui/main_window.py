"""The main window: puts the parts together and decides nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from geoapp.profile import Profile
from geoapp.sample import packaged_imagery
from geoapp.session import Session
from geoapp.ui import language as languages
from geoapp.ui import settings, theme
from geoapp.ui.backups.backing_up import Backups
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.canvas.gestures import Tool
from geoapp.ui.copies.making import FieldCopies
from geoapp.ui.dialogs.about import AboutDialog, ShortcutsDialog
from geoapp.ui.dialogs.author import AuthorBanner
from geoapp.ui.dialogs.goto import GotoDialog
from geoapp.ui.dialogs.manual import ManualDialog
from geoapp.ui.dialogs.messages import say
from geoapp.ui.dialogs.welcome import WelcomePage
from geoapp.ui.identities.desk import IdentityDesk
from geoapp.ui.jobs import Jobs
from geoapp.ui.panels.inspector import Inspector
from geoapp.ui.panels.layer_tree import LayerTree
from geoapp.ui.panels.search import SearchBox
from geoapp.ui.theme import Mode
from geoapp.ui.window import left_off, remembered
from geoapp.ui.window.actions import Actions
from geoapp.ui.window.anew import make_anew
from geoapp.ui.window.bars import Menus, ToolBar
from geoapp.ui.window.case_files import CaseFiles
from geoapp.ui.window.case_history import CaseHistory
from geoapp.ui.window.case_menu import CaseMenu
from geoapp.ui.window.commands import Commands
from geoapp.ui.window.dock_title import DockTitle
from geoapp.ui.window.finding import Finder, Found
from geoapp.ui.window.imagery_shelf import ImageryShelf
from geoapp.ui.window.inspecting import Inspecting
from geoapp.ui.window.layouts import Layouts
from geoapp.ui.window.locking import Locked, Locking
from geoapp.ui.window.map_content import MapContent
from geoapp.ui.window.map_menu import MapMenu
from geoapp.ui.window.merging import Merging
from geoapp.ui.window.rows_in_out import RowsInOut
from geoapp.ui.window.selecting import Selecting
from geoapp.ui.window.status import Status
from geoapp.ui.window.undoing import Undoing
from geoapp.ui.window.withdrawals import Withdrawals
from geoapp.ui.window.work_panels import WorkPanels

LEAST_MAP = (200, 90)
"""Pixels: what of the map stays on a small screen with large letters."""


class MainWindow(QMainWindow):
    """One window with one case, or the welcome page. Close it to end its threads."""

    def __init__(self, profile: Profile | None = None) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.profile = profile or Profile()
        self.session: Session | None = None
        self.locked: Locked | None = None
        self.build()
        theme.current().changed.connect(self._dress)
        remembered.place(self)

    def build(self) -> None:
        """Make every part of the window, in the language that is spoken."""
        self.language = languages.chosen()
        self.jobs = Jobs(self)
        self.actions_ = Actions(self)
        self.finder = Finder(self.language)
        self.canvas = MapCanvas(self)
        self.tree = LayerTree(self.finder.unlocated, self.language)
        self.commands = Commands(self)
        self.search = SearchBox(self.finder.find, self.commands.find, self.jobs)
        self.status = Status()
        self.welcome = WelcomePage()
        self.banner = AuthorBanner()
        self.files = CaseFiles(self, self.profile, self.jobs)
        self.content = MapContent(self.canvas, self.tree, self.jobs)
        self.shelf = ImageryShelf(self.canvas, self.tree, self.jobs, self.profile)
        self.rows = RowsInOut(self, self.canvas, self.jobs)
        self.copies = FieldCopies(self)
        self.selecting = Selecting(self.canvas, self.status, self.shelf.finest)
        self.undoing = Undoing(self, self.actions_, self.jobs)
        self.inspecting = Inspecting(self)
        self.identities = IdentityDesk(self)
        self.locking = Locking(self)
        self._arrange()
        self._connect_actions()
        self._connect_parts()
        self._show_language()
        self._dress()
        self._show_case_parts(False)
        self.locking.show_locked()

    @property
    def inspector(self) -> Inspector | None:
        """The inspector of the open case."""
        return self.inspecting.inspector

    # --- arrangement -----------------------------------------------------------

    def _arrange(self) -> None:
        self.menus = Menus(self, self.actions_)
        self.case_menu = CaseMenu(self, self.menus.case)
        self.backups = Backups(self)
        self.toolbar = ToolBar(self.actions_, self.search)
        self.addToolBar(self.toolbar)
        self.setStatusBar(self.status)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.canvas, 1)
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(*LEAST_MAP)
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(page)
        self._stack.addWidget(self.locking.page)
        self.setCentralWidget(self._stack)
        self.layers_dock = self._dock(
            "layersDock", self.tr("Layers"), "F2", Qt.DockWidgetArea.LeftDockWidgetArea
        )
        self.layers_dock.setWidget(self.tree)
        self.inspector_dock = self._dock(
            "inspectorDock", self.tr("Inspector"), "F3", Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.work = WorkPanels(self, self.canvas, self.jobs, self.shelf)
        self.history = CaseHistory(self)
        self.merging = Merging(self)
        self.withdrawals = Withdrawals(self)
        for action in (self.history.action, self.withdrawals.action):
            self.case_menu.add(action)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._default_state = self.saveState()
        self._docks = (self.layers_dock, self.inspector_dock, *self.work.docks)
        self._at_times = (self.history.dock, self.merging.dock)
        self.layouts = Layouts(self, self._docks[:2], self.work.docks, self._at_times)
        self.menus.add_panels([dock.toggleViewAction() for dock in self._docks])
        self.menus.add_panels([self.layouts.menu.menuAction()])
        self.menus.add_drawing(self.work.drawing.actions)
        self.toolbar.add_drawing(self.work.drawing.actions)
        keyed = self.actions_
        self.canvas.addActions([keyed.pan, keyed.select, keyed.back, keyed.forward])
        self.tree.addActions([keyed.back, keyed.forward])

    def _dock(self, name: str, text: str, keys: str, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(text, self)
        dock.setObjectName(name)
        dock.setAccessibleName(text)
        dock.toggleViewAction().setShortcut(keys)
        dock.setTitleBarWidget(DockTitle(dock))
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable
            | QDockWidget.DockWidgetFeature.DockWidgetMovable
        )
        self.addDockWidget(area, dock)
        return dock

    def _connect_actions(self) -> None:
        do, files, rows = self.actions_, self.files, self.rows
        for action, slot in (
            (do.new_case, files.ask_new),
            (do.open_case, files.ask_open),
            (do.sample, files.open_sample),
            (do.add_imagery, self.shelf.ask),
            (do.import_rows, rows.ask_import),
            (do.export_csv, lambda: rows.ask_export("csv")),
            (do.export_geojson, lambda: rows.ask_export("geojson")),
            (do.export_picture, rows.ask_picture),
            (do.close_case, self.close_case),
            (do.leave, self.close),
            (do.pan, lambda: self.canvas.set_tool(Tool.PAN)),
            (do.select, lambda: self.canvas.set_tool(Tool.SELECT)),
            (do.zoom_in, lambda: self.canvas.set_view(self.canvas.view.zoomed(2.0))),
            (do.zoom_out, lambda: self.canvas.set_view(self.canvas.view.zoomed(0.5))),
            (do.full_extent, self.canvas.full_extent),
            (do.zoom_selection, self.selecting.zoom_to_selection),
            (do.go_to, self._ask_place),
            (do.search, self.search.focus_search),
            (do.back, self.inspecting.back),
            (do.forward, self.inspecting.forward),
            (do.author, self._ask_author),
            (do.manual, lambda: ManualDialog(self).show()),
            (do.shortcuts, self._show_shortcuts),
            (do.about, self._show_about),
        ):
            action.triggered.connect(slot)
        do.full_screen.toggled.connect(
            lambda on: self.showFullScreen() if on else self.showNormal()
        )
        for mode, action in do.themes.items():
            action.triggered.connect(lambda _=False, m=mode: self._set_theme(m))
        for language, action in do.languages.items():
            action.triggered.connect(lambda _=False, code=language: self._change_language(code))

    def _connect_parts(self) -> None:
        self.jobs.failed.connect(self._tell_error)
        self.files.opened.connect(self.show_session)
        self.files.author_missing.connect(self.welcome.ask_for_author)
        self.welcome.sample_wanted.connect(self.files.open_sample)
        self.welcome.new_wanted.connect(self.files.ask_new)
        self.welcome.open_wanted.connect(self.files.ask_open)
        self.welcome.case_wanted.connect(self.files.open)
        self.welcome.author_given.connect(self.set_author)
        self.banner.given.connect(self.set_author)
        self.shelf.refused.connect(lambda words: say(self, words))
        self.shelf.remarked.connect(lambda words: self.status.showMessage(words, 12000))
        self.work.said.connect(lambda words: self.status.showMessage(words, 12000))
        self.work.inspect.connect(self.inspector_dock.show)
        self.work.zoom_to.connect(lambda key: self.selecting.zoom_to([key]))
        self.canvas.pointer_moved.connect(self.status.show_position)
        self.canvas.view_changed.connect(self.status.show_view)
        self.found = Found(self.search, self.canvas, self.selecting, self.commands)
        self.map_menu = MapMenu(self.canvas, self.selecting, self.work)
        self.tree.row_chosen.connect(self.selecting.select_and_show)
        self.tree.link_wanted.connect(self.work.link_from)
        self.menus.recent.aboutToShow.connect(self._fill_recent)
        self.menus.edit.aboutToShow.connect(self.undoing.name)

    # --- the case ----------------------------------------------------------------

    def show_session(self, session: Session) -> None:
        """Show an open case; the one shown before is closed."""
        if not self.close_case():
            session.close()
            return
        self.session = session
        info = session.view.info()
        self.setWindowTitle(f"{self.copies.titled(info.title, session)} – geoapp")
        self.status.show_mode()
        self.menus.states.show_protection(info.encrypted, session.read_only)
        self.menus.states.show_part(self.copies.told(session))
        self.finder.session = self.rows.session = session
        self.files.shown = session.path
        self.shelf.apart_from = (session.path,)
        self.work.open(session, self.language)
        if self.work.linker is not None:
            self.menus.add_link(self.work.linker.action)
        self.inspecting.open(session, self.language)
        self.selecting.open(session)
        for part in (self.undoing, self.locking, self.case_menu, self.history, self.withdrawals):
            part.open(session)
        self._show_case_parts(True)
        self.inspecting.enable()
        self.content.open(session)
        self.merging.open(session)
        self.shelf.open(info.case, packaged_imagery(session.view))
        self.banner.setVisible(not session.author and not session.read_only)
        left_off.come_back(self, session)
        self.canvas.setFocus()

    def close_case(self) -> bool:
        """Back to the welcome page. False when the user wants to stay."""
        if self.session is None:
            return True
        if not (self.may_leave() and self.backups.may_close(self.session)):
            return False
        left_off.keep(self, self.session)
        self.take_off(self.session).close()
        self._show_case_parts(False)
        return True

    def may_leave(self) -> bool:
        """Ask about entries that are not saved; False when the user wants to stay."""
        return self.inspecting.leave_form() and self.work.leave_form()

    def take_off(self, session: Session) -> Session:
        """Take the case off all parts, without closing it."""
        remembered.remember(self)
        self.work.close()
        self.jobs.finish()
        self.finder.session = self.rows.session = self.files.shown = None
        for part in (self.content, self.shelf, self.selecting, self.undoing, self.inspecting):
            part.close()
        for whole in (self.locking, self.case_menu, self.history, self.withdrawals, self.merging):
            whole.close()
        self.identities.close()
        self.session = None
        return session

    def set_author(self, name: str) -> None:
        """Record later changes under this name or code."""
        self.profile.author = name
        if self.session is not None:
            self.session.author = name
        self.banner.hide()
        self.welcome.show_profile(name, self.profile.recent)

    # --- the window ----------------------------------------------------------------

    def show_page(self, page: QWidget) -> None:
        """Show the welcome page or that of a locked case in the place of the map."""
        self._stack.setCurrentWidget(page)

    def _show_case_parts(self, shown: bool) -> None:
        self._stack.setCurrentIndex(int(shown))
        for action in self.actions_.needs_case:
            action.setEnabled(shown)
        for action in (self.actions_.back, self.actions_.forward, self.actions_.zoom_selection):
            action.setEnabled(False)
        self.toolbar.setVisible(shown)
        self.status.setVisible(shown)
        for dock in self._docks:
            dock.setVisible(shown)
            dock.toggleViewAction().setEnabled(shown)
        if shown:
            remembered.arrange(self, self._default_state)
            self.toolbar.show()
        else:
            self.setWindowTitle("geoapp")
            self.menus.states.show_no_case()
            self.welcome.show_profile(self.profile.author, self.profile.recent)

    def _set_theme(self, mode: Mode) -> None:
        theme.current().mode = mode

    def _dress(self) -> None:
        self.canvas.set_dark(theme.current().dark)
        self.actions_.themes[theme.current().mode].setChecked(True)

    def _show_language(self) -> None:
        language = self.language
        self.actions_.languages[language].setChecked(True)
        self.finder.language = self.rows.language = self.undoing.language = language
        self.map_menu.language = language
        self.canvas.set_language(language)
        self.tree.set_language(language)

    def _change_language(self, language: str) -> None:
        if language == self.language or not self.may_leave():
            self.actions_.languages[self.language].setChecked(True)
            return
        settings.remember("language", language)
        # The menu that asks for it is made anew as well, and must have closed by then.
        QTimer.singleShot(0, self, lambda: make_anew(self) if self.isVisible() else None)

    def _fill_recent(self) -> None:
        self.menus.recent.clear()
        for path in self.profile.recent:
            action = self.menus.recent.addAction(f"{path.name} – {path.parent}")
            action.setEnabled(path.exists())
            action.triggered.connect(lambda _=False, p=path: self.files.open(Path(p)))
        if self.menus.recent.isEmpty():
            self.menus.recent.addAction(self.tr("None yet")).setEnabled(False)

    def _ask_author(self) -> None:
        if self.session is None:
            self.welcome.ask_for_author()
        else:
            self.banner.ask(self.profile.author)

    def _ask_place(self) -> None:
        dialog = GotoDialog(self)
        dialog.chosen.connect(self.selecting.look_at)
        dialog.open()

    def _show_shortcuts(self) -> None:
        ShortcutsDialog(self.findChildren(QAction), self).open()

    def _show_about(self) -> None:
        AboutDialog(self.content.credits, self).open()

    def _tell_error(self, error: Exception) -> None:
        raise error

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the case and end every thread; stay if something entered would be lost."""
        remembered.remember(self)
        if not (self.locking.may_leave() and self.close_case()):
            event.ignore()
            return
        self.end_threads()
        super().closeEvent(event)

    def end_threads(self) -> None:
        """End the work of all parts; they show nothing new from now on."""
        self.jobs.close()
        self.canvas.shutdown()
        self.content.shutdown()
