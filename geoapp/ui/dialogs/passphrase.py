"""Asks for the passphrase of a case, and for the one of a new case. Nothing typed is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui import theme


class PassphraseDialog(QDialog):
    """Asks until the case opens or somebody gives up.

    `tried` gets what was typed and answers with a sentence that says why it does not open,
    or with nothing once it does.
    """

    def __init__(self, name: str, tried: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("passphraseDialog")
        self._tried = tried
        self.field = _hidden(self, "passphraseField", self.tr("Passphrase"))
        form = QFormLayout()
        form.addRow(self.tr("&Passphrase"), self.field)
        self.trouble = _words(self, "")
        self.trouble.setObjectName("passphraseTrouble")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(self.tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        _lay_out(self, self.tr("“{0}” is encrypted.").format(name), form, self.trouble, buttons)
        self.setWindowTitle(self.tr("Open an encrypted case"))
        self.trouble.hide()
        self.field.textChanged.connect(lambda typed: self.go.setEnabled(bool(typed)))
        self.go.setEnabled(False)
        theme.make_primary(self.go)
        self.go.setDefault(True)
        buttons.accepted.connect(self._try)
        buttons.rejected.connect(self.reject)

    def _try(self) -> None:
        words = self._tried(self.field.text())
        if not words:
            self.accept()
            return
        self.trouble.setText(words)
        self.trouble.show()
        self.field.clear()
        self.field.setFocus()


class NewPassphraseDialog(QDialog):
    """Asks twice for the passphrase of a new case, or to leave it unencrypted.

    `done` gets the passphrase, or None for a plain case.
    """

    def __init__(self, name: str, done: Callable[[str | None], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("newPassphraseDialog")
        self._done = done
        self.field = _hidden(self, "newPassphraseField", self.tr("Passphrase"))
        self.again = _hidden(self, "newPassphraseAgain", self.tr("Passphrase, once more"))
        form = QFormLayout()
        form.addRow(self.tr("&Passphrase"), self.field)
        form.addRow(self.tr("Once &more"), self.again)
        self.trouble = _words(self, "")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(self.tr("Encrypt"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.plain = QPushButton(self.tr("Leave it unencrypted"), self)
        buttons.addButton(self.plain, QDialogButtonBox.ButtonRole.DestructiveRole)
        words = self.tr(
            "“{0}” will be encrypted. Several plain words are a good passphrase. "
            "If every passphrase is lost, nobody can open the case again, and nobody can help."
        )
        _lay_out(self, words.format(name), form, self.trouble, buttons)
        self.setWindowTitle(self.tr("New case"))
        self.plain.setToolTip(self.tr("Anyone who has the file can read it"))
        for field in (self.field, self.again):
            field.textChanged.connect(self._edited)
        theme.make_primary(self.go)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.trouble.hide()
        buttons.accepted.connect(lambda: self._end(self.field.text()))
        buttons.rejected.connect(self.reject)
        self.plain.clicked.connect(lambda: self._end(None))

    def _edited(self) -> None:
        first, second = self.field.text(), self.again.text()
        self.go.setEnabled(bool(first) and first == second)
        differ = bool(second) and not first.startswith(second)
        self.trouble.setText(self.tr("The two are not the same.") if differ else "")
        self.trouble.setVisible(differ)

    def _end(self, words: str | None) -> None:
        self.accept()
        self._done(words)


def _hidden(parent: QWidget, name: str, label: str) -> QLineEdit:
    field = QLineEdit(parent)
    field.setObjectName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(label)
    field.setMinimumWidth(320)
    return field


def _words(parent: QWidget, text: str) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _lay_out(
    dialog: QDialog, words: str, form: QFormLayout, trouble: QLabel, buttons: QDialogButtonBox
) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(18, 16, 18, 14)
    column.setSpacing(12)
    column.addWidget(_words(dialog, words))
    column.addLayout(form)
    column.addWidget(trouble)
    column.addWidget(buttons)
    dialog.setMinimumWidth(480)
    dialog.finished.connect(dialog.deleteLater)
