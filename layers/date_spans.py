"""First and last day of one calendar expression: "2018-03", "9 oct 2023", "early 1990s".

Conventions, all of them wide rather than narrow, because a bound that is too
narrow says more than the source did:

* spring is March to May, summer June to August, autumn September to November.
  "winter 2018" may be the winter that ends in 2018 or the one that begins in it,
  so it runs from December 2017 to February 2019; "winter 2018/19" is one winter.
* early, mid and late overlap. Of a year: January to May, April to September,
  August to December. Of a month: days 1 to 12, 8 to 23, 18 to the end. Of a
  decade: years 0 to 4, 3 to 7, 5 to 9.
* "03/05/2018" may be March or May: the span reaches from one reading to the other.
* "2020-21" may be a season of EDTF or two years: the span holds both.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1000, 2999
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_SEASON_CODES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PARTS_OF_YEAR = {"early": (1, 5), "mid": (4, 9), "late": (8, 12)}
_PARTS_OF_MONTH = {"early": (1, 12), "mid": (8, 23), "late": (18, 31)}
_PARTS_OF_DECADE = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}
_PART_WORDS = {"beginning of": "early", "middle of": "mid", "end of": "late", "start of": "early"}
_TIME = r"(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:z|[+-]\d{2}:?\d{2})?)?"
_ORDINAL = r"(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, inclusive. `vague`: its edges are a convention of ours."""

    first: date
    last: date
    vague: bool = False

    def widened(self) -> Span:
        """What "about" allows: a day 31 days, a month or season 3 months, a year 2 years,
        more than that 5 years, to both sides.

        No source says how far its "about" reaches. A span left as it is would turn
        "about 2012" into 2012, and no span at all would hide the row from every
        filter by date; so it is widened, and the words stay beside it.
        """
        days = (self.last - self.first).days
        if days == 0:
            month = timedelta(days=31)
            return Span(self.first - month, self.last + month, vague=True)
        months = 3 if days <= 100 else 24 if days <= 366 else 60
        after = _shifted(self.last + timedelta(days=1), months)
        return Span(_shifted(self.first, -months), after - timedelta(days=1), vague=True)


