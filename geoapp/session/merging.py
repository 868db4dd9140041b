"""Merging an open case with another file of it, and what waits for a decision afterwards.

The file's work may run on a worker thread. Nobody is told of it here: whoever asked raises
`Session.changed` afterwards, on the thread of the window.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from geoapp.case.conflicts import Conflict
from geoapp.case.errors import CaseError, CaseInUseError, MergeRefusedError
from geoapp.session.backups import remember_older_form
from geoapp.session.open_case import Session
from geoapp.store import CaseFile, bundle
from geoapp.store.merging import Merged, take_in

__all__ = ["Merged", "conflicts", "merge", "own_replicas", "write_bundle"]

_NOT_WRITTEN = "Nothing was sent to the other file: {why}"


def merge(
    session: Session, other: Path, passphrase: str | None = None, *, both: bool = False
) -> Merged:
    """Take in what a bundle or another file of this case has.

    `both`: the other file gets what is here too, if it is a case that can be written.
    MergeRefusedError if the two cannot be merged, PassphraseNeededError or PassphraseError if
    the other one does not open, and other CaseErrors: nothing was written here then. What went
    wrong on the way to the other file is told in the notes.
    """
    other = Path(other)
    if other.exists() and session.path.samefile(other):
        raise MergeRefusedError("Both names mean the same file, so there is nothing to merge.")
    if bundle.is_bundle(other):
        merged = bundle.take_in(session.file, other, passphrase)
    else:
        merged = _with_case(session, other, passphrase, both)
    session.profile.remember_tips(session.file.kept_as, session.file.tips())
    return merged


def _with_case(session: Session, other: Path, passphrase: str | None, both: bool) -> Merged:
    try:
        theirs = CaseFile.open(other, read_only=not both, passphrase=passphrase)
    except CaseInUseError:
        if not both:
            raise
        theirs = CaseFile.open(other, read_only=True, passphrase=passphrase)
    with theirs:
        merged = take_in(session.file, theirs)
        if theirs.migrated is not None:
            remember_older_form(theirs, session.profile)
            merged = replace(merged, notes=(*merged.notes, theirs.migrated.sentence))
        if not both:
            return merged
        why = _why_not(session, theirs)
        if why is not None:
            return replace(merged, notes=(*merged.notes, _NOT_WRITTEN.format(why=why)))
        try:
            sent = take_in(theirs, session.file)
        except CaseError as error:
            why = str(error)
            return replace(merged, notes=(*merged.notes, _NOT_WRITTEN.format(why=why)))
        notes = tuple(note for note in sent.notes if note not in merged.notes)
    return replace(merged, sent=sent.received, notes=(*merged.notes, *notes))


def _why_not(session: Session, theirs: CaseFile) -> str | None:
    """Why the other file gets nothing; None if it does."""
    if theirs.read_only:
        return "it can only be read here, or is open in another window."
    if session.encrypted and not theirs.encrypted:
        return (
            "it is not encrypted, as this case is. "
            "To fill it all the same, open it and merge there."
        )
    return None


def write_bundle(
    session: Session,
    out: Path,
    *,
    since: Iterable[str] = (),
    passphrase: str | None = None,
    plain: bool = False,
) -> int:
    """Write the entries that come after some others into a file for whoever has those.

    `since` are hashes of entries (heads of the other's case); none means all. With a
    passphrase the bundle opens with it alone; else with the key of this case, so that only
    who can open the case reads it; a plain case needs a passphrase, or `plain`. CaseError
    for an unknown entry or a file that exists. The number of entries in it.
    """
    return bundle.write(session.file, Path(out), since=since, passphrase=passphrase, plain=plain)


def conflicts(session: Session) -> list[Conflict]:
    """What waits for a decision in the case."""
    return session.view.conflicts(own_replicas(session))


def own_replicas(session: Session) -> frozenset[str]:
    """The numbers under which this machine wrote to the case, as far as it knows."""
    known = session.profile.replica(session.file.kept_as)
    return frozenset({session.file.replica, *((known[0],) if known else ())})
