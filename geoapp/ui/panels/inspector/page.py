"""One row from top to bottom: head, fields, linked things, sources, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Key
from geoapp.case.view import CaseView
from geoapp.ui.attachments.shelf import AttachmentShelf
from geoapp.ui.panels.inspector.cards import Cards
from geoapp.ui.panels.inspector.content import FIRST_GROUPS, Content, Group, Linked
from geoapp.ui.panels.inspector.deleted import DeletedBanner
from geoapp.ui.panels.inspector.fields import Fields
from geoapp.ui.panels.inspector.header import Header
from geoapp.ui.panels.inspector.history import History
from geoapp.ui.panels.inspector.link_bar import LinkBar
from geoapp.ui.panels.inspector.reason import ReasonPrompt
from geoapp.ui.panels.inspector.section import Section
from layers.schema import Text

OPEN_AT_FIRST = frozenset(
    {*FIRST_GROUPS[:5], "repatriation", "facility", "crossing", "place", "barrier", "figure"}
)
NAMES = {"organisation": Text("Organisations", "기관"), "repatriation": Text("Returns", "송환")}


Shows = Callable[[Section, Content], bool]


class Page(QScrollArea):
    """Shows one row. Widgets are made once and filled again for the next row.

    Signals: `navigate(Key)`; `restore()` when a deleted row shall come back;
    `edit_link(Key)` to change one of its links.
    """

    navigate = Signal(Key)
    restore = Signal()
    edit_link = Signal(Key)

    def __init__(self, view: CaseView, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._language = language
        self._sections: dict[str, Section] = {}
        self.content: Content | None = None
        self._writable = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        self._inner = inner
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(8)
        self.header = Header(inner)
        self.header.section.connect(self.go_to)
        self.links = LinkBar(inner)
        self.prompt = ReasonPrompt(inner)
        self._deleted = DeletedBanner(inner)
        self.restore_button = self._deleted.restore_button
        self.restore_button.clicked.connect(self.restore)
        self.fields = Fields(view, language, inner)
        self.fields.navigate.connect(self.navigate)
        for widget in (self.header, self.links, self._deleted, self.prompt, self.fields):
            self._column.addWidget(widget)
        self._hosted: list[tuple[Section, Shows]] = []
        self._guests = QVBoxLayout()
        self._guests.setSpacing(2)
        self._column.addLayout(self._guests)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(2)
        self._column.addLayout(self._groups)
        self._nothing = QLabel(self.tr("Nothing is linked to this yet."), inner)
        self._nothing.setWordWrap(True)
        self._column.addWidget(self._nothing)
        self.shelf = AttachmentShelf()
        self.shelf.row_wanted.connect(self.navigate)
        self.shelf.link_wanted.connect(self.edit_link)
        self._files = Section(self.shelf, opened=True)
        self._files.setObjectName("section:attachment")
        self._column.addWidget(self._files)
        self._sources = self._cards_section("sources", opened=False)
        self._column.addWidget(self._sources)
        self.history = History()
        self._history = Section(self.history, opened=False)
        self._history.setObjectName("section:history")
        self._column.addWidget(self._history)
        self._column.addStretch(1)
        self.setWidget(inner)

    def host(self, section: Section, shows: Shows) -> None:
        """Put in a section of somebody else's, beneath the fields; `shows` fills it for a row
        and says whether it has anything to show."""
        section.hide()
        self._guests.addWidget(section)
        self._hosted.append((section, shows))

    def show_content(self, content: Content, writable: bool) -> None:
        """Show another row, or the same one anew."""
        same = self.content is not None and self.content.key == content.key
        self.content, self._writable = content, writable
        with self._at_rest():
            self._fill(content, writable)
        if not same:
            self.prompt.hide()
            self.verticalScrollBar().setValue(0)

    @contextmanager
    def _at_rest(self) -> Iterator[None]:
        """Lay out once at the end: each widget shown would else lay out everything anew."""
        sections = [*self._sections.values(), self._files, self._sources, self._history]
        head = [self._inner, self.header, self.header.chips]
        parts = [*head, self.fields, *sections, *(section.body for section in sections)]
        layouts = [(part, layout) for part in parts if (layout := part.layout()) is not None]
        self.setUpdatesEnabled(False)
        for _, layout in layouts:
            layout.setEnabled(False)
        try:
            yield
        finally:
            # From the inside out, as a layout asks its parts for their new heights.
            for part, layout in reversed(layouts):
                layout.setEnabled(True)
                if part.isVisible():
                    layout.invalidate()
                    layout.activate()
            self.setUpdatesEnabled(True)

    def _fill(self, content: Content, writable: bool) -> None:
        self.header.show_content(content, self._language, writable)
        self.links.show_content(content, writable)
        self._deleted.show_row(self._view, content.record, writable)
        self.fields.show_content(content, writable and not content.record.deleted)
        for section, shows in self._hosted:
            section.setVisible(shows(section, content))
        self._show_groups(content.groups)
        self._show_linked(self._sources, self.tr("Sources"), content.sources)
        self._sources.setVisible(bool(content.sources))
        self._nothing.setVisible(not content.groups and not content.sources)
        self._show_files(content, writable)
        self._history.show_content(self.tr("History"), self._fill_history)

    def _show_files(self, content: Content, writable: bool) -> None:
        wanted = self.shelf.wanted(content.key, content.record.deleted)
        self._files.setVisible(wanted)
        if wanted:
            has_any = content.key.table == "attachment" or content.has_attachments
            count = self.shelf.show_row(self._view, content.key, writable, has_any)
            self._files.show_content(self.shelf.heading(content.key, count), lambda: None)

    def _show_groups(self, all_groups: tuple[Group, ...]) -> None:
        groups = [group for group in all_groups if group.table.name != "attachment"]
        for group in groups:
            section = self._section(group.table.name)
            label = NAMES.get(group.table.name, group.table.plural)
            self._show_linked(section, label.in_language(self._language), group.linked)
        shown = {group.table.name for group in groups}
        for name, section in self._sections.items():
            section.setVisible(name in shown)

    def follow_range(self) -> None:
        """Sort the lists anew by a range of dates that has changed."""
        if self.content is not None:
            with self._at_rest():
                self._show_groups(self.content.groups)
                self._show_linked(self._sources, self.tr("Sources"), self.content.sources)

    def _show_linked(self, section: Section, label: str, linked: tuple[Linked, ...]) -> None:
        cards = section.body
        assert isinstance(cards, Cards)  # noqa: S101  made by _cards_section only
        shown = set(self._view.keep_in_time(item.key for item in linked))
        aside = [item for item in linked if item.key not in shown]
        heading = f"{label} ({len(linked)})"
        if aside:
            words = self.tr("{0} ({1} of {2} within the range)")
            heading = words.format(label, len(shown), len(linked))
        # What lies outside the range comes last and is grey, but stays.
        ordered = [*(item for item in linked if item.key in shown), *aside]
        outside = frozenset(item.key for item in aside)
        section.show_content(heading, lambda: cards.show_linked(ordered, outside))

    def _fill_history(self) -> None:
        if self.content is not None:
            writable = self._writable
            self.history.show_history(self._view, self.content.key, self._language, writable)

    def _section(self, table: str) -> Section:
        """The section of a table, put in where its table belongs in the order."""
        if table not in self._sections:
            section = self._cards_section(table, opened=table in OPEN_AT_FIRST)
            order = self._order()
            before = [name for name in self._sections if order[name] < order[table]]
            self._groups.insertWidget(len(before), section)
            self._sections[table] = section
        return self._sections[table]

    def _order(self) -> dict[str, int]:
        names = dict.fromkeys([*FIRST_GROUPS, *(table.name for table in self._view.statements)])
        return {name: number for number, name in enumerate(names)}

    def _cards_section(self, name: str, opened: bool) -> Section:
        cards = Cards(self._view, self._language)
        cards.navigate.connect(self.navigate)
        cards.edit_link.connect(self.edit_link)
        section = Section(cards, opened)
        section.setObjectName(f"section:{name}")
        return section

    def go_to(self, name: str) -> None:
        """Unfold a section and bring its heading to the top."""
        section = self.section(name)
        if section is None:
            return
        section.open()
        # Positions are known only once the layout has run.
        self._column.activate()
        self._inner.adjustSize()
        top = section.mapTo(self._inner, section.rect().topLeft())
        self.verticalScrollBar().setValue(top.y())

    def section(self, name: str) -> Section | None:
        """The section of a table, or ``sources`` or ``history``; None while it is not shown."""
        own = {"attachment": self._files, "sources": self._sources, "history": self._history}
        known = {**self._sections, **own}
        found = known.get(name)
        return None if found is None or found.isHidden() else found
