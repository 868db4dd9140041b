"""Two laptops on the command line: merge, bundle, conflicts, resolve."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geoapp.cli.main import main_group
from geoapp.store import slots

WORDS = "words of the case"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


class Laptops:
    """Two folders with a profile and a copy of the case each."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._monkeypatch = folder, monkeypatch
        self.words = folder / "words"
        self.words.write_text(WORDS + "\n")
        self.a, self.b = folder / "a.gpkg", folder / "b.gpkg"

    def run(self, who: str, *words: object, status: int = 0) -> Result:
        self._monkeypatch.setenv("GEOAPP_PROFILE", str(self._folder / who))
        given = [str(word) for word in words]
        answer = CliRunner().invoke(main_group, [*given, "--passphrase-file", str(self.words)])
        assert answer.exit_code == status, answer.output
        return answer

    def told(self, who: str, *words: object) -> dict:
        return json.loads(self.run(who, *words, "--json").stdout)

    def bring(self, who: str, case: Path, rows: str) -> None:
        table = self._folder / "rows.csv"
        table.write_text(f"code,name_en,lat,lon\n{rows}\n", "utf-8")
        self.run(who, "import", case, table, "--as", "facility", "--update", "--author", who)

    def ids(self, who: str, case: Path) -> list[str]:
        return [one["id"] for one in self.told(who, "conflicts", case)["conflicts"]]


@pytest.fixture
def laptops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptops:
    laptops = Laptops(tmp_path, monkeypatch)
    laptops.run("A", "new", laptops.a, "--author", "A")
    laptops.bring("A", laptops.a, "KW-1,Camp,40.0,127.0")
    shutil.copy(laptops.a, laptops.b)
    return laptops


def test_two_laptops_meet_and_decide(laptops: Laptops) -> None:
    laptops.bring("A", laptops.a, "KW-1,Name of A,40.0,127.0\nKW-2,New camp,41.0,128.0")
    laptops.bring("B", laptops.b, "KW-1,Name of B,40.0,127.0\nKW-2,new Camp,41.001,128.0")
    merged = laptops.told("A", "merge", laptops.a, laptops.b)
    assert (merged["received"], merged["sent"], merged["conflicts"]) == (1, 1, 3)
    found = laptops.told("A", "conflicts", laptops.a)["conflicts"]
    assert [one["kind"] for one in found] == ["field", "code", "alike"]
    sides = {version["side"]: version["value"] for version in found[0]["versions"]}
    assert sides == {"mine": "Name of A", "theirs": "Name of B"}
    for one, choice in zip(found, ("theirs", "KW-9", "join"), strict=True):
        laptops.run("A", "resolve", laptops.a, one["id"], "--take", choice, "--author", "A")
    laptops.told("A", "merge", laptops.a, laptops.b)
    for who, case in (("A", laptops.a), ("B", laptops.b)):
        assert laptops.ids(who, case) == []
        assert laptops.told(who, "show", case, "KW-1")["fields"]["name_en"] == "Name of B"
        assert laptops.told(who, "info", case)["tables"]["facility"] == 2
        assert laptops.told(who, "verify", case)["ok"]


def test_the_same_file_taken_in_on_both_is_there_once(laptops: Laptops) -> None:
    rows = "KW-1,Name of both,40.0,127.0\nKW-2,New camp,41.0,128.0\n,Without code,41.5,128.5"
    laptops.bring("A", laptops.a, rows)
    laptops.bring("B", laptops.b, rows)
    assert laptops.told("A", "merge", laptops.a, laptops.b)["conflicts"] == 0
    for who, case in (("A", laptops.a), ("B", laptops.b)):
        assert laptops.told(who, "info", case)["tables"]["facility"] == 3
        claims = laptops.told(who, "show", case, "KW-1")["claims"]
        adopted = [c["attribute"] for c in claims if c["rank"] == "adopted"]
        assert sorted(adopted) == ["geometry", "name_en"]
        assert laptops.told(who, "verify", case)["ok"]


