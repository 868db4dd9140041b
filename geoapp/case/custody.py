"""What may be said of an attachment by hand, and what only the program says of it."""

from __future__ import annotations

from collections.abc import Iterable

from geoapp.case.errors import CaseError
from geoapp.case.records import Key, Record
from geoapp.case.view import CaseView

TABLE = "custody_event"
FOUND = frozenset({"bytes", "sha256", "media_type", "redaction_of"})
"""Fields of an attachment that say what was found when it was taken in."""


def check_by_hand(table: str, fields: Iterable[str]) -> None:
    """CaseError if a field is none that people fill in or change."""
    if table == TABLE:
        raise CaseError(
            "The custody log is written by the program alone, and nothing in it can be changed."
        )
    if table == "attachment" and not FOUND.isdisjoint(fields):
        raise CaseError(
            "Size, hash, media type and original of an attachment were found when it was taken in; "
            "they cannot be changed. Take in the other file instead."
        )


def log(view: CaseView, attachment: Key) -> list[Record]:
    """The custody log of an attachment, oldest event first."""
    events = [row for row in view.referring(attachment) if row.key.table == TABLE]
    return sorted(events, key=lambda row: (str(row.values.get("utc") or ""), row.key.id))


def attached(view: CaseView, row: Key) -> list[Record]:
    """The attachments of a row, each followed by its redacted copies; by code.

    Those that are linked to it and those it names itself, such as the scan of a drawing.
    """
    keys = {end for link in view.links(row) for end in _ends(link) if end.table == "attachment"}
    keys.discard(row)
    keys |= _named(view, row)
    found = view.records("attachment", sorted(key.id for key in keys))
    shown: dict[Key, Record] = {}
    for record in sorted(found, key=lambda each: each.code):
        shown.setdefault(record.key, record)
        for copy in redactions(view, record.key):
            shown.setdefault(copy.key, copy)
    return list(shown.values())


def redactions(view: CaseView, attachment: Key) -> list[Record]:
    """The redacted copies of an attachment, by code."""
    rows = [row for row in view.referring(attachment) if row.key.table == "attachment"]
    return sorted(rows, key=lambda row: row.code)


def _ends(link: Record) -> Iterable[Key]:
    for side in ("from", "to"):
        table, id = link.values.get(f"{side}_table"), link.values.get(f"{side}_id")
        if isinstance(table, str) and isinstance(id, int):
            yield Key(table, id)


def _named(view: CaseView, row: Key) -> set[Key]:
    if row.table not in view.statements or row.table in ("attachment", TABLE):
        return set()
    record = view.record(row)
    if record is None:
        return set()
    return {
        Key("attachment", value)
        for field in view.statements[row.table]
        if field.refers_to == "attachment"
        and isinstance(value := record.values.get(field.name), int)
    }
