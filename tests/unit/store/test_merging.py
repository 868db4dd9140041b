"""Two files of one case, merged: real files, and every way in which the other one can be wrong."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest

from geoapp.case.errors import (
    CaseError,
    MergeRefusedError,
    NewerCaseError,
    ReadOnlyCaseError,
    RefusedChangeError,
)
from geoapp.case.records import Change, Draft, Key, Message
from geoapp.case.tables import Statements
from geoapp.store import CaseFile, Signer, content
from geoapp.store.canonical_json import canonical
from geoapp.store.erasing import Erasure, erase
from geoapp.store.ledger import leaf_of, merkle_root
from geoapp.store.merging import take_in
from layers import schema as s
from layers.schema import Table
from tests.drill.histories import STATEMENTS, place
from tests.drill.random_histories import held

CAMP = Key("facility", 1)


def edit(*changes: Change, kind: str = "edit") -> Draft:
    return Draft(kind, Message("edit"), changes)


class Pair:
    """Two copies of a case, open for writing under numbers of their own."""

    def __init__(self, folder: Path) -> None:
        self.one, self.two = folder / "one.gpkg", folder / "two.gpkg"
        with CaseFile.create(
            self.one, title="T", author="Z.", replica="zero", statements=STATEMENTS
        ) as case:
            first = {"code": "F-1", "name_en": "Camp", "geometry": place(127.5, 40.25)}
            case.write(edit(Change(CAMP, first)), "Z.")
        shutil.copy(self.one, self.two)
        self._open: list[CaseFile] = []

    def open(self, path: Path, **options: Any) -> CaseFile:
        options = {"replica": path.stem, "statements": STATEMENTS, **options}
        case = CaseFile.open(path, **options)
        self._open.append(case)
        return case

    def both(self) -> tuple[CaseFile, CaseFile]:
        return self.open(self.one), self.open(self.two)

    def close(self) -> None:
        for case in self._open:
            case.close()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    pair = Pair(tmp_path)
    yield pair
    pair.close()


def values(case: CaseFile, key: Key = CAMP) -> dict[str, Any]:
    with case.reader() as reader:
        record = reader.record(key)
    assert record is not None
    return dict(record.values)


def header(case: CaseFile, hash: str) -> dict[str, Any]:
    with case.reader() as reader:
        text = reader.connection.execute(
            "SELECT header FROM ledger WHERE hash = ?", (bytes.fromhex(hash),)
        ).get
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_both_have_everything_and_the_next_entry_descends_from_both(pair: Pair) -> None:
    one, two = pair.both()
    left = one.write(edit(Change(CAMP, {"note": "left"})), "A.")
    right = two.write(edit(Change(CAMP, {"persons": 3}), Change(Key("facility", 2))), "B.")
    merged = take_in(one, two)
    assert (merged.received, merged.sent, merged.conflicts) == (1, 0, 0)
    assert merged.rows == {CAMP, Key("facility", 2)}
    assert take_in(two, one).received == 1
    assert held(one) == held(two)
    assert (values(one)["note"], values(one)["persons"]) == ("left", 3)
    assert one.verify() == two.verify() == []
    next_one = one.write(edit(Change(CAMP, {"persons": 4})), "A.")
    assert header(one, next_one.hash)["parents"] == sorted([left.hash, right.hash])


def test_merging_again_changes_nothing(pair: Pair) -> None:
    one, two = pair.both()
    two.write(edit(Change(CAMP, {"note": "x"})), "B.")
    take_in(one, two)
    before = held(one)
    again = take_in(one, two)
    assert (again.received, again.rows) == (0, frozenset())
    assert held(one) == before


def test_undo_goes_on_where_it_was(pair: Pair) -> None:
    one, two = pair.both()
    mine = one.write(edit(Change(CAMP, {"note": "mine"})), "A.")
    two.write(edit(Change(CAMP, {"persons": 3})), "B.")
    take_in(one, two)
    assert one.undoable() == mine.hash
    one.write(one.undo_draft(mine.hash), "A.")
    assert (values(one)["note"], values(one)["persons"]) == (None, 3)
    assert one.redoable() is not None


def test_undoing_ones_own_side_shows_the_other_side(pair: Pair) -> None:
    one, two = pair.both()
    two.write(edit(Change(CAMP, {"name_en": "Theirs"})), "B.")
    one.write(edit(Change(CAMP, {"persons": 1})), "A.")
    mine = one.write(edit(Change(CAMP, {"name_en": "Mine"})), "A.")
    assert take_in(one, two).conflicts == 1
    assert values(one)["name_en"] == "Mine"
    one.write(one.undo_draft(mine.hash), "A.")
    assert values(one)["name_en"] == "Theirs"
    assert take_in(two, one).conflicts == 0


def test_an_undo_decides_nothing_between_others(pair: Pair, tmp_path: Path) -> None:
    shutil.copy(pair.one, tmp_path / "three.gpkg")
    (one, two), three = pair.both(), pair.open(tmp_path / "three.gpkg")
    two.write(edit(Change(CAMP, {"name_en": "B"})), "B.")
    three.write(edit(Change(CAMP, {"name_en": "C"})), "C.")
    one.write(edit(Change(CAMP, {"persons": 1})), "A.")
    mine = one.write(edit(Change(CAMP, {"name_en": "Mine"})), "A.")
    take_in(one, two)
    take_in(one, three)
    one.write(one.undo_draft(mine.hash), "A.")
    with one.reader() as reader:
        (conflict,) = reader.conflicts({"one"})
    assert {version.value for version in conflict.versions} == {"Mine", "B", "C"}


def test_what_an_entry_made_stays_if_another_made_it_too(pair: Pair) -> None:
    one, two = pair.both()
    shared = Change(Key("facility", 9), {"code": "F-9"})
    mine = one.write(edit(shared), "A.")
    two.write(edit(shared), "B.")
    take_in(one, two)
    one.write(one.undo_draft(mine.hash), "A.")
    with one.reader() as reader:
        assert reader.counts()["facility"] == 2


def test_history_tells_what_each_author_saw(pair: Pair) -> None:
    one, two = pair.both()
    one.write(edit(Change(CAMP, {"name_en": "Mine"})), "A.")
    two.write(edit(Change(CAMP, {"name_en": "Theirs"})), "B.")
    take_in(one, two)
    with one.reader() as reader:
        told = {
            c.new: c.old for e in reader.history(CAMP) for c in e.changes if c.field == "name_en"
        }
        everything = {
            c.new: c.old for e in reader.entries(2) for c in e.changes if c.field == "name_en"
        }
    assert told == {"Mine": "Camp", "Theirs": "Camp", "Camp": None}
    assert everything == {"Mine": "Camp", "Theirs": "Camp"}


def test_a_decision_ends_the_conflict_everywhere(pair: Pair) -> None:
    one, two = pair.both()
    one.write(edit(Change(CAMP, {"name_en": "A"})), "A.")
    two.write(edit(Change(CAMP, {"name_en": "B"})), "B.")
    take_in(one, two)
    shown = values(one)["name_en"]
    one.write(edit(Change(CAMP, {"name_en": shown}), kind="resolve"), "A.")
    assert take_in(two, one).conflicts == 0
    take_in(one, two)
    assert held(one) == held(two)


def test_an_ordinary_edit_of_the_field_ends_its_conflict_too(pair: Pair) -> None:
    one, two = pair.both()
    one.write(edit(Change(CAMP, {"name_en": "A"})), "A.")
    two.write(edit(Change(CAMP, {"name_en": "B"})), "B.")
    take_in(one, two)
    one.write(edit(Change(CAMP, {"note": "else"})), "A.")
    assert take_in(one, two).conflicts == 1
    one.write(edit(Change(CAMP, {"name_en": "C"})), "A.")
    assert take_in(one, two).conflicts == 0
    assert one.verify() == []


def test_a_signature_travels_as_it_is(pair: Pair) -> None:
    one, two = pair.both()
    two.signer = Signer.new()
    written = two.write(edit(Change(CAMP, {"note": "signed"})), "B.")
    take_in(one, two)
    assert header(one, written.hash)["signer"] == two.signer.public
    assert one.verify() == []


def test_a_file_that_can_only_be_read_takes_nothing_in_and_gives_all(pair: Pair) -> None:
    with pair.open(pair.two) as two:
        two.write(edit(Change(CAMP, {"note": "x"})), "B.")
    one, two = pair.open(pair.one), pair.open(pair.two, read_only=True)
    with pytest.raises(ReadOnlyCaseError):
        take_in(two, one)
    assert take_in(one, two).received == 1


def test_entries_of_ones_own_number_that_come_back_can_be_undone(pair: Pair) -> None:
    one, two = pair.open(pair.one, replica="same"), pair.open(pair.two, replica="other")
    written = one.write(edit(Change(CAMP, {"note": "x"})), "A.")
    take_in(two, one)
    two.replica = "same"
    assert two.undoable() == written.hash


# What only the other file has.


def test_tables_and_fields_of_the_other_file_come_along(pair: Pair) -> None:
    extra = Table(
        name="well",
        label=s.Text("Well", "우물"),
        plural=s.Text("Wells", "우물"),
        prefix="WE",
        title=("code",),
        fields=(s.CODE, s.long_text("water", "Water", "물")),
    )
    (facility, *others) = STATEMENTS
    wider = Table(
        **{
            **{name: getattr(facility, name) for name in facility.__dataclass_fields__},
            "fields": (*facility.fields, s.text("owner", "Owner", "소유자")),
        }
    )
    one = pair.open(pair.one)
    two = pair.open(pair.two, statements=Statements((wider, *others, extra)))
    well = Key("well", 5)
    two.write(edit(Change(well, {"water": "clear"}), Change(CAMP, {"owner": "nobody"})), "B.")
    merged = take_in(one, two)
    assert "facility, well" in merged.notes[0]
    assert values(one, well)["water"] == "clear"
    assert values(one)["owner"] == "nobody"
    one.write(edit(Change(well, {"water": "dry"})), "A.")
    with one.reader() as reader:
        assert [hit.key for hit in reader.search("dry", 5, ["well"])] == [well]
    assert one.verify() == []
    one.close()
    with pair.open(pair.one) as again:
        assert again.verify() == []


def test_a_field_in_another_form_is_refused(pair: Pair) -> None:
    (facility, *others) = STATEMENTS
    fields = tuple(
        s.text("owner", "Owner", "소유자") if field.name == "persons" else field
        for field in facility.fields
    )
    named = {name: getattr(facility, name) for name in facility.__dataclass_fields__}
    one = pair.open(
        pair.one,
        statements=Statements(
            (
                Table(**{**named, "fields": (*fields, s.integer("height", "Height", "높이"))}),
                *others,
            )
        ),
    )
    two = pair.open(
        pair.two,
        statements=Statements(
            (Table(**{**named, "fields": (*fields, s.text("height", "Height", "높이"))}), *others)
        ),
    )
    with pytest.raises(MergeRefusedError, match="different forms"):
        take_in(one, two)


# Erasure.


def test_what_was_destroyed_here_does_not_come_back(pair: Pair) -> None:
    one, two = pair.both()
    two.write(edit(Change(CAMP, {"note": "whisper-two"})), "B.")
    erase(one, [Erasure(CAMP)], "A.")
    written: list[str] = []
    with one.lane() as connection:
        connection.exec_trace = lambda _cursor, _sql, given: not written.append(repr(given))
    take_in(one, two)
    assert written
    assert "whisper-two" not in "".join(written)
    take_in(two, one)
    assert held(one) == held(two)
    assert one.verify() == two.verify() == []
    pair.close()
    for path in (pair.one, pair.two):
        assert b"whisper-two" not in path.read_bytes()
        assert b"Camp" not in path.read_bytes()


def test_the_other_side_destroys_here_too(pair: Pair) -> None:
    one, two = pair.both()
    one.write(edit(Change(CAMP, {"note": "whisper-one", "persons": 3})), "A.")
    erase(two, [Erasure(CAMP, frozenset({"note"}))], "B.")
    take_in(one, two)
    assert (values(one)["note"], values(one)["persons"]) == (None, None)
    assert values(one)["name_en"] == "Camp"
    pair.close()
    assert b"whisper-one" not in pair.one.read_bytes()


def test_a_destroyed_row_takes_no_more_changes(pair: Pair) -> None:
    one, two = pair.both()
    erase(two, [Erasure(CAMP)], "B.")
    take_in(one, two)
    with pytest.raises(RefusedChangeError):
        one.write(edit(Change(CAMP, {"note": "again"})), "A.")


# Content.


def test_the_content_of_attachments_comes_along(tmp_path: Path) -> None:
    one, two = tmp_path / "one.gpkg", tmp_path / "two.gpkg"
    CaseFile.create(one, title="T", author="Z.").close()
    shutil.copy(one, two)
    scan = tmp_path / "scan.bin"
    scan.write_bytes(secrets.token_bytes(2_500_000))
    with CaseFile.open(one, replica="1") as here, CaseFile.open(two, replica="2") as there:
        found = content.put(there, scan)
        row = Change(Key("attachment", 7), {"sha256": found.sha256})
        there.write(edit(row), "B.")
        assert take_in(here, there).notes == ()
        with here.reader() as reader:
            assert b"".join(reader.content(found.sha256)) == scan.read_bytes()


@pytest.fixture
def scanned(tmp_path: Path) -> Iterator[tuple[CaseFile, Path, bytes]]:
    """A case, and the path of a copy that has an attachment with some content."""
    one, two = tmp_path / "one.gpkg", tmp_path / "two.gpkg"
    CaseFile.create(one, title="T", author="Z.").close()
    shutil.copy(one, two)
    scan = tmp_path / "scan.bin"
    scan.write_bytes(secrets.token_bytes(50_000))
    with CaseFile.open(two, replica="2") as there:
        row = Change(Key("attachment", 7), {"sha256": content.put(there, scan).sha256})
        there.write(edit(row), "B.")
    with CaseFile.open(one, replica="1") as here:
        yield here, two, scan.read_bytes()


def test_content_that_is_damaged_is_left_out_and_told(
    scanned: tuple[CaseFile, Path, bytes],
) -> None:
    here, path, scan = scanned
    whole = path.read_bytes()
    at = whole.index(scan[30_000:30_100])
    path.write_bytes(whole[:at] + bytes(100) + whole[at + 100 :])
    with CaseFile.open(path, read_only=True) as there:
        merged = take_in(here, there)
    assert merged.received == 1
    assert "damaged in the other file" in merged.notes[0]


def test_a_fault_while_content_is_read_costs_nothing_else(
    scanned: tuple[CaseFile, Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, path, _ = scanned

    def faulty(*_given: object) -> None:
        raise apsw.CorruptError("page")

    monkeypatch.setattr(content, "copy_missing", faulty)
    with CaseFile.open(path, read_only=True) as there:
        merged = take_in(here, there)
        assert merged.received == 1
        assert merged.notes[0].startswith("Not all content of attachments was taken in.")
        monkeypatch.undo()
        assert take_in(here, there).notes == ()


# The other file is not what it should be.


def rewritten(path: Path, change: Callable[[dict[str, Any]], None], drop: str = "") -> None:
    """Replace the last entry of a file by one with another header, all in order by itself."""
    with closing(sqlite3.connect(path)) as db:
        (old, text) = db.execute(
            "SELECT l.hash, l.header FROM ledger AS l JOIN ledger_order AS o ON o.hash = l.hash "
            "ORDER BY o.lamport DESC LIMIT 1"
        ).fetchone()
        loaded = json.loads(text)
        change(loaded)
        words = canonical(loaded)
        new = hashlib.sha256(words).digest()
        db.execute(
            "UPDATE ledger SET hash = ?, header = ? WHERE hash = ?", (new, words.decode(), old)
        )
        db.execute("UPDATE ledger_change SET entry = ? WHERE entry = ?", (new, old))
        db.execute("UPDATE ledger_order SET hash = ? WHERE hash = ?", (new, old))
        db.commit()


def with_content(path: Path, kind: str, *contents: dict[str, Any]) -> None:
    """Replace the changes of the last entry by others, with leaves, root and hash in order."""
    salted = []
    for told in contents:
        words, salt = canonical({"@table": "facility", "@id": 1, **told}), secrets.token_bytes(16)
        row = json.loads(words)
        salted.append((row["@table"], row["@id"], words.decode(), salt, leaf_of(salt, words)))
    root = merkle_root(change[-1] for change in salted).hex()
    rewritten(path, lambda header: header.update(kind=kind, merkle_root=root))
    with closing(sqlite3.connect(path)) as db:
        (entry,) = db.execute("SELECT entry FROM ledger_change ORDER BY rowid DESC").fetchone()
        db.execute("DELETE FROM ledger_change WHERE entry = ?", (entry,))
        db.executemany(
            "INSERT INTO ledger_change VALUES (?, ?, ?, ?, ?, ?)",
            [(entry, *change) for change in salted],
        )
        db.commit()


@pytest.fixture
def other(pair: Pair) -> Path:
    """The second file, closed, with two entries that the first one lacks."""
    with pair.open(pair.two) as two:
        two.write(edit(Change(Key("facility", 2), {"note": "before"})), "B.")
        two.write(edit(Change(CAMP, {"note": "last"})), "B.")
    return pair.two


def assert_refused(pair: Pair, kind: type[CaseError], words: str) -> None:
    one = pair.open(pair.one)
    before = held(one)
    two = pair.open(pair.two, read_only=True)
    with pytest.raises(kind, match=words):
        take_in(one, two)
    assert held(one) == before
    one.write(edit(Change(CAMP, {"note": "goes on"})), "A.")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (
            "UPDATE ledger SET header = replace(header, '\"B.\"', '\"C.\"')",
            "does not match its hash",
        ),
        ("UPDATE ledger SET header = x'00' WHERE header LIKE '%\"B.\"%'", "something else"),
        ("UPDATE ledger SET signature = x'00'", "signature of nobody"),
        ("UPDATE ledger_change SET content = replace(content, 'last', 'List')", "match its leaf"),
        ("UPDATE ledger_change SET id = 3 WHERE content LIKE '%last%'", "another row"),
        ("UPDATE ledger_change SET tbl = 'link' WHERE content LIKE '%last%'", "another row"),
        ("UPDATE ledger_change SET leaf = x'00' WHERE content LIKE '%last%'", "match its leaf"),
        ("UPDATE ledger_change SET leaf = 5 WHERE content LIKE '%last%'", "form|leaf"),
        ("DELETE FROM ledger_change WHERE content LIKE '%last%'", "not those that its header"),
        (
            "INSERT INTO ledger_change SELECT entry, tbl, 4, NULL, NULL, x'01' FROM ledger_change",
            "not those that its header",
        ),
        ("UPDATE ledger_change SET tbl = NULL WHERE content LIKE '%last%'", "row"),
        (
            "DELETE FROM ledger WHERE hash IN (SELECT entry FROM ledger_change WHERE id = 2)",
            "neither",
        ),
    ],
)
def test_a_file_that_was_tampered_with_is_refused(
    pair: Pair, other: Path, command: str, words: str
) -> None:
    with closing(sqlite3.connect(other)) as db:
        db.execute(command)
        db.commit()
    assert_refused(pair, MergeRefusedError, words)


@pytest.mark.parametrize(
    ("news", "kind", "words"),
    [
        ({"schema": 99}, NewerCaseError, "newer version"),
        ({"version": 2, "schema": 99}, NewerCaseError, "newer version"),
        ({"case": "00"}, MergeRefusedError, "another case"),
        ({"lamport": 999}, MergeRefusedError, "not the next one"),
        ({"lamport": 2**70}, MergeRefusedError, "further than"),
        ({"sequence": 9}, MergeRefusedError, "not the next one"),
        ({"replica": "nobody"}, MergeRefusedError, "not the next one"),
        ({"version_vector": {"two": 2}}, MergeRefusedError, "does not count"),
        ({"parents": ["00" * 32]}, MergeRefusedError, "neither"),
        ({"parents": ["no hash"]}, MergeRefusedError, "neither"),
        ({"parents": []}, MergeRefusedError, "not the next one"),
        ({"signer": "00" * 32}, MergeRefusedError, "signature"),
        ({"merkle_root": "00"}, MergeRefusedError, "not those that its header"),
        (
            {"kind": "undo", "message": {"id": "undo", "parameters": {"entry": 5}}},
            MergeRefusedError,
            "undo",
        ),
        ({"extra": 1}, MergeRefusedError, "form of a header"),
        ({"unseen": 5}, MergeRefusedError, "form of a header"),
        ({"unseen": {"entries": {}, "leaves": ["x"]}}, MergeRefusedError, "form of a header"),
        (
            {"unseen": {"entries": {"zero": [[1]]}, "leaves": []}},
            MergeRefusedError,
            "form of a header",
        ),
    ],
)
def test_a_header_in_order_by_itself_that_fits_nothing_is_refused(
    pair: Pair, other: Path, news: dict[str, Any], kind: type[CaseError], words: str
) -> None:
    rewritten(other, lambda header: header.update(news))
    assert_refused(pair, kind, words)


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        ("edit", {"nonsense": 1}, "cannot have"),
        ("edit", {"persons": "many"}, "cannot be there"),
        ("edit", {"opened": {"earliest": "yesterday"}}, "cannot be there"),
        ("edit", {"geometry": {"wkb": "00"}}, "cannot be there"),
        ("edit", {"name_en": ["a"]}, "cannot be there"),
        ("edit", {"deleted": "yes"}, "no known way"),
        ("edit", {"@erased": ["*"]}, "may not"),
        ("edit", {"@other": 1}, "may not"),
        ("erase", {"@erased": "*"}, "may not"),
        ("erase", {"@erased": ["*"], "@else": []}, "may not"),
        ("edit", {"@table": "nowhere"}, "does not state"),
        ("edit", {"@id": 2**60}, "number of a row"),
    ],
)
def test_content_that_no_row_can_hold_is_refused(
    pair: Pair, other: Path, kind: str, told: dict[str, Any], words: str
) -> None:
    with_content(other, kind, told)
    assert_refused(pair, CaseError, words)


def test_another_case_is_refused(pair: Pair, tmp_path: Path) -> None:
    CaseFile.create(tmp_path / "x.gpkg", title="X", author="X.", statements=STATEMENTS).close()
    one, stranger = pair.open(pair.one), pair.open(tmp_path / "x.gpkg")
    with pytest.raises(MergeRefusedError, match="another case"):
        take_in(one, stranger)


def test_the_same_file_is_nothing_to_merge(pair: Pair) -> None:
    one = pair.open(pair.one)
    with pytest.raises(MergeRefusedError, match="same file"):
        take_in(one, pair.open(pair.one, read_only=True))


def test_two_that_went_on_under_one_number_are_refused(pair: Pair) -> None:
    one, two = pair.open(pair.one, replica="twin"), pair.open(pair.two, replica="twin")
    one.write(edit(Change(CAMP, {"note": "one"})), "A.")
    two.write(edit(Change(CAMP, {"note": "two"})), "A.")
    before = held(one)
    with pytest.raises(MergeRefusedError, match="copying the other"):
        take_in(one, two)
    assert held(one) == before
    two.write(edit(Change(CAMP, {"note": "three"})), "A.")
    with pytest.raises(MergeRefusedError, match="copying the other"):
        take_in(one, two)


@pytest.mark.parametrize("name", ["schema-1-plain.gpkg"])
def test_a_file_of_an_older_form_can_be_taken_in(
    name: str, tmp_path: Path, repository: Path
) -> None:
    old = tmp_path / "old.gpkg"
    new = tmp_path / "new.gpkg"
    for path in (old, new):
        shutil.copy(repository / "tests" / "data" / "cases" / name, path)
    before = old.read_bytes()
    with (
        CaseFile.open(new, replica="new") as case,
        CaseFile.open(old, replica="old", read_only=True) as other_case,
    ):
        assert take_in(case, other_case).received == 0
        assert case.verify() == []
    assert old.read_bytes() == before
