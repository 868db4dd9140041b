"""Drawing on the map, from the first corner to the row in the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QPainter

from geoapp.case.errors import CaseError
from geoapp.case.records import Draft, Key, Value, title
from geoapp.commands import geometry as drawn
from geoapp.commands.geometry import Ground, Unfinished
from geoapp.session import Selected, Session, Touched
from geoapp.ui.canvas import MapCanvas, furniture
from geoapp.ui.canvas.palette import palette
from geoapp.ui.dialogs.messages import ReasonDialog
from geoapp.ui.drawing import readout
from geoapp.ui.drawing.actions import DrawingActions, kind_in_words
from geoapp.ui.drawing.bar import Bar
from geoapp.ui.drawing.form import NewRowForm
from geoapp.ui.drawing.overlay import Overlay
from geoapp.ui.drawing.pen import Pen
from geoapp.ui.drawing.tool import Tool
from geoapp.ui.drawing.typed import TypedBox, Wanted
from geoapp.ui.drawing.vertices import Vertices
from layers.projection import ground_resolution, to_mercator
from layers.schema import GeometryKind
from layers.shaping import Shape, ShapingError
from layers.values import Position

Picture = tuple[str, float]
"""The name of imagery, and its Mercator metres per pixel."""
PictureAt = Callable[[float, float], Picture | None]
OVERVIEW: Picture = ("the overview map", 305.75)


class Drawing(QObject):
    """Draws, reshapes and measures on one canvas.

    `picture_at` says which imagery is on top at a place in degrees. Call `open` and
    `close` with the case: what is interrupted is written into it, and found again.
    Signals: `began` when a tool takes the mouse, `ended` when it gives it back.
    """

    began = Signal()
    ended = Signal()

    def __init__(self, canvas: MapCanvas, picture_at: PictureAt, language: str = "en") -> None:
        super().__init__(canvas)
        self._canvas, self._picture_at = canvas, picture_at
        self.language = language
        self.session: Session | None = None
        self.tool: Tool | None = None
        self.form: NewRowForm | None = None
        self._task: Unfinished | None = None
        self._last: tuple[str, GeometryKind] | None = None
        self._written: Shape | None = None
        self.actions = DrawingActions(canvas)
        self._overlay = Overlay(canvas, self._paint)
        self.bar = Bar(canvas)
        self.typed = TypedBox(canvas)
        self._connect()
        self._enable()

    def _connect(self) -> None:
        do = self.actions
        do.wanted.connect(self.start)
        do.draw.triggered.connect(self._draw_again)
        do.reshape.triggered.connect(self._reshape_selected)
        do.measure_line.triggered.connect(lambda: self.measure(GeometryKind.LINE))
        do.measure_area.triggered.connect(lambda: self.measure(GeometryKind.AREA))
        do.square.triggered.connect(lambda: self.tool.square() if self.tool else None)
        do.snapping.toggled.connect(self._snap)
        self.bar.pressed.connect(self._pressed)
        self.typed.changed.connect(self._want)
        self.typed.accepted.connect(self._accept_typed)
        self.typed.closed.connect(self._canvas.setFocus)
        self._canvas.view_changed.connect(self._view_changed)

    # --- the case -----------------------------------------------------------------------

    def open(self, session: Session, language: str = "en") -> None:
        """Draw in this case; an unfinished drawing in it is shown."""
        self.session, self.language = session, language
        session.changed.connect(self._case_changed)
        session.selected.connect(self._selection_changed)
        self.actions.offer(session.statements, language)
        self._enable()
        self._offer()

    def close(self) -> bool:
        """Leave the case; what is interrupted stays in it. False when the user wants to stay."""
        if self.form is not None and not self.form.may_close():
            return False
        self._drop_form()
        self.leave()
        self._drop()
        if self.session is not None:
            self.session.changed.disconnect(self._case_changed)
            self.session.selected.disconnect(self._selection_changed)
        self.session = None
        self._enable()
        return True

    def _enable(self, _selected: Selected | None = None) -> None:
        session, do = self.session, self.actions
        writes = session is not None and not session.read_only
        do.draw.setEnabled(writes)
        do.menu.setEnabled(writes)
        do.reshape.setEnabled(writes and self._selected() is not None)
        for action in (do.measure_line, do.measure_area):
            action.setEnabled(session is not None)
        do.square.setEnabled(self.tool is not None and self.tool.is_in_use)

    def _selected(self) -> Key | None:
        """The one selected row that has a place."""
        session = self.session
        if session is None or len(session.selection) != 1:
            return None
        record = session.view.record(session.selection[0])
        if record is None or record.deleted or record.geometry is None:
            return None
        return record.key

    def _selection_changed(self, _selected: Selected) -> None:
        self._enable()

    def _case_changed(self, touched: Touched) -> None:
        """Notice when an unfinished drawing comes back by undo, or goes by it."""
        session, task = self.session, self._task
        if session is None or touched.origin is self:
            return
        self._enable()
        if not any(key.table == "sketch_element" for key in touched.written.keys):
            return
        if task is not None and task.key is not None:
            row = session.view.record(task.key)
            if row is None or row.deleted:
                self._task = replace(task, key=None)
                self._written = None
        elif self.tool is None:
            self._offer()

    # --- beginning ----------------------------------------------------------------------

    def start(self, table: str, kind: GeometryKind) -> None:
        """Draw a new shape in a layer."""
        if self.session is None or self.session.read_only or not self._make_way():
            return
        self._last = (table, kind)
        shape = Shape.begun(kind)
        self._begin(Pen(self._canvas, shape, self._ground), Unfinished(table, shape, _NOWHERE))

    def reshape(self, key: Key) -> None:
        """Show the corners of a row as handles."""
        session = self.session
        record = session.view.record(key) if session is not None else None
        if session is None or session.read_only or record is None or record.geometry is None:
            return
        if not self._make_way():
            return
        try:
            shape = Shape.of(record.geometry)
        except ShapingError as error:
            self.bar.say(str(error), ("close",))
            self.bar.place()
            return
        tool = Vertices(self._canvas, shape, self._ground)
        tool.but = (key.table, key.id)
        self._begin(tool, Unfinished(key.table, shape, _NOWHERE, of=key))

    def measure(self, kind: GeometryKind) -> None:
        """Measure along a line or around an area; nothing is kept."""
        if self.session is not None and self._make_way():
            self._begin(Pen(self._canvas, Shape.begun(kind), self._ground), None)

    def leave(self) -> None:
        """Give the mouse back to the map. What is begun is kept in the case."""
        tool = self.tool
        if tool is None:
            return
        if self._task is None or not _worth_keeping(tool):
            self._discard()
            return
        self._rest()

    def _make_way(self) -> bool:
        """Put away what is on the map. False when the user wants to stay with a form."""
        if self.form is not None and not self.form.may_close():
            return False
        self._drop_form()
        self.leave()
        self._drop()
        return True

    def _draw_again(self) -> None:
        if self._last is not None:
            self.start(*self._last)
        else:
            self.actions.menu.popup(QCursor.pos())

    def _reshape_selected(self) -> None:
        key = self._selected()
        if key is not None:
            self.reshape(key)

    def _begin(self, tool: Tool, task: Unfinished | None) -> None:
        self._set_up(tool, task)
        self.resume()

    def _set_up(self, tool: Tool, task: Unfinished | None) -> None:
        self.tool, self._task = tool, task
        tool.snapping = self.actions.snapping.isChecked()
        tool.changed.connect(self._refresh)
        tool.finished.connect(self._finished)
        tool.stopped.connect(self.leave)
        tool.refused.connect(self.bar.refuse)
        tool.snapping_toggled.connect(self.actions.snapping.toggle)
        if isinstance(tool, Pen):
            tool.typing_began.connect(self._begin_typing)
        self._overlay.show()
        self._overlay.raise_()

    def resume(self) -> None:
        """Go on with an interrupted drawing."""
        if self.tool is None:
            return
        self._overlay.raise_()
        self.tool.take()
        self._refresh()
        self._enable()
        self.began.emit()

    # --- resting, and what is kept --------------------------------------------------------

    def _rest(self) -> None:
        """Give the mouse back and keep the drawing in the case and on the map."""
        tool = self.tool
        if tool is None:
            return
        self._give_back(tool)
        self._keep()
        self._refresh()

    def _give_back(self, tool: Tool) -> None:
        self.typed.end()
        tool.tracing.attempt(None)
        tool.release()
        self._enable()
        self._canvas.announce("")
        self.ended.emit()

    def _keep(self) -> None:
        session, tool, task = self.session, self.tool, self._task
        if session is None or tool is None or task is None or session.read_only:
            return
        shape = tool.tracing.settled
        if shape == self._written:
            return
        task = replace(task, shape=shape, ground=tool.ground or task.ground)
        draft = drawn.keep(session.view, task)
        if self._do(draft):
            self._task = replace(task, key=draft.changes[0].key)
            self._written = shape

    def _offer(self) -> None:
        """Show the newest unfinished drawing of the case, if there is one."""
        session = self.session
        if session is None or session.read_only or self.tool is not None:
            return
        left = drawn.unfinished(session.view)
        if not left:
            return
        task = left[-1]
        if task.of is None:
            tool: Tool = Pen(self._canvas, task.shape, self._ground)
        else:
            tool = Vertices(self._canvas, task.shape, self._ground)
            tool.but = (task.of.table, task.of.id)
            record = session.view.record(task.of)
            if record is not None and record.geometry is not None:
                tool.before = Shape.of(record.geometry)
        tool.ground = task.ground
        self._written = task.shape
        self._set_up(tool, task)
        self._refresh()

    def _discard(self) -> None:
        """Forget the drawing; in the case it is marked as deleted, which undo takes back."""
        session, task = self.session, self._task
        if session is not None and task is not None and task.key is not None:
            self._do(drawn.discard(session.view, task.key))
        self._drop()
        self._offer()

    def _drop(self) -> None:
        tool, self.tool, self._task, self._written = self.tool, None, None, None
        if tool is not None:
            if tool.is_in_use:
                self._give_back(tool)
            tool.deleteLater()
        self.bar.leave()
        self._overlay.hide()
        self._enable()

    def _do(self, draft: Draft) -> bool:
        if self.session is None:
            return False
        try:
            self.session.do(draft, origin=self)
        except CaseError as error:
            self.bar.refuse(str(error))
            return False
        return True

    # --- finishing ------------------------------------------------------------------------

    def _finished(self) -> None:
        tool, task = self.tool, self._task
        if tool is None:
            return
        if tool.is_in_use:
            self._give_back(tool)
        if task is None:
            self._refresh()
        elif task.of is not None:
            self._ask_reason(task.of)
        else:
            self._open_form(task)

    def _ground_of(self, task: Unfinished) -> Ground:
        ground = self.tool.ground if self.tool is not None else None
        ground = ground or task.ground
        scene = drawn.scene_named(self.session.view, ground.name) if self.session else None
        return replace(ground, scene=scene)

    def _open_form(self, task: Unfinished) -> None:
        session, tool = self.session, self.tool
        if session is None or tool is None:
            return
        ground = self._ground_of(task)
        position = drawn.traced(tool.tracing.settled.geometry(), ground)

        def submit(values: Mapping[str, Value], reason: str) -> None:
            self._save_new(task, ground, values, reason)

        statement = session.statements[task.table]
        self.form = NewRowForm(
            session.view, statement, position, self.language, submit, self._canvas
        )
        self.form.finished.connect(self._form_closed)
        self.form.show()
        self.form.raise_()
        self.form.focus_first()
        self._refresh()

    def _save_new(
        self, task: Unfinished, ground: Ground, values: Mapping[str, Value], reason: str
    ) -> None:
        session = self.session
        if session is None:
            return
        given = dict(values)
        position = given.pop("geometry", None)
        if not isinstance(position, Position):
            raise CaseError("The shape must stay. Cancel keeps the drawing as unfinished.")
        key = self._task.key if self._task is not None else None
        draft = drawn.draw(
            session.view, task.table, position, given, ground=ground, instead=key, reason=reason
        )
        session.do(draft, origin=self)
        self._drop()
        session.select([draft.changes[0].key], origin=self)

    def _form_closed(self) -> None:
        self._drop_form()
        if self.tool is not None:
            self._rest()
        else:
            self._offer()
        self._canvas.setFocus()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _ask_reason(self, key: Key) -> None:
        session, tool, task = self.session, self.tool, self._task
        if session is None or tool is None or task is None:
            return
        record = session.view.record(key)
        ground = self._ground_of(task)
        old = record.values.get("geometry") if record is not None else None
        old = old if isinstance(old, Position) else None
        position = drawn.retraced(old, tool.tracing.settled.geometry(), ground)
        name = "" if record is None else title(session.statements[key.table], record.values)

        def go(reason: str) -> None:
            draft = drawn.reshape(
                session.view, key, position, ground=ground, instead=task.key, reason=reason
            )
            if self._do(draft):
                self._drop()
                self._offer()

        words = self.tr("Give “{0}” this course?\n\nThe one it had stays beside it as a claim.")
        dialog = ReasonDialog(
            self.tr("Reshape"),
            words.format(name or (record.code if record else "")),
            self.tr("Reshape"),
            lambda reason: self._try(lambda: go(reason)),
            self._canvas.window(),
        )
        dialog.rejected.connect(self.resume)
        dialog.open()

    def _try(self, what: Callable[[], None]) -> None:
        try:
            what()
        except CaseError as error:
            self.resume()
            self.bar.refuse(str(error))

    # --- what lies under the hand -----------------------------------------------------------

    def _ground(self, lon: float, lat: float) -> Ground:
        picture = self._picture_at(lon, lat)
        name, resolution = picture or OVERVIEW
        _, y = to_mercator([lon, lat]).tolist()
        finest = ground_resolution(resolution, y)
        pixel_m = max(finest, self._canvas.view.ground_resolution)
        return Ground(name, pixel_m, imagery=picture is not None)

    # --- what is seen -----------------------------------------------------------------------

    def _paint(self, painter: QPainter) -> None:
        tool = self.tool
        if tool is None:
            return
        tool.paint(painter)
        at = _beside(tool)
        lines = tool.card() if tool.is_in_use and not self.typed.isVisible() else []
        if lines and at is not None:
            room = (float(self._overlay.width()), float(self._overlay.height()))
            furniture.draw_card(painter, lines, at, room, palette(self._is_dark()))

    def _is_dark(self) -> bool:
        return self._canvas.palette().window().color().lightness() < 128

    def _view_changed(self, _view: object) -> None:
        if self.tool is None:
            return
        if isinstance(self.tool, Pen) and self.tool.is_in_use:
            self.tool.aim_again()
        self._overlay.update()

    def _refresh(self) -> None:
        tool = self.tool
        if tool is None:
            return
        self._overlay.update()
        self._place_typed()
        if self.form is not None:
            self.bar.hide()
            return
        words, buttons = self._state()
        self.bar.say(words, buttons)
        self.bar.buttons["finish"].setEnabled(tool.tracing.settled.is_complete)
        self.bar.place()

    def _state(self) -> tuple[str, tuple[str, ...]]:
        tool, task = self.tool, self._task
        if tool is None:
            return "", ()
        total = readout.whole(tool.tracing.settled, tool.pixel_m)
        if task is None:
            if tool.is_in_use:
                return self.tr("Measuring: click along what you measure"), ("close",)
            return total, ("copy", "continue", "close")
        name = self._name(task)
        if tool.is_in_use:
            return f"{name} · {self._hint(tool)}", ("finish", "interrupt")
        words = self.tr("Interrupted: {0}").format(name)
        return words, ("finish", "continue", "show", "discard")

    def _name(self, task: Unfinished) -> str:
        session = self.session
        if session is None:
            return ""
        statement = session.statements[task.table]
        layer = statement.label.in_language(self.language)
        if task.of is None:
            count = len(self.tool.tracing.settled.corners) if self.tool else 0
            if task.shape.kind is GeometryKind.POINT or not count:
                return f"{layer} ({kind_in_words(task.shape.kind)})"
            return self.tr("{0} ({1}), {2} corners").format(
                layer, kind_in_words(task.shape.kind), count
            )
        record = session.view.record(task.of)
        name = title(statement, record.values, self.language) if record is not None else ""
        return self.tr("Reshaping “{0}”").format(name or (record.code if record else layer))

    def _hint(self, tool: Tool) -> str:
        if isinstance(tool, Vertices):
            return self.tr("drag corners, click an edge to add one, Del removes")
        if tool.shape.kind is GeometryKind.POINT:
            return self.tr("click its place")
        if not tool.shape.corners:
            return self.tr("click the first corner")
        return self.tr("click on; double-click finishes")

    def _pressed(self, name: str) -> None:
        tool = self.tool
        if name == "close" or tool is None:
            self._drop()
            self._offer()
        elif name == "finish":
            tool.finish()
        elif name == "continue":
            self.resume()
        elif name == "interrupt":
            self.leave()
        elif name == "discard":
            self._discard()
        elif name == "show":
            west, south, east, north = _extent(tool.tracing.settled)
            self._canvas.zoom_to((west, south, east, north))
        elif name == "copy":
            QGuiApplication.clipboard().setText(self.bar.label.text())

    # --- typed numbers and snapping ---------------------------------------------------------

    def _snap(self, on: bool) -> None:
        if self.tool is not None:
            self.tool.snapping = on
            if isinstance(self.tool, Pen) and self.tool.is_in_use:
                self.tool.aim_again()

    def _begin_typing(self, first: str) -> None:
        self.typed.begin(first)
        self._place_typed()

    def _place_typed(self) -> None:
        tool = self.tool
        at = _beside(tool) if tool is not None else None
        if not self.typed.isVisible() or at is None:
            return
        right = self._canvas.width() - self.typed.width() - 4
        bottom = self._canvas.height() - self.typed.height() - 4
        x, y = round(at.x()) + 18, round(at.y()) + 18
        self.typed.move(max(min(x, right), 4), max(min(y, bottom), 4))

    def _want(self, wanted: Wanted) -> None:
        if isinstance(self.tool, Pen):
            self.tool.wanted = wanted
            self.tool.aim_again()

    def _accept_typed(self) -> None:
        if isinstance(self.tool, Pen):
            self.tool.add()


_NOWHERE = Ground("the map", 0.0)


def _worth_keeping(tool: Tool) -> bool:
    if isinstance(tool, Vertices):
        return tool.tracing.settled != tool.before
    return bool(tool.tracing.settled.corners)


def _beside(tool: Tool | None) -> QPointF | None:
    """Where the card stands: at the aim, the chosen corner, or the pointer."""
    if isinstance(tool, Pen):
        return tool.at
    if isinstance(tool, Vertices) and tool.chosen is not None:
        part, index = tool.chosen
        return tool.pixel_of(tool.shape.parts[part][index])
    return tool.pointer if tool is not None else None


def _extent(shape: Shape) -> tuple[float, float, float, float]:
    lons, lats = zip(*shape.corners, strict=True)
    return min(lons), min(lats), max(lons), max(lats)
