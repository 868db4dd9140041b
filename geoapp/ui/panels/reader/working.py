"""What a person does with words: mark, link, claim, place again, correct, enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from geoapp.case.errors import CaseError
from geoapp.case.passages import Stretch
from geoapp.case.records import Draft, Key, Value
from geoapp.commands import passages, transcripts
from geoapp.commands.passages import Wanted
from geoapp.session import Session
from geoapp.ui.dialogs.messages import say
from geoapp.ui.panels.reader.correcting import Correcting
from geoapp.ui.panels.reader.desk import Desk
from geoapp.ui.panels.reader.entering import TESTIMONY, TEXT, Entering


class Working(QObject):
    """Turns selected words and forms into changes of the case.

    Signals: `link_wanted(Key)` with the passage to be linked; `opened(QObject)` with a
    page that wants to be seen; `entered(Key)` with a new testimony.
    """

    link_wanted = Signal(Key)
    opened = Signal(QObject)
    entered = Signal(Key)

    def __init__(
        self, session: Session, desk: Desk, correcting: Correcting, entering: Entering
    ) -> None:
        super().__init__(desk)
        self._session = session
        self._desk = desk
        self._correcting = correcting
        self._entering = entering
        self._new: Key | None = None
        entering.saved.connect(self._show_new)
        bar = desk.bar
        bar.mark.connect(self._mark)
        bar.link.connect(self.link)
        bar.claim.connect(self.claim)
        bar.closed.connect(desk.spread.setFocus)
        desk.lost.acted.connect(self.place)
        desk.header.correct.connect(self.correct)
        desk.header.add_text.connect(self.add_text)
        for keys, act in (("Ctrl+M", self.mark), ("Ctrl+L", self.link), ("Ctrl+E", self.claim)):
            shortcut = QShortcut(QKeySequence(keys), desk)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @property
    def pending(self) -> tuple[Key, Stretch] | None:
        """The revision and the words that are selected in it."""
        sheet = self._desk.spread.active
        stretch, transcript = sheet.selection(), sheet.page.transcript
        return None if stretch is None or transcript is None else (transcript, stretch)

    def _write(self, draft: Draft) -> None:
        self._session.do(draft, origin=self)

    def _try(self, make: Callable[[], Draft]) -> Draft | None:
        try:
            draft = make()
            self._write(draft)
        except CaseError as error:
            say(self._desk.window(), str(error))
            return None
        return draft

    def mark(self) -> None:
        """Ask for label and basis of the selected words."""
        if self.pending is not None and not self._session.read_only:
            self._desk.words_selected(True)
            self._desk.bar.ask()

    def _mark(self, label: str, basis: str) -> None:
        if (key := self._marked(label, basis)) is not None:
            self._desk.choose(key)
            self._desk.spread.setFocus()

    def _marked(self, label: str = "", basis: str = "") -> Key | None:
        """Make the selected words a passage; None if nothing is selected or it is refused."""
        pending = self.pending
        if pending is None or self._session.read_only:
            return None
        transcript, stretch = pending
        view = self._session.view
        draft = self._try(
            lambda: passages.mark(
                view, transcript, stretch.start, stretch.end, label, basis or None
            )
        )
        if draft is None:
            return None
        self._clear_selection()
        return draft.changes[0].key

    def _clear_selection(self) -> None:
        self._desk.spread.active.deselect()
        self._desk.bar.hide()

    def link(self) -> None:
        """Ask for what the selected words, or the chosen passage, are to be linked to."""
        if self._session.read_only:
            return
        if self.pending is not None:
            key = self._marked()
            if key is not None:
                self._desk.choose(key)
        else:
            key = self._desk.chosen
        if key is not None:
            self.link_wanted.emit(key)

    def claim(self) -> None:
        """Ask what the selected words, or those of the chosen passage, claim."""
        if self._session.read_only:
            return
        passage, pending = self._desk.passage, self.pending
        reading = self._desk.reading
        offered = [thing.key for thing in passage.carried] if passage is not None else []
        if reading is not None:
            offered += [thing.key for p in reading.passages for thing in p.carried]
        if pending is not None:
            words = pending[1].words(self._desk.spread.active.page.words)
            self._desk.bar.hide()
            self._desk.claim.ask(words, offered, partial(self._claim_words, *pending))
        elif passage is not None:
            self._desk.claim.ask(passage.quote, offered, partial(self._claim, passage.key))

    def _claim_words(self, transcript: Key, stretch: Stretch, wanted: Wanted) -> None:
        draft = passages.claim_from_words(self._session.view, transcript, stretch, wanted)
        self._write(draft)
        self._clear_selection()
        self._desk.choose(draft.changes[0].key)

    def _claim(self, passage: Key, wanted: Wanted) -> None:
        w = wanted
        self._write(
            passages.claim_from_passage(
                self._session.view, passage, w.subject, w.field, w.value, w.rank, reason=w.reason
            )
        )

    def place(self, passage: Key) -> None:
        """Put a passage where the words are selected."""
        pending = self.pending
        if pending is None:
            return
        transcript, stretch = pending
        view = self._session.view
        done = self._try(
            lambda: passages.place_again(view, passage, transcript, stretch.start, stretch.end)
        )
        if done is not None:
            self._clear_selection()
            self._desk.choose(passage)

    def correct(self) -> None:
        """Open a copy of the transcript to correct it."""
        reading = self._desk.reading
        if reading is None or not reading.shown or self._session.read_only:
            return
        active = self._desk.spread.active.page.transcript
        row = next((row for row in reading.shown if row.key == active), reading.shown[0])
        view, author = self._session.view, self._session.author

        def submit(words: str, reason: str) -> None:
            made_by = author or None
            self._write(transcripts.correct_transcript(view, row.key, words, reason, made_by))

        words = str(row.values.get("words") or "")
        self.opened.emit(self._correcting)
        self._correcting.begin(words, lambda new: transcripts.followed(view, row.key, new), submit)

    def enter_testimony(self) -> None:
        """Open an empty page for a testimony that is typed in."""
        if self._session.read_only:
            return
        view, author = self._session.view, self._session.author

        def submit(values: Mapping[str, Value], words: str) -> None:
            draft = transcripts.new_testimony(view, values, words, made_by=author or None)
            self._write(draft)
            self._new = draft.changes[0].key

        self.opened.emit(self._entering)
        self._entering.begin(self.tr("Enter a testimony"), "testimony", TESTIMONY, submit)

    def _show_new(self) -> None:
        if self._new is not None:
            key, self._new = self._new, None
            self.entered.emit(key)

    def add_text(self) -> None:
        """Open an empty page for the transcript, or for a translation of it."""
        reading = self._desk.reading
        if reading is None or self._session.read_only:
            return
        original = reading.shown[0].key if reading.shown else None
        view = self._session.view

        def submit(values: Mapping[str, Value], words: str) -> None:
            language, made_by = values.get("language"), values.get("made_by")
            self._write(
                transcripts.new_transcript(
                    view,
                    reading.key,
                    words,
                    language=str(language) if language else None,
                    made_by=str(made_by) if made_by else None,
                    translation_of=original,
                )
            )

        self.opened.emit(self._entering)
        title = self.tr("Add a translation") if original else self.tr("Add a transcript")
        self._entering.begin(title, "transcript", TEXT, submit)
