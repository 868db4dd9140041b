"""The reader: what was said, with its translation, its passages and what they lead to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from geoapp.case.records import Key
from geoapp.session import Selected, Session, Touched
from geoapp.ui.jobs import Jobs
from geoapp.ui.panels.inspector.content import names
from geoapp.ui.panels.reader.claim_form import ClaimForm
from geoapp.ui.panels.reader.content import Reading, gather
from geoapp.ui.panels.reader.correcting import Correcting
from geoapp.ui.panels.reader.desk import Desk
from geoapp.ui.panels.reader.entering import Entering
from geoapp.ui.panels.reader.header import Header
from geoapp.ui.panels.reader.shelf import Shelf
from geoapp.ui.panels.reader.spoken import READABLE, home_of, speaking_of
from geoapp.ui.panels.reader.working import Working

WRITTEN = {"testimony", "published_account", "transcript", "passage", "link", "claim", "interview"}


class Reader(QWidget):
    """Shows one testimony or published account, or the list of all of them.

    With `jobs` the list is read beside the window.
    Signals: `navigate(Key)` to a thing that was clicked on; `zoom_to(Key)` to its
    place; `link_wanted(Key)` with a passage that is to be linked to something.
    """

    navigate = Signal(Key)
    zoom_to = Signal(Key)
    link_wanted = Signal(Key)

    def __init__(
        self,
        session: Session,
        language: str = "en",
        parent: QWidget | None = None,
        *,
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAccessibleName(self.tr("Reader"))
        self._session = session
        self._language = language
        self.header = Header(language, self)
        self.header.read_only = session.read_only
        self.desk = Desk(self.header, ClaimForm(session.view, language, self), language, self)
        self.shelf = Shelf(session, language, jobs, self)
        self.shelf.add_button.setVisible(not session.read_only)
        self.correcting = Correcting(self)
        self.entering = Entering(session.view, language, self)
        self.working = Working(session, self.desk, self.correcting, self.entering)
        self._stack = QStackedWidget(self)
        for page in (self.shelf, self.desk, self.correcting, self.entering):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        self._follow(session.selection)

    def _connect(self) -> None:
        self._session.changed.connect(self._case_changed)
        self._session.selected.connect(self._selection_changed)
        self.destroyed.connect(_leaving(self._session, self._case_changed, self._selection_changed))
        self.shelf.chosen.connect(self._open)
        self.shelf.enter_wanted.connect(self.working.enter_testimony)
        self.header.home.connect(self.show_all)
        self.header.revision.connect(self._show_revision)
        self.header.navigate.connect(self.navigate)
        self.desk.side.navigate.connect(self.navigate)
        self.desk.side.zoom_to.connect(self.zoom_to)
        self.desk.passage_chosen.connect(lambda key: self._session.select([key], origin=self))
        self.desk.speaking.chosen.connect(self._open)
        self.working.link_wanted.connect(self.link_wanted)
        self.working.opened.connect(self._stack.setCurrentWidget)
        self.working.entered.connect(self._open)
        self.correcting.closed.connect(self._back_to_desk)
        self.entering.closed.connect(self._back_to_desk)
        home = QShortcut(QKeySequence("Alt+Home"), self)
        home.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        home.activated.connect(self.show_all)

    # --- what is shown -----------------------------------------------------------

    @property
    def current(self) -> Key | None:
        """The testimony or account that is shown; None for the list of all."""
        reading = self.reading
        return reading.key if reading is not None else None

    @property
    def reading(self) -> Reading | None:
        """What is shown of it."""
        return None if self._stack.currentWidget() is self.shelf else self.desk.reading

    @property
    def passage(self) -> Key | None:
        """The chosen passage."""
        return self.desk.chosen if self.reading is not None else None

    def show_key(self, key: Key) -> bool:
        """Show a testimony, account, transcript revision or passage; False if it is none.

        Asks first when something was entered and not saved.
        """
        home = home_of(self._session.view, key)
        if home is None or not self.leave_form():
            return False
        revision = key.id if key.table == "transcript" else None
        if not self._show(home, revision):
            return False
        if key.table == "passage":
            self.desk.choose(key, told=False)
        return True

    def show_for(self, key: Key) -> int:
        """List the passages that speak of a thing and make them stand out; how many there are.

        Where nothing is being read yet, the first of them is opened.
        """
        if self._editing:
            return 0
        spoken = speaking_of(self._session.view, key, self._language)
        if not spoken:
            self.desk.speaking.close_strip()
            return 0
        if self.current is None:
            self._show(spoken[0].home, None)
            self.desk.choose(spoken[0].passage.key, told=False)
        code, title = names(self._session.view, [key], self._language).get(key, ("", ""))
        self.desk.show_speaking(title or code, spoken)
        here = [s.passage.key for s in spoken if s.home == self.current]
        if here and self.desk.chosen not in here:
            self.desk.choose(here[0], told=False)
        return len(spoken)

    def show_all(self) -> None:
        """The list of all testimonies and accounts. Asks first about unsaved entries."""
        if self.leave_form():
            self._stack.setCurrentWidget(self.shelf)
            self.shelf.line.setFocus()

    def leave_form(self) -> bool:
        """Close a correction or an entry, asking first if something was typed; False to stay."""
        page = self._stack.currentWidget()
        return page.leave() if isinstance(page, (Correcting, Entering)) else True

    @property
    def _editing(self) -> bool:
        return self._stack.currentWidget() in (self.correcting, self.entering)

    def _open(self, key: Key) -> None:
        """Show what a person asked for, and make it the selection."""
        if self.show_key(key):
            self._session.select([key], origin=self)
            self.desk.spread.setFocus()

    def _show(self, home: Key, revision: int | None) -> bool:
        reading = gather(self._session.view, home, self._language, revision)
        if reading is None:
            return False
        other = self.desk.reading is not None and self.desk.reading.key != home
        self.desk.show_reading(reading, not self._session.read_only)
        if other and not self.desk.speaking.isVisible():
            self.desk.find_bar.close_bar()
        self._stack.setCurrentWidget(self.desk)
        return True

    def _show_revision(self, id: int) -> None:
        if self.current is not None:
            self._show(self.current, id)

    def _back_to_desk(self) -> None:
        if self.desk.reading is None:
            self._stack.setCurrentWidget(self.shelf)
            return
        self._stack.setCurrentWidget(self.desk)
        self._show(self.desk.reading.key, None)
        self.desk.spread.setFocus()

    # --- following the session ---------------------------------------------------

    def _selection_changed(self, selected: Selected) -> None:
        if selected.origin is not self and not self._editing:
            self._follow(selected.keys)

    def _follow(self, keys: tuple[Key, ...]) -> None:
        if len(keys) != 1:
            return
        key = keys[0]
        if key.table in {*READABLE, "passage", "transcript"}:
            if key not in (self.current, self.passage):
                self.show_key(key)
        else:
            self.show_for(key)

    def _case_changed(self, touched: Touched) -> None:
        """Read again if anything was written that a text, a passage or a tie is made of."""
        tables = {key.table for key in touched.written.keys}
        if not tables & {*WRITTEN, *(self._named_tables())}:
            return
        if tables & {*READABLE, "transcript", "person"}:
            self.shelf.refresh()
        reading = self.desk.reading
        if reading is None or self._editing:
            return
        on_desk = self._stack.currentWidget() is self.desk
        shown = reading.shown[0].key.id if reading.shown else None
        newest = reading.texts[0].newest.key.id if reading.texts else None
        revision = shown if shown != newest else None
        fresh = gather(self._session.view, reading.key, self._language, revision)
        if fresh is not None:
            self.desk.show_reading(fresh, not self._session.read_only)
        elif on_desk:
            self.desk.reading = None
            self.show_all()

    def _named_tables(self) -> set[str]:
        """The tables of the things that the passages name, as their titles may change."""
        reading = self.desk.reading
        if reading is None:
            return set()
        return {thing.key.table for p in reading.passages for thing in p.carried}


def _leaving(
    session: Session, changed: Callable[[Touched], None], selected: Callable[[Selected], None]
) -> Callable[[], None]:
    """Stops listening; knows no widget, as the widget is gone by then."""

    def leave() -> None:
        session.changed.disconnect(changed)
        session.selected.disconnect(selected)

    return leave
