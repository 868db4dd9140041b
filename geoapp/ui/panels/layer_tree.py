"""The layer tree: what is shown, how much of it, and what its symbols mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Key
from geoapp.ui import icons, theme
from geoapp.ui.loading import LayerSummary
from geoapp.ui.panels.colour_key import KEY_SIZE, key_icon, kinds_icon
from geoapp.ui.panels.layer_items import RIGHT, Fader, What, checked, describe, meaning, name

_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ImageryRow:
    """An imagery file as the tree shows it. `opacity` 0 to 1."""

    name: str
    credit: str = ""
    visible: bool = True
    opacity: float = 1.0


class LayerTree(QWidget):
    """Layers with visibility, counts and colour key; imagery and place names below.

    `unlocated_rows` gives the rows of a table that have no place, with their titles.
    """

    visibility_changed = Signal(str, bool)
    zoom_requested = Signal(str)
    row_chosen = Signal(object)
    link_wanted = Signal(object)  # Key
    names_toggled = Signal(bool)
    base_toggled = Signal(bool)
    imagery_toggled = Signal(int, bool)
    imagery_faded = Signal(int, float)
    imagery_removed = Signal(int)
    imagery_zoom = Signal(int)

    def __init__(
        self,
        unlocated_rows: Callable[[str], Sequence[tuple[Key, str]]],
        language: str = "en",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("layerTree")
        self._unlocated_rows = unlocated_rows
        self._language = language
        self._summaries: dict[str, LayerSummary] = {}
        self._imagery: list[ImageryRow] = []
        self._hidden: set[str] = set()
        self._names = self._base = True
        self._open: set[str] = {"facility", f"{What.GROUND.name} "}
        self._tree = self._make_tree()
        self._fader = Fader(self)
        self._fader.faded.connect(self._faded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tree)
        column.addWidget(self._fader)
        self._show_fader(None)
        theme.current().changed.connect(self._fill)

    @property
    def tree(self) -> QTreeWidget:
        """The tree itself."""
        return self._tree

    def show_layers(self, summaries: Sequence[LayerSummary]) -> None:
        """Show these layers in their order; those already known keep their visibility."""
        self._summaries = {summary.table.name: summary for summary in summaries}
        self._fill()

    def update_layers(self, summaries: Sequence[LayerSummary]) -> None:
        """Replace what is told of some layers."""
        self._summaries.update({summary.table.name: summary for summary in summaries})
        self._fill()

    def show_imagery(self, rows: Sequence[ImageryRow]) -> None:
        """Show these imagery files, topmost first."""
        self._imagery = list(rows)
        self._fill()

    def set_language(self, language: str) -> None:
        """Names and labels in this language."""
        self._language = language
        self._fill()

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setObjectName("layers")
        tree.setAccessibleName(self.tr("Layers"))
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setIndentation(14)
        tree.setUniformRowHeights(True)
        tree.setExpandsOnDoubleClick(False)
        tree.setIconSize(KEY_SIZE)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._context_menu)
        tree.itemChanged.connect(self._item_changed)
        tree.itemActivated.connect(self._activated)
        tree.itemClicked.connect(self._clicked)
        tree.itemExpanded.connect(self._expanded)
        tree.itemCollapsed.connect(lambda item: self._open.discard(name(item)))
        tree.currentItemChanged.connect(lambda item, _old: self._show_fader(item))
        self._shortcuts(tree)
        return tree

    def _shortcuts(self, tree: QTreeWidget) -> None:
        for text, key, slot in (
            (self.tr("Zoom to layer"), "Z", self._zoom_current),
            (self.tr("Remove imagery"), "Del", self._remove_current),
        ):
            action = QAction(text, tree)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            tree.addAction(action)

    def _fill(self) -> None:
        with QSignalBlocker(self._tree):
            scrolled = self._tree.verticalScrollBar().value()
            current = self._tree.currentItem()
            was = meaning(current)
            self._tree.clear()
            for summary in self._summaries.values():
                self._add_layer(summary)
            self._add_ground()
            self._make_current(was)
            self._tree.verticalScrollBar().setValue(scrolled)
        self._show_fader(self._tree.currentItem())

    def _add_layer(self, summary: LayerSummary) -> None:
        table = summary.table
        item = QTreeWidgetItem(self._tree)
        describe(item, What.LAYER, table.name)
        item.setText(0, table.plural.in_language(self._language))
        shown = summary.total - summary.unlocated
        counted = f"{shown}" if not summary.unlocated else f"{shown} / {summary.total}"
        item.setText(1, counted)
        item.setTextAlignment(1, RIGHT)
        item.setToolTip(1, self._count_words(summary))
        item.setToolTip(0, self.tr("Double-click zooms to the layer"))
        item.setCheckState(0, checked(table.name not in self._hidden))
        self._add_key(item, summary)
        if summary.unlocated:
            self._add_unlocated(item, summary)
        if not summary.total:
            for column in (0, 1):
                item.setForeground(column, self.palette().placeholderText())
        item.setExpanded(table.name in self._open)

    def _count_words(self, summary: LayerSummary) -> str:
        shown = summary.total - summary.unlocated
        if summary.unlocated:
            return self.tr("{0} of {1} are on the map, {2} have no place").format(
                shown, summary.total, summary.unlocated
            )
        return self.tr("{0} in the case").format(summary.total)

    def _add_key(self, parent: QTreeWidgetItem, summary: LayerSummary) -> None:
        style = summary.table.symbology
        if style is None:
            return
        dark = theme.current().dark
        if not summary.categories:
            parent.setIcon(0, key_icon(style.default, dark, style.flows))
            return
        kinds = [style.symbol(code) for code, _ in summary.categories]
        parent.setIcon(0, kinds_icon(kinds, dark))
        words = summary.table.field(style.by).vocabulary if style.by else None
        for code, count in summary.categories:
            item = QTreeWidgetItem(parent)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            label = words.label_of(code, self._language) if code and words else code
            item.setText(0, label or self.tr("other or not stated"))
            item.setText(1, str(count))
            item.setTextAlignment(1, RIGHT)
            item.setForeground(1, self.palette().placeholderText())
            item.setIcon(0, key_icon(style.symbol(code), dark, style.flows))
            item.setToolTip(0, item.text(0))

    def _add_unlocated(self, parent: QTreeWidgetItem, summary: LayerSummary) -> None:
        item = QTreeWidgetItem(parent)
        describe(item, What.UNLOCATED, summary.table.name)
        item.setText(0, self.tr("Without a place"))
        item.setText(1, str(summary.unlocated))
        item.setTextAlignment(1, RIGHT)
        item.setIcon(0, icons.icon("unlocated"))
        item.setToolTip(0, self.tr("Open to list what has no place on the map"))
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        if name(item) in self._open:
            item.setExpanded(True)
            self._list_unlocated(item)

    def _add_ground(self) -> None:
        ground = QTreeWidgetItem(self._tree)
        describe(ground, What.GROUND, "")
        ground.setText(0, self.tr("Map and imagery"))
        ground.setIcon(0, icons.icon("sample"))
        for number, row in enumerate(self._imagery):
            item = QTreeWidgetItem(ground)
            describe(item, What.IMAGERY, number)
            item.setText(0, row.name)
            item.setToolTip(0, row.credit or row.name)
            item.setIcon(0, icons.icon("add imagery"))
            item.setCheckState(0, checked(row.visible))
        for kind, text, shown in (
            (What.NAMES, self.tr("Place names"), self._names),
            (What.BASE, self.tr("Overview map"), self._base),
        ):
            item = QTreeWidgetItem(ground)
            describe(item, kind, "")
            item.setText(0, text)
            item.setCheckState(0, checked(shown))
        ground.setExpanded(name(ground) in self._open)

    def _make_current(self, was: tuple[What, object]) -> None:
        if was[0] is What.NOTHING:
            return
        walk = QTreeWidgetItemIterator(self._tree)
        while (item := walk.value()) is not None:
            if meaning(item) == was:
                self._tree.setCurrentItem(item)
            walk += 1

    def _item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        shown = item.checkState(0) is Qt.CheckState.Checked
        what, argument = meaning(item)
        if what is What.LAYER:
            (self._hidden.discard if shown else self._hidden.add)(str(argument))
            self.visibility_changed.emit(str(argument), shown)
        elif what is What.NAMES:
            self._names = shown
            self.names_toggled.emit(shown)
        elif what is What.BASE:
            self._base = shown
            self.base_toggled.emit(shown)
        elif what is What.IMAGERY and isinstance(argument, int):
            self.imagery_toggled.emit(argument, shown)

    def _activated(self, item: QTreeWidgetItem, _column: int) -> None:
        what, argument = meaning(item)
        if what is What.ROW:
            self.row_chosen.emit(argument)
        elif what is What.UNLOCATED:
            item.setExpanded(not item.isExpanded())
        else:
            self._zoom_to(item)

    def _clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        if meaning(item)[0] is What.ROW:
            self.row_chosen.emit(meaning(item)[1])

    def _expanded(self, item: QTreeWidgetItem) -> None:
        self._open.add(name(item))
        if meaning(item)[0] is What.UNLOCATED and not item.childCount():
            self._list_unlocated(item)

    def _list_unlocated(self, item: QTreeWidgetItem) -> None:
        rows = self._unlocated_rows(str(meaning(item)[1]))
        for key, title in rows[:_ROWS_AT_ONCE]:
            child = QTreeWidgetItem(item)
            describe(child, What.ROW, key)
            child.setFirstColumnSpanned(True)
            child.setText(0, title)
            child.setToolTip(0, title)
        if len(rows) > _ROWS_AT_ONCE:
            more = QTreeWidgetItem(item)
            more.setText(0, self.tr("and {0} more").format(len(rows) - _ROWS_AT_ONCE))

    def _context_menu(self, at: QPoint) -> None:
        item = self._tree.itemAt(at)
        if item is None or meaning(item)[0] not in {What.LAYER, What.IMAGERY, What.ROW}:
            return
        menu = QMenu(self)
        if meaning(item)[0] is What.ROW:
            self._of_row(menu, meaning(item)[1])
        else:
            self._of_layer(menu, item)
        menu.exec(self._tree.viewport().mapToGlobal(at))
        menu.deleteLater()

    def _of_row(self, menu: QMenu, key: object) -> None:
        shown = menu.addAction(self.tr("Show it"))
        shown.triggered.connect(lambda: self.row_chosen.emit(key))
        link = menu.addAction(self.tr("Link to…"))
        link.triggered.connect(lambda: self.link_wanted.emit(key))

    def _of_layer(self, menu: QMenu, item: QTreeWidgetItem) -> None:
        zoom = menu.addAction(icons.icon("zoom to"), self.tr("Zoom to layer"))
        zoom.triggered.connect(lambda: self._zoom_to(item))
        if meaning(item)[0] is What.IMAGERY:
            gone = menu.addAction(icons.icon("remove"), self.tr("Remove imagery"))
            gone.triggered.connect(lambda: self.imagery_removed.emit(meaning(item)[1]))
        else:
            alone = menu.addAction(self.tr("Show only this layer"))
            alone.triggered.connect(lambda: self._show_only(str(meaning(item)[1])))

    def _show_only(self, wanted: str) -> None:
        for number in range(self._tree.topLevelItemCount()):
            item = self._tree.topLevelItem(number)
            if item is not None and meaning(item)[0] is What.LAYER:
                item.setCheckState(0, checked(meaning(item)[1] == wanted))

    def _zoom_current(self) -> None:
        item = self._tree.currentItem()
        if item is not None:
            self._zoom_to(item)

    def _zoom_to(self, item: QTreeWidgetItem) -> None:
        what, argument = meaning(item)
        if what is What.LAYER:
            self.zoom_requested.emit(str(argument))
        elif what is What.IMAGERY and isinstance(argument, int):
            self.imagery_zoom.emit(argument)

    def _remove_current(self) -> None:
        item = self._tree.currentItem()
        if item is not None and meaning(item)[0] is What.IMAGERY:
            self.imagery_removed.emit(meaning(item)[1])

    def _show_fader(self, item: QTreeWidgetItem | None) -> None:
        what, argument = meaning(item)
        wanted = what is What.IMAGERY and isinstance(argument, int)
        self._fader.setVisible(wanted)
        if wanted and isinstance(argument, int):
            with QSignalBlocker(self._fader.slider):
                self._fader.slider.setValue(round(self._imagery[argument].opacity * 100))

    def _faded(self, opacity: float) -> None:
        what, argument = meaning(self._tree.currentItem())
        if what is What.IMAGERY:
            self.imagery_faded.emit(argument, opacity)
