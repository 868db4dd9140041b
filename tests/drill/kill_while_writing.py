"""Kill a writing process again and again: every confirmed change must be there afterwards.

    python tests/drill/kill_while_writing.py --rounds 200

Each round starts a process that writes to one case, closing and opening it now and
then, and prints the hash of each entry once it is confirmed. It is killed at a
random moment. Then the case must open with the last confirmed entry in it, a ledger
in order, and rows, R-tree and search index that agree with the ledger.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import apsw  # noqa: E402
import shapely  # noqa: E402

from geoapp.case.records import Change, Draft, Key, Message, to_json  # noqa: E402
from geoapp.case.tables import Statements  # noqa: E402
from geoapp.store import CaseFile, geometry, slots  # noqa: E402
from layers.facility import FACILITY  # noqa: E402
from layers.values import Position  # noqa: E402

STATEMENTS = Statements((FACILITY,))
PASSPHRASE = "drill"


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


def write_for_ever(path: Path, seed: int, encrypted: bool) -> None:
    """Write until killed. A line per confirmed entry goes to standard output."""
    chance = random.Random(seed)
    while True:
        with opened(path, encrypted) as case:
            for _ in range(chance.randrange(1, 12)):
                undoable = case.undoable()
                if undoable and chance.random() < 0.2:
                    draft = case.undo_draft(undoable)
                else:
                    draft = Draft("edit", Message("drill"), some_changes(chance))
                sys.stdout.write(case.write(draft, "drill").hash + "\n")
                sys.stdout.flush()


def killed_round(path: Path, seed: int, longest: float, encrypted: bool) -> str | None:
    """One process, killed at a random moment. The last hash that it confirmed."""
    command = [sys.executable, __file__, "--write", str(path), "--seed", str(seed)]
    command += ["--encrypted"] if encrypted else []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    timer = threading.Timer(random.Random(seed).uniform(0, longest), process.kill)
    timer.start()
    lines = [first, *process.stdout.readlines()]
    process.wait()
    timer.join()
    process.stdout.close()
    if process.returncode != -signal.SIGKILL:
        raise AssertionError(f"the writer ended by itself with {process.returncode}")
    whole = [line.strip() for line in lines if line.endswith("\n")]
    return whole[-1] if whole else None


def check(path: Path, confirmed: str | None, encrypted: bool) -> int:
    """AssertionError unless the case is whole. How many entries it holds."""
    with opened(path, encrypted) as case:
        assert case.verify() == [], case.verify()
        with case.reader() as reader:
            entries = reader.entries()
            assert confirmed is None or confirmed in {e.hash for e in entries}, "an entry is lost"
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
                    held = to_json(FACILITY.field(name), record.values[name])
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


def main() -> None:
    """Run the rounds, or be the process that is killed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--longest", type=float, default=1.0, help="seconds until the kill")
    arguments.add_argument("--encrypted", action="store_true")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    # Slots that open at once, so that the time goes into what is killed.
    slots.COST["n"] = 2**10
    if options.write:
        write_for_ever(options.write, options.seed, options.encrypted)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.gpkg"
        CaseFile.create(
            path,
            title="Drill",
            author="drill",
            replica="one",
            statements=STATEMENTS,
            passphrase=PASSPHRASE if options.encrypted else None,
        ).close()
        entries = 0
        for number in range(options.rounds):
            confirmed = killed_round(
                path, options.seed + number, options.longest, options.encrypted
            )
            entries = check(path, confirmed, options.encrypted)
        sys.stdout.write(f"{options.rounds} kills, {entries} entries, none lost\n")


if __name__ == "__main__":
    main()
