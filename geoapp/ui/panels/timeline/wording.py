"""What the timeline says: the rule of time, rows, lanes, ranges."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from geoapp.case.records import Key, title
from geoapp.case.timeline import Lane, Part
from geoapp.case.timespan import Lies, TimeRange, lies, time_of
from geoapp.case.view import CaseView
from geoapp.ui.phrases import bounds_in_words, excerpt
from layers.values import UncertainDate


def _tr(text: str) -> str:
    return QCoreApplication.translate("timeline", text)


def rule() -> str:
    """The one rule for dates, for tooltips and the manual."""
    return "\n".join(
        (
            _tr(
                "Within a range: rows whose date may lie in it. A row lies surely in it when "
                "the whole of its uncertain date does."
            ),
            _tr(
                "What lasts, such as a facility or a fence, is shown unless its dates exclude "
                "the range. Scenes go by the day they were taken."
            ),
            _tr("Undated rows are counted beside the lanes; they are never dropped."),
        )
    )


def day_in_words(day: date | None) -> str:
    """A day as it is typed; an empty text for an open end."""
    return "" if day is None else day.isoformat()


def range_in_words(within: TimeRange | None) -> str:
    """``2018-03-01 – 2019-12-31``; what is open as an ellipsis."""
    if within is None:
        return _tr("all of time")
    return f"{day_in_words(within.start) or '…'} – {day_in_words(within.end) or '…'}"


def count_in_words(lane: Lane, within: TimeRange | None) -> str:
    """``18``, or with a range ``3–5 / 18``: surely, possibly, and of how many."""
    if within is None:
        return str(lane.total)
    found = lane.counted(within)
    most = found.surely + found.maybe
    number = str(most) if most == found.surely else f"{found.surely}–{most}"
    return f"{number} / {lane.total}"


def lane_in_words(lane: Lane, within: TimeRange | None, language: str) -> str:
    """What a lane holds, in a sentence for its tooltip and for who cannot see it."""
    said = [f"{lane.label.in_language(language)}: {lane.total}"]
    if within is not None:
        found = lane.counted(within)
        said.append(
            _tr("surely in the range {sure}, possibly {maybe}, outside {outside}")
            .replace("{sure}", str(found.surely))
            .replace("{maybe}", str(found.maybe))
            .replace("{outside}", str(found.outside))
        )
    if lane.undated:
        said.append(undated_in_words(len(lane.undated)))
    rivals, aside = lane.parts(Part.RIVAL), lane.parts(Part.ASIDE) + len(lane.undated_aside)
    if rivals:
        said.append(_tr("{n} other counts of them, not added up").replace("{n}", str(rivals)))
    if aside:
        said.append(_tr("{n} aggregates and practices, not added up").replace("{n}", str(aside)))
    return "; ".join(said)


def undated_in_words(number: int) -> str:
    """``+3 undated``."""
    return _tr("+{n} undated").replace("{n}", str(number))


def row_in_words(view: CaseView, key: Key, language: str, within: TimeRange | None) -> str:
    """A row's title, its date in the source's words and how it is read."""
    record = view.record(key)
    if record is None:
        return ""
    table = view.statements[key.table]
    parts = [excerpt(title(table, record.values, language) or record.code, 90)]
    kind = record.values.get("kind")
    if key.table == "repatriation" and isinstance(kind, str) and kind != "event":
        words = table.field("kind").vocabulary
        parts.append(words.label_of(kind, language) if words is not None else kind)
    told = time_of(table)
    when = record.values.get(told.field.name) if told is not None else None
    if isinstance(when, UncertainDate):
        parts += _date_in_words(when, within)
    return " · ".join(part for part in parts if part)


def _date_in_words(when: UncertainDate, within: TimeRange | None) -> list[str]:
    bounds = bounds_in_words(when)
    parts = [when.words] if when.words != bounds else []
    parts.append(bounds)
    if within is not None:
        parts.append(
            {
                Lies.OUTSIDE: _tr("outside the range"),
                Lies.MAYBE: _tr("possibly in the range"),
                Lies.SURELY: _tr("surely in the range"),
                Lies.UNDATED: "",
            }[lies(when, within)]
        )
    return parts
