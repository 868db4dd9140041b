"""Linked things as short cards: title, why it is linked, how it begins."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from geoapp.case.parts import NOT_HERE
from geoapp.case.records import Key, Record, title
from geoapp.case.ties import ROLE, STANCE
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.content import Linked, Tie, names, records, references
from geoapp.ui.panels.inspector.document import Document, anchor, key_of, link_to
from geoapp.ui.phrases import excerpt, in_words
from layers.schema import FieldKind, Table
from layers.values import CERTAINTY

AT_ONCE = 8
FIRST = 50
SNIPPET = 170
PAUSE = 60  # milliseconds in which the first few are painted


class Cards(QWidget):
    """The linked things of one table.

    The first few are laid out at once, so that choosing a feature stays quick; the
    others up to fifty follow as soon as the window is idle, the rest when asked for.

    Signals: `navigate(Key)`; `edit_link(Key)` to change the link that ties a thing.
    """

    navigate = Signal(Key)
    edit_link = Signal(Key)

    def __init__(self, view: CaseView, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._language = language
        self._linked: Sequence[Linked] = ()
        self._outside: frozenset[Key] = frozenset()
        self._written = 0
        self._document = Document(self)
        self._document.followed.connect(self._follow)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._complete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 0, 0, 4)
        layout.addWidget(self._document)
        self.setFocusProxy(self._document)

    @property
    def document(self) -> Document:
        """The text that shows the cards."""
        return self._document

    def show_linked(self, linked: Sequence[Linked], outside: frozenset[Key] = frozenset()) -> None:
        """Show these things instead of those before; `outside` the range of dates: grey."""
        self._linked, self._outside = linked, outside
        self._document.setAccessibleName(self.accessibleName())
        self._write(AT_ONCE)
        self._wait()

    def click(self, key: Key) -> None:
        """Follow the link of a card."""
        self._document.anchorClicked.emit(QUrl(f"row:{key.table}/{key.id}"))

    def _wait(self) -> None:
        if self._written < min(len(self._linked), FIRST):
            self._later.start(PAUSE)
        else:
            self._later.stop()

    def _complete(self) -> None:
        """Nothing is read for a panel that is hidden or about to be closed."""
        if self.isVisible():
            self._write(FIRST)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on where a hidden panel stopped."""
        super().showEvent(event)
        self._wait()

    def _write(self, count: int) -> None:
        self._written = count
        shown = self._linked[:count]
        rows = records(self._view, [item.key for item in shown])
        named = [key for row in rows.values() for key in self._named_by(row)]
        known = names(self._view, named, self._language)
        absent = self._view.elsewhere(item.key for item in shown if item.key not in rows)
        cards = [
            self._absent(item) if item.key in absent else self._card(item, rows[item.key], known)
            for item in shown
            if item.key in rows or item.key in absent
        ]
        if count >= FIRST and len(self._linked) > count:
            words = self.tr("Show all {n}").replace("{n}", str(len(self._linked)))
            cards.append(f"<p>{anchor('all:', words)}</p>")
        self._document.set_body("".join(cards))

    def _named_by(self, row: Record) -> list[Key]:
        table = self._view.statements[row.key.table]
        return [key for _, key in references(table, row)]

    def _absent(self, item: Linked) -> str:
        """A thing that a field copy does not hold: only that it is there, and why."""
        name = f"<b>{escape(NOT_HERE.in_language(self._language))}</b>"
        lines = "<br>".join(filter(None, (name, self._reasons(item))))
        return f'<p style="margin:0 0 8px 0">{lines}</p>'

    def _card(self, item: Linked, row: Record, known: dict[Key, tuple[str, str]]) -> str:
        table = self._view.statements[row.key.table]
        others = {key: name for key, name in known.items() if key != item.key}
        name = title(table, row.values, self._language)
        if not name or name == row.code:
            name = (
                self._joined(table, row, others)
                or row.code
                or table.label.in_language(self._language)
            )
        code = f' <span class="muted">{escape(row.code)}</span>' if row.code else ""
        lines = [f"<b>{link_to(item.key, excerpt(name, 120))}</b>{code}"]
        if item.key in self._outside:
            words = self.tr("not within the range of dates, or undated")
            lines[0] = f"{link_to(item.key, excerpt(name, 120))}{code}"
            lines.append(f'<span class="muted">{escape(words)}</span>')
        if why := self._reasons(item):
            lines.append(why)
        if words := self._snippet(table, row, others, name):
            lines.append(f'<span class="muted">{escape(words)}</span>')
        return f'<p style="margin:0 0 8px 0">{"<br>".join(lines)}</p>'

    def _reasons(self, item: Linked) -> str:
        """Every way in which it is tied, once each; a link with a way to change it."""
        reasons: dict[str, str] = {}
        for tie in item.ties:
            words = self.why(tie)
            if words and words not in reasons:
                change = ""
                if tie.link is not None:
                    change = " " + anchor(f"link:{tie.link.id}", self.tr("Change…"))
                reasons[words] = f"<i>{escape(words)}</i>{change}"
        return " · ".join(reasons.values())

    def why(self, tie: Tie) -> str:
        """The tie in words: an arrow says which way its role is to be read."""
        parts = []
        if tie.role:
            role = ROLE.label_of(tie.role, self._language)
            parts.append(f"→ {role}" if tie.outgoing else f"← {role}")
        if tie.by_field:
            parts.append(tie.by_field.in_language(self._language))
        if tie.stance:
            parts.append(STANCE.label_of(tie.stance, self._language))
        if tie.certainty:
            parts.append(CERTAINTY.label_of(tie.certainty, self._language))
        if tie.note:
            parts.append(excerpt(tie.note, 140))
        return " · ".join(parts)

    def _joined(self, table: Table, row: Record, known: dict[Key, tuple[str, str]]) -> str:
        """A name for a row that only joins others, such as a relation of organisations."""
        joined = [known[key] for _, key in references(table, row) if key in known]
        return " – ".join(name or code for code, name in joined[:2])

    def _snippet(
        self, table: Table, row: Record, known: dict[Key, tuple[str, str]], name: str
    ) -> str:
        """How its longest text begins; else its first few facts."""
        for field in table:
            text = row.values.get(field.name)
            told = field.kind is FieldKind.LONG_TEXT and field.name != "note"
            if told and text and text != name:
                return excerpt(str(text), SNIPPET)
        facts = []
        for field in table:
            value = row.values.get(field.name)
            if field.name in {"code", "geometry", "fictional", "note", *table.title}:
                continue
            words = in_words(field, value, self._language)
            if field.kind is FieldKind.REFERENCE and isinstance(value, int):
                code, full = known.get(Key(field.refers_to or "", value), ("", ""))
                words = full or code
            if words and words not in name:
                facts.append(f"{field.label.in_language(self._language)}: {excerpt(words, 60)}")
        return " · ".join(facts[:3])

    def _follow(self, scheme: str, rest: str) -> None:
        if scheme == "row":
            self.navigate.emit(key_of(rest))
        elif scheme == "link":
            self.edit_link.emit(Key("link", int(rest)))
        elif scheme == "all":
            self._write(len(self._linked))
