"""How two things belong together: role, stance, certainty and a note."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Value
from geoapp.case.ties import LINK, ROLE, STANCE
from geoapp.ui.forms.choice import ChoiceBox
from layers.values import CERTAINTY

EMPTY: Mapping[str, Value] = {"role": None, "stance": None, "certainty": None, "note": None}


class StanceChips(QWidget):
    """One of the stances, or none: a second press takes it back.

    Signals: `changed()` when a person changed it.
    """

    changed = Signal()

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for place, term in enumerate(STANCE.terms, 1):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setProperty("role", "chip")
            button.setText(term.label.in_language(language))
            button.setObjectName(f"stance:{term.code}")
            button.setAccessibleName(f"{STANCE.label.in_language(language)}: {button.text()}")
            button.setToolTip(f"{self._meaning(term.code)} (Ctrl+{place})")
            button.clicked.connect(lambda _=False, code=term.code: self._pressed(code))
            self._group.addButton(button)
            self._buttons[term.code] = button
            row.addWidget(button)
        row.addStretch(1)

    def _meaning(self, code: str) -> str:
        meanings = {
            "supports": self.tr("What is said agrees with what the case shows"),
            "contradicts": self.tr("It cannot be true together with what the case shows"),
            "differs in time": self.tr("Both may be true, but of different times"),
            "mentions": self.tr("It is named, no more"),
        }
        return meanings.get(code, code)

    def _pressed(self, code: str) -> None:
        on = self._buttons[code].isChecked()
        self.show_code(code if on else None)
        self.changed.emit()

    def press(self, place: int) -> None:
        """Press the chip at a place, counted from 1."""
        codes = list(self._buttons)
        if 1 <= place <= len(codes):
            self._buttons[codes[place - 1]].click()

    def show_code(self, code: str | None) -> None:
        """Show this stance; None shows none."""
        for name, button in self._buttons.items():
            button.setChecked(name == code)

    def code(self) -> str | None:
        """The stance that is on."""
        return next((name for name, b in self._buttons.items() if b.isChecked()), None)


class TieFields(QWidget):
    """Role, stance, certainty and note of a link.

    Signals: `edited()` on every change by a person; `turn_wanted()`.
    """

    edited = Signal()
    turn_wanted = Signal()

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.role = ChoiceBox(ROLE, language, self)
        self.role.setObjectName("linkRole")
        self.stance = StanceChips(language, self)
        self.certainty = ChoiceBox(CERTAINTY, language, self)
        self.certainty.setObjectName("linkCertainty")
        self.note = QLineEdit(self)
        self.note.setObjectName("linkNote")
        self.turn = QToolButton(self)
        self.turn.setText(f"⇄ {self.tr('Turn')}")
        self.turn.setProperty("role", "link")
        self.turn.setObjectName("linkTurn")
        self.turn.setToolTip(self.tr("Swap the two ends: the link starts at the other one"))
        self.turn.clicked.connect(self.turn_wanted)
        self._arrange(language)
        self.role.currentTextChanged.connect(self.edited)
        self.certainty.currentTextChanged.connect(self.edited)
        self.note.textEdited.connect(self.edited)
        self.stance.changed.connect(self.edited)

    def _arrange(self, language: str) -> None:
        for name, control in (
            ("role", self.role),
            ("certainty", self.certainty),
            ("note", self.note),
        ):
            control.setAccessibleName(LINK.field(name).label.in_language(language))
        self.note.setPlaceholderText(self.tr("Note: why, how sure, what speaks against it"))
        self.role.setToolTip(self.tr("How the two belong together"))
        line = self.certainty.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("how certain"))
        first = QHBoxLayout()
        first.setSpacing(6)
        label = QLabel(LINK.field("role").label.in_language(language), self)
        label.setProperty("role", "muted")
        first.addWidget(label)
        first.addWidget(self.role, 3)
        first.addWidget(self.turn)
        certain = QLabel(self.tr("Is it this one?"), self)
        certain.setProperty("role", "muted")
        certain.setToolTip(LINK.field("certainty").label.in_language(language))
        first.addWidget(certain)
        first.addWidget(self.certainty, 2)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self.stance)
        second.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is Ctrl with the number of a stance; no shortcut may have it then."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return control and Qt.Key.Key_1 <= event.key() < Qt.Key.Key_1 + len(STANCE.terms)

    def take(self, event: QKeyEvent) -> bool:
        """Press the stance of such a key. Whether it was one."""
        wanted = self.wants(event)
        if wanted:
            self.stance.press(event.key() - Qt.Key.Key_1 + 1)
        return wanted

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Show those of role, stance, certainty and note that are given, without `edited`."""
        blocked = self.blockSignals(True)
        for name, box in (("role", self.role), ("certainty", self.certainty)):
            if name in values:
                box.show_code(_text(values[name]))
        if "stance" in values:
            self.stance.show_code(_text(values["stance"]))
        if "note" in values:
            self.note.setText(_text(values["note"]) or "")
        self.blockSignals(blocked)

    def values(self) -> dict[str, Value]:
        """What is entered; None where nothing is."""
        return {
            "role": self.role.code(),
            "stance": self.stance.code(),
            "certainty": self.certainty.code(),
            "note": self.note.text().strip() or None,
        }


def _text(value: Value) -> str | None:
    return None if value in (None, "") else str(value)
