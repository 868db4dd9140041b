"""A dialog that does one thing on a worker and cannot be left while it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.ui import theme
from geoapp.ui.jobs import Jobs
from geoapp.ui.refusals import said

T = TypeVar("T")


class WorkingDialog(QDialog):
    """Subclasses fill `column` between `about` and `trouble`, and call `finish`."""

    def __init__(self, title: str, words: str, verb: str, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self._jobs, self._working = jobs, False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 16, 18, 14)
        self.column.setSpacing(12)
        self.column.addWidget(self.label(words))
        self.trouble = self.label("")
        self.trouble.setObjectName("workTrouble")
        self.trouble.hide()
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(title)
        self.progress.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = self.buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("workGo")
        theme.make_primary(self.go)
        self.go.setDefault(True)
        self.buttons.rejected.connect(self.reject)

    def label(self, words: str) -> QLabel:
        """A wrapped plain text."""
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def hidden(self, name: str, label: str) -> QLineEdit:
        """A field for a passphrase."""
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(label)
        return field

    def finish(self) -> None:
        """Put in what stands below the fields."""
        for part in (self.trouble, self.progress, self.buttons):
            self.column.addWidget(part)

    def work(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do it on a worker; a refusal is shown as a sentence, and everything typed stays."""

        def end(answer: T) -> None:
            self._at_work(False)
            self.accept()
            done(answer)

        def failed(error: Exception) -> None:
            self._at_work(False)
            if not isinstance(error, CaseError):
                raise error
            self.trouble.setText(said(str(error)))
            self.trouble.show()

        self.trouble.hide()
        self._at_work(True)
        self._jobs.start(lambda _progress: work(), end, failed=failed)

    def _at_work(self, working: bool) -> None:
        self._working = working
        self.progress.setVisible(working)
        self.buttons.setEnabled(not working)

    def reject(self) -> None:
        """Stay while it is being done: what comes in is shown when it is all there."""
        if not self._working:
            super().reject()
