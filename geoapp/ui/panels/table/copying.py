"""Rows as text for other programs: one line each, cells between tabs."""

from __future__ import annotations

from collections.abc import Sequence

from geoapp.ui.panels.table.model import TableModel

_BREAKS = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\x0b": " ", "\x0c": " "})


def as_tsv(model: TableModel, rows: Sequence[int], columns: Sequence[int], titles: bool) -> str:
    """These cells; `titles` puts the labels of the columns into the first line.

    Tabs and line breaks within a cell become spaces, so that cells stay where they are.
    """
    language = model.content.language if model.content is not None else "en"
    lines = []
    if titles:
        lines.append([model.columns[at].label.in_language(language) for at in columns])
    lines += [[model.words(row, at) for at in columns] for row in rows]
    return "\n".join("\t".join(cell.translate(_BREAKS) for cell in line) for line in lines)
