"""An uncertain date as the source words it, with how it is read beneath."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from geoapp.case.records import Value
from geoapp.ui.forms.editor import Editor
from geoapp.ui.phrases import bounds_in_words, date_in_words
from layers.date_words import parse
from layers.schema import Field
from layers.values import UncertainDate


class DateEditor(Editor):
    """Words in, bounds out. Words that cannot be read are kept and stay undated."""

    def __init__(self, field: Field, language: str, parent: QWidget | None = None) -> None:
        super().__init__(field, language, parent)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("2018-03, spring 2019, before 2012 …"))
        self.line.textEdited.connect(self._changed)
        self._arrange(self.line)

    def _show(self, value: Value) -> None:
        self.line.setText(date_in_words(value) if isinstance(value, UncertainDate) else "")
        self.line.setCursorPosition(0)

    def _state(self) -> object:
        return self.line.text()

    def _read(self) -> Value:
        words = self.line.text().strip()
        return parse(words) if words else None

    def _understood(self) -> str:
        value = self.value()
        if not isinstance(value, UncertainDate):
            return ""
        if not value.is_dated:
            return self.tr("Kept as words, undated.")
        return self.tr("Read as {bounds}").replace("{bounds}", bounds_in_words(value))
