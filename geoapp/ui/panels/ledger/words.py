"""An entry of the ledger in words: who changed which field from what to what, when and why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication

from geoapp.case.records import Entry, FieldChange, Key, from_json
from geoapp.case.view import CaseView
from geoapp.commands.restoring import DELETED, can_restore
from geoapp.store.undo import STACKED
from geoapp.ui.panels.inspector.claims import UNFIT, utc_in_words
from geoapp.ui.panels.inspector.content import names
from geoapp.ui.panels.inspector.document import anchor, link_to
from geoapp.ui.phrases import excerpt, in_words
from geoapp.wording import sentence
from layers.schema import Field, FieldKind, Table

LONGEST = 300
RESTORE, TAKE_BACK = "restore", "undo"
WHOLE = "*"
_SHORT = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("entryWords", text)


class EntryWords:
    """Puts entries into HTML; whatever comes from the case is escaped.

    `own`: the public keys of this machine. Links: ``restore:HASH/N`` for the value of change N of
    an entry, ``undo:HASH``, ``row:TABLE/ID``.
    """

    def __init__(
        self, view: CaseView, language: str, own: Iterable[str], *, writable: bool
    ) -> None:
        self._view, self._language, self._writable = view, language, writable
        self._own = frozenset(own)

    def entry(self, entry: Entry, key: Key | None = None) -> str:
        """An entry; with a key only what it did to that row."""
        head = f"{utc_in_words(entry.utc)} · {entry.author} · {self.signed(entry)}"
        lines = [f'<span class="muted">{escape(head)}</span>']
        lines.append(f"<b>{escape(sentence(self._view, entry.message, self._language))}</b>")
        if entry.reason:
            lines.append(f"<i>{escape(_tr('Reason'))}: {escape(entry.reason)}</i>")
        lines += self._changes(entry, key)
        if self._writable and entry.kind in STACKED:
            lines.append(anchor(f"{TAKE_BACK}:{entry.hash}", _tr("Undo this entry…")))
        return "<br>".join(lines)

    def signed(self, entry: Entry) -> str:
        """Whose key is under an entry."""
        if not entry.signer:
            return _tr("not signed")
        if entry.signer in self._own:
            return _tr("signed on this computer")
        return _tr("signed with {0}, a key not of this computer").replace(
            "{0}", entry.signer[:_SHORT]
        )

    def _changes(self, entry: Entry, only: Key | None) -> list[str]:
        """The changes row by row, each row named where there may be several."""
        lines: list[str] = []
        shown: Key | None = only
        order = sorted(enumerate(entry.changes), key=lambda pair: self._order(pair[1], entry))
        for number, change in order:
            if only is not None and change.key != only:
                continue
            if change.key != shown:
                shown = change.key
                lines.append(self._row(shown))
            # That a row was deleted or restored is what the sentence says already.
            if change.field != DELETED or only is None:
                lines.append(self._change(entry, number, change))
        return lines

    def _order(self, change: FieldChange, entry: Entry) -> tuple[int, int]:
        keys = list(dict.fromkeys(one.key for one in entry.changes))
        return keys.index(change.key), self._place(change)

    def _place(self, change: FieldChange) -> int:
        table = self._table(change.key)
        fields = [field.name for field in table] if table is not None else []
        return fields.index(change.field) if change.field in fields else -1

    def _table(self, key: Key) -> Table | None:
        if key.table not in self._view.statements:
            return None
        return self._view.statements[key.table]

    def _row(self, key: Key) -> str:
        table = self._table(key)
        kind = table.label.in_language(self._language) if table is not None else key.table
        code, name = names(self._view, [key], self._language).get(key, ("", ""))
        words = " ".join(dict.fromkeys(filter(None, (code, name)))) or str(key.id)
        return f"{escape(kind)} {link_to(key, words)}"

    def _change(self, entry: Entry, number: int, change: FieldChange) -> str:
        """One field with its value before, struck out, and after."""
        table = self._table(change.key)
        fields = {field.name: field for field in table} if table is not None else {}
        field = fields.get(change.field)
        label = field.label.in_language(self._language) if field else change.field
        if change.erased:
            gone = escape(_tr("content destroyed"))
            named = "" if change.field == WHOLE else f"{escape(label)}: "
            return f'{named}<span class="muted">{gone}</span>'
        if change.field == DELETED:
            return escape(_tr("marked as deleted") if change.new else _tr("restored"))
        before, after = (
            escape(excerpt(self._value(field, stored), LONGEST) or _tr("empty"))
            for stored in (change.old, change.new)
        )
        words = f"{escape(label)}: {after}"
        if change.old is not None:
            words = f"{escape(label)}: <s>{before}</s> → {after}"
        if self._writable and can_restore(self._view, change):
            target = f"{RESTORE}:{entry.hash}/{number}"
            words += f" &nbsp;{anchor(target, _tr('Restore this value…'))}"
        return words

    def value(self, change: FieldChange) -> str:
        """The value that a change wrote, on one line."""
        table = self._table(change.key)
        fields = {field.name: field for field in table} if table is not None else {}
        return excerpt(self._value(fields.get(change.field), change.new), LONGEST) or _tr("empty")

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
