"""Fixtures for every test: an empty profile, no display, and nothing left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A deadline would be a time limit in disguise: what is slow is measured in benchmarks/.
settings.register_profile("default", deadline=None, max_examples=60)
settings.register_profile("drill", deadline=None, max_examples=3000)
settings.load_profile("default")

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# The words of the window that tests look for are the English ones.
os.environ["LC_ALL"] = "C.UTF-8"


@pytest.fixture(autouse=True)
def _own_profile(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or changes the settings of whoever runs it."""
    folder = tmp_path_factory.mktemp("profile")
    monkeypatch.setenv("GEOAPP_PROFILE", str(folder))
    monkeypatch.setenv("HOME", str(folder))


def _foreign_threads(known: set[int]) -> list[str]:
    return [t.name for t in threading.enumerate() if t.ident not in known and t.is_alive()]


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves threads, timers or top-level widgets alive."""
    known = {thread.ident for thread in threading.enumerate() if thread.ident is not None}
    yield
    problems = _leaked_widgets() + _leaked_timers()
    deadline = time.monotonic() + 5
    while (threads := _foreign_threads(known)) and time.monotonic() < deadline:
        threading.Event().wait(0.02)
    problems += [f"thread {name}" for name in threads]
    if problems:
        pytest.fail("left behind: " + "; ".join(problems))


def _application() -> object | None:
    if "PySide6.QtWidgets" not in sys.modules:
        return None
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()


def _leaked_widgets() -> list[str]:
    if _application() is None:
        return []
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    left = [w for w in QApplication.topLevelWidgets() if isValid(w) and w.isVisible()]
    return [f"window {type(w).__name__} “{w.objectName()}”" for w in left]


def _leaked_timers() -> list[str]:
    if _application() is None:
        return []
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    timers = []
    for widget in QApplication.topLevelWidgets():
        if isValid(widget):
            timers += [t for t in widget.findChildren(QTimer) if t.isActive()]
    return [f"timer of {type(t.parent()).__name__}" for t in timers]


@pytest.fixture
def repository() -> Path:
    """The root of the checkout the tests run in."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, built once per worker. Copy it before changing it."""
    from sample_data.build import build

    path = tmp_path_factory.mktemp("sample") / "sample.gpkg"
    build(path)
    return path
