"""Takes files into a case, looks at them in the window, and waits to be killed.

    python tests/drill/look_at_scan.py CASE SOURCE < passphrase

An empty passphrase makes a plain case. `SOURCE` is a folder with the files. Prints "ready"
and the numbers of the processes that hold files open.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication  # noqa: E402

from geoapp import app  # noqa: E402
from geoapp.case.records import Change, Draft, Key, Message  # noqa: E402
from geoapp.profile import Profile  # noqa: E402
from geoapp.session import Session  # noqa: E402
from geoapp.ui.attachments.desk import AttachmentDesk  # noqa: E402
from geoapp.ui.main_window import MainWindow  # noqa: E402

ROW = Key("facility", 7)


def until(window: MainWindow, done: object) -> None:
    while window.jobs.busy or not done():
        QApplication.processEvents()
        time.sleep(0.005)


def desk_of(window: MainWindow) -> AttachmentDesk:
    desk = window.inspecting.attachments
    assert desk is not None
    return desk


def main() -> None:
    case, source = Path(sys.argv[1]), Path(sys.argv[2])
    passphrase = sys.stdin.readline().rstrip("\n") or None
    Profile().author = "KB-2"
    session = Session.create(case, title="Border", author="KB-2", passphrase=passphrase)
    session.do(Draft("edit", Message("test"), (Change(ROW, {"code": "KW-01"}),)))
    session.close()
    window = app.open_case_window(case, passphrase)
    app._write_log()
    assert window.session is not None
    window.session.select([ROW])
    desk = desk_of(window)
    desk.take_in(sorted(source.iterdir()))
    until(window, lambda: len(window.session.view.records("attachment")) == 2)
    viewers = [desk.look_at(row.key) for row in window.session.view.records("attachment")]
    until(window, lambda: all(viewer.stack.currentIndex() for viewer in viewers))
    held = [v._looked.viewing._process.pid for v in viewers if v._looked.viewing]
    sys.stdout.write(f"ready {' '.join(map(str, held))}\n")
    sys.stdout.flush()
    while True:
        QApplication.processEvents()
        time.sleep(0.02)


if __name__ == "__main__":
    main()
