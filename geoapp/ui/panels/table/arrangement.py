"""How the columns of each table were left: shown, in which order, how wide, sorted by what.

Kept in the profile by the names of fields; never holds anything of a case.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QHeaderView

from geoapp.case.columns import NUMERIC, Column
from geoapp.ui import settings
from layers.schema import FieldKind

WIDEST, _PADDING = 260, 22
_LOOKED_AT = 60


@dataclass
class Arrangement:
    """Columns by name. Those that are not named come last and are shown."""

    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)
    sorts: list[tuple[str, bool]] = field(default_factory=list)


def remembered(table: str) -> Arrangement | None:
    """How a table was left, or None."""
    try:
        data = json.loads(settings.text(f"table/{table}", ""))
        return Arrangement(
            [str(name) for name in data["order"]],
            [str(name) for name in data["hidden"]],
            {str(name): int(width) for name, width in data["widths"].items()},
            [(str(name), bool(down)) for name, down in data["sorts"]],
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(
    table: str,
    header: QHeaderView,
    columns: Sequence[Column],
    sorts: Sequence[tuple[str, bool]],
    dragged: Collection[str],
) -> None:
    """Keep how a table is arranged now. `dragged`: columns whose width somebody chose."""
    names = [columns[header.logicalIndex(place)].name for place in range(header.count())]
    hidden = [c.name for at, c in enumerate(columns) if header.isSectionHidden(at)]
    widths = {
        c.name: header.sectionSize(at)
        for at, c in enumerate(columns)
        if not header.isSectionHidden(at) and c.name in dragged
    }
    data = {"order": names, "hidden": hidden, "widths": widths, "sorts": list(sorts)}
    settings.remember(f"table/{table}", json.dumps(data))


def arrange(
    header: QHeaderView, columns: Sequence[Column], known: Arrangement | None, language: str
) -> None:
    """Show, order and size the columns as they were left, or sensibly at first."""
    at = {column.name: place for place, column in enumerate(columns)}
    wanted = known.order if known else _at_first(columns)
    names = [name for name in wanted if name in at]
    names += [column.name for column in columns if column.name not in names]
    for place, name in enumerate(names):
        header.moveSection(header.visualIndex(at[name]), place)
    for place, column in enumerate(columns):
        hidden = column.name in known.hidden if known else not column.filled.any()
        # A table whose every column is hidden could not be brought back by its header.
        header.setSectionHidden(place, hidden)
        width = known.widths.get(column.name) if known else None
        if not hidden:
            header.resizeSection(place, width or _fitting(header, column, language))
    if columns and all(header.isSectionHidden(place) for place in range(len(columns))):
        header.setSectionHidden(0, False)


def _at_first(columns: Sequence[Column]) -> list[str]:
    """What is counted follows the short fields; long texts come last."""
    return [
        *(c.name for c in columns if c.kind is not FieldKind.LONG_TEXT and c.field is not None),
        *(c.name for c in columns if c.field is None),
        *(c.name for c in columns if c.kind is FieldKind.LONG_TEXT and c.field is not None),
    ]


def _fitting(header: QHeaderView, column: Column, language: str) -> int:
    """As wide as most of its words, within reason."""
    measure = header.fontMetrics().horizontalAdvance
    label = measure(column.label.in_language(language) + " ▲1") + _PADDING
    step = max(len(column.words) // _LOOKED_AT, 1)
    words = sorted(measure(words[:60]) for words in column.words[::step] if words)
    usual = words[(len(words) * 9) // 10] + _PADDING if words else 0
    most = WIDEST // 2 if column.kind in NUMERIC else WIDEST
    return max(label, min(usual, most))
