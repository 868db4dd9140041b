"""Whether a change of the case has to do with what is shown. Knows no widgets."""

from __future__ import annotations

from collections.abc import Set

from geoapp.case.records import Key
from geoapp.case.view import CaseView, other_end
from geoapp.ui.panels.inspector.content import Content

ENDS = (("subject_table", "subject"), ("from_table", "from_id"), ("to_table", "to_id"))


def concerns(view: CaseView, written: Set[Key], content: Content) -> bool:
    """Whether any of the written rows is shown, or now names the shown row."""
    shown = _shown(content)
    if not written.isdisjoint(shown) or any(_copies(view, key, shown) for key in written):
        return True
    if any(_names(view, key, content.key) for key in written):
        return True
    # A row that was restored is linked again without a new link.
    return any(other_end(link, content.key) in written for link in view.links(content.key))


def _shown(content: Content) -> set[Key]:
    linked = {item.key for group in content.groups for item in group.linked}
    claims = {claim.key for some in content.claims.values() for claim in some}
    sources = {item.key for item in content.sources}
    return {content.key, *linked, *claims, *sources, *content.names}


def _copies(view: CaseView, key: Key, shown: set[Key]) -> bool:
    """Whether a row is a redacted copy of an attachment that is listed."""
    record = view.record(key) if key.table == "attachment" else None
    original = None if record is None else record.values.get("redaction_of")
    return isinstance(original, int) and Key("attachment", original) in shown


def _names(view: CaseView, key: Key, shown: Key) -> bool:
    """Whether a row refers to, claims about or links the shown row."""
    record = view.record(key)
    if record is None:
        return False
    values = record.values
    if any((values.get(t), values.get(i)) == (shown.table, shown.id) for t, i in ENDS):
        return True
    stated = view.statements[key.table]
    return any(f.refers_to == shown.table and values.get(f.name) == shown.id for f in stated)
