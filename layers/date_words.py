"""From the words of a source to an uncertain date, and from bounds to EDTF.

The words are always kept as they stand. The bounds hold every day the words
allow and may be wider than what was meant, never narrower; see
`layers.date_spans` for what seasons, "early" and "about" mean here.

* "before 2012" ends with 2011 and "after 2012" begins with 2013; "since", "until",
  "by" and the Korean 이전, 이후, 부터, 까지 include the year they name.
* Before or after something that is itself vague ("before spring 2019"), the
  bound is the far edge, so that nothing is excluded that was meant.
* EDTF's "2012~", "2012?" and "2012%" are read as "about 2012".
* What is not understood ("after the currency reform") stays undated.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from layers.date_spans import FIRST_YEAR, LAST_YEAR, Span, find
from layers.values import UncertainDate

_LONGEST = 200
Bounds = tuple[date | None, date | None]
_DAY = timedelta(days=1)

_KOREAN: tuple[tuple[str, str], ...] = (
    (r"(\d{4}) ?년 ?(\d{1,2}) ?월 ?(\d{1,2}) ?일", r"\1-\2-\3"),
    (r"(\d{4}) ?년 ?(\d{1,2}) ?월", r"\1-\2"),
    (r"(\d{3})0 ?년대", r"\g<1>0s"),
    (r"(\d{4}) ?년", r"\1"),
    (r"^약 ?", "about "),
    (r"^(.+?) ?부터 (.+?) ?까지$", r"\1 to \2"),
    (r"^(.+?) ?(?:경|무렵|쯤|즈음)$", r"about \1"),
    (r"^(.+?) ?(?:이전|까지)(?:에|의)?$", r"until \1"),
    (r"^(.+?) ?(?:이후|이래|부터)(?:에|의)?$", r"since \1"),
    (r"^(.+?) 전(?:에)?$", r"before \1"),
    (r"^(.+?) 후(?:에)?$", r"after \1"),
    (r"(\d{4}) ?봄", r"spring \1"),
    (r"(\d{4}) ?여름", r"summer \1"),
    (r"(\d{4}) ?가을", r"autumn \1"),
    (r"(\d{4}) ?겨울", r"winter \1"),
    (r"(\d{4}) ?상반기", r"first half of \1"),
    (r"(\d{4}) ?하반기", r"second half of \1"),
    (r"(\d{4}) ?([1-4]) ?분기", r"q\2 \1"),
    (r"(\d[\d-]*s?) ?(?:초반|초순|상순|초)(?= |$|~|-)", r"early \1"),
    (r"(\d[\d-]*s?) ?(?:중반|중순|중엽)(?= |$|~|-)", r"mid \1"),
    (r"(\d[\d-]*s?) ?(?:후반|하순|말)(?= |$|~|-)", r"late \1"),
    (r"현재", "present"),
)
_KOREAN_RULES = tuple((re.compile(pattern), into) for pattern, into in _KOREAN)

_ABOUT = r"about|around|approximately|approx\.?|roughly|circa|ca\.?|c\.|probably|possibly|perhaps"
_QUALIFIED = re.compile(
    r"(?P<word>before|prior to|earlier than|not before|no earlier than|after|later than|"
    r"not after|no later than|not later than|since|from|until|till|up to|by) (?P<rest>.+)"
)
_BEFORE = {"before", "prior to", "earlier than"}
_AFTER = {"after", "later than"}
_SINCE = {"since", "from", "not before", "no earlier than"}
_OPEN = {"..", "", "present", "the present", "now", "today", "open"}
_LEAD = re.compile(
    r"^(?:(?:in|on|during|the year|dated) )?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
)
_RANGES = (
    re.compile(r"\s*/\s*"),
    re.compile(r"\s+(?:to|until|till|through|or)\s+"),
    re.compile(r"\s*~\s*"),
    re.compile(r"\s*-\s*"),
)


def parse(words: str) -> UncertainDate:
    """Read the words of a source. Never raises; the words come back unchanged.

    Undated when they are not understood, contradict themselves (an end before its
    start), or are longer than 200 characters.
    """
    text = _plain(words) if len(words) <= _LONGEST else ""
    first, last = (_bounds(text) if text else None) or (None, None)
    if first and last and first > last:
        first = last = None
    return UncertainDate(first, last, words)


def is_first_of_january(words: str) -> bool:
    """Whether the words are one 1 January, which old databases write for "that year"."""
    found = find(_plain(words)) if len(words) <= _LONGEST else None
    return found is not None and found.first == found.last == date(found.first.year, 1, 1)


def _plain(words: str) -> str:
    text = unicodedata.normalize("NFKC", words).lower()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[\u301c\uff5e\u223c]", "~", text)
    text = " ".join(text.split())
    for pattern, into in _KOREAN_RULES:
        text = pattern.sub(into, text)
    return _LEAD.sub("", text.strip(" ,;"))


def _bounds(text: str) -> Bounds | None:
    """Bounds of a whole statement; None when it is not understood."""
    found = _between(text) or _qualified(text)
    if found is None and (span := _span(text)) is not None:
        found = (span.first, span.last)
    return found or _range(text) or _both(text)


def _span(text: str) -> Span | None:
    """A closed span, "about" included."""
    span = find(text)
    if span is not None:
        return span
    match = re.fullmatch(rf"(?:{_ABOUT}|~) ?(.+)", text) or re.fullmatch(r"(.+?) ?[~?%]", text)
    if match is None:
        return None
    inner = find(_LEAD.sub("", match[1]))
    return inner.widened() if inner else None


def _between(text: str) -> Bounds | None:
    match = re.fullmatch(r"(?:sometime )?between (.+?) and (.+)", text)
    if match is None:
        return None
    return _from_to(match[1], match[2])


def _qualified(text: str) -> Bounds | None:
    match = _QUALIFIED.fullmatch(text)
    if match is None:
        return None
    word, rest = match["word"], match["rest"]
    if word == "from" and (found := _range(rest)) is not None:
        return found
    span = _span(_LEAD.sub("", rest)) or _event_of_a_year(rest)
    return _one_sided(word, span) if span else None


def _one_sided(word: str, span: Span) -> Bounds:
    if word in _BEFORE:
        return None, span.last if span.vague else span.first - _DAY
    if word in _AFTER:
        return span.first if span.vague else span.last + _DAY, None
    if word in _SINCE:
        return span.first, None
    return None, span.last


def _event_of_a_year(text: str) -> Span | None:
    """The time of a Korean "2009 화폐개혁": some day of the date that stands before the event."""
    match = re.fullmatch(r"(\d[\d.-]*) [가-힣][가-힣 ]*", text)
    span = find(match[1]) if match else None
    return Span(span.first, span.last, vague=True) if span else None


def _range(text: str) -> Bounds | None:
    for pattern in _RANGES:
        for match in pattern.finditer(text):
            left, right = text[: match.start()], text[match.end() :]
            if left or match[0].strip() == "/":
                found = _from_to(left, right)
                if found is not None:
                    return found
    return None


def _from_to(left: str, right: str) -> Bounds | None:
    """From the first day of the left side to the last day of the right side."""
    if left in _OPEN and right in _OPEN:
        return None
    start, end = _span(_LEAD.sub("", left)), _span(_LEAD.sub("", right))
    if start is None and end is not None and left not in _OPEN:
        start = _with_the_right(left, right, end)
    if end is None and start is not None and right not in _OPEN:
        end = _with_the_left(start, right)
    if (start is None and left not in _OPEN) or (end is None and right not in _OPEN):
        return None
    return start.first if start else None, end.last if end else None


def _with_the_right(left: str, right: str, end: Span) -> Span | None:
    """Read the "March" of "March to May 2018", the "9" of "9 to 12 October 2023"."""
    rest = right.split(" ", 1)[1] if left.isdigit() and " " in right else str(end.last.year)
    return find(f"{left} {rest}") if not left.endswith(rest) else None


def _with_the_left(start: Span, right: str) -> Span | None:
    """The 5월 of "2018년 3월~5월", the 12일 of "2018년 3월 5일~12일"."""
    match = re.fullmatch(r"(?:(\d{1,2}) ?월)?(?: ?(\d{1,2}) ?일)?", right)
    if match is None:
        return None
    number, of_month = match[1] or str(start.first.month), match[2]
    return find("-".join(part for part in (str(start.first.year), number, of_month) if part))


def _both(text: str) -> Bounds | None:
    """Read "after X and before Y": what both allow."""
    for match in re.finditer(r",? (?:and|but) ", text):
        one, other = _qualified(text[: match.start()]), _qualified(text[match.end() :])
        if one is not None and other is not None:
            firsts = [d for d in (one[0], other[0]) if d]
            lasts = [d for d in (one[1], other[1]) if d]
            return max(firsts, default=None), min(lasts, default=None)
    return None


def edtf(d: UncertainDate) -> str:
    """The bounds as EDTF: a day, month, year, season, decade or interval; "" when undated.

    For bounds within the years 1000 to 2999, reading it back gives the same bounds.
    """
    first, last = d.earliest, d.latest
    if first is None and last is None:
        return ""
    if first is not None and last is not None:
        for form in _single_forms(first):
            span = find(form.lower())
            if span is not None and (span.first, span.last) == (first, last):
                return form
    return f"{_start(first)}/{_end(last)}"


def _single_forms(first: date) -> list[str]:
    year = f"{first.year:04}"
    forms = [first.isoformat(), f"{year}-{first.month:02}", year, f"{year[:3]}X"]
    if first.month in (3, 6, 9):
        forms.append(f"{year}-{20 + first.month // 3}")
    return forms if FIRST_YEAR <= first.year <= LAST_YEAR else forms[:1]


def _start(day: date | None) -> str:
    if day is None:
        return ".."
    if day.day > 1:
        return day.isoformat()
    return day.isoformat()[:7] if day.month > 1 else f"{day.year:04}"


def _end(day: date | None) -> str:
    if day is None:
        return ".."
    if day.day < monthrange(day.year, day.month)[1]:
        return day.isoformat()
    return day.isoformat()[:7] if day.month < 12 else f"{day.year:04}"
