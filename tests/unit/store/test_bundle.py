"""Bundles: carried from one copy of a case to another, and nothing for anybody else."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from geoapp.case.errors import (
    CaseError,
    CaseExistsError,
    DamagedCaseError,
    MergeRefusedError,
    NewerCaseError,
    NothingToWriteError,
    PassphraseError,
    PassphraseNeededError,
    RefusedChangeError,
)
from geoapp.case.parts import Part
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.store import CaseFile, bundle, content, slots
from geoapp.store.copying import write_copy
from tests.drill.histories import STATEMENTS
from tests.drill.random_histories import held

CAMP = Key("facility", 1)
PASSPHRASE = "of the case"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


def note(case: CaseFile, words: str) -> str:
    change = Change(CAMP, {"note": words})
    return case.write(Draft("edit", Message("edit"), (change,)), "K.").hash


def heads(case: CaseFile) -> tuple[str, ...]:
    with case.reader() as reader:
        return reader.info().heads


def two_copies(folder: Path, passphrase: str | None) -> tuple[CaseFile, CaseFile]:
    folder.mkdir()
    one, two = folder / "one.gpkg", folder / "two.gpkg"
    with CaseFile.create(
        one, title="T", author="K.", statements=STATEMENTS, passphrase=passphrase
    ) as case:
        note(case, "first")
    shutil.copy(one, two)
    return (
        CaseFile.open(one, replica="1", statements=STATEMENTS, passphrase=passphrase),
        CaseFile.open(two, replica="2", statements=STATEMENTS, passphrase=passphrase),
    )


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[tuple[CaseFile, CaseFile]]:
    one, two = two_copies(tmp_path / "plain", None)
    with one, two:
        yield one, two


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[tuple[CaseFile, CaseFile]]:
    one, two = two_copies(tmp_path / "sealed", PASSPHRASE)
    with one, two:
        yield one, two


def test_a_bundle_brings_what_the_other_lacks(
    sealed: tuple[CaseFile, CaseFile], tmp_path: Path
) -> None:
    one, two = sealed
    out = tmp_path / "out.bundle"
    note(one, "carried words")
    note(one, "more of them")
    assert bundle.write(one, out, since=heads(two)) == 2
    assert bundle.is_bundle(out)
    assert not bundle.is_bundle(two.path)
    assert b"carried" not in out.read_bytes()
    assert bundle.take_in(two, out).received == 2
    assert held(one) == held(two)
    assert bundle.take_in(two, out).received == 0
    assert two.verify() == []


def test_without_heads_everything_goes(sealed: tuple[CaseFile, CaseFile], tmp_path: Path) -> None:
    one, two = sealed
    note(one, "x")
    assert bundle.write(one, tmp_path / "all.bundle") == 3
    assert bundle.take_in(two, tmp_path / "all.bundle").received == 1


def test_heads_may_be_cut_short_and_must_be_known(
    sealed: tuple[CaseFile, CaseFile], tmp_path: Path
) -> None:
    one, two = sealed
    (head,) = heads(two)
    note(one, "x")
    assert bundle.write(one, tmp_path / "a.bundle", since=[head[:12].upper()]) == 1
    for unknown in (note(two, "theirs"), head[:6], "no hash"):
        with pytest.raises(CaseError, match="no entry"):
            bundle.write(one, tmp_path / "b.bundle", since=[unknown])
    with pytest.raises(NothingToWriteError):
        bundle.write(one, tmp_path / "b.bundle", since=heads(one))
    assert not (tmp_path / "b.bundle").exists()


def test_a_bundle_that_begins_too_late_is_refused(
    sealed: tuple[CaseFile, CaseFile], tmp_path: Path
) -> None:
    one, two = sealed
    first = note(one, "x")
    note(one, "y")
    bundle.write(one, tmp_path / "late.bundle", since=[first])
    before = held(two)
    with pytest.raises(MergeRefusedError, match="begins too late"):
        bundle.take_in(two, tmp_path / "late.bundle")
    assert held(two) == before


def test_a_passphrase_of_its_own(sealed: tuple[CaseFile, CaseFile], tmp_path: Path) -> None:
    one, two = sealed
    out = tmp_path / "out.bundle"
    note(one, "x")
    bundle.write(one, out, passphrase="of the bundle")
    for wrong, kind in ((None, PassphraseNeededError), (PASSPHRASE, PassphraseError)):
        with pytest.raises(kind):
            bundle.take_in(two, out, wrong)
    assert bundle.take_in(two, out, "of the bundle").received == 1


def test_a_plain_case_gives_a_plain_bundle_only_when_asked(
    plain: tuple[CaseFile, CaseFile], sealed: tuple[CaseFile, CaseFile], tmp_path: Path
) -> None:
    one, two = plain
    out = tmp_path / "out.bundle"
    note(one, "x")
    with pytest.raises(PassphraseNeededError):
        bundle.write(one, out)
    bundle.write(one, out, plain=True)
    assert bundle.is_bundle(out)
    assert bundle.take_in(two, out).received == 1
    for case, passphrase in ((sealed[0], None), (one, "words")):
        with pytest.raises(RefusedChangeError):
            bundle.write(case, tmp_path / "b", plain=True, passphrase=passphrase)


def test_a_bundle_never_replaces_a_file(sealed: tuple[CaseFile, CaseFile], tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(CaseExistsError):
        bundle.write(sealed[0], tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"


def test_only_the_key_of_the_case_opens_it(
    sealed: tuple[CaseFile, CaseFile], plain: tuple[CaseFile, CaseFile], tmp_path: Path
) -> None:
    out, stranger = tmp_path / "out.bundle", tmp_path / "else.gpkg"
    bundle.write(sealed[0], out)
    with pytest.raises(MergeRefusedError, match="another copy"):
        bundle.take_in(plain[0], out)
    with (
        CaseFile.create(
            stranger, title="S", author="S.", statements=STATEMENTS, passphrase="x"
        ) as case,
        pytest.raises(MergeRefusedError, match="another copy"),
    ):
        bundle.take_in(case, out)


def test_a_field_copy_has_another_key(sealed: tuple[CaseFile, CaseFile], tmp_path: Path) -> None:
    one, _ = sealed
    path, out = tmp_path / "copy.gpkg", tmp_path / "out.bundle"
    write_copy(one, path, Part(tables=frozenset({"facility"})), "field", author="K.")
    with CaseFile.open(path, replica="f", statements=STATEMENTS, passphrase="field") as copy:
        note(copy, "seen in the field")
        with pytest.raises(PassphraseNeededError, match="field copy"):
            bundle.write(copy, out)
        bundle.write(copy, out, passphrase="on the way")
        assert bundle.take_in(one, out, "on the way").received == 1
        with one.reader() as reader:
            assert reader.record(CAMP).values["note"] == "seen in the field"


def test_the_content_of_attachments_goes_along(tmp_path: Path) -> None:
    one, two = tmp_path / "one.gpkg", tmp_path / "two.gpkg"
    CaseFile.create(one, title="T", author="K.").close()
    shutil.copy(one, two)
    scan = tmp_path / "scan"
    scan.write_bytes(bytes(range(256)) * 5000)
    with CaseFile.open(one, replica="1") as here, CaseFile.open(two, replica="2") as there:
        found = content.put(here, scan)
        row = Change(Key("attachment", 1), {"sha256": found.sha256})
        here.write(Draft("edit", Message("edit"), (row,)), "K.")
        bundle.write(here, tmp_path / "b", plain=True)
        bundle.take_in(there, tmp_path / "b")
        with there.reader() as reader:
            assert b"".join(reader.content(found.sha256)) == scan.read_bytes()


# Bundles that are not what they should be.


@pytest.fixture
def sent(plain: tuple[CaseFile, CaseFile], tmp_path: Path) -> Path:
    note(plain[0], "x")
    note(plain[0], "y")
    bundle.write(plain[0], tmp_path / "sent", plain=True)
    return tmp_path / "sent"


@pytest.mark.parametrize(
    ("command", "kind", "words"),
    [
        (
            "CREATE TRIGGER t AFTER INSERT ON ledger BEGIN SELECT 1; END",
            MergeRefusedError,
            "no bundle",
        ),
        ("CREATE VIEW v AS SELECT 1", MergeRefusedError, "no bundle"),
        ("DROP TABLE case_content", MergeRefusedError, "no bundle"),
        ("DELETE FROM bundle_info", DamagedCaseError, "damaged"),
        ("UPDATE bundle_info SET heads = '5'", DamagedCaseError, "damaged"),
        ("UPDATE bundle_info SET heads = '[]'", DamagedCaseError, "damaged"),
        ("UPDATE bundle_info SET fingerprint = 'AAAA'", DamagedCaseError, "damaged"),
        ("UPDATE bundle_info SET form = 2", NewerCaseError, "newer"),
        ('UPDATE bundle_info SET "schema" = 99', NewerCaseError, "newer"),
        ("UPDATE bundle_info SET \"case\" = 'other'", MergeRefusedError, "another case"),
        ("UPDATE case_statement SET statement = '{'", DamagedCaseError, "bundle is damaged"),
        ("DELETE FROM ledger WHERE rowid = 4", MergeRefusedError, "lacks entries"),
        ("DELETE FROM ledger WHERE rowid = 3", MergeRefusedError, "begins too late"),
        ("UPDATE ledger_change SET content = '{}'", MergeRefusedError, "leaf"),
        ("PRAGMA application_id = 5", MergeRefusedError, "neither"),
    ],
)
def test_a_bundle_that_was_tampered_with_is_refused(
    plain: tuple[CaseFile, CaseFile],
    sent: Path,
    command: str,
    kind: type[CaseError],
    words: str,
) -> None:
    with closing(sqlite3.connect(sent)) as db:
        db.execute(command)
        db.commit()
    before = held(plain[1])
    with pytest.raises(kind, match=words):
        bundle.take_in(plain[1], sent)
    assert held(plain[1]) == before


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_bundle_cut_short_is_refused(
    plain: tuple[CaseFile, CaseFile],
    sealed: tuple[CaseFile, CaseFile],
    tmp_path: Path,
    share: float,
    encrypted: bool,
) -> None:
    one, two = sealed if encrypted else plain
    for number in range(40):
        note(one, f"words {number}" * 20)
    bundle.write(one, tmp_path / "b", plain=not encrypted)
    whole = (tmp_path / "b").read_bytes()
    (tmp_path / "b").write_bytes(whole[: int(len(whole) * share)])
    before = held(two)
    with pytest.raises(CaseError, match=r"bundle is damaged|no case|locked with the key"):
        bundle.take_in(two, tmp_path / "b")
    assert held(two) == before
