"""Shapes drawn by hand: new rows, other courses, and drawings that are not finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from geoapp.case.errors import CaseError
from geoapp.case.records import Change, Draft, Key, Message, Record, Value
from geoapp.case.view import CaseView
from geoapp.commands import edit
from geoapp.commands.claims import adopted_claims
from geoapp.commands.identity import new_key, next_code
from geoapp.commands.places import fitting_precision, rounded_up
from layers.metric import Corner
from layers.schema import GeometryKind
from layers.shaping import Shape
from layers.values import Position, UncertainDate

UNFINISHED = "unfinished"
_PIXELS = 2.0
_SCENE_FIELDS = ("shift_east_m", "shift_north_m")


@dataclass(frozen=True, slots=True)
class Ground:
    """What was under the hand. `name` of the picture, and whether it is `imagery`.

    `pixel_m`: ground metres per pixel, the coarser of screen and picture. `scene`: the
    scene the picture is, if the case describes it.
    """

    name: str
    pixel_m: float
    imagery: bool = False
    scene: Key | None = None

    @property
    def words(self) -> str:
        """How a shape drawn here was found."""
        return f"traced on {self.name} at {_two_digits(self.pixel_m)} m per pixel"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An interrupted drawing: for which table, what it was drawn on, its corners so far.

    `of`: the row that is being reshaped; None for a new one. `key`: its row in the case.
    """

    table: str
    shape: Shape
    ground: Ground
    of: Key | None = None
    key: Key | None = None


def scene_named(view: CaseView, name: str, at: Corner | None = None) -> Key | None:
    """The one scene that a picture of this name is; None in doubt.

    Its code, title or catalogue number is the name; or it covers the place `at`, (lon,
    lat), and the name holds the day it was taken.
    """
    if not name or "scene" not in view.statements:
        return None
    scenes = view.records("scene")
    found = [scene.key for scene in scenes if _is_called(scene, name)]
    if not found and at is not None:
        found = [scene.key for scene in scenes if _is_of_day(scene, name, at)]
    return found[0] if len(found) == 1 else None


def _is_called(scene: Record, name: str) -> bool:
    return name in {scene.values.get(field) for field in ("code", "title", "catalogue_id")}


def _is_of_day(scene: Record, name: str, at: Corner) -> bool:
    taken = scene.values.get("acquired")
    if not isinstance(taken, UncertainDate) or taken.earliest is None or scene.geometry is None:
        return False
    exact = taken.earliest == taken.latest
    day = taken.earliest.isoformat()
    named = day in name or day.replace("-", "") in name
    return exact and named and bool(scene.geometry.covers(Point(at)))


def traced(geometry: BaseGeometry, ground: Ground) -> Position:
    """A position drawn by hand: nothing finer than two pixels of what it was drawn on."""
    precision = fitting_precision(ground.pixel_m)
    return Position(geometry, rounded_up(_PIXELS * ground.pixel_m), precision, ground.words)


def retraced(old: Position | None, geometry: BaseGeometry, ground: Ground) -> Position:
    """Another course, never more precise than the one before; unstated stays unstated."""
    if old is None or old.geometry is None:
        return traced(geometry, ground)
    radius = old.radius_m
    if radius is not None:
        radius = max(radius, rounded_up(_PIXELS * ground.pixel_m))
    return replace(old, geometry=geometry, radius_m=radius, found_by=f"re{ground.words}")


def draw(
    view: CaseView,
    table: str,
    position: Position,
    values: Mapping[str, Value],
    *,
    ground: Ground | None = None,
    instead: Key | None = None,
    reason: str = "",
) -> Draft:
    """A new row that lies where somebody drew it; what it says are adopted claims.

    `ground` with a scene: scene and shift are kept where the table has fields for them.
    `instead`: the interrupted drawing that this finishes. CaseError for an unknown
    table or field, or one that cannot be drawn.
    """
    if table not in view.statements or not _is_drawn(view, table):
        raise CaseError(f"Nothing can be drawn in “{table}”.")
    held = {name: value for name, value in values.items() if value is not None}
    given = {**_of_scene(view, table, ground), **held, "geometry": position}
    made = edit.create(view, table, given, reason)
    row = made.changes[0]
    basis = "imagery" if ground is not None and ground.imagery else "investigator"
    claims = adopted_claims(view, row.key, row.values, {"basis": basis, "reason": reason or None})
    return replace(made, changes=(row, *claims, *_gone(instead)))


