"""Asks twice for a passphrase that shall open a case from now on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui import theme


class TwiceDialog(QDialog):
    """`done` gets (passphrase, label); the label is empty where `labelled` is False."""

    def __init__(
        self,
        title: str,
        words: str,
        done: Callable[[str, str], None],
        parent: QWidget,
        *,
        labelled: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("twiceDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self._done = done
        about = QLabel(words, self)
        about.setWordWrap(True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        form = QFormLayout()
        self.label = QLineEdit(self)
        self.label.setObjectName("slotLabel")
        self.label.setAccessibleName(self.tr("Who it is for"))
        self.label.setPlaceholderText(self.tr("read only in the open case"))
        if labelled:
            form.addRow(self.tr("&Who it is for"), self.label)
        self.label.setVisible(labelled)
        self.field = self._hidden("slotPassphrase", self.tr("New passphrase"))
        self.again = self._hidden("slotAgain", self.tr("New passphrase, once more"))
        form.addRow(self.tr("&New passphrase"), self.field)
        form.addRow(self.tr("Once &more"), self.again)
        self.trouble = QLabel(self.tr("The two are not the same."), self)
        self.trouble.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        theme.make_primary(self.go)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        buttons.accepted.connect(self._end)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(about)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(buttons)

    def _hidden(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(label)
        field.setMinimumWidth(300)
        field.textChanged.connect(self._edited)
        return field

    def _edited(self) -> None:
        first, second = self.field.text(), self.again.text()
        self.go.setEnabled(bool(first) and first == second)
        self.trouble.setVisible(bool(second) and not first.startswith(second))

    def _end(self) -> None:
        passphrase, label = self.field.text(), self.label.text().strip()
        self.field.clear()
        self.again.clear()
        self.accept()
        self._done(passphrase, label)
