"""The measures run to their end; how fast they are is no matter of a test."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path


def test_every_measure_on_a_small_case(repository: Path, tmp_path: Path) -> None:
    case, report = tmp_path / "case.gpkg", tmp_path / "report.json"
    options = ("--times", "2", "--scale", "0.0005", "--rounds", "1")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", *options, "--case", str(case), "--json", str(report)],
        cwd=repository,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    measures = json.loads(report.read_text(encoding="utf-8"))["measures"]
    assert {measure["name"].split(":")[0] for measure in measures} == {
        "archive",
        "attachments",
        "backup",
        "imagery",
        "inspector",
        "opening",
        "starting",
        "canvas",
        "timeline",
        "table",
    }
    assert all(measure["ratio"] > 0 for measure in measures)
    with sqlite3.connect(case) as db:
        rows = dict.fromkeys(("facility", "link", "claim", "published_account"), 0)
        for table in rows:
            (rows[table],) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
        (loose,) = db.execute(
            "SELECT count(*) FROM link WHERE from_table = 'facility' "
            "AND from_id NOT IN (SELECT id FROM facility)"
        ).fetchone()
    db.close()
    assert all(count > 0 and count % 2 == 0 for count in rows.values())
    assert loose == 0
