"""The first page of the link picker: search, candidates, how they belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Key, Value
from geoapp.case.view import CaseView
from geoapp.commands.link import Tie
from geoapp.ui import icons, theme
from geoapp.ui.linking.candidate_list import CandidateList
from geoapp.ui.linking.candidates import Candidate, linkable
from geoapp.ui.linking.tie_fields import EMPTY, TieFields

_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


class SearchPage(QWidget):
    """Search box, list and link fields.

    The box keeps the cursor: arrows move in the list. After an arrow key Space chooses
    the line, until something is typed again; Ctrl+Space always does.
    `hands_on_list`: whether Space chooses. `turned`: the link starts at the other end.
    """

    def __init__(self, view: CaseView, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._language = language
        self._said: dict[str, Value] = {}
        self._usual: Mapping[str, Value] = {}
        self.hands_on_list = False
        self.turned = False
        self.search = QLineEdit(self)
        self.search.setObjectName("linkSearch")
        self.search.setAccessibleName(self.tr("Find what to link to"))
        self.search.setPlaceholderText(self.tr("Find by code, name, words or place"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        place = QLineEdit.ActionPosition.LeadingPosition
        self._glass = self.search.addAction(icons.icon("search"), place)
        self.kinds = QComboBox(self)
        self.kinds.setObjectName("linkKinds")
        self.kinds.setAccessibleName(self.tr("Kind of thing"))
        self.kinds.setMaximumWidth(190)
        self.list = CandidateList(self)
        self.list.rows.language = language
        self._note = QLabel(self)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self.fields = TieFields(language, self)
        self.summary = QLabel(self)
        self.summary.setObjectName("linkSummary")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.on_map = self._button(
            "pickOnMap", self.tr("Pick on the map"), self.tr("The next click chooses (Ctrl+M)")
        )
        self.drop = self._button(
            "dropPlace",
            self.tr("Drop a new place"),
            self.tr("The next click is where it lies (Ctrl+D)"),
        )
        self.make = self._button(
            "makeNew", self.tr("Make new…"), self.tr("A thing that is not in the case yet (Ctrl+N)")
        )
        self.link_button = QPushButton(self.tr("Link"), self)
        self.link_button.setObjectName("linkNow")
        self.link_button.setProperty("primary", "true")
        self.link_button.setToolTip(self.tr("Enter"))
        self._arrange()
        theme.current().changed.connect(self._dress)

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setProperty("role", "link")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.kinds)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button in (self.on_map, self.drop, self.make):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.link_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self._note)
        column.addWidget(self.fields)
        column.addWidget(self.summary)
        column.addLayout(foot)

    def _dress(self) -> None:
        self._glass.setIcon(icons.icon("search"))

    def show_kinds(self, first: tuple[str, ...]) -> None:
        """Offer all kinds of things, or one of them."""
        wanted = self.kinds.currentData()
        blocker = QSignalBlocker(self.kinds)
        self.kinds.clear()
        self.kinds.addItem(self.tr("All kinds"), "")
        for table in linkable(self._view, first):
            self.kinds.addItem(table.plural.in_language(self._language), table.name)
        self.kinds.setCurrentIndex(max(self.kinds.findData(wanted), 0))
        blocker.unblock()

    @property
    def only(self) -> str:
        """The one table that is searched; empty for all."""
        return str(self.kinds.currentData() or "")

    def show_results(self, found: Sequence[Candidate], words: str) -> None:
        """Show what was found for some words, or what is suggested without any."""
        self.list.rows.show_results(found)
        # A suggestion is taken by choosing it: Enter alone must not link to a guess.
        self.list.go_to(self.list.rows.first_line() if words else -1)
        if found and words:
            self.note(self.tr("↑ ↓ then Space chooses several. Enter links."))
        elif found:
            self.note(self.tr("Type to search everything, or take one of these with ↓ and Enter."))
        elif words:
            self.note(self.tr("Nothing has these words. Pick on the map or make it new."))
        else:
            self.note(self.tr("Type a code, a name in English or Korean, or any words."))

    def keep_current(self, key: Key) -> None:
        """Stay on a row after the list was filled again."""
        rows = self.list.rows
        for line in range(rows.rowCount()):
            one = rows.candidate(line)
            if one is not None and one.key == key:
                self.list.go_to(line)
                return

    def note(self, words: str) -> None:
        """A remark below the list."""
        self._note.setText(words)

    @property
    def remark(self) -> str:
        """What stands below the list."""
        return self._note.text()

    # --- how they belong together ----------------------------------------------------------

    def said(self) -> dict[str, Value]:
        """What a person said of the link, other than what is usual."""
        return dict(self._said)

    def remember_said(self) -> None:
        """Take over what differs from what was shown as usual."""
        for name, value in self.fields.values().items():
            if name in self._said or value != self._usual.get(name):
                self._said[name] = value

    def show_usual(self, tie: Tie, mixed: bool) -> None:
        """Show the link that would be made; a role per kind if they differ."""
        self._usual = {"role": tie.role, "stance": tie.stance}
        # What a person entered stays as it was typed.
        self.fields.show_values({n: v for n, v in self._usual.items() if n not in self._said})
        if mixed:
            self.note(self.tr("Each is linked in the role that is usual for its kind."))

    def show_summary(self, words: str, count: int) -> None:
        """What Enter would do."""
        self.summary.setText(words)
        self.link_button.setEnabled(count > 0)
        text = self.tr("Link") if count < 2 else self.tr("Link {n}").replace("{n}", str(count))
        self.link_button.setText(text)

    def forget(self) -> None:
        """Empty everything for another start."""
        self._said.clear()
        self.turned = False
        self.hands_on_list = False
        self.search.clear()
        self.kinds.setCurrentIndex(0)
        self.fields.show_values(EMPTY)
        self.list.rows.forget()

    # --- keys in the search box -----------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list; Space chooses once they did."""
        if watched is not self.search or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is not QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _MOVES:
            self.list.step(_MOVES[key])
            self.hands_on_list = True
            return True
        if key == Qt.Key.Key_Space and (self.hands_on_list or control):
            self.list.rows.toggle(self.list.line)
            return True
        return False
