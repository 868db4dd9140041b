"""A case of the size of a national records archive: invented rows in invented words.

At scale 1 there are 85,958 incidents, 55,608 persons and 20,000 testimonies, each with a
transcript of 5 KB, and 400 facilities at which a third of the incidents took place. Nothing
in it was said by anybody: words are syllables drawn by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

import numpy as np
from shapely.geometry import Point

from geoapp.case.records import Change, Draft, Key, Message, Value
from layers.values import Position, UncertainDate

INCIDENTS, PERSONS, TESTIMONIES, FACILITIES = 85_958, 55_608, 20_000, 400
TEXT_BYTES = 5_000
ROWS_PER_DRAFT = 2_000
_STEMS = 30_000
_COMMONEST = 0xAC00
_SYLLABLES = 1_200  # of the 11,172 that could be written, about so many are in use
_KINDS = ("arrest", "detention", "transfer", "forced labour", "torture", "death", "execution")
_ENDINGS = (
    "", "은", "는", "이", "가", "을", "를", "에", "에서", "의", "도", "로", "와", "과", "만",
    "까지", "부터", "했다", "한다", "였다", "하고", "하는", "되어", "되었다",
)  # fmt: skip


class Words:
    """Korean-like words: 30,000 stems used as unevenly as words are, with endings.

    Equal seeds give equal words.
    """

    def __init__(self, seed: int = 4) -> None:
        self._random = np.random.default_rng(seed)
        # Spread over the block, so that first and last sounds vary as they do in a text.
        block = _COMMONEST + self._random.permutation(11_172)[:_SYLLABLES]
        weight = _falling(_SYLLABLES, 0.8)
        lengths = self._random.choice((1, 2, 3, 4), _STEMS, p=(0.05, 0.55, 0.3, 0.1))
        drawn = self._random.choice(block, int(lengths.sum()), p=weight)
        letters = "".join(map(chr, drawn.tolist()))
        ends = np.cumsum(lengths)
        self._stems = [letters[e - n : e] for e, n in zip(ends, lengths, strict=True)]
        self._use = np.cumsum(_falling(_STEMS, 1.0))

    def stem(self, syllables: int, rank: int) -> str:
        """The first stem of so many syllables that is at least as rare as `rank`."""
        return next(stem for stem in self._stems[rank:] if len(stem) == syllables)

    def text(self, size: int) -> str:
        """About so many bytes of UTF-8, in sentences."""
        count = size // 8
        endings = self._random.integers(0, len(_ENDINGS), count).tolist()
        words = [stem + _ENDINGS[e] for stem, e in zip(self._drawn(count), endings, strict=True)]
        words[::9] = [f"{word}." for word in words[::9]]
        kept = " ".join(words).encode("utf-8")[:size]
        return kept.decode("utf-8", "ignore")

    def some(self, count: int) -> str:
        """A few words."""
        return " ".join(self._drawn(count))

    def _drawn(self, count: int) -> list[str]:
        places = np.searchsorted(self._use, self._random.random(count) * self._use[-1])
        return [self._stems[i] for i in places.tolist()]


def _falling(count: int, steepness: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    shares = 1.0 / np.arange(1, count + 1) ** steepness
    return shares / shares.sum()


def drafts(scale: float, seed: int = 4) -> Iterator[Draft]:
    """The whole case, as imports of at most 2,000 rows."""
    rows = changes(scale, seed)
    while some := tuple(islice(rows, ROWS_PER_DRAFT)):
        yield Draft("import", Message("import", {"file": "archive.csv"}), some)


def counts(scale: float) -> dict[str, int]:
    """Rows per table."""
    size = {
        "facility": FACILITIES,
        "person": PERSONS,
        "incident": INCIDENTS,
        "testimony": TESTIMONIES,
        "transcript": TESTIMONIES,
    }
    return {table: max(round(count * scale), 3) for table, count in size.items()}


def changes(scale: float, seed: int = 4) -> Iterator[Change]:
    """The rows one by one; equal seeds give equal ones, numbers included."""
    words, draw = Words(seed), np.random.default_rng(seed)
    size = counts(scale)
    ids = {table: draw.integers(1, 2**53, count).tolist() for table, count in size.items()}
    for number, id in enumerate(ids["facility"]):
        yield Change(Key("facility", id), _facility(number, words, draw))
    for number, id in enumerate(ids["person"]):
        yield Change(Key("person", id), _person(number, words, draw))
    for number, id in enumerate(ids["incident"]):
        yield Change(Key("incident", id), _incident(number, words, draw, ids["facility"]))
    pairs = zip(ids["testimony"], ids["transcript"], strict=True)
    for number, (testimony, transcript) in enumerate(pairs):
        witness = ids["person"][number % len(ids["person"])]
        yield Change(Key("testimony", testimony), _testimony(number, words, draw, witness))
        yield Change(Key("transcript", transcript), _transcript(number, words, testimony))


Row = dict[str, Value]


def _facility(number: int, words: Words, draw: np.random.Generator) -> Row:
    return {
        "code": f"F-{number:04d}",
        "name_ko": words.some(2),
        "geometry": _somewhere(draw),
        "fictional": True,
    }


def _somewhere(draw: np.random.Generator) -> Position:
    lon, lat = draw.uniform((125.0, 38.2), (130.0, 42.5)).round(4).tolist()
    return Position(Point(lon, lat), 5_000.0, None, None)


def _person(number: int, words: Words, draw: np.random.Generator) -> Row:
    year = int(draw.integers(1925, 1995))
    return {
        "code": f"W-{number:05d}",
        "counting_unit": "person",
        "sex": ("female", "male", "unknown")[int(draw.integers(0, 3))],
        "born": UncertainDate(date(year, 1, 1), date(year, 12, 31), str(year)),
        "occupation": words.some(1),
        "description": words.some(5),
        "fictional": True,
    }


def _incident(number: int, words: Words, draw: np.random.Generator, at: list[int]) -> Row:
    first = date(1955, 1, 1) + timedelta(days=int(draw.integers(0, 23_000)))
    last = first + timedelta(days=int(draw.choice((0, 30, 364))))
    placed = number % 3 == 0
    return {
        "code": f"E-{number:05d}",
        "title": words.some(3),
        "kind": _KINDS[int(draw.integers(0, len(_KINDS)))],
        "date": UncertainDate(first, last, first.isoformat()[:7]),
        "place_words": words.some(2),
        "facility": at[int(draw.integers(0, len(at)))] if placed else None,
        "persons": int(draw.integers(1, 9)),
        "description": words.some(12),
        "geometry": _somewhere(draw) if placed else None,
        "fictional": True,
    }


def _testimony(number: int, words: Words, draw: np.random.Generator, witness: int) -> Row:
    told = date(1998, 1, 1) + timedelta(days=int(draw.integers(0, 9_000)))
    return {
        "code": f"T-{number:05d}",
        "title": words.some(3),
        "witness": witness,
        "language": "ko",
        "date_told": UncertainDate(told, told, told.isoformat()),
        "summary": words.some(20),
        "fictional": True,
    }


def _transcript(number: int, words: Words, testimony: int) -> Row:
    return {
        "code": f"TR-{number:05d}",
        "testimony": testimony,
        "revision": 1,
        "language": "ko",
        "words": words.text(TEXT_BYTES),
        "fictional": True,
    }
