"""A field with a vocabulary: choose a term, or keep the source's own word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from geoapp.case.records import Value
from geoapp.ui.forms.editor import Editor
from layers.schema import Field, Vocabulary


class ChoiceBox(QComboBox):
    """Terms by their labels; anything else that is typed is a word of its own."""

    def __init__(
        self, vocabulary: Vocabulary | None, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._terms = vocabulary.terms if vocabulary else ()
        self._language = language
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # The longest label must not decide how wide the panel is.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.addItem("")
        for term in self._terms:
            self.addItem(term.label.in_language(language))
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def show_code(self, code: str | None) -> None:
        """Show the label of a stored code, or the word that is no code."""
        known = {term.code: term.label.in_language(self._language) for term in self._terms}
        self.setCurrentText(known.get(code or "", code or ""))

    def code(self) -> str | None:
        """The code of the entry; the word itself when it is no term; None when empty."""
        text = self.currentText().strip()
        for term in self._terms:
            labels = (term.label.en, term.label.ko, term.code)
            if text.casefold() in {label.casefold() for label in labels}:
                return term.code
        return text or None

    def is_own_word(self) -> bool:
        """Whether the entry is no term of the vocabulary."""
        code = self.code()
        return code is not None and all(term.code != code for term in self._terms)


class ChoiceEditor(Editor):
    """A term of the field's vocabulary or the source's word."""

    def __init__(self, field: Field, language: str, parent: QWidget | None = None) -> None:
        super().__init__(field, language, parent)
        self.box = ChoiceBox(field.vocabulary, language, self)
        self.box.currentTextChanged.connect(self._changed)
        self._arrange(self.box)

    def _show(self, value: Value) -> None:
        self.box.show_code(None if value is None else str(value))

    def _state(self) -> object:
        return self.box.currentText().strip()

    def _read(self) -> Value:
        return self.box.code()

    def _understood(self) -> str:
        if not self.box.is_own_word():
            return ""
        return self.tr("Not in the vocabulary; kept as the source's own word.")
