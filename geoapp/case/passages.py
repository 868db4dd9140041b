"""Where the words of a passage stand, and where they stand after a correction.

A passage is a stretch of one immutable revision of a transcript: code points from
`start` to `end`, and the exact words between them. When a new revision is made its
passages follow only to the very same words; whatever is in doubt is left to a person.
Texts are never normalised: a decomposed syllable and a composed one are different words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

CONTEXT = 40
"""Code points before and after that are compared to tell equal words apart."""
ENOUGH = 10
"""Code points of agreeing context below which equal words are not told apart."""

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_JOINERS = {"\u200c", "\u200d"}
_SKIN = ("\U0001f3fb", "\U0001f3ff")
_JAMO = (("\u1160", "\u11ff"), ("\ud7b0", "\ud7ff"))


class Outcome(StrEnum):
    """What becomes of a passage in a new revision."""

    UNCHANGED = "unchanged"  # its words and those around it are the same
    FOUND = "found"  # its words stand there once, or are told apart by what is around them
    AMBIGUOUS = "ambiguous"  # its words stand there, but which of them were meant is in doubt
    ABSENT = "absent"  # its words are not there


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points from `start` up to, and not including, `end`."""

    start: int
    end: int

    def words(self, text: str) -> str:
        """The exact words. ValueError for a stretch that is empty or not within the text."""
        if not 0 <= self.start < self.end <= len(text):
            raise ValueError("the stretch is empty or leaves the text")
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a passage stands in a new revision; `stretch` is None when a person must say."""

    outcome: Outcome
    stretch: Stretch | None


def follow(old: str, new: str, stretches: Sequence[Stretch]) -> list[Placement]:
    """Where the words of each stretch of `old` stand in `new`, in the given order.

    The words at a given place always equal the old ones exactly, and never begin or
    end within a word or a syllable where the old ones did not. ValueError for a
    stretch that is empty or not within `old`.
    """
    alignment = Alignment(old, new)
    return [_placed(alignment, stretch) for stretch in stretches]


def _placed(alignment: Alignment, stretch: Stretch) -> Placement:
    old, new = alignment.old, alignment.new
    words = stretch.words(old)
    if old == new:
        return Placement(Outcome.UNCHANGED, stretch)
    spots = [at for at in _find(new, words) if _whole(old, stretch, new, at)]
    if not spots:
        return Placement(Outcome.ABSENT, None)
    kept = alignment.kept(stretch)
    if kept in spots and _same_around(old, stretch, new, kept):
        return _at(Outcome.UNCHANGED, kept, words)
    best = spots[0] if len(spots) == 1 else _told_apart(alignment, stretch, spots)
    if best is None or not _is_the_one(alignment, stretch, best):
        return Placement(Outcome.AMBIGUOUS, None)
    return _at(Outcome.FOUND, best, words)


def _at(outcome: Outcome, start: int, words: str) -> Placement:
    return Placement(outcome, Stretch(start, start + len(words)))


def _told_apart(alignment: Alignment, stretch: Stretch, spots: Sequence[int]) -> int | None:
    """The spot nearest to the expected one, if what is around it alone agrees best."""
    expected = alignment.expected(stretch.start)
    nearest = min(spots, key=lambda at: (abs(at - expected), at))
    agreeing = {at: _agreement(alignment.old, stretch, alignment.new, at) for at in spots}
    others = max(count for at, count in agreeing.items() if at != nearest)
    return nearest if agreeing[nearest] >= ENOUGH and agreeing[nearest] > others else None


def _is_the_one(alignment: Alignment, stretch: Stretch, spot: int) -> bool:
    """Whether none of the same words elsewhere in the old text fits a spot as well.

    Where the same words were said twice and are left once, the others may be gone.
    """
    old, new = alignment.old, alignment.new
    length = stretch.end - stretch.start
    mine = _agreement(old, stretch, new, spot)
    others = (Stretch(at, at + length) for at in _find(old, stretch.words(old)))
    return all(mine > _agreement(old, other, new, spot) for other in others if other != stretch)


def _find(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _whole(old: str, stretch: Stretch, new: str, at: int) -> bool:
    """Whether a find cuts no word or syllable that the old stretch did not cut."""
    edges = ((stretch.start, at), (stretch.end, at + stretch.end - stretch.start))
    return all(
        (not _within_word(new, there) or _within_word(old, here))
        and (not _within_cluster(new, there) or _within_cluster(old, here))
        for here, there in edges
    )


def _within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _wordy(text[at - 1]) and _wordy(text[at])


def _wordy(character: str) -> bool:
    return character.isalnum() or character == "_" or _extends(character)


def _within_cluster(text: str, at: int) -> bool:
    """Whether the character there belongs to the one before it: an accent, a vowel, a joiner."""
    return 0 < at < len(text) and (_extends(text[at]) or text[at - 1] == "\u200d")


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character)[0] == "M"
        or character in _JOINERS
        or _SKIN[0] <= character <= _SKIN[1]
        or any(first <= character <= last for first, last in _JAMO)
    )


def _same_around(old: str, stretch: Stretch, new: str, at: int) -> bool:
    before = old[max(0, stretch.start - CONTEXT) : stretch.start]
    after = old[stretch.end : stretch.end + CONTEXT]
    end = at + stretch.end - stretch.start
    return new[:at].endswith(before) and new.startswith(after, end)


def _agreement(old: str, stretch: Stretch, new: str, at: int) -> int:
    """How many code points next to the words are the same, at most CONTEXT on each side."""
    end = at + stretch.end - stretch.start
    before = zip(
        reversed(old[max(0, stretch.start - CONTEXT) : stretch.start]),
        reversed(new[max(0, at - CONTEXT) : at]),
        strict=False,
    )
    after = zip(old[stretch.end : stretch.end + CONTEXT], new[end : end + CONTEXT], strict=False)
    return sum(_run(pairs) for pairs in (before, after))


def _run(pairs: Iterator[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


class Alignment:
    """Which parts of a text are kept in another: by lines, then by words within changed lines."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self._blocks = tuple(_blocks(old, new))

    def kept(self, stretch: Stretch) -> int | None:
        """Where a stretch that is kept whole begins in the new text; None if it is not kept."""
        for old, new, length in self._blocks:
            if old <= stretch.start and stretch.end <= old + length:
                return new + stretch.start - old
        return None

    def expected(self, position: int) -> int:
        """About where a position of the old text is in the new one."""
        old_from, new_from = 0, 0
        for old, new, length in self._blocks:
            if position < old:
                gap = max(old - old_from, 1)
                return new_from + (position - old_from) * (new - new_from) // gap
            if position <= old + length:
                return new + position - old
            old_from, new_from = old + length, new + length
        return min(new_from + position - old_from, len(self.new))


