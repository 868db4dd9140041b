"""Where something is: coordinates, how precise, and how it was found, as one value."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geoapp.case.records import Value
from geoapp.ui.forms.choice import ChoiceBox
from geoapp.ui.forms.editor import Editor, UnreadableError
from geoapp.ui.forms.plain import read_number, with_unit
from geoapp.ui.phrases import number_in_words, place_in_words, point_in_words
from geoapp.ui.refusals import said
from layers.coordinates import CoordinateError, parse, written
from layers.schema import Field, GeometryKind
from layers.values import PRECISION, Position

TYPED_DECIMALS = 6


class PositionEditor(Editor):
    """A point as coordinates of any common form; a line or area keeps its course.

    Only a point can be typed: courses are drawn on the map or imported. Coordinates
    that nobody touched keep all their decimals, also those that are not shown.
    """

    def __init__(
        self, field: Field, language: str, kind: GeometryKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, language, parent)
        self._kind = kind
        self._typed_at_first = ""
        self.place = QLineEdit(self)
        self.place.setPlaceholderText(self.tr("unlocated"))
        self.place.textEdited.connect(self._changed)
        self.radius = QLineEdit(self)
        self.radius.setPlaceholderText(self.tr("not stated"))
        self.radius.textEdited.connect(self._changed)
        self.precision = ChoiceBox(PRECISION, language, self)
        self.precision.currentTextChanged.connect(self._changed)
        self.found_by = QLineEdit(self)
        self.found_by.textEdited.connect(self._changed)
        self._parts = self._make_parts()
        self._arrange(self._parts)
        self.place.setObjectName(f"edit:{field.name}")
        self.setFocusProxy(self.place)

    def _make_parts(self) -> QWidget:
        parts = QWidget(self)
        form = QFormLayout(parts)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(3)
        rows: tuple[tuple[str, QWidget, QWidget], ...] = (
            (self.tr("Coordinates or map link"), self.place, self.place),
            (self.tr("Within a radius of"), with_unit(self.radius, "m"), self.radius),
            (PRECISION.label.in_language(self.language), self.precision, self.precision),
            (self.tr("How it was found"), self.found_by, self.found_by),
        )
        for words, row, control in rows:
            label = QLabel(words, parts)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setBuddy(control)
            control.setAccessibleName(words)
            form.addRow(label, row)
        return parts

    def _show(self, value: Value) -> None:
        position = value if isinstance(value, Position) else Position(None)
        geometry = position.geometry
        typed = geometry is None or geometry.geom_type == "Point"
        if self._kind in (GeometryKind.LINE, GeometryKind.AREA):
            typed = False
        self.place.setEnabled(typed)
        if isinstance(geometry, Point):
            self.place.setText(written(geometry.x, geometry.y, radius_m=position.radius_m))
        else:
            self.place.setText("" if geometry is None else place_in_words(position))
        self._typed_at_first = self.place.text()
        radius = position.radius_m
        self.radius.setText("" if radius is None else number_in_words(radius))
        self.precision.show_code(position.precision)
        self.found_by.setText(position.found_by or "")
        for line in (self.place, self.radius, self.found_by):
            line.setCursorPosition(0)

    def _state(self) -> object:
        lines = (self.place, self.radius, self.found_by)
        return (*(line.text().strip() for line in lines), self.precision.currentText().strip())

    def _read(self) -> Value:
        radius = read_number(self.radius.text(), whole=False)
        if radius is not None and radius < 0:
            raise UnreadableError(
                self.tr("A radius cannot be negative. Leave it empty if unknown.")
            )
        position = Position(
            self._geometry(),
            None if radius is None else float(radius),
            self.precision.code(),
            self.found_by.text().strip() or None,
        )
        return None if position == Position(None) else position

    def _geometry(self) -> BaseGeometry | None:
        given = self._given if isinstance(self._given, Position) else Position(None)
        text = self.place.text().strip()
        if text == self._typed_at_first.strip():
            return given.geometry
        if not text:
            return None
        try:
            lon, lat = parse(text)
        except CoordinateError as error:
            raise UnreadableError(said(str(error))) from error
        return Point(lon, lat)

    def _understood(self) -> str:
        if not self.place.isEnabled():
            return self.tr("The course is changed on the map, not here.")
        if self.place.text() == self._typed_at_first:
            return ""
        try:
            geometry = self._geometry()
        except UnreadableError as error:
            return str(error)
        if not isinstance(geometry, Point):
            return self.tr("Unlocated; the row stays usable.")
        where = point_in_words(geometry.x, geometry.y, TYPED_DECIMALS)
        return self.tr("Read as {where}").replace("{where}", where)
