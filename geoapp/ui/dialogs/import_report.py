"""What an import would do, and every row that is odd, before anything is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.tables import Statements
from geoapp.exchange.plan import ImportPlan
from geoapp.exchange.report import Differing, Report
from geoapp.exchange.rows import Listed, RowFile
from geoapp.ui import theme
from geoapp.ui.jobs import Jobs
from geoapp.ui.phrases import in_words

Planner = Callable[[str, bool, bool], ImportPlan]
"""Plans with (table, adopt values that differ, 1 January means the year), on a worker."""

_ROWS_AT_ONCE = 5000


class ImportDialog(QDialog):
    """Shows the plan again whenever a choice changes. `confirmed(ImportPlan)`."""

    confirmed = Signal(object)

    def __init__(
        self,
        file: RowFile,
        statements: Statements,
        guess: str | None,
        planner: Planner,
        jobs: Jobs,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("importDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import {0}").format(file.name))
        self.resize(760, 560)
        self._planner, self._jobs = planner, jobs
        self._plan: ImportPlan | None = None
        self._asked = 0
        self.finished.connect(lambda: self._jobs.cancel(self._asked))
        self._file = file
        self._language = language
        self.tables = self._make_choice(statements, language)
        self.update_rows, self.january = self._make_questions()
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.odd = self._make_list()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = self._buttons.addButton(
            self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        theme.make_primary(self.accept_button)
        self._buttons.accepted.connect(self._confirm)
        self._buttons.rejected.connect(self.reject)
        self._arrange()
        self.january.hide()
        self.tables.setCurrentIndex(max(self.tables.findData(guess), 0))
        self.tables.currentIndexChanged.connect(self._ask)
        self.update_rows.toggled.connect(self._ask)
        self.january.toggled.connect(self._ask)
        self._ask()

    def _make_questions(self) -> tuple[QCheckBox, QCheckBox]:
        update_rows = QCheckBox(self.tr("Where a known row differs, adopt the file's value"))
        update_rows.setToolTip(
            self.tr("Otherwise the file's value becomes a rival claim beside the one shown now.")
        )
        january = QCheckBox(self.tr("1 January means the year only"))
        return update_rows, january

    def _make_choice(self, statements: Statements, language: str) -> QComboBox:
        tables = QComboBox(self)
        tables.setAccessibleName(self.tr("The rows are"))
        tables.addItem(self.tr("Choose…"), None)
        for table in statements:
            tables.addItem(table.plural.in_language(language), table.name)
        return tables

    def _make_list(self) -> QTableWidget:
        odd = QTableWidget(0, 3, self)
        odd.setObjectName("oddRows")
        odd.setAccessibleName(self.tr("Rows that need a look"))
        odd.setHorizontalHeaderLabels([self.tr("Line"), self.tr("What"), self.tr("Why")])
        odd.verticalHeader().hide()
        odd.setShowGrid(False)
        odd.setWordWrap(True)
        odd.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        odd.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        odd.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        odd.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        return odd

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("The rows are"), self.tables)
        form.addRow("", self.update_rows)
        form.addRow("", self.january)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(self.odd, 1)
        column.addWidget(self._buttons)

    def _ask(self) -> None:
        table = self.tables.currentData()
        self._plan = None
        self.accept_button.setEnabled(False)
        self.odd.setRowCount(0)
        if table is None:
            self.summary.setText(self.tr("Say what the rows of this file are."))
            return
        self.summary.setText(self.tr("Reading {0}…").format(self._file.name))
        update, january = self.update_rows.isChecked(), self.january.isChecked()
        self._asked = self._jobs.start(
            lambda _progress: self._planner(table, update, january),
            self._show,
            failed=lambda error: self.summary.setText(str(error)),
            lane="import plan",
        )

    def _show(self, plan: ImportPlan) -> None:
        report = plan.report
        self._plan = plan
        self.january.setVisible(bool(report.questions) or self.january.isChecked())
        self.summary.setText(self._words(report, plan.draft is None))
        self._list(report)
        self.accept_button.setEnabled(plan.draft is not None)

    def _words(self, report: Report, nothing: bool) -> str:
        lines = [
            self.tr("Rows read: {0} ({1}). New: {2}, changed: {3}, known already: {4}.").format(
                report.read, self._file.encoding, report.added, report.updated, report.already
            )
        ]
        if report.rival:
            lines.append(
                self.tr("Rows that differ from the case: {0}. They become rival claims.").format(
                    report.rival
                )
            )
        if report.unlocated or report.refused:
            lines.append(
                self.tr("Rows without a place: {0}, refused: {1}.").format(
                    len(report.unlocated), len(report.refused)
                )
            )
        if report.ignored_columns:
            lines.append(self.tr("Columns left out: {0}").format(", ".join(report.ignored_columns)))
        if report.same_file:
            lines.append(self.tr("This very file was imported before."))
        if nothing:
            lines.append(self.tr("There is nothing to import."))
        return "\n".join(lines)

    def _list(self, report: Report) -> None:
        groups = (
            (self.tr("refused"), report.refused),
            (self.tr("no place"), report.unlocated),
            (self.tr("kept as words"), report.kept),
            (self.tr("remark"), list(self._file.remarks)),
        )
        rows = [(listed.line, what, _why(listed)) for what, group in groups for listed in group]
        rows += [(one.line, self.tr("rival claim"), self._rival(one)) for one in report.differing]
        rows.sort(key=lambda row: row[0])
        self.odd.setRowCount(min(len(rows), _ROWS_AT_ONCE))
        for number, row in enumerate(rows[:_ROWS_AT_ONCE]):
            for place, text in enumerate(row):
                self.odd.setItem(number, place, QTableWidgetItem(str(text)))
        self.odd.resizeColumnsToContents()
        self.odd.resizeRowsToContents()
        self.odd.setVisible(bool(rows))

    def _rival(self, one: Differing) -> str:
        """What the file says of a field, and what the case shows."""
        label = one.field.label.in_language(self._language)
        theirs, ours = (
            " · ".join(in_words(one.field, value, self._language).splitlines())
            for value in (one.theirs, one.ours)
        )
        words = self.tr("{0}, {1}: the file says “{2}”, the case “{3}”")
        if not ours:
            words = self.tr("{0}, {1}: the file says “{2}”, the case nothing")
        return words.format(one.code, label, theirs, ours)

    def _confirm(self) -> None:
        if self._plan is not None:
            self.confirmed.emit(self._plan)
            self.accept()


def _why(listed: Listed) -> str:
    if listed.field is None and listed.words is None:
        return listed.reason
    named = ": ".join(part for part in (listed.field, listed.words) if part)
    return f"{listed.reason} ({named})"
