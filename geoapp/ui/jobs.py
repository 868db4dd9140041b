"""Work beside the window: a request runs on a worker thread, its answer comes back to the window.

Answers are numbered. Of several requests in one lane only the newest is answered;
an answer that comes too late is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818  # it is no error: somebody changed their mind
    """Raised inside a job that is no longer wanted."""


class Progress:
    """What a job tells while it runs, and how it learns that it is not wanted any more."""

    def __init__(self, tell: Callable[[str, int, int], None]) -> None:
        self._tell = tell
        self._stopped = threading.Event()
        self._stops: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._stopped.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next `report` or `check`, and wake it where it waits."""
        self._stopped.set()
        for stop in self._stops:
            stop()

    def when_cancelled(self, stop: Callable[[], None]) -> None:
        """Call `stop`, on the thread that cancels, to end what the job is waiting for."""
        self._stops.append(stop)
        if self.cancelled:
            stop()

    def check(self) -> None:
        """Raise Cancelled when the job is not wanted any more."""
        if self._stopped.is_set():
            raise Cancelled

    def report(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done; `total` 0 means nobody knows how much there is."""
        self.check()
        self._tell(text, done, total)


@dataclass(frozen=True, slots=True)
class Request(Generic[T]):
    """What is wanted. `work` runs on a worker thread and must not touch a widget."""

    work: Callable[[Progress], T]
    done: Callable[[T], None]
    failed: Callable[[Exception], None]
    lane: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    value: Any
    error: Exception | None


class Jobs(QObject):
    """The worker threads of one window. `close` must be called before the window goes."""

    failed = Signal(object)
    told = Signal(int, str, int, int)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="geoapp-job")
        self._running: dict[int, tuple[Request[Any], Progress]] = {}
        self._newest: dict[str, int] = {}
        self._futures: set[Future[Any]] = set()
        self._number = 0
        self._open = True
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        lane: str = "",
    ) -> int:
        """Run `work` on a worker; `done` or `failed` is called on the window's thread.

        Gives the request's number. A lane cancels its earlier requests. Without
        `failed`, an exception is passed to the signal of that name.
        """
        self._number += 1
        number = self._number
        progress = Progress(lambda text, at, total: self.told.emit(number, text, at, total))
        if lane:
            self.cancel(self._newest.get(lane, 0))
            self._newest[lane] = number
        self._running[number] = (Request(work, done, failed or self.failed.emit, lane), progress)
        future = self._pool.submit(_run, work, progress)
        self._futures = {old for old in self._futures if not old.done()} | {future}
        future.add_done_callback(lambda ended: self._answer(number, ended))
        return number

    def cancel(self, number: int) -> None:
        """Ask a job to stop and drop its answer; no matter if it ended already."""
        running = self._running.pop(number, None)
        if running is not None:
            running[1].cancel()

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return bool(self._running)

    def finish(self) -> None:
        """Cancel everything and wait until no job runs; new ones may be started after."""
        for number in list(self._running):
            self.cancel(number)
        wait(self._futures)

    def close(self) -> None:
        """Cancel everything and wait for the threads to end."""
        self._open = False
        for number in list(self._running):
            self.cancel(number)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _answer(self, number: int, ended: Future[Any]) -> None:
        if not self._open or ended.cancelled():
            return
        error = ended.exception()
        if error is None:
            self._answered.emit(_Answer(number, ended.result(), None))
        elif isinstance(error, Exception):
            self._answered.emit(_Answer(number, None, error))

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        running = self._running.pop(answer.number, None)
        if running is None:
            return
        request = running[0]
        if answer.error is None:
            request.done(answer.value)
        elif not isinstance(answer.error, Cancelled):
            request.failed(answer.error)


def _run(work: Callable[[Progress], T], progress: Progress) -> T:
    progress.check()
    return work(progress)
