"""From a cell to a value of a field; what cannot be one keeps its words."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from geoapp.case.records import Value
from layers.date_words import is_first_of_january, parse
from layers.schema import Field, FieldKind
from layers.values import UncertainDate

LARGEST_INTEGER = 2**53 - 1
_YES = frozenset(("yes", "y", "true", "t", "1", "예", "네", "참", "그렇다"))
_NO = frozenset(("no", "n", "false", "f", "0", "아니요", "아니오", "거짓", "아니다"))


class CellError(ValueError):
    """Words that are no value of the field. The message is the reason, for the report."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, with what the report has to say of it; None when there is nothing to say."""

    value: Value
    remark: str | None = None


def is_empty(raw: Any) -> bool:
    """Whether a cell holds nothing."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def words_of(raw: Any) -> str:
    """A cell's content as text, unchanged where it is text."""
    return raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)


def is_storable(raw: Any) -> bool:
    """False for zero bytes and halves of characters, which no file format keeps."""
    try:
        words = words_of(raw)
        words.encode("utf-8")
    except (UnicodeEncodeError, RecursionError, ValueError):
        return False
    return "\x00" not in words and (isinstance(raw, str) or "\\u0000" not in words)


def convert(field: Field, raw: Any) -> Cell:
    """The value of a cell that is not empty. CellError when its words must be kept elsewhere.

    References are not resolved here: their words come back as text.
    """
    return _CONVERTERS.get(field.kind, _text)(field, raw)


def dated(words: str, earliest: str, latest: str, *, january_is_year: bool) -> Cell:
    """An uncertain date from its words, or from bounds that stand beside them."""
    first, last = _iso(earliest), _iso(latest)
    if first or last:
        if first and last and first > last:
            return Cell(
                UncertainDate(None, None, words or f"{earliest}/{latest}"),
                "the earliest day lies after the latest; kept as words, undated",
            )
        return Cell(UncertainDate(first, last, words))
    found = parse(words)
    if january_is_year and found.earliest and is_first_of_january(words):
        last_day = date(found.earliest.year, 12, 31)
        return Cell(UncertainDate(found.earliest, last_day, words))
    if not found.is_dated:
        return Cell(found, "not understood as a date; kept as words, undated")
    return Cell(found)


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip()) if words.strip() else None
    except ValueError:
        return None


def _text(field: Field, raw: Any) -> Cell:
    return Cell(words_of(raw))


def _integer(field: Field, raw: Any) -> Cell:
    number = _number(field, raw).value
    if not isinstance(number, float) or not number.is_integer():
        raise CellError("not a whole number")
    if abs(number) > LARGEST_INTEGER:
        raise CellError("too large a number")
    return Cell(int(number))


def _number(field: Field, raw: Any) -> Cell:
    if isinstance(raw, bool | list | dict):
        raise CellError("not a number")
    try:
        number = float(_without_thousands(raw) if isinstance(raw, str) else raw)
    except (ValueError, OverflowError):
        raise CellError("not a number") from None
    if not math.isfinite(number):
        raise CellError("not a number")
    return Cell(number)


def _without_thousands(words: str) -> str:
    words = words.strip()
    if "_" in words:
        raise ValueError(words)
    return (
        words.replace(",", "") if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", words) else words
    )


def _boolean(field: Field, raw: Any) -> Cell:
    words = words_of(raw).strip().casefold()
    if words in _YES or words in _NO:
        return Cell(words in _YES)
    raise CellError("neither yes nor no")


def _choice(field: Field, raw: Any) -> Cell:
    words = words_of(raw)
    if field.vocabulary is None or words in field.vocabulary:
        return Cell(words)
    wanted = words.strip().casefold()
    for term in field.vocabulary.terms:
        known = {term.code.casefold(), term.label.en.casefold(), term.label.ko.casefold()}
        if wanted in known:
            return Cell(term.code)
    return Cell(
        words, f"not in the vocabulary “{field.vocabulary.name}”; kept as the source's word"
    )


def _value(field: Field, raw: Any) -> Cell:
    """Any JSON value; a text that is no JSON, or JSON that no file keeps, stays a text."""
    if isinstance(raw, str):
        try:
            found = json.loads(raw)
        except (ValueError, RecursionError):
            return Cell(raw)
    else:
        found = raw
    try:
        json.dumps(found, allow_nan=False)
    except ValueError:
        return Cell(words_of(raw))
    return Cell(found if is_storable(found) else words_of(raw))


_CONVERTERS: dict[FieldKind, Callable[[Field, Any], Cell]] = {
    FieldKind.INTEGER: _integer,
    FieldKind.NUMBER: _number,
    FieldKind.BOOLEAN: _boolean,
    FieldKind.CHOICE: _choice,
    FieldKind.VALUE: _value,
}
