"""The ledger: hashes, leaves, roots, and what is noticed when something is changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import apsw
import pytest
from case_samples import STATEMENTS, at, draft, facility
from hypothesis import given
from hypothesis import strategies as st

from geoapp.case.records import FieldChange, Key
from geoapp.store import CaseFile
from geoapp.store.canonical_json import canonical
from geoapp.store.erasing import Erasure, erase
from geoapp.store.ledger import leaf_of, merkle_root

leaves = st.lists(st.binary(min_size=32, max_size=32), max_size=40)


def by_definition(nodes: list[bytes]) -> bytes:
    """The root as the module describes it, by recursion."""
    if len(nodes) == 1:
        return nodes[0]
    half = 1
    while half * 2 < len(nodes):
        half *= 2
    sides = by_definition(nodes[:half]) + by_definition(nodes[half:])
    return hashlib.sha256(b"\x01" + sides).digest()


@given(leaves)
def test_the_root_is_the_one_that_is_described(leaves: list[bytes]) -> None:
    nodes = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in sorted(leaves)]
    expected = by_definition(nodes) if nodes else hashlib.sha256(b"").digest()
    assert merkle_root(leaves) == expected


@given(leaves.filter(bool), st.data())
def test_the_root_changes_with_any_leaf(leaves: list[bytes], data: st.DataObject) -> None:
    root = merkle_root(leaves)
    place = data.draw(st.integers(0, len(leaves) - 1))
    bit = data.draw(st.integers(0, 255))
    changed = bytearray(leaves[place])
    changed[bit // 8] ^= 1 << (bit % 8)
    others = leaves[:place] + leaves[place + 1 :]
    assert merkle_root([*others, bytes(changed)]) != root
    assert merkle_root(others) != root
    assert merkle_root([*leaves, leaves[place]]) != root
    assert merkle_root(reversed(leaves)) == root


def test_canonical_json_is_one_form() -> None:
    assert (
        canonical({"b": "온", "a": [1, 2.0, None, True]})
        == '{"a":[1,2.0,null,true],"b":"온"}'.encode()
    )
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def raw(path: Path) -> apsw.Connection:
    return apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)


def test_an_entry_has_the_form_that_is_described(case: CaseFile, case_path: Path) -> None:
    first = case.write(draft(facility(1, name_en="Old")), "K.")
    second = case.write(
        draft(facility(1, name_en="New", geometry=at(129, 42)), reason="seen"), "L."
    )
    case.close()
    db = raw(case_path)
    header_text, signature = db.execute(
        "SELECT header, signature FROM ledger WHERE hash = ?", (bytes.fromhex(second.hash),)
    ).fetchall()[0]
    changes = db.execute(
        "SELECT tbl, id, content, salt, leaf FROM ledger_change WHERE entry = ?",
        (bytes.fromhex(second.hash),),
    ).fetchall()
    db.close()
    header = json.loads(header_text)
    assert hashlib.sha256(header_text.encode()).hexdigest() == second.hash
    assert canonical(header).decode() == header_text
    assert signature is None
    assert set(header) == {
        "version",
        "schema",
        "case",
        "replica",
        "sequence",
        "lamport",
        "parents",
        "version_vector",
        "author",
        "utc",
        "kind",
        "message",
        "reason",
        "resolves",
        "merkle_root",
    }
    assert (header["sequence"], header["lamport"], header["author"]) == (3, 3, "L.")
    assert header["parents"] == [first.hash]
    assert header["version_vector"] == {"one": 3}
    assert header["reason"] == "seen"
    [(table, id, content, salt, leaf)] = changes
    assert (table, id) == ("facility", 1)
    assert (
        leaf == hashlib.sha256(salt + content.encode()).digest() == leaf_of(salt, content.encode())
    )
    values = json.loads(content)
    assert set(values) == {"@table", "@id", "name_en", "geometry"}
    assert values["name_en"] == "New"
    assert header["merkle_root"] == merkle_root([leaf]).hex()


def test_values_are_not_stored_twice_and_salts_differ(case: CaseFile, case_path: Path) -> None:
    for name in ("A", "B"):
        case.write(draft(facility(1, name_en=name)), "K.")
    case.close()
    db = raw(case_path)
    contents = [json.loads(c) for (c,) in db.execute("SELECT content FROM ledger_change")]
    salts = {bytes(s) for (s,) in db.execute("SELECT salt FROM ledger_change")}
    db.close()
    assert [c["name_en"] for c in contents] == ["A", "B"]
    assert len(salts) == 2


@pytest.fixture
def written(case: CaseFile, case_path: Path) -> Path:
    case.write(draft(facility(1, name_en="One"), facility(2, name_en="Two")), "K.")
    case.write(draft(facility(1, name_en="Uno")), "L.")
    assert case.check_entries() == []
    case.close()
    return case_path


TAMPERED = {
    "content": "UPDATE ledger_change SET content = replace(content, 'Two', 'Duo')",
    "author": "UPDATE ledger SET header = replace(header, '\"L.\"', '\"M.\"')",
    "leaf": "UPDATE ledger_change SET leaf = zeroblob(32) WHERE id = 2",
    "salt": "UPDATE ledger_change SET salt = zeroblob(16) WHERE id = 2",
    "row": "UPDATE ledger_change SET id = 9 WHERE id = 2",
    "change cut": "DELETE FROM ledger_change WHERE id = 2",
    "entry cut": "DELETE FROM ledger WHERE header LIKE '%\"sequence\":2,%'",
    "order": "UPDATE ledger_order SET lamport = 9 WHERE sequence = 2",
    "heads": "DELETE FROM ledger_head",
    "case": "UPDATE case_info SET \"case\" = 'another'",
    "blob": "UPDATE ledger SET header = CAST(header AS BLOB)",
    "no json": "UPDATE ledger SET header = '[' WHERE header LIKE '%\"sequence\":2,%'",
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED.keys())
def test_whatever_is_changed_in_the_ledger_is_noticed(written: Path, change: str) -> None:
    db = raw(written)
    db.execute(change).fetchall()
    assert db.total_changes() > 0
    db.close()
    with CaseFile.open(written, read_only=True, statements=STATEMENTS) as case:
        problems = case.check_entries()
    assert problems
    assert all(problem.endswith(".") for problem in problems)


def test_erased_content_leaves_the_chain_whole(written: Path) -> None:
    gone = Key("facility", 2)
    with CaseFile.open(written, statements=STATEMENTS) as case:
        erase(case, [Erasure(gone)], "K.")
        assert case.verify() == []
        with case.reader() as reader:
            told = [c for e in reader.entries() for c in e.changes if not c.erased]
            assert [change.key.id for change in told] == [1, 1]
            assert {c for e in reader.history(gone) for c in e.changes} == {
                FieldChange(gone, "*", None, None, True)
            }
