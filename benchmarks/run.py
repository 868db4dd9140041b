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

from benchmarks import big_case, canvas, imagery, selection
from benchmarks.measure import Floor, Measure, Result, compare

Group = Callable[[Path], Iterator[Measure]]


def main() -> int:
    """The command line. 0 when everything was measured, however long it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="size of the case, in samples")
    parser.add_argument("--only", default="", help="names of measures that contain this")
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks.json"))
    given = parser.parse_args()
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as place:
        os.environ["GEOAPP_PROFILE"] = place
        results = _run(Path(place), given.times, given.only)
    application.processEvents()
    _write(given.json, given.times, results)
    return 0


def _run(place: Path, times: int, only: str) -> list[Result]:
    floor, results = Floor(), []
    print(f"{'measure':<58}{'median':>9}{'worst':>9}{'budget':>9}  in F")
    groups: list[Group] = [imagery.measures]
    if only != "imagery":
        case = big_case.build(place / "big.gpkg", times)
        groups += [
            lambda folder: canvas.measures(folder, case),
            lambda folder: selection.measures(folder, case),
        ]
    for group in groups:
        for measure in group(place):
            if only in measure.name:
                results.append(compare(measure, floor))
                print(_line(results[-1]), flush=True)
    return results


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
