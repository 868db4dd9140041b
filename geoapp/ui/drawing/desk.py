"""Drawing on the map, from the first corner to the row in the case."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QPainter

from geoapp.case.errors import CaseError
from geoapp.case.records import Draft, Key
from geoapp.commands import geometry as drawn
from geoapp.commands.geometry import Ground, Unfinished
from geoapp.session import Selected, Session, Touched
from geoapp.ui import theme
from geoapp.ui.canvas import MapCanvas, furniture
from geoapp.ui.canvas.palette import palette
from geoapp.ui.drawing import wording
from geoapp.ui.drawing.actions import DrawingActions
from geoapp.ui.drawing.bar import Bar
from geoapp.ui.drawing.finishing import Finishing
from geoapp.ui.drawing.ground import PictureAt, ground_under, topmost
from geoapp.ui.drawing.overlay import Overlay
from geoapp.ui.drawing.pen import Pen
from geoapp.ui.drawing.tool import Tool
from geoapp.ui.drawing.tools import beside, taken_up, worth_keeping
from geoapp.ui.drawing.typed import TypedBox
from geoapp.ui.drawing.vertices import Vertices
from geoapp.ui.refusals import said
from layers.schema import GeometryKind
from layers.shaping import Shape, ShapingError

_NOWHERE = Ground("the map", 0.0)


class Drawing(QObject):
    """Draws, reshapes and measures on one canvas.

    `picture_at` says which imagery is on top at a place in degrees; without it the
    canvas is asked. Call `open` and `close` with the case: what is interrupted is
    written into it, and found again.
    Signals: `began` when a tool takes the mouse, `ended` when it gives it back.
    """

    began = Signal()
    ended = Signal()

    def __init__(self, canvas: MapCanvas, picture_at: PictureAt | None = None) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._picture_at = picture_at
        self._language = "en"
        self.session: Session | None = None
        self.tool: Tool | None = None
        self._task: Unfinished | None = None
        self._last: tuple[str, GeometryKind] | None = None
        self._written: Shape | None = None
        self.actions = DrawingActions(canvas)
        self._overlay = Overlay(canvas, self._paint)
        self.bar = Bar(canvas)
        self.typed = TypedBox(canvas)
        self.finishing = Finishing(canvas)
        self.finishing.origin = self
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
        self.typed.closed.connect(self._canvas.setFocus)
        self.finishing.saved.connect(self._saved)
        self.finishing.kept.connect(self._rest)
        self.finishing.refused.connect(self.bar.refuse)
        self._canvas.view_changed.connect(self._view_changed)
        self._canvas.taken.connect(self._give_way)

    # --- the case -----------------------------------------------------------------------

    def open(self, session: Session, language: str = "en") -> None:
        """Draw in this case; an unfinished drawing in it is shown."""
        self.session = session
        session.changed.connect(self._case_changed)
        session.selected.connect(self._enable)
        self.set_language(language)
        self._enable()
        self._offer()

    def set_language(self, language: str) -> None:
        """Names of layers and fields in the language of a code such as ``en`` or ``ko``."""
        self._language = language
        if self.session is not None:
            self.actions.offer(self.session.statements, language)
            self._refresh()

    def leave_form(self) -> bool:
        """Close the form of a new row, asking first; False when the user wants to stay."""
        if not self.finishing.may_leave():
            return False
        if self.tool is not None:
            self._rest()
        return True

    def close(self) -> bool:
        """Leave the case; what is interrupted stays in it. False when the user wants to stay."""
        if not self._make_way():
            return False
        if self.session is not None:
            self.session.changed.disconnect(self._case_changed)
            self.session.selected.disconnect(self._enable)
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

    def _case_changed(self, touched: Touched) -> None:
        """Notice when an unfinished drawing comes back by undo, or goes by it."""
        session, task = self.session, self._task
        if session is None or touched.origin is self:
            return
        self._enable()
        if task is not None and task.key in touched.written.keys:
            row = session.view.record(task.key) if task.key is not None else None
            if row is None or row.deleted:
                self._task = replace(task, key=None)
                self._written = None
        if any(key.table == "sketch_element" for key in touched.written.keys):
            self._offer()

    # --- beginning ----------------------------------------------------------------------

    def start(self, table: str, kind: GeometryKind) -> None:
        """Draw a new shape in a layer."""
        if self.session is None or self.session.read_only or not self._make_way():
            return
        self._last = (table, kind)
        shape = Shape.begun(kind)
        self._set_up(Pen(self._canvas, shape, self._ground), Unfinished(table, shape, _NOWHERE))
        self.resume()

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
            self.bar.say(said(str(error)), ("close",))
            return
        tool = Vertices(self._canvas, shape, self._ground)
        tool.but = (key.table, key.id)
        self._set_up(tool, Unfinished(key.table, shape, _NOWHERE, of=key))
        self.resume()

    def measure(self, kind: GeometryKind) -> None:
        """Measure along a line or around an area; nothing is kept."""
        if self.session is not None and self._make_way():
            self._set_up(Pen(self._canvas, Shape.begun(kind), self._ground), None)
            self.resume()

    def resume(self) -> None:
        """Go on with an interrupted drawing."""
        if self.tool is None:
            return
        self._canvas.taken.emit(self)
        self._overlay.raise_()
        self.tool.take()
        self._refresh()
        self._enable()
        self.began.emit()

    def leave(self) -> None:
        """Give the mouse back to the map. What is begun is kept in the case."""
        if self.tool is None:
            return
        if worth_keeping(self.tool):
            self._rest()
        else:
            self._discard()

    def _give_way(self, to: object) -> None:
        """Another tool takes the hand: what is begun waits in sight, and in the case."""
        if to is not self and self.tool is not None and self.tool.is_in_use:
            self.leave()

    def _make_way(self) -> bool:
        """Put away what is on the map. False when the user wants to stay with a form."""
        if not self.finishing.may_leave():
            return False
        if self.tool is not None and worth_keeping(self.tool):
            self._rest()
        self._drop()
        return True

    def _draw_again(self) -> None:
        if self._last is not None:
            self.start(*self._last)
        else:
            self.actions.menu.popup(QCursor.pos())

    def _reshape_selected(self) -> None:
        if (key := self._selected()) is not None:
            self.reshape(key)

    def _set_up(self, tool: Tool, task: Unfinished | None) -> None:
        self.tool, self._task = tool, task
        tool.snapping = self.actions.snapping.isChecked()
        tool.changed.connect(self._refresh)
        tool.finished.connect(self._finished)
        tool.stopped.connect(self.leave)
        tool.refused.connect(self.bar.refuse)
        tool.snapping_toggled.connect(self.actions.snapping.toggle)
        if isinstance(tool, Pen):
            self.typed.serve(tool)
        self._overlay.show()
        self._overlay.raise_()

    # --- resting, and what is kept --------------------------------------------------------

    def _rest(self) -> None:
        """Give the mouse back and keep the drawing in the case and on the map."""
        if self.tool is None:
            return
        self._give_back(self.tool)
        self._keep()
        self._refresh()

    def _give_back(self, tool: Tool) -> None:
        if not tool.is_in_use:
            return
        self.typed.end()
        tool.tracing.attempt(None)
        tool.release()
        self._enable()
        self._canvas.announce("")
        self.ended.emit()

    def _current(self) -> Unfinished | None:
        """The drawing as it is now."""
        tool, task = self.tool, self._task
        if tool is None or task is None:
            return None
        return replace(task, shape=tool.tracing.settled, ground=tool.ground or task.ground)

    def _keep(self) -> None:
        session, now = self.session, self._current()
        if session is None or now is None or now.shape == self._written or not now.shape.corners:
            return
        draft = drawn.keep(session.view, now)
        if self._do(draft):
            self._task = replace(now, key=draft.changes[0].key)
            self._written = now.shape

    def _offer(self) -> None:
        """Show the newest unfinished drawing of the case, if there is one."""
        session = self.session
        if session is None or session.read_only or self.tool is not None:
            return
        left = drawn.unfinished(session.view)
        if not left:
            return
        task = left[-1]
        self._written = task.shape
        self._set_up(taken_up(self._canvas, session.view, task, self._ground), task)
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
        tool, session = self.tool, self.session
        if tool is None or session is None:
            return
        self._give_back(tool)
        now = self._current()
        if now is not None:
            self.finishing.finish(session, now, self._language)
        self._refresh()

    def _saved(self, key: Key) -> None:
        self._drop()
        if self.session is not None:
            self.session.select([key], origin=self)
        self._offer()

    # --- what lies under the hand -----------------------------------------------------------

    def _ground(self, lon: float, lat: float) -> Ground:
        given = self._picture_at
        picture = given(lon, lat) if given is not None else topmost(self._canvas, lon, lat)
        return ground_under(self._canvas, picture, lat)

    # --- what is seen -----------------------------------------------------------------------

    def _paint(self, painter: QPainter) -> None:
        tool = self.tool
        if tool is None:
            return
        tool.paint(painter)
        at = beside(tool)
        lines = tool.card() if tool.is_in_use and not self.typed.isVisible() else []
        if lines and at is not None:
            room = (float(self._overlay.width()), float(self._overlay.height()))
            furniture.draw_card(painter, lines, at, room, palette(theme.current().dark))

    def _view_changed(self, _view: object) -> None:
        if isinstance(self.tool, Pen) and self.tool.is_in_use:
            self.tool.aim_again()
        self._overlay.update()

    def _refresh(self) -> None:
        if (tool := self.tool) is None or (session := self.session) is None:
            return
        self._overlay.update()
        if self.finishing.form is not None:
            self.bar.hide()
            return
        self.bar.buttons["finish"].setEnabled(tool.tracing.settled.is_complete)
        self.bar.say(*wording.said(session.view, tool, self._task, self._language))

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
            self._canvas.zoom_to(tool.tracing.settled.extent)
        elif name == "copy":
            QGuiApplication.clipboard().setText(self.bar.label.text())

    def _snap(self, on: bool) -> None:
        if self.tool is not None:
            self.tool.snapping = on
            if isinstance(self.tool, Pen) and self.tool.is_in_use:
                self.tool.aim_again()
