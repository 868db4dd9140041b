"""What passages carry: places, events, persons and claims, each a click away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Key
from geoapp.case.ties import ROLE, STANCE
from geoapp.ui import icons, theme
from geoapp.ui.fonts import app_font
from geoapp.ui.panels.reader import tints
from geoapp.ui.panels.reader.content import Carried, Passage
from geoapp.ui.phrases import excerpt

_KEY = Qt.ItemDataRole.UserRole
_PLACE = Qt.ItemDataRole.UserRole + 1


class Things(QTreeWidget):
    """Groups of things. Enter follows one, Shift+Enter zooms to it.

    Signals: `navigate(Key)`; `zoom_to(Key)`.
    """

    navigate = Signal(Key)
    zoom_to = Signal(Key)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(24)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(1, 26)
        self.setRootIsDecorated(False)
        self.setIndentation(8)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows, Shift+Enter looks at the place."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._clicked(item, 1 if shift and item.data(0, _PLACE) else 0)
            return
        super().keyPressEvent(event)

    def _clicked(self, item: QTreeWidgetItem, column: int) -> None:
        key = item.data(0, _KEY)
        if isinstance(key, Key):
            (self.zoom_to if column == 1 and item.data(0, _PLACE) else self.navigate).emit(key)

    def drawBranches(
        self, painter: object, rect: object, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Groups are told by their headings; no lines lead to them."""


class Side(QWidget):
    """The things of the chosen passage, or of all passages of a text.

    Signals: `navigate(Key)`; `zoom_to(Key)`.
    """

    navigate = Signal(Key)
    zoom_to = Signal(Key)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._shown: tuple[Sequence[Passage], Passage | None] = ((), None)
        self._title = QLabel(self)
        self._title.setFont(app_font(12, bold=True))
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "muted")
        self.things = Things(self)
        self.things.setObjectName("readerThings")
        self.things.setAccessibleName(self.tr("What the passages carry"))
        self.things.navigate.connect(self.navigate)
        self.things.zoom_to.connect(self.zoom_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 4, 4)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._empty)
        column.addWidget(self.things, 1)
        theme.current().changed.connect(self._write)

    def show_passages(self, passages: Sequence[Passage], chosen: Passage | None) -> None:
        """List what one passage carries; without one, what all of them carry."""
        self._shown = (passages, chosen)
        self._write()

    def _write(self) -> None:
        passages, chosen = self._shown
        if chosen is not None:
            words = chosen.label or f"“{excerpt(chosen.quote, 60)}”"
            self._title.setText(words)
            carried: Iterable[Carried] = chosen.carried
        else:
            self._title.setText(self.tr("In all {n} passages").replace("{n}", str(len(passages))))
            carried = (thing for passage in passages for thing in passage.carried)
        groups: dict[tints.Kind, dict[tuple[Key, str], list[Carried]]] = {}
        for thing in carried:
            groups.setdefault(thing.kind, {}).setdefault((thing.key, thing.what), []).append(thing)
        self.things.clear()
        for kind in tints.Kind:
            if kind in groups:
                self._group(kind, list(groups[kind].values()))
        self.things.expandAll()
        self.things.setVisible(bool(groups))
        self._empty.setVisible(not groups)
        self._empty.setText(self._hint(chosen, bool(passages)))

    def _hint(self, chosen: Passage | None, any_passages: bool) -> str:
        if chosen is not None:
            return self.tr("Nothing is linked to this passage yet. Ctrl+L links it to the map.")
        if any_passages:
            return self.tr("Nothing is linked to the passages yet.")
        return self.tr("No passage is marked yet. Select words to mark one.")

    def _group(self, kind: tints.Kind, things: list[list[Carried]]) -> None:
        dark = theme.current().dark
        words = f"{tints.SIGNS[kind]} {tints.heading(kind)} ({len(things)})"
        head = QTreeWidgetItem(self.things, [words, ""])
        head.setFirstColumnSpanned(True)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFont(0, app_font(12, bold=True))
        head.setForeground(0, QBrush(tints.line(kind, dark)))
        for same in things:
            self._item(head, same)

    def _item(self, head: QTreeWidgetItem, same: list[Carried]) -> None:
        thing = same[0]
        name = " ".join(dict.fromkeys(filter(None, (thing.title, thing.code))))
        words = f"{thing.what} – {thing.code or thing.title}" if thing.what else name
        if len(same) > 1:
            words += f"  ×{len(same)}"
        item = QTreeWidgetItem(head, [words, ""])
        item.setData(0, _KEY, thing.key)
        item.setData(0, _PLACE, thing.locatable)
        ties = dict.fromkeys(self._tie(each) for each in same)
        item.setToolTip(0, "\n".join(filter(None, (words, *ties))))
        if thing.locatable:
            item.setIcon(1, QIcon(icons.pixmap("zoom to", theme.current().tokens.muted, 2, 14)))
            item.setToolTip(1, self.tr("Zoom to it on the map (Shift+Enter)"))

    def _tie(self, thing: Carried) -> str:
        role = ROLE.label_of(thing.role, self._language) if thing.role else ""
        stance = STANCE.label_of(thing.stance, self._language) if thing.stance else ""
        return " · ".join(filter(None, (role, stance)))
