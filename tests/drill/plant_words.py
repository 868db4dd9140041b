"""Write known words and places into a case, by command of a test that then looks for them.

    python tests/drill/plant_words.py CASE [--window]

The passphrase is the first line of standard input; an empty one makes a plain case. The
process writes, searches, reads, reports an error that quotes the words as a crash would,
prints "ready" and waits with the case open until it is killed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import shapely  # noqa: E402

from geoapp.case.records import Change, Draft, Key, Message  # noqa: E402
from geoapp.session import Session  # noqa: E402
from layers.values import Position  # noqa: E402

WORDS = ("Zwiebelturm", "삼수갑산", "Qvortrup")
LON, LAT = 129.76543212345, 41.98765432123


def change(number: int) -> Change:
    """A row that holds every planted word and the planted place."""
    place = Position(shapely.Point(LON, LAT), 400.0, "building", f"{WORDS[2]} said so")
    values = {
        "code": f"PL-{number}",
        "name_en": f"{WORDS[0]} {number}",
        "name_ko": WORDS[1],
        "note": f"{WORDS[2]} {LON} {LAT} " * 60,
        "geometry": place,
    }
    return Change(Key("facility", number), values)


def fill(session: Session) -> None:
    """Many rows in many entries, so that the log, its index and the caches are all in use."""
    for start in range(1, 400, 40):
        changes = tuple(change(number) for number in range(start, start + 40))
        session.do(Draft("edit", Message("plant"), changes, reason=f"because of {WORDS[0]}"))
    session.undo()
    session.redo()
    assert session.view.search(WORDS[1], 10)
    assert session.view.records("facility")
    assert session.view.entries()


def crash() -> None:
    """An error with the words in it, told and logged as the window does."""
    from geoapp.app import report

    try:
        raise ValueError(" ".join(WORDS))
    except ValueError as error:
        report(ValueError, error, error.__traceback__)


def main() -> None:
    """Fill a case and wait to be killed."""
    path, passphrase = Path(sys.argv[1]), sys.stdin.readline().rstrip("\n") or None
    session = Session.create(path, title=WORDS[0], author="plant", passphrase=passphrase)
    if "--window" in sys.argv:
        session.close()
        from geoapp import app

        app._write_log()
        window = app.open_case_window(path, passphrase)
        assert window.session is not None
        session = window.session
        session.author = "plant"
        app.application().processEvents()
    fill(session)
    if "--window" in sys.argv:
        crash()
        for _ in range(40):
            app.application().processEvents()
            time.sleep(0.02)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    time.sleep(3600)


if __name__ == "__main__":
    main()
