"""Asks how to merge with another file, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from geoapp.session import Session
from geoapp.session.merging import Merged, merge
from geoapp.ui import theme
from geoapp.ui.jobs import Jobs
from geoapp.ui.merging.working import WorkingDialog
from geoapp.ui.refusals import said


class MergeDialog(WorkingDialog):
    """`done` gets what the merge did, on the thread of the window."""

    def __init__(
        self,
        session: Session,
        other: Path,
        jobs: Jobs,
        done: Callable[[Merged], None],
        parent: QWidget,
    ) -> None:
        words = self.tr(
            "Everything that was written in “{0}” and not here is taken in. Nothing is "
            "overwritten: where both sides wrote different things, both are kept until somebody "
            "decides."
        )
        super().__init__(
            self.tr("Merge with another file"),
            words.format(other.name),
            self.tr("Merge"),
            jobs,
            parent,
        )
        self.setObjectName("mergeDialog")
        self._session, self._other, self._done = session, other, done
        self.field = self.hidden("otherPassphrase", self.tr("Passphrase of the other file"))
        self.field.setPlaceholderText(self.tr("if it needs one"))
        form = QFormLayout()
        form.addRow(self.tr("&Passphrase of the other file"), self.field)
        self.both = QCheckBox(self.tr("The &other file gets what is here, too"), self)
        self.both.setToolTip(self.tr("A bundle or a file that can only be read gets nothing."))
        self.column.addLayout(form)
        self.column.addWidget(self.both)
        self.finish()
        self.buttons.accepted.connect(self._start)

    def _start(self) -> None:
        session, other, both = self._session, self._other, self.both.isChecked()
        passphrase = self.field.text() or None
        self.work(lambda: merge(session, other, passphrase, both=both), self._end)

    def _end(self, merged: Merged) -> None:
        self.field.clear()
        self._done(merged)


class ReportDialog(QDialog):
    """What a merge did. `decide` is called when somebody wants to see the conflicts."""

    def __init__(self, merged: Merged, decide: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mergeReport")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Merged"))
        self.setMinimumWidth(480)
        form = QFormLayout()
        for name, words, number in (
            ("received", self.tr("Entries taken in"), merged.received),
            ("sent", self.tr("Entries given to the other file"), merged.sent),
            ("rows", self.tr("Rows that changed here"), len(merged.rows)),
            ("conflicts", self.tr("Conflicts that wait for a decision"), merged.conflicts),
        ):
            label = QLabel(f"{number:,}", self)
            label.setObjectName(f"merged:{name}")
            label.setAccessibleName(f"{words}: {number}")
            form.addRow(words, label)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        if merged.notes:
            notes = QListWidget(self)
            notes.setAccessibleName(self.tr("What to know"))
            notes.setWordWrap(True)
            notes.addItems([said(note) for note in merged.notes])
            column.addWidget(notes)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        if merged.conflicts:
            show = buttons.addButton(
                self.tr("Show the conflicts"), QDialogButtonBox.ButtonRole.AcceptRole
            )
            show.setObjectName("showConflicts")
            theme.make_primary(show)
            buttons.accepted.connect(self.accept)
            self.accepted.connect(decide)
        column.addWidget(buttons, 0, Qt.AlignmentFlag.AlignBottom)
