"""The command line on a real case: documents, exit statuses, sentences."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geoapp.cli.main import main_group


@pytest.fixture
def case(tmp_path: Path, sample_path: Path) -> Path:
    copy = tmp_path / "case.gpkg"
    copy.write_bytes(sample_path.read_bytes())
    return copy


def run(*words: object) -> Result:
    return CliRunner().invoke(main_group, [str(word) for word in words])


def document(*words: object) -> dict:
    answer = run(*words, "--json")
    assert answer.exit_code == 0, answer.stderr
    return json.loads(answer.stdout)


def test_info_counts_what_the_issue_asks_for(case: Path) -> None:
    found = document("info", case)
    tables = found["tables"]
    least = {
        "facility": 47,
        "published_account": 15,
        "organisation": 18,
        "figure": 25,
        "barrier": 3,
        "link": 60,
    }
    assert {name: n for name, n in least.items() if tables[name] < n} == {}
    assert (tables["crossing"], tables["repatriation"], tables["sea_arrival"]) == (13, 30, 124)
    assert found["ledger"]["entries"] > 0
    assert found["encrypted"] is False
    assert found["unlocated"]["facility"] >= 1


def test_show_gives_fields_claims_with_sources_geometry_and_links(case: Path) -> None:
    found = document("show", case, "KW-25")
    assert found["fields"]["name_en"].startswith("Kwanliso No. 25")
    assert found["geometry"]["type"] == "Point"
    assert found["claims"]
    assert all(claim["source"] for claim in found["claims"])
    assert found["links"]


def test_a_syllable_pair_is_found_inside_a_longer_word(case: Path) -> None:
    hits = document("search", case, "온성")["hits"]
    assert any("온성군" in hit["title"] + hit["snippet"] for hit in hits)


def test_nothing_found_is_an_answer_and_not_a_failure(case: Path) -> None:
    answer = run("search", case, "no such words anywhere")
    assert answer.exit_code == 1
    assert "Nothing found" in answer.stderr


@pytest.mark.parametrize("command", ["info", "log"])
@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_case_is_refused_and_left_alone(
    tmp_path: Path, command: str, content: bytes
) -> None:
    path = tmp_path / "thing.gpkg"
    path.write_bytes(content)
    answer = run(command, path)
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output
    assert len(answer.stderr.strip()) > 20
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["thing.gpkg"]


def test_opening_what_does_not_exist_makes_nothing(tmp_path: Path) -> None:
    answer = run("info", tmp_path / "gone.gpkg")
    assert answer.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_link_shows_on_both_sides(case: Path) -> None:
    made = run("link", case, "KW-25", "ORG-MPS", "--role", "related", "--author", "T-1")
    assert made.exit_code == 0, made.stderr
    for near, far in (("KW-25", "ORG-MPS"), ("ORG-MPS", "KW-25")):
        links = document("show", case, near)["links"]
        assert any(link["code"] == far and link["role"] == "related" for link in links)
    newest = document("log", case)["entries"][0]
    assert (newest["author"], newest["kind"]) == ("T-1", "link")


def test_writing_needs_a_name_for_the_ledger(case: Path) -> None:
    answer = run("link", case, "KW-25", "ORG-MPS", "--role", "related")
    assert answer.exit_code == 2
    assert "--author" in answer.stderr


def test_every_row_of_an_odd_file_is_accounted_for(tmp_path: Path) -> None:
    case = tmp_path / "new.gpkg"
    assert run("new", case, "--plain", "--author", "T-1").exit_code == 0
    table = tmp_path / "rows.csv"
    table.write_text(
        "code,name_en,type,lat,lon\n"
        "A1,first,kyohwaso,41.5,129.1\n"
        "A2,without place,kyohwaso,,\n"
        "A3,swapped,kyohwaso,129.1,41.5\n"
        "A4,not a number,camp of our own,north,129\n"
        "A1,first again,kyohwaso,41.5,129.1\n",
        "utf-8",
    )
    report = document("import", case, table, "--as", "facility", "--author", "T-1")
    assert report["read"] == 5
    assert report["added"] + report["already"] + report["rival"] + len(report["refused"]) >= 5
    assert [row["line"] for row in report["unlocated"]] == [3, 4, 5]
    again = document("import", case, table, "--as", "facility", "--author", "T-1")
    assert again["added"] == 0
    assert document("info", case)["tables"]["facility"] == 4


def test_export_writes_for_internal_and_for_nobody_else(case: Path, tmp_path: Path) -> None:
    refused = run("export", case, tmp_path / "out", "--to", "UN OHCHR")
    assert refused.exit_code == 1
    assert not (tmp_path / "out").exists()
    done = document("export", case, tmp_path / "out", "--format", "geojson")
    assert done["included"]["facility"] >= 47
    assert all(Path(path).exists() for path in done["written"])


def test_other_audiences_see_nothing(case: Path) -> None:
    assert run("show", case, "KW-25", "--audience", "press").exit_code == 1
    assert run("search", case, "온성", "--audience", "press").exit_code == 1
    assert not any(document("info", case, "--audience", "press")["tables"].values())


def test_a_nonsense_box_is_explained(case: Path, tmp_path: Path) -> None:
    answer = run("snapshot", case, tmp_path / "p.png", "--bbox", "131,38,124,43")
    assert answer.exit_code == 2
    assert "west" in answer.stderr


def test_one_file_that_cannot_be_read_leaves_all_out(case: Path, tmp_path: Path) -> None:
    table = tmp_path / "good.csv"
    table.write_text("code,name_en\nQ-1,A place\n", "utf-8")
    before = document("info", case)
    files = (table, tmp_path / "missing.csv")
    answer = run("import", case, *files, "--as", "facility", "--author", "T-1")
    assert answer.exit_code == 2
    assert document("info", case) == before


def test_a_limit_below_one_is_wrong_use(case: Path) -> None:
    assert run("search", case, "온성", "--limit", "0").exit_code == 2


@pytest.mark.parametrize("platform", ["", "xcb"])
def test_without_a_display_pictures_are_drawn_and_windows_refused(
    case: Path, tmp_path: Path, platform: str
) -> None:
    names = {**os.environ, "DISPLAY": ":987", "QT_QPA_PLATFORM": platform, "WAYLAND_DISPLAY": ""}
    out = tmp_path / "p.png"
    draw = ["snapshot", str(case), str(out), "--bbox", "124,38,131,43", "--size", "64x64"]
    window = ["open", str(case)]
    drawn, opened = (
        subprocess.run(
            [sys.executable, "-m", "geoapp", *words], env=names, capture_output=True, check=False
        )
        for words in (draw, window)
    )
    assert (drawn.returncode, drawn.stderr) == (0, b"")
    assert out.read_bytes().startswith(b"\x89PNG")
    assert opened.returncode == 2
    assert b"window" in opened.stderr
    assert opened.stderr.count(b"\n") == 1


def test_a_picture_that_cannot_be_saved_leaves_no_half_of_it(case: Path, tmp_path: Path) -> None:
    (tmp_path / "p.png").mkdir()
    (tmp_path / "p.png" / "kept").touch()
    answer = run("snapshot", case, tmp_path / "p.png" / ".." / "p.png", "--bbox", "124,38,131,43")
    assert answer.exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.gpkg", "p.png"]


def test_verify_agrees_with_the_sample_and_names_a_row_that_was_edited(case: Path) -> None:
    found = document("verify", case)
    assert found["ok"] is True
    assert found["problems"] == []
    assert found["entries"] == document("info", case)["ledger"]["entries"]
    with closing(sqlite3.connect(case)) as database:
        database.execute("UPDATE figure SET value = 4 WHERE id = (SELECT min(id) FROM figure)")
        database.commit()
    answer = run("verify", case, "--json")
    assert answer.exit_code == 1
    told = json.loads(answer.stdout)
    assert told["ok"] is False
    assert any("“figure”" in problem for problem in told["problems"])


def test_verify_names_a_foreign_view(case: Path) -> None:
    with closing(sqlite3.connect(case)) as database:
        database.execute("CREATE VIEW spy AS SELECT * FROM facility")
    answer = run("verify", case, "--json")
    assert answer.exit_code == 1
    assert "spy" in json.loads(answer.stdout)["problems"][0]


def test_verify_knows_an_older_copy(case: Path) -> None:
    older = case.with_name("older.gpkg")
    older.write_bytes(case.read_bytes())
    assert (
        run("link", case, "KW-25", "ORG-MPS", "--role", "related", "--author", "T").exit_code == 0
    )
    assert run("verify", case).exit_code == 0
    answer = run("verify", older)
    assert answer.exit_code == 1
    assert "older copy" in answer.stdout


def test_a_picture_as_of_a_day_leaves_out_what_came_later(case: Path, tmp_path: Path) -> None:
    pictures = {}
    for day in ("1960-01-01", "2025-01-01"):
        out = tmp_path / f"{day}.png"
        done = run("snapshot", case, out, "--bbox", "124,38,131,43", "--date", day)
        assert done.exit_code == 0, done.stderr
        pictures[day] = out.read_bytes()
    assert pictures["1960-01-01"] != pictures["2025-01-01"]
    assert run("snapshot", case, out, "--bbox", "124,38,131,43", "--date", "2024").exit_code == 2


def test_reading_only_needs_a_case_to_read() -> None:
    answer = run("open", "--read-only")
    assert answer.exit_code == 2
    assert "which case" in answer.output
