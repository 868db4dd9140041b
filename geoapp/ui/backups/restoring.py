"""Asks which backup shall become a case file again, and for its passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.session import backups as store
from geoapp.store.generations import Generation
from geoapp.ui import theme
from geoapp.ui.backups.generation_table import GenerationTable

Wanted = Callable[[Generation, Path, str | None], None]
FILTER = "GeoPackage (*.gpkg)"


class RestoreDialog(QDialog):
    """`wanted` gets the backup, the file to make, and the passphrase; it ends the dialog."""

    def __init__(self, folder: Path | None, wanted: Wanted, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("restoreDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Restore from a backup"))
        self.resize(760, 440)
        self.folder, self._wanted = folder, wanted
        self.where = self._words()
        self.choose = QPushButton(self.tr("&Choose…"), self)
        self.choose.setAccessibleName(self.tr("Choose the folder with the backups"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask_folder)
        self.table = GenerationTable(self, named=True)
        self.field = QLineEdit(self)
        self.field.setObjectName("restorePassphrase")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Passphrase of the backup"))
        self.trouble = self._words()
        self.trouble.setObjectName("restoreTrouble")
        self._arrange()
        self.table.itemSelectionChanged.connect(self._chose)
        self.field.textChanged.connect(lambda _typed: self._chose())
        self.refresh()
        (self.field if self.field.isEnabled() else self.choose).setFocus()

    def _words(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _arrange(self) -> None:
        about = self._words()
        about.setText(
            self.tr(
                "A backup becomes a new file; nothing that exists is overwritten. The new file is "
                "a copy of the case, and can be merged with the case that you have."
            )
        )
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Folder"), self))
        row.addWidget(self.where, 1)
        row.addWidget(self.choose)
        form = QFormLayout()
        form.addRow(self.tr("&Passphrase"), self.field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(self.tr("&Restore as…"), QDialogButtonBox.ButtonRole.ActionRole)
        theme.make_primary(self.go)
        self.go.setDefault(True)
        self.go.clicked.connect(self._ask_file)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(about)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(buttons)

    def _ask_folder(self) -> None:
        start = str(self.folder or "")
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder with backups"), start)
        if name:
            self.folder = Path(name)
            self.refresh()

    def refresh(self) -> None:
        """Look at what lies in the folder."""
        found: list[Generation] = []
        words = ""
        if self.folder is not None:
            try:
                found = store.listed(self.folder)
                words = "" if found else self.tr("There is no backup in this folder.")
            except CaseError:
                words = self.tr("{0} is not there now. Plug in its disk.").format(self.folder)
        self.where.setText(str(self.folder or self.tr("None was chosen yet.")))
        self.say(words)
        self.table.show_backups(found)
        self._chose()

    def say(self, words: str) -> None:
        """Say what is wrong; nothing if there are no words."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def _chose(self) -> None:
        made = self.table.chosen
        sealed = made is not None and made.encrypted
        self.field.setEnabled(sealed)
        missing = self.tr("only for encrypted backups")
        self.field.setPlaceholderText("" if sealed or made is None else missing)
        self.go.setEnabled(made is not None and (not sealed or bool(self.field.text())))

    def _ask_file(self) -> None:
        made = self.table.chosen
        if made is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Restore as"), "", FILTER)
        if name:
            out = Path(name)
            out = out if out.suffix else out.with_suffix(".gpkg")
            self._wanted(made, out, self.field.text() or None)