def _shifted(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _known(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"no year that is understood: {year}")
    return year


def years(first: int, last: int, *, vague: bool = False) -> Span:
    """Whole years. ValueError outside 1000 to 2999 or when they run backwards."""
    if last < first:
        raise ValueError("the years run backwards")
    return Span(date(_known(first), 1, 1), date(_known(last), 12, 31), vague)


def month(year: int, number: int) -> Span:
    """A whole month; the whole year for month 0, as old databases write it."""
    if number == 0:
        return years(year, year)
    return Span(date(_known(year), number, 1), date(year, number, monthrange(year, number)[1]))


def day(year: int, number: int, of_month: int) -> Span:
    """One day; the whole month for day 0."""
    if of_month == 0:
        return month(year, number)
    found = date(_known(year), number, of_month)
    return Span(found, found)


def season(name: str, year: int) -> Span:
    """A season by its English name. KeyError for another name."""
    if name == "winter":
        return Span(month(year - 1, 12).first, month(year + 1, 2).last, vague=True)
    start = _SEASONS[name]
    return Span(month(year, start).first, month(year, start + 2).last, vague=True)


def _month_number(word: str) -> int | None:
    for number, name in enumerate(_MONTHS, 1):
        if word in {name, name[:3]} or (word == "sept" and number == 9):
            return number
    return None


def _year_and_two_digits(year: str, mark: str, digits: str) -> Span:
    start, number = int(year), int(digits)
    if number <= 12:
        return month(start, number)
    end = start - start % 100 + number
    if mark == "-" and number in _SEASON_CODES:
        found = season(_SEASON_CODES[number], start)
        if end != start + 1:
            return found
        both = years(start, end)
        return Span(min(found.first, both.first), max(found.last, both.last), vague=True)
    if len(digits) != 2 or end <= start:
        raise ValueError("neither a month nor a later year")
    return years(start, end)


def _two_readings(one: str, other: str, year: str) -> Span:
    readings = []
    for number, of_month in ((one, other), (other, one)):
        if 1 <= int(number) <= 12 and 1 <= int(of_month) <= 31:
            readings.append(day(int(year), int(number), int(of_month)))
    ends = [reading.first for reading in readings]
    return Span(min(ends), max(ends), vague=len(set(ends)) > 1)


def _day_in_named_month(of_month: str, name: str, year: str) -> Span:
    number = _month_number(name)
    if number is None or int(of_month) == 0:
        raise ValueError("no such day")
    return day(int(year), number, int(of_month))


def _named(name: str, year: str) -> Span:
    number = _month_number(name)
    return month(int(year), number) if number else season(name, int(year))


def _one_winter(year: str, digits: str) -> Span:
    start = int(year)
    if int(digits[-2:]) != (start + 1) % 100:
        raise ValueError("a winter spans two years that follow each other")
    return Span(month(start, 12).first, month(start + 1, 2).last, vague=True)


def _decade(tens: str) -> Span:
    start = int(tens) * 10
    # "1900s" is as often the century; "2000s" and 2000년대 are the decade in use.
    length = 99 if start % 100 == 0 and start != 2000 else 9
    return years(start, start + length)


def _unspecified(known: str, unknown: str) -> Span:
    return years(int(known + "0" * len(unknown)), int(known + "9" * len(unknown)))


def _quarter(number: str, year: str) -> Span:
    last = int(number) * 3
    return Span(month(int(year), last - 2).first, month(int(year), last).last)


def _half(which: str, year: str) -> Span:
    start = 1 if which == "first" else 7
    return Span(month(int(year), start).first, month(int(year), start + 5).last)


def _part(word: str, rest: str) -> Span:
    whole = find(rest)
    if whole is None or whole.vague:
        raise ValueError("no part of that is understood")
    name, start, length = _PART_WORDS.get(word, word), whole.first, (whole.last - whole.first).days
    if 27 <= length <= 30:
        low, high = _PARTS_OF_MONTH[name]
        last = min(high, whole.last.day)
        return Span(start.replace(day=low), start.replace(day=last), vague=True)
    if 364 <= length <= 365 and start.month == 1:
        low, high = _PARTS_OF_YEAR[name]
        return Span(month(start.year, low).first, month(start.year, high).last, vague=True)
    if whole.last.year - start.year == 9 and start.year % 10 == 0:
        low, high = _PARTS_OF_DECADE[name]
        return years(start.year + low, start.year + high, vague=True)
    raise ValueError("no part of that is understood")


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Span]], ...] = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (r"(\d{4})\.?", lambda y: years(int(y), int(y))),
        (r"(\d{4}) ?([-./]) ?(\d{1,2})\.?", _year_and_two_digits),
        (
            r"(\d{4}) ?([-./]) ?(\d{1,2}) ?\2 ?(\d{1,2})\.?" + _TIME,
            lambda y, _, m, d: day(int(y), int(m), int(d)),
        ),
        (r"(\d{4})(\d{2})(\d{2})", lambda y, m, d: day(int(y), int(m), int(d))),
        (
            r"(\d{1,2}) ?([-./]) ?(\d{1,2}) ?\2 ?(\d{4})\.?" + _TIME,
            lambda a, _, b, y: _two_readings(a, b, y),
        ),
        (rf"(\d{{1,2}}){_ORDINAL}(?: of)?[ -]?([a-z]+)\.?,?[ -](\d{{4}})", _day_in_named_month),
        (
            rf"([a-z]+)\.? (\d{{1,2}}){_ORDINAL},? (\d{{4}})",
            lambda m, d, y: _day_in_named_month(d, m, y),
        ),
        (
            r"(\d{4})[ -]([a-z]+)[ -](\d{1,2})",
            lambda y, m, d: _day_in_named_month(d, m, y),
        ),
        (r"([a-z]+)\.?,?(?: of)?[ -](\d{4})", _named),
        (r"(\d{4})[ -]([a-z]+)", lambda y, name: _named(name, y)),
        (r"winter(?: of)? (\d{4}) ?[-/] ?(\d{4}|\d{2})", _one_winter),
        (r"(?:the )?(\d{3})0'?s", _decade),
        (r"(\d{3})(x)", _unspecified),
        (r"(\d{2})(xx)", _unspecified),
        (r"(\d{4})-xx(?:-xx)?", lambda y: years(int(y), int(y))),
        (r"(\d{4})-(\d{2})-xx", lambda y, m: month(int(y), int(m))),
        (r"q([1-4])[ -]?(\d{4})", _quarter),
        (r"(\d{4})[ -]?q([1-4])", lambda y, q: _quarter(q, y)),
        (r"(?:the )?(first|second) half of (\d{4})", _half),
        (
            r"(?:the )?(early|mid|late|beginning of|middle of|end of|start of)[ -](.+)",
            _part,
        ),
    )
)


def find(text: str) -> Span | None:
    """The span of one expression in lower case; None when it is not understood."""
    for pattern, reading in _FORMS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        try:
            return reading(*match.groups())
        except (ValueError, KeyError):
            continue
    return None
