"""Locking: the case is closed, and nothing of it stays in the window until its passphrase comes.

Every part of the window is dropped and made anew, as when the language changes, so that no
panel, model, cache or undo text has to remember to forget. What brings somebody back to where
they were is sealed under the key of the case, which is dropped with it.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from geoapp.case.errors import CaseError, PassphraseError
from geoapp.session import Session
from geoapp.session.sealing import sealed, unsealed
from geoapp.ui import settings
from geoapp.ui.dialogs.lock_page import LockPage
from geoapp.ui.dialogs.messages import agrees_to_discard, say
from geoapp.ui.refusals import said
from geoapp.ui.window.anew import rebuild
from geoapp.ui.window.idle import Idle
from geoapp.ui.window.left_off import go_back, has_words, left_off

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow

MINUTES = (0, 5, 15, 60)
USUAL = 15
_RETRY_MS = 50


@dataclass(frozen=True, slots=True)
class Locked:
    """A case that is locked: nothing in here tells anything that it says.

    `sealed`: where somebody left off, under the key of the case. `words`: whether that
    holds something that was typed and not saved.
    """

    path: Path
    read_only: bool
    sealed: bytes
    words: bool


def idle_minutes() -> int:
    """After how many minutes without a touch an encrypted case is locked; 0 never."""
    known = settings.text("lockWhenIdle", "")
    return int(known) if known in map(str, MINUTES) else USUAL


class Locking(QObject):
    """Locks the case of a window, by command or when nobody touches it, and opens it again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page = LockPage()
        self.page.tried.connect(self._unlock)
        self.page.left.connect(self.give_up)
        self.idle = Idle(self)
        self.idle.quiet.connect(self._quiet)

    def open(self, session: Session) -> None:
        """Wait for nobody to be there, if the case can be locked."""
        self.idle.watch(60.0 * idle_minutes() if session.encrypted else 0)

    def close(self) -> None:
        """Wait no more."""
        self.idle.watch(0)

    def set_idle(self, minutes: int) -> None:
        """Lock after so many minutes without a touch, 0 never; remembered."""
        settings.remember("lockWhenIdle", str(minutes))
        if self._window.session is not None:
            self.open(self._window.session)

    def ask(self) -> None:
        """Lock now, or say why that cannot be done."""
        session = self._window.session
        if session is None:
            return
        if session.encrypted:
            self._begin()
            return
        words = self.tr(
            "This case is not encrypted, so it cannot be locked: anyone who has the file can read "
            "it. Close it instead, or keep it in a new case with a passphrase."
        )
        say(self._window, words, warning=False)

    def _quiet(self) -> None:
        """Nobody is there; what is still being worked on is waited for."""
        if not self._window.jobs.busy:
            self._begin()

    def _begin(self) -> None:
        # The menu or the question that is open now goes with the rest, and must have ended by then.
        session = self._window.session
        if session is not None:
            where = left_off(self._window, session)
            QTimer.singleShot(0, self._window, lambda: self._lock_when_alone(where))

    def _lock_when_alone(self, where: bytes) -> None:
        """Lock once no dialog or menu has a loop of its own any more, which would return into
        parts that are gone."""
        window = self._window
        session = window.session
        if session is None:
            return
        if QThread.currentThread().loopLevel() > 1:
            _end_loops(window)
            QTimer.singleShot(_RETRY_MS, window, lambda: self._lock_when_alone(where))
            return
        lock(window, session, where)

    # --- while it is locked ---------------------------------------------------------------

    def show_locked(self, trouble: str = "") -> None:
        """Show the page in place of the case, and let nothing else be begun."""
        window, locked = self._window, self._window.locked
        if locked is None:
            return
        window.show_page(self.page)
        window.menus.states.show_locked()
        do = window.actions_
        for action in (do.new_case, do.open_case, do.sample, window.menus.recent.menuAction()):
            action.setEnabled(False)
        self.page.ask(locked.path.name, locked.words, trouble)

    def _unlock(self, passphrase: str) -> None:
        window, locked = self._window, self._window.locked
        if locked is None:
            return
        try:
            session = Session.open(
                locked.path,
                author=window.profile.author,
                read_only=locked.read_only,
                profile=window.profile,
                passphrase=passphrase,
            )
        except PassphraseError:
            self.page.refuse(self.tr("Wrong passphrase or damaged file. Nothing was written."))
        except CaseError as error:
            self.page.refuse(said(str(error)))
        else:
            self._leave_page()
            window.show_session(session)
            where = unsealed(session, locked.sealed)
            if where is not None:
                go_back(window, where)

    def may_leave(self) -> bool:
        """Ask before words are dropped that wait for the passphrase; False to stay."""
        locked = self._window.locked
        if locked is None or not locked.words:
            return True
        return agrees_to_discard(
            self._window,
            self.tr("Words that you typed and did not save are kept until the case is unlocked."),
            self.tr("Discard them"),
            self.tr("Stay"),
        )

    def give_up(self) -> None:
        """Back to the welcome page."""
        if self.may_leave():
            self._leave_page()
            self._window.show_page(self._window.welcome)
            self._window.menus.states.show_no_case()

    def _leave_page(self) -> None:
        window = self._window
        window.locked = None
        self.page.field.clear()
        do = window.actions_
        for action in (do.new_case, do.open_case, do.sample, window.menus.recent.menuAction()):
            action.setEnabled(True)


def lock(window: MainWindow, session: Session, where: bytes) -> None:
    """Close the case of a window and take everything of it off the screen and out of memory."""
    window.locked = Locked(
        session.path, session.read_only, sealed(session, where), has_words(where)
    )
    drawing = window.work.drawing
    drawing.finishing.drop_form()
    drawing.close()
    trouble = ""
    try:
        window.take_off(session).close()
    except CaseError as error:
        trouble = said(str(error))
    rebuild(window)
    _clear_clipboard()
    QPixmapCache.clear()
    window.locking.show_locked(trouble)
    # Once nothing is under way any more that belongs to a part that is gone.
    QTimer.singleShot(0, window, _forget)


def _forget() -> None:
    """Let go of the parts that were dropped, and of all that they held."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def _end_loops(window: QWidget) -> None:
    """End every dialog and menu of a window that waits for an answer."""
    for widget in QApplication.topLevelWidgets():
        if not (widget.isVisible() and _belongs(widget, window)):
            continue
        if isinstance(widget, QDialog):
            widget.done(QDialog.DialogCode.Rejected)
        elif isinstance(widget, QMenu):
            widget.close()


def _belongs(widget: QWidget | None, window: QWidget) -> bool:
    while widget is not None:
        if widget is window:
            return True
        widget = widget.parentWidget()
    return False


def _clear_clipboard() -> None:
    """Take away what was copied here; what another program put there is not ours."""
    clipboard = QGuiApplication.clipboard()
    # Where the system has no clipboard, Qt keeps one for the program alone and says it is nobody's.
    alone = QGuiApplication.platformName() in ("offscreen", "minimal")
    if alone or clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
