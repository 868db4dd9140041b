"""What is done with the files that a case holds: each may run on a worker thread.

The window raises `Session.changed` for what is written, afterwards and on its own thread.
No sentence here names a file: its name may say who a witness is.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from geoapp.case.consent import withheld
from geoapp.case.errors import (
    CaseError,
    DamagedCaseError,
    ReadOnlyCaseError,
    RefusedChangeError,
    StorageError,
)
from geoapp.case.media import HEAD, media_type
from geoapp.case.records import Key, Written
from geoapp.case.view import CaseView
from geoapp.commands import attachments as commands
from geoapp.commands.attachments import Found
from geoapp.commands.link import Tie, link_many
from geoapp.session.open_case import Session
from geoapp.store import content
from geoapp.store.content import Hashed, Progress
from geoapp.store.drafts import check_author

WITHDRAWN = (
    "Consent to this attachment, or to what it belongs to, was withdrawn: nothing of it leaves the "
    "case any more. Nothing was taken out."
)
EXISTS = "There is a file or folder of this name already; nothing was taken out. Choose another."


@dataclass(slots=True)
class TakenIn:
    """What became of each file, by its place in the list that was given.

    `known`: the attachment that has the very same content. `refused`: why not, in a sentence.
    `written` is None when nothing was new.
    """

    taken: dict[int, Key] = field(default_factory=dict)
    known: dict[int, Key] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    written: Written | None = None


def take_in(
    session: Session,
    files: Sequence[Path],
    to: Key | None = None,
    *,
    original: str = "",
    reason: str = "",
    progress: Progress = lambda _done, _total: None,
) -> TakenIn:
    """Take files in as attachments of a row. One entry, made when all of them are read.

    A file whose content an attachment holds already is not taken in once more, see
    `attach`. One that cannot be read is told in `refused` and stops no other. When the disk
    is full (StorageError) or `progress` raises, nothing of any of them is kept.
    """
    _check_writable(session)
    done = TakenIn()
    steps = _Steps(files, progress)
    found: dict[int, Found] = {}
    with ExitStack() as held:
        held.callback(_clean, session)
        for number, path in enumerate(files):
            try:
                hashed = content.hashed(path, steps.of(number, 0))
                if not hashed.bytes:
                    raise RefusedChangeError("The file is empty, so there is nothing to take in.")
                held.enter_context(content.kept(hashed.sha256))
                content.put(session.file, path, steps.of(number, 1), hashed)
                found[number] = _found(session, path, hashed, original)
            except (StorageError, ReadOnlyCaseError):
                raise
            except CaseError as error:
                done.refused[number] = str(error)
        _enter(session, found, to, reason, done)
    return done


def _enter(
    session: Session, found: dict[int, Found], to: Key | None, reason: str, done: TakenIn
) -> None:
    """Write the rows for what is new, and tell what is not."""
    with session.new_view() as view:
        first: dict[str, int] = {}
        new: dict[int, Found] = {}
        for number, file in found.items():
            same = commands.holder(view, file.sha256)
            if same is not None:
                done.known[number] = same.key
            elif first.setdefault(file.sha256, number) == number:
                new[number] = file
        if new:
            made = commands.take_in(view, list(new.values()), to, session.author, reason)
            done.written = session.write(made.draft)
            done.taken = dict(zip(new, made.keys, strict=True))
        for number, file in found.items():
            if number not in done.known and number not in done.taken:
                done.known[number] = done.taken[first[file.sha256]]


def attach(session: Session, attachments: Sequence[Key], to: Key, reason: str = "") -> Written:
    """Attach what the case holds already to a further row. CaseError if all of it is there."""
    with session.new_view() as view:
        ties = [Tie(key, to, commands.ROLE) for key in attachments]
        return session.write(link_many(view, ties, reason).draft)


def viewed(session: Session, attachment: Key) -> Written | None:
    """Enter into the custody log that it was looked at; None where nothing can be written."""
    if session.read_only:
        return None
    with session.new_view() as view:
        return session.write(commands.viewed(view, attachment, session.author))


def redacted_copy(
    session: Session,
    original: Key,
    source: Path | bytes,
    *,
    reason: str = "",
    progress: Progress = lambda _done, _total: None,
) -> tuple[Written, Key]:
    """Take in a redacted copy: a file made elsewhere, or content made in memory.

    CaseError if it is the original itself, empty, or in the case already.
    """
    _check_writable(session)
    with ExitStack() as held:
        held.callback(_clean, session)
        if isinstance(source, bytes):
            name = ""
            hashed = Hashed(hashlib.sha256(source).hexdigest(), len(source))
            held.enter_context(content.kept(hashed.sha256))
            content.put_bytes(session.file, source)
        else:
            name = _name(source)
            hashed = content.hashed(source)
            held.enter_context(content.kept(hashed.sha256))
            content.put(session.file, source, progress, hashed)
        if not hashed.bytes:
            raise RefusedChangeError("The file is empty, so there is nothing to take in.")
        found = Found(hashed.sha256, hashed.bytes, _media(session, hashed.sha256), name)
        with session.new_view() as view:
            made = commands.redacted_copy(view, original, found, session.author, reason)
            return session.write(made.draft), made.keys[0]


def take_out(
    session: Session,
    attachment: Key,
    out: Path,
    *,
    reason: str = "",
    progress: Progress = lambda _done, _total: None,
) -> Written:
    """Write what an attachment holds into a new file, and enter that into the custody log.

    The file gets its name only when its hash was found to be right and the log was written,
    and never takes the place of another. Where nothing can be written to the case, nothing
    is taken out: ReadOnlyCaseError. RefusedChangeError if consent to it was withdrawn,
    StorageError if the destination refuses.
    """
    _check_writable(session)
    if os.path.lexists(out):
        raise RefusedChangeError(EXISTS)
    part = out.with_name(f".{secrets.token_hex(8)}.part")
    with session.new_view() as view:
        record = commands.existing(view, attachment)
        if attachment in withheld(view):
            raise RefusedChangeError(WITHDRAWN)
        total = view.content_size(attachment) or 0
        try:
            digest = _copy(view.content(attachment), part, total, progress)
            if digest != record.values.get("sha256"):
                raise DamagedCaseError(
                    "What the case holds of this attachment does not match its SHA-256 any more. "
                    "Nothing was taken out. Verify the case."
                )
            written = session.write(commands.taken_out(view, attachment, session.author, reason))
            _name_it(part, out)
        except OSError as error:
            raise StorageError(
                f"The file cannot be written there: {error.strerror}. Nothing was taken out."
            ) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return written


def _copy(incoming: Iterator[bytes], part: Path, total: int, progress: Progress) -> str:
    """Write a file that only its owner can read; gives the hash of what was written."""
    digest = hashlib.sha256()
    done = 0
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        for some in incoming:
            file.write(some)
            digest.update(some)
            done += len(some)
            progress(done, total)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _name_it(part: Path, out: Path) -> None:
    """Give a file its name without ever replacing another."""
    try:
        os.link(part, out)
    except FileExistsError:
        raise RefusedChangeError(EXISTS) from None
    except OSError:
        # Memory sticks know no second names for a file.
        if os.path.lexists(out):
            raise RefusedChangeError(EXISTS) from None
        part.rename(out)


def _check_writable(session: Session) -> None:
    if session.read_only:
        raise ReadOnlyCaseError(
            "This case is open for reading only, so its custody log cannot be written. "
            "Nothing was taken in or out."
        )
    check_author(session.author)


def _found(session: Session, path: Path, hashed: Hashed, original: str) -> Found:
    name = _name(path)
    title = Path(name).stem
    media = _media(session, hashed.sha256)
    return Found(hashed.sha256, hashed.bytes, media, name, title, original)


def _media(session: Session, sha256: str) -> str:
    """By what lies in the case, not by what lay outside a moment ago."""
    with session.file.lane() as connection:
        return media_type(next(content.parts(connection, sha256), b"")[:HEAD])


def _name(path: Path) -> str:
    """A file's name in NFC; bytes that are no text are spelled out."""
    return unicodedata.normalize("NFC", os.fsencode(path.name).decode("utf-8", "backslashreplace"))


def _clean(session: Session) -> None:
    """What no row came to name does not stay."""
    with suppress(CaseError):
        content.clean(session.file)


def content_of(view: CaseView, attachment: Key, most: int) -> bytes:
    """All that an attachment holds, in memory; CaseError if it is more than `most` bytes."""
    size = view.content_size(attachment)
    if size is not None and size > most:
        raise CaseError(
            f"This file has {size >> 20:,} MiB; up to {most >> 20:,} MiB are shown here. Take it "
            "out to see it."
        )
    return b"".join(view.content(attachment))


class _Steps:
    """Adds up how far the reading of several files has come; each is read twice."""

    def __init__(self, files: Sequence[Path], progress: Progress) -> None:
        self._sizes = [_size(path) for path in files]
        self._progress = progress

    def of(self, number: int, reading: int) -> Progress:
        """Tells how far all of it is, from how far one reading of one file is."""
        before = 2 * sum(self._sizes[:number]) + reading * self._sizes[number]
        total = 2 * sum(self._sizes)

        def tell(done: int, _of: int) -> None:
            self._progress(min(before + done, total), total)

        return tell


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
