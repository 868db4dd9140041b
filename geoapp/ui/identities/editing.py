"""Asks who a person is. What is typed goes into the identity file and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.case.identities import IDENTITY, TOLD
from geoapp.case.records import Record
from geoapp.ui import theme
from geoapp.ui.dialogs.messages import agrees_to_discard
from geoapp.ui.forms.typed import KEPT_APART
from layers.schema import FieldKind

Told = dict[str, str | None]
LINES = 3


class IdentityDialog(QDialog):
    """`done` gets the words by field and the reason, and may raise CaseError."""

    def __init__(
        self,
        code: str,
        known: Record | None,
        done: Callable[[Told, str], None],
        language: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("identityDialog")
        self.setWindowTitle(self.tr("Identity of {0}").format(code))
        self.setMinimumWidth(520)
        self._done = done
        self._language = language
        form = QFormLayout()
        self.editors = {name: self._editor(name, known, form) for name in TOLD}
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("for the ledger of the identity file"))
        self.reason.setProperty(KEPT_APART, True)
        form.addRow(self.tr("&Reason"), self.reason)
        self.trouble = QLabel(self)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        theme.make_primary(self.go)
        self.go.setDefault(True)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(buttons)
        self.finished.connect(self._forget)

    def _editor(
        self, name: str, known: Record | None, form: QFormLayout
    ) -> QLineEdit | QPlainTextEdit:
        field = IDENTITY.field(name)
        words = str(known.values[name] or "") if known is not None else ""
        editor: QLineEdit | QPlainTextEdit
        if field.kind is FieldKind.LONG_TEXT:
            editor = QPlainTextEdit(words, self)
            editor.setTabChangesFocus(True)
            editor.setFixedHeight(editor.fontMetrics().lineSpacing() * LINES + 16)
        else:
            editor = QLineEdit(words, self)
        label = field.label.in_language(self._language)
        editor.setAccessibleName(label)
        editor.setObjectName(f"identityEditor:{name}")
        # Locking keeps what was typed under the key of the case, which is not the key of this.
        editor.setProperty(KEPT_APART, True)
        form.addRow(label, editor)
        return editor

    @property
    def told(self) -> Told:
        """The words of each field, None where it is empty."""
        return {name: _text(editor).strip() or None for name, editor in self.editors.items()}

    @property
    def is_changed(self) -> bool:
        """Whether something was typed."""
        return any(_is_modified(editor) for editor in (*self.editors.values(), self.reason))

    def _save(self) -> None:
        try:
            self._done(self.told, self.reason.text().strip())
        except CaseError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        self.accept()

    def reject(self) -> None:
        """Close, but ask first if something was typed."""
        question = self.tr("What you typed was not saved.")
        if not (self.isVisible() and self.is_changed) or agrees_to_discard(
            self, question, self.tr("Discard it"), self.tr("Go on")
        ):
            super().reject()

    def _forget(self) -> None:
        for editor in self.editors.values():
            editor.clear()
        self.deleteLater()


def _text(editor: QLineEdit | QPlainTextEdit) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def _is_modified(editor: QLineEdit | QPlainTextEdit) -> bool:
    if isinstance(editor, QLineEdit):
        return editor.isModified()
    return editor.document().isModified()
