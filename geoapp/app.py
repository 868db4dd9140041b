"""The application: set up once, opens windows, and survives its own mistakes."""

from __future__ import annotations

import logging
import re
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import cast

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from geoapp import portable
from geoapp.case import errors
from geoapp.case.errors import CaseError, PassphraseNeededError
from geoapp.profile import Profile, folder
from geoapp.session import Session
from geoapp.ui import display, language, portably, refusals, theme
from geoapp.ui.dialogs.messages import say
from geoapp.ui.main_window import MainWindow

_ENDING = (signal.SIGINT, signal.SIGTERM)
LOG = logging.getLogger("geoapp")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def application() -> QApplication:
    """The running QApplication, made on first use."""
    portably.leave_nothing()
    app = cast(QApplication, QApplication.instance() or QApplication(sys.argv[:1]))
    app.setApplicationName("geoapp")
    language.speak(language.chosen())
    errors.say_through(refusals.said)
    theme.current()
    return app


def run(path: Path | None = None, passphrase: str | None = None, *, read_only: bool = False) -> int:
    """Open the window, on a case or on the welcome page; gives the exit status at its end.

    CaseError when the case cannot be opened, or where no window can be shown.
    """
    reason = display.missing()
    if reason is not None:
        raise CaseError(reason)
    app = application()
    _write_log()
    sys.excepthook = report
    qInstallMessageHandler(_qt_message)
    with _closed_by_signals(app):
        window = _first_window(path, passphrase, read_only)
        status = app.exec()
    window.close()
    return status


def _first_window(path: Path | None, passphrase: str | None, read_only: bool = False) -> MainWindow:
    """On the case, or on the welcome page, which asks for a passphrase that is missing."""
    if path is None:
        return _welcome_window()
    try:
        return open_case_window(path, passphrase, read_only=read_only)
    except PassphraseNeededError:
        window = _welcome_window()
        window.files.open(path, read_only=read_only)
        return window


def open_case_window(
    path: Path, passphrase: str | None = None, *, read_only: bool = False
) -> MainWindow:
    """Open a window on a case inside a running QApplication. CaseError with a sentence.

    PassphraseNeededError or PassphraseError for an encrypted case that it does not open.
    """
    application()
    profile = Profile()
    session = Session.open(
        Path(path),
        author=profile.author,
        read_only=read_only,
        profile=profile,
        passphrase=passphrase,
    )
    profile.remember_case(session.path)
    window = MainWindow(profile)
    window.show_session(session)
    window.show()
    return window


@contextmanager
def _closed_by_signals(app: QApplication) -> Iterator[None]:
    """Ctrl+C in the terminal and the end of the desktop session close the window as a click does.

    Python alone would notice a signal only at the next event of the window. One that comes while
    the window is still being made closes it as soon as it is there.
    """
    woken, waking = socket.socketpair()
    waking.setblocking(False)
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: (woken.recv(64), app.closeAllWindows()))
    before = [(name, signal.signal(name, lambda *_: None)) for name in _ENDING]
    fd = signal.set_wakeup_fd(waking.fileno())
    try:
        yield
    finally:
        signal.set_wakeup_fd(fd)
        for name, handler in before:
            signal.signal(name, handler)
        notifier.setEnabled(False)
        woken.close()
        waking.close()


def _welcome_window() -> MainWindow:
    window = MainWindow()
    window.show()
    return window


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell the user in a sentence, and the log without a word of the case's content."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    LOG.error("%s at %s", kind.__name__, places(trace))
    app = QApplication.instance()
    parent = app.activeWindow() if isinstance(app, QApplication) else None
    if parent is None and isinstance(app, QApplication):
        parent = next((w for w in app.topLevelWidgets() if isinstance(w, MainWindow)), None)
    if isinstance(parent, QWidget):
        say(parent, _sentence(error))


def _sentence(error: BaseException) -> str:
    if isinstance(error, CaseError):
        return str(error)
    return QApplication.translate(
        "app",
        "Something went wrong in the program, and what you just asked for was not done.\n\n"
        "The case is as it was after the last confirmed change. You can go on working. "
        "The log in the profile folder notes where in the program it happened, and nothing "
        "of what the case holds.",
    )


def places(trace: TracebackType | None) -> str:
    """Where in the program: file names, functions and lines, without any value."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " < ".join(reversed(found))


def _write_log() -> None:
    if portable.on():
        return
    try:
        folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder() / "geoapp.log", maxBytes=200_000, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


def _qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Qt's own words go to the log; whatever it quotes may be content and does not."""
    plain = re.sub(r"\"[^\"]*\"|'[^']*'|“[^”]*”|/\S+", "…", text)
    LOG.log(_LEVELS.get(kind, logging.WARNING), "Qt %s: %s", context.category or "", plain)
