"""What every editor has in common: an untouched editor gives back exactly what it was given."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from geoapp.case.records import Value
from layers.schema import Field


class UnreadableError(Exception):
    """What was entered is no value of the field. The message is a sentence for the user."""


class Editor(QWidget):
    """Edits the value of one field.

    A control may show less than the value holds, such as fewer decimals of a
    coordinate. So the value is read from the controls only after a person changed
    something in them.

    Signals: `edited()` on every change by a person.
    """

    edited = Signal()

    def __init__(self, field: Field, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.language = language
        self._given: Value = None
        self._state_given: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._reading = _sentence(self, QPalette.ColorRole.PlaceholderText)
        self._problem = _sentence(self, QPalette.ColorRole.BrightText)

    def _arrange(self, *controls: QWidget) -> None:
        """Lay out the controls, with the sentences about them beneath."""
        for widget in (*controls, self._reading, self._problem):
            self._column.addWidget(widget)
        label = self.field.label.in_language(self.language)
        controls[0].setAccessibleName(label)
        controls[0].setObjectName(f"edit:{self.field.name}")
        self.setFocusProxy(controls[0])

    def load(self, value: Value) -> None:
        """Show a value as the starting point."""
        self._given = value
        self._show(value)
        self._state_given = self._state()
        self._say_reading()

    @property
    def is_changed(self) -> bool:
        """Whether the controls differ from what they showed at first."""
        return self._state() != self._state_given

    def value(self) -> Value:
        """The value given, or what a person made of it. UnreadableError with a sentence."""
        return self._read() if self.is_changed else self._given

    def show_problem(self, sentence: str) -> None:
        """Say beneath the controls what is wrong; an empty text takes it away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._reading.setVisible(bool(self.reading) and not sentence)

    @property
    def problem(self) -> str:
        """The sentence that is shown, or an empty text."""
        return self._problem.text()

    @property
    def reading(self) -> str:
        """How the entry is understood, as shown beneath it."""
        return self._reading.text()

    def _changed(self, *_: object) -> None:
        self.show_problem("")
        self._say_reading()
        self.edited.emit()

    def _say_reading(self) -> None:
        words = self._understood()
        self._reading.setText(words)
        self._reading.setVisible(bool(words))

    def _understood(self) -> str:
        """How the present entry would be read, in words; empty when that is plain."""
        return ""

    def _show(self, value: Value) -> None:
        raise NotImplementedError

    def _state(self) -> object:
        raise NotImplementedError

    def _read(self) -> Value:
        raise NotImplementedError


def _sentence(parent: QWidget, role: QPalette.ColorRole) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(role)
    label.hide()
    return label