def _blocks(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """(start in old, start in new, length) of what is kept, joined where nothing lies between."""
    joined: tuple[int, int, int] | None = None
    for block in _kept_parts(old, new):
        if joined is None:
            joined = block
        elif (joined[0] + joined[2], joined[1] + joined[2]) == block[:2]:
            joined = (joined[0], joined[1], joined[2] + block[2])
        else:
            yield joined
            joined = block
    if joined is not None:
        yield joined


def _kept_parts(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, part in _compared(old_lines, new_lines, 0, 0):
        if tag == "equal":
            yield part[0], part[2], part[1] - part[0]
        elif tag == "replace":
            first = _TOKENS.findall(old[part[0] : part[1]])
            second = _TOKENS.findall(new[part[2] : part[3]])
            for inner, (start, end, there, _) in _compared(first, second, part[0], part[2]):
                if inner == "equal":
                    yield start, there, end - start


def _compared(
    old: list[str], new: list[str], old_from: int, new_from: int
) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """What `SequenceMatcher` says of pieces, in code points. Blanks alone match nothing."""
    old_at, new_at = _offsets(old, old_from), _offsets(new, new_from)
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag, (old_at[a], old_at[b], new_at[c], new_at[d])


def _offsets(pieces: list[str], start: int) -> list[int]:
    offsets = [start]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets
