"""A case of the size of a national archive: what the product's store adds to bare SQLite.

Each step runs in a process of its own, in turns on a bare file, a plain case and an encrypted
one: bare SQLite is what the plain case is measured by, and the plain case the encrypted one.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.measure import Result, compared, sized
from benchmarks.nkdb_steps import STEPS, Done, do

FORMS = ("bare", "plain", "encrypted")
_SAID = {"unlock": "open and close", "first look": "read what the first map shows"}
_UNITS = {"plain": "bare SQLite", "encrypted": "plain file"}


def results(place: Path, scale: float) -> Iterator[Result]:
    """Building, opening, editing, verifying, merging, searching; memory and size."""
    paths = {form: place / f"archive-{form}.gpkg" for form in FORMS}
    for step in STEPS:
        done = {form: _apart(step, form, paths[form], scale) for form in FORMS}
        yield from _compared(_SAID.get(step, step), done)
    for path in paths.values():
        path.unlink()


def _apart(step: str, form: str, path: Path, scale: float) -> Done:
    """In a process of its own, so that its memory is that of the step alone."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:
        return pool.submit(do, step, form, path, scale).result()


def _compared(step: str, done: dict[str, Done]) -> Iterator[Result]:
    for form, base in zip(FORMS[1:], FORMS, strict=False):
        name, unit = f"archive: {step}, {form}", _UNITS[form]
        mine, theirs = done[form], done[base]
        yield compared(name, mine.seconds, theirs.seconds, unit)
        if step == "edit":
            late, floor = _late(mine.seconds), _late(theirs.seconds)
            yield compared(f"{name}, slowest of 100", [late], [floor], unit)
        yield sized(f"archive: memory to {step}, {form}", mine.peak, theirs.peak, unit)
        if step == "build":
            yield sized(f"archive: size of the file, {form}", mine.bytes, theirs.bytes, unit)


def _late(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) * 99 // 100]
