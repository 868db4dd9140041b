"""The link picker: from one thing to others by search, by the map, or to a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from shapely import Point

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.commands.identity import new_key
from geoapp.commands.link import Tie
from geoapp.commands.usual_ties import usual_tie
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.jobs import Jobs
from geoapp.ui.linking.candidates import Candidate, candidate, usual_first
from geoapp.ui.linking.finding import Finding
from geoapp.ui.linking.making import Made, link_all, make_and_link
from geoapp.ui.linking.map_pick import MapPick, PlacePreview
from geoapp.ui.linking.new_thing import NewThing
from geoapp.ui.linking.popover import Head, Popover, problem_label
from geoapp.ui.linking.search_page import SearchPage
from geoapp.ui.linking.strip import Strip
from geoapp.ui.linking.words import name_of, tie_in_words

_WIDTH, _HEIGHT, _STRIP = 660, 540, 52
_FORM_WIDTH, _FORM_HEIGHT = 450, 640


class LinkPicker(Popover):
    """Links one thing to others.

    Type and press Enter; or Space to choose several; or pick on the map; or make what
    is missing. Esc goes back one stage and keeps what was entered, also when it closes.

    Signals: `made(Made)` after a commit.
    """

    made = Signal(object)

    def __init__(self, session: Session, canvas: MapCanvas, jobs: Jobs, language: str) -> None:
        super().__init__(canvas, "linkPicker", _WIDTH, _HEIGHT)
        self.setAccessibleName(self.tr("Link"))
        self._session, self._canvas = session, canvas
        self._language = language
        self._start: Key | None = None
        self._first: tuple[str, ...] = ()
        self._link_when_found = False
        self.head = Head(self)
        self.head.closing.connect(self.disappear)
        self.page = SearchPage(session.view, language, self)
        self.new = NewThing(session.view, language, self)
        self.problem = problem_label(self)
        self.strip = Strip(self)
        self.pick = MapPick(canvas)
        self.preview = PlacePreview(canvas)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 12)
        column.setSpacing(7)
        for widget in (self.head, self._stack, self.problem, self.strip):
            column.addWidget(widget, 1 if widget is self._stack else 0)
        self.strip.hide()
        self._finding = Finding(session, canvas, jobs, self.page, language)
        self._connect()

    def _connect(self) -> None:
        page, new, pick = self.page, self.new, self.pick
        page.search.textEdited.connect(self._typed)
        self._finding.found.connect(self._show)
        page.list.rows.chosen_changed.connect(self._tell)
        page.list.selectionModel().currentChanged.connect(self._tell)
        page.list.doubleClicked.connect(self.link_now)
        page.fields.edited.connect(self._fields_edited)
        page.fields.turn_wanted.connect(self._turn)
        page.link_button.clicked.connect(self.link_now)
        page.on_map.clicked.connect(lambda: self.pick_on_map(True))
        page.drop.clicked.connect(lambda: self.pick_on_map(False))
        page.make.clicked.connect(lambda: self.make_new(""))
        new.kinds.currentIndexChanged.connect(self._tell_new)
        new.submitted.connect(self.make_now)
        new.left.connect(self.go_back)
        new.place_wanted.connect(lambda: self.pick_on_map(False))
        new.moved.connect(self._preview)
        pick.picked.connect(self._picked)
        pick.dropped.connect(self._dropped)
        pick.missed.connect(lambda: self.strip.remark(self.tr("Nothing is drawn there.")))
        pick.given_up.connect(self.go_back)
        self.strip.left.connect(self.go_back)

    @property
    def start(self) -> Key | None:
        """What is being linked."""
        return self._start

    # --- opening ---------------------------------------------------------------------

    def open_for(self, start: Key, first: tuple[str, ...] = ()) -> None:
        """Link `start`; tables of `first` are offered first. What was kept for it is back.

        Entries for another start are dropped only if the user agrees.
        """
        if start != self._start:
            if not self.may_drop():
                self._stage_search()
                return
            self._forget()
            self._start = start
        self._first = first or usual_first(self._session.view, start)
        name = name_of(self._session.view, start, self._language)
        self.head.show_words(self.tr("Link"), name)
        self.page.show_kinds(self._first)
        self._stage_search()
        self.page.search.selectAll()
        self._finding.begin(start, self._first)
        self._tell()

    @property
    def has_entries(self) -> bool:
        """Whether things were chosen, or a note or form begun, for a link that is not made."""
        chosen = bool(self.page.list.rows.chosen)
        return chosen or bool(self.page.said().get("note")) or self.new.is_changed

    def _forget(self) -> None:
        self._start = None
        self.page.forget()
        self.new.forget()
        self._link_when_found = False
        self.problem.hide()

    def disappear(self) -> None:
        """Close. Words, note, choice and forms are kept for when it is opened again."""
        self._finding.end()
        self._link_when_found = False
        self.pick.end()
        self.preview.hide()
        super().disappear()

    # --- searching --------------------------------------------------------------------

    def _typed(self) -> None:
        self._link_when_found = False
        self.problem.hide()

    def _show(self) -> None:
        self._tell()
        if self._link_when_found:
            self._link_when_found = False
            self._link_if_clear(self.page.search.text().strip())

    def _link_if_clear(self, words: str) -> None:
        """After a quick Enter: link only what can be nothing else."""
        current = self.page.list.current
        listed = self.page.list.rows.candidates()
        folded = words.casefold()
        named = current is not None and folded in (
            current.code.casefold(),
            current.title.casefold(),
        )
        if current is not None and (len(listed) == 1 or named):
            self.link_now()
        elif current is not None:
            self._say(self.tr("Press Enter once more to link the first of these."))

    # --- what Enter would do -------------------------------------------------------------

    def _wanted(self) -> list[Candidate]:
        chosen = self.page.list.rows.chosen
        current = self.page.list.current
        return chosen or ([current] if current is not None else [])

    def ties(self) -> list[Tie]:
        """The links that Enter would make."""
        start = self._start
        return [] if start is None else [self._tie(start, one.key) for one in self._wanted()]

    def _tie(self, start: Key, key: Key) -> Tie:
        """The usual tie to a thing, with what a person said otherwise."""
        tie = usual_tie(start, key)
        said = self.page.said()
        if self.page.turned:
            tie = tie.turned
        role = said.get("role", tie.role)
        return replace(
            tie,
            role=str(role or ""),
            stance=_text(said.get("stance", tie.stance)),
            certainty=_text(said.get("certainty")),
            note=_text(said.get("note")),
        )

    def _fields_edited(self) -> None:
        self.page.remember_said()
        self._tell()

    def _turn(self) -> None:
        self.page.turned = not self.page.turned
        self._tell()

    def _tell(self, *_: object) -> None:
        """Put into words what Enter would do, and show the role that is usual for it."""
        ties = self.ties()
        if ties:
            self.page.show_usual(ties[0], mixed=len({tie.role for tie in ties}) > 1)
        view, language = self._session.view, self._language
        if len(ties) == 1:
            words = tie_in_words(view, ties[0], language)
        elif ties:
            count = self.tr("{n} links to: ").replace("{n}", str(len(ties)))
            names = [name_of(view, one.key, language, 30) for one in self._wanted()]
            words = count + ", ".join(names)
        else:
            words = ""
        self.page.show_summary(words, len(ties))

    def _tell_new(self, *_: object) -> None:
        table, start = self.new.table, self._start
        if table is None or start is None:
            return
        tie = self._tie(start, Key(table.name, 0))
        name = self.tr("new: {kind}").replace("{kind}", table.label.in_language(self._language))
        self.new.show_summary(tie_in_words(self._session.view, tie, self._language, name))

    # --- doing ---------------------------------------------------------------------------

    def link_now(self, *_: object) -> None:
        """Make the links that are shown. A refusal is said and everything stays."""
        if not self.page.list.rows.chosen and not self._finding.is_answered:
            self._link_when_found = True
            self._finding.ask()
            return
        ties = self.ties()
        if any(not tie.role for tie in ties):
            self._say(self.tr("Say how the two belong together: choose a role."))
            return
        self._do(lambda: link_all(self._session, ties, self))

    def make_now(self) -> None:
        """Make the new thing and link to it, as one step."""
        entries = self.new.entries()
        table = self.new.table
        if entries is None or table is None or self._start is None:
            return
        values, basis = entries
        if not set(values) - {"note", "certainty"}:
            self._say(self.tr("Give it at least a name, a place or a date."))
            self.new.focus_first()
            return
        start, key = self._start, new_key(table.name)
        tie = self._tie(start, key)
        self._do(lambda: make_and_link(self._session, key, values, tie, start, basis, self))

    def _do(self, work: Callable[[], Made]) -> None:
        try:
            done = work()
        except CaseError as error:
            self._say(str(error))
            return
        self._forget()
        self.disappear()
        self.made.emit(done)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    # --- stages ---------------------------------------------------------------------------

    def _stage_search(self) -> None:
        self._leave_map()
        self.preview.hide()
        self._stack.setCurrentWidget(self.page)
        self.appear(self.page.search)

    def make_new(self, table: str = "") -> None:
        """Fill in a new thing; the words searched for are its name to begin with."""
        self._leave_map()
        self.problem.hide()
        self.new.begin(self._first, self.page.search.text().strip(), table)
        self._stack.setCurrentWidget(self.new)
        self.set_size(_FORM_WIDTH, _FORM_HEIGHT, beside=True)
        self.appear(self.new.kinds)
        self.new.focus_first()
        self._tell_new()
        self._preview()

    def pick_on_map(self, wants_feature: bool) -> None:
        """Shrink to a strip; the next click says which feature, or where the new place is."""
        self.problem.hide()
        self.head.hide()
        self._stack.hide()
        if wants_feature:
            words = self.tr("Click what it shall be linked to.")
        else:
            words = self.tr("Click where the place is. Enter takes the middle of the map.")
        self.strip.show_words(words)
        self.strip.show()
        self.set_size(_WIDTH, _STRIP)
        self.pick.begin(wants_feature)

    def _leave_map(self) -> None:
        self.pick.end()
        self.strip.hide()
        self.head.show()
        self._stack.show()
        self.set_size(_WIDTH, _HEIGHT)

    def _picked(self, key: Key) -> None:
        if self._start is None or key == self._start:
            self.strip.remark(self.tr("That is the thing itself."))
            return
        heading = self.tr("Picked on the map")
        one = candidate(self._session.view, key, self._start, heading, self._language)
        self._stage_search()
        self.page.list.go_to(self.page.list.rows.add(one))

    def _dropped(self, lon: float, lat: float) -> None:
        in_form = self._stack.currentWidget() is self.new
        # A thing that is being made already takes the place, of whatever kind it is.
        self.make_new("" if in_form else "place")
        self.new.put_at(lon, lat, self._canvas.view.ground_resolution)

    def _preview(self) -> None:
        where = self.new.place() if self.isVisible() else None
        making = self._stack.currentWidget() is self.new
        geometry = where.geometry if where is not None and making else None
        if where is None or not isinstance(geometry, Point):
            self.preview.hide()
            return
        self.preview.show_place(geometry.x, geometry.y, where.radius_m)

    def go_back(self) -> None:
        """One stage back: from the map, from the form, then out. Nothing entered is lost."""
        self.problem.hide()
        in_form = self._stack.currentWidget() is self.new
        if self.pick.active:
            self._leave_map()
            if in_form:
                self.make_new("")
            else:
                self._stage_search()
        elif in_form:
            self._stage_search()
        else:
            self.disappear()

    # --- keys --------------------------------------------------------------------------------

    def takes(self, event: QKeyEvent) -> bool:
        """Enter, Esc and the keys of the buttons; digits with Ctrl are the stances."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        own = control and event.key() in (Qt.Key.Key_M, Qt.Key.Key_D, Qt.Key.Key_N)
        return own or self.page.fields.wants(event) or super().takes(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field of the panel wanted for itself."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        making = self._stack.currentWidget() is self.new
        if not making and self.page.fields.take(event):
            return
        if enter and making:
            self.make_now()
        elif enter:
            self.link_now()
        elif control and event.key() == Qt.Key.Key_M and not making:
            self.pick_on_map(True)
        elif control and event.key() == Qt.Key.Key_D:
            self.pick_on_map(False)
        elif control and event.key() == Qt.Key.Key_N:
            self.make_new("")
        else:
            super().keyPressEvent(event)


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)
