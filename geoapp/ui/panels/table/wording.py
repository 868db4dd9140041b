"""Sentences about what the table shows and hides."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from geoapp.case.columns import (
    Between,
    Column,
    Condition,
    Contains,
    Filled,
    OneOf,
    Sifted,
    Why,
    Within,
)
from geoapp.case.timespan import TimeRange
from geoapp.ui.phrases import excerpt, number_in_words

_LISTED = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("table", text)


def count_in_words(sifted: Sifted, chosen_hidden: int = 0) -> str:
    """How many rows are shown, and where the others went."""
    if not sifted.hidden:
        words = _tr("1 row") if sifted.total == 1 else _tr("{n} rows")
        return words.replace("{n}", f"{sifted.total:,}")
    of = _tr("{n} of {all} shown").replace("{n}", f"{len(sifted.rows):,}")
    parts = [of.replace("{all}", f"{sifted.total:,}")]
    parts += [_hidden(why, count) for why, count in sifted.hidden.items()]
    if chosen_hidden:
        words = _tr("{n} selected not shown")
        parts.append(words.replace("{n}", f"{chosen_hidden:,}"))
    return ", ".join(parts)


def _hidden(why: Why, count: int) -> str:
    sentences = {
        Why.OUTSIDE_TIME: _tr("{n} outside the range of dates"),
        Why.UNDATED: _tr("{n} undated hidden by the range"),
        Why.UNLOCATED: _tr("{n} unlocated, not in the map view"),
        Why.OUTSIDE_MAP: _tr("{n} outside the map view"),
        Why.LOCATED: _tr("{n} located"),
        Why.NOT_SELECTED: _tr("{n} not selected"),
        Why.NO_DATE: _tr("{n} undated hidden by a filter"),
        Why.NO_NUMBER: _tr("{n} without a number hidden by a filter"),
        Why.FILTERED: _tr("{n} hidden by filters"),
    }
    return sentences[why].replace("{n}", f"{count:,}")


def condition_in_words(column: Column, condition: Condition, language: str) -> str:
    """What a filter asks for, as its chip says it."""
    label = column.label.in_language(language)
    if isinstance(condition, Filled):
        return f"{label}: {_tr('not empty') if condition.yes else _tr('empty')}"
    if isinstance(condition, OneOf):
        return f"{label}: {_listed(condition.words)}"
    if isinstance(condition, Contains):
        return f"{label}: “{excerpt(condition.text, 30)}”"
    if isinstance(condition, Within):
        also = f" + {_tr('undated')}" if condition.undated else ""
        return f"{label}: {range_in_words(condition.time)}{also}"
    return f"{label}: {_between(condition)}"


def _listed(words: frozenset[str]) -> str:
    listed = sorted(words)
    shown = [excerpt(word, 30) if word else _tr("empty") for word in listed[:_LISTED]]
    more = len(listed) - len(shown)
    return ", ".join(shown) + (f" + {more}" if more else "")


def _between(condition: Between) -> str:
    low, high = (
        "" if bound is None else number_in_words(bound) for bound in (condition.low, condition.high)
    )
    if low and high:
        return low if low == high else f"{low} – {high}"
    return f"≥ {low}" if low else f"≤ {high}"


def range_in_words(time: TimeRange) -> str:
    """From the first to the last day."""
    first = time.start.isoformat() if time.start else "…"
    last = time.end.isoformat() if time.end else "…"
    return f"{first} – {last}"
