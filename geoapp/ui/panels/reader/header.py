"""The head of a text: who, when, in which language, which revision; and how to show it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from geoapp.case.accounts import LANGUAGE, REVIEW
from geoapp.case.records import Key, Record
from geoapp.ui import icons, theme
from geoapp.ui.fonts import app_font
from geoapp.ui.panels.inspector.chips import Chips, ChipText
from geoapp.ui.panels.reader.content import Reading
from geoapp.ui.panels.reader.spread import Layout
from geoapp.ui.phrases import date_in_words, excerpt
from layers.values import BASIS, UncertainDate


class Title(QLabel):
    """One line that ends in dots where it is too long."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write as much as there is room for."""
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter = QPainter(self)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), side, words)


class Header(QWidget):
    """Signals.

    `home()`; `revision(int)` with a transcript's number; `layout_wanted(str)`;
    `letters(int)` +1 or -1; `search()`; `correct()`; `add_text()`; `step(int)` to the
    next or the previous passage; `navigate(Key)`.
    """

    home = Signal()
    revision = Signal(object)
    layout_wanted = Signal(str)
    letters = Signal(int)
    search = Signal()
    correct = Signal()
    add_text = Signal()
    step = Signal(int)
    navigate = Signal(Key)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._icons: dict[QToolButton, str] = {}
        self._reading: Reading | None = None
        self.read_only = False
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(4)
        column.addLayout(self._top())
        self.chips = Chips(self)
        self.chips.activated.connect(self._follow)
        column.addLayout(self._below())
        theme.current().changed.connect(self._dress)
        self._dress()

    def _top(self) -> QHBoxLayout:
        self.home_button = self._button("", self.tr("All testimonies and accounts (Alt+Home)"))
        self._icons[self.home_button] = "back"
        self.home_button.clicked.connect(self.home)
        self._title = Title(self)
        self._title.setFont(app_font(14, bold=True))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMinimumWidth(60)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.home_button)
        row.addWidget(self._title, 1)
        self.previous = self._button("▴", self.tr("Previous passage (Alt+Up)"))
        self.count = QLabel(self)
        self.count.setProperty("role", "muted")
        self.next = self._button("▾", self.tr("Next passage (Alt+Down)"))
        self.previous.clicked.connect(lambda: self.step.emit(-1))
        self.next.clicked.connect(lambda: self.step.emit(1))
        for widget in (self.previous, self.count, self.next, *self._tools()):
            row.addWidget(widget)
        return row

    def _below(self) -> QHBoxLayout:
        self.revisions = self._choice(self.tr("Revision of the transcript"), 12)
        self.revisions.activated.connect(self._choose_revision)
        self.layouts = self._choice(self.tr("Which texts to show"), 8)
        for layout, words in (
            (Layout.BOTH, self.tr("Both texts")),
            (Layout.ORIGINAL, self.tr("Transcript")),
            (Layout.TRANSLATION, self.tr("Translation")),
        ):
            self.layouts.addItem(words, str(layout))
        self.layouts.activated.connect(
            lambda at: self.layout_wanted.emit(self.layouts.itemData(at))
        )
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.chips, 1)
        row.addWidget(self.revisions)
        row.addWidget(self.layouts)
        return row

    def _choice(self, name: str, characters: int) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(characters)
        return box

    def _tools(self) -> tuple[QToolButton, ...]:
        smaller = self._button("A−", self.tr("Smaller letters (Alt+−)"))
        larger = self._button("A+", self.tr("Larger letters (Alt++)"))
        finder = self._button("", self.tr("Find in the text (Ctrl+F)"))
        self._icons[finder] = "search"
        self.things = self._button("☰", self.tr("What the passages carry"))
        self.things.setCheckable(True)
        self.add_button = self._button(self.tr("Add translation…"), "")
        self.correct_button = self._button(self.tr("Correct…"), self.tr("Correct the transcript"))
        smaller.clicked.connect(lambda: self.letters.emit(-1))
        larger.clicked.connect(lambda: self.letters.emit(1))
        finder.clicked.connect(self.search)
        self.add_button.clicked.connect(self.add_text)
        self.correct_button.clicked.connect(self.correct)
        return smaller, larger, finder, self.things, self.add_button, self.correct_button

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip or text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _dress(self) -> None:
        for button, name in self._icons.items():
            button.setIcon(icons.icon(name))

    def show_reading(self, reading: Reading, writable: bool) -> None:
        """Show the head of a testimony or an account."""
        self._reading = reading
        values = reading.record.values
        title = str(values.get("title") or "")
        self._title.setText(" · ".join(filter(None, (reading.record.code, title))))
        self._title.setToolTip(f"{title}\n{values.get('summary') or ''}".strip())
        self.chips.show_chips(self._chips(reading))
        self._show_revisions(reading)
        spoken = reading.key.table == "testimony"
        newest = bool(reading.shown) and reading.shown[0] == reading.texts[0].newest
        self.layouts.setVisible(len(reading.pages) > 1)
        self.correct_button.setVisible(spoken and bool(reading.shown))
        self.correct_button.setEnabled(writable and newest)
        self.add_button.setVisible(spoken and writable and len(reading.pages) < 2)
        self.add_button.setText(
            self.tr("Add translation…") if reading.pages else self.tr("Add transcript…")
        )

    def show_step(self, at: int, count: int) -> None:
        """Which passage of how many is chosen; `at` is -1 for none."""
        self.count.setText(f"{at + 1} / {count}" if at >= 0 else str(count))
        self.count.setToolTip(self.tr("Passages"))
        for widget in (self.previous, self.count, self.next):
            widget.setVisible(count > 0)

    def _chips(self, reading: Reading) -> list[ChipText]:
        values = reading.record.values
        chips = []
        if values.get("fictional"):
            tip = self.tr("Made up for demonstration; never a fact")
            chips.append(ChipText(self.tr("invented"), tip, strong=True))
        for name, tip in self._named():
            id = values.get(name)
            table = {"witness": "person", "interview": "interview", "source": "source"}[name]
            if isinstance(id, int) and (named := reading.names.get(Key(table, id))):
                words = named[0] if name != "source" else excerpt(named[1], 50)
                section = f"{table}/{id}"
                chips.append(ChipText(words or named[1], f"{tip}: {named[1]}", section=section))
        chips += [ChipText(words, tip) for words, tip in self._facts(reading) if words]
        if reading.texts and len(reading.texts[0].revisions) == 1:
            words = self._revision_words(reading.texts[0].newest)
            chips.append(ChipText(words.split(" · ")[0], words))
        return chips

    def _named(self) -> tuple[tuple[str, str], ...]:
        return (
            ("witness", self.tr("Witness")),
            ("interview", self.tr("Interview")),
            ("source", self.tr("Document")),
        )

    def _facts(self, reading: Reading) -> list[tuple[str, str]]:
        values, language = reading.record.values, self._language
        told = values.get("date_told")
        facts = [(date_in_words(told) if isinstance(told, UncertainDate) else "", self.tr("Date"))]
        spoken, review = values.get("language"), values.get("review")
        facts.append(
            (LANGUAGE.label_of(str(spoken), language) if spoken else "", self.tr("Language"))
        )
        facts.append((REVIEW.label_of(str(review), language) if review else "", self.tr("Review")))
        basis = values.get("basis")
        facts.append((BASIS.label_of(str(basis), language) if basis else "", self.tr("Basis")))
        facts.append((str(values.get("paragraph") or ""), self.tr("Paragraph or page")))
        return facts

    def _show_revisions(self, reading: Reading) -> None:
        self.revisions.clear()
        text = reading.texts[0] if reading.texts else None
        for row in reversed(text.revisions if text else ()):
            self.revisions.addItem(self._revision_words(row), row.key.id)
            tip = str(row.values.get("reason") or "")
            self.revisions.setItemData(self.revisions.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        shown = reading.shown[0].key.id if reading.shown else None
        self.revisions.setCurrentIndex(self.revisions.findData(shown))
        self.revisions.setVisible(self.revisions.count() > 1)
        self.revisions.setToolTip(self.revisions.currentText())

    def _revision_words(self, row: Record) -> str:
        number = self.tr("Revision {n}").replace("{n}", str(row.values.get("revision") or 1))
        parts = (number, row.values.get("made_by"), row.values.get("reason"))
        return " · ".join(str(part) for part in parts if part)

    def _choose_revision(self, at: int) -> None:
        self.revision.emit(self.revisions.itemData(at))

    def _follow(self, section: str) -> None:
        table, _, id = section.partition("/")
        self.navigate.emit(Key(table, int(id)))
