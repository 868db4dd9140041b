from __future__ import annotations

from geoapp.case.records import Key, Record
from geoapp.case.transcripts import paragraphs, texts


def row(id: int, **values: object) -> Record:
    return Record(Key("transcript", id), values)  # type: ignore[arg-type]


def test_revisions_form_chains_and_a_translation_follows_its_original() -> None:
    rows = [
        row(7, revision=2, replaces=3, language="ko"),
        row(3, revision=1, language="ko"),
        row(5, revision=1, translation_of=3, language="en"),
        row(9, revision=2, replaces=5, translation_of=7, language="en"),
    ]
    original, translation = texts(rows)
    assert [r.key.id for r in original.revisions] == [3, 7]
    assert original.original is None
    assert [r.key.id for r in translation.revisions] == [5, 9]
    assert translation.original == 3
    assert 7 in original
    assert translation.newest.key.id == 9


def test_a_circle_of_revisions_ends() -> None:
    found = texts([row(1, revision=1, replaces=2), row(2, revision=2, replaces=1)])
    assert sum(len(text.revisions) for text in found) == 2


def test_paragraphs_are_lines_or_what_blank_lines_set_apart() -> None:
    def parts(text: str) -> list[str]:
        return [stretch.words(text) for stretch in paragraphs(text)]

    assert parts("one\ntwo\n") == ["one", "two"]
    assert parts("one\nstill one\n\n two\r\n\r\nthree\n\n") == ["one\nstill one", "two", "three"]
    assert parts("\n\n") == []
    assert parts("하나") == ["하나"]
