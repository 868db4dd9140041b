"""Marking, correcting and claiming on a real case file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from geoapp.case.errors import CaseError
from geoapp.case.passages import Stretch
from geoapp.case.records import Key, Value
from geoapp.commands import edit, transcripts
from geoapp.commands import passages as commands
from geoapp.profile import Profile
from geoapp.session import Session
from geoapp.wording import sentence

WORDS = "The gate was of iron 😀.\n두 명이 서 있었다.\nThe fence was new."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.create(
        tmp_path / "c.gpkg", title="T", author="T-1", profile=Profile(tmp_path / "p")
    )
    yield session
    session.close()


@pytest.fixture
def testimony(session: Session) -> Key:
    draft = transcripts.new_testimony(
        session.view,
        {"title": "Given", "language": "en", "fictional": True},
        WORDS,
        made_by="T-2",
        translation="Translated",
        translation_language="ko",
    )
    session.do(draft)
    return draft.changes[0].key


@pytest.fixture
def transcript(session: Session, testimony: Key) -> Key:
    found = session.view.records("transcript")
    return next(row.key for row in found if row.values["words"] == WORDS)


def values(session: Session, key: Key) -> dict[str, Value]:
    record = session.view.record(key)
    assert record is not None
    return dict(record.values)


def mark(session: Session, transcript: Key, words: str, **more: str) -> Key:
    text = str(values(session, transcript)["words"])
    start = text.index(words)
    draft = commands.mark(session.view, transcript, start, start + len(words), **more)
    session.do(draft)
    return draft.changes[0].key


def test_a_testimony_is_entered_with_its_translation(session: Session, testimony: Key) -> None:
    assert values(session, testimony)["code"] == "T-001"
    original, translation = sorted(
        session.view.records("transcript"), key=lambda row: str(row.values["code"])
    )
    assert original.values["made_by"] == "T-2"
    assert original.values["fictional"] is True
    assert translation.values["translation_of"] == original.key.id
    assert translation.values["language"] == "ko"
    with pytest.raises(CaseError, match="words"):
        transcripts.new_testimony(session.view, {}, "  \n")


def test_a_translation_belongs_to_the_testimony_of_its_original(
    session: Session, testimony: Key, transcript: Key
) -> None:
    other = edit.create(session.view, "testimony", {"title": "Another"})
    session.do(other)
    with pytest.raises(CaseError, match="belongs"):
        transcripts.new_transcript(
            session.view, other.changes[0].key, "x", translation_of=transcript
        )
    session.do(transcripts.new_transcript(session.view, testimony, "번역", language="ko"))
    assert session.view.counts()["transcript"] == 3


def test_a_mark_holds_code_points_and_exact_words(session: Session, transcript: Key) -> None:
    key = mark(session, transcript, "두 명이", label="guards", basis="saw")
    found = values(session, key)
    assert (found["start"], found["end"]) == (WORDS.index("두"), WORDS.index("두") + 4)
    assert (found["quote"], found["label"], found["basis"]) == ("두 명이", "guards", "saw")
    assert found["fictional"] is True


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-2, 4), (0, 10_000), (3, 4)])
def test_what_is_no_passage_is_refused(
    session: Session, transcript: Key, start: int, end: int
) -> None:
    with pytest.raises(CaseError):
        commands.mark(session.view, transcript, start, end)


def test_a_correction_keeps_the_old_words_and_takes_passages_along(
    session: Session, transcript: Key
) -> None:
    follows = mark(session, transcript, "두 명이 서")
    lost = mark(session, transcript, "of iron 😀")
    new = WORDS.replace("iron", "wood")
    assert [
        f.placement.stretch is None for f in transcripts.followed(session.view, transcript, new)
    ] == [True, False]
    draft = transcripts.correct_transcript(session.view, transcript, new, "misheard", "T-9")
    session.do(draft)
    revision = draft.changes[0].key
    assert values(session, transcript)["words"] == WORDS
    made = values(session, revision)
    assert (made["revision"], made["replaces"], made["words"]) == (2, transcript.id, new)
    assert (made["reason"], made["made_by"]) == ("misheard", "T-9")
    kept = values(session, follows)
    assert kept["transcript"] == revision.id
    assert Stretch(int(str(kept["start"])), int(str(kept["end"]))).words(new) == "두 명이 서"
    still = values(session, lost)
    assert (still["transcript"], still["to_be_placed"]) == (transcript.id, True)
    assert still["quote"] == "of iron 😀"
    session.undo()
    assert values(session, lost)["to_be_placed"] is False
    assert values(session, follows)["transcript"] == transcript.id


def test_corrections_that_make_no_sense_are_refused(session: Session, transcript: Key) -> None:
    correct = transcripts.correct_transcript
    for words, reason in ((WORDS, "x"), (WORDS + "!", " "), (" ", "x")):
        with pytest.raises(CaseError):
            correct(session.view, transcript, words, reason)
    session.do(correct(session.view, transcript, WORDS + "!", "x"))
    with pytest.raises(CaseError, match="newest"):
        correct(session.view, transcript, WORDS + "?", "x")


def test_a_person_places_a_passage_again(session: Session, transcript: Key) -> None:
    lost = mark(session, transcript, "of iron")
    new = WORDS.replace("of iron", "of wood")
    draft = transcripts.correct_transcript(session.view, transcript, new, "misheard")
    session.do(draft)
    revision = draft.changes[0].key
    start = new.index("of wood")
    session.do(commands.place_again(session.view, lost, revision, start, start + 7))
    found = values(session, lost)
    assert (found["quote"], found["to_be_placed"]) == ("of wood", False)
    assert found["transcript"] == revision.id
    elsewhere = transcripts.new_testimony(session.view, {}, "of iron")
    session.do(elsewhere)
    with pytest.raises(CaseError, match="another"):
        commands.place_again(session.view, lost, elsewhere.changes[1].key, 0, 7)


def test_a_claim_from_a_passage_is_one_step(session: Session, transcript: Key) -> None:
    draft = edit.create(session.view, "facility", {"status": "operating"})
    session.do(draft)
    camp = draft.changes[0].key
    passage = mark(session, transcript, "The fence was new", basis="saw")
    before = session.view.info().entries
    session.do(commands.claim_from_passage(session.view, passage, camp, "status", "closed"))
    assert session.view.info().entries == before + 1
    (claim,) = session.view.claims(camp)
    assert claim.values["passage"] == passage.id
    assert (claim.values["value"], claim.values["basis"]) == ("closed", "saw")
    assert values(session, camp)["status"] == "operating"
    session.do(
        commands.claim_from_passage(
            session.view, passage, camp, "status", "disputed", "adopted", reason="fits"
        )
    )
    assert values(session, camp)["status"] == "disputed"
    ranks = sorted((str(c.values["value"]), c.values["rank"]) for c in session.view.claims(camp))
    assert ranks == [("closed", "open"), ("disputed", "adopted"), ("operating", "open")]
    session.undo()
    assert values(session, camp)["status"] == "operating"


def test_words_become_a_passage_and_a_claim_in_one_step(session: Session, transcript: Key) -> None:
    draft = edit.create(session.view, "facility", {"name_en": "Camp"})
    session.do(draft)
    camp = draft.changes[0].key
    before = session.view.info().entries
    wanted = commands.Wanted(camp, "status", "closed")
    session.do(commands.claim_from_words(session.view, transcript, Stretch(0, 8), wanted, "saw"))
    assert session.view.info().entries == before + 1
    (claim,) = session.view.claims(camp)
    assert values(session, Key("passage", int(str(claim.values["passage"]))))["quote"] == "The gate"
    session.undo()
    assert session.view.counts()["passage"] == 0


def test_only_what_can_be_claimed_is(session: Session, transcript: Key) -> None:
    draft = edit.create(session.view, "facility", {"name_en": "Camp"})
    session.do(draft)
    camp = draft.changes[0].key
    passage = mark(session, transcript, "The gate")
    for subject, field, value in (
        (camp, "note", "x"),
        (camp, "status", None),
        (Key("facility", 1), "status", "closed"),
        (Key("spaceship", 1), "status", "closed"),
    ):
        with pytest.raises(CaseError):
            commands.claim_from_passage(session.view, passage, subject, field, value)


def test_another_label(session: Session, transcript: Key) -> None:
    passage = mark(session, transcript, "The gate", label="gate")
    session.do(commands.describe(session.view, passage, "main gate", "saw"))
    assert values(session, passage)["label"] == "main gate"
    with pytest.raises(CaseError, match="Nothing"):
        commands.describe(session.view, passage, "main gate", "saw")


def test_messages_hold_no_words_and_have_sentences(session: Session, transcript: Key) -> None:
    mark(session, transcript, "The gate", label="telling label")
    session.do(transcripts.correct_transcript(session.view, transcript, WORDS + " more", "telling"))
    for entry in session.view.entries():
        told = str(entry.message)
        assert not any(word in told for word in ("gate", "telling", "iron", "두"))
        for language in ("en", "ko"):
            assert sentence(session.view, entry.message, language) != entry.message.id
            assert "…" not in sentence(session.view, entry.message, language)
