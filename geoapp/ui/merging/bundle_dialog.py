"""Asks what a bundle shall hold and who can open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QPlainTextEdit, QWidget

from geoapp.session import Session
from geoapp.session.merging import write_bundle
from geoapp.ui.jobs import Jobs
from geoapp.ui.merging.working import WorkingDialog


class BundleDialog(WorkingDialog):
    """`done` gets the number of entries that were written."""

    def __init__(
        self,
        session: Session,
        out: Path,
        jobs: Jobs,
        done: Callable[[int], None],
        parent: QWidget,
    ) -> None:
        words = self.tr(
            "“{0}” will hold entries of this case for another copy of it, to be taken in there by "
            "merging. Attachments go with them."
        )
        super().__init__(
            self.tr("Write a bundle"),
            words.format(out.name),
            self.tr("Write"),
            jobs,
            parent,
        )
        self.setObjectName("bundleDialog")
        self._session, self._out, self._done = session, out, done
        self.since = QPlainTextEdit(self)
        self.since.setObjectName("bundleSince")
        self.since.setAccessibleName(self.tr("Heads that the other copy has"))
        self.since.setPlaceholderText(
            self.tr("empty for everything; else the heads of the other copy, from its properties")
        )
        self.since.setTabChangesFocus(True)
        self.since.setFixedHeight(self.since.fontMetrics().lineSpacing() * 3 + 16)
        self.own = QCheckBox(self.tr("Lock it with a &passphrase of its own"), self)
        self.field = self.hidden("bundlePassphrase", self.tr("Passphrase of the bundle"))
        self.again = self.hidden("bundleAgain", self.tr("Passphrase of the bundle, once more"))
        form = QFormLayout()
        form.addRow(self.tr("&Only what follows"), self.since)
        form.addRow("", self.own)
        form.addRow(self.tr("Passphrase of the bundle"), self.field)
        form.addRow(self.tr("Once more"), self.again)
        self.column.addLayout(form)
        if session.encrypted:
            told = self.tr("Without one, whoever can open this case can open the bundle.")
        else:
            told = self.tr("This case is not encrypted, so the bundle needs a passphrase.")
        self.told: QLabel = self.label(told)
        self.column.addWidget(self.told)
        self.finish()
        self.own.setChecked(not session.encrypted)
        self.own.setEnabled(session.encrypted)
        self.own.toggled.connect(self._enable)
        for field in (self.field, self.again):
            field.textChanged.connect(self._enable)
        self.buttons.accepted.connect(self._start)
        self._enable()

    def _enable(self, _news: object = None) -> None:
        own = self.own.isChecked()
        for field in (self.field, self.again):
            field.setEnabled(own)
        first, second = self.field.text(), self.again.text()
        self.go.setEnabled(not own or (bool(first) and first == second))

    def _start(self) -> None:
        session, out = self._session, self._out
        since = self.since.toPlainText().replace(",", " ").split()
        passphrase = self.field.text() if self.own.isChecked() else None
        self.work(lambda: write_bundle(session, out, since=since, passphrase=passphrase), self._end)

    def _end(self, entries: int) -> None:
        self.field.clear()
        self.again.clear()
        self._done(entries)
