"""The inspector: what is selected, everything said of it, and the way on to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from geoapp.case.records import Key
from geoapp.session import Filtered, Selected, Session, Touched
from geoapp.ui.forms.form import Form
from geoapp.ui.panels.inspector.changing import Changing
from geoapp.ui.panels.inspector.choices import Choices
from geoapp.ui.panels.inspector.concern import concerns
from geoapp.ui.panels.inspector.content import gather
from geoapp.ui.panels.inspector.page import Page
from geoapp.ui.panels.inspector.trail import Trail


class Inspector(QWidget):
    """Shows the selection and follows it; walking through it selects in turn.

    Signals: `navigate(Key)` when the user walked to another row; `zoom_to(Key)`;
    `show_point(lon, lat)` in degrees; `move_requested(Key)` to drag the point on the map;
    `link_wanted(Key)`, `account_wanted(Key)` to link the row to something, or an account
    to it; `link_edit_wanted(Key)` to change a link; `claim_wanted(Key, field)`.
    """

    navigate = Signal(Key)
    zoom_to = Signal(Key)
    show_point = Signal(float, float)
    move_requested = Signal(Key)
    link_wanted = Signal(Key)
    account_wanted = Signal(Key)
    link_edit_wanted = Signal(Key)
    claim_wanted = Signal(Key, str)

    def __init__(
        self, session: Session, language: str = "en", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Inspector"))
        self._session = session
        self._language = language
        self._trail = Trail()
        self._hint = self._make_hint()
        self._choices = Choices(session.view, language, self)
        self.page = Page(session.view, language, self)
        self._stack = QStackedWidget(self)
        for widget in (self._hint, self._choices, self.page):
            self._stack.addWidget(widget)
        self._changing = Changing(session, language, self.page, self._stack, self)
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
        self._session.filtered.connect(self._filtered)
        self.destroyed.connect(
            _leaving(self._session, self._case_changed, self._selection_changed, self._filtered)
        )
        header = self.page.header
        header.zoom.connect(lambda: self.zoom_to.emit(self.current))
        header.move_point.connect(lambda: self.move_requested.emit(self.current))
        self._changing.closed.connect(self._read_again)
        self.page.navigate.connect(self.walk)
        self._choices.chosen.connect(self.walk)
        self.page.fields.show_point.connect(self.show_point)
        self.page.edit_link.connect(self.link_edit_wanted)
        self.page.links.link.connect(lambda: self.link_wanted.emit(self.current))
        self.page.links.account.connect(lambda: self.account_wanted.emit(self.current))
        self.page.fields.claim_wanted.connect(
            lambda name: self.claim_wanted.emit(self.current, name)
        )

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
            if self._session.view.elsewhere([key]):
                self._say(self.tr("This row is not in this field copy."))
            else:
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
        if content is None or self.current is None or self.form is not None:
            return
        if concerns(self._session.view, touched.written.keys, content):
            self._show(content.key)

    def _filtered(self, _filtered: Filtered) -> None:
        if self.current is not None and self.form is None:
            self.page.follow_range()

    def _read_again(self) -> None:
        if self.page.content is not None:
            self._show(self.page.content.key)

    @property
    def form(self) -> Form | None:
        """The form that is open, whole or over one field."""
        return self._changing.form

    def edit(self) -> None:
        """Open a form over all fields of the row."""
        if self.current is not None:
            self._changing.edit()

    def edit_field(self, name: str) -> None:
        """Edit one field where it stands."""
        if self.current is not None:
            self._changing.edit_field(name)

    def leave_form(self) -> bool:
        """Close an open form, asking first if something was entered; False to stay."""
        return self._changing.leave_form()


def _leaving(
    session: Session,
    changed: Callable[[Touched], None],
    selected: Callable[[Selected], None],
    filtered: Callable[[Filtered], None],
) -> Callable[[], None]:
    """Stops listening; knows no widget, as the widget is gone by then."""

    def leave() -> None:
        session.changed.disconnect(changed)
        session.selected.disconnect(selected)
        session.filtered.disconnect(filtered)

    return leave
