"""The revisions of a testimony's transcript and of its translations, and their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geoapp.case.passages import Stretch
from geoapp.case.records import Record

_BLANK = re.compile(r"\r?\n[ \t\r\u3000]*\n\s*")
_LINE = re.compile(r"\r?\n\s*")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in all its revisions, oldest first. `original`: the text it translates."""

    revisions: tuple[Record, ...]
    original: int | None = None

    @property
    def newest(self) -> Record:
        """The revision that counts."""
        return self.revisions[-1]

    @property
    def language(self) -> str:
        """Its language as a code, or an empty text."""
        return str(self.newest.values.get("language") or "")

    def __contains__(self, id: object) -> bool:
        return any(revision.key.id == id for revision in self.revisions)


def texts(transcripts: Iterable[Record]) -> list[Text]:
    """Put the transcript rows of one testimony in order: originals first, then translations.

    Revisions form a chain by `replaces`. Where two laptops corrected the same revision,
    the chain holds both; the one with the higher revision number, then id, counts.
    """
    rows = {row.key.id: row for row in transcripts}
    chains: dict[int, list[Record]] = {}
    for row in rows.values():
        chains.setdefault(_root(row, rows), []).append(row)
    found = []
    for chain in chains.values():
        chain.sort(key=lambda row: (_number(row.values.get("revision")), row.key.id))
        roots = (row.values.get("translation_of") for row in reversed(chain))
        translated = next((id for id in roots if isinstance(id, int)), None)
        original = None
        if translated is not None:
            original = _root(rows[translated], rows) if translated in rows else translated
        found.append(Text(tuple(chain), original))
    found.sort(key=lambda text: (text.original is not None, text.revisions[0].key.id))
    return found


def _root(row: Record, rows: Mapping[int, Record]) -> int:
    seen = {row.key.id}
    while (earlier := row.values.get("replaces")) in rows and earlier not in seen:
        row = rows[int(str(earlier))]
        seen.add(row.key.id)
    return row.key.id


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def paragraphs(words: str) -> list[Stretch]:
    """The paragraphs of a text that are not blank.

    Blank lines set paragraphs apart; in a text without any, every line is one.
    """
    breaks = _BLANK if _BLANK.search(words.strip()) else _LINE
    found, start = [], len(words) - len(words.lstrip())
    for gap in breaks.finditer(words, start):
        if gap.start() > start:
            found.append(Stretch(start, gap.start()))
        start = gap.end()
    end = len(words.rstrip())
    if end > start:
        found.append(Stretch(start, end))
    return found
