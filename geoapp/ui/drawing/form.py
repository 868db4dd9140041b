"""What a new shape is: the main fields of its layer, beside the map or at its edge."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QLabel, QWidget

from geoapp.case.errors import CaseError
from geoapp.case.records import Value
from geoapp.case.view import CaseView
from geoapp.ui.forms.form import Form, Submit
from layers.schema import FieldKind, Table
from layers.values import Position

_WIDTH, _EDGE = 340, 10


def main_fields(table: Table) -> list[str]:
    """What names a row, what kind it is, since when, where, and what else is to be said."""
    kinds = {FieldKind.CHOICE, FieldKind.DATE}
    named = set(table.title) - {"code"}
    wanted = [f.name for f in table if f.name in named or f.kind in kinds]
    return [*wanted, "geometry", *(f.name for f in table if f.name == "note")]


class NewRowForm(Form):
    """The form for a shape that was just drawn. It may be saved with nothing filled in.

    It covers `over`, or with `at_edge` only its right edge.

    After Cancel, as after saving, it says `finished`; whoever opened it keeps the drawing.
    """

    def __init__(
        self,
        view: CaseView,
        table: Table,
        position: Position,
        language: str,
        submit: Submit,
        over: QWidget,
        *,
        at_edge: bool = True,
    ) -> None:
        super().__init__(view, table, {"geometry": position}, language, submit=submit, parent=over)
        self.setObjectName("newRowForm")
        self.setFrameShape(Form.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._position = position
        self._over, self._at_edge = over, at_edge
        self.reason.setPlaceholderText(self.tr("Reason, for the ledger; may stay empty"))
        self.cancel_button.setToolTip(self.tr("The drawing is kept as unfinished"))
        shown = set(main_fields(table))
        for name, editor in self.editors.items():
            if name not in shown:
                self._hide(editor)
        over.installEventFilter(self)
        self.place()

    def _heading(self, table: Table, values: Mapping[str, Value], language: str) -> QLabel:
        heading = super()._heading(table, values, language)
        heading.setText(self.tr("New: {0}").format(table.label.in_language(language)))
        return heading

    def _hide(self, editor: QWidget) -> None:
        editor.hide()
        for label in self.findChildren(QLabel):
            if label.buddy() is editor:
                label.hide()

    def place(self) -> None:
        """At the right edge of the map and no higher than it needs to be, or over a panel."""
        if not self._at_edge:
            self.setGeometry(self._over.rect())
            return
        most = self._over.height() - 2 * _EDGE
        wide = min(_WIDTH, self._over.width() - 2 * _EDGE)
        self.resize(QSize(wide, min(most, 560)))
        self.move(self._over.width() - wide - _EDGE, _EDGE)

    def save(self) -> None:
        """Save what was filled in together with the shape."""
        self.problem.hide()
        values, refused = self._entries()
        if refused is not None:
            self._point_to(refused)
            return
        filled: Mapping[str, Value] = {"geometry": self._position, **values}
        try:
            self._submit(filled, self.reason.text().strip())
        except CaseError as error:
            self._say(str(error))
            return
        self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge when the map grows or shrinks."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False
