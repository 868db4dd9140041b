"""The program from nothing to the map of the sample, beside a bare window of the toolkit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Result, compared, sized
from geoapp.sample import sample_case

ROUNDS = 5
_UNIT = "bare window"

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(sys.argv)
label = QLabel("A window")
label.resize(1280, 800)
label.show()
QTimer.singleShot(0, application.quit)
application.exec()
label.grab()
"""

_WHOLE = """
import sys, time
from pathlib import Path
from geoapp.app import application, open_case_window
app = application()
window = open_case_window(Path(sys.argv[1]))
while not (window.content.settled and window.canvas.is_settled):
    app.processEvents()
    time.sleep(0.002)
window.grab()
"""

# Told while everything is still there.
_TOLD = """
import json
from benchmarks.memory import resident
print(json.dumps(resident()), flush=True)
"""


def results(place: Path, rounds: int | None) -> Iterator[Result]:
    """Seconds until the first map is drawn, and the memory of a window at rest."""
    case = sample_case(place)
    bare, whole = [_started(_BARE, case)], [_started(_WHOLE, case)]
    for _ in range(rounds or ROUNDS):
        bare.append(_started(_BARE, case))
        whole.append(_started(_WHOLE, case))
    times = [seconds for seconds, _ in whole[1:]], [seconds for seconds, _ in bare[1:]]
    yield compared("starting: the sample's map is drawn", *times, _UNIT)
    yield sized("starting: memory of the window at rest", whole[-1][1], bare[-1][1], _UNIT)


def _started(program: str, case: Path) -> tuple[float, int]:
    """(seconds until the process told, bytes it held then)."""
    # As it is installed: with its bytecode, which the first start leaves.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(case.parent / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program + _TOLD, str(case)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        seconds = time.perf_counter() - start
        # How it ends is not measured.
        process.kill()
    return seconds, int(json.loads(line))
