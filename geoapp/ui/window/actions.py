"""Everything the window can be told to do, each with its words, keys and icon."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from geoapp.ui import icons, menu_words, theme
from geoapp.ui.theme import Mode


class Actions(QObject):
    """The actions of one window. `needs_case` are off while no case is open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._icons: dict[QAction, str] = {}
        self._make_file_actions()
        self._make_map_actions()
        self._make_panel_actions()
        self._make_choices()
        theme.current().changed.connect(self._dress)

    def _make_file_actions(self) -> None:
        self.new_case = self._make("newCase", self.tr("&New case…"), "Ctrl+N", "new")
        self.open_case = self._make("openCase", self.tr("&Open case…"), "Ctrl+O", "open")
        self.sample = self._make("sampleCase", self.tr("Open &sample case"), icon="sample")
        self.add_imagery = self._make(
            "addImagery", self.tr("Add &imagery…"), "Ctrl+Shift+A", "add imagery"
        )
        self.import_rows = self._make("import", self.tr("I&mport rows…"), "Ctrl+I")
        self.export_csv = self._make("exportCsv", self.tr("As &CSV…"))
        self.export_geojson = self._make("exportGeoJson", self.tr("As &GeoJSON…"))
        self.export_picture = self._make("exportPicture", self.tr("Map as &picture…"))
        self.field_copy = self._make("fieldCopy", self.tr("Make a &field copy…"))
        self.close_case = self._make("closeCase", self.tr("&Close case"), "Ctrl+W")
        self.leave = self._make("quit", self.tr("&Quit"), "Ctrl+Q")
        self.undo = self._make("undo", self.tr("&Undo"), "Ctrl+Z", "undo")
        self.redo = self._make("redo", self.tr("&Redo"), "Ctrl+Shift+Z", "redo")
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])

        self.author = self._make("author", self.tr("Your &name in the ledger…"))

    def _make_map_actions(self) -> None:
        self.pan = self._make("pan", self.tr("&Move the map"), "M", "pan", checkable=True)
        self.select = self._make(
            "select", self.tr("Select by &rectangle"), "R", "rectangle", checkable=True
        )
        self._group(self.pan, self.select)
        self.pan.setChecked(True)
        self.zoom_in = self._make("zoomIn", self.tr("Zoom &in"), "Ctrl++", "zoom in")
        self.zoom_in.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.zoom_out = self._make("zoomOut", self.tr("Zoom &out"), "Ctrl+-", "zoom out")
        self.full_extent = self._make(
            "fullExtent", self.tr("&Full extent"), "Ctrl+Shift+F", "full extent"
        )
        self.zoom_selection = self._make(
            "zoomSelection", self.tr("Zoom to &selection"), "Ctrl+J", "zoom selection"
        )
        self.go_to = self._make("goTo", self.tr("&Go to coordinates…"), "Ctrl+G", "go to")
        self.search = self._make("search", self.tr("&Search everything"), "Ctrl+K", "search")
        self.back = self._make("back", self.tr("&Back"), "Alt+Left", "back")
        self.forward = self._make("forward", self.tr("&Forward"), "Alt+Right", "forward")
        # The inspector has the same keys for itself; two that match would cancel each other out.
        for action in (self.back, self.forward, self.pan, self.select):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _make_panel_actions(self) -> None:
        self.full_screen = self._make("fullScreen", self.tr("F&ull screen"), "F11", checkable=True)
        self.manual = self._make("manual", self.tr("&Manual"))
        self.shortcuts = self._make("shortcuts", self.tr("&Shortcuts"), "F1")
        self.about = self._make("about", self.tr("&About and credits"))

    def _make_choices(self) -> None:
        self.themes = {
            Mode.SYSTEM: self._make("themeSystem", self.tr("As the &system"), checkable=True),
            Mode.LIGHT: self._make("themeLight", self.tr("&Light"), checkable=True),
            Mode.DARK: self._make("themeDark", self.tr("&Dark"), checkable=True),
        }
        self._group(*self.themes.values())
        self.themes[theme.current().mode].setChecked(True)
        # Each language is named in itself, so that who reads only that one finds it.
        self.languages = {
            "en": self._make("languageEnglish", "English", checkable=True),
            "ko": self._make("languageKorean", "한국어", checkable=True),
        }
        self._group(*self.languages.values())

    @property
    def needs_case(self) -> Iterable[QAction]:
        """What makes no sense without an open case."""
        return (
            self.add_imagery,
            self.import_rows,
            self.export_csv,
            self.export_geojson,
            self.export_picture,
            self.field_copy,
            self.close_case,
            self.pan,
            self.select,
            self.zoom_in,
            self.zoom_out,
            self.full_extent,
            self.go_to,
            self.search,
        )

    def _make(
        self, name: str, text: str, keys: str = "", icon: str = "", *, checkable: bool = False
    ) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(f"action.{name}")
        action.setCheckable(checkable)
        plain = menu_words.plain(text)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
        if icon:
            self._icons[action] = icon
            action.setIcon(icons.icon(icon))
        return action

    def _group(self, *actions: QAction) -> None:
        group = QActionGroup(self)
        for action in actions:
            group.addAction(action)

    def _dress(self) -> None:
        for action, name in self._icons.items():
            action.setIcon(icons.icon(name))
