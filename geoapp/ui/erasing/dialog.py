"""Asks how far a withdrawal goes, shows what derives from what was said, and has it confirmed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Key
from geoapp.session import Session
from geoapp.session.erasing import Degree, Plan
from geoapp.ui import theme
from geoapp.ui.erasing.listing import Listing, Prepared, prepare
from geoapp.ui.jobs import Jobs, Progress


class WithdrawalDialog(QDialog):
    """`done` gets the plan that was confirmed, and the reason.

    `code` names the subject and has to be typed before anything is destroyed.
    """

    def __init__(
        self,
        session: Session,
        subject: Key,
        code: str,
        done: Callable[[Plan, str], None],
        jobs: Jobs,
        language: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("withdrawalDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Consent withdrawn: {0}").format(code))
        self.resize(980, 680)
        self._session, self._subject, self._code = session, subject, code
        self._done, self._jobs, self._language = done, jobs, language
        self._prepared: Prepared | None = None
        self._asked = 0
        self.degrees = QButtonGroup(self)
        self.listing = Listing(language, self)
        self.listing.changed.connect(self._count)
        self.detail = self._words("", "withdrawalDetail")
        self.detail.setProperty("role", "muted")
        self.listing.looked_at.connect(self._look_at)
        self.counts = self._words("", "withdrawalCounts")
        self.honest = self._words("", "withdrawalHonest")
        self.reason = QLineEdit(self)
        self.confirm = QLineEdit(self)
        self.confirm.setObjectName("withdrawalConfirm")
        self.confirm.textChanged.connect(self._count)
        self._arrange()
        self.finished.connect(lambda: self._jobs.cancel(self._asked))
        self.degrees.button(0).setChecked(True)
        self._plan()

    def _words(self, text: str, name: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        names = (
            self.tr("&No new use: nothing of it leaves the case any more. This can be undone."),
            self.tr("&Anonymise: what may tell who it was is emptied, also in the history."),
            self.tr("&Destroy: what was said is destroyed for ever, with all that was made of it."),
        )
        for number, name in enumerate(names):
            button = QRadioButton(name, self)
            self.degrees.addButton(button, number)
            column.addWidget(button)
        self.degrees.idClicked.connect(lambda _number: self._plan())
        column.addWidget(self.listing, 1)
        column.addWidget(self.detail)
        column.addWidget(self.counts)
        column.addWidget(self.honest)
        self._form = QFormLayout()
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(
            self.tr("stays readable for ever: say who asked and how, and no word of the account")
        )
        self.confirm.setAccessibleName(self.tr("The code, to confirm"))
        self._form.addRow(self.tr("&Reason"), self.reason)
        self._form.addRow(self.tr("&Type {0} to confirm").format(self._code), self.confirm)
        column.addLayout(self._form)
        # Takes the room of the list where there is none.
        self._room = QWidget(self)
        column.addWidget(self._room, 1)
        column.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.make_primary(self.go)
        self.go.setAutoDefault(False)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    @property
    def degree(self) -> Degree:
        """How far it goes."""
        return (Degree.NO_NEW_USE, Degree.ANONYMISE, Degree.DESTROY)[self.degrees.checkedId()]

    def choose(self, degree: Degree) -> None:
        """Choose how far it goes."""
        self.degrees.button(list(Degree).index(degree)).click()

    def _plan(self) -> None:
        degree = self.degree
        self._prepared = None
        self.listing.clear()
        erasing = degree is not Degree.NO_NEW_USE
        self.listing.setVisible(erasing)
        self._form.setRowVisible(self.confirm, erasing)
        self.confirm.clear()
        self.counts.setText(self.tr("Looking for what derives from it…"))
        self.honest.setText(self._honest_words(degree))
        self.go.setText(self._go_words(degree))
        self.go.setEnabled(False)
        self._room.setVisible(not erasing)
        self._look_at("")

        def work(_progress: Progress) -> Prepared:
            return prepare(self._session, self._subject, degree, self._language)

        self._asked = self._jobs.start(
            work,
            self._show,
            failed=lambda error: self.counts.setText(str(error)),
            lane="withdrawal plan",
        )

    def _go_words(self, degree: Degree) -> str:
        return {
            Degree.NO_NEW_USE: self.tr("Mark as withdrawn"),
            Degree.ANONYMISE: self.tr("Empty these fields"),
            Degree.DESTROY: self.tr("Destroy for ever"),
        }[degree]

    def _honest_words(self, degree: Degree) -> str:
        if degree is Degree.NO_NEW_USE:
            return self.tr(
                "Every consent for it is marked as revoked today; if there is none, one is entered "
                "that says so. What derives from it is left out of exports. It stays in the case, "
                "readable for whoever can open the case."
            )
        return self.tr(
            "This cannot be undone by anybody, and no merge brings it back. Only what is ticked is "
            "touched; please read the list. Not reached are backups, copies that have not been "
            "merged, files that were exported or printed, and reasons in the ledger: afterwards "
            "you get a list of those that are known. Consents are marked as revoked as well."
        )

    def _look_at(self, words: str) -> None:
        self.detail.setText(words)
        self.detail.setVisible(bool(words))

    def _show(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self.listing.show_rows(prepared.rows)
        self._count()

    def _chosen(self) -> Plan | None:
        if self._prepared is None:
            return None
        return self._prepared.plan.ticked(self.listing.wanted())

    def _count(self, _text: str = "") -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        erasures = chosen.erasures()
        if chosen.degree is Degree.NO_NEW_USE:
            self.counts.setText(self.tr("Consents on record: {0}").format(len(chosen.consents)))
        else:
            words = self.tr("Destroyed: {0} rows. Emptied: {1} fields. Listed and kept: {2}.")
            whole = sum(not erasure.fields for erasure in erasures)
            fields = sum(len(erasure.fields) for erasure in erasures)
            kept = sum(not item.wanted for item in chosen.items)
            self.counts.setText(words.format(whole, fields, kept))
        typed = self.confirm.text().strip().casefold() == self._code.casefold()
        free = chosen.degree is Degree.NO_NEW_USE
        self.go.setEnabled(free or (typed and bool(erasures)))

    def _accept(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self.go.isEnabled():
            self.accept()
            self._done(chosen, self.reason.text().strip())
