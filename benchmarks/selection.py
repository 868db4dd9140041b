"""From the click on a feature to the inspector that shows what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.measure import Measure
from geoapp.session import Session
from geoapp.ui.panels.inspector import Inspector

TABLES = ("facility", "crossing", "organisation", "incident")


def measures(_place: Path, case: Path) -> Iterator[Measure]:
    """Selecting rows of several tables, each time another one, until it is painted."""
    session = Session.open(case, author="benchmark", read_only=True)
    inspector = Inspector(session)
    try:
        inspector.resize(420, 980)
        inspector.show()
        QApplication.processEvents()
        for table in TABLES:
            rounds = 40 if table == "facility" else 15
            sample = _select(session, inspector, table)
            yield Measure(f"inspector: select a row of {table}", sample, 30.0, rounds)
    finally:
        inspector.close()
        inspector.deleteLater()
        QApplication.processEvents()
        session.close()


def _select(session: Session, inspector: Inspector, table: str) -> Callable[[int], None]:
    keys = [record.key for record in session.view.records(table)]
    apart = max(len(keys) // 47, 1)

    def sample(number: int) -> None:
        key = keys[number * apart % len(keys)]
        session.select([key])
        # Laying out and painting what changed belong to it.
        QApplication.processEvents()
        if inspector.current != key:
            raise RuntimeError(f"the inspector does not show {key}")

    return sample
