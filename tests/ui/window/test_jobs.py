from __future__ import annotations

import threading

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from geoapp.ui.dialogs.messages import Waiting
from geoapp.ui.jobs import Jobs, Progress


def test_work_runs_elsewhere_and_the_answer_comes_back_here(qtbot: QtBot) -> None:
    jobs = Jobs()
    here, there, answered = threading.get_ident(), [], []

    def work(_progress: Progress) -> int:
        there.append(threading.get_ident())
        return 42

    jobs.start(work, lambda value: answered.append((value, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(answered))
    jobs.close()
    assert there[0] != here
    assert answered == [(42, here)]
    assert QThread.currentThread() is QApplication.instance().thread()


def test_only_the_newest_of_a_lane_is_answered(qtbot: QtBot) -> None:
    jobs = Jobs()
    hold, answered = threading.Event(), []

    def slow(_progress: Progress) -> str:
        hold.wait(10)
        return "old"

    jobs.start(slow, answered.append, lane="search")
    jobs.start(lambda _p: "new", answered.append, lane="search")
    jobs.start(lambda _p: "other", answered.append, lane="else")
    qtbot.waitUntil(lambda: len(answered) == 2)
    hold.set()
    jobs.finish()
    QApplication.processEvents()
    jobs.close()
    assert sorted(answered) == ["new", "other"]


def test_a_failure_goes_to_whoever_asked_else_to_the_signal(qtbot: QtBot) -> None:
    jobs = Jobs()
    told, loose = [], []
    jobs.failed.connect(loose.append)

    def wrong(_progress: Progress) -> None:
        raise ValueError("no")

    jobs.start(wrong, lambda _v: None, failed=told.append)
    jobs.start(wrong, lambda _v: None)
    qtbot.waitUntil(lambda: bool(told) and bool(loose))
    jobs.close()
    assert isinstance(told[0], ValueError)
    assert isinstance(loose[0], ValueError)


def test_cancelling_stops_the_work_and_drops_the_answer(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun, ended, answered = threading.Event(), threading.Event(), []

    def long(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress.report("counting", 1, 2)
                threading.Event().wait(0.005)
        finally:
            ended.set()

    number = jobs.start(long, answered.append, failed=answered.append)
    assert begun.wait(10)
    jobs.cancel(number)
    assert ended.wait(10)
    jobs.close()
    QApplication.processEvents()
    assert answered == []
    assert not jobs.busy


def test_closing_waits_for_what_runs(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun, done = threading.Event(), []

    def work(_progress: Progress) -> None:
        begun.set()
        threading.Event().wait(0.2)
        done.append(True)

    jobs.start(work, lambda _v: None)
    begun.wait(10)
    jobs.close()
    assert done == [True]
    assert not [t for t in threading.enumerate() if t.name.startswith("geoapp-job")]


def test_the_progress_dialog_tells_and_can_give_up(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    jobs = Jobs(parent)
    stopped = threading.Event()

    def long(progress: Progress) -> None:
        try:
            while True:
                progress.report("3 of 7", 3, 7)
                threading.Event().wait(0.005)
        finally:
            stopped.set()

    waiting = Waiting(jobs, "Working", parent)
    waiting.follow(jobs.start(long, lambda _v: None))
    dialog = parent.findChild(QProgressDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.labelText() == "3 of 7")
    assert (dialog.value(), dialog.maximum()) == (3, 7)
    button = dialog.findChild(QPushButton)
    assert button is not None
    button.click()
    assert stopped.wait(10)
    jobs.close()
    assert not dialog.isVisible()
