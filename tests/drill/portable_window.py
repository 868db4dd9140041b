"""Work in the real window in portable mode, or not, by command of a test that looks at HOME.

    python tests/drill/portable_window.py CASE [--portable]

The passphrase is the first line of standard input. The process opens the case as the command
does, changes the theme, selects, edits, uses the file dialog, prints "ready" and waits to be
killed, or closes the window when standard input ends with "close".
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from geoapp import portable  # noqa: E402


def main() -> None:
    """Open, work, wait."""
    passphrase = sys.stdin.readline().rstrip("\n") or None
    words = sys.argv[1:]
    portable.heed_start(words)
    if "--portable" in words:
        portable.turn_on()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QFileDialog

    from geoapp import app
    from geoapp.commands import edit
    from geoapp.ui import theme
    from geoapp.ui.theme import Mode

    path = Path(words[0])
    app.application()

    def work() -> None:
        window = next(w for w in app.application().topLevelWidgets() if hasattr(w, "files"))
        session = window.session
        assert session is not None
        if not session.author:
            window.set_author("KB-2")
        theme.current().mode = Mode.DARK
        session.do(edit.create(session.view, "facility", {"name_en": "One"}))
        session.select([session.view.records("facility")[0].key])
        QTimer.singleShot(300, lambda: window.findChild(QFileDialog).reject())
        window.files.ask_open()
        QTimer.singleShot(500, lambda: told(window))

    def told(window: object) -> None:
        print("ready", flush=True)  # noqa: T201
        if sys.stdin.readline().startswith("close"):
            window.close()  # type: ignore[attr-defined]

    QTimer.singleShot(500, work)
    sys.exit(app.run(path, passphrase))


if __name__ == "__main__":
    main()
