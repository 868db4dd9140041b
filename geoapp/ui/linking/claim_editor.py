"""All claims about one field, and a new one in one step: value, passage, basis, time, reason."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from geoapp.case.errors import CaseError
from geoapp.case.records import Draft, Key, Value
from geoapp.case.ties import CLAIM
from geoapp.commands import claims
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.forms.editor import Editor, UnreadableError
from geoapp.ui.forms.form import editor_for
from geoapp.ui.linking.popover import Head, Popover, problem_label
from geoapp.ui.linking.words import name_of
from geoapp.ui.panels.inspector.changing import rank_question
from geoapp.ui.panels.inspector.claims import Claims
from geoapp.ui.panels.inspector.reason import ReasonPrompt
from layers.schema import Field

_WIDTH, _HEIGHT, _LISTED = 600, 640, 190
_DETAILS = ("passage", "account", "source", "cited", "basis", "time", "certainty", "reason", "note")


class ClaimEditor(Popover):
    """Lists the claims about a field, adopts another, adds a new one.

    Esc leaves the form, then the panel; what was entered stays until the panel is
    opened for another field. Signals: `written(Written)`; `said(str)`;
    `navigate(Key)` to what a claim rests on.
    """

    written = Signal(object)
    said = Signal(str)
    navigate = Signal(object)

    def __init__(self, session: Session, canvas: MapCanvas, language: str) -> None:
        super().__init__(canvas, "claimEditor", _WIDTH, _HEIGHT)
        self.setAccessibleName(self.tr("Claims about a field"))
        self._session = session
        self._language = language
        self._subject: tuple[Key, Field, Key | None] | None = None
        self.editors: dict[str, Editor] = {}
        self.head = Head(self)
        self.head.closing.connect(self.disappear)
        self.claims = Claims(session.view, language, self)
        self.claims.navigate.connect(self.navigate)
        self.claims.adopt.connect(self._ask_adopt)
        self.claims.rank.connect(self._ask_rank)
        self.claims.add.connect(self.open_form)
        self.prompt = ReasonPrompt(self)
        self.new_button = QPushButton(self.tr("New claim…"), self)
        self.new_button.setObjectName("newClaim")
        self.new_button.clicked.connect(self.open_form)
        self.adopt_now = QCheckBox(self.tr("Show this value from now on"), self)
        self.adopt_now.setObjectName("adoptNow")
        self.adopt_now.setToolTip(self.tr("The value shown so far stays beside it as a claim"))
        self.save_button = QPushButton(self.tr("Add claim"), self)
        self.save_button.setObjectName("addClaim")
        self.save_button.setProperty("primary", "true")
        self.save_button.clicked.connect(self.save)
        self.problem = problem_label(self)
        self._listed, self._area = _scrolled(self.claims), QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange()
        self.claims.installEventFilter(self)
        session.changed.connect(self._case_changed)

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.new_button)
        foot.addWidget(self.adopt_now)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.prompt)
        column.addWidget(self._listed, 2)
        column.addWidget(self._area, 3)
        column.addWidget(self.problem)
        column.addLayout(foot)

    # --- opening ---------------------------------------------------------------------------

    def open_for(self, key: Key, field: str, passage: Key | None = None) -> None:
        """Show the claims about a field; with a passage, at once a new claim from it.

        Entries for another field are dropped only if the user agrees.
        """
        stated = self._session.view.statements[key.table].field(field)
        if self._subject != (key, stated, passage):
            if not self.may_drop():
                self.open_form()
                return
            self._subject = (key, stated, passage)
            self._make_form(key, stated, passage)
            self.problem.hide()
            self.prompt.hide()
        label = stated.label.in_language(self._language)
        name = name_of(self._session.view, key, self._language)
        self.head.show_words(f"{self.tr('Claims')}: {label}", name)
        self._show_claims()
        if passage is not None or not self._session.view.claims(key):
            self.open_form()
        else:
            self._show_form(False)
            self.appear(self.new_button)

    @property
    def has_entries(self) -> bool:
        """Whether a claim was begun that is not added."""
        begun = any(editor.is_changed for editor in self.editors.values())
        return self._subject is not None and begun

    def open_form(self) -> None:
        """Enter a new claim."""
        self._show_form(True)
        self.appear(next(iter(self.editors.values())))

    def _show_form(self, shown: bool) -> None:
        self._area.setVisible(shown)
        self.adopt_now.setVisible(shown)
        self.save_button.setVisible(shown)
        self.new_button.setVisible(not shown)
        self._fit()

    def _fit(self) -> None:
        """As high as the claims need, with room for the form."""
        shown = not self._area.isHidden()
        needed = self.claims.height() + 6
        self._listed.setMaximumHeight(min(needed, _LISTED) if shown else _HEIGHT)
        least = 230 if self.prompt.isHidden() else 360
        height = _HEIGHT if shown else min(max(needed + 120, least), _HEIGHT)
        self.set_size(_WIDTH, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other claims, or another width, make another height."""
        if watched is self.claims and event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _make_form(self, key: Key, field: Field, passage: Key | None) -> None:
        view, language = self._session.view, self._language
        table = view.statements[key.table]
        form = QWidget(self)
        rows = QFormLayout(form)
        rows.setContentsMargins(2, 4, 8, 4)
        rows.setVerticalSpacing(6)
        given = self._from_passage(passage)
        self.editors = {"value": editor_for(field, table, view, language)}
        self.editors["value"].load(None)
        _add(rows, field.label.in_language(language), self.editors["value"], strong=True)
        for name in _DETAILS:
            editor = editor_for(CLAIM.field(name), CLAIM, view, language)
            editor.load(given.get(name))
            self.editors[name] = editor
            _add(rows, CLAIM.field(name).label.in_language(language), editor)
        self._area.setWidget(form)
        self.adopt_now.setChecked(False)

    def _from_passage(self, passage: Key | None) -> Mapping[str, Value]:
        """What a passage already says of a claim; its time is never guessed."""
        record = self._session.view.record(passage) if passage is not None else None
        if record is None:
            return {}
        values = record.values
        given = {"passage": record.key.id, "account": values.get("account")}
        return {**given, "basis": values.get("basis")}

    def _show_claims(self) -> None:
        if self._subject is None:
            return
        key, field, _ = self._subject
        listed = [
            claim
            for claim in self._session.view.claims(key)
            if claim.values["attribute"] == field.name
        ]
        self.claims.show_claims(field, listed, writable=True)
        self._listed.setVisible(bool(listed))

    def _case_changed(self, _touched: object) -> None:
        if self.isVisible():
            self._show_claims()

    def end(self) -> None:
        """Listen to the case no more; called before it is closed."""
        self._session.changed.disconnect(self._case_changed)

    # --- doing -----------------------------------------------------------------------------

    def save(self) -> None:
        """Add the claim; where that fails, say why and keep every entry."""
        values = self._entries()
        if values is None or self._subject is None:
            return
        key, field, _ = self._subject
        value = values.pop("value", None)
        if value is None:
            self._say(self.tr("Say what is claimed: the value is empty."))
            self.editors["value"].setFocus()
            return
        reason = str(values.pop("reason", "") or "")
        view = self._session.view
        try:
            if self.adopt_now.isChecked():
                draft = claims.add_adopted(view, key, field.name, value, reason, **values)
            else:
                said = {**values, "reason": reason} if reason else values
                draft = claims.add_claim(view, key, field.name, value, **said)
            self._do(draft)
        except CaseError as error:
            self._say(str(error))
            return
        self._subject = None
        self.disappear()
        self.said.emit(self.tr("Claim added. Ctrl+Z takes it back."))

    def _entries(self) -> dict[str, Value] | None:
        values: dict[str, Value] = {}
        for name, editor in self.editors.items():
            editor.show_problem("")
            try:
                value = editor.value()
            except UnreadableError as error:
                editor.show_problem(str(error))
                editor.setFocus()
                self._area.ensureWidgetVisible(editor)
                return None
            if value is not None:
                values[name] = value
        return values

    def _ask_adopt(self, claim: Key) -> None:
        def act(reason: str) -> None:
            self._do(claims.adopt(self._session.view, claim, reason))
            self.said.emit(self.tr("Another claim is shown now. Ctrl+Z takes it back."))

        words = self.tr("Show this claim's value from now on? The other claims stay beside it.")
        self.prompt.ask(words, self.tr("Adopt"), act)
        self._fit()

    def _ask_rank(self, claim: Key, rank: str) -> None:
        def act(reason: str) -> None:
            self._do(claims.set_rank(self._session.view, claim, rank, reason))

        self.prompt.ask(*rank_question(rank), act)
        self._fit()

    def _do(self, draft: Draft) -> None:
        self.written.emit(self._session.do(draft, origin=self))

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    # --- keys ------------------------------------------------------------------------------

    def go_back(self) -> None:
        """From the form to the list, then out; entries stay."""
        form_shown = not self._area.isHidden()
        if form_shown and not self._listed.isHidden():
            self._show_form(False)
            self.appear(self.new_button)
        else:
            self.disappear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds the claim."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self._area.isHidden():
            self.save()
        else:
            super().keyPressEvent(event)


def _add(rows: QFormLayout, words: str, editor: Editor, strong: bool = False) -> None:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if strong:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    else:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setBuddy(editor)
    rows.addRow(label, editor)


def _scrolled(inside: QWidget) -> QScrollArea:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inside)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
