"""What stands above a row that is marked as deleted, or was destroyed for ever."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from geoapp.case.records import Entry, Key, Record
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.claims import utc_in_words

WHOLE = "*"


class DeletedBanner(QFrame):
    """Says that nothing is lost and offers to restore it, or that nothing of it is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deletedBanner")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = QLabel("", self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.restore_button = QPushButton(self.tr("Restore…"), self)
        self.restore_button.setAccessibleName(self.tr("Restore this row"))
        self.restore_button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.addWidget(self.words, 1)
        row.addWidget(self.restore_button)
        self.hide()

    def show_row(self, view: CaseView, record: Record, writable: bool) -> None:
        """Show what became of a row; hidden for one that is there."""
        self.setVisible(record.deleted)
        if not record.deleted:
            return
        entry = destroyed_by(view, record.key)
        self.restore_button.setVisible(entry is None)
        self.restore_button.setEnabled(writable)
        if entry is None:
            self.words.setText(self.tr("This row is marked as deleted. Nothing of it is lost."))
            return
        words = self.tr("Destroyed on {0} by {1}, since consent was withdrawn. Nothing is left.")
        lines = [words.format(utc_in_words(entry.utc), entry.author)]
        if entry.reason:
            lines.append(f"{self.tr('Reason')}: {entry.reason}")
        self.words.setText("\n".join(lines))


def destroyed_by(view: CaseView, key: Key) -> Entry | None:
    """The entry that destroyed a row; None if it was not destroyed."""
    for entry in view.history(key):
        if entry.kind == "erase" and any(change.field == WHOLE for change in entry.changes):
            return entry
    return None
