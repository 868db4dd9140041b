"""Editing a cell where it stands: the form of one field, laid over the window."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from geoapp.case.records import Value
from geoapp.case.view import CaseView
from geoapp.ui.forms.form import Form, Submit
from layers.schema import Field, FieldKind, Table

_WIDTH = 320
_LONG = frozenset({FieldKind.LONG_TEXT, FieldKind.POSITION})


class CellForm(Form):
    """The form of one field of one or of several rows.

    It may be higher than the table, so it lies over the whole window. Enter saves, Esc
    gives up; only what takes long to enter is asked about before it is given up.
    """

    def __init__(
        self,
        view: CaseView,
        table: Table,
        field: Field,
        values: Mapping[str, Value],
        language: str,
        *,
        submit: Submit,
        rows: int,
        parent: QWidget,
    ) -> None:
        super().__init__(
            view, table, values, language, submit=submit, names=[field.name], parent=parent
        )
        self.setObjectName("cellForm")
        self.setAutoFillBackground(True)
        self.setStyleSheet(
            "QFrame#cellForm { background: palette(alternate-base); "
            "border: 1px solid palette(link); border-radius: 6px; }"
        )
        self._cell: QRect | None = None
        self._field = field
        label = field.label.in_language(language)
        if rows > 1:
            label = self.tr("{0}, in {1} rows").format(label, rows)
            self.reason.setPlaceholderText(self.tr("Why? One reason is kept for all rows"))
        self.setAccessibleName(label)
        heading = QLabel(label, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, heading)

    def may_close(self) -> bool:
        """Short entries go without a question."""
        return self._field.kind not in _LONG or super().may_close()

    def open_at(self, cell: QRect) -> None:
        """Lie over a cell, given in pixels of the window; wholly inside the window."""
        self._cell = cell
        self.setFixedWidth(max(_WIDTH, min(cell.width() + 24, 2 * _WIDTH)))
        self._place()
        self.raise_()
        self.show()
        self.focus_first()

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with the sentences beneath the editor."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return handled

    def _place(self) -> None:
        layout = self.layout()
        if layout is None or self._cell is None:
            return
        layout.activate()
        height = self.sizeHint().height()
        if layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.width())
        size = QSize(self.width(), height)
        over = self.parentWidget() or self
        inside = over.rect().adjusted(4, 4, -4, -4)
        place = QRect(self._cell.topLeft() - QPoint(9, 9), size)
        place.moveRight(min(place.right(), inside.right()))
        place.moveBottom(min(place.bottom(), inside.bottom()))
        place.moveLeft(max(place.left(), inside.left()))
        place.moveTop(max(place.top(), inside.top()))
        if place != self.geometry():
            self.setGeometry(place)
