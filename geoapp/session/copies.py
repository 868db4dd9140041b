"""Field copies of an open case. Each may run on a worker thread.

That a copy was made is an entry of the ledger, so that whoever has to reach every copy of
something later on knows how many there are; and the custody log of each attachment in it
says so too.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from geoapp.case.errors import CaseError
from geoapp.case.parts import FieldCopy, Part
from geoapp.case.records import Draft, Message, Written
from geoapp.commands.attachments import copied
from geoapp.session.open_case import Session
from geoapp.store import copying
from geoapp.store.copying import Chosen, Progress

__all__ = ["Chosen", "Made", "Witness", "choose", "make", "witnesses"]


@dataclass(frozen=True, slots=True)
class Witness:
    """A person who gave accounts: the id, the code, how many interviews, testimonies, drawings."""

    id: int
    code: str
    accounts: int


@dataclass(frozen=True, slots=True)
class Made:
    """A field copy that was made, and the entry that says so; None for a case only read."""

    copy: FieldCopy
    written: Written | None


def witnesses(session: Session) -> list[Witness]:
    """Whoever gave an account in the case, as codes go."""
    return [Witness(*told) for told in copying.told_by(session.file)]


def choose(session: Session, part: Part) -> Chosen:
    """What a field copy of a part would hold. CaseError for a layer that is not there."""
    return copying.chosen(session.file, part)


def make(
    session: Session,
    out: Path,
    part: Part,
    passphrase: str,
    *,
    reason: str = "",
    progress: Progress = lambda _done, _total: None,
) -> Made:
    """Make a field copy, and enter in the ledger that it was made.

    CaseError as `write_copy`; then, or if `progress` raises, there is no copy. The window
    raises `Session.changed` for what was written, on its own thread.
    """
    done = copying.write_copy(
        session.file, out, part, passphrase, author=session.author, progress=progress
    )
    copy = done.copy
    if session.read_only:
        return Made(copy, None)
    message = Message("field copy", {"rows": str(copy.rows), "copy": copy.number})
    try:
        with session.new_view() as view:
            events = copied(view, done.attachments, session.author)
        return Made(copy, session.write(Draft("copy", message, events, reason)))
    except CaseError:
        with suppress(OSError):
            out.unlink()
        raise
