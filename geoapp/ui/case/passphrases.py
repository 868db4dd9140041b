"""Who can open the case: its passphrases listed, added, changed and taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.session import Session
from geoapp.store.slots import RECOVERY, SlotInfo
from geoapp.ui.case.recovery import RecoveryDialog
from geoapp.ui.case.twice import TwiceDialog
from geoapp.ui.jobs import Jobs
from geoapp.ui.refusals import said

T = TypeVar("T")


class PassphrasesDialog(QDialog):
    """Lists the passphrases by label. What takes time runs on a worker."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("passphrasesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Passphrases"))
        self.resize(620, 460)
        self._session, self._jobs = session, jobs
        self._working = False
        self._job = 0
        self.finished.connect(lambda: self._jobs.cancel(self._job))
        self.list = self._make_list()
        self.state = self._words("")
        self.state.setObjectName("passphrasesState")
        self.warning = self._words("")
        self.warning.setObjectName("passphrasesWarning")
        self._arrange()
        self.refresh()

    def _words(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _make_list(self) -> QTableWidget:
        table = QTableWidget(0, 3, self)
        table.setObjectName("slots")
        table.setAccessibleName(self.tr("Passphrases"))
        table.setHorizontalHeaderLabels([self.tr("Number"), self.tr("For"), self.tr("Kind")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.itemSelectionChanged.connect(self._enable)
        return table

    def _button(self, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _arrange(self) -> None:
        self.add = self._button(self.tr("&Add…"), self._ask_add)
        self.recovery = self._button(self.tr("Add a &recovery passphrase"), self._add_recovery)
        self.change = self._button(self.tr("&Change…"), self._ask_change)
        self.remove = self._button(self.tr("&Remove…"), self._ask_remove)
        row = QHBoxLayout()
        for button in (self.add, self.recovery, self.change, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        about = self._words(
            self.tr(
                "Each of these opens the whole case. If all of them are lost, nobody can open it "
                "again, and nobody can help. The labels can be read only in the open case."
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(about)
        column.addWidget(self.list)
        column.addLayout(row)
        for label in (self.warning, self.state):
            column.addWidget(label)
        column.addWidget(buttons)

    def refresh(self) -> None:
        """Read the list again."""
        keys = self._session.keys
        infos, opened_by = keys.infos(), keys.opened_by
        self.list.setRowCount(len(infos))
        for row, info in enumerate(infos):
            kind = self.tr("recovery") if info.purpose == RECOVERY else self.tr("person")
            label = info.label or self.tr("no label")
            if info.number == opened_by:
                label = self.tr("{0} (opened the case now)").format(label)
            for column, text in enumerate((str(info.number), label, kind)):
                self.list.setItem(row, column, QTableWidgetItem(text))
        held = any(info.purpose == RECOVERY for info in infos)
        self.warning.setText(
            ""
            if held
            else self.tr(
                "There is no recovery passphrase. Add one and keep it on paper in the office."
            )
        )
        self.warning.setVisible(not held)
        self._enable()

    @property
    def chosen(self) -> SlotInfo | None:
        """The passphrase that is selected in the list."""
        rows = self.list.selectionModel().selectedRows()
        return self._session.keys.infos()[rows[0].row()] if rows else None

    def _enable(self) -> None:
        writes = not self._session.read_only and not self._working
        for button in (self.add, self.recovery):
            button.setEnabled(writes)
        some = bool(self.list.selectionModel().selectedRows())
        for button in (self.change, self.remove):
            button.setEnabled(writes and some)
        if self._session.read_only:
            self.state.setText(self.tr("This case is open for reading only."))

    # --- changing ---------------------------------------------------------------------------

    def _work(self, work: Callable[[], T], done: Callable[[T], None], words: str) -> None:
        def end(answer: T) -> None:
            self._working = False
            self.state.setText(words)
            self.refresh()
            done(answer)

        def failed(error: Exception) -> None:
            self._working = False
            self._enable()
            if not isinstance(error, CaseError):
                raise error
            self.state.setText(said(str(error)))

        self._working = True
        self.state.setText(self.tr("One moment…"))
        self._enable()
        self._job = self._jobs.start(lambda _progress: work(), end, failed=failed)

    def _ask_add(self) -> None:
        keys = self._session.keys

        def add(passphrase: str, label: str) -> None:
            self._work(lambda: keys.add(passphrase, label), lambda _number: None, self.tr("Added."))

        words = self.tr(
            "Several plain words are a good passphrase. Whoever knows it can read everything in "
            "the case."
        )
        TwiceDialog(self.tr("Add a passphrase"), words, add, self, labelled=True).open()

    def _add_recovery(self) -> None:
        keys, label = self._session.keys, self.tr("recovery")
        self._work(lambda: keys.add_recovery(label), self._show_recovery, self.tr("Added."))

    def _show_recovery(self, words: str) -> None:
        RecoveryDialog(self._session.path.name, words, self).open()

    def _ask_change(self) -> None:
        slot = self.chosen
        if slot is None:
            return
        keys, number = self._session.keys, slot.number
        told = self.tr(
            "Changed. The old passphrase still opens older copies and backups of this case."
        )

        def change(passphrase: str, _label: str) -> None:
            self._work(lambda: keys.change(number, passphrase), lambda _none: None, told)

        words = self.tr("Another passphrase for “{0}”.").format(slot.label or slot.number)
        TwiceDialog(self.tr("Change the passphrase"), words, change, self, labelled=False).open()

    def _ask_remove(self) -> None:
        slot = self.chosen
        if slot is None:
            return
        box = QMessageBox(self)
        box.setObjectName("removePassphrase")
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Take the passphrase “{0}” away?").format(slot.label or slot.number))
        box.setInformativeText(
            self.tr(
                "It no longer opens this file. It still opens every older copy and backup, and "
                "whoever opened the case with it may have kept its key: the key of the case "
                "stays the same."
            )
        )
        go = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.finished.connect(box.deleteLater)
        number, keys = slot.number, self._session.keys
        told = self.tr("Taken away. It still opens older copies and backups of this case.")
        go.clicked.connect(
            lambda: self._work(lambda: keys.remove(number), lambda _none: None, told)
        )
        box.open()
