"""One testimony or account on the desk: its head, its texts, what they carry, and the hands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from geoapp.case.records import Key
from geoapp.ui import settings
from geoapp.ui.panels.reader.claim_form import ClaimForm
from geoapp.ui.panels.reader.content import Passage, Reading
from geoapp.ui.panels.reader.find_bar import FindBar
from geoapp.ui.panels.reader.header import Header
from geoapp.ui.panels.reader.margin import label_of
from geoapp.ui.panels.reader.side import Side
from geoapp.ui.panels.reader.spoken import Spoken
from geoapp.ui.panels.reader.spread import Layout, Spread
from geoapp.ui.panels.reader.strip import Strip
from geoapp.ui.panels.reader.words_bar import WordsBar
from geoapp.ui.phrases import excerpt

LETTERS = (11, 26)
SIDE_FROM = 720
"""Pixels of width from which there is room for the list beside the texts."""


class Desk(QWidget):
    """Arranges the parts and keeps them agreed on the chosen passage.

    Signals: `passage_chosen(Key)` by a person.
    """

    passage_chosen = Signal(Key)

    def __init__(self, header: Header, claim: ClaimForm, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.header = header
        self.claim = claim
        self.reading: Reading | None = None
        self.chosen: Key | None = None
        self._pixels = _remembered_letters()
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "warning")
        self.note.hide()
        self.lost = Strip(self.tr("To be placed again"), self.tr("Place here"), self)
        self.speaking = Strip(self.tr("Passages that speak of it"), parent=self)
        self.spread = Spread(self)
        self.find_bar = FindBar(self.spread, self)
        self.side = Side(language, self)
        self.bar = WordsBar(language, self.spread)
        self._split = QSplitter(self)
        self._split.setHandleWidth(5)
        self._split.addWidget(self.spread)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([700, 210])
        self.side.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (header, self.note, self.lost, self.speaking, claim, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self._split, 1)
        for sheet in self.spread.sheets:
            sheet.margin.language = language
            sheet.letters.connect(self.resize_letters)
        self.spread.set_pixels(self._pixels)
        self._connect()

    def _connect(self) -> None:
        self.spread.chosen.connect(self.choose)
        self.spread.words_selected.connect(self.words_selected)
        self.header.step.connect(self.step)
        self.header.letters.connect(self.resize_letters)
        self.header.search.connect(self.find_bar.open)
        self.header.layout_wanted.connect(lambda name: self.spread.set_layout(Layout(name)))
        self.find_bar.closed.connect(self.spread.setFocus)
        self.speaking.closed.connect(self._put_out)
        self.lost.chosen.connect(self.choose)
        self.header.things.toggled.connect(self.side.setVisible)
        for keys, act in (
            ("Ctrl+F", self.find_bar.open),
            ("Alt+Down", lambda: self.step(1)),
            ("Alt+Up", lambda: self.step(-1)),
            ("Alt++", lambda: self.resize_letters(1)),
            ("Alt+=", lambda: self.resize_letters(1)),
            ("Alt+-", lambda: self.resize_letters(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- showing -----------------------------------------------------------------

    def show_reading(self, reading: Reading, writable: bool) -> None:
        """Show a testimony or an account; the same one keeps its place."""
        same = self.reading is not None and self.reading.key == reading.key
        if not same:
            self.chosen = None
            self.bar.hide()
            self.claim.hide()
        self.reading = reading
        if self.chosen is not None and reading.passage(self.chosen) is None:
            self.chosen = None
        self.header.show_reading(reading, writable)
        self.spread.show_pages(reading.pages, keep=same)
        self.spread.setVisible(bool(reading.pages))
        self._show_note(reading)
        self._show_lost(reading, writable)
        self._show_chosen()

    def _show_note(self, reading: Reading) -> None:
        words = ""
        if not reading.pages:
            words = self.tr("No text was entered for this testimony yet.")
        elif reading.shown and reading.shown[0] != reading.texts[0].newest:
            words = self.tr("An earlier revision. It stays as it is; the newest one counts.")
        elif len({len(sheet.paragraphs) for sheet in self.spread.sheets}) > 1 and (
            len(reading.pages) > 1
        ):
            counts = [str(len(sheet.paragraphs)) for sheet in self.spread.sheets]
            words = self.tr(
                "The texts have {0} and {1} paragraphs, so they may not stand side by side."
            ).format(*counts)
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _show_lost(self, reading: Reading, writable: bool) -> None:
        rows = [(p.key, f"{label_of(p)} – “{excerpt(p.quote, 100)}”") for p in reading.lost]
        heading = self.tr("To be placed again ({n}): select the words they mean now")
        self.lost.show_rows(heading.replace("{n}", str(len(rows))), rows)
        self.lost.act.setEnabled(writable and self._selected() and bool(reading.shown))

    def show_speaking(self, name: str, spoken: list[Spoken]) -> None:
        """List the passages that speak of a thing, and make those in this text stand out."""
        rows = []
        for each in spoken:
            values = each.passage.values
            words = str(values.get("label") or "") or excerpt(str(values.get("quote") or ""), 40)
            quote = excerpt(str(values.get("quote") or ""), 100)
            rows.append((each.passage.key, f"{each.home_code} · {words} – “{quote}”"))
        heading = self.tr("{n} passages speak of {name}")
        heading = heading.replace("{n}", str(len(rows))).replace("{name}", name)
        self.speaking.show_rows(heading, rows)
        for sheet in self.spread.sheets:
            sheet.light(each.passage.key for each in spoken)

    def _put_out(self) -> None:
        for sheet in self.spread.sheets:
            sheet.light(())

    def _show_chosen(self) -> None:
        reading = self.reading
        if reading is None:
            return
        passage = reading.passage(self.chosen) if self.chosen is not None else None
        self.spread.select_passage(passage)
        self.side.show_passages((*reading.passages, *reading.lost), passage)
        order = [p.key for p in reading.passages]
        at = order.index(self.chosen) if self.chosen in order else -1
        self.header.show_step(at, len(order))

    # --- hands -------------------------------------------------------------------

    def choose(self, key: Key | None, *, told: bool = True) -> None:
        """Make a passage the chosen one; `told`: a person did, so the window follows."""
        self.chosen = key
        self._show_chosen()
        if key is not None and told:
            self.passage_chosen.emit(key)

    def step(self, by: int) -> None:
        """To the next or the previous passage."""
        order = [p.key for p in self.reading.passages] if self.reading is not None else []
        if not order:
            return
        if self.chosen in order:
            self.choose(order[(order.index(self.chosen) + by) % len(order)])
        else:
            self.choose(order[0 if by > 0 else -1])

    def words_selected(self, on: bool) -> None:
        """Offer what can be done with selected words."""
        reading = self.reading
        allowed = reading is not None and bool(reading.shown) and not self.header.read_only
        self.lost.act.setEnabled(on and allowed)
        if not on or not allowed or self.spread.active.page.transcript is None:
            if not on:
                self.bar.hide()
            return
        sheet = self.spread.active
        rect = sheet.cursorRect(sheet.textCursor())
        spot = sheet.viewport().mapTo(self.spread, rect.bottomLeft())
        self.bar.offer(spot, rect.height())

    def _selected(self) -> bool:
        return self.spread.active.selection() is not None

    def resize_letters(self, by: int) -> None:
        """Larger or smaller letters; remembered for the next time."""
        self._pixels = min(max(self._pixels + by, LETTERS[0]), LETTERS[1])
        settings.remember("reader letters", self._pixels)
        self.spread.set_pixels(self._pixels)

    @property
    def passage(self) -> Passage | None:
        """The chosen passage."""
        if self.reading is None or self.chosen is None:
            return None
        return self.reading.passage(self.chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow panel has no room for the list beside the texts."""
        super().resizeEvent(event)
        if (event.oldSize().width() >= SIDE_FROM) != (self.width() >= SIDE_FROM):
            self.header.things.setChecked(self.width() >= SIDE_FROM)


def _remembered_letters() -> int:
    known = settings.text("reader letters", "")
    return min(max(int(known), LETTERS[0]), LETTERS[1]) if known.isdecimal() else 14