def reshape(
    view: CaseView,
    key: Key,
    position: Position,
    *,
    ground: Ground | None = None,
    instead: Key | None = None,
    reason: str = "",
) -> Draft:
    """Another course for a row; the earlier one stays beside it as an open claim.

    CaseError if there is no such row, or the course is the one it has.
    """
    values: dict[str, Value] = {"geometry": position, **_of_scene(view, key.table, ground)}
    made = edit.edit(view, key, values, reason)
    return replace(made, changes=(*made.changes, *_gone(instead)))


def keep(view: CaseView, drawing: Unfinished) -> Draft:
    """Put an interrupted drawing into the case, or what became of one that is there.

    It gets no title, and its coordinates are nowhere but in the case.
    """
    key = drawing.key or new_key("sketch_element")
    place = Position(_as_far_as_it_goes(drawing.shape), None, None, drawing.ground.words)
    values: dict[str, Value] = {"kind": UNFINISHED, "geometry": place, "note": _note(drawing)}
    known = drawing.key is not None and view.record(key) is not None
    if not known:
        values["code"] = next_code(view, "sketch_element")
    parameters = {"table": key.table, "id": str(key.id)}
    message = (
        Message("edit", {**parameters, "fields": "geometry"})
        if known
        else Message("create", parameters)
    )
    return Draft("edit", message, (Change(key, values),))


def discard(view: CaseView, key: Key) -> Draft:
    """Mark an interrupted drawing as deleted. CaseError if there is none."""
    return edit.remove(view, key)


def unfinished(view: CaseView) -> list[Unfinished]:
    """The interrupted drawings of a case, in the order of their codes."""
    if "sketch_element" not in view.statements:
        return []
    rows = [r for r in view.records("sketch_element") if r.values.get("kind") == UNFINISHED]
    found = (_read(view, record) for record in sorted(rows, key=lambda record: record.code))
    return [drawing for drawing in found if drawing is not None]


def _is_drawn(view: CaseView, table: str) -> bool:
    return view.statements[table].geometry is not GeometryKind.NONE


def _of_scene(view: CaseView, table: str, ground: Ground | None) -> dict[str, Value]:
    """The scene and its shift, as far as the table has fields for them."""
    if ground is None or ground.scene is None:
        return {}
    scene = view.record(ground.scene)
    if scene is None:
        return {}
    names = {field.name for field in view.statements[table]}
    kept: dict[str, Value] = {"scene": scene.key.id} if "scene" in names else {}
    if "scene" in names:
        kept |= {name: scene.values.get(name) for name in _SCENE_FIELDS if name in names}
    return {name: value for name, value in kept.items() if value is not None}


def _gone(key: Key | None) -> tuple[Change, ...]:
    return () if key is None else (Change(key, deleted=True),)


def _as_far_as_it_goes(shape: Shape) -> BaseGeometry:
    if shape.is_complete:
        return shape.geometry()
    corners = shape.corners
    return LineString(corners) if len(corners) > 1 else Point(corners[0])


def _note(drawing: Unfinished) -> str:
    """What a reader of the note, and `_read`, need to go on: names and numbers, no place."""
    parts = {
        "for": drawing.table,
        "shape": drawing.shape.kind.value,
        "row": "" if drawing.of is None else str(drawing.of.id),
        "pixel": f"{drawing.ground.pixel_m:.6g}",
        "imagery": "yes" if drawing.ground.imagery else "no",
        "on": drawing.ground.name,
    }
    return "\n".join(f"{name}: {value}" for name, value in parts.items())


def _read(view: CaseView, record: Record) -> Unfinished | None:
    """None for a row that somebody made or changed by hand so that it says too little."""
    lines = str(record.values.get("note") or "").splitlines()
    told = dict(line.split(": ", 1) for line in lines if ": " in line)
    if record.geometry is None or told.get("for") not in view.statements:
        return None
    try:
        kind = GeometryKind(told["shape"])
        pixel_m = float(told["pixel"])
        of = Key(told["for"], int(told["row"])) if told.get("row") else None
    except (KeyError, ValueError):
        return None
    shape = Shape.of(record.geometry)
    if shape.kind is not kind:
        shape = Shape.begun(kind, shape.corners)
    name = told.get("on", "")
    ground = Ground(name, pixel_m, told.get("imagery") == "yes", scene_named(view, name))
    return Unfinished(told["for"], shape, ground, of, record.key)


def _two_digits(metres: float) -> str:
    return f"{float(f'{metres:.2g}'):g}"
