"""Finds places by name in Korean, Chinese or Latin letters, without a network."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_LATIN_SUFFIX = re.compile(
    r"[-\s]+(up|ŭp|si|gun|ri|ni|li|kun|kuyok|guyok|dong|shi|xian|zhen|(ro|no|lo)dongjagu"
    r"|county|city|town|district|province)\.?$",
    re.IGNORECASE,
)
_KOREAN_SUFFIX = re.compile(r"(?<=[가-힣]{2})(읍|시|군|리|구역|로동자구|노동자구|직할시|특별시)$")
_HANGUL = re.compile(r"^[가-힣]")
_IGNORED = re.compile(r"[\s'’‘`ʼ\-.·]+")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A named place: Latin, Korean and Chinese name, (lon, lat) EPSG:4326 in degrees.

    `rank` is 1 (shown with the whole peninsula in view) to 6 (only close up), None where the
    point is not that of a town and must not be drawn as one; `position_basis` then says of what.
    `name_basis` is "geonames" or "ours" (a Korean name in general use, added by us).
    """

    id: str
    name: str
    name_ko: str
    name_zh: str
    lon: float
    lat: float
    country: str
    admin1: str
    population: int | None
    kind: str
    rank: int | None
    name_basis: str
    position_basis: str


def fold(text: str) -> str:
    """The form in which names are compared: no case, diacritics, apostrophes, hyphens, blanks."""
    if text.isascii():
        return _IGNORED.sub("", text).casefold()
    decomposed = unicodedata.normalize("NFD", text)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _IGNORED.sub("", unicodedata.normalize("NFC", letters)).casefold()


def forms(text: str) -> tuple[str, ...]:
    """The folded name, then the folded name without county, town or village ending, if any."""
    text = text.strip()
    bare = _KOREAN_SUFFIX.sub("", _LATIN_SUFFIX.sub("", unicodedata.normalize("NFC", text)))
    return tuple(dict.fromkeys(f for f in (fold(text), fold(bare)) if f))


@dataclass(frozen=True, slots=True)
class _Entry:
    place: PlaceName
    main: frozenset[str]
    others: frozenset[str]

    def level(self, wanted: tuple[str, ...]) -> int | None:
        """How well the words fit, 0 best; None where they do not."""
        exact, *bare = wanted
        for level, names in ((0, self.main), (2, self.others)):
            if exact in names:
                return level
            if any(b in names for b in bare):
                return level + 1
        if any(n.startswith(exact) for n in self.main):
            return 4
        if any(n.startswith(exact) for n in self.others):
            return 5
        if _HANGUL.match(exact) and any(len(n) > 1 and exact.startswith(n) for n in self.main):
            return 6
        return None


class Gazetteer:
    """All places of one gazetteer file."""

    def __init__(self, entries: Iterable[tuple[PlaceName, list[str]]]) -> None:
        self._entries = [
            _Entry(
                place,
                frozenset(f for n in (place.name, place.name_ko, place.name_zh) for f in forms(n)),
                frozenset(f for n in others for f in forms(n)),
            )
            for place, others in entries
        ]

    @classmethod
    def load(cls, path: Path) -> Gazetteer:
        """Reads a gazetteer CSV; OSError or ValueError where it is missing or malformed."""
        return cls(read(path))

    @property
    def places(self) -> list[PlaceName]:
        """Every place, the most important first."""
        return [entry.place for entry in self._entries]

    def search(self, words: str, limit: int = 10) -> list[PlaceName]:
        """Places that fit `words`: the whole name, another name, then the start of a name.

        Among equals the DPRK comes first, then what shows earlier on the map, then population.
        What follows a comma is not compared. A Korean word may carry an ending (온성군에서).
        """
        wanted = forms(words.partition(",")[0])
        if not wanted:
            return []
        found = [(e.level(wanted), e.place) for e in self._entries]
        fitting = [(level, place) for level, place in found if level is not None]
        fitting.sort(key=lambda f: (f[0], *_importance(f[1])))
        return [place for _, place in fitting[:limit]]


def _importance(place: PlaceName) -> tuple[bool, int, int, str]:
    return place.country != "KP", place.rank or 9, -(place.population or 0), place.id


def read(path: Path) -> list[tuple[PlaceName, list[str]]]:
    """The places of a gazetteer CSV with their other names, the most important first."""
    with path.open(newline="", encoding="utf-8") as file:
        return [
            (_place(row), [row["name"], *row["other_names"].split("|")])
            for row in csv.DictReader(file)
        ]


def _place(row: dict[str, str]) -> PlaceName:
    return PlaceName(
        id=row["id"],
        name=row["name_ascii"],
        name_ko=row["name_ko"],
        name_zh=row["name_zh"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        country=row["country"],
        admin1=row["admin1"],
        population=int(row["population"]) if row["population"] else None,
        kind=row["kind"],
        rank=int(row["rank"]) if row["rank"] else None,
        name_basis=row["name_basis"],
        position_basis=row["position_basis"],
    )
