"""The way from a damaged case to a new one with what can still be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

from geoapp.case.errors import CaseError, DamagedCaseError, PassphraseError, PassphraseNeededError
from geoapp.session.salvaging import check_keys, salvage
from geoapp.store.salvage_report import Salvaged, ranges
from geoapp.ui.dialogs.messages import Waiting, say
from geoapp.ui.dialogs.passphrase import PassphraseDialog
from geoapp.ui.jobs import Progress

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow

FILTER = "GeoPackage (*.gpkg)"


class Salvaging(QObject):
    """Asks for the damaged file, its passphrase and a new name; then says what is missing."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def offer(self, path: Path, words: str, passphrase: str | None) -> None:
        """A case would not open since it is damaged: say so, and offer to salvage it."""
        box = QMessageBox(self._window)
        box.setObjectName("offerSalvage")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(words)
        box.setInformativeText(
            self.tr(
                "A good copy or a backup is better. If there is none, what can still be read is "
                "put into a new case; the damaged file is never written to."
            )
        )
        go = box.addButton(self.tr("Salvage…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(box.deleteLater)
        go.clicked.connect(lambda: self.ask(path, passphrase))
        box.open()

    def ask(self, path: Path | None = None, passphrase: str | None = None) -> None:
        """Ask for whatever is not known yet."""
        if not self._window.profile.author:
            self._window.welcome.ask_for_author()
            return
        if path is None:
            title = self.tr("Damaged case")
            name, _ = QFileDialog.getOpenFileName(self._window, title, "", FILTER)
            if not name:
                return
            path = Path(name)
        self._with_keys(path, passphrase, None)

    def _with_keys(self, path: Path, passphrase: str | None, keys_from: Path | None) -> None:
        try:
            check_keys(path, passphrase, keys_from)
        except PassphraseNeededError:
            name = (keys_from or path).name
            tried = lambda words: self._tried(path, words, keys_from)  # noqa: E731
            PassphraseDialog(name, tried, self._window).open()
        except DamagedCaseError:
            self._ask_for_copy(path, passphrase)
        except CaseError as error:
            say(self._window, str(error))
        else:
            self._ask_out(path, passphrase, keys_from)

    def _tried(self, path: Path, passphrase: str, keys_from: Path | None) -> str:
        """Try what somebody typed. Why it does not fit, or nothing."""
        try:
            check_keys(path, passphrase, keys_from)
        except PassphraseError:
            return self.tr("Wrong passphrase or damaged file. Nothing was written.")
        self._ask_out(path, passphrase, keys_from)
        return ""

    def _ask_for_copy(self, path: Path, passphrase: str | None) -> None:
        """The end of the file with its passphrases is lost: those of another copy fit as well."""
        title = self.tr("Another copy of the case, however old: its passphrases are needed")
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", FILTER)
        if name:
            self._with_keys(path, passphrase, Path(name))

    def _ask_out(self, path: Path, passphrase: str | None, keys_from: Path | None) -> None:
        title = self.tr("New file for what can be read")
        name, _ = QFileDialog.getSaveFileName(self._window, title, "", FILTER)
        if name:
            out = Path(name)
            out = out if out.suffix else out.with_suffix(".gpkg")
            self.salvage(path, out, passphrase, keys_from)

    def salvage(
        self, path: Path, out: Path, passphrase: str | None = None, keys_from: Path | None = None
    ) -> None:
        """Salvage on a worker and say what came of it."""
        jobs, profile = self._window.jobs, self._window.profile
        waiting = Waiting(jobs, self.tr("Reading what can be read…"), self._window, can_stop=False)

        def work(_progress: Progress) -> Salvaged:
            return salvage(
                path,
                out,
                author=profile.author,
                profile=profile,
                passphrase=passphrase,
                keys_from=keys_from,
            )

        def done(saved: Salvaged) -> None:
            waiting.end()
            self._tell(saved, out)

        def failed(error: Exception) -> None:
            waiting.end()
            if not isinstance(error, CaseError):
                raise error
            say(self._window, str(error))

        waiting.follow(jobs.start(work, done, failed=failed, lane="salvage"))

    def _tell(self, saved: Salvaged, out: Path) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("salvaged")
        box.setIcon(QMessageBox.Icon.Information)
        if saved.complete:
            box.setText(self.tr("Everything was saved into “{0}”.").format(out.name))
        else:
            box.setText(self.tr("Not everything could be saved into “{0}”.").format(out.name))
        box.setInformativeText("\n".join(self.told(saved)))
        open_it = box.addButton(self.tr("Open it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.finished.connect(box.deleteLater)
        open_it.clicked.connect(lambda: self._window.files.open(out))
        box.open()

    def told(self, saved: Salvaged) -> list[str]:
        """What was saved and what is missing: entries by number, rows by table."""
        said = [
            self.tr("{0} entries of the ledger are whole; {1} of {2} pages cannot be read.").format(
                saved.entries, saved.damaged_pages, saved.pages
            )
        ]
        for replica, numbers in saved.lost.items():
            missing = self.tr("Missing of copy {0}: entries {1}.")
            said.append(missing.format(replica[:8], ranges(numbers)))
        korean = self._window.language.startswith("ko")
        names = {name: t.label.ko if korean else t.label.en for name, t in saved.labels.items()}
        for table, count in saved.restated.items():
            restated = self.tr("{0}: {1} rows hold what missing entries told.")
            said.append(restated.format(names.get(table, table), count))
        for table, count in saved.unreadable.items():
            gone = self.tr("{0}: {1} rows make no sense any more.")
            said.append(gone.format(names.get(table, table), count))
        if saved.lost_contents:
            lost = self.tr("{0} attachments are lost or damaged.")
            said.append(lost.format(saved.lost_contents))
        if not saved.complete:
            said.append(
                self.tr(
                    "Merge the new file with a copy or backup that has the missing entries; until "
                    "then, verifying it names the gaps."
                )
            )
        return said
