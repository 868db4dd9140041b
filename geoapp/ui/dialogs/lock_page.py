"""What the window shows of a case that is locked: its file's name, and a field to open it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from geoapp.ui import theme
from geoapp.ui.fonts import app_font

_WIDTH = 460


class LockPage(QWidget):
    """Asks for the passphrase. Signals: `tried(str)`, what was typed; `left` to give it up."""

    tried = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lockPage")
        self.setAccessibleName(self.tr("Locked"))
        heading = QLabel(self.tr("Locked"), self)
        heading.setFont(app_font(26, bold=True))
        self.name = self._words()
        self.name.setObjectName("lockedFile")
        self.field = QLineEdit(self)
        self.field.setObjectName("unlockField")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.setPlaceholderText(self.tr("Passphrase"))
        self.field.setMinimumHeight(34)
        self.trouble = self._words()
        self.trouble.setObjectName("unlockTrouble")
        self.go = QPushButton(self.tr("Unlock"), self)
        self.go.setObjectName("unlock")
        self.leave = QPushButton(self.tr("Close the case"), self)
        theme.make_primary(self.go)
        self.field.textChanged.connect(lambda typed: self.go.setEnabled(bool(typed)))
        self.field.returnPressed.connect(self._try)
        self.go.clicked.connect(self._try)
        self.leave.clicked.connect(self.left)
        self._arrange(heading)

    def _words(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _arrange(self, heading: QLabel) -> None:
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        for part in (heading, self.name, self.field, self.trouble):
            column.addWidget(part)
        column.addLayout(buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inner, 4)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(2)

    def ask(self, file: str, kept: bool, trouble: str = "") -> None:
        """Ask for the passphrase of a file. `kept`: words typed and not saved wait for it."""
        words = self.tr(
            "“{0}” is closed and encrypted. With its passphrase you come back to where you were."
        ).format(file)
        if kept:
            words += " " + self.tr("What you had typed and not saved is kept until then.")
        self.name.setText(words)
        self.field.clear()
        self.go.setEnabled(False)
        self.refuse(trouble)

    def refuse(self, words: str) -> None:
        """Say why the case does not open."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        words = self.field.text()
        if words:
            self.tried.emit(words)
