"""Field copies and identity files on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geoapp.cli.main import main_group
from geoapp.store import slots

HOME, FIELD, WHO = "at home", "in the field", "who they are"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


def run(*words: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main_group, [str(word) for word in words], input=given)


@pytest.fixture
def case(sample_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.gpkg"
    shutil.copy(sample_path, path)
    return path


NORTH = ("--bbox", "128,41,131,43", "--layers", "facility, crossing", "--witness", "w-101")


def test_a_copy_is_counted_first_then_made(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "field.gpkg"
    trial = run("copy", case, out, *NORTH, "--dry-run", "--json")
    assert trial.exit_code == 0, trial.stderr
    counted = json.loads(trial.stdout)
    assert counted["rows"]["person"] == 1
    assert counted["rows"]["testimony"] == 2
    assert "incident" not in counted["rows"]
    assert counted["total"] == sum(counted["rows"].values())
    assert list(tmp_path.iterdir()) == [case]
    new = ("--new-passphrase-file", "-", "--author", "T.", "--reason", "visit", "--json")
    made = run("copy", case, out, *NORTH, *new, given=FIELD + "\n")
    assert made.exit_code == 0, made.stderr
    assert json.loads(made.stdout)["rows"] == counted["rows"]
    words = ("--passphrase-file", "-")
    told = run("info", out, *words, given=FIELD + "\n").stdout
    assert "field copy made" in told
    assert "W-101" in told
    document = json.loads(run("info", out, *words, "--json", given=FIELD + "\n").stdout)
    assert document["encrypted"] is True
    assert document["field_copy"]["rows"] == counted["total"]
    assert {t: n for t, n in document["tables"].items() if n} == counted["rows"]
    assert run("verify", out, *words, given=FIELD + "\n").exit_code == 0
    entry = json.loads(run("log", case, "--json").stdout)["entries"][0]
    assert (entry["kind"], entry["reason"]) == ("copy", "visit")
    assert str(counted["total"]) in entry["message"]
    assert json.loads(run("info", case, "--json").stdout)["field_copy"] is None


def test_a_copy_merges_back(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "field.gpkg"
    new = ("--new-passphrase-file", "-", "--author", "T.")
    assert run("copy", case, out, *NORTH, *new, given=FIELD + "\n").exit_code == 0
    rows = tmp_path / "rows.csv"
    rows.write_text("code,name_en,lat,lon\nNEW-1,Seen there,42,129\n", "utf-8")
    words = ("--passphrase-file", "-")
    added = run("import", out, rows, "--as", "facility", "--author", "F.", *words, given=FIELD)
    assert added.exit_code == 0, added.stderr
    merged = run("merge", case, out, "--other-passphrase-file", "-", given=FIELD + "\n")
    assert merged.exit_code == 0, merged.stderr
    assert json.loads(run("show", case, "NEW-1", "--json").stdout)["fields"]["code"] == "NEW-1"
    assert run("verify", case).exit_code == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--layers", "facilities"), "There is no layer “facilities”"),
        (("--witness", "W-999"), "W-999"),
        (("--bbox", "131,41,128,43"), "west < east"),
        (("--bbox", "here"), "four numbers"),
    ],
)
def test_what_a_copy_cannot_be_made_of(
    case: Path, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    new = ("--new-passphrase-file", "-", "--author", "T.")
    answer = run("copy", case, tmp_path / "f.gpkg", *options, *new, given=FIELD + "\n")
    assert answer.exit_code == 2
    assert told in answer.stderr
    assert list(tmp_path.iterdir()) == [case]


def test_a_copy_needs_a_passphrase(case: Path, tmp_path: Path) -> None:
    for given in (None, "\n"):
        options = () if given is None else ("--new-passphrase-file", "-")
        answer = run("copy", case, tmp_path / "f.gpkg", "--author", "T.", *options, given=given)
        assert answer.exit_code == 2
        assert "passphrase" in answer.stderr
    assert list(tmp_path.iterdir()) == [case]


@pytest.fixture
def beside(case: Path, tmp_path: Path) -> tuple[Path, tuple[object, ...]]:
    """An identity file, and the options that open it with the case."""
    file, words = tmp_path / "who.gpkg", tmp_path / "who.txt"
    words.write_text(WHO + "\n", "utf-8")
    options = ("--case", case, "--identity-passphrase-file", words)
    answer = run("identity", "new", file, *options, "--author", "T.")
    assert answer.exit_code == 0, answer.stderr
    return file, options


def test_who_somebody_is_is_written_and_shown(
    beside: tuple[Path, tuple[object, ...]], case: Path
) -> None:
    file, options = beside
    before = case.read_bytes()
    told = json.dumps({"name": "Nam A.", "contact": "by hand"})
    change = ("identity", "set", file, "w-101", *options, "--author", "T.", "--values", "-")
    assert run(*change, given=told).exit_code == 0
    assert "nothing was written" in run(*change, given=told).stderr
    shown = json.loads(run("identity", "show", file, "W-101", *options, "--json").stdout)
    (one,) = shown["identities"]
    assert (one["code"], one["name"], one["contact"]) == ("W-101", "Nam A.", "by hand")
    assert one["risk"] is None
    everyone = run("identity", "show", file, *options)
    assert "Nam A." in everyone.stdout
    assert run("identity", "show", file, "W-102", *options).exit_code == 1
    assert run("identity", "verify", file, *options).exit_code == 0
    assert case.read_bytes() == before


@pytest.mark.parametrize(
    ("code", "values", "told"),
    [
        ("W-101", "[]", "one JSON object"),
        ("W-101", "{", "no JSON object"),
        ("W-101", '{"name": 3}', "one JSON object with texts"),
        ("W-101", '{"born": "x"}', "no field named “born”"),
        ("KW-25", '{"name": "x"}', "no person"),
    ],
)
def test_what_cannot_be_said_of_somebody(
    beside: tuple[Path, tuple[object, ...]], code: str, values: str, told: str
) -> None:
    file, options = beside
    with_author = (*options, "--author", "T.", "--values", "-")
    answer = run("identity", "set", file, code, *with_author, given=values)
    assert answer.exit_code == 2
    assert told in answer.stderr


def test_an_identity_file_is_no_case(beside: tuple[Path, tuple[object, ...]], case: Path) -> None:
    file, options = beside
    before = file.read_bytes()
    for command in (("info", file), ("search", file, "Nam"), ("log", file)):
        answer = run(*command, "--passphrase-file", "-", given=WHO + "\n")
        assert answer.exit_code == 2
        assert "is an identity file" in answer.stderr
    assert file.read_bytes() == before
    assert run("keys", "list", file, "--passphrase-file", "-", given=WHO + "\n").exit_code == 0
    assert run("verify", file, "--passphrase-file", "-", given=WHO + "\n").exit_code == 0
    again = run("identity", "new", file, *options, "--author", "T.")
    assert again.exit_code == 2
    assert "exists already" in again.stderr
