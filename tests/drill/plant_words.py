"""Write known words and places into a case, by command of a test that then looks for them.

    python tests/drill/plant_words.py CASE [--window]

The passphrase is the first line of standard input; an empty one makes a plain case. The
process writes, searches, reads, reports an error that quotes the words as a crash would,
prints "ready" and waits with the case open until it is killed. An encrypted case has an
identity file beside it with names of its own, and a field copy in the same folder.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import shapely  # noqa: E402

from geoapp.case.parts import Part  # noqa: E402
from geoapp.case.records import Change, Draft, Key, Message  # noqa: E402
from geoapp.session import Session, copies, merging  # noqa: E402
from geoapp.session.identities import Identities  # noqa: E402
from layers.values import Position  # noqa: E402

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow

NAMES = ("Grünspechtin", "남궁옥분", "+850 191 5550142")
IDENTITY_PASSPHRASE = "Kuckucksuhr 4"
COPY_PASSPHRASE = "Mauersegler 7"
PERSON = 900_000
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


def name_somebody(session: Session, case: Path) -> Identities:
    """Who a person is, in the identity file; then a field copy and a bundle of the case."""
    person = Change(Key("person", PERSON), {"code": "W-900"})
    session.do(Draft("edit", Message("plant"), (person,)))
    beside = Identities.create(session, case.with_name("who.gpkg"), IDENTITY_PASSPHRASE)
    told = dict(zip(("name", "other_names", "contact"), NAMES, strict=True))
    assert beside.put(person.key, {**told, "risk": NAMES[0]}, reason=NAMES[1])
    assert beside.of(person.key)
    copies.make(session, case.with_name("field.gpkg"), Part(), COPY_PASSPHRASE)
    merging.write_bundle(session, case.with_name("all.bundle"))
    return beside


def show_somebody(window: MainWindow) -> None:
    """The names on the screen, and in the dialog that changes them."""
    from PySide6.QtWidgets import QPlainTextEdit

    path = window.session.path.with_name("who.gpkg")
    assert window.identities.try_file(path, IDENTITY_PASSPHRASE) == ""
    window.session.select([Key("person", PERSON)])
    window.identities.ask_change()
    (dialog,) = (d for d in window.children() if d.objectName() == "identityDialog")
    assert dialog.told["name"] == NAMES[0]
    dialog.findChild(QPlainTextEdit).appendPlainText(NAMES[2])


def crash() -> None:
    """An error with the words in it, told and logged as the window does."""
    from geoapp.app import report

    try:
        raise ValueError(" ".join(WORDS + NAMES))
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
    beside = name_somebody(session, path) if passphrase else None
    if "--window" in sys.argv:
        if beside is not None:
            beside.close()
            show_somebody(window)
        crash()
        for _ in range(40):
            app.application().processEvents()
            time.sleep(0.02)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    time.sleep(3600)


if __name__ == "__main__":
    main()
