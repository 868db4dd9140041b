"""Shows a recovery passphrase, once: to be written down, copied or printed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui import theme


class RecoveryDialog(QDialog):
    """It closes only once somebody says that the words are kept."""

    def __init__(self, file: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recoveryDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Recovery passphrase"))
        self.setMinimumWidth(560)
        self._file = file
        about = QLabel(
            self.tr(
                "This passphrase opens the case. It is shown only now and kept nowhere. Write it "
                "down or print it, and lock the paper away where the office keeps such things."
            ),
            self,
        )
        about.setWordWrap(True)
        self.words = QLineEdit(words, self)
        self.words.setObjectName("recoveryWords")
        self.words.setReadOnly(True)
        self.words.setAccessibleName(self.tr("Recovery passphrase"))
        self.words.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.words.setMinimumHeight(36)
        mind = QLabel(
            self.tr("A clipboard and a printer's queue may keep what they were given."), self
        )
        mind.setWordWrap(True)
        mind.setProperty("role", "muted")
        self.kept = QCheckBox(self.tr("I have kept it"), self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(self.tr("&Copy"), self)
        self.print_button = QPushButton(self.tr("&Print…"), self)
        for button in (copy, self.print_button):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.done_button = buttons.button(QDialogButtonBox.StandardButton.Close)
        theme.make_primary(self.done_button)
        self.done_button.setEnabled(False)
        self.kept.toggled.connect(self.done_button.setEnabled)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.words.text()))
        self.print_button.clicked.connect(self._ask_printer)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        for part in (about, self.words, mind, self.kept, buttons):
            column.addWidget(part)

    def reject(self) -> None:
        """Stay until the words are kept: they cannot be shown again."""
        if self.kept.isChecked():
            self.words.clear()
            super().reject()

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print a page with the name of the file and the words."""
        page = QTextDocument()
        heading = escape(self.tr("Recovery passphrase of {0}").format(self._file))
        words = escape(self.words.text())
        page.setHtml(f"<h2>{heading}</h2><p style='font-size:16pt'><code>{words}</code></p>")
        page.print_(printer)
