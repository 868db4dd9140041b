"""The sentences with which the core refuses something, in the language of the window.

The core speaks English, with file names and numbers put in. What it says is found again by
the shape of its sentences, so that neither has to know the other.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from geoapp.ui import language

_KOREAN = Path(__file__).parent / "translations" / "refusals_ko.json"
_GAP = "{}"


def said(words: str) -> str:
    """A sentence of the core in the language that is spoken, or as it is where none is known."""
    if language.spoken() == "en":
        return words
    known = _sentences()
    if words in known:
        return known[words]
    for shape, korean in _shapes():
        found = shape.fullmatch(words)
        if found is not None:
            # What was put in may be a sentence of its own, such as why a disk refused.
            return korean.format(*(said(part) for part in found.groups()))
    return words


@cache
def _sentences() -> dict[str, str]:
    """Korean by English; gaps are ``{}`` in English and numbered in Korean."""
    known: dict[str, str] = json.loads(_KOREAN.read_text("utf-8"))
    return known


@cache
def _shapes() -> list[tuple[re.Pattern[str], str]]:
    """Sentences with gaps, those that say most of their own first."""
    gapped = [english for english in _sentences() if _GAP in english]
    gapped.sort(key=lambda english: len(english.replace(_GAP, "")), reverse=True)
    return [(shape_of(english), _sentences()[english]) for english in gapped]


def shape_of(english: str) -> re.Pattern[str]:
    """What matches a sentence whatever stands in its gaps."""
    return re.compile("(.+?)".join(map(re.escape, english.split(_GAP))), re.DOTALL)
