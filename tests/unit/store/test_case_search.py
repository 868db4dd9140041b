"""Finding rows by words, codes and parts of words, in Korean and in romanisation."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

import pytest
from case_samples import STATEMENTS, draft, facility
from hypothesis import given, settings
from hypothesis import strategies as st

from geoapp.case.records import Change, Key
from geoapp.case.tables import Statements
from geoapp.store import CaseFile, StoreReader
from geoapp.store.folding import fold, words_of
from layers.facility import FACILITY

ALL = [table.name for table in STATEMENTS]


@pytest.fixture
def filled(case: CaseFile) -> CaseFile:
    case.write(
        draft(
            facility(1, code="KW-25", name_en="Chŏn'gŏ-ri Kyohwaso", name_ko="전거리교화소"),
            facility(2, code="KW-2", name_en="Onsong holding centre", note="near Chongori"),
            facility(3, code="KW-20", name_en="Kyo 12", note="온성군에서 체포되어 이송되였다"),
            Change(
                Key("published_account", 4),
                {"code": "A-1", "title": "Taken", "summary": "in Onsŏng, then to Chŏn'gŏ-ri"},
            ),
            Change(
                Key("claim", 5),
                {
                    "subject_table": "facility",
                    "subject": 1,
                    "attribute": "name_ko",
                    "value": "전거리 제12교화소",
                },
            ),
        ),
        "K.",
    )
    return case


def found(reader: StoreReader, words: str, tables: list[str] = ALL, limit: int = 20) -> list[int]:
    return [hit.key.id for hit in reader.search(words, limit, tables)]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("온성", [3]),
        (unicodedata.normalize("NFD", "온성"), [3]),
        ("거", [1, 5]),
        ("전거리", [1, 5]),
        ("chongori", [2]),
        ("Chon'go-ri", [1, 4]),
        ("CHŎNGŎ-RI", [1, 4]),
        ("onsong", [2, 4]),
        ("ri on", [1, 2, 4]),
        ("kw-2", [2, 3, 1]),
        ("KW-25", [1]),
        ("제12", [5]),
        ("12", [3, 5]),
        ("nothing of the kind", []),
        ("", []),
        ("'", []),
        ('"', []),
        ("% _ *", []),
        ("\ud800", []),
    ],
)
def test_words_find_rows(filled: CaseFile, words: str, ids: list[int]) -> None:
    with filled.reader() as reader:
        hits = found(reader, words)
        assert sorted(hits) == sorted(ids)
        if hits and words.lower().startswith("kw"):
            assert hits[0] == ids[0]


def test_the_best_come_first(filled: CaseFile) -> None:
    with filled.reader() as reader:
        assert found(reader, "onsong") == [2, 4]
        assert found(reader, "kw-2")[0] == 2
        assert found(reader, "KW-2", limit=1) == [2]
        assert found(reader, "onsong", ["published_account"]) == [4]
        assert found(reader, "onsong", []) == []


def test_a_hit_shows_where(filled: CaseFile) -> None:
    with filled.reader() as reader:
        [hit] = reader.search("온성", 5, ALL)
        assert hit.key == Key("facility", 3)
        assert (hit.code, hit.title) == ("KW-20", "Kyo 12")
        assert hit.snippet == "\x02온성\x03군에서 체포되어 이송되였다"
        [hit] = reader.search("전거 kw-25", 5, ALL)
        assert hit.title == "Chŏn'gŏ-ri Kyohwaso"


def test_the_index_follows_every_change(filled: CaseFile) -> None:
    with filled.reader() as reader:
        filled.write(draft(facility(3, note="회령시에서")), "K.")
        assert found(reader, "온성") == []
        assert found(reader, "회령시") == [3]
        filled.write(draft(Change(Key("facility", 3), deleted=True)), "K.")
        assert found(reader, "회령시") == []
        filled.write(draft(Change(Key("facility", 3), deleted=False)), "K.")
        assert found(reader, "회령시") == [3]
        entry = filled.undoable()
        assert entry is not None
        filled.write(filled.undo_draft(entry), "K.")
        assert found(reader, "회령") == []


pieces = st.lists(
    st.sampled_from(
        ["온성", "군에서", "전거리", "Ŏn'sŏng", "ab", "KW-1", " ", "é", "각", "\n", "가"]
    ),
    max_size=5,
).map("".join)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(pieces, pieces), min_size=1, max_size=6), pieces)
def test_exactly_the_rows_that_hold_every_word_are_found(
    texts: list[tuple[str, str]], query: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        few = Statements((FACILITY,))
        path = Path(folder) / "case.gpkg"
        with CaseFile.create(path, title="T", author="K.", statements=few) as case:
            rows = [facility(n, name_ko=name, note=note) for n, (name, note) in enumerate(texts, 1)]
            case.write(draft(*rows), "K.")
            with case.reader() as reader:
                hits = set(found(reader, query, ["facility"]))
    words = words_of(query)
    expected = {
        n
        for n, (name, note) in enumerate(texts, 1)
        if words and all(word in fold(name) or word in fold(note) for word in words)
    }
    assert hits == expected
