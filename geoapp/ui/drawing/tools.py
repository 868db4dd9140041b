"""Which tool an unfinished drawing needs, and what is common to ask of both."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from geoapp.case.view import CaseView
from geoapp.commands.geometry import Unfinished
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.drawing.pen import Pen
from geoapp.ui.drawing.tool import GroundAt, Tool
from geoapp.ui.drawing.vertices import Vertices
from layers.shaping import Shape


def taken_up(canvas: MapCanvas, view: CaseView, task: Unfinished, ground_at: GroundAt) -> Tool:
    """The tool that an interrupted drawing was made with, holding what was drawn."""
    tool: Tool
    if task.of is None:
        tool = Pen(canvas, task.shape, ground_at)
    else:
        tool = Vertices(canvas, task.shape, ground_at)
        tool.but = (task.of.table, task.of.id)
        record = view.record(task.of)
        if record is not None and record.geometry is not None:
            tool.before = Shape.of(record.geometry)
    tool.ground = task.ground
    return tool


def worth_keeping(tool: Tool) -> bool:
    """Whether anything would be lost without it."""
    if isinstance(tool, Vertices):
        return tool.tracing.settled != tool.before
    return bool(tool.tracing.settled.corners)


def beside(tool: Tool | None) -> QPointF | None:
    """Where words about a tool stand: at the aim, the chosen corner, or the pointer."""
    if isinstance(tool, Pen):
        return tool.at
    if isinstance(tool, Vertices) and tool.chosen is not None:
        part, index = tool.chosen
        return tool.pixel_of(tool.shape.parts[part][index])
    return tool.pointer if tool is not None else None
