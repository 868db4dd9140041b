"""A form over the fields of a row, made from the statement of its table alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.case.records import Value, title
from geoapp.case.view import CaseView
from geoapp.ui.dialogs.messages import agrees_to_discard
from geoapp.ui.forms.choice import ChoiceEditor
from geoapp.ui.forms.dates import DateEditor
from geoapp.ui.forms.editor import Editor, UnreadableError
from geoapp.ui.forms.plain import (
    BooleanEditor,
    LongTextEditor,
    NumberEditor,
    TextEditor,
    ValueEditor,
)
from geoapp.ui.forms.positions import PositionEditor
from geoapp.ui.forms.references import ReferenceEditor
from layers.schema import Field, FieldKind, Table

Submit = Callable[[Mapping[str, Value], str], None]
SIMPLE: dict[FieldKind, type[Editor]] = {
    FieldKind.TEXT: TextEditor,
    FieldKind.LONG_TEXT: LongTextEditor,
    FieldKind.INTEGER: NumberEditor,
    FieldKind.NUMBER: NumberEditor,
    FieldKind.BOOLEAN: BooleanEditor,
    FieldKind.DATE: DateEditor,
    FieldKind.CHOICE: ChoiceEditor,
    FieldKind.VALUE: ValueEditor,
}


def editor_for(field: Field, table: Table, view: CaseView, language: str) -> Editor:
    """The editor of a field, by its kind."""
    if field.kind is FieldKind.REFERENCE:
        return ReferenceEditor(field, language, view)
    if field.kind is FieldKind.POSITION:
        return PositionEditor(field, language, table.geometry)
    return SIMPLE[field.kind](field, language)


class Form(QFrame):
    """Editors for all fields, or for those of `names`, with a line for the reason.

    `submit` gets the changed values and the reason; when it raises CaseError the
    sentence is shown and every entry stays.

    Signals: `finished()` after saving, or when the user gave up.
    """

    finished = Signal()

    def __init__(
        self,
        view: CaseView,
        table: Table,
        values: Mapping[str, Value],
        language: str,
        *,
        submit: Submit,
        names: Sequence[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self._submit = submit
        self.in_place = names is not None
        """Whether it stands where the value stands, over one field or a few."""
        self.editors: dict[str, Editor] = {}
        for field in table:
            if names is None or field.name in names:
                editor = editor_for(field, table, view, language)
                editor.load(values.get(field.name))
                self.editors[field.name] = editor
        self.reason = QLineEdit(self)
        self.reason.setObjectName("edit reason")
        self.reason.setPlaceholderText(self.tr("Why is this changed?"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setForegroundRole(QPalette.ColorRole.BrightText)
        self.problem.hide()
        self._arrange(table, values, language)

    def _arrange(self, table: Table, values: Mapping[str, Value], language: str) -> None:
        layout = QVBoxLayout(self)
        if self.in_place:
            self.setFrameShape(QFrame.Shape.StyledPanel)
            layout.setContentsMargins(8, 8, 8, 8)
            for editor in self.editors.values():
                layout.addWidget(editor)
        else:
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self._heading(table, values, language))
            layout.addWidget(self._scrolled(language), 1)
        foot = QVBoxLayout()
        if not self.in_place:
            foot.setContentsMargins(12, 4, 12, 12)
        foot.addWidget(self.problem)
        foot.addWidget(self.reason)
        foot.addLayout(self._buttons())
        layout.addLayout(foot)

    def _heading(self, table: Table, values: Mapping[str, Value], language: str) -> QLabel:
        kind = table.label.in_language(language)
        name = title(table, values, language) or str(values.get("code") or "")
        heading = QLabel(f"{kind}: {name}" if name else kind, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        heading.setContentsMargins(12, 4, 12, 4)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        return heading

    def _scrolled(self, language: str) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(3)
        for editor in self.editors.values():
            label = QLabel(editor.field.label.in_language(language), inner)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setBuddy(editor)
            if editor.field.help:
                label.setToolTip(editor.field.help.in_language(language))
            column.addWidget(label)
            column.addWidget(editor)
            column.addSpacing(5)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._area = area
        return area

    def _buttons(self) -> QHBoxLayout:
        self.save_button = QPushButton(self.tr("Save"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.save_button.setProperty("primary", "true")
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.cancel_button, self.save_button):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        return row

    @property
    def is_changed(self) -> bool:
        """Whether anything was entered that is not saved."""
        return any(editor.is_changed for editor in self.editors.values())

    def focus_first(self) -> None:
        """Put the cursor into the first editor."""
        for editor in self.editors.values():
            editor.setFocus()
            return

    def save(self) -> None:
        """Save what was changed; where that fails, say why and keep every entry."""
        self.problem.hide()
        values, refused = self._entries()
        if refused is not None:
            self._point_to(refused)
            return
        if not values:
            self._say(self.tr("Nothing was changed."))
            return
        try:
            self._submit(values, self.reason.text().strip())
        except CaseError as error:
            self._say(str(error))
            return
        self.finished.emit()

    def _entries(self) -> tuple[dict[str, Value], Editor | None]:
        """The changed values, and the first editor whose entry cannot be read."""
        values: dict[str, Value] = {}
        refused: Editor | None = None
        for name, editor in self.editors.items():
            editor.show_problem("")
            if not editor.is_changed:
                continue
            try:
                values[name] = editor.value()
            except UnreadableError as error:
                editor.show_problem(str(error))
                refused = refused or editor
        return values, refused

    def _point_to(self, editor: Editor) -> None:
        editor.setFocus()
        if not self.in_place:
            self._area.ensureWidgetVisible(editor)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def cancel(self) -> None:
        """Close without saving; asks first if something was entered."""
        if self.may_close():
            self.finished.emit()

    def may_close(self) -> bool:
        """Whether nothing would be lost, or the user agrees to lose it."""
        if not self.is_changed:
            return True
        return agrees_to_discard(
            self.window(),
            self.tr("What you entered is not saved. Discard it?"),
            self.tr("Discard"),
            self.tr("Keep editing"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up, Ctrl+Enter saves; Enter saves where only one field is edited."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif enter and (control or self.in_place):
            self.save()
        else:
            super().keyPressEvent(event)
