"""When two values of a field say the same."""

from __future__ import annotations

import unicodedata

import shapely

from geoapp.case.records import Value
from layers.values import Position, UncertainDate


def same(one: Value, other: Value) -> bool:
    """Whether a value adds nothing to another one that is there already.

    Dates are compared by their bounds and only without any by their words;
    positions without regard to how they were found, to where a ring begins, and
    to parts that `one` does not give; texts in NFC without blanks around them.
    """
    if isinstance(one, UncertainDate) and isinstance(other, UncertainDate):
        if one.is_dated or other.is_dated:
            return (one.earliest, one.latest) == (other.earliest, other.latest)
        return one.words == other.words
    if isinstance(one, Position) and isinstance(other, Position):
        return _same_position(one, other)
    if isinstance(one, str) and isinstance(other, str):
        return _text(one) == _text(other)
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _text(words: str) -> str:
    return unicodedata.normalize("NFC", words).strip()


def _same_position(one: Position, other: Position) -> bool:
    if one.geometry is None or other.geometry is None:
        if one.geometry is not other.geometry:
            return False
        return one.found_by in (None, other.found_by)
    if not shapely.equals_exact(one.geometry.normalize(), other.geometry.normalize()):
        return False
    return one.radius_m in (None, other.radius_m) and one.precision in (None, other.precision)
