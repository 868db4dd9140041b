"""Reported returns over the border as arrows, one for each crossing they are tied to."""

from __future__ import annotations

from collections.abc import Mapping

from geoapp.case.records import Key, Record, title
from geoapp.case.view import CaseView
from layers.flows import Flow
from layers.schema import Text

_TABLE, _OVER = "repatriation", "crossing"


def returns(view: CaseView) -> list[Flow]:
    """One arrow per crossing with reported returns, from the far side to the DPRK side.

    Counts of the same event by different reporters are one event. A crossing whose two
    sides nobody placed gets no arrow: its direction on the map is not known.
    """
    statements = view.statements
    if _TABLE not in statements or _OVER not in statements:
        return []
    rows = {row.key.id: row for row in view.records(_TABLE)}
    tied = _by_crossing(view)
    symbology = statements[_TABLE].symbology
    hidden_above = symbology.hidden_above if symbology is not None else 1500.0
    flows = []
    for crossing in view.records(_OVER, tied):
        ends = _sides(crossing.values)
        events = [rows[id] for id in tied[crossing.key.id] if id in rows]
        if ends is None or not events:
            continue
        flows.append(
            Flow(
                _TABLE,
                *ends,
                label=_label(_count(events)),
                keys=tuple((row.key.table, row.key.id) for row in events),
                titles=tuple(title(statements[_TABLE], row.values) for row in events),
                weight=_count(events),
                hidden_above=hidden_above,
            )
        )
    return flows


def _by_crossing(view: CaseView) -> dict[int, list[int]]:
    """The returns linked to each crossing, by id."""
    tied: dict[int, list[int]] = {}
    for link in view.records("link"):
        ends = {
            str(link.values["from_table"]): link.values["from_id"],
            str(link.values["to_table"]): link.values["to_id"],
        }
        if set(ends) == {_TABLE, _OVER}:
            known = tied.setdefault(int(str(ends[_OVER])), [])
            event = int(str(ends[_TABLE]))
            if event not in known:
                known.append(event)
    return tied


def _count(events: list[Record]) -> int:
    """How many different events there are: rival counts of one event are one."""
    ids = {row.key.id for row in events}
    return sum(1 for row in events if row.values.get("alternative_of") not in ids)


def _label(count: int) -> Text:
    return Text(f"{count} reported return{'s' if count != 1 else ''}", f"송환 보고 {count}건")


def _sides(
    values: Mapping[str, object],
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    names = ("far_side_lon", "far_side_lat", "dprk_side_lon", "dprk_side_lat")
    found = [values.get(name) for name in names]
    numbers = [float(value) for value in found if isinstance(value, int | float)]
    if len(numbers) < len(names):
        return None
    return (numbers[0], numbers[1]), (numbers[2], numbers[3])


def concerns_returns(keys: frozenset[Key]) -> bool:
    """Whether rows that were written may change an arrow."""
    return any(key.table in {_TABLE, _OVER, "link"} for key in keys)
