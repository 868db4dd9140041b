"""The menu bar and the tool bar, made of the window's actions."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from geoapp.ui import icons, menu_words, theme
from geoapp.ui.drawing.actions import DrawingActions
from geoapp.ui.panels.search import SearchBox
from geoapp.ui.window.actions import Actions


class Menus(QObject):
    """The menu bar. `recent` is filled by the window."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        super().__init__(window)
        bar = window.menuBar()
        bar.setAccessibleName(self.tr("Menu"))
        # A native menu bar would not show the states in its corner.
        bar.setNativeMenuBar(False)
        self.states = States(bar)
        bar.setCornerWidget(self.states, Qt.Corner.TopRightCorner)
        self.recent = QMenu(self.tr("&Recent cases"), bar)
        self._file(bar.addMenu(self.tr("&File")), actions)
        self.edit = bar.addMenu(self.tr("&Edit"))
        self.edit.addActions([actions.undo, actions.redo])
        self._before_author = self.edit.addSeparator()
        self.edit.addAction(actions.author)
        self.view = bar.addMenu(self.tr("&View"))
        self._view(self.view, actions)
        self.draw = bar.addMenu(self.tr("&Draw"))
        go = bar.addMenu(self.tr("&Go"))
        go.addActions([actions.go_to, actions.search])
        go.addSeparator()
        go.addActions([actions.back, actions.forward])
        self.case = bar.addMenu(self.tr("&Case"))
        about = bar.addMenu(self.tr("&Help"))
        about.addActions([actions.manual, actions.shortcuts, actions.about])

    def _file(self, menu: QMenu, actions: Actions) -> None:
        menu.addActions([actions.new_case, actions.open_case, actions.sample])
        menu.addMenu(self.recent)
        menu.addSeparator()
        menu.addAction(actions.add_imagery)
        menu.addAction(actions.import_rows)
        export = menu.addMenu(self.tr("&Export"))
        export.addActions([actions.export_csv, actions.export_geojson, actions.export_picture])
        menu.addAction(actions.field_copy)
        self._end = menu.addSeparator()
        self._file_menu = menu
        menu.addActions([actions.close_case, actions.leave])

    def _view(self, menu: QMenu, actions: Actions) -> None:
        menu.addActions([actions.zoom_in, actions.zoom_out, actions.full_extent])
        menu.addAction(actions.zoom_selection)
        menu.addSeparator()
        menu.addActions([actions.pan, actions.select])
        menu.addSeparator()
        self.panels = menu.addSection("")
        menu.addSeparator()
        menu.addMenu(self._choice(menu, self.tr("&Theme"), list(actions.themes.values())))
        menu.addMenu(self._choice(menu, self.tr("&Language"), list(actions.languages.values())))
        menu.addAction(actions.full_screen)

    def _choice(self, parent: QMenu, title: str, actions: list[QAction]) -> QMenu:
        menu = QMenu(title, parent)
        menu.addActions(actions)
        return menu

    def add_drawing(self, actions: DrawingActions) -> None:
        """Put drawing and measuring into their menu."""
        self.draw.addMenu(actions.menu)
        self.draw.addActions(list(actions.all))

    def add_link(self, action: QAction) -> None:
        """Put linking into the Edit menu; it leaves with the case that it belongs to."""
        self.edit.insertAction(self._before_author, action)

    def add_merging(self, actions: list[QAction]) -> None:
        """Put merging into the File menu, after what else comes in and goes out."""
        self._file_menu.insertActions(self._end, actions)

    def add_panels(self, actions: list[QAction]) -> None:
        """Put the switches of the panels into the View menu."""
        self.view.insertActions(self.panels, actions)


class ToolBar(QToolBar):
    """Tools and the search box."""

    def __init__(self, actions: Actions, search: SearchBox) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setWindowTitle(self.tr("Tools"))
        self.setAccessibleName(self.tr("Tools"))
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self._icons: dict[QAction, str] = {}
        theme.current().changed.connect(self._dress)
        self._groups(
            [actions.pan, actions.select],
            [actions.zoom_in, actions.zoom_out, actions.full_extent],
            [actions.go_to, actions.back, actions.forward],
            [actions.undo, actions.redo],
            [actions.add_imagery],
        )
        self._before_search = self._gap(8)
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        search.setMaximumWidth(560)
        self.addWidget(search)
        self._gap()

    def add_drawing(self, actions: DrawingActions) -> None:
        """Put drawing and measuring before the search box."""
        for action, icon in ((actions.draw, "draw"), (actions.measure_line, "measure")):
            self._icons[action] = icon
            self.insertAction(self._before_search, action)
            self._name(action)
        button = self.widgetForAction(actions.draw)
        if isinstance(button, QToolButton):
            button.setMenu(actions.menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._dress()

    def _dress(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(icons.icon(icon))

    def _groups(self, *groups: list[QAction]) -> None:
        for group in groups:
            self.addActions(group)
            self.addSeparator()
            for action in group:
                self._name(action)

    def _name(self, action: QAction) -> None:
        button = self.widgetForAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(menu_words.plain(action.text()))

    def _gap(self, width: int = 0) -> QAction:
        gap = QWidget(self)
        if width:
            gap.setFixedWidth(width)
        else:
            gap.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return self.addWidget(gap)


class States(QWidget):
    """What the window always shows: network, audience, protection of the file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 3, 8, 3)
        self._row.setSpacing(6)
        self.network = self._state("networkState", self.tr("Offline"))
        self.network.setToolTip(self.tr("This program makes no connection to any network."))
        self.audience = self._state("audience", self.tr("Seen as: internal"))
        self.audience.setToolTip(self.tr("Everything in the case is shown."))
        self.part = self._state("fieldCopy", self.tr("Field copy"))
        self.protection = self._state("protection", "")
        self.show_no_case()

    def show_no_case(self) -> None:
        """Only the network has a state."""
        self.part.hide()
        self.audience.hide()
        self.protection.hide()

    def show_locked(self) -> None:
        """Say that a case waits for its passphrase."""
        tip = self.tr("The case is closed. Nothing of it is in this window.")
        self._protect(self.tr("Locked"), tip, "state")
        self.part.hide()
        self.audience.hide()

    def show_part(self, about: str) -> None:
        """Say that the file holds a part of a case, and which; an empty text for a whole one."""
        self.part.setToolTip(about)
        self.part.setAccessibleName(f"{self.part.text()}. {about}")
        self.part.setVisible(bool(about))
        # The menu bar gives its corner another width only when it is shown anew.
        self.hide()
        self.show()

    def show_protection(self, encrypted: bool, read_only: bool) -> None:
        """Say whether who finds the file can read it, and whether it can be changed here."""
        words = self.tr("Encrypted") if encrypted else self.tr("Not encrypted")
        tip = (
            self.tr("The case file opens only with its passphrase.")
            if encrypted
            else self.tr("Anyone who has the case file can read it.")
        )
        if read_only:
            words = self.tr("{0}, read only").format(words)
        self._protect(words, tip, "state" if encrypted else "warning")
        self.audience.show()

    def _protect(self, words: str, tip: str, role: str) -> None:
        self.protection.setText(words)
        self.protection.setToolTip(tip)
        self.protection.setAccessibleName(f"{words}. {tip}")
        self.protection.setProperty("role", role)
        self.protection.style().polish(self.protection)
        self.protection.show()

    def _state(self, name: str, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setAccessibleName(text)
        label.setProperty("role", "state")
        self._row.addWidget(label)
        return label
