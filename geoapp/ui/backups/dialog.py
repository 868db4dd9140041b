"""Where the backups of the open case go, which there are, and one more now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.session import Session
from geoapp.session import backups as store
from geoapp.ui import theme
from geoapp.ui.backups.generation_table import GenerationTable
from geoapp.ui.panels.inspector.claims import utc_in_words


class BackupDialog(QDialog):
    """`wanted` is called with the folder when a backup shall be made; `refresh` afterwards."""

    def __init__(self, session: Session, wanted: Callable[[Path], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backupDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Back up the case"))
        self.resize(720, 460)
        self._session, self._wanted = session, wanted
        chosen = session.profile.backup_choice(session.file.kept_as)
        self.folder: Path | None = chosen[0] if chosen else None
        self.where, self.last = self._words(), self._words()
        self.choose = QPushButton(self.tr("&Choose…"), self)
        self.choose.setObjectName("chooseBackupFolder")
        self.choose.setAccessibleName(self.tr("Choose the folder for the backups"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask_folder)
        self.on_close = QCheckBox(self.tr("Make a backup &whenever this case is closed"), self)
        self.on_close.setObjectName("backupOnClose")
        self.on_close.setChecked(bool(chosen and chosen[1]))
        self.on_close.toggled.connect(lambda _on: self._remember())
        self.table = GenerationTable(self, named=False)
        self._arrange()
        self.refresh()
        (self.go if self.folder else self.choose).setFocus()

    def _words(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _arrange(self) -> None:
        about = self._words()
        about.setText(
            self.tr(
                "Only what changed since the last backup is written. A backup is encrypted as the "
                "case is, and opens with the passphrases that the case has now."
            )
            if self._session.encrypted
            else self.tr(
                "Only what changed since the last backup is written. This case is not encrypted, "
                "so anyone who has the folder can read its backups."
            )
        )
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.addWidget(QLabel(self.tr("Folder"), self), 0, 0)
        grid.addWidget(self.where, 0, 1)
        grid.addWidget(self.choose, 0, 2)
        grid.addWidget(QLabel(self.tr("Last backup"), self), 1, 0)
        grid.addWidget(self.last, 1, 1, 1, 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.go = buttons.addButton(self.tr("&Back up now"), QDialogButtonBox.ButtonRole.ActionRole)
        self.go.setObjectName("backUpNow")
        theme.make_primary(self.go)
        self.go.setDefault(True)
        self.go.clicked.connect(self._begin)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(about)
        column.addLayout(grid)
        column.addWidget(self.table, 1)
        column.addWidget(self.on_close)
        column.addWidget(buttons)

    def _ask_folder(self) -> None:
        start = str(self.folder or "")
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder for backups"), start)
        if name:
            self.folder = Path(name)
            self._remember()
            self.refresh()

    def _remember(self) -> None:
        if self.folder is not None:
            case = self._session.file.kept_as
            self._session.profile.choose_backup(case, self.folder, self.on_close.isChecked())

    def _begin(self) -> None:
        if self.folder is not None:
            self._wanted(self.folder)

    def refresh(self) -> None:
        """Look again at what lies in the folder."""
        session, folder = self._session, self.folder
        self.where.setText(str(folder) if folder else self.tr("None was chosen yet."))
        try:
            lying = store.listed(folder) if folder else []
            there = folder is not None
        except CaseError:
            lying, there = [], False
            self.where.setText(self.tr("{0} is not there now. Plug in its disk.").format(folder))
        found = [made for made in lying if made.case == session.file.kept_as]
        self.table.show_backups(found)
        last = store.last(session.file, session.profile)
        words = self.tr("{0}, in {1}")
        self.last.setText(
            words.format(utc_in_words(last[1]), last[0].parent.parent)
            if last
            else self.tr("None was made on this computer.")
        )
        self.go.setEnabled(there)
        self.on_close.setEnabled(folder is not None)
