"""Lengths, areas and angles in words, with no more digits than the map can bear."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from layers import metric
from layers.metric import Corner
from layers.schema import GeometryKind
from layers.shaping import Shape
from layers.snapping import Target


def _tr(text: str) -> str:
    return QCoreApplication.translate("drawing", text)


def length_in_words(metres: float, pixel_m: float = 0.0) -> str:
    """Metres or kilometres; the last digit is not finer than a pixel."""
    if metres >= 10_000.0:
        return f"{metres / 1000.0:,.{_decimals(pixel_m / 1000.0, 3)}f} km"
    return f"{metres:,.{_decimals(pixel_m, 2)}f} m"


def area_in_words(square_metres: float, pixel_m: float = 0.0) -> str:
    """Square metres, hectares or square kilometres."""
    if square_metres >= 1e6:
        return f"{square_metres / 1e6:,.{_decimals(pixel_m / 100.0, 3)}f} km²"
    if square_metres >= 1e4:
        return f"{square_metres / 1e4:,.2f} ha"
    return f"{square_metres:,.{0 if square_metres >= 100.0 else _decimals(pixel_m, 1)}f} m²"


def _decimals(step: float, most: int) -> int:
    if step <= 0.0:
        return most
    return min(max(math.ceil(-math.log10(step) - 1e-9), 0), most)


def snapped_in_words(target: Target | None) -> str:
    """What a corner is drawn to."""
    return {
        None: "",
        Target.CORNER: _tr("on a corner"),
        Target.MIDDLE: _tr("on the middle of an edge"),
        Target.EDGE: _tr("on an edge"),
        Target.RIGHT_ANGLE: _tr("right angle"),
        Target.STRAIGHT: _tr("straight on"),
        Target.MEETING: _tr("where lines meet"),
    }[target]


def next_segment(corners: tuple[Corner, ...], end: Corner, pixel_m: float) -> str:
    """The segment to the next corner: how long, which way, at which angle to the last one."""
    start = corners[-1]
    parts = [
        length_in_words(metric.length([start, end]), pixel_m),
        _tr("bearing {0}°").format(f"{metric.bearing(start, end):.1f}"),
    ]
    if len(corners) > 1 and end != start:
        parts.append(_tr("angle {0}°").format(f"{metric.turn(corners[-2], start, end):.1f}"))
    return " · ".join(parts)


def whole(shape: Shape, pixel_m: float = 0.0) -> str:
    """How long a line is; how large an area is, and how long its outline."""
    if shape.kind is GeometryKind.POINT:
        return ""
    lengths = sum(metric.length(part, closed=shape.is_closed) for part in shape.parts)
    if not shape.is_closed:
        return _tr("Length {0}").format(length_in_words(lengths, pixel_m))
    outer: dict[int, float] = {}
    for part, number in zip(shape.parts, shape.belongs, strict=True):
        sign = -1.0 if number in outer else 1.0
        outer[number] = outer.get(number, 0.0) + sign * metric.area(part)
    return " · ".join(
        (
            _tr("Area {0}").format(area_in_words(sum(outer.values()), pixel_m)),
            _tr("outline {0}").format(length_in_words(lengths, pixel_m)),
        )
    )