@pytest.mark.parametrize(
    ("choice", "shown"),
    [("mine", "Name of A"), ("author:B", "Name of B"), ("Third name", "Third name"), ("", None)],
)
def test_a_field_is_decided_by_side_author_or_value(
    laptops: Laptops, choice: str, shown: str | None
) -> None:
    laptops.bring("A", laptops.a, "KW-1,Name of A,40.0,127.0")
    laptops.bring("B", laptops.b, "KW-1,Name of B,40.0,127.0")
    laptops.told("A", "merge", laptops.a, laptops.b)
    (conflict,) = laptops.ids("A", laptops.a)
    laptops.run("A", "resolve", laptops.a, conflict, "--take", choice, "--author", "A")
    assert laptops.ids("A", laptops.a) == []
    assert laptops.told("A", "show", laptops.a, "KW-1")["fields"]["name_en"] == shown


def test_a_place_is_decided_by_the_number_of_its_version(laptops: Laptops) -> None:
    laptops.bring("A", laptops.a, "KW-1,Camp,40.1,127.1")
    laptops.bring("B", laptops.b, "KW-1,Camp,40.2,127.2")
    laptops.told("A", "merge", laptops.a, laptops.b)
    (conflict,) = laptops.told("A", "conflicts", laptops.a)["conflicts"]
    said = laptops.run("A", "conflicts", laptops.a).stdout
    assert conflict["id"] in said
    number = next(v["number"] for v in conflict["versions"] if v["side"] == "theirs")
    for wrong in ("version:9", "author:nobody"):
        laptops.run(
            "A", "resolve", laptops.a, conflict["id"], "--take", wrong, "--author", "A", status=2
        )
    words = ("--take", f"version:{number}", "--author", "A", "--reason", "newer imagery")
    laptops.run("A", "resolve", laptops.a, conflict["id"], *words)
    assert laptops.told("A", "show", laptops.a, "KW-1")["geometry"]["coordinates"] == [127.2, 40.2]


def test_what_is_not_open_is_refused(laptops: Laptops) -> None:
    words = ("--take", "mine", "--author", "A")
    laptops.run("A", "resolve", laptops.a, "field:facility:1:note", *words, status=1)


def test_a_bundle_goes_from_one_to_the_other(laptops: Laptops, tmp_path: Path) -> None:
    laptops.bring("A", laptops.a, "KW-5,Another,40.5,127.5")
    heads = laptops.told("B", "info", laptops.b)["ledger"]["heads"]
    out = tmp_path / "out.bundle"
    made = laptops.told("A", "bundle", laptops.a, out, "--since", " ".join(heads))
    assert made["entries"] == 1
    assert made["heads"] == laptops.told("A", "info", laptops.a)["ledger"]["heads"]
    assert laptops.told("B", "merge", laptops.b, out)["received"] == 1
    heads = laptops.told("B", "info", laptops.b)["ledger"]["heads"]
    assert heads == made["heads"]
    laptops.run("A", "bundle", laptops.a, tmp_path / "none", "--since", heads[0], status=1)
    laptops.run("A", "bundle", laptops.a, out, status=2)


def test_a_bundle_under_another_passphrase(laptops: Laptops, tmp_path: Path) -> None:
    laptops.bring("A", laptops.a, "KW-5,Another,40.5,127.5")
    (tmp_path / "other").write_text("only for this bundle\n")
    out = tmp_path / "out.bundle"
    laptops.run("A", "bundle", laptops.a, out, "--bundle-passphrase-file", tmp_path / "other")
    laptops.run("B", "merge", laptops.b, out, status=2)
    words = ("--other-passphrase-file", tmp_path / "other")
    assert laptops.told("B", "merge", laptops.b, out, *words)["received"] == 1


def test_what_cannot_be_merged_says_why(laptops: Laptops, tmp_path: Path) -> None:
    laptops.run("A", "new", tmp_path / "else.gpkg", "--author", "A")
    answer = laptops.run("A", "merge", laptops.a, tmp_path / "else.gpkg", status=2)
    assert "another case" in answer.stderr
    (tmp_path / "text.txt").write_text("no case")
    assert (
        "not a case" in laptops.run("A", "merge", laptops.a, tmp_path / "text.txt", status=2).stderr
    )
    assert "no file" in laptops.run("A", "merge", laptops.a, tmp_path / "gone", status=2).stderr
