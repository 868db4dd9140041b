"""Random histories on two to four copies of a case: all must hold the same in the end.

    python tests/drill/random_histories.py --rounds 300 [--seed 1] [--steps 60]

Each round is one history of `histories.py`; every third has a field copy among the files, some
have two, and every tenth is encrypted. Afterwards, on every file: verification finds
nothing; entries, rows, heads and conflicts are the same everywhere (a field copy holds its
part of them); words that no change holds any more are in no byte of any file; every link and
reference names rows that exist; every place has its own precision, every date its own bounds.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from geoapp.case.records import Record  # noqa: E402
from geoapp.store import CaseFile  # noqa: E402
from geoapp.store.conflicts import count  # noqa: E402
from layers.values import Position, UncertainDate  # noqa: E402
from tests.drill.histories import STATEMENTS, History, Replica, radius_of  # noqa: E402

_LEDGER = ("ledger", "ledger_order", "ledger_head", "ledger_replica")
_BY_ROW = ("ledger_conflict", "ledger_erasure")
_WORD = re.compile(rb"word\d{5}[0-9a-f]{10}")


def play(seed: int, folder: Path, steps: int, **options: Any) -> History:
    """One history from beginning to end, with everything that must hold afterwards."""
    history = History(seed, folder, **options)
    try:
        history.run(steps)
        whole = [replica for replica in history.replicas if not replica.part]
        first = held(whole[0].file)
        for replica in whole[1:]:
            _assert_same(first, held(replica.file), replica)
        for replica in history.replicas:
            assert replica.file.verify() == [], replica.file.verify()
            _assert_sound(replica.file, is_whole=not replica.part)
            if replica.part:
                _assert_part(first, replica)
    finally:
        history.close()
    words = {word for change in first["ledger_change"] for word in _words(change[3])}
    for replica in whole:
        left = {found.decode() for found in _WORD.findall(replica.path.read_bytes())}
        assert left <= words, f"{replica.name} still holds {left - words}"
    return history


def _words(content: str | None) -> Iterator[str]:
    return (found.decode() for found in _WORD.findall((content or "").encode()))


def held(case: CaseFile) -> dict[str, Any]:
    """All that must be the same in every file of a case."""
    with case.reader() as reader:
        connection = reader.connection
        held: dict[str, Any] = {}
        for name in (*_LEDGER, "ledger_change", *_BY_ROW, *(t.name for t in STATEMENTS)):
            held[name] = sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
        assert count(connection, STATEMENTS) == len(reader.conflicts(()))
        held["conflicts"] = sorted(
            (
                one.id,
                one.kind,
                one.keys,
                one.field,
                [(v.entry, repr(v.value)) for v in one.versions],
            )
            for one in reader.conflicts(())
        )
    return held


def _assert_same(first: dict[str, Any], other: dict[str, Any], replica: Replica) -> None:
    for name, rows in first.items():
        assert rows == other[name], f"{replica.name}: {name} differs"


def _assert_part(whole: dict[str, Any], replica: Replica) -> None:
    """A field copy has every entry, and the rows that it has are those of the case."""
    part = held(replica.file)
    for name in _LEDGER:
        assert part[name] == whole[name], f"{replica.name}: {name} differs"
    assert sorted(c[-1] for c in part["ledger_change"]) == sorted(
        c[-1] for c in whole["ledger_change"]
    )
    for table in STATEMENTS:
        assert set(map(repr, part[table.name])) <= set(map(repr, whole[table.name]))
    ids = {(table.name, row[0]) for table in STATEMENTS for row in part[table.name]}
    for name in _BY_ROW:
        here = [row for row in whole[name] if (row[0], row[1]) in ids]
        assert part[name] == here, f"{replica.name}: {name} differs"


def _assert_sound(case: CaseFile, *, is_whole: bool) -> None:
    with case.reader() as reader:
        for table in STATEMENTS:
            for (id,) in reader.connection.execute(f'SELECT "id" FROM "{table.name}"').fetchall():
                (record,) = reader._select(table.name, '"id" = ?', (id,))
                _assert_own_parts(record)
        if is_whole:
            for ends in _named(reader.connection):
                assert reader.connection.execute(
                    f'SELECT count(*) FROM "{ends[0]}" WHERE "id" = ?', (ends[1],)
                ).get, f"{ends} is named and not there"


def _named(connection: Any) -> Iterable[tuple[str, int]]:
    """(table, number) of every end of a link, subject of a claim, and row referred to."""
    for side in ("from", "to"):
        sql = f'SELECT "{side}_table", "{side}_id" FROM link WHERE "{side}_id" NOT NULL'
        yield from connection.execute(sql).fetchall()
    yield from connection.execute(
        'SELECT "subject_table", "subject" FROM claim WHERE "subject" NOT NULL'
    ).fetchall()
    for (id,) in connection.execute("SELECT within FROM facility WHERE within NOT NULL").fetchall():
        yield "facility", id


def _assert_own_parts(record: Record) -> None:
    for value in record.values.values():
        if isinstance(value, Position):
            assert value.geometry is not None
            lon, lat = value.geometry.x, value.geometry.y
            assert value.radius_m == radius_of(lon, lat), f"{record.key}: another's precision"
            assert value.precision == f"at {lon:.4f}"
        if isinstance(value, UncertainDate):
            assert value.words == f"{value.earliest} to {value.latest}", f"{record.key}: two dates"


def options_of(seed: int) -> dict[str, Any]:
    """Most rounds have no field copies and are not encrypted, since keys take time."""
    copies = (1 if seed % 3 == 0 else 0) + (1 if seed % 6 == 0 else 0)
    return {"copies": copies, "encrypted": seed % 10 == 9}


def main() -> None:
    """Play the rounds; the first that fails names its seed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=60)
    options = parser.parse_args()
    began = time.monotonic()
    moves: dict[str, int] = {}
    for seed in range(options.seed, options.seed + options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            try:
                history = play(seed, Path(folder), options.steps, **options_of(seed))
            except BaseException:
                sys.stderr.write(f"seed {seed} failed\n")
                raise
        for done in history.done:
            name = done.split(" ", 1)[1]
            moves[name] = moves.get(name, 0) + 1
    sys.stdout.write(f"{json.dumps(moves)}\n")
    took = time.monotonic() - began
    sys.stdout.write(f"{options.rounds} histories, all the same in the end; {took:.0f} s\n")


if __name__ == "__main__":
    main()
