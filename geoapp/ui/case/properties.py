"""What the case is: its number, form and protection, who wrote in it, its fingerprint.

The fingerprint is there to be noted elsewhere: a ledger cannot see that its own end was cut off.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.case.records import Problem
from geoapp.case.writers import Writer
from geoapp.session import Session, Touched
from geoapp.session.properties import Properties, properties, verified
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.panels.inspector.claims import utc_in_words
from geoapp.ui.refusals import said

_SHORT = 8


class PropertiesDialog(QDialog):
    """Reads again after every change; verifies the case on a worker."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("propertiesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Case properties"))
        self.resize(760, 600)
        self._session, self._jobs, self._job = session, jobs, 0
        self._labels: dict[str, QLabel] = {}
        self.fingerprint = QLabel(self)
        self.fingerprint.setObjectName("fingerprint")
        self.writers = self._make_writers()
        self.results = QListWidget(self)
        self.results.setObjectName("verifyResults")
        self.results.setAccessibleName(self.tr("What the verification found"))
        self.results.setWordWrap(True)
        self.results.hide()
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(self.tr("The case is being verified"))
        self.progress.hide()
        self.outcome = QLabel(self)
        self.outcome.setObjectName("verifyOutcome")
        self.outcome.setWordWrap(True)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self._arrange()
        session.changed.connect(self._changed)
        self.finished.connect(self._leave)
        self.refresh()

    def _make_writers(self) -> QTableWidget:
        table = QTableWidget(0, 5, self)
        table.setObjectName("writers")
        table.setAccessibleName(self.tr("Copies of the case that were written in"))
        heads = [self.tr("Copy number"), self.tr("Entries"), self.tr("Last entry"), self.tr("By")]
        table.setHorizontalHeaderLabels([*heads, self.tr("Signed")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        return table

    def _arrange(self) -> None:
        form = QFormLayout()
        for name, words in (
            ("title", self.tr("Title")),
            ("case", self.tr("Number of the case")),
            ("file", self.tr("File")),
            ("protection", self.tr("Protection")),
            ("form", self.tr("Form of the file")),
            ("entries", self.tr("Entries of the ledger")),
        ):
            label = QLabel(self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._labels[name] = label
            form.addRow(words, label)
        form.addRow(self.tr("Fingerprint"), self._fingerprint_row())
        self.verify = QPushButton(self.tr("&Verify now"), self)
        self.verify.setObjectName("verifyNow")
        self.verify.setAutoDefault(False)
        self.verify.clicked.connect(self.start)
        row = QHBoxLayout()
        row.addWidget(self.verify)
        row.addWidget(self.progress, 1)
        row.addStretch(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.writers, 1)
        column.addLayout(row)
        column.addWidget(self.outcome)
        column.addWidget(self.results, 1)
        column.addWidget(buttons)

    def _fingerprint_row(self) -> QHBoxLayout:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(round(self.fontInfo().pixelSize() * 1.2))
        self.fingerprint.setFont(font)
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fingerprint.setToolTip(
            self.tr(
                "It changes with every entry. Note it, or compare it with that of another copy: "
                "equal fingerprints are equal cases."
            )
        )
        copy = QPushButton(self.tr("Copy"), self)
        copy.setAccessibleName(self.tr("Copy the fingerprint"))
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.fingerprint.text()))
        row = QHBoxLayout()
        heads = QPushButton(self.tr("Copy the heads"), self)
        heads.setObjectName("copyHeads")
        heads.setToolTip(self.tr("For whoever writes a bundle of what this copy lacks."))
        heads.setAutoDefault(False)
        heads.clicked.connect(self._copy_heads)
        row.addWidget(self.fingerprint)
        row.addWidget(copy)
        row.addWidget(heads)
        row.addStretch(1)
        return row

    def _copy_heads(self) -> None:
        heads = self._session.view.info().heads
        QGuiApplication.clipboard().setText("\n".join(heads))

    def refresh(self) -> None:
        """Read the case again."""
        found = properties(self._session)
        known = {
            "title": found.info.title,
            "case": found.info.case,
            "file": f"{found.path}\n{QLocale().formattedDataSize(found.bytes)}",
            "protection": self._protection(found),
            "form": str(found.info.schema),
            "entries": f"{found.info.entries:,}",
        }
        for name, text in known.items():
            self._labels[name].setText(text)
        self.fingerprint.setText(found.info.fingerprint)
        self.fingerprint.setAccessibleName(
            self.tr("Fingerprint {0}").format(found.info.fingerprint)
        )
        self.writers.setRowCount(len(found.writers))
        for row, writer in enumerate(found.writers):
            for column, text in enumerate(self._cells(writer, found)):
                self.writers.setItem(row, column, QTableWidgetItem(text))

    def _protection(self, found: Properties) -> str:
        if found.passphrases is None:
            words = self.tr("Not encrypted: anyone who has the file can read it")
        else:
            words = self.tr("Encrypted; passphrases that open it: {0}").format(found.passphrases)
        return self.tr("{0}; opened for reading only").format(words) if found.read_only else words

    def _cells(self, writer: Writer, found: Properties) -> tuple[str, ...]:
        name = writer.replica[:_SHORT]
        if writer.replica == found.replica and not found.read_only:
            name = self.tr("{0} (this one)").format(name)
        return (
            name,
            f"{writer.entries:,}",
            utc_in_words(writer.utc),
            writer.author,
            self._signed(writer, found),
        )

    def _signed(self, writer: Writer, found: Properties) -> str:
        if not writer.signer:
            return self.tr("not signed")
        if writer.signer in found.own:
            return self.tr("with a key of this computer")
        return self.tr("with the key {0}, not of this computer").format(writer.signer[:_SHORT])

    def _changed(self, _touched: Touched) -> None:
        self.refresh()

    # --- verifying ---------------------------------------------------------------------------

    def start(self) -> None:
        """Verify the case; what is found is listed."""
        session = self._session

        def work(_progress: Progress) -> list[Problem]:
            return verified(session)

        self.verify.setEnabled(False)
        self.results.hide()
        self.outcome.setText(self.tr("The ledger is replayed and compared with the case…"))
        self.progress.show()
        self._job = self._jobs.start(work, self._show, failed=self._failed)

    def _ended(self) -> None:
        self.progress.hide()
        self.verify.setEnabled(True)

    def _show(self, found: list[Problem]) -> None:
        self._ended()
        sentences = list(dict.fromkeys(said(problem.sentence) for problem in found))
        self.results.clear()
        self.results.addItems(sentences)
        self.results.setVisible(bool(sentences))
        if sentences:
            words = self.tr("Problems found: {0}. Work on with another copy.").format(
                len(sentences)
            )
        else:
            words = self.tr("All entries of the ledger and the case agree.")
        self.outcome.setText(words)

    def _failed(self, error: Exception) -> None:
        self._ended()
        if not isinstance(error, CaseError):
            raise error
        self.outcome.setText(said(str(error)))

    def _leave(self) -> None:
        self._session.changed.disconnect(self._changed)
        self._jobs.cancel(self._job)
