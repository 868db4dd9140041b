"""What drawing offers to menus and toolbars."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from geoapp.case.tables import Statements
from geoapp.ui import settings
from layers.schema import GeometryKind, Table
from layers.style import AreaSymbol, LineSymbol

_SHAPES = (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)
_NOT_DRAWN = frozenset({"scene"})


class DrawingActions(QObject):
    """Actions of one window. `menu` lists the layers one can draw in.

    `wanted(table, kind)`: a layer and a kind of shape was chosen from the menu.
    """

    wanted = Signal(str, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.draw = self._make("draw", self.tr("&Draw"), "Ctrl+.")
        self.reshape = self._make("reshape", self.tr("&Reshape selected"), "Ctrl+E")
        self.measure_line = self._make("measureLine", self.tr("Measure &length"), "Ctrl+Shift+M")
        self.measure_area = self._make("measureArea", self.tr("Measure &area"), "Ctrl+Shift+J")
        self.square = self._make("square", self.tr("Make angles ri&ght"), "Q")
        self.snapping = self._make("snapping", self.tr("&Snap to what is there"), "S")
        # While nothing is drawn, Q and S are but letters; the tool takes them itself.
        for action in (self.square, self.snapping):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.snapping.setCheckable(True)
        self.snapping.setChecked(settings.text("snapping", "on") == "on")
        self.snapping.toggled.connect(
            lambda on: settings.remember("snapping", "on" if on else "off")
        )
        self.menu = QMenu(self.tr("&Draw"), window)
        self.menu.setObjectName("drawMenu")

    def _make(self, name: str, text: str, keys: str) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(f"action.{name}")
        action.setShortcut(QKeySequence(keys))
        action.setToolTip(f"{text.replace('&', '')} ({keys})")
        return action

    @property
    def all(self) -> Iterable[QAction]:
        """Everything but the menu of layers, in the order of a menu."""
        return (
            self.draw,
            self.reshape,
            self.square,
            self.snapping,
            self.measure_line,
            self.measure_area,
        )

    def offer(self, statements: Statements, language: str) -> None:
        """Fill the menu with the layers of a case."""
        self.menu.clear()
        for table in reversed(statements.drawn()):
            kinds = kinds_of(table)
            if not kinds or table.name in _NOT_DRAWN:
                continue
            name = table.label.in_language(language)
            if len(kinds) == 1:
                self._offer(self.menu, f"{name} – {kind_in_words(kinds[0])}", table.name, kinds[0])
                continue
            inner = self.menu.addMenu(name)
            for kind in kinds:
                self._offer(inner, kind_in_words(kind), table.name, kind)

    def _offer(self, menu: QMenu, words: str, table: str, kind: GeometryKind) -> None:
        action = menu.addAction(words)
        action.setObjectName(f"draw.{table}.{kind.value}")
        action.triggered.connect(lambda: self.wanted.emit(table, kind))


def kinds_of(table: Table) -> tuple[GeometryKind, ...]:
    """The kinds of shape a layer holds, the usual one first."""
    if table.geometry is GeometryKind.NONE or table.symbology is None:
        return ()
    if table.geometry is not GeometryKind.ANY:
        return (table.geometry,)
    usual = GeometryKind.POINT
    if isinstance(table.symbology.default, LineSymbol):
        usual = GeometryKind.LINE
    elif isinstance(table.symbology.default, AreaSymbol):
        usual = GeometryKind.AREA
    return (usual, *(kind for kind in _SHAPES if kind is not usual))


def kind_in_words(kind: GeometryKind) -> str:
    """Point, line or area."""
    words = {
        GeometryKind.POINT: QCoreApplication.translate("drawing", "point"),
        GeometryKind.LINE: QCoreApplication.translate("drawing", "line"),
        GeometryKind.AREA: QCoreApplication.translate("drawing", "area"),
    }
    return words[kind]
