"""What a draft must be before anything of it is written."""

from __future__ import annotations

from geoapp.case.errors import RefusedChangeError
from geoapp.case.records import Draft
from geoapp.store.canonical_json import canonical
from geoapp.store.ledger import REVERTING

KINDS = ("edit", "import", "link", "custody", "copy", "resolve", *REVERTING)
"""What `CaseFile.write` enters; `create` and `erase` have ways of their own."""


def check_author(author: str) -> None:
    """RefusedChangeError unless the ledger can carry this name."""
    if not author.strip():
        raise RefusedChangeError("The ledger needs the name or code of whoever makes a change.")
    if author.encode("utf-8", "replace").decode("utf-8") != author:
        raise RefusedChangeError("The name for the ledger holds half of a character.")


def check_draft(draft: Draft) -> None:
    """RefusedChangeError unless kind, message and reason fit the ledger."""
    if draft.kind not in KINDS:
        raise RefusedChangeError(f"“{draft.kind}” is no kind of change.")
    if (draft.kind in REVERTING) != (draft.undoes is not None):
        raise RefusedChangeError("An undo or redo names the entry it takes back, and only they do.")
    check_words(draft)


def check_words(draft: Draft) -> None:
    """RefusedChangeError unless the ledger can carry message and reason."""
    try:
        canonical([draft.reason, draft.message.id, dict(draft.message.parameters)])
    except (ValueError, TypeError) as error:
        raise RefusedChangeError("The reason holds half of a character.") from error
