"""Where passages stand after a correction: at the very same words, or nowhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.case.passages import Outcome, Stretch, follow

TEXT = (
    "The gate was of iron. Two guards stood at it.\n"
    "나는 2009년 가을에 정문을 지났다. 철조망은 두 줄이었다.\n"
    "In winter the gate was closed. 😀 The second fence came later.\n"
)
LETTERS = st.text(alphabet="ab 가각문\n.😀e\u0301\u1100\u1161\u11a8", max_size=60)


def stretch_of(words: str, text: str = TEXT) -> Stretch:
    start = text.index(words)
    return Stretch(start, start + len(words))


def followed(words: str, new: str, old: str = TEXT) -> tuple[Outcome, int | None]:
    (placement,) = follow(old, new, [stretch_of(words, old)])
    if placement.stretch is None:
        return placement.outcome, None
    assert placement.stretch.words(new) == words
    return placement.outcome, placement.stretch.start


@given(LETTERS, st.data())
def test_an_unedited_text_maps_to_itself(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (placement,) = follow(text, text, [Stretch(start, end)])
    assert placement.outcome is Outcome.UNCHANGED
    assert placement.stretch == Stretch(start, end)


@given(LETTERS, LETTERS, st.data())
def test_a_passage_only_ever_moves_to_the_very_same_words(
    old: str, new: str, data: st.DataObject
) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    stretch = Stretch(start, end)
    (placement,) = follow(old, new, [stretch])
    if placement.stretch is not None:
        assert placement.stretch.words(new) == stretch.words(old)
    else:
        assert placement.outcome in (Outcome.AMBIGUOUS, Outcome.ABSENT)
    if stretch.words(old) not in new:
        assert placement.outcome is Outcome.ABSENT


@given(st.text(max_size=30), st.text(max_size=30))
def test_words_far_from_an_insertion_are_found(before: str, after: str) -> None:
    old = "x" * 50 + " the iron gate " + "y" * 50
    new = before + "\n" + old + "\n" + after
    (placement,) = follow(old, new, [stretch_of("the iron gate", old)])
    if "iron" not in before + after:
        assert placement.stretch is not None
        assert placement.stretch.start == len(before) + 1 + 51


def test_a_change_elsewhere_leaves_a_passage_with_its_surroundings() -> None:
    new = TEXT.replace("Two guards", "Two or three guards")
    assert followed("철조망은 두 줄", new) == (Outcome.UNCHANGED, new.index("철조망은"))
    assert followed("The gate was of iron", new) == (Outcome.FOUND, 0)


def test_the_same_words_with_other_surroundings_follow_when_said_once() -> None:
    new = TEXT.replace("was of iron. Two guards stood", "is iron; Two guards sat")
    assert followed("Two guards", new) == (Outcome.FOUND, new.index("Two guards"))


def test_changed_words_are_to_be_placed_again_and_never_on_similar_ones() -> None:
    new = TEXT.replace("Two guards", "Three guards")
    assert followed("Two guards stood", new) == (Outcome.ABSENT, None)
    assert followed("두 줄", TEXT.replace("두 줄", "세 줄")) == (Outcome.ABSENT, None)


def test_a_word_is_not_found_within_a_longer_one() -> None:
    assert followed("gate", "The gates were of iron.", "The gate was of iron.")[1] is None


def test_a_decomposed_syllable_is_not_found_within_another() -> None:
    open_syllable = unicodedata.normalize("NFD", "가")
    closed = unicodedata.normalize("NFD", "각")
    assert closed.startswith(open_syllable)
    old, new = f"x{open_syllable}y", f"x{closed}y"
    assert followed(open_syllable, new, old) == (Outcome.ABSENT, None)
    assert followed("가", unicodedata.normalize("NFD", "나 가 다"), "나 가 다")[1] is None


def test_the_nearest_of_several_is_taken_only_if_its_surroundings_agree_best() -> None:
    new = TEXT.replace("In winter the gate was closed.", "In winter the gate was closed, he said.")
    second = TEXT.index("the gate was closed")
    old = TEXT.replace("The gate", "the gate")
    stretch = Stretch(second, second + len("the gate"))
    new = new.replace("The gate", "the gate").replace("Two", "Both two")
    (placement,) = follow(old, new, [stretch])
    assert placement.stretch is not None
    assert placement.stretch.start == new.rindex("the gate")


def test_equal_words_that_nothing_tells_apart_are_in_doubt() -> None:
    old = "A\nHe came. He left.\nB\n"
    new = "He came.\nC\nHe came.\n"
    assert followed("He came", new, old) == (Outcome.AMBIGUOUS, None)


def test_one_left_of_two_is_in_doubt_when_the_other_was_taken_away() -> None:
    old = "Morning. The gate was shut. Noon. Evening. The gate was shut. Night."
    new = "Morning. Noon. Evening. The gate was shut. Night."
    first, last = old.index("The gate"), old.rindex("The gate")
    length = len("The gate was shut")
    both = [Stretch(first, first + length), Stretch(last, last + length)]
    gone, kept = follow(old, new, both)
    assert gone.stretch is None
    assert kept.stretch is not None
    assert kept.stretch.start == new.index("The gate")


def test_a_moved_paragraph_takes_its_passage_along() -> None:
    lines = TEXT.splitlines(keepends=True)
    assert followed("두 줄이었다", lines[1] + lines[0] + lines[2])[1] == lines[1].index("두 줄")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (0, 999), (5, 2)])
def test_a_stretch_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        follow("short", "other", [Stretch(start, end)])
