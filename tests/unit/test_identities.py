"""The identity file beside a case: bound to it, closed with it, and nothing of it anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoapp.case.errors import (
    CaseExistsError,
    NotACaseError,
    PassphraseError,
    PassphraseNeededError,
    ReadOnlyCaseError,
    RefusedChangeError,
)
from geoapp.case.identities import BOUND, IDENTITIES, TOLD
from geoapp.case.parts import Part
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.profile import folder
from geoapp.session import Session, copies
from geoapp.session.identities import Identities
from geoapp.store import CaseFile, slots

CASE_WORDS, OWN_WORDS = "of the case", "of the identities"
PERSON, PLACE = Key("person", 7), Key("facility", 8)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "case.gpkg"
    made = Session.create(path, title="Case", author="K.", passphrase=CASE_WORDS)
    rows = (Change(PERSON, {"code": "W-7"}), Change(PLACE, {"code": "F-1"}))
    made.do(Draft("edit", Message("edit"), rows))
    yield made
    made.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "who.gpkg"


def kept(session: Session, path: Path) -> CaseFile:
    session.close()
    return CaseFile.open(path, passphrase=OWN_WORDS, read_only=True)


def test_what_is_told_of_a_person_is_there_next_time(session: Session, path: Path) -> None:
    first = Identities.create(session, path, OWN_WORDS)
    assert first.of(PERSON) is None
    assert first.put(PERSON, {"name": "Nam A.", "contact": "by hand", "risk": ""}, "first talk")
    assert not first.put(PERSON, {"name": "Nam A."})
    first.close()
    second = Identities.open(session, path, OWN_WORDS)
    known = second.of(PERSON)
    assert known is not None
    assert {n: known.values[n] for n in TOLD} == {
        "name": "Nam A.",
        "other_names": None,
        "contact": "by hand",
        "risk": None,
        "note": None,
    }
    assert known.code == "W-7"
    assert second.put(PERSON, {"contact": None})
    assert [record.values["contact"] for record in second.all()] == [None]
    assert second.verify() == []


def test_it_closes_with_the_case(session: Session, path: Path) -> None:
    beside = Identities.create(session, path, OWN_WORDS)
    session.close()
    with pytest.raises(ReadOnlyCaseError):
        beside.of(PERSON)
    assert sorted(p.name for p in path.parent.iterdir()) == ["case.gpkg", "who.gpkg"]
    beside.close()


def test_it_has_a_ledger_of_its_own_that_the_author_signs(session: Session, path: Path) -> None:
    Identities.create(session, path, OWN_WORDS).put(PERSON, {"name": "N."}, "told")
    entries = len(session.view.entries())
    signer = session.signer()
    assert signer is not None
    with kept(session, path) as file, file.reader() as reader:
        newest, *_ = told = reader.entries()
        assert {entry.signer for entry in told} == {signer.public}
        assert (newest.author, newest.reason) == ("K.", "told")
        assert file.verify() == []
        assert file.case_id != session.file.case_id
        assert reader.record(BOUND).values["of_case"] == session.file.case_id
    assert entries == 2


def test_nothing_of_it_is_in_the_profile(session: Session, path: Path) -> None:
    session.signer()
    before = {p: p.read_bytes() for p in folder().rglob("*") if p.is_file()}
    beside = Identities.create(session, path, OWN_WORDS)
    beside.put(PERSON, {"name": "N."})
    beside.close()
    Identities.open(session, path, OWN_WORDS).put(PERSON, {"name": "M."})
    assert {p: p.read_bytes() for p in folder().rglob("*") if p.is_file()} == before


def test_each_opening_writes_under_a_number_of_its_own(session: Session, path: Path) -> None:
    """A copy of the file that is written elsewhere never has two entries of one number."""
    Identities.create(session, path, OWN_WORDS).close()
    for name in ("A", "B"):
        beside = Identities.open(session, path, OWN_WORDS)
        beside.put(PERSON, {"name": name})
        beside.close()
    with kept(session, path) as file:
        assert sorted(sequence for sequence, _ in file.tips().values()) == [1, 1, 2]


def test_it_is_bound_to_its_case(session: Session, path: Path, tmp_path: Path) -> None:
    Identities.create(session, path, OWN_WORDS).close()
    other = Session.create(tmp_path / "other.gpkg", title="Other", author="K.")
    with pytest.raises(RefusedChangeError, match="another case"):
        Identities.open(other, path, OWN_WORDS)
    other.close()
    Identities.open(session, path, OWN_WORDS).close()


def test_it_opens_beside_a_field_copy_too(session: Session, path: Path, tmp_path: Path) -> None:
    Identities.create(session, path, OWN_WORDS).put(PERSON, {"name": "N."})
    copies.make(session, tmp_path / "field.gpkg", Part(), "in the field")
    session.close()
    copy = Session.open(tmp_path / "field.gpkg", author="F.", passphrase="in the field")
    known = Identities.open(copy, path, OWN_WORDS).of(PERSON)
    assert known is not None
    assert known.values["name"] == "N."
    copy.close()


def test_the_two_passphrases_differ(session: Session, path: Path) -> None:
    for words in (CASE_WORDS, ""):
        with pytest.raises(RefusedChangeError):
            Identities.create(session, path, words)
    assert not path.exists()
    Identities.create(session, path, OWN_WORDS).close()
    with pytest.raises(PassphraseError):
        Identities.open(session, path, CASE_WORDS)
    with pytest.raises(PassphraseNeededError):
        Identities.open(session, path, None)


def test_what_is_there_is_never_overwritten(session: Session, path: Path) -> None:
    path.write_bytes(b"something")
    with pytest.raises(CaseExistsError):
        Identities.create(session, path, OWN_WORDS)
    assert path.read_bytes() == b"something"


def test_a_case_is_no_identity_file_and_the_other_way_round(
    session: Session, path: Path, tmp_path: Path
) -> None:
    Identities.create(session, path, OWN_WORDS).close()
    other = tmp_path / "other.gpkg"
    Session.create(other, title="Other", author="K.", passphrase=CASE_WORDS).close()
    before = {p: p.read_bytes() for p in (other, path)}
    with pytest.raises(NotACaseError, match="no identity file"):
        Identities.open(session, other, CASE_WORDS)
    with pytest.raises(NotACaseError, match="is an identity file"):
        Session.open(path, author="K.", passphrase=OWN_WORDS)
    with CaseFile.open(path, passphrase=OWN_WORDS, read_only=True) as file:
        assert {table.name for table in file.statements} == {t.name for t in IDENTITIES}
    for p, data in before.items():
        with CaseFile.open(p, passphrase=CASE_WORDS if p == other else OWN_WORDS) as file:
            assert ("facility" in file.statements) == (p == other)
            assert file.verify() == []
        assert len(p.read_bytes()) == len(data)


def test_one_that_is_not_encrypted_is_not_used(session: Session, path: Path) -> None:
    with CaseFile.create(path, title="x", author="K.", statements=IDENTITIES) as plain:
        bound = Change(BOUND, {"of_case": session.file.case_id})
        plain.write(Draft("edit", Message("create"), (bound,)), "K.")
    with pytest.raises(RefusedChangeError, match="not encrypted"):
        Identities.open(session, path, None)


def test_only_persons_of_the_case_have_an_identity(session: Session, path: Path) -> None:
    beside = Identities.create(session, path, OWN_WORDS)
    for key, values in (
        (PLACE, {"name": "x"}),
        (Key("person", 99), {"name": "x"}),
        (PERSON, {"nickname": "x"}),
        (PERSON, {"code": "x"}),
    ):
        with pytest.raises(RefusedChangeError):
            beside.put(key, values)
    assert beside.all() == []


def test_one_that_can_only_be_read(session: Session, path: Path) -> None:
    beside = Identities.create(session, path, OWN_WORDS)
    beside.put(PERSON, {"name": "N."})
    beside.close()
    read = Identities.open(session, path, OWN_WORDS, read_only=True)
    assert read.read_only
    with pytest.raises(ReadOnlyCaseError):
        read.put(PERSON, {"name": "M."})


words = st.none() | st.text(st.characters(codec="utf-8"), max_size=20)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(st.dictionaries(st.sampled_from(TOLD), words, min_size=1), max_size=4))
def test_what_was_told_last_is_what_is_known(
    session: Session, tmp_path_factory: pytest.TempPathFactory, told: list[dict[str, str | None]]
) -> None:
    path = tmp_path_factory.mktemp("who") / "who.gpkg"
    beside = Identities.create(session, path, OWN_WORDS)
    expected: dict[str, str | None] = dict.fromkeys(TOLD)
    for values in told:
        changes = any(expected[n] != (v or None) for n, v in values.items())
        assert beside.put(PERSON, values) == changes
        expected |= {name: value or None for name, value in values.items()}
    known = beside.of(PERSON)
    assert (dict.fromkeys(TOLD) if known is None else known.values) | expected == (
        dict.fromkeys(TOLD) if known is None else known.values
    )
    assert beside.verify() == []
    beside.close()
