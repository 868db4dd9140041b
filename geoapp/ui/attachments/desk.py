"""What is done with attachments in the window: taking in, looking at, taking out, copies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from geoapp.case.custody import attached
from geoapp.case.errors import CaseError
from geoapp.case.media import ending
from geoapp.case.records import Key, Written
from geoapp.session import Session, Touched
from geoapp.session import attachments as deeds
from geoapp.session.attachments import TakenIn
from geoapp.store.content import Progress as Told
from geoapp.ui.attachments.viewer import AttachmentViewer
from geoapp.ui.dialogs.messages import ReasonDialog, Waiting, say
from geoapp.ui.jobs import Jobs, Progress
from geoapp.ui.panels.inspector import Inspector

T = TypeVar("T")


class AttachmentDesk(QObject):
    """Serves the inspector of one open case. `close` it with the case."""

    def __init__(
        self, window: QWidget, session: Session, inspector: Inspector, jobs: Jobs, language: str
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._jobs = window, session, jobs
        self._inspector, self._language = inspector, language
        self.viewers: dict[Key, AttachmentViewer] = {}
        shelf = inspector.page.shelf
        shelf.opened.connect(self.look_at)
        shelf.taken_out.connect(self.ask_take_out)
        shelf.redacted.connect(self.ask_redacted)
        shelf.add.connect(self.ask_files)
        inspector.setAcceptDrops(True)
        inspector.installEventFilter(self)

    def close(self) -> None:
        """Close every file that is looked at, without asking."""
        self._inspector.removeEventFilter(self)
        for viewer in list(self.viewers.values()):
            viewer.leave()

    def may_leave(self) -> bool:
        """Ask about redactions that are not saved; False when the user wants to stay."""
        return all(viewer.may_leave() for viewer in self.viewers.values())

    # --- in -------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files that are dropped on the inspector become attachments of the row it shows."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            files = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
            if self._target() is None or not any(path.is_file() for path in files):
                return False
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                self.take_in(files)
            return True
        return super().eventFilter(watched, event)

    def _target(self) -> Key | None:
        content = self._inspector.page.content
        key = self._inspector.current
        if content is None or key is None or self._session.read_only or key.table == "attachment":
            return None
        wanted = self._inspector.page.shelf.wanted(key, content.record.deleted)
        return key if wanted else None

    def ask_files(self) -> None:
        """Ask for files and take them in."""
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Files to take in"))
        if names:
            self.take_in([Path(name) for name in names])

    def take_in(self, files: list[Path]) -> None:
        """Take files in as attachments of the row that is shown."""
        target, session = self._target(), self._session
        if target is None:
            return

        def work(told: Told) -> TakenIn:
            return deeds.take_in(session, files, target, progress=told)

        def done(result: TakenIn) -> None:
            self._changed(result.written)
            self._tell_refused(files, result)
            self._offer_known(result, target)

        self._wait(self.tr("Taking in {0} files…").format(len(files)), work, done)

    def _tell_refused(self, files: list[Path], result: TakenIn) -> None:
        if result.refused:
            lines = [f"{files[n].name}: {why}" for n, why in sorted(result.refused.items())]
            say(self._window, self.tr("Not taken in:") + "\n\n" + "\n".join(lines[:12]))

    def _offer_known(self, result: TakenIn, target: Key) -> None:
        view = self._session.view
        there = {record.key for record in attached(view, target)}
        known = [key for key in dict.fromkeys(result.known.values()) if key not in there]
        if not known:
            if result.known and not result.taken:
                words = self.tr("These files are attached here already; nothing was doubled.")
                say(self._window, words, warning=False)
            return
        codes = ", ".join(code for code, _ in view.titles(known).values())
        box = QMessageBox(self._window)
        box.setObjectName("knownFiles")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("The case holds the very same content already, as {0}.").format(codes))
        box.setInformativeText(self.tr("Nothing was doubled. Attach what is there to this row?"))
        attach = box.addButton(self.tr("Attach"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Leave it"), QMessageBox.ButtonRole.RejectRole)
        attach.clicked.connect(lambda: self._attach(known, target))
        box.open()

    def _attach(self, known: list[Key], target: Key) -> None:
        session = self._session

        def work(_told: Told) -> Written:
            return deeds.attach(session, known, target)

        self._wait(self.tr("Attaching…"), work, self._changed)

    # --- looking ----------------------------------------------------------------------

    def look_at(self, attachment: Key) -> AttachmentViewer:
        """Open the window of an attachment, or bring it to the front."""
        viewer = self.viewers.get(attachment)
        if viewer is None:
            viewer = AttachmentViewer(
                self._session, attachment, self._jobs, self._language, self._window
            )
            self.viewers[attachment] = viewer
            viewer.closed.connect(lambda key: self.viewers.pop(key, None))
            viewer.take_out_wanted.connect(self.ask_take_out)
            viewer.copied.connect(lambda copy, at=viewer: self._tell_copied(copy, at))
        viewer.show()
        viewer.raise_()
        viewer.activateWindow()
        return viewer

    def _tell_copied(self, copy: Key, at: QWidget) -> None:
        code = self._session.view.titles([copy]).get(copy, ("", ""))[0]
        words = self.tr("The redacted copy is in the case as {0}. Look at it before it goes out.")
        say(at, words.format(code), warning=False)

    # --- out, and copies -----------------------------------------------------------------

    def ask_take_out(self, attachment: Key) -> None:
        """Ask why and where to, then write a copy outside the case."""
        words = self.tr(
            "A copy is written outside the case, where it is not encrypted: anyone who has it can "
            "read it. That it was taken out, by whom and why, is in the custody log for good."
        )
        ReasonDialog(
            self.tr("Take out of the case"),
            words,
            self.tr("Choose where…"),
            lambda reason: self._ask_where(attachment, reason),
            self._over(attachment),
        ).open()

    def _over(self, attachment: Key) -> QWidget:
        """What to ask over: the window in which it is looked at, if it is open."""
        return self.viewers.get(attachment, self._window)

    def _ask_where(self, attachment: Key, reason: str) -> None:
        record = self._session.view.record(attachment)
        if record is None:
            return
        # Not the name it came with, which may say who a witness is.
        name = f"{record.code or 'file'}.{ending(str(record.values.get('media_type') or ''))}"
        chosen, _ = QFileDialog.getSaveFileName(
            self._over(attachment),
            self.tr("Where to write the copy"),
            str(Path.home() / name),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.take_out(attachment, Path(chosen), reason)

    def take_out(self, attachment: Key, out: Path, reason: str) -> None:
        """Write a copy into a new file."""
        session = self._session

        def work(told: Told) -> Written:
            return deeds.take_out(session, attachment, out, reason=reason, progress=told)

        def done(written: Written) -> None:
            self._changed(written)
            words = self.tr("The copy was written. It is not encrypted: mind where it goes.")
            say(self._window, words, warning=False)

        self._wait(self.tr("Taking out…"), work, done)

    def ask_redacted(self, attachment: Key) -> None:
        """Ask for a redacted file made elsewhere and take it in as a copy of an attachment."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("The redacted file"))
        if name:
            self.take_in_redacted(attachment, Path(name))

    def take_in_redacted(self, attachment: Key, path: Path) -> None:
        """Take in a redacted file made elsewhere."""
        session = self._session

        def work(told: Told) -> tuple[Written, Key]:
            return deeds.redacted_copy(session, attachment, path, progress=told)

        self._wait(self.tr("Taking in…"), work, lambda made: self._changed(made[0]))

    # --- all of them --------------------------------------------------------------------

    def _wait(self, words: str, work: Callable[[Told], T], done: Callable[[T], None]) -> None:
        """Do it on a worker, with progress and a way to stop."""
        waiting = Waiting(self._jobs, words, self._window)

        def run(progress: Progress) -> T:
            # In KiB, as a bar counts in 32 bits.
            return work(lambda done, total: progress.report(words, done >> 10, total >> 10))

        def ended(result: T) -> None:
            waiting.end()
            done(result)

        def failed(error: Exception) -> None:
            waiting.end()
            if not isinstance(error, CaseError):
                raise error
            say(self._window, str(error))

        waiting.follow(self._jobs.start(run, ended, failed=failed))

    def _changed(self, written: Written | None) -> None:
        if written is None:
            return
        self._session.changed(Touched(written, self))
        for viewer in self.viewers.values():
            viewer.describe()
