"""Makes the pictures of the documentation: the real window on the sample case."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).resolve().parent


def settle(window: object, seconds: float = 1.5) -> None:
    """Let workers finish; sleeping lets go of the interpreter, which they need."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def main() -> None:
    """Open the sample case, choose a prison, and save what the window shows."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GEOAPP_PROFILE"] = folder
        from geoapp.app import application, open_case_window
        from geoapp.profile import Profile
        from geoapp.sample import sample_case

        application()
        Profile().author = "K-7"
        window = open_case_window(sample_case(Path(folder)))
        window.resize(1366, 768)
        settle(window, 2)
        if window.session is not None:
            window.session.select(window.session.view.resolve("KY-12"))
        window.canvas.zoom_to((127.2, 41.2, 131.2, 43.3))
        settle(window, 2)
        window.grab().save(str(HERE / "window.png"))
        window.close()


if __name__ == "__main__":
    main()
