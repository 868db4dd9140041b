"""Who changed which field from what to what, when and why."""

from __future__ import annotations

import json
from html import escape

from geoapp.case.records import Entry, FieldChange, Key, from_json
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.claims import UNFIT, utc_in_words
from geoapp.ui.panels.inspector.content import names
from geoapp.ui.panels.inspector.document import Document
from geoapp.ui.phrases import excerpt, in_words
from geoapp.wording import sentence
from layers.schema import Field, FieldKind, Table

FIRST = 100
LONGEST = 300


class History(Document):
    """The ledger entries that touched one row, newest first."""

    def show_history(self, view: CaseView, key: Key, language: str) -> None:
        """Read the history of a row and show it."""
        entries = view.history(key)
        table = view.statements[key.table]
        shown = [self._entry(view, table, key, entry, language) for entry in entries[:FIRST]]
        if not entries:
            shown = [escape(self.tr("No entry of the ledger names this row."))]
        if len(entries) > FIRST:
            words = self.tr("… and {n} earlier entries")
            shown.append(escape(words.replace("{n}", str(len(entries) - FIRST))))
        self.set_body("".join(f'<p style="margin:0 0 8px 0">{entry}</p>' for entry in shown))

    def _entry(self, view: CaseView, table: Table, key: Key, entry: Entry, language: str) -> str:
        when = f"{utc_in_words(entry.utc)} · {entry.author}"
        lines = [f'<span class="muted">{escape(when)}</span>']
        lines.append(f"<b>{escape(sentence(view, entry.message, language))}</b>")
        # That a row was deleted or restored is what the sentence says already.
        changes = [c for c in entry.changes if c.key == key and c.field != "deleted"]
        order = {field.name: number for number, field in enumerate(table)}
        changes.sort(key=lambda change: order.get(change.field, -1))
        words = _Words(view, table, language, self.tr("empty"))
        lines += [words.change(change) for change in changes]
        if entry.reason:
            lines.append(f"<i>{escape(self.tr('Reason'))}: {escape(entry.reason)}</i>")
        return "<br>".join(lines)


class _Words:
    """Puts the changes of fields into words, as HTML."""

    def __init__(self, view: CaseView, table: Table, language: str, empty: str) -> None:
        self._view = view
        self._fields = {field.name: field for field in table}
        self._language = language
        self._empty = empty

    def change(self, change: FieldChange) -> str:
        """One field with its value before, struck out, and after."""
        field = self._fields.get(change.field)
        label = field.label.in_language(self._language) if field else change.field
        before, after = (
            escape(excerpt(self._value(field, stored), LONGEST) or self._empty)
            for stored in (change.old, change.new)
        )
        if change.old is None:
            return f"{escape(label)}: {after}"
        return f"{escape(label)}: <s>{before}</s> → {after}"

    def _value(self, field: Field | None, stored: object) -> str:
        if field is None or stored is None:
            return _raw(stored)
        if field.kind is FieldKind.REFERENCE and isinstance(stored, int):
            key = Key(field.refers_to or "", stored)
            code, name = names(self._view, [key], self._language).get(key, ("", ""))
            return name or code or _raw(stored)
        try:
            return in_words(field, from_json(field, stored), self._language)
        except UNFIT:
            return _raw(stored)


def _raw(stored: object) -> str:
    if stored is None:
        return ""
    return stored if isinstance(stored, str) else json.dumps(stored, ensure_ascii=False)
