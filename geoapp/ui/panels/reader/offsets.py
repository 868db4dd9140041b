"""Between code points of a stored text and positions in a document that shows it.

A document counts in UTF-16, where a character beyond the basic plane takes two
units. Stored texts are shown as they are and never normalised; only what a document
would swallow or change on the way is kept beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import count

from geoapp.case.passages import Stretch

_BREAKS = ("\r\n", "\r", "\u2029", "\ufdd0", "\ufdd1")
_ORDER = "\ufeff"
_INVISIBLE = ("\u200b", "\u2060", "\u200c", "\u2061", "\u2062", "\u2063", "\u2064")


class Offsets:
    """Code points of one text and positions in the document that shows it."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Positions of the characters that take two units, and where each stands in UTF-16.
        self._wide = [at for at, character in enumerate(text) if ord(character) > 0xFFFF]
        self._wide_units = [at + number for number, at in enumerate(self._wide)]

    @property
    def shown(self) -> str:
        """What to put into a document, one unit of it for each unit of the text."""
        # On the way into Qt a byte order mark would be dropped.
        return self.text.replace("\r\n", "\u200b\n").replace(_ORDER, "\u200b")

    def to_document(self, position: int) -> int:
        """The document position of a code point."""
        return position + bisect_right(self._wide, position - 1)

    def to_text(self, position: int) -> int:
        """The code point of a document position; within a wide character, its beginning."""
        before = bisect_right(self._wide_units, position - 1)
        if before and self._wide_units[before - 1] == position - 1:
            return self._wide[before - 1]
        return position - before

    def stretch(self, start: int, end: int) -> Stretch:
        """The code points between two document positions; a wide character is never halved."""
        last = self.to_text(end)
        if self.to_document(last) < end:
            last += 1
        return Stretch(self.to_text(start), last)


class Copy:
    """A copy of a text for an editor, which knows no breaks but its own.

    An untouched part comes back exactly as it was, other kinds of line breaks too.
    """

    def __init__(self, text: str) -> None:
        spare = (mark for mark in _INVISIBLE if mark not in text)
        fallback = (chr(0xE000 + number) for number in count() if chr(0xE000 + number) not in text)
        self._marks: dict[str, str] = {}
        shown = text
        for kind in _BREAKS:
            if kind in shown:
                self._marks[kind] = next(spare, None) or next(fallback)
                shown = shown.replace(kind, self._marks[kind] + "\n")
        self._order = ""
        if _ORDER in shown:
            self._order = next(spare, None) or next(fallback)
        self.shown = shown.replace(_ORDER, self._order)

    def restored(self, raw: str) -> str:
        """The text of what an editor holds; `raw` as its document gives it, unaltered."""
        text = raw.replace("\u2029", "\n")
        for kind, mark in self._marks.items():
            text = text.replace(mark + "\n", kind).replace(mark, "")
        return text.replace(self._order, _ORDER) if self._order else text
