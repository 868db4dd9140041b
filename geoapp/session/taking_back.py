"""Taking back any entry of the ledger, not only the last one of this machine."""

from __future__ import annotations

from dataclasses import replace

from geoapp.case.errors import NothingToWriteError
from geoapp.case.records import Draft, Entry
from geoapp.session.open_case import Session
from geoapp.store.undo import STACKED

__all__ = ["can_take_back", "take_back"]


def can_take_back(session: Session, entry: Entry) -> bool:
    """Whether an entry is of a kind that can be undone, in a case that can be written."""
    return not session.read_only and entry.kind in STACKED


def take_back(session: Session, hash: str, reason: str) -> Draft:
    """The draft that takes an entry back: what still holds its values gets those from before.

    NothingToWriteError when nothing of it is left, and what the store refuses.
    """
    draft = session.file.undo_draft(hash)
    if not draft.changes:
        raise NothingToWriteError(
            "Nothing is left of this entry: everything that it wrote was changed since."
        )
    return replace(draft, reason=reason)
