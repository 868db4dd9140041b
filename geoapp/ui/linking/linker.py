"""What the rest of the window knows of linking: one object that opens the right panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from geoapp.case.errors import CaseError
from geoapp.case.records import Key
from geoapp.commands.usual_ties import NEVER, SAID
from geoapp.session import Session
from geoapp.ui.canvas import MapCanvas
from geoapp.ui.jobs import Jobs
from geoapp.ui.linking.claim_editor import ClaimEditor
from geoapp.ui.linking.link_editor import LinkEditor
from geoapp.ui.linking.making import Made
from geoapp.ui.linking.picker import LinkPicker
from geoapp.ui.linking.popover import Popover
from geoapp.ui.linking.words import tie_in_words


class Linker(QObject):
    """Opens the link picker, the editor of a link, and the editor of a field's claims.

    One for each open case; call `close` before the session is closed. `action`, on the
    key L, links what is selected; add it to the map and the panels. Signals:
    `linked(Written)` after a commit; `said(str)` a sentence for the status bar;
    `navigate(Key)` when a row behind a claim shall be shown.
    """

    linked = Signal(object)
    said = Signal(str)
    navigate = Signal(object)

    def __init__(
        self,
        session: Session,
        canvas: MapCanvas,
        jobs: Jobs,
        parent: QObject,
        language: str = "en",
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language
        self.picker = LinkPicker(session, canvas, jobs, language)
        self.editor = LinkEditor(session, canvas, language)
        self.claims = ClaimEditor(session, canvas, language)
        self.picker.made.connect(self._made)
        for panel in (self.editor, self.claims):
            panel.written.connect(self.linked)
            panel.said.connect(self.said)
        self.claims.navigate.connect(self.navigate)
        self.action = self._make_action()

    def _make_action(self) -> QAction:
        """Links what is selected. Add it to whatever has the focus when L is pressed."""
        action = QAction(self.tr("&Link to…"), self)
        action.setObjectName("action.link")
        action.setShortcut(QKeySequence("L"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(self.tr("Link what is selected to other things (L)"))
        action.triggered.connect(self.link_selected)
        return action

    @property
    def _panels(self) -> tuple[Popover, ...]:
        return self.picker, self.editor, self.claims

    def link_from(self, key: Key) -> None:
        """Link this row to others: the map's features first for what was said."""
        self._open(key, lambda: self.picker.open_for(key))

    def link_account_to(self, key: Key) -> None:
        """Link accounts, testimonies and passages to this row."""
        self._open(key, lambda: self.picker.open_for(key, SAID))

    def link_selected(self) -> None:
        """Link the one selected row; says what to do if there is not just one."""
        keys = self._session.selection
        if len(keys) == 1:
            self.link_from(keys[0])
        else:
            self.said.emit(self.tr("Select one thing first, then press L to link it."))

    def edit_link(self, link: Key) -> None:
        """Change, turn or remove a link."""
        self._open(link, lambda: self.editor.open_for(link))

    def claim_for(self, key: Key, field: str, passage: Key | None = None) -> None:
        """The claims about a field; with a passage, a new claim from it."""
        self._open(key, lambda: self.claims.open_for(key, field, passage))

    def leave(self) -> bool:
        """Ask about what was entered and not saved; False when the user wants to stay."""
        return all(panel.may_drop() for panel in self._panels)

    def close(self) -> None:
        """Hide and drop all panels, and this with them."""
        self.claims.end()
        for panel in self._panels:
            panel.disappear()
            panel.setParent(None)
            panel.deleteLater()
        self.deleteLater()

    def _open(self, key: Key, show: Callable[[], None]) -> None:
        if self._session.read_only:
            self.said.emit(self.tr("This case is open for reading only; nothing can be linked."))
            return
        record = self._session.view.record(key)
        if record is None or record.deleted or key.table in NEVER - {"link", "claim"}:
            self.said.emit(self.tr("This cannot be linked: it is not a thing of this case."))
            return
        for panel in self._panels:
            panel.disappear()
        try:
            show()
        except CaseError as error:
            self.said.emit(str(error))

    def _made(self, made: Made) -> None:
        view, language = self._session.view, self._language
        if len(made.ties) == 1:
            words = tie_in_words(view, made.ties[0], language)
            sentence = self.tr("Linked: {what}. Ctrl+Z takes it back.").replace("{what}", words)
        else:
            words = str(len(made.ties))
            sentence = self.tr("{n} links made. Ctrl+Z takes them back.").replace("{n}", words)
        if made.already:
            more = self.tr("{n} existed already and were left as they are.")
            sentence += " " + more.replace("{n}", str(len(made.already)))
        self.linked.emit(made.written)
        self.said.emit(sentence)
