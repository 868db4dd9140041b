"""Who a person is, as a part of the inspector."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from geoapp.case.identities import IDENTITY, TOLD
from geoapp.case.records import Record


class IdentityPanel(QWidget):
    """Says that no identity file is open, or what it says of a person.

    Signals: `open_wanted()`, `make_wanted()`, `close_wanted()` for the file; `change_wanted()`
    for what is told.
    """

    open_wanted = Signal()
    make_wanted = Signal()
    close_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("identityPanel")
        self._language = language
        self.state = self._words()
        self.open = self._button(self.tr("Open…"), self.open_wanted)
        self.make = self._button(self.tr("Make…"), self.make_wanted)
        self.change = self._button(self.tr("Change…"), self.change_wanted)
        self.close_file = self._button(self.tr("Close the identity file"), self.close_wanted)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(4)
        self.values = {name: self._value(name) for name in TOLD}
        buttons = QHBoxLayout()
        for button in (self.open, self.make, self.change, self.close_file):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 2, 0, 6)
        column.addWidget(self.state)
        column.addLayout(self._form)
        column.addLayout(buttons)
        self.show_closed()

    def _words(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, text: str, wanted: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(wanted)
        return button

    def _value(self, name: str) -> QLabel:
        value = self._words()
        value.setObjectName(f"identity:{name}")
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label = self._words()
        label.setText(IDENTITY.field(name).label.in_language(self._language))
        label.setProperty("role", "muted")
        self._form.addRow(label, value)
        return value

    def show_closed(self) -> None:
        """No identity file is open: nothing of anybody is left in here."""
        for value in self.values.values():
            value.clear()
        self._show(self.tr("No identity file is open."), opened=False)

    def show_person(self, record: Record | None, writable: bool) -> None:
        """What the identity file says of the person; None if it says nothing."""
        for name, value in self.values.items():
            words = str(record.values[name] or "") if record is not None else ""
            value.setText(words)
            label = IDENTITY.field(name).label.in_language(self._language)
            value.setAccessibleName(f"{label}: {words}")
        state = "" if record is not None else self.tr("Nothing is known of this person.")
        self._show(state, opened=True)
        self.change.setEnabled(writable)

    def _show(self, state: str, *, opened: bool) -> None:
        self.state.setText(state)
        self.state.setVisible(bool(state))
        for number, value in enumerate(self.values.values()):
            self._form.setRowVisible(number, opened and bool(value.text()))
        for button in (self.open, self.make):
            button.setVisible(not opened)
        for button in (self.change, self.close_file):
            button.setVisible(opened)
