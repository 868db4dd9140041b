"""Runs the measures, prints a table and writes JSON. Never fails for being slow."""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks import (
    attachments,
    backups,
    big_case,
    canvas,
    imagery,
    nkdb,
    opening,
    selection,
    starting,
    table,
    time_filter,
)
from benchmarks.measure import Floor, Measure, Result, compare

Given = argparse.Namespace
BESIDE_F: dict[str, Callable[[Path, Path], Iterator[Measure]]] = {
    "imagery": imagery.measures,
    "inspector": selection.measures,
    "timeline": time_filter.measures,
    "table": table.measures,
    "canvas": canvas.measures,
}
"""What is measured in turns with F, given a folder to write to and the large case."""

BESIDE_OTHERS: dict[str, Callable[[Path, Path, Given], Iterator[Result]]] = {
    "starting": lambda place, _case, given: starting.results(place, given.rounds),
    "opening": lambda _place, case, given: opening.results(case, given.rounds),
    "backup": lambda _place, case, given: backups.results(case, given.rounds),
    "attachments": lambda place, _, given: attachments.results(place, given.scale, given.rounds),
    "archive": lambda place, _case, given: nkdb.results(place, given.scale),
}
"""What brings along what it is compared with."""

_WITHOUT_CASE = ("imagery", "starting", "attachments", "archive")


def main() -> int:
    """The command line. 0 when everything was measured, however long it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="size of the case, in samples")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the archive, up to 1")
    parser.add_argument("--rounds", type=int, help="how often each thing is done")
    parser.add_argument("--only", default="", help="measures whose names begin like this")
    parser.add_argument("--case", type=Path, help="keep the large case here, and use it if there")
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks.json"))
    given = parser.parse_args()
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as place:
        os.environ["GEOAPP_PROFILE"] = place
        results = _run(Path(place), given)
    application.processEvents()
    _write(given, results)
    return 0


def _run(place: Path, given: Given) -> list[Result]:
    results = []
    print(f"{'measure':<58}{'median':>9}{'worst':>9}{'budget':>9}  in")
    for result in _results(place, given):
        results.append(result)
        print(_line(result), flush=True)
    return results


def _results(place: Path, given: Given) -> Iterator[Result]:
    """The measures asked for; the large case is built when the first one needs it."""
    case, floor = given.case or place / "big.gpkg", Floor()
    for name in (*BESIDE_OTHERS, *BESIDE_F):
        if not (name.startswith(given.only) or given.only.startswith(name)):
            continue
        if name not in _WITHOUT_CASE and not case.exists():
            big_case.build(case, given.times)
        if name in BESIDE_OTHERS:
            found = BESIDE_OTHERS[name](place, case, given)
            yield from (result for result in found if result.name.startswith(given.only))
            continue
        for measure in BESIDE_F[name](place, case):
            if measure.name.startswith(given.only):
                yield compare(measure, floor, given.rounds or measure.rounds)


def _line(result: Result) -> str:
    budget = "" if result.budget is None else f"{result.budget:g}"
    word = "  over budget" if result.within is False else ""
    numbers = f"{result.ratio:>9.2f}{result.worst_ratio:>9.2f}{budget:>9}"
    return f"{result.name:<58}{numbers}  {result.unit}{word}"


def _write(given: Given, results: list[Result]) -> None:
    path = given.json
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": os.getloadavg() if hasattr(os, "getloadavg") else None,
        "samples": given.times,
        "archive": given.scale,
        "measures": [{**asdict(result), "within": result.within} for result in results],
    }
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    print(f"written to {path}")
