"""The fields of a row, from its statement alone, with a marker where claims stand behind one."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from geoapp.case.parts import NOT_HERE
from geoapp.case.records import Key, Value
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.claims import Claims
from geoapp.ui.panels.inspector.content import ACCOUNTS, Content
from geoapp.ui.panels.inspector.document import key_of, link_to
from geoapp.ui.panels.inspector.marker import Marker
from geoapp.ui.panels.inspector.value_label import ValueLabel
from geoapp.ui.phrases import bounds_in_words, excerpt, in_words
from layers.schema import Field, FieldKind
from layers.values import UncertainDate

IN_HEADER = frozenset({"code", "fictional"})
LONG = 900
WIDEST = 16777215
LABEL_DIGITS = 12  # the width of the labels' column
LINES = 3  # of the grid, for each field


def _tr(text: str) -> str:
    return QCoreApplication.translate("Fields", text)


class FieldRow:
    """The widgets of one field in the grid; used again for the fields of the next row."""

    def __init__(self, owner: Fields, grid: QGridLayout, number: int) -> None:
        self.field: Field | None = None
        self._owner = owner
        self._grid = grid
        self._line = number * LINES
        self._placed: tuple[bool, bool] | None = None
        self.label = QLabel(owner)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.value = ValueLabel(owner)
        self.value.edit_requested.connect(self._edit)
        self.value.linkActivated.connect(self._follow)
        self.marker = Marker(owner)
        self.marker.toggled.connect(self._toggle_claims)
        self.below: QWidget | None = None

    def _place(self, stacked: bool, marked: bool) -> None:
        """Label beside the value, or above it where the value is a text."""
        if (stacked, marked) == self._placed:
            return
        self._placed = (stacked, marked)
        for widget in (self.label, self.value, self.marker):
            self._grid.removeWidget(widget)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.label, self._line, 0, 1, 2 if stacked else 1, top)
        if stacked:
            self._grid.addWidget(self.value, self._line + 1, 0, 1, 3)
        else:
            self._grid.addWidget(self.value, self._line, 1, 1, 1 if marked else 2)
        self._grid.addWidget(self.marker, self._line, 2, top)

    def show_field(self, field: Field, content: Content) -> None:
        """Show another field."""
        self.close_below()
        self.field = field
        language = self._owner.language
        label = field.label.in_language(language)
        self.label.setText(label)
        self.label.setToolTip(field.help.in_language(language) if field.help else "")
        self._show_value(field, content)
        self.value.setAccessibleName(f"{label}: {self.value.text()}")
        self.value.setObjectName(f"value:{field.name}")
        self._show_marker(field, content, label)
        stacked = field.kind in (FieldKind.LONG_TEXT, FieldKind.POSITION)
        self._place(stacked, self.marker.isVisibleTo(self._owner))
        self.label.setMinimumWidth(0 if stacked else self._owner.label_width)
        self.label.setMaximumWidth(WIDEST if stacked else self._owner.label_width)
        self._visible(True)

    def hide(self) -> None:
        """Show nothing."""
        self.close_below()
        self.field = None
        self._visible(False)
        self.marker.setVisible(False)

    def _visible(self, shown: bool) -> None:
        self.label.setVisible(shown)
        self.value.setVisible(shown)

    def _show_value(self, field: Field, content: Content) -> None:
        value = content.record.values.get(field.name)
        self.value.setToolTip(_tip(value))
        if field.kind is FieldKind.REFERENCE and isinstance(value, int) and field.refers_to:
            key = Key(field.refers_to, value)
            code, name = content.names.get(key, ("", ""))
            words = name or code or _tr("a row marked as deleted")
            here = words != NOT_HERE.in_language(self._owner.language)
            self.value.setTextFormat(Qt.TextFormat.RichText)
            self.value.setText(link_to(key, words) if here else escape(words))
            return
        words = in_words(field, value, self._owner.language)
        if field.kind is FieldKind.LONG_TEXT and len(words) > LONG and not self._in_full(content):
            more = f'<br><a href="more:">{escape(_tr("read all"))}</a>'
            self.value.setTextFormat(Qt.TextFormat.RichText)
            self.value.setText(escape(excerpt(words, LONG)) + more)
            return
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setText(words or "—")

    def _in_full(self, content: Content) -> bool:
        return content.table.name in ACCOUNTS

    def _show_marker(self, field: Field, content: Content, label: str) -> None:
        count = len(content.claims.get(field.name, ()))
        text = _tr("1 claim") if count == 1 else _tr("{n} claims").replace("{n}", str(count))
        about = _tr("Who says what, and which value is shown")
        if not count:
            text, about = _tr("+ claim"), _tr("Nobody's claim is behind this yet. Enter one.")
        self.marker.setChecked(False)
        self.marker.show_count(text, rivals=count > 1)
        self.marker.setAccessibleName(f"{label}: {text}")
        self.marker.setToolTip(about)
        self.marker.setObjectName(f"claims:{field.name}")
        self.marker.setVisible(count > 0 or (field.claimed and self._owner.writable))

    def _toggle_claims(self, opened: bool) -> None:
        if not opened:
            if isinstance(self.below, Claims):
                self.close_below()
            return
        if self.field is None:
            return
        if self._owner.has_claims(self.field):
            self.put_below(self._owner.claims_of(self.field))
        else:
            self.marker.setChecked(False)
            self._owner.claim_wanted.emit(self.field.name)

    def put_below(self, widget: QWidget) -> None:
        """Show a widget over the whole width beneath the value."""
        self.close_below()
        self.below = widget
        self._grid.addWidget(widget, self._line + 2, 0, 1, 3)
        widget.show()

    def close_below(self) -> None:
        """Take away what was put beneath the value."""
        if self.below is not None:
            widget, self.below = self.below, None
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _edit(self) -> None:
        if self.field is not None:
            self._owner.edit_requested.emit(self.field.name)

    def _follow(self, link: str) -> None:
        scheme, _, rest = link.partition(":")
        if scheme == "row":
            self._owner.navigate.emit(key_of(rest))
        elif self.field is not None:
            self._owner.read_all(self)


class Fields(QWidget):
    """All fields of a row that hold something; the empty ones on demand.

    Signals: `navigate(Key)`, `show_point(lon, lat)`, `edit_requested(field name)`,
    `adopt(claim Key)`, `rank(claim Key, str)`, `claim_wanted(field name)` for a new claim.
    """

    navigate = Signal(Key)
    show_point = Signal(float, float)
    edit_requested = Signal(str)
    adopt = Signal(Key)
    rank = Signal(Key, str)
    claim_wanted = Signal(str)

    def __init__(self, view: CaseView, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = language
        self._view = view
        self._content: Content | None = None
        self._writable = False
        self._rows: list[FieldRow] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._empty = QToolButton(self)
        self._empty.setObjectName("showEmptyFields")
        self._empty.setCheckable(True)
        self._empty.setAutoRaise(True)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty.toggled.connect(self._again)
        self._grid.addWidget(self._empty, 10_000, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)

    @property
    def label_width(self) -> int:
        """The width of the labels' column in pixels."""
        return self.fontMetrics().horizontalAdvance("0" * LABEL_DIGITS)

    def show_content(self, content: Content, writable: bool) -> None:
        """Show the fields of another row, or the same row anew."""
        same = self._content is not None and self._content.key == content.key
        opened = [row.field for row in self._rows if same and row.marker.isChecked()]
        self._content = content
        self._writable = writable
        shown, empty = self._split(content)
        while len(self._rows) < len(shown):
            self._rows.append(FieldRow(self, self._grid, len(self._rows)))
        for row, field in zip(self._rows, shown, strict=False):
            row.show_field(field, content)
        for row in self._rows[len(shown) :]:
            row.hide()
        for row in self._rows[: len(shown)]:
            row.marker.setChecked(row.field in opened)
        words = self.tr("Show 1 empty field")
        if empty != 1:
            words = self.tr("Show {n} empty fields").replace("{n}", str(empty))
        self._empty.setText(self.tr("Hide empty fields") if self._empty.isChecked() else words)
        self._empty.setAccessibleName(self._empty.text())
        self._empty.setVisible(empty > 0)

    def _split(self, content: Content) -> tuple[list[Field], int]:
        fields = [field for field in content.table if field.name not in IN_HEADER]
        filled = [f for f in fields if self._is_filled(content.record.values.get(f.name), f)]
        empty = len(fields) - len(filled)
        return (fields if self._empty.isChecked() else filled), empty

    def _is_filled(self, value: Value, field: Field) -> bool:
        if value is None or value == "":
            return bool(self._content and self._content.claims.get(field.name))
        return True

    def _again(self) -> None:
        if self._content is not None:
            self.show_content(self._content, self._writable)

    @property
    def writable(self) -> bool:
        """Whether the row that is shown may be changed."""
        return self._writable

    def has_claims(self, field: Field) -> bool:
        """Whether anybody claims something about a field of the row that is shown."""
        return self._content is not None and bool(self._content.claims.get(field.name))

    def claims_of(self, field: Field) -> Claims:
        """A new widget with the claims about a field."""
        claims = Claims(self._view, self.language, self)
        claims.navigate.connect(self.navigate)
        claims.show_point.connect(self.show_point)
        claims.adopt.connect(self.adopt)
        claims.rank.connect(self.rank)
        claims.add.connect(lambda: self.claim_wanted.emit(field.name))
        known = self._content.claims.get(field.name, ()) if self._content else ()
        claims.show_claims(field, known, self._writable)
        return claims

    def row(self, name: str) -> FieldRow | None:
        """The widgets that show a field; None while it is hidden."""
        for row in self._rows:
            if row.field is not None and row.field.name == name:
                return row
        return None

    def read_all(self, row: FieldRow) -> None:
        """Show a long text in full."""
        if self._content is not None and row.field is not None:
            row.value.setTextFormat(Qt.TextFormat.PlainText)
            row.value.setText(str(self._content.record.values.get(row.field.name) or ""))

    def event(self, event: QEvent) -> bool:
        """Claim F2 for the value that has the focus before a shortcut of the window takes it."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_f2(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits, as in a table."""
        if self._is_f2(event):
            self.edit_requested.emit(self._focused())
            return
        super().keyPressEvent(event)

    def _is_f2(self, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2
        return pressed and bool(self._focused())

    def _focused(self) -> str:
        """The name of the field whose value has the focus, or an empty text."""
        for row in self._rows:
            if row.field is not None and row.value.hasFocus():
                return row.field.name
        return ""


def _tip(value: Value) -> str:
    """Bounds of a date, which the words alone do not show."""
    return bounds_in_words(value) if isinstance(value, UncertainDate) else ""
