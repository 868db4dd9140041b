"""Asks which part of the case a field copy shall hold, and for the passphrase of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from shapely.geometry.base import BaseGeometry

from geoapp.case.errors import CaseError
from geoapp.case.parts import Part, layers_of
from geoapp.session import Session
from geoapp.session.copies import Chosen, Witness, choose
from geoapp.ui import theme
from geoapp.ui.copies.choices import Choices
from geoapp.ui.jobs import Jobs, Progress

Area = tuple[str, BaseGeometry | None, bool]
"""Words for an area, the area (None for everywhere), and whether it can be chosen."""


class CopyDialog(QDialog):
    """`areas` are offered in their order. `done` gets the part and the passphrase.

    What the part comes to is counted on a worker as soon as anything is changed.
    """

    def __init__(
        self,
        session: Session,
        areas: Sequence[Area],
        people: Sequence[Witness],
        done: Callable[[Part, str], None],
        jobs: Jobs,
        language: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("copyDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Make a field copy"))
        self.resize(820, 640)
        self._session, self._jobs, self._language, self._done = session, jobs, language, done
        self._counting = 0
        self._areas = [area for _, area, _ in areas]
        self.area = QButtonGroup(self)
        self.layers = Choices("copyLayers", self.tr("Layers"), self)
        self.witnesses = Choices("copyWitnesses", self.tr("Witnesses"), self)
        self.named = QCheckBox(self.tr("Also persons named there who &gave no account"), self)
        self.counts = self._words("")
        self.counts.setObjectName("copyCounts")
        self.field = self._hidden("copyPassphrase", self.tr("Passphrase of the copy"))
        self.again = self._hidden("copyAgain", self.tr("Passphrase of the copy, once more"))
        self.trouble = self._words(self.tr("The two are not the same."))
        self.trouble.hide()
        self._arrange(areas)
        self._fill(people)
        self.finished.connect(lambda: self._jobs.cancel(self._counting))
        self._changed()

    # --- how it looks ------------------------------------------------------------

    def _words(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _hidden(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(label)
        field.textChanged.connect(self._typed)
        return field

    def _arrange(self, areas: Sequence[Area]) -> None:
        about = self.tr(
            "A file with a part of this case, to take along. It opens with a passphrase of its own "
            "and merges back into the case."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self._words(about))
        column.addLayout(self._choices(areas), 1)
        column.addWidget(self.counts)
        column.addWidget(self._honest())
        form = QFormLayout()
        form.addRow(self.tr("&Passphrase of the copy"), self.field)
        form.addRow(self.tr("Once &more"), self.again)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(self._buttons())

    def _choices(self, areas: Sequence[Area]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        titles = (
            self.tr("Area"),
            self.tr("Layers"),
            self.tr("Witnesses, with all they said"),
        )
        for column, title in enumerate(titles):
            heading = self._words(title)
            heading.setProperty("role", "muted")
            grid.addWidget(heading, 0, column)
            grid.setColumnStretch(column, 3 if column else 2)
        grid.addLayout(self._where(areas), 1, 0)
        for column, part in enumerate((self.layers, self.witnesses), 1):
            grid.addWidget(part, 1, column)
            part.changed.connect(self._changed)
        grid.addWidget(self.named, 2, 1, 1, 2, Qt.AlignmentFlag.AlignRight)
        self.named.toggled.connect(lambda _on: self._changed())
        return grid

    def _where(self, areas: Sequence[Area]) -> QVBoxLayout:
        column = QVBoxLayout()
        for number, (words, _, offered) in enumerate(areas):
            button = QRadioButton(words, self)
            button.setEnabled(offered)
            self.area.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        self.area.button(0).setChecked(True)
        self.area.idClicked.connect(lambda _number: self._changed())
        return column

    def _honest(self) -> QLabel:
        words = self._words(
            self.tr(
                "Rows of these layers go along whole, also where they rest on what other witnesses "
                "said. Of all else the copy holds only hashes, and the list of changes: who "
                "changed something when, and the reasons that were given, also for what stays here."
            )
        )
        words.setProperty("role", "muted")
        return words

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(
            self.tr("Choose a file…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        theme.make_primary(self.go)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        buttons.accepted.connect(self._end)
        buttons.rejected.connect(self.reject)
        return buttons

    def _fill(self, people: Sequence[Witness]) -> None:
        counts = self._session.view.counts()
        layers = [table for table in layers_of(self._session.statements) if counts[table.name]]
        lines = [
            (t.name, f"{t.plural.in_language(self._language)} ({counts[t.name]:,})") for t in layers
        ]
        self.layers.fill(lines, ticked=True)
        accounts = self.tr("{0} · accounts: {1}")
        told = [(one.id, accounts.format(one.code or one.id, one.accounts)) for one in people]
        self.witnesses.fill(told, ticked=False)

    # --- what it does --------------------------------------------------------------

    @property
    def part(self) -> Part:
        """What is chosen now."""
        return Part(
            self._areas[self.area.checkedId()],
            frozenset(self.layers.chosen),
            frozenset(self.witnesses.chosen),
            self.named.isChecked(),
        )

    def _changed(self) -> None:
        session, part = self._session, self.part
        self.counts.setText(self.tr("Counting…"))

        def work(_progress: Progress) -> Chosen:
            return choose(session, part)

        self._counting = self._jobs.start(
            work, self._show_counts, failed=self._sorry, lane="field copy"
        )

    def _sorry(self, error: Exception) -> None:
        if not isinstance(error, CaseError):
            raise error
        self.counts.setText(str(error))

    def _show_counts(self, found: Chosen) -> None:
        tables = self._session.statements
        parts = [
            f"{tables[name].plural.in_language(self._language)} {count:,}"
            for name, count in found.rows.items()
        ]
        words = self.tr("{0} rows").format(f"{found.total:,}")
        if found.attachment_bytes:
            size = self.tr("{0} MB of attachments").format(f"{found.attachment_bytes / 1e6:,.1f}")
            words = f"{words}, {size}"
        self.counts.setText(f"{words}: {' · '.join(parts)}" if parts else words)

    def _typed(self) -> None:
        first, second = self.field.text(), self.again.text()
        self.go.setEnabled(bool(first) and first == second)
        self.trouble.setVisible(bool(second) and not first.startswith(second))

    def _end(self) -> None:
        part, passphrase = self.part, self.field.text()
        self.field.clear()
        self.again.clear()
        self.accept()
        self._done(part, passphrase)
