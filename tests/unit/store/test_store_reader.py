"""What a case view asks: rows, claims, links, references, titles, history, the map's columns."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from case_samples import at, draft, facility

from geoapp.case.records import Change, FieldChange, Key
from geoapp.case.view import CaseView, Reader
from geoapp.store import CaseFile, StoreReader
from layers.values import Position

F1, F2, A3 = Key("facility", 1), Key("facility", 2), Key("published_account", 3)


def link(id: int, start: Key, end: Key, **values: object) -> Change:
    ends = {
        "from_table": start.table,
        "from_id": start.id,
        "to_table": end.table,
        "to_id": end.id,
        "role": "speaks of",
    }
    return Change(Key("link", id), {**ends, **values})


def claim(id: int, subject: Key, rank: str, value: object = "x") -> Change:
    about = {"subject_table": subject.table, "subject": subject.id, "attribute": "name_en"}
    return Change(Key("claim", id), {**about, "rank": rank, "value": value})


@pytest.fixture
def filled(case: CaseFile) -> CaseFile:
    case.write(
        draft(
            facility(
                1,
                code="KW-1",
                name_en="One",
                name_ko="하나",
                type="kyohwaso",
                geometry=at(126, 40, 500.0),
            ),
            facility(2, code="kw-2", name_ko="둘", part_of=1, geometry=at(127, 41)),
            facility(6, code="KW-6", part_of=1, successor_of=1),
            Change(A3, {"code": "A-3", "title": "Account", "source": 10}),
            link(20, A3, F1),
            link(21, A3, F1, role="related"),
            link(22, F2, F1),
            link(23, F1, Key("source", 99)),
            Change(Key("link", 24), {"from_table": "facility", "from_id": 1}),
            claim(30, F1, "set aside"),
            claim(31, F1, "open"),
            claim(32, F1, "adopted"),
            claim(33, F2, "adopted"),
        ),
        "K.",
    )
    return case


@pytest.fixture
def reader(filled: CaseFile) -> StoreReader:
    return filled.reader()


def test_codes_of_rows_that_are_there(filled: CaseFile) -> None:
    filled.write(draft(Change(F2, deleted=True)), "K.")
    with filled.reader() as reader:
        assert sorted(reader.codes("facility")) == ["KW-1", "KW-6"]
        assert reader.codes("no such table") == []


def test_it_is_a_reader_of_case_views(reader: StoreReader) -> None:
    as_protocol: Reader = reader
    assert CaseView(as_protocol).counts()["facility"] == 3
    assert CaseView(as_protocol, audience="court").counts()["facility"] == 0


def test_counts_leave_out_what_is_removed(filled: CaseFile, reader: StoreReader) -> None:
    assert (reader.counts()["facility"], reader.unlocated()["facility"]) == (3, 1)
    assert "link" not in reader.unlocated()
    filled.write(draft(Change(Key("facility", 6), deleted=True)), "K.")
    assert (reader.counts()["facility"], reader.unlocated()["facility"]) == (2, 0)


def test_rows_come_in_the_order_asked_for(filled: CaseFile, reader: StoreReader) -> None:
    assert [r.key.id for r in reader.records("facility")] == [1, 2, 6]
    assert [r.key.id for r in reader.records("facility", [6, 404, 1, 6])] == [6, 1]
    assert reader.records("facility", []) == []
    assert reader.records("palace") == []
    filled.write(draft(Change(F1, deleted=True)), "K.")
    assert [r.key.id for r in reader.records("facility", [1, 2])] == [2]
    removed = reader.record(F1)
    assert removed is not None
    assert removed.deleted
    assert reader.record(Key("facility", 404)) is None
    assert reader.record(Key("facility", 2**70)) is None


@pytest.mark.parametrize(
    ("identifier", "keys"),
    [
        ("KW-1", [F1]),
        (" kw-1 ", [F1]),
        ("KW-2", [F2]),
        ("2", [F2]),
        ("3", [A3]),
        ("404", []),
        ("", []),
        ("\ud800", []),
        ("9" * 40, []),
        ("²", []),
    ],
)
def test_a_row_is_named_by_code_or_number(
    reader: StoreReader, identifier: str, keys: list[Key]
) -> None:
    assert reader.resolve(identifier) == keys


def test_an_ambiguous_code_names_all(filled: CaseFile, reader: StoreReader) -> None:
    filled.write(draft(Change(Key("crossing", 50), {"code": "kw-1"})), "K.")
    assert set(reader.resolve("KW-1")) == {F1, Key("crossing", 50)}


def test_claims_come_adopted_first(reader: StoreReader) -> None:
    assert [c.key.id for c in reader.claims(F1)] == [32, 31, 30]
    assert reader.claims(Key("crossing", 1)) == []


def test_links_are_seen_from_both_ends(filled: CaseFile, reader: StoreReader) -> None:
    assert sorted(r.key.id for r in reader.links(F1)) == [20, 21, 22]
    assert [r.key.id for r in reader.links(F2)] == [22]
    assert reader.link_counts()[F1] == {"published_account": 1, "facility": 1, "source": 1}
    assert reader.link_counts()[A3] == {"facility": 1}
    filled.write(draft(Change(F2, deleted=True)), "K.")
    assert sorted(r.key.id for r in reader.links(F1)) == [20, 21]
    assert F2 not in reader.link_counts()
    assert "facility" not in reader.link_counts()[F1]


def test_rows_that_name_a_row(filled: CaseFile, reader: StoreReader) -> None:
    assert [r.key.id for r in reader.referring(F1)] == [2, 6]
    assert [r.key for r in reader.referring(Key("source", 10))] == [A3]
    assert reader.referring(Key("facility", 10)) == []


def test_titles(reader: StoreReader) -> None:
    wanted = [F1, F2, A3, Key("facility", 6), Key("facility", 404), Key("palace", 1)]
    assert reader.titles(wanted) == {
        F1: ("KW-1", "One"),
        F2: ("kw-2", "둘"),
        A3: ("A-3", "Account"),
        Key("facility", 6): ("KW-6", "KW-6"),
    }


def test_a_layer_comes_as_columns(reader: StoreReader) -> None:
    drawn = reader.drawable("facility")
    assert drawn.ids.tolist() == [1, 2]
    assert [shapely.from_wkb(wkb).wkt for wkb in drawn.wkb] == ["POINT (126 40)", "POINT (127 41)"]
    assert drawn.radius_m[0] == 500.0
    assert np.isnan(drawn.radius_m[1])
    assert drawn.category == ["kyohwaso", None]
    assert (drawn.label, drawn.label_ko) == (["One", "둘"], ["하나", "둘"])
    assert drawn.code == ["KW-1", "kw-2"]
    assert drawn.precision == ["village", "village"]
    for name in ("repatriation", "source", "crossing", "palace"):
        assert reader.drawable(name).wkb == []


def test_lines_and_areas_come_whole(filled: CaseFile, reader: StoreReader) -> None:
    line = shapely.LineString([(126, 41), (127, 41.5), (128, 42)])
    filled.write(draft(Change(Key("barrier", 7), {"geometry": Position(line)})), "K.")
    [wkb] = reader.drawable("barrier").wkb
    assert shapely.from_wkb(wkb) == line


def test_history_has_old_and_new_values(filled: CaseFile, reader: StoreReader) -> None:
    filled.write(draft(facility(1, name_en="Uno"), facility(2, name_en="Due")), "L.")
    filled.write(draft(Change(F1, deleted=True), reason="twice there"), "M.")
    newest, middle, first = reader.history(F1)
    assert newest.changes == (FieldChange(F1, "deleted", False, True),)
    assert (newest.author, newest.reason) == ("M.", "twice there")
    assert middle.changes == (FieldChange(F1, "name_en", "One", "Uno"),)
    assert FieldChange(F1, "code", None, "KW-1") in first.changes
    assert all(change.key == F1 for change in first.changes)
    assert [len(e.changes) for e in reader.entries(2)] == [1, 2]
    assert reader.entries(2)[1].changes[0].old == "One"
    assert [e.hash for e in reader.entries()][:3] == [newest.hash, middle.hash, first.hash]
    assert reader.history(Key("facility", 404)) == []


def test_an_extra_table_of_a_test_is_searched_and_drawn(
    filled: CaseFile, reader: StoreReader
) -> None:
    filled.write(draft(Change(Key("trial", 8), {"name": "Yodok", "geometry": at(126, 39)})), "K.")
    assert [hit.title for hit in reader.search("yodok", 5, ["trial"])] == ["Yodok"]
    assert reader.drawable("trial").ids.tolist() == [8]
