"""Which role a new link usually has, and which of its ends it usually starts at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geoapp.case.records import Key
from geoapp.commands.link import Tie

SAID = ("passage", "testimony", "published_account", "interview")
"""The tables of what was said; each speaks of the other end."""
SITES = frozenset(
    {"facility", "crossing", "barrier", "guard_post", "place", "reference_line", "sea_arrival"}
)
NEVER = frozenset(
    {"claim", "link", "consent", "vocabulary", "transcript", "custody_event"}
    | {"organisation_relation"}
)
"""Tables whose rows are not things to link: bookkeeping, or ties themselves."""
_MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class Usual:
    """A role and stance. `turned`: the link starts at the second of the two things."""

    role: str
    stance: str | None = None
    turned: bool = False


_KNOWN: Mapping[tuple[str, str], str] = {
    ("repatriation", "crossing"): "over",
    ("repatriation", "barrier"): "over",
    ("facility", "organisation"): "operated by",
    ("guard_post", "organisation"): "operated by",
    ("crossing", "organisation"): "operated by",
    ("incident", "person"): "victim",
    ("act", "person"): "victim",
    ("incident", "organisation"): "perpetrator",
    ("act", "organisation"): "perpetrator",
    ("facility", "facility"): "route to",
    ("facility", "crossing"): "route to",
    ("crossing", "facility"): "route to",
    ("place", "facility"): "same as",
    ("sea_arrival", "sea_arrival"): "same as",
    ("repatriation", "sea_arrival"): "same as",
}


def usual(first: str, second: str) -> Usual:
    """How a row of table `first` is usually tied to one of table `second`."""
    if "attachment" in (first, second):
        return Usual("attached to", turned=first != "attachment")
    found = _way(first, second)
    if found is not None:
        return found
    found = _way(second, first)
    if found is not None:
        return Usual(found.role, found.stance, turned=True)
    return Usual("related")


def usual_tie(first: Key, second: Key) -> Tie:
    """The usual tie between two rows, the right way round."""
    found = usual(first.table, second.table)
    tie = Tie(first, second, found.role, found.stance)
    return tie.turned if found.turned else tie


def _way(first: str, second: str) -> Usual | None:
    if first in SAID and second not in SAID:
        return None if second in {"source", "scene"} else Usual("speaks of", _MENTIONS)
    if first in {"incident", "act"} and second in SITES:
        return Usual("at")
    if first == "source":
        return None if second in {"scene", "source"} else Usual("source of")
    if first == "figure" and second not in {*SAID, "source", "scene"}:
        return Usual("figure for")
    if second == "scene" and first in {*SITES, "observation"}:
        return Usual("seen on")
    role = _KNOWN.get((first, second))
    return Usual(role) if role is not None else None
