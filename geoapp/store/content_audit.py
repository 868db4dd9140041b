"""What verification says of the content of attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import apsw

from geoapp.case.errors import DamagedCaseError
from geoapp.case.records import Key, Problem
from geoapp.case.tables import Statements
from geoapp.store import content
from geoapp.store.connection import rows

_TAKEN_IN = (
    "SELECT attachment.id, attachment.sha256, event.sha256 FROM attachment "
    "JOIN custody_event AS event ON event.attachment = attachment.id "
    "AND event.deleted = 0 AND event.kind IN ('taken in', 'redacted') "
    "WHERE attachment.sha256 NOT NULL GROUP BY attachment.id, event.sha256 ORDER BY attachment.id"
)


def content_problems(connection: apsw.Connection, held: Statements) -> Iterator[Problem]:
    """Content that is not what its hash says, that is gone, or that no attachment names."""
    if not content.has_table(connection, "case_content"):
        return
    yield from _swapped(connection)
    for sha256 in sorted(content.held(connection) - content.named(connection)):
        if content.is_whole(connection, sha256):
            yield Problem(
                "content",
                f"The file holds content that no attachment names ({sha256[:12]}…): it was left "
                "when something was interrupted, or put there by another program. "
                "It is never shown, and goes with the next file that is taken in.",
            )
    if "attachment" in held and "custody_event" in held:
        yield from _exchanged(connection)
        if not _may_lack(connection):
            for id in _absent(connection):
                yield Problem(
                    "content",
                    f"The content of attachment {id} is not in the file, or not whole: it was "
                    "taken away by another program. A copy or backup that has it can give it back.",
                    Key("attachment", id),
                )


def content_notes(connection: apsw.Connection, held: Statements) -> list[str]:
    """What is as it may be, and worth knowing: sentences, none that means tampering."""
    notes: list[str] = []
    if not content.has_table(connection, "case_content"):
        return notes
    if "attachment" in held and "custody_event" in held and _may_lack(connection):
        lacking = len(_absent(connection))
        if lacking:
            notes.append(
                f"The content of {lacking} attachments is not in this file. In a copy of a part, "
                "or after a merge without attachments, that is no sign of tampering: merge with "
                "a copy of the case that has it."
            )
    there = content.held(connection) - content.named(connection)
    left = sum(not content.is_whole(connection, sha256) for sha256 in there)
    if left:
        notes.append(
            f"Something was interrupted while files were taken in, and left parts of {left} of "
            "them. They are never shown, and go with the next file that is taken in."
        )
    return notes


def _swapped(connection: apsw.Connection) -> Iterator[Problem]:
    named = _attachments(connection)
    for sha256 in sorted(content.held(connection)):
        if content.is_whole(connection, sha256) and not _matches(connection, sha256):
            for id in named.get(sha256, [None]):
                what = "that no attachment names" if id is None else f"of attachment {id}"
                yield Problem(
                    "content",
                    f"The content {what} is not what its SHA-256 says: it was changed or swapped.",
                    None if id is None else Key("attachment", id),
                )


def _attachments(connection: apsw.Connection) -> dict[str, list[int | None]]:
    named: dict[str, list[int | None]] = {}
    if content.has_table(connection, "attachment"):
        sql = "SELECT sha256, id FROM attachment WHERE sha256 NOT NULL ORDER BY id"
        for sha256, id in rows(connection, sql):
            named.setdefault(str(sha256).lower(), []).append(id)
    return named


def _matches(connection: apsw.Connection, sha256: str) -> bool:
    digest = hashlib.sha256()
    try:
        for part in content.parts(connection, sha256):
            digest.update(part)
    except DamagedCaseError:
        return False
    return digest.hexdigest() == sha256


def _exchanged(connection: apsw.Connection) -> Iterator[Problem]:
    """Rows that name another content today than the one that was taken in."""
    told: dict[int, set[str]] = {}
    now: dict[int, str] = {}
    for id, sha256, then in rows(connection, _TAKEN_IN):
        now[id] = sha256
        told.setdefault(id, set()).add(then)
    for id, sha256 in now.items():
        if sha256 not in told[id] and told[id] != {None}:
            yield Problem(
                "content",
                f"Attachment {id} names another SHA-256 than the one its custody log tells of.",
                Key("attachment", id),
            )


def _absent(connection: apsw.Connection) -> list[int]:
    found = {id: sha256 for id, sha256, _ in rows(connection, _TAKEN_IN)}
    return [id for id, sha256 in found.items() if not content.is_whole(connection, sha256)]


def _may_lack(connection: apsw.Connection) -> bool:
    """Whether content may be elsewhere: in a field copy, and where several replicas wrote."""
    if rows(connection, "SELECT 1 FROM case_copy LIMIT 1"):
        return True
    return bool(rows(connection, "SELECT 1 FROM ledger_replica LIMIT 1 OFFSET 1"))
