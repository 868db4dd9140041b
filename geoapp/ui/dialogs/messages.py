"""Short questions and answers. None of them blocks the program; each closes by itself or by Esc."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QVBoxLayout,
    QWidget,
)

from geoapp.ui import theme
from geoapp.ui.jobs import Jobs


def say(parent: QWidget, words: str, *, warning: bool = True, title: str = "") -> QMessageBox:
    """A sentence in a box."""
    box = QMessageBox(parent)
    box.setObjectName("message")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning if warning else QMessageBox.Icon.Information)
    box.setWindowTitle(title or QCoreApplication.applicationName())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.open()
    return box


class ReasonDialog(QDialog):
    """Shows what is about to be changed and asks why; the reason may stay empty."""

    def __init__(
        self, title: str, words: str, go: str, done: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reasonDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self._done = done
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("for the ledger; may stay empty"))
        form = QFormLayout()
        form.addRow(self.tr("&Reason"), self.reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
        theme.make_primary(self.go)
        self.go.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(label)
        column.addLayout(form)
        column.addWidget(buttons)

    def _accept(self) -> None:
        self.accept()
        self._done(self.reason.text().strip())


class Waiting(QObject):
    """A progress dialog for one job, with a button to give it up if it can be stopped."""

    def __init__(self, jobs: Jobs, words: str, parent: QWidget, *, can_stop: bool = True) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._number = 0
        self._dialog = QProgressDialog(words, self.tr("Cancel"), 0, 0, parent)
        self._dialog.setObjectName("progress")
        self._dialog.setWindowTitle(QCoreApplication.applicationName())
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(400)
        self._dialog.setAutoClose(False)
        self._dialog.setAutoReset(False)
        if can_stop:
            self._dialog.canceled.connect(self._give_up)
        else:
            self._dialog.setCancelButton(None)
        self._can_stop = can_stop
        jobs.told.connect(self._tell)

    def follow(self, number: int) -> None:
        """Show the progress of this job."""
        self._number = number
        self._dialog.setValue(0)

    def end(self) -> None:
        """The job has ended."""
        self._jobs.told.disconnect(self._tell)
        if self._can_stop:
            self._dialog.canceled.disconnect(self._give_up)
        self._dialog.close()
        self._dialog.deleteLater()
        self.deleteLater()

    def _tell(self, number: int, text: str, done: int, total: int) -> None:
        if number == self._number:
            self._dialog.setLabelText(text)
            self._dialog.setMaximum(total)
            self._dialog.setValue(done)

    def _give_up(self) -> None:
        self._jobs.cancel(self._number)
        self.end()


def agrees_to_discard(parent: QWidget, words: str, discard: str, keep: str) -> bool:
    """Ask before entries are dropped; `discard` and `keep` are the words of the buttons."""
    box = QMessageBox(parent)
    box.setObjectName("discardEntries")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(words)
    drop = box.addButton(discard, QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    agreed = box.clickedButton() is drop
    box.deleteLater()
    return agreed
