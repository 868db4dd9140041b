"""``geoapp withdraw``: it lists, it does nothing unless told to, and it keeps to the list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geoapp.case.records import Change, Draft, Key, Message
from geoapp.cli.main import main_group
from geoapp.store import CaseFile

WORDS = "The ninth lay down."


def run(*words: object) -> Result:
    return CliRunner().invoke(main_group, [str(word) for word in words])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.gpkg"
    rows = (
        Change(Key("person", 1), {"code": "W-1", "occupation": "teacher", "sex": "female"}),
        Change(Key("testimony", 2), {"code": "T-1", "witness": 1, "title": "Of the night"}),
        Change(Key("passage", 3), {"code": "Q-1", "testimony": 2, "quote": WORDS}),
        Change(Key("facility", 4), {"code": "KW-1", "note": f"“{WORDS}”", "name_en": "Camp"}),
    )
    with CaseFile.create(path, title="x", author="K.") as file:
        file.write(Draft("edit", Message("edit"), rows), "K.")
    return path


def withdraw(case: Path, *words: object, code: int = 0) -> dict:
    answer = run("withdraw", case, *words, "--author", "K.", "--json")
    assert answer.exit_code == code, answer.stderr
    return json.loads(answer.stdout)


def actions(document: dict) -> dict[str, str]:
    return {f"{item['table']}:{item['id']}": item["action"] for item in document["items"]}


def test_without_yes_it_only_lists(case: Path) -> None:
    before = case.read_bytes()
    for words in ((), ("--list",)):
        listed = withdraw(case, "T-1", "--degree", "destroy", *words)
        assert listed["done"] is False
        assert actions(listed) == {
            "testimony:2": "destroy",
            "passage:3": "destroy",
            "facility:4": "anonymise",
            "person:1": "keep",
        }
    answer = run("withdraw", case, "T-1", "--degree", "destroy", "--author", "K.")
    assert answer.exit_code == 0
    assert "Passage Q-1" in answer.stdout
    assert "--yes" in answer.stderr
    assert case.read_bytes()[100:] == before[100:]


def test_it_does_what_is_listed_and_no_more(case: Path) -> None:
    degree = ("T-1", "--degree", "destroy")
    done = withdraw(case, *degree, "--yes", "--keep", "KW-1", "--also", "W-1", "--reason", "letter")
    assert (done["rows_destroyed"], done["fields_emptied"], done["verified"]) == (2, 2, True)
    assert WORDS not in json.dumps(done, ensure_ascii=False)
    assert run("verify", case).exit_code == 0
    assert json.loads(run("show", case, "KW-1", "--json").stdout)["fields"]["note"] == f"“{WORDS}”"
    assert run("show", case, "T-1").exit_code == 1
    shown = json.loads(run("log", case, "--json").stdout)["entries"]
    assert [entry["kind"] for entry in shown] == ["erase", "edit", "edit", "create"]
    assert shown[0]["message"] == "Content destroyed: 2 rows, and 2 fields of others"
    told = [change for change in shown[2]["changes"] if change["table"] == "passage"]
    assert [(change["field"], change["new"], change["destroyed"]) for change in told] == [
        ("*", None, True)
    ]
    assert run("scrub", case, "--author", "K.").exit_code == 0


def test_a_single_field_can_be_kept(case: Path) -> None:
    degree = ("W-1", "--degree", "anonymise", "--yes")
    done = withdraw(case, *degree, "--keep", "W-1.occupation", "--keep", "testimony:2.title")
    assert (done["rows_destroyed"], done["fields_emptied"]) == (0, 1)
    fields = json.loads(run("show", case, "W-1", "--json").stdout)["fields"]
    assert (fields["occupation"], fields["sex"]) == ("teacher", None)


def test_wrong_use_and_refusals(case: Path) -> None:
    for words in (
        ("T-1", "--degree", "a little"),
        ("T-1",),
        ("T-1", "--degree", "destroy", "--yes", "--list"),
        ("KW-1", "--degree", "destroy"),
        ("T-1", "--degree", "destroy", "--yes", "--keep", "999"),
    ):
        answer = run("withdraw", case, *words, "--author", "K.")
        assert answer.exit_code in (1, 2), words
        assert "Traceback" not in answer.stderr
    assert run("withdraw", case, "T-9", "--degree", "destroy", "--author", "K.").exit_code == 1
    assert run("show", case, "T-1").exit_code == 0
