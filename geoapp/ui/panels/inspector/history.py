"""Who changed which field from what to what, when and why."""

from __future__ import annotations

import json
from html import escape

from geoapp.case.records import Entry, FieldChange, Key, from_json
from geoapp.case.view import CaseView
from geoapp.ui.panels.inspector.claims import utc_in_words
from geoapp.ui.panels.inspector.document import Document
from geoapp.ui.phrases import excerpt, in_words
from geoapp.wording import sentence
from layers.schema import Table

FIRST = 100


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
        changes = [change for change in entry.changes if change.key == key]
        lines += [self._change(table, change, language) for change in changes]
        if entry.reason:
            lines.append(f"<i>{escape(self.tr('Reason'))}: {escape(entry.reason)}</i>")
        return "<br>".join(lines)

    def _change(self, table: Table, change: FieldChange, language: str) -> str:
        label, old, new = change.field, change.old, change.new
        field = next((f for f in table if f.name == change.field), None)
        if field is None:
            before, after = _raw(old), _raw(new)
        else:
            label = field.label.in_language(language)
            before, after = (self._value(table, change.field, v, language) for v in (old, new))
        empty = self.tr("empty")
        if change.old is None:
            return f"{escape(label)}: {escape(after or empty)}"
        return f"{escape(label)}: <s>{escape(before or empty)}</s> → {escape(after or empty)}"

    def _value(self, table: Table, name: str, stored: object, language: str) -> str:
        field = table.field(name)
        try:
            words = in_words(field, from_json(field, stored), language)
        except (ValueError, KeyError, TypeError):
            words = _raw(stored)
        return excerpt(words, 300)


def _raw(stored: object) -> str:
    if stored is None:
        return ""
    return stored if isinstance(stored, str) else json.dumps(stored, ensure_ascii=False)
