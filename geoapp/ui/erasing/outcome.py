"""What a withdrawal did, and what it does not reach: a list to work through, and to save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from geoapp.session.erasing import Withdrawn
from geoapp.ui.dialogs.messages import say
from geoapp.withdrawal_wording import left_over


class OutcomeDialog(QDialog):
    """Holds no word of what was destroyed, so it can be saved and passed on."""

    def __init__(self, code: str, done: Withdrawn, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("withdrawalOutcome")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Consent withdrawn: {0}").format(code))
        self.resize(680, 480)
        self._code = code
        self.head = QLabel(self._did(done), self)
        self.head.setWordWrap(True)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.rest = QPlainTextEdit(self)
        self.rest.setReadOnly(True)
        self.rest.setAccessibleName(self.tr("What is not reached"))
        self.rest.setPlainText("\n\n".join(f"• {left_over(left, language)}" for left in done.left))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.save_button = buttons.addButton(
            self.tr("&Save list…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.save_button.clicked.connect(self._ask_save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.rest, 1)
        column.addWidget(buttons)

    def _did(self, done: Withdrawn) -> str:
        words = self.tr(
            "Consents marked: {0}. Rows destroyed: {1}. Fields emptied: {2}.",
        ).format(done.consents, done.rows, done.fields)
        lines = [words]
        if done.problems:
            lines.append(self.tr("The verification afterwards found problems:"))
            lines += [problem.sentence for problem in done.problems]
        elif done.rows or done.fields:
            lines.append(self.tr("The case was verified afterwards: it agrees with its ledger."))
        lines.append(self.tr("This is not reached, or not known. Work through it:"))
        return "\n".join(lines)

    def text(self) -> str:
        """The list as it is saved."""
        return f"{self.windowTitle()}\n\n{self.head.text()}\n\n{self.rest.toPlainText()}\n"

    def _ask_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the list"), f"{self._code}.txt", self.tr("Text (*.txt)")
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the list into a file."""
        try:
            path.write_text(self.text(), encoding="utf-8")
        except OSError as error:
            say(self, f"{path.name}: {error.strerror}")
