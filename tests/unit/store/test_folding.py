"""What counts as equal in a search, and where in the original it was found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.store.folding import (
    CLOSE_MARK,
    OPEN_MARK,
    fold,
    folded_with_origins,
    snippet,
    words_of,
)

letters = st.text(
    st.sampled_from("aBŏŭÉİßæſ'’` \n01온성군각가에서中線иЙ")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=60,
)
spellings = st.builds(unicodedata.normalize, st.sampled_from(["NFC", "NFD"]), letters)


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("P'yŏngyang", "Pyongyang"),
        ("Ch’ŏngjin", "chongjin"),
        ("Ŭiju", "uiju"),
        ("KW-25", "kw-25"),
        (unicodedata.normalize("NFD", "온성군"), "온성군"),
        ("온성군", unicodedata.normalize("NFD", "온성군")),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_that_count_as_equal(written: str, searched: str) -> None:
    assert fold(written) == fold(searched)


@pytest.mark.parametrize(("one", "other"), [("온", "오"), ("и", "й"), ("線", "缐"), ("a", "b")])
def test_letters_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(spellings)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(spellings)
def test_every_folded_character_has_its_origin(text: str) -> None:
    folded, origins = folded_with_origins(text)
    assert folded == fold(text)
    assert len(origins) == len(folded) + 1
    assert origins == sorted(origins)
    assert origins[-1] == len(text)


@given(spellings, spellings, spellings)
def test_a_snippet_marks_the_words_inside_the_original(before: str, word: str, after: str) -> None:
    words = words_of(word)
    text = f"{before} {word} {after}"
    shown = snippet(text, words)
    if not words:
        assert shown == ""
        return
    marked = [part.split(CLOSE_MARK)[0] for part in shown.split(OPEN_MARK)[1:]]
    assert marked
    assert any(any(found in fold(part) for found in words) for part in marked)
    plain = shown.replace(OPEN_MARK, "").replace(CLOSE_MARK, "").strip("…")
    cleaned = "".join(" " if ord(c) < 0x20 or ord(c) == 0x7F else c for c in text)
    assert plain.strip("…") in cleaned or plain in cleaned


def test_a_snippet_of_a_long_text_shows_the_place() -> None:
    text = "Ch'ŏngjin, " * 4000 + "then to 온성군에서 and on" + ", P'yŏngyang" * 4000
    shown = snippet(text, words_of("온성"))
    assert f"{OPEN_MARK}온성{CLOSE_MARK}군에서" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 200


def test_nothing_found_gives_no_snippet() -> None:
    assert snippet("Hoeryong", words_of("Onsong")) == ""
    assert snippet("Hoeryong", []) == ""


def test_a_query_falls_into_folded_words() -> None:
    assert words_of('  Onsŏng "전거리"  onsong \' \ud800 ') == ["onsong", "전거리"]
