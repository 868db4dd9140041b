"""The questions of a reader that are about the content of attachments."""

from __future__ import annotations

from collections.abc import Iterator

import apsw

from geoapp.case.tables import Statements
from geoapp.store import content
from geoapp.store.content_audit import content_notes
from geoapp.store.failures import damage_in_words


class ContentReading:
    """A part of `StoreReader`, whose connection it asks."""

    _connection: apsw.Connection
    _held: Statements

    def content_size(self, sha256: str) -> int | None:
        """The length of what an attachment holds, in bytes; None unless all of it is here."""
        with damage_in_words():
            return content.size(self._connection, sha256)

    def content(self, sha256: str) -> Iterator[bytes]:
        """What an attachment holds, in parts. DamagedCaseError unless all of it is here."""
        with damage_in_words():
            yield from content.parts(self._connection, sha256)

    def content_notes(self) -> list[str]:
        """What a verification has to tell of content, without anything being wrong with it."""
        with damage_in_words():
            return content_notes(self._connection, self._held)
