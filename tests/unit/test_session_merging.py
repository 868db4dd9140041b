"""Merging as the window and the command line ask for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from geoapp.case.errors import (
    CaseInUseError,
    MergeRefusedError,
    PassphraseError,
    PassphraseNeededError,
    StorageError,
)
from geoapp.case.records import Key
from geoapp.commands import edit
from geoapp.profile import Profile
from geoapp.session import Session, merging
from geoapp.store import CaseFile, slots

WORDS = "two laptops"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "COST", {"n": 2**10, "r": 8, "p": 1})


class Machines:
    """Two machines with a profile each, and a copy of a case on both."""

    def __init__(self, folder: Path, passphrase: str | None) -> None:
        self.folder, self.passphrase = folder, passphrase
        self.one, self.two = folder / "one.gpkg", folder / "two.gpkg"
        self.open: list[Session] = []
        session = Session.create(
            self.one, title="T", author="A.", profile=Profile(folder / "1"), passphrase=passphrase
        )
        session.do(edit.create(session.view, "facility", {"code": "F-1", "name_en": "Camp"}))
        session.close()
        shutil.copy(self.one, self.two)

    def session(self, number: int, **options: object) -> Session:
        path, author = ((self.one, "A."), (self.two, "B."))[number - 1]
        session = Session.open(
            path,
            author=author,
            profile=Profile(self.folder / str(number)),
            passphrase=self.passphrase,
            **options,
        )
        self.open.append(session)
        return session

    def add(self, number: int, code: str) -> None:
        session = self.session(number)
        session.do(edit.create(session.view, "testimony", {"code": code}))
        session.close()


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Machines]:
    machines = Machines(tmp_path, None)
    yield machines
    for session in machines.open:
        session.close()


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Machines]:
    machines = Machines(tmp_path, WORDS)
    yield machines
    for session in machines.open:
        session.close()


def codes(session: Session) -> set[str]:
    return {record.code for record in session.view.records("testimony")}


def test_one_way_leaves_the_other_file_as_it_is(plain: Machines) -> None:
    plain.add(2, "T-2")
    before = plain.two.read_bytes()
    one = plain.session(1)
    merged = merging.merge(one, plain.two)
    assert (merged.received, merged.sent) == (1, 0)
    assert codes(one) == {"T-2"}
    assert plain.two.read_bytes() == before


def test_both_ways_and_both_remember_the_other(sealed: Machines) -> None:
    sealed.add(1, "T-1")
    sealed.add(2, "T-2")
    one = sealed.session(1)
    merged = merging.merge(one, sealed.two, WORDS, both=True)
    assert (merged.received, merged.sent, merged.conflicts) == (1, 1, 0)
    assert one.profile.tips(one.file.kept_as) == one.file.tips()
    one.close()
    two = sealed.session(2)
    assert codes(two) == {"T-1", "T-2"}
    assert two.verify() == []


def test_a_copy_that_lacks_what_came_in_is_older(plain: Machines) -> None:
    shutil.copy(plain.one, plain.folder / "kept.gpkg")
    plain.add(2, "T-2")
    one = plain.session(1)
    merging.merge(one, plain.two)
    one.close()
    shutil.copy(plain.folder / "kept.gpkg", plain.one)
    assert plain.session(1).older_copy


def test_each_machine_writes_on_under_its_own_number(plain: Machines) -> None:
    plain.add(1, "T-1")
    plain.add(2, "T-2")
    one = plain.session(1)
    number = one.file.replica
    merging.merge(one, plain.two, both=True)
    one.close()
    plain.add(2, "T-3")
    again = plain.session(1)
    assert again.file.replica == number
    assert merging.merge(again, plain.two).received == 1


def test_a_passphrase_that_is_not_there_or_does_not_fit(sealed: Machines) -> None:
    one = sealed.session(1)
    for wrong, kind in ((None, PassphraseNeededError), ("x", PassphraseError)):
        with pytest.raises(kind):
            merging.merge(one, sealed.two, wrong)


def test_nothing_of_an_encrypted_case_goes_into_a_plain_file(
    sealed: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed.add(1, "T-1")
    one = sealed.session(1)
    there = sealed.session(2)
    monkeypatch.setattr(type(there.file), "encrypted", property(lambda file: file is one.file))
    there.close()
    merged = merging.merge(one, sealed.two, WORDS, both=True)
    assert merged.sent == 0
    assert "not encrypted" in merged.notes[0]


def test_a_file_open_elsewhere_gives_and_takes_nothing(plain: Machines) -> None:
    plain.add(1, "T-1")
    two = plain.session(2)
    two.do(edit.create(two.view, "testimony", {"code": "T-2"}))
    one = plain.session(1)
    merged = merging.merge(one, plain.two, both=True)
    assert (merged.received, merged.sent) == (1, 0)
    assert "open in another window" in merged.notes[0]


def test_what_came_in_stays_when_the_other_file_cannot_be_written(
    plain: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.add(2, "T-2")
    one = plain.session(1)
    real = merging.take_in

    def full(case: CaseFile, other: CaseFile) -> merging.Merged:
        if case is not one.file:
            raise StorageError("The disk is full.")
        return real(case, other)

    monkeypatch.setattr(merging, "take_in", full)
    merged = merging.merge(one, plain.two, both=True)
    assert (merged.received, merged.sent) == (1, 0)
    assert merged.notes == ("Nothing was sent to the other file: The disk is full.",)
    assert one.profile.tips(one.file.kept_as) == one.file.tips()


def test_a_case_that_is_open_for_reading_takes_nothing_in(plain: Machines) -> None:
    one = plain.session(1, read_only=True)
    with pytest.raises(Exception, match="reading only"):
        merging.merge(one, plain.two)


def test_the_same_file_under_two_names(plain: Machines) -> None:
    (plain.folder / "link.gpkg").symlink_to(plain.one)
    one = plain.session(1)
    with pytest.raises(MergeRefusedError, match="same file"):
        merging.merge(one, plain.folder / "link.gpkg")
    with pytest.raises(CaseInUseError):
        plain.session(1)


def test_a_bundle_is_taken_in_like_a_file(sealed: Machines) -> None:
    sealed.add(2, "T-2")
    one, two = sealed.session(1), sealed.session(2)
    out = sealed.folder / "b.bundle"
    assert merging.write_bundle(two, out, since=one.view.info().heads) == 1
    assert merging.merge(one, out).received == 1
    assert codes(one) == {"T-2"}


def test_my_side_is_what_this_machine_wrote_also_when_only_read(plain: Machines) -> None:
    for number, name in ((1, "Name of A"), (2, "Name of B")):
        session = plain.session(number)
        (camp,) = session.view.resolve("F-1")
        session.do(edit.edit(session.view, camp, {"name_en": name}))
        session.close()
    one = plain.session(1)
    merging.merge(one, plain.two, both=True)
    one.close()
    for number, mine in ((1, "Name of A"), (2, "Name of B")):
        (conflict,) = merging.conflicts(plain.session(number, read_only=True))
        assert [version.value for version in conflict.versions if version.mine] == [mine]
        assert conflict.keys == (Key("facility", camp.id),)
