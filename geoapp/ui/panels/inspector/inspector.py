"""The inspector: what is selected, everything said of it, and the way on to the next."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from geoapp.case.records import Key, Value
from geoapp.commands import claims, edit
from geoapp.session import Selected, Session, Touched
from geoapp.ui.forms.form import Form
from geoapp.ui.panels.inspector.choices import Choices
from geoapp.ui.panels.inspector.content import gather
from geoapp.ui.panels.inspector.page import Page
from geoapp.ui.panels.inspector.trail import Trail


class Inspector(QWidget):
    """Shows the selection and follows it; walking through it selects in turn.

    Signals: `navigate(Key)` when the user walked to another row; `zoom_to(Key)`;
    `show_point(lon, lat)` in degrees; `move_requested(Key)` to drag the point on the map.
    """

    navigate = Signal(Key)
    zoom_to = Signal(Key)
    show_point = Signal(float, float)
    move_requested = Signal(Key)

    def __init__(
        self, session: Session, language: str = "en", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Inspector"))
        self._session = session
        self._language = language
        self._trail = Trail()
        self.form: Form | None = None
        self._in_place = False
        self._hint = self._make_hint()
        self._choices = Choices(session.view, language, self)
        self.page = Page(session.view, language, self)
        self._stack = QStackedWidget(self)
        for widget in (self._hint, self._choices, self.page):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._bar())
        layout.addWidget(self._stack, 1)
        self._connect()
        self._show_selection(session.selection)

    def _make_hint(self) -> QLabel:
        hint = QLabel(self)
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setMargin(24)
        hint.setObjectName("inspectorHint")
        return hint

    def _bar(self) -> QHBoxLayout:
        self.back_button = self._step(Qt.ArrowType.LeftArrow, self.tr("Back"), "Alt+Left")
        self.forward_button = self._step(Qt.ArrowType.RightArrow, self.tr("Forward"), "Alt+Right")
        self.back_button.clicked.connect(self.back)
        self.forward_button.clicked.connect(self.forward)
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 4, 6, 0)
        bar.addWidget(self.back_button)
        bar.addWidget(self.forward_button)
        bar.addStretch(1)
        return bar

    def _step(self, arrow: Qt.ArrowType, name: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)
        return button

    def _connect(self) -> None:
        self._session.changed.connect(self._case_changed)
        self._session.selected.connect(self._selection_changed)
        self.destroyed.connect(_leave(self._session, self._case_changed, self._selection_changed))
        header, fields = self.page.header, self.page.fields
        header.zoom.connect(lambda: self._emit(self.zoom_to))
        header.move_point.connect(lambda: self._emit(self.move_requested))
        header.edit.connect(self.edit)
        header.remove.connect(self._ask_remove)
        self.page.restore.connect(self._ask_restore)
        self.page.navigate.connect(self.walk)
        self._choices.chosen.connect(self.walk)
        fields.show_point.connect(self.show_point)
        fields.edit_requested.connect(self.edit_field)
        fields.adopt.connect(self._ask_adopt)

    @property
    def current(self) -> Key | None:
        """The row that is shown; None for a hint or a list."""
        shown = self._stack.currentWidget() in (self.page, self.form)
        return self.page.content.key if shown and self.page.content else None

    def show_key(self, key: Key) -> None:
        """Show a row and remember it as a step of the way. Asks first about unsaved entries."""
        if key == self.current or not self.leave_form():
            return
        self._trail.visit(key)
        self._show(key)

    def walk(self, key: Key) -> None:
        """Show a row that the user clicked on, and make it the selection."""
        if not self.leave_form():
            return
        self._trail.visit(key)
        self._step_to(key)

    def back(self) -> None:
        """To the row looked at before."""
        if self._trail.can_back and self.leave_form():
            self._step_to(self._trail.back())

    def forward(self) -> None:
        """To the row one went back from."""
        if self._trail.can_forward and self.leave_form():
            self._step_to(self._trail.forward())

    def _step_to(self, key: Key | None) -> None:
        if key is None:
            return
        self._show(key)
        self._session.select([key], origin=self)
        self.navigate.emit(key)

    def _show(self, key: Key) -> None:
        content = gather(self._session.view, key, self._language)
        self.back_button.setEnabled(self._trail.can_back)
        self.forward_button.setEnabled(self._trail.can_forward)
        if content is None:
            self._say(self.tr("This row is not in the case."))
            return
        self.page.show_content(content, not self._session.read_only)
        self._stack.setCurrentWidget(self.page)

    def _say(self, words: str) -> None:
        self._hint.setText(words)
        self._stack.setCurrentWidget(self._hint)

    def _show_selection(self, keys: tuple[Key, ...]) -> None:
        self.back_button.setEnabled(self._trail.can_back)
        self.forward_button.setEnabled(self._trail.can_forward)
        if not keys:
            hint = self.tr(
                "Click a place on the map, or search with Ctrl+K.\n\n"
                "What is said of it, and by whom, appears here."
            )
            self._say(hint)
        elif len(keys) == 1:
            self.show_key(keys[0])
        else:
            self._choices.show_keys(keys)
            self._stack.setCurrentWidget(self._choices)

    def _selection_changed(self, selected: Selected) -> None:
        if selected.origin is self or selected.keys == (self.current,):
            return
        if self.leave_form():
            self._show_selection(selected.keys)
        elif self.current is not None:
            # Whoever stays with unsaved entries also stays with their row on the map.
            self._session.select([self.current], origin=self)

    def _case_changed(self, touched: Touched) -> None:
        """Read again, but only if what is shown has to do with what was written."""
        if self._stack.currentWidget() is self._choices:
            self._choices.refresh()
        content = self.page.content
        if content is None or self.current is None:
            return
        concerned = bool(touched.written.keys & self._concerned())
        if self.form is None and (concerned or self._ties_touched(touched)):
            self._show(content.key)

    def _concerned(self) -> set[Key]:
        content = self.page.content
        if content is None:
            return set()
        linked = {item.key for group in content.groups for item in group.linked}
        told = {claim.key for some in content.claims.values() for claim in some}
        sources = {item.key for item in content.sources}
        return {content.key, *linked, *told, *sources, *content.names}

    def _ties_touched(self, touched: Touched) -> bool:
        """Whether a new row now names, claims about or links the shown one."""
        content = self.page.content
        return content is not None and any(
            _names(self._session, key, content.key) for key in touched.written.keys
        )

    def _emit(self, signal: object) -> None:
        if self.current is not None:
            signal.emit(self.current)  # type: ignore[attr-defined]

    def edit(self) -> None:
        """Open a form over all fields of the row."""
        content = self.page.content
        if content is None or self.current is None or not self.leave_form():
            return
        form = self._make_form(None)
        self.form, self._in_place = form, False
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        form.focus_first()

    def edit_field(self, name: str) -> None:
        """Edit one field where it stands."""
        content = self.page.content
        if content is None or content.record.deleted or self._session.read_only:
            return
        if not self.leave_form():
            return
        row = self.page.fields.row(name)
        if row is None:
            return
        form = self._make_form((name,))
        self.form, self._in_place = form, True
        row.put_below(form)
        form.focus_first()

    def _make_form(self, names: tuple[str, ...] | None) -> Form:
        content = self.page.content
        assert content is not None  # noqa: S101  the callers have looked
        form = Form(
            self._session.view,
            content.table,
            content.record.values,
            self._language,
            names=names,
            submit=self._save,
        )
        form.finished.connect(self._close_form)
        return form

    def _save(self, values: Mapping[str, Value], reason: str) -> None:
        key = self.page.content.key if self.page.content else None
        if key is not None:
            self._session.do(edit.edit(self._session.view, key, values, reason), origin=self)

    def leave_form(self) -> bool:
        """Close an open form, asking first if something was entered; False to stay."""
        if self.form is None:
            return True
        if self.form.may_close():
            self._close_form()
            return True
        return False

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        if not self._in_place:
            self._stack.removeWidget(form)
            form.deleteLater()
        if self.page.content is not None:
            self._stack.setCurrentWidget(self.page)
            self._show(self.page.content.key)

    def _ask_remove(self) -> None:
        key = self.current
        if key is None or not self.leave_form():
            return
        question = self.tr("Mark this row as deleted? It stays in the history and can be restored.")
        view = self._session.view
        self.page.prompt.ask(
            question,
            self.tr("Mark as deleted"),
            lambda reason: self._do(edit.remove(view, key, reason)),
        )
        self.page.ensureWidgetVisible(self.page.prompt)

    def _ask_restore(self) -> None:
        key = self.current
        if key is None:
            return
        view = self._session.view
        self.page.prompt.ask(
            self.tr("Restore this row?"),
            self.tr("Restore"),
            lambda reason: self._do(edit.restore(view, key, reason)),
        )

    def _ask_adopt(self, claim: Key) -> None:
        view = self._session.view
        self.page.prompt.ask(
            self.tr("Show this claim's value from now on? The other claims stay beside it."),
            self.tr("Adopt"),
            lambda reason: self._do(claims.adopt(view, claim, reason)),
        )
        self.page.ensureWidgetVisible(self.page.prompt)

    def _do(self, draft: object) -> None:
        self._session.do(draft, origin=self)  # type: ignore[arg-type]


def _names(session: Session, key: Key, shown: Key) -> bool:
    """Whether a row that was just written has to do with the shown one."""
    record = session.view.record(key)
    if record is None:
        return False
    values = record.values
    ends = (("subject_table", "subject"), ("from_table", "from_id"), ("to_table", "to_id"))
    if any((values.get(t), values.get(i)) == (shown.table, shown.id) for t, i in ends):
        return True
    stated = session.statements[key.table]
    return any(f.refers_to == shown.table and values.get(f.name) == shown.id for f in stated)


def _leave(session: Session, changed: object, selected: object):  # type: ignore[no-untyped-def]
    def leave() -> None:
        session.changed.disconnect(changed)  # type: ignore[arg-type]
        session.selected.disconnect(selected)  # type: ignore[arg-type]

    return leave
