"""What a search finds: a position that was typed, records, commands, places of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geoapp.case.records import Hit, Key, title
from geoapp.case.view import CaseView
from layers.coordinates import CoordinateError, parse

RECORDS_AT_ONCE = 40
PLACES_AT_ONCE = 8
_CLAIM = "claim"


class Group(StrEnum):
    """The groups of the results, in the order in which they are usually shown."""

    POSITION = "position"
    RECORD = "record"
    COMMAND = "command"
    PLACE = "place"


class NamedPlace(Protocol):
    """A row of the gazetteer, as far as the search shows it."""

    @property
    def name(self) -> str:
        """As maps print it."""
        ...

    @property
    def name_ko(self) -> str:
        """In Hangul, or empty."""
        ...

    @property
    def lon(self) -> float:
        """Degrees east."""
        ...

    @property
    def lat(self) -> float:
        """Degrees north."""
        ...


class Places(Protocol):
    """An offline gazetteer."""

    def search(self, words: str, limit: int) -> Sequence[NamedPlace]:
        """Places with that name, most likely first."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the results.

    `also`: its name in the other language. `snippet` marks found words with \\x02 and
    \\x03. `key` for a record, `command` the name of an action. `lonlat` in degrees: where
    it is on the map, None for what has no place. `why_not`: what holds a command back.
    """

    group: Group
    kind: str
    title: str
    also: str = ""
    code: str = ""
    snippet: str = ""
    key: Key | None = None
    lonlat: tuple[float, float] | None = None
    command: str = ""
    why_not: str = ""


def find(
    view: CaseView | None, places: Places | None, words: str, language: str = "en"
) -> list[Result]:
    """Everything that matches, grouped. May run on a worker with a view of its own."""
    words = words.strip()
    if not words:
        return []
    return [*_position(words), *_records(view, words, language), *_places(places, words, language)]


def _position(words: str) -> Iterable[Result]:
    try:
        lon, lat = parse(words)
    except CoordinateError:
        return
    yield Result(Group.POSITION, "", words, lonlat=(lon, lat))


def _records(view: CaseView | None, words: str, language: str) -> Iterable[Result]:
    """Rows with the words; a claim stands for the row it is about, once, if that was not found."""
    if view is None:
        return
    hits = view.search(words, RECORDS_AT_ONCE)
    shown = {hit.key for hit in hits if hit.key.table != _CLAIM}
    for hit in hits:
        if hit.key.table != _CLAIM:
            yield _record(view, hit, language)
            continue
        subject = _subject(view, hit.key)
        if subject is not None and subject not in shown:
            shown.add(subject)
            yield _claimed(view, hit, subject, language)


def _subject(view: CaseView, claim: Key) -> Key | None:
    row = view.record(claim)
    if row is None or row.values.get("subject_table") not in view.statements:
        return None
    return Key(str(row.values["subject_table"]), int(str(row.values["subject"])))


def _claimed(view: CaseView, hit: Hit, subject: Key, language: str) -> Result:
    code, name = view.titles([subject]).get(subject, ("", ""))
    about = _record(view, Hit(subject, code, name, ""), language)
    claim = view.statements[_CLAIM].label.in_language(language)
    return replace(about, kind=f"{about.kind} · {claim}", snippet=hit.snippet)


def _record(view: CaseView, hit: Hit, language: str) -> Result:
    table = view.statements[hit.key.table]
    row = view.record(hit.key)
    first = second = hit.title
    if row is not None:
        other = "en" if language.startswith("ko") else "ko"
        first = title(table, row.values, language) or hit.title
        second = title(table, row.values, other)
    plain = _plain(hit.snippet)
    told = any(plain in name for name in (first, second, hit.code))
    snippet = "" if told else hit.snippet
    also = second if second not in {first, hit.code} else ""
    kind = table.label.in_language(language)
    code = hit.code if hit.code != first else ""
    place = None if row is None else on_the_map(row.geometry)
    return Result(Group.RECORD, kind, first, also, code, snippet, hit.key, place)


def on_the_map(geometry: BaseGeometry | None) -> tuple[float, float] | None:
    """A point in degrees, (lon, lat), on the shape; None where there is none."""
    if geometry is None or geometry.is_empty:
        return None
    if isinstance(geometry, LineString):
        middle = geometry.interpolate(0.5, normalized=True)
    else:
        middle = geometry.representative_point()
    return middle.x, middle.y


def _plain(snippet: str) -> str:
    return snippet.replace("\x02", "").replace("\x03", "").strip(" …")


def _places(places: Places | None, words: str, language: str) -> Iterable[Result]:
    if places is None:
        return
    for place in places.search(words, PLACES_AT_ONCE):
        first, second = place.name, place.name_ko
        if language.startswith("ko") and second:
            first, second = second, first
        also = second if second != first else ""
        yield Result(Group.PLACE, "", first, also, lonlat=(place.lon, place.lat))
