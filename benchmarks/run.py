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

from benchmarks import attachments, big_case, canvas, imagery, selection, table, time_filter
from benchmarks.measure import Floor, Measure, Result, compare

GROUPS: dict[str, Callable[[Path, Path], Iterator[Measure]]] = {
    "imagery": imagery.measures,
    "inspector": selection.measures,
    "timeline": time_filter.measures,
    "table": table.measures,
    "canvas": canvas.measures,
    "attachments": attachments.measures,
}
"""What is measured, given a folder to write to and the path of the large case."""
NO_CASE = ("imagery", "attachments")
"""Groups that do without the large case."""


def main() -> int:
    """The command line. 0 when everything was measured, however long it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="size of the case, in samples")
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
    _write(given.json, given.times, results)
    return 0


def _run(place: Path, given: argparse.Namespace) -> list[Result]:
    floor, results = Floor(), []
    print(f"{'measure':<58}{'median':>9}{'worst':>9}{'budget':>9}  in F")
    for measure in _wanted(place, given):
        results.append(compare(measure, floor, given.rounds or measure.rounds))
        print(_line(results[-1]), flush=True)
    return results


def _wanted(place: Path, given: argparse.Namespace) -> Iterator[Measure]:
    """The measures asked for; the large case is built when the first one needs it."""
    case = given.case or place / "big.gpkg"
    for name, group in GROUPS.items():
        if not (name.startswith(given.only) or given.only.startswith(name)):
            continue
        if name not in NO_CASE and not case.exists():
            big_case.build(case, given.times)
        for measure in group(place, case):
            if measure.name.startswith(given.only):
                yield measure


def _line(result: Result) -> str:
    budget = "" if result.budget is None else f"{result.budget:g}"
    word = "  over budget" if result.within is False else ""
    return f"{result.name:<58}{result.ratio:>9.2f}{result.worst_ratio:>9.2f}{budget:>9}{word}"


def _write(path: Path, times: int, results: list[Result]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "samples": times,
        "measures": [{**asdict(result), "within": result.within} for result in results],
    }
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    print(f"written to {path}")
