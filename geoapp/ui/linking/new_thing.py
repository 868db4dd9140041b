"""A thing that does not exist yet, made within the step of linking to it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.records import Value
from geoapp.case.ties import CLAIM
from geoapp.case.view import CaseView
from geoapp.commands.places import dropped, fitting_precision, usual_radius
from geoapp.ui.forms.choice import ChoiceEditor
from geoapp.ui.forms.editor import Editor, UnreadableError
from geoapp.ui.forms.form import editor_for
from geoapp.ui.forms.positions import PositionEditor
from geoapp.ui.linking.candidates import linkable
from geoapp.ui.phrases import number_in_words
from layers.schema import Field, FieldKind, GeometryKind, Table
from layers.values import Position

NOT_HERE = frozenset({"passage", "interview", "scene", "figure", "sketch", "sketch_element"})
"""Kinds that are made elsewhere, as they are nothing without a text, an image or a list."""
_BASIS = "basis of claims"
_GRADES = frozenset({"type", "kind", "date", "violation", "certainty", "basis", "not_found"})


def main_fields(table: Table) -> list[Field]:
    """The fields one knows when something is first mentioned: names, kind, date, place, source."""
    placed = table.geometry in (GeometryKind.POINT, GeometryKind.ANY)
    found = []
    texts = 0
    for field in table:
        if field.name in ("code", "fictional"):
            continue
        long = field.kind is FieldKind.LONG_TEXT and field.name != "note"
        texts += long
        wanted = (
            field.name in table.title
            or field.name in (*_GRADES, "note")
            or (long and texts == 1)
            or (field.kind is FieldKind.POSITION and placed)
            or field.refers_to == "source"
        )
        if wanted:
            found.append(field)
    return found


class NewThing(QWidget):
    """A short form: choose the kind, say what is known of it.

    Signals: `place_wanted()` to put it on the map; `moved()` when its place or radius
    changed; `edited()` on any change; `submitted()`; `left()` to go back.
    """

    place_wanted = Signal()
    moved = Signal()
    submitted = Signal()
    left = Signal()

    def __init__(self, view: CaseView, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._language = language
        self._table: Table | None = None
        self.editors: dict[str, Editor] = {}
        self._kept: dict[str, QWidget] = {}
        self._editors_of: dict[str, dict[str, Editor]] = {}
        self._pixel_m = 0.0
        self._own_radius = False
        self._words = ""
        self.kinds = QComboBox(self)
        self.kinds.setObjectName("newKind")
        self.kinds.setAccessibleName(self.tr("Kind of thing"))
        self.kinds.currentIndexChanged.connect(self._kind_chosen)
        self.place_button = QToolButton(self)
        self.place_button.setProperty("role", "link")
        self.place_button.setObjectName("newPlaceOnMap")
        self.place_button.setText(self.tr("Put it on the map…"))
        self.place_button.clicked.connect(self.place_wanted)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.make_button = QPushButton(self.tr("Make and link"), self)
        self.make_button.setObjectName("makeAndLink")
        self.make_button.setProperty("primary", "true")
        self.make_button.setToolTip(self.tr("One step, and one undo (Ctrl+Enter)"))
        self.make_button.clicked.connect(self.submitted)
        back = QPushButton(self.tr("Back to the search"), self)
        back.setObjectName("backToSearch")
        back.clicked.connect(self.left)
        self._arrange(back)

    def _arrange(self, back: QPushButton) -> None:
        top = QHBoxLayout()
        label = QLabel(self.tr("New"), self)
        label.setProperty("role", "muted")
        top.addWidget(label)
        top.addWidget(self.kinds, 1)
        top.addWidget(self.place_button)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(self.make_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        column.addWidget(self.summary)
        column.addLayout(foot)

    def begin(self, first: tuple[str, ...], words: str, table: str = "") -> None:
        """Offer the kinds, those of `first` leading, with the words searched for as its name.

        `table`: the kind to make; the one before if it is empty. What was entered stays.
        """
        wanted = table or self.kinds.currentData()
        blocker = QSignalBlocker(self.kinds)
        self.kinds.clear()
        for kind in linkable(self._view, first):
            if kind.name not in NOT_HERE:
                self.kinds.addItem(kind.label.in_language(self._language), kind.name)
        at = self.kinds.findData(wanted)
        self.kinds.setCurrentIndex(max(at, 0))
        blocker.unblock()
        before, self._words = self._words, words
        self._kind_chosen()
        self._suggest_name(before)

    @property
    def table(self) -> Table | None:
        """What kind of thing is made."""
        return self._table

    @property
    def is_changed(self) -> bool:
        """Whether a person entered anything here."""
        editors = [e for made in self._editors_of.values() for e in made.values()]
        return any(e.is_changed and not self._is_suggested(e) for e in editors)

    def _is_suggested(self, editor: Editor) -> bool:
        line = editor.focusProxy()
        return isinstance(line, QLineEdit) and line.text() == self._words

    def show_summary(self, words: str) -> None:
        """What would be made and linked."""
        self.summary.setText(words)

    def forget(self) -> None:
        """Empty all forms."""
        old = self.area.takeWidget()
        for form in {*self._kept.values(), *([old] if old is not None else [])}:
            form.deleteLater()
        self._kept.clear()
        self._editors_of.clear()
        self.editors = {}
        self._table = None
        self._own_radius = False
        self._words = ""

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for editor in self.editors.values():
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    # --- one form per kind, kept while the panel is open ---------------------------------

    def _kind_chosen(self) -> None:
        name = self.kinds.currentData()
        if not name or (self._table is not None and self._table.name == name):
            return
        where = self.place()
        old = self.area.takeWidget()
        if old is not None and self._table is not None:
            old.hide()
            old.setParent(self)
            self._kept[self._table.name] = old
        self._table = self._view.statements[name]
        fresh = name not in self._kept
        form = self._kept.pop(name, None) or self._make_form(self._table)
        self.editors = self._editors_of[name]
        self.area.setWidget(form)
        form.show()
        editor = self.position_editor
        self.place_button.setVisible(editor is not None)
        if fresh:
            self._suggest_name("")
        if editor is not None and where is not None and self.place() is None:
            # A place that was put on the map is meant for whatever is made there.
            editor.load(where)
        self.moved.emit()

    def _make_form(self, table: Table) -> QWidget:
        form = QWidget(self)
        rows = QFormLayout(form)
        rows.setContentsMargins(2, 6, 8, 6)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setVerticalSpacing(6)
        editors: dict[str, Editor] = {}
        fields = main_fields(table)
        for field in fields:
            if field.name == "note" and any(one.claimed for one in fields):
                basis = ChoiceEditor(CLAIM.field("basis"), self._language)
                basis.load("investigator")
                editors[_BASIS] = basis
                self._add(rows, CLAIM.field("basis").label.in_language(self._language), basis)
            editor = editor_for(field, table, self._view, self._language)
            editor.load(None)
            editors[field.name] = editor
            self._add(rows, field.label.in_language(self._language), editor)
        self._editors_of[table.name] = editors
        position = editors.get("geometry")
        if isinstance(position, PositionEditor):
            position.edited.connect(self.moved)
            position.radius.textEdited.connect(self._radius_typed)
            position.precision.currentTextChanged.connect(self._precision_changed)
        return form

    def _add(self, rows: QFormLayout, words: str, editor: Editor) -> None:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setBuddy(editor)
        rows.addRow(label, editor)

    def _suggest_name(self, before: str) -> None:
        """Put in the words searched for, unless a person entered a name already."""
        table, words = self._table, self._words
        names = [name for name in table.title if name in self.editors] if table else []
        hangul = any("가" <= character <= "힣" for character in words)
        fitting = [name for name in names if name.endswith("_ko") == hangul] or names
        line = self.editors[fitting[0]].focusProxy() if fitting and words else None
        if isinstance(line, QLineEdit) and line.text() in ("", before):
            line.setText(words)

    # --- its place ------------------------------------------------------------------------

    @property
    def position_editor(self) -> PositionEditor | None:
        """The editor of the place, if such a thing has one."""
        editor = self.editors.get("geometry")
        return editor if isinstance(editor, PositionEditor) else None

    def put_at(self, lon: float, lat: float, pixel_m: float) -> None:
        """Take a place from the map in degrees; `pixel_m` ground metres per pixel there."""
        editor = self.position_editor
        if editor is None:
            return
        self._pixel_m = pixel_m
        said = editor.precision.code()
        precision = said or fitting_precision(pixel_m)
        found = self.tr("put on the map by hand")
        where = dropped(lon, lat, precision, pixel_m, editor.found_by.text().strip() or found)
        if self._own_radius and (kept := self.place()) is not None:
            where = Position(where.geometry, kept.radius_m, precision, where.found_by)
        blocker = QSignalBlocker(editor.precision)
        editor.load(where)
        blocker.unblock()
        self.moved.emit()

    def place(self) -> Position | None:
        """The place as entered; None if there is none that can be read."""
        try:
            value = self.position_editor.value() if self.position_editor is not None else None
        except UnreadableError:
            return None
        return value if isinstance(value, Position) else None

    def _radius_typed(self) -> None:
        self._own_radius = True

    def _precision_changed(self) -> None:
        """Another class begins with its own radius, unless a person stated one."""
        editor = self.position_editor
        if editor is None or self._own_radius:
            return
        radius = usual_radius(editor.precision.code(), self._pixel_m)
        editor.radius.setText("" if radius is None else number_in_words(radius).replace(",", ""))
        self.moved.emit()

    # --- what was entered -------------------------------------------------------------------

    def entries(self) -> tuple[dict[str, Value], str | None] | None:
        """(values, basis) as entered; None, with a sentence beside it, if one cannot be read."""
        values: dict[str, Value] = {}
        for name, editor in self.editors.items():
            editor.show_problem("")
            try:
                values[name] = editor.value()
            except UnreadableError as error:
                editor.show_problem(str(error))
                editor.setFocus()
                self.area.ensureWidgetVisible(editor)
                return None
        basis = values.pop(_BASIS, None)
        filled: dict[str, Value] = {n: value for n, value in values.items() if value is not None}
        return filled, None if basis is None else str(basis)


def grounds(start_table: str, start_id: int, basis: str | None) -> Mapping[str, Value]:
    """What the claims about a new thing rest on: the passage, account or source it came from."""
    field = {"passage": "passage", "published_account": "account", "source": "source"}
    rests_on = {field[start_table]: start_id} if start_table in field else {}
    return {**rests_on, "basis": basis or "not stated"}
