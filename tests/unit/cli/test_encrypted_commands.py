"""Encrypted cases on the command line: passphrases from files, from input, from nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geoapp.cli import passphrases
from geoapp.cli.main import main_group
from geoapp.store import slots

WORDS = "삼지연 2 words"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


def run(*words: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main_group, [str(word) for word in words], input=given)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "words.txt"
    path.write_text(WORDS + "\nsecond line\n", "utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path, secret: Path) -> Path:
    path = tmp_path / "cases" / "sealed.gpkg"
    path.parent.mkdir()
    answer = run("new", path, "--author", "T-1", "--passphrase-file", secret)
    assert answer.exit_code == 0, answer.stderr
    assert "the case is lost" in answer.stderr
    return path


def document(*words: object, given: str | None = None) -> dict:
    answer = run(*words, "--json", given=given)
    assert answer.exit_code == 0, answer.stderr
    return json.loads(answer.stdout)


def test_a_new_case_is_encrypted_and_its_commands_take_the_passphrase(
    case: Path, secret: Path, tmp_path: Path
) -> None:
    assert b"SQLite format" not in case.read_bytes()
    assert document("info", case, "--passphrase-file", secret)["encrypted"] is True
    assert document("info", case, "--passphrase-file", "-", given=WORDS + "\n")["encrypted"] is True
    rows = tmp_path / "rows.csv"
    rows.write_text("code,name_en,type,lat,lon\nA1,Onsong,kyohwaso,41.5,129.1\n", "utf-8")
    with_words = ("--passphrase-file", secret)
    report = document("import", case, rows, "--as", "facility", "--author", "T", *with_words)
    assert report["added"] == 1
    assert document("search", case, "Onsong", *with_words)["hits"]
    assert document("show", case, "A1", *with_words)["code"] == "A1"
    assert document("log", case, *with_words)["entries"]
    checked = document("verify", case, *with_words)
    assert checked["ok"] is True
    assert [(s["author"], s["own"]) for s in checked["signers"]] == [("T", True), ("T-1", True)]
    assert document("export", case, tmp_path / "out", *with_words)["included"]["facility"] == 1
    assert [p.name for p in case.parent.iterdir()] == [case.name]


@pytest.mark.parametrize("given", [None, "wrong\n", "\n"])
def test_without_the_passphrase_nothing_is_shown_or_written(case: Path, given: str | None) -> None:
    before = case.read_bytes()
    source = () if given is None else ("--passphrase-file", "-")
    for command in (("info", case), ("log", case), ("verify", case)):
        answer = run(*command, *source, given=given)
        assert answer.exit_code == 2
        assert answer.stdout == ""
        assert "assphrase" in answer.stderr
    assert case.read_bytes() == before
    assert [p.name for p in case.parent.iterdir()] == [case.name]


def test_a_new_case_asks_twice_and_shows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrases.sys, "stdin", _Terminal())
    asked: list[tuple[str, bool, bool]] = []

    def prompt(label: str, hide_input: bool, err: bool, confirmation_prompt: bool) -> str:
        asked.append((label, hide_input, confirmation_prompt))
        return WORDS

    monkeypatch.setattr(passphrases.click, "prompt", prompt)
    with pytest.raises(SystemExit) as ended:
        main_group(["new", str(tmp_path / "a.gpkg"), "--author", "T"], prog_name="geoapp")
    assert ended.value.code == 0
    with pytest.raises(SystemExit):
        main_group(["info", str(tmp_path / "a.gpkg")], prog_name="geoapp")
    assert asked == [("Passphrase for the new case", True, True), ("Passphrase", True, False)]


class _Terminal:
    def isatty(self) -> bool:
        return True


def test_a_new_case_without_anybody_to_ask_is_not_made(tmp_path: Path) -> None:
    answer = run("new", tmp_path / "a.gpkg", "--author", "T")
    assert answer.exit_code == 2
    assert "--passphrase-file" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_plain_and_a_passphrase_exclude_each_other(tmp_path: Path, secret: Path) -> None:
    path = tmp_path / "a.gpkg"
    answer = run("new", path, "--plain", "--author", "T", "--passphrase-file", secret)
    assert answer.exit_code == 2
    assert not path.exists()


def test_keys_are_listed_added_changed_and_removed(case: Path, secret: Path) -> None:
    words = ("--passphrase-file", secret)
    second = secret.with_name("second.txt")
    second.write_text("second", "utf-8")
    added = run("keys", "add", case, *words, "--label", "K.", "--new-passphrase-file", second)
    assert added.exit_code == 0, added.stderr
    recovery = run("keys", "add", case, *words, "--recovery").stdout.strip()
    listed = document("keys", "list", case, *words)["slots"]
    assert [(s["number"], s["label"], s["purpose"]) for s in listed] == [
        (1, "T-1", "person"),
        (2, "K.", "person"),
        (3, "recovery", "recovery"),
    ]
    assert (listed[0]["kdf"], listed[0]["n"]) == ("scrypt", 2**10)
    changed = run(
        "keys",
        "change",
        case,
        "--passphrase-file",
        "-",
        "--new-passphrase-file",
        "-",
        given="second\nthird\n",
    )
    assert changed.exit_code == 0, changed.stderr
    assert run("info", case, "--passphrase-file", second).exit_code == 2
    assert run("info", case, "--passphrase-file", "-", given=recovery).exit_code == 0
    assert run("keys", "remove", case, "T-1", *words).exit_code == 0
    assert run("info", case, *words).exit_code == 2
    assert run("info", case, "--passphrase-file", "-", given="third").exit_code == 0
    assert run("keys", "remove", case, "1", "--passphrase-file", "-", given="third").exit_code == 0
    last = run("keys", "remove", case, "1", "--passphrase-file", "-", given=recovery)
    assert last.exit_code == 2
    assert "only passphrase" in last.stderr


def test_a_plain_case_has_no_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    assert run("new", path, "--plain", "--author", "T").exit_code == 0
    answer = run("keys", "list", path)
    assert answer.exit_code == 2
    assert "not encrypted" in answer.stderr
