"""Signatures: whatever is done to one is found; whoever is unknown is shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from case_samples import STATEMENTS, draft, facility

from geoapp.case.records import Problem
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.store import CaseFile, Signer, slots
from geoapp.store.canonical_json import canonical
from geoapp.store.slots import CaseKey

WORDS = "words"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A plain file with signed entries, so that it can be changed from outside."""
    path = tmp_path / "case.gpkg"
    with CaseFile.create(
        path, title="T", author="K.", replica="one", statements=STATEMENTS, signer=Signer.new()
    ) as case:
        for number in range(1, 4):
            case.write(draft(facility(number, name_en="x")), "K.")
        assert case.verify() == []
    return path


def verified(path: Path) -> list[Problem]:
    with CaseFile.open(path, read_only=True, statements=STATEMENTS) as case:
        return case.verify()


def last(db: apsw.Connection) -> tuple[bytes, str]:
    return db.execute("SELECT hash, header FROM ledger WHERE rowid = 4").fetchall()[0]


def forge(db: apsw.Connection) -> None:
    db.execute("UPDATE ledger SET signature = randomblob(64) WHERE rowid = 4")


def strip(db: apsw.Connection) -> None:
    db.execute("UPDATE ledger SET signature = NULL WHERE rowid = 4")


def swap(db: apsw.Connection) -> None:
    db.execute(
        "UPDATE ledger SET signature = (SELECT signature FROM ledger WHERE rowid = 3) "
        "WHERE rowid = 4"
    )


def sign_as_another(db: apsw.Connection) -> None:
    hash, _ = last(db)
    db.execute("UPDATE ledger SET signature = ? WHERE rowid = 4", (Signer.new().sign(hash),))


def rewrite_under_the_same_name(db: apsw.Connection) -> None:
    """The whole last entry made anew, with every hash right but for the signature."""
    old, header = last(db)
    changed = canonical({**json.loads(header), "reason": "another"})
    new = hashlib.sha256(changed).digest()
    db.execute("UPDATE ledger SET hash = ?, header = ? WHERE rowid = 4", (new, changed.decode()))
    db.execute("UPDATE ledger_change SET entry = ? WHERE entry = ?", (new, old))
    for table in ("ledger_order", "ledger_head", "ledger_replica"):
        db.execute(f"UPDATE {table} SET hash = ? WHERE hash = ?", (new, old))


@pytest.mark.parametrize(
    "tamper", [forge, strip, swap, sign_as_another, rewrite_under_the_same_name]
)
def test_a_signature_that_is_not_the_signers_is_found(
    signed: Path, tamper: Callable[[apsw.Connection], None]
) -> None:
    db = apsw.Connection(str(signed))
    tamper(db)
    db.close()
    told = verified(signed)
    assert [p.kind for p in told] == ["ledger"]
    assert "signature" in told[0].sentence


def test_a_signature_without_a_signer_is_found(tmp_path: Path) -> None:
    path = tmp_path / "case.gpkg"
    CaseFile.create(path, title="T", author="K.", statements=STATEMENTS).close()
    assert verified(path) == []
    db = apsw.Connection(str(path))
    db.execute("UPDATE ledger SET signature = randomblob(64)")
    db.close()
    assert "nobody" in verified(path)[0].sentence


def test_sessions_sign_with_one_key_per_author(tmp_path: Path) -> None:
    path, profile = tmp_path / "case.gpkg", Profile(tmp_path / "profile")
    session = Session.create(path, title="T", author="K.", profile=profile, passphrase=WORDS)
    session.do(draft(facility(1, name_en="x")))
    session.close()
    session = Session.open(path, author="K.", profile=profile, passphrase=WORDS)
    session.do(draft(facility(2, name_en="x")))
    session.author = "L."
    session.do(draft(facility(3, name_en="x")))
    signers = [entry.signer for entry in reversed(session.view.entries())]
    assert session.verify() == []
    case = session.view.info().case
    session.close()
    assert signers[0] == signers[1] == signers[2] != signers[3]
    assert profile.own_signers(case) == set(signers)


def test_on_another_machine_the_key_is_another(tmp_path: Path) -> None:
    path = tmp_path / "case.gpkg"
    Session.create(
        path, title="T", author="K.", profile=Profile(tmp_path / "a"), passphrase=WORDS
    ).close()
    other = Profile(tmp_path / "b")
    session = Session.open(path, author="K.", profile=other, passphrase=WORDS)
    session.do(draft(facility(1, name_en="x")))
    signers = [entry.signer for entry in session.view.entries()]
    assert session.verify() == []
    case = session.view.info().case
    session.close()
    assert signers[0] != signers[1]
    assert other.own_signers(case) == {signers[0]}


def test_a_sealed_key_opens_with_the_key_of_its_case_alone() -> None:
    key, signer = CaseKey.new(), Signer.new()
    again = Signer.unsealed(signer.sealed(key), key)
    assert again is not None
    assert again.public == signer.public
    assert Signer.unsealed(signer.sealed(key), CaseKey.new()) is None
    assert Signer.unsealed("no such thing", key) is None
