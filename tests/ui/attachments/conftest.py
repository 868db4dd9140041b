"""A window of a case with one row, its inspector, and the desk that serves it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from geoapp.case.records import Change, Draft, Key, Message
from geoapp.session import Session
from geoapp.ui.attachments.desk import AttachmentDesk
from geoapp.ui.jobs import Jobs
from geoapp.ui.panels.inspector import Inspector

CAMP = Key("facility", 7)
FENCE = Key("barrier", 8)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(tmp_path / "case.gpkg", title="Case", author="HB")
    changes = (Change(CAMP, {"code": "KW-01"}), Change(FENCE, {"code": "B-001"}))
    session.do(Draft("edit", Message("test"), changes))
    yield session
    session.close()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(420, 700)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def inspector(window: QWidget, session: Session) -> Inspector:
    made = Inspector(session)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    session.select([CAMP])
    return made


@pytest.fixture
def desk(
    window: QWidget, session: Session, inspector: Inspector, jobs: Jobs
) -> Iterator[AttachmentDesk]:
    made = AttachmentDesk(window, session, inspector, jobs, "en")
    yield made
    made.close()


@pytest.fixture
def until(jobs: Jobs) -> Callable[[Callable[[], object]], None]:
    """Let the window work until something is so and no job runs."""

    def wait(done: Callable[[], object]) -> None:
        end = time.monotonic() + 60
        while jobs.busy or not done():
            assert time.monotonic() < end, "it never came to be"
            QApplication.processEvents()
            time.sleep(0.005)

    return wait
