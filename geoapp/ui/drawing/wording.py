"""What the bar above the map says of a drawing, and which buttons it offers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from geoapp.case.records import title
from geoapp.case.view import CaseView
from geoapp.commands.geometry import Unfinished
from geoapp.ui.drawing import readout
from geoapp.ui.drawing.actions import kind_in_words
from geoapp.ui.drawing.tool import Tool
from geoapp.ui.drawing.vertices import Vertices
from layers.schema import GeometryKind

Said = tuple[str, tuple[str, ...]]
"""Words, and the names of buttons."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("drawing", text)


def said(view: CaseView, tool: Tool, task: Unfinished | None, language: str) -> Said:
    """What is to be said of a tool; `task` is None while something is measured."""
    if task is None:
        return _measured(tool)
    name = _name(view, tool, task, language)
    if tool.is_in_use:
        return f"{name} · {_hint(tool)}", ("finish", "interrupt")
    return _tr("Interrupted: {0}").format(name), ("finish", "continue", "show", "discard")


def _measured(tool: Tool) -> Said:
    if tool.is_in_use:
        return _tr("Measuring: click along what you measure; double-click ends"), ("close",)
    total = readout.whole(tool.tracing.settled, tool.pixel_m)
    return total, ("copy", "continue", "close")


def row_name(view: CaseView, task: Unfinished, language: str) -> str:
    """The title of the row that is reshaped, or its code."""
    record = view.record(task.of) if task.of is not None else None
    if record is None:
        return view.statements[task.table].label.in_language(language)
    return title(view.statements[task.table], record.values, language) or record.code


def _name(view: CaseView, tool: Tool, task: Unfinished, language: str) -> str:
    if task.of is not None:
        return _tr("Reshaping “{0}”").format(row_name(view, task, language))
    layer = view.statements[task.table].label.in_language(language)
    kind, count = task.shape.kind, len(tool.tracing.settled.corners)
    if kind is GeometryKind.POINT or not count:
        return f"{layer} ({kind_in_words(kind)})"
    words = _tr("{0} ({1}), 1 corner") if count == 1 else _tr("{0} ({1}), {2} corners")
    return words.format(layer, kind_in_words(kind), count)


def _hint(tool: Tool) -> str:
    if isinstance(tool, Vertices):
        if tool.shape.kind is GeometryKind.POINT:
            return _tr("drag it to its place")
        return _tr("drag corners, click an edge to add one, Del removes")
    if tool.shape.kind is GeometryKind.POINT:
        return _tr("click its place")
    if not tool.shape.corners:
        return _tr("click the first corner")
    return _tr("click on; double-click finishes")
