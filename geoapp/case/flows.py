"""Forced returns as arrows over the crossings they went through.

Events are counted, each once however many sources give a count of it, and people are
never added up: rows that speak of a practice or an aggregate are listed beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from shapely.geometry import Point

from geoapp.case.records import Key, Record, title
from geoapp.case.view import CaseView
from layers.flows import Flow
from layers.repatriation import KIND, REPATRIATION
from layers.schema import Text
from layers.style import LineSymbol
from layers.values import UncertainDate

_OVER = "over"
_EVENT = "event"
_ALTERNATIVE = "alternative count"


def repatriation_flows(view: CaseView) -> list[Flow]:
    """One arrow for each crossing over which a return was reported, from the far side in.

    Returns that the filter of time does not show are left out, and with them the arrow
    of a crossing over which no other was reported.
    """
    if not {"crossing", "repatriation"} <= {table.name for table in view.statements}:
        return []
    crossings = view.records("crossing")
    over: dict[Key, list[Key]] = {crossing.key: [] for crossing in crossings}
    for near, returned in view.pairs(("crossing", "repatriation"), _OVER):
        over.setdefault(near, []).append(returned)
    split = Counter(key for keys in over.values() for key in keys)
    ids = {key.id for key in view.keep_in_time(split)}
    rows = {row.key: row for row in view.records("repatriation", ids)} if ids else {}
    flows = []
    for crossing in crossings:
        returns = [rows[key] for key in over[crossing.key] if key in rows]
        ends = _ends(crossing)
        if returns and ends is not None:
            flows.append(_flow(ends, returns, split))
    return flows


def concerns_flows(keys: Iterable[Key]) -> bool:
    """Whether rows that were written may change an arrow."""
    return any(key.table in ("repatriation", "crossing", "link") for key in keys)


def _ends(crossing: Record) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """(lon, lat) of the far and the DPRK side; the crossing's own place for one not known."""
    own = crossing.geometry
    middle = (own.x, own.y) if isinstance(own, Point) and not own.is_empty else None
    start = _side(crossing, "far_side") or middle
    end = _side(crossing, "dprk_side") or middle
    if start is None or end is None or start == end:
        return None
    return start, end


def _side(crossing: Record, side: str) -> tuple[float, float] | None:
    lon, lat = crossing.values.get(f"{side}_lon"), crossing.values.get(f"{side}_lat")
    if isinstance(lon, (int, float)) and isinstance(lat, (int, float)):
        return float(lon), float(lat)
    return None


def _flow(
    ends: tuple[tuple[float, float], tuple[float, float]],
    returns: list[Record],
    split: Counter[Key],
) -> Flow:
    events = {event for row in returns if (event := _event(row)) is not None}
    symbology = REPATRIATION.symbology
    symbol = symbology.default if symbology is not None else LineSymbol((170, 20, 60))
    listed = sorted(returns, key=_order)
    return Flow(
        table="repatriation",
        start=ends[0],
        end=ends[1],
        label=_label(len(events), returns, split),
        keys=tuple((row.key.table, row.key.id) for row in listed),
        titles=tuple(_title(row, split) for row in listed),
        weight=len(events),
        hidden_above=symbology.hidden_above if symbology is not None else 1500.0,
        colour=symbol.colour if isinstance(symbol, LineSymbol) else (170, 20, 60),
    )


def _order(row: Record) -> tuple[bool, bool, date, date]:
    """Events before what else is told, each by date."""
    when = row.values.get("date")
    known = when if isinstance(when, UncertainDate) else UncertainDate(None, None, "")
    return row.values.get("kind") != _EVENT, *known.sort_key()


def _event(row: Record) -> int | None:
    """The id of the event a row reports; one event for all counts of it. None for no event."""
    kind = row.values.get("kind")
    if kind == _ALTERNATIVE:
        counted = row.values.get("alternative_of")
        return counted if isinstance(counted, int) else row.key.id
    return row.key.id if kind == _EVENT else None


def _label(events: int, returns: list[Record], split: Counter[Key]) -> Text:
    if not events:
        kinds = list(dict.fromkeys(str(row.values.get("kind") or "") for row in returns))
        named = [k for k in kinds if k]
        return Text(
            f"{' and '.join(named) or 'returns'} reported",
            f"{', '.join(KIND.label_of(k, 'ko') for k in named) or '송환'} 보고",
        )
    if events > 1:
        return Text(f"{events} returns", f"송환 {events}건")
    people = _people(returns[0], split) if len(returns) == 1 else ""
    if not people:
        return Text("1 return", "송환 1건")
    return Text(f"1 return: {people}", f"송환 1건: {people}")


def _people(row: Record, split: Counter[Key]) -> str:
    """How many people, in the source's words; nothing when they went over several crossings."""
    return "" if split[row.key] > 1 else str(row.values.get("persons_words") or "")


def _title(row: Record, split: Counter[Key]) -> str:
    when = row.values.get("date")
    kind = str(row.values.get("kind") or "")
    parts = [
        when.words if isinstance(when, UncertainDate) else "",
        title(REPATRIATION, row.values),
        _people(row, split),
        "" if kind in ("", _EVENT) else KIND.label_of(kind),
    ]
    return " · ".join(dict.fromkeys(part for part in parts if part))
