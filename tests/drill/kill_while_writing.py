"""Kill a writing process again and again: every confirmed change must be there afterwards.

    python tests/drill/kill_while_writing.py --rounds 200 [--encrypted] [--window | --commands]

Each round starts a process that writes to one case, closing and opening it now and
then, and prints the hash of each entry once it is confirmed: by the case file itself, with
--commands by the commands that users have, or with --window by a real window, in which rows
are made, fields are typed into the inspector, and undo and redo are triggered. It is killed
at a random moment. Then the case must open with every confirmed entry in it, a ledger in
order, and rows, R-tree and search index that agree with the ledger; and every backup that
was made meanwhile must be whole.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

import apsw  # noqa: E402
import shapely  # noqa: E402

from geoapp.case.records import Change, Draft, Key, Message, to_json  # noqa: E402
from geoapp.case.tables import Statements  # noqa: E402
from geoapp.store import CaseFile, generations, geometry, slots  # noqa: E402
from layers.facility import FACILITY  # noqa: E402
from layers.values import Position  # noqa: E402

STATEMENTS = Statements((FACILITY,))
PASSPHRASE = "drill"
FRESH = 25
"""Rounds after which a new case is begun, since what a check costs grows with the ledger."""


_MODES = ("encrypted", "window", "commands")


def some_changes(chance: random.Random) -> tuple[Change, ...]:
    """One row or many, with words and places; rows are made, changed and removed."""
    changes = []
    for _ in range(chance.choice((1, 1, 1, 5, 200))):
        point = shapely.Point(chance.uniform(124, 131), chance.uniform(38, 43))
        values = {
            "name_ko": f"온성 {chance.random()}",
            "note": "words " * chance.randrange(200),
            "geometry": Position(point, 500.0),
        }
        changes.append(Change(Key("facility", chance.randrange(1, 300)), values))
    return tuple(changes)


def opened(path: Path, encrypted: bool) -> CaseFile:
    """The case of the drill."""
    words = PASSPHRASE if encrypted else None
    return CaseFile.open(path, replica="one", statements=STATEMENTS, passphrase=words)


def confirm(hash: str) -> None:
    """Say that an entry is confirmed: from now on it must never be lost."""
    sys.stdout.write(hash + "\n")
    sys.stdout.flush()


def write_for_ever(path: Path, seed: int, encrypted: bool) -> None:
    """Write until killed."""
    chance = random.Random(seed)
    while True:
        with opened(path, encrypted) as case:
            for _ in range(chance.randrange(1, 12)):
                undoable = case.undoable()
                if undoable and chance.random() < 0.2:
                    draft = case.undo_draft(undoable)
                else:
                    draft = Draft("edit", Message("drill"), some_changes(chance))
                confirm(case.write(draft, "drill").hash)


def killed_round(path: Path, seed: int, options: argparse.Namespace) -> list[str]:
    """One process, killed at a random moment. The hashes that it confirmed."""
    command = [sys.executable, __file__, "--write", str(path), "--seed", str(seed)]
    command += [f"--{name}" for name in _MODES if getattr(options, name)]
    profile = path.parent.with_name(path.parent.name + "-profile")
    settings = {"GEOAPP_PROFILE": str(profile), "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **settings}
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    timer = threading.Timer(random.Random(seed).uniform(0, options.longest), process.kill)
    timer.start()
    lines = [first, *process.stdout.readlines()]
    process.wait()
    timer.join()
    process.stdout.close()
    if process.returncode != -signal.SIGKILL:
        raise AssertionError(f"the writer ended by itself with {process.returncode}")
    return [line.strip() for line in lines if line.endswith("\n")]


def check(path: Path, confirmed: set[str], encrypted: bool) -> int:
    """AssertionError unless the case is whole. How many entries it holds."""
    with opened(path, encrypted) as case:
        assert case.verify() == [], case.verify()
        with case.reader() as reader:
            entries = reader.entries()
            lost = confirmed - {e.hash for e in entries}
            assert not lost, f"{len(lost)} confirmed entries are lost"
            state: dict[Key, dict[str, object]] = {}
            for entry in reversed(entries):
                for change in entry.changes:
                    state.setdefault(change.key, {})[change.field] = change.new
            for key, values in state.items():
                record = reader.record(key)
                assert record is not None
                for name, value in values.items():
                    if name == "deleted":
                        assert record.deleted == value
                        continue
                    field = case.statements[key.table].field(name)
                    held = to_json(field, record.values[name])
                    assert json.dumps(held, sort_keys=True) == json.dumps(value, sort_keys=True)
            assert len(reader.records("facility")) == reader.counts()["facility"]
    assert [p.name for p in path.parent.iterdir()] == [path.name], "something is left beside"
    if not encrypted:
        check_database(path)
    return len(entries)


def check_database(path: Path) -> None:
    """AssertionError unless the database finds itself whole."""
    database = apsw.Connection(str(path))
    geometry.register(database)
    assert database.pragma("integrity_check") == "ok"
    assert database.execute("SELECT rtreecheck('rtree_facility_geom')").get == "ok"
    database.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
    database.close()


def check_backups(disk: Path) -> None:
    """AssertionError unless every backup that has its list of parts has the parts as well."""
    made = generations.generations(disk) if disk.is_dir() else []
    assert not any(map(generations.damaged_parts, made)), "a backup is damaged"
    assert not disk.is_dir() or not generations.unreadable(disk), "a backup is unreadable"


def rounds(options: argparse.Namespace, numbers: range) -> tuple[int, int]:
    """Some rounds on one new case. Entries in it at the end, and entries confirmed."""
    confirmed: set[str] = set()
    entries = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case" / "case.gpkg"
        path.parent.mkdir()
        (Path(folder) / "case-profile").mkdir()
        CaseFile.create(
            path,
            title="Drill",
            author="drill",
            replica="one",
            statements=STATEMENTS,
            passphrase=PASSPHRASE if options.encrypted else None,
        ).close()
        for number in numbers:
            confirmed |= set(killed_round(path, options.seed + number, options))
            entries = check(path, confirmed, options.encrypted)
            check_backups(Path(folder) / "case-profile" / "disk")
    return entries, len(confirmed)


def _write(options: argparse.Namespace) -> None:
    """Be the process that is killed."""
    passphrase = PASSPHRASE if options.encrypted else None
    if options.window:
        from write_from_window import work_for_ever

        work_for_ever(options.write, options.seed, passphrase)
    if options.commands:
        from write_by_command import command_for_ever

        command_for_ever(options.write, options.seed, passphrase)
    write_for_ever(options.write, options.seed, options.encrypted)


def main() -> None:
    """Run the rounds, or be the process that is killed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--longest", type=float, default=1.0, help="seconds until the kill")
    arguments.add_argument("--encrypted", action="store_true")
    arguments.add_argument("--window", action="store_true", help="write from a window")
    arguments.add_argument("--commands", action="store_true", help="write by commands")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    # Slots that open at once, so that the time goes into what is killed.
    slots.COST["n"] = 2**10
    if options.write:
        _write(options)
    entries = confirmed = 0
    started = time.monotonic()
    for start in range(0, options.rounds, FRESH):
        done = range(start, min(start + FRESH, options.rounds))
        news = rounds(options, done)
        entries, confirmed = entries + news[0], confirmed + news[1]
        sys.stdout.write(
            f"{done.stop} kills, {confirmed} entries confirmed, {entries} kept, none lost "
            f"({time.monotonic() - started:.0f} s)\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
