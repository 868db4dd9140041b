"""From a finished shape to the row in the case: the form, the reason, the command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from geoapp.case.errors import CaseError
from geoapp.case.records import Key, Value
from geoapp.commands import geometry as drawn
from geoapp.commands.geometry import Ground, Unfinished
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.dialogs.messages import ReasonDialog
from geoapp.ui.drawing.form import NewRowForm
from geoapp.ui.drawing.painting import pixels
from geoapp.ui.drawing.wording import row_name
from layers.shaping import Shape
from layers.values import Position

_EDGE = 24.0


class Finishing(QObject):
    """Asks what is still to be said of a shape and saves it.

    Signals: `saved(Key)`, the row; `kept` when the user went back to the drawing;
    `refused(sentence)`.
    """

    saved = Signal(Key)
    kept = Signal()
    refused = Signal(str)

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.form: NewRowForm | None = None
        self.origin: object = self
        self._host: QWidget | None = None

    def host(self, panel: QWidget | None) -> None:
        """Open forms over this panel while it is seen, else at the edge of the map."""
        self._host = panel

    def _shown_host(self) -> QWidget | None:
        """The panel, unless it is hidden or was dropped with its case."""
        panel = self._host
        if panel is None or not shiboken6.isValid(panel) or not panel.isVisible():
            return None
        return panel

    def finish(self, session: Session, task: Unfinished, language: str) -> None:
        """Open the form of a new row, or ask why a row gets another course."""
        ground = _with_scene(session, task)
        if task.of is None:
            self._open_form(session, task, ground, language)
        else:
            self._ask_reason(session, task, task.of, ground, language)

    def may_leave(self) -> bool:
        """Close the form, asking first if something was entered; False to stay with it."""
        if self.form is not None and not self.form.may_close():
            return False
        self.drop_form()
        return True

    # --- a new row ----------------------------------------------------------------------

    def _open_form(self, session: Session, task: Unfinished, ground: Ground, language: str) -> None:
        def submit(values: Mapping[str, Value], reason: str) -> None:
            self._save_new(session, task, ground, values, reason)

        statement = session.statements[task.table]
        position = drawn.traced(task.shape.geometry(), ground)
        host = self._shown_host()
        form = NewRowForm(
            session.view,
            statement,
            position,
            language,
            submit,
            host or self._canvas,
            at_edge=host is None,
        )
        self.form = form
        form.finished.connect(self._form_closed)
        form.show()
        form.raise_()
        form.focus_first()
        if host is None:
            self._make_room(task.shape, form.x() - _EDGE)

    def _make_room(self, shape: Shape, right: float) -> None:
        """Pan so that the form does not cover the shape, as far as both find room."""
        spots = pixels(self._canvas.view, shape.corners)
        over = min(float(spots[:, 0].max()) - right, float(spots[:, 0].min()) - _EDGE)
        if over > 0.0:
            self._canvas.set_view(self._canvas.view.panned(-round(over), 0.0))

    def _save_new(
        self,
        session: Session,
        task: Unfinished,
        ground: Ground,
        values: Mapping[str, Value],
        reason: str,
    ) -> None:
        given = dict(values)
        position = given.pop("geometry", None)
        if not isinstance(position, Position):
            raise CaseError("The shape must stay. Cancel keeps the drawing as unfinished.")
        draft = drawn.draw(
            session.view,
            task.table,
            position,
            given,
            ground=ground,
            instead=_still_there(session, task.key),
            reason=reason,
        )
        session.do(draft, origin=self.origin)
        self.drop_form()
        self.saved.emit(draft.changes[0].key)

    def _form_closed(self) -> None:
        if self.form is not None:
            self.drop_form()
            self.kept.emit()

    def drop_form(self) -> None:
        """Close the form with whatever was entered."""
        form, self.form = self.form, None
        if form is not None:
            # The map takes the focus first, else it goes to whatever comes next.
            self._canvas.setFocus()
            form.hide()
            form.deleteLater()

    # --- another course -------------------------------------------------------------------

    def _ask_reason(
        self, session: Session, task: Unfinished, key: Key, ground: Ground, language: str
    ) -> None:
        record = session.view.record(key)
        old = record.values.get("geometry") if record is not None else None
        geometry = task.shape.geometry()
        position = drawn.retraced(old if isinstance(old, Position) else None, geometry, ground)

        def go(reason: str) -> None:
            instead = _still_there(session, task.key)
            try:
                draft = drawn.reshape(
                    session.view, key, position, ground=ground, instead=instead, reason=reason
                )
                session.do(draft, origin=self.origin)
            except CaseError as error:
                self.kept.emit()
                self.refused.emit(str(error))
                return
            self.saved.emit(key)

        words = self.tr("Give “{0}” this course?\n\nThe one it had stays beside it as a claim.")
        name = row_name(session.view, task, language)
        action = self.tr("Reshape")
        dialog = ReasonDialog(action, words.format(name), action, go, self._canvas.window())
        dialog.rejected.connect(self.kept)
        dialog.open()


def _with_scene(session: Session, task: Unfinished) -> Ground:
    """The ground, named by its scene where the case describes it."""
    lon, lat = task.shape.corners[0]
    key = drawn.scene_named(session.view, task.ground.name, (lon, lat))
    scene = session.view.record(key) if key is not None else None
    if scene is None:
        return task.ground
    name = str(scene.values.get("title") or scene.code)
    return replace(task.ground, name=name, scene=key)


def _still_there(session: Session, key: Key | None) -> Key | None:
    record = session.view.record(key) if key is not None else None
    return key if record is not None and not record.deleted else None
