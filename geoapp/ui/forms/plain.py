"""Editors for texts, numbers, yes / no / unknown, and values of any other form."""

from __future__ import annotations

import json
import math
import re

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from geoapp.case.records import Value
from geoapp.ui.forms.editor import Editor, UnreadableError
from geoapp.ui.phrases import number_in_words
from layers.schema import Field, FieldKind

CHARACTERS = 42  # on one line of a narrow panel
LINES = (3, 14)
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?:\.\d+)?")


class TextEditor(Editor):
    """One line of text. An empty line is no value."""

    def __init__(self, field: Field, language: str, parent: QWidget | None = None) -> None:
        super().__init__(field, language, parent)
        self.line = QLineEdit(self)
        self.line.textEdited.connect(self._changed)
        self._arrange(self.line)

    def _show(self, value: Value) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def _state(self) -> object:
        return self.line.text()

    def _read(self) -> Value:
        return self.line.text().strip() or None


class LongTextEditor(Editor):
    """Text of many lines. Tab goes on to the next field."""

    def __init__(self, field: Field, language: str, parent: QWidget | None = None) -> None:
        super().__init__(field, language, parent)
        self.box = QPlainTextEdit(self)
        self.box.setTabChangesFocus(True)
        self.box.textChanged.connect(self._changed)
        self._arrange(self.box)

    def _show(self, value: Value) -> None:
        text = "" if value is None else str(value)
        self.box.setPlainText(text)
        lines = sum(1 + len(line) // CHARACTERS for line in text.split("\n"))
        height = min(max(lines + 1, LINES[0]), LINES[1]) * self.fontMetrics().lineSpacing()
        self.box.setFixedHeight(height + 2 * self.fontMetrics().descent() + 14)

    def _state(self) -> object:
        return self.box.toPlainText()

    def _read(self) -> Value:
        text = self.box.toPlainText()
        return text if text.strip() else None


class NumberEditor(Editor):
    """A whole number or one with decimals, with its unit. Empty means nobody said."""

    def __init__(self, field: Field, language: str, parent: QWidget | None = None) -> None:
        super().__init__(field, language, parent)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("not stated"))
        self.line.textEdited.connect(self._changed)
        self._arrange(with_unit(self.line, field.unit))
        self.line.setAccessibleName(field.label.in_language(language))
        self.line.setObjectName(f"edit:{field.name}")
        self.setFocusProxy(self.line)

    def _show(self, value: Value) -> None:
        known = isinstance(value, (int, float))
        self.line.setText(number_in_words(value) if known else "")  # type: ignore[arg-type]

    def _state(self) -> object:
        return self.line.text()

    def _read(self) -> Value:
        whole = self.field.kind is FieldKind.INTEGER
        return read_number(self.line.text(), whole)


class BooleanEditor(Editor):
    """Yes, no, or unknown, which is a value of its own."""

    def __init__(self, field: Field, language: str, parent: QWidget | None = None) -> None:
        super().__init__(field, language, parent)
        self.box = QComboBox(self)
        for words, value in (
            (self.tr("unknown"), None),
            (self.tr("yes"), True),
            (self.tr("no"), False),
        ):
            self.box.addItem(words, value)
        self.box.activated.connect(self._changed)
        self._arrange(self.box)

    def _show(self, value: Value) -> None:
        self.box.setCurrentIndex(0 if value is None else 1 if value else 2)

    def _state(self) -> object:
        return self.box.currentIndex()

    def _read(self) -> Value:
        return (None, True, False)[self.box.currentIndex()]


class ValueEditor(TextEditor):
    """A value of any form. What reads as JSON is taken as that, anything else as text."""

    def _show(self, value: Value) -> None:
        if isinstance(value, str) and not _is_json(value):
            super()._show(value)
        else:
            super()._show(None if value is None else json.dumps(value, ensure_ascii=False))

    def _read(self) -> Value:
        text = self.line.text().strip()
        if not text:
            return None
        return json.loads(text) if _is_json(text) else text


def read_number(text: str, whole: bool) -> int | float | None:
    """The number in a text, None for an empty one. UnreadableError with a sentence."""
    text = text.strip().replace("−", "-")
    if not text:
        return None
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[, \u00a0\u202f]", "", text)
    try:
        value = int(text) if whole else float(text)
    except ValueError:
        raise UnreadableError(_no_number(text, whole)) from None
    if not math.isfinite(value) or abs(value) >= 2**53:
        raise UnreadableError(_no_number(text, whole))
    return value


def _no_number(text: str, whole: bool) -> str:
    if whole:
        sentence = QCoreApplication.translate(
            "forms", "“{text}” is not a whole number. Leave it empty if nobody said."
        )
    else:
        sentence = QCoreApplication.translate(
            "forms", "“{text}” is not a number. Leave it empty if nobody said."
        )
    return sentence.replace("{text}", text)


def with_unit(control: QWidget, unit: str | None) -> QWidget:
    """A control followed by its unit."""
    if not unit:
        return control
    both = QWidget(control.parentWidget())
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    label = QLabel(unit, both)
    label.setTextFormat(Qt.TextFormat.PlainText)
    row.addWidget(control, 1)
    row.addWidget(label)
    return both


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
